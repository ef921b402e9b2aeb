import Glossary
import Rules

/// How tables write the names of terms.
enum TermName {
  /// The spelling of a label for a definition: that of the name which it is, else the one that references use most, with
  /// the capitals of a name that has the same words.
  ///
  /// - Parameter spellings: how often references write the label in which way.
  static func spelling(of spellings: [String: Int], names: [EntryName]) -> String {
    let used = spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    let label = used.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let key = LabelKey(label, use: .definition)
    if let name = names.first(where: { LabelKey($0.name, use: .definition) == key }) { return name.name }
    guard label == label.lowercased() else { return label }
    let words = label.split(separator: " ")
    let models = names.map { $0.name.split(separator: " ") }.filter { $0.count == words.count }
    guard let model = models.max(by: { shared(words, $0) < shared(words, $1) }), shared(words, model) > 0 else {
      return label
    }
    return zip(words, model).map(capitalized).joined(separator: " ")
  }

  /// How many words differ in no more than their case and their end.
  private static func shared(_ words: [Substring], _ model: [Substring]) -> Int {
    zip(words, model).count { word, other in
      word.lowercased().commonPrefix(with: other.lowercased()) * 3 >= word.count * 2
    }
  }

  /// A word with the capitals of another one, as far as both are the same.
  private static func capitalized(_ word: Substring, _ model: Substring) -> String {
    let count = word.lowercased().commonPrefix(with: model.lowercased())
    return count == 0 ? String(word) : String(model.prefix(count) + word.dropFirst(count))
  }
}

extension String {
  /// The number of characters at the beginning that another text begins with too.
  fileprivate func commonPrefix(with other: String) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }
}
