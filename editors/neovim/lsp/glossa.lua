---@brief Glossa, a language server for Markdown glossaries.
---@type vim.lsp.Config
return {
  cmd = { 'glossa', 'lsp' },
  filetypes = { 'markdown' },
  -- The folder of the site, not that of the page: tables and other pages of the glossary stand beside it.
  root_markers = { '.glossa.yml', 'mkdocs.yml', '_config.yml', '.git' },
}
