import SourceText

/// A change of a file as `git diff` would show it and `git apply` or `patch -p1` would take it.
package enum UnifiedDiff {
  /// The number of lines around a change that are shown with it.
  private static let context = 3

  /// The difference of one file; empty where there is none.
  ///
  /// - Parameters:
  ///   - path: relative to the folder in which the difference is to be applied, with `/`.
  ///   - old: the file's bytes; nil where the file is new.
  package static func difference(of path: String, from old: [UInt8]?, to new: [UInt8]) -> [UInt8] {
    if let old, old == new { return [] }
    var output: [UInt8] = []
    output.append(contentsOf: "diff --git \(quoted("a/" + path)) \(quoted("b/" + path))\n".utf8)
    if old == nil { output.append(contentsOf: "new file mode 100644\n".utf8) }
    let before = lines(of: old ?? [])
    let after = lines(of: new)
    guard !before.isEmpty || !after.isEmpty else { return output }
    // A tab ends a name with a blank in it, so that no date is looked for behind the blank.
    let end = path.utf8.contains(UInt8(ascii: " ")) ? "\t\n" : "\n"
    output.append(contentsOf: "--- \(old == nil ? "/dev/null\n" : quoted("a/" + path) + end)".utf8)
    output.append(contentsOf: "+++ \(quoted("b/" + path))\(end)".utf8)
    for hunk in hunks(of: LineDifference.changes(from: before, to: after), before.count) {
      append(hunk, before, after, to: &output)
    }
    return output
  }

  /// The lines with their ends; only a line feed ends a line here, whatever the page takes for an end.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  /// Changes that stand so near each other that their context meets are shown together.
  private static func hunks(of changes: [LineDifference.Change], _ count: Int) -> [[LineDifference.Change]] {
    var hunks: [[LineDifference.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private static func append(
    _ hunk: [LineDifference.Change],
    _ before: [ArraySlice<UInt8>],
    _ after: [ArraySlice<UInt8>],
    to output: inout [UInt8]
  ) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let above = min(context, first.old.lowerBound)
    let below = min(context, before.count - last.old.upperBound)
    let old = first.old.lowerBound - above..<last.old.upperBound + below
    let new = first.new.lowerBound - above..<last.new.upperBound + below
    output.append(contentsOf: "@@ -\(place(old)) +\(place(new)) @@\n".utf8)
    var next = old.lowerBound
    for change in hunk {
      append(before[next..<change.old.lowerBound], " ", to: &output)
      append(before[change.old], "-", to: &output)
      append(after[change.new], "+", to: &output)
      next = change.old.upperBound
    }
    append(before[next..<old.upperBound], " ", to: &output)
  }

  /// The first line, from one, and the number of lines; where there are none, the line before them.
  private static func place(_ lines: Range<Int>) -> String {
    let first = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
    return lines.count == 1 ? "\(first)" : "\(first),\(lines.count)"
  }

  private static func append(_ lines: ArraySlice<ArraySlice<UInt8>>, _ sign: String, to output: inout [UInt8]) {
    for line in lines {
      output.append(contentsOf: sign.utf8)
      output.append(contentsOf: line)
      if line.last != UInt8(ascii: "\n") { output.append(contentsOf: "\n\\ No newline at end of file\n".utf8) }
    }
  }

  /// A name as Git writes it: in quotes where it holds what would end it.
  private static func quoted(_ name: String) -> String {
    func isPlain(_ byte: UInt8) -> Bool {
      byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if name.utf8.allSatisfy(isPlain) { return name }
    var bytes = [UInt8(ascii: "\"")]
    for byte in name.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes += [UInt8(ascii: "\\"), byte]
      } else {
        let digits = String(byte, radix: 8)
        bytes += Array(("\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits).utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
