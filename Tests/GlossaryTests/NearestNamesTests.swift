import Testing

@testable import Glossary

@Suite struct NearestNamesTests {
  /// One entry a line, its names separated by commas.
  static let entries = """
    Machine Learning (ML), Machine Learning, ML
    Neural Network
    Convolutional Neural Network (CNN), Convolutional Neural Network, CNN
    Recurrent Neural Network (RNN), Recurrent Neural Network, RNN
    Kullback-Leibler Divergence
    Deepfake
    Perplexity
    Predictor
    Prediction
    Straße
    Überanpassung
    Label
    Labels
    Lab  Bel
    C
    Généralisation
    """

  /// Label: the nearest names with their distances, the best first.
  static let queries = """
    machine lerning: Machine Learning 1
    machine learning (lm): Machine Learning (ML) 1
    Nueral Network: Neural Network 1
    nueral netwrok: Neural Network 2
    neuralnetwork: Neural Network 1
    kullback-liebler divergence: Kullback-Leibler Divergence 1
    kullbackliebler divergance: Kullback-Leibler Divergence 3
    recurring neural network: Recurrent Neural Network 2
    depfake: Deepfake 1
    perplexety: Perplexity 1
    predicter: Predictor 1
    predicton: Predictor 1, Prediction 1
    strasse: Straße 0
    strase: Straße 1
    uberanpassung: Überanpassung 1
    generalization: Généralisation 3?
    generalisation: Généralisation 2
    lable: Label 1
    label: Label 0, Labels 1, Lab Bel 2?
    labell: Label 1, Labels 1
    " Neural Network ": Neural Network 0
    cnn: CNN 0
    cmn:
    D:
    :
    quantum chromodynamics:
    """

  @Test func theNearestNamesAreFound() {
    let names = Self.names
    for line in Self.queries.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let label = parts[0].filter { $0 != "\"" }
      // A question mark marks what a bound leaves out.
      let expected = parts[1].split(separator: ",").map { $0.drop { $0 == " " } }.filter { !$0.hasSuffix("?") }
      let found = names.nearest(to: label).map { "\($0.name) \($0.distance)" }
      #expect(found == expected.map(String.init), "\(label)")
    }
  }

  @Test func eachEntryIsSuggestedOnceAndAtMostThreeAre() {
    var names = NearestNames()
    for number in 0..<9 {
      let variants = ["Gradient Descend \(number)", "Gradient Descendt \(number)"]
      names.insert(variants.map { EntryName(name: $0, tier: 1) }, of: EntryHandle(UInt32(number)))
    }
    names.insert([EntryName(name: "gradient descend 1", tier: 1)], of: EntryHandle(100))
    let found = names.nearest(to: "gradient descent 1")
    #expect(found.count == 3)
    #expect(Set(found.map(\.entry)).count == 3)
    #expect(found.first == NearestName(name: "Gradient Descend 1", entry: EntryHandle(1), distance: 1))
    #expect(names.nearest(to: "gradient descent 1", limit: 1).count == 1)
    #expect(names.nearest(to: "gradient descent 1", limit: 0).isEmpty)
  }

  @Test func removedNamesAreForgottenAndSnapshotsKeepThem() {
    var names = Self.names
    let snapshot = names
    names.remove([EntryName(name: "Perplexity", tier: 1), EntryName(name: "Unknown", tier: 1)], of: EntryHandle(6))
    names.remove([EntryName(name: "Prediction", tier: 1)], of: EntryHandle(0))
    #expect(names.nearest(to: "perplexety").isEmpty)
    #expect(names.nearest(to: "predicton").count == 2)
    #expect(snapshot.nearest(to: "perplexety").count == 1)
  }

  /// The search with all its short cuts finds the distances that the plain recurrence gives.
  @Test(arguments: 1...4) func boundedDistancesAgreeWithThePlainOnes(seed: UInt64) {
    var random = Random(state: seed)
    for _ in 0..<1500 {
      let source = word(&random)
      let target = random.next() % 3 == 0 ? word(&random) : edited(source, &random)
      let truth = plainDistance(source, target)
      for bound in 0...3 {
        var measure = EditDistance(source)
        // The second answer comes from rows that are not fresh.
        _ = measure.distance(to: word(&random), atMost: bound)
        #expect(measure.distance(to: target, atMost: bound) == (truth <= bound ? truth : nil))
        if truth <= bound { #expect(LetterSet(source).isWithin(bound, of: LetterSet(target))) }
      }
    }
  }

  private func word(_ random: inout Random) -> [UInt32] {
    (0..<Int(random.next() % 12)).map { _ in UInt32(0x61 + random.next() % 4) }
  }

  private func edited(_ word: [UInt32], _ random: inout Random) -> [UInt32] {
    var word = word
    for _ in 0..<(random.next() % 5) {
      let index = word.isEmpty ? 0 : Int(random.next() % UInt64(word.count))
      switch random.next() % 4 {
      case 0: word.insert(0x62, at: index)
      case 1 where !word.isEmpty: word.remove(at: index)
      case 2 where index + 1 < word.count: word.swapAt(index, index + 1)
      case 3 where !word.isEmpty: word[index] = 0x20
      default: break
      }
    }
    return word
  }

  private func plainDistance(_ source: [UInt32], _ target: [UInt32]) -> Int {
    var cells = Array(repeating: Array(repeating: 0, count: target.count + 1), count: source.count + 1)
    for i in 0...source.count { cells[i][0] = i }
    for j in 0...target.count { cells[0][j] = j }
    guard !source.isEmpty, !target.isEmpty else { return max(source.count, target.count) }
    for i in 1...source.count {
      for j in 1...target.count {
        let change = cells[i - 1][j - 1] + (source[i - 1] == target[j - 1] ? 0 : 1)
        cells[i][j] = min(cells[i - 1][j] + 1, cells[i][j - 1] + 1, change)
        if i > 1, j > 1, source[i - 1] == target[j - 2], source[i - 2] == target[j - 1] {
          cells[i][j] = min(cells[i][j], cells[i - 2][j - 2] + 1)
        }
      }
    }
    return cells[source.count][target.count]
  }

  private static var names: NearestNames {
    var names = NearestNames()
    for (number, line) in entries.split(separator: "\n").enumerated() {
      let entryNames = line.split(separator: ",").map { part in
        EntryName(name: String(part.drop { $0 == " " }), tier: 1)
      }
      names.insert(entryNames, of: EntryHandle(UInt32(number)))
    }
    return names
  }
}
