/// The parts of a link's destination (RFC 3986, as far as glossaries use it).
package struct LinkText {
  /// Percent-decoded, without query.
  var path: String
  /// Percent-decoded.
  var anchor: String?

  init(_ destination: String) {
    let bytes = destination.utf8
    let sign = bytes.firstIndex(of: UInt8(ascii: "#"))
    let path = bytes[..<(sign ?? bytes.endIndex)].prefix { $0 != UInt8(ascii: "?") }
    self.path = Self.percentDecoded(String(Substring(path)))
    anchor = sign.map { Self.percentDecoded(String(Substring(bytes[bytes.index(after: $0)...]))) }
  }

  /// Whether a destination leads off the site: `https://…`, `mailto:…`, `//host/…`.
  static func isExternal(_ destination: String) -> Bool {
    let bytes = destination.utf8.span
    if bytes.count > 1, bytes[0] == UInt8(ascii: "/"), bytes[1] == UInt8(ascii: "/") { return true }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ":"): return index > 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == 0 { return false }
      default: return false
      }
    }
    return false
  }

  /// Whether a template's value or tag stands in a text: `{{` or `{%`.
  package static func isTemplated(_ text: String) -> Bool {
    let bytes = text.utf8.span
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "{") {
      if bytes[index + 1] == UInt8(ascii: "{") || bytes[index + 1] == UInt8(ascii: "%") { return true }
    }
    return false
  }

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
    guard utf8.starts(with: folder.utf8) else { return nil }
    let rest = utf8.dropFirst(folder.utf8.count)
    return rest.first == UInt8(ascii: "/") ? Substring(rest.dropFirst()) : nil
  }

  /// Whether a path ends as Markdown files do.
  package var isMarkdownPath: Bool {
    let ending = utf8.suffix(9)
    guard let dot = ending.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let lowered = ending[dot...].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return Self.markdownEndings.contains { $0.utf8.elementsEqual(lowered) }
  }

  private static let markdownEndings = [".md", ".markdown", ".mkd", ".mkdn", ".mdown"]

  /// A path without the ending that begins with its last dot.
  var withoutExtension: String {
    guard let dot = utf8.lastIndex(of: UInt8(ascii: ".")), !utf8[dot...].contains(UInt8(ascii: "/")) else {
      return self
    }
    return String(self[..<dot])
  }
}
