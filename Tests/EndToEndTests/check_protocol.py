#!/usr/bin/env python3
"""Holds every message of the real language server against the types of the Language Server Protocol.

    check_protocol.py prepare VENV
        makes a virtual environment with the protocol's types (the package lsprotocol)
    VENV/bin/python check_protocol.py check --glossa EXECUTABLE [FOLDER ...]
        replays the transcripts of protocol-fixtures, and works for a while in each folder as clients of several
        capabilities; each message that the server sends must be one of lsprotocol's types, and must come out of them
        again as it went in, so that nothing in it is unknown

Where ../shared/lsp holds the protocol's meta model the messages are held against that as well; where ../shared/bench
holds the capabilities of real editors, these are clients too. The exit code is 0 when all is valid, 1 when something is
not, 2 when it could not be found out.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Python"))
from virtual_environment import prepare

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["lsprotocol==2025.0.0"]
META_MODEL = REPOSITORY.parent / "shared" / "lsp" / "metaModel-3.17.json"
EDITORS = REPOSITORY.parent / "shared" / "bench" / "capabilities"
# Generous: a loaded machine is no failure.
PATIENCE = 120


class Invalid(Exception):
    """The server sent what it must not, or did not send what it must."""


def registered(message):
    """What a message registers, as (a method that the registration is for, its options)."""
    if message.get("method") == "client/registerCapability":
        for registration in message["params"]["registrations"]:
            method = registration["method"]
            full = method + "/full" if method == "textDocument/semanticTokens" else method
            yield full, registration.get("registerOptions") or {}


# --- The protocol's types --------------------------------------------------------------------------------------------


class Types:
    """What lsprotocol says of messages."""

    def __init__(self):
        from lsprotocol import converters, types

        self.types = types
        self.converter = converters.get_converter()

    def check(self, message, method):
        """Raises what is wrong with a message of the server; `method` is that of the request that it answers."""
        if "method" in message:
            kinds = self.types.METHOD_TO_TYPES.get(message["method"])
            kind = kinds and kinds[0]
            if message["method"].startswith("$/"):
                kind = {"$/progress": self.types.ProgressNotification, "$/logTrace": self.types.LogTraceNotification}[
                    message["method"]
                ]
        elif "error" in message:
            kind = self.types.ResponseErrorMessage
        else:
            kind = self.types.METHOD_TO_TYPES[method][1]
        if not kind:
            raise Invalid(f"the method {message['method']} is not known")
        self.check_type(message, kind)
        for method, options in registered(message):
            if options:
                self.check_type(options, self.types.METHOD_TO_TYPES[method][3])

    def check_type(self, value, kind):
        # lsprotocol takes every code action with a command for the command.
        if kind is self.types.CodeActionResponse and value.get("result"):
            for item in value["result"]:
                is_command = isinstance(item.get("command"), str)
                self.check_type(item, self.types.Command if is_command else self.types.CodeAction)
            value = {**value, "result": None}
        again = self.converter.unstructure(self.converter.structure(value, kind))
        if difference := self.difference(value, again, ""):
            raise Invalid(difference)

    def difference(self, before, after, path):
        """Where a value lost or changed something on its way through the types; absent members and null are alike."""
        if isinstance(before, dict) and isinstance(after, dict):
            for key, value in before.items():
                if value is None and after.get(key) is None:
                    continue
                if key not in after:
                    return f"{path}/{key} is unknown"
                found = self.difference(value, after[key], f"{path}/{key}")
                if found:
                    return found
            return None
        if isinstance(before, list) and isinstance(after, list):
            if len(before) != len(after):
                return f"{path} has {len(after)} elements, not {len(before)}"
            return next(filter(None, (self.difference(*pair, f"{path}/{i}") for i, pair in enumerate(zip(before, after)))), None)
        same = before == after and isinstance(before, bool) == isinstance(after, bool)
        return None if same else f"{path} is {after!r}, not {before!r}"


class MetaModel:
    """What the specification's own model says of messages."""

    def __init__(self, path):
        model = json.loads(path.read_text())
        self.messages = {m["method"]: m for m in model["requests"] + model["notifications"]}
        self.structures = {s["name"]: s for s in model["structures"]}
        self.enumerations = {e["name"]: e for e in model["enumerations"]}
        self.aliases = {a["name"]: a["type"] for a in model["typeAliases"]}

    def check(self, message, method):
        if "error" in message:
            return
        if "method" in message:
            declared = self.messages.get(message["method"])
            if not declared:
                raise Invalid(f"the method {message['method']} is not known")
            if declared["messageDirection"] == "clientToServer":
                raise Invalid(f"{message['method']} is for clients to send")
            if "params" in declared and (fault := self.fault(message.get("params"), declared["params"], "params")):
                raise Invalid(fault)
            for method, options in registered(message):
                if fault := self.fault(options, self.messages[method]["registrationOptions"], f"registration of {method}"):
                    raise Invalid(fault)
        elif fault := self.fault(message["result"], self.messages[method]["result"], "result"):
            raise Invalid(fault)

    def fault(self, value, kind, path):
        """What is wrong with a value of a type; None where nothing is."""
        name = kind.get("name")
        match kind["kind"]:
            case "base":
                return None if self.is_base(value, name) else f"{path}: {value!r} is no {name}"
            case "reference" if name in ("LSPAny", "LSPObject", "LSPArray"):
                return None
            case "reference" if name in self.aliases:
                return self.fault(value, self.aliases[name], path)
            case "reference" if name in self.enumerations:
                enumeration = self.enumerations[name]
                known = [v["value"] for v in enumeration["values"]]
                return None if value in known or enumeration.get("supportsCustomValues") else f"{path}: {value!r} is no {name}"
            case "reference":
                return self.members(value, self.properties(name), path)
            case "literal":
                return self.members(value, {p["name"]: p for p in kind["value"]["properties"]}, path)
            case "array":
                if not isinstance(value, list):
                    return f"{path}: {value!r} is no array"
                return next(filter(None, (self.fault(v, kind["element"], f"{path}/{i}") for i, v in enumerate(value))), None)
            case "map":
                return next(filter(None, (self.fault(v, kind["value"], f"{path}/{k}") for k, v in value.items())), None)
            case "or":
                faults = [self.fault(value, item, path) for item in kind["items"]]
                return None if None in faults else max(faults, key=len)
            case "and":
                properties = {}
                for item in kind["items"]:
                    properties |= self.properties(item["name"])
                return self.members(value, properties, path)
            case "tuple":
                return next(filter(None, (self.fault(v, k, path) for v, k in zip(value, kind["items"]))), None)
            case "stringLiteral":
                return None if value == kind["value"] else f"{path}: {value!r} is not {kind['value']!r}"
        raise Invalid(f"an unknown kind of type: {kind}")

    def is_base(self, value, name):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return {
            "string": isinstance(value, str), "DocumentUri": isinstance(value, str), "URI": isinstance(value, str),
            "boolean": isinstance(value, bool), "null": value is None, "integer": whole and -(2**31) <= value < 2**31,
            "uinteger": whole and 0 <= value < 2**31, "decimal": isinstance(value, (int, float)),
        }[name]

    def properties(self, name):
        structure = self.structures[name]
        found = {}
        for base in structure.get("extends", []) + structure.get("mixins", []):
            found |= self.properties(base["name"])
        return found | {p["name"]: p for p in structure["properties"]}

    def members(self, value, properties, path):
        if not isinstance(value, dict):
            return f"{path}: {value!r} is no object"
        for key in value:
            if key not in properties:
                return f"{path}/{key} is unknown"
        for key, declared in properties.items():
            if key in value and (fault := self.fault(value[key], declared["type"], f"{path}/{key}")):
                return fault
            if key not in value and not declared.get("optional"):
                return f"{path}/{key} is missing"
        return None


# --- A client --------------------------------------------------------------------------------------------------------

# What the server may ask of a client, and the capability that permits it.
PERMISSIONS = {
    "client/registerCapability": None,
    "client/unregisterCapability": None,
    "workspace/configuration": "workspace.configuration",
    "workspace/applyEdit": "workspace.applyEdit",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/semanticTokens/refresh": "workspace.semanticTokens.refreshSupport",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "window/workDoneProgress/create": "window.workDoneProgress",
    "window/showDocument": "window.showDocument.support",
    "window/showMessageRequest": "window.showMessage",
}


class Client:
    """A process of the server; every message that comes from it is checked on arrival."""

    def __init__(self, glossa, checks, capabilities=None):
        # Removed with the client.
        self.caches = tempfile.TemporaryDirectory(prefix="glossa-caches-")
        environment = {"SWIFT_BACKTRACE": "enable=no", "PATH": os.defpath, "XDG_CACHE_HOME": self.caches.name}
        self.process = subprocess.Popen(
            [glossa, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        self.checks = checks
        self.capabilities = capabilities
        self.methods = {}
        self.messages = queue.Queue()
        self.waiting = []
        self.faults = []
        self.count = 0
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        stream = self.process.stdout
        try:
            while line := stream.readline():
                length = int(re.fullmatch(rb"Content-Length: (\d+)\r\n", line)[1])
                if stream.readline() != b"\r\n":
                    raise Invalid("the header does not end")
                message = json.loads(stream.read(length))
                self.check(message)
                self.messages.put(message)
        except (TypeError, ValueError, Invalid) as error:
            self.faults.append(f"no message: {error!r}")
        self.messages.put(None)

    def check(self, message):
        self.count += 1
        method = self.methods.pop(json.dumps(message.get("id")), None) if "method" not in message else None
        try:
            if message.get("jsonrpc") != "2.0":
                raise Invalid("jsonrpc is not 2.0")
            if "method" in message and "id" in message:
                self.check_permission(message["method"])
            if "method" not in message and ("result" in message) == ("error" in message):
                raise Invalid("there must be either a result or an error")
            if "result" in message and method is None:
                raise Invalid("an answer to no request")
            for check in self.checks:
                check.check(message, method)
        except Exception as error:  # The types raise what they like.
            self.faults.append(f"{type(error).__name__}: {error}\n    in {json.dumps(message)[:2000]}")

    def check_permission(self, method):
        if method not in PERMISSIONS:
            raise Invalid(f"{method} is no request of servers")
        path = PERMISSIONS[method]
        if self.capabilities is not None and path and not member(self.capabilities, path):
            raise Invalid(f"{method} was sent to a client without {path}")
        if self.capabilities is not None and path is None and "dynamicRegistration" not in json.dumps(self.capabilities):
            raise Invalid(f"{method} was sent to a client without dynamicRegistration")

    def write(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (BrokenPipeError, ValueError):
            pass

    def send(self, message):
        if isinstance(message, dict) and "method" in message and "id" in message:
            self.methods[json.dumps(message["id"])] = message["method"]
        body = json.dumps(message).encode("utf-8", "surrogatepass")
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def take(self, passes):
        """The next message that passes; None when the server has ended or says nothing any more."""
        for index, message in enumerate(self.waiting):
            if passes(message):
                return self.waiting.pop(index)
        while True:
            try:
                message = self.messages.get(timeout=PATIENCE)
            except queue.Empty:
                return None
            if message is None:
                self.messages.put(None)
                return None
            if passes(message):
                return message
            self.waiting.append(message)

    def end(self):
        if self.process.poll() is None:
            try:
                self.process.stdin.close()
            except BrokenPipeError:
                pass
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = "none"
        self.reader.join(PATIENCE)
        self.process.stdout.close()
        return code


def member(value, path):
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


# --- Transcripts -----------------------------------------------------------------------------------------------------

ESCAPES = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\", '"': '"'}


def written_bytes(text):
    """Bytes as a transcript writes them."""
    found = b""
    for quoted, times in re.findall(r'"((?:[^"\\]|\\.)*)"(?:\s*\*\s*(\d+))?', text, re.S):
        piece = b""
        for escape, plain in re.findall(r"\\(x[0-9a-fA-F]{2}|.)|([^\\]+)", quoted, re.S):
            if escape.startswith("x") and len(escape) == 3:
                piece += bytes([int(escape[1:], 16)])
            else:
                piece += (ESCAPES[escape] if escape else plain).encode()
        found += piece * int(times or 1)
    return found


def entries(text):
    """The entries of a transcript: marker and text. What the files of `+++` and `--- write` hold follows theirs."""
    found = []
    for line in text.split("\n"):
        if line.startswith("|"):
            found[-1][1] += "\n" + (line[2:] if line.startswith("| ") else line[1:])
        elif line[:1] in (" ", "\t") and found:
            found[-1][1] += "\n" + line
        elif line and not line.startswith("#"):
            found.append([line[:3], line[3:]])
    return [(marker, text.strip(" ") if marker in ("+++", "---") else text.strip()) for marker, text in found]


class Transcript:
    """Replays a transcript; what is compared are the types alone, for the player in Swift compares the rest."""

    def __init__(self, path, glossa, checks):
        self.entries = entries(path.read_text())
        self.name = path
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="glossa-protocol-"))
        self.variables = {"root": self.root.as_uri()}
        self.client = Client(glossa, checks)

    def play(self):
        try:
            for marker, text in self.entries:
                if marker == "+++":
                    self.write_file(text)
            for marker, text in self.entries:
                self.perform(marker, text)
            if not any(marker == "===" or text == "stop" for marker, text in self.entries):
                self.client.send({"jsonrpc": "2.0", "id": "barrier", "method": "$/barrier"})
                self.client.take(lambda message: message.get("id") == "barrier")
            self.client.end()
        finally:
            shutil.rmtree(self.root, ignore_errors=True)
        return self.client

    def write_file(self, text):
        path, _, content = text.partition("\n")
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content + "\n" if content else "")

    def perform(self, marker, text):
        client = self.client
        if marker == "-->" and text == "eof":
            client.process.stdin.close()
        elif marker == "-->" and text.startswith("raw "):
            self.note_ids(written_bytes(text[4:]))
            client.write(written_bytes(text[4:]))
        elif marker == "-->" and text.startswith("body "):
            body = written_bytes(text[5:])
            self.note_ids(body)
            client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        elif marker == "-->":
            self.send(json.loads(text))
        elif marker == "<--":
            self.expect(json.loads(text))
        elif marker == "---":
            self.abbreviation(text)

    def note_ids(self, data):
        """Remembers the requests in raw bytes, which may not be messages at all."""
        text = data.decode("utf-8", "replace")
        for found in re.finditer(r'"id"\s*:\s*("(?:[^"\\]|\\.)*"|-?[\d.eE+]+)', text):
            method = re.search(r'"method"\s*:\s*"([^"]*)"', text[max(0, found.start() - 200) :])
            if method:
                self.client.methods[json.dumps(json.loads(found[1]))] = method[1]

    def send(self, message):
        self.client.send({"jsonrpc": "2.0", **self.filled(message)} if isinstance(message, dict) else message)

    def abbreviation(self, text):
        word, _, rest = text.partition(" ")
        if word == "start":
            folder = {"uri": self.variables["root"], "name": "workspace"}
            params = {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder]}
            params["capabilities"] = json.loads(rest or "{}")
            self.send({"id": "start", "method": "initialize", "params": params})
            self.expect({"id": "start"})
            self.send({"method": "initialized", "params": {}})
        elif word == "open":
            item = {"uri": f"{self.variables['root']}/{rest}", "languageId": "markdown", "version": 1}
            item["text"] = (self.root / rest).read_text()
            self.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        elif word == "write":
            self.write_file(rest)
        elif word == "remove":
            target = self.root / rest
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        elif word == "stop":
            self.send({"id": "stop", "method": "shutdown"})
            self.expect({"id": "stop"})
            self.send({"method": "exit"})

    def expect(self, pattern):
        def passes(message):
            if "method" in pattern:
                uri = member(pattern, "params.uri")
                same = uri is None or "…" in uri or self.filled(uri) == member(message, "params.uri")
                return message.get("method") == pattern["method"] and same
            return "method" not in message and ("id" not in pattern or message.get("id") == self.filled(pattern["id"]))

        message = self.client.take(passes)
        if message is None:
            raise Invalid(f"no message like {json.dumps(pattern)[:500]}")
        self.variables |= self.captures(pattern, message) or {}

    def captures(self, pattern, value):
        """What a pattern's names stand for; None where the value does not fit."""
        if isinstance(pattern, str) and re.fullmatch(r"\$[A-Za-z]\w*", pattern):
            return {pattern[1:]: value} if pattern[1:] not in self.variables else {}
        if isinstance(pattern, str) and "…" in pattern:
            return {} if pattern == "…" or isinstance(value, str) else None
        found = {}
        if isinstance(pattern, dict) and isinstance(value, dict):
            for key, inner in pattern.items():
                if key in value and (captured := self.captures(inner, value[key])) is not None:
                    found |= captured
                elif inner != "$absent" and inner != "…":
                    return None
        elif isinstance(pattern, list) and isinstance(value, list):
            rest = value
            for inner in pattern:
                if inner == "…":
                    continue
                fitting = (i for i, item in enumerate(rest) if self.captures(inner, item) is not None)
                if (index := next(fitting, None)) is None:
                    return None
                found |= self.captures(inner, rest[index])
                rest = rest[index + 1 :]
        elif self.filled(pattern) != value:
            return None
        return found

    def filled(self, value):
        if isinstance(value, dict):
            return {self.filled(key): self.filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, str):
            if value[:1] == "$" and value[1:] in self.variables:
                return self.variables[value[1:]]
            return re.sub(r"\$\{(\w+)\}", lambda found: str(self.variables.get(found[1], found[0])), value)
        return value


# --- Sessions --------------------------------------------------------------------------------------------------------

CODE_ACTIONS = {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}}}

# Clients as editors are, with the capabilities that decide what a server sends.
CLIENTS = {
    "a client without capabilities": {},
    "like VS Code": {
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {
            "applyEdit": True, "configuration": True, "workspaceFolders": True, "fileOperations": {"willRename": True},
            "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"],
                              "changeAnnotationSupport": {"groupsOnLabel": True}},
            "didChangeConfiguration": {"dynamicRegistration": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
            "symbol": {"symbolKind": {"valueSet": list(range(1, 27))}, "resolveSupport": {"properties": ["location.range"]}},
            "codeLens": {"refreshSupport": True}, "semanticTokens": {"refreshSupport": True},
            "inlayHint": {"refreshSupport": True}, "diagnostics": {"refreshSupport": True},
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}, "showMessage": {}},
        "textDocument": {
            "completion": {"contextSupport": True, "completionItem": {
                "snippetSupport": True, "commitCharactersSupport": True, "insertReplaceSupport": True,
                "documentationFormat": ["markdown", "plaintext"], "preselectSupport": True,
                "deprecatedSupport": True, "tagSupport": {"valueSet": [1]}, "labelDetailsSupport": True,
                "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]}},
                "completionList": {"itemDefaults": ["commitCharacters", "editRange", "insertTextFormat", "data"]}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "definition": {"linkSupport": True}, "declaration": {"linkSupport": True},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True, "labelSupport": True},
            "codeAction": {**CODE_ACTIONS, "isPreferredSupport": True, "disabledSupport": True, "dataSupport": True,
                           "resolveSupport": {"properties": ["edit"]}, "honorsChangeAnnotations": True},
            "codeLens": {}, "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}}, "documentLink": {"tooltipSupport": True},
            "rename": {"prepareSupport": True, "honorsChangeAnnotations": True}, "formatting": {}, "references": {},
            "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True,
                                   "dataSupport": True, "tagSupport": {"valueSet": [1, 2]}},
            "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": True},
            "foldingRange": {"rangeLimit": 5000, "lineFoldingOnly": True}, "selectionRange": {},
            "semanticTokens": {"requests": {"range": True, "full": {"delta": True}}, "formats": ["relative"],
                               "tokenTypes": ["type", "class", "variable"], "tokenModifiers": ["declaration"]},
        },
    },
    "like Neovim": {
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
        "workspace": {
            "applyEdit": True, "configuration": True, "workspaceFolders": True,
            "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
            "didChangeWatchedFiles": {"dynamicRegistration": False, "relativePatternSupport": True},
            "semanticTokens": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True},
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}, "showMessage": {}},
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
            "hover": {"contentFormat": ["markdown", "plaintext"]}, "definition": {"linkSupport": True},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "codeAction": {**CODE_ACTIONS, "isPreferredSupport": True}, "rename": {"prepareSupport": True},
            "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}}, "diagnostic": {},
            "semanticTokens": {"requests": {"full": {"delta": True}}, "formats": ["relative"],
                               "tokenTypes": ["type"], "tokenModifiers": []},
        },
    },
    "like Emacs with Eglot": {
        "general": {"positionEncodings": ["utf-32", "utf-8", "utf-16"]},
        "workspace": {
            "applyEdit": True, "configuration": True, "workspaceFolders": True, "workspaceEdit": {"documentChanges": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True}, "symbol": {"dynamicRegistration": False},
        },
        "window": {"workDoneProgress": True, "showDocument": {"support": True}, "showMessage": {}},
        "textDocument": {
            "completion": {"completionItem": {"tagSupport": {"valueSet": [1]}}, "contextSupport": True},
            "hover": {"contentFormat": ["plaintext"]}, "codeAction": {**CODE_ACTIONS, "isPreferredSupport": True},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "publishDiagnostics": {"relatedInformation": False, "codeDescriptionSupport": False, "tagSupport": {"valueSet": [1, 2]}},
        },
    },
}


def clients():
    found = dict(CLIENTS)
    for path in sorted(EDITORS.glob("*.json")) if EDITORS.is_dir() else []:
        found[path.stem] = json.loads(path.read_text())
    return found


class Session:
    """A client that opens a folder, edits, and asks for everything that the server says it can do."""

    def __init__(self, name, capabilities, folder, glossa, checks):
        self.name = f"{name} in {folder.name}"
        self.capabilities = capabilities
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="glossa-protocol-")) / folder.name
        shutil.copytree(folder, self.folder)
        self.client = Client(glossa, checks, capabilities)
        self.encoding = "utf-16"
        self.number = 0

    def play(self):
        try:
            self.run()
            code = self.client.end()
            if code != 0:
                self.client.faults.append(f"the exit code is {code}")
        finally:
            shutil.rmtree(self.folder.parent, ignore_errors=True)
        return self.client

    def notify(self, method, params):
        self.client.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        """Asks and gives the result; the server's own requests are answered meanwhile."""
        self.number += 1
        self.client.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while True:
            message = self.client.take(lambda m: "method" in m and "id" in m or m.get("id") == self.number)
            if message is None:
                raise Invalid(f"no answer to {method}")
            if "method" not in message:
                if "error" in message and message["error"]["code"] not in (-32803, -32602):
                    self.client.faults.append(f"{method} failed: {message['error']}")
                return message.get("result")
            result = [None] * len(message["params"]["items"]) if message["method"] == "workspace/configuration" else None
            if message["method"] == "workspace/applyEdit":
                result = {"applied": True}
            self.client.send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def run(self):
        root = {"uri": self.folder.as_uri(), "name": "site"}
        result = self.ask("initialize", {
            "processId": os.getpid(), "rootUri": root["uri"], "workspaceFolders": [root], "trace": "verbose",
            "capabilities": self.capabilities,
            "initializationOptions": {"glossa": {"codeLens": {"enable": True}, "inlayHint": {"enable": True}}},
        })
        server = result["capabilities"]
        self.encoding = server.get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        pages = sorted(self.folder.rglob("*.md"))
        for path in pages:
            text = path.read_text()
            item = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
            self.notify("textDocument/didOpen", {"textDocument": item})
            self.edit(path.as_uri(), 2, text)
            self.ask_about(server, path, text)
        self.ask_of_folder(server, pages)
        self.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": p.as_uri(), "type": 2} for p in pages]})
        self.notify("workspace/didChangeConfiguration", {"settings": {"glossa": {"rules": {"no-such-rule": "error"}}}})
        for path in pages:
            self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        self.ask("shutdown", None)
        self.notify("exit", None)

    def edit(self, uri, version, text):
        end = {"line": text.count("\n"), "character": 0}
        added = "\n## New word\n\nSee [New word], [No such thing][] and [\U0001f600 x][Nothing].\n\n[New\n"
        change = {"range": {"start": end, "end": end}, "text": added}
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [change] if text.endswith("\n") else [{"text": text + "\n" + added}],
        })

    def ask_about(self, server, path, text):
        document = {"uri": path.as_uri()}
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n") + 7, "character": 0}}
        for method, provider, more in [
            ("documentSymbol", "documentSymbolProvider", {}), ("documentLink", "documentLinkProvider", {}),
            ("foldingRange", "foldingRangeProvider", {}), ("codeLens", "codeLensProvider", {}),
            ("diagnostic", "diagnosticProvider", {}), ("semanticTokens/full", "semanticTokensProvider", {}),
            ("semanticTokens/range", "semanticTokensProvider.range", {"range": whole}),
            ("inlayHint", "inlayHintProvider", {"range": whole}),
            ("formatting", "documentFormattingProvider", {"options": {"tabSize": 4, "insertSpaces": True}}),
            ("codeAction", "codeActionProvider", {"range": whole, "context": {"diagnostics": []}}),
            ("codeAction", "codeActionProvider", {"range": whole, "context": {"diagnostics": [], "only": ["source.fixAll"]}}),
        ]:
            if member(server, provider) not in (None, False):
                result = self.ask("textDocument/" + method, {"textDocument": document, **more})
                self.resolve(server, method, result)
                if method == "semanticTokens/full" and member(server, "semanticTokensProvider.full.delta"):
                    more = {"previousResultId": result.get("resultId", "")}
                    self.ask("textDocument/semanticTokens/full/delta", {"textDocument": document, **more})
        for line in range(0, text.count("\n") + 7, 5):
            self.ask_at(server, document, {"line": line, "character": 4})
        self.ask_at(server, document, {"line": text.count("\n") + 5, "character": 4})

    def ask_at(self, server, document, position):
        for method, provider, more in [
            ("hover", "hoverProvider", {}), ("definition", "definitionProvider", {}),
            ("declaration", "declarationProvider", {}), ("documentHighlight", "documentHighlightProvider", {}),
            ("references", "referencesProvider", {"context": {"includeDeclaration": True}}),
            ("completion", "completionProvider", {"context": {"triggerKind": 1}}),
            ("prepareRename", "renameProvider.prepareProvider", {}), ("rename", "renameProvider", {"newName": "New name"}),
        ]:
            if member(server, provider) not in (None, False):
                params = {"textDocument": document, "position": position, **more}
                self.resolve(server, method, self.ask("textDocument/" + method, params))
        if server.get("selectionRangeProvider"):
            self.ask("textDocument/selectionRange", {"textDocument": document, "positions": [position]})

    def resolve(self, server, method, result):
        resolves, items = {
            "completion": ("completionProvider.resolveProvider", (result or {}).get("items") if isinstance(result, dict) else result),
            "codeAction": ("codeActionProvider.resolveProvider", result), "codeLens": ("codeLensProvider.resolveProvider", result),
            "inlayHint": ("inlayHintProvider.resolveProvider", result), "documentLink": ("documentLinkProvider.resolveProvider", result),
        }.get(method, ("none", None))
        name = {"completion": "completionItem"}.get(method, method)
        if member(server, resolves):
            for item in (items or [])[:2]:
                self.ask(name + "/resolve", item)

    def ask_of_folder(self, server, pages):
        if server.get("workspaceSymbolProvider"):
            for query in ("", "e", "new word"):
                self.ask("workspace/symbol", {"query": query})
        if member(server, "diagnosticProvider.workspaceDiagnostics"):
            self.ask("workspace/diagnostic", {"previousResultIds": []})
        if member(server, "workspace.fileOperations.willRename"):
            new = pages[0].with_name("renamed.md").as_uri()
            self.ask("workspace/willRenameFiles", {"files": [{"oldUri": pages[0].as_uri(), "newUri": new}]})


# --- All of it -------------------------------------------------------------------------------------------------------


def check(glossa, folders):
    checks = [Types()]
    if META_MODEL.exists():
        checks.append(MetaModel(META_MODEL))
    else:
        print(f"skipped: no {META_MODEL}, so that messages are held against lsprotocol alone")
    fixtures = REPOSITORY / "protocol-fixtures"
    jobs = [
        (Transcript, str(path.relative_to(REPOSITORY)), (path, glossa, checks))
        for path in sorted(fixtures.rglob("*.txt"))
        if "samples" not in path.parts
    ]
    for folder in folders:
        jobs += [(Session, f"{name} in {folder.name}", (name, c, folder, glossa, checks)) for name, c in clients().items()]

    def play(job):
        kind, name, arguments = job
        try:
            client = kind(*arguments).play()
            return name, client.count, client.faults
        except Exception as error:
            return name, 0, [f"{type(error).__name__}: {error}"]

    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(play, jobs))
    for name, _, faults in results:
        for fault in faults[:3]:
            print(f"{name}: {fault}")
    messages = sum(count for _, count, _ in results)
    faulty = sum(1 for _, _, faults in results if faults)
    print(f"protocol: {messages} messages of {len(results)} conversations, {faulty} conversations with faults")
    return 1 if faulty or not messages else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare").add_argument("venv", type=pathlib.Path)
    command = commands.add_parser("check")
    command.add_argument("--glossa", required=True, type=lambda path: pathlib.Path(path).resolve())
    command.add_argument("folders", nargs="*", type=lambda path: pathlib.Path(path).resolve())
    arguments = parser.parse_args()
    try:
        if arguments.command == "prepare":
            prepare(arguments.venv, PACKAGES)
            return 0
        return check(arguments.glossa, arguments.folders)
    except (OSError, ImportError, subprocess.SubprocessError) as error:
        print(f"check_protocol.py: {error!r}; run `check_protocol.py prepare VENV` first", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
