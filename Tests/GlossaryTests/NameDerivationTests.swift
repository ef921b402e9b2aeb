import Testing

@testable import Glossary

@Suite struct NameDerivationTests {
  /// Title | names of tier 2 | of tier 3 | of tier 4.
  static let derivations = """
    Generator | | |
    Large Language Model (LLM) | Large Language Model, LLM | | Large Language
    Large Language Model | | | Large Language
    LangChain Python Module | | | LangChain
    AutoGPT  Model | | | AutoGPT
    DALL-E Model Family | | | DALL-E, DALL-E Model
    Language Model for Dialogue (LaMDA) Model | Language Model for Dialogue Model | LaMDA Model, LaMDA | Language Model for Dialogue (LaMDA), Language Model for Dialogue
    Linear Unit (ELU) Activation Function | Linear Unit Activation Function | ELU Activation Function, ELU | Linear Unit (ELU), Linear Unit (ELU) Activation, Linear Unit, Linear Unit Activation, ELU Activation
    Adaptive Moment (Adam) | Adaptive Moment, Adam | |
    LLM Operating System (LLM OS) | LLM Operating System, LLM OS | | LLM Operating
    Regular Expression (regex) | Regular Expression, regex | |
    Kernel (Mathematics) | Kernel | |
    Kernel (operating system) | Kernel | |
    Blade Runner (1982) Movie | Blade Runner Movie | | Blade Runner (1982), Blade Runner
    Recall (R) | Recall | |
    Neural Network(s) | | |
    (LLM) | | |
    A () | | |
    Model | | |
    C++ Framework | | | C++
    """

  @Test func namesComeFromTitles() {
    for line in Self.derivations.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
      let names = NameDerivation.derive(title: cells[0])
      for tier in 2...4 {
        let expected = cells[tier - 1].split(separator: ",").map(trimmed)
        #expect(names.filter { $0.tier == tier }.map(\.name) == expected, "tier \(tier) of \(cells[0])")
      }
      #expect(names.first == EntryName(name: cells[0], tier: 1))
      #expect(names.count { $0.tier == 1 } == 1)
    }
  }

  @Test func headingsAndAliasesAreGivenNames() {
    let names = NameDerivation.derive(
      titles: ["3D Generative Adversarial Network (3D-GAN)", "3D GAN Model"],
      aliases: ["3D GANs (Model)", "3d gan model"]
    )
    #expect(
      names == [
        EntryName(name: "3D Generative Adversarial Network (3D-GAN)", tier: 1),
        EntryName(name: "3D GAN Model", tier: 1),
        EntryName(name: "3D GANs (Model)", tier: 1),
        EntryName(name: "3D Generative Adversarial Network", tier: 2),
        EntryName(name: "3D-GAN", tier: 2),
        EntryName(name: "3D GAN", tier: 4),
      ]
    )
  }

  @Test(arguments: ["", " ", "-", "...", "?", "( )", "+ (/)"])
  func whatSaysNothingIsNoName(title: String) {
    #expect(NameDerivation.derive(title: title).isEmpty)
  }

  @Test func kindWordsAreConfiguration() {
    let kindWords = KindWords(["Tool", " command  line ", "tool", ""])
    #expect(kindWords.words == ["command line", "tool"])
    #expect(NameDerivation.derive(title: "Ollama Command Line", kindWords: kindWords).map(\.name).last == "Ollama")
    #expect(NameDerivation.derive(title: "Sparrow Model", kindWords: kindWords).count == 1)
    #expect(NameDerivation.derive(title: "Sparrow Model", kindWords: KindWords([])).count == 1)
    let german = KindWords(["Maß", "große Menge"])
    #expect(NameDerivation.derive(title: "Jaccard MASS", kindWords: german).map(\.name).last == "Jaccard")
    #expect(NameDerivation.derive(title: "Sehr GROẞE Menge", kindWords: german).map(\.name).last == "Sehr")
  }

  @Test func longKindWordsComeFirst() {
    #expect(KindWords.standard.words.first == "activation function")
    #expect(KindWords.standard.words.map(\.utf8.count) == KindWords.standard.words.map(\.utf8.count).sorted(by: >))
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
