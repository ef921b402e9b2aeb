/// A name or a query made ready for comparison: case folded, what parts words a single blank, apostrophes left out.
package struct FoldedText: Sendable, Hashable {
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []
  /// For each byte whether a word begins there; `LangChain` has two.
  package private(set) var wordStarts: [Bool] = []
  /// Whether something that parts words stands at the end.
  package private(set) var endsWithSeparator = false

  package init(_ text: String) {
    bytes.reserveCapacity(text.utf8.count)
    wordStarts.reserveCapacity(text.utf8.count)
    var folding = Folding()
    for scalar in text.unicodeScalars { folding.append(scalar, to: &self) }
    endsWithSeparator = folding.isAfterSeparator && !bytes.isEmpty
  }

  /// The words, as ranges of `bytes`.
  package var words: [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == blank {
      words.append(start..<offset)
      start = offset + 1
    }
    if start < bytes.count { words.append(start..<bytes.count) }
    return words
  }

  /// How many bytes of `text` its first `count` folded bytes come from, with separators behind them left out.
  package static func sourceLength(of text: String, folded count: Int) -> Int {
    var folded = FoldedText("")
    var folding = Folding()
    var length = 0
    for scalar in text.unicodeScalars {
      if folded.bytes.count >= count { break }
      folding.append(scalar, to: &folded)
      length += UTF8.width(scalar)
    }
    return length
  }

  private struct Folding {
    var isAfterSeparator = true
    private var isAfterSmallLetter = false

    init() {}

    mutating func append(_ scalar: Unicode.Scalar, to text: inout FoldedText) {
      switch FoldedText.role(of: scalar) {
      case .nothing: return
      case .separator:
        isAfterSeparator = true
        isAfterSmallLetter = false
      case .letter:
        let isCapital = scalar.isASCII ? scalar.value &- 0x41 < 26 : scalar.properties.isUppercase
        if isAfterSeparator, !text.bytes.isEmpty { text.append(blank, isStart: false) }
        var isStart = isAfterSeparator || isAfterSmallLetter && isCapital
        if scalar.isASCII {
          let byte = UInt8(truncatingIfNeeded: scalar.value)
          text.append(isCapital ? byte | 0x20 : byte, isStart: isStart)
        } else {
          for byte in scalar.properties.lowercaseMapping.utf8 {
            text.append(byte, isStart: isStart)
            isStart = false
          }
        }
        isAfterSeparator = false
        isAfterSmallLetter = !isCapital
      }
    }
  }

  private mutating func append(_ byte: UInt8, isStart: Bool) {
    bytes.append(byte)
    wordStarts.append(isStart)
  }

  private enum Role { case letter, separator, nothing }

  private static func role(of scalar: Unicode.Scalar) -> Role {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return .letter }
      switch byte {
      case UInt8(ascii: "'"): return .nothing
      // C++ and C# are names.
      case UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"): return .letter
      default: return .separator
      }
    }
    if scalar == "\u{2018}" || scalar == "\u{2019}" { return .nothing }
    switch scalar.properties.generalCategory {
    case .dashPunctuation, .connectorPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
      return .separator
    default: return .letter
    }
  }
}

private let blank = UInt8(ascii: " ")

/// How well a name fits what was typed; less is better.
package struct FuzzyMatch: Sendable, Hashable, Comparable {
  package enum Kind: UInt8, Sendable {
    /// The name itself.
    case exact
    /// The name begins so.
    case prefix
    /// Each word that was typed begins a word of the name, in the name's order.
    case wordStarts
    /// The letters that were typed stand in the name in that order, the first one at the start of a word.
    case subsequence
  }

  package var kind: Kind
  /// Within the kind: how much of the name was jumped over.
  package var penalty: Int

  package static func < (left: FuzzyMatch, right: FuzzyMatch) -> Bool {
    (left.kind.rawValue, left.penalty) < (right.kind.rawValue, right.penalty)
  }
}

/// What was typed, ready to be compared with many names.
package struct FuzzyQuery: Sendable {
  package let text: FoldedText
  let words: [Range<Int>]

  package init(_ text: String) {
    self.text = FoldedText(text)
    words = self.text.words
  }

  package var isEmpty: Bool { text.bytes.isEmpty }

  /// How well a name fits, nil where it does not.
  package func match(_ name: FoldedText) -> FuzzyMatch? {
    match(name.bytes, name.wordStarts, 0..<name.bytes.count)
  }

  /// The same for a name that is a part of larger arrays.
  func match(_ bytes: [UInt8], _ starts: [Bool], _ name: Range<Int>) -> FuzzyMatch? {
    if text.bytes.isEmpty { return FuzzyMatch(kind: .prefix, penalty: 0) }
    if isPrefix(of: bytes, name) {
      return FuzzyMatch(kind: text.bytes.count == name.count ? .exact : .prefix, penalty: 0)
    }
    return matchWords(bytes, starts, name) ?? matchSubsequence(bytes, starts, name)
  }

  private func isPrefix(of bytes: [UInt8], _ name: Range<Int>) -> Bool {
    let count = text.bytes.count
    guard count <= name.count, bytes.hasBytes(of: text.bytes, 0..<count, at: name.lowerBound) else { return false }
    return !text.endsWithSeparator || count == name.count || bytes[name.lowerBound + count] == blank
  }

  private func matchWords(_ bytes: [UInt8], _ starts: [Bool], _ name: Range<Int>) -> FuzzyMatch? {
    var offset = name.lowerBound
    var skipped = 0
    for word in words {
      while true {
        guard offset + word.count <= name.upperBound else { return nil }
        if starts[offset] {
          if bytes.hasBytes(of: text.bytes, word, at: offset) { break }
          skipped += 1
        }
        offset += 1
      }
      offset += word.count
    }
    return FuzzyMatch(kind: .wordStarts, penalty: min(skipped, 63))
  }

  private func matchSubsequence(_ bytes: [UInt8], _ starts: [Bool], _ name: Range<Int>) -> FuzzyMatch? {
    guard text.bytes.count > 1, text.bytes.count <= name.count else { return nil }
    var start = name.lowerBound
    var best: Int?
    while start + text.bytes.count <= name.upperBound {
      if starts[start], bytes[start] == text.bytes[0], let jumps = jumps(bytes, starts, start..<name.upperBound) {
        best = min(best ?? .max, jumps)
      }
      start += 1
    }
    // Letters that are scattered all over a name are found in too many names.
    guard let best, best <= 1 + text.bytes.count / 2 else { return nil }
    return FuzzyMatch(kind: .subsequence, penalty: min(best, 63))
  }

  /// How many letters of the query stand neither behind the one before nor at the start of a word; nil where the
  /// query does not fit. At each letter the start of a word is tried before the next place that will do.
  private func jumps(_ bytes: [UInt8], _ starts: [Bool], _ name: Range<Int>) -> Int? {
    var offset = name.lowerBound
    var jumps = 0
    for byte in text.bytes where byte != blank {
      if offset < name.upperBound, bytes[offset] == byte {
        offset += 1
        continue
      }
      var next: Int?
      var candidate = offset
      while candidate < name.upperBound {
        if bytes[candidate] == byte {
          if starts[candidate] {
            next = candidate
            break
          }
          if next == nil { next = candidate }
        }
        candidate += 1
      }
      guard let next else { return nil }
      if !starts[next] { jumps += 1 }
      offset = next + 1
    }
    return jumps
  }
}

extension [UInt8] {
  /// Whether the bytes at an offset are those of a part of another array; both must have that many.
  fileprivate func hasBytes(of other: [UInt8], _ part: Range<Int>, at offset: Int) -> Bool {
    var index = offset
    for position in part {
      if self[index] != other[position] { return false }
      index += 1
    }
    return true
  }
}
