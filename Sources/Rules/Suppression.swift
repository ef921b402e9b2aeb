import MarkdownSyntax
import SourceText
import Workspace

/// The comments of a page that ask for silence.
///
/// - `<!-- glossa-ignore-next-line RULE… -->` speaks for the next line that is not blank.
/// - `<!-- glossa-ignore RULE… -->` speaks for the lines of the block that it stands in (a paragraph, a heading, a
///   table row). Where it has lines of its own it speaks for the blocks that touch these, above and below.
///
/// Without a rule a comment speaks for all of them.
struct Suppression {
  struct Comment {
    var range: ByteRange
    /// Zero-based lines.
    var lines: Range<Int>
    /// The ids that it names, each with its place.
    var rules: [(id: String, range: ByteRange)]
  }

  let comments: [Comment]

  init(_ page: ParsedPage) {
    comments = page.comments.compactMap { Self.comment($0, on: page) }
  }

  /// Takes out the problems that the page asks to be silent about, and adds what is wrong with the asking.
  func apply(to problems: [Problem], in context: RuleContext) -> [Problem] {
    guard !comments.isEmpty else { return problems }
    let lines = context.page.text.lines
    var used: Set<UsedRule> = []
    var kept: [Problem] = []
    for problem in problems {
      let line = lines.line(at: problem.range.lowerBound)
      var isSilenced = false
      for (index, comment) in comments.enumerated() where comment.lines.contains(line) {
        guard comment.rules.isEmpty || comment.rules.contains(where: { $0.id == problem.rule }) else { continue }
        isSilenced = true
        used.insert(UsedRule(comment: index, rule: comment.rules.isEmpty ? nil : problem.rule))
      }
      if !isSilenced { kept.append(problem) }
    }
    return kept + UnusedIgnore.problems(for: comments, used: used, in: context)
  }

  struct UsedRule: Hashable {
    /// The index of the comment.
    var comment: Int
    /// Nil where the comment names none.
    var rule: String?
  }

  // MARK: Reading

  private static func comment(_ comment: HTMLComment, on page: ParsedPage) -> Comment? {
    var words = words(of: comment.text, page.text)[...]
    guard let first = words.popFirst() else { return nil }
    let line = page.text.lines.line(at: max(comment.range.lowerBound, comment.range.upperBound - 1))
    let lines: Range<Int>
    switch first.id {
    case "glossa-ignore-next-line": lines = nextLine(behind: line, page.text)
    case "glossa-ignore": lines = self.lines(around: comment.range, on: page)
    default: return nil
    }
    return Comment(range: comment.range, lines: lines, rules: Array(words))
  }

  /// The words of a comment, between blanks and commas.
  private static func words(of range: ByteRange, _ text: SourceText) -> [(id: String, range: ByteRange)] {
    var words: [(id: String, range: ByteRange)] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let start = offset
      while offset < range.upperBound, !isSeparator(text.bytes[offset]) { offset += 1 }
      let word = ByteRange(start, offset)
      if !word.isEmpty { words.append((text[word], word)) }
      offset += 1
    }
    return words
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ",") || (0x09...0x0D).contains(byte)
  }

  private static func nextLine(behind line: Int, _ text: SourceText) -> Range<Int> {
    var next = line + 1
    while next < text.lines.count, isBlank(next, text) { next += 1 }
    return next..<next + 1
  }

  private static func isBlank(_ line: Int, _ text: SourceText) -> Bool {
    text.slice(text.lineContent(line)).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func lines(around comment: ByteRange, on page: ParsedPage) -> Range<Int> {
    let index = page.text.lines
    let own = index.line(at: comment.lowerBound)..<index.line(at: max(comment.lowerBound, comment.upperBound - 1)) + 1
    let blocks = page.blocks.filter(\.isLeaf)
    guard let block = blocks.last(where: { $0.range.contains(comment) }), block.kind != .htmlBlock else {
      var lines = own
      for block in blocks {
        let other = index.lines(of: block.range)
        if other.upperBound == own.lowerBound { lines = min(lines.lowerBound, other.lowerBound)..<lines.upperBound }
        if other.lowerBound == own.upperBound { lines = lines.lowerBound..<max(lines.upperBound, other.upperBound) }
      }
      return lines
    }
    return index.lines(of: block.range)
  }
}

extension LineIndex {
  fileprivate func lines(of range: ByteRange) -> Range<Int> {
    line(at: range.lowerBound)..<line(at: max(range.lowerBound, range.upperBound - 1)) + 1
  }
}

extension Block {
  /// Whether the block holds text and no other block.
  fileprivate var isLeaf: Bool {
    switch kind {
    case .blockQuote, .list, .listItem, .table, .tableRow: false
    case .paragraph, .atxHeading, .setextHeading, .codeBlock, .htmlBlock, .thematicBreak, .tableCell, .markerTitle: true
    }
  }
}
