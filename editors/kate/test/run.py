#!/usr/bin/env python3
"""Runs a real Kate, without a screen, with the settings of the README on a page of the sample glossary.

    run.py --glossa EXECUTABLE

Kate cannot be driven from outside. What is seen is its conversation with the server: it starts it with the root of the site, opens
the page, and gets the problems of that page; when Kate ends or is killed, no process is left.

The last line is "N passed, N failed". The exit code is 0 when all passed, 1 when something failed, 2 when Kate could not be had.
"""

import argparse
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "test"), str(HERE.parents[2] / "Tests/Python")]
from step_report import expect, run_steps
from support import SAMPLES, end, planted, stat_of, wait_for

PAGE = "docs/glossary/b.md"
SEVERITIES = {1: "error", 2: "warning", 3: "info", 4: "hint"}


def messages(log):
    """The messages in a recorded stream, as far as they are whole."""
    data = log.read_bytes() if log.exists() else b""
    found = []
    while header := re.match(rb"(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n", data):
        body = data[header.end() : header.end() + int(header[1])]
        if len(body) < int(header[1]):
            break
        found.append(json.loads(body))
        data = data[header.end() + len(body) :]
    return found


class Kate:
    """A Kate with a home of its own, and a server that is overheard."""

    def __init__(self, glossa, folder):
        self.folder = folder
        self.site = folder / "mkdocs"
        shutil.copytree(SAMPLES / "mkdocs", self.site)
        program = folder / "bin/glossa"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\ntee '{folder}/sent' | '{glossa}' \"$@\" | tee '{folder}/received'\n")
        program.chmod(0o755)
        settings = folder / "config/kate/lspclient/settings.json"
        settings.parent.mkdir(parents=True)
        text = (HERE.parent / "README.md").read_text()
        settings.write_text(re.search(r"^```json\n(.*?)^```", text, re.M | re.S)[1])
        (folder / "config/katerc").write_text(
            "[General]\nShow welcome view for new window=false\n[Kate Plugins]\nlspclientplugin=true\n"
            # Kate asks before it starts a server for the first time.
            f"[lspclient]\nAllowedServerCommandLines={program} lsp\n"
        )
        run = folder / "run"
        run.mkdir(mode=0o700)
        environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(run),
            "QT_QPA_PLATFORM": "offscreen",
            "PATH": f"{program.parent}:{os.environ['PATH']}",
        }
        command = ["dbus-run-session", "kate", "--new", "--block", str(self.site / PAGE)]
        self.session = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def processes(self, name):
        """The processes of this Kate's environment with a name."""
        found = []
        for folder in pathlib.Path("/proc").iterdir():
            try:
                if folder.name.isdigit() and (folder / "comm").read_text().strip() == name:
                    if f"HOME={self.folder}\0".encode() in (folder / "environ").read_bytes():
                        found.append(int(folder.name))
            except OSError:
                continue
        return [pid for pid in found if stat_of(pid)]

    def close(self):
        for name in ["kate", "glossa", "tee", "dbus-daemon"]:
            for pid in self.processes(name):
                end(pid)
        end(self.session.pid)
        self.session.wait()


def shows_the_problems(kate):
    uri = (kate.site / PAGE).as_uri()

    def published():
        for message in messages(kate.folder / "received"):
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                seen = [
                    (one["range"]["start"]["line"] + 1, one["code"], SEVERITIES[one["severity"]])
                    for one in message["params"]["diagnostics"]
                ]
                if sorted(seen) == planted(PAGE):
                    return True
        return False

    wait_for(published, "the problems of the page", 60)
    sent = messages(kate.folder / "sent")
    root = next(message["params"]["rootUri"] for message in sent if message.get("method") == "initialize")
    expect(root.rstrip("/") == kate.site.as_uri(), f"the root is {root}")
    opened = [message["params"]["textDocument"]["uri"] for message in sent if message.get("method") == "textDocument/didOpen"]
    expect(opened == [uri], f"it opens {opened}")
    return f"{len(planted(PAGE))} diagnostics"


def leaves_nothing(kate, number):
    (pid,) = wait_for(lambda: kate.processes("kate"), "Kate")
    wait_for(lambda: kate.processes("glossa"), "the server", 60)
    wait_for(lambda: len(messages(kate.folder / "received")) > 1, "the server's answer", 60)
    os.kill(pid, number)
    wait_for(lambda: not kate.processes("kate"), "Kate ends")
    wait_for(lambda: not kate.processes("glossa"), "the server ends")
    return "no process is left"


STEPS = {
    "shows the planted problems": shows_the_problems,
    "leaves no process behind when it is ended": lambda kate: leaves_nothing(kate, signal.SIGTERM),
    "leaves no process behind when it is killed": lambda kate: leaves_nothing(kate, signal.SIGKILL),
}


def perform(step, glossa):
    """Does one step in a Kate of its own."""
    with tempfile.TemporaryDirectory(prefix="glossa-kate-", ignore_cleanup_errors=True) as folder:
        kate = Kate(glossa, pathlib.Path(folder).resolve())
        try:
            return step(kate)
        finally:
            kate.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    glossa = parser.parse_args().glossa
    missing = [program for program in ["kate", "dbus-run-session"] if not shutil.which(program)]
    if missing:
        print(f"run.py: there is no {' and no '.join(missing)}", file=sys.stderr)
        return 2
    return run_steps((name, functools.partial(perform, step, glossa)) for name, step in STEPS.items())


if __name__ == "__main__":
    sys.exit(main())
