/// Cuts a byte stream into message bodies, as the base protocol of LSP frames them.
///
/// A pure state machine: bytes go in with `append`, events come out of `next`, however the bytes were cut into pieces.
/// It never fails for good: whatever arrives, it finds the next well-formed header again.
package struct MessageFraming: Sendable {
  package enum Event: Hashable, Sendable {
    /// One complete body, exactly as long as its header said.
    case body([UInt8])
    /// A body above the limit; its bytes are skipped.
    case bodyTooLong(length: Int)
    /// A body in a charset other than UTF-8; its bytes are skipped.
    case unsupportedCharset(String)
    /// No message can be read here; bytes are dropped until the next `Content-Length` header.
    case lostSynchronisation(String)
  }

  package struct Limits: Sendable {
    /// Longest header block, in bytes.
    package var header = 8 * 1024
    /// Longest body, in bytes.
    package var body = 64 * 1024 * 1024
    /// Longest body that is worth skipping byte for byte; a larger length is taken for damage.
    package var skippableBody = Int(Int32.max)

    package init() {}
  }

  private enum State {
    case header
    case body(length: Int)
    case skipping(remaining: Int)
    case searching
  }

  private let limits: Limits
  private var state = State.header
  private var buffer: [UInt8] = []
  /// Everything before this offset of `buffer` has been consumed.
  private var start = 0
  /// Everything before this offset has been searched for the end of the header.
  private var scanned = 0

  package init(limits: Limits = Limits()) {
    self.limits = limits
  }

  /// True when the stream may end here without having lost part of a message.
  package var isBetweenMessages: Bool {
    if case .header = state { return start == buffer.count }
    return false
  }

  package mutating func append(_ bytes: some Collection<UInt8>) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
      (start, scanned) = (0, 0)
    } else if start > 1 << 16, start > buffer.count / 2 {
      buffer.removeSubrange(..<start)
      (start, scanned) = (0, scanned - start)
    }
    buffer.append(contentsOf: bytes)
  }

  /// Gives back the end of a body whose length was too large, so that the message swallowed by it is read after all.
  package mutating func unread(_ bytes: some Collection<UInt8>) {
    buffer.replaceSubrange(..<start, with: bytes)
    (start, scanned) = (0, 0)
    state = .header
  }

  /// The next event, or nil when more bytes are needed.
  package mutating func next() -> Event? {
    while true {
      switch state {
      case .header:
        guard let event = readHeader() else { return nil }
        if let event = event.event { return event }
      case .body(let length):
        guard buffer.count - start >= length else {
          buffer.reserveCapacity(start + length)
          return nil
        }
        let body = Array(buffer[start..<start + length])
        consume(length)
        state = .header
        return .body(body)
      case .skipping(let remaining):
        let count = min(remaining, buffer.count - start)
        consume(count)
        guard count == remaining else {
          state = .skipping(remaining: remaining - count)
          return nil
        }
        state = .header
      case .searching:
        guard findHeader() else { return nil }
        state = .header
      }
    }
  }

  /// One message's bytes: header and body.
  package static func frame(_ body: [UInt8]) -> [UInt8] { frame([body]) }

  /// The bytes of some messages: header and body of each.
  package static func frame(_ bodies: [[UInt8]]) -> [UInt8] {
    var messages: [UInt8] = []
    messages.reserveCapacity(bodies.reduce(0) { $0 + $1.count + 32 })
    for body in bodies {
      messages.append(contentsOf: "Content-Length: \(body.count)\r\n\r\n".utf8)
      messages.append(contentsOf: body)
    }
    return messages
  }

  private mutating func consume(_ count: Int) {
    start += count
    scanned = start
  }

  /// Whether the bytes begin with the name of a header field, or are the beginning of one: a message starts there.
  package static func startsHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    [contentLength, contentType].contains { matchesPrefix(of: $0, bytes, at: bytes.startIndex) }
  }
}

// MARK: - Header

extension MessageFraming {
  private static let contentLength = Array("content-length:".utf8)
  private static let contentType = Array("content-type:".utf8)

  /// Reads a header block when it is complete; nil when more bytes are needed.
  private mutating func readHeader() -> (event: Event?, Void)? {
    skipEmptyLines()
    guard let lines = headerLines() else {
      guard buffer.count - start > limits.header else { return nil }
      return (lose("a header of more than \(limits.header) bytes"), ())
    }
    var length: Int?
    var charset: String?
    for line in lines.fields {
      guard let colon = buffer[line].firstIndex(of: UInt8(ascii: ":")), colon > line.lowerBound else {
        return (lose("a header line without a field name"), ())
      }
      let name = String(decoding: buffer[line.lowerBound..<colon], as: UTF8.self).lowercased()
      let value = Self.trimmed(buffer[colon + 1..<line.upperBound])
      switch name {
      case "content-length":
        guard let number = Self.decimal(value), number <= limits.skippableBody else {
          return (lose("a Content-Length that is no usable number", after: line.upperBound), ())
        }
        guard length == nil || length == number else {
          return (lose("two different Content-Length fields", after: line.upperBound), ())
        }
        length = number
      case "content-type":
        charset = Self.charset(of: value)
      default:
        // Unknown fields are ignored, but only where the name can be one: else this is the middle of a lost body.
        guard Self.isFieldName(buffer[line.lowerBound..<colon]) else {
          return (lose("a header line without a field name"), ())
        }
      }
    }
    guard let length else { return (lose("a header without Content-Length"), ()) }
    consume(lines.end - start)
    if length > limits.body {
      state = .skipping(remaining: length)
      return (.bodyTooLong(length: length), ())
    }
    if let charset, charset != "utf-8", charset != "utf8" {
      state = .skipping(remaining: length)
      return (.unsupportedCharset(charset), ())
    }
    state = .body(length: length)
    return (nil, ())
  }

  /// Empty lines before a header are tolerated, as HTTP advises.
  private mutating func skipEmptyLines() {
    while start < buffer.count {
      if buffer[start] == UInt8(ascii: "\n") {
        consume(1)
      } else if start + 1 < buffer.count, buffer[start] == UInt8(ascii: "\r"), buffer[start + 1] == UInt8(ascii: "\n") {
        consume(2)
      } else {
        return
      }
    }
  }

  /// The ranges of the header's lines without their ends, and the offset of the body; nil when the empty line is not there yet.
  private mutating func headerLines() -> (fields: [Range<Int>], end: Int)? {
    let limit = min(buffer.count, start + limits.header)
    guard let end = endOfHeader(before: limit) else { return nil }
    var fields: [Range<Int>] = []
    var lineStart = start
    for index in start..<end where buffer[index] == UInt8(ascii: "\n") {
      let lineEnd = index > lineStart && buffer[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
      if lineEnd > lineStart { fields.append(lineStart..<lineEnd) }
      lineStart = index + 1
    }
    return (fields, end)
  }

  /// The offset after the empty line that ends the header. A lone line feed ends a line too: some clients write it.
  private mutating func endOfHeader(before limit: Int) -> Int? {
    var index = max(scanned, start)
    while index < limit {
      guard buffer[index] == UInt8(ascii: "\n") else {
        index += 1
        continue
      }
      var before = index - 1
      if before >= start, buffer[before] == UInt8(ascii: "\r") { before -= 1 }
      if before >= start, buffer[before] == UInt8(ascii: "\n") {
        return index + 1
      }
      index += 1
    }
    scanned = index
    return nil
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  private static func charset(of contentType: ArraySlice<UInt8>) -> String? {
    for parameter in contentType.split(separator: UInt8(ascii: ";")).dropFirst() {
      let parts = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2, String(decoding: trimmed(parts[0]), as: UTF8.self).lowercased() == "charset" else {
        continue
      }
      let value = trimmed(parts[1]).filter { $0 != UInt8(ascii: "\"") }
      return String(decoding: value, as: UTF8.self).lowercased()
    }
    return nil
  }

  /// Token characters of RFC 9110.
  private static func isFieldName(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
      default: false
      }
    }
  }
}

// MARK: - Resynchronisation

extension MessageFraming {
  private mutating func lose(_ reason: String, after offset: Int? = nil) -> Event {
    consume((offset ?? start) - start)
    // The rest of the header that was refused belongs to a body that cannot be told from it; a valid header is looked for
    // behind its first byte, so that the same one is not refused for ever.
    if offset == nil, start < buffer.count { consume(1) }
    state = .searching
    return .lostSynchronisation(reason)
  }

  /// Moves to the next `Content-Length: digits` line, which cannot occur inside well-formed JSON because of its raw line end.
  /// It need not begin a line: a body that was longer than announced ends right before it.
  private mutating func findHeader() -> Bool {
    var index = start
    let name = Self.contentLength
    while index < buffer.count {
      if Self.matches(name, buffer[...], at: index) {
        switch lineOfDigits(from: index + name.count) {
        case .complete:
          consume(index - start)
          return true
        case .incomplete:
          consume(index - start)
          return false
        case .other: break
        }
      } else if buffer.count - index < name.count, Self.matchesPrefix(of: name, buffer[...], at: index) {
        consume(index - start)
        return false
      }
      index += 1
    }
    consume(buffer.count - start)
    return false
  }

  private enum Line { case complete, incomplete, other }

  private func lineOfDigits(from offset: Int) -> Line {
    var index = offset
    while index < buffer.count, buffer[index] == 0x20 || buffer[index] == 0x09 { index += 1 }
    let digits = index
    while index < buffer.count, (0x30...0x39).contains(buffer[index]) { index += 1 }
    guard index - offset <= 64 else { return .other }
    if index == buffer.count { return .incomplete }
    guard index > digits, Self.decimal(buffer[digits..<index]) != nil else { return .other }
    while index < buffer.count, buffer[index] == 0x20 || buffer[index] == 0x09 { index += 1 }
    guard index - offset <= 64 else { return .other }
    if index < buffer.count, buffer[index] == UInt8(ascii: "\r") { index += 1 }
    if index == buffer.count { return .incomplete }
    return buffer[index] == UInt8(ascii: "\n") ? .complete : .other
  }

  private static func matches(_ name: [UInt8], _ bytes: ArraySlice<UInt8>, at offset: Int) -> Bool {
    bytes.endIndex - offset >= name.count && matchesPrefix(of: name, bytes, at: offset)
  }

  private static func matchesPrefix(of name: [UInt8], _ bytes: ArraySlice<UInt8>, at offset: Int) -> Bool {
    for (position, expected) in name.enumerated() {
      guard offset + position < bytes.endIndex else { return true }
      let byte = bytes[offset + position]
      let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      guard lower == expected else { return false }
    }
    return true
  }
}
