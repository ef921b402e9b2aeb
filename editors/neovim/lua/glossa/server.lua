-- Whether the server's executable can do its work, found out before a client is started with it.
local M = {}

--- The oldest server that this plugin works with.
M.minimum = '0.1.0'

local uv = vim.uv or vim.loop
local WAIT_MILLISECONDS = 10000

local function is_older(version, than)
  local a, b = vim.split(version, '.', { plain = true }), vim.split(than, '.', { plain = true })
  for i = 1, 3 do
    local left, right = tonumber(a[i]) or 0, tonumber(b[i]) or 0
    if left ~= right then
      return left < right
    end
  end
  return false
end

local function missing(name)
  local place = name:find('/') and '' or ' in PATH'
  return ("there is no executable %s%s. Install Glossa, or name its place: see :help glossa-server"):format(name, place)
end

local function of_another_machine(path)
  local machine = uv.os_uname().machine
  return ('%s was built for another kind of machine than this one (%s). Install the build for %s: see :help glossa-server'):format(
    path,
    machine,
    machine
  )
end

--- What is wrong with a server that ended unasked.
--- @param path string the executable
--- @param output string what it wrote to standard error, or ''
--- @param is_start boolean whether it had not served yet
function M.ended(path, code, signal, output, is_start)
  local how = signal ~= 0 and ('by signal %d'):format(signal) or ('with exit code %d'):format(code)
  local words = vim.split(vim.trim(output), '\n', { plain = true })[1]
  words = words ~= '' and (' (%s)'):format(words:sub(1, 200)) or ''
  local place = is_start and ' at its start' or ''
  local remedy = is_start and 'Install Glossa anew, then :GlossaRestart' or ':GlossaRestart starts it again, :GlossaLog may say why'
  return ('%s ended%s, %s%s. %s: see :help glossa-server'):format(path, place, how, words, remedy)
end

--- What an ELF file's header says that it runs on: word size, byte order, kind of processor; nil for other files.
local function machine_of(path)
  local file = io.open(path, 'rb')
  local header = file and file:read(20) or ''
  if file then
    file:close()
  end
  return header:sub(1, 4) == '\127ELF' and header:sub(5, 6) .. header:sub(19, 20) or nil
end

--- Asks an executable for its version.
--- @param command string[] what starts the server; its first word is the executable
--- @param done fun(problem: string|nil, version: string|nil) called once, on the main loop: what is wrong, or the version
function M.check(command, done)
  local name = command[1]
  local path = vim.fn.exepath(name)
  local finish = vim.schedule_wrap(done)
  if path == '' then
    return finish(missing(name))
  end
  -- The system would take such a file for a script and give it to a shell.
  local machine, own = machine_of(path), machine_of(vim.v.progpath)
  if machine and own and machine ~= own then
    return finish(of_another_machine(path))
  end
  local stdout, stderr, timer = uv.new_pipe(false), uv.new_pipe(false), uv.new_timer()
  local output = { [stdout] = '', [stderr] = '' }
  local left, handle, ended = 3, nil, nil

  local function conclude()
    left = left - 1
    if left > 0 then
      return
    end
    timer:close()
    local version = output[stdout]:match('^glossa (%d+%.%d+%.%d+)')
    if ended.late then
      finish(('%s did not say its version within %d s. See :help glossa-server'):format(path, WAIT_MILLISECONDS / 1000))
    elseif ended.code ~= 0 or ended.signal ~= 0 then
      finish(M.ended(path, ended.code, ended.signal, output[stderr], true))
    elseif not version then
      finish(('%s is not Glossa. Name the right executable: see :help glossa-server'):format(path))
    elseif is_older(version, M.minimum) then
      finish(('%s is version %s, and this plugin needs %s or newer. Install that: see :help glossa-server'):format(path, version, M.minimum))
    else
      finish(nil, version)
    end
  end

  local problem
  handle, problem = uv.spawn(path, { args = { '--version' }, stdio = { nil, stdout, stderr } }, function(code, signal)
    ended = { code = code, signal = signal, late = ended ~= nil }
    handle:close()
    conclude()
  end)
  if not handle then
    for _, closing in ipairs({ stdout, stderr, timer }) do
      closing:close()
    end
    -- A file that is there and yet not found wants a program loader that this system lacks.
    if problem:find('ENOENT') then
      return finish(of_another_machine(path))
    end
    return finish(('%s cannot be started: %s. See :help glossa-server'):format(path, problem))
  end
  for _, pipe in ipairs({ stdout, stderr }) do
    pipe:read_start(function(_, data)
      if data then
        output[pipe] = output[pipe] .. data
      else
        pipe:close()
        conclude()
      end
    end)
  end
  timer:start(WAIT_MILLISECONDS, 0, function()
    ended = {}
    handle:kill('sigkill')
  end)
end

return M
