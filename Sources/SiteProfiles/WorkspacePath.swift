/// Relative paths with `/`, as all of Glossa names files.
package enum WorkspacePath {
  /// The path without `.`, `..` and repeated slashes; empty for the root itself. Nil when it is absolute, leads out of
  /// the root or holds a NUL.
  package static func normalized(_ path: String) -> String? {
    guard path.utf8.first != UInt8(ascii: "/"), !path.utf8.contains(0) else { return nil }
    if isNormalized(path) { return path }
    var parts: [Substring.UTF8View] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual("..".utf8) {
        if parts.popLast() == nil { return nil }
      } else if !part.elementsEqual(".".utf8) {
        parts.append(part)
      }
    }
    return parts.lazy.map { Substring($0) }.joined(separator: "/")
  }

  /// Whether there is nothing to leave out, as in most paths: no part is empty or begins with a dot.
  private static func isNormalized(_ path: String) -> Bool {
    var isStart = true
    for byte in path.utf8 {
      let isSlash = byte == UInt8(ascii: "/")
      if isStart, isSlash || byte == UInt8(ascii: ".") { return false }
      isStart = isSlash
    }
    return !isStart
  }

  /// A path that is relative to a folder, as one that is relative to the root; nil when it leads out of the root.
  package static func resolved(_ path: String, in folder: String) -> String? {
    guard path.utf8.first != UInt8(ascii: "/") else { return nil }
    return normalized(folder.isEmpty ? path : folder + "/" + path)
  }

  /// The folder that a normalised path stands in; empty for the root.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The last part of a normalised path.
  package static func name(of path: String) -> Substring {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
    return path[path.utf8.index(after: slash)...]
  }

  /// True in the order in which everything is reported: by bytes, whatever the locale.
  package static func isOrdered(_ left: String, before right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
