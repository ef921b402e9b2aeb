import SourceText

/// The bodies that stand indented by four columns below a marker, over blank lines too: those of admonitions, tabs,
/// footnotes and definitions. Lines that belong to one are moved to the left by as much.
struct IndentedBodies {
  private struct Body {
    /// The column at which its lines begin, at least.
    var indent: Int
    /// Whether a line may still belong to it that is not indented: those of a first paragraph do, up to a heading.
    var isLazy: Bool
  }

  private static let width = 4

  private var open: [Body] = []

  /// Opens the body of the marker on a line. A marker may itself be indented, in lists by whole steps of four columns.
  mutating func open(behind line: Int, of page: Preparation, isLazy: Bool) {
    let indent = page.indentation(of: line)
    open.removeAll { $0.indent > indent }
    open.append(Body(indent: indent - indent % Self.width + Self.width, isLazy: isLazy))
  }

  /// Closes the bodies that a line ends, and moves the line to the left by those that it belongs to. May be called
  /// again for the same line.
  mutating func enter(_ line: Int, of page: inout Preparation) {
    guard !open.isEmpty else { return }
    let start = LinePlace(offset: page.text.lines.start(of: line), column: 0)
    let end = page.text.end(of: line)
    let content = page.text.indentation(at: start, to: end)
    if content.offset == end {
      for body in open.indices { open[body].isLazy = false }
      return
    }
    let depth = open.firstIndex { content.column < $0.indent } ?? open.count
    if depth < open.count {
      let isLazy = open[depth].isLazy && page.text.bytes[content.offset] != UInt8(ascii: "#")
      open.removeSubrange((isLazy ? depth + 1 : depth)...)
    }
    guard depth > 0 else { return }
    page.skip(to: page.text.advanced(start, columns: depth * Self.width, to: end).offset, on: line)
  }
}
