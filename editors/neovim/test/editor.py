"""One Neovim, driven as a person drives it: keys are typed, and what is seen is what stands on the screen."""

import os
import pathlib
import re
import shutil

from step_report import Failure
from support import SAMPLES, children, end, planted, stat_of, wait_for

HERE = pathlib.Path(__file__).resolve().parent
SEVERITIES = {1: "error", 2: "warning", 3: "info", 4: "hint"}


class Editor:
    """One Neovim with one copy of the sample glossary."""

    def __init__(self, nvim, glossa, folder):
        import pynvim

        self.folder = folder
        self.glossa = glossa
        self.site = folder / "mkdocs"
        shutil.copytree(SAMPLES / "mkdocs", self.site)
        # pynvim starts its child with this process's environment and folder.
        environment = {
            "GLOSSA_TEST_EXECUTABLE": str(glossa),
            "NVIM_LOG_FILE": str(folder / "nvim.log"),
        }
        for name in ["CONFIG", "DATA", "STATE", "CACHE"]:
            environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
        os.chdir(self.site)
        # As a plugin manager does: the folder with help tags, which are not in the repository.
        plugin = folder / "plugin"
        shutil.copytree(HERE.parent, plugin)
        environment["GLOSSA_TEST_PLUGIN"] = str(plugin)
        os.environ.update(environment)
        self.nvim = pynvim.attach(
            "child", argv=[str(nvim), "--embed", "--headless", "--clean", "-u", str(HERE / "init.lua")]
        )
        self.pid = self.nvim.funcs.getpid()
        self.nvim.command(f"helptags {plugin}/doc")
        self.log = pathlib.Path(self.lua("return vim.lsp.get_log_path()"))
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
        wait_for(lambda: self.problems(page) == wanted, "the diagnostics of " + page)

    def attached(self):
        """Waits until the server has answered `initialize` for the current buffer."""
        wait_for(
            lambda: self.lua(
                "local c = require('glossa').clients(vim.api.nvim_get_current_buf())[1]; "
                "return c ~= nil and c.initialized == true"
            ),
            "the server attaches to the buffer",
        )
        for pid in children(self.pid):
            if pid not in self.servers:
                self.servers.append(pid)

    def requires(self, method):
        if not self.supports(method):
            raise Failure(f"the server does not announce {method}")

    def supports(self, method):
        code = """
        local client = require('glossa').clients()[1]
        if vim.lsp.enable then return client:supports_method(...) end
        return client.supports_method(...)
        """
        return self.lua(code, method)

    def diagnostics(self, page):
        """What Neovim has for a page, as (line from one, rule, severity, message)."""
        found = self.lua(
            """
            local buffer = vim.fn.bufnr(...)
            return vim.tbl_map(function(d)
              local code = d.code or d.user_data.lsp.code
              return { d.lnum + 1, tostring(code), d.severity, d.message }
            end, vim.diagnostic.get(buffer))
            """,
            str(self.site / page),
        )
        return sorted((line, code, SEVERITIES[severity], message) for line, code, severity, message in found)

    def problems(self, page):
        """The diagnostics of a page without their messages."""
        return [row[:3] for row in self.diagnostics(page)]

    def text(self, page):
        """The lines of a page as its buffer has them; None where it is in no buffer."""
        for buffer in self.nvim.buffers:
            if buffer.name == str(self.site / page):
                return buffer[:]
        return None

    def place(self, line, text):
        """Puts the cursor on the first character of a text in a line (from one)."""
        self.type("<Esc>")
        content = self.nvim.current.buffer[line - 1]
        column = content.index(text)
        self.nvim.current.window.cursor = (line, len(content[:column].encode()))

    def messages(self):
        return self.nvim.command_output("messages").strip()

    def complaints(self):
        """Errors of the server and of Neovim's client, which show as messages or stand in the log."""
        if stat_of(self.pid) is None:
            return []
        messages = [line for line in self.messages().splitlines() if re.search(r"error|E\d+:|glossa", line, re.I)]
        log = self.log.read_text().splitlines() if self.log.exists() else []
        # Neovim says so of its own accord where an answer comes just as it cancels the request.
        late = "whilst attempting to cancel"
        return messages + [line for line in log if line.startswith(("[ERROR]", "[WARN]")) and late not in line]

    def close(self):
        for pid in [self.pid, *self.servers]:
            end(pid)
