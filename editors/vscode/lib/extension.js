// @ts-check
'use strict';

const path = require('node:path');
const { ErrorHandler, clientOptions, codeLensFeature, serverOptions, showReferences } = require('./client');
const { findServer, minimum } = require('./server');
const { countDangling, statusOf } = require('./status');
const { quickPickItem, wantedEntries } = require('./wanted');


/** The extension: its server, its commands and its place in the status bar. */
class Extension {
  /**
   * @param {typeof import('vscode')} vscode
   * @param {typeof import('vscode-languageclient/node')} languageclient
   * @param {import('vscode').ExtensionContext} context
   */
  constructor(vscode, languageclient, context) {
    this.vscode = vscode;
    this.languageclient = languageclient;
    this.context = context;
    this.output = vscode.window.createOutputChannel('Glossa');
    this.status = vscode.window.createStatusBarItem('glossa', vscode.StatusBarAlignment.Left, 0);
    this.status.name = 'Glossa';
    /** @type {import('vscode-languageclient/node').LanguageClient | undefined} */
    this.client = undefined;
    /** @type {import('./server').Server | undefined} */
    this.server = undefined;
    /** @type {'starting' | 'running' | 'stopped'} */
    this.state = 'stopped';
    // One start or stop at a time.
    this.queue = Promise.resolve();
  }

  async activate() {
    const { commands, languages, workspace } = this.vscode;
    const register = (/** @type {string} */ name, /** @type {(...args: any[]) => any} */ run) =>
      commands.registerCommand(name, (...args) => run.apply(this, args));
    this.context.subscriptions.push(
      this.output,
      this.status,
      register('glossa.syncDefinitionTables', this.syncTables),
      register('glossa.createMissingEntry', this.createEntry),
      register('glossa.wantedEntries', this.showWanted),
      register('glossa.showTermGraph', this.showGraph),
      register('glossa.restart', this.restart),
      register('glossa.showLog', () => this.output.show()),
      register(showReferences, this.showReferences),
      languages.onDidChangeDiagnostics(() => this.updateStatus()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('glossa.server.path') || event.affectsConfiguration('glossa.enable')) {
          return this.restart();
        }
      }),
    );
    await this.start();
  }

  start() {
    return this.enqueue(() => this.startNow());
  }

  stop() {
    return this.enqueue(() => this.stopNow());
  }

  restart() {
    return this.enqueue(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** @param {() => Promise<void>} work */
  enqueue(work) {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  async startNow() {
    const settings = this.vscode.workspace.getConfiguration('glossa');
    if (!settings.get('enable', true)) return this.status.hide();
    this.show('starting');
    const found = await findServer({
      setting: settings.get('server.path', ''),
      searchPath: process.env.PATH,
      bundled: path.join(this.context.extensionPath, 'server', 'glossa'),
    });
    if ('problem' in found) return this.failed(found.problem);
    this.server = found.server;
    this.output.appendLine(`${found.server.path} is version ${found.server.version}`);
    const { CloseAction, ErrorAction, LanguageClient, State } = this.languageclient;
    const handler = new ErrorHandler(ErrorAction, CloseAction, (isStart) => {
      const when = isStart ? 'ended at its start' : 'ended again and again';
      this.failed(`${found.server.path} ${when}; the log may say why.`);
    });
    const client = new LanguageClient(
      'glossa',
      'Glossa',
      serverOptions(found.server.path),
      clientOptions({ outputChannel: this.output, errorHandler: handler, settings: JSON.parse(JSON.stringify(settings)) }),
    );
    client.registerFeature(codeLensFeature);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) handler.hasServed = true;
    });
    this.client = client;
    try {
      await client.start();
      this.show('running');
    } catch (error) {
      // The error handler has told of a server that ended.
      this.output.appendLine(String(error));
      await client.stop().catch(() => {});
      if (this.state !== 'stopped') this.failed(`${found.server.path} does not answer; the log may say why.`);
    }
  }

  async stopNow() {
    const client = this.client;
    this.client = undefined;
    this.show('stopped');
    try {
      await client?.stop();
    } catch (error) {
      // It is gone already.
      this.output.appendLine(String(error));
    }
  }

  /**
   * Shows what is wrong with the server, with what to do about it.
   *
   * @param {string} problem
   */
  failed(problem) {
    const { commands, window } = this.vscode;
    this.client = undefined;
    this.show('stopped');
    const actions = {
      'Install Glossa': () =>
        commands.executeCommand('workbench.action.openWalkthrough', `${this.context.extension.id}#glossa.start`),
      'Set the Path': () => commands.executeCommand('workbench.action.openSettings', 'glossa.server.path'),
      'Try Again': () => this.restart(),
      'Show Log': () => this.output.show(),
    };
    const message = `${problem} Install Glossa ${minimum} or newer, or set glossa.server.path.`;
    this.output.appendLine(message);
    // Not waited for: the message stays until somebody answers it.
    window.showErrorMessage(message, ...Object.keys(actions)).then((chosen) => {
      if (chosen) return actions[/** @type {keyof typeof actions} */ (chosen)]();
    });
  }

  /** @param {'starting' | 'running' | 'stopped'} state */
  show(state) {
    this.state = state;
    this.updateStatus();
    this.status.show();
  }

  updateStatus() {
    const { text, tooltip } = statusOf(this.state, countDangling(this.vscode.languages.getDiagnostics()));
    this.status.text = text;
    this.status.tooltip = tooltip;
    this.status.command = this.state === 'stopped' ? 'glossa.restart' : 'glossa.wantedEntries';
  }

  /** The client, or a word to the user that there is none. */
  running() {
    if (this.client && this.state === 'running') return this.client;
    this.vscode.window.showWarningMessage('Glossa does not run. "Glossa: Restart" starts it.');
    return undefined;
  }

  syncTables() {
    return this.executeHere('glossa.syncTables');
  }

  showGraph() {
    return this.executeHere('glossa.showGraph');
  }

  /**
   * Has the server do one of its commands for the site of the page that is shown, or for all.
   *
   * @param {string} command
   */
  async executeHere(command) {
    const client = this.running();
    if (!client) return;
    const document = this.vscode.window.activeTextEditor?.document;
    const uri = document?.languageId === 'markdown' ? document.uri.toString() : undefined;
    await this.execute(client, command, ...(uri ? [{ uri }] : []));
  }

  /**
   * Has the server do one of its commands, and shows why it could not.
   *
   * @param {import('vscode-languageclient/node').LanguageClient} client
   * @param {string} command
   * @param {unknown[]} args
   */
  async execute(client, command, ...args) {
    try {
      await client.sendRequest('workspace/executeCommand', { command, arguments: args });
    } catch (error) {
      this.vscode.window.showWarningMessage(`Glossa: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Creates the entry that the reference under the cursor lacks; without one, the user chooses what to write. */
  async createEntry() {
    const client = this.running();
    if (!client) return;
    const editor = this.vscode.window.activeTextEditor;
    if (editor?.document.languageId === 'markdown') {
      const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
      if (await this.createEntryAt(client, editor.document.uri.toString(), position)) return;
    }
    const wanted = await this.chooseWanted();
    const place = wanted?.wanted.places[0];
    if (!wanted || !place) return;
    const uri = this.vscode.Uri.file(path.join(wanted.root, place.page)).toString();
    await this.execute(client, 'glossa.createEntry', { uri, label: wanted.label });
  }

  /**
   * @param {import('vscode-languageclient/node').LanguageClient} client
   * @param {string} uri
   * @param {import('vscode-languageclient/node').Position} position
   */
  async createEntryAt(client, uri, position) {
    /** @type {{ title: string, edit?: import('vscode-languageclient/node').WorkspaceEdit }[] | null} */
    const actions = await client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const offered = actions?.find(({ title }) => title.startsWith('Create the entry'));
    if (!offered) return false;
    // Where the client can ask for the edit, it comes only then.
    const action = offered.edit ? offered : await client.sendRequest('codeAction/resolve', offered);
    const edit = await client.protocol2CodeConverter.asWorkspaceEdit(action.edit);
    return this.vscode.workspace.applyEdit(edit);
  }

  async showWanted() {
    const { Position, Range, Uri, window } = this.vscode;
    const chosen = await this.chooseWanted();
    const place = chosen?.wanted.places[0];
    if (!chosen || !place) return;
    const position = new Position(place.range.start.line - 1, place.range.start.column - 1);
    const uri = Uri.file(path.join(chosen.root, place.page));
    await window.showTextDocument(uri, { selection: new Range(position, position) });
  }

  /** Lets the user choose among what is referred to and has no entry. */
  async chooseWanted() {
    const { window, workspace } = this.vscode;
    if (!this.running() || !this.server) return undefined;
    const document = window.activeTextEditor?.document;
    const own = document && workspace.getWorkspaceFolder(document.uri);
    const folders = own ? [own] : (workspace.workspaceFolders ?? []);
    const items = [];
    for (const folder of folders.filter(({ uri }) => uri.scheme === 'file')) {
      try {
        const wanted = await wantedEntries(this.server.path, folder.uri.fsPath);
        items.push(...wanted.map((each) => ({ ...quickPickItem(each), root: folder.uri.fsPath })));
      } catch (error) {
        window.showErrorMessage(`Glossa: ${error instanceof Error ? error.message : error}`);
        return undefined;
      }
    }
    if (items.length === 0) {
      window.showInformationMessage('Nothing is wanted: every reference has its entry.');
      return undefined;
    }
    return window.showQuickPick(items, { title: 'Entries to write, most used first', matchOnDescription: true });
  }

  /**
   * What a code lens over an entry does.
   *
   * @param {string} uri
   * @param {import('vscode-languageclient/node').Position} position
   * @param {import('vscode-languageclient/node').Location[]} locations
   */
  showReferences(uri, position, locations) {
    const converter = this.client?.protocol2CodeConverter;
    if (!converter) return;
    return this.vscode.commands.executeCommand(
      'editor.action.showReferences',
      this.vscode.Uri.parse(uri),
      converter.asPosition(position),
      locations.map(converter.asLocation),
    );
  }
}

module.exports = { Extension };
