import SiteProfiles

/// Tells links to files from links to pages.
enum AssetPath {
  /// Whether a destination begins like an address elsewhere; most links do, and need no closer look then.
  static func isOffSite(_ destination: ArraySlice<UInt8>) -> Bool {
    destination.starts(with: secureScheme) || destination.starts(with: plainScheme)
  }

  private static let secureScheme = Array("https://".utf8)
  private static let plainScheme = Array("http://".utf8)

  /// Whether a destination names a file that no page is made of: it ends like one.
  static func isAsset(_ destination: some BidirectionalCollection<UInt8>) -> Bool {
    let path = destination.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return false }
    let ending = name[name.index(after: dot)...]
    guard (1...5).contains(ending.count), ending.allSatisfy(isLetterOrDigit),
      !ending.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return false }
    return !pageEndings.contains(String(decoding: ending, as: UTF8.self).lowercased())
  }

  private static let pageEndings: Set<String> = ["md", "mkd", "mkdn", "mdown", "html", "htm"]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
