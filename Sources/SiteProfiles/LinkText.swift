/// The parts of a link's destination (RFC 3986, as far as glossaries use it).
package struct LinkText {
  /// Percent-decoded, without query.
  var path: String
  /// Percent-decoded.
  var anchor: String?

  init(_ destination: some StringProtocol) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map { $0.prefix { $0 != "?" } } ?? ""
    self.path = Self.percentDecoded(String(path))
    anchor = parts.count > 1 ? Self.percentDecoded(String(parts[1])) : nil
  }

  /// Whether a destination leads off the site: `https://…`, `mailto:…`, `//host/…`.
  static func isExternal(_ destination: some StringProtocol) -> Bool {
    if destination.hasPrefix("//") { return true }
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = destination.utf8[..<colon]
    guard let first = scheme.first, isLetter(first) else { return false }
    return scheme.allSatisfy { isLetter($0) || ("0"..."9").contains(Unicode.Scalar($0)) || "+-.".utf8.contains($0) }
  }

  /// Whether a template's value or tag stands in a text: `{{` or `{%`.
  package static func isTemplated(_ text: some StringProtocol) -> Bool {
    var isBehindBrace = false
    for byte in text.utf8 {
      if isBehindBrace, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") { return true }
      isBehindBrace = byte == UInt8(ascii: "{")
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { ("a"..."z").contains(Unicode.Scalar(byte | 0x20)) }

  static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// A path below a folder of the workspace; the path itself where the folder is the workspace.
  func below(_ folder: String) -> String {
    if folder.isEmpty { return self }
    return isEmpty ? folder : folder + "/" + self
  }

  /// The part of a path below a folder, nil where it is elsewhere.
  func relative(to folder: String) -> Substring? {
    if folder.isEmpty { return self[...] }
    guard hasPrefix(folder), utf8.count > folder.utf8.count else { return nil }
    let rest = dropFirst(folder.count)
    return rest.first == "/" ? rest.dropFirst() : nil
  }

  /// Whether a path ends as Markdown files do.
  package var isMarkdownPath: Bool {
    let lowered = lowercased()
    return [".md", ".markdown", ".mkd", ".mkdn", ".mdown"].contains { lowered.hasSuffix($0) }
  }

  /// A path without the ending that begins with its last dot.
  var withoutExtension: String {
    guard let dot = lastIndex(of: "."), !self[dot...].contains("/") else { return self }
    return String(self[..<dot])
  }
}
