// @ts-check
'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { countDangling, statusOf } = require('../lib/status');

test('counts dangling references and nothing else', () => {
  const dangling = { source: 'glossa', code: { value: 'dangling-reference', target: 'https://example.org' } };
  const others = [
    { source: 'glossa', code: 'broken-target' },
    { source: 'marksman', code: 'dangling-reference' },
    { source: 'glossa' },
  ];
  assert.equal(countDangling([['a.md', [dangling, ...others]], ['b.md', [{ ...dangling, code: 'dangling-reference' }]]]), 2);
  assert.equal(countDangling([]), 0);
});

test('says how many there are', () => {
  assert.deepEqual(
    [0, 1, 12].map((count) => statusOf('running', count)),
    [
      { text: '$(book) Glossa', tooltip: 'Every reference has its entry' },
      { text: '$(book) 1 dangling', tooltip: '1 dangling reference: show the entries to write' },
      { text: '$(book) 12 dangling', tooltip: '12 dangling references: show the entries to write' },
    ],
  );
  assert.match(statusOf('starting', 0).text, /spin/);
  assert.match(statusOf('stopped', 3).text, /error/);
});
