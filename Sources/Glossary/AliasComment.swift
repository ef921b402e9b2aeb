/// `<!-- aliases: Cats, Felines -->` below a heading.
enum AliasComment {
  /// The names in a comment's text; none where it is another comment.
  static func aliases(_ text: String) -> [String] {
    guard let colon = text.firstIndex(of: ":") else { return [] }
    let word = text[..<colon].trimmed.lowercased()
    guard word == "aliases" || word == "alias" else { return [] }
    return text[text.index(after: colon)...].split(separator: ",").map { String($0.trimmed) }.filter { !$0.isEmpty }
  }
}

extension Substring {
  /// Without white space at either end.
  var trimmed: Substring {
    var result = self
    while let first = result.first, first.isWhitespace { result.removeFirst() }
    while let last = result.last, last.isWhitespace { result.removeLast() }
    return result
  }
}
