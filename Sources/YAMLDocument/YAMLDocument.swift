/// A parsed YAML text: its value, or why it has none.
package struct YAMLDocument: Sendable {
  /// The value; nil for an empty text and for one that could not be read.
  package let root: YAMLNode?
  /// Why the text could not be read: bad syntax, an undefined alias, or a limit. The first one only.
  package let problem: YAMLProblem?
  /// Keys that stand twice in one mapping. The last one wins, as in PyYAML and Psych, so this is no error.
  package let duplicateKeys: [YAMLProblem]

  /// Reads the first document of a text, or of a part of it such as a page's front matter.
  ///
  /// - Parameters:
  ///   - text: UTF-8. A byte-order mark at the start is skipped, and positions count from behind it.
  ///   - range: the bytes to read; positions count from the start of `text` all the same.
  package init(_ text: [UInt8], range: Range<Int>? = nil, limits: YAMLLimits = YAMLLimits()) {
    if range == nil, text.starts(with: [0xEF, 0xBB, 0xBF]) {
      self.init(Array(text.dropFirst(3)), limits: limits)
      return
    }
    let range = range.map { $0.clamped(to: 0..<text.count) } ?? 0..<text.count
    var positions = PositionReader(text: text)
    if let problem = sizeOrEncodingProblem(text, range, limits, &positions) {
      self.init(root: nil, problem: problem, duplicateKeys: [])
      return
    }
    var composer = Composer(positions: positions, limits: limits)
    let problem = readEvents(of: text, in: range) { composer.take($0) }
    guard let problem else {
      self.init(root: composer.root, problem: nil, duplicateKeys: composer.duplicateKeys)
      return
    }
    let start = composer.positions.position(at: problem.offset)
    self.init(root: nil, problem: YAMLProblem(problem.message, at: start), duplicateKeys: [])
  }

  private init(root: YAMLNode?, problem: YAMLProblem?, duplicateKeys: [YAMLProblem]) {
    self.root = root
    self.problem = problem
    self.duplicateKeys = duplicateKeys
  }
}

/// Something to tell about a YAML text, in plain words and without its position.
package struct YAMLProblem: Error, Sendable, Hashable {
  package let message: String
  package let start: YAMLPosition

  package init(_ message: String, at start: YAMLPosition) {
    self.message = message
    self.start = start
  }
}

/// What a text may ask for before it is refused: a workspace is untrusted, and aliases can make ten lines expand to gigabytes.
package struct YAMLLimits: Sendable {
  package var bytes = 1 << 20
  package var aliasExpansions = 1_000
  /// Nodes that aliases may add to those that stand in the text.
  package var expandedNodes = 100_000
  package var depth = 100

  package init() {}
}

private func sizeOrEncodingProblem(
  _ text: [UInt8],
  _ range: Range<Int>,
  _ limits: YAMLLimits,
  _ positions: inout PositionReader
) -> YAMLProblem? {
  let start = positions.position(at: range.lowerBound)
  if range.count > limits.bytes {
    return YAMLProblem("the text is longer than \(limits.bytes) bytes", at: start)
  }
  let head = text[range].prefix(2)
  if head.elementsEqual([0xFF, 0xFE]) || head.elementsEqual([0xFE, 0xFF]) {
    return YAMLProblem("the text is UTF-16; it must be UTF-8", at: start)
  }
  return nil
}
