import SourceText

/// The text of a heading, put together from what its generator shows of each byte.
struct HeadingTextBuilder {
  /// What is shown of a byte.
  enum Role: UInt8 {
    case plain
    /// As it is: neither an escape nor a character reference begins here, and nothing is emphasised.
    case literal
    case hidden
  }

  let bytes: [UInt8]
  var roles: [Role]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    roles = Array(repeating: .plain, count: bytes.count)
  }

  mutating func set(_ role: Role, _ range: Range<Int>) {
    for index in range.clamped(to: bytes.indices) where roles[index] != .hidden { roles[index] = role }
  }

  /// Hides all of `range` but the bytes of `inner`.
  mutating func hide(_ range: ByteRange, around inner: ByteRange) {
    set(.hidden, range.lowerBound..<inner.lowerBound)
    set(.hidden, inner.upperBound..<range.upperBound)
  }

  /// The text with character references decoded and line breaks as blanks.
  ///
  /// - Parameter collapsesSpace: Whether each run of white space is made one blank, and none kept at the ends; what
  ///   character references stand for is kept.
  func text(collapsesSpace: Bool = false) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var hasBlank = false
    var index = 0
    while index < bytes.count {
      if roles[index] == .hidden {
        index += 1
        continue
      }
      let space = collapsesSpace ? PythonWhiteSpace.length(at: index, in: bytes) : 0
      if space > 0 {
        hasBlank = !result.isEmpty
        index += space
        continue
      }
      if hasBlank {
        result.append(UInt8(ascii: " "))
        hasBlank = false
      }
      if roles[index] == .plain, bytes[index] == UInt8(ascii: "&"),
        let (decoded, end) = CharacterReference.decode(bytes, at: index)
      {
        result.append(contentsOf: decoded.utf8)
        index = end
        continue
      }
      result.append(bytes[index] == UInt8(ascii: "\n") ? UInt8(ascii: " ") : bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
