import SourceText
import TestSupport
import Testing

@testable import MarkdownSyntax

/// Our references are cmark's links, on every document: give cmark a definition for each label that stands between
/// brackets, and the links that it makes are, in order, label and destination, the constructs that we find.
@Suite struct CMarkAgreementTests {
  @Test(arguments: ["gfm-spec.txt", "commonmark-spec.txt"])
  func specificationExamples(file: String) throws {
    guard let text = SharedData.text("markdown/" + file) else {
      print("skipped: \(file) is not there")
      return
    }
    let examples = SpecificationExamples.read(text)
    #expect(examples.count > 600)
    for example in examples { compare(example) }
  }

  @Test(arguments: 0..<10)
  func generatedDocuments(seed: Int) {
    var generator = DocumentGenerator(seed: UInt64(seed))
    for _ in 0..<5_000 where !compare(generator.document()) { break }
  }

  @discardableResult
  private func compare(_ document: String) -> Bool {
    let page = PageReader.read(SourceText(document), dialect: .commonMark)
    let labels = BracketLabels.candidates(in: document) + page.spans.indices.map { page.label(ofSpan: $0) }
    let definitions = BracketLabels.definitions(of: labels)
    let expected = CMarkLinks.find(in: definitions.text + document)
    let ours = page.spans.indices.compactMap { index -> CMarkLinks.Link? in
      let span = page.spans[index]
      switch span.kind {
      case .shortcutReference, .collapsedReference, .fullReference:
        let number = definitions.number(of: page.label(ofSpan: index))
        return CMarkLinks.Link(isImage: span.isImage, destination: "/definition/\(number)")
      case .inlineLink:
        let label = Array(page.text.slice(span.label))
        // Of a destination only backslashes mean something.
        let text =
          label.contains(UInt8(ascii: "\\"))
          ? PlainText.render(label, ByteRange(0, label.count), spans: []) : String(decoding: label, as: UTF8.self)
        return CMarkLinks.Link(isImage: span.isImage, destination: text)
      case .autolink:
        let text = page.text[span.label]
        let isMail = !text.contains(":")
        return CMarkLinks.Link(isImage: false, destination: (isMail ? "mailto:" : "") + text)
      default: return nil
      }
    }
    let agrees = ours.elementsEqual(expected) { CMarkAgreementTests.isSame($0, $1) }
    #expect(agrees, "\(document.debugDescription)\ncmark: \(expected)\n ours: \(ours)")
    for span in page.spans where span.isReference || span.kind == .inlineLink {
      let first = page.text[ByteRange(span.range.lowerBound, span.range.lowerBound + (span.isImage ? 2 : 1))]
      #expect(first == (span.isImage ? "![" : "["), "\(document.debugDescription) at \(span.range)")
    }
    return agrees
  }

  /// cmark decodes and cleans destinations, over lines too; what it does there is not what is tested.
  private static func isSame(_ left: CMarkLinks.Link, _ right: CMarkLinks.Link) -> Bool {
    left == right
      || left.isImage == right.isImage && !right.destination.hasPrefix("/definition/")
        && !left.destination.hasPrefix("/definition/")
        && left.destination.utf8.contains { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") || $0 == 0x0A }
  }
}

/// The labels that could stand between the brackets of a document, found without any parser.
private enum BracketLabels {
  struct Definitions {
    var text: String
    var numbers: [String: Int]

    func number(of label: String) -> Int { numbers[BracketLabels.normalized(label)] ?? -1 }
  }

  static func candidates(in document: String) -> [String] {
    var labels: [String] = []
    var open: [String.Index] = []
    for index in document.indices {
      if document[index] == "[" { open.append(document.index(after: index)) }
      if document[index] == "]" {
        for start in open.suffix(4) where start <= index { labels.append(String(document[start..<index])) }
      }
    }
    return labels
  }

  /// One definition for each label that a definition can have.
  static func definitions(of labels: [String]) -> Definitions {
    var result = Definitions(text: "", numbers: [:])
    for label in labels {
      let name = normalized(label)
      // A backslash at the label's end would escape the bracket.
      let written = name.hasSuffix("\\") ? name + " " : name
      guard !name.isEmpty, result.numbers[name] == nil, CMarkLinks.isEmpty("[\(written)]: /x\n") else {
        continue
      }
      result.numbers[name] = result.numbers.count
      result.text += "[\(written)]: /definition/\(result.numbers.count - 1)\n"
    }
    result.text += "\n"
    return result
  }

  static func normalized(_ label: String) -> String {
    label.split(whereSeparator: { $0.isASCII && $0.isWhitespace }).joined(separator: " ").lowercased()
  }
}

/// Documents put together at random from what makes Markdown difficult.
private struct DocumentGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private static let pieces = [
    "[", "]", "[", "]", "(", ")", "!", "[a]", "[b]", "[a][b]", "[b][]", "![a]", "[a b]", "](/u)", "[c](</u v>)",
    "[c](/u \"t\")", "a", "b", "word", " ", " ", "  ", "\n", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n    ", "\n  ",
    "\t", "`", "``", "*", "**", "_", "\\", "\\[", "\\]", "<", ">", "<b>", "</b>", "<http://x/[a]>", "<a title=\"[a]\">",
    "<!--", "-->", "<!-- [a] -->", "\n```\n", "\n~~~\n", "\n---\n", "\n===\n", "\n# ", "\n## ", " ##\n", "\n[a]: /w\n",
    "\n[b]: ", "[a]:", "\"t\"", "'", ":", "|", "\n| a | [b] |\n|---|:-:|\n| [a] | c\\|d [b] |\n", "\n|-|\n", "é", "ß",
    "&amp;", "\r\n", "<div>\n", "</div>\n", "<?", "?>", "<![CDATA[", "]]>", "~~", "[^a]", "[ ]", "[x]", "\n* [a]\n",
  ]

  mutating func document() -> String {
    var document = ""
    for _ in 0..<Int.random(in: 1...24, using: &random) {
      document += Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
    }
    return document
  }
}
