#!/usr/bin/env python3
"""Measures Glossa against libcmark-gfm on the same files, in one run, and says which promise is kept.

  python3 Benchmarks/run.py --glossa .build/release/glossa              everything
  python3 Benchmarks/run.py --glossa .build/release/glossa --only check,scaling
  python3 Benchmarks/run.py --glossa .build/release/glossa --readme     also writes what was measured into README.md

The corpora and the language client lie outside the repository, in the folder that --shared names; parts that need them
say "skipped" where they are not there. The exit code is 1 when a promise is broken, 2 when something could not run.
Python's standard library and a C compiler are all that is needed; the servers to compare with come from PyPI, into a
virtual environment.
"""
import argparse
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests/Python"))
from virtual_environment import prepare

BUILD = HERE.parent / ".build" / "benchmarks"
SITE = "corpus/mkdocs-site"
LARGE_PAGE = "docs/glossary/a.md"
SIZES = (3_000, 10_000, 30_000, 100_000)
ATTACK_SIZES = (40_000, 160_000, 640_000)
PEERS = ["rumdl==0.3.0", "panache-cli==3.17.1"]
# What of rumdl is about links and references; by default it says nothing of `[Term]`.
RUMDL_LINKS = '[global]\nenable = ["MD042", "MD051", "MD052", "MD053", "MD057"]\n[MD052]\nshortcut-syntax = true\n'
EXTENSIONS = "toc abbr attr_list def_list footnotes md_in_html tables admonition pymdownx.blocks.admonition pymdownx.blocks.details \
pymdownx.superfences pymdownx.arithmatex pymdownx.snippets pymdownx.tabbed pymdownx.details pymdownx.tasklist".split()
SITE_KINDS = {
    "plain": {},
    "mkdocs": {"mkdocs.yml": "site_name: x\nmarkdown_extensions:\n" + "".join(f"  - {name}\n" for name in EXTENSIONS)},
    "jekyll": {"_config.yml": "title: x\n"},
}


class Table:
    """The measures so far: name, figure, limit and whether it holds."""

    def __init__(self):
        self.rows = []

    def add(self, name, figure, limit=None, unit="", note=""):
        holds = None if limit is None else figure <= limit
        shown = "" if limit is None else f"≤ {number(limit)} {unit}".strip()
        self.rows.append((name, f"{number(figure)} {unit}".strip(), shown, {None: "", True: "holds", False: "BROKEN"}[holds], note))
        print(f"  {name}: {number(figure)} {unit}  {shown}  {self.rows[-1][3]}  {note}".rstrip(), flush=True)

    def skip(self, name, why):
        self.rows.append((name, "skipped", "", "", why))
        print(f"  {name}: skipped ({why})", flush=True)

    @property
    def broken(self):
        return [row[0] for row in self.rows if row[3] == "BROKEN"]

    def markdown(self):
        lines = ["| measure | figure | promised | | |", "| --- | ---: | ---: | --- | --- |"]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in self.rows])

    def merged_into(self, text):
        """The table that a text holds with these measures in place of its own; those that it has not follow at the end."""
        table = Table()
        written = [tuple(line[2:-2].split(" | ")) for line in text.splitlines() if line.startswith("| ")]
        table.rows = list({**keyed(written[2:]), **keyed(self.rows)}.values())
        return table


def keyed(rows):
    """Rows by their names; one that begins with an ellipsis goes on from the row above."""
    found, subject = {}, ""
    for row in rows:
        subject = subject if row[0].startswith("…") else row[0]
        found[subject, row[0]] = row
    return found


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def run(command, seconds=600):
    """Runs a command to its end with nothing read of its output; returns milliseconds, peak MiB and exit code.

    A command that takes longer than `seconds` is killed.

    The kernel counts what the child had in memory before it became the command, so a peak is never below Python's own
    16 MiB or so.
    """
    with open(os.devnull, "r+b") as null:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=null, stdout=null, stderr=null)
        watch = threading.Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        watch.cancel()
        elapsed = (time.perf_counter() - start) * 1e3
    child.returncode = os.waitstatus_to_exitcode(status)
    return elapsed, usage.ru_maxrss / 1024, child.returncode


def check(glossa, folder, seconds=600):
    """One `glossa check`; problems in the pages are expected, anything else is not, except to be killed for its time."""
    elapsed, peak, code = run([glossa, "check", str(folder)], seconds)
    if code not in (0, 1) and elapsed < seconds * 1e3:
        raise SystemExit(f"glossa check {folder}: exit code {code}")
    return elapsed, peak


def yardstick():
    """Compiles the C program; returns its path."""
    BUILD.mkdir(parents=True, exist_ok=True)
    source, program = HERE / "yardstick.c", BUILD / "yardstick"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        flags = subprocess.run(["pkg-config", "--cflags", "libcmark-gfm"], capture_output=True, text=True).stdout.split()
        command = ["cc", "-O2", *flags, str(source), "-o", str(program), "-lcmark-gfm-extensions", "-lcmark-gfm"]
        subprocess.run(command, check=True)
    return str(program)


def cmark(paths, passes):
    """The yardstick's figures for some files, with `pages_ms` by path."""
    output = subprocess.run([yardstick(), str(passes), *map(str, paths)], check=True, capture_output=True, text=True)
    figures = json.loads(output.stdout)
    figures["pages_ms"] = dict(zip(map(str, paths), figures["pages_ms"]))
    return figures


def pages(folder):
    return sorted(path for path in Path(folder).rglob("*.md") if path.is_file())


def text_size(folder):
    return sum(path.stat().st_size for path in pages(folder))


def corpus(shared, entries):
    """A generated site of so many entries; made once."""
    folder = BUILD / f"site-{entries}"
    if not (folder / "truth.json").exists():
        generator = shared / "bench" / "gen_corpus.py"
        command = [sys.executable, str(generator), "--entries", str(entries), "--files", "28", "--seed", "1", "--out", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


# MARK: The parts

def part_start(glossa, shared, table, options):
    """How long the process takes to do nothing."""
    for _ in range(3):
        run([glossa, "--help"])
    table.add("process start, median", statistics.median(run([glossa, "--help"])[0] for _ in range(options.runs)), unit="ms")


def part_check(glossa, shared, table, options):
    """`glossa check` of a real site, from process start to exit, beside the parse of the same files."""
    folder = shared / SITE
    if not folder.exists():
        return table.skip("check", f"no {folder}")
    files = pages(folder)
    check(glossa, folder)
    ours, theirs, peaks = [], [], []
    for _ in range(options.runs):
        elapsed, peak = check(glossa, folder)
        ours.append(elapsed)
        peaks.append(peak)
        theirs.append(cmark(files, 3)["pass_ms"])
    size = text_size(folder) / (1 << 20)
    parse = statistics.median(theirs)
    table.add(f"cmark-gfm parses {len(files)} pages, {number(size)} MiB", parse, unit="ms")
    table.add("check of the same pages", statistics.median(ours), 3 * parse + 10, "ms", "3 × cmark + 10 ms")
    table.add("check, peak memory", max(peaks), 3 * size + 30, "MiB", "3 × text + 30 MiB")


def part_scaling(glossa, shared, table, options):
    """The same with generated sites of growing size: time and memory in proportion to the text."""
    if not (shared / "bench" / "gen_corpus.py").exists():
        return table.skip("scaling", f"no {shared}/bench")
    base = None
    for entries in SIZES[: 2 if options.quick else None]:
        folder = corpus(shared, entries)
        size = text_size(folder) / (1 << 20)
        check(glossa, folder)
        runs = [check(glossa, folder) for _ in range(max(3, options.runs * SIZES[0] // entries))]
        elapsed = statistics.median(run[0] for run in runs)
        peak = max(run[1] for run in runs)
        rate = elapsed / size
        base = base or rate
        table.add(f"check of {entries:,} entries, {number(size)} MiB", elapsed, unit="ms")
        if rate is not base:
            table.add(f"… per MiB, against {SIZES[0]:,} entries", rate / base, 1.3, note="in proportion")
        table.add("… peak memory", peak, 3 * size + 30, "MiB", "3 × text + 30 MiB")


def language_client(server, shared, root, scenarios, *more):
    """The results of the shared language client with a server's command line, by scenario."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, str(shared / "bench" / "lsp_bench.py"), "--server", server, "--root", str(root),
                   "--scenario", scenarios, "--json", str(result), *more]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return json.loads(result.read_text())["scenarios"]


def figure(found, *path):
    """A figure of the language client's, or None where the server gave no answer to measure."""
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def part_lsp(glossa, shared, table, options):
    """The language server as an editor sees it, beside the parse of the page that is typed in."""
    folder = shared / SITE
    if not (shared / "bench" / "lsp_bench.py").exists() or not folder.exists():
        return table.skip("language server", f"no {shared}/bench")
    if run([glossa, "lsp", "--help"])[2] != 0:
        return table.skip("language server", "this executable has none")
    page = folder / LARGE_PAGE
    before = cmark([page], 50)["pass_ms"]
    found = language_client(f"{glossa} lsp", shared, folder, "startup,edits,completion,nav")
    parse = min(before, cmark([page], 50)["pass_ms"])
    single = language_client(f"{glossa} lsp", shared, folder, "edits", "--burst", "1", "--keys", "20", "--repeat", "5")
    found["single key"] = single["edits"]
    table.add(f"cmark-gfm parses {page.name}, {page.stat().st_size // 1000} KB", parse, unit="ms")
    for name, path, limit, unit, note in (
        ("key to diagnostics, p50", ("edits", "typed", "p50"), 2.5 * parse, "ms", "2.5 × cmark"),
        ("key to diagnostics, p99", ("edits", "typed", "p99"), 5 * parse, "ms", "5 × cmark"),
        ("keys without diagnostics", ("edits", "typed", "missed"), 0, "", ""),
        ("lag behind 100 keys at 30 ms", ("edits", "burst", "lag_ms"), 2.5 * parse, "ms", "one key, 2.5 × cmark"),
        ("… behind a single key after a rest", ("single key", "burst", "lag_ms"), None, "ms", ""),
        ("process start to all diagnostics", ("startup", "full_diagnostics_ms"), None, "ms", ""),
        ("resident memory at rest", ("startup", "rss_mib"), 40, "MiB", ""),
        ("completion, p99", ("completion", "latency", "p99"), 5, "ms", ""),
        ("hover, p99", ("nav", "hover", "p99"), 5, "ms", ""),
        ("definition, p99", ("nav", "definition", "p99"), 5, "ms", ""),
    ):
        value = figure(found, *path)
        if value is None:
            table.skip(name, "not answered")
        else:
            table.add(name, value, limit, unit, note)
    if options.quick:
        return
    small, large = (
        figure(language_client(f"{glossa} lsp", shared, corpus(shared, entries), "edits", "--repeat", "1"), "edits", "typed", "p50")
        for entries in (SIZES[0], SIZES[-1])
    )
    if small is None or large is None:
        return table.skip("key to diagnostics by entries", "not answered")
    table.add(f"key to diagnostics at {SIZES[0]:,} entries, p50", small, unit="ms")
    table.add(f"… at {SIZES[-1]:,} entries", large, 2 * small, "ms", "twice that")


def part_peers(glossa, shared, table, options):
    """Other language servers for Markdown on the same page, as they come: what an editor waits for."""
    folder = shared / SITE
    if not (shared / "bench" / "lsp_bench.py").exists() or not folder.exists():
        return table.skip("peers", f"no {shared}/bench")
    try:
        programs = prepare(BUILD / "peers", PEERS).parent
    except (OSError, subprocess.SubprocessError) as error:
        return table.skip("peers", f"not to be had from PyPI: {error}")

    def measured(server, site, diagnostics):
        found = language_client(server, shared, site, "startup,edits", "--open", LARGE_PAGE, "--diagnostics", diagnostics,
                                "--keys", "60", "--burst", "5", "--barrier", "1", "--repeat", "1", "--repeat-startup", "5")
        figures = figure(found, "edits", "typed", "p50"), figure(found, "startup", "full_diagnostics_ms")
        if None in figures:
            raise SystemExit(f"{server} gave no diagnostics")
        return figures

    def shown(name, *arguments):
        key, start = measured(*arguments)
        table.add(f"{name}: key to diagnostics, p50", key, unit="ms")
        table.add("… start to diagnostics of the page", start, unit="ms")
        return key, start

    # panache publishes after a pause, and answers at once when it is asked.
    peers = {"rumdl": shown("rumdl", f"{programs}/rumdl server", folder, "push"),
             "panache": shown("panache", f"{programs}/panache lsp", folder, "pull")}
    with tempfile.TemporaryDirectory() as site:
        shutil.copytree(folder, site, dirs_exist_ok=True)
        Path(site, ".rumdl.toml").write_text(RUMDL_LINKS)
        shown("rumdl's rules for links alone", f"{programs}/rumdl server", site, "push")
    key, start = measured(f"{glossa} lsp", folder, "push")
    fastest_key, fastest_start = (min(peers, key=lambda name: peers[name][number]) for number in (0, 1))
    table.add("Glossa beside them: key to diagnostics, p50", key, peers[fastest_key][0] / 10, "ms", f"a tenth of {fastest_key}'s")
    table.add("… start to diagnostics, all pages read", start, peers[fastest_start][1], "ms", f"{fastest_start}'s of one page")


def part_attacks(glossa, shared, table, options):
    """Pages written to make a parser slow, each alone in a site of each kind."""
    folder = BUILD / "attacks"
    program = BUILD / "write-attacks"
    sources = [HERE / "WriteAttacks.swift", HERE.parent / "Tests" / "TestSupport" / "AttackStrings.swift"]
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["swiftc", "-parse-as-library", "-package-name", "benchmarks", *map(str, sources), "-o", str(program)], check=True)
    subprocess.run([str(program), str(folder), *map(str, ATTACK_SIZES)], check=True)
    times, peaks = {}, {}
    for profile, configuration in SITE_KINDS.items():
        for path in sorted(folder.glob("*.md")):
            with tempfile.TemporaryDirectory() as site:
                name = f"{path.stem}, {profile}"
                for file, text in configuration.items():
                    Path(site, file).write_text(text)
                page = Path(site, "docs" if profile == "mkdocs" else ".", "page.md")
                page.parent.mkdir(exist_ok=True)
                shutil.copy(path, page)
                times[name], peaks[name] = check(glossa, site, seconds=5)
                if times[name] > 1000 or peaks[name] > 256:
                    print(f"  {name}: {number(times[name])} ms, {number(peaks[name])} MiB", flush=True)
    slowest, largest = max(times, key=times.get), max(peaks, key=peaks.get)
    table.add(f"slowest check of {len(times)} attacks", times[slowest], 1000, "ms", slowest)
    table.add("largest check of these", peaks[largest], 256, "MiB", largest)


PARTS = {"start": part_start, "check": part_check, "scaling": part_scaling, "attacks": part_attacks, "lsp": part_lsp, "peers": part_peers}


def machine():
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{os.cpu_count()} × {model}"


def heading():
    return f"{machine()}, {time.strftime('%Y-%m-%d')}"


def write_readme(table, replaces_all):
    readme = HERE / "README.md"
    head, _, rest = readme.read_text().partition("<!-- figures -->\n")
    old, _, tail = rest.partition("<!-- /figures -->\n")
    table = table if replaces_all else table.merged_into(old)
    readme.write_text(f"{head}<!-- figures -->\n{heading()}\n\n{table.markdown()}\n<!-- /figures -->\n{tail}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, help="the executable; a release build")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="where corpora and client lie")
    parser.add_argument("--only", default=",".join(PARTS), help="some of: %(default)s")
    parser.add_argument("--runs", type=int, default=21, help="how often a short command is run")
    parser.add_argument("--quick", action="store_true", help="smaller sites only")
    parser.add_argument("--readme", action="store_true", help="write what was measured into README.md")
    options = parser.parse_args()
    glossa, shared = str(Path(options.glossa).resolve()), options.shared.resolve()
    table = Table()
    for name in options.only.split(","):
        print(name, flush=True)
        PARTS[name](glossa, shared, table, options)
    print(f"\n{heading()}\n\n{table.markdown()}")
    if options.readme:
        write_readme(table, replaces_all=options.only == ",".join(PARTS))
    if table.broken:
        print("\nBroken: " + "; ".join(table.broken), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"run.py: {error}", file=sys.stderr)
        sys.exit(2)
