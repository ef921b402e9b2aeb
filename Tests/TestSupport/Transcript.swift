import FoundationEssentials
package import JSONRPC

/// One recorded conversation of `protocol-fixtures/`; its README describes the format.
package struct Transcript: Sendable, CustomStringConvertible {
  package enum Action: Sendable {
    /// The client sends a message, after variables were filled in.
    case send(JSONValue)
    /// The client sends bytes as they are.
    case sendRaw([UInt8])
    /// The client closes its end.
    case endInput
    /// The server sends a message like this.
    case expect(JSONValue)
    /// Until the server has come to rest it does not send a message like this.
    case forbid(JSONValue)
    /// Messages like this may come at any time and need not be expected.
    case permit(JSONValue)
    /// Another program writes a file of the workspace; nil takes it away.
    case write(path: String, text: String?)
    /// The server ends with this code.
    case exit(Int32)
    /// An entry that cannot be read, and why.
    case unreadable(String)
  }

  package struct Step: Sendable {
    /// One-based.
    package var line: Int
    package var action: Action
  }

  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package var transcript: String
    package var line: Int
    package var message: String

    package var description: String { "\(transcript):\(line): \(message)" }
  }

  /// The path below `protocol-fixtures/`.
  package let name: String
  /// Files of the workspace, by their relative path.
  package internal(set) var files: [(path: String, text: String)] = []
  package internal(set) var steps: [Step] = []

  package var description: String { name }

  /// The folder of all transcripts.
  package static var folder: String { SharedData.repository + "/protocol-fixtures" }

  /// Every transcript, sorted by name.
  package static var all: [Transcript] {
    let paths = FileManager.default.enumeratedPaths(below: folder).filter {
      $0.hasSuffix(".txt") && !$0.hasPrefix("samples/")
    }
    return paths.sorted().map { path in
      let text = FileManager.default.contents(atPath: folder + "/" + path) ?? Data()
      return Transcript(name: path, text: String(decoding: text, as: UTF8.self))
    }
  }

  private init(name: String) {
    self.name = name
  }

  /// Reads a transcript. What cannot be read becomes a step that fails.
  package init(name: String, text: String) {
    var parser = TranscriptParser(transcript: Transcript(name: name))
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { parser.read(String(line)) }
    self = parser.finish()
  }
}

private struct TranscriptParser {
  var transcript: Transcript
  /// The marker, the text so far, and the line of the entry that may be continued.
  private var entry: (marker: String, text: String, line: Int)?
  private var line = 0

  init(transcript: Transcript) {
    self.transcript = transcript
  }

  mutating func read(_ text: String) {
    line += 1
    if text.first == " " || text.first == "\t" {
      entry?.text += "\n" + text
      return
    }
    if text.first == "|" {
      endEntry()
      return addFileLine(String(text.dropFirst(text.hasPrefix("| ") ? 2 : 1)))
    }
    endEntry()
    if text.isEmpty || text.first == "#" { return }
    entry = (String(text.prefix(3)), String(text.dropFirst(3)), line)
  }

  private mutating func addFileLine(_ line: String) {
    if case .write(let path, let text?)? = transcript.steps.last?.action {
      transcript.steps[transcript.steps.count - 1].action = .write(path: path, text: text + line + "\n")
    } else if transcript.files.isEmpty {
      fail("a line of a file without +++ before it")
    } else {
      transcript.files[transcript.files.count - 1].text += line + "\n"
    }
  }

  mutating func finish() -> Transcript {
    endEntry()
    return transcript
  }

  private mutating func endEntry() {
    guard let (marker, text, line) = entry else { return }
    entry = nil
    let trimmed = text.trimmingBlanks
    switch marker {
    case "+++": transcript.files.append((trimmed, ""))
    case "-->": addClientStep(trimmed, line)
    case "<--": addStep(trimmed, line) { .expect($0) }
    case "!--": addStep(trimmed, line) { .forbid($0) }
    case "~~~": addStep(trimmed, line) { .permit($0) }
    case "===": addEnd(trimmed, line)
    case "---": addAbbreviation(trimmed, line)
    default: fail("an unknown marker \(marker)", at: line)
    }
  }

  private mutating func addClientStep(_ text: String, _ line: Int) {
    if text == "eof" {
      transcript.steps.append(.init(line: line, action: .endInput))
    } else if text.hasPrefix("raw ") {
      guard let bytes = TranscriptBytes.read(String(text.dropFirst(4))) else {
        return fail("unreadable bytes", at: line)
      }
      transcript.steps.append(.init(line: line, action: .sendRaw(bytes)))
    } else if text.hasPrefix("body ") {
      guard let bytes = TranscriptBytes.read(String(text.dropFirst(5))) else {
        return fail("unreadable bytes", at: line)
      }
      transcript.steps.append(.init(line: line, action: .sendRaw(MessageFraming.frame(bytes))))
    } else {
      addStep(text, line) { .send($0.withProtocolVersion) }
    }
  }

  private mutating func addEnd(_ text: String, _ line: Int) {
    guard text.hasPrefix("exit "), let code = Int32(text.dropFirst(5)) else {
      return fail("expected 'exit N'", at: line)
    }
    transcript.steps.append(.init(line: line, action: .exit(code)))
  }

  private mutating func addAbbreviation(_ text: String, _ line: Int) {
    if text == "stop" {
      add(line, #"{"id": "stop", "method": "shutdown"}"#) { .send($0.withProtocolVersion) }
      add(line, #"{"id": "stop", "result": null}"#) { .expect($0) }
      add(line, #"{"method": "exit"}"#) { .send($0.withProtocolVersion) }
      transcript.steps.append(.init(line: line, action: .exit(0)))
    } else if text == "start" || text.hasPrefix("start ") {
      let capabilities = text == "start" ? "{}" : String(text.dropFirst(6))
      add(
        line,
        #"""
        {"id": "start", "method": "initialize", "params": {"processId": null, "rootUri": "$root",
          "workspaceFolders": [{"uri": "$root", "name": "workspace"}], "capabilities": \#(capabilities)}}
        """#
      ) { .send($0.withProtocolVersion) }
      add(line, #"{"id": "start", "result": {"capabilities": "…"}}"#) { .expect($0) }
      add(line, #"{"method": "initialized", "params": {}}"#) { .send($0.withProtocolVersion) }
    } else if text.hasPrefix("open ") {
      addOpen(String(text.dropFirst(5)), line)
    } else if text.hasPrefix("write ") {
      transcript.steps.append(.init(line: line, action: .write(path: String(text.dropFirst(6)), text: "")))
    } else if text.hasPrefix("remove ") {
      transcript.steps.append(.init(line: line, action: .write(path: String(text.dropFirst(7)), text: nil)))
    } else {
      fail("an unknown abbreviation", at: line)
    }
  }

  private mutating func addOpen(_ path: String, _ line: Int) {
    guard let file = transcript.files.first(where: { $0.path == path }) else {
      return fail("no file \(path)", at: line)
    }
    let message: JSONValue = [
      "method": "textDocument/didOpen",
      "params": [
        "textDocument": [
          "uri": .string("${root}/" + path), "languageId": "markdown", "version": 1, "text": .string(file.text),
        ]
      ],
    ]
    transcript.steps.append(.init(line: line, action: .send(message.withProtocolVersion)))
  }

  private mutating func add(_ line: Int, _ text: String, _ action: (JSONValue) -> Transcript.Action) {
    addStep(text, line, action)
  }

  private mutating func addStep(_ text: String, _ line: Int, _ action: (JSONValue) -> Transcript.Action) {
    do throws(JSONReader.Failure) {
      let value = try JSONReader.read(Array(text.utf8))
      transcript.steps.append(.init(line: line, action: action(value)))
    } catch {
      fail("\(error.message) at byte \(error.offset) of this entry", at: line)
    }
  }

  /// A step that no server can pass.
  private mutating func fail(_ message: String, at line: Int? = nil) {
    transcript.steps.append(.init(line: line ?? self.line, action: .unreadable(message)))
  }
}

/// Bytes as a transcript writes them: quoted texts, each with an optional `* N`.
private enum TranscriptBytes {
  static func read(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
      guard let first = rest.popFirst() else { return bytes }
      guard first == UInt8(ascii: "\""), let piece = quoted(&rest) else { return nil }
      rest = rest.drop { $0 == 0x20 }
      var count = 1
      if rest.first == UInt8(ascii: "*") {
        rest = rest.dropFirst().drop { $0 == 0x20 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        rest = rest.dropFirst(digits.count)
        count = number
      }
      for _ in 0..<count { bytes.append(contentsOf: piece) }
    }
  }

  /// Everything up to the closing quotation mark; `\r`, `\n`, `\t`, `\\`, `\"` and `\xHH` are escapes.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    var piece: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return piece }
      guard byte == UInt8(ascii: "\\") else {
        piece.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "r"): piece.append(0x0D)
      case UInt8(ascii: "n"): piece.append(0x0A)
      case UInt8(ascii: "t"): piece.append(0x09)
      case UInt8(ascii: "\\"): piece.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "\""): piece.append(UInt8(ascii: "\""))
      case UInt8(ascii: "x"):
        guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
        rest = rest.dropFirst(2)
        piece.append(value)
      default: return nil
      }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first == " " || first == "\n" || first == "\t" { scalars.removeFirst() }
    while let last = scalars.last, last == " " || last == "\n" || last == "\t" { scalars.removeLast() }
    return String(scalars)
  }
}

extension JSONValue {
  /// Messages of transcripts leave `jsonrpc` out.
  fileprivate var withProtocolVersion: JSONValue {
    guard case .object(var object) = self, object["jsonrpc"] == nil else { return self }
    object.members.insert(JSONObject.Member(key: "jsonrpc", value: "2.0"), at: 0)
    return .object(object)
  }
}

extension FileManager {
  /// The relative paths of all files below a folder.
  fileprivate func enumeratedPaths(below folder: String) -> [String] {
    ((try? contentsOfDirectory(atPath: folder)) ?? []).flatMap { name in
      let path = folder + "/" + name
      let below = enumeratedPaths(below: path)
      return below.isEmpty ? [name] : below.map { name + "/" + $0 }
    }
  }
}
