import Features

/// A graph in the DOT language of Graphviz: see-also lines dashed, redirects with an empty arrowhead.
enum DOTGraph {
  private static let layeredLimit = 200

  static func text(of graph: TermGraph) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("digraph glossary {\n")
    // Layers of so many terms are neither drawn in reasonable time nor read.
    if graph.terms.count > layeredLimit { bytes.append("  layout=sfdp;\n  overlap=prism;\n") }
    bytes.append("  node [shape=box, style=rounded];\n")
    for term in graph.terms {
      let place = "\(term.page):\(term.line)"
      bytes.append("  \(quoted(term.id)) [label=\(quoted(term.title)), tooltip=\(quoted(place))];\n")
    }
    for link in graph.links {
      bytes.append("  \(quoted(graph.terms[link.from].id)) -> \(quoted(graph.terms[link.to].id))")
      var attributes: [String] = []
      switch link.kind {
      case .seeAlso: attributes.append("style=dashed")
      case .redirect: attributes.append("arrowhead=empty")
      case .reference: break
      }
      if link.count > 1 { attributes.append("weight=\(link.count)") }
      if !attributes.isEmpty { bytes.append(" [\(attributes.joined(separator: ", "))]") }
      bytes.append(";\n")
    }
    bytes.append("}\n")
    return bytes
  }

  /// A quoted identifier. Labels read `\\` as the beginning of an escape, and attributes HTML's character references.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "&": quoted += "&amp;"
      case "\0"..<" ", "\u{7F}"..."\u{9F}": quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
