"""What the tests of all editors share: waiting, processes, the sample glossary, and servers that do not do their work."""

import os
import pathlib
import re
import signal
import sys
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Python"))
from step_report import Failure

SAMPLES = REPOSITORY / "protocol-fixtures/samples"
# How long something may take to appear in the editor. Generous: a loaded machine is no failure.
WAIT_SECONDS = 30


def wait_for(look, what, seconds=WAIT_SECONDS):
    """Looks again and again until there is something to see, and gives it."""
    deadline = time.monotonic() + seconds
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise Failure(f"{what}: not within {seconds} s")
        time.sleep(0.05)


# --- Processes --------------------------------------------------------------------------------------------------------


def stat_of(pid):
    """Parent and state of a process; None when there is none (a zombie is none)."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else (int(fields[1]), fields[0])


def children(parent):
    pids = [int(folder.name) for folder in pathlib.Path("/proc").iterdir() if folder.name.isdigit()]
    return [pid for pid in pids if (stat_of(pid) or (0, ""))[0] == parent]


def end(pid):
    if stat_of(pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


# --- The sample glossary ----------------------------------------------------------------------------------------------


def planted(page):
    """The problems that EXPECTED.md lists for a page of the MkDocs sample, as (line, rule, severity)."""
    rows = re.findall(r"^\| mkdocs/(\S+) \| (\d+) \| (\S+) \| (\S+) \|", (SAMPLES / "EXPECTED.md").read_text(), re.M)
    return sorted((int(line), rule, severity) for path, line, rule, severity in rows if path == page and severity != "off")


# --- Servers that do not do their work --------------------------------------------------------------------------------

# What the one message that an editor shows must say, beside the executable's path.
TROUBLE = {
    "missing": "there is no executable",
    "too old": "version 0.0.1",
    "crashing": "ended at its start",
    "crashing as server": "ended at its start",
    "of another machine": "another kind of machine",
}


def troubled(kind, glossa, folder):
    """The path of an executable with one of the troubles above; for "missing", where there is none."""
    path = folder / "no server" / "glossa"
    path.parent.mkdir()
    scripts = {
        "too old": "echo 'glossa 0.0.1 (libcmark-gfm 0.29.0)'",
        "crashing": "echo 'no memory for the index' >&2; kill -SEGV $$",
        "crashing as server": f"""[ "$1" != --version ] || exec '{glossa}' --version; echo 'no memory' >&2; exit 3""",
    }
    if kind in scripts:
        path.write_text("#!/bin/sh\n" + scripts[kind] + "\n")
    elif kind == "of another machine":
        # An ELF header says in its bytes 18 and 19 what the program is for: not for this machine.
        header = bytearray(glossa.read_bytes()[:4096])
        header[18:20] = (0xF3 if header[18] != 0xF3 else 0x3E).to_bytes(2, "little")
        path.write_bytes(header)
    if kind != "missing":
        path.chmod(0o755)
    return path
