if vim.g.loaded_glossa then
  return
end
vim.g.loaded_glossa = true

local function command(name, description, run, more)
  vim.api.nvim_create_user_command(name, run, vim.tbl_extend('force', { desc = description }, more or {}))
end

local function names()
  return { 'used', 'titles', 'all' }
end

command('GlossaSyncTables', 'Bring the definition tables in line with the entries', function(call)
  require('glossa').sync_tables(call.args)
end, { nargs = '?', complete = names })
command('GlossaCreateEntry', 'Create the entry that the reference under the cursor lacks', function()
  require('glossa').create_entry()
end)
command('GlossaWanted', 'List what is referred to and has no entry', function()
  require('glossa').wanted()
end)
command('GlossaGraph', 'Show the graph of the terms in a browser', function()
  require('glossa').show_graph()
end)
command('GlossaRestart', 'Start the server anew', function()
  require('glossa').restart()
end)
command('GlossaLog', "Open the log of Neovim's language clients", function()
  require('glossa').log()
end)

-- Neovim says nothing where a command that was configured for a server cannot be run.
if vim.lsp.config then
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('GlossaCheck', {}),
    pattern = 'markdown',
    callback = function()
      if type((vim.lsp.config.glossa or {}).cmd) == 'table' then
        require('glossa').when_fit(function() end)
      end
    end,
  })
end
