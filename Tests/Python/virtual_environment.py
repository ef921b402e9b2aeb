"""Virtual environments with packages of PyPI, for scripts that need more than Python's own library."""

import subprocess
import venv

INSTALL_SECONDS = 600


def prepare(folder, packages):
    """The Python of a virtual environment with these packages; made anew unless it is there in these versions.

    Raises OSError or subprocess.SubprocessError where PyPI or Python's venv is missing.
    """
    python = folder / "bin" / "python"
    stamp = folder / "prepared.txt"
    wanted = "\n".join(packages)
    if not (stamp.exists() and stamp.read_text() == wanted and python.exists()):
        venv.create(folder, with_pip=True, clear=True)
        pip(python, "install", *packages)
        stamp.write_text(wanted)
    return python


def pip(python, *arguments):
    """Runs the pip of a virtual environment."""
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, timeout=INSTALL_SECONDS)
