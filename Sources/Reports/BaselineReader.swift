/// Why a baseline file cannot be used.
package struct BaselineError: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  /// The line, from one.
  package var line: Int
  package var reason: String

  /// What to do about it.
  package var remedy: String {
    "Restore the file from version control, or write it anew with --write-baseline \(file)"
  }

  /// The whole message, with file, line and remedy.
  package var description: String { "\(file):\(line): \(reason). \(remedy)" }
}

extension Baseline {
  /// Reads what ``write()`` wrote; `file` is the name for errors. Lines in any order and entries that stand in it
  /// twice, as merges leave them, are welcome.
  package init(reading bytes: [UInt8], file: String) throws(BaselineError) {
    self.init()
    var reader = BaselineReader(bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    do throws(BaselineReader.Failure) {
      try reader.read(into: &self)
    } catch {
      throw BaselineError(file: file, line: reader.line, reason: error.reason)
    }
  }
}

/// Reads the one shape of JSON that a baseline has.
private struct BaselineReader {
  struct Failure: Error { var reason: String }

  private let bytes: [UInt8]
  private var offset = 0
  private(set) var line = 1

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read(into baseline: inout Baseline) throws(Failure) {
    var version: Int?
    var entries: [(ProblemKey, Int)] = []
    try readObject { (reader, name) throws(Failure) in
      switch name {
      case "version":
        let number = try reader.readCount()
        guard number == Baseline.version else {
          throw Failure(reason: "this is version \(number) of the format, and only version 1 is known")
        }
        version = number
      case "problems":
        try reader.readArray { (reader) throws(Failure) in entries.append(try reader.readEntry()) }
      default: throw Failure(reason: "a baseline has no member \"\(name)\"")
      }
    }
    guard version != nil else { throw Failure(reason: "\"version\" is missing") }
    skipBlanks()
    guard offset == bytes.count else { throw Failure(reason: "there is more behind the end of the baseline") }
    for (key, count) in entries { baseline.add(key, count) }
  }

  private mutating func readEntry() throws(Failure) -> (ProblemKey, Int) {
    var texts: [String: String] = [:]
    var count: Int?
    try readObject { (reader, name) throws(Failure) in
      switch name {
      case "page", "rule", "subject": texts[name] = try reader.readString()
      case "count": count = try reader.readCount()
      default: throw Failure(reason: "a problem of a baseline has no member \"\(name)\"")
      }
    }
    guard let page = texts["page"], let rule = texts["rule"], let subject = texts["subject"], let count else {
      throw Failure(reason: "a problem needs \"page\", \"rule\", \"subject\" and \"count\"")
    }
    return (ProblemKey(page: page, rule: rule, subject: subject), count)
  }

  private mutating func readObject(
    _ readMember: (inout BaselineReader, String) throws(Failure) -> Void
  ) throws(Failure) {
    try expect("{")
    if take("}") { return }
    repeat {
      let name = try readString()
      try expect(":")
      try readMember(&self, name)
    } while take(",")
    try expect("}")
  }

  private mutating func readArray(_ readElement: (inout BaselineReader) throws(Failure) -> Void) throws(Failure) {
    try expect("[")
    if take("]") { return }
    repeat { try readElement(&self) } while take(",")
    try expect("]")
  }

  /// Reads a number from zero to a billion, beyond which counts could overflow.
  private mutating func readCount() throws(Failure) -> Int {
    skipBlanks()
    let start = offset
    var value = 0
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), offset - start < 10 {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      offset += 1
    }
    guard offset > start, value <= 1_000_000_000 else { throw unexpected("a whole number") }
    return value
  }

  private mutating func readString() throws(Failure) -> String {
    try expect("\"", as: "a text in quotation marks")
    var text: [UInt8] = []
    while let byte = peek, byte >= 0x20 {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw Failure(reason: "the text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try readEscape(into: &text)
      default: text.append(byte)
      }
    }
    throw Failure(reason: "the text's closing quotation mark is missing")
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Failure) {
    guard let byte = peek else { return }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try readCodeUnit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[offset...].starts(with: "\\u".utf8) {
        offset += 2
        units.append(try readCodeUnit())
      }
      text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
    default: throw Failure(reason: "the text holds an escape that JSON does not know")
    }
  }

  private mutating func readCodeUnit() throws(Failure) -> UInt16 {
    let digits = bytes[offset..<min(offset + 4, bytes.count)]
    guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw Failure(reason: "the text holds \\u without four hexadecimal digits") }
    offset += 4
    return unit
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard peek == UInt8(ascii: sign) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ sign: Unicode.Scalar, as name: String? = nil) throws(Failure) {
    if !take(sign) { throw unexpected(name ?? "`\(sign)`") }
  }

  private func unexpected(_ expected: String) -> Failure {
    guard let byte = peek else { return Failure(reason: "\(expected) is missing at the end of the file") }
    var found = "something else"
    if 0x20 < byte, byte < 0x7F { found = "`\(Unicode.Scalar(byte))`" }
    return Failure(reason: "\(expected) should stand here, not \(found)")
  }

  private mutating func skipBlanks() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if byte == 0x0A { line += 1 }
      offset += 1
    }
  }
}
