#!/usr/bin/env python3
"""Reads the graphs that the real executable writes as their users do: the page in a real Chromium, DOT with Graphviz.

    check_graph.py --glossa EXECUTABLE

Each is read for a small glossary whose titles are made to be mistaken for markup, and holds it against the graph in JSON.
The exit code is 0 when all is read as it was meant, 1 when something is not, 2 when it could not be found out.
"""

import argparse
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

PAGE = r"""
# S

## Sheet

Trims a [Jib]. A [Jib][jib] has two.

 See also [S], [Mast], ...

## Jib

See [Sheet].

## Mast

Carries the [Jib], [</script><script>document.title = 1</script>], [C&D "\\" {{graph}}].

## \</script>\<script>document.title = 1\</script>

Not run.

## C&D "\\\\" {{graph}}

Not filled in.
"""
SECONDS = 120


class Text(html.parser.HTMLParser):
    """The text of each element with an id, and of each heading and button in them, in order."""

    def __init__(self, document):
        super().__init__()
        self.open, self.ids, self.parts = [], {}, []
        self.feed(document)

    def handle_starttag(self, tag, attributes):
        if tag in ("input", "meta", "link", "br"):
            return
        self.open.append((tag, dict(attributes).get("id")))
        if tag in ("button", "h2", "h3", "small"):
            self.parts.append([tag, ""])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for tag, name in self.open:
            if name:
                self.ids[name] = self.ids.get(name, "") + data
        if self.open and self.open[-1][0] in ("button", "h2", "h3", "small"):
            self.parts[-1][1] += data


def run(*command, **options):
    return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS, **options).stdout.decode()


def shown(page, folder, term=""):
    """What Chromium has made of a page: its document after the scripts."""
    address = page.as_uri() + ("#" + urllib.parse.quote(term) if term else "")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}", "--virtual-time-budget=10000"]
    document = run("chromium", *options, "--dump-dom", address)
    # What the script itself holds is no text of the page.
    return Text(re.sub(r"<script.*?</script>", "", document, flags=re.DOTALL))


def check_page(glossa, root, folder, graph):
    page = folder / "graph.html"
    page.write_text(run(glossa, "graph", "--format", "html", "--root", root))
    text = shown(page, folder / "profile")
    wanted = f"{len(graph['terms'])} terms, {len(graph['links'])} links"
    assert text.ids["summary"] == wanted, text.ids["summary"]
    buttons = [part for tag, part in text.parts if tag == "button"]
    titles = sorted(term["title"] for term in graph["terms"])
    assert sorted(buttons[: len(titles)]) == titles, buttons
    counts = [int(part) for tag, part in text.parts if tag == "small"]
    assert counts == sorted((term["uses"] for term in graph["terms"]), reverse=True), counts
    sheet = shown(page, folder / "profile", "glossary/s.md#sheet")
    heading, place = sheet.parts[1][1], sheet.ids["lists"]
    assert heading == "Sheet" and "glossary/s.md:4" in place, sheet.parts
    listed = [part for part in sheet.parts if part[0] != "button" or part[1] in titles][1:]
    assert listed == [
        ["h3", "Names (2)"], ["button", "Jib"], ["small", " ×2"], ["button", "Mast"], ["small", "see also"],
        ["h3", "Named by (1)"], ["button", "Jib"], ["small", "redirect"],
    ], listed  # fmt: skip
    return f"{len(buttons)} buttons; Sheet: {listed[0][1]}, {listed[5][1]}"


# Walks through the page as a reader does, and counts what is drawn, and the steps of the layout in twenty frames.
WALK = """
<script>
let steps = 0;
const stepOnce = step;
step = () => { steps++; stepOnce(); };
const drawn = [nodes.length];
choose(terms.find((term) => !nodes.some((node) => node.term === term)));
drawn.push(nodes.length);
choose(null);
drawn.push(nodes.length, hovered === null);
for (let count = 0; count < 5; count++) arrange();
let frames = 0;
const count = () => {
  if (++frames < 20) return requestAnimationFrame(count);
  const walked = document.createElement('p');
  walked.id = 'walked';
  walked.textContent = [...drawn, steps];
  document.body.append(walked);
};
requestAnimationFrame(count);
</script>
"""


def check_large_page(glossa, folder):
    """A page of more terms than are drawn: all that can be are drawn again when nothing is chosen any more."""
    root = folder / "large"
    (root / "glossary").mkdir(parents=True)
    entries = [f"## Term {number}\n\n{'See' if number else 'No'} [Term {number // 2}].\n" for number in range(3200)]
    (root / "glossary/t.md").write_text("\n".join(entries))
    page = folder / "large.html"
    page.write_text(run(glossa, "graph", "--format", "html", "--root", root).replace("</body>", WALK + "</body>"))
    walked = shown(page, folder / "profile").ids["walked"].split(",")
    # A step a frame, however often the layout was begun anew.
    assert walked[:4] == ["3000", walked[1], "3000", "true"] and 1 < int(walked[1]) < 20, walked
    assert int(walked[4]) <= 21, walked
    return f"{walked[0]} drawn, {walked[1]} around one, {walked[2]} again, {walked[4]} steps in 20 frames"


def check_dot(glossa, root, graph):
    drawn = json.loads(run("dot", "-Tjson", input=run(glossa, "graph", "--root", root).encode()))
    labels = [node["label"] for node in drawn["objects"]]
    titles = [term["title"].replace("\\", "\\\\").replace("&", "&amp;") for term in graph["terms"]]
    assert sorted(labels) == sorted(titles), labels
    assert len(drawn["edges"]) == len(graph["links"]), drawn["edges"]
    return f"{len(labels)} nodes, {len(drawn['edges'])} edges"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=pathlib.Path)
    glossa = parser.parse_args().glossa.resolve()
    missing = [program for program in ("chromium", "dot") if not shutil.which(program)]
    if missing:
        print(f"check_graph.py: {' and '.join(missing)} cannot be found", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="glossa-graph-") as name:
        folder = pathlib.Path(name)
        root = folder / "workspace"
        (root / "glossary").mkdir(parents=True)
        (root / "glossary/s.md").write_text(PAGE)
        graph = json.loads(run(glossa, "graph", "--format", "json", "--root", root))
        try:
            print("graph: Chromium:", check_page(glossa, root, folder, graph))
            print("graph: Chromium, many terms:", check_large_page(glossa, folder))
            print("graph: Graphviz:", check_dot(glossa, root, graph))
        except AssertionError as error:
            print(f"check_graph.py: not as it was meant: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
