// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { findServer } = require('../lib/server');
const { glossa, temporaryFolder, troubled } = require('./support/servers');

/** A folder with an executable glossa, and what that is. */
function folderWith(context, kind) {
  const folder = temporaryFolder(context);
  if (kind !== 'good') return path.dirname(troubled(kind, folder));
  fs.symlinkSync(glossa, path.join(folder, 'glossa'));
  return folder;
}

test('takes the executable of the setting, and no other', async (context) => {
  const searchPath = folderWith(context, 'good');
  const found = await findServer({ setting: glossa, searchPath: '' });
  assert.equal('server' in found && found.server.path, glossa);
  assert.match('server' in found ? found.server.version : '', /^\d+\.\d+\.\d+$/);
  const wrong = await findServer({ setting: '/nowhere/glossa', searchPath });
  assert.deepEqual(wrong, { problem: 'There is no executable /nowhere/glossa.' });
  const relative = await findServer({ setting: 'bin/glossa', searchPath });
  assert.deepEqual(relative, { problem: 'glossa.server.path is not an absolute path: bin/glossa.' });
});

test('takes the first of PATH', async (context) => {
  const [empty, good] = [temporaryFolder(context), folderWith(context, 'good')];
  const found = await findServer({ searchPath: [empty, good, folderWith(context, 'too old')].join(':') });
  assert.equal('server' in found && found.server.path, path.join(good, 'glossa'));
});

test('does not look into folders of the workspace', async (context) => {
  const good = folderWith(context, 'good');
  const before = process.cwd();
  process.chdir(good);
  context.after(() => process.chdir(before));
  assert.deepEqual(await findServer({ searchPath: '.::bin' }), { problem: 'There is no executable glossa in PATH.' });
});

test('takes the one that comes with it where PATH has none that is fit', async (context) => {
  for (const kind of ['missing', 'too old', 'of another machine', 'crashing']) {
    const found = await findServer({ searchPath: folderWith(context, kind), bundled: glossa });
    assert.equal('server' in found && found.server.path, glossa, kind);
  }
  const none = await findServer({ searchPath: folderWith(context, 'too old'), bundled: '/nowhere/glossa' });
  assert.match('problem' in none ? none.problem : '', /is version 0\.0\.1, and this extension needs/);
});

test('knows a program that is not Glossa', async () => {
  assert.deepEqual(await findServer({ setting: '/bin/true' }), { problem: '/bin/true is not Glossa.' });
});
