import FoundationEssentials
import SourceText
import TestSupport
import Testing

@testable import MarkdownSyntax

struct ParseBudgetTests {
  /// A block that ends where the next one begins costs little however often it comes; one that does not end is refused.
  struct Repetition: CustomTestStringConvertible, Sendable {
    var head = ""
    var unit: String
    var times = 2_000
    var refusal: ParseBudget.Reason?

    var testDescription: String { "\(head.debugDescription) \(unit.debugDescription)" }
    var page: String { head + String(repeating: unit, count: times) }
  }

  @Test(arguments: [
    Repetition(unit: "*a [b] _c_\n\n"),
    Repetition(unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(unit: "*a [b] _c_\r\n\r\n"),
    Repetition(unit: "*a [b] _c_\r", refusal: .blockTooInvolved),
    Repetition(unit: "# *a [b] _c_\n"),
    Repetition(unit: "#*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(unit: "####### *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(unit: "*a [b] _c_\n---\n"),
    Repetition(unit: "*a [b] _c_\n- - -\n"),
    Repetition(unit: "*a [b] _c_\n    ---\n", refusal: .blockTooInvolved),
    // Lists.
    Repetition(unit: "- *a [b] _c_\n"),
    Repetition(unit: "-*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(unit: "2. *a [b] _c_\n"),
    Repetition(head: "x\n", unit: "2. *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "- x\n", unit: "  2. *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "- x\n\n", unit: "    - *a [b] _c_\n"),
    Repetition(head: "x\n", unit: "    - *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "x\n", unit: "-\n*a [b] _c_\n"),
    Repetition(head: "x\n", unit: "*\n*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "x\n", unit: "\t- *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "- x\n\n", unit: "\t- *a [b] _c_\n"),
    // Quotes.
    Repetition(unit: "> *a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(unit: "> *a [b] _c_\n>\n"),
    Repetition(head: "> x\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "> # x\n", unit: "> *a [b] _c_\n\n"),
    // Code.
    Repetition(head: "```\n", unit: "*a [b] _c_\n"),
    Repetition(head: "``` `\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "```\n~~~\n", unit: "*a [b] _c_\n"),
    Repetition(head: "```\n```\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "````\n```\n", unit: "*a [b] _c_\n"),
    Repetition(head: "- ```\n", unit: "  *a [b] _c_\n"),
    Repetition(head: "- ```\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "    ```\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    // Raw HTML.
    Repetition(head: "<div>\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<div>\n\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "<div>\n```\n\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "<!--\n\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<!-- -->\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "<!--\n```\n-->\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "<PRE>\n\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<pre>\n\n</pre>\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "<x-y z='1' w>\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<x-y z='1'w>\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "x\n<x-y>\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    Repetition(head: "</x >\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<?x\n\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<![CDATA[\n\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<!X\n\n", unit: "*a [b] _c_\n"),
    Repetition(head: "<!X >\n", unit: "*a [b] _c_\n", refusal: .blockTooInvolved),
    // Tables.
    Repetition(head: "a|b\n-|-\n", unit: "*a [b]|_c_\n"),
    Repetition(head: "x\n| a | b | \n|:-|-:|\n", unit: "*a [b]|_c_\n"),
    Repetition(head: "a\\|b\n-|-\n", unit: "*a [b]|_c_\n", refusal: .blockTooInvolved),
    Repetition(head: "a|b|c\n-|-\n", unit: "*a [b]|_c_\n", refusal: .blockTooInvolved),
    Repetition(head: "a|b\n-|-\n|\n", unit: "*a [b]|_c_\n", refusal: .blockTooInvolved),
    Repetition(head: "- a\n  |b\n  -|\n", unit: "  *a [b]|_c_\n"),
    Repetition(head: "- a\n |b\n  -|\n", unit: "  *a [b]|_c_\n", refusal: .blockTooInvolved),
    Repetition(head: "> a|b\n-|-\n", unit: "*a [b]|_c_\n", refusal: .blockTooInvolved),
    // Definitions, which cost nothing but their length.
    Repetition(unit: "[a_b_c]: <http://x/_y_> \"*[]*\"\n", times: 3_000),
    Repetition(unit: "*[a_b_c]: x\n", times: 3_000),
    Repetition(unit: "[^a_b_c]: *x* [y]\n", times: 3_000, refusal: .blockTooInvolved),
    Repetition(unit: "[a\\]b]: u\n[c[d]: x\n", times: 3_000, refusal: .blockTooInvolved),
  ])
  func followsBlocksToTheirEnds(repetition: Repetition) {
    #expect(reason(repetition.page) == repetition.refusal)
  }

  /// The text that just keeps within a limit, and the one that just passes it.
  @Test(
    arguments: [
      ("ab\ncd\n", .accepted, limits { $0.pageBytes = 6 }),
      ("ab\ncd\n", .refused(at: ByteRange(0, 0), reason: .pageTooLong), limits { $0.pageBytes = 5 }),
      ("ab\ncd\n", .accepted, limits { $0.lineBytes = 3 }),
      ("ab\ncde\n", .refused(at: ByteRange(3, 6), reason: .lineTooLong), limits { $0.lineBytes = 3 }),
      ("> - > 1. a\n", .accepted, limits { $0.containerDepth = 4 }),
      (
        "x\n\n> - > 1. * a\n", .refused(at: ByteRange(3, 15), reason: .containersTooDeep),
        limits { $0.containerDepth = 4 }
      ),
      ("- - - - - - -\n", .accepted, limits { $0.containerDepth = 4 }),
      (
        "- a\n  - b\n    - c\n", .refused(at: ByteRange(10, 17), reason: .containersTooDeep),
        limits { $0.containerDepth = 2 }
      ),
      ("a|b\n-|-\nc\n", .accepted, limits { $0.tableCells = 4 }),
      ("a|b\n-|-\nc\nd\n", .refused(at: ByteRange(0, 11), reason: .tableTooLarge), limits { $0.tableCells = 4 }),
      ("[f]: 6789\n\n[f][f]\n", .accepted, limits { $0.definitionCopies = 27 }),
      (
        "[f]: 6789\n\n[f][f]\n", .refused(at: ByteRange(0, 9), reason: .definitionTooLong),
        limits { $0.definitionCopies = 26 }
      ),
      ("a\nb\n\n- c\n", .accepted, limits { $0.blocks = 6 }),
      ("a\nb\n\n- c\n", .refused(at: ByteRange(5, 8), reason: .tooManyBlocks), limits { $0.blocks = 5 }),
      ("a\n\n*b*\n\nc\n", .accepted, limits { $0.work = 8 }),
      ("a\n\n*b*\n\nc\n", .refused(at: ByteRange(3, 6), reason: .blockTooInvolved), limits { $0.work = 7 }),
      ("", .accepted, limits { $0.work = 0 }),
    ] as [(String, ParseBudget.Verdict, ParseBudget.Limits)]
  )
  func holdsEachLimit(page: String, verdict: ParseBudget.Verdict, limits: ParseBudget.Limits) {
    #expect(ParseBudget.verdict(of: Array(page.utf8), limits: limits) == verdict)
  }

  @Test func leavesOutSkippedBytes() {
    let line = "    - *a [b] _c_\n"
    let page = "x\n" + String(repeating: line, count: 2_000)
    #expect(reason(page) == .blockTooInvolved)
    let skips: [UInt32] = [0] + Array(repeating: 4, count: 2_000)
    #expect(ParseBudget.verdict(of: Array(page.utf8), skips: skips) == .accepted)
  }

  /// Recipes that cmark-gfm reads in time proportional to their length.
  static let harmless: Set<String> = [
    "autolink-out-of-bounds", "blank-lines-with-spaces", "definition-titles-open", "definitions-equal",
    "definitions-open", "definitions-then-setext", "fences-growing", "fences", "headings", "html-comments-open",
    "indented-code-blank-lines", "list-blank-items", "lists-indented-ordered", "quotes-shallow-lines",
    "table-rows-emphasis", "tables-many", "abbreviations",
  ]

  @Test(arguments: AttackString.markdown)
  func refusesAttacks(attack: AttackString) {
    let reason = reason(attack.page(ofBytes: 640_000))
    #expect((reason == nil) == Self.harmless.contains(attack.name), "\(reason?.rawValue ?? "accepted")")
  }

  @Test func attacksHaveTheirOwnNames() {
    #expect(Set(AttackString.all.map(\.name)).count == AttackString.all.count)
    #expect(AttackString.all.count >= 40)
  }

  /// Real pages may lie beside the repository.
  private static let realPages: String? = {
    let repository = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "/\(repository)/../shared/corpus"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  @Test(.enabled(if: realPages != nil))
  func acceptsRealPages() throws {
    let folder = try #require(Self.realPages)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard path.hasSuffix(".md") || path.hasSuffix(".html") || path.hasSuffix(".yml") else { continue }
      let page = try #require(FileManager.default.contents(atPath: "\(folder)/\(path)"))
      #expect(ParseBudget.verdict(of: Array(page)) == .accepted, "\(path)")
    }
  }

  private func reason(_ page: String) -> ParseBudget.Reason? {
    switch ParseBudget.verdict(of: Array(page.utf8)) {
    case .accepted: nil
    case .refused(_, let reason): reason
    }
  }

  private static func limits(_ change: (inout ParseBudget.Limits) -> Void) -> ParseBudget.Limits {
    var limits = ParseBudget.Limits()
    change(&limits)
    return limits
  }
}
