// @ts-check
'use strict';

// As much of `vscode-languageclient/node` as the extension uses, on a real process: messages, life cycle, the decisions
// of the error handler, and the commands of the server, which the real client registers too.

const { spawn } = require('node:child_process');
const { EventEmitter } = require('node:events');

const State = { Stopped: 1, Running: 2, Starting: 3 };
const CloseAction = { DoNotRestart: 1, Restart: 2 };
const ErrorAction = { Continue: 1, Shutdown: 2 };

const capabilities = {
  window: { showDocument: { support: true } },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
  textDocument: {
    completion: { completionItem: { insertReplaceSupport: true, resolveSupport: { properties: ['documentation'] } } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    codeLens: {},
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    rename: { prepareSupport: true },
    semanticTokens: {
      requests: { full: true },
      tokenTypes: ['class', 'type', 'variable', 'comment', 'property'],
      tokenModifiers: ['declaration'],
      formats: ['relative'],
    },
  },
};

/** @param {any} vscode */
function languageclient(vscode) {
  class LanguageClient {
    constructor(id, name, serverOptions, clientOptions) {
      Object.assign(this, { id, name, serverOptions, clientOptions });
      this.features = [];
      this.events = new EventEmitter();
      this.state = State.Stopped;
      this.registered = [];
      this.code2ProtocolConverter = { asPosition: ({ line, character }) => ({ line, character }) };
      this.protocol2CodeConverter = {
        asPosition: ({ line, character }) => new vscode.Position(line, character),
        asLocation: (location) => location,
        asWorkspaceEdit: async (edit) => edit,
      };
      LanguageClient.all.push(this);
    }

    registerFeature(feature) {
      this.features.push(feature);
    }

    onDidChangeState(listener) {
      this.events.on('state', listener);
      return { dispose: () => this.events.off('state', listener) };
    }

    become(newState) {
      const oldState = this.state;
      this.state = newState;
      this.events.emit('state', { oldState, newState });
    }

    async start() {
      try {
        await this.startNow();
      } catch (error) {
        this.become(State.Stopped);
        this.dispose();
        this.process.kill();
        throw error;
      }
    }

    async startNow() {
      this.become(State.Starting);
      this.pending = new Map();
      this.lastID = 0;
      this.input = Buffer.alloc(0);
      const { command, args } = this.serverOptions;
      this.process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
      const process = this.process;
      process.stdin.on('error', () => {});
      process.stdout.on('data', (data) => this.receive(data));
      process.stderr.on('data', (data) => this.clientOptions.outputChannel.appendLine(String(data)));
      process.on('close', () => this.closed(process));
      const announced = structuredClone(capabilities);
      for (const feature of this.features) feature.fillClientCapabilities(announced);
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
      this.initializeResult = await this.sendRequest('initialize', {
        processId: globalThis.process.pid,
        rootUri: folders[0]?.uri ?? null,
        workspaceFolders: folders,
        initializationOptions: this.clientOptions.initializationOptions,
        capabilities: announced,
      });
      for (const command of this.initializeResult.capabilities.executeCommandProvider?.commands ?? []) {
        this.registered.push(vscode.commands.registerCommand(command, () => {}));
      }
      this.sendNotification('initialized', {});
      this.become(State.Running);
    }

    async closed(process) {
      if (process !== this.process || this.state === State.Stopped) return;
      this.become(State.Stopped);
      this.dispose();
      for (const { reject } of this.pending.values()) reject(new Error('the connection got disposed'));
      this.pending.clear();
      const { action, handled, message } = await this.clientOptions.errorHandler.closed();
      if (action === CloseAction.Restart) {
        this.start().catch(() => {});
      } else if (!handled) {
        vscode.window.showErrorMessage(message ?? 'Connection to server got closed.');
      }
    }

    dispose() {
      for (const command of this.registered.splice(0)) command.dispose();
    }

    async stop() {
      if (this.state !== State.Running) throw new Error('Client is not running and can’t be stopped.');
      await this.sendRequest('shutdown', null);
      this.become(State.Stopped);
      this.dispose();
      const gone = new Promise((resolve) => this.process.on('close', resolve));
      this.sendNotification('exit', null);
      await gone;
    }

    sendRequest(method, params) {
      const id = ++this.lastID;
      return new Promise((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        this.send({ id, method, params });
      });
    }

    sendNotification(method, params) {
      this.send({ method, params });
    }

    send(message) {
      const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
      this.process.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
    }

    receive(data) {
      this.input = Buffer.concat([this.input, data]);
      for (;;) {
        const end = this.input.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/.exec(this.input.toString('latin1', 0, end))?.[1]);
        if (this.input.length < end + 4 + length) return;
        const message = JSON.parse(this.input.toString('utf8', end + 4, end + 4 + length));
        this.input = this.input.subarray(end + 4 + length);
        this.handle(message);
      }
    }

    async handle({ id, method, params, result, error }) {
      if (!method) {
        const request = this.pending.get(id);
        this.pending.delete(id);
        if (error) request?.reject(Object.assign(new Error(error.message), { code: error.code }));
        else request?.resolve(result);
      } else if (id !== undefined) {
        this.send({ id, result: await this.answer(method, params) });
      } else if (method === 'textDocument/publishDiagnostics') {
        vscode.setDiagnostics(params.uri, params.diagnostics.map(asDiagnostic));
      } else if (method === 'window/showMessage') {
        vscode.window.showInformationMessage(params.message);
      } else if (method === 'window/logMessage') {
        this.clientOptions.outputChannel.appendLine(params.message);
      }
    }

    async answer(method, params) {
      if (method === 'workspace/configuration') {
        return params.items.map(({ section }) => JSON.parse(JSON.stringify(vscode.workspace.getConfiguration(section))));
      }
      if (method === 'workspace/applyEdit') return { applied: await vscode.workspace.applyEdit(params.edit) };
      // As the real client does.
      if (method === 'window/showDocument' && params.external) {
        return { success: await vscode.env.openExternal(vscode.Uri.parse(params.uri)) };
      }
      return null;
    }
  }
  /** All that were made. */
  LanguageClient.all = [];

  // The real client makes such an object of a code with a description.
  const asDiagnostic = ({ code, codeDescription, ...rest }) => ({
    ...rest,
    code: codeDescription ? { value: code, target: codeDescription.href } : code,
  });

  return { CloseAction, ErrorAction, LanguageClient, State };
}

module.exports = { capabilities, languageclient };
