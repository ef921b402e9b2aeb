import Features

/// A graph as a Mermaid flowchart: see-also lines dotted, redirects thick. Mermaid itself draws no more than 500 links,
/// unless it is configured to.
enum MermaidGraph {
  static func text(of graph: TermGraph) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("flowchart LR\n")
    for (index, term) in graph.terms.enumerated() { bytes.append("  t\(index)[\"\(escaped(term.title))\"]\n") }
    for link in graph.links {
      let arrow =
        switch link.kind {
        case .seeAlso: "-.->"
        case .reference: "-->"
        case .redirect: "==>"
        }
      bytes.append("  t\(link.from) \(arrow) t\(link.to)\n")
    }
    return bytes
  }

  /// A quoted text, in which signs that Mermaid or Markdown read otherwise are character codes.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\0"..<" ", "\u{7F}"..."\u{9F}": escaped += " "
      case "\"", "#", "&", "<", ">", "`", "*", "_", "\\", ";": escaped += "#\(scalar.value);"
      // At its start they would make a list of the title.
      case "-" where escaped.isEmpty, "+" where escaped.isEmpty: escaped += "#\(scalar.value);"
      case "." where isNumber(escaped), ")" where isNumber(escaped): escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
