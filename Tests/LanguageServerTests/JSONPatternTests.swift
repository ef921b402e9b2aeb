import JSONRPC
import TestSupport
import Testing

@Suite struct JSONPatternTests {
  @Test(arguments: [
    (#"{"a": 1}"#, #"{"b": 2, "a": 1}"#, true), (#"{"a": 1}"#, #"{"b": 2}"#, false),
    (#"{"a": "$absent"}"#, #"{"b": 2}"#, true),
    (#"{"a": "$absent"}"#, #"{"a": null}"#, false), (#""…""#, #"[1]"#, true), (#"{"a": "…"}"#, #"{}"#, false),
    ("[1, 2]", "[1, 2]", true), ("[1, 2]", "[1, 2, 3]", false), (#"[1, "…"]"#, "[1, 2, 3]", true),
    (#"["…", 3, "…"]"#, "[1, 2, 3]", true),
    (#"["…", 4, "…"]"#, "[1, 2, 3]", false), (#"["…"]"#, "[]", true), (#""a…c""#, #""abbc""#, true),
    (#""a…c""#, #""abb""#, false),
    (#"["$x", "$x"]"#, "[1, 1]", true), (#"["$x", "$x"]"#, "[1, 2]", false),
    (#"["$x", "${x}/b"]"#, #"["a", "a/b"]"#, true),
    ("1", "1.0", true), ("1", #""1""#, false), ("null", "null", true), ("null", "false", false),
  ])
  func matches(_ pattern: String, _ value: String, _ expected: Bool) throws {
    var matcher = JSONPattern()
    let mismatch = matcher.mismatch(
      try JSONReader.read(Array(pattern.utf8)),
      try JSONReader.read(Array(value.utf8))
    )
    #expect((mismatch == nil) == expected, "\(mismatch ?? "")")
  }

  @Test func fillsIn() {
    let matcher = JSONPattern(variables: ["root": "file:///w", "id": 7])
    #expect(
      matcher.filledIn(["id": "$id", "uri": "${root}/a.md", "${root}/b.md": ["$root", "$other", "$ {root}"]])
        == ["id": 7, "uri": "file:///w/a.md", "file:///w/b.md": ["file:///w", "$other", "$ {root}"]]
    )
  }
}
