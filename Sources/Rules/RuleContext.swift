import Glossary
package import MarkdownSyntax
package import SiteProfiles
package import SourceText
package import Workspace

/// What a rule gets to see: a page, its workspace, and what was found out about the page once for all rules.
///
/// A class, since it is handed on for every entry and every reference.
package final class RuleContext: Sendable {
  package let snapshot: WorkspaceSnapshot
  package let page: Page
  /// What each of the page's references means, in their order; empty on pages that are not published by themselves.
  package let resolutions: [Resolution]
  /// The indices of the references that the site's generator reads, in order.
  package let readReferences: [Int]
  /// The indices of those of them that make no link and are not told of otherwise, so that nobody gets two problems
  /// for one pair of brackets.
  package let openReferences: [Int]
  /// The page's malformed references that are surely meant as references.
  package let malformedReferences: [MalformedReference]
  package let usage: WorkspaceUsage
  /// Whether references and links of the page are the site's.
  package let isPublished: Bool
  /// Whether the page defines terms.
  package let isEntryPage: Bool
  /// The page from which links of this one are read: itself, or for a table one that it is added to.
  package let place: PagePlace
  package let levels: RuleLevels
  /// The files whose definitions reach the page.
  let definitionFiles: [PageID]
  private let knownTitles: Lazily<EntryTitles>

  package init(_ page: Page, in snapshot: WorkspaceSnapshot, usage: WorkspaceUsage, levels: RuleLevels) {
    self.page = page
    self.snapshot = snapshot
    self.usage = usage
    self.levels = levels
    isPublished = snapshot.isPublished(page)
    isEntryPage = snapshot.entryPages.contains(page.id)
    resolutions = isPublished ? usage.resolutions(on: page, in: snapshot) : []
    readReferences = isPublished ? ReadReferences.indices(on: page, resolutions) : []
    malformedReferences = isPublished ? MalformedReferences.meant(on: page, in: snapshot, isEntryPage: isEntryPage) : []
    openReferences = ReadReferences.open(readReferences, on: page, resolutions, malformed: malformedReferences)
    knownTitles = Lazily { usage.titles(on: page, in: snapshot) }
    definitionFiles = snapshot.scope(of: page).files
    place =
      page.parsed.definitions.isEmpty
      ? PagePlace(path: page.path, url: page.url) : snapshot.representativePlace(forDefinitionsOf: page)
  }

  /// What is worked out from the titles of the page's entries.
  var titles: EntryTitles { knownTitles.value }

  /// Whether the page's definitions make links.
  package var holdsDefinitions: Bool {
    guard !page.parsed.definitions.isEmpty, snapshot.configuration.resolution != .entries else { return false }
    return isPublished || snapshot.tablePages.contains(page.id)
  }

  /// The page as links in its prose start from it.
  var ownPlace: PagePlace { PagePlace(path: page.path, url: page.url) }

  package func span(of reference: Int) -> InlineSpan { page.parsed.spans[page.references[reference].span] }

  package func label(of reference: Int) -> String { page.label(of: page.references[reference]) }

  /// The indices of the references whose spans are in a range of spans, those that the generator passes over left out.
  package func readReferences(ofSpans spans: Range<Int>) -> ArraySlice<Int> {
    let references = page.references
    let first = readReferences.partitioningIndex { references[$0].span >= spans.lowerBound }
    return readReferences[first...].prefix { references[$0].span < spans.upperBound }
  }

  /// Whether a reference's label is that of a letter's page, or of a range of letters.
  func isLetter(_ reference: Int) -> Bool {
    let span = page.references[reference].span
    let range = page.parsed.spans[span].label
    let bytes = page.parsed.text.bytes
    // Nearly all labels are a single ASCII sign or begin with four of them, and need not be made a text.
    let signs = range.lowerBound..<min(range.upperBound, range.lowerBound + 4)
    if signs.count == 1 || signs.count == 4, signs.allSatisfy({ 0x20 < bytes[$0] && bytes[$0] < 0x7F }),
      page.parsed.isLabelVerbatim(ofSpan: span)
    {
      return signs.count == 1
    }
    return EntryLevel.isLetterHeading(label(of: reference))
  }

  /// A problem of a rule on this page.
  ///
  /// - Parameter severity: where it depends on the place; else the rule's default one. What the author configured
  ///   counts before both.
  package func problem(
    _ rule: RuleDescription,
    at range: ByteRange,
    _ message: String,
    subject: String,
    severity: Severity? = nil,
    related: [RelatedPlace] = [],
    isUnnecessary: Bool = false
  ) -> Problem {
    let configured = levels.configuredLevel(of: rule).flatMap { Severity($0) }
    return Problem(
      rule: rule.id,
      severity: configured ?? severity ?? Severity(rule.defaultLevel) ?? .hint,
      page: page.path,
      range: range,
      message: message,
      subject: subject,
      related: related,
      isUnnecessary: isUnnecessary
    )
  }

  /// The place of an entry's title, to be named with a problem.
  package func related(_ entry: EntryPlace, _ message: String) -> RelatedPlace? {
    guard let page = snapshot[entry.page], let range = snapshot.nameRange(of: entry) else { return nil }
    return RelatedPlace(page: page.path, range: range, message: message)
  }

  /// The place of a definition, to be named with a problem.
  package func related(_ definition: DefinitionPlace, _ message: String) -> RelatedPlace? {
    guard let page = snapshot[definition.page] else { return nil }
    let range = page.parsed.definitions[definition.definition].range
    return RelatedPlace(page: page.path, range: range, message: message)
  }
}
