// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The executable that is tested. */
const glossa = path.resolve(process.env.GLOSSA ?? path.join(__dirname, '../../../../.build/debug/glossa'));
assert.ok(fs.existsSync(glossa), `there is no ${glossa}; build Glossa first, or name it by GLOSSA`);

const samples = path.join(__dirname, '../../../../protocol-fixtures/samples');

/** A new folder that goes away with the test. */
function temporaryFolder(/** @type {import('node:test').TestContext} */ context) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'glossa-vscode-')));
  context.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the sample glossary. */
function copyOfSample(/** @type {string} */ folder) {
  const site = path.join(folder, 'mkdocs');
  fs.cpSync(path.join(samples, 'mkdocs'), site, { recursive: true });
  return site;
}

/** How many problems of a rule EXPECTED.md lists for the sample. */
function planted(/** @type {string} */ rule) {
  const text = fs.readFileSync(path.join(samples, 'EXPECTED.md'), 'utf8');
  return text.split('\n').filter((line) => line.startsWith('| mkdocs/') && line.includes(`| ${rule} |`) && !line.includes('| off |')).length;
}

/** Looks again and again until there is something to see. A loaded machine is no failure. */
async function waitFor(/** @type {() => any} */ look, /** @type {string} */ what, milliseconds = 30000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    assert.ok(Date.now() < deadline, `${what}: not within ${milliseconds / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(/** @type {number} */ pid) {
  try {
    const state = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** What the one message must say about a server with this trouble. */
const troubles = {
  missing: 'There is no executable',
  'too old': 'version 0.0.1',
  crashing: 'ended at its start, by SIGSEGV (no memory for the index)',
  'crashing as server': 'ended at its start',
  'of another machine': 'another kind of machine',
};

/** The path of an executable with a trouble; for "missing", where there is none. */
function troubled(/** @type {keyof typeof troubles} */ kind, /** @type {string} */ folder) {
  const file = path.join(folder, 'no server', 'glossa');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  /** @type {Record<string, string>} */
  const scripts = {
    'too old': "echo 'glossa 0.0.1 (libcmark-gfm 0.29.0)'",
    crashing: "echo 'no memory for the index' >&2; kill -SEGV $$",
    'crashing as server': `[ "$1" != --version ] || exec '${glossa}' --version; echo 'no memory' >&2; exit 3`,
  };
  if (kind in scripts) fs.writeFileSync(file, `#!/bin/sh\n${scripts[kind]}\n`);
  if (kind === 'of another machine') {
    // An ELF header says in its bytes 18 and 19 what the program is for: not for this machine.
    const header = fs.readFileSync(glossa).subarray(0, 4096);
    header.writeUInt16LE(header.readUInt16LE(18) === 0xf3 ? 0x3e : 0xf3, 18);
    fs.writeFileSync(file, header);
  }
  if (kind !== 'missing') fs.chmodSync(file, 0o755);
  return file;
}

module.exports = { copyOfSample, glossa, isAlive, planted, temporaryFolder, troubled, troubles, waitFor };
