#!/usr/bin/env python3
"""Writes the manual page glossa(1).

    manual.py EXECUTABLE DATE > glossa.1

Commands and options come from what the executable says of its own arguments (`--experimental-dump-help`), the other
sections from glossa.1.in beside this file.
"""

import json
import pathlib
import re
import subprocess
import sys

TEMPLATE = pathlib.Path(__file__).with_name("glossa.1.in")
# These are told once, under OPTIONS.
COMMON = ["--help", "--version"]
# The options of this title are the same for each command that has them.
WORKSPACE = "Workspace"


def manual(executable, date):
    info = json.loads(output(executable, "--experimental-dump-help"))["command"]
    commands = [c for c in info["subcommands"] if c["shouldDisplay"] and c["commandName"] != "help"]
    workspace = next(filter(None, (of_workspace(c) for c in commands)))
    assert all(of_workspace(c) in ([], workspace) for c in commands), "the workspace's options differ by command"
    # The first line tells who reads the template, not who reads the page.
    return (
        TEMPLATE.read_text()
        .split("\n", 1)[1]
        .replace("@VERSION@", output(executable, "--version").split()[1])
        .replace("@DATE@", date)
        .replace("@OPTIONS@", "\n".join(argument(a, "") for a in shown(info)))
        .replace("@COMMANDS@", "\n".join(command(c, output(executable, "help", c["commandName"])) for c in commands))
        .replace("@WORKSPACE@", "\n".join(argument(a, "") for a in workspace))
    )


def output(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def shown(info):
    return [a for a in info.get("arguments", []) if a["shouldDisplay"]]


def of_workspace(info):
    return [a for a in shown(info) if a.get("sectionTitle") == WORKSPACE]


def command(info, usage):
    """A command's part of the page; `usage` is its help, which tells what the arguments' description leaves out."""
    workspace = of_workspace(info)
    own = [a for a in shown(info) if a not in workspace and not set(names(a)) & set(COMMON)]
    has_options = workspace or any(map(is_option, own))
    head = escaped(f"glossa {info['commandName']}" + (" [options]" if has_options else ""))
    head += "".join(f" \\fI{escaped(operand(a))}\\fR" for a in own if not is_option(a))
    lines = [f".SS {head}", escaped(info["abstract"])]
    if "discussion" in info:
        lines.append(escaped(info["discussion"]))
    if info.get("aliases"):
        lines.append("Also called " + ", ".join(f"\\fB{escaped(a)}\\fR" for a in info["aliases"]) + ".")
    return "\n".join(lines + [argument(a, usage) for a in own])


def argument(info, usage):
    text = [escaped(info["abstract"])] if "abstract" in info else []
    values = info.get("allValues", [])
    # Most descriptions name the values already.
    if not all(re.search(rf"\b{re.escape(v)}\b", info.get("abstract", "")) for v in values):
        text.append("One of " + ", ".join(f"\\fB{escaped(v)}\\fR" for v in values) + ".")
    if values and "defaultValue" in info:
        text.append(f"The default is \\fB{escaped(info['defaultValue'])}\\fR.")
    if "discussion" in info:
        text.append(escaped(info["discussion"]))
    return f".TP\n{term(info, usage)}\n" + "\n".join(text)


def term(info, usage):
    if not is_option(info):
        return f"\\fI{escaped(operand(info))}\\fR"
    joined = ", ".join(f"\\fB{escaped(n)}\\fR" for n in names(info))
    if info["kind"] == "flag":
        return joined
    value = f"\\fI{escaped(info['valueName'])}\\fR"
    return f"{joined} [{value}]" if f"{names(info)[0]} [<{info['valueName']}>]" in usage else f"{joined} {value}"


def is_option(info):
    return info["kind"] != "positional"


def operand(info):
    name = info["valueName"] + (" ..." if info["isRepeating"] else "")
    return f"[{name}]" if info["isOptional"] else name


def names(info):
    return [("-" if n["kind"] == "short" else "--") + n["name"] for n in info.get("names", [])]


def escaped(text):
    """Text of one paragraph as roff: no character of it is a request."""
    text = re.sub(r"\s+", " ", text).strip().replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga")
    text = text.replace("“", "\\(lq").replace("”", "\\(rq").replace("’", "'").replace("…", "...")
    return "\\&" + text if text.startswith((".", "'")) else text


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.stdout.write(manual(*sys.argv[1:]))
