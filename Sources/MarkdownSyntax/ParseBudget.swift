package import SourceText

/// What a page may cost to parse, known before it is parsed.
///
/// cmark-gfm is quadratic, or worse, in several constructs, and a caller cannot interrupt it. One linear look at the
/// page estimates the work instead: it follows the block structure just far enough to see where each leaf block ends,
/// and sums, over all leaf blocks, bytes × (bytes that may open or close an inline construct + containers around).
/// Pages written by people stay below a tenth of the limit; the known attacks pass it while they are still cheap.
package enum ParseBudget {
  /// The answer for one page.
  package enum Verdict: Hashable, Sendable {
    /// The page can be parsed in time proportional to its length.
    case accepted
    /// The page must not be given to the parser; the bytes are those of the first block that asks for too much.
    case refused(at: ByteRange, reason: Reason)
  }

  /// Why a page is refused.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case pageTooLong
    case lineTooLong
    case containersTooDeep
    case tableTooLarge
    case definitionTooLong
    case tooManyBlocks
    case blockTooInvolved
  }

  /// The bounds; all but the first five are sums over the whole page.
  package struct Limits: Hashable, Sendable {
    /// Bytes of a page.
    package var pageBytes = 8 << 20
    /// Bytes of a line, its line ending included.
    package var lineBytes = 256 << 10
    /// Block quotes and list items inside one another.
    package var containerDepth = 100
    /// Bytes of the longest link reference definition × opening brackets of the page, since cmark copies a definition's
    /// destination and title for each use.
    package var definitionCopies = 64 << 20
    /// Rows × columns, since cmark fills each row up to the width of its header.
    package var tableCells = 200_000
    /// Blocks, and lines of paragraphs: each takes some 300 bytes of memory in cmark.
    package var blocks = 300_000
    /// Units of work, about 5 ns each.
    package var work = 30_000_000

    package init() {}
  }

  /// Looks at a page; linear in its length.
  ///
  /// `skips` says how many bytes at each line's start the parser does not get to see; lines behind its end skip none.
  package static func verdict(
    of page: Span<UInt8>,
    skips: [UInt32] = [],
    limits: Limits = Limits()
  ) -> Verdict {
    var estimate = WorkEstimate(limits: limits)
    return estimate.verdict(of: page, skips: skips)
  }

  /// Looks at a page; linear in its length.
  package static func verdict(of page: [UInt8], skips: [UInt32] = [], limits: Limits = Limits()) -> Verdict {
    verdict(of: page.span, skips: skips, limits: limits)
  }
}

extension ParseBudget.Reason {
  /// What an author reads, to follow "this page is not parsed: ".
  package var explanation: String {
    switch self {
    case .pageTooLong: "the page is longer than 8 MiB"
    case .lineTooLong: "a line is longer than 256 KiB"
    case .containersTooDeep: "more than 100 block quotes and list items lie inside one another"
    case .tableTooLarge: "its tables have more than 200,000 cells"
    case .definitionTooLong: "a link reference definition is too long for the number of brackets on the page"
    case .tooManyBlocks: "it has more than 300,000 blocks and lines of text"
    case .blockTooInvolved: "a block is too long for the number of brackets, emphasis marks and code marks in it"
    }
  }
}
