;;; glossa-test.el --- Drives Emacs with Glossa through the sample glossary  -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)
(setq load-prefer-newer t)
(add-to-list 'load-path (expand-file-name ".." (file-name-directory load-file-name)))
(require 'glossa)
(require 'flymake)

(defconst glossa-test-server (getenv "GLOSSA"))
(defconst glossa-test-sample (getenv "GLOSSA_SAMPLE"))
(defconst glossa-test-page "docs/glossary/b.md")

;; Nobody is there to answer a question: whether files that are not open may be edited.
(fset 'y-or-n-p #'always)
(setq create-lockfiles nil
      make-backup-files nil
      auto-save-default nil
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      eglot-connect-timeout 60
      eglot-send-changes-idle-time 0.01)

(defun glossa-test-wait (what look)
  "Call LOOK again and again until it gives something; that is WHAT."
  (let ((deadline (+ (float-time) 60)) seen)
    (while (not (setq seen (funcall look)))
      (when (> (float-time) deadline) (ert-fail (format "%s: not within 60 s" what)))
      (accept-process-output nil 0.05))
    seen))

(defmacro glossa-test-in-site (&rest body)
  "Do BODY in a copy of the sample glossary, with `site' as its folder."
  (declare (indent 0))
  `(let* ((folder (file-truename (make-temp-file "glossa-emacs-" t)))
          (site (file-name-as-directory (expand-file-name "mkdocs" folder)))
          (glossa-executable glossa-test-server))
     (copy-directory glossa-test-sample (directory-file-name site))
     (unwind-protect (progn ,@body)
       (glossa-test-quit)
       (delete-directory folder t))))

(defun glossa-test-quit ()
  "End all servers and forget all pages."
  (dolist (buffer (buffer-list))
    (when (buffer-file-name buffer)
      (with-current-buffer buffer (set-buffer-modified-p nil))))
  (ignore-errors (eglot-shutdown-all))
  (dolist (buffer (buffer-list))
    (when (buffer-file-name buffer) (kill-buffer buffer))))

(defun glossa-test-open (site page)
  "Open a PAGE of SITE with the server."
  (find-file (expand-file-name page site))
  (should (derived-mode-p 'markdown-mode))
  (unless (eglot-current-server)
    (add-hook 'project-find-functions #'glossa--project -10 t)
    (add-hook 'eglot-managed-mode-hook #'glossa--managed nil t)
    (let ((inhibit-message t)) (apply #'eglot (eglot--guess-contact))))
  (glossa-test-wait "the server" (lambda () (and (eglot-current-server) (eglot-managed-p)))))

(defun glossa-test-line (number &optional text)
  "Go to the line NUMBER, to TEXT in it."
  (goto-char (point-min))
  (forward-line (1- number))
  (when text
    (search-forward text (line-end-position))
    (goto-char (match-beginning 0))))

(defun glossa-test-line-text ()
  "The text of the line."
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun glossa-test-problems ()
  "The lines that have diagnostics, in order."
  (flymake-start)
  (sort (mapcar (lambda (diagnostic)
                  (line-number-at-pos (flymake-diagnostic-beg diagnostic)))
                (flymake-diagnostics))
        #'<))

(defun glossa-test-planted ()
  "The lines of problems in the page, as EXPECTED.md has them."
  (mapcar #'string-to-number (split-string (getenv "GLOSSA_PLANTED_LINES") ",")))

(ert-deftest glossa-test-shows-diagnostics ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-wait "the diagnostics" (lambda () (equal (glossa-test-problems) (glossa-test-planted))))
    (should (equal (file-name-as-directory (project-root (eglot--project (eglot-current-server)))) site))))

(ert-deftest glossa-test-completes-a-term-with-a-blank ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (dolist (typed '(("The [Apparent W" . "The [Apparent Wind]")
                     ("The [apparent w" . "The [Apparent Wind]")
                     ("A [gale][Beauf" . "A [gale][Beaufort Scale]")))
      (glossa-test-line 6)
      (insert "\n" (car typed))
      (save-excursion (insert "\n\n"))
      (completion-at-point)
      (glossa-test-wait (cdr typed) (lambda () (equal (glossa-test-line-text) (cdr typed)))))))

(ert-deftest glossa-test-shows-a-definition ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-line 110 "Beam Reach")
    (let (seen)
      (eglot-hover-eldoc-function (lambda (text &rest _) (setq seen text)))
      (glossa-test-wait "the definition" (lambda () seen))
      (should (string-match-p "the easiest and often the fastest course" seen)))))

(ert-deftest glossa-test-goes-to-another-page ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-line 77 "topping lift")
    (xref-find-definitions "LSP identifier at point.")
    (should (equal (file-relative-name buffer-file-name site) "docs/glossary/l.md"))
    (should (equal (glossa-test-line-text) "## Topping Lift"))
    (xref-pop-marker-stack)
    (should (equal (file-relative-name buffer-file-name site) glossa-test-page))))

(ert-deftest glossa-test-renames-on-all-pages ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-line 110 "Beam Reach")
    (eglot-rename "Side Wind Course")
    (glossa-test-line 1)
    (should (search-forward "## Side Wind Course" nil t))
    (with-current-buffer (find-file-noselect (expand-file-name "includes/glossary/b.md" site))
      (goto-char (point-min))
      (should (search-forward "[Side Wind Course]: /glossary/b.md#side-wind-course" nil t)))
    (should (> (seq-count (lambda (buffer) (and (buffer-file-name buffer) (buffer-modified-p buffer))) (buffer-list)) 2))))

(ert-deftest glossa-test-mends-a-problem ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-line 105 "Spinaker")
    (let ((actions (eglot-code-actions (point) (point) "quickfix")))
      (should (equal (plist-get (car actions) :title) "Change to [Spinnaker]"))
      ;; What choosing it in the menu does.
      (cl-letf ((last-nonmenu-event t)
                ((symbol-function 'completing-read) (lambda (_ offered &rest _) (caar offered))))
        (eglot-code-actions (point) (point) "quickfix" t)))
    (should (string-match-p "\\[Spinnaker\\]" (glossa-test-line-text)))))

(ert-deftest glossa-test-syncs-the-tables ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-sync-tables)
    (with-current-buffer (find-file-noselect (expand-file-name "includes/glossary/t.md" site))
      (glossa-test-wait "the mended definition"
                        (lambda ()
                          (goto-char (point-min))
                          (search-forward "[Telltale]: /glossary/t.md#telltale" nil t))))))

(ert-deftest glossa-test-shows-the-graph ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (let (shown)
      ;; What opens a browser, or in older versions of Eglot the message that says what to open.
      (cl-letf (((symbol-function 'browse-url) (lambda (url &rest _) (setq shown url)))
                ((symbol-function 'eglot--message)
                 (lambda (format &rest arguments) (setq shown (apply #'format format arguments)))))
        (glossa-show-graph)
        (glossa-test-wait "the graph" (lambda () (and shown (string-match "/[^ ]+/graph-[^ ]+\\.html" shown)))))
      (with-temp-buffer
        (insert-file-contents (replace-regexp-in-string "^file://" "" (match-string 0 shown)))
        (should (search-forward "\"title\":\"Bowline Knot\"" nil t))))))

(ert-deftest glossa-test-creates-an-entry ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (glossa-test-line 123 "Race Committee")
    (glossa-create-entry)
    (with-current-buffer (find-file-noselect (expand-file-name "docs/glossary/r.md" site))
      (goto-char (point-min))
      (should (search-forward "## Race Committee" nil t)))))

(ert-deftest glossa-test-leaves-no-process-behind-on-quit ()
  (glossa-test-in-site
    (glossa-test-open site glossa-test-page)
    (let* ((server (eglot-current-server))
           (pid (process-id (jsonrpc--process server))))
      (should (process-attributes pid))
      (eglot-shutdown server)
      (glossa-test-wait "the server ends" (lambda () (not (process-attributes pid)))))))

(ert-deftest glossa-test-tells-of-a-server-that-does-not-do-its-work ()
  (dolist (trouble (split-string (getenv "GLOSSA_TROUBLES") "\n"))
    (pcase-let* ((`(,file ,words) (split-string trouble "\t"))
                 (told nil))
      (glossa-test-in-site
        (setq glossa-executable file
              glossa--told nil)
        (cl-letf (((symbol-function 'display-warning) (lambda (_ text &rest _) (push text told))))
          (dolist (page (list glossa-test-page "docs/glossary/a.md"))
            (find-file (expand-file-name page site))
            (glossa-eglot-ensure)))
        (should (equal (length told) 1))
        (dolist (expected (list words file "Install Glossa 0.1.0 or newer, or set `glossa-executable'"))
          (should (string-match-p (regexp-quote expected) (car told))))
        ;; Whoever starts it by hand gets the same words.
        (should (string-match-p (regexp-quote words) (cadr (should-error (eglot--guess-contact) :type 'user-error))))))))

(defun glossa-test-stay ()
  "Open a page, say the server's process, and stay until killed."
  (let ((glossa-executable glossa-test-server))
    (glossa-test-open (file-name-as-directory (getenv "GLOSSA_SITE")) glossa-test-page)
    (message "server %d" (process-id (jsonrpc--process (eglot-current-server))))
    (while t (accept-process-output nil 1))))

;;; glossa-test.el ends here
