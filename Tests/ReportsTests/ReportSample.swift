import Reports
import Rules
import SourceText
import Workspace

/// Pages with marked places, and what was found at these.
struct ReportSample {
  /// What was found at the next `⟦…⟧` of the pages.
  struct Finding {
    var rule: String
    var severity: Severity
    var message: String
    var subject: String
    /// The marks of related places, counted from zero over all pages.
    var related: [Int] = []
    var fixes: [Fix] = []
  }

  private(set) var texts: [String: SourceText] = [:]
  private(set) var problems: [Problem] = []
  private var fixes: [Problem: [Fix]] = [:]
  private var order: [String]

  /// Marks without a finding, `nil`, are only places for others to relate to.
  init(_ pages: KeyValuePairs<String, String>, _ findings: [Finding?]) {
    order = pages.map(\.key)
    var places: [(page: String, range: ByteRange)] = []
    for (page, marked) in pages {
      var text = ""
      var starts: [Int] = []
      for character in marked {
        if character == "⟦" {
          starts.append(text.utf8.count)
        } else if character == "⟧", let start = starts.popLast() {
          places.append((page, ByteRange(start, text.utf8.count)))
        } else {
          text.append(character)
        }
      }
      texts[page] = SourceText(text)
    }
    for (finding, place) in zip(findings, places) {
      guard let finding else { continue }
      let problem = Problem(
        rule: finding.rule,
        severity: finding.severity,
        page: place.page,
        range: place.range,
        message: finding.message,
        subject: finding.subject,
        related: finding.related.map { RelatedPlace(page: places[$0].page, range: places[$0].range, message: "here") }
      )
      problems.append(problem)
      fixes[problem] = finding.fixes
    }
    problems.sort()
  }

  /// The input of a report on these pages and others without problems.
  func input(clean: [String] = []) -> ReportInput {
    ReportInput(
      problems: problems,
      pages: (order + clean).sorted(),
      rules: Self.rules,
      toolVersion: "1.2.3",
      text: { [texts] in texts[$0] },
      fixes: { [fixes] in fixes[$0] ?? [] }
    )
  }

  static let rules = [
    RuleDescription(
      id: "dangling-reference",
      summary: "No definition and no entry",
      documentation: "The page shows `[Term]`.\n",
      defaultLevel: .warning,
      isFixable: true
    ),
    RuleDescription(
      id: "orphan-entry",
      summary: "Nothing refers to it",
      documentation: "It stands alone.\n",
      defaultLevel: .off,
      isFixable: false
    ),
  ]

  /// What a glossary author meets.
  static let usual = ReportSample(
    [
      "docs/a.md": "# A\n\n## ⟦Attention⟧\n\nSee ⟦[Atention]⟧, ⟦[Atention]⟧.\n",
      "docs/b c.md": "## ⟦Attention⟧\n",
    ],
    [
      nil,
      Finding(
        rule: "dangling-reference",
        severity: .error,
        message: "Nothing defines [Atention]",
        subject: "Atention",
        fixes: [
          Fix(
            title: "Write [Attention]",
            edits: [PageEdit(page: "docs/a.md", edits: [TextEdit(ByteRange(24, 32), "Attention")])]
          ),
          Fix(title: "Make it plain text", isPreferred: true, edits: []),
        ]
      ),
      Finding(
        rule: "dangling-reference",
        severity: .hint,
        message: "Nothing defines [Atention]",
        subject: "Atention"
      ),
      Finding(
        rule: "duplicate-entry",
        severity: .warning,
        message: "\"Attention\" is an entry already",
        subject: "Attention",
        related: [0]
      ),
    ]
  )

  /// What an attacker would name things.
  static let hostile = ReportSample(
    [
      "a:b,c%20\n::error::x]]>\"&<\u{1B}[31m.md": "\u{202E}⟦😀\u{7}⟧ x\u{0}\n",
      "é/ü 日本#?.md": "⟦one\r\ntwo⟧",
    ],
    [
      Finding(
        rule: "dangling-reference",
        severity: .error,
        message:
          "[a](1) \"q\" <b> & ]]> ::set-output name=x::y 100%\r\nnext\t\u{1B}]0;x\u{7}\u{9B}\u{2028}\u{FFFE}{0}\\",
        subject: "\u{0}",
        related: [1]
      ),
      Finding(rule: "unheard-of", severity: .info, message: "שלום ]]> \u{2067}rtl", subject: "\u{1F600}"),
    ]
  )
}

extension ReportFormat {
  func text(_ input: ReportInput) -> String { String(decoding: render(input), as: UTF8.self) }
}
