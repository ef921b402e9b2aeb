/// The ways in which authors write a name within a sentence.
enum NameCase: CaseIterable {
  case asGiven
  /// All words but abbreviations in lower case: large language model (LLM).
  case lowerWords
  /// The same with a capital letter at the beginning.
  case sentence
  case lower
  case upper

  func applied(to name: String) -> String {
    switch self {
    case .asGiven: return name
    case .lowerWords:
      let words = name.split(separator: " ", omittingEmptySubsequences: false)
      return words.map { Self.isAbbreviation($0) ? String($0) : $0.lowercased() }.joined(separator: " ")
    case .sentence:
      let words = Self.lowerWords.applied(to: name)
      return words.prefix(1).uppercased() + words.dropFirst()
    case .lower: return name.lowercased()
    case .upper: return name.uppercased()
    }
  }

  private static func isAbbreviation(_ word: Substring) -> Bool {
    word.drop { !$0.isLetter }.dropFirst().contains { $0.isUppercase }
  }

  /// A new name in the way in which the old one is written here, with its line breaks; nil where that is none of these
  /// ways.
  static func adapted(_ new: String, from old: String, as written: String) -> String? {
    let words = written.split(whereSeparator: \.isWhitespace)
    let plain = words.joined(separator: " ")
    for joining in NameJoining.allCases {
      let (oldName, newName) = (joining.applied(to: old), joining.applied(to: new))
      let ways = allCases.filter { $0.applied(to: oldName) == plain }
      // A way that shows in the new name too can be told from it when the old name is given back.
      let shown = ways.first { $0 == .asGiven || $0.applied(to: newName) != newName }
      guard let way = shown ?? ways.first else { continue }
      let adapted = way.applied(to: newName)
      return plain == written ? adapted : withBlanks(of: written, words, in: adapted)
    }
    if let adapted = NameWords(plain).taking(new, inPlaceOf: NameWords(old)) {
      return plain == written ? adapted : withBlanks(of: written, words, in: adapted)
    }
    // Labels with the sign of an anchor are read as names, too.
    return written.hasPrefix("#") ? adapted(new, from: old, as: String(written.dropFirst())).map { "#" + $0 } : nil
  }

  /// The words of a name with what stands between those of another.
  private static func withBlanks(of written: String, _ words: [Substring], in name: String) -> String {
    var text = String(written.prefix { $0.isWhitespace })
    let new = name.split(separator: " ")
    for (index, word) in new.enumerated() {
      text += word
      guard index + 1 < new.count else { break }
      text += index + 1 < words.count ? String(written[words[index].endIndex..<words[index + 1].startIndex]) : " "
    }
    return text + String(words.last.map { written[$0.endIndex...] } ?? "")
  }
}

/// The ways in which authors join the words of a name.
private enum NameJoining: CaseIterable {
  case asGiven
  case blanksForHyphens, noHyphens, hyphensForBlanks, noBlanks

  func applied(to name: String) -> String {
    switch self {
    case .asGiven: name
    case .blanksForHyphens: name.replacing("-", with: " ")
    case .noHyphens: name.replacing("-", with: "")
    case .hyphensForBlanks: name.replacing(" ", with: "-")
    case .noBlanks: name.replacing(" ", with: "")
    }
  }
}

/// The words of a name, and what stands between them.
private struct NameWords {
  private var words: [Substring] = []
  /// What follows each word.
  private var signs: [Substring] = []

  init(_ name: String) {
    var rest = name[...]
    while !rest.isEmpty {
      let word = rest.prefix { !Self.isSign($0) }
      rest = rest.dropFirst(word.count)
      let sign = rest.prefix { Self.isSign($0) }
      rest = rest.dropFirst(sign.count)
      words.append(word)
      signs.append(sign)
    }
  }

  /// A new name in which the words that stay are written as they are here; nil where a word goes that is written
  /// unlike that of the old name.
  func taking(_ new: String, inPlaceOf old: NameWords) -> String? {
    let name = NameWords(new)
    guard words.count == old.words.count,
      zip(words, old.words).allSatisfy({ $0.lowercased() == $1.lowercased() })
    else { return nil }
    var result = ""
    var next = 0
    for (index, word) in name.words.enumerated() {
      var found: (index: Int, text: String)?
      for candidate in words.indices[next...] where found == nil {
        found = Self.respelled(word, from: old.words[candidate], as: words[candidate]).map { (candidate, $0) }
      }
      guard let found else {
        result += word + name.signs[index]
        continue
      }
      guard words[next..<found.index].elementsEqual(old.words[next..<found.index]) else { return nil }
      let isNextSame =
        found.index + 1 < words.count && index + 1 < name.words.count
        && old.words[found.index + 1] == name.words[index + 1]
      result += found.text + (isNextSame ? signs[found.index] : name.signs[index])
      next = found.index + 1
    }
    return words[next...].elementsEqual(old.words[next...]) ? result : nil
  }

  /// A word that is another one, or what is left or made of it by letters before it, in the way in which that one is
  /// written; nil where they are different words.
  private static func respelled(_ new: Substring, from old: Substring, as written: Substring) -> String? {
    if new == old { return String(written) }
    guard old.count > 1, new.count > 1, old.count == written.count else { return nil }
    if new.hasSuffix(old) { return String(new.dropLast(old.count) + written) }
    return old.hasSuffix(new) ? String(written.suffix(new.count)) : nil
  }

  private static func isSign(_ character: Character) -> Bool { " -()/".contains(character) }
}
