/// A link's destination with its Liquid resolved, as far as the configuration tells.
enum JekyllLink: Equatable {
  /// Plain text.
  case text(String)
  /// `{% link path %}`: a file of the site's sources.
  case source(String, anchor: String?)
  /// `{% post_url name %}`
  case post(String, anchor: String?)
  /// What only a build knows.
  case unknown

  static func expand(_ destination: String, configuration: JekyllConfiguration) -> JekyllLink {
    guard destination.contains("{") else { return .text(destination) }
    var text = ""
    var link: (tag: Substring, path: String)?
    var rest = destination[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let behind = rest[open...].dropFirst(2)
      let isTag = rest[open...].hasPrefix("{%")
      guard isTag || rest[open...].hasPrefix("{{"), let close = behind.firstRange(of: isTag ? "%}" : "}}") else {
        return .unknown
      }
      let content = behind[..<close.lowerBound].drop { $0 == "-" || $0 == " " }
      rest = behind[close.upperBound...]
      if isTag {
        let words = content.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "-" && content.last == "-" })
        guard link == nil, let tag = words.first, words.count > 1, tag == "link" || tag == "post_url" else {
          return .unknown
        }
        let argument = content.dropFirst(tag.count).split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let path = argument.first else { return .unknown }
        link = (tag, String(path))
      } else {
        guard let value = value(of: content, configuration: configuration) else { return .unknown }
        text += value
      }
    }
    text += rest
    guard let link else { return .text(text) }
    let anchor = text.firstIndex(of: "#").map { LinkText.percentDecoded(String(text[text.index(after: $0)...])) }
    return link.tag == "link" ? .source(link.path, anchor: anchor) : .post(link.path, anchor: anchor)
  }

  /// What `{{ … }}` prints: a `site.` setting or a string, the URL filters taken as adding nothing but the base.
  private static func value(of expression: Substring, configuration: JekyllConfiguration) -> String? {
    let parts = expression.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
    guard let first = parts.first else { return "" }
    for filter in parts.dropFirst() where filter != "relative_url" && filter != "absolute_url" { return nil }
    if first.count > 1, let quote = first.first, quote == "\"" || quote == "'", first.last == quote {
      return String(first.dropFirst().dropLast())
    }
    let keys = first.split(separator: ".").map(String.init)
    guard keys.first == "site", keys.count > 1 else { return nil }
    let value = configuration.siteValue(Array(keys.dropFirst()))
    // The site's own address before a path is no way off the site.
    return keys == ["site", "url"] ? "" : value
  }
}
