/// The rules by which a site generator compares the label of a reference with the label of a definition.
package enum LabelMatching: Sendable, Hashable {
  /// CommonMark: trimmed, inner white space collapsed, full Unicode case fold, as libcmark-gfm does it.
  case commonMark
  /// Python-Markdown (MkDocs): a definition's label is trimmed, a reference's label is collapsed; both are
  /// lower-cased as Python's `str.lower` does it.
  case pythonMarkdown
  /// kramdown (Jekyll): collapsed and lower-cased as Ruby's `String#downcase` does it, never trimmed.
  case kramdown
}

/// Where a label stands; Python-Markdown and kramdown read the same label differently in different places.
package enum LabelUse: Sendable, Hashable {
  /// `[Label]: target`.
  case definition
  /// `[Label]` or `[Label][]`: the label is the shown text as well.
  case shownText
  /// The second bracket of `[text][Label]`.
  case secondBracket
}

/// The one normaliser of labels: two labels match exactly if their normal forms are equal and not empty.
package enum Label {
  /// The longest label that libcmark-gfm looks up, in bytes.
  package static let commonMarkByteLimit = 1000

  /// The normal form of a label, given as the UTF-8 bytes between its brackets; empty if it matches nothing.
  ///
  /// Escapes and code spans are read as the bytes they are. Python-Markdown never resolves a label that
  /// contains one of them, which is for the caller to know.
  package static func normalized(
    _ label: Span<UInt8>,
    matching: LabelMatching = .commonMark,
    use: LabelUse = .shownText
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(label.count)
    let rules = LabelRules(matching: matching, use: use)
    return rules.normalizeASCII(label, into: bytes) ?? rules.normalizeScalars(label)
  }

  /// The normal form of a label; empty if it matches nothing.
  package static func normalized(
    _ label: String,
    matching: LabelMatching = .commonMark,
    use: LabelUse = .shownText
  ) -> String {
    String(decoding: normalized(label.utf8.span, matching: matching, use: use), as: UTF8.self)
  }
}

/// Where the normaliser writes: into bytes for those who need the text, into a hash for those who only compare.
protocol ByteSink {
  mutating func append(_ byte: UInt8)
}

extension [UInt8]: ByteSink {}

/// One generator's treatment of one place.
struct LabelRules {
  private enum WhiteSpace { case commonMark, python, ruby }
  private let matching: LabelMatching
  private let whiteSpace: WhiteSpace
  private let trims: Bool
  private let collapses: Bool
  private let unescapes: Bool

  init(matching: LabelMatching, use: LabelUse) {
    self.matching = matching
    switch matching {
    case .commonMark: (whiteSpace, trims, collapses, unescapes) = (.commonMark, true, true, false)
    case .pythonMarkdown:
      (whiteSpace, trims, collapses, unescapes) = (.python, use == .definition, use != .definition, false)
    case .kramdown: (whiteSpace, trims, collapses, unescapes) = (.ruby, false, true, use == .shownText)
    }
  }

  /// The sink with the normal form of an ASCII label written to it; nil if the label needs more.
  ///
  /// The sink is the function's own while it writes, so that a hash stays in registers.
  func normalizeASCII<Sink: ByteSink>(_ label: Span<UInt8>, into empty: consuming Sink) -> Sink? {
    var sink = empty
    var start = 0
    var end = label.count
    if matching == .commonMark, end > Label.commonMarkByteLimit { return sink }
    if trims {
      while start < end, isWhiteSpace(label[start]) { start += 1 }
      while end > start, isWhiteSpace(label[end - 1]) { end -= 1 }
    }
    var isAfterBlank = false
    for index in start..<end {
      let byte = label[index]
      if byte > 0x20 || !collapses || !isWhiteSpace(byte) {
        if byte >= 0x80 || (unescapes && byte == UInt8(ascii: "\\")) { return nil }
        sink.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        isAfterBlank = false
      } else {
        if !isAfterBlank { sink.append(0x20) }
        isAfterBlank = true
      }
    }
    return sink
  }

  /// The normal form of any label.
  func normalizeScalars(_ label: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(label.count)
    for index in label.indices { bytes.append(label[index]) }
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
    if trims {
      scalars = scalars.drop(while: isWhiteSpace)
      while let last = scalars.last, isWhiteSpace(last) { scalars.removeLast() }
    }
    if unescapes { removeKramdownEscapes(from: &scalars) }
    bytes.removeAll(keepingCapacity: true)
    var isAfterBlank = false
    for index in scalars.indices {
      if collapses, isWhiteSpace(scalars[index]) {
        if !isAfterBlank { bytes.append(0x20) }
        isAfterBlank = true
        continue
      }
      isAfterBlank = false
      switch matching {
      case .commonMark: bytes.append(contentsOf: CaseMapping.folded(scalars[index]).utf8)
      case .pythonMarkdown: bytes.append(contentsOf: CaseMapping.lowercased(scalars, at: index).utf8)
      case .kramdown: bytes.append(contentsOf: scalars[index].properties.lowercaseMapping.utf8)
      }
    }
    return bytes
  }

  private func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 0x09 < 5 || (whiteSpace == .python && byte &- 0x1C < 4)
  }

  private func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isWhiteSpace(UInt8(truncatingIfNeeded: scalar.value)) }
    guard whiteSpace == .python else { return false }
    switch scalar.value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  /// kramdown takes the backslash from an escaped sign of the shown text before it looks the text up.
  private func removeKramdownEscapes(from scalars: inout ArraySlice<Unicode.Scalar>) {
    var kept: [Unicode.Scalar] = []
    kept.reserveCapacity(scalars.count)
    var rest = scalars
    while let scalar = rest.popFirst() {
      if scalar == "\\", let next = rest.first, "\\.*_+`<>()[]{}#!:|\"'$=-".unicodeScalars.contains(next) {
        kept.append(next)
        rest.removeFirst()
      } else {
        kept.append(scalar)
      }
    }
    scalars = kept[...]
  }
}
