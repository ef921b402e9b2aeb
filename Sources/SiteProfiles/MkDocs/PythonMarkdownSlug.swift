package import MarkdownSyntax
import SourceText

/// Heading ids as Python-Markdown's `toc` extension makes them.
package enum PythonMarkdownSlug {
  /// The id of a heading's text, before it is made unique; empty where the text holds nothing an id can.
  package static func slug(_ text: String, settings: SlugSettings = SlugSettings()) -> String {
    if settings.separator == "-", let plain = plainSlug(text, settings.function) { return plain }
    return switch settings.function {
    case .ascii: asciiSlug(text, separator: settings.separator)
    case .unicode, .unknown: unicodeSlug(text, separator: settings.separator)
    case .pymdownx(let letterCase, let percentEncode, _):
      pymdownxSlug(text, separator: settings.separator, letterCase, percentEncode: percentEncode)
    }
  }

  /// The ids of a page's headings, in order.
  package static func anchors(
    of page: ParsedPage,
    settings: SlugSettings,
    hasEmoji: Bool = false
  ) -> [String] {
    var options = PythonMarkdownInlines.Options()
    options.hasFootnotes = page.dialect.hasFootnotes
    options.hasAutorefs = page.dialect.leavesUndefinedToPlugins
    var identifiers = UniqueIdentifiers(taken: Set(page.headings.compactMap(\.explicitID)))
    return page.headings.map { heading in
      if let id = heading.explicitID { return id }
      let content = Array(page.text.bytes[heading.content.indices])
      let text = PythonMarkdownInlines.headingText(content, options: options, hasEmoji: hasEmoji)
      return identifiers.unique(slug(text, settings: settings))
    }
  }

  /// Makes ids unique as Python-Markdown does: an id that is taken gets `_1`, and one that ends in `_1` gets `_2`.
  package struct UniqueIdentifiers {
    private var taken: Set<String>
    /// For a base the number up to which all its ids are taken.
    private var known: [String: Int] = [:]

    /// - Parameter taken: The ids that attribute lists give anywhere on the page.
    package init(taken: Set<String> = []) {
      self.taken = taken
    }

    /// An id that is not taken yet, which it then is.
    package mutating func unique(_ id: String) -> String {
      if !id.isEmpty, taken.insert(id).inserted { return id }
      var (base, count) = Self.split(id)
      let run = known[base, default: 0]
      let continuesRun = count <= run + 1
      if continuesRun { count = max(count, run) }
      var candidate: String
      repeat {
        count += 1
        candidate = "\(base)_\(count)"
      } while !taken.insert(candidate).inserted
      if continuesRun { known[base] = count }
      return candidate
    }

    /// `name_12` as `name` and 12; any other id as itself and 0.
    private static func split(_ id: String) -> (base: String, count: Int) {
      guard let underscore = id.utf8.lastIndex(of: UInt8(ascii: "_")) else { return (id, 0) }
      let digits = id[id.utf8.index(after: underscore)...]
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits),
        count < Int.max / 2
      else { return (id, 0) }
      return (String(id[..<underscore]), count)
    }
  }

  // MARK: The toc extension's own functions

  /// The slug of an ASCII text, on which all of the extension's own functions agree; nil for other texts.
  private static func plainSlug(_ text: String, _ function: SlugSettings.Function) -> String? {
    if case .pymdownx = function { return nil }
    var slug: [UInt8] = []
    slug.reserveCapacity(text.utf8.count)
    // Hyphens at the ends stay, white space there goes.
    var hasSeparator = false
    for byte in text.utf8 {
      switch byte {
      case 0x80...: return nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        if hasSeparator { slug.append(UInt8(ascii: "-")) }
        hasSeparator = false
        slug.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      case UInt8(ascii: "-"): hasSeparator = true
      case 0x20, 0x09...0x0D, 0x1C...0x1F: hasSeparator = hasSeparator || !slug.isEmpty
      default: continue
      }
    }
    // Where a text ends with signs, whether its last separator is a hyphen takes a closer look.
    return hasSeparator ? nil : String(decoding: slug, as: UTF8.self)
  }

  private static func asciiSlug(_ text: String, separator: String) -> String {
    var ascii = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        if isASCIIWord(scalar) || scalar == "-" || isPythonSpace(scalar) { ascii += scalar.properties.lowercaseMapping }
      } else if let letters = CompatibilityLetters.ascii[scalar.value] {
        ascii += letters
      }
    }
    return joined(trimmed(ascii), separator: separator)
  }

  private static func unicodeSlug(_ text: String, separator: String) -> String {
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.filter { isPythonWord($0) || $0 == "-" || isPythonSpace($0) })
    return joined(lowercased(trimmed(String(kept))), separator: separator)
  }

  /// Replaces each run of white space and of the separator's characters.
  private static func joined(_ text: String, separator: String) -> String {
    let separators = Set(separator.unicodeScalars)
    var result = String.UnicodeScalarView()
    var isInRun = false
    for scalar in text.unicodeScalars {
      guard isPythonSpace(scalar) || separators.contains(scalar) else {
        isInRun = false
        result.append(scalar)
        continue
      }
      if !isInRun { result.append(contentsOf: separator.unicodeScalars) }
      isInRun = true
    }
    return String(result)
  }

  // MARK: pymdownx.slugs

  private static func pymdownxSlug(
    _ text: String,
    separator: String,
    _ letterCase: SlugSettings.LetterCase,
    percentEncode: Bool
  ) -> String {
    var slug = trimmed(withoutTags(ComposedLetters.composed(text)))
    switch letterCase {
    case .none: break
    case .lower: slug = lowercased(slug)
    case .lowerASCII:
      slug = slug.unicodeScalars.map { $0.isASCII ? $0.properties.lowercaseMapping : String($0) }.joined()
    case .fold: slug = slug.unicodeScalars.map(folded).joined()
    }
    var result = ""
    for scalar in slug.unicodeScalars {
      if scalar == " " {
        result += separator
      } else if isPythonWord(scalar) || scalar == "-" {
        result.unicodeScalars.append(scalar)
      }
    }
    return percentEncode ? percentEncoded(result) : result
  }

  /// Without whatever stands between `<` and `>`, even if it is the text's own.
  private static func withoutTags(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var result = text[..<text.startIndex]
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "<")),
      let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: ">"))
    {
      result += rest[..<open]
      rest = rest[rest.utf8.index(after: close)...]
    }
    return String(result + rest)
  }

  /// As Python's `urllib.parse.quote` does it.
  private static func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if isASCIIWord(scalar) || "-.~/".unicodeScalars.contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  // MARK: Characters as Python sees them

  private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  /// What `\w` matches: what is a letter or a number, and the underscore. Combining marks are not.
  private static func isPythonWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIIWord(scalar) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
      return true
    default: return scalar.properties.numericType != nil
    }
  }

  /// What `\s` matches.
  private static func isPythonSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isPythonSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isPythonSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// As Python's `str.lower` does it: a capital sigma at a word's end becomes a final one.
  private static func lowercased(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased() }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      guard scalar == "Σ" else {
        result += scalar.properties.lowercaseMapping
        continue
      }
      let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
      let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
      result += before?.properties.isCased == true && after?.properties.isCased != true ? "ς" : "σ"
    }
    return result
  }

  /// Full case folding of one scalar.
  private static func folded(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.lowercaseMapping.unicodeScalars.map { $0.properties.uppercaseMapping }.joined().unicodeScalars
      .map { $0.properties.lowercaseMapping }.joined()
  }
}
