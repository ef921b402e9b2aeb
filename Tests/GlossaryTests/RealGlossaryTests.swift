import FoundationEssentials
import Testing

@testable import Glossary

/// Holds the tiers against the definition tables that a real glossary's authors wrote by hand.
///
/// The glossary is no part of the repository; without it this suite is skipped.
@Suite(.enabled(if: RealGlossary.isPresent))
struct RealGlossaryTests {
  @Test func mostHandWrittenLabelsNameTheirEntry() throws {
    let glossary = try RealGlossary()
    var tally = Tally()
    for (label, entry) in glossary.definitions {
      let match = glossary.index.lookup(label, use: .definition)
      tally.count(match, isRight: match?.entries == [entry])
    }
    #expect(glossary.definitions.count == 2914)
    #expect(Double(tally.right.values.reduce(0, +)) >= 0.945 * Double(glossary.definitions.count), "\(tally)")
    #expect(tally.wrong.values.reduce(0, +) <= 11, "\(tally)")
  }

  @Test func manyDanglingReferencesFindOneEntry() throws {
    let glossary = try RealGlossary()
    var tally = Tally()
    for label in glossary.dangling { tally.count(glossary.index.lookup(label), isRight: true) }
    #expect(glossary.dangling.count == 878)
    #expect(tally.right.values.reduce(0, +) >= 543, "\(tally)")
  }
}

/// How labels were resolved, by deciding tier.
private struct Tally {
  var right: [Int: Int] = [:]
  var wrong: [Int: Int] = [:]
  var ambiguous: [Int: Int] = [:]
  var unknown = 0

  mutating func count(_ match: NameMatch?, isRight: Bool) {
    switch match {
    case nil: unknown += 1
    case let match? where match.isAmbiguous: ambiguous[match.tier, default: 0] += 1
    case let match? where isRight: right[match.tier, default: 0] += 1
    case let match?: wrong[match.tier, default: 0] += 1
    }
  }
}

/// The real glossary, read as simply as its regular pages allow.
private struct RealGlossary {
  static let root = "../shared"
  static var isPresent: Bool { FileManager.default.fileExists(atPath: root + "/corpus/mkdocs-site/docs/glossary") }

  /// By entry: its headings.
  private(set) var titles: [[String]] = []
  private(set) var index = NameIndex()
  /// Labels whose anchor exists, and its entry.
  private(set) var definitions: [(label: String, entry: EntryHandle)] = []
  private(set) var dangling: [String] = []

  init() throws {
    var entries: [String: Int] = [:]
    for page in try Self.pages("corpus/mkdocs-site/docs/glossary") {
      var isDirectlyBelowHeading = false
      var uses: [String: Int] = [:]
      for line in page.lines {
        if line.hasPrefix("## ") || line.hasPrefix("### ") {
          let title = Self.trimmed(line.drop { $0 == "#" })
          if !isDirectlyBelowHeading { titles.append([]) }
          titles[titles.count - 1].append(title)
          let slug = Self.slug(title)
          let repeats = uses[slug, default: 0]
          uses[slug] = repeats + 1
          entries["\(page.name)#\(slug)\(repeats == 0 ? "" : "_\(repeats)")"] = titles.count - 1
          isDirectlyBelowHeading = true
        } else if !Self.trimmed(line).isEmpty {
          isDirectlyBelowHeading = false
        }
      }
    }
    for (entry, titles) in titles.enumerated() {
      index.setNames(NameDerivation.derive(titles: titles), of: EntryHandle(UInt32(entry)))
    }
    for page in try Self.pages("corpus/mkdocs-site/includes/glossary") {
      for line in page.lines {
        guard line.hasPrefix("["), let end = line.firstRange(of: "]: "), line.contains("#") else { continue }
        let label = String(line[line.index(after: line.startIndex)..<end.lowerBound])
        let target = Self.trimmed(line[end.upperBound...])
        if let entry = entries[target] { definitions.append((label, EntryHandle(UInt32(entry)))) }
      }
    }
    let oracle = try JSONDecoder().decode(
      Oracle.self,
      from: Data(contentsOf: URL(filePath: Self.root + "/oracle/mkdocs-site.json"))
    )
    for page in oracle.pages.keys.sorted() {
      for reference in oracle.pages[page]?.references ?? [] where !reference.resolved {
        dangling.append(reference.label)
      }
    }
  }

  private struct Oracle: Decodable {
    struct Page: Decodable { let references: [Reference] }
    struct Reference: Decodable {
      let label: String
      let resolved: Bool
    }
    let pages: [String: Page]
  }

  private static func pages(_ folder: String) throws -> [(name: String, lines: [Substring])] {
    let path = root + "/" + folder
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
      let text = try String(decoding: Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
      return (name, text.split(omittingEmptySubsequences: false) { $0.isNewline })
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func slug(_ title: String) -> String {
    let kept = title.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || " -_".unicodeScalars.contains($0)
    }
    return String(String.UnicodeScalarView(kept)).split { $0 == " " || $0 == "-" }.joined(separator: "-")
  }
}
