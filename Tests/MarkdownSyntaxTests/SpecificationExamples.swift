/// The Markdown sides of the examples in the CommonMark and GFM specifications' source text.
enum SpecificationExamples {
  static func read(_ specification: String) -> [String] {
    var examples: [String] = []
    var current: [Substring]?
    for line in specification.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("````````````````````````````````") {
        if line.contains("example") { current = [] }
      } else if line == ".", let lines = current {
        examples.append(lines.joined(separator: "\n").map { $0 == "→" ? "\t" : String($0) }.joined() + "\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return examples
  }
}
