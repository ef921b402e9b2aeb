/// `file:` URIs and paths. Parties escape differently, so URIs are compared by the path that they name.
package enum FileURI {
  /// The absolute path that a URI names, `.` and `..` resolved; nil for other schemes, other hosts, and what is no text.
  package static func path(of uri: String) -> String? {
    let bytes = Array(uri.utf8)
    guard bytes.count > 5, zip(bytes, "file:".utf8).allSatisfy({ isSameLetter($0, $1) }) else { return nil }
    var rest = bytes[5...]
    if rest.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) {
      rest = rest.dropFirst(2)
      let host = rest.prefix { $0 != UInt8(ascii: "/") }
      guard host.isEmpty || host.count == 9 && zip(host, "localhost".utf8).allSatisfy({ isSameLetter($0, $1) }) else {
        return nil
      }
      rest = rest.dropFirst(host.count)
    }
    guard rest.first == UInt8(ascii: "/") else { return nil }
    guard let decoded = percentDecoded(rest), !decoded.contains(0) else { return nil }
    guard let path = String(validating: decoded, as: UTF8.self) else { return nil }
    return isNormalized(decoded) ? path : normalized(path)
  }

  /// Whether an ASCII letter or sign is a small one, in either case.
  private static func isSameLetter(_ byte: UInt8, _ small: UInt8) -> Bool {
    byte == small || (0x41...0x5A).contains(byte) && byte | 0x20 == small
  }

  /// The URI of an absolute path, escaped as RFC 3986 asks: everything but unreserved characters and the slash.
  package static func uri(of path: String) -> String {
    "file://" + escaped(path)
  }

  /// A path with everything escaped but unreserved characters and the slash.
  package static func escaped(_ path: String) -> String {
    var uri: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.append(byte)
      default:
        uri.append(UInt8(ascii: "%"))
        uri.append(hexadecimal(byte >> 4))
        uri.append(hexadecimal(byte & 0xF))
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }

  /// An address as an author writes it, with what no URI may hold escaped; what is escaped already stays.
  package static func escapedAddress(_ address: String) -> String {
    var uri: [UInt8] = []
    for byte in address.utf8 {
      if byte > 0x20, byte < 0x7F, !"\"<>\\^`{|}".utf8.contains(byte) {
        uri.append(byte)
      } else {
        uri += [UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 0xF)]
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "%")) else { return Array(bytes) }
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "%") else {
        decoded.append(bytes[index])
        index += 1
        continue
      }
      guard index + 2 < bytes.endIndex, let high = value(ofDigit: bytes[index + 1]),
        let low = value(ofDigit: bytes[index + 2])
      else { return nil }
      decoded.append(high << 4 | low)
      index += 3
    }
    return decoded
  }

  private static func value(ofDigit byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// Whether a path is as ``normalized(_:)`` leaves it, as nearly all are: without empty components and such as begin
  /// with a dot.
  private static func isNormalized(_ path: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    guard path.last != slash || path.count == 1 else { return false }
    for index in path.indices.dropLast() where path[index] == slash {
      if path[index + 1] == slash || path[index + 1] == UInt8(ascii: ".") { return false }
    }
    return true
  }

  private static func normalized(_ path: String) -> String {
    var components: [Substring] = []
    for component in path.split(separator: "/") {
      switch component {
      case ".": continue
      case "..": _ = components.popLast()
      default: components.append(component)
      }
    }
    return "/" + components.joined(separator: "/")
  }
}

/// What a document's URI stands for, to find the document by: a file's path, or any other URI as it is.
///
/// Compared byte by byte: Swift's own comparison of strings takes canonically equivalent names for equal, which are
/// different files.
package struct DocumentKey: Hashable, Sendable {
  /// The path of a file; nil for documents that are none, as unsaved ones.
  package let path: String?
  private let bytes: [UInt8]

  package init(_ uri: String) {
    path = FileURI.path(of: uri)
    bytes = Array((path ?? uri).utf8)
  }

  package init(path: String) {
    self.path = path
    bytes = Array(path.utf8)
  }

  package static func == (left: DocumentKey, right: DocumentKey) -> Bool {
    left.bytes == right.bytes && (left.path == nil) == (right.path == nil)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
  }
}
