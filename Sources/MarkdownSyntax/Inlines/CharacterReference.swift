/// Entity and numeric character references (CommonMark 0.31, section 2.5), as far as headings use them.
enum CharacterReference {
  /// The text that the reference at `offset` stands for, and the offset behind its `;`.
  static func decode(_ bytes: [UInt8], at offset: Int) -> (text: String, end: Int)? {
    let limit = min(bytes.count, offset + 34)
    guard let semicolon = bytes[offset..<limit].firstIndex(of: UInt8(ascii: ";")), semicolon > offset + 1 else {
      return nil
    }
    let name = String(decoding: bytes[offset + 1..<semicolon], as: UTF8.self)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      guard let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
        let scalar = Unicode.Scalar(value == 0 ? 0xFFFD : value)
      else { return nil }
      return (String(Character(scalar)), semicolon + 1)
    }
    return named[name].map { ($0, semicolon + 1) }
  }

  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©", "reg": "®",
    "trade": "™", "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "deg": "°", "plusmn": "±", "times": "×", "middot": "·", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
    "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ntilde": "ñ",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π",
    "sigma": "σ", "omega": "ω", "rarr": "→", "larr": "←", "le": "≤", "ge": "≥", "ne": "≠", "infin": "∞",
  ]
}
