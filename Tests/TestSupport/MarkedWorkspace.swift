import Rules
package import SourceText
package import Workspace

/// A workspace in one literal: lines `//- docs/l.md` begin files, `⟦…⟧` marks places, `$0` is the cursor.
///
/// A mark may begin with a severity: `⟦error|[Jib]⟧`.
package struct MarkedWorkspace {
  /// The paths in the order of the literal.
  package private(set) var paths: [String] = []
  /// The texts without marks.
  package private(set) var files: [String: String] = [:]
  package private(set) var marks: [Mark] = []
  package private(set) var cursor: (path: String, offset: Int)?

  package struct Mark: Hashable {
    package var path: String
    package var range: ByteRange
    package var severity: String?

    package init(path: String, range: ByteRange, severity: String? = nil) {
      self.path = path
      self.range = range
      self.severity = severity
    }
  }

  package init(_ literal: String) {
    var texts: [(path: String, lines: [Substring])] = []
    for line in literal.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("//- ") {
        texts.append((String(line.dropFirst(4)), []))
      } else if !texts.isEmpty {
        texts[texts.count - 1].lines.append(line)
      }
    }
    for (path, lines) in texts {
      paths.append(path)
      files[path] = read(lines.joined(separator: "\n") + "\n", path)
    }
  }

  /// Takes the marks out of a text.
  private mutating func read(_ marked: String, _ path: String) -> String {
    var text = ""
    var open: [(start: Int, severity: String?)] = []
    var rest = marked[...]
    while let character = rest.first {
      rest = rest.dropFirst()
      switch character {
      case "⟦":
        let severity = Severity.allCases.map(\.name).first { rest.hasPrefix($0 + "|") }
        if let severity { rest = rest.dropFirst(severity.count + 1) }
        open.append((text.utf8.count, severity))
      case "⟧":
        guard let mark = open.popLast() else { continue }
        marks.append(Mark(path: path, range: ByteRange(mark.start, text.utf8.count), severity: mark.severity))
      case "$" where rest.first == "0":
        rest = rest.dropFirst()
        cursor = (path, text.utf8.count)
      default: text.append(character)
      }
    }
    return text
  }

  /// The literal that marks these places instead.
  package func marking(_ marks: [Mark]) -> String {
    paths.map { path in
      "//- \(path)\n" + Self.marked(files[path] ?? "", marks.filter { $0.path == path })
    }.joined()
  }

  private static func marked(_ text: String, _ marks: [Mark]) -> String {
    var insertions: [(offset: Int, order: Int, text: String)] = []
    for mark in marks {
      let opening = "⟦" + (mark.severity.map { $0 + "|" } ?? "")
      // Of marks that meet at one place the closing ones come first, and the longer one opens first.
      insertions.append((mark.range.lowerBound, 1 << 20 - mark.range.count, opening))
      insertions.append((mark.range.upperBound, mark.range.isEmpty ? 1 << 21 : mark.range.count, "⟧"))
    }
    var bytes = Array(text.utf8)
    for insertion in insertions.sorted(by: { ($0.offset, $0.order) > ($1.offset, $1.order) }) {
      bytes.insert(contentsOf: insertion.text.utf8, at: insertion.offset)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the workspace as the executable would.
  package func load() -> LoadedWorkspace {
    var configuration = Configuration()
    if let text = files[".glossa.yml"] {
      configuration = ConfigurationReader(rules: RuleCatalog.knownRules).read(Array(text.utf8)).configuration
    }
    return WorkspaceLoader.load(InMemoryFileSystem(files), configuration: configuration, threads: 1)
  }
}
