#!/usr/bin/env python3
"""Drives a real Emacs, with Eglot and Glossa, through the sample glossary.

    run.py --glossa EXECUTABLE [--emacs EXECUTABLE]

The last line is "N passed, N failed". The exit code is 0 when all passed, 1 when something failed, 2 when Emacs, Eglot or
markdown-mode could not be had. What the README says for lsp-mode is tried too, until diagnostics appear.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "test"), str(HERE.parents[2] / "Tests/Python")]
from step_report import StepReport, expect
from support import SAMPLES, TROUBLE, end, planted, stat_of, troubled, wait_for

SECONDS = 300


def emacs_command(emacs, *arguments):
    # Without the user's init file, but with Debian's packages.
    return [emacs, "--batch", "--no-init-file", "--load", str(HERE / "glossa-test.el"), *arguments]


def environment(glossa, folder):
    troubles = []
    for trouble in TROUBLE:
        place = folder / trouble
        place.mkdir()
        troubles.append(f"{troubled(trouble, glossa, place)}\t{TROUBLE[trouble]}")
    lines = ",".join(str(line) for line, _, _ in planted("docs/glossary/b.md"))
    return {
        **os.environ,
        "HOME": str(folder),
        "GLOSSA": str(glossa),
        "GLOSSA_SAMPLE": str(SAMPLES / "mkdocs"),
        "GLOSSA_SITE": str(shutil.copytree(SAMPLES / "mkdocs", folder / "site")),
        "GLOSSA_PLANTED_LINES": lines,
        "GLOSSA_TROUBLES": "\n".join(troubles),
    }


def leaves_no_process_behind_when_killed(emacs, variables):
    command = emacs_command(emacs, "--funcall", "glossa-test-stay")
    # Emacs says it on standard error, which it does not buffer.
    editor = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    overdue = threading.Timer(SECONDS, editor.kill)
    overdue.start()
    try:
        found = next((match for line in editor.stderr if (match := re.match(r"server (\d+)", line))), None)
        expect(found, "Emacs names no server")
        editor.kill()
        editor.wait()
        wait_for(lambda: stat_of(int(found[1])) is None, "the server ends")
    finally:
        overdue.cancel()
        end(editor.pid)
        editor.wait()


def works_with_lsp_mode(emacs, variables):
    """Runs what the README says for lsp-mode, with the executable in PATH, until the page's problems are there."""
    folder = pathlib.Path(variables["HOME"])
    blocks = re.findall(r"^```elisp\n(.*?)^```", (HERE.parent / "README.md").read_text(), re.M | re.S)
    snippet = folder / "snippet.el"
    snippet.write_text(next(block for block in blocks if "lsp-mode" in block))
    (folder / "bin").mkdir()
    (folder / "bin/glossa").symlink_to(variables["GLOSSA"])
    variables = {**variables, "PATH": f"{folder / 'bin'}:{variables['PATH']}", "GLOSSA_SNIPPET": str(snippet)}
    command = [emacs, "--batch", "--no-init-file", "--load", str(HERE / "lsp-mode-test.el")]
    run = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=SECONDS)
    expect(run.returncode == 0, run.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--emacs", default="emacs")
    arguments = parser.parse_args()
    try:
        version = subprocess.run([arguments.emacs, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        print(f"run.py: Emacs cannot be run: {error}", file=sys.stderr)
        return 2
    print(version.splitlines()[0], flush=True)
    with tempfile.TemporaryDirectory(prefix="glossa-emacs-", ignore_cleanup_errors=True) as folder:
        variables = environment(arguments.glossa, pathlib.Path(folder).resolve())
        command = emacs_command(arguments.emacs, "--funcall", "ert-run-tests-batch-and-exit")
        run = subprocess.run(
            command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS
        )
        passed = re.findall(r"^ +passed +\S+ +(\S+)", run.stdout, re.M)
        total = re.search(r"^Running (\d+) tests", run.stdout, re.M)
        if not total:
            print(run.stdout, file=sys.stderr)
            print("run.py: needs Eglot and markdown-mode: elpa-eglot and elpa-markdown-mode", file=sys.stderr)
            return 2
        report = StepReport()
        for name in passed:
            report.tell("passed", name.removeprefix("glossa-test-").replace("-", " "))
        if len(passed) < int(total[1]):
            report.tell("failed", f"{int(total[1]) - len(passed)} of Emacs's own tests", run.stdout)
        for step in [leaves_no_process_behind_when_killed, works_with_lsp_mode]:
            report.run(step.__name__.replace("_", " "), step, arguments.emacs, variables)
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
