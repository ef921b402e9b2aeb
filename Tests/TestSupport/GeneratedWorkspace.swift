/// Small glossaries with many faults, made by chance and the same for every seed.
package struct GeneratedWorkspace: CustomStringConvertible {
  package private(set) var files: [String: String] = [:]
  /// Whether entries may be named alike, labels be defined wrongly, and so on: faults that need their author.
  private let isHostile: Bool
  private var generator: SeededGenerator
  private var titles: [String] = []
  private var ending = "\n"

  package var description: String {
    files.sorted { $0.key < $1.key }.map { "//- \($0.key)\n\($0.value)" }.joined(separator: "\n")
  }

  package init(seed: UInt64, isHostile: Bool = true) {
    self.isHostile = isHostile
    generator = SeededGenerator(seed: seed)
    ending = chance(5) ? "\r\n" : "\n"
    titles = (0..<Int.random(in: 3...14, using: &generator)).map { _ in title() }
    if !isHostile { titles = Array(Set(titles)) }
    titles.sort()
    if chance(3) { titles.shuffle(using: &generator) }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: makeMkDocs()
    case 1: makeJekyll()
    default: makePlain()
    }
    var rules = "rules:\n"
    for rule in ["unlinked-mention", "one-way-see-also", "orphan-entry"] where chance(2) {
      rules += "  \(rule): info\n"
    }
    if rules != "rules:\n" { files[".glossa.yml"] = rules }
  }

  // MARK: Chance

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

  private mutating func pick<Element>(_ list: [Element], or other: Element) -> Element {
    list.randomElement(using: &generator) ?? other
  }

  // MARK: Sites

  private mutating func makeMkDocs() {
    files["mkdocs.yml"] = """
      site_name: Generated
      markdown_extensions:
        - toc
        - attr_list
        - pymdownx.snippets:
            base_path: [includes]
            auto_append: [links.md]

      """
    var tables: [String] = []
    for letter in letters {
      files["docs/glossary/\(letter.lowercased()).md"] = page(letter)
      if chance(4) { continue }
      let table = "glossary/\(letter.lowercased()).md"
      let folder = chance(2) ? "" : "/glossary/"
      let text = definitions(of: letter) { "\(folder)\($0).md#\($1)" }
      // Of a table without definitions nobody can tell how it writes its targets.
      if text.isEmpty { continue }
      tables.append(table)
      files["includes/" + table] = text
    }
    files["includes/links.md"] = lines(tables.map { "--8<-- \"\($0)\"" })
    files["docs/index.md"] = lines(["# Welcome", "", paragraph(), "", paragraph()])
  }

  private mutating func makeJekyll() {
    files["_config.yml"] = "title: Generated\nbaseurl: /g\n"
    var tables: [String] = []
    for letter in letters {
      let front = "---\ntitle: \(letter)\n---\n"
      files["glossary/\(letter.lowercased()).md"] =
        front + page(letter) + ending + "{% include links/all.md %}" + ending
      let table = "links/\(letter.lowercased()).md"
      tables.append(table)
      files["_includes/" + table] = definitions(of: letter) {
        "{{ site.baseurl }}{% link glossary/\($0).md %}#\($1)"
      }
    }
    files["_includes/links/all.md"] = lines(tables.map { "{% include \($0) %}" })
  }

  private mutating func makePlain() {
    let isOne = chance(2)
    if isOne {
      files["glossary.md"] = lines(["# Glossary", ""]) + titles.map { entry($0) }.joined()
      return
    }
    for letter in letters { files["glossary/\(letter.lowercased()).md"] = page(letter) }
  }

  private var letters: [String] { Set(titles.map { String($0.prefix(1)).uppercased() }).sorted() }

  // MARK: Pages

  private mutating func page(_ letter: String) -> String {
    var text = lines(["# \(letter)", ""])
    for title in titles where title.uppercased().hasPrefix(letter) { text += entry(title) }
    if isHostile, chance(8) { text += entry(pick(titles, or: "Mast")) }
    if chance(10) { text = "\u{FEFF}" + text }
    return text
  }

  private mutating func entry(_ title: String) -> String {
    var text = ["## \(title)", ""]
    if chance(6) {
      text.append("<!-- glossa-ignore-next-line \(pick(["see-also", "undefined-label"], or: "see-also")) -->")
    }
    text += [paragraph(), ""]
    if !chance(3) {
      text.append(" See also " + seeAlso(title))
      text.append("")
    }
    if chance(2) { text.append("") }
    return lines(text)
  }

  private mutating func seeAlso(_ title: String) -> String {
    var items = chance(4) ? [] : ["[\(chance(6) ? "Q" : String(title.prefix(1)).uppercased())]"]
    for _ in 0..<Int.random(in: 0..<5, using: &generator) { items.append("[\(label())]") }
    if chance(5) { items.append("[\(title)]") }
    if items.isEmpty { items.append("[\(label())]") }
    return items.joined(separator: ", ") + (chance(3) ? ", ..." : "")
  }

  private mutating func paragraph() -> String {
    let words = ["the", "boat", "turns", "into", "wind", "and", "a", "rope", "array[0]", "`[code]`", "*then*"]
    return (0..<Int.random(in: 2..<14, using: &generator)).map { _ in
      chance(4) ? reference() : chance(6) ? pick(titles, or: "Mast").lowercased() : pick(words, or: "wind")
    }.joined(separator: " ") + "."
  }

  private mutating func reference() -> String {
    let label = label()
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return "[\(label)][]"
    case 1: return "[the thing][\(label)]"
    case 2: return "[\(label) ]"
    case 3: return "[\(label)}"
    case 4: return "[\(label)]][\(label)]"
    case 5: return "[thing[\(label)]"
    case 6: return "[\(label)] [\(pick(titles, or: label))]"
    default: return "[\(label)]"
    }
  }

  private mutating func label() -> String {
    let title = pick(titles, or: "Mast")
    let short = title.split(separator: " (").first.map(String.init) ?? title
    return pick([title, title, short, short.lowercased(), short + "s", "Unknown Term"], or: title)
  }

  private mutating func definitions(of letter: String, _ target: (String, String) -> String) -> String {
    let page = letter.lowercased()
    var text: [String] = []
    for title in titles where title.uppercased().hasPrefix(letter) && !chance(3) {
      let anchor = title.lowercased().filter { $0.isLetter || $0.isNumber || " -".contains($0) }
        .split(separator: " ").joined(separator: "-")
      text.append("[\(title)]: \(target(page, anchor))")
      if chance(3), let short = title.split(separator: " (").first, short.count < title.count {
        text.append("[\(short)]: \(target(page, anchor))")
      }
      if isHostile, chance(12) { text.append("[\(title)]: \(target(page, "nowhere"))") }
    }
    return lines(text)
  }

  private mutating func title() -> String {
    let first = ["Anchor", "Beam", "Bight", "Mast", "Main", "Sail", "Sheet", "Tide", "Été", "3D"]
    let second = ["", "", " Line", " Model", " Height", " Policy", "-Block"]
    let name = pick(first, or: "Mast") + pick(second, or: "")
    guard chance(4) else { return name }
    return name
      + " (\(name.split { $0 == " " || $0 == "-" }.compactMap(\.first).map(String.init).joined().uppercased())X)"
  }

  private func lines(_ lines: [String]) -> String { lines.map { $0 + ending }.joined() }
}
