import Glossary
import MarkdownSyntax
package import Rules
import SiteProfiles
package import SourceText
package import Workspace

/// Gives an entry another title, and all that refers to it its new names.
package enum Rename {
  /// What of an entry is renamed.
  package struct Target: Sendable, Hashable {
    package var entry: EntryPlace
    /// The index of the heading on its page; nil for an entry without one.
    package var heading: Int?
    /// The name as it is.
    package var name: String
    /// What of the page that was asked about stands for the name, around the place that was asked about.
    package var range: ByteRange
  }

  /// What would be renamed at an offset; nil where there is no term.
  package static func target(
    at offset: Int,
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> Result<Target, RenameRefusal>? {
    guard let term = TermAtOffset.find(at: offset, on: page, in: snapshot) else { return nil }
    let label = page.text[term.label]
    if term.entries.count > 1 {
      let titles = term.entries.map { "“\(snapshot.title(of: $0))”" }.joined(separator: " and ")
      return .failure(RenameRefusal("[\(label)] may mean \(titles); rename one of them where it stands"))
    }
    guard let entry = term.entries.first else {
      return .failure(RenameRefusal("no entry is called “\(label)”"))
    }
    let heading = term.kind == .title ? term.range : nil
    return target(entry, key: term.key, heading: heading, range: range(of: term, around: offset, on: page), snapshot)
  }

  /// The part of a term that an offset is in: its label, the text that is shown for it, or else the whole.
  private static func range(of term: TermAtOffset, around offset: Int, on page: Page) -> ByteRange {
    if term.label.touches(offset) { return term.label }
    if case .reference(let index) = term.kind {
      let text = page.parsed.spans[page.references[index].span].text
      if text.touches(offset) { return text }
    }
    return term.range
  }

  /// What would be renamed where a name is given; the name may be any that the entry has.
  package static func target(named name: String, in snapshot: WorkspaceSnapshot) -> Result<Target, RenameRefusal> {
    let resolution = snapshot.resolveName(name)
    if resolution.state == .ambiguous {
      let places = resolution.candidates.compactMap { snapshot.target(of: $0) }.joined(separator: " and ")
      return .failure(RenameRefusal("“\(name)” may mean \(places)"))
    }
    guard let entry = resolution.entry else { return .failure(RenameRefusal("no entry is called “\(name)”")) }
    let key = LabelKey(name, matching: snapshot.profile.labelMatching, use: .secondBracket)
    return target(entry, key: key, heading: nil, range: snapshot.nameRange(of: entry) ?? .empty(at: 0), snapshot)
  }

  /// The changes that rename it: to each page the edits, which do not overlap.
  ///
  /// - Parameter index: that of the snapshot.
  package static func edits(
    renaming target: Target,
    to name: String,
    in snapshot: WorkspaceSnapshot,
    index: ReferenceIndex? = nil
  ) -> Result<[PageEdit], RenameRefusal> {
    do throws(RenameRefusal) {
      var plan = try RenamePlan(target, name, snapshot, index ?? ReferenceIndex(snapshot))
      return .success(try plan.edits())
    } catch {
      return .failure(error)
    }
  }

  private static func target(
    _ place: EntryPlace,
    key: LabelKey,
    heading range: ByteRange?,
    range label: ByteRange,
    _ snapshot: WorkspaceSnapshot
  ) -> Result<Target, RenameRefusal> {
    guard let page = snapshot[place.page], let entry = snapshot.entry(place) else {
      return .failure(RenameRefusal("“\(snapshot.title(of: place))” is a page; only entries can be renamed"))
    }
    guard !entry.headings.isEmpty else {
      return .success(Target(entry: place, heading: nil, name: entry.title, range: label))
    }
    // Of several headings the one is meant that the cursor is on, or that has the name.
    let chosen =
      entry.headings.first { page.parsed.headings[$0].range == range }
      ?? entry.headings.first { heading in
        let forms = NameForms(
          of: page.parsed.headings[heading].title,
          matching: snapshot.profile.labelMatching,
          kindWords: snapshot.configuration.kindWords
        )
        return forms.form(of: key) != nil
      } ?? entry.headings.lowerBound
    let title = page.parsed.headings[chosen].title
    return .success(Target(entry: place, heading: chosen, name: title, range: label))
  }
}

/// Why something cannot be renamed.
package struct RenameRefusal: Error, Sendable, Hashable {
  /// One sentence without a capital letter and a full stop.
  package var message: String

  package init(_ message: String) { self.message = message }
}
