import SourceText
import Testing

@testable import Reports

@Suite struct ReportPlaceTests {
  /// Long lines are counted another way than short ones; both must agree with the text's own positions.
  @Test(arguments: [
    (["a😀é\n日本\r\n\r\u{0}x"], 1),
    (["a😀é日\u{301}", "\n", "é😀", "\r\nend"], 2_000),
    (["x", "\r\n", "é", "x\n"], 4_095),
    (["日", "\r"], 1_366),
  ])
  func placesAgreeWithPositions(parts: [String], repetitions: Int) {
    // Every other part is repeated.
    let string = parts.enumerated().map { String(repeating: $1, count: $0 % 2 == 0 ? repetitions : 1) }.joined()
    let text = SourceText(string)
    var places = ReportPlaces { _ in text }
    let step = max(1, text.count / 997)
    for offset in stride(from: 0, through: text.count + 3, by: step) {
      let position = text.position(of: offset, in: .utf16)
      let end = text.position(of: offset + 5, in: .utf16)
      let place = places.place(of: ByteRange(offset, offset + 5), on: "a.md")
      #expect(
        place
          == ReportPlace(
            startLine: position.line + 1,
            startColumn: position.column + 1,
            endLine: end.line + 1,
            endColumn: end.column + 1
          )
      )
    }
  }

  @Test func pagesWithoutTextAreShownAtTheirStart() {
    var places = ReportPlaces { _ in nil }
    let place = places.place(of: ByteRange(7, 9), on: "a.md")
    #expect(place == ReportPlace(startLine: 1, startColumn: 1, endLine: 1, endColumn: 1))
  }
}
