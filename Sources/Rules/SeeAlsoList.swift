import Glossary
import MarkdownSyntax
import SourceText
import Workspace

/// The terms of an entry's see-also line.
struct SeeAlsoList {
  struct Item {
    var range: ByteRange
    /// What a reader sees.
    var shown: ByteRange
    var isLetter: Bool
    fileprivate var identity: Identity
  }

  /// What makes two items one: the entry or page that they mean, else their label.
  fileprivate enum Identity: Hashable {
    case entry(EntryPlace)
    case label(LabelKey)
  }

  let items: [Item]
  /// From the first item to the end of the last.
  let range: ByteRange
  /// Items that stand before in the line, and those that are the entry itself.
  let repeated: [Item]
  let own: [Item]
  /// Whether the page's letter comes first and the other terms follow in order; true where nobody asks for it.
  let isSorted: Bool
  private let sortsItems: Bool
  private let page: Page

  init?(ofEntry index: Int, in context: RuleContext) {
    let page = context.page
    guard let line = page.entries.entries[index].seeAlso else { return nil }
    let references = context.readReferences(ofSpans: line.references)
    var items: [Item] = []
    items.reserveCapacity(references.count)
    for reference in references {
      let span = context.span(of: reference)
      if line.list.contains(span.range) { items.append(Self.item(reference, span, in: context)) }
    }
    guard let first = items.first, let last = items.last else { return nil }
    range = ByteRange(first.range.lowerBound, last.range.upperBound)
    let place = EntryPlace(page: page.id, entry: index)
    let own = items.filter { $0.identity == .entry(place) }
    let repeated = Self.repeated(in: own.isEmpty ? items : items.filter { $0.identity != .entry(place) })
    let rest = own.isEmpty && repeated.isEmpty ? items : Self.items(items, without: own + repeated)
    sortsItems = context.snapshot.configuration.seeAlso.isSorted
    isSorted = !sortsItems || Self.isSorted(rest, page.parsed.text)
    self.items = items
    self.own = own
    self.repeated = repeated
    self.page = page
  }

  /// What a reader sees of an item.
  func shown(_ item: Item) -> String { page.text[item.shown] }

  /// The line's items without what is too much, in order; nil where they are parted by more than signs.
  var tidied: String? { arranged(without: repeated + own) }

  /// The line's items in order, each once; nil where they are parted by more than signs.
  var ordered: String? { repeated.isEmpty && isSorted ? nil : arranged(without: repeated) }

  private func arranged(without superfluous: [Item]) -> String? {
    guard let separator else { return nil }
    var kept = Self.items(items, without: superfluous)
    if sortsItems, !isSorted {
      let keys = kept.map { AlphabeticalKey.wordByWord.key(of: shown($0)) }
      let order = kept.indices.sorted { left, right in
        if kept[left].isLetter != kept[right].isLetter { return kept[left].isLetter }
        if kept[left].isLetter || keys[left] == keys[right] { return left < right }
        return keys[left].lexicographicallyPrecedes(keys[right])
      }
      kept = order.map { kept[$0] }
    }
    return kept.map { page.text[$0.range] }.joined(separator: separator)
  }

  /// The edit that adds a term in its place.
  func insertion(of label: String) -> TextEdit {
    let separator = separator ?? ", "
    let order = AlphabeticalOrder(of: items.map { $0.isLetter ? "" : shown($0) })
    guard let successor = order.successor(of: label), sortsItems else {
      return TextEdit(.empty(at: range.upperBound), "\(separator)[\(label)]")
    }
    return TextEdit(.empty(at: items[successor].range.lowerBound), "[\(label)]\(separator)")
  }

  private static func items(_ items: [Item], without superfluous: [Item]) -> [Item] {
    let superfluous = Set(superfluous.map(\.range))
    return items.filter { !superfluous.contains($0.range) }
  }

  private static func repeated(in items: [Item]) -> [Item] {
    // To compare a few is faster than to make a set of them, and nearly all lines have few.
    if items.count < 16 {
      return items.indices.filter { index in
        items[..<index].contains { $0.identity == items[index].identity }
      }.map { items[$0] }
    }
    var known: Set<Identity> = []
    return items.filter { !known.insert($0.identity).inserted }
  }

  private static func item(_ reference: Int, _ span: InlineSpan, in context: RuleContext) -> Item {
    let resolution = context.resolutions[reference]
    let isMeant = resolution.state == .defined || resolution.state == .undefinedLabel
    return Item(
      range: span.range,
      shown: span.text,
      isLetter: context.isLetter(reference),
      identity: (isMeant ? resolution.entry : nil).map { .entry($0) } ?? .label(context.page.references[reference].key)
    )
  }

  private static func isSorted(_ items: [Item], _ text: SourceText) -> Bool {
    let terms = items.drop(while: \.isLetter)
    guard !terms.contains(where: \.isLetter) else { return false }
    return AlphabeticalOrder.isSorted(terms.lazy.map(\.shown), in: text)
  }

  /// What stands between the items, where it is the same everywhere but for blanks and holds no words.
  private var separator: String? {
    var signs: Set<String> = []
    for (left, right) in zip(items, items.dropFirst()) {
      let between = page.text[ByteRange(left.range.upperBound, right.range.lowerBound)]
      signs.insert(between.filter { !$0.isWhitespace })
    }
    guard signs.count <= 1 else { return nil }
    let sign = signs.first ?? ","
    let isPlain = sign.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
    guard isPlain else { return nil }
    return sign == "," || sign == ";" ? sign + " " : sign.isEmpty ? " " : " \(sign) "
  }
}
