import Testing

@testable import Glossary

@Suite struct NameIndexTests {
  /// One entry a line: its title, and its aliases after `=`. Entries are numbered from zero.
  static let entries = """
    Loss Function
    Large Language Model (LLM)
    LangChain Python Module
    LangChain Framework
    Language Model for Dialogue (LaMDA) Model
    Cat = Felines
    K-Means Algorithm
    Matrix
    Fine-Tuning
    Dropout
    Bayes' Theorem
    Transformers
    Latent Dirichlet Allocation (LDA)
    Linear Discriminant Analysis (LDA)
    XGBoost
    Extreme Gradient Boosting (XGBoost)
    C++ Framework
    Chain
    Chains Model
    Straße
    Dropout Layer
    """

  /// Label: the tier that decides, and the entries.
  static let lookups = """
    Loss Function: 1 0
    loss  function: 1 0
    Loss Functions: 5 0
    loss: 4 0
    losses: 8 0
    LOSS-FUNCTION: 10 0
    lossfunctions: 10 0
    large language model: 2 1
    llm: 2 1
    LLMs: 6 1
    Large Language Models (LLMs): 5 1
    Large-Language Models (LLMs): 10 1
    LangChain: 4 2 3
    lang-chain: 10 2 3
    langchain python modules: 5 2
    LaMDA: 3 4
    LaMDA Model: 3 4
    LaMDA Models: 7 4
    Language Model for Dialogue: 4 4
    Felines: 1 5
    Feline: 9 5
    Cats: 5 5
    k means: 10 6
    K-Means: 4 6
    kmeans algorithms: 10 6
    matrices: 5 7
    matrixes: 5 7
    finetuning: 10 8
    drop out: 10 9
    drop outs: 10 9
    drop out layer: 10 20
    drop-outs: 10 9
    Bayes’ theorem: 10 10
    Transformer: 9 11
    LDA: 2 12 13
    LDAs: 6 12 13
    XGBoost: 1 14
    C++: 4 16
    C: none
    Chains: 4 18
    STRASSE: 1 19
    Strassen: none
    unknown: none
    : none
    -: none
    s: none
    """

  @Test func theFirstTierThatKnowsTheLabelDecides() {
    let index = Self.index(Self.entries)
    for line in Self.lookups.split(separator: "\n") {
      guard let colon = line.lastIndex(of: ":") else { continue }
      let label = String(line[..<colon])
      let numbers = line[colon...].split(separator: " ").dropFirst().compactMap { UInt32($0) }
      let expected = numbers.first.map { tier in
        NameMatch(tier: Int(tier), entries: numbers.dropFirst().map { EntryHandle($0) })
      }
      #expect(index.lookup(label) == expected, "[\(label)]")
    }
  }

  @Test func oneEntryWithANameTwiceIsOne() {
    var index = NameIndex()
    index.setNames([EntryName(name: "Cat", tier: 1), EntryName(name: "cat", tier: 2)], of: EntryHandle(3))
    index.insert([EntryName(name: "CAT", tier: 1)], of: EntryHandle(3))
    #expect(index.lookup("cat") == NameMatch(tier: 1, entries: [EntryHandle(3)]))
    #expect(index.nameCount == 1)
  }

  @Test func labelsAreComparedAsTheSiteDoes() {
    let names = [EntryName(name: "Straße  Foo", tier: 1)]
    var commonMark = NameIndex()
    commonMark.setNames(names, of: EntryHandle(0))
    #expect(commonMark.lookup(" STRASSE foo ")?.tier == 1)
    #expect(commonMark.lookup("strasse\u{A0}foo")?.tier == 10)
    var kramdown = NameIndex(matching: .kramdown)
    kramdown.setNames(names, of: EntryHandle(0))
    #expect(kramdown.lookup("straße foo")?.tier == 1)
    #expect(kramdown.lookup("strasse foo") == nil)
    #expect(kramdown.lookup(" straße foo")?.tier == 10)
    var python = NameIndex(matching: .pythonMarkdown)
    python.setNames([EntryName(name: " Straße \u{A0}Foo\n", tier: 1)], of: EntryHandle(0))
    #expect(python.lookup("straße foo")?.tier == 1)
    #expect(python.lookup("straße\u{A0}foo")?.tier == 1)
    #expect(python.lookup("straße foo ")?.tier == 10)
    #expect(python.lookup("strasse foo") == nil)
  }

  @Test func settingTheSameNamesChangesNothing() {
    var index = Self.index(Self.entries)
    let names = NameDerivation.derive(title: "Loss Function")
    let changes = [
      index.setNames(names, of: EntryHandle(0)),
      index.setNames(names.reversed(), of: EntryHandle(0)),
      index.setNames(NameDerivation.derive(title: "Cost Function"), of: EntryHandle(0)),
    ]
    #expect(changes == [false, false, true])
    #expect(index.lookup("loss function") == nil)
    #expect(index.lookup("cost") == NameMatch(tier: 4, entries: [EntryHandle(0)]))
  }

  @Test func snapshotsKeepWhatTheyKnew() {
    var index = Self.index(Self.entries)
    let snapshot = index
    index.remove(EntryHandle(0))
    index.setNames([EntryName(name: "Dog", tier: 1)], of: EntryHandle(5))
    #expect(index.lookup("loss function") == nil)
    #expect(index.lookup("cat") == nil)
    #expect(snapshot == Self.index(Self.entries))
    #expect(snapshot != index)
  }

  /// After any run of changes the index equals one that was built from what is left.
  @Test(arguments: 1...8) func changesAndARebuildAgree(seed: UInt64) {
    var random = Random(state: seed)
    var index = NameIndex()
    var truth: [UInt32: [EntryName]] = [:]
    for _ in 0..<3000 {
      let owner = UInt32(truncatingIfNeeded: random.next() % 400) &* (seed % 2 == 0 ? 1 : 0x0101_0101)
      switch random.next() % 4 {
      case 0:
        index.remove(EntryHandle(owner))
        truth[owner] = nil
      default:
        let names = (0..<(random.next() % 6)).map { _ in
          EntryName(name: "Term-\(random.next() % 300) Model", tier: Int(random.next() % 4) + 1)
        }
        index.setNames(names, of: EntryHandle(owner))
        truth[owner] = names
      }
    }
    var rebuilt = NameIndex()
    for owner in truth.keys.sorted(by: >) { rebuilt.setNames(truth[owner] ?? [], of: EntryHandle(owner)) }
    #expect(index == rebuilt)
    for number in 0..<300 {
      let name = "Term-\(number) Model"
      let owners = truth.compactMap { owner, names in
        names.filter { $0.name == name }.map(\.tier).min().map { (owner, $0) }
      }
      let tier = owners.map(\.1).min()
      let expected = tier.map { tier in
        NameMatch(tier: tier, entries: owners.filter { $0.1 == tier }.map { EntryHandle($0.0) }.sorted())
      }
      #expect(index.lookup(name) == expected)
    }
    for owner in truth.keys { index.remove(EntryHandle(owner)) }
    #expect(index.nameCount == 0)
  }

  static func index(_ entries: String) -> NameIndex {
    var index = NameIndex()
    for (number, line) in entries.split(separator: "\n").enumerated() {
      let parts = line.split(separator: "=").map { part in
        part.reversed().drop { $0 == " " }.reversed().drop { $0 == " " }.map(String.init).joined()
      }
      let names = NameDerivation.derive(titles: [parts[0]], aliases: Array(parts.dropFirst()))
      index.setNames(names, of: EntryHandle(UInt32(number)))
    }
    return index
  }
}

/// A small generator of numbers, the same on every run.
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
