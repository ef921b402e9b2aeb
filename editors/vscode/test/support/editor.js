// @ts-check
'use strict';

// As much of the editor's API as the extension uses. What the extension shows and asks is kept, and asked for by tests.

const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { Extension } = require('../../lib/extension');
const { languageclient } = require('./languageclient');

const root = path.join(__dirname, '../..');
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(start, end) {
    Object.assign(this, { start, end });
  }
}

const Uri = {
  file: (fsPath) => ({ scheme: 'file', fsPath, toString: () => pathToFileURL(fsPath).href }),
  parse: (text) => Uri.file(fileURLToPath(text)),
};

/** The defaults of package.json with what a user has set, as an object of objects. */
function configuration(set) {
  const result = {};
  const values = Object.fromEntries(
    Object.entries(manifest.contributes.configuration.properties).map(([name, { default: value }]) => [name, value]),
  );
  for (const [name, value] of Object.entries({ ...values, ...set })) {
    const parts = name.split('.');
    let object = result;
    for (const part of parts.slice(0, -1)) object = object[part] ??= {};
    object[parts.at(-1)] = value;
  }
  return result;
}

class Editor {
  /**
   * @param {string} site the folder that is open
   * @param {Record<string, unknown>} settings what the user has set
   */
  constructor(site, settings) {
    this.site = site;
    this.settings = settings;
    this.commands = new Map();
    this.diagnostics = new Map();
    this.listeners = { diagnostics: [], configuration: [] };
    /** What was shown: messages with their kind and buttons. */
    this.messages = [];
    /** The paths of what was opened outside the editor. */
    this.opened = [];
    /** What was asked to choose from. */
    this.picks = [];
    this.executed = [];
    this.edits = [];
    this.shown = [];
    /** Which of the buttons, or of the items, is chosen; none where there is none. */
    this.button = undefined;
    this.pick = undefined;
    this.status = { isVisible: false, show: () => (this.status.isVisible = true), hide: () => (this.status.isVisible = false) };
    this.log = [];
    this.vscode = this.api();
    this.languageclient = languageclient(this.vscode);
    this.context = { subscriptions: [], extensionPath: root, extension: { id: 'glossa.glossa' } };
    this.extension = new Extension(/** @type {any} */ (this.vscode), /** @type {any} */ (this.languageclient), /** @type {any} */ (this.context));
  }

  api() {
    const show = (kind) => async (message, ...buttons) => {
      this.messages.push({ kind, message, buttons });
      return buttons.includes(this.button) ? this.button : undefined;
    };
    return {
      Position,
      Range,
      Uri,
      StatusBarAlignment: { Left: 1 },
      commands: {
        registerCommand: (name, run) => {
          if (this.commands.has(name)) throw new Error(`command '${name}' already exists`);
          this.commands.set(name, run);
          return { dispose: () => this.commands.delete(name) };
        },
        executeCommand: async (name, ...args) => {
          this.executed.push([name, ...args]);
          return this.commands.get(name)?.(...args);
        },
      },
      languages: {
        onDidChangeDiagnostics: (listener) => this.listeners.diagnostics.push(listener),
        getDiagnostics: () => [...this.diagnostics],
      },
      env: {
        openExternal: async (uri) => {
          this.opened.push(uri.fsPath);
          return true;
        },
      },
      window: {
        createOutputChannel: () => ({ appendLine: (line) => this.log.push(line), append: (text) => this.log.push(text), show() {}, dispose() {} }),
        createStatusBarItem: () => this.status,
        showErrorMessage: show('error'),
        showWarningMessage: show('warning'),
        showInformationMessage: show('information'),
        showQuickPick: async (items) => {
          this.picks.push(items);
          return items.find(({ label }) => label === this.pick);
        },
        showTextDocument: async (uri, options) => this.shown.push([uri.fsPath, options]),
        activeTextEditor: undefined,
      },
      workspace: {
        workspaceFolders: [{ uri: Uri.file(this.site), name: 'mkdocs', index: 0 }],
        getWorkspaceFolder: () => this.vscode.workspace.workspaceFolders[0],
        getConfiguration: (section) => {
          const object = section.split('.').reduce((value, part) => value?.[part], configuration(this.settings)) ?? {};
          const get = (name, other) => name.split('.').reduce((value, part) => value?.[part], object) ?? other;
          return { ...object, get, has() {}, inspect() {}, update() {} };
        },
        onDidChangeConfiguration: (listener) => this.listeners.configuration.push(listener),
        applyEdit: async (edit) => {
          this.edits.push(edit);
          return true;
        },
      },
      setDiagnostics: (uri, diagnostics) => {
        this.diagnostics.set(uri, diagnostics);
        for (const listener of this.listeners.diagnostics) listener({});
      },
    };
  }

  /** Sets a setting as the user does. */
  async set(name, value) {
    this.settings = { ...this.settings, [name]: value };
    const event = { affectsConfiguration: (section) => name === section || name.startsWith(`${section}.`) };
    await Promise.all(this.listeners.configuration.map((listener) => listener(event)));
  }

  run(name, ...args) {
    return this.commands.get(name)(...args);
  }

  get client() {
    return this.languageclient.LanguageClient.all.at(-1);
  }

  uri(page) {
    return Uri.file(path.join(this.site, page)).toString();
  }

  /** Opens a page, with the cursor on the first character of a text in a line (from one), and tells the server. */
  open(page, line = 1, text = '') {
    const content = fs.readFileSync(path.join(this.site, page), 'utf8');
    const character = content.split('\n')[line - 1].indexOf(text);
    const position = new Position(line - 1, character);
    this.vscode.window.activeTextEditor = {
      document: { languageId: 'markdown', uri: Uri.parse(this.uri(page)) },
      selection: { active: position },
    };
    this.client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(page), languageId: 'markdown', version: 1, text: content },
    });
    return { textDocument: { uri: this.uri(page) }, position };
  }

  /** The last edit's changes by page. */
  changes() {
    const edit = this.edits.at(-1);
    return new Map(
      (edit?.documentChanges ?? []).map(({ textDocument, edits }) => [path.relative(this.site, fileURLToPath(textDocument.uri)), edits]),
    );
  }
}

module.exports = { Editor, manifest, root };
