#!/usr/bin/env python3
"""Installs the tarball and the Debian package in a Debian that has just been made, and tries them there.

    packages.py --dist FOLDER --glossa EXECUTABLE

The Debian holds what is essential, and apt: no Swift, no libcmark-gfm, no package source. It is made with mmdebstrap, as
root, and kept as an archive in the user's cache. Where it cannot be made, the steps that need it say "skipped" and why.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Python"))
from step_report import Skipped, expect, run_steps

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PACKAGING = REPOSITORY / ".packaging"
SAMPLE = REPOSITORY / "protocol-fixtures/samples/mkdocs"
LARGEST_EXECUTABLE = 21_000_000
# `glossa --version` may take twice as long as a process that does nothing, and this much more.
START_SECONDS = 0.005
STARTS = 60
MAKE_SECONDS = 900
# Generous: a loaded machine is no failure.
STEP_SECONDS = 600
# What installing anything leaves behind.
TRACES = ("/var/lib/dpkg/", "/var/lib/apt/", "/var/cache/", "/var/log/", "/etc/ld.so.cache", "/tmp/", "/run/")


def run(*arguments, **options):
    options = {"capture_output": True, "text": True, "timeout": STEP_SECONDS, **options}
    return subprocess.run([str(a) for a in arguments], **options)


class Dist:
    """The files that are tried."""

    def __init__(self, folder, built):
        self.built = built
        self.version = run(built, "--version").stdout.split()[1]
        self.tarball = self.only(folder, f"glossa-{self.version}-*.tar.gz")
        self.deb = self.only(folder, f"glossa_{self.version}-*.deb")

    @staticmethod
    def only(folder, pattern):
        found = sorted(folder.glob(pattern))
        if len(found) != 1:
            sys.exit(f"packages.py: {len(found)} files match {folder}/{pattern}; `make dist deb` makes one")
        return found[0].resolve()


# --- A fresh Debian ---------------------------------------------------------------------------------------------------


class Debian:
    """A folder that is the root of a Debian, made when it is first asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.root = None

    def __call__(self, command, **options):
        """Runs a shell command in it, as its root; /proc is not mounted there, nor is anything else."""
        return self.enter(["chroot", self.made()], command, **options)

    def with_proc(self, command):
        """The same with /proc, in a mount namespace of its own."""
        mount = ["unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"', self.made()]
        if self.enter(mount, "true").returncode != 0:
            raise Skipped("this machine lets nobody mount /proc")
        return self.enter(mount, command)

    @staticmethod
    def enter(way, command, **options):
        environment = {"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
        return run(*way, "sh", "-c", command, env=environment, **options)

    def made(self):
        if self.root is None:
            archive = self.archive()
            root = self.folder / "root"
            root.mkdir()
            unpacked = run("tar", "--extract", "--file", archive, "--directory", root, "--exclude=./dev/*")
            expect(unpacked.returncode == 0, unpacked.stderr)
            (root / "dev/null").touch(mode=0o666)
            (root / "dev/fd").symlink_to("/proc/self/fd")
            for sources in [root / "etc/apt/sources.list", *(root / "etc/apt/sources.list.d").glob("*")]:
                sources.write_text("")
            self.root = root
        return self.root

    @staticmethod
    def archive():
        if os.geteuid() != 0:
            raise Skipped("only root can make and enter another Debian")
        for program in ["mmdebstrap", "chroot"]:
            if not shutil.which(program):
                raise Skipped(f"there is no {program}")
        release = dict(re.findall(r'^(\w+)="?([^"\n]*)', pathlib.Path("/etc/os-release").read_text(), re.MULTILINE))
        if release.get("ID") != "debian":
            raise Skipped("this machine is no Debian")
        architecture = run("dpkg", "--print-architecture").stdout.strip()
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "glossa-tests")
        cache.mkdir(parents=True, exist_ok=True)
        archive = cache / f"debian-{release['VERSION_CODENAME']}-{architecture}.tar"
        if not archive.exists():
            with tempfile.NamedTemporaryFile(dir=cache, suffix=".tar") as part:
                # Nobody misses this root after a power failure, and syncing each file takes minutes.
                arguments = ["--quiet", "--variant=apt", "--format=tar", "--dpkgopt=force-unsafe-io"]
                try:
                    made = run("mmdebstrap", *arguments, release["VERSION_CODENAME"], part.name, timeout=MAKE_SECONDS)
                except subprocess.TimeoutExpired:
                    raise Skipped(f"mmdebstrap did not finish in {MAKE_SECONDS} s") from None
                if made.returncode != 0:
                    raise Skipped(f"mmdebstrap failed: {made.stderr.strip().splitlines()[-1:]}")
                os.link(part.name, archive)
        return archive

    def copy(self, source, place):
        target = self.made() / place.lstrip("/")
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)

    def listing(self):
        """All files but the traces that every installation leaves."""
        root = str(self.made())
        files = (os.path.join(folder, name)[len(root) :] for folder, _, names in os.walk(root) for name in names)
        return {file for file in files if not file.startswith(TRACES)}


# --- Steps ------------------------------------------------------------------------------------------------------------


class Steps:
    def __init__(self, dist, folder):
        self.dist = dist
        self.folder = folder
        self.debian = Debian(folder)
        run("tar", "--extract", "--gzip", "--file", dist.tarball, "--directory", folder)
        self.unpacked = next(path for path in folder.iterdir() if path.name.startswith("glossa-"))
        self.executable = self.unpacked / "bin/glossa"

    def all(self):
        return [
            ("the same executable and date give the same tarball", self.reproducible),
            ("the executable is small", self.small),
            ("the executable starts fast", self.fast),
            ("all licences are there", self.licences),
            ("a diagnostic leads to the page about its rule", self.rule_pages),
            ("the manual is well formed", self.manual),
            ("the manual names nothing that does not exist", self.manual_names),
            ("zsh and fish read their completions", self.completions),
            ("lintian finds no error", self.lintian),
            ("the Debian has neither Swift nor libcmark-gfm", self.bare),
            ("the tarball's executable runs there", self.tarball_runs),
            ("it follows no link out of the glossary there, without /proc to ask", self.confined),
            ("the tarball is removed by its list of files", self.tarball_leaves),
            ("the package installs there with apt and runs", self.package_runs),
            ("bash completes commands, options and rules there", self.bash_completes),
            ("the package is removed without a trace", self.package_leaves),
        ]

    def reproducible(self):
        again = self.folder / "again"
        with tarfile.open(self.dist.tarball) as archive:
            date = {"SOURCE_DATE_EPOCH": str(archive.getmembers()[0].mtime)}
        arguments = ["tarball", "--glossa", self.dist.built, "--out", again]
        made = run(PACKAGING / "package.py", *arguments, env={**os.environ, **date})
        expect(made.returncode == 0, made.stderr)
        expect((again / self.dist.tarball.name).read_bytes() == self.dist.tarball.read_bytes(), "it differs")

    def small(self):
        size = self.executable.stat().st_size
        expect(size <= LARGEST_EXECUTABLE, f"{size} bytes")
        return f"{size / 1e6:.2f} MB"

    def fast(self):
        def seconds(*command):
            begin = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            return time.perf_counter() - begin

        # The fastest of many starts: what the machine does beside them only adds.
        nothing, version = (
            min(times)
            for times in zip(*[(seconds("/bin/true"), seconds(self.executable, "--version")) for _ in range(STARTS)])
        )
        seen = f"{version * 1e3:.1f} ms, /bin/true {nothing * 1e3:.1f} ms"
        expect(version <= 2 * nothing + START_SECONDS, seen)
        return seen

    def licences(self):
        folder = self.unpacked / "share/doc/glossa/licences"
        for library in ["libcmark-gfm", "libyaml", "libstdc++-and-libgcc", "swift", "swift-argument-parser", "swift-log"]:
            text = (folder / f"{library}.txt").read_text()
            expect(re.search("licen[cs]e|permission", text, re.IGNORECASE), f"{library}.txt is no licence")

    def rule_pages(self):
        diagnostics = {"publishDiagnostics": {"codeDescriptionSupport": True}}
        document = {"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": "## Jib\n\nSee [Jibb].\n"}
        messages = [
            ("initialize", {"processId": None, "rootUri": None, "capabilities": {"textDocument": diagnostics}}),
            ("initialized", {}),
            ("textDocument/didOpen", {"textDocument": document}),
        ]
        server = subprocess.Popen([self.executable, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with server:
            for number, (method, params) in enumerate(messages):
                message = {"jsonrpc": "2.0", "method": method, "params": params}
                body = json.dumps(message if number else {"id": 1, **message})
                server.stdin.write(f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            server.stdin.flush()
            params = {}
            while not params.get("diagnostics"):
                length = int(re.search(rb"Content-Length: (\d+)", server.stdout.readline())[1])
                server.stdout.readline()
                params = json.loads(server.stdout.read(length)).get("params", {})
            server.kill()
        for diagnostic in params["diagnostics"]:
            page = pathlib.Path(diagnostic["codeDescription"]["href"].removeprefix("file://"))
            expect(page.is_relative_to(self.unpacked), f"{page} is elsewhere")
            expect(page.read_text().startswith(f"# {diagnostic['code']} ("), f"{page} is about something else")
        return ", ".join(diagnostic["code"] for diagnostic in params["diagnostics"])

    def manual(self):
        if not shutil.which("groff"):
            raise Skipped("there is no groff")
        page = run("groff", "-man", "-ww", "-z", "-Tutf8", self.unpacked / "share/man/man1/glossa.1")
        expect(page.returncode == 0 and not page.stderr, page.stderr)

    def manual_names(self):
        command = json.loads(run(self.dist.built, "--experimental-dump-help").stdout)["command"]
        known, pending = set(), [command]
        while pending:
            info = pending.pop()
            known.add(info["commandName"])
            known.update(f"--{n['name']}" for a in info.get("arguments", []) for n in a.get("names", []))
            pending += info.get("subcommands", [])
        text = (PACKAGING / "glossa.1.in").read_text().replace("\\-", "-")
        named = set(re.findall(r"--[a-z][-a-z]*", text)) | set(re.findall(r"^(?:\.B )?glossa ([a-z]+)", text, re.MULTILINE))
        expect(len(named) > 8, "the template names next to nothing")
        expect(named <= known, f"there is no {', '.join(sorted(named - known))}")

    def completions(self):
        scripts = {"zsh": "share/zsh/site-functions/_glossa", "fish": "share/fish/vendor_completions.d/glossa.fish"}
        missing = [shell for shell in scripts if not shutil.which(shell)]
        for shell in set(scripts) - set(missing):
            read = run(shell, "-n", self.unpacked / scripts[shell])
            expect(read.returncode == 0 and not read.stderr, f"{shell}: {read.stderr}")
        if missing:
            raise Skipped(f"there is no {' and no '.join(missing)}")

    def lintian(self):
        if not shutil.which("lintian"):
            raise Skipped("there is no lintian")
        found = run("lintian", "--fail-on", "error", "--tag-display-limit", "0", "--allow-root", self.dist.deb)
        expect(found.returncode == 0, found.stdout + found.stderr)
        return f"{len(found.stdout.splitlines())} warnings"

    def bare(self):
        found = [path for path in self.debian.listing() if re.search(r"libswift|/swift|cmark|libyaml", path)]
        expect(not found, f"it has {found}")

    def tarball_runs(self):
        self.debian.copy(self.dist.tarball, "/tmp/glossa.tar.gz")
        self.debian.copy(SAMPLE, "/tmp/sample")
        done = self.debian("tar -xzf /tmp/glossa.tar.gz --strip-components=1 -C /usr/local")
        expect(done.returncode == 0, done.stderr)
        self.check("/usr/local/bin/glossa")

    def confined(self):
        folder = self.debian.made() / "tmp/links"
        (folder / "docs/glossary").mkdir(parents=True)
        (folder / "mkdocs.yml").write_text("site_name: Links\n")
        (folder / "docs/glossary/a.md").write_text("# A\n\n## Anchor\n\nHolds.\n")
        (self.debian.made() / "tmp/outside.md").write_text("# O\n\n## Outsider\n\nIs elsewhere.\n")
        (folder / "docs/glossary/o.md").symlink_to("/tmp/outside.md")
        done = self.debian("glossa list --root /tmp/links")
        expect("Anchor" in done.stdout and "Outsider" not in done.stdout, done.stdout + done.stderr)
        expect("docs/glossary/o.md" in done.stderr, f"it does not say so: {done.stderr}")

    def tarball_leaves(self):
        done = self.debian("cd /usr/local && tar -tzf /tmp/glossa.tar.gz | cut -d/ -f2- | grep -v '/$' | xargs rm -d 2>&1")
        expect(not (self.debian.made() / "usr/local/bin/glossa").exists(), done.stdout)

    def package_runs(self):
        self.before = self.debian.listing()
        self.debian.copy(self.dist.deb, "/tmp/" + self.dist.deb.name)
        done = self.debian("cd /tmp && DEBIAN_FRONTEND=noninteractive apt install --yes ./glossa_*.deb")
        expect(done.returncode == 0, done.stdout + done.stderr)
        self.check("/usr/bin/glossa")
        expect(not self.debian("dpkg --audit; dpkg --verify glossa").stdout, "dpkg finds fault with it")

    def check(self, executable):
        """Holds the executable in there against the one that was built here."""
        here = run(self.dist.built, "check", "--root", SAMPLE)
        expect(self.debian("command -v glossa").stdout.strip() == executable, f"{executable} is not on the PATH")
        there = self.debian("cd /tmp/sample && glossa check")
        expect(there.returncode == here.returncode == 1, f"exit code {there.returncode}: {there.stderr}")
        expect(there.stdout == here.stdout and there.stdout, "it finds something else")
        version = self.debian("glossa --version").stdout
        expect(re.fullmatch(rf"glossa {re.escape(self.dist.version)} \(libcmark-gfm [\w.]+\)\n", version), version)

        messages = [
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
            {"id": 2, "method": "shutdown"},
            {"method": "exit"},
        ]
        bodies = [json.dumps({"jsonrpc": "2.0", **message}) for message in messages]
        served = self.debian("glossa lsp", input="".join(f"Content-Length: {len(b)}\r\n\r\n{b}" for b in bodies))
        expect(served.returncode == 0 and '"serverInfo"' in served.stdout, served.stdout + served.stderr)

    def bash_completes(self):
        script = """
          . /usr/share/bash-completion/completions/glossa
          complete -p glossa >/dev/null || exit 3
          function_name=$(complete -p glossa | sed -E 's/.* -F ([^ ]+).*/\\1/')
          COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_TYPE=9
          "$function_name" glossa "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
          printf '%s\\n' "${COMPREPLY[@]}"
        """
        (self.debian.made() / "tmp/complete.sh").write_text(script)
        for line, word in [
            ("glossa ch", "check"),
            ("glossa check --forma", "--format"),
            ("glossa check --format sar", "sarif"),
            ("glossa explain dang", "dangling-reference"),
        ]:
            done = self.debian.with_proc(f"bash /tmp/complete.sh '{line}'")
            words = [answer.strip() for answer in done.stdout.splitlines()]
            expect(words == [word], f"{line} completes to {words} {done.stderr}")

    def package_leaves(self):
        done = self.debian("DEBIAN_FRONTEND=noninteractive apt purge --yes glossa")
        expect(done.returncode == 0, done.stdout + done.stderr)
        after = self.debian.listing()
        expect(after == self.before, f"{sorted(after ^ self.before)}")
        expect("glossa" not in self.debian("dpkg-query --list").stdout, "dpkg still knows it")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dist", required=True, type=pathlib.Path)
    parser.add_argument("--glossa", required=True, type=pathlib.Path, help="the executable that was packed")
    arguments = parser.parse_args()
    dist = Dist(arguments.dist, arguments.glossa.resolve())
    with tempfile.TemporaryDirectory(prefix="glossa-install-") as folder:
        sys.exit(run_steps(Steps(dist, pathlib.Path(folder)).all()))


if __name__ == "__main__":
    main()
