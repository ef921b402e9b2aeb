// @ts-check
'use strict';

/**
 * How many dangling references there are among diagnostics.
 *
 * @param {[unknown, { source?: string, code?: unknown }[]][]} diagnostics as `vscode.languages.getDiagnostics()` gives
 */
function countDangling(diagnostics) {
  let count = 0;
  for (const [, ofPage] of diagnostics) {
    for (const { source, code } of ofPage) {
      const id = typeof code === 'object' && code !== null && 'value' in code ? code.value : code;
      if (source === 'glossa' && id === 'dangling-reference') count += 1;
    }
  }
  return count;
}

/**
 * What the status bar shows.
 *
 * @param {'starting' | 'running' | 'stopped'} state
 * @param {number} dangling
 */
function statusOf(state, dangling) {
  if (state === 'starting') return { text: '$(sync~spin) Glossa', tooltip: 'Glossa is starting' };
  if (state === 'stopped') return { text: '$(error) Glossa', tooltip: 'Glossa does not run: start it again' };
  if (dangling === 0) return { text: '$(book) Glossa', tooltip: 'Every reference has its entry' };
  const references = dangling === 1 ? '1 dangling reference' : `${dangling} dangling references`;
  return { text: `$(book) ${dangling} dangling`, tooltip: `${references}: show the entries to write` };
}

module.exports = { countDangling, statusOf };
