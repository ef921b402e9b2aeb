package import SourceText

/// An address that stands in prose without angle brackets (GFM 0.29, section 6.9).
package struct ExtendedAutolink: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// `https://example.org`
    case url
    /// `www.example.org`
    case www
    /// `someone@example.org`
    case email
  }

  package var kind: Kind
  package var range: ByteRange

  package init(_ kind: Kind, _ range: ByteRange) {
    self.kind = kind
    self.range = range
  }
}

/// Finds addresses in a page's prose, whether or not its generator makes links of them.
///
/// They are no part of a ``ParsedPage``: nothing else depends on them, and only who follows links asks for them.
package enum ExtendedAutolinks {
  /// In order. None lies in code, HTML, a template's tag, a definition, an image or a link; one may lie in the text of a
  /// reference, which is prose where the reference has no definition.
  package static func find(on page: ParsedPage) -> [ExtendedAutolink] {
    let excluded = excludedRanges(of: page)
    let templates = Set(page.regions.lazy.filter { $0.kind == .liquidTag }.map(\.range.lowerBound))
    var found: [ExtendedAutolink] = []
    var next = 0
    for block in page.blocks where block.holdsText {
      var scanner = ExtendedAutolinkScanner(page.text.bytes, leafStart: block.range.lowerBound)
      var start = block.range.lowerBound
      while next < excluded.count, excluded[next].upperBound <= start { next += 1 }
      while next < excluded.count, excluded[next].lowerBound < block.range.upperBound {
        let cut = excluded[next]
        scanner.scan(start, cut.lowerBound, goesOn: templates.contains(cut.lowerBound))
        start = max(start, cut.upperBound)
        if cut.upperBound > block.range.upperBound { break }
        next += 1
      }
      scanner.scan(start, block.range.upperBound, goesOn: false)
      found += scanner.found
    }
    return found
  }

  /// What is not prose: in order, none overlapping another.
  private static func excludedRanges(of page: ParsedPage) -> [ByteRange] {
    var ranges = page.regions.map(\.range) + page.definitions.map(\.range) + page.comments.map(\.range)
    for span in page.spans {
      if span.isReference {
        ranges.append(ByteRange(span.range.lowerBound, span.text.lowerBound))
        ranges.append(ByteRange(span.text.upperBound, span.range.upperBound))
      } else {
        ranges.append(span.range)
      }
    }
    for block in page.blocks where block.holdsText {
      let mathematics = MathMask.ranges(in: Array(page.text.slice(block.range)), dialect: page.dialect)
      ranges += mathematics.map { $0.shifted(by: block.range.lowerBound) }
    }
    if page.dialect.hasAttributeLists {
      for block in page.blocks where block.holdsText { ranges += attributeLists(in: block.range, page.text.bytes) }
    }
    var disjoint: [ByteRange] = []
    for range in ranges.sorted() {
      if let last = disjoint.last, range.lowerBound < last.upperBound {
        disjoint[disjoint.count - 1] = ByteRange(last.lowerBound, max(last.upperBound, range.upperBound))
      } else {
        disjoint.append(range)
      }
    }
    return disjoint
  }

  /// What stands in braces on one line.
  private static func attributeLists(in block: ByteRange, _ bytes: [UInt8]) -> [ByteRange] {
    var lists: [ByteRange] = []
    var open: Int?
    for offset in block.indices {
      switch bytes[offset] {
      case UInt8(ascii: "{"): open = open ?? offset
      case UInt8(ascii: "\n"): open = nil
      case UInt8(ascii: "}"):
        if let start = open.take() { lists.append(ByteRange(start, offset + 1)) }
      default: break
      }
    }
    return lists
  }
}

extension Block {
  /// Whether its content is inline text.
  fileprivate var holdsText: Bool {
    switch kind {
    case .paragraph, .atxHeading, .setextHeading, .tableCell, .markerTitle: true
    case .blockQuote, .list, .listItem, .codeBlock, .htmlBlock, .thematicBreak, .table, .tableRow: false
    }
  }
}

/// Reads the stretches of prose of one leaf block.
///
/// Linear in their length: a domain that is none is passed over as a whole, since what begins within it ends as it does,
/// and the parentheses of an address are counted once.
private struct ExtendedAutolinkScanner {
  private let bytes: [UInt8]
  private let leafStart: Int
  private(set) var found: [ExtendedAutolink] = []

  init(_ bytes: [UInt8], leafStart: Int) {
    self.bytes = bytes
    self.leafStart = leafStart
  }

  /// - Parameter goesOn: whether a template's tag follows, so that what reaches the end is not the whole address.
  mutating func scan(_ start: Int, _ end: Int, goesOn: Bool) {
    var offset = start
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "h"), UInt8(ascii: "H"):
        if let host = hostStart(at: offset, end) {
          offset = readURL(.url, offset, host: host, to: end, goesOn: goesOn)
          continue
        }
      case UInt8(ascii: "w"), UInt8(ascii: "W"):
        if isBehindDelimiter(offset), begins(with: Self.www, offset, end) {
          offset = readURL(.www, offset, host: offset, to: end, goesOn: goesOn)
          continue
        }
      case UInt8(ascii: "@"):
        let floor = max(start, found.last?.range.upperBound ?? start)
        offset = readEmail(around: offset, from: floor, to: end, goesOn: goesOn)
        continue
      default: break
      }
      offset += 1
    }
  }

  private static let schemes = [Array("http://".utf8), Array("https://".utf8)]
  private static let www = Array("www.".utf8)
  private static let mailto = Array("mailto:".utf8)

  // MARK: Addresses of the web

  /// The offset behind `http://` or `https://`. As in libcmark-gfm any sign may stand before it, such as a quotation mark.
  private func hostStart(at offset: Int, _ end: Int) -> Int? {
    if offset > leafStart, isASCIIAlphanumeric(bytes[offset - 1]) { return nil }
    return Self.schemes.first { begins(with: $0, offset, end) }.map { offset + $0.count }
  }

  /// Whether `www.` may begin an address: at the start, behind white space, or behind `*`, `_`, `~` or `(`.
  private func isBehindDelimiter(_ offset: Int) -> Bool {
    guard offset > leafStart else { return true }
    let before = bytes[offset - 1]
    return isASCIIWhitespace(before) || "*_~(".utf8.contains(before)
  }

  /// Whether a text in small letters stands at an offset, in whichever case.
  private func begins(with text: [UInt8], _ offset: Int, _ end: Int) -> Bool {
    guard offset + text.count <= end else { return false }
    return zip(bytes[offset...], text).allSatisfy { $0 == $1 || isASCIILetter($0) && $0 | 0x20 == $1 }
  }

  /// Adds the address whose domain begins at `host`, if that is one; returns where to go on.
  private mutating func readURL(
    _ kind: ExtendedAutolink.Kind,
    _ start: Int,
    host: Int,
    to limit: Int,
    goesOn: Bool
  ) -> Int {
    let domain = domain(from: host, to: limit)
    // The period behind `www` is the one that a domain must have; behind a scheme it may be `localhost`.
    guard domain.isValid, kind == .url || domain.end > host + Self.www.count else { return max(domain.end, start + 1) }
    var end = domain.end
    while end < limit, !isASCIIWhitespace(bytes[end]), bytes[end] != UInt8(ascii: "<") { end += 1 }
    if end == limit, goesOn { return limit }
    end = endWithoutPunctuation(ByteRange(start, end))
    found.append(ExtendedAutolink(kind, ByteRange(start, end)))
    return end
  }

  /// The end of a run of letters, digits, `-` and `_` with single periods between them, and whether it is a domain:
  /// neither of the last two parts may hold a `_`.
  private func domain(from start: Int, to limit: Int) -> (end: Int, isValid: Bool) {
    var end = start
    var hasUnderscore = false
    var hadUnderscore = false
    while end < limit {
      if bytes[end] == UInt8(ascii: "_") {
        let word = bytes[end..<limit].firstIndex { $0 != UInt8(ascii: "_") } ?? limit
        // Behind the last part it is the mark of emphasis.
        if wordLength(at: word, limit) == 0 { break }
        hasUnderscore = true
        end = word
      } else if bytes[end] == UInt8(ascii: "."), end > start, wordLength(at: end + 1, limit) > 0 {
        (hadUnderscore, hasUnderscore) = (hasUnderscore, false)
        end += 1
      } else {
        let length = wordLength(at: end, limit)
        if length == 0 { break }
        end += length
      }
    }
    let isValid = end > start && bytes[start] != UInt8(ascii: "-") && !hasUnderscore && !hadUnderscore
    return (end, isValid)
  }

  /// The length of what may stand in a domain at an offset, 0 where there is none.
  private func wordLength(at offset: Int, _ limit: Int) -> Int {
    guard offset < limit else { return 0 }
    let byte = bytes[offset]
    if byte < 0x80 {
      return isASCIIAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") ? 1 : 0
    }
    guard let scalar = scalar(at: offset), !scalar.isPunctuationOrSpace else { return 0 }
    return UTF8.width(scalar)
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
  }

  /// Where an address ends that is written at the end of a sentence, in parentheses or in quotation marks, or before a
  /// character reference.
  private func endWithoutPunctuation(_ address: ByteRange) -> Int {
    var end = address.upperBound
    var unmatched = 0
    for byte in bytes[address.indices] {
      if byte == UInt8(ascii: "(") { unmatched -= 1 }
      if byte == UInt8(ascii: ")") { unmatched += 1 }
    }
    while end > address.lowerBound {
      switch bytes[end - 1] {
      case UInt8(ascii: ")"):
        guard unmatched > 0 else { return end }
        unmatched -= 1
        end -= 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        end -= 1
      case UInt8(ascii: ";"):
        var name = end - 1
        while name > address.lowerBound, isASCIIAlphanumeric(bytes[name - 1]) { name -= 1 }
        let isReference = name < end - 1 && name > address.lowerBound && bytes[name - 1] == UInt8(ascii: "&")
        end = isReference ? name - 1 : end - 1
      case 0x80...:
        var start = end - 1
        while start > address.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        guard scalar(at: start)?.isPunctuationOrSpace == true else { return end }
        end = start
      default: return end
      }
    }
    return end
  }

  // MARK: Addresses of mail

  /// Adds the address around an `@`, if there is one; returns where to go on.
  private mutating func readEmail(around sign: Int, from floor: Int, to limit: Int, goesOn: Bool) -> Int {
    var start = sign
    while start > floor, isMailboxByte(bytes[start - 1]) { start -= 1 }
    guard start < sign else { return sign + 1 }
    var end = sign + 1
    var hasPeriod = false
    while end < limit {
      let byte = bytes[end]
      if byte == UInt8(ascii: "."), end > sign + 1, end + 1 < limit, isASCIIAlphanumeric(bytes[end + 1]) {
        hasPeriod = true
      } else if !isASCIIAlphanumeric(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    // As in libcmark-gfm a letter is last, so that `package@1.2.0` is none.
    guard hasPeriod, isASCIILetter(bytes[end - 1]), end < limit || !goesOn else { return end }
    let scheme = start - Self.mailto.count
    if scheme >= floor, begins(with: Self.mailto, scheme, start),
      scheme == leafStart || !isASCIIAlphanumeric(bytes[scheme - 1])
    {
      start = scheme
    }
    found.append(ExtendedAutolink(.email, ByteRange(start, end)))
    return end
  }

  private func isMailboxByte(_ byte: UInt8) -> Bool {
    isASCIIAlphanumeric(byte) || ".-_+".utf8.contains(byte)
  }
}

extension Unicode.Scalar {
  fileprivate var isPunctuationOrSpace: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator:
      true
    default: false
    }
  }
}
