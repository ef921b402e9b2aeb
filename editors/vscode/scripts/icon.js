#!/usr/bin/env node
// @ts-check
'use strict';

// Draws images/icon.png: a term between brackets, underlined as a link is.

const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const size = 256;
const samples = 4;

/** @typedef {[number, number, number, number]} Colour red, green, blue, alpha */
/** @type {Colour} */
const ground = [0x12, 0x34, 0x3b, 255];
/** @type {Colour} */
const bracket = [0xe6, 0xb4, 0x50, 255];
/** @type {Colour} */
const letter = [0xf4, 0xf1, 0xe8, 255];
/** @type {Colour} */
const nothing = [0, 0, 0, 0];

/**
 * @param {number} x
 * @param {number} y
 * @param {number} left
 * @param {number} top
 * @param {number} right
 * @param {number} bottom
 */
const inside = (x, y, left, top, right, bottom) => x >= left && x < right && y >= top && y < bottom;

/**
 * The colour of a point; the picture is 256 wide and high.
 *
 * @param {number} x
 * @param {number} y
 * @returns {Colour}
 */
function colour(x, y) {
  const corner = 48;
  const dx = Math.max(corner - x, x - (256 - corner), 0);
  const dy = Math.max(corner - y, y - (256 - corner), 0);
  if (Math.hypot(dx, dy) > corner) return nothing;
  for (const [near, far, foot] of [
    [36, 54, 76],
    [220, 202, 180],
  ]) {
    const [left, right] = [Math.min(near, far), Math.max(near, far)];
    if (inside(x, y, left, 48, right, 208)) return bracket;
    const [begin, end] = [Math.min(near, foot), Math.max(near, foot)];
    if (inside(x, y, begin, 48, end, 66) || inside(x, y, begin, 190, end, 208)) return bracket;
  }
  // A G: a ring that is open at the right, and a bar.
  const distance = Math.hypot(x - 128, y - 118);
  const isOpen = x > 128 && y > 118 - 26 && y < 118;
  if (distance <= 48 && distance >= 30 && !isOpen) return letter;
  if (inside(x, y, 128, 112, 176, 128)) return letter;
  if (inside(x, y, 88, 180, 168, 190)) return bracket;
  return ground;
}

function pixels() {
  const data = Buffer.alloc(size * (size * 4 + 1));
  let at = 0;
  for (let row = 0; row < size; row += 1) {
    data[at++] = 0;
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < samples * samples; i += 1) {
        const x = column + ((i % samples) + 0.5) / samples;
        const y = row + (Math.floor(i / samples) + 0.5) / samples;
        const [red, green, blue, alpha] = colour((x * 256) / size, (y * 256) / size);
        sum[0] += red * alpha;
        sum[1] += green * alpha;
        sum[2] += blue * alpha;
        sum[3] += alpha;
      }
      for (let i = 0; i < 3; i += 1) data[at++] = sum[3] ? Math.round(sum[i] / sum[3]) : 0;
      data[at++] = Math.round(sum[3] / (samples * samples));
    }
  }
  return data;
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/**
 * The cyclic redundancy code of PNG, as in its specification, annex D.
 *
 * @param {Buffer} data
 */
function checksum(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function png() {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits, red, green, blue and alpha.
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(pixels(), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

if (require.main === module) fs.writeFileSync(path.join(__dirname, '../images/icon.png'), png());

module.exports = { pixels, size };
