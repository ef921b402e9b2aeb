/// What is left of a character when it is decomposed for compatibility (Unicode 14, normalization form KD), made
/// lower case and stripped of all but ASCII letters, digits, underscores, hyphens and white space.
enum CompatibilityLetters {
  /// By the scalar's value; what is not here leaves nothing.
  static let ascii: [UInt32: String] = {
    var letters: [UInt32: String] = [:]
    // Letters and digits of mathematics, then those of full width.
    for value in UInt32(0x1D400)...0x1D6A3 { letters[value] = letter((value - 0x1D400) % 26) }
    for value in UInt32(0x1D7CE)...0x1D7FF { letters[value] = String((value - 0x1D7CE) % 10) }
    for value in UInt32(0)..<26 {
      letters[0xFF21 + value] = letter(value)
      letters[0xFF41 + value] = letter(value)
    }
    for value in UInt32(0)..<10 { letters[0xFF10 + value] = String(value) }
    for run in runs.split(separator: "\n\n") {
      let words = run.split { $0 == " " || $0 == "\n" }
      guard let first = words.first, let start = UInt32(first, radix: 16) else { continue }
      for (offset, word) in words.dropFirst().enumerated() where word != "." {
        letters[start + UInt32(offset)] = String(word).replacing("~", with: " ")
      }
    }
    return letters
  }()

  private static func letter(_ index: UInt32) -> String {
    String(UnicodeScalar(UInt8(ascii: "a") + UInt8(truncatingIfNeeded: index)))
  }

  /// The first character of a run and what is left of it and those that follow; `.` is nothing, `~` a blank. Runs are
  /// parted by empty lines.
  private static let runs = """
    A0 ~

    A8 ~ . a

    AF ~ . . 2 3 ~

    B8 ~ 1 o . 14 12 34 . a a a a a a . c e e e e i i i i . n o o o o o . . u u u u y . . a a a a a a . c e e e e i
      i i i . n o o o o o . . u u u u y . y a a a a a a c c c c c c c c d d . . e e e e e e e e e e g g g g g g g g
      h h . . i i i i i i i i i . ij ij j j k k . l l l l l l l l . . n n n n n n n . . o o o o o o . . r r r r r r
      s s s s s s s s t t t t . . u u u u u u u u u u u u w w y y y z z z z z z s

    1A0 o o

    1AF u u

    1C4 dz dz dz lj lj lj nj nj nj a a i i o o u u u u u u u u u u . a a a a

    1E6 g g k k o o o o . . j dz dz dz g g . . n n a a

    200 a a a a e e e e i i i i o o o o r r r r u u u u s s t t . . h h

    226 a a e e o o o o o o o o y y

    2B0 h . j r

    2B7 w y

    2D8 ~ ~ ~ ~ ~ ~

    2E1 l s x

    37A ~

    384 ~ ~

    1D2C a . b . d e . g h i j k l m n . o . p r t u w a

    1D47 b d e

    1D4D g . k m . o

    1D56 p t u . . v

    1D62 i r u v

    1D9C c

    1DA0 f

    1DBB z

    1E00 a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i k k k k k k
      l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r s s s s s s s s s s t t t
      t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y z z z z z z h t w y a s

    1EA0 a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o
      o o o o o o o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y

    1FBD ~ . ~ ~ ~

    1FCD ~ ~ ~

    1FDD ~ ~ ~

    1FED ~ ~

    1FFD ~ ~ . ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~

    2017 ~

    202F ~

    203E ~

    205F ~

    2070 0 i . . 4 5 6 7 8 9

    207F n 0 1 2 3 4 5 6 7 8 9

    2090 a e o x . h k l m n p s t

    20A8 rs

    2100 ac as c c . co cu . . f g h h h h . i i l l . n no . . p q r r r . . sm tel tm . z

    2128 z . k a b c . e e f . m o

    2139 i . fax

    2145 d d e i j

    2150 17 19 110 13 23 15 25 35 45 16 56 18 38 58 78 1 i ii iii iv v vi vii viii ix x xi xii l c d m i ii iii iv v
      vi vii viii ix x xi xii l c d m

    2189 03

    2460 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 1 2 3
      4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g
      h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z 0

    2C7C j v

    3000 ~

    309B ~ ~

    3250 pte 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35

    32B1 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 1 2 3 4 5 6 7 8 9 10 11 12 hg erg ev ltd

    3358 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 hpa da au bar ov pc dm dm2 dm3 iu

    3380 pa na a ma ka kb mb gb cal kcal pf nf f g mg kg hz khz mhz ghz thz l ml dl kl fm nm m mm cm km mm2 cm2 m2
      km2 mm3 cm3 m3 km3 ms ms2 pa kpa mpa gpa rad rads rads2 ps ns s ms pv nv v mv kv mv pw nw w mw kw mw k m am bq
      cc cd ckg co db gy ha hp in kk km kt lm ln log lx mb mil mol ph pm ppm pr sr sv wb vm am 1 2 3 4 5 6 7 8 9 10
      11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 gal

    A7F2 c f q

    FB00 ff fi fl ffi ffl st st

    FC5E ~ ~ ~ ~ ~ ~

    FDFA ~~~ ~

    FE33 _ _

    FE49 ~ ~ ~ ~ _ _ _

    FE63 -

    FE70 ~ . ~ . ~ . ~ . ~ . ~ . ~ . ~

    FF0D -

    FF3F _

    FFE3 ~

    107A5 q

    1F100 0 0 1 2 3 4 5 6 7 8 9

    1F110 a b c d e f g h i j k l m n o p q r s t u v w x y z s c r cd wz . a b c d e f g h i j k l m n o p q r s t
      u v w x y z hv mv sd ss ppv wc

    1F16A mc md mr

    1F190 dj

    1FBF0 0 1 2 3 4 5 6 7 8 9
    """
}
