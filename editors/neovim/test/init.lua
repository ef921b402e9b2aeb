-- What the README tells people to write, and nothing else that could differ from an ordinary Neovim.
local here = vim.fs.dirname(vim.fs.dirname(vim.fs.normalize(vim.env.GLOSSA_TEST_INIT)))
vim.opt.runtimepath:append(here)
vim.lsp.config('glossa', { cmd = { vim.env.GLOSSA_TEST_EXECUTABLE, 'lsp' } })
vim.lsp.enable('glossa')

vim.opt.completeopt = { 'menuone', 'noselect', 'popup' }
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    local client = assert(vim.lsp.get_client_by_id(event.data.client_id))
    if client.name == 'glossa' and client:supports_method('textDocument/completion') then
      vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
    end
  end,
})
-- Nobody is there to answer a question.
vim.opt.swapfile = false
vim.opt.shortmess:append('aoOtTIcCF')
