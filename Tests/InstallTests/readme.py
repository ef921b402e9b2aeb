#!/usr/bin/env python3
"""Runs every command of the README as it stands there, and holds the rest of the page against the executable.

    readme.py --dist FOLDER --glossa EXECUTABLE

A fenced block of `sh` holds commands; one of `console` holds commands behind `$ ` with all that they print. The comment
before it says where they run:

    <!-- run in mkdocs, ends with 1 0 -->

that is in a fresh copy of a sample glossary (mkdocs, jekyll, plain) with the installed `glossa`, in a folder with the files
of a release (release), in a fresh Debian with those files (debian), or in this repository (repository); and with which exit
code each command ends, if not all with 0. The home folder is a new one each time.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Python"))
from packages import Debian
from step_report import expect, run_steps

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
README = REPOSITORY / "README.md"
SAMPLES = REPOSITORY / "protocol-fixtures/samples"
PICTURE = REPOSITORY / ".github/check.svg"
BLOCK = re.compile(r"^(?:<!-- run in (\w+)(?:, ends with ([\d ]+))? -->\n)?```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Stands between the outputs of two commands, with the exit code of the first behind it.
MARK = "\x01"
COMMAND_SECONDS = 900


class Block:
    def __init__(self, match):
        self.place, codes, kind, text = match.groups()
        self.line = match.string[: match.start(3)].count("\n") + 1
        if kind == "sh":
            self.commands = [line for line in text.splitlines() if line and not line.startswith("#")]
            self.outputs = None
        else:
            parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
            self.commands, self.outputs = parts[0::2], parts[1::2]
        self.codes = [int(code) for code in codes.split()] if codes else [0] * len(self.commands)

    @property
    def script(self):
        """All commands in one shell, so that one may change the folder for the next."""
        return "".join(f"{command}\nprintf '{MARK}%s{MARK}' $?\n" for command in self.commands)

    def check(self, printed):
        parts = printed.split(MARK)
        outputs, codes = parts[0:-1:2], [int(code) for code in parts[1::2]]
        expect(codes == self.codes, f"the commands end with {codes}, not {self.codes}:\n{printed}")
        for command, expected, output in zip(self.commands, self.outputs or [], outputs):
            expect(output == expected, f"{command} prints\n{output}")


class Steps:
    def __init__(self, dist, executable, folder):
        self.dist = dist
        self.executable = executable
        self.folder = folder
        self.debian = Debian(folder)
        self.blocks = [Block(match) for match in BLOCK.finditer(README.read_text())]

    def all(self):
        runs = [(f"README.md:{b.line} in {b.place}: {b.commands[0]}", self.step(b)) for b in self.blocks]
        return [
            *runs,
            ("every block says where it runs", self.marked),
            ("every link leads to a file", self.links),
            ("the picture is what the command prints", self.picture),
            ("every command and every key of the configuration is listed", self.complete),
        ]

    def step(self, block):
        def run_block():
            home = self.folder / f"home-{block.line}"
            home.mkdir()
            if block.place == "debian":
                printed = self.in_debian(block.script)
            else:
                printed = self.here(block.script, self.working_folder(block), home)
            block.check(printed)

        return run_block

    def here(self, script, folder, home):
        installed = self.folder / "bin"
        if not installed.exists():
            installed.mkdir()
            (installed / "glossa").symlink_to(self.executable)
        environment = {**os.environ, "HOME": str(home), "PATH": f"{installed}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=environment, text=True, timeout=COMMAND_SECONDS,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout

    def working_folder(self, block):
        if block.place == "repository":
            return REPOSITORY
        folder = self.folder / f"{block.place}-{block.line}"
        if block.place == "release":
            shutil.copytree(self.dist, folder)
            return folder
        shutil.copytree(SAMPLES / block.place, folder)
        git = ["git", "-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
        for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Keep"],
                          ["update-ref", "refs/remotes/origin/main", "HEAD"]]:  # fmt: skip
            subprocess.run([*git, *arguments], cwd=folder, check=True)
        return folder

    def in_debian(self, script):
        for file in self.dist.iterdir():
            self.debian.copy(file, f"/root/{file.name}")
        done = self.debian(f"cd /root; exec 2>&1; {script}", input="")
        return done.stdout

    def marked(self):
        fences = re.findall(r"^```(\w*)$", README.read_text(), re.MULTILINE)
        commands = [fence for fence in fences if fence in ("sh", "console")]
        expect(len(commands) == len(self.blocks), "a block could not be read")
        expect(all(block.place for block in self.blocks), "a block has no comment before it")

    def links(self):
        text = README.read_text()
        targets = [t for t in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"\w+:|#", t)]
        missing = [target for target in targets if not (REPOSITORY / target.split("#")[0]).exists()]
        expect(not missing, f"there is no {', '.join(missing)}")
        return f"{len(targets)} links"

    def picture(self):
        drawn = subprocess.run(
            [sys.executable, REPOSITORY / ".github/picture.py", "--glossa", self.executable],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        expect(drawn.stdout == PICTURE.read_text(), "it is not; `make picture` draws it anew")

    def complete(self):
        def output(*arguments):
            return subprocess.run([self.executable, *arguments], capture_output=True, text=True, check=True).stdout

        text = README.read_text()
        commands = json.loads(output("--experimental-dump-help"))["command"]["subcommands"]
        names = [c["commandName"] for c in commands if c["shouldDisplay"] and c["commandName"] != "help"]
        table = text[text.index("## Commands") : text.index("## Configuration")]
        missing = [name for name in names if f"`glossa {name}" not in table]
        keys = json.loads(output("schema"))["properties"]
        table = text[text.index("## Configuration") : text.index("## Rules")]
        missing += [key for key in keys if not key.startswith("$") and f"`{key}`" not in table]
        expect(not missing, f"there is nothing about {', '.join(missing)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dist", required=True, type=pathlib.Path)
    parser.add_argument("--glossa", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glossa-readme-") as folder:
        steps = Steps(arguments.dist.resolve(), arguments.glossa.resolve(), pathlib.Path(folder))
        sys.exit(run_steps(steps.all()))


if __name__ == "__main__":
    main()
