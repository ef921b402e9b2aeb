/// Lines as in `.gitignore`: the last one that matches a path decides, and `!` takes it back in.
package struct IgnorePatterns: Sendable, Hashable {
  private var rules: [(glob: Glob, isNegated: Bool)] = []
  /// Lines that are no patterns.
  package private(set) var problems: [String] = []

  package init(_ lines: [String]) {
    for line in lines { add(line) }
  }

  /// - Parameter path: of a file, relative to the folder that the patterns are for.
  package func excludes(_ path: String) -> Bool {
    rules.last { $0.glob.matches(path) }.map { !$0.isNegated } ?? false
  }

  private mutating func add(_ line: String) {
    var text = line[...]
    while text.last == " " || text.last == "\t" || text.last == "\r" {
      if text.dropLast().last == "\\" { break }
      text = text.dropLast()
    }
    if text.isEmpty || text.first == "#" { return }
    let isNegated = text.first == "!"
    if isNegated { text = text.dropFirst() }
    let needsFolder = text.last == "/"
    if needsFolder { text = text.dropLast() }
    // Without a slash the pattern is for names at any depth.
    let pattern = text.contains("/") ? String(text) : "**/" + text
    do throws(GlobError) {
      let glob = try Glob(pattern, written: line, style: .ignoreFile, needsFolder: needsFolder)
      rules.append((glob, isNegated))
    } catch {
      problems.append("\(line): \(error.message)")
    }
  }

  package static func == (left: IgnorePatterns, right: IgnorePatterns) -> Bool {
    left.rules.elementsEqual(right.rules, by: ==) && left.problems == right.problems
  }

  package func hash(into hasher: inout Hasher) {
    for rule in rules { hasher.combine(rule.glob) }
  }
}
