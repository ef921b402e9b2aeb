-- What the README tells people to write, and nothing else that could differ from an ordinary Neovim.
vim.opt.runtimepath:append(vim.env.GLOSSA_TEST_PLUGIN)
require('glossa').setup({ cmd = { vim.env.GLOSSA_TEST_EXECUTABLE, 'lsp' } })

if vim.fn.has('nvim-0.11') == 1 then
  vim.opt.completeopt = { 'menuone', 'noselect', 'popup' }
  vim.api.nvim_create_autocmd('LspAttach', {
    callback = function(event)
      local client = assert(vim.lsp.get_client_by_id(event.data.client_id))
      if client.name == 'glossa' and client:supports_method('textDocument/completion') then
        vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
      end
    end,
  })
else
  vim.opt.completeopt = { 'menuone', 'noselect' }
end
-- Nobody is there to answer a question.
vim.opt.swapfile = false
vim.opt.hidden = true
vim.opt.shortmess:append('aoOtTIcF')
