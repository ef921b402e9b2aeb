import Testing
import YAMLDocument

/// Texts made to exhaust memory, stack or time. Each must end with a message.
@Suite struct YAMLLimitsTests {
  @Test func size() {
    let text = Array(repeating: UInt8(ascii: "#"), count: 1 << 20)
    #expect(YAMLDocument(text).problem == nil)
    #expect(YAMLDocument(text + [0x0A]).problem?.message == "the text is longer than 1048576 bytes")
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[[{a: ["])
  func depth(opening: String) {
    let deep = String(repeating: opening, count: 100_000)
    #expect(YAMLDocument(Array(deep.utf8)).problem?.message == "values are nested too deep")
  }

  @Test func depthThatIsAllowed() {
    let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(YAMLDocument(Array(text.utf8)).problem == nil)
  }

  @Test func depthThroughAliases() {
    let open = String(repeating: "[", count: 60)
    let close = String(repeating: "]", count: 60)
    let text = "a: &a \(open)\(close)\nb: \(open)*a\(close)\n"
    #expect(YAMLDocument(Array(text.utf8)).problem?.message == "values are nested too deep")
  }

  @Test func nestedAliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(YAMLDocument(Array(text.utf8)).problem?.message == "aliases expand to too many values")
  }

  @Test func manyAliasesOfOneLargeValue() {
    let list = Array(repeating: "x", count: 10_000).joined(separator: ", ")
    let text = "a: &a [\(list)]\nb: [\(Array(repeating: "*a", count: 500).joined(separator: ", "))]\n"
    #expect(YAMLDocument(Array(text.utf8)).problem?.message == "aliases expand to too many values")
  }

  @Test func aliasesThatAreAllowed() {
    let text = "a: &a x\nb: [\(Array(repeating: "*a", count: 1_000).joined(separator: ", "))]\n"
    #expect(YAMLDocument(Array(text.utf8)).root?["b"]?.items?.count == 1_000)
    let more = "a: &a x\nb: [\(Array(repeating: "*a", count: 1_001).joined(separator: ", "))]\n"
    #expect(YAMLDocument(Array(more.utf8)).problem?.message == "aliases expand to too many values")
  }
}
