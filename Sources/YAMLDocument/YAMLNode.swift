/// One value of a YAML document and where it stands.
///
/// Aliases and merge keys (`<<`) are already resolved, so a tree can be read without knowing that they exist.
package struct YAMLNode: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    /// The text after quotes, escapes and folding are undone. `isPlain` is true when it was written without quotes
    /// and not as a block scalar: only such text can be a number, a Boolean or null.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// In the order of the document, one pair for each key.
    case mapping([YAMLPair])
  }

  package var content: Content
  /// The tag as resolved by YAML: `!ENV`, `tag:yaml.org,2002:python/name:x.y`; nil when the node has none.
  package var tag: String?
  /// Where the node begins; `YAMLPosition.none` for a value that no document contains.
  package var start: YAMLPosition
  /// The byte offset after the node's last character.
  package var endOffset: Int

  package init(
    _ content: Content,
    tag: String? = nil,
    start: YAMLPosition = .none,
    endOffset: Int = 0
  ) {
    self.content = content
    self.tag = tag
    self.start = start
    self.endOffset = endOffset
  }
}

package struct YAMLPair: Sendable, Hashable {
  package var key: YAMLNode
  package var value: YAMLNode

  package init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }
}

/// A place in the text that was parsed.
package struct YAMLPosition: Sendable, Hashable, Comparable {
  /// Zero-based, in bytes from the start of the whole text (for front matter, of the page).
  package var offset: Int
  /// One-based. Lines end with `\n`, `\r\n` or `\r`.
  package var line: Int
  /// One-based, in UTF-16 code units.
  package var column: Int

  package init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The position of values that stand in no text, such as an editor's settings.
  package static let none = YAMLPosition(offset: 0, line: 0, column: 0)

  package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool { left.offset < right.offset }
}

extension YAMLNode {
  /// The text of a scalar, whatever its style; nil for null and for collections.
  package var string: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// True for an empty plain scalar, `~` and `null`.
  package var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    // A tagged empty scalar such as `!!python/name:x` is a value whose whole meaning is its tag.
    return (text.isEmpty && tag == nil) || text == "~" || text == "null" || text == "Null" || text == "NULL"
  }

  /// A plain `true`, `false`, `yes`, `no`, `on` or `off`: YAML 1.1's Booleans, as PyYAML and Psych read them.
  package var bool: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
    default: return nil
    }
  }

  /// A plain decimal integer.
  package var integer: Int? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Int(text)
  }

  /// True for a plain scalar that YAML reads as a number, a Boolean or null, and so not as a string.
  package var isTypedScalar: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return isNull || bool != nil || Int(text) != nil
      || (Double(text) != nil && text.utf8.first.map(startsNumber) == true)
  }

  package var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  package var pairs: [YAMLPair]? {
    guard case .mapping(let pairs) = content else { return nil }
    return pairs
  }

  /// The value of a mapping's key; nil when there is none or this is no mapping.
  package subscript(key: String) -> YAMLNode? {
    guard case .mapping(let pairs) = content else { return nil }
    for pair in pairs {
      if case .scalar(let text, _) = pair.key.content, text == key { return pair.value }
    }
    return nil
  }

  /// What the node is, in words for a message: "a list", "a mapping", "the number 3", "the text “x”".
  package var description: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let text, _):
      if isNull { return "nothing" }
      if let bool { return bool ? "true" : "false" }
      let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
      return isTypedScalar ? "the number \(shown)" : "the text “\(shown)”"
    }
  }
}

/// `nan`, `inf` and `infinity` are floating-point numbers to Swift but words to YAML.
private func startsNumber(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    || byte == UInt8(ascii: ".")
}
