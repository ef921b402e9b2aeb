import Testing

@testable import Glossary

@Suite struct EnglishInflectionTests {
  /// Name: its accepted plurals, the usual one first.
  static let plurals = """
    LLM: LLMs
    Policy: Policies
    Array: Arrays
    Query: Queries
    Key: Keys
    Index: Indexes, Indices
    Subindex: Subindexes, Subindices
    Matrix: Matrices, Matrixes
    Confusion Matrix: Confusion Matrices, Confusion Matrixes
    Vertex: Vertices, Vertexes
    Analysis: Analyses
    Basis: Bases
    Axis: Axes
    Hypothesis: Hypotheses
    Criterion: Criteria, Criterions
    Phenomenon: Phenomena, Phenomenons
    Corpus: Corpora, Corpuses
    Bias: Biases
    GPS: GPSes
    Loss: Losses
    Process: Processes
    Box: Boxes
    Simplex: Simplices, Simplexes
    Batch: Batches
    Epoch: Epochs
    Mesh: Meshes
    Graph: Graphs
    Hero: Heros, Heroes
    Video: Videos
    Appendix: Appendices, Appendixes
    OS: OSes, OSs
    Half-Life: Half-Lives
    Child: Children
    Person: People, Persons
    Woman: Women
    Human: Humans
    Quiz: Quizzes
    Formula: Formulas, Formulae
    Schema: Schemas, Schemata
    Statistics:
    Data:
    Series:
    GPT-3: GPT-3s
    C++:
    A:
    Grade A: Grade As
    Large Language Model: Large Language Models
    Large Language Model (LLM): Large Language Models (LLMs), Large Language Models (LLM)
    Support Vector Machine (SVM) Algorithm: Support Vector Machine (SVM) Algorithms
    Statistics (STATS):
    (LLM):
    f(x):
    Café: Cafés
    Soliloquy: Soliloquies
    Tableau: Tableaus, Tableaux
    """

  @Test func pluralsAreTheAcceptedOnes() {
    for line in Self.plurals.split(separator: "\n") {
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      let expected = parts[1].split(separator: ",").map { String($0.drop { $0 == " " }) }
      #expect(EnglishInflection.plurals(of: String(parts[0])) == expected, "\(parts[0])")
    }
  }

  @Test func everyPluralLeadsBackToItsName() {
    for line in Self.plurals.split(separator: "\n") {
      let name = String(line.prefix { $0 != ":" })
      for plural in EnglishInflection.plurals(of: name) {
        #expect(
          EnglishInflection.singularCandidates(of: plural).contains { $0.lowercased() == name.lowercased() },
          "\(plural)"
        )
      }
    }
  }

  /// Label: the names that it may be the plural of.
  @Test(arguments: [
    ("LLMs", ["LLM"]),
    ("policies", ["policie", "policy"]),
    ("indices", ["indice", "index"]),
    ("matrices", ["matrice", "matrix"]),
    ("analyses", ["analyse", "analys", "analysis"]),
    ("bases", ["base", "bas", "basis"]),
    ("people", ["person"]),
    ("Data", ["Datum"]),
    ("bias", []),
    ("GPS", []),
    ("electrolysis", []),
    ("menus", ["menu"]),
    ("taxis", ["taxi"]),
    ("metrics", ["metric"]),
    ("loss", []),
    ("model", []),
    ("as", []),
    ("", []),
    ("Large Language Models (LLMs)", ["Large Language Model (LLM)", "Large Language Model (LLMs)"]),
  ])
  func singularCandidatesAreThoseWithThatPlural(label: String, expected: [String]) {
    let found = EnglishInflection.singularCandidates(of: label)
    #expect(found == expected)
    for candidate in found {
      #expect(EnglishInflection.plurals(of: candidate).contains { $0.lowercased() == label.lowercased() })
    }
  }
}
