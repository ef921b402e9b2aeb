#!/usr/bin/env python3
"""Build real sites before and after `glossa table --write`, and count what dangles on the published pages.

    python3 Benchmarks/site_builds.py --glossa .build/debug/glossa [--only mkdocs|jekyll] [--venv FOLDER]

For each site: a copy is built with the site's own generator; the brackets that its pages show as text are counted; the
tables are written; the copy is built and counted again. The script ends with 1 where a link of the first build is not in
the second with the same target, where more dangles than before, or where a second run of glossa changes anything.

The sites are looked for in ../shared/corpus, or where --shared says. A site or a generator that is not there is skipped.
MkDocs comes from PyPI into a virtual environment, which is made when it is missing, unless --mkdocs-python names one that
has it; Jekyll is the one on the path. Themes and plugins that are not installed are left out of the build, tags and
includes that are missing print nothing.
"""
import argparse
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Python"))
from virtual_environment import prepare

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = ["mkdocs==1.6.1", "mkdocs-material==9.8.1", "pymdown-extensions==13.1", "mkdocs-autorefs==1.4.5"]

MKDOCS_BUILD = r"""
import sys, yaml, markdown
def lenient(find):
    def found(self, *a, **k):
        try: return find(self, *a, **k)
        except Exception: return lambda *a, **k: ''
    return found
for kind in (yaml.constructor.FullConstructor, yaml.constructor.UnsafeConstructor):
    kind.find_python_name = lenient(kind.find_python_name)
import mkdocs.config, mkdocs.plugins, mkdocs.utils
from mkdocs.commands.build import build
path, output, templates = sys.argv[1:]
raw = mkdocs.utils.yaml_load(open(path, encoding='utf-8'))
def name(item): return item if isinstance(item, str) else next(iter(item))
def is_there(extension):
    try: markdown.Markdown(extensions=[name(extension)]); return True
    except Exception: return False
installed = mkdocs.plugins.get_plugins()
def listed(value): return [{k: v} if v else k for k, v in value.items()] if isinstance(value, dict) else value or []
plugins = [p for p in listed(raw.get('plugins')) if name(p) in installed and name(p) != 'search']
extensions = [e for e in listed(raw.get('markdown_extensions')) if is_there(e)]
theme = {'name': 'mkdocs', 'custom_dir': templates}
build(mkdocs.config.load_config(path, theme=theme, plugins=plugins, markdown_extensions=extensions, hooks=[],
    nav=None, site_dir=output, extra_css=[], extra_javascript=[], watch=[], repo_url=None, edit_uri=None, strict=False))
"""

JEKYLL_STUBS = """
class NothingTag < Liquid::Tag; def render(context) '' end end
%w[{}].each {{ |name| Liquid::Template.register_tag(name, NothingTag) unless Liquid::Template.tags[name] }}
"""


class PublishedPage(html.parser.HTMLParser):
    """What a reader sees of a page: its text, block by block, and its links."""

    BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "div", "blockquote", "dd", "dt", "br", "hr", "ul"}
    HIDDEN = {"script", "style", "code", "pre", "head", "title", "nav"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.links = [], []
        self.hidden, self.link = [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.HIDDEN or "arithmatex" in (attributes.get("class") or ""):
            self.hidden.append(tag)
        elif self.hidden:
            self.hidden += [tag] if tag == self.hidden[-1] else []
        elif tag == "a" and attributes.get("href"):
            self.link = [attributes["href"], ""]
        elif tag in self.BLOCKS:
            self.text.append("\0")

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif not self.hidden and tag == "a" and self.link:
            self.links.append(tuple(self.link))
            self.link = None
            self.text.append("\1")
        elif not self.hidden and tag in self.BLOCKS:
            self.text.append("\0")

    def handle_data(self, data):
        if self.hidden:
            return
        if self.link:
            self.link[1] += data
        else:
            self.text.append(data)

    def dangling(self):
        """The brackets that are shown: of `[text][label]` only one pair counts."""
        return re.findall(r"\[([^\[\]\0\1]+)\](?:\s?\[[^\[\]\0\1]*\])?", "".join(self.text))


def published(folder):
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        page = PublishedPage(path.read_text(encoding="utf-8", errors="replace"))
        pages[str(path.relative_to(folder))] = (page.dangling(), page.links)
    return pages


def run(command, folder, **options):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **options)
    if done.returncode not in options.get("accepted", (0,)):
        sys.exit(f"{command[0]} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done


def build_mkdocs(site, output, options):
    # Templates of the site's own theme look like any page.
    templates = site.parent / "templates"
    templates.mkdir(exist_ok=True)
    for path in site.rglob("*.md"):
        for name in re.findall(r"^template:\s*([\w-]+\.html)", path.read_text(encoding="utf-8"), re.MULTILINE):
            (templates / name).write_text('{% extends "main.html" %}')
    run([options.mkdocs_python, "-c", MKDOCS_BUILD, "mkdocs.yml", str(output), str(templates)], site)


def build_jekyll(site, output, options):
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in site.rglob("*.md")]
    tags = {tag for text in pages for tag in re.findall(r"\{%-?\s*(\w+)", text)} - {"comment", "endcomment", "raw", "endraw"}
    (site / "_plugins").mkdir(exist_ok=True)
    (site / "_plugins" / "nothing.rb").write_text(JEKYLL_STUBS.format(" ".join(sorted(tags))))
    (site / "_without.yml").write_text("plugins: []\ntheme:\nfuture: true\n")
    for text in pages:
        for name in re.findall(r"\{%-?\s*include\s+([\w./-]+)", text):
            path = site / "_includes" / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("")
    command = ["jekyll", "build", "--config", "_config.yml,_without.yml", "--disable-disk-cache", "-d", str(output)]
    run(command, site)


def has_mkdocs(options):
    options.mkdocs_python = options.mkdocs_python or prepare(options.venv, PACKAGES)
    return subprocess.run([options.mkdocs_python, "-c", "import mkdocs, pymdownx"], capture_output=True).returncode == 0


def has_jekyll(options):
    return shutil.which("jekyll") is not None


GENERATORS = {"mkdocs": (build_mkdocs, has_mkdocs), "jekyll": (build_jekyll, has_jekyll)}


def compare(name, options):
    build, is_there = GENERATORS[name]
    source = options.shared / "corpus" / f"{name}-site"
    if not source.is_dir():
        return print(f"{name}: skipped, there is no site {source}")
    if not is_there(options):
        return print(f"{name}: skipped, the generator is not installed")
    with tempfile.TemporaryDirectory(prefix="glossa-site-") as folder:
        folder = pathlib.Path(folder)
        site = folder / "site"
        shutil.copytree(source, site, copy_function=shutil.copyfile)
        build(site, folder / "before", options)
        written = subprocess.run([options.glossa, "table", "--write"], cwd=site, capture_output=True, text=True)
        if written.returncode != 0:
            sys.exit(f"glossa table --write failed: {written.stderr}")
        again = subprocess.run([options.glossa, "table", "--diff"], cwd=site, capture_output=True, text=True)
        build(site, folder / "after", options)
        before, after = published(folder / "before"), published(folder / "after")
        return judge(name, before, after, written.stdout.strip().split("\n")[-1], again)


def judge(name, before, after, summary, again):
    counts = [sum(len(dangling) for dangling, _ in pages.values()) for pages in (before, after)]
    print(f"{name}: {summary[:1].lower()}{summary[1:]}")
    print(f"{name}: {counts[0]} dangling before, {counts[1]} after, on {len(before)} pages")
    faults = []
    for page, (_, links) in before.items():
        rest = iter(after.get(page, ([], []))[1])
        lost = [link for link in links if not any(link == other for other in rest)]
        if lost:
            faults.append(f"{page}: the link {lost[0]} is not what it was")
    if counts[1] > counts[0]:
        faults.append("more dangles than before")
    if again.returncode != 0 or again.stdout:
        faults.append(f"a second run is not idle: {again.stdout[:400]}{again.stderr[:400]}")
    for fault in faults:
        print(f"{name}: {fault}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--glossa", type=lambda path: str(pathlib.Path(path).resolve()), required=True)
    parser.add_argument("--shared", type=pathlib.Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--venv", type=pathlib.Path, default=REPOSITORY / ".build/mkdocs")
    parser.add_argument("--mkdocs-python")
    parser.add_argument("--only", choices=GENERATORS)
    options = parser.parse_args()
    options.shared = options.shared.resolve()
    options.venv = options.venv.resolve()
    results = [compare(name, options) for name in GENERATORS if options.only in (None, name)]
    sys.exit(1 if any(results) else 0)


if __name__ == "__main__":
    main()
