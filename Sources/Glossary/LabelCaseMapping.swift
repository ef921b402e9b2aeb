/// The case mappings that label matching needs, made from the standard library's Unicode data.
enum CaseMapping {
  /// Full case folding (`CaseFolding.txt`, status C and F) as libcmark-gfm knows it.
  ///
  /// For nearly all scalars that is the lower case of the upper case of the lower case; what is left are the
  /// dotless i, which folds to itself, and Cherokee, which folds to its upper case. libcmark-gfm's table is
  /// older than the letters that came with Unicode 11, so these fold to themselves there.
  static func folded(_ scalar: Unicode.Scalar) -> String {
    let properties = scalar.properties
    switch scalar.value {
    case 0x131: return String(scalar)
    case 0x13A0...0x13FD, 0xAB70...0xABBF: return properties.uppercaseMapping
    default: break
    }
    guard let age = properties.age, age.major < 11 else { return String(scalar) }
    var folded = ""
    for scalar in properties.lowercaseMapping.unicodeScalars {
      for scalar in scalar.properties.uppercaseMapping.unicodeScalars {
        folded += scalar.properties.lowercaseMapping
      }
    }
    return folded
  }

  /// The lower case of one scalar of a text, with the final sigma that Python's `str.lower` knows.
  static func lowercased(_ scalars: ArraySlice<Unicode.Scalar>, at index: Int) -> String {
    guard scalars[index] == "Σ" else { return scalars[index].properties.lowercaseMapping }
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
    return isFinal ? "ς" : "σ"
  }
}
