-- :checkhealth glossa
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local failure = health.error or health.report_error

function M.check()
  local glossa = require('glossa')
  local server = require('glossa.server')
  start('Glossa')
  local command = glossa.command()
  local problem, version, done
  server.check(command, function(...)
    problem, version = ...
    done = true
  end)
  vim.wait(15000, function()
    return done
  end, 10)
  if not done then
    failure('the executable was not asked for its version in time')
  elseif problem then
    failure(problem)
  else
    ok(('%s is version %s'):format(vim.fn.exepath(command[1]), version))
  end
  local clients = glossa.clients()
  if #clients == 0 then
    warn('no server runs', { 'Open a Markdown file.', 'Is Glossa switched on? See :help glossa-setup' })
  end
  for _, client in ipairs(clients) do
    ok(('a server runs for %s'):format(client.config.root_dir or 'single files'))
  end
  ok('log: ' .. vim.lsp.get_log_path())
end

return M
