#!/usr/bin/env python3
"""Makes what Glossa is installed from.

    package.py tarball --glossa EXECUTABLE --out FOLDER    glossa-VERSION-linux-MACHINE.tar.gz and its .sha256
    package.py deb --glossa EXECUTABLE --out FOLDER        glossa_VERSION-1_ARCHITECTURE.deb

Both hold the stripped executable, the manual page, completions for bash, zsh and fish, and the licences of all that is
linked into the executable, which are read from the libraries' packages and the toolchain on this machine. The same
commit gives the same bytes: times are those of $SOURCE_DATE_EPOCH, or of the last commit.
"""

import argparse
import datetime
import gzip
import hashlib
import io
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

import manual

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
MAINTAINER = "Glossa maintainers <maintainers@users.noreply.example>"
SUMMARY = "language server and checker for Markdown glossaries"
DESCRIPTION = """\
 Glossa reads a Markdown glossary the way its site generator does (MkDocs,
 Jekyll or none) and reports what a visitor of the site would find broken:
 references that nothing defines, targets and anchors that do not exist,
 names that two entries share.
 .
 The same analysis serves editors through the Language Server Protocol:
 diagnostics, completion, hover, definition, references, rename.
"""
OVERRIDES = """\
# The executable is to run where libyaml is not installed, and to start fast.
glossa: embedded-library libyaml [usr/bin/glossa]
# This package is none of Debian's own.
glossa: initial-upload-closes-no-bugs [usr/share/doc/glossa/changelog.Debian.gz:1]
"""
# All that the executable may need of the system; everything else is linked in.
SYSTEM_LIBRARIES = re.compile(r"(libc\.so\.6|libm\.so\.6|ld-linux[-\w]*\.so\.\d)$")
# The linker asks for it instead of a version, and glibc has it since this version.
RELATIVE_RELOCATIONS = ("GLIBC_ABI_DT_RELR", "2.36")


class Unpackable(Exception):
    """Why there is no package."""


# --- What goes in -----------------------------------------------------------------------------------------------------


def licences():
    """The licences of what is linked in, by the name of the library."""
    share = pathlib.Path("/usr/share/doc")
    checkouts = REPOSITORY / ".build/checkouts"
    swift = pathlib.Path(shutil.which(os.environ.get("SWIFT", "swift")) or "").resolve().parent.parent
    sources = {
        "libcmark-gfm": [share / "libcmark-gfm-dev/copyright"],
        "libyaml": [share / "libyaml-dev/copyright"],
        "libstdc++-and-libgcc": [share / "libstdc++6/copyright"],
        "swift": [swift / "share/swift/LICENSE.txt"],
        "swift-argument-parser": [checkouts / "swift-argument-parser/LICENSE.txt"],
        "swift-log": [checkouts / "swift-log/LICENSE.txt", checkouts / "swift-log/NOTICE.txt"],
    }
    missing = [str(path) for paths in sources.values() for path in paths if not path.is_file()]
    if missing:
        raise Unpackable("there is no licence to ship at " + ", ".join(missing))
    return {name: "\n".join(path.read_text() for path in paths) for name, paths in sources.items()}


def glibc_version(executable):
    """The glibc that the executable needs, which must be all that it needs."""
    text = run("readelf", "--wide", "--dynamic", "--version-info", executable)
    foreign = [name for name in re.findall(r"\(NEEDED\).*\[(.+)\]", text) if not SYSTEM_LIBRARIES.match(name)]
    if foreign:
        raise Unpackable("the executable needs " + ", ".join(foreign))
    versions = re.findall(r"Name: GLIBC_([\d.]+)\b", text)
    if RELATIVE_RELOCATIONS[0] in text:
        versions.append(RELATIVE_RELOCATIONS[1])
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def files(executable):
    """What tarball and package have in common: bytes and mode by path below the prefix."""
    with tempfile.TemporaryDirectory() as folder:
        stripped = pathlib.Path(folder, "glossa")
        run("strip", "--strip-all", "-o", stripped, executable)
        program = stripped.read_bytes()
    page = manual.manual(executable, source_date().strftime("%Y-%m-%d"))
    shells = {shell: run(executable, "--generate-completion-script", shell) for shell in ["bash", "zsh", "fish"]}
    # It is read, not run.
    shells["bash"] = shells["bash"].removeprefix("#!/bin/bash\n")
    # What the server leads to from a diagnostic.
    rules = [line.split()[0] for line in run(executable, "explain").splitlines()]
    pages = {
        f"share/doc/glossa/rules/{rule}.md": (f"# {run(executable, 'explain', rule)}".encode(), 0o644) for rule in rules
    }
    return pages | {
        "bin/glossa": (program, 0o755),
        "share/man/man1/glossa.1": (page.encode(), 0o644),
        "share/bash-completion/completions/glossa": (shells["bash"].encode(), 0o644),
        "share/zsh/site-functions/_glossa": (shells["zsh"].encode(), 0o644),
        "share/fish/vendor_completions.d/glossa.fish": (shells["fish"].encode(), 0o644),
    }


def source_date():
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        log = subprocess.run(["git", "-C", REPOSITORY, "log", "-1", "--format=%ct"], capture_output=True, text=True)
        epoch = log.stdout.strip() or "0"
    return datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc)


def version_of(executable):
    return run(executable, "--version").split()[1]


def run(*arguments, **options):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Unpackable(f"{arguments[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


# --- The tarball ------------------------------------------------------------------------------------------------------


def tarball(executable, out):
    name = f"glossa-{version_of(executable)}-linux-{platform.machine()}"
    glibc_version(executable)
    content = files(executable)
    for file in ["README.md", "CHANGELOG.md", "LICENSE"]:
        content[f"share/doc/glossa/{file}"] = ((REPOSITORY / file).read_bytes(), 0o644)
    for library, text in licences().items():
        content[f"share/doc/glossa/licences/{library}.txt"] = (text.encode(), 0o644)

    stamp = int(source_date().timestamp())
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        folders = {str(parent) for path in content for parent in pathlib.PurePath(path).parents} - {"."}
        for path in ["", *sorted(folders | set(content))]:
            entry = tarfile.TarInfo(f"{name}/{path}".rstrip("/"))
            entry.mtime = stamp
            if path in content:
                data, entry.mode = content[path]
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
            else:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(entry)
    data = gzip.compress(packed.getvalue(), mtime=stamp)
    result = out / f"{name}.tar.gz"
    result.write_bytes(data)
    result.with_name(f"{result.name}.sha256").write_text(f"{hashlib.sha256(data).hexdigest()}  {result.name}\n")
    return result


# --- The package ------------------------------------------------------------------------------------------------------


def deb(executable, out):
    version = version_of(executable) + "-1"
    architecture = run("dpkg", "--print-architecture").strip()
    stamp = int(source_date().timestamp())
    content = files(executable)
    # Where Debian keeps what others keep in site-functions.
    content["share/zsh/vendor-completions/_glossa"] = content.pop("share/zsh/site-functions/_glossa")
    page = content.pop("share/man/man1/glossa.1")[0]
    content["share/man/man1/glossa.1.gz"] = (gzip.compress(page, mtime=0), 0o644)
    documents = "share/doc/glossa"
    content[f"{documents}/README.md"] = ((REPOSITORY / "README.md").read_bytes(), 0o644)
    content[f"{documents}/copyright"] = (copyright_text().encode(), 0o644)
    content[f"{documents}/changelog.gz"] = (gzip.compress((REPOSITORY / "CHANGELOG.md").read_bytes(), mtime=0), 0o644)
    content["share/lintian/overrides/glossa"] = (OVERRIDES.encode(), 0o644)
    content[f"{documents}/changelog.Debian.gz"] = (gzip.compress(changelog(version).encode(), mtime=0), 0o644)

    result = out / f"glossa_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder, "root")
        for path, (data, mode) in content.items():
            place = root / "usr" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            place.chmod(mode)
        sums = [f"{hashlib.md5(data).hexdigest()}  usr/{path}\n" for path, (data, _) in sorted(content.items())]
        size = sum(-(-len(data) // 1024) for data, _ in content.values())
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN/md5sums").write_text("".join(sums))
        (root / "DEBIAN/control").write_text(
            f"Package: glossa\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
            f"Installed-Size: {size}\nDepends: libc6 (>= {glibc_version(executable)})\n"
            f"Suggests: git\nSection: text\nPriority: optional\nDescription: {SUMMARY}\n{DESCRIPTION}"
        )
        for path in [root, *root.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
        run(
            "dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, result,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(stamp)},
        )  # fmt: skip
    return result


def changelog(version):
    date = source_date().strftime("%a, %d %b %Y %H:%M:%S +0000")
    return f"glossa ({version}) unstable; urgency=medium\n\n  * See changelog.gz.\n\n -- {MAINTAINER}  {date}\n"


def copyright_text():
    """The licence of Glossa and those of what is linked in, with the Apache License by reference, as Debian has it."""
    parts = [
        "Glossa\n\nCopyright: the authors of Glossa\nLicensed under the Apache License, Version 2.0.",
        *(f"{name}, linked into /usr/bin/glossa\n\n{without_apache(text)}" for name, text in licences().items()),
        "On Debian systems, the Apache License, Version 2.0 is in /usr/share/common-licenses/Apache-2.0.",
    ]
    rule = "\n\n" + "-" * 78 + "\n\n"
    return rule.join(part.strip() for part in parts) + "\n"


def without_apache(text):
    begin = re.search(r"^ *Apache License\n +Version 2\.0", text, re.MULTILINE)
    end = re.search(r"limitations under the License\.\n", text)
    if not begin or not end:
        return text
    return text[: begin.start()] + "Apache License, Version 2.0\n" + text[end.end() :]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["tarball", "deb"])
    parser.add_argument("--glossa", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    make = {"tarball": tarball, "deb": deb}[arguments.kind]
    try:
        result = make(arguments.glossa.resolve(), arguments.out)
    except Unpackable as reason:
        sys.exit(f"package.py: {reason}")
    print(f"{result} ({result.stat().st_size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
