import SiteProfiles

/// Tells what a term may be called from what is only put in brackets: numbers, intervals, single signs.
package enum TermShape {
  /// Whether a label holds a word: two letters or digits in a row, with a letter among them.
  package static func isTerm(_ label: String) -> Bool {
    guard !isMarkup(label) else { return false }
    var run = 0
    var hasLetter = false
    for scalar in label.unicodeScalars {
      let isLetter = isLetter(scalar)
      guard isLetter || isDigit(scalar) else {
        (run, hasLetter) = (0, false)
        continue
      }
      // Where words are written without blanks, a single sign is one.
      if isLetter, scalar.value >= 0x2E80 { return true }
      run += 1
      hasLetter = hasLetter || isLetter
      if run > 1, hasLetter { return true }
    }
    return false
  }

  /// Whether a label may be a term where the brackets can mean nothing else: a single letter will do.
  static func isTermOrLetter(_ label: String) -> Bool { hasLetter(label) && !isMarkup(label) }

  private static func hasLetter(_ label: String) -> Bool {
    label.unicodeScalars.contains(where: isLetter)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) : scalar.properties.isAlphabetic
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// What is written in brackets and read by others: `[!NOTE]`, `[@key]`, `[TOC]`, `[https://…]`, `[{{ value }}]`.
  private static func isMarkup(_ label: String) -> Bool {
    let bytes = label.utf8.span
    guard !bytes.isEmpty else { return true }
    if bytes[0] == UInt8(ascii: "!") || bytes[0] == UInt8(ascii: "@") || bytes[0] == UInt8(ascii: "^") { return true }
    if label == "TOC" || label == "_TOC_" { return true }
    // Most labels have no colon, and searching for three characters costs ten times what searching for one does.
    if bytes.indices.contains(where: { bytes[$0] == UInt8(ascii: ":") }),
      label.contains("://") || label.hasPrefix("mailto:")
    {
      return true
    }
    return LinkText.isTemplated(label)
  }
}
