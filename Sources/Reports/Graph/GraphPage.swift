import Features

/// A graph as one HTML page that needs no other file and asks the network for nothing.
enum GraphPage {
  static func text(of graph: TermGraph, title: String) -> [UInt8] {
    // The template names what goes into it: `{{title}}`, `{{graph}}`.
    let pieces = PackageResources.graph_html.split(separator: Array("{{".utf8))
    var page = Array(pieces.first ?? [])
    for piece in pieces.dropFirst() {
      let parts = piece.split(separator: Array("}}".utf8), maxSplits: 1)
      page += parts.first == Array("graph".utf8)[...] ? data(graph) : escaped(title)
      page += parts.last ?? []
    }
    return page
  }

  /// The graph as the page's script reads it: links name terms by their indices.
  private static func data(_ graph: TermGraph) -> [UInt8] {
    var json = ReportJSON()
    json.object { json in
      json.array("terms") { json in
        for term in graph.terms {
          json.object { json in
            json.member("id", term.id)
            json.member("title", term.title)
            json.member("page", term.page)
            json.member("line", term.line)
            json.member("uses", term.uses)
          }
        }
      }
      json.array("links") { json in
        for link in graph.links {
          json.object { json in
            json.member("from", link.from)
            json.member("to", link.to)
            json.member("kind", link.kind.name)
            json.member("count", link.count)
          }
        }
      }
    }
    // A script's text ends at the first `</script`, wherever that stands.
    let pieces = json.finished().split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
    return Array(pieces.joined(separator: Array("\\u003c".utf8)))
  }

  private static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "&"): Array("&amp;".utf8)
      case UInt8(ascii: "<"): Array("&lt;".utf8)
      case UInt8(ascii: ">"): Array("&gt;".utf8)
      case UInt8(ascii: "\""): Array("&quot;".utf8)
      default: [byte]
      }
    }
  }
}
