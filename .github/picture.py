#!/usr/bin/env python3
"""Draws what a command prints on a terminal as a picture.

    picture.py --glossa EXECUTABLE > check.svg

The command and the glossary are those of the README's picture; what it prints is real, and nothing of it is left out.
"""

import argparse
import pathlib
import re
import subprocess
import sys
from xml.sax.saxutils import escape

SAMPLE = pathlib.Path(__file__).resolve().parents[1] / "protocol-fixtures/samples/mkdocs"
COMMAND = ["check", "--fixes", "--min-severity", "warning", "docs/glossary/c.md", "docs/glossary/m.md"]
COLUMNS = 108
CELL_WIDTH, LINE_HEIGHT, MARGIN, BASELINE = 7.8, 18, 16, 13
STYLE = """\
text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d8dee9; }
.bold { font-weight: bold; } .red { fill: #ff6b6b; } .yellow { fill: #f4c95d; } .blue { fill: #6ea8fe; }
.cyan { fill: #56c7d8; } .green { fill: #7fd88f; } .prompt { fill: #7f8ea3; }"""
NAMES = {"1": "bold", "31": "red", "32": "green", "33": "yellow", "34": "blue", "36": "cyan"}


def cells(text):
    """The lines of a terminal: each a list of signs with their classes."""
    classes, lines = frozenset(), [[]]
    for escape_codes, sign in re.findall(r"\x1b\[([\d;]*)m|([^\x1b])", text, re.DOTALL):
        if sign == "\n":
            lines.append([])
        elif sign:
            if len(lines[-1]) == COLUMNS:
                lines.append([])
            lines[-1].append((sign, classes))
        else:
            codes = escape_codes.split(";")
            unknown = set(codes) - set(NAMES) - {"0", ""}
            assert not unknown, f"the picture knows no colour {unknown}"
            classes = frozenset() if codes in (["0"], [""]) else classes | {NAMES[code] for code in codes}
    while not lines[-1]:
        lines.pop()
    return lines


def row(line, y):
    """One line; a run of signs of one look is one element, as wide as its cells whatever the font."""
    parts, begin = [], 0
    for end in range(1, len(line) + 1):
        if end == len(line) or line[end][1] != line[begin][1]:
            run = "".join(sign for sign, _ in line[begin:end])
            if run.strip():
                look = f' class="{" ".join(sorted(line[begin][1]))}"' if line[begin][1] else ""
                x, width = MARGIN + begin * CELL_WIDTH, len(run) * CELL_WIDTH
                place = f'x="{x:.1f}" y="{y}" textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
                parts.append(f'<text {place}{look} xml:space="preserve">{escape(run)}</text>')
            begin = end
    return "\n".join(parts)


def picture(executable):
    done = subprocess.run([executable, *COMMAND, "--color", "always"], cwd=SAMPLE, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    prompt = [(sign, frozenset({"prompt"})) for sign in "$ "]
    typed = [(sign, frozenset({"bold"})) for sign in "glossa " + " ".join(COMMAND)]
    lines = [prompt + typed, [], *cells(done.stdout)]
    width, height = round(2 * MARGIN + COLUMNS * CELL_WIDTH), 2 * MARGIN + len(lines) * LINE_HEIGHT
    rows = [row(line, MARGIN + BASELINE + number * LINE_HEIGHT) for number, line in enumerate(lines) if line]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>\n{STYLE}\n</style>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#1d2430"/>',
        *rows,
        "</svg>\n",
    ])  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=pathlib.Path)
    sys.stdout.write(picture(parser.parse_args().glossa.resolve()))
