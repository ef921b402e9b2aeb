/// Tells blog posts by where they stand and what they are called.
enum PostPaths {
  private static let folders: Set<Substring> = ["_posts", "_drafts", "posts", "blog"]

  static func isPost(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.dropLast().contains(where: { folders.contains($0) }) { return true }
    return parts.last.map(hasDate) ?? false
  }

  /// `2016-02-24-first-post.md`
  private static func hasDate(_ name: Substring) -> Bool {
    let pattern = "dddd-dd-dd-"
    guard name.utf8.count > pattern.utf8.count else { return false }
    return zip(name.utf8, pattern.utf8).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == wanted
    }
  }
}
