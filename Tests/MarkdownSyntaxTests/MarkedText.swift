import SourceText

@testable import MarkdownSyntax

/// A text in which `⟦` and `⟧` stand around what is expected to be found.
struct MarkedText {
  private(set) var text = ""
  private(set) var ranges: [ByteRange] = []

  init(_ marked: String) {
    var starts: [Int] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(text.utf8.count)
      case "⟧": if let start = starts.popLast() { ranges.append(ByteRange(start, text.utf8.count)) }
      default: text.unicodeScalars.append(scalar)
      }
    }
    ranges.sort()
  }

  /// The text with marks around the ranges.
  static func marking(_ ranges: [ByteRange], in text: SourceText) -> String {
    var marked = ""
    var offset = 0
    // An end comes before a start at the same place.
    let marks = ranges.flatMap { [($0.lowerBound, 1, "⟦"), ($0.upperBound, 0, "⟧")] }
    for (place, _, mark) in marks.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
      marked += text[ByteRange(offset, place)] + mark
      offset = place
    }
    return marked + text[ByteRange(offset, text.count)]
  }
}

extension MarkdownDialect {
  /// What a site of each kind reads with all that its generator offers.
  static let mkdocs: MarkdownDialect = {
    var dialect = MarkdownDialect.all(.pythonMarkdown)
    dialect.liquid = .withinLine
    return dialect
  }()

  static let jekyll: MarkdownDialect = {
    var dialect = MarkdownDialect.all(.kramdown)
    dialect.hasSnippets = false
    dialect.hasBlockMarkers = false
    dialect.hasIndentedContainers = false
    dialect.hasInlineMath = false
    return dialect
  }()

  static let plain: MarkdownDialect = {
    var dialect = MarkdownDialect.all(.commonMark)
    dialect.htmlBlocks = .untilBlankLine
    dialect.liquid = .withinLine
    dialect.hasMarkdownInHTML = false
    dialect.treatsUnclosedFenceAsText = false
    return dialect
  }()

  /// All switches on.
  static func all(_ references: References) -> MarkdownDialect {
    var dialect = MarkdownDialect(references: references)
    dialect.htmlBlocks = .untilClosingTag
    dialect.hasFrontMatter = true
    dialect.liquid = .full
    dialect.hasSnippets = true
    dialect.hasAttributeLists = true
    dialect.hasBlockMarkers = true
    dialect.hasIndentedContainers = true
    dialect.hasInlineMath = true
    dialect.hasBlockMath = true
    dialect.hasFootnotes = true
    dialect.hasAbbreviations = true
    dialect.hasDefinitionLists = true
    dialect.hasMarkdownInHTML = true
    dialect.treatsUnclosedFenceAsText = true
    dialect.hasCitations = true
    dialect.hasTaskBoxes = true
    return dialect
  }

  /// The names that the tables of tests use.
  static func named(_ name: Substring) -> MarkdownDialect? {
    switch name {
    case "mkdocs": mkdocs
    case "jekyll": jekyll
    case "plain": plain
    case "commonmark": commonMark
    default: nil
    }
  }
}
