// @ts-check
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { restarts } = require('../lib/client');
const { minimum } = require('../lib/server');
const { Editor, manifest } = require('./support/editor');
const { copyOfSample, glossa, isAlive, planted, temporaryFolder, troubled, troubles, waitFor } = require('./support/servers');

const page = 'docs/glossary/b.md';

/** An editor with a copy of the sample glossary, and the extension activated. */
async function activated(context, settings = {}) {
  const editor = new Editor(copyOfSample(temporaryFolder(context)), { 'glossa.server.path': glossa, ...settings });
  context.after(() => editor.extension.stop());
  await editor.extension.activate();
  return editor;
}

test('counts dangling references in the status bar', async (context) => {
  const editor = await activated(context);
  const expected = `$(book) ${planted('dangling-reference')} dangling`;
  await waitFor(() => editor.status.text === expected, `${expected} in the status bar`);
  assert.ok(editor.status.isVisible);
  assert.equal(editor.status.command, 'glossa.wantedEntries');
  assert.deepEqual(editor.messages, []);
});

test('registers the commands that package.json contributes', async (context) => {
  const editor = await activated(context);
  for (const { command } of manifest.contributes.commands) assert.ok(editor.commands.has(command), command);
});

test('completes a term with a blank', async (context) => {
  const editor = await activated(context);
  const { textDocument } = editor.open(page);
  editor.client.sendNotification('textDocument/didChange', {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } }, text: 'The [Apparent W\n' }],
  });
  const answer = await editor.client.sendRequest('textDocument/completion', { textDocument, position: { line: 5, character: 15 } });
  const item = (answer.items ?? answer).find(({ label }) => label === 'Apparent Wind');
  assert.equal(item.textEdit.newText, 'Apparent Wind]');
  assert.deepEqual(item.textEdit.range.start, { line: 5, character: 5 });
});

test('shows a definition, and goes to it on another page', async (context) => {
  const editor = await activated(context);
  const hovered = await editor.client.sendRequest('textDocument/hover', editor.open(page, 110, 'Beam Reach'));
  assert.match(hovered.contents.value, /the easiest and often the fastest course/);
  const place = editor.open('docs/glossary/s.md', 16, 'land breezes');
  assert.equal(await editor.client.sendRequest('textDocument/definition', place), null);
  const [target] = [await editor.client.sendRequest('textDocument/definition', editor.open(page, 77, 'topping lift'))].flat();
  assert.equal(target.targetUri ?? target.uri, editor.uri('docs/glossary/l.md'));
});

test('renames an entry on all pages', async (context) => {
  const editor = await activated(context);
  const place = editor.open(page, 110, 'Beam Reach');
  const edit = await editor.client.sendRequest('textDocument/rename', { ...place, newName: 'Side Wind Course' });
  const pages = edit.documentChanges.map(({ textDocument }) => textDocument.uri);
  assert.ok(pages.includes(editor.uri('includes/glossary/b.md')) && pages.length > 2, pages.join(' '));
});

test('mends a problem', async (context) => {
  const editor = await activated(context);
  const { textDocument, position } = editor.open(page, 105, 'Spinaker');
  const actions = await editor.client.sendRequest('textDocument/codeAction', {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  assert.equal(actions[0].title, 'Change to [Spinnaker]');
});

test('syncs the definition tables', async (context) => {
  const editor = await activated(context);
  editor.open(page);
  await editor.run('glossa.syncDefinitionTables');
  await waitFor(() => editor.edits.length, 'an edit');
  const [{ newText }] = editor.changes().get('includes/glossary/t.md');
  assert.match(newText, /telltale/);
});

test('creates the entry that the reference under the cursor lacks', async (context) => {
  const editor = await activated(context);
  editor.open(page, 123, 'Race Committee');
  await editor.run('glossa.createMissingEntry');
  assert.match(editor.changes().get('docs/glossary/r.md')[0].newText, /^## Race Committee\n/);
  assert.deepEqual(editor.picks, []);
});

test('creates a wanted entry where the cursor is on none', async (context) => {
  const editor = await activated(context);
  editor.open(page);
  editor.pick = 'Race Committee';
  await editor.run('glossa.createMissingEntry');
  await waitFor(() => editor.edits.length, 'an edit');
  assert.match(editor.changes().get('docs/glossary/r.md')[0].newText, /^## Race Committee\n/);
  editor.pick = 'Gybe';
  await editor.run('glossa.createMissingEntry');
  assert.match(editor.messages[0].message, /no page is the obvious one for an entry “Gybe”/);
});

test('shows the wanted entries and goes to one', async (context) => {
  const editor = await activated(context);
  editor.pick = 'Jib';
  await editor.run('glossa.wantedEntries');
  assert.deepEqual(
    editor.picks[0].slice(0, 3).map(({ label, description }) => `${label}: ${description}`),
    ['Jib: 4 uses', 'Gybe: 2 uses', 'Halyad: 1 use, did you mean Halyard?'],
  );
  const [[file, { selection }]] = editor.shown;
  assert.equal(path.relative(editor.site, file), 'docs/glossary/h.md');
  const line = fs.readFileSync(file, 'utf8').split('\n')[selection.start.line];
  assert.ok(line.startsWith('[jib]', selection.start.character), line);
});

test('shows the graph of the terms in a browser', async (context) => {
  const cache = temporaryFolder(context);
  process.env.XDG_CACHE_HOME = cache;
  const editor = await activated(context);
  editor.open(page);
  await editor.run('glossa.showTermGraph');
  await waitFor(() => editor.opened.length, 'a page');
  assert.equal(path.dirname(editor.opened[0]), path.join(cache, 'glossa'));
  assert.match(fs.readFileSync(editor.opened[0], 'utf8'), /"title":"Bowline Knot"/);
});

test('shows the references that a code lens counts', async (context) => {
  const editor = await activated(context, { 'glossa.codeLens.enable': true });
  const { textDocument } = editor.open(page);
  const lenses = await editor.client.sendRequest('textDocument/codeLens', { textDocument });
  const { command } = await editor.client.sendRequest('codeLens/resolve', lenses[0]);
  await editor.run(command.command, ...command.arguments);
  const [name, uri, , locations] = editor.executed.at(-1);
  assert.equal(name, 'editor.action.showReferences');
  assert.equal(uri.toString(), textDocument.uri);
  assert.equal(`${locations.length} reference${locations.length === 1 ? '' : 's'}`, command.title);
});

test('colours only with types that package.json gives scopes', async (context) => {
  const editor = await activated(context);
  const { legend } = editor.client.initializeResult.capabilities.semanticTokensProvider;
  const [{ scopes }] = manifest.contributes.semanticTokenScopes;
  assert.deepEqual([...legend.tokenTypes].sort(), Object.keys(scopes).filter((name) => !name.includes('.')).sort());
  assert.deepEqual(legend.tokenModifiers, ['declaration']);
});

test('restarts, and leaves no process behind', async (context) => {
  const editor = await activated(context);
  const first = editor.client.process.pid;
  await editor.run('glossa.restart');
  const second = editor.client.process.pid;
  assert.notEqual(first, second);
  await waitFor(() => !isAlive(first), 'the first server ends');
  assert.ok(isAlive(second));
  await editor.extension.stop();
  await waitFor(() => !isAlive(second), 'the second server ends');
  assert.deepEqual(editor.messages, []);
});

test('can be switched off and on', async (context) => {
  const editor = await activated(context, { 'glossa.enable': false });
  assert.equal(editor.client, undefined);
  assert.deepEqual(editor.languageclient.LanguageClient.all, []);
  assert.equal(editor.status.isVisible, false);
  await editor.set('glossa.enable', true);
  assert.ok(isAlive(editor.client.process.pid));
});

test('starts a server that was killed anew, but not for ever', async (context) => {
  const editor = await activated(context);
  for (let kill = 0; kill <= restarts.count; kill += 1) {
    const { pid } = editor.client.process;
    process.kill(pid, 'SIGKILL');
    if (kill < restarts.count) {
      await waitFor(() => editor.client.process.pid !== pid && editor.client.state === 2, 'another server');
      assert.deepEqual(editor.messages, []);
    }
  }
  await waitFor(() => editor.messages.length, 'a message');
  assert.equal(editor.messages.length, 1);
  assert.match(editor.messages[0].message, /ended again and again/);
  assert.equal(editor.status.command, 'glossa.restart');
});

for (const [kind, words] of Object.entries(troubles)) {
  test(`tells once of a server that is ${kind}`, async (context) => {
    const folder = temporaryFolder(context);
    const file = troubled(/** @type {keyof troubles} */ (kind), folder);
    const editor = new Editor(copyOfSample(folder), { 'glossa.server.path': file });
    await editor.extension.activate();
    await waitFor(() => editor.messages.length, 'a message');
    assert.equal(editor.messages.length, 1);
    const [{ kind: level, message, buttons }] = editor.messages;
    assert.equal(level, 'error');
    for (const expected of [words, file, `Install Glossa ${minimum} or newer, or set glossa.server.path.`]) {
      assert.ok(message.includes(expected), `${expected} is not in: ${message}`);
    }
    assert.deepEqual(buttons, ['Install Glossa', 'Set the Path', 'Try Again', 'Show Log']);
    assert.match(editor.status.text, /error/);
    await editor.run('glossa.syncDefinitionTables');
    assert.match(editor.messages[1].message, /does not run/);
    // The remedy is taken.
    context.after(() => editor.extension.stop());
    await editor.set('glossa.server.path', glossa);
    assert.ok(isAlive(editor.client.process.pid));
    assert.equal(editor.messages.length, 2);
  });
}

test('offers what its message says', async (context) => {
  const editor = new Editor(copyOfSample(temporaryFolder(context)), { 'glossa.server.path': '/nowhere/glossa' });
  editor.button = 'Install Glossa';
  await editor.extension.activate();
  await waitFor(() => editor.executed.length, 'the walkthrough');
  const [{ id }] = manifest.contributes.walkthroughs;
  assert.deepEqual(editor.executed, [['workbench.action.openWalkthrough', `${manifest.publisher}.${manifest.name}#${id}`]]);
});
