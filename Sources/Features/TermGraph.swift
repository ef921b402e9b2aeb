import Glossary
import MarkdownSyntax
import SourceText
package import Workspace

/// The terms of a glossary and what they say of each other.
package struct TermGraph: Sendable, Hashable {
  /// By their pages' paths, on a page in its order.
  package private(set) var terms: [Term] = []
  /// By the terms that they come from, then by those that they lead to. Of two terms that name each other there are two.
  package private(set) var links: [Link] = []

  package struct Term: Sendable, Hashable {
    package var place: EntryPlace
    package var title: String
    /// The path of its page, relative to the workspace.
    package var page: String
    /// The line of its title, from one.
    package var line: Int
    package var anchor: String?
    /// What tells it from the others: `docs/l.md#large-language-model-llm`, or `docs/l.md:12` where it has no anchor of
    /// its own.
    package var id: String
    /// How many references mean it and no other, but for those of the entry itself.
    package var uses: Int
  }

  /// All references of one entry to another.
  package struct Link: Sendable, Hashable {
    /// Indices of terms.
    package var from: Int
    package var to: Int
    package var kind: Kind
    /// How many references there are.
    package var count: Int
  }

  /// What most the references of a link say, from the least.
  package enum Kind: Int, Sendable, Comparable {
    /// Only the see-also line names the other.
    case seeAlso
    /// The text does.
    case reference
    /// The entry says no more than `See [Other]`.
    case redirect

    package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// The graph of all entries. What an entry says of itself, letters of pages, and references that may mean several
  /// entries are left out.
  ///
  /// - Parameter references: what the snapshot's references mean, where that is at hand.
  package init(of snapshot: WorkspaceSnapshot, references: ReferenceIndex? = nil) {
    var indices: [EntryPlace: Int] = [:]
    var ids: Set<String> = []
    for page in snapshot.sortedPages where snapshot.entryPages.contains(page.id) {
      for (index, entry) in page.entries.entries.enumerated() {
        let place = EntryPlace(page: page.id, entry: index)
        let line = page.text.lines.line(at: entry.titleRange.lowerBound) + 1
        let anchor = page.anchor(ofEntry: index)
        // Authors may give two headings one id.
        let named = anchor.map { "\(page.path)#\($0)" }
        let id = named.flatMap { ids.insert($0).inserted ? $0 : nil } ?? "\(page.path):\(line)"
        indices[place] = terms.count
        terms.append(
          Term(place: place, title: entry.title, page: page.path, line: line, anchor: anchor, id: id, uses: 0)
        )
      }
    }
    let references = references ?? ReferenceIndex(snapshot)
    for page in snapshot.sortedPages {
      var found: [Pair: Link] = [:]
      for (reference, meant) in references.meanings(on: page.id) {
        guard let to = indices[meant] else { continue }
        let span = page.references[reference].span
        let entry = page.entry(at: page.parsed.spans[span].range.lowerBound)
        let from = entry.flatMap { indices[EntryPlace(page: page.id, entry: $0)] }
        if from != to { terms[to].uses += 1 }
        guard let entry, let from, from != to else { continue }
        let kind = Self.kind(ofSpan: span, in: page.entries.entries[entry])
        found[Pair(from: from, to: to), default: Link(from: from, to: to, kind: kind, count: 0)].add(kind)
      }
      links += found.values
    }
    links.sort { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  private static func kind(ofSpan span: Int, in entry: Entry) -> Kind {
    if entry.redirect == span { return .redirect }
    return entry.seeAlso?.references.contains(span) == true ? .seeAlso : .reference
  }

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  // MARK: Parts

  /// The terms of some pages with those that they lead to, and these links.
  package func part(from pages: Set<String>) -> TermGraph {
    let own = Set(terms.indices.filter { pages.contains(terms[$0].page) })
    let kept = links.filter { own.contains($0.from) }
    return part(with: own.union(kept.map(\.to)), kept)
  }

  /// The terms that are no more than some links away from given ones, in either direction, and the links between them.
  package func part(around centers: [EntryPlace], steps: Int) -> TermGraph {
    var neighbours = [[Int]](repeating: [], count: terms.count)
    for link in links {
      neighbours[link.from].append(link.to)
      neighbours[link.to].append(link.from)
    }
    var edge = terms.indices.filter { centers.contains(terms[$0].place) }
    var reached = Set(edge)
    for _ in 0..<steps {
      if edge.isEmpty { break }
      edge = edge.flatMap { neighbours[$0] }.filter { reached.insert($0).inserted }
    }
    return part(with: reached, links)
  }

  private func part(with kept: Set<Int>, _ links: [Link]) -> TermGraph {
    var part = TermGraph()
    var indices: [Int: Int] = [:]
    for index in kept.sorted() {
      indices[index] = part.terms.count
      part.terms.append(terms[index])
    }
    part.links = links.compactMap { link in
      guard let from = indices[link.from], let to = indices[link.to] else { return nil }
      return Link(from: from, to: to, kind: link.kind, count: link.count)
    }
    return part
  }

  private init() {}
}

extension TermGraph.Link {
  fileprivate mutating func add(_ kind: TermGraph.Kind) {
    self.kind = max(self.kind, kind)
    count += 1
  }
}
