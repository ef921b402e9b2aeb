package import Features

/// The formats in which a glossary's graph is written.
package enum GraphFormat: String, CaseIterable, Sendable {
  /// For Graphviz.
  case dot
  /// For Mermaid, which code hosts and site generators draw.
  case mermaid
  case json
  /// One page that needs nothing else.
  case html

  /// - Parameter title: what the page is called; other formats have no title.
  package func text(of graph: TermGraph, title: String) -> [UInt8] {
    switch self {
    case .dot: DOTGraph.text(of: graph)
    case .mermaid: MermaidGraph.text(of: graph)
    case .json: JSONGraph.text(of: graph)
    case .html: GraphPage.text(of: graph, title: title)
    }
  }
}
