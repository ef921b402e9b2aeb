import Glossary
import MarkdownSyntax
import SiteProfiles
package import SourceText
package import Workspace

/// What each reference of a page is on the published site.
package enum ReferenceListing {
  /// The references that the generator reads on a page, and the brackets that were meant as one, in the page's order.
  ///
  /// A bracket that the generator reads only because the one before it has no definition is listed only then.
  package static func references(on page: Page, in snapshot: WorkspaceSnapshot) -> [ListedReference] {
    var listed: [ListedReference] = []
    listed.reserveCapacity(page.references.count)
    var reading = SpanResolver(page, snapshot)
    var resolution = Resolution(.dangling)
    InlineReading.forEach(
      of: page.parsed.spans,
      isDefined: { span in
        resolution = reading.resolve(span)
        return resolution.state == .defined
      },
      { span, _ in
        guard span.isReference else { return }
        if span.isUndefinable { resolution = Resolution(.dangling) }
        listed.append(ListedReference(span, reading.label(of: span), resolution, on: page, in: snapshot))
      }
    )
    let malformed = page.parsed.malformedReferences.compactMap { ListedReference($0, on: page, behind: listed) }
    guard !malformed.isEmpty else { return listed }
    return (listed + malformed).sorted { $0.precedes($1) }
  }
}

/// One reference, as `glossa references` shows it.
package struct ListedReference: Sendable, Hashable {
  package enum State: String, Sendable, CaseIterable {
    case defined
    case undefinedLabel = "undefined-label"
    case dangling
    case ambiguous
    /// Brackets that were meant as a reference and are none.
    case malformed
  }

  package enum Form: String, Sendable {
    case shortcut, collapsed, full
  }

  /// The whole reference, from its first bracket.
  package var range: ByteRange
  package var form: Form
  /// As its generator gets to see it.
  package var label: String
  package var state: State
  /// Where a defined one leads: `docs/glossary/r.md#recall`, or a URL as written.
  package var target: String?
  /// The title of the entry that is meant.
  package var entry: String?
}

extension ListedReference {
  /// The order of a page; what is malformed stands behind the references that it holds.
  fileprivate func precedes(_ other: ListedReference) -> Bool {
    range == other.range ? state.rawValue < other.state.rawValue : range < other.range
  }

  fileprivate init(
    _ span: InlineSpan,
    _ label: String,
    _ resolution: Resolution,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) {
    self.init(range: span.range, form: Form(span.kind), label: label, state: State(resolution.state))
    if state != .ambiguous { entry = resolution.entry.map { snapshot.title(of: $0) } }
    guard state == .defined else { return }
    if let definition = resolution.definition {
      target = snapshot.shownTarget(of: definition, on: page)
    } else {
      target = resolution.entry.flatMap { snapshot.target(of: $0) }
    }
  }

  /// Nil for the shapes that are references all the same.
  fileprivate init?(_ malformed: MalformedReference, on page: Page, behind references: [ListedReference]) {
    var range = malformed.range
    switch malformed.shape {
    case .blankInLabel, .joinedReferences: return nil
    case .missingClosingBracket, .wrongClosingSign: break
    case .strayClosingBracket:
      // The bracket belongs to the reference that it follows.
      if let reference = references.last(where: { $0.range.upperBound == range.lowerBound }) {
        range = ByteRange(reference.range.lowerBound, range.upperBound)
      }
    }
    var label = page.text.slice(range)
    if label.first == UInt8(ascii: "[") { label.removeFirst() }
    while let last = label.last, "])}".utf8.contains(last) {
      label.removeLast()
      if malformed.shape != .strayClosingBracket || last != UInt8(ascii: "]") { break }
    }
    self.init(
      range: range,
      form: .shortcut,
      label: String(decoding: label, as: UTF8.self),
      state: .malformed
    )
  }
}

extension ListedReference.Form {
  fileprivate init(_ kind: InlineSpan.Kind) {
    switch kind {
    case .fullReference: self = .full
    case .collapsedReference: self = .collapsed
    default: self = .shortcut
    }
  }
}

extension ListedReference.State {
  fileprivate init(_ state: Resolution.State) {
    switch state {
    case .defined: self = .defined
    case .undefinedLabel: self = .undefinedLabel
    case .ambiguous: self = .ambiguous
    case .dangling: self = .dangling
    }
  }
}

extension WorkspaceSnapshot {
  /// Where a definition leads when a page shows it, for a reader: a path of the workspace or a URL.
  fileprivate func shownTarget(of place: DefinitionPlace, on page: Page) -> String? {
    guard let source = self[place.page] else { return nil }
    let destination = source.text[source.parsed.definitions[place.definition].destination]
    switch target(of: place, on: page) {
    case .external, .unknown: return destination
    case .page(let id, let heading):
      guard let target = self[id] else { return nil }
      return heading.map { target.path + "#" + target.anchors[$0] } ?? target.path
    case .place(let id, let anchor), .missingAnchor(let id, let anchor):
      return self[id].map { $0.path + "#" + anchor }
    case .file(let path): return path
    case .missingFile(let path):
      return path + (destination.firstIndex(of: "#").map { String(destination[$0...]) } ?? "")
    }
  }
}

/// Finds what the spans of one page mean, which are asked for in their order.
private struct SpanResolver {
  private let page: Page
  private let snapshot: WorkspaceSnapshot
  private var reference = 0
  private var span = 0

  init(_ page: Page, _ snapshot: WorkspaceSnapshot) {
    self.page = page
    self.snapshot = snapshot
  }

  mutating func resolve(_ wanted: InlineSpan) -> Resolution {
    advance(to: wanted)
    while reference < page.references.count, page.references[reference].span < span { reference += 1 }
    if reference < page.references.count, page.references[reference].span == span {
      return snapshot.resolve(page.references[reference], on: page)
    }
    return resolveImage(wanted)
  }

  mutating func label(of wanted: InlineSpan) -> String {
    advance(to: wanted)
    return page.parsed.label(ofSpan: span)
  }

  /// An image's label is never a term's: only a definition makes an image of it.
  private func resolveImage(_ image: InlineSpan) -> Resolution {
    let key = LabelKey(
      page.parsed.label(ofSpan: span),
      matching: snapshot.profile.labelMatching,
      use: image.kind == .fullReference ? .secondBracket : .shownText
    )
    let profile = snapshot.profile
    let scope = snapshot.scope(of: page)
    let definition = scope.definition(of: key, on: page, laterWins: profile.laterDefinitionWins)
    var resolution = Resolution(definition == nil ? .dangling : .defined)
    resolution.definition = definition
    return resolution
  }

  private mutating func advance(to wanted: InlineSpan) {
    while span < page.parsed.spans.count - 1, page.parsed.spans[span] != wanted { span += 1 }
  }
}
