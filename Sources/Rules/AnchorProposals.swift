import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// The anchors of a page that a missing one may have been meant to be.
enum AnchorProposals {
  struct Proposal: Hashable {
    var anchor: String
    /// The heading's text.
    var range: ByteRange
  }

  /// - Parameters:
  ///   - definition: the one that names the anchor. What it is known to mean comes first; else the entry of its
  ///   label's name is the best guess.
  ///   - limit: how many are wanted.
  static func anchors(
    for anchor: String,
    definition: DefinitionPlace?,
    on id: PageID,
    in context: RuleContext,
    limit: Int = 3
  ) -> [Proposal] {
    guard let page = context.snapshot[id] else { return [] }
    var headings: [Int] = []
    if let definition {
      if let known = context.usage.meantHeadings.heading(meantBy: definition, anchor: anchor, on: id) {
        headings.append(known)
      }
      let label = context.snapshot.label(of: definition)
      let resolution = context.snapshot.resolveName(label)
      let places = resolution.candidates.isEmpty ? [resolution.entry].compactMap { $0 } : resolution.candidates
      for place in places where place.page == id {
        let entry = place.entry.map { page.entries.entries[$0].headings }
        if let heading = entry?.first { headings.append(heading) }
      }
    }
    if headings.count < limit { headings += context.usage.headings(nearestTo: anchor, on: page) }
    var proposals: [Proposal] = []
    for heading in headings {
      let proposal = Proposal(anchor: page.anchors[heading], range: page.parsed.headings[heading].content)
      if !proposals.contains(proposal) { proposals.append(proposal) }
    }
    return Array(proposals.prefix(limit))
  }
}

/// The anchors of pages, to be searched for the nearest: each page's are gathered when somebody first asks.
struct PageAnchors: Sendable {
  private let index: NearestNames

  init(of page: Page) {
    var index = NearestNames()
    for (heading, anchor) in page.anchors.enumerated() {
      index.insert([EntryName(name: anchor, tier: 1)], of: EntryHandle(UInt32(clamping: heading)))
    }
    self.index = index
  }

  /// The indices of the headings with the nearest anchors, best first.
  func headings(nearestTo anchor: String) -> [Int] {
    index.nearest(to: anchor).map { Int($0.entry.rawValue) }
  }
}
