"""What is done in Neovim, and what has to be seen. Each step has an editor and a copy of the sample glossary of its own."""

import dataclasses
import os
import pathlib
import re
import signal
import time
import typing

from step_report import Failure, expect
from support import TROUBLE, planted, stat_of, wait_for

PAGE = "docs/glossary/b.md"
# Neovim configures servers, completes while one types and follows tags by itself from here on.
MODERN = (0, 11)


@dataclasses.dataclass
class Step:
    function: typing.Callable
    name: str
    # The oldest version that can do it.
    since: tuple = (0, 7)
    # One of the troubles of a server.
    trouble: str = ""
    # Whether nothing may show as a message or stand in the log.
    is_quiet: bool = True


STEPS = []


def step(function=None, **details):
    if not function:
        return lambda function: step(function, **details)
    STEPS.append(Step(function, function.__name__.replace("_", " "), **details))
    return function


@step
def shows_the_planted_problems(editor):
    try:
        editor.open(PAGE)
    except Failure:
        wanted, seen = planted(PAGE), editor.problems(PAGE)
        missing, extra = [row for row in wanted if row not in seen], [row for row in seen if row not in wanted]
        raise Failure(f"diagnostics: missing {missing}, unexpected {extra}, all {len(seen)}") from None
    root = editor.lua("return require('glossa').clients()[1].config.root_dir")
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
    editor.requires("textDocument/completion")
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
local client = require('glossa').clients(vim.api.nvim_get_current_buf())[1]
if vim.lsp.completion then vim.lsp.completion.enable(false, client.id, 0) end
"""
AUTOMATIC = ENABLE + "vim.lsp.completion.enable(true, client.id, 0, { autotrigger = true })"
ON_DEMAND = ENABLE + """
vim.lsp.completion.enable(true, client.id, 0, { autotrigger = false })
vim.keymap.set('i', '<F2>', function() vim.lsp.completion.get() end, { buffer = 0 })
"""


@step(since=MODERN)
def completes_a_term_with_a_blank_while_one_types(editor):
    return complete(editor, AUTOMATIC, "The [Apparent W", "Apparent Wind", "The [Apparent Wind]")


@step(since=MODERN)
def completes_lower_case_on_demand(editor):
    return complete(editor, ON_DEMAND, "The [apparent w", "Apparent Wind", "The [Apparent Wind]", "<F2>")


@step(since=MODERN)
def does_not_double_the_closing_bracket(editor):
    return complete(editor, ON_DEMAND, "The [] blows.<Esc>0f]iApparent W", "Apparent Wind", "The [Apparent Wind] blows.", "<F2>")


@step(since=MODERN)
def completes_the_label_behind_a_shown_text(editor):
    keys = "A [gale][] blows.<Esc>0f]f]iBeaufort"
    return complete(editor, ON_DEMAND, keys, "Beaufort Scale", "A [gale][Beaufort Scale] blows.", "<F2>")


@step(since=MODERN)
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
    editor.requires("textDocument/definition")
    editor.place(77, "topping lift")
    editor.lua("vim.lsp.buf.definition()")
    return lands(editor, "docs/glossary/l.md", "## Topping Lift")


@step
def follows_a_term_as_a_tag_and_comes_back(editor):
    editor.open(PAGE)
    editor.requires("textDocument/definition")
    editor.place(38, "anemometer")
    editor.type("<C-]>")
    seen = lands(editor, "docs/glossary/a.md", "## Anemometer")
    editor.type("<C-t>")
    wait_for(lambda: editor.nvim.current.buffer.name == str(editor.site / PAGE), "the way back")
    return seen


@step
def hovers(editor):
    editor.open(PAGE)
    editor.requires("textDocument/hover")
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
    before = editor.problems(PAGE)
    problem = (105, "dangling-reference", "error")
    editor.place(105, "Spinaker]")
    editor.type("cwSpinnaker<Esc>")
    wait_for(lambda: editor.nvim.current.line.count("Spinnaker") == 1, "the correction")
    wanted = [row for row in before if row != problem]
    wait_for(lambda: editor.problems(PAGE) == wanted, "only that diagnostic goes away")
    editor.type("u")
    wait_for(lambda: editor.problems(PAGE) == before, "undoing brings it back")
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
        lambda: editor.problems(page) == [row for row in wanted if row != problem],
        f"the diagnostic in {page} goes away",
    )
    return f"{page}:5 is well"


@step(since=MODERN)
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
    wait_for(lambda: editor.problems(page) == wanted, f"the diagnostic in {page} goes away")
    return repr(definition[:33])


# Chooses the first of what is offered, as a person does in the menu.
CHOOSE_FIRST = """
offered = nil
vim.ui.select = function(items, options, choose)
  offered = vim.tbl_map(options.format_item or tostring, items)
  choose(items[1], 1)
end
"""


@step
def mends_a_problem_by_code_action(editor):
    editor.open(PAGE)
    editor.requires("textDocument/codeAction")
    editor.place(105, "Spinaker]")
    editor.lua(CHOOSE_FIRST + "vim.lsp.buf.code_action({ diagnostics = {}, only = { 'quickfix' } })")
    wait_for(lambda: "[Spinnaker]" in editor.nvim.current.line, "the mended line")
    wanted = [row for row in planted(PAGE) if row[0] != 105]
    wait_for(lambda: editor.problems(PAGE) == wanted, "the diagnostic goes away")
    return repr(editor.lua("return offered")[0])


@step
def renames_an_entry_on_all_pages(editor):
    editor.open(PAGE)
    editor.requires("textDocument/rename")
    editor.place(110, "Beam Reach")
    editor.lua("vim.lsp.buf.rename('Side Wind Course')")
    wait_for(lambda: "## Side Wind Course" in editor.text(PAGE), "the heading")
    changed = {
        os.path.relpath(buffer.name, editor.site): "\n".join(buffer[:])
        for buffer in editor.nvim.buffers
        if buffer.options["modified"]
    }
    expect(len(changed) > 2, f"only {sorted(changed)} changed")
    table = changed.get("includes/glossary/b.md", "")
    expect("[Side Wind Course]: /glossary/b.md#side-wind-course" in table, f"the table is {table!r}")
    left = [page for page, text in changed.items() if re.search(r"\[beam reach\]", text, re.I)]
    expect(not left, f"[Beam Reach] is still in {left}")
    return f"{len(changed)} files"


FORMATTING = ["textDocument/formatting", "textDocument/rangeFormatting"]


def formats(editor):
    """Has the page formatted, in which Clew stands before Cleat."""
    wait_for(lambda: all(map(editor.supports, FORMATTING)), "the server formats")
    editor.lua("vim.lsp.buf.format()")
    entries = [line for line in editor.nvim.current.buffer if line.startswith("## Cle")]
    expect(entries == ["## Cleat", "## Clew"], f"the entries are {entries}")


@step(since=MODERN)
def formats_where_the_settings_say_so(editor):
    editor.lua("vim.lsp.config('glossa', { settings = { glossa = { formatting = { enable = true } } } })")
    editor.open("docs/glossary/c.md")
    formats(editor)
    return "Cleat, Clew"


@step(since=MODERN)
def formats_while_that_is_switched_on(editor):
    def switch(is_on):
        editor.lua(
            """
            local client = vim.lsp.get_clients({ name = 'glossa' })[1]
            client.settings = { glossa = { formatting = { enable = ... } } }
            client:notify('workspace/didChangeConfiguration', { settings = client.settings })
            """,
            is_on,
        )

    editor.open("docs/glossary/c.md")
    expect(not any(map(editor.supports, FORMATTING)), "the server formats unasked")
    switch(True)
    formats(editor)
    switch(False)
    wait_for(lambda: not any(map(editor.supports, FORMATTING)), "the server formats no more")
    return "on and off"


@step
def follows_the_disk(editor):
    editor.open(PAGE)
    rules = lambda: {rule for line, rule, _ in editor.problems(PAGE) if line == 123}
    expect("dangling-reference" in rules(), f"[Race Committee] is {rules()}")
    # Another program writes the entry. Neovim watches no files on Linux unless it is told to.
    page = editor.site / "docs/glossary/r.md"
    page.write_text(page.read_text() + "\n## Race Committee\n\nStarts the race.\n")
    wait_for(lambda: "undefined-label" in rules() and "dangling-reference" not in rules(), "the entry is noticed")
    return f"line 123: {', '.join(rules())}"


# --- Commands ---------------------------------------------------------------------------------------------------------


@step
def syncs_the_tables(editor):
    editor.open(PAGE)
    editor.nvim.command("GlossaSyncTables")
    table = "includes/glossary/t.md"
    wait_for(lambda: "[Telltale]: /glossary/t.md#telltale" in (editor.text(table) or []), "the mended definition")
    return f"{table}: #telltale"


@step
def creates_an_entry(editor):
    editor.open(PAGE)
    editor.place(123, "Race Committee")
    editor.nvim.command("GlossaCreateEntry")
    page = "docs/glossary/r.md"
    wait_for(lambda: "## Race Committee" in (editor.text(page) or []), "the entry")
    wait_for(lambda: all(row[0] != 123 for row in editor.problems(PAGE)), "the diagnostic goes away")
    return f"{page}: ## Race Committee"


@step
def lists_wanted_entries(editor):
    editor.open(PAGE)
    editor.nvim.command("GlossaWanted")
    items = wait_for(lambda: editor.nvim.funcs.getqflist(), "the list")
    expect(items[0]["text"] == "[Jib] is used 4 times", f"the first is {items[0]}")
    editor.nvim.command("cfirst")
    expect("jib" in editor.nvim.current.line, f"it leads to {editor.nvim.current.line!r}")
    return f"{len(items)} places"


@step
def shows_the_graph(editor):
    editor.open(PAGE)
    # What opens a browser, or in older versions the message that says what to open.
    editor.lua("""
      graph = nil
      if vim.ui.open then
        vim.ui.open = function(uri) graph = uri; return vim.system({ 'true' }) end
      else
        vim.lsp.handlers['window/showMessage'] = function(_, result) graph = result.message end
      end
    """)
    editor.nvim.command("GlossaGraph")
    shown = wait_for(lambda: editor.lua("return graph"), "the graph")
    page = pathlib.Path(re.search(r"/\S+\.html", shown.removeprefix("file://"))[0])
    expect('"title":"Bowline Knot"' in page.read_text(), f"the terms are in {page}")
    return shown


@step
def restarts(editor):
    editor.open(PAGE)
    client = "local client = require('glossa').clients()[1]; return client and client.id"
    before = editor.lua(client)
    editor.nvim.command("GlossaRestart")
    wait_for(lambda: editor.lua(client) not in (None, before), "a new client")
    editor.attached()
    wait_for(lambda: not stat_of(editor.servers[0]), "the old server ends")
    wait_for(lambda: editor.problems(PAGE) == planted(PAGE), "the diagnostics")
    return f"process {editor.servers[0]} is followed by {editor.servers[-1]}"


@step
def opens_the_log(editor):
    editor.open(PAGE)
    editor.nvim.command("GlossaLog")
    expect(editor.nvim.current.buffer.name == str(editor.log), f"{editor.nvim.current.buffer.name} is open")
    return "lsp.log"


@step
def has_help(editor):
    editor.nvim.command("help glossa")
    expect(editor.nvim.current.buffer.name.endswith("doc/glossa.txt"), f"{editor.nvim.current.buffer.name} is open")
    text = "\n".join(editor.nvim.current.buffer[:])
    commands = editor.nvim.funcs.getcompletion("Glossa", "command")
    expect(len(commands) == 6, f"the commands are {commands}")
    missing = [name for name in commands if f"*:{name}*" not in text]
    expect(not missing, f"help lacks {missing}")
    for tag in ["glossa-setup", "glossa-server", "glossa-completion"]:
        editor.nvim.command("help " + tag)
    return f"{len(commands)} commands"


@step(is_quiet=False)
def checks_its_health(editor):
    editor.open(PAGE)
    editor.nvim.command("checkhealth glossa")
    text = "\n".join(editor.nvim.current.buffer[:])
    expect(re.search(r"\bOK:? .*glossa is version \d+\.\d+\.\d+", text), text)
    expect(re.search(r"\bOK:? a server runs for " + re.escape(str(editor.site)), text), text)
    expect("ERROR" not in text and "WARN" not in text, text)
    return "OK"


# --- Servers that do not do their work --------------------------------------------------------------------------------


def tells(trouble):
    """One message with the remedy, and only one, however many pages are opened; the same in :checkhealth."""

    def function(editor):
        def told():
            return [line for line in editor.messages().splitlines() if "Glossa" in line or "glossa" in line]

        editor.nvim.command("edit " + PAGE)
        wait_for(told, "a message")
        editor.nvim.command("edit docs/glossary/a.md")
        # Long enough for another message to come; none may.
        time.sleep(1)
        lines = told()
        expect(len(lines) == 1, f"the messages are {lines}")
        for words in [TROUBLE[trouble], str(editor.glossa), ":help glossa-server"]:
            expect(words in lines[0], f"{words!r} is not in {lines[0]!r}")
        if trouble != "crashing as server":
            editor.nvim.command("checkhealth glossa")
            text = "\n".join(editor.nvim.current.buffer[:])
            expect("ERROR" in text and TROUBLE[trouble] in text, text)
        return lines[0].replace(str(editor.glossa), "…/glossa")

    return function


for trouble in TROUBLE:
    STEPS.append(Step(tells(trouble), f"tells of a server that is {trouble}", trouble=trouble, is_quiet=False))


# --- The end ----------------------------------------------------------------------------------------------------------


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
