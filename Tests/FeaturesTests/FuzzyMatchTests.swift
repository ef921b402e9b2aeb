import Features
import Testing

@Suite struct FuzzyMatchTests {
  @Test(arguments: [
    ("grad", "Gradient Descent", "prefix 0"),
    ("gradient descent", "Gradient Descent", "exact 0"),
    ("gradient-des", "Gradient Descent", "prefix 0"),
    ("grad des", "Gradient Descent", "wordStarts 0"),
    ("des", "Gradient Descent", "wordStarts 1"),
    ("LLM", "Large Language Model (LLM)", "wordStarts 3"),
    ("large language model (ll", "Large Language Model (LLM)", "prefix 0"),
    ("chain", "LangChain Python Module", "wordStarts 1"),
    ("gd", "Gradient Descent", "subsequence 0"),
    ("grdt", "Gradient", "subsequence 2"),
    ("runge's", "Runge’s Phenomenon", "prefix 0"),
    ("K means", "K-Means", "exact 0"),
    ("C++", "C++ Language", "prefix 0"),
    ("C#", "C Language", "none"),
    ("grad ", "Gradient", "wordStarts 0"),
    ("grad ", "Grad CAM", "prefix 0"),
    ("STRASSE", "Straße", "none"),
    ("über", "Überanpassung", "prefix 0"),
    ("descent gradient", "Gradient Descent", "none"),
    ("adient", "Gradient", "none"),
    ("x", "Max", "none"),
    ("", "Anything", "prefix 0"),
    ("aeiou", "A Very Long Entry With Nothing Of Use", "subsequence 1"),
    ("gtdet", "Gradient Descent", "subsequence 2"),
    ("adnt", "Gradient Descent", "none"),
  ])
  func match(_ query: String, _ name: String, _ expected: String) {
    let match = FuzzyQuery(query).match(FoldedText(name))
    #expect(match.map { "\($0.kind) \($0.penalty)" } ?? "none" == expected)
  }

  @Test(arguments: [
    ("Gradient Descent", 4, "Grad"), ("K-Means", 3, "K-M"), ("Runge’s", 6, "Runge’s"), ("Überfit", 3, "Üb"),
    ("(a)", 1, "(a"), ("ab", 9, "ab"),
  ])
  func sourceLength(_ text: String, _ folded: Int, _ expected: String) {
    let length = FoldedText.sourceLength(of: text, folded: folded)
    #expect(String(decoding: text.utf8.prefix(length), as: UTF8.self) == expected)
  }

  @Test func foldedTextIsWhatNamesAreComparedBy() {
    let folded = FoldedText("  Wi-Fi / “LangChain” (v2) ")
    #expect(String(decoding: folded.bytes, as: UTF8.self) == "wi fi langchain v2")
    #expect(folded.words.map { String(decoding: folded.bytes[$0], as: UTF8.self) } == ["wi", "fi", "langchain", "v2"])
    #expect(folded.wordStarts.indices.filter { folded.wordStarts[$0] } == [0, 3, 6, 10, 16])
    #expect(folded.endsWithSeparator)
  }
}
