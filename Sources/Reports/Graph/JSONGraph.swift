import Features

/// A graph as JSON: `terms`, and `links` that name them by their ids.
enum JSONGraph {
  static func text(of graph: TermGraph) -> [UInt8] {
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.array("terms", .lines) { json in
        for term in graph.terms {
          json.object { json in
            json.member("id", term.id)
            json.member("title", term.title)
            json.member("page", term.page)
            json.member("line", term.line)
            json.member("anchor", term.anchor)
            json.member("uses", term.uses)
          }
        }
      }
      json.array("links", .lines) { json in
        for link in graph.links {
          json.object { json in
            json.member("from", graph.terms[link.from].id)
            json.member("to", graph.terms[link.to].id)
            json.member("kind", link.kind.name)
            json.member("count", link.count)
          }
        }
      }
    }
    return json.finished()
  }
}

extension TermGraph.Kind {
  /// Its name in JSON.
  var name: String {
    switch self {
    case .seeAlso: "see-also"
    case .reference: "reference"
    case .redirect: "redirect"
    }
  }
}
