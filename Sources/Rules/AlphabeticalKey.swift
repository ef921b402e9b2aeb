/// What titles are sorted by: case and accents aside, in one of the ways that people sort.
enum AlphabeticalKey: CaseIterable {
  /// A blank or hyphen comes before any letter: Lee Shore, Leeway.
  case wordByWord
  /// Blanks, hyphens and other signs do not count: Leeway, Lee Shore.
  case letterByLetter
  /// Word by word, what stands in parentheses left out.
  case withoutParentheses

  /// The key of a title: keys sort as UTF-8.
  func key(of title: String) -> [UInt8] { key(ofFolded: Self.foldedBytes(title.utf8)) }

  /// The key of a title whose case and accents were taken off.
  func key(ofFolded folded: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(folded.count)
    var depth = 0
    for byte in folded {
      if self == .withoutParentheses {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
        if depth > 0 { continue }
      }
      if Self.isLetterOrDigit(byte) {
        key.append(byte)
      } else if self != .letterByLetter, key.last != 0x20, !key.isEmpty {
        key.append(0x20)
      }
    }
    if key.last == 0x20 { key.removeLast() }
    return key
  }

  /// Letters of other scripts, and signs that are not ASCII, count as letters.
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A text in lower case and without accents, from UTF-8 to UTF-8.
  static func foldedBytes(_ text: some Collection<UInt8>) -> [UInt8] {
    if text.contains(where: { $0 >= 0x80 }) { return Array(folded(String(decoding: text, as: UTF8.self)).utf8) }
    return text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  /// A text in lower case, with the letters of European languages without their accents.
  static func folded(_ text: String) -> String {
    let lowered = text.lowercased()
    guard lowered.utf8.contains(where: { $0 >= 0x80 }) else { return lowered }
    var folded = ""
    for character in lowered {
      if let plain = plainLetters[character] {
        folded += plain
      } else {
        folded.append(character)
      }
    }
    return folded
  }

  private static let plainLetters: [Character: String] = {
    let groups = [
      "a": "àáâãäåāăąǎ", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
      "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉ", "o": "òóôõöøōŏőǒ", "oe": "œ", "r": "ŕŗř",
      "s": "śŝşšș", "ss": "ß", "t": "ţťŧț", "th": "þ", "u": "ùúûüũūŭůűųǔ", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
    ]
    var letters: [Character: String] = [:]
    for (plain, accented) in groups { for letter in accented { letters[letter] = plain } }
    return letters
  }()
}
