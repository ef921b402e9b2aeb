import Reports
import Rules
import SourceText
import Testing

@Suite struct BaselineTests {
  @Test func writesOneSortedLineForEachKindOfProblem() {
    let baseline = Baseline(of: Self.problems("b.md x", "a.md y", "a.md y", "a.md \"\n"))
    #expect(
      String(decoding: baseline.write(), as: UTF8.self) == """
        {
          "version": 1,
          "problems": [
            {"page":"a.md","rule":"r","subject":"\\"\\n","count":1},
            {"page":"a.md","rule":"r","subject":"y","count":2},
            {"page":"b.md","rule":"r","subject":"x","count":1}
          ]
        }

        """
    )
  }

  @Test(arguments: [[], ["a.md x"], ["a.md x", "a.md x", "ü.md \u{0}\u{1F600}\\ \u{2028}"]])
  func readsWhatItWrote(problems: [String]) throws {
    let baseline = Baseline(of: Self.problems(problems))
    #expect(try Baseline(reading: baseline.write(), file: "b.json") == baseline)
  }

  /// What the baseline holds, what is found now, what of it is new, and what is fixed.
  @Test(arguments: [
    ([], ["a.md x"], ["a.md x"], []),
    (["a.md x"], ["a.md x"], [], []),
    (["a.md x"], ["a.md x", "a.md x"], ["a.md x"], []),
    (["a.md x", "a.md x"], ["a.md x"], [], ["a.md x 1"]),
    (["b.md y", "a.md x", "a.md x"], ["a.md z"], ["a.md z"], ["a.md x 2", "b.md y 1"]),
  ])
  func filters(accepted: [String], found: [String], new: [String], fixed: [String]) {
    let result = Baseline(of: Self.problems(accepted)).filter(Self.problems(found))
    #expect(result.new.map { "\($0.page) \($0.subject)" } == new)
    #expect(result.new.count + result.baselined.count == found.count)
    #expect(result.fixed.map { "\($0.key.page) \($0.key.subject) \($0.count)" } == fixed)
  }

  @Test func pagesThatWereNotCheckedAreNotFixed() {
    let result = Baseline(of: Self.problems("a.md x", "b.md x")).filter([], checked: ["a.md"])
    #expect(result.fixed.map(\.key.page) == ["a.md"])
  }

  @Test func equalEntriesThatAMergeLeftAddUp() throws {
    let text = """
      { "problems" : [
        {"count": 1, "subject": "\\u00e9\\ud83d\\ude00\\/", "rule": "r", "page": "a.md"},
        {"page":"a.md","rule":"r","subject":"é😀/","count":2} ],
        "version" : 1 }
      """
    let baseline = try Baseline(reading: Array(text.utf8), file: "b.json")
    #expect(baseline.counts == [ProblemKey(page: "a.md", rule: "r", subject: "é😀/"): 3])
  }

  /// A broken file, the line that the error names, and its reason.
  @Test(arguments: [
    ("", 1, "`{` is missing at the end of the file"),
    ("[]", 1, "`{` should stand here, not `[`"),
    ("{}", 1, "\"version\" is missing"),
    ("{\"version\":2}", 1, "this is version 2 of the format, and only version 1 is known"),
    ("{\"version\":1,\n\"probs\":[]}", 2, "a baseline has no member \"probs\""),
    ("{\"version\":1}\nx", 2, "there is more behind the end of the baseline"),
    ("{\n\"version\": \"1\"}", 2, "a whole number should stand here, not `\"`"),
    ("{\"version\":-1}", 1, "a whole number should stand here, not `-`"),
    ("{\"version\":99999999999999999999}", 1, "a whole number should stand here, not `9`"),
    (
      "{\"version\":1,\"problems\":[\n{\"page\":\"a\"}]}", 2,
      "a problem needs \"page\", \"rule\", \"subject\" and \"count\""
    ),
    ("{\"version\":1,\"problems\":[\n\n{\"line\":1}]}", 3, "a problem of a baseline has no member \"line\""),
    ("{\"version\":1,\n<<<<<<< ours\n\"problems\":[]}", 2, "a text in quotation marks should stand here, not `<`"),
    ("{\"version\":1,\"problems\":[{\"page\":\"a\n\"}]}", 1, "the text's closing quotation mark is missing"),
    ("{\"version\":1,\"problems\":[{\"page\":\"\\x\"}]}", 1, "the text holds an escape that JSON does not know"),
    ("{\"version\":1,\"problems\":[{\"page\":\"\\u12g4\"}]}", 1, "the text holds \\u without four hexadecimal digits"),
    ("{\"version\":1,\"problems\":[{\"page\":\"\\", 1, "the text's closing quotation mark is missing"),
    ("{\"version\":1,\"problems\":[", 1, "`{` is missing at the end of the file"),
  ])
  func errorsNameFileLineAndRemedy(text: String, line: Int, reason: String) {
    let error = #expect(throws: BaselineError.self) { try Baseline(reading: Array(text.utf8), file: "b.json") }
    #expect(
      error?.description
        == "b.json:\(line): \(reason). Restore the file from version control, or write it anew with --write-baseline b.json"
    )
  }

  @Test func bytesThatAreNoTextAreAnError() {
    let bytes = Array("{\"ver".utf8) + [0xFF] + Array("sion\":1}".utf8)
    let error = #expect(throws: BaselineError.self) { try Baseline(reading: bytes, file: "b.json") }
    #expect(error?.reason == "the text is not UTF-8")
  }

  private static func problems(_ lines: String...) -> [Problem] { problems(lines) }

  /// Problems by page and subject.
  private static func problems(_ lines: [String]) -> [Problem] {
    lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      return Problem(
        rule: "r",
        severity: .warning,
        page: parts[0],
        range: ByteRange(0, 0),
        message: "m",
        subject: parts[1]
      )
    }
  }
}
