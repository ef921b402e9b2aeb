import MarkdownSyntax
import SourceText
import Testing

/// What the generators make of one text, as Python-Markdown 3.11.3 (with and without mkdocs-autorefs 1.4.5) and
/// kramdown 2.4.0 with kramdown-parser-gfm 1.1.0 rendered it where `InlineTable.definitions` are defined.
///
/// A case is a text (`⏎` is a line break) and what is read in it: `text→label` is a link by reference, `text→?label`
/// one that dangles, `text→(target)` an inline link; `!` marks images, `` ` `` code spans, `<` autolinks, `^`
/// footnotes, and `␠` shows a blank at an end. `mkdocs` is Python-Markdown with autorefs and without; `all` is all three.
struct InlineDialectTests {
  @Test(arguments: InlineTable.cases)
  func generatorReads(_ example: InlineTable.Example) {
    #expect(InlineTable.reading(of: example.text, by: example.dialect) == example.expected, "\(example.dialect)")
  }

  @Test func everyDialectHasItsCases() {
    for dialect in InlineTable.Dialect.allCases {
      #expect(InlineTable.cases.count { $0.dialect == dialect } > 70)
    }
  }
}

enum InlineTable {
  enum Dialect: String, CaseIterable, Sendable {
    case pythonMarkdown = "python-markdown"
    case autorefs
    case kramdown
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var dialect: Dialect
    var expected: String
    var testDescription: String { "\(dialect.rawValue): \(text)" }
  }

  static let definitions: Set<String> = [
    "newt", "frog", "frog spawn", "frog (green)", "a_b", "`code`", "*slow*", "1", "x",
  ]

  static let cases: [Example] = {
    var cases: [Example] = []
    var text = ""
    for line in table.split(separator: "\n") {
      guard line.hasPrefix("  "), let colon = line.firstRange(of: ": ") else {
        text = String(line).replacing("⏎", with: "\n")
        continue
      }
      let names: [Dialect] =
        switch line[..<colon.lowerBound].drop(while: { $0 == " " }) {
        case "all": Dialect.allCases
        case "mkdocs": [.pythonMarkdown, .autorefs]
        case let name: Dialect(rawValue: String(name)).map { [$0] } ?? []
        }
      for dialect in names {
        cases.append(Example(text: text, dialect: dialect, expected: String(line[colon.upperBound...])))
      }
    }
    return cases
  }()

  static func reading(of text: String, by dialect: Dialect) -> String {
    let bytes = Array(text.utf8)
    var options = PythonMarkdownInlines.Options()
    options.hasAutorefs = dialect == .autorefs
    let spans =
      dialect == .kramdown
      ? KramdownInlines.scan(bytes.span) : PythonMarkdownInlines.scan(bytes, options: options)
    func string(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }
    func label(_ span: InlineSpan) -> String {
      let collapsed = string(span.label).lowercased().replacing(/\s+/, with: " ")
      guard dialect == .kramdown, span.kind != .fullReference else { return collapsed }
      return collapsed.replacing(/\\([\[\]_*`])/) { $0.1 }
    }
    var found: [String] = []
    InlineReading.forEach(of: spans, isDefined: { definitions.contains(label($0)) }) { span, isResolved in
      let shown = (span.isImage ? "!" : "") + marked(string(span.text))
      switch span.kind {
      case .shortcutReference, .collapsedReference, .fullReference:
        found.append(shown + (isResolved ? "→" : "→?") + marked(label(span)))
      case .inlineLink: found.append("\(shown)→(\(string(span.label)))")
      case .codeSpan: found.append("`\(string(span.text))`")
      case .autolink: found.append("<\(shown)>")
      case .footnoteReference: found.append("^\(shown)")
      case .rawHTML: break
      }
    }
    return found.isEmpty ? "–" : found.joined(separator: " | ").replacing("\n", with: "⏎")
  }

  private static func marked(_ text: String) -> String {
    let start = text.hasPrefix(" ") ? "␠" + text.dropFirst() : text
    return start.hasSuffix(" ") ? start.dropLast() + "␠" : start
  }

  private static let table = #"""
    A [Newt] swims.
      all: Newt→newt
    A [newt] and a [NEWT] swim.
      all: newt→newt | NEWT→newt
    A [Newt][] swims.
      all: Newt→newt
    The [small newt][Newt] swims.
      all: small newt→newt
    A [ Newt] swims.
      all: ␠Newt→?␠newt
    A [Newt ] swims.
      all: Newt␠→?newt␠
    The [animal][Newt ] swims.
      python-markdown: animal→?newt␠ | animal→?animal | Newt␠→?newt␠
      autorefs: animal→?newt␠
      kramdown: animal→?newt␠ | Newt␠→?newt␠
    The [Frog  Spawn] hatches.
      all: Frog  Spawn→frog spawn
    The [Frog⏎Spawn] hatches.
      all: Frog⏎Spawn→frog spawn
    Eggs of [Frog (green)] hatch.
      all: Frog (green)→frog (green)
    A [Newt](s.md) swims.
      all: Newt→(s.md)
    A [Newt] (s.md) swims.
      all: Newt→newt
    [Newt]: it swims.
      all: Newt→newt
    A [Newt] [Frog] pond.
      all: Newt→frog
    A [Newt]⏎[Frog] pond.
      all: Newt→frog
    A [Newt]  [Frog] pond.
      mkdocs: Newt→newt | Frog→frog
      kramdown: Newt→frog
    A [Newt][Frog] pond.
      all: Newt→frog
    A [Newt][Missing] pond.
      python-markdown: Newt→?missing | Newt→newt | Missing→?missing
      autorefs: Newt→?missing
      kramdown: Newt→?missing | Missing→?missing
    A [Missing][Frog] pond.
      all: Missing→frog
    A [Newt] [Missing] pond.
      python-markdown: Newt→?missing | Newt→newt | Missing→?missing
      autorefs: Newt→?missing
      kramdown: Newt→?missing | Missing→?missing
    A [Newt][Missing][Frog] pond.
      python-markdown: Newt→?missing | Newt→newt | Missing→?missing | Frog→frog
      autorefs: Newt→?missing | Frog→frog
      kramdown: Newt→?missing | Missing→frog
    A [Newt][Missing][Absent] pond.
      python-markdown: Newt→?missing | Newt→newt | Missing→?missing | Absent→?absent
      autorefs: Newt→?missing | Absent→?absent
      kramdown: Newt→?missing | Missing→?absent | Absent→?absent
    A [[Newt]] pond.
      mkdocs: [Newt]→?[newt]
      kramdown: [Newt]→?[newt] | Newt→newt
    A [pond with [Newt] inside].
      mkdocs: pond with [Newt] inside→?pond with [newt] inside
      kramdown: pond with [Newt] inside→?pond with [newt] inside | Newt→newt
    A [pond with [Newt] inside][Frog].
      mkdocs: pond with [Newt] inside→frog | Newt→newt
      kramdown: pond with [Newt] inside→frog
    A [pond with [Newt] inside][Missing].
      python-markdown: pond with [Newt] inside→?missing | pond with [Newt] inside→?pond with [newt] inside | Missing→?missing
      autorefs: pond with [Newt] inside→?missing | Newt→newt
      kramdown: pond with [Newt] inside→?missing | Newt→newt | Missing→?missing
    A [pond with [Newt] inside](p.md).
      mkdocs: pond with [Newt] inside→(p.md) | Newt→newt
      kramdown: pond with [Newt] inside→(p.md)
    A [pond with [x](y.md) inside][Frog].
      mkdocs: pond with [x](y.md) inside→frog | x→(y.md)
      kramdown: pond with [x](y.md) inside→frog
    The [Newt]][Frog] typo.
      all: Newt→newt | Frog→frog
    The [S}, [Newt], [Frog] typo.
      all: Newt→newt | Frog→frog
    The [S}, [Newt] and more] typo.
      mkdocs: S}, [Newt] and more→?s}, [newt] and more
      kramdown: S}, [Newt] and more→?s}, [newt] and more | Newt→newt
    The [Newt[, and [Frog] typo.
      all: Frog→frog
    The [frog spawn (F)[Frog] typo.
      all: Frog→frog
    A \[Newt] here.
      all: –
    A [Newt\] here.
      all: –
    A \\[Newt] here.
      all: Newt→newt
    A [a\_b] here.
      mkdocs: a\_b→?a\_b
      kramdown: a\_b→a_b
    A [a_b] here.
      all: a_b→a_b
    A [`code`] here.
      mkdocs: `code`→?`code` | `code`
      kramdown: `code`→`code` | `code`
    The [`code` word][Newt] here.
      all: `code` word→newt | `code`
    A [*slow*] one.
      all: *slow*→*slow*
    A **[Newt]** and _[Frog]_ here.
      all: Newt→newt | Frog→frog
    A *[Newt* and] here.
      all: Newt* and→?newt* and
    A [Newt *and] frog* here.
      mkdocs: Newt *and→?newt *and
      kramdown: –
    See `[Newt]` here.
      all: `[Newt]`
    See `` ` [Newt] `` here.
      mkdocs: ` ` [Newt] `
      kramdown: `` [Newt]`
    See ``[Newt]` and [Frog] here.
      mkdocs: ``[Newt]` | Frog→frog
      kramdown: Newt→newt | Frog→frog
    See \`[Newt]` here.
      all: Newt→newt
    See ![Newt] here.
      all: !Newt→newt
    See ![a newt][Newt] here.
      all: !a newt→newt
    See ![a newt][Missing] here.
      mkdocs: !a newt→?missing | !a newt→?a newt | Missing→?missing
      kramdown: !a newt→?missing | Missing→?missing
    See [![pond](p.png)](p.md) here.
      all: ![pond](p.png)→(p.md) | !pond→(p.png)
    See [![Newt]][Frog] here.
      all: ![Newt]→frog | !Newt→newt
    See ![a [Newt] pond][Frog] here.
      all: !a [Newt] pond→frog
    See [] and [ ] here.
      all: –
    See [0,1] and a[0] and cite[1].
      all: 0,1→?0,1 | 0→?0 | 1→1
    See [^Newt] here.
      all: ^Newt
    See [Newt][^Newt] here.
      mkdocs: Newt→newt | ^Newt
      kramdown: Newt→?^newt | ^Newt
    See [Newt]{.cls} here.
      all: Newt→newt
    P(A|B) uses [Newt].
      all: Newt→newt
    See <b>[Newt]</b> here.
      all: Newt→newt
    See <code>[Newt]</code> and [Frog] here.
      mkdocs: Newt→newt | Frog→frog
      kramdown: Frog→frog
    A Map<Key> has a [Newt] here.
      mkdocs: Newt→newt
      kramdown: –
    See <a title="[Newt]">x</a> here.
      mkdocs: Newt→newt
      kramdown: –
    Text <!-- [Newt] --> and [Frog].
      mkdocs: Newt→newt | Frog→frog
      kramdown: Frog→frog
    See <http://x.org/[Newt]> here.
      mkdocs: <http://x.org/[Newt]> | Newt→newt
      kramdown: <http://x.org/[Newt]>
    See <newt@pond.org> and [Frog].
      all: <newt@pond.org> | Frog→frog
    See http://x.org/[Newt] and [Frog].
      all: Newt→newt | Frog→frog
    Text ```[Newt]``` and [Frog].
      all: `[Newt]` | Frog→frog
    A [Newt](<a b> "Title") here.
      all: Newt→(a b)
    A [Newt](a(b)c) and [Frog](d "x (y) z").
      all: Newt→(a(b)c) | Frog→(d)
    A [Newt](a and [Frog] here.
      mkdocs: Newt→newt | Frog→frog
      kramdown: Frog→frog
    A [Newt](it's (so) and [Frog] here.
      mkdocs: Newt→(it's (so) and [Frog] her)
      kramdown: Frog→frog
    A [Newt][[Frog]] here.
      python-markdown: Newt→?[frog | Newt→newt | [Frog]→?[frog]
      autorefs: Newt→?[frog
      kramdown: Newt→?[frog | [Frog]→?[frog] | Frog→frog
    A ~~[Newt] and [Frog]~~ here.
      all: Newt→newt | Frog→frog
    A $$[Newt]$$ and [Frog] here.
      mkdocs: Newt→newt | Frog→frog
      kramdown: Frog→frog
    A [Newt] {:.c} and [Frog]{:title="[Newt]"} here.
      mkdocs: Newt→newt | Frog→frog | Newt→newt
      kramdown: Newt→newt | Frog→frog
    A [Newt]: [Frog]: pond.
      all: Newt→newt | Frog→frog
    """#
}
