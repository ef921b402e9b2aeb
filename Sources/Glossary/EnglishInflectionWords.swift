/// The plurals of single words, given as UTF-8. Letters are compared without case.
enum PluralForms {
  /// The plurals of a word, the usual one first.
  static func plurals(of word: ArraySlice<UInt8>) -> [[UInt8]] {
    let lower = lowercased(word)
    guard let last = lower.last, isWordByte(last) else { return [] }
    if let irregular = IrregularNouns.plurals[lower] { return irregular.map { respelled(word, as: $0) } }
    if IrregularNouns.uncountable.contains(lower) { return [] }
    for (ending, plurals) in endings where lower.hasSuffix(ending) {
      let kept = word.dropLast(ending.utf8.count)
      return plurals.map { kept + respelled(word[kept.endIndex...], as: Array($0.utf8)) }
    }
    return regularSuffixes(lower).compactMap { suffix in
      // "Bias" is no plural of "bia".
      if IrregularNouns.isSingular(lower.dropLast(suffix.dropped) + Array(suffix.added.utf8)) { return nil }
      return word.dropLast(suffix.dropped) + Array(suffix.added.utf8)
    }
  }

  /// The words that have `word` among their plurals.
  static func singulars(of word: ArraySlice<UInt8>) -> [[UInt8]] {
    let lower = lowercased(word)
    var singulars: [[UInt8]] = []
    func consider(_ candidate: [UInt8]) {
      guard !candidate.isEmpty, !singulars.contains(candidate) else { return }
      // What is compared is folded, since a respelled word keeps only the letters it shares with the plural.
      if plurals(of: candidate[...]).contains(where: { lowercased($0[...]) == lower }) { singulars.append(candidate) }
    }
    for singular in IrregularNouns.singulars[lower] ?? [] { consider(respelled(word, as: singular)) }
    for (ending, singular) in pluralEndings where lower.hasSuffix(ending) {
      consider(word.dropLast(ending.utf8.count) + Array(singular.utf8))
    }
    return singulars
  }

  /// Endings of which the plural is not made by adding to the word, longest first.
  private static let endings: [(String, [String])] = [
    ("trix", ["trices", "trixes"]),
    ("dex", ["dexes", "dices"]), ("tex", ["tices", "texes"]),
    ("sis", ["ses"]), ("xis", ["xes"]), ("zoon", ["zoa"]),
    ("woman", ["women"]), ("sman", ["smen"]), ("child", ["children"]), ("mouse", ["mice"]),
    ("eau", ["eaus", "eaux"]), ("ics", []), ("edron", ["edrons", "edra"]),
    ("wife", ["wives"]), ("knife", ["knives"]), ("life", ["lives"]),
    ("shelf", ["shelves"]), ("self", ["selves"]), ("leaf", ["leaves"]), ("half", ["halves"]),
    ("foot", ["feet"]), ("tooth", ["teeth"]),
  ]

  /// What a plural may end with and what its singular then ends with.
  private static let pluralEndings: [(String, String)] = [
    ("s", ""), ("es", ""), ("ies", "y"), ("ices", "ix"), ("ices", "ex"), ("ses", "sis"), ("xes", "xis"),
    ("ves", "fe"), ("ves", "f"), ("men", "man"), ("children", "child"), ("mice", "mouse"), ("zoa", "zoon"),
    ("eaux", "eau"), ("edra", "edron"), ("feet", "foot"), ("teeth", "tooth"), ("zzes", "z"),
  ]

  private static func regularSuffixes(_ word: [UInt8]) -> [(dropped: Int, added: String)] {
    guard let last = word.last else { return [] }
    let before = word.count > 1 ? word[word.count - 2] : 0
    switch last {
    case UInt8(ascii: "s"):
      // OSes and OSs, but "loss" is not the plural of "los".
      return word.count <= 2 ? [(0, "es"), (0, "s")] : [(0, "es")]
    case UInt8(ascii: "x"):
      return [(0, "es")]
    case UInt8(ascii: "z"):
      return [(0, "es"), (0, "zes"), (0, "s")]
    case UInt8(ascii: "h"):
      return before == UInt8(ascii: "c") || before == UInt8(ascii: "s") ? [(0, "es")] : [(0, "s")]
    case UInt8(ascii: "y"):
      if isVowel(before) && before != UInt8(ascii: "u") || !isLetter(before) { return [(0, "s")] }
      // What is this short may be an abbreviation: APYs.
      return word.count <= 3 ? [(1, "ies"), (0, "s")] : [(1, "ies")]
    case UInt8(ascii: "o"):
      return isVowel(before) || !isLetter(before) ? [(0, "s")] : [(0, "s"), (0, "es")]
    default:
      return [(0, "s")]
    }
  }

  /// `spelling`, with the letters that it shares with the beginning of `word` as they stand there.
  private static func respelled(_ word: ArraySlice<UInt8>, as spelling: [UInt8]) -> [UInt8] {
    let shared = zip(word, spelling).prefix { lowercased($0) == $1 }.count
    return Array(word.prefix(shared)) + spelling.dropFirst(shared)
  }

  private static func lowercased(_ word: ArraySlice<UInt8>) -> [UInt8] { word.map { lowercased($0) } }
  private static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  private static func isLetter(_ lower: UInt8) -> Bool { lower &- 0x61 < 26 }
  private static func isVowel(_ lower: UInt8) -> Bool { "aeiou".utf8.contains(lower) }

  /// Letters, digits and everything beyond ASCII can take a plural; `C++` cannot.
  private static func isWordByte(_ lower: UInt8) -> Bool {
    isLetter(lower) || lower &- 0x30 < 10 || lower >= 0x80
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: String) -> Bool {
    suffix.utf8.count <= count && self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}

/// Nouns whose plurals no rule makes. A text of one noun a line, so that adding one is adding a line.
enum IrregularNouns {
  static let plurals: [[UInt8]: [[UInt8]]] = Dictionary(
    lines.map { line in (line[0], Array(line.dropFirst())) },
    uniquingKeysWith: { first, _ in first }
  )

  static let singulars: [[UInt8]: [[UInt8]]] = {
    var singulars: [[UInt8]: [[UInt8]]] = [:]
    for line in lines {
      for plural in line.dropFirst() { singulars[plural, default: []].append(line[0]) }
    }
    return singulars
  }()

  static let uncountable: Set<[UInt8]> = Set(
    "series species sheep fish news data information evidence".split(separator: " ").map { Array($0.utf8) }
  )

  /// Whether a word that ends like a plural is none.
  static func isSingular(_ word: [UInt8]) -> Bool {
    singularsInS.contains(word) || plurals[word] != nil || uncountable.contains(word) || word.hasSuffix("ysis")
  }

  private static let singularsInS: Set<[UInt8]> = Set(
    """
    abacus alias always apparatus asbestos atlas axis basis bias bonus bus business calculus campus canvas census chaos
    chassis christmas class consensus cosmos crisis diagnosis emphasis ethos gas hypothesis iris lens mantis mathematics
    mechanics nexus oasis pancreas paralysis pandas parenthesis pegasus physics plus prognosis prospectus prosthesis
    robotics acoustics economics electronics ethics genetics linguistics politics status surplus synthesis tennis texas
    thesis this virus
    ais aws cms css dns gis gps iaas ios lms paas rss saas sms tls https
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  )

  private static let lines: [[[UInt8]]] = nouns.split(separator: "\n").map { line in
    line.split(separator: " ").map { Array($0.utf8) }
  }

  private static let nouns = """
    alga algae
    alumnus alumni
    antenna antennas antennae
    appendix appendices appendixes
    automaton automata automatons
    bacterium bacteria
    cactus cacti cactuses
    continuum continua continuums
    corpus corpora corpuses
    cortex cortices cortexes
    criterion criteria criterions
    curriculum curricula curriculums
    datum data datums
    die dice dies
    epoch epochs
    extremum extrema extremums
    focus focuses foci
    formula formulas formulae
    fungus fungi funguses
    ganglion ganglia ganglions
    genus genera
    goose geese
    helix helices helixes
    honorarium honoraria honorariums
    lemma lemmas lemmata
    loaf loaves
    locus loci
    man men
    maximum maxima maximums
    medium media mediums
    memorandum memoranda memorandums
    millennium millennia millenniums
    minimum minima minimums
    modulus moduli
    momentum momenta
    monarch monarchs
    nebula nebulae nebulas
    nucleus nuclei
    optimum optima optimums
    ovum ova
    ox oxen
    person people persons
    phenomenon phenomena phenomenons
    polyhedron polyhedra polyhedrons
    quantum quanta quantums
    quiz quizzes
    quorum quorums
    radix radices radixes
    radius radii radiuses
    schema schemas schemata
    simplex simplices simplexes
    spectrum spectra spectrums
    stigma stigmata stigmas
    stimulus stimuli
    stomach stomachs
    stratum strata
    syllabus syllabi syllabuses
    symposium symposia symposiums
    tech techs
    thesaurus thesauri thesauruses
    thief thieves
    torus tori toruses
    vertebra vertebrae vertebras
    wolf wolves
    """
}
