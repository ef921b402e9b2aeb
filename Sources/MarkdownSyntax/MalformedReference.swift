package import SourceText

/// Brackets that were meant as a reference and are none, or are another one than they look like.
package struct MalformedReference: Hashable, Sendable {
  package enum Shape: UInt8, Sendable {
    /// `[Encoder]][Variable]`: a closing bracket too many.
    case strayClosingBracket
    /// `[Component (C)[C]`: the closing bracket before the second opening one is missing.
    case missingClosingBracket
    /// `[S}`, `[S)`: the wrong closing sign.
    case wrongClosingSign
    /// `[Term ]` where blanks count.
    case blankInLabel
    /// `[A] [B]` where the generator joins the two.
    case joinedReferences
  }

  package var shape: Shape

  /// The brackets and what is between them.
  package var range: ByteRange

  /// What to replace, and by what, to mend it.
  package var repair: TextEdit

  package init(shape: Shape, range: ByteRange, repair: TextEdit) {
    self.shape = shape
    self.range = range
    self.repair = repair
  }
}
