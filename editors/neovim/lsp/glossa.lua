---@brief Glossa, a language server for Markdown glossaries.
---@type vim.lsp.Config
return {
  -- `glossa lsp` from PATH, or what `require('glossa').setup({ cmd = … })` names.
  cmd = function(dispatchers)
    return require('glossa').start(dispatchers)
  end,
  filetypes = { 'markdown' },
  -- Not before the executable has been found fit; what is wrong with it is told otherwise.
  root_dir = function(buffer, on_dir)
    require('glossa').root_dir(buffer, on_dir)
  end,
}
