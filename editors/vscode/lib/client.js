// @ts-check
'use strict';

// What the language client is given.

const showReferences = 'glossa.showReferences';

/**
 * How the server is started.
 *
 * @param {string} server the executable
 */
function serverOptions(server) {
  return { command: server, args: ['lsp'] };
}

/**
 * @param {object} parts
 * @param {unknown} parts.outputChannel
 * @param {unknown} parts.errorHandler
 * @param {Record<string, unknown>} parts.settings the settings at the start
 */
function clientOptions({ outputChannel, errorHandler, settings }) {
  return {
    documentSelector: [
      { scheme: 'file', language: 'markdown' },
      { scheme: 'untitled', language: 'markdown' },
    ],
    initializationOptions: settings,
    outputChannel,
    errorHandler,
    // What is wrong is told by the error handler, once.
    initializationFailedHandler: () => false,
    // A page's text must not run commands, and its HTML is shown as text.
    markdown: { isTrusted: false, supportHtml: false },
  };
}

/** Tells the server that the editor has the command that its code lenses run. */
const codeLensFeature = {
  /** @param {{ experimental?: object }} capabilities */
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...capabilities.experimental, commands: { commands: [showReferences] } };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** How often a server that ended by itself is started anew, in which time. */
const restarts = { count: 3, milliseconds: 3 * 60 * 1000 };

/** Decides what to do when the connection to a server breaks. */
class ErrorHandler {
  /**
   * @param {{ Continue: number, Shutdown: number }} errorAction
   * @param {{ DoNotRestart: number, Restart: number }} closeAction
   * @param {(isStart: boolean) => void} gaveUp called when the server is not started anew
   */
  constructor(errorAction, closeAction, gaveUp) {
    this.errorAction = errorAction;
    this.closeAction = closeAction;
    this.gaveUp = gaveUp;
    this.hasServed = false;
    /** @type {number[]} */
    this.times = [];
  }

  error() {
    return { action: this.errorAction.Continue };
  }

  closed() {
    const now = Date.now();
    this.times = [...this.times.filter((time) => now - time < restarts.milliseconds), now];
    if (this.hasServed && this.times.length <= restarts.count) return { action: this.closeAction.Restart, handled: true };
    this.gaveUp(!this.hasServed);
    return { action: this.closeAction.DoNotRestart, handled: true };
  }
}

module.exports = { ErrorHandler, clientOptions, codeLensFeature, restarts, serverOptions, showReferences };
