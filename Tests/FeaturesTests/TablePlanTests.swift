import Features
import MarkdownSyntax
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// What brings definition tables in line with the entries.
@Suite struct TablePlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var names = TablePlan.Names.used
    var before: String
    /// The files that change.
    var after: String
    var questions: [String] = []

    var testDescription: String { name }
  }

  @Test(arguments: cases + movedPages) func planMakes(_ example: Case) {
    let workspace = PlannedWorkspace(example.before, names: example.names)
    let expected = MarkedWorkspace(example.after)
    let after = workspace.filesAfter
    for path in Set(expected.paths).union(workspace.plan.edits.map(\.page)).sorted() {
      #expect(after[path] == expected.files[path], "\(path)")
    }
    #expect(workspace.questions == example.questions)
    workspace.expectSound()
  }

  @Test(arguments: TablePlan.Names.allCases, 0..<8)
  func plansAreSound(names: TablePlan.Names, seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    PlannedWorkspace(GeneratedGlossary.files(isJekyll: seed % 2 == 1, using: &random), names: names).expectSound()
  }

  @Test func threadsMakeNoDifference() {
    var random = SeededGenerator(seed: 11)
    let workspace = PlannedWorkspace(GeneratedGlossary.files(isJekyll: false, using: &random), names: .all)
    #expect(!workspace.plan.edits.isEmpty)
    #expect(TablePlan.plan(for: workspace.snapshot, names: .all, threads: 8) == workspace.plan)
  }

  /// The glossary that set the aims: 878 references dangle, 543 for want of a line in a table.
  @Test(.enabled(if: SharedData.path("corpus/mkdocs-site") != nil))
  func realSite() throws {
    let disk = try DiskFileSystem.open(#require(SharedData.path("corpus/mkdocs-site"))).get()
    let snapshot = WorkspaceLoader.load(disk, configuration: Configuration(), threads: 2).index.snapshot
    let plan = TablePlan.plan(for: snapshot, threads: 2)
    #expect(plan.uses == 543)
    #expect(plan.mends.count == 107)
    let rewrites = try #require(snapshot.rewrites(applying: plan.edits))
    var overlay: [String: SourceText] = [:]
    for rewrite in rewrites { overlay[rewrite.path] = rewrite.new }
    let after = WorkspaceLoader.load(disk, configuration: Configuration(), overlay: overlay, threads: 2).index.snapshot
    #expect(TablePlan.plan(for: after, threads: 2).edits.isEmpty)
  }
}

/// Small glossaries with the faults that tables have.
enum GeneratedGlossary {
  private static let terms = [
    "Halyard", "Main Halyard", "Velocity Made Good (VMG)", "Global Positioning System (GPS) Receiver", "Keel Bolt",
    "Mast Model", "Single Sideband (SSB)", "Starboard Side Buoy (SSB)", "Spar", "Spinnaker Pole", "Kedge", "Gybe",
    "Vang", "Sheet", "Sheet Bend",
  ]

  static func files(isJekyll: Bool, using random: inout SeededGenerator) -> [String: String] {
    var files: [String: String] = [:]
    let letters = Set(terms.compactMap(\.first)).sorted()
    let folder = isJekyll ? "_includes/" : "includes/"
    files[isJekyll ? "_config.yml" : "mkdocs.yml"] = isJekyll ? "title: x\n" : configuration
    var all = ""
    for letter in letters {
      let page = letter.lowercased()
      let own = terms.filter { $0.first == letter && Int.random(in: 0..<8, using: &random) > 0 }
      var text = isJekyll ? "---\n---\n" : ""
      text += "# \(letter)\n"
      for term in own {
        let references = (0..<3).map { _ in "[\(label(using: &random))]" }
        text += "\n## \(term)\n\n Some \(references.joined(separator: " and ")).\n\n See also [\(letter)], ...\n"
      }
      let includes = isJekyll && Int.random(in: 0..<6, using: &random) > 0
      if includes { text += "\n{% include all.md %}\n" }
      if Int.random(in: 0..<5, using: &random) == 0 { text += "\n[Spar]: https://example.org/spar\n" }
      files[(isJekyll ? "glossary/" : "docs/glossary/") + page + ".md"] = text
      files[folder + page + ".md"] = table(of: page, own, isJekyll, using: &random)
      all += isJekyll ? "{% include \(page).md %}\n" : "--8<-- \"\(page).md\"\n"
    }
    files[folder + "all.md"] = all
    return files
  }

  private static let configuration = """
    site_name: x
    markdown_extensions:
      - pymdownx.snippets:
          base_path: [includes]
          auto_append: [all.md]

    """

  /// A name of a term, as authors write them: shortened, plural, in lower case, or mistyped.
  private static func label(using random: inout SeededGenerator) -> String {
    var label = terms.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<7, using: &random) {
    case 0: label += "s"
    case 1: label = label.lowercased()
    case 2: label = String(label.prefix { $0 != "(" }.dropLast(label.contains("(") ? 1 : 0))
    case 3: label = String(label.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" })
    case 4: label = label.split(separator: " ").joined(separator: "-")
    case 5: label = String(label.dropLast())
    default: break
    }
    return label.isEmpty ? "Jib" : label
  }

  private static func table(
    of page: String,
    _ terms: [String],
    _ isJekyll: Bool,
    using random: inout SeededGenerator
  ) -> String {
    let base = isJekyll ? "{{ site.baseurl }}{% link glossary/\(page).md %}" : "/glossary/\(page).md"
    var lines = ["[\(page.uppercased())]: \(base)", ""]
    for term in terms where Bool.random(using: &random) {
      var anchor = term.lowercased().filter { $0 != "(" && $0 != ")" }.split(separator: " ").joined(separator: "-")
      switch Int.random(in: 0..<6, using: &random) {
      case 0: anchor = String(anchor.dropLast())
      case 1: anchor = anchor.split(separator: "-").first.map(String.init) ?? anchor
      case 2: anchor = "nowhere"
      default: break
      }
      lines.append("[\(term)]: \(base)#\(anchor)")
    }
    return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
  }
}
