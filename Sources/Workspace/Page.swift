package import Glossary
package import MarkdownSyntax
package import SiteProfiles
package import SourceText
import Synchronization
import YAMLDocument

/// A reference of a page, with the key that its label is looked up by.
package struct PageReference: Sendable, Hashable {
  private var index: Int32
  package var key: LabelKey

  /// The index of the reference among the page's spans.
  package var span: Int { Int(index) }

  init(span: Int, key: LabelKey) {
    index = Int32(clamping: span)
    self.key = key
  }
}

/// One page as its site sees it: the parsed text, and what the profile and the configuration make of it alone.
///
/// Immutable and shared. What depends on other pages is in ``WorkspaceSnapshot``.
package final class Page: Sendable {
  package let id: PageID
  /// Relative to the workspace, with `/`.
  package let path: String
  package let role: PageRole
  package let parsed: ParsedPage
  package let frontMatter: FrontMatter
  package let entries: PageEntries
  /// The ids of the headings, one for each.
  package let anchors: [String]
  /// The path of the published page, where the generator's links may name it.
  package let url: String?
  package let inclusions: [Inclusion]
  /// All references that are no images, in document order.
  package let references: [PageReference]
  /// The keys of the definitions' labels, one for each.
  package let definitionKeys: [LabelKey]

  private let anchorIndex: [String: Int32]

  /// The ids of elements that are no headings, once somebody asked for one.
  private let elementIDs = Mutex<Set<String>?>(nil)

  /// Reads a page.
  ///
  /// - Parameter old: the page before an edit, read in the same way, which makes reading faster and the result no different.
  package init(
    id: PageID,
    path: String,
    role: PageRole,
    text: SourceText,
    reading: PageReading,
    after old: Page? = nil
  ) {
    let profile = reading.profile
    let before = old.flatMap { $0.parsed.dialect == profile.dialect ? $0.parsed : nil }
    let parsed = reading.parse(text, at: path, after: before)
    let frontMatter = FrontMatter(of: parsed)
    self.id = id
    self.path = path
    self.role = role
    self.parsed = parsed
    self.frontMatter = frontMatter
    // The front page of a folder has a title, and defines no term by it.
    let isFrontPage = ["index", "readme"].contains(WorkspacePath.name(of: path).prefix { $0 != "." }.lowercased())
    let mayHoldEntries = role == .page && !(isFrontPage && parsed.headings.count < 2)
    entries =
      mayHoldEntries ? EntryReader.read(parsed, as: reading.entries, frontMatter: frontMatter.names) : PageEntries()
    let twin = before.flatMap { Self.hasSameHeadings($0, parsed) ? old : nil }
    anchors = twin?.anchors ?? (parsed.headings.isEmpty ? [] : profile.anchors(of: parsed))
    url = profile.url(of: path, frontMatter: frontMatter.node)
    inclusions = parsed.tags.isEmpty ? [] : profile.inclusions(on: parsed, at: path)
    references = Self.references(of: parsed, matching: profile.labelMatching, after: old)
    definitionKeys = parsed.definitions.map { definition in
      LabelKey(text.bytes[definition.label.indices].span, matching: profile.labelMatching, use: .definition)
    }
    anchorIndex = twin?.anchorIndex ?? Self.index(of: anchors)
  }

  package var text: SourceText { parsed.text }

  /// Whether all that ids of headings are made of is the same.
  private static func hasSameHeadings(_ left: ParsedPage, _ right: ParsedPage) -> Bool {
    let (old, new) = (left.headings, right.headings)
    return old.count == new.count
      && old.indices.allSatisfy { index in
        old[index].title.hasSameBytes(as: new[index].title)
          && (old[index].explicitID == nil) == (new[index].explicitID == nil)
          && (old[index].explicitID ?? "").hasSameBytes(as: new[index].explicitID ?? "")
          && left.text.hasSameBytes(in: old[index].content, as: new[index].content, of: right.text)
      }
  }

  private static func index(of anchors: [String]) -> [String: Int32] {
    var index: [String: Int32] = [:]
    index.reserveCapacity(anchors.count)
    for (number, anchor) in anchors.enumerated() where index[anchor] == nil { index[anchor] = Int32(clamping: number) }
    return index
  }

  private static func references(
    of parsed: ParsedPage,
    matching: LabelMatching,
    after old: Page?
  ) -> [PageReference] {
    var references: [PageReference] = []
    references.reserveCapacity(parsed.spans.count { $0.isReference })
    // None are kept of a page that was read whole.
    let kept = parsed.keptSpans
    let tail = parsed.spans.count - kept.tail
    if let old { references += old.references.prefix { $0.span < kept.head } }
    for index in kept.head..<tail where parsed.spans[index].isReference {
      let span = parsed.spans[index]
      let use: LabelUse = span.kind == .fullReference ? .secondBracket : .shownText
      let key =
        parsed.isLabelVerbatim(ofSpan: index)
        ? LabelKey(parsed.text.bytes[span.label.indices].span, matching: matching, use: use)
        : LabelKey(parsed.label(ofSpan: index), matching: matching, use: use)
      references.append(PageReference(span: index, key: key))
    }
    if let old {
      let moved = tail - (old.parsed.spans.count - kept.tail)
      let first = old.references.partitioningIndex { $0.span + moved >= tail }
      references += old.references[first...].map { PageReference(span: $0.span + moved, key: $0.key) }
    }
    return references
  }

  /// The index of the heading with an id.
  package func heading(withAnchor anchor: String) -> Int? { anchorIndex[anchor].map(Int.init) }

  /// Whether a link to `#anchor` finds a place on the page, be it a heading's or that of another element.
  package func hasAnchor(_ anchor: String) -> Bool {
    if anchor.isEmpty || anchorIndex[anchor] != nil { return true }
    return elementIDs.withLock { ids in
      if let ids { return ids.contains(anchor) }
      let found = ElementIDs.find(in: parsed.text)
      ids = found
      return found.contains(anchor)
    }
  }

  /// The index of the entry that a heading is a title of.
  package func entry(titledBy heading: Int) -> Int? {
    guard let entry = entry(at: parsed.headings[heading].range.lowerBound) else { return nil }
    return entries.entries[entry].headings.contains(heading) ? entry : nil
  }

  /// The index of the entry whose heading or body holds an offset.
  package func entry(at offset: Int) -> Int? {
    let all = entries.entries
    let next = all.partitioningIndex { $0.range.lowerBound > offset }
    guard next > 0, all[next - 1].range.touches(offset) else { return nil }
    return next - 1
  }

  /// The anchor of an entry: that of its first heading.
  package func anchor(ofEntry entry: Int) -> String? {
    let headings = entries.entries[entry].headings
    return headings.isEmpty ? nil : anchors[headings.lowerBound]
  }

  /// The label of a reference as its generator gets to see it.
  package func label(of reference: PageReference) -> String { parsed.label(ofSpan: reference.span) }

  /// The index of the first reference whose span is not before a given one.
  package func referenceIndices(ofSpans spans: Range<Int>) -> Range<Int> {
    let first = references.partitioningIndex { $0.span >= spans.lowerBound }
    return first..<max(first, references.partitioningIndex { $0.span >= spans.upperBound })
  }
}

/// What pages are read by: the same for all pages of a workspace.
package struct PageReading: Sendable {
  package var profile: any SiteProfile
  package var entries: EntryReading
  private let watch: (any ReadingWatch)?

  package init(profile: any SiteProfile, configuration: Configuration, watch: (any ReadingWatch)? = nil) {
    self.profile = profile
    self.watch = watch
    entries = EntryReading()
    entries.level = configuration.entryLevel
    entries.readsHeadings = configuration.entryStyles.contains(.headings)
    entries.readsDefinitionLists = configuration.entryStyles.contains(.definitionLists)
    entries.readsAbbreviations = configuration.entryStyles.contains(.abbreviations)
    entries.seeAlsoWords = configuration.seeAlso.words
  }

  fileprivate func parse(_ text: SourceText, at path: String, after old: ParsedPage?) -> ParsedPage {
    func read() -> ParsedPage {
      old.map { PageReader.read(text, after: $0) } ?? PageReader.read(text, dialect: profile.dialect)
    }
    guard let watch else { return read() }
    guard !watch.isBarred(text) else {
      return PageReader.refuse(text, dialect: profile.dialect, "reading it did not come to an end the last time")
    }
    return watch.watch(path, text, read)
  }
}
