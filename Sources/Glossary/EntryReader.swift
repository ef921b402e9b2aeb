package import MarkdownSyntax
package import SourceText

/// How entries are read from a page.
package struct EntryReading: Sendable, Hashable {
  /// The heading level of entries, nil where it is found.
  package var level: Int?
  package var readsHeadings = true
  package var readsDefinitionLists = false
  package var readsAbbreviations = false
  /// The words that begin a line of related terms.
  package var seeAlsoWords = ["See also"]

  package init() {}
}

/// What a page's front matter says of names.
package struct FrontMatterNames: Sendable, Hashable {
  package var title: String?
  /// Where the title stands in the page.
  package var titleRange: ByteRange?
  package var aliases: [String] = []

  package init() {}
}

/// Finds the entries of a page.
package struct EntryReader {
  private let page: ParsedPage
  private let reading: EntryReading
  private let frontMatter: FrontMatterNames
  private var result = PageEntries()
  /// Whether headings one level too deep are so few that they may be entries.
  private var hasStrayEntries = false

  package static func read(
    _ page: ParsedPage,
    as reading: EntryReading,
    frontMatter: FrontMatterNames = FrontMatterNames()
  ) -> PageEntries {
    var reader = EntryReader(page: page, reading: reading, frontMatter: frontMatter)
    reader.run()
    return reader.result
  }

  private init(page: ParsedPage, reading: EntryReading, frontMatter: FrontMatterNames) {
    self.page = page
    self.reading = reading
    self.frontMatter = frontMatter
  }

  private mutating func run() {
    if reading.readsHeadings { readHeadings() }
    if reading.readsDefinitionLists { result.entries += DefinitionListReader.entries(of: page) }
    if reading.readsAbbreviations { result.entries += abbreviations() }
    if result.entries.isEmpty, let entry = pageEntry() { result.entries = [entry] }
    // Apart from `self`, of which a call would otherwise keep a copy, and with it a copy of all entries for each.
    var entries = result.entries
    result.entries = []
    entries.sort { $0.range < $1.range }
    for index in entries.indices { complete(&entries[index]) }
    result.entries = entries
    // Aliases of the front matter are the page's only entry's.
    if result.entries.count == 1 { result.entries[0].aliases += frontMatter.aliases }
  }

  // MARK: Headings

  private mutating func readHeadings() {
    // A page with a single heading above all of its text is named by it: that is its entry's title only where the
    // front matter has none.
    let isNamedByFrontMatter = page.headings.count == 1 && frontMatter.title != nil
    let level = reading.level ?? EntryLevel.find(in: page.headings)
    result.level = level
    result.pageHeading = pageHeading(level: level)
    guard level > 0, !isNamedByFrontMatter else { return }
    // Where pages use sections within entries, a deeper heading is one of them.
    let deeper = headings(ofLevel: level + 1)
    hasStrayEntries = deeper > 0 && deeper * 10 <= headings(ofLevel: level)
    let starts = entryHeadings(level: level)
    result.entries.reserveCapacity(starts.count)
    var next = 0
    while next < starts.count {
      var last = next
      while last + 1 < starts.count, follows(starts[last + 1], starts[last]) { last += 1 }
      result.entries.append(entry(starts[next]...starts[last]))
      next = last + 1
    }
  }

  /// The heading that names the page: a letter at its top that is no entry itself, or the only heading of its level
  /// above the entries.
  private func pageHeading(level: Int) -> Int? {
    guard let first = page.headings.first, !first.title.isEmpty else { return nil }
    if EntryLevel.isLetterHeading(first.title) {
      return level == 0 || first.level < level || isSectionLetter(0) ? 0 : nil
    }
    return first.level < level && headings(ofLevel: first.level) == 1 ? 0 : nil
  }

  // By index, here and below: a heading that is taken out of its list is copied with its texts.
  private func headings(ofLevel level: Int) -> Int { page.headings.indices.count { page.headings[$0].level == level } }

  private func entryHeadings(level: Int) -> [Int] {
    page.headings.indices.filter { index in
      if page.headings[index].title.isEmpty { return false }
      let ownLevel = page.headings[index].level
      if EntryLevel.isLetterHeading(page.headings[index].title),
        ownLevel < level || index == result.pageHeading || isSectionLetter(index)
      {
        return false
      }
      return ownLevel == level && index != result.pageHeading || isStrayEntry(index, level: level)
    }
  }

  /// A letter between entries is a section's, where nothing but a heading or the page's end follows it.
  private func isSectionLetter(_ index: Int) -> Bool {
    let end = index + 1 < page.headings.count ? page.headings[index + 1].range.lowerBound : page.text.count
    let body = ByteRange(page.headings[index].range.upperBound, end)
    return page.blockIndices(in: body).isEmpty
  }

  /// A heading one level too deep that reads like a term and is the last one before the next entry.
  private func isStrayEntry(_ index: Int, level: Int) -> Bool {
    guard hasStrayEntries, page.headings[index].level == level + 1, index > 0,
      page.headings[index - 1].level <= level,
      index + 1 == page.headings.count || page.headings[index + 1].level <= level
    else { return false }
    return !Self.sectionTitles.contains(page.headings[index].title.lowercased())
  }

  private static let sectionTitles: Set<String> = [
    "advantages", "applications", "background", "definition", "description", "details", "disadvantages", "etymology",
    "example", "examples", "history", "further reading", "introduction", "links", "note", "notes", "overview",
    "references", "related terms", "see also", "sources", "summary", "usage", "use cases", "uses",
  ]

  /// Whether nothing but blank lines stands between two headings of one level.
  private func follows(_ second: Int, _ first: Int) -> Bool {
    guard second == first + 1, page.headings[second].level == page.headings[first].level else { return false }
    let between = ByteRange(page.headings[first].range.upperBound, page.headings[second].range.lowerBound)
    return page.text.slice(between).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  private func entry(_ headings: ClosedRange<Int>) -> Entry {
    let first = page.headings[headings.lowerBound]
    let last = page.headings[headings.upperBound]
    let level = result.level
    // A heading that is an entry itself ends this one, as does any heading above.
    let next = page.headings.indices[(headings.upperBound + 1)...].first {
      page.headings[$0].level <= level || isStrayEntry($0, level: level)
    }
    let end = next.map { page.headings[$0].range.lowerBound } ?? page.text.count
    return Entry(
      kind: .heading,
      title: first.title,
      titleRange: first.content,
      range: ByteRange(first.range.lowerBound, end),
      body: ByteRange(last.range.upperBound, end),
      headings: headings.lowerBound..<headings.upperBound + 1,
      level: first.level
    )
  }

  // MARK: Other entries

  private func pageEntry() -> Entry? {
    guard let title = frontMatter.title, let range = frontMatter.titleRange, page.headings.count < 2 else { return nil }
    let front = page.regions.first { $0.kind == .frontMatter }?.range.upperBound ?? 0
    return Entry(
      kind: .page,
      title: title,
      titleRange: range,
      range: ByteRange(0, page.text.count),
      body: ByteRange(front, page.text.count),
      headings: 0..<0,
      level: 0
    )
  }

  private func abbreviations() -> [Entry] {
    page.abbreviations.map { abbreviation in
      let range = ByteRange(abbreviation.label.lowerBound - 2, abbreviation.expansion.upperBound)
      return Entry(
        kind: .abbreviation,
        title: page.text[abbreviation.label],
        titleRange: abbreviation.label,
        range: range,
        body: abbreviation.expansion,
        headings: 0..<0,
        level: 0
      )
    }
  }

  // MARK: What an entry says

  private func complete(_ entry: inout Entry) {
    let comments = page.comments
    var index = comments.partitioningIndex { $0.range.lowerBound >= entry.body.lowerBound }
    while index < comments.count, entry.body.contains(comments[index].range) {
      entry.aliases += AliasComment.aliases(page.text[comments[index].text])
      index += 1
    }
    let body = page.blockIndices(in: entry.body)
    entry.seeAlso = SeeAlsoReader.line(in: body, on: page, words: reading.seeAlsoWords)
    entry.redirect = RedirectReader.reference(in: body, on: page)
  }
}
