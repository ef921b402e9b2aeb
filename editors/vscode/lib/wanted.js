// @ts-check
'use strict';

const { runToEnd } = require('./server');

/**
 * @typedef {object} Wanted what is referred to and has no entry
 * @property {string} label
 * @property {number} uses
 * @property {string | null} nearest an entry's name that is spelt nearly so
 * @property {{ page: string, range: { start: { line: number, column: number } } }[]} places lines and columns count
 *   from one, columns in UTF-16 code units
 */

/**
 * Asks the executable for the entries to write next, most used first. It reads the saved files.
 *
 * @param {string} server
 * @param {string} root
 * @returns {Promise<Wanted[]>}
 */
async function wantedEntries(server, root) {
  const run = await runToEnd(server, ['wanted', '--format', 'json', '--root', root], { cwd: root });
  if (run.error) throw run.error;
  if (run.code !== 0) throw new Error(run.stderr.trim() || `glossa wanted ended with exit code ${run.code}`);
  return JSON.parse(run.stdout).wanted;
}

/** @param {Wanted} wanted */
function quickPickItem(wanted) {
  const uses = wanted.uses === 1 ? '1 use' : `${wanted.uses} uses`;
  const nearest = wanted.nearest ? `, did you mean ${wanted.nearest}?` : '';
  return { label: wanted.label, description: uses + nearest, detail: wanted.places[0]?.page, wanted };
}

module.exports = { quickPickItem, wantedEntries };
