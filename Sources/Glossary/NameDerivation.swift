/// Derives from an entry's titles the other names that authors use for it.
package enum NameDerivation {
  /// The title and the names derived from it, in tiers 1 to 4, each name once and in its lowest tier.
  ///
  /// 1. The title.
  /// 2. The title without its parenthesis; the abbreviation, if the title ends with it.
  /// 3. The abbreviation followed by what follows the parenthesis, and alone.
  /// 4. The title, whole, without its parenthesis or abbreviated, without its kind word.
  package static func derive(title: String, kindWords: KindWords = .standard) -> [EntryName] {
    derive(titles: [title], kindWords: kindWords)
  }

  /// The names of an entry with several headings, or with aliases. An alias is a name and nothing is derived from it.
  package static func derive(
    titles: [String],
    aliases: [String] = [],
    kindWords: KindWords = .standard
  ) -> [EntryName] {
    var names = NameCollector()
    for title in titles { names.add(title, tier: 1) }
    for alias in aliases { names.add(alias, tier: 1) }
    let parts = titles.map { TitleParts($0) }
    for tier in 2...4 {
      for title in parts {
        switch tier {
        case 2: names.add(contentsOf: title.plainNames, tier: tier)
        case 3: names.add(contentsOf: title.abbreviatedNames, tier: tier)
        default: names.add(contentsOf: title.namesWithoutKind(kindWords), tier: tier)
        }
      }
    }
    return names.names
  }
}

/// Names in the order of their tiers; what says nothing, and what is there already, is left out.
private struct NameCollector {
  private(set) var names: [EntryName] = []
  /// The keys of the first names; those behind have not been compared with another spelling yet.
  private var keys: [LabelKey] = []
  /// The same keys, where there are too many to look through.
  private var known: Set<LabelKey> = []
  private static let fewest = 16

  mutating func add(_ name: String, tier: Int) {
    guard saysSomething(name) else { return }
    if names.count < Self.fewest, names.contains(where: { $0.name == name }) { return }
    if !names.isEmpty {
      for name in names[keys.count...] { append(LabelKey(name.name, use: .definition)) }
      let key = LabelKey(name, use: .definition)
      if keys.count < Self.fewest ? keys.contains(key) : known.contains(key) { return }
      append(key)
    }
    names.append(EntryName(name: name, tier: tier))
  }

  private mutating func append(_ key: LabelKey) {
    keys.append(key)
    if keys.count == Self.fewest { known.formUnion(keys) } else if keys.count > Self.fewest { known.insert(key) }
  }

  mutating func add(contentsOf names: [String], tier: Int) {
    for name in names { add(name, tier: tier) }
  }

  /// Whether there is a letter, a digit or a symbol beyond ASCII in the name.
  private func saysSomething(_ name: String) -> Bool {
    if name.utf8.contains(where: { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) { return true }
    return name.unicodeScalars.contains { scalar in
      !scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isMath)
    }
  }
}

/// A title cut at its parenthesis: `head (inside) rest`.
struct TitleParts {
  private let title: [UInt8]
  private let parenthesis: Range<Int>?

  init(_ title: String) {
    self.title = Array(title.utf8)
    parenthesis = Self.parenthesis(self.title)
  }

  /// Tier 2.
  var plainNames: [String] {
    guard let parenthesis else { return [] }
    var names = [string(withoutParenthesis)]
    if parenthesis.upperBound == title.count, let abbreviation { names.append(string(abbreviation)) }
    return names
  }

  /// Tier 3.
  var abbreviatedNames: [String] {
    guard let parenthesis, parenthesis.upperBound < title.count, let abbreviation else { return [] }
    return [string(abbreviation + title[parenthesis.upperBound...]), string(abbreviation)]
  }

  /// Tier 4.
  func namesWithoutKind(_ kindWords: KindWords) -> [String] {
    var whole = [title]
    if let parenthesis {
      whole.append(withoutParenthesis)
      if parenthesis.upperBound < title.count, let abbreviation {
        whole.append(abbreviation + title[parenthesis.upperBound...])
      }
    }
    return whole.flatMap { kindWords.prefixes(of: $0) }.map { string($0) }
  }

  /// The names of tiers 1 to 4, each with what it is made of.
  func forms(_ kindWords: KindWords) -> [(form: String, name: String)] {
    var forms = [(form: "title", name: string(title))]
    var whole = [("title", title)]
    if let parenthesis {
      forms.append(("plain", string(withoutParenthesis)))
      whole.append(("plain", withoutParenthesis))
      if let abbreviation {
        let rest = abbreviation + title[parenthesis.upperBound...]
        if !rest.elementsEqual(abbreviation) {
          forms.append(("abbreviation and rest", string(rest)))
          whole.append(("abbreviation and rest", rest))
        }
        forms.append(("abbreviation", string(abbreviation)))
      }
    }
    for (form, name) in whole {
      for prefix in kindWords.prefixes(of: name) {
        let kind = string(Array(name[prefix.count...])).lowercased()
        forms.append(("\(form) without\(kind)", string(prefix)))
      }
    }
    return forms
  }

  private var withoutParenthesis: [UInt8] {
    guard let parenthesis else { return title }
    return Array(title[..<(parenthesis.lowerBound - 1)]) + title[parenthesis.upperBound...]
  }

  private var abbreviation: [UInt8]? {
    guard let parenthesis else { return nil }
    let inside = Array(title[(parenthesis.lowerBound + 1)..<(parenthesis.upperBound - 1)])
    return Abbreviation.isAbbreviation(inside, of: title[..<parenthesis.lowerBound]) ? inside : nil
  }

  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The last parenthesis that stands after a blank and holds no other.
  private static func parenthesis(_ title: [UInt8]) -> Range<Int>? {
    guard let close = title.lastIndex(of: UInt8(ascii: ")")),
      let open = title[..<close].lastIndex(of: UInt8(ascii: "(")),
      open >= 2, title[open - 1] == UInt8(ascii: " "), close > open + 1
    else { return nil }
    return open..<(close + 1)
  }
}

/// Tells `(LLM)` from `(mathematics)`.
enum Abbreviation {
  /// Whether `inside`, in a parenthesis after `head`, abbreviates it, rather than telling two meanings apart.
  static func isAbbreviation(_ inside: [UInt8], of head: ArraySlice<UInt8>) -> Bool {
    guard inside.count > 1, inside.contains(where: isLetter) else { return false }
    let isOneWord = !inside.contains(UInt8(ascii: " "))
    // Capitals and digits after the first letter make a word an abbreviation; others must at least spell one.
    if isOneWord, inside.dropFirst().contains(where: { isUpper($0) || isDigit($0) }) { return true }
    return isSpelled(inside, in: head)
  }

  /// Whether the letters of `inside` stand in `head`, in that order.
  private static func isSpelled(_ inside: [UInt8], in head: ArraySlice<UInt8>) -> Bool {
    var rest = head
    for byte in inside where isLetter(byte) {
      guard let index = rest.firstIndex(where: { $0 | 0x20 == byte | 0x20 }) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }
}
