;;; glossa.el --- Glossa, a language server for Markdown glossaries  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (markdown-mode "2.5") (eglot "1.9"))
;; Keywords: languages, tools

;;; Commentary:

;; With this file on the load path, in the init file:
;;
;;     (require 'glossa)
;;     (add-hook 'markdown-mode-hook #'glossa-eglot-ensure)
;;
;; Completion works behind a bracket, across blanks; the rest is Eglot's: `eglot-rename', `eglot-code-actions',
;; `xref-find-definitions', `eldoc'.  Three commands are Glossa's own: `glossa-sync-tables', `glossa-create-entry'
;; and `glossa-show-graph'.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'markdown-mode)
(require 'project)
(require 'subr-x)

(defgroup glossa nil
  "Glossaries in Markdown."
  :group 'markdown)

(defcustom glossa-executable "glossa"
  "The server's executable: its name, which is looked for in `exec-path', or its path."
  :type 'string
  :risky t)

(defconst glossa-minimum-version "0.1.0"
  "The oldest server that this works with.")

;;;; Whether the server can do its work

(defun glossa--machine (file)
  "What FILE runs on, by its ELF header; nil where it has none."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert-file-contents-literally file nil 0 20)
    (when (and (= (buffer-size) 20) (string= (buffer-substring 1 5) "\177ELF"))
      (concat (buffer-substring 5 7) (buffer-substring 19 21)))))

(defun glossa--run (file argument)
  "Run FILE with ARGUMENT and no input: its exit code, or its signal as text, and what it wrote."
  (with-temp-buffer
    (let ((status (call-process file nil t nil argument)))
      (cons status (string-trim (buffer-string))))))

(defun glossa--end (file run)
  "Say that FILE ended as a RUN says, when it should have served."
  (pcase-let ((`(,status . ,output) run))
    (format "%s ended at its start, %s (%s)" file
            (if (stringp status) (concat "by signal: " status) (format "with exit code %s" status))
            (car (split-string output "\n")))))

(defun glossa-problem ()
  "What is wrong with the server's executable; nil where nothing is."
  (let* ((file (executable-find glossa-executable))
         (own (expand-file-name invocation-name invocation-directory))
         (machine (and file (file-readable-p file) (glossa--machine file))))
    (cond
     ((not file) (format "there is no executable %s" glossa-executable))
     ;; The system would take such a file for a script.
     ((and machine (not (equal machine (glossa--machine own))))
      (format "%s was built for another kind of machine than this one (%s)" file system-configuration))
     (t
      (condition-case failure
          (let* ((run (glossa--run file "--version"))
                 (version (and (eql (car run) 0)
                               (string-match "\\`glossa \\([0-9.]+\\)" (cdr run))
                               (match-string 1 (cdr run)))))
            (cond
             ((not (eql (car run) 0)) (glossa--end file run))
             ((not version) (format "%s is not Glossa" file))
             ((version< version glossa-minimum-version)
              (format "%s is version %s, and this needs %s or newer" file version glossa-minimum-version))
             (t
              ;; A server whose client is gone before it says anything ends with 1.
              (let ((run (glossa--run file "lsp")))
                (unless (member (car run) '(0 1)) (glossa--end file run))))))
        (file-error (format "%s cannot be started: %s" file (error-message-string failure))))))))

(defun glossa--remedy (problem)
  "The message for a PROBLEM, with what to do about it."
  (format "Glossa: %s.  Install Glossa %s or newer, or set `glossa-executable'" problem glossa-minimum-version))

(defun glossa--contact (&rest _)
  "What starts the server, for `eglot-server-programs'."
  (when-let ((problem (glossa-problem)))
    (user-error "%s" (glossa--remedy problem)))
  (list glossa-executable "lsp"))

(add-to-list 'eglot-server-programs '((markdown-mode gfm-mode) . glossa--contact))

(defvar glossa--told nil
  "The problems that were told in this session.")

;;;###autoload
(defun glossa-eglot-ensure ()
  "Start Glossa for this buffer, or say once what is in its way.
For `markdown-mode-hook'."
  (when buffer-file-name
    (add-hook 'project-find-functions #'glossa--project -10 t)
    (add-hook 'eglot-managed-mode-hook #'glossa--managed nil t)
    (if-let ((problem (glossa-problem)))
        (unless (member problem glossa--told)
          (push problem glossa--told)
          (display-warning 'glossa (glossa--remedy problem) :error))
      (setq glossa--told nil)
      (eglot-ensure))))

;;;; The folder of the site

(defun glossa--project (folder)
  "The site that FOLDER is in, as a project: tables and other pages of the glossary stand beside a page."
  (when-let ((root (locate-dominating-file
                    folder
                    (lambda (above)
                      (seq-some (lambda (name) (file-exists-p (expand-file-name name above)))
                                '(".glossa.yml" "mkdocs.yml" "_config.yml"))))))
    (cons 'transient root)))

;;;; Completion

(defun glossa--label-start ()
  "Where the label begins in which point is, behind its bracket; nil where there is none."
  (save-excursion
    (let ((end (point)))
      (when (search-backward "[" (line-beginning-position) t)
        (forward-char)
        (unless (save-excursion (search-forward "]" end t))
          (point))))))

(defun glossa-completion-at-point ()
  "Complete a label as a whole: names have blanks, and are more than the symbol that Eglot completes."
  (when-let* ((start (glossa--label-start))
              (bounds (cons start (point)))
              (found (cl-letf (((symbol-function 'bounds-of-thing-at-point) (lambda (_) bounds)))
                       (eglot-completion-at-point)))
              (table (nth 2 found)))
    `(,start ,(point)
             ,(lambda (probe predicate action)
                (let ((completion-ignore-case t))
                  (funcall table probe predicate action)))
             ,@(nthcdr 3 found))))

(defun glossa--managed ()
  "Set up or undo what is Glossa's in a buffer that Eglot manages."
  (if (eglot-managed-p)
      (add-hook 'completion-at-point-functions #'glossa-completion-at-point -10 t)
    (remove-hook 'completion-at-point-functions #'glossa-completion-at-point t)))

;;;; Commands

(defun glossa-sync-tables ()
  "Bring the definition tables of this page's site in line with its entries."
  (interactive)
  (let ((server (eglot--current-server-or-lose)))
    (eglot-execute-command server "glossa.syncTables" (vector (list :uri (eglot--path-to-uri buffer-file-name))))))

(defun glossa-show-graph ()
  "Show the terms of this page's site and their links in a browser, or say where they are."
  (interactive)
  (let ((server (eglot--current-server-or-lose)))
    (eglot-execute-command server "glossa.showGraph" (vector (list :uri (eglot--path-to-uri buffer-file-name))))))

(defun glossa-create-entry ()
  "Create the entry that the reference at point lacks, in its place on its page."
  (interactive)
  (let* ((server (eglot--current-server-or-lose))
         (position (eglot--pos-to-lsp-position))
         (actions (jsonrpc-request
                   server :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start position :end position)
                         :context (list :diagnostics [] :only ["quickfix"]))))
         (action (seq-find (lambda (action) (string-prefix-p "Create the entry" (plist-get action :title))) actions)))
    (unless action
      (user-error "Glossa: at point is no reference without an entry, or there is no page for its letter"))
    ;; Newer versions of Eglot can ask for the edit, which then comes only then.
    (unless (plist-get action :edit)
      (setq action (jsonrpc-request server :codeAction/resolve action)))
    ;; What follows the edit says who asks; to older versions, that they are to ask the user.
    (eglot--apply-workspace-edit (plist-get action :edit) 'glossa-create-entry)))

(provide 'glossa)
;;; glossa.el ends here
