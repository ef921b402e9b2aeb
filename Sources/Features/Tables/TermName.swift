import Glossary

/// How tables write the names of terms.
enum TermName {
  /// The spelling of a label for a definition: that of the name which it is, else the one that references use most, with
  /// the capitals of a name that has the same words.
  ///
  /// - Parameter spellings: how often references write the label in which way.
  static func spelling(of spellings: [String: Int], names: [EntryName]) -> String {
    let used = spellings.max { isBetter($1, than: $0) }?.key ?? ""
    let label = used.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let key = LabelKey(label, use: .definition)
    if let name = names.first(where: { LabelKey($0.name, use: .definition) == key }) { return name.name }
    let words = words(of: label)
    let models = names.lazy.map { self.words(of: $0.name) }
    guard let model = models.first(where: { areAlike(words, $0) }) else { return label }
    var spelling = ""
    var end = label.startIndex
    for (word, model) in zip(words, model) {
      spelling += label[end..<word.startIndex] + capitalized(word, model)
      end = word.endIndex
    }
    return spelling + label[end...]
  }

  /// Whether a spelling is used more, or as much and looks more like a name.
  private static func isBetter(_ left: (key: String, value: Int), than right: (key: String, value: Int)) -> Bool {
    if left.value != right.value { return left.value > right.value }
    let (leftCapitals, rightCapitals) = (capitals(of: left.key), capitals(of: right.key))
    return leftCapitals != rightCapitals ? leftCapitals > rightCapitals : left.key < right.key
  }

  /// The number of capitals; less than none where there is nothing else.
  private static func capitals(of text: String) -> Int {
    text.contains(where: \.isLowercase) ? text.count(where: \.isUppercase) : -1
  }

  /// The runs of letters and digits.
  private static func words(of text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  /// Whether words differ one by one in no more than their case and their ends.
  private static func areAlike(_ words: [Substring], _ others: [Substring]) -> Bool {
    words.count == others.count && !words.isEmpty
      && zip(words, others).allSatisfy { sharedPrefix($0, $1) * 3 >= max($0.count, $1.count) * 2 }
  }

  private static func sharedPrefix(_ left: Substring, _ right: Substring) -> Int {
    zip(left.lowercased(), right.lowercased()).prefix { $0 == $1 }.count
  }

  /// A word with the capitals of another one, as far as both are the same, and none behind that.
  private static func capitalized(_ word: Substring, _ model: Substring) -> String {
    let count = sharedPrefix(word, model)
    let end = String(word.dropFirst(count))
    return model.prefix(count) + (word.contains(where: \.isLowercase) ? end : end.lowercased())
  }
}
