/// The JSON Schema (draft 7) of `.glossa.yml` and of the editor's settings, made from the table that the reader uses.
package enum ConfigurationSchema {
  /// - Parameter rules: all rules that may be configured.
  /// - Returns: JSON with a line end at its end.
  package static func text(rules: [KnownRule]) -> String {
    text(
      "Glossa configuration",
      "Settings of Glossa in .glossa.yml. All keys are optional.",
      properties(rules),
      more: false
    )
  }

  /// The schema of the object named `glossa` among an editor's settings: the keys of the file and the editor's own.
  ///
  /// - Parameter own: what only editors can set, as schemas by name.
  /// - Returns: JSON with a line end at its end.
  package static func settingsText(
    rules: [KnownRule],
    own: [(name: String, value: ConfigurationValue)]
  ) -> String {
    let description = "The object named glossa among an editor's settings. The keys of .glossa.yml win over these."
    return text("Glossa settings", description, own + properties(rules), more: true)
  }

  private static func properties(_ rules: [KnownRule]) -> [(name: String, value: ConfigurationValue)] {
    ConfigurationKey.allCases.map { key in
      let schema = schema(of: key.type(rules), allowsNothing: true)
      return (name: key.rawValue, value: described(schema, key.meaning))
    }
  }

  /// - Parameter more: whether there may be other properties; editors keep some for themselves.
  private static func text(
    _ title: String,
    _ description: String,
    _ properties: [(name: String, value: ConfigurationValue)],
    more: Bool
  ) -> String {
    let root = ConfigurationValue.object([
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string(title)),
      ("description", .string(description)),
      ("type", .string("object")),
      ("additionalProperties", .bool(more)),
      ("properties", .object(properties)),
    ])
    return root.json(indentation: 0) + "\n"
  }
}

private typealias Members = [(name: String, value: ConfigurationValue)]

private func schema(of type: SettingType, allowsNothing: Bool = false) -> Members {
  func types(_ name: String) -> ConfigurationValue {
    allowsNothing ? .array([.string(name), .string("null")]) : .string(name)
  }
  switch type {
  case .boolean:
    return [("type", .string("boolean"))]
  case .text, .glob:
    // YAML reads `3D` as a text but `3` as a number; both name something here.
    return [("type", .array([.string("string"), .string("number"), .string("boolean")]))]
  case .integer(let range):
    return [
      ("type", .string("integer")), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
    ]
  case .choice(let choices):
    let values = Members([("enum", .array(choices.map { .string($0.value) }))])
    guard choices.contains(where: { !$0.meaning.isEmpty }) else { return values }
    return values + [("enumDescriptions", .array(choices.map { .string($0.meaning) }))]
  case .list(let item):
    return [("type", types("array")), ("items", .object(schema(of: item)))]
  case .map(let value):
    return [("type", types("object")), ("additionalProperties", .object(schema(of: value)))]
  case .object(let fields):
    let properties = fields.map { (name: $0.name, value: described(schema(of: $0.type), $0.meaning)) }
    return [
      ("type", types("object")), ("additionalProperties", .bool(false)), ("properties", .object(properties)),
    ]
  case .either(let alternatives):
    let nothing = allowsNothing && type.isCollection ? [ConfigurationValue.object([("type", .string("null"))])] : []
    return [("anyOf", .array(alternatives.map { .object(schema(of: $0)) } + nothing))]
  }
}

private func described(_ schema: Members, _ meaning: String) -> ConfigurationValue {
  .object([("description", .string(meaning))] + schema)
}

extension ConfigurationValue {
  fileprivate func json(indentation: Int) -> String {
    let margin = String(repeating: "  ", count: indentation)
    switch self {
    case .null: return "null"
    case .bool(let bool): return bool ? "true" : "false"
    case .integer(let integer): return String(integer)
    case .number(let number): return String(number)
    case .string(let string): return quoted(string)
    case .array(let items):
      return "[" + items.map { $0.json(indentation: indentation) }.joined(separator: ", ") + "]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(margin)  \(quoted($0.name)): \($0.value.json(indentation: indentation + 1))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
    }
  }
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
