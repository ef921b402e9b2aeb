// @ts-check
'use strict';

// Which executable is the server, and whether it can do its work.

const { spawn } = require('node:child_process');
const fs = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');

/** The oldest server that this extension works with. */
const minimum = '0.1.0';
const waitMilliseconds = 10000;

/**
 * @typedef {object} Server
 * @property {string} path
 * @property {string} version
 */

/**
 * Finds the executable: the one that the setting names, and no other; else the first that is fit of those in PATH and
 * the one that the extension carries.
 *
 * @param {object} places
 * @param {string} [places.setting] the setting `glossa.server.path`
 * @param {string} [places.searchPath] the environment's PATH
 * @param {string} [places.bundled] where the extension carries an executable, if it does
 * @returns {Promise<{ server: Server } | { problem: string }>}
 */
async function findServer({ setting = '', searchPath = '', bundled }) {
  if (setting !== '') {
    const named = setting.replace(/^~(?=\/)/, os.homedir());
    if (!path.isAbsolute(named)) {
      return { problem: `glossa.server.path is not an absolute path: ${setting}.` };
    }
    return (await isExecutable(named)) ? check(named) : { problem: `There is no executable ${named}.` };
  }
  const candidates = [];
  // A relative folder would mean one of the workspace, and a workspace must not name programs.
  for (const folder of searchPath.split(path.delimiter).filter(path.isAbsolute)) {
    const candidate = path.join(folder, 'glossa');
    if (await isExecutable(candidate)) {
      candidates.push(candidate);
      break;
    }
  }
  if (bundled && (await isExecutable(bundled))) candidates.push(bundled);
  let first;
  for (const candidate of candidates) {
    const found = await check(candidate);
    if ('server' in found) return found;
    first ??= found;
  }
  return first ?? { problem: 'There is no executable glossa in PATH.' };
}

/** @param {string} file */
async function isExecutable(file) {
  try {
    await fs.access(file, fs.constants.X_OK);
    return (await fs.stat(file)).isFile();
  } catch {
    return false;
  }
}

/**
 * What an ELF file's header says that it runs on: word size, byte order, kind of processor; nothing for other files.
 *
 * @param {string} file
 */
async function machineOf(file) {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(20), 0, 20, 0);
    if (bytesRead < 20 || buffer.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
    return buffer.toString('hex', 4, 6) + buffer.toString('hex', 18, 20);
  } finally {
    await handle.close();
  }
}

/** @param {string} file */
function ofAnotherMachine(file) {
  return { problem: `${file} was built for another kind of machine than this one (${os.machine()}).` };
}

/**
 * Asks an executable for its version.
 *
 * @param {string} file
 * @returns {Promise<{ server: Server } | { problem: string }>}
 */
async function check(file) {
  try {
    const machine = await machineOf(file);
    // The system might take such a file for a script and give it to a shell.
    if (machine && machine !== (await machineOf(process.execPath))) return ofAnotherMachine(file);
  } catch {
    // What may not be read can still be run; what becomes of it is seen below.
  }
  const run = await runToEnd(file, ['--version'], { timeout: waitMilliseconds });
  if (run.error?.code === 'ENOENT' || run.error?.code === 'ENOEXEC') return ofAnotherMachine(file);
  if (run.error) return { problem: `${file} cannot be started: ${run.error.message}.` };
  if (run.signal === 'SIGTERM') {
    return { problem: `${file} did not say its version within ${waitMilliseconds / 1000} s.` };
  }
  if (run.code !== 0) return { problem: ended(file, run.code, run.signal, run.stderr) };
  const version = /^glossa (\d+\.\d+\.\d+)/.exec(run.stdout)?.[1];
  if (!version) return { problem: `${file} is not Glossa.` };
  if (isOlder(version, minimum)) {
    return { problem: `${file} is version ${version}, and this extension needs ${minimum} or newer.` };
  }
  return { server: { path: file, version } };
}

/**
 * What is wrong with a server that ended at its start.
 *
 * @param {string} file
 * @param {number | null} code
 * @param {string | null} signal
 * @param {string} stderr
 */
function ended(file, code, signal, stderr) {
  const words = stderr.trim().split('\n')[0].slice(0, 200);
  const how = signal ? `by ${signal}` : `with exit code ${code}`;
  return `${file} ended at its start, ${how}${words ? ` (${words})` : ''}.`;
}

/**
 * @param {string} version
 * @param {string} than
 */
function isOlder(version, than) {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

/**
 * Runs a program without a shell.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ error?: NodeJS.ErrnoException, code: number | null, signal: string | null, stdout: string,
 *   stderr: string }>}
 */
function runToEnd(file, args, options = {}) {
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.setEncoding('utf8').on('data', (data) => (output.stdout += data));
    child.stderr?.setEncoding('utf8').on('data', (data) => (output.stderr += data));
    child.on('error', (error) => resolve({ error, code: null, signal: null, ...output }));
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}

module.exports = { ended, findServer, minimum, runToEnd };
