package import MarkdownSyntax
import SourceText

/// Heading ids as GitHub makes them.
package enum GitHubSlug {
  /// The id of a heading's text, before it is made unique.
  package static func slug(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " {
        result += "-"
      } else if scalar == "-" || isWord(scalar) {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The ids of a page's headings, in order. GitHub gives headings no other ids.
  package static func anchors(of page: ParsedPage) -> [String] {
    var identifiers = UniqueIdentifiers()
    return page.headings.map { identifiers.unique(slug($0.title)) }
  }

  /// Makes ids unique by `-1`, `-2`, …, past those that headings have of themselves.
  package struct UniqueIdentifiers {
    private var repeats: [String: Int] = [:]

    package init() {}

    package mutating func unique(_ id: String) -> String {
      var result = id
      while repeats[result] != nil {
        let count = repeats[id, default: 0] + 1
        repeats[id] = count
        result = "\(id)-\(count)"
      }
      repeats[result] = 0
      return result
    }
  }

  /// Letters, marks, digits and connectors: what Unicode Technical Standard 18 calls a word's characters.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return false
    }
  }
}
