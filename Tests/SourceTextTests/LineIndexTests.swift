import SourceText
import TestSupport
import Testing

struct LineIndexTests {
  @Test(arguments: [
    ("", [0]),
    ("a", [0]),
    ("\n", [0, 1]),
    ("\r", [0, 1]),
    ("\r\n", [0, 2]),
    ("\n\r", [0, 1, 2]),
    ("\r\r\n\n", [0, 1, 3, 4]),
    ("a\nb\r\nc\rd", [0, 2, 5, 7]),
    ("é\n\u{2028}\u{85}\u{B}\u{C}\n", [0, 3, 11]),
  ])
  func linesBegin(text: String, starts: [Int]) {
    let index = LineIndex(Array(text.utf8))
    #expect(index.starts.map(Int.init) == starts)
    #expect(index.count == starts.count)
    for line in starts.indices {
      #expect(index.start(of: line) == starts[line])
      #expect(index.line(at: starts[line]) == line)
    }
  }

  @Test func placesOutsideTheTextAreClamped() {
    let index = LineIndex(Array("ab\ncd".utf8))
    #expect(index.line(at: -1) == 0)
    #expect(index.line(at: 2) == 0)
    #expect(index.line(at: 5) == 1)
    #expect(index.line(at: .max) == 1)
    #expect(index.line(at: .min) == 0)
    #expect(index.start(of: -1) == 0)
    #expect(index.start(of: .min) == 0)
    #expect(index.start(of: 2) == 5)
    #expect(index.start(of: .max - 1) == 5)
    #expect(index.range(of: 0) == ByteRange(0, 3))
    #expect(index.range(of: 1) == ByteRange(3, 5))
    #expect(index.range(of: 2) == ByteRange(5, 5))
    #expect(index.range(of: .max) == ByteRange(5, 5))
  }

  @Test(arguments: [
    ("a\r\nb\n", ["a", "b", ""]),
    ("a\r\r\n", ["a", "", ""]),
    ("\r\n\n\r", ["", "", "", ""]),
    ("", [""]),
  ])
  func linesHoldTheirTextWithoutTheEnding(text: String, contents: [String]) {
    let source = SourceText(text)
    #expect((0..<source.lines.count).map { source[source.lineContent($0)] } == contents)
  }

  @Test(arguments: [
    ("a", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb", "\r"), ("", "\n"), ("\r\n", "\r\n"),
  ])
  func theFirstLineTellsTheEnding(text: String, ending: String) {
    #expect(SourceText(text).lineEnding == ending)
  }

  /// Old text, what is replaced, by what: places where a carriage return and a line feed meet or part.
  @Test(arguments: [
    ("a\rb", 2, 2, "\n"),
    ("a\nb", 1, 1, "\r"),
    ("a\r\nb", 1, 2, ""),
    ("a\r\nb", 2, 3, ""),
    ("a\r\nb", 2, 2, "x"),
    ("a\r\nb", 0, 4, ""),
    ("a\r", 2, 2, "\n"),
    ("\n", 0, 0, "\r"),
    ("\r\n", 1, 1, "\r\n"),
    ("\r\r\r\n", 1, 3, "\n"),
    ("", 0, 0, "\r\n\r"),
    ("a\nb\nc\nd\n", 2, 6, "\r"),
  ])
  func anEditLeavesTheIndexOfTheNewText(text: String, lower: Int, upper: Int, replacement: String) {
    let changed = SourceText(text).replacing(ByteRange(lower, upper), with: replacement.utf8)
    #expect(changed.lines == LineIndex(changed.bytes))
  }

  @Test(arguments: 0..<20)
  func afterAnyEditsTheIndexIsAsIfReadAnew(seed: Int) {
    let pieces = ["\r", "\n", "\r\n", "\n\n", "a", "bc", "é", "😀", "\r\r", "line\nline\r\n"]
    var random = SeededGenerator(seed: UInt64(seed))
    func text(upTo length: Int) -> String {
      (0..<Int.random(in: 0...length, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    for _ in 0..<50 {
      var source = SourceText(text(upTo: 30))
      for _ in 0..<20 {
        let lower = Int.random(in: -2...source.count + 2, using: &random)
        let upper = Int.random(in: lower...source.count + 4, using: &random)
        let old = source
        source = source.replacing(ByteRange(lower, upper), with: text(upTo: 4).utf8)
        guard source.lines == LineIndex(source.bytes) else {
          Issue.record("\(old[ByteRange(0, old.count)].debugDescription) \(lower)..<\(upper)")
          return
        }
      }
    }
  }
}
