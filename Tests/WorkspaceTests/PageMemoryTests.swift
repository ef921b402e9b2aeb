import SiteProfiles
import SourceText
import TestSupport
import Testing
import Workspace

/// A page is kept while it is known: its text and all that was read from it stay in proportion to the text.
@Suite struct PageMemoryTests {
  /// Bytes kept for each byte of the page, its text included.
  private static let limit = 20
  /// What every page takes, however short.
  private static let base = 4 << 10

  /// Much of one thing, as close together as an author would write it.
  @Test(arguments: [
    "prose": "Nine words of plain prose make up this line.\n",
    "references": "[a] ",
    "full references": "[a][b] ",
    "definitions": "[a]: b.md\n",
    "entries": "## Keel\n\nBelow all.\n\n",
    "see also": "## Keel Haul (KH)\n\n[Keel] and [Haul][haul], `b`, <b>c</b>.\n\n See also [Keel], [Hull], ...\n\n",
    "paragraphs": "a.\n\n",
    "code spans": "`a` ",
    "lists": "- a\n",
    "tables": "| a | b |\n|---|---|\n| c | d |\n\n",
    "comments": "<!-- aliases: a, b -->\n\n",
    "malformed": "[ a ](b)] ",
    "tags": "{% include links.md %}\n\n",
  ])
  func isInProportion(shape: String, piece: String) {
    for generator in ["mkdocs.yml": "site_name: Boats\n", "_config.yml": "title: Boats\n"] {
      let text = "# B\n\n" + String(repeating: piece, count: 20_000 / piece.utf8.count)
      let files = [generator.key: generator.value, "docs/glossary/b.md": text]
      expectProportion(Self.load(InMemoryFileSystem(files)), "\(shape), \(generator.key)")
    }
  }

  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func samplesAreInProportion(sample: String) throws {
    let folder = SharedData.repository + "/protocol-fixtures/samples/" + sample
    expectProportion(Self.load(try DiskFileSystem.open(folder).get()), sample)
  }

  private static func load(_ files: any FileSystem) -> WorkspaceSnapshot {
    WorkspaceLoader.load(files, configuration: Configuration(), threads: 1).index.snapshot
  }

  private func expectProportion(_ snapshot: WorkspaceSnapshot, _ name: String) {
    let pages = snapshot.sortedPages
    #expect(!pages.isEmpty, "\(name)")
    for page in pages {
      let (size, kept) = (page.text.bytes.count, KeptBytes.of(page))
      #expect(kept > size, "\(name): \(page.path)")
      #expect(kept <= Self.limit * size + Self.base, "\(name): \(page.path) keeps \(kept) bytes for \(size)")
    }
  }
}

/// The bytes that a value keeps in arrays, dictionaries, sets, long texts and objects.
private struct KeptBytes {
  private var seen: Set<ObjectIdentifier> = []
  private var bytes = 0

  static func of(_ value: Any) -> Int {
    var kept = KeptBytes()
    kept.add(value)
    return kept.bytes
  }

  private mutating func add(_ value: Any) {
    if let storage = value as? any Storage { bytes += storage.storedBytes }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .class {
      guard seen.insert(ObjectIdentifier(value as AnyObject)).inserted else { return }
      bytes += mirror.children.reduce(16) { $0 + Self.size(of: $1.value) }
    }
    if value is [UInt8] || value is [UInt32] || value is String { return }
    for child in mirror.children { add(child.value) }
  }

  private static func size(of value: some Any) -> Int { MemoryLayout.size(ofValue: value) }
}

/// A type that allocates room for its elements.
private protocol Storage {
  var storedBytes: Int { get }
}

extension Array: Storage {
  var storedBytes: Int { isEmpty ? 0 : 32 + capacity * MemoryLayout<Element>.stride }
}

extension Set: Storage {
  var storedBytes: Int { isEmpty ? 0 : 64 + capacity * 4 / 3 * MemoryLayout<Element>.stride }
}

extension Dictionary: Storage {
  var storedBytes: Int {
    isEmpty ? 0 : 64 + capacity * 4 / 3 * (MemoryLayout<Key>.stride + MemoryLayout<Value>.stride)
  }
}

extension String: Storage {
  var storedBytes: Int { utf8.count > 15 ? 32 + utf8.count : 0 }
}
