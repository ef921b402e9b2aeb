/// The English plurals and singulars of names.
///
/// The last word of a name is inflected, and with it what stands in a parenthesis at the end: `Large Language
/// Models (LLMs)`. Both functions are pure, and each is the inverse of the other: `singularCandidates(of: x)`
/// are just the names that have `x` among their plurals.
package enum EnglishInflection {
  /// All plurals that readers accept, the usual one first: `indexes` and `indices`. Empty where there is none.
  package static func plurals(of name: String) -> [String] {
    plurals(ofNormalized: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names that this could be the plural of.
  package static func singularCandidates(of name: String) -> [String] {
    singulars(ofNormalized: Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The same as `plurals(of:)` on UTF-8; letters keep their case, and what is added is lower case.
  static func plurals(ofNormalized name: [UInt8]) -> [[UInt8]] {
    inflected(name, wordForms: PluralForms.plurals)
  }

  static func singulars(ofNormalized name: [UInt8]) -> [[UInt8]] {
    inflected(name, wordForms: PluralForms.singulars)
  }

  private static func inflected(
    _ name: [UInt8],
    wordForms: (ArraySlice<UInt8>) -> [[UInt8]]
  ) -> [[UInt8]] {
    // A single letter is a page or a symbol, and "as" is not the plural of "a".
    guard name.count > 1, let last = name.last else { return [] }
    if last == UInt8(ascii: ")") {
      guard let parenthesis = TrailingParenthesis(name) else { return [] }
      let insides = wordPhrase(parenthesis.inside, wordForms) + [Array(parenthesis.inside)]
      return wordPhrase(parenthesis.head, wordForms).flatMap { head in
        insides.map { inside in
          head + [UInt8(ascii: " "), UInt8(ascii: "(")] + inside + [UInt8(ascii: ")")]
        }
      }
    }
    return wordPhrase(name[...], wordForms)
  }

  /// The phrase with each form of its last word.
  private static func wordPhrase(
    _ phrase: ArraySlice<UInt8>,
    _ wordForms: (ArraySlice<UInt8>) -> [[UInt8]]
  ) -> [[UInt8]] {
    guard phrase.count > 1 else { return [] }
    let start = phrase.lastIndex { isWordEnd($0) }.map { $0 + 1 } ?? phrase.startIndex
    return wordForms(phrase[start...]).map { phrase[..<start] + $0 }.filter { $0.count > 1 }
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
  }
}

/// `head (inside)`: what a name that ends with a parenthesis consists of.
private struct TrailingParenthesis {
  let head: ArraySlice<UInt8>
  let inside: ArraySlice<UInt8>

  init?(_ name: [UInt8]) {
    guard let open = name.lastIndex(of: UInt8(ascii: "(")), open >= 2, name[open - 1] == UInt8(ascii: " ") else {
      return nil
    }
    head = name[..<(open - 1)]
    inside = name[(open + 1)..<(name.count - 1)]
  }
}
