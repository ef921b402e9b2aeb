import MarkdownSyntax
import SiteProfiles
import SourceText
import Testing

/// Ids as the generators gave them to headings of pages that define `Newt`, `Frog` and the footnote `1`:
/// Python-Markdown 3.11.3 with its own functions (`ascii`, `unicode`) and those of pymdown-extensions 13.1 (`pymdownx`
/// with `case: lower`, `percent` with `percent_encode: true`), kramdown 2.4.0 with kramdown-parser-gfm 1.1.0
/// (`kramdown-gfm`) and without (`kramdown`). `–` is no id, `all` is all of them.
struct HeadingIdentifierTests {
  @Test(arguments: IdentifierTable.examples)
  func generatorNames(_ example: IdentifierTable.Example) {
    #expect(IdentifierTable.identifier(of: example.heading, by: example.generator) == example.expected)
  }

  @Test func everyHeadingHasAnIDFromEachGenerator() {
    #expect(IdentifierTable.examples.count % IdentifierTable.Generator.allCases.count == 0)
    #expect(IdentifierTable.examples.count > 200)
  }

  @Test(arguments: [
    (
      ["newt", "newt", "newt", "newt-1", "newt_1", "newt"], ["newt", "newt_1", "newt_2", "newt-1", "newt_3", "newt_4"]
    ),
    (["newt_1", "newt", "newt", "newt_1"], ["newt_1", "newt", "newt_2", "newt_3"]),
    (["", "", "frog", "frog"], ["_1", "_2", "frog", "frog_1"]),
    (["a", "a", "a-1", "a-1", "a"], ["a", "a_1", "a-1", "a-1_1", "a_2"]),
    (["x_9", "x_9", "x_9", "x"], ["x_9", "x_10", "x_11", "x"]),
  ])
  func pythonMarkdownMakesUnique(_ slugs: [String], _ expected: [String]) {
    var identifiers = PythonMarkdownSlug.UniqueIdentifiers()
    #expect(slugs.map { identifiers.unique($0) } == expected)
  }

  @Test func pythonMarkdownKeepsIDsOfAttributeLists() {
    var identifiers = PythonMarkdownSlug.UniqueIdentifiers(taken: ["toad", "frog_1"])
    #expect(["toad", "toad", "frog", "frog"].map { identifiers.unique($0) } == ["toad_1", "toad_2", "frog", "frog_2"])
  }

  @Test func pythonMarkdownCountsInLinearTime() {
    var identifiers = PythonMarkdownSlug.UniqueIdentifiers()
    let ids = (0..<20_000).map { _ in identifiers.unique("newt") }
    #expect(ids.last == "newt_19999")
  }

  @Test(arguments: [
    (
      ["Newt", "Newt", "Newt", "Newt 1", "Newt_1", "newt"], ["newt", "newt-1", "newt-2", "newt-1", "newt_1", "newt-3"]
    ),
    (["a", "a", "a-1", "a 1", "a"], ["a", "a-1", "a-1", "a-1-1", "a-2"]),
  ])
  func kramdownCountsRepeats(_ headings: [String], _ expected: [String]) {
    var identifiers = KramdownIdentifier()
    #expect(headings.map { identifiers.parserIdentifier($0) } == expected)
  }

  @Test func kramdownConverterCountsApart() {
    var settings = KramdownSettings()
    settings.idPrefix = "p-"
    var identifiers = KramdownIdentifier(settings: settings)
    let heading = Array("Newt".utf8)
    #expect(identifiers.identifier(of: heading.span) == "p-newt")
    #expect(identifiers.identifier(of: heading.span, isWithinHTML: true) == "p-newt")
    #expect(identifiers.identifier(of: heading.span, isWithinHTML: true) == "p-newt-1")
    #expect(
      ["!!!", "2 Newts", "???"].map { identifiers.converterIdentifier($0) } == ["p-section", "p-newts", "p-section-1"]
    )
  }

  /// GitHub keeps letters, marks, digits, connectors and hyphens, and makes each blank a hyphen.
  @Test(arguments: [
    ("Great Crested Newt (GCN)", "great-crested-newt-gcn"), ("AI21  Labs", "ai21--labs"), ("C++ & C#", "c--c"),
    ("a_b - c", "a_b---c"), ("Größe ½ Ⅷ", "größe--ⅷ"), ("हिन्दी", "हिन्दी"), ("日本語 テキスト", "日本語-テキスト"), ("😄 smile", "-smile"),
  ])
  func gitHubSlug(_ heading: String, _ expected: String) {
    #expect(GitHubSlug.slug(heading) == expected)
  }

  @Test func gitHubCountsPastOwnIDs() {
    var identifiers = GitHubSlug.UniqueIdentifiers()
    let ids = ["newt", "newt", "newt-1", "newt", "newt-1-1", "newt-1"].map { identifiers.unique($0) }
    #expect(ids == ["newt", "newt-1", "newt-1-1", "newt-2", "newt-1-1-1", "newt-1-2"])
  }

  @Test func composesWhatIsDecomposed() {
    var settings = SlugSettings()
    settings.function = .pymdownx(letterCase: .lower, percentEncode: false, normalization: .nfc)
    #expect(PythonMarkdownSlug.slug("Cafe\u{301} Vie\u{302}\u{323}t", settings: settings) == "café-việt")
  }
}

enum IdentifierTable {
  enum Generator: String, CaseIterable, Sendable {
    case ascii, unicode, pymdownx, percent, kramdown
    case kramdownGFM = "kramdown-gfm"
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var heading: String
    var generator: Generator
    var expected: String
    var testDescription: String { "\(generator.rawValue): \(heading)" }
  }

  static let examples: [Example] = {
    var examples: [Example] = []
    var heading = ""
    for line in table.split(separator: "\n") {
      let parts = line.trimmingPrefix("  ").split(separator: ": ", maxSplits: 1)
      guard line.hasPrefix("  "), parts.count == 2 else {
        heading = String(line)
        continue
      }
      let names =
        parts[0] == "all" ? Generator.allCases.map(\.rawValue) : parts[0].split(separator: ", ").map(String.init)
      for generator in names.compactMap(Generator.init) {
        examples.append(Example(heading: heading, generator: generator, expected: String(parts[1])))
      }
    }
    return examples
  }()

  static func identifier(of heading: String, by generator: Generator) -> String {
    let bytes = Array(heading.utf8)
    func isDefined(_ span: InlineSpan) -> Bool {
      ["newt", "frog"].contains(String(decoding: bytes[span.label.indices], as: UTF8.self).lowercased())
    }
    func python(_ function: SlugSettings.Function) -> String {
      var settings = SlugSettings()
      settings.function = function
      let text = PythonMarkdownInlines.headingText(bytes, isDefined: isDefined)
      var identifiers = PythonMarkdownSlug.UniqueIdentifiers()
      return identifiers.unique(PythonMarkdownSlug.slug(text, settings: settings))
    }
    var settings = KramdownSettings()
    let result: String
    switch generator {
    case .ascii: result = python(.ascii)
    case .unicode: result = python(.unicode)
    case .pymdownx: result = python(.pymdownx(letterCase: .lower, percentEncode: false, normalization: .nfc))
    case .percent: result = python(.pymdownx(letterCase: .none, percentEncode: true, normalization: .nfc))
    case .kramdownGFM:
      var identifiers = KramdownIdentifier()
      result = identifiers.parserIdentifier(KramdownInlines.headingText(bytes.span, isDefined: isDefined))
    case .kramdown:
      settings.input = "kramdown"
      var identifiers = KramdownIdentifier(settings: settings)
      result = identifiers.identifier(of: bytes.span)
    }
    return result.isEmpty ? "–" : result
  }

  private static let table = #"""
    Newt
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: newt
      percent: Newt
    Great Crested Newt (GCN)
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: great-crested-newt-gcn
      percent: Great-Crested-Newt-GCN
    AI21  Labs Company
      ascii, unicode, pymdownx: ai21-labs-company
      percent: AI21-Labs-Company
      kramdown-gfm, kramdown: ai21--labs-company
    C++ & C#
      ascii, unicode: c-c
      pymdownx, kramdown-gfm, kramdown: c--c
      percent: C--C
    A -- B --- C
      ascii, unicode: a-b-c
      pymdownx, kramdown: a----b-----c
      percent: A----B-----C
      kramdown-gfm: a--b--c
    I/O: input/output
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: io-inputoutput
      percent: IO-inputoutput
    Wi‑Fi, 5½ "great" 'frogs'…
      ascii: wifi-512-great-frogs
      unicode, pymdownx: wifi-5½-great-frogs
      percent: WiFi-5%C2%BD-great-frogs
      kramdown-gfm, kramdown: wifi-5-great-frogs
    It's Bayes' Rule
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: its-bayes-rule
      percent: Its-Bayes-Rule
    `x_y` and `<tag>`
      ascii, unicode, kramdown-gfm: x_y-and-tag
      pymdownx, percent: x_y-and
      kramdown: xy-and-tag
    _Slow_ __loris__ snake_case
      ascii, unicode, pymdownx, kramdown-gfm: slow-loris-snake_case
      percent: Slow-loris-snake_case
      kramdown: slow-loris-snakecase
    *Slow* **loris**
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: slow-loris
      percent: Slow-loris
    The [Newt] and [frog spawn][Frog]
      ascii, unicode, pymdownx, kramdown-gfm: the-newt-and-frog-spawn
      percent: The-Newt-and-frog-spawn
      kramdown: the-newt-and-frog-spawnfrog
    The [Newt][Missing]
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: the-newtmissing
      percent: The-NewtMissing
    A [link](page.md#x_y) here
      ascii, unicode, pymdownx, kramdown-gfm: a-link-here
      percent: A-link-here
      kramdown: a-linkpagemdxy-here
    An ![image](i.png) here
      ascii, unicode, pymdownx: an-here
      percent: An-here
      kramdown-gfm: an--here
      kramdown: an-imageipng-here
    Bold <b>tag</b> and <br> break
      ascii, unicode, pymdownx: bold-tag-and-break
      percent: Bold-tag-and-break
      kramdown-gfm: bold-tag-and--break
      kramdown: bold-btagb-and-br-break
    Q&amp;A &copy; 2020 &eacute;
      ascii: qa-2020-e
      unicode: qa-2020-é
      pymdownx, kramdown-gfm: qa--2020-é
      percent: QA--2020-%C3%A9
      kramdown: qampa-copy-2020-eacute
    Escaped \_x\_ and \*y\*
      ascii, unicode, pymdownx, kramdown-gfm: escaped-_x_-and-y
      percent: Escaped-_x_-and-y
      kramdown: escaped-x-and-y
    See <http://a.org/b> or <a@b.org>
      ascii, unicode, pymdownx, kramdown-gfm, kramdown: see-httpaorgb-or-aborg
      percent: See-httpaorgb-or-aborg
    Footnote[^1] here
      ascii, unicode, pymdownx, kramdown-gfm: footnote-here
      percent: Footnote-here
      kramdown: footnote1-here
    Größe & Straße
      ascii: groe-strae
      unicode: größe-straße
      pymdownx, kramdown-gfm: größe--straße
      percent: Gr%C3%B6%C3%9Fe--Stra%C3%9Fe
      kramdown: gre--strae
    ΟΔΟΣ
      ascii: _1
      unicode, pymdownx: οδος
      percent: %CE%9F%CE%94%CE%9F%CE%A3
      kramdown-gfm: οδοσ
      kramdown: section
    Žluťoučký kůň
      ascii: zlutoucky-kun
      unicode, pymdownx, kramdown-gfm: žluťoučký-kůň
      percent: %C5%BDlu%C5%A5ou%C4%8Dk%C3%BD-k%C5%AF%C5%88
      kramdown: luouk-k
    日本語 テキスト
      ascii: _1
      unicode, pymdownx, kramdown-gfm: 日本語-テキスト
      percent: %E6%97%A5%E6%9C%AC%E8%AA%9E-%E3%83%86%E3%82%AD%E3%82%B9%E3%83%88
      kramdown: section
    हिन्दी शब्द
      ascii: _1
      unicode, pymdownx: हनद-शबद
      percent: %E0%A4%B9%E0%A4%A8%E0%A4%A6-%E0%A4%B6%E0%A4%AC%E0%A4%A6
      kramdown-gfm: हिन्दी-शब्द
      kramdown: section
    ﬁne ² ½ Ⅷ
      ascii: fine-2-12-viii
      unicode, pymdownx: ﬁne-²-½-ⅷ
      percent: %EF%AC%81ne-%C2%B2-%C2%BD-%E2%85%A7
      kramdown-gfm: ﬁne---ⅷ
      kramdown: ne---
    𝔸lgebra
      ascii: algebra
      unicode, pymdownx, kramdown-gfm: 𝔸lgebra
      percent: %F0%9D%94%B8lgebra
      kramdown: lgebra
    Cafe&#769;
      ascii, unicode: cafe
      pymdownx: café
      percent: Caf%C3%A9
      kramdown-gfm: café
      kramdown: cafe769
    3D GAN
      ascii, unicode, pymdownx, kramdown-gfm: 3d-gan
      percent: 3D-GAN
      kramdown: d-gan
    0-9
      ascii, unicode, pymdownx, percent, kramdown-gfm: 0-9
      kramdown: section
    ¿Qué?
      ascii: que
      unicode, pymdownx, kramdown-gfm: qué
      percent: Qu%C3%A9
      kramdown: qu
    __init__.py
      all: initpy
    a__b
      ascii, unicode, pymdownx, percent, kramdown-gfm: a__b
      kramdown: ab
    $x_1$ math
      ascii, unicode, pymdownx, percent, kramdown-gfm: x_1-math
      kramdown: x1-math
    --8<-- marks
      ascii, unicode: -8-marks
      pymdownx, percent: --8---marks
      kramdown-gfm: 8-marks
      kramdown: marks
    << quoted >>
      ascii, unicode, kramdown-gfm: quoted
      pymdownx, percent: _1
      kramdown: quoted-
    ~~gone~~ stays
      all: gone-stays
    """#
}
