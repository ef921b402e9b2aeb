// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { test } = require('node:test');
const zlib = require('node:zlib');
const { generate } = require('../scripts/generated');
const icon = require('../scripts/icon');
const { Editor, manifest, root } = require('./support/editor');
const { copyOfSample, glossa, temporaryFolder } = require('./support/servers');

const { contributes } = manifest;
const exists = (file) => fs.existsSync(path.join(root, file));
const commands = contributes.commands.map(({ command }) => command);

test('what is made from the executable is what the executable says now', () => {
  for (const [name, text] of Object.entries(generate(glossa))) {
    const advice = `${name} is not what the executable says; run: node scripts/generate.js EXECUTABLE`;
    assert.equal(fs.readFileSync(path.join(root, name), 'utf8'), text, advice);
  }
});

test('its version is that of the server', () => {
  const { stdout } = spawnSync(glossa, ['--version'], { encoding: 'utf8' });
  assert.match(stdout, new RegExp(`^glossa ${manifest.version.replaceAll('.', '\\.')} `));
});

test('has what an extension must have', () => {
  for (const key of ['name', 'displayName', 'description', 'version', 'publisher', 'license', 'main', 'icon']) {
    assert.equal(typeof manifest[key], 'string', key);
  }
  for (const file of [manifest.main, manifest.icon, 'README.md', 'LICENSE']) assert.ok(exists(file), file);
  assert.match(manifest.engines.vscode, /^\^1\.\d+\.0$/);
  // What the language client of this version asks for.
  assert.equal(manifest.dependencies['vscode-languageclient'], '^9.0.1');
  assert.ok(Number(manifest.engines.vscode.split('.')[1]) >= 82);
  assert.deepEqual(manifest.activationEvents, ['onLanguage:markdown', 'workspaceContains:.glossa.yml']);
});

test('every command has a title, and what names a command names one of them', () => {
  for (const { command, title, category } of contributes.commands) {
    assert.match(command, /^glossa\.\w+$/);
    assert.ok(title && category === 'Glossa', command);
  }
  assert.equal(new Set(commands).size, commands.length);
  for (const items of Object.values(contributes.menus)) for (const { command } of items) assert.ok(commands.includes(command));
  const text = JSON.stringify(contributes.walkthroughs);
  for (const [, command] of text.matchAll(/\(command:(glossa\.\w+)/g)) assert.ok(commands.includes(command), command);
  for (const [, command] of text.matchAll(/onCommand:(glossa\.\w+)/g)) assert.ok(commands.includes(command), command);
});

test('the extension takes no command that the server announces, which the client registers', async (context) => {
  const editor = new Editor(copyOfSample(temporaryFolder(context)), { 'glossa.server.path': glossa });
  context.after(() => editor.extension.stop());
  await editor.extension.activate();
  const announced = editor.client.initializeResult.capabilities.executeCommandProvider.commands;
  assert.ok(announced.includes('glossa.syncTables'));
  assert.deepEqual(commands.filter((command) => announced.includes(command)), []);
});

test('a workspace that is not trusted cannot name the executable', () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, 'limited');
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['glossa.server.path']);
  const properties = contributes.configuration.properties;
  assert.equal(properties['glossa.server.path'].scope, 'machine');
  for (const name of untrustedWorkspaces.restrictedConfigurations) assert.ok(name in properties);
});

test('every setting has a description, a scope and a default', () => {
  for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
    assert.ok(name.startsWith('glossa.'), name);
    assert.ok(setting.markdownDescription, name);
    assert.ok(['machine', 'window', 'resource'].includes(setting.scope), name);
    assert.ok('default' in setting, name);
    if (setting.enum) assert.ok(setting.enum.includes(setting.default), name);
    if (setting.enumDescriptions) assert.equal(setting.enumDescriptions.length, setting.enum.length, name);
  }
});

test('the server has nothing to say against the defaults', async (context) => {
  const complaints = async (settings) => {
    const editor = new Editor(copyOfSample(temporaryFolder(context)), { 'glossa.server.path': glossa, ...settings });
    context.after(() => editor.extension.stop());
    await editor.extension.activate();
    const { textDocument } = editor.open('docs/glossary/b.md');
    // An answer says that the server has read its settings.
    await editor.client.sendRequest('textDocument/documentSymbol', { textDocument });
    return [...editor.log, ...editor.messages.map(({ message }) => message)].filter((text) => /glossa: /.test(text));
  };
  assert.deepEqual(await complaints({}), []);
  assert.match(String(await complaints({ 'glossa.entryLevel': 9 })), /entryLevel/);
});

test('the walkthrough has its pictures and words', () => {
  for (const { steps } of contributes.walkthroughs) {
    for (const { id, title, description, media, completionEvents } of steps) {
      assert.ok(id && title && description && completionEvents.length, id);
      assert.ok(exists(media.markdown), media.markdown);
    }
  }
});

test('the icon is the drawing of scripts/icon.js', () => {
  const file = fs.readFileSync(path.join(root, manifest.icon));
  assert.equal(file.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [icon.size, icon.size]);
  const length = file.readUInt32BE(33);
  // The points are compared: another zlib may pack them in another way.
  assert.ok(zlib.inflateSync(file.subarray(41, 41 + length)).equals(icon.pixels()));
});

test('the README shows the drawing, as a picture that the marketplace takes', () => {
  const [, picture] = /!\[[^\]]+\]\(([^)]+)\)/.exec(fs.readFileSync(path.join(root, 'README.md'), 'utf8')) ?? [];
  const file = fs.readFileSync(path.join(root, picture));
  assert.equal(file.toString('latin1', 1, 4), 'PNG');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(fs.readFileSync(path.join(root, 'images/editor.svg'), 'utf8')) ?? [];
  assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [Number(width) * 1.5, Number(height) * 1.5]);
});

test('extension.js wires the modules to the editor', async (context) => {
  const editor = new Editor(copyOfSample(temporaryFolder(context)), { 'glossa.server.path': glossa });
  const given = { vscode: editor.vscode, 'vscode-languageclient/node': editor.languageclient };
  const load = Module._load;
  Module._load = (request, ...rest) => given[request] ?? load(request, ...rest);
  context.after(() => (Module._load = load));
  const main = require('../extension');
  await main.activate(editor.context);
  assert.equal(editor.client.state, 2);
  await main.deactivate();
  assert.equal(editor.client.state, 1);
});
