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
    for byte in KeyBytes(folded[...], self) { key.append(byte) }
    return key
  }

  /// Whether the key of one title comes before that of another, both given as UTF-8.
  func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    // Nearly always the first few bytes tell.
    let (left, right) = (KeyBytes(Self.withoutAccents(left), self), KeyBytes(Self.withoutAccents(right), self))
    return left.lexicographicallyPrecedes(right)
  }

  private static func withoutAccents(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.contains { $0 >= 0x80 } ? foldedBytes(text)[...] : text
  }

  /// The bytes of a title's key, one after the other.
  private struct KeyBytes: Sequence, IteratorProtocol {
    private var title: ArraySlice<UInt8>.Iterator
    private let order: AlphabeticalKey
    /// How many parentheses are open, where what stands in them is left out.
    private var depth = 0
    private var isAtStart = true
    private var isBehindSign = false
    /// The letter to follow the blank that was given for the signs before it.
    private var held: UInt8?

    init(_ title: ArraySlice<UInt8>, _ order: AlphabeticalKey) {
      self.title = title.makeIterator()
      self.order = order
    }

    mutating func next() -> UInt8? {
      if let letter = held {
        held = nil
        return letter
      }
      while let byte = title.next() {
        if order == .withoutParentheses {
          if byte == UInt8(ascii: "(") { depth += 1 }
          if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
          if depth > 0 { continue }
        }
        // Letters of other scripts, and signs that are not ASCII, count as letters.
        guard byte >= 0x80 || AlphabeticalKey.isASCIILetterOrDigit(byte) else {
          isBehindSign = true
          continue
        }
        let letter = AlphabeticalKey.folded(byte)
        let isBehindBlank = isBehindSign && !isAtStart && order != .letterByLetter
        isAtStart = false
        isBehindSign = false
        guard isBehindBlank else { return letter }
        held = letter
        return 0x20
      }
      return nil
    }
  }

  static func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// A byte of UTF-8 in lower case, where it is an ASCII letter.
  static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// A text in lower case and without accents, from UTF-8 to UTF-8.
  static func foldedBytes(_ text: some Collection<UInt8>) -> [UInt8] {
    if text.contains(where: { $0 >= 0x80 }) { return Array(folded(String(decoding: text, as: UTF8.self)).utf8) }
    return text.map(folded)
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
