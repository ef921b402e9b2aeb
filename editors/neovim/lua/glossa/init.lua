-- Starts the server for Markdown buffers, says once what is in its way, and does what the commands ask.
local server = require('glossa.server')

local M = {}

--- Whether this Neovim configures servers itself (`vim.lsp.config`, since 0.11).
M.has_config = vim.lsp.enable ~= nil and vim.lsp.config ~= nil

local NAME = 'glossa'
-- The folder of the site, not that of the page: tables and other pages of the glossary stand beside it.
local ROOT_MARKERS = { '.glossa.yml', 'mkdocs.yml', '_config.yml', '.git' }

local defaults = { cmd = { NAME, 'lsp' }, settings = {} }
local options = vim.deepcopy(defaults)

-- Findings by command, and the problems that were told; both until :GlossaRestart.
local checks = {}
local told = {}

--- Shows a problem once.
function M.tell(problem)
  if told[problem] then
    return
  end
  told[problem] = true
  vim.notify('Glossa: ' .. problem, vim.log.levels.ERROR)
end

--- The command that starts the server: what the user configured, or `glossa lsp` from PATH.
function M.command()
  local configured = M.has_config and (vim.lsp.config[NAME] or {}).cmd
  return type(configured) == 'table' and configured or options.cmd
end

local function key_of(command)
  return table.concat(command, '\0')
end

--- Calls `start` when the server's executable is fit for it, and says what is wrong otherwise.
function M.when_fit(start)
  local command = M.command()
  local key = key_of(command)
  local check = checks[key]
  if check and check.waiting then
    table.insert(check.waiting, start)
  elseif check then
    if not check.problem then
      start()
    end
  else
    checks[key] = { waiting = { start } }
    server.check(command, function(problem, version)
      local waiting = checks[key] and checks[key].waiting or {}
      checks[key] = { problem = problem, version = version }
      if problem then
        return M.tell(problem)
      end
      for _, continue in ipairs(waiting) do
        continue()
      end
    end)
  end
end

--- The folder of the site that a page belongs to; its own folder where nothing marks one.
function M.root_of(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local folder = vim.fn.fnamemodify(name ~= '' and name or 'x', ':p:h')
  local above = folder
  while true do
    for _, marker in ipairs(ROOT_MARKERS) do
      if (vim.uv or vim.loop).fs_stat(above .. '/' .. marker) then
        return above
      end
    end
    local parent = vim.fn.fnamemodify(above, ':h')
    if parent == above then
      return folder
    end
    above = parent
  end
end

--- For `root_dir` of `vim.lsp.Config`: names the root, and with that lets the client start, when the server is fit.
function M.root_dir(buffer, on_dir)
  M.when_fit(function()
    if vim.api.nvim_buf_is_valid(buffer) then
      on_dir(M.root_of(buffer))
    end
  end)
end

--- The clients of this server, for one buffer or all.
function M.clients(buffer)
  local get = vim.lsp.get_clients or function(filter)
    local all = filter.bufnr and vim.lsp.buf_get_clients(filter.bufnr) or vim.lsp.get_active_clients()
    return vim.tbl_values(all)
  end
  return vim.tbl_filter(function(client)
    return client.name == NAME
  end, get({ bufnr = buffer }))
end

-- Whether a server ended unasked: not with code 0, and not by the signal with which Neovim ends servers.
local function ended_unasked(code, signal)
  return code ~= 0 or (signal ~= 0 and signal ~= 15)
end

--- What to do when a server has ended: says so where nobody asked for it. Until :GlossaRestart no other is started.
local function exit_handler()
  local state = { served = false }
  return state, function(code, signal)
    if not ended_unasked(code, signal) then
      return
    end
    vim.schedule(function()
      local command = M.command()
      local problem = server.ended(vim.fn.exepath(command[1]), code, signal, '', not state.served)
      checks[key_of(command)] = { problem = problem }
      M.tell(problem)
    end)
  end
end

--- For `cmd` of `vim.lsp.Config`: starts the server, and tells of its end in place of Neovim's own message.
function M.start(dispatchers)
  local state, on_exit = exit_handler()
  local client = vim.lsp.rpc.start(
    options.cmd,
    vim.tbl_extend('force', dispatchers, {
      on_exit = function(code, signal)
        on_exit(code, signal)
        if ended_unasked(code, signal) then
          code, signal = 0, 15
        end
        dispatchers.on_exit(code, signal)
      end,
    })
  )
  local request = client.request
  client.request = function(method, params, callback, ...)
    return request(method, params, function(err, result)
      state.served = true
      callback(err, result)
    end, ...)
  end
  return client
end

-- Before 0.11: one client for each root.

local function client_config(root)
  local state, on_exit = exit_handler()
  local folder = { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ':t') }
  return {
    name = NAME,
    cmd = options.cmd,
    root_dir = root,
    workspace_folders = { folder },
    capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
    settings = options.settings,
    init_options = options.settings,
    on_exit = on_exit,
    on_init = function()
      state.served = true
    end,
    on_attach = function(client, buffer)
      -- What newer versions do by themselves.
      vim.api.nvim_buf_set_option(buffer, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
      vim.api.nvim_buf_set_option(buffer, 'tagfunc', 'v:lua.vim.lsp.tagfunc')
      if vim.fn.mapcheck('K', 'n') == '' then
        vim.keymap.set('n', 'K', vim.lsp.buf.hover, { buffer = buffer })
      end
      if options.on_attach then
        options.on_attach(client, buffer)
      end
    end,
  }
end

local by_root = {}

local function attach(buffer)
  if not vim.api.nvim_buf_is_valid(buffer) or vim.api.nvim_buf_get_option(buffer, 'buftype') ~= '' then
    return
  end
  M.when_fit(function()
    if not vim.api.nvim_buf_is_valid(buffer) then
      return
    end
    local root = M.root_of(buffer)
    local id = by_root[root]
    if not id or not vim.lsp.get_client_by_id(id) or vim.lsp.client_is_stopped(id) then
      id = vim.lsp.start_client(client_config(root))
      by_root[root] = id
    end
    if id then
      vim.lsp.buf_attach_client(buffer, id)
    end
  end)
end

local function markdown_buffers()
  return vim.tbl_filter(function(buffer)
    return vim.api.nvim_buf_is_loaded(buffer) and vim.api.nvim_buf_get_option(buffer, 'filetype') == 'markdown'
  end, vim.api.nvim_list_bufs())
end

--- Switches Glossa on. In 0.11 and newer the same can be said with `vim.lsp.config` and `vim.lsp.enable`.
--- @param given table|nil `cmd`, `settings`, `capabilities`, `on_attach`
function M.setup(given)
  options = vim.tbl_extend('force', defaults, given or {})
  if M.has_config then
    local config = vim.deepcopy(given or {})
    -- lsp/glossa.lua starts it.
    config.cmd = nil
    vim.lsp.config(NAME, config)
    vim.lsp.enable(NAME)
    return
  end
  local group = vim.api.nvim_create_augroup('Glossa', {})
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'markdown',
    callback = function(event)
      attach(event.buf)
    end,
  })
  for _, buffer in ipairs(markdown_buffers()) do
    attach(buffer)
  end
end

-- What the commands do.

local function client_here()
  local client = M.clients(vim.api.nvim_get_current_buf())[1]
  if not client then
    vim.notify('Glossa: the server does not run for this buffer; see :checkhealth glossa', vim.log.levels.WARN)
  end
  return client
end

local function request(client, method, params, done)
  if M.has_config then
    client:request(method, params, done, 0)
  else
    client.request(method, params, done, 0)
  end
end

--- Has the server do one of its commands for this page's site.
local function execute(command, argument)
  local client = client_here()
  if not client then
    return
  end
  argument.uri = vim.uri_from_bufnr(0)
  request(client, 'workspace/executeCommand', { command = command, arguments = { argument } }, function(err)
    if err then
      vim.notify('Glossa: ' .. err.message, vim.log.levels.ERROR)
    end
  end)
end

--- Brings the definition tables of this page's site in line with its entries. The changed buffers are not saved.
function M.sync_tables(names)
  execute('glossa.syncTables', { names = names ~= '' and names or nil })
end

--- Shows the terms of this page's site and their links in a browser.
function M.show_graph()
  execute('glossa.showGraph', {})
end

--- Creates the entry that the reference under the cursor lacks, in its place on its page.
function M.create_entry()
  local client = client_here()
  if not client then
    return
  end
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local function apply(err, action)
    if err or not action.edit then
      return vim.notify('Glossa: ' .. (err and err.message or 'the entry cannot be created'), vim.log.levels.ERROR)
    end
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  end
  request(client, 'textDocument/codeAction', params, function(err, actions)
    for _, action in ipairs(not err and actions or {}) do
      if vim.startswith(action.title, 'Create the entry') then
        -- Where the client can ask for the edit, it comes only then.
        if action.edit then
          return apply(nil, action)
        end
        return request(client, 'codeAction/resolve', action, apply)
      end
    end
    vim.notify('Glossa: under the cursor is no reference without an entry, or no page for its letter', vim.log.levels.WARN)
  end)
end

--- The places in a report of `glossa wanted --format json`, as items of the quickfix list.
function M.wanted_items(report, root)
  local items = {}
  for _, wanted in ipairs(report.wanted) do
    for _, place in ipairs(wanted.places) do
      table.insert(items, {
        filename = root .. '/' .. place.page,
        lnum = place.range.start.line,
        -- Counted in UTF-16 code units; exact enough to find the place on lines beyond ASCII.
        col = place.range.start.column,
        text = ('[%s] is used %d %s'):format(wanted.label, wanted.uses, wanted.uses == 1 and 'time' or 'times'),
      })
    end
  end
  return items
end

--- Lists what is referred to and has no entry, most used first, in the quickfix list. Reads the saved files.
function M.wanted()
  local root = M.root_of(vim.api.nvim_get_current_buf())
  local output, errors = {}, {}
  local ok, job = pcall(vim.fn.jobstart, { M.command()[1], 'wanted', '--format', 'json', '--root', root }, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, data)
      output = data
    end,
    on_stderr = function(_, data)
      errors = data
    end,
    on_exit = function(_, code)
      local decoded, report = pcall(vim.fn.json_decode, output)
      if code ~= 0 or not decoded then
        return vim.notify(table.concat(errors, '\n'), vim.log.levels.ERROR)
      end
      local items = M.wanted_items(report, root)
      vim.fn.setqflist({}, ' ', { title = 'Wanted entries', items = items })
      if #items == 0 then
        vim.notify('Glossa: nothing is wanted, every reference has its entry')
      else
        vim.cmd('copen')
      end
    end,
  })
  if not ok or job <= 0 then
    M.when_fit(function() end)
  end
end

--- Ends the servers and starts anew, as after an installation.
function M.restart()
  checks, told = {}, {}
  for _, client in ipairs(M.clients()) do
    vim.lsp.stop_client(client.id)
  end
  local function start_again()
    by_root = {}
    for _, buffer in ipairs(markdown_buffers()) do
      if M.has_config then
        vim.api.nvim_exec_autocmds('FileType', { group = 'nvim.lsp.enable', buffer = buffer })
      else
        attach(buffer)
      end
    end
  end
  local tries = 0
  local function wait()
    tries = tries + 1
    if #M.clients() == 0 or tries > 100 then
      return start_again()
    end
    vim.defer_fn(wait, 50)
  end
  wait()
end

--- Opens the log of Neovim's clients, at its end.
function M.log()
  vim.cmd('tabnew ' .. vim.fn.fnameescape(vim.lsp.get_log_path()))
  vim.cmd('normal! G')
end

return M
