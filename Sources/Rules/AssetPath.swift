import SiteProfiles

/// Tells links to files from links to pages.
enum AssetPath {
  /// Whether a destination begins like an address elsewhere; most links do, and need no closer look then.
  static func isOffSite(_ destination: ArraySlice<UInt8>) -> Bool {
    destination.starts(with: "https://".utf8) || destination.starts(with: "http://".utf8)
  }

  /// Whether a destination names a file that no page is made of: it ends like one.
  static func isAsset(_ destination: String) -> Bool {
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    guard !path.hasSuffix("/"), let name = path.split(separator: "/").last,
      let dot = name.lastIndex(of: "."), dot != name.startIndex
    else { return false }
    let ending = name[name.index(after: dot)...].lowercased()
    let isPage = ["md", "markdown", "mkd", "mkdn", "mdown", "html", "htm"].contains(ending)
    return !isPage && (1...5).contains(ending.utf8.count) && ending.utf8.allSatisfy { isLetterOrDigit($0) }
      && !ending.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
