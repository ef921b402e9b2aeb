/// Writes JSON text (RFC 8259), members in the order of the calls, so that equal values give equal bytes.
package struct ReportJSON {
  /// How the children of an object or array are laid out.
  package enum Layout {
    /// On one line, without blanks.
    case inline
    /// Each on its own line, indented.
    case lines
  }

  private var bytes: [UInt8] = []
  private var containers: [(layout: Layout, isEmpty: Bool)] = []

  package init() {}

  package mutating func object(_ name: String? = nil, _ layout: Layout = .inline, _ body: (inout ReportJSON) -> Void) {
    container(name, layout, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  package mutating func array(_ name: String? = nil, _ layout: Layout = .inline, _ body: (inout ReportJSON) -> Void) {
    container(name, layout, UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  package mutating func member(_ name: String, _ value: String) {
    begin(name)
    appendQuoted(value)
  }

  package mutating func member(_ name: String, _ value: Int) {
    begin(name)
    bytes.append(decimal: value)
  }

  package mutating func member(_ name: String, _ value: Bool) {
    begin(name)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A member that is null where there is no value.
  package mutating func member(_ name: String, _ value: String?) {
    begin(name)
    if let value { appendQuoted(value) } else { bytes.append(contentsOf: "null".utf8) }
  }

  package mutating func element(_ value: String) {
    begin(nil)
    appendQuoted(value)
  }

  /// Ends the text with a line ending, and returns it.
  package consuming func finished() -> [UInt8] {
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private mutating func container(
    _ name: String?,
    _ layout: Layout,
    _ open: UInt8,
    _ close: UInt8,
    _ body: (inout ReportJSON) -> Void
  ) {
    begin(name)
    bytes.append(open)
    containers.append((layout, true))
    body(&self)
    if let container = containers.popLast(), container.layout == .lines, !container.isEmpty { breakLine() }
    bytes.append(close)
  }

  /// Writes what stands before a child: the comma, the line's beginning, the member's name, which needs no escapes.
  private mutating func begin(_ name: String?) {
    if let container = containers.last {
      if !container.isEmpty { bytes.append(UInt8(ascii: ",")) }
      containers[containers.count - 1].isEmpty = false
      if container.layout == .lines { breakLine() }
    }
    guard let name else { return }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if containers.last?.layout == .lines { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in containers { bytes.append(contentsOf: "  ".utf8) }
  }

  /// Control characters of both sets and the line separators are escaped, since a report may end up on a terminal
  /// or in a script.
  private mutating func appendQuoted(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    if string.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      bytes.append(contentsOf: string.utf8)
    } else {
      for scalar in string.unicodeScalars { appendEscaped(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: "\\\"".utf8)
    case "\\": bytes.append(contentsOf: "\\\\".utf8)
    case "\n": bytes.append(contentsOf: "\\n".utf8)
    case "\r": bytes.append(contentsOf: "\\r".utf8)
    case "\t": bytes.append(contentsOf: "\\t".utf8)
    case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      bytes.append(contentsOf: "\\u".utf8)
      bytes.append(hexadecimal: scalar.value, digits: 4)
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits.
  mutating func append(decimal number: Int) {
    append(contentsOf: String(number).utf8)
  }

  /// Appends a number in at least so many hexadecimal digits, in lower case.
  mutating func append(hexadecimal number: some FixedWidthInteger & UnsignedInteger, digits: Int) {
    let text = String(number, radix: 16)
    append(contentsOf: repeatElement(UInt8(ascii: "0"), count: Swift.max(0, digits - text.utf8.count)))
    append(contentsOf: text.utf8)
  }

  /// Appends a text as it stands.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8)
  }
}
