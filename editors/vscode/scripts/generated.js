// @ts-check
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { contributedSettings } = require('../lib/settings');
const { statusOf } = require('../lib/status');
const { drawing } = require('./drawing');

const here = path.join(__dirname, '..');
const sample = path.join(here, '../../protocol-fixtures/samples/mkdocs');

/**
 * What is made from the executable, by file name.
 *
 * @param {string} glossa
 * @returns {Record<string, string>}
 */
function generate(glossa) {
  const run = (/** @type {string[]} */ ...args) => {
    const { status, stdout, stderr } = spawnSync(glossa, args, { encoding: 'utf8', cwd: sample });
    // With 1 it ends where something is found.
    if (status === 0 || status === 1) return stdout;
    throw new Error(`glossa ${args.join(' ')}: ${stderr}`);
  };
  const manifest = JSON.parse(read('package.json'));
  manifest.contributes.configuration.properties = contributedSettings(JSON.parse(run('schema', 'settings')));
  const outputs = {
    wanted: run('wanted'),
    // The change of one table.
    tables: run('table', '--diff').split(/^(?=diff )/m)[0],
  };
  /** @type {Record<string, string>} */
  const files = {
    'package.json': JSON.stringify(manifest, null, 2) + '\n',
    'schemas/glossa.schema.json': run('schema', 'configuration'),
  };
  for (const name of ['README.md', 'walkthrough/wanted.md', 'walkthrough/tables.md']) {
    files[name] = withOutputs(read(name), outputs);
  }
  const page = 'docs/glossary/b.md';
  const { problems } = JSON.parse(run('check', '--fixes', '--format', 'json'));
  const dangling = problems.filter((/** @type {any} */ { rule }) => rule === 'dangling-reference');
  files['images/editor.svg'] = drawing({
    page,
    text: fs.readFileSync(path.join(sample, page), 'utf8'),
    problem: dangling.find((/** @type {any} */ { subject }) => subject === 'Spinaker'),
    references: JSON.parse(run('references', '--format', 'json', page)).references,
    status: statusOf('running', dangling.length).text.replace('$(book)', 'Glossa:'),
  });
  return files;
}

/** @param {string} name */
function read(name) {
  return fs.readFileSync(path.join(here, name), 'utf8');
}

/**
 * A text whose code blocks behind `<!-- output:NAME -->` show that output.
 *
 * @param {string} text
 * @param {Record<string, string>} outputs
 */
function withOutputs(text, outputs) {
  return text.replace(/(<!-- output:(\w+) -->\n```\w*\n)[^]*?(```\n)/g, (_, start, name, end) => start + outputs[name] + end);
}

module.exports = { generate };
