import Glossary
import MarkdownSyntax
import SiteProfiles
import Workspace

/// The letter, or the range of letters, that a page of a glossary is for.
struct PageLetter {
  /// As the page's heading or file name has it: `L`, `A–C`, `0-9`.
  let name: String
  private let first: Unicode.Scalar
  private let last: Unicode.Scalar

  /// Nil where the page is for no letter.
  init?(of page: Page) {
    if let heading = page.entries.pageHeading {
      guard EntryLevel.isLetterHeading(page.parsed.headings[heading].title) else { return nil }
      self.init(page.parsed.headings[heading].title)
    } else {
      let stem = WorkspacePath.name(of: page.path).prefix { $0 != "." }
      guard stem.unicodeScalars.count == 1 else { return nil }
      self.init(stem.uppercased())
    }
  }

  private init?(_ name: String) {
    let letters = AlphabeticalKey.folded(name).unicodeScalars.filter(Self.isLetterOrDigit)
    // A sign such as `#` stands for whatever begins with no letter.
    first = letters.first ?? "0"
    last = letters.count > 1 ? letters.last ?? "9" : letters.first ?? "9"
    self.name = name
  }

  /// Whether a title belongs on the page; a title without letters and digits does anywhere.
  func fits(_ title: String) -> Bool {
    guard let letter = Self.letter(of: title) else { return true }
    return first <= letter && letter <= last
  }

  /// The first letter or digit of a title, in lower case and without accents.
  private static func letter(of title: String) -> Unicode.Scalar? {
    // Nearly all titles begin with what needs no table.
    if let first = title.utf8.first, AlphabeticalKey.isASCIILetterOrDigit(first) {
      return Unicode.Scalar(AlphabeticalKey.folded(first))
    }
    return AlphabeticalKey.folded(title).unicodeScalars.first(where: isLetterOrDigit)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
