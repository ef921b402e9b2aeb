"""Steps with a name, a line that tells how each went, and a last line that counts them: for all scripts that try something."""

import sys
import traceback


class Failure(Exception):
    """What a step saw is not what it should have seen."""


class Skipped(Exception):
    """Why this machine cannot show it."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


class StepReport:
    """Runs steps and counts how they went."""

    def __init__(self):
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}

    def run(self, name, step, *arguments):
        """Does a step: a function that gives what it saw, if that is worth a word, and raises what it misses."""
        try:
            seen = step(*arguments)
        except Skipped as reason:
            self.tell("skipped", name, reason)
        except Failure as failure:
            self.tell("failed", name, failure)
        except Exception as error:
            self.tell("failed", name, repr(error))
            traceback.print_exc(file=sys.stdout)
        else:
            self.tell("passed", name, seen)

    def tell(self, outcome, name, words=None):
        """Counts a step that was done elsewhere."""
        self.counts[outcome] += 1
        shown = "FAILED" if outcome == "failed" else outcome
        print(f"  {shown:7}  {name}" + (f": {words}" if words else ""), flush=True)

    def end(self):
        """Prints "N passed, N failed" and what was skipped, and gives the process's exit code."""
        skipped = f", {self.counts['skipped']} skipped" if self.counts["skipped"] else ""
        print(f"{self.counts['passed']} passed, {self.counts['failed']} failed{skipped}", flush=True)
        return 1 if self.counts["failed"] else 0


def run_steps(steps):
    """Runs pairs of a name and a function, and gives the process's exit code."""
    report = StepReport()
    for name, step in steps:
        report.run(name, step)
    return report.end()
