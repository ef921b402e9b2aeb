import FoundationEssentials
import TestSupport

/// A file of the repository, as the tidy checks read it.
struct SourceFile {
  /// Relative to the repository.
  var path: String
  var lines: [Substring]

  /// The modules that the file imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
        words[..<keyword].allSatisfy({ ["package", "public", "internal", "private"].contains($0) || $0.hasPrefix("@") })
      else { return nil }
      return String(words[keyword + 1])
    }
  }
}

enum SourceFiles {
  /// The text of a file, empty where there is none.
  static func text(_ path: String) -> String {
    let data = FileManager.default.contents(atPath: SharedData.repository + "/" + path)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// All Swift files below a folder, sorted.
  static func swift(below folder: String) -> [SourceFile] {
    let root = SharedData.repository + "/"
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root + folder)) ?? []
    return paths.filter { $0.hasSuffix(".swift") && !$0.contains(".build") }.sorted().map { path in
      let full = folder + "/" + path
      return SourceFile(path: full, lines: text(full).split(separator: "\n", omittingEmptySubsequences: false))
    }
  }
}
