/// Puts letters and the marks behind them together, as normalization form C does, for the scripts that have such letters.
enum ComposedLetters {
  static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.canonicalCombiningClass != .notReordered }) else {
      return text
    }
    var result = ""
    for character in text {
      var rest = character.unicodeScalars[...]
      // The longest part that there is one letter for; strings are equal when they are canonically equivalent.
      while let first = rest.first {
        var length = rest.count
        while length > 1, letters[String(rest.prefix(length))] == nil { length -= 1 }
        result.unicodeScalars.append(letters[String(rest.prefix(length))] ?? first)
        rest = rest.dropFirst(length)
      }
    }
    return result
  }

  /// The letters of Latin, Greek and Cyrillic script that have marks, by themselves.
  private static let letters: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = [:]
    let ranges: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x386...0x3CE, 0x400...0x4F9, 0x1E00...0x1EF9, 0x1F00...0x1FFC]
    for value in ranges.joined() {
      if let scalar = Unicode.Scalar(value) { letters[String(scalar), default: scalar] = scalar }
    }
    return letters
  }()
}
