import Features
import Glossary
import SiteProfiles
import SourceText
import TestSupport
import Testing
import Workspace

@Suite struct ReferenceIndexTests {
  private static let pieces = [
    "## Jib\n\n", "## Genoa\n\n", "## Mast (M)\n\n", "A [jib], ", "[Genoa] and ", "two [Jibs].\n\n", "[x][Mast]\n",
    "[Own]\n\n", "[Own]: j.md#jib\n", "`[Jib]` ", "See [Jib].\n\n", "[M] ", "[Jib][Genoa] ", "\n\n",
  ]

  /// After any edits the index answers as one made anew.
  @Test(arguments: ["glossary", "mkdocs"])
  func updatesAreExact(_ site: String) throws {
    let settings = site == "mkdocs" ? "//- mkdocs.yml\nsite_name: x\n" : ""
    let folder = site == "mkdocs" ? "docs/glossary" : "glossary"
    var workspace = FeatureWorkspace(
      settings + "//- \(folder)/j.md\n## Jib\n\nText.\n//- \(folder)/m.md\n## Mast\n\n[Jib]\n"
    )
    var index = ReferenceIndex(workspace.snapshot)
    let profile = workspace.snapshot.profile
    let reading = PageReading(profile: profile, configuration: workspace.snapshot.configuration)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let path = folder + (Bool.random(using: &random) ? "/j.md" : "/m.md")
      let count = Int.random(in: 0...9, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let id = workspace.index.id(for: path)
      workspace.index.replace(
        Page(id: id, path: path, role: profile.role(of: path), text: SourceText(text), reading: reading)
      )
      // Some states are never asked about.
      if Bool.random(using: &random) { continue }
      index.update(to: workspace.snapshot)
      let anew = ReferenceIndex(workspace.snapshot)
      for page in workspace.snapshot.sortedPages {
        #expect(index.counts(ofEntriesOn: page.id) == anew.counts(ofEntriesOn: page.id))
        for entry in page.entries.entries.indices {
          let place = EntryPlace(page: page.id, entry: entry)
          #expect(index.count(of: place) == anew.counts(ofEntriesOn: page.id)[place] ?? 0)
        }
      }
    }
  }
}
