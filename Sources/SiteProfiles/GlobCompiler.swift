/// Turns a pattern into instructions.
struct GlobCompiler {
  private let pattern: [Unicode.Scalar]
  private let style: Glob.Style
  private var next = 0
  private var depth = 0
  private var program: [GlobInstruction] = []

  init(_ pattern: String, style: Glob.Style) {
    self.pattern = Array(pattern.unicodeScalars)
    self.style = style
  }

  mutating func compile() throws(GlobError) -> [GlobInstruction] {
    if pattern.count > 1_000 { throw GlobError("the pattern is longer than 1000 characters") }
    if style != .nameMatch { skipLeadingDots() }
    if next == pattern.count { throw GlobError("the pattern is empty") }
    try compileSequence()
    program.append(.match)
    return program
  }

  /// `./docs` and `/docs` are `docs`.
  private mutating func skipLeadingDots() {
    while true {
      if scalar(at: next) == "/" {
        next += 1
      } else if scalar(at: next) == ".", scalar(at: next + 1) == "/" {
        next += 2
      } else {
        return
      }
    }
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    index < pattern.count ? pattern[index] : nil
  }

  /// Compiles up to the end, or to the `,` or `}` of the braces around.
  private mutating func compileSequence() throws(GlobError) {
    while let scalar = scalar(at: next) {
      if depth > 0, scalar == "," || scalar == "}" { return }
      next += 1
      switch scalar {
      case "*": compileStar()
      case "?": program.append(style == .nameMatch ? .any : .anyInName)
      case "[": try compileSet()
      case "{" where style == .path: try compileBraces()
      case "\\":
        guard let escaped = self.scalar(at: next) else { throw GlobError("nothing follows the “\\” at the end") }
        next += 1
        program.append(.scalar(escaped))
      case "/" where self.scalar(at: next) == nil && depth == 0 && style == .path:
        break  // `docs/` is `docs`.
      default:
        program.append(.scalar(scalar))
      }
    }
  }

  private mutating func compileStar() {
    let start = next - 1
    while scalar(at: next) == "*" { next += 1 }
    let isWholeName =
      (start == 0 || pattern[start - 1] == "/"
        || (depth > 0 && (pattern[start - 1] == "{" || pattern[start - 1] == ",")))
    if style == .nameMatch {
      loop(.any)
    } else if next - start > 1, isWholeName, scalar(at: next) == "/" {
      // `**/`: any number of folders, also none.
      next += 1
      let fork = program.count
      program.append(.fork(fork + 1, 0))
      loop(.any)
      program.append(.scalar("/"))
      program[fork] = .fork(fork + 1, program.count)
    } else if next - start > 1, isWholeName {
      // `**` at the end: anything below.
      program.append(.any)
      loop(.any)
    } else {
      loop(.anyInName)
    }
  }

  private mutating func loop(_ instruction: GlobInstruction) {
    let fork = program.count
    program.append(.fork(fork + 1, fork + 3))
    program.append(instruction)
    program.append(.jump(fork))
  }

  private mutating func compileBraces() throws(GlobError) {
    depth += 1
    if depth > 10 { throw GlobError("“{” is nested more than 10 deep") }
    var jumps: [Int] = []
    while true {
      let fork = program.count
      program.append(.fork(fork + 1, 0))
      try compileSequence()
      guard let end = scalar(at: next) else { throw GlobError("a “{” is not closed") }
      next += 1
      if end == "}" {
        // The last alternative has no other beside it.
        program[fork] = .jump(fork + 1)
        break
      }
      jumps.append(program.count)
      program.append(.jump(0))
      program[fork] = .fork(fork + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
    depth -= 1
  }

  private mutating func compileSet() throws(GlobError) {
    var isNegated = false
    if scalar(at: next) == "!" || scalar(at: next) == "^" {
      isNegated = true
      next += 1
    }
    var ranges: [ClosedRange<UInt32>] = []
    let first = next
    while let scalar = scalar(at: next), scalar != "]" || next == first {
      let low = try setMember()
      guard self.scalar(at: next) == "-", let end = self.scalar(at: next + 1), end != "]" else {
        ranges.append(low...low)
        continue
      }
      next += 1
      let high = try setMember()
      if high < low { throw GlobError("a range in “[…]” is backwards") }
      ranges.append(low...high)
    }
    guard scalar(at: next) == "]" else { throw GlobError("a “[” is not closed") }
    next += 1
    program.append(.set(ranges, isNegated: isNegated))
  }

  private mutating func setMember() throws(GlobError) -> UInt32 {
    if scalar(at: next) == "\\" { next += 1 }
    guard let scalar = scalar(at: next) else { throw GlobError("a “[” is not closed") }
    next += 1
    return scalar.value
  }
}
