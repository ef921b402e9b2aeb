#!/usr/bin/env python3
"""Tries the configurations that are written for Helix, Kate, Sublime Text and Zed.

    check_snippets.py --glossa EXECUTABLE

Each is read as its editor reads it. Then the server is started with the command that it names, is given the settings that it
has in the form in which that editor sends them, and must take them: no complaint, and what was switched is on or off.

The last line is "N passed, N failed".
"""

import argparse
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Python"))
from step_report import Failure, expect, run_steps
from support import REPOSITORY

EDITORS = REPOSITORY / "editors"
MARKERS = [".glossa.yml", "mkdocs.yml", "_config.yml"]
SECONDS = 120


def blocks(editor, language):
    """The code blocks of an editor's page that are in a language."""
    text = (EDITORS / editor / "README.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def undotted(settings):
    """Settings whose names have dots, as objects in objects."""
    result = {}
    for name, value in settings.items():
        *parents, last = name.split(".")
        place = result
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return result


def helix():
    read = tomllib.loads(blocks("helix", "toml")[0])
    server = read["language-server"]["glossa"]
    (language,) = read["language"]
    expect(language["name"] == "markdown" and language["language-servers"] == ["glossa"], language)
    expect(language["roots"] == MARKERS, language["roots"])
    return [server["command"], *server["args"]], server["config"]


def kate():
    read = json.loads(blocks("kate", "json")[0])
    server = read["servers"]["markdown"]
    expect(server["rootIndicationFileNames"] == MARKERS, server)
    expect(re.search(server["highlightingModeRegex"], "Markdown"), server)
    return server["command"], server["settings"]


def sublime():
    first, second = (json.loads(block) for block in blocks("sublime", "json"))
    server = first["clients"]["glossa"]
    expect(server["enabled"] and server["selector"] == "text.html.markdown", server)
    expect(second["auto_complete_triggers"] == [{"selector": "text.html.markdown", "characters": "["}], second)
    return server["command"], undotted(server["settings"])


def zed():
    extension = tomllib.loads((EDITORS / "zed/extension.toml").read_text())
    package = tomllib.loads((EDITORS / "zed/Cargo.toml").read_text())
    expect(extension["version"] == package["package"]["version"], "two versions")
    expect(extension["language_servers"]["glossa"]["languages"] == ["Markdown"], extension)
    expect(package["lib"]["crate-type"] == ["cdylib"], package)
    arguments = re.search(r"args: vec!\[\"(\w+)\"", (EDITORS / "zed/src/lib.rs").read_text())[1]
    settings = json.loads(blocks("zed", "json")[0])["lsp"]["glossa"]["settings"]
    return ["glossa", arguments], settings


def framed(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def read_message(stream):
    """The next message; None at the end."""
    length = None
    for line in iter(stream.readline, b""):
        if line == b"\r\n":
            return json.loads(stream.read(length))
        if found := re.match(rb"Content-Length: (\d+)", line):
            length = int(found[1])
    return None


def complaints(command, settings, folder):
    """What the server says of settings, to a client that cannot be asked for them."""
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    overdue = threading.Timer(SECONDS, server.kill)
    overdue.start()
    said = []

    def ask(id, method, parameters=None):
        server.stdin.write(framed({"id": id, "method": method, "params": parameters}))
        server.stdin.flush()
        while message := read_message(server.stdout):
            if message.get("method", "").startswith("window/"):
                said.append(message["params"]["message"])
            if message.get("id") == id and "method" not in message:
                return
        raise Failure(f"{command} ended before it answered {method}")

    try:
        parameters = {"processId": os.getpid(), "rootUri": pathlib.Path(folder).as_uri(), "capabilities": {}}
        ask(1, "initialize", {**parameters, "initializationOptions": settings})
        server.stdin.write(framed({"method": "initialized", "params": {}}))
        # Answered when the workspace has been read with its settings.
        ask(2, "workspace/symbol", {"query": ""})
        ask(3, "shutdown")
        server.stdin.write(framed({"method": "exit"}))
        server.stdin.close()
        expect(server.wait() == 0, f"{command} ended with {server.returncode}")
    finally:
        overdue.cancel()
        server.kill()
        server.wait()
    return said


def check(read, glossa):
    (program, *arguments), settings = read()
    expect((program, arguments) == ("glossa", ["lsp"]), f"it starts {program} {arguments}")
    expect(list(settings) == ["glossa"] and settings["glossa"], settings)
    with tempfile.TemporaryDirectory() as folder:
        said = complaints([str(glossa), *arguments], settings, folder)
        expect(not said, said)
        # That the server would have complained of what is wrong.
        wrong = {"glossa": {**settings["glossa"], "hover": {"enable": "perhaps"}, "entryLevel": 9}}
        said = complaints([str(glossa), *arguments], wrong, folder)
        expect(len(said) == 2, f"of two faults it says {said}")
    return json.dumps(settings)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    glossa = parser.parse_args().glossa
    return run_steps((read.__name__, functools.partial(check, read, glossa)) for read in [helix, kate, sublime, zed])


if __name__ == "__main__":
    sys.exit(main())
