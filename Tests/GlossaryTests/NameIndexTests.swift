import Testing

@testable import Glossary

@Suite struct NameIndexTests {
  @Test func aGivenNameIsFoundWithoutCase() {
    var index = NameIndex()
    index.setNames([EntryName(name: "Loss Function", tier: 1)], of: EntryHandle(7))
    #expect(index.lookup("loss  function") == NameMatch(tier: 1, entries: [EntryHandle(7)]))
    #expect(index.lookup("Loss Functions") == NameMatch(tier: 5, entries: [EntryHandle(7)]))
    #expect(index.lookup("Loss-Functions") == NameMatch(tier: 10, entries: [EntryHandle(7)]))
    index.remove(EntryHandle(7))
    #expect(index.lookup("loss function") == nil)
  }
}
