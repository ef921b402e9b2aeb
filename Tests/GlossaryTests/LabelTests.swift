import Testing

@testable import Glossary

@Suite struct LabelTests {
  /// Label, and what it becomes in CommonMark.
  static let commonMark: [(String, String)] = [
    ("Loss Function", "loss function"),
    ("  Loss\t\n Function \r\n", "loss function"),
    ("", ""),
    (" \n ", ""),
    ("C++", "c++"),
    ("[^1]", "[^1]"),
    (#"a\_B"#, #"a\_b"#),
    ("`Code`", "`code`"),
    ("STRASSE", "strasse"),
    ("Straße", "strasse"),
    ("STRAẞE", "strasse"),
    ("ſ", "s"),
    ("ı", "ı"),
    ("İ", "i\u{307}"),
    ("ΟΔΟΣ ς", "οδοσ σ"),
    ("\u{212A}", "k"),
    ("\u{212B}", "å"),
    ("ŉ", "ʼn"),
    ("ᾳ", "αι"),
    ("ᾼ", "αι"),
    ("ﬁne", "fine"),
    ("Ꭰꭰ", "ᎠᎠ"),
    ("ᏸ", "Ᏸ"),
    ("Ა", "Ა"),
    ("É", "é"),
    ("E\u{301}", "e\u{301}"),
    ("A\u{A0}B", "a\u{a0}b"),
    ("\u{2003}A", "\u{2003}a"),
    ("A\u{1C}B", "a\u{1c}b"),
    ("日本", "日本"),
    (String(repeating: "a", count: 1000), String(repeating: "a", count: 1000)),
    (String(repeating: "a", count: 1001), ""),
  ]

  @Test(arguments: commonMark) func commonMarkTrimsCollapsesAndFolds(label: String, normal: String) {
    #expect(Label.normalized(label).unicodeScalars.elementsEqual(normal.unicodeScalars))
  }

  /// Label, what it becomes in a reference, and in a definition.
  static let pythonMarkdown: [(String, String, String)] = [
    ("Loss Function", "loss function", "loss function"),
    (" Foo", " foo", "foo"),
    ("Foo ", "foo ", "foo"),
    ("Foo  Bar", "foo bar", "foo  bar"),
    ("Foo\nBar", "foo bar", "foo\nbar"),
    ("Foo\u{A0}\u{2003}Bar", "foo bar", "foo\u{a0}\u{2003}bar"),
    ("\u{A0}Foo\u{3000}", " foo ", "foo"),
    ("A\u{1C}\u{85}B", "a b", "a\u{1c}\u{85}b"),
    ("STRASSE", "strasse", "strasse"),
    ("STRAẞE", "straße", "straße"),
    ("Straße", "straße", "straße"),
    ("İ", "i\u{307}", "i\u{307}"),
    ("ΟΔΟΣ ΣΑΣ", "οδος σας", "οδος σας"),
    ("ΑΣ.", "ας.", "ας."),
    ("Σ", "σ", "σ"),
    ("ΑΣ-ΒΣ", "ας-βς", "ας-βς"),
    ("ΑΣ'Β", "ασ'β", "ασ'β"),
    ("ᾼ", "ᾳ", "ᾳ"),
    ("ꭰᎠ", "ꭰꭰ", "ꭰꭰ"),
    ("Ა", "ა", "ა"),
    ("", "", ""),
  ]

  @Test(arguments: pythonMarkdown) func pythonMarkdownTrimsDefinitionsAlone(
    label: String,
    reference: String,
    definition: String
  ) {
    for use in [LabelUse.shownText, .secondBracket] {
      let normal = Label.normalized(label, matching: .pythonMarkdown, use: use)
      #expect(normal.unicodeScalars.elementsEqual(reference.unicodeScalars))
    }
    let normal = Label.normalized(label, matching: .pythonMarkdown, use: .definition)
    #expect(normal.unicodeScalars.elementsEqual(definition.unicodeScalars))
  }

  /// Label, and what it becomes in kramdown.
  static let kramdown: [(String, String)] = [
    ("Loss Function", "loss function"),
    (" Foo ", " foo "),
    ("Foo \n\tBar", "foo bar"),
    ("Foo\u{A0}Bar", "foo\u{a0}bar"),
    ("A\u{3000} B", "a\u{3000} b"),
    ("STRAẞE", "straße"),
    ("ΟΔΟΣ", "οδοσ"),
    ("İ", "i\u{307}"),
    ("ᏸᎠ", "ᏸꭰ"),
    ("", ""),
  ]

  @Test(arguments: kramdown) func kramdownCollapsesAndLowerCases(label: String, normal: String) {
    for use in [LabelUse.shownText, .secondBracket, .definition] {
      let found = Label.normalized(label, matching: .kramdown, use: use)
      #expect(found.unicodeScalars.elementsEqual(normal.unicodeScalars))
    }
  }

  @Test func kramdownUndoesEscapesInShownTextAlone() {
    let label = #"a\_B\q\\"#
    #expect(Label.normalized(label, matching: .kramdown, use: .shownText) == #"a_b\q\"#)
    #expect(Label.normalized(label, matching: .kramdown, use: .secondBracket) == #"a\_b\q\\"#)
    #expect(Label.normalized(label, matching: .kramdown, use: .definition) == #"a\_b\q\\"#)
    #expect(LabelKey(label, matching: .kramdown) == LabelKey("a_b\\q\\", matching: .kramdown, use: .definition))
  }

  /// libcmark-gfm 0.29.0.gfm.6 folded each scalar from U+0001 to U+1FFFF, each followed by a line feed; the number
  /// is the 64-bit FNV-1a hash of what it gave. Beyond U+1FFFF nothing folds; U+FFFE and U+FFFF it cannot write.
  @Test func everyScalarFoldsAsLibcmarkGfmFoldsIt() {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in UInt32(1)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), value & 0xFFFE != 0xFFFE else { continue }
      for byte in CaseMapping.folded(scalar).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x0A) &* 0x100_0000_01B3
    }
    #expect(hash == 0xD966_E4DF_61BC_5DAA)
  }

  @Test(arguments: [LabelMatching.commonMark, .pythonMarkdown, .kramdown], [LabelUse.definition, .shownText])
  func asciiLabelsHaveOneNormalFormOnBothPaths(matching: LabelMatching, use: LabelUse) {
    let rules = LabelRules(matching: matching, use: use)
    for label in ["", " ", "A", " A  b\n", "K-Means\t\u{B}X", "a\u{1C}\u{1F} b", "[(1)]", "#C#"] {
      #expect(rules.normalizeASCII(label.utf8.span, into: []) == rules.normalizeScalars(label.utf8.span))
    }
  }
}

@Suite struct LabelKeyTests {
  /// Labels of one line share both fingerprints.
  @Test(arguments: [
    ["Loss Function", "loss  function", " LOSS\nFUNCTION "],
    ["Straße", "STRASSE"],
    ["K-Means", "k-means"],
  ])
  func labelsThatMatchHaveOneKey(labels: [String]) {
    #expect(Set(labels.map { LabelKey($0) }).count == 1)
    for label in labels {
      #expect(LabelKey(label) == LabelKey(normalized: Label.normalized(label).utf8.span))
    }
  }

  /// Labels of one line share `joined` and differ in `exact`.
  @Test(arguments: [
    ["K-Means", "K Means", "KMeans", "K\u{2011}Means", "K\u{A0}Means", "K\u{2013}means"],
    ["Bayes' Theorem", "Bayes\u{2019} theorem", "bayes theorem"],
    ["#Backtesting", "back-testing", "back testing"],
  ])
  func hyphensBlanksAndApostrophesDoNotCountInJoined(labels: [String]) {
    #expect(Set(labels.map { LabelKey($0).joined }).count == 1)
    #expect(Set(labels.map { LabelKey($0).exact }).count == labels.count)
  }

  @Test func otherSignsCount() {
    let labels = ["C", "C++", "C#", "F#", "F", "GPT-3.5", "GPT-35", "I/O", "IO", "a_b", "ab", "abcdefgh", "abcdefg"]
    #expect(Set(labels.map { LabelKey($0).joined }).count == labels.count)
  }

  @Test func emptyLabelsHaveTheKeyNone() {
    #expect(LabelKey("") == .none)
    #expect(LabelKey(" \n") == .none)
    #expect(LabelKey("-") != .none)
    #expect(LabelKey("\u{0}") != .none)
    #expect(LabelKey("\u{0}\u{0}") != LabelKey("\u{0}"))
  }

  /// The keys of a hundred thousand like labels all differ, and so do halves of them.
  @Test func keysAreSpread() {
    var joined: Set<UInt64> = []
    var exact: Set<UInt64> = []
    var halves: Set<UInt32> = []
    for number in 0..<100_000 {
      let key = LabelKey("Term \(number) Model")
      joined.insert(key.joined)
      exact.insert(key.exact)
      halves.insert(UInt32(truncatingIfNeeded: key.joined >> 32))
    }
    #expect(joined.count == 100_000)
    #expect(exact.count == 100_000)
    // Of 100,000 random numbers of 32 bits, about one pair is equal.
    #expect(halves.count > 99_980)
  }

  /// Keys may be written down, so they must not change from one version to the next without notice.
  @Test func keysAreTheSameEverywhere() {
    #expect(LabelKey("Loss Function").joined == 2_952_927_113_364_769_086)
    #expect(LabelKey("Loss Function").exact == 17_810_990_180_267_331_743)
  }
}
