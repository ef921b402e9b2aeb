import MarkdownSyntax

enum ProvisionalSlugs {
  static func anchors(_ page: ParsedPage, separator: String) -> [String] {
    var used: [String: Int] = [:]
    return page.headings.map { heading in
      if let id = heading.explicitID { return id }
      var slug = ""
      for scalar in heading.title.lowercased().unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-" {
          slug.unicodeScalars.append(scalar)
        } else if scalar == " " {
          slug += "-"
        }
      }
      let count = used[slug, default: 0]
      used[slug] = count + 1
      return count == 0 ? slug : slug + separator + String(count)
    }
  }
}
enum GitHubSlug {
  static func anchors(of page: ParsedPage) -> [String] { ProvisionalSlugs.anchors(page, separator: "-") }
}
enum PythonMarkdownSlug {
  static func anchors(of page: ParsedPage, settings: SlugSettings) -> [String] {
    ProvisionalSlugs.anchors(page, separator: "_")
  }
}
enum KramdownIdentifier {
  static func anchors(of page: ParsedPage, settings: KramdownSettings) -> [String] {
    ProvisionalSlugs.anchors(page, separator: "-")
  }
}
