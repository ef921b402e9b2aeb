#!/usr/bin/env python3
"""Runs what Glossa offers to CI: the hooks for pre-commit, the action for GitHub, the template for GitLab.

    integrations.py prepare FOLDER                 makes a Python environment with pre-commit of PyPI
    integrations.py check --dist FOLDER            with that environment's Python

The hooks run in pre-commit itself, in repositories that are made for it. The steps of the action and of the template run
as they are written, with what GitHub's and GitLab's runners put around them; the archive that they fetch is that of
`make dist`. The examples in the READMEs run the same way.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Python"))
from packages import run
from step_report import expect, run_steps
from virtual_environment import prepare

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = REPOSITORY / "protocol-fixtures/samples"
ACTION = REPOSITORY / ".github/actions/glossa"
TEMPLATE = REPOSITORY / ".gitlab/glossa.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
READMES = [REPOSITORY / "README.md", ACTION / "README.md"]
PACKAGES = ["pre-commit==4.7.0"]
CLEAN_PAGE = "# Knots\n\n## Bend\n\nJoins two ropes. See [Hitch].\n\n## Hitch\n\nHolds a rope to a post. See [Bend].\n"


def load(text):
    import yaml

    return yaml.safe_load(text)


# --- Repositories -----------------------------------------------------------------------------------------------------


class Repository:
    """A Git repository with a person's files in it."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments):
        identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
        done = run("git", *identity, *arguments, cwd=self.folder)
        expect(done.returncode == 0, f"git {arguments[0]}: {done.stderr}")
        return done.stdout

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Keep")

    def write(self, path, text):
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


# --- GitHub -----------------------------------------------------------------------------------------------------------


class Runner:
    """As much of GitHub's runner as the action and the examples need, and a complaint about the rest."""

    def __init__(self, repository, dist, temporary):
        self.repository = repository
        self.folder = repository.folder
        self.dist = dist
        self.temporary = temporary
        self.path = "/usr/bin:/bin"
        self.system = "Linux"
        self.log = ""

    def act(self, archives=None, **inputs):
        """Runs the action's steps, and gives the exit code of the first that fails."""
        action = load((ACTION / "action.yml").read_text())
        unknown = set(inputs) - set(action["inputs"])
        expect(not unknown, f"the action has no input {unknown}")
        values = {name: spec["default"] for name, spec in action["inputs"].items()}
        values |= {"archives": archives or f"file://{self.dist}", **inputs}
        context = {f"inputs.{name}": value for name, value in values.items()}
        context |= {"github.action_path": str(ACTION), "github.action_repository": "OWNER/glossa"}
        for step in action["runs"]["steps"]:
            if self.holds(step.get("if"), context):
                expect(step["shell"] == "bash", "no other shell is known here")
                environment = {name: self.evaluated(text, context) for name, text in step.get("env", {}).items()}
                code = self.shell(step["run"], environment)
                if code != 0:
                    return code
        return 0

    def workflow(self, text):
        """Runs the steps of a workflow's jobs; gives the exit code of the first that fails."""
        codes = []
        for job in load(text)["jobs"].values():
            for step in job["steps"]:
                uses = step.get("uses", "")
                if uses.startswith("OWNER/glossa/.github/actions/glossa@v"):
                    codes.append(self.act(**step.get("with", {})))
                elif uses.startswith("github/codeql-action/upload-sarif@"):
                    report = json.loads((self.folder / step["with"]["sarif_file"]).read_text())
                    expect(report["version"] == "2.1.0", "that is no SARIF")
                elif uses.startswith("actions/checkout@"):
                    pass
                else:
                    expect(not uses, f"nobody knows {uses} here")
                    codes.append(self.shell(step["run"], {}))
        return next((code for code in codes if code), 0)

    def shell(self, script, environment):
        (self.temporary / "step.sh").write_text(script)
        paths = self.temporary / "github-path"
        paths.write_text("")
        done = run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", self.temporary / "step.sh",
            cwd=self.folder,
            env={
                "PATH": self.path, "HOME": str(self.temporary), "GITHUB_PATH": str(paths),
                "GITHUB_SERVER_URL": "https://github.example", "RUNNER_TEMP": str(self.temporary),
                "RUNNER_OS": self.system, **environment,
            },
        )  # fmt: skip
        self.log += done.stdout + done.stderr
        self.path = ":".join([*paths.read_text().split(), self.path])
        return done.returncode

    @staticmethod
    def evaluated(text, context):
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: context[match[1]], text)

    @staticmethod
    def holds(condition, context):
        if condition is None:
            return True
        name, operator, value = re.fullmatch(r"([\w.-]+) (==|!=) '(\w*)'", condition).groups()
        return (context[name] == value) == (operator == "==")


# --- Steps ------------------------------------------------------------------------------------------------------------


class Steps:
    def __init__(self, dist, folder):
        self.dist = dist
        self.folder = folder
        [archive] = dist.glob("glossa-*.tar.gz")
        run("tar", "--extract", "--gzip", "--file", archive, "--directory", folder)
        [self.executable] = folder.glob("*/bin/glossa")
        self.version = run(self.executable, "--version").stdout.split()[1]

    def all(self):
        return [
            ("every version is that of the executable", self.versions),
            ("pre-commit reports, and lets a sound glossary pass", self.hook_checks),
            ("pre-commit mends, keeps tables and sorts", self.hooks_write),
            ("pre-commit leaves other files alone", self.hook_ignores),
            ("the action reports beside the lines", self.action_reports),
            ("the action passes what its inputs let pass", self.action_inputs),
            ("the action writes SARIF", self.action_sarif),
            ("the action refuses other systems and a damaged archive", self.action_refuses),
            ("the action's problem matcher sees every error and warning", self.matcher),
            ("the workflows in the READMEs run", self.workflows),
            ("the template reports to GitLab", self.gitlab_reports),
            ("the template says what it lacks", self.gitlab_lacks),
        ]

    def repository(self, name, sample=None, below="."):
        repository = Repository(self.folder / name)
        if sample:
            shutil.copytree(SAMPLES / sample, repository.folder / below, dirs_exist_ok=True)
        return repository

    def versions(self):
        action = load((ACTION / "action.yml").read_text())["inputs"]["version"]["default"]
        template = load(TEMPLATE.read_text())["glossa"]["variables"]["GLOSSA_VERSION"]
        expect(action == template == self.version, f"{action}, {template}, {self.version}")
        texts = [path.read_text() for path in [*READMES, TEMPLATE]]
        named = {version for text in texts for version in re.findall(r"\bv(\d+\.\d+\.\d+)\b", text)}
        expect(named == {self.version}, f"the texts name {named}")

    # pre-commit

    def pre_commit(self, repository, hooks):
        source = self.folder / "hooks"
        if not source.exists():
            hooks_repository = Repository(source)
            shutil.copy(HOOKS, source)
            hooks_repository.commit()
            hooks_repository.git("tag", f"v{self.version}")
        text = next(block for block in fenced(READMES[0], "yaml") if "- repo:" in block)
        configuration = load(text)
        [entry] = configuration["repos"]
        entry["repo"] = str(source)
        if hooks:
            entry["hooks"] = [{"id": hook} for hook in hooks]
        repository.write(".pre-commit-config.yaml", json.dumps(configuration))
        repository.commit()
        return self.run_hooks(repository, "--all-files")

    def run_hooks(self, repository, *arguments):
        return run(
            sys.executable, "-m", "pre_commit", "run", "--verbose", "--color=never", *arguments, cwd=repository.folder,
            env={
                "PATH": f"{self.executable.parent}:/usr/bin:/bin", "HOME": str(self.folder),
                "PRE_COMMIT_HOME": str(self.folder / "pre-commit"), "NO_COLOR": "1",
            },
        )  # fmt: skip

    def hook_checks(self):
        done = self.pre_commit(self.repository("hook-checks", "mkdocs"), hooks=None)
        expect(done.returncode == 1 and "did you mean [Spinnaker]?" in done.stdout, done.stdout + done.stderr)
        sound = self.repository("hook-passes")
        sound.write("knots.md", CLEAN_PAGE)
        done = self.pre_commit(sound, ["glossa-check", "glossa-fix", "glossa-table", "glossa-fmt"])
        expect(done.returncode == 0 and done.stdout.count("Passed") == 4, done.stdout + done.stderr)

    def hooks_write(self):
        for hook in ["glossa-fix", "glossa-table", "glossa-fmt"]:
            repository = self.repository(hook, "mkdocs")
            done = self.pre_commit(repository, [hook])
            expect("files were modified by this hook" in done.stdout, done.stdout + done.stderr)
            expect(repository.git("diff", "--name-only"), f"{hook} changed nothing")

    def hook_ignores(self):
        repository = self.repository("hook-ignores", "mkdocs")
        self.pre_commit(repository, ["glossa-check"])
        repository.write("budget.txt", "none\n")
        repository.git("add", "budget.txt")
        done = self.run_hooks(repository)
        expect(done.returncode == 0 and "Skipped" in done.stdout, done.stdout + done.stderr)

    # GitHub

    def runner(self, name, sample="mkdocs", below="."):
        temporary = self.folder / f"{name}-temporary"
        temporary.mkdir()
        return Runner(self.repository(name, sample, below), self.dist, temporary)

    def action_reports(self):
        for below in [".", "sites/club"]:
            runner = self.runner(f"action-{len(below)}", below=below)
            code = runner.act(root=below)
            expect(code == 1, f"exit code {code}: {runner.log}")
            lines = runner.log.splitlines()
            expect(len(lines) > 30, runner.log)
            for line in lines:
                match = re.match(r"::(error|warning|notice) file=([^,]+),line=(\d+)", line)
                expect(match, f"no annotation: {line}")
                page = (runner.folder / match[2]).read_bytes().splitlines()
                expect(0 < int(match[3]) <= len(page), f"no such line: {line}")
        return f"{len(lines)} annotations"

    def action_inputs(self):
        runner = self.runner("action-inputs")
        expect(runner.act(**{"fail-on": "never", "min-severity": "error"}) == 0, runner.log)
        expect("::error " in runner.log and "::warning " not in runner.log, runner.log)
        run(self.executable, "check", "--write-baseline", "known.json", cwd=runner.folder)
        expect(runner.act(baseline="known.json") == 0, runner.log)
        expect(runner.act(root="nowhere") == 2, runner.log)
        runner.repository.commit()
        expect(runner.act(changed="HEAD") == 0, runner.log)

    def action_sarif(self):
        runner = self.runner("action-sarif")
        expect(runner.act(**{"sarif-file": "glossa.sarif"}) == 1, runner.log)
        report = json.loads((runner.folder / "glossa.sarif").read_text())
        expect(report["version"] == "2.1.0" and len(report["runs"][0]["results"]) > 30, "the report is empty")

    def action_refuses(self):
        runner = self.runner("action-system")
        runner.system = "Windows"
        expect(runner.act() == 2 and "::error" in runner.log, runner.log)
        damaged = self.folder / "damaged"
        shutil.copytree(self.dist, damaged)
        [archive] = damaged.glob("*.tar.gz")
        archive.write_bytes(archive.read_bytes()[:-1] + b"?")
        runner = self.runner("action-damaged")
        expect(runner.act(archives=f"file://{damaged}") != 0 and "FAILED" in runner.log, runner.log)
        expect(runner.act(version="99.0.0") != 0, "a version that does not exist was found")

    def matcher(self):
        runner = self.runner("action-matcher")
        expect(runner.act(check="false") == 0, runner.log)
        [command] = [line for line in runner.log.splitlines() if line]
        matchers = json.loads(pathlib.Path(command.removeprefix("::add-matcher::")).read_text())["problemMatcher"]
        patterns = {matcher["owner"]: matcher["pattern"][0] for matcher in matchers}
        report = json.loads(run(self.executable, "check", "--format", "json", cwd=runner.folder).stdout)
        wanted = sorted(
            (p["page"], p["range"]["start"]["line"], p["severity"], p["rule"], p["message"])
            for p in report["problems"]
            if p["severity"] in ["error", "warning"]
        )
        for form in ["text", "compact"]:
            pattern = patterns[f"glossa-{form}"]
            lines = run(self.executable, "check", "--format", form, cwd=runner.folder).stdout.splitlines()
            found = [match for match in (re.search(pattern["regexp"], line) for line in lines) if match]
            parts = ["file", "line", "severity", "code", "message"]
            seen = sorted(tuple(match[pattern[part]] for part in parts) for match in found)
            seen = [(page, int(line), *rest) for page, line, *rest in seen]
            expect(sorted(seen) == wanted, f"{form}: {set(seen) ^ set(wanted)}")

    def workflows(self):
        ran = 0
        for readme in READMES:
            for block in fenced(readme, "yaml"):
                if "jobs:" not in block:
                    continue
                ran += 1
                kind = "jekyll" if "jekyll" in block.lower() else "mkdocs"
                below = (re.search(r"root: (\S+)", block) or [None, "."])[1]
                runner = self.runner(f"workflow-{ran}", kind, below)
                if "baseline:" in block:
                    name = re.search(r"baseline: (\S+)", block)[1]
                    run(self.executable, "check", "--root", below, "--write-baseline", name, cwd=runner.folder)
                expected = 0 if "baseline:" in block else 1
                code = runner.workflow(block)
                expect(code == expected, f"{readme.parent.name}: exit code {code}\n{block}\n{runner.log}")
        expect(ran >= 3, f"{ran} workflows")
        return f"{ran} workflows"

    # GitLab

    def gitlab(self, repository, path, **variables):
        job = load(TEMPLATE.read_text())["glossa"]
        script = "\n".join(["set -eo pipefail", *job["before_script"], *job["script"]])
        home = self.folder / "gitlab-home"
        home.mkdir(exist_ok=True)
        environment = {**job["variables"], "PATH": path, "HOME": str(home), **variables}
        return run("bash", "-c", script, cwd=repository.folder, env=environment)

    def gitlab_reports(self):
        archives = {"GLOSSA_ARCHIVES": f"file://{self.dist}"}
        for below in [".", "sites/club"]:
            repository = self.repository(f"gitlab-{len(below)}", "mkdocs", below)
            done = self.gitlab(repository, "/usr/bin:/bin", GLOSSA_ROOT=below, **archives)
            expect(done.returncode == 1 and "did you mean [Spinnaker]?" in done.stdout, done.stdout + done.stderr)
            report = json.loads((repository.folder / "gl-code-quality-report.json").read_text())
            expect(len(report) > 30, "the report is empty")
            for problem in report:
                expect((repository.folder / problem["location"]["path"]).is_file(), f"no such file: {problem}")
        sound = self.repository("gitlab-passes")
        sound.write("knots.md", CLEAN_PAGE)
        done = self.gitlab(sound, f"{self.executable.parent}:/usr/bin:/bin")
        expect(done.returncode == 0, done.stdout + done.stderr)

    def gitlab_lacks(self):
        done = self.gitlab(self.repository("gitlab-lacks", "mkdocs"), "/usr/bin:/bin")
        expect(done.returncode != 0 and "GLOSSA_ARCHIVES: is not set" in done.stderr, done.stdout + done.stderr)


def fenced(path, language):
    """The fenced blocks of a language in a Markdown file."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(), re.MULTILINE | re.DOTALL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare").add_argument("folder", type=pathlib.Path)
    commands.add_parser("check").add_argument("--dist", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.command == "prepare":
        prepare(arguments.folder, PACKAGES)
        return
    with tempfile.TemporaryDirectory(prefix="glossa-ci-") as folder:
        sys.exit(run_steps(Steps(arguments.dist.resolve(), pathlib.Path(folder)).all()))


if __name__ == "__main__":
    main()
