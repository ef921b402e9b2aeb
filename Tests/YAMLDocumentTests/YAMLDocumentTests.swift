import Testing
import YAMLDocument

@Suite struct YAMLDocumentTests {
  /// Text and its value in a compact form: quotes mark what is a string whatever it looks like.
  @Test(arguments: [
    ("", "-"),
    ("# only a comment\n", "-"),
    ("a: 1\nb: two\n", "{a: 1, b: two}"),
    ("a:\n- x\n- y\n", "{a: [x, y]}"),
    ("a: [x, {k: v}, ]\n", "{a: [x, {k: v}]}"),
    ("a: '1'\nb: \"t\\u00e9\"\n", "{a: '1', b: 'té'}"),
    ("a: |\n  one\n  two\nb: >-\n  one\n  two\n", "{a: 'one\\ntwo\\n', b: 'one two'}"),
    ("a: one\n  two\n", "{a: one two}"),
    ("\u{FEFF}a: 1\n", "{a: 1}"),
    ("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
    ("a: 1\rb: 2\r", "{a: 1, b: 2}"),
    ("? a\n: b\n", "{a: b}"),
    ("a:\n\nb: ~\n", "{a: , b: ~}"),
    ("---\na: 1\n...\n---\nb: 2\n", "{a: 1}"),
    ("url: https://a.b/c#d\n", "{url: https://a.b/c#d}"),
    ("a: x # note\n", "{a: x}"),
    // Tags that only the generator's own loader knows.
    ("a: !ENV [NAME, true]\n", "{a: !ENV [NAME, true]}"),
    ("a: !!python/name:x.y.z\nb: 1\n", "{a: !<tag:yaml.org,2002:python/name:x.y.z> , b: 1}"),
    (
      "s: !!python/object/apply:p.slugify\n  kwds:\n    case: lower\n",
      "{s: !<tag:yaml.org,2002:python/object/apply:p.slugify> {kwds: {case: lower}}}"
    ),
    ("a: !!str 12\n", "{a: !<tag:yaml.org,2002:str> '12'}"),
    // Aliases and merge keys are resolved.
    ("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}"),
    ("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n", "{a: {k: 1, l: 2}, b: {l: 3, k: 1}}"),
    ("a: &x {k: 1}\nb: &y {k: 2, m: 2}\nc: {<<: [*x, *y]}\n", "{a: {k: 1}, b: {k: 2, m: 2}, c: {k: 1, m: 2}}"),
    ("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"),
    // The last of two equal keys wins and keeps the first one's place.
    ("a: 1\nb: 2\na: 3\n", "{a: 3, b: 2}"),
  ])
  func value(text: String, expected: String) {
    let document = YAMLDocument(Array(text.utf8))
    #expect(document.problem == nil)
    #expect(document.root.map(compact) ?? "-" == expected)
  }

  @Test(arguments: [
    ("a: b: c\n", "1:5 “:” cannot stand here; is a quote missing, or the indentation wrong?"),
    ("a: [1, 2\nb: 3\n", "1:4 this “[” is not closed, or a “,” is missing after it"),
    ("a: {x: 1\n", "1:4 this “{” is not closed, or a “,” is missing after it"),
    ("a: \"x\n", "1:4 this quote is never closed"),
    ("a: 'é' @\n", "1:8 a value cannot begin with “@”; put it in quotes"),
    ("a:\n\t- x\n", "2:1 a tab cannot indent a line; use blanks"),
    ("a:\n  - x\n - y\n", "3:2 this line is not indented like the keys around it"),
    ("key\nother: 1\n", "2:6 “:” cannot stand here; is a quote missing, or the indentation wrong?"),
    ("a: 1\nkey\n", "2:1 a key without “:”"),
    ("a: *nope\n", "1:4 the alias *nope has no anchor &nope before it"),
    ("a: &x [*x]\n", "1:8 the alias *x has no anchor &x before it"),
    ("a: \"\\q\"\n", "1:5 unknown escape after “\\”; use single quotes to keep a backslash"),
    ("a: \u{1}\n", "1:4 a control character is not allowed"),
    ("a: 1\n---\nb: [\n", ""),
  ])
  func problem(text: String, expected: String) {
    let document = YAMLDocument(Array(text.utf8))
    #expect(document.problem.map { "\($0.start.line):\($0.start.column) \($0.message)" } ?? "" == expected)
    #expect(expected.isEmpty || document.root == nil)
  }

  @Test func unreadableBytes() {
    let utf16 = YAMLDocument([0xFF, 0xFE, 0x61, 0x00])
    #expect(utf16.problem?.message == "the text is UTF-16; it must be UTF-8")
    let invalid = YAMLDocument(Array("a: é\nb: ".utf8) + [0xFF, 0x0A])
    #expect(invalid.problem == YAMLProblem("the text is not valid UTF-8", at: .init(offset: 9, line: 2, column: 4)))
  }

  @Test func duplicateKeysAreNoted() {
    let document = YAMLDocument(Array("a:\n  x: 1\n  x: 2\n\"a\": 3\n".utf8))
    #expect(
      document.duplicateKeys == [
        YAMLProblem("the key “x” stands twice, first in line 2", at: .init(offset: 12, line: 3, column: 3)),
        YAMLProblem("the key “a” stands twice, first in line 1", at: .init(offset: 17, line: 4, column: 1)),
      ]
    )
  }

  /// Front matter is read inside its page, and its positions are the page's.
  @Test func partOfAText() throws {
    let page = "---\ntitle: É 𝛼\naliases: [a]\n---\n# Title: not YAML\n"
    let end = "---\ntitle: É 𝛼\naliases: [a]\n".utf8.count
    let root = try #require(YAMLDocument(Array(page.utf8), range: 4..<end).root)
    let title = try #require(root["title"])
    #expect(title.string == "É 𝛼")
    #expect(title.start == YAMLPosition(offset: 11, line: 2, column: 8))
    #expect(title.endOffset == 18)
    let aliases = try #require(root["aliases"])
    #expect(aliases.start == YAMLPosition(offset: 28, line: 3, column: 10))
    #expect(aliases.endOffset == 31)
    #expect(aliases.items?.first?.start == YAMLPosition(offset: 29, line: 3, column: 11))
    #expect(root.endOffset == 31)
  }

  @Test func positionsCountFromBehindAByteOrderMark() {
    let document = YAMLDocument(Array("\u{FEFF}a: @\n".utf8))
    #expect(document.problem?.start == YAMLPosition(offset: 3, line: 1, column: 4))
  }

  @Test func columnsCountUTF16() throws {
    let root = try #require(YAMLDocument(Array("{𝛼𝛼: é, b: x}".utf8)).root)
    #expect(root["b"]?.start == YAMLPosition(offset: 18, line: 1, column: 14))
  }

  @Test(arguments: [
    ("x", nil, nil, false), ("yes", true, nil, false), ("Off", false, nil, false), ("12", nil, 12, false),
    ("-3", nil, -3, false), ("~", nil, nil, true), ("null", nil, nil, true), ("'yes'", nil, nil, false),
    ("'12'", nil, nil, false),
  ])
  func typedScalars(text: String, bool: Bool?, integer: Int?, isNull: Bool) throws {
    let node = try #require(YAMLDocument(Array(text.utf8)).root)
    #expect(node.bool == bool)
    #expect(node.integer == integer)
    #expect(node.isNull == isNull)
    #expect((node.string == nil) == isNull)
  }

  @Test(arguments: [
    ("1.5", true), ("nan", false), ("inf", false), (".5", true), ("1e3", true), ("1.2.3", false), ("'1'", false),
    ("true", true), ("-", false),
  ])
  func typedScalar(text: String, isTyped: Bool) {
    #expect(YAMLNode(.scalar(text, isPlain: !text.hasPrefix("'"))).isTypedScalar == isTyped)
  }
}

/// The tree on one line: strings that are not plain stand in quotes, tags as YAML writes them in full.
private func compact(_ node: YAMLNode) -> String {
  let tag = node.tag.map { $0.hasPrefix("!") ? "\($0) " : "!<\($0)> " } ?? ""
  switch node.content {
  case .scalar(let text, let isPlain):
    return tag + (isPlain ? text : "'\(text.replacing("\n", with: "\\n"))'")
  case .sequence(let items):
    return tag + "[" + items.map(compact).joined(separator: ", ") + "]"
  case .mapping(let pairs):
    return tag + "{" + pairs.map { "\(compact($0.key)): \(compact($0.value))" }.joined(separator: ", ") + "}"
  }
}
