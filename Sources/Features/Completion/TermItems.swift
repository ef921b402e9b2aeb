import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// Offers labels between brackets: those that will link on the page, and names that need no more than a definition.
struct TermItems {
  private let place: LabelPlace
  private let page: Page
  private let snapshot: WorkspaceSnapshot
  private let index: CompletionIndex
  private let limit: Int
  private let typed: String
  /// What of it stands on the cursor's line.
  private let typedHere: String
  private let query: FuzzyQuery
  private let use: LabelUse
  private let seeAlso: SeeAlsoItems?
  /// Whether the label is that of a definition, which needs no other one.
  private let isDefinition: Bool

  /// A name, and what it would be on this page.
  private struct Offer {
    var found: FoundName
    var needsDefinition: Bool
    var isAmbiguous: Bool
    /// How much the entry fits the place, by what is there already; more is better.
    var relevance: Int
    /// Whether a better name of the same entry is offered, too.
    var isSecond = false
  }

  init(_ place: LabelPlace, on page: Page, in snapshot: WorkspaceSnapshot, index: CompletionIndex, limit: Int) {
    self.place = place
    self.page = page
    self.snapshot = snapshot
    self.index = index
    self.limit = limit
    typed = page.text[place.typed]
    typedHere = page.text[ByteRange(max(place.typed.lowerBound, place.replaced.lowerBound), place.typed.upperBound)]
    query = FuzzyQuery(typed)
    use = place.shownText == nil ? .shownText : .secondBracket
    seeAlso = place.shownText == nil ? SeeAlsoItems(place, on: page, in: snapshot, index: index) : nil
    isDefinition =
      place.isDefinitionLabel(on: page.parsed)
      || snapshot.tablePages.contains(page.id) && place.isAtStartOfLine(of: page.text)
  }

  func list() -> CompletionList {
    var list = CompletionList(replaced: place.replaced)
    if query.isEmpty {
      list.items = suggestions().map(item)
      list.isIncomplete = true
      return list
    }
    let (names, isComplete) = index.search(query, limit: limit + limit / 2)
    let offers = ranked(names.compactMap(offer)).filter { place.begun == nil || $0.found.match.isPrefix }
    let inflected = place.begun == nil ? inflectedItem(offers) : nil
    list.items = offers.map(item)
    if let inflected {
      // Who types an entry's own name passes by its singular.
      let isOnTheWay = offers.first.map { $0.found.match.isPrefix && $0.found.name.place == inflected.entry } ?? false
      list.items.insert(inflected, at: isOnTheWay ? 1 : 0)
    }
    list.items = Array(list.items.prefix(limit))
    // Editors narrow a list by comparing beginnings; what was found otherwise must be found again at the next key.
    list.isIncomplete =
      !isComplete || offers.count > limit || inflected != nil || offers.contains { !$0.found.match.isPrefix }
    return list
  }

  // MARK: What is offered

  private func offer(_ found: FoundName) -> Offer? {
    if seeAlso?.excluded.contains(found.name.place) == true { return nil }
    let resolution = snapshot.resolve(label: found.name.text, use: use, on: page)
    let relevance = seeAlso?.relevance[found.name.place] ?? 0
    switch resolution.state {
    case .defined, .undefinedLabel:
      guard resolution.entry == found.name.place || misses(found.name.place, resolution) else { return nil }
      let needsDefinition = resolution.state == .undefinedLabel && !isDefinition
      return Offer(found: found, needsDefinition: needsDefinition, isAmbiguous: false, relevance: relevance)
    case .ambiguous:
      guard resolution.candidates.contains(found.name.place) else { return nil }
      let needsDefinition = snapshot.linksOnlyThroughDefinitions && !isDefinition
      return Offer(found: found, needsDefinition: needsDefinition, isAmbiguous: true, relevance: relevance)
    case .dangling: return nil
    }
  }

  /// Whether a name is defined as a place of the entry's page that is not there: what is wrong is the definition, and
  /// the name is still the one to write.
  private func misses(_ entry: EntryPlace, _ resolution: Resolution) -> Bool {
    guard resolution.state == .defined, resolution.entry == nil, let place = resolution.definition,
      let source = snapshot[place.page]
    else { return false }
    let destination = source.text[source.parsed.definitions[place.definition].destination]
    let base = snapshot.representativePlace(forDefinitionsOf: source)
    guard case .missingAnchor(entry.page, _) = snapshot.target(ofDestination: destination, on: base) else {
      return false
    }
    return true
  }

  /// The offers in the order in which the author gets to see them: each entry once, by its best name, before any
  /// entry's second one.
  private func ranked(_ offers: [Offer]) -> [Offer] {
    let linked = Set(offers.lazy.filter { !$0.needsDefinition }.map(\.found.name.place))
    func isRedundant(_ offer: Offer) -> Bool { offer.needsDefinition && linked.contains(offer.found.name.place) }
    // Sorting keeps the order of what it finds equal; the names come best first.
    func sorted(_ offers: [Offer], by key: (Offer) -> (Int, Int, Int, Int)) -> [Offer] {
      let keyed = offers.enumerated().map { (key: key($1), order: $0, offer: $1) }
      return keyed.sorted { $0.key != $1.key ? $0.key < $1.key : $0.order < $1.order }.map(\.offer)
    }
    var ranked = sorted(offers) { offer in
      let match = offer.found.match
      return (Int(match.kind.rawValue), isRedundant(offer) ? 1 : 0, -offer.relevance, match.penalty)
    }
    var seen: Set<EntryPlace> = []
    for index in ranked.indices {
      ranked[index].isSecond = !seen.insert(ranked[index].found.name.place).inserted
    }
    return sorted(ranked) { offer in
      let match = offer.found.match
      return (Int(match.kind.rawValue), offer.isSecond ? 1 : 0, -offer.relevance, match.penalty)
    }
  }

  /// What was typed, where it is a plural or the like and links as it is.
  private func inflectedItem(_ offers: [Offer]) -> CompletionItem? {
    let label = typed.withoutOuterBlanks
    guard label.utf8.count > 1, offers.first?.found.match.kind != .exact else { return nil }
    let resolution = snapshot.resolve(label: label, use: use, on: page)
    guard (3...9).contains(resolution.tier), resolution.state == .defined || resolution.state == .undefinedLabel,
      let entry = resolution.entry, seeAlso?.excluded.contains(entry) != true
    else { return nil }
    var item = CompletionItem(label, .alias, insertion: label + "]")
    item.filter = typed
    item.entry = entry
    item.title = snapshot.title(of: entry)
    item.page = snapshot[entry.page]?.path
    item.needsDefinition = resolution.state == .undefinedLabel && !isDefinition
    return item
  }

  // MARK: Before anything is typed

  /// Names for empty brackets: what the place suggests, then what is used most.
  private func suggestions() -> [Offer] {
    var offers: [Offer] = []
    if let shown = place.shownText {
      offers = ranked(index.search(FuzzyQuery(page.text[shown]), limit: limit).names.compactMap(offer))
    } else if let seeAlso {
      offers = seeAlso.related.compactMap(bestOffer)
    }
    var seen = Set(offers.map(\.found.name.place))
    for key in index.mostUsed(limit * 2) where offers.count < limit {
      guard let found = index.name(withKey: key, in: snapshot), let offer = offer(found),
        seen.insert(found.name.place).inserted
      else { continue }
      offers.append(offer)
    }
    guard offers.count < limit else { return offers }
    for names in index.order.lazy.compactMap({ index.pages[$0] }) {
      for name in names.names where offers.count < limit && name.isTitle && !seen.contains(name.place) {
        let found = FoundName(name: name, match: FuzzyMatch(kind: .prefix, penalty: 0), uses: 0)
        if let offer = offer(found) { offers.append(offer) }
      }
    }
    return offers
  }

  /// The name of an entry that is best to use here.
  private func bestOffer(_ entry: EntryPlace) -> Offer? {
    let offers = index.names(of: entry).compactMap(offer)
    return offers.min { left, right in
      if left.needsDefinition != right.needsDefinition { return right.needsDefinition }
      if left.found.uses != right.found.uses { return left.found.uses > right.found.uses }
      return left.found.name.isTitle && !right.found.name.isTitle
    }
  }

  // MARK: Items

  private func item(_ offer: Offer) -> CompletionItem {
    let name = offer.found.name
    let title = snapshot.title(of: name.place)
    let written = place.begun.map { rest(of: name.text, behind: page.text[$0]) } ?? name.text
    var item = CompletionItem(name.text, kind(of: name, title), insertion: written + "]")
    item.title = name.isTitle ? nil : title
    item.page = snapshot[name.place.page]?.path
    item.filter = filter(for: written, offer.found.match)
    item.entry = name.place
    item.needsDefinition = offer.needsDefinition
    item.isAmbiguous = offer.isAmbiguous
    return item
  }

  private func kind(of name: OfferedName, _ title: String) -> CompletionItem.Kind {
    if name.place.entry == nil { return .page }
    if name.isTitle { return .entry }
    return title.contains("(" + name.text + ")") ? .abbreviation : .alias
  }

  /// What of a name belongs on the cursor's line when the line before ends with the beginning.
  private func rest(of name: String, behind beginning: String) -> String {
    let length = FoldedText.sourceLength(of: name, folded: FoldedText(beginning).bytes.count)
    return String(decoding: name.utf8.dropFirst(length), as: UTF8.self).withoutOuterBlanks
  }

  /// A text that begins with what was typed, letter by letter, and goes on as the label does.
  private func filter(for label: String, _ match: FuzzyMatch) -> String {
    if query.isEmpty || label.utf8.starts(with: typedHere.utf8) { return label }
    guard match.isPrefix else { return typedHere }
    let length = FoldedText.sourceLength(of: label, folded: FoldedText(typedHere).bytes.count)
    let rest = String(decoding: label.utf8.dropFirst(length), as: UTF8.self)
    // Some editors tell capitals from small letters; whoever typed none goes on so.
    return typedHere + (typedHere.lowercased() == typedHere ? rest.lowercased() : rest)
  }
}

extension FuzzyMatch {
  /// Whether the name begins with what was typed.
  var isPrefix: Bool { kind == .exact || kind == .prefix }
}

extension String {
  /// Without blanks and tabs at either end.
  fileprivate var withoutOuterBlanks: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var rest = utf8[...]
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(Substring(rest))
  }
}
