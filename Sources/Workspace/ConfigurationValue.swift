internal import YAMLDocument

/// A setting as an editor sends it: JSON, without saying so.
package enum ConfigurationValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([ConfigurationValue])
  /// In the order in which the members came.
  case object([(name: String, value: ConfigurationValue)])

  package static func == (left: ConfigurationValue, right: ConfigurationValue) -> Bool {
    YAMLNode(left) == YAMLNode(right)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(YAMLNode(self))
  }
}

extension YAMLNode {
  /// The value as if it stood in a file, without positions.
  init(_ value: ConfigurationValue) {
    switch value {
    case .null: self.init(.scalar("null", isPlain: true))
    case .bool(let bool): self.init(.scalar(bool ? "true" : "false", isPlain: true))
    case .integer(let integer): self.init(.scalar(String(integer), isPlain: true))
    case .number(let number):
      // JSON does not tell 2 from 2.0.
      self.init(.scalar(Int(exactly: number).map { String($0) } ?? String(number), isPlain: true))
    case .string(let string): self.init(.scalar(string, isPlain: false))
    case .array(let items): self.init(.sequence(items.map { YAMLNode($0) }))
    case .object(let members):
      self.init(
        .mapping(
          members.map { YAMLPair(key: YAMLNode(.scalar($0.name, isPlain: false)), value: YAMLNode($0.value)) }
        )
      )
    }
  }
}
