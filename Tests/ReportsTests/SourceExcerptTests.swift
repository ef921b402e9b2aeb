import SourceText
import Testing

@testable import Reports

@Suite struct SourceExcerptTests {
  /// A line with its marked range, the most columns to show, and what is shown.
  @Test(arguments: [
    (
      "plain", "See ⟦[Term]⟧.", 40,
      """
      See [Term].
          ^^^^^^
      """
    ),
    (
      "a tab ends at the next fourth column", "\ta\t⟦[T]⟧", 40,
      """
          a   [T]
              ^^^
      """
    ),
    (
      "wide characters", "日本 ⟦[語]⟧ x", 40,
      """
      日本 [語] x
           ^^^^
      """
    ),
    (
      "combining marks", "e\u{301}e\u{301} ⟦[e\u{301}]⟧", 40,
      """
      e\u{301}e\u{301} [e\u{301}]
         ^^^
      """
    ),
    (
      "emoji of several scalars", "👩‍👩‍👧 🇩🇪 ⟦[x]⟧", 40,
      """
      👩‍👩‍👧 🇩🇪 [x]
            ^^^
      """
    ),
    (
      "control characters", "\u{1B}[2J⟦[x]⟧", 40,
      """
      \\u{1b}[2J[x]
               ^^^
      """
    ),
    (
      "marks that turn the direction", "\u{202E}⟦[x]⟧", 40,
      """
      \\u{202e}[x]
              ^^^
      """
    ),
    (
      "nothing to mark", "ab⟦⟧c", 40,
      """
      abc
        ^
      """
    ),
    (
      "the end of a line", "abc⟦⟧", 40,
      """
      abc
         ^
      """
    ),
    (
      "an empty line", "⟦⟧", 40,
      """

      ^
      """
    ),
    (
      "a range over lines", "ab⟦c\ndef⟧ g", 40,
      """
      abc
        ^
      """
    ),
    (
      "only a line ending", "abc⟦\r\n⟧def", 40,
      """
      abc
         ^
      """
    ),
    (
      "cut before and behind", "0123456789012345678901234567890⟦[x]⟧0123456789012345678901234567890", 21,
      """
      …34567890[x]01234567…
               ^^^
      """
    ),
    (
      "cut behind only", "01⟦[x]⟧0123456789012345678901234567890", 21,
      """
      01[x]01234567890123…
        ^^^
      """
    ),
    (
      "cut before only", "0123456789012345678901234567890⟦[x]⟧01", 21,
      """
      …78901234567890[x]01
                     ^^^
      """
    ),
    (
      "longer than what may be shown", "ab ⟦[0123456789012345678901234567890]⟧ ab", 21,
      """
      …[012345678901234567…
       ^^^^^^^^^^^^^^^^^^^
      """
    ),
    (
      "wide characters cut", "日本日本日本日本日本⟦[x]⟧日本日本日本日本日本", 21,
      """
      …日本日本[x]日本日本…
               ^^^
      """
    ),
  ])
  func excerpt(name: Comment, marked: String, limit: Int, expected: String) throws {
    let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    let rest = try #require(parts.last).split(separator: "⟧", omittingEmptySubsequences: false)
    let start = try #require(parts.first).utf8.count
    let range = ByteRange(start, start + (try #require(rest.first)).utf8.count)
    let excerpt = SourceExcerpt(SourceText(parts[0] + rest.joined()), range, limit: limit)
    let mark = String(repeating: " ", count: excerpt.indent) + String(repeating: "^", count: excerpt.width)
    #expect(excerpt.text + "\n" + mark == expected, name)
  }

  @Test func longLinesAreReadAroundTheMarkOnly() {
    let text = SourceText(String(repeating: "日本 ", count: 100_000) + "[x]" + String(repeating: " é", count: 100_000))
    let excerpt = SourceExcerpt(text, ByteRange(700_000, 700_003), limit: 9)
    #expect(excerpt.text == "… [x] é …")
    #expect(excerpt.indent == 2)
    #expect(excerpt.width == 3)
  }
}

extension SourceText {
  fileprivate init(_ text: some StringProtocol) { self.init(String(text)) }
}
