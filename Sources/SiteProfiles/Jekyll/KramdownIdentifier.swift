package import MarkdownSyntax
import SourceText

/// Heading ids as kramdown makes them: by its GFM parser, which Jekyll uses, or by its converter.
package struct KramdownIdentifier {
  private let settings: KramdownSettings
  private var parserCounts: [String: Int] = [:]
  private var converterCounts: [String: Int] = [:]

  package init(settings: KramdownSettings = KramdownSettings()) {
    self.settings = settings
  }

  /// The ids of a page's headings, in order; empty for a heading that gets none.
  package static func anchors(of page: ParsedPage, settings: KramdownSettings) -> [String] {
    var identifiers = KramdownIdentifier(settings: settings)
    return page.headings.map { heading in
      if let id = heading.explicitID { return id }
      guard settings.generatesIDs else { return "" }
      let content = Array(page.text.bytes[heading.content.indices])
      return identifiers.identifier(of: content.span)
    }
  }

  /// The next id, for a heading's content as written, without `#`s and attribute list.
  ///
  /// - Parameter isWithinHTML: Whether the heading stands in an HTML element. The GFM parser leaves those to the
  ///   converter, which makes ids by rules of its own and counts them apart.
  package mutating func identifier(of content: Span<UInt8>, isWithinHTML: Bool = false) -> String {
    let isGFM = settings.input.lowercased() != "kramdown"
    let text: String
    if isGFM || settings.stripsIDs {
      text = KramdownInlines.headingText(content)
    } else {
      var bytes: [UInt8] = []
      for index in content.indices { bytes.append(content[index]) }
      text = String(decoding: bytes, as: UTF8.self)
    }
    return isGFM && !isWithinHTML ? parserIdentifier(text) : converterIdentifier(text)
  }

  /// The GFM parser: all characters of words, and a repeated id gets `-1` even where a heading has that of itself.
  package mutating func parserIdentifier(_ text: String) -> String {
    var id = ""
    for scalar in text.unicodeScalars.lazy.flatMap({ $0.properties.lowercaseMapping.unicodeScalars }) {
      if scalar == " " || scalar == "\t" {
        id += "-"
      } else if scalar == "-" || GitHubSlug.isWord(scalar) {
        id.unicodeScalars.append(scalar)
      }
    }
    let count = parserCounts[id, default: 0]
    parserCounts[id] = count + 1
    return settings.idPrefix + (count == 0 ? id : "\(id)-\(count)")
  }

  /// kramdown's own way: ASCII letters, digits, blanks and hyphens from the first letter on.
  package mutating func converterIdentifier(_ text: String) -> String {
    var id = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z": id += scalar.properties.lowercaseMapping
      case "0"..."9", "-": if !id.isEmpty { id.unicodeScalars.append(scalar) }
      case " ": if !id.isEmpty { id += "-" }
      default: break
      }
    }
    if id.isEmpty { id = "section" }
    if let count = converterCounts[id] {
      converterCounts[id] = count + 1
      id += "-\(count + 1)"
    } else {
      converterCounts[id] = 0
    }
    return settings.idPrefix + id
  }
}
