import FoundationEssentials
import TestSupport
import Testing

/// The targets import what `Sources/README.md` says, and nothing else.
@Suite struct TargetTests {
  @Test func importsAreThoseOfTheTable() throws {
    let table = try TargetTable.read()
    #expect(table.count == 18)
    for (target, allowed) in table where !["CMarkGFM", "LibYAML", "GlibcExtensions"].contains(target) {
      let standard: Set<String> = [
        "FoundationEssentials", "Glibc", "Musl", "Synchronization", "Darwin",
      ]
      for file in SourceFiles.swift(below: "Sources/" + target) {
        for module in file.imports where !allowed.contains(module) && !standard.contains(module) {
          Issue.record(
            "\(file.path) imports \(module), which the table in Sources/README.md does not give to \(target)"
          )
        }
      }
    }
  }

  @Test func declaredDependenciesAreThoseOfTheTable() throws {
    let manifest = SourceFiles.text("Package.swift")
    for (target, allowed) in try TargetTable.read() where !["CMarkGFM", "LibYAML", "GlibcExtensions"].contains(target) {
      #expect(manifest.contains("\"\(target)\""), "Package.swift has no target \(target)")
      for module in allowed {
        let name = module.prefix(1).lowercased() + module.dropFirst()
        #expect(manifest.contains("\"\(module)\"") || manifest.contains("let \(name)"))
      }
    }
  }

  @Test func lowerTargetsKnowNoFoundation() {
    for target in ["SourceText", "MarkdownSyntax", "Glossary", "JSONRPC"] {
      for file in SourceFiles.swift(below: "Sources/" + target) {
        let isFree =
          !file.imports.contains("Foundation")
          && (target == "JSONRPC" || !file.imports.contains("FoundationEssentials"))
        #expect(isFree, "\(file.path) imports Foundation")
      }
    }
    for file in SourceFiles.swift(below: "Sources") { #expect(!file.imports.contains("Foundation"), "\(file.path)") }
  }
}

/// The table of targets in `Sources/README.md`.
private enum TargetTable {
  struct Missing: Error {}

  static func read() throws -> [String: Set<String>] {
    let text = SourceFiles.text("Sources/README.md")
    guard let begin = text.firstRange(of: "<!-- targets:begin -->"),
      let end = text.firstRange(of: "<!-- targets:end -->")
    else { throw Missing() }
    var table: [String: Set<String>] = [:]
    for line in text[begin.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2) {
      let cells = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      guard cells.count >= 3 else { continue }
      table[cells[0]] = Set(cells[1].split(separator: ",").map { $0.filter { $0 != " " } }.filter { $0 != "–" })
    }
    return table
  }
}
