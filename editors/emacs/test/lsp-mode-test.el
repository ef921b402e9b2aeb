;;; lsp-mode-test.el --- Tries what the README says for lsp-mode  -*- lexical-binding: t; -*-

;;; Code:

(require 'lsp-mode)
(require 'markdown-mode)

;; Nobody is there to answer a question.
(setq create-lockfiles nil
      lsp-auto-guess-root t
      lsp-enable-file-watchers nil
      lsp-enable-snippet nil
      lsp-restart 'ignore)

(load (getenv "GLOSSA_SNIPPET"))

(let* ((site (getenv "GLOSSA_SITE"))
       (page (expand-file-name "docs/glossary/b.md" site))
       (planted (length (split-string (getenv "GLOSSA_PLANTED_LINES") ",")))
       (deadline (+ (float-time) 60)))
  ;; lsp-mode takes the version control's folder for the project.
  (call-process "git" nil nil nil "-C" site "init" "--quiet")
  (find-file page)
  (lsp)
  (while (/= planted (length (gethash page (lsp-diagnostics t))))
    (when (> (float-time) deadline)
      (message "%d diagnostics, not %d" (length (gethash page (lsp-diagnostics t))) planted)
      (kill-emacs 1))
    (accept-process-output nil 0.05)))

;;; lsp-mode-test.el ends here
