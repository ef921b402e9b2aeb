/// How messages speak of what authors wrote.
enum Words {
  /// A label as messages show it: in brackets, its white space collapsed, not endless.
  static func label(_ label: String) -> String { "[\(shortened(label))]" }

  /// A title as messages show it.
  static func title(_ title: String) -> String { "“\(shortened(title))”" }

  /// A text of several parts, for which room is made once: to make it again and again is most of what a message costs.
  static func joined(_ parts: String...) -> String {
    var text = ""
    text.reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count })
    for part in parts { text += part }
    return text
  }

  /// `a`, `a and b`, `a, b and c`
  static func list(_ items: [String], _ conjunction: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// A text on one line and of at most 80 characters.
  static func shortened(_ text: String, keepingEnds: Bool = false) -> String {
    if isPlain(text) { return text }
    var words = text.split(omittingEmptySubsequences: !keepingEnds, whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    if words.count > 80 { words = words.prefix(79) + "…" }
    return words
  }

  /// Whether a text can be shown as it is, as nearly all labels and titles can.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count <= 80 else { return false }
    var previous = UInt8(ascii: " ")
    for index in bytes.indices {
      let byte = bytes[index]
      guard 0x20..<0x7F ~= byte, byte != 0x20 || previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20
  }
}
