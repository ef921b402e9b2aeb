"""What the tests of this folder share: steps with a name, and a last line that counts them."""

import sys
import traceback


class Failure(Exception):
    """What a step saw is not what it should have seen."""


class Skipped(Exception):
    """Why this machine cannot show it."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


def run_steps(steps):
    """Runs functions by name, tells how each went, and gives the process's exit code."""
    passed = failed = skipped = 0
    for name, step in steps:
        try:
            seen = step()
        except Skipped as reason:
            skipped += 1
            print(f"skipped  {name}: {reason}")
        except Failure as failure:
            failed += 1
            print(f"FAILED   {name}: {failure}")
        except Exception:
            failed += 1
            print(f"FAILED   {name}:")
            traceback.print_exc(file=sys.stdout)
        else:
            passed += 1
            print(f"passed   {name}" + (f": {seen}" if seen else ""))
        sys.stdout.flush()
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0
