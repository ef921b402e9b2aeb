#!/usr/bin/env node
// @ts-check
'use strict';

// Writes what is made from the executable: the settings in package.json, the schema of .glossa.yml, and the output that
// the walkthrough and the README show.
//
//     node scripts/generate.js EXECUTABLE

const fs = require('node:fs');
const path = require('node:path');
const { generate } = require('./generated');

const executable = process.argv[2];
if (!executable) {
  console.error('usage: node scripts/generate.js EXECUTABLE');
  process.exit(2);
}
for (const [name, text] of Object.entries(generate(path.resolve(executable)))) {
  fs.writeFileSync(path.join(__dirname, '..', name), text);
}
