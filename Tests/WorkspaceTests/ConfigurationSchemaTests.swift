import FoundationEssentials
import SiteProfiles
import Testing
import Workspace
import YAMLDocument

/// The schema and the reader must accept the same files.
@Suite struct ConfigurationSchemaTests {
  @Test(arguments: [
    "{}", "profile: mkdocs", "profile: hugo", "profile:", "entries:", "entries: [a, 2024]", "entries: a",
    "entries: [[a]]",
    "entryLevel: 6", "entryLevel: 7", "entryLevel: x", "entryStyles: [headings]", "entryStyles: [other]",
    "tables: []", "aliases: {A: b, C: [d, 3]}", "aliases: {A: {b: c}}", "aliases: {A: [[b]]}", "aliases:", "kindWords:",
    "kindWords: [a]", "kindWords: {add: [a], remove: []}", "kindWords: {adds: [a]}", "kindWords: a",
    "rules: {empty-entry: off}", "rules: {empty-entry: warn}", "rules: {other: off}", "rules: []",
    "seeAlso: {words: x}", "seeAlso: {words: [x], sort: true}", "seeAlso: {sort: x}", "seeAlso: {x: 1}", "seeAlso:",
    "language: en", "language: de", "other: 1", "[]",
  ])
  func agreesWithTheReader(text: String) throws {
    let schema = try JSONDecoder().decode(Schema.self, from: Data(ConfigurationSchema.text(rules: knownRules).utf8))
    let root = try #require(YAMLDocument(Array(text.utf8)).root)
    let isRead = ConfigurationReader(rules: knownRules).read(Array(text.utf8)).problems.isEmpty
    #expect(schema.accepts(root) == isRead)
  }

  @Test func isTheSameEveryTime() {
    let text = ConfigurationSchema.text(rules: knownRules)
    #expect(text == ConfigurationSchema.text(rules: knownRules))
    #expect(text.hasPrefix("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"))
    #expect(text.contains("\"empty-entry\": {\n"))
    #expect(text.hasSuffix("}\n"))
  }
}

@Suite struct ConfigurationFileTests {
  @Test func findingsAreInForce() {
    var findings = ConfigurationFile.Findings()
    findings.profile = (.mkdocs, "mkdocs.yml")
    findings.entries = ["docs/glossary", "docs/a: b.md", "1.md", "*.md", "it's", "yes"]
    findings.tables = ["includes/{a,b}.md"]
    let text = ConfigurationFile.text(findings, rules: knownRules)
    let reading = ConfigurationReader(rules: knownRules).read(Array(text.utf8))
    #expect(reading.problems.isEmpty)
    #expect(reading.configuration.profile == .mkdocs)
    #expect(reading.configuration.entries?.map(\.pattern) == findings.entries)
    #expect(reading.configuration.tables?.map(\.pattern) == findings.tables)
    #expect(text.contains("\nprofile: mkdocs  # found: mkdocs.yml\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  /// Taking away the comment signs of the sample lines must leave a configuration without problems.
  @Test func samplesAreRight() {
    let text = ConfigurationFile.text(.init(), rules: knownRules)
    #expect(ConfigurationReader(rules: knownRules).read(Array(text.utf8)).configuration == Configuration())
    let names = [
      "profile", "entries", "exclude", "entryLevel", "entryStyles", "resolution", "tables", "aliases", "kindWords",
      "rules", "seeAlso", "language",
    ]
    var samples = ""
    for line in text.split(separator: "\n") {
      let isKey = names.contains { line.hasPrefix("# \($0): ") || line == "# \($0):" }
      let isRule = knownRules.contains { line.hasPrefix("#   \($0.id): ") }
      if isKey || isRule { samples += line.dropFirst(2) + "\n" }
    }
    #expect(samples.split(separator: "\n").count == names.count + knownRules.count)
    #expect(ConfigurationReader(rules: knownRules).read(Array(samples.utf8)).problems.isEmpty)
  }
}

/// As much of JSON Schema as ours uses.
private final class Schema: Decodable {
  let type: OneOrMany<String>?
  let `enum`: [String]?
  let minimum: Int?
  let maximum: Int?
  let items: Schema?
  let properties: [String: Schema]?
  let additionalProperties: OneOrMany<BoolOrSchema>?
  let anyOf: [Schema]?

  func accepts(_ node: YAMLNode) -> Bool {
    if let anyOf, !anyOf.contains(where: { $0.accepts(node) }) { return false }
    if let values = self.enum {
      guard let text = node.string, values.contains(text) else { return false }
    }
    if let type, !type.values.contains(where: { isType($0, node) }) { return false }
    if let integer = node.integer, type?.values == ["integer"] {
      if integer < minimum ?? .min || integer > maximum ?? .max { return false }
    }
    if let items, let nodes = node.items, !nodes.allSatisfy(items.accepts) { return false }
    for pair in node.pairs ?? [] {
      if let schema = properties?[pair.key.string ?? ""] {
        if !schema.accepts(pair.value) { return false }
      } else if let other = additionalProperties?.values.first {
        switch other {
        case .bool(let isAllowed): if !isAllowed { return false }
        case .schema(let schema): if !schema.accepts(pair.value) { return false }
        }
      }
    }
    return true
  }

  private func isType(_ name: String, _ node: YAMLNode) -> Bool {
    switch name {
    case "object": return node.pairs != nil
    case "array": return node.items != nil
    case "null": return node.isNull
    case "boolean": return node.bool != nil
    case "integer": return node.integer != nil
    case "number": return node.isTypedScalar && node.bool == nil && !node.isNull
    case "string": return node.string != nil && !node.isTypedScalar
    default: return false
    }
  }
}

private enum BoolOrSchema: Decodable {
  case bool(Bool)
  case schema(Schema)

  init(from decoder: any Decoder) throws {
    if let bool = try? decoder.singleValueContainer().decode(Bool.self) {
      self = .bool(bool)
    } else {
      self = .schema(try Schema(from: decoder))
    }
  }
}

private struct OneOrMany<Value: Decodable>: Decodable {
  let values: [Value]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    values = try (try? container.decode([Value].self)) ?? [container.decode(Value.self)]
  }
}
