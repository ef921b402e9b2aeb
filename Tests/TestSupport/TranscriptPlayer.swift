import FoundationEssentials
import JSONRPC

/// Plays transcripts against a server.
package struct TranscriptPlayer {
  /// How the client's bytes are cut.
  package enum Delivery: Sendable, CustomStringConvertible {
    /// Messages that follow each other go out in one write.
    case whole
    case byteByByte
    case randomChunks(seed: UInt64)

    package var description: String {
      switch self {
      case .whole: "whole"
      case .byteByByte: "byte by byte"
      case .randomChunks(let seed): "in random chunks \(seed)"
      }
    }
  }

  private let transcript: Transcript
  private let connection: any ServerConnection
  private let delivery: Delivery
  private let root: String
  private var random: SeededGenerator
  private var pattern: JSONPattern
  private var pending: [UInt8] = []
  private var permitted: [JSONValue] = [["method": "window/logMessage"]]
  private var barriers = 0
  private var hasEnded = false

  /// Plays a transcript; gives the first thing that went wrong, nil if nothing did.
  ///
  /// - Parameter connect: starts a server that keeps its caches in the given folder.
  package static func play(
    _ transcript: Transcript,
    delivery: Delivery,
    on connect: (_ caches: String) -> (any ServerConnection)?
  ) -> Transcript.Failure? {
    let folder = "/tmp/glossa-transcript-\(UInt64.random(in: 0 ... .max))"
    let (root, caches) = (folder + "/workspace", folder + "/caches")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      for path in [root, caches] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      for (path, text) in transcript.files { try write(text, to: root + "/" + path) }
    } catch {
      return Transcript.Failure(transcript: transcript.name, line: 0, message: "\(error)")
    }
    guard let connection = connect(caches) else {
      return Transcript.Failure(transcript: transcript.name, line: 0, message: "the server does not start")
    }
    var player = TranscriptPlayer(transcript, connection, delivery, root: root)
    return player.play()
  }

  private static func write(_ text: String?, to path: String) throws {
    guard let text else { return try FileManager.default.removeItem(atPath: path) }
    let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private init(_ transcript: Transcript, _ connection: any ServerConnection, _ delivery: Delivery, root: String) {
    self.transcript = transcript
    self.connection = connection
    self.delivery = delivery
    self.root = root
    pattern = JSONPattern(variables: ["root": .string("file://" + root)])
    if case .randomChunks(let seed) = delivery {
      random = SeededGenerator(seed: seed)
    } else {
      random = SeededGenerator(seed: 0)
    }
    for case .permit(let message) in transcript.steps.map(\.action) { permitted.append(message) }
  }

  private mutating func play() -> Transcript.Failure? {
    for step in transcript.steps {
      if let message = perform(step.action) { return failure(step.line, message) }
      if let violation = connection.inbox.violations.first {
        return failure(step.line, "not a message of the protocol: \(violation)")
      }
    }
    let line = transcript.steps.last?.line ?? 0
    if !hasEnded {
      if let message = settle() { return failure(line, message) }
      connection.closeInput()
    }
    dropPermitted()
    if let message = connection.inbox.remaining.first { return failure(line, "unexpected: \(message.text)") }
    return nil
  }

  private func failure(_ line: Int, _ message: String) -> Transcript.Failure {
    Transcript.Failure(transcript: transcript.name, line: line, message: message)
  }

  private mutating func perform(_ action: Transcript.Action) -> String? {
    switch action {
    case .send(let message):
      pending += MessageFraming.frame(pattern.filledIn(message).jsonBytes)
    case .sendRaw(let bytes):
      pending += bytes
    case .endInput:
      deliver()
      connection.closeInput()
    case .expect(let message):
      deliver()
      return expect(message)
    case .forbid(let message):
      return settle() ?? forbidden(message)
    case .permit:
      break
    case .write(let path, let text):
      deliver()
      do { try Self.write(text, to: root + "/" + path) } catch { return "\(error)" }
    case .unreadable(let reason):
      return "unreadable: \(reason)"
    case .exit(let code):
      deliver()
      hasEnded = true
      return expectExit(code)
    }
    return nil
  }

  private mutating func deliver() {
    switch delivery {
    case .whole:
      connection.send(pending)
    case .byteByByte:
      for byte in pending { connection.send([byte]) }
    case .randomChunks:
      var rest = pending[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...(Bool.random(using: &random) ? 8 : 300), using: &random)
        connection.send(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
    }
    pending = []
  }

  /// Takes the message that the pattern is about, the answer with its id or the next with its method, and compares it.
  private mutating func expect(_ message: JSONValue) -> String? {
    let method = message["method"]
    let id = message["id"].map { pattern.filledIn($0) }
    let candidate = connection.inbox.take(until: .overdue) { [pattern] found in
      if let method { return found["method"] == method && Self.distinguishes(message, found, pattern) }
      return found["method"] == nil && (id == nil || found["id"] == id)
    }
    guard let candidate else {
      dropPermitted()
      let others = connection.inbox.remaining.map(\.text).joined(separator: "\n  ")
      return "no message like \(message.text)\n  waiting are: \(others)"
    }
    return pattern.mismatch(message, candidate).map { "\($0)\n  in \(candidate.text)" }
  }

  /// Notifications about different documents may come in any order.
  private static func distinguishes(_ message: JSONValue, _ found: JSONValue, _ pattern: JSONPattern) -> Bool {
    guard let uri = message["params"]?["uri"] else { return true }
    var pattern = pattern
    return found["params"]?["uri"].flatMap { pattern.mismatch(uri, $0) } == nil
  }

  private mutating func forbidden(_ message: JSONValue) -> String? {
    let found = connection.inbox.remaining.first { found in
      var attempt = pattern
      return attempt.mismatch(message, found) == nil
    }
    return found.map { "forbidden: \($0.text)" }
  }

  /// Waits until the server has dealt with everything so far: an unknown `$/` request must come back in every state.
  private mutating func settle() -> String? {
    for _ in 0..<2 {
      barriers += 1
      let id = JSONValue.string("barrier \(barriers)")
      pending += MessageFraming.frame((["jsonrpc": "2.0", "id": id, "method": "$/barrier"] as JSONValue).jsonBytes)
      deliver()
      guard let answer = connection.inbox.take(until: .overdue, where: { $0["id"] == id }) else {
        return "the server does not come to rest"
      }
      guard answer["error"]?["code"]?.asInteger == ErrorCode.methodNotFound.rawValue else {
        return "an unknown $/ request was answered with \(answer.text)"
      }
    }
    return nil
  }

  private func expectExit(_ code: Int32) -> String? {
    guard let found = connection.exitCode(until: .overdue) else { return "the server does not end" }
    return found == code ? nil : "the exit code is \(found), not \(code)"
  }

  private func dropPermitted() {
    connection.inbox.removeAll { [permitted, pattern] message in
      permitted.contains { permitted in
        var attempt = pattern
        return attempt.mismatch(permitted, message) == nil
      }
    }
  }
}
