// @ts-check
'use strict';

const vscode = require('vscode');
const languageclient = require('vscode-languageclient/node');
const { Extension } = require('./lib/extension');

/** @type {Extension | undefined} */
let extension;

/** @param {vscode.ExtensionContext} context */
exports.activate = async (context) => {
  extension = new Extension(vscode, languageclient, context);
  await extension.activate();
};

exports.deactivate = () => extension?.stop();
