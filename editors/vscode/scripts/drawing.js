// @ts-check
'use strict';

// A drawing of the editor with a page of the sample glossary: the text, what is wrong in it and how to mend it are what
// the executable says. `rsvg-convert --zoom 1.5` makes images/editor.png of images/editor.svg, since the marketplace shows
// no SVG.

const width = 780;
const lineHeight = 20;
const letter = 7.8;
const left = 64;
const top = 56;

const colours = {
  ground: '#1e2430',
  bar: '#12343b',
  box: '#2a3242',
  text: '#d7dce5',
  dim: '#6b7689',
  term: '#7fc8a9',
  error: '#e5737f',
};

const escape = (/** @type {string} */ text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} [fill]
 */
const words = (x, y, text, fill = colours.text) =>
  `<text x="${x}" y="${y}" fill="${fill}" xml:space="preserve">${escape(text)}</text>`;

/**
 * A line of a page, with its references coloured.
 *
 * @param {number} y
 * @param {string} line
 * @param {any[]} references those of the line, as `glossa references --format json` gives them
 * @param {boolean} isWrong whether one of them is the problem that is shown
 */
function pageLine(y, line, references, isWrong) {
  const parts = [words(left, y, line)];
  for (const { range, state } of references) {
    const start = range.start.column - 1;
    const label = line.slice(start, range.end.column - 1);
    const x = left + start * letter;
    const fill = state === 'defined' ? colours.term : isWrong ? colours.error : colours.text;
    parts.push(
      `<rect x="${x}" y="${y - 15}" width="${label.length * letter}" height="${lineHeight}" fill="${colours.ground}"/>`,
      words(x, y, label, fill),
    );
    if (fill === colours.error) {
      const line = `M${x} ${y + 4} h${label.length * letter}`;
      parts.push(`<path d="${line}" stroke="${colours.error}" stroke-width="1.5" stroke-dasharray="3 2"/>`);
    }
  }
  return parts.join('\n');
}

/**
 * @param {object} parts
 * @param {string} parts.page the page's path
 * @param {string} parts.text its text
 * @param {any} parts.problem what `glossa check --format json` says is wrong in one of its lines
 * @param {any[]} parts.references its references, as `glossa references --format json` gives them
 * @param {string} parts.status the status bar's text
 */
function drawing({ page, text, problem, references, status }) {
  const lines = text.split('\n');
  const last = problem.range.start.line;
  const shown = [5, 4, 3, 2, 1, 0].map((before) => last - before);
  const rows = shown.flatMap((number, index) => {
    const y = top + index * lineHeight;
    const own = references.filter(({ range }) => range.start.line === number);
    return [words(24, y, String(number), colours.dim), pageLine(y, lines[number - 1].slice(0, 88), own, number === last)];
  });
  const boxTop = top + shown.length * lineHeight - 6;
  const box = [problem.message, ...problem.fixes.map((/** @type {{ title: string }} */ { title }) => `   ${title}`)];
  const boxHeight = (box.length + 1) * lineHeight;
  const boxLeft = left + 40;
  const height = boxTop + boxHeight + 46;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="DejaVu Sans Mono" font-size="13">
<rect width="${width}" height="${height}" rx="8" fill="${colours.ground}"/>
${words(24, 24, page, colours.dim)}
${rows.join('\n')}
<rect x="${boxLeft}" y="${boxTop}" width="${width - boxLeft - 24}" height="${boxHeight}" rx="4" fill="${colours.box}" stroke="${colours.dim}"/>
${box.map((row, index) => words(boxLeft + 12, boxTop + 24 + index * lineHeight, row, index === 0 ? colours.text : colours.term)).join('\n')}
<rect y="${height - 28}" width="${width}" height="28" fill="${colours.bar}"/>
${words(24, height - 9, status)}
</svg>
`;
}

module.exports = { drawing };
