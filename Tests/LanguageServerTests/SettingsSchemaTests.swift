import JSONRPC
import LanguageServer
import Testing

@Suite struct SettingsSchemaTests {
  private static func properties() throws -> JSONValue {
    try #require(try JSONReader.read(Array(Settings.schema.utf8))["properties"])
  }

  @Test(arguments: Settings.Feature.allCases)
  func sayWhatIsOnByDefault(feature: Settings.Feature) throws {
    let enable = try #require(try Self.properties()[feature.rawValue]?["properties"]?["enable"])
    #expect(enable["default"] == .bool(Settings().isOn(feature)))
    #expect(enable["description"]?.asString?.hasSuffix(".") == true)
  }

  /// Editors send null for what has no default and is not set.
  @Test func acceptWhatAnEditorSendsWhereNothingIsSet() throws {
    guard case .object(let schemas) = try Self.properties() else {
      Issue.record("the properties are no object")
      return
    }
    var members: [JSONObject.Member] = []
    for schema in schemas.members {
      guard case .object(let parts)? = schema.value["properties"], parts["enable"] != nil else {
        members.append(.init(key: schema.key, value: .null))
        continue
      }
      let defaults = parts.members.map { JSONObject.Member(key: $0.key, value: $0.value["default"] ?? .null) }
      members.append(.init(key: schema.key, value: .object(JSONObject(defaults))))
    }
    let settings = Settings(.object(JSONObject(members)))
    #expect(settings.problems.isEmpty)
    for feature in Settings.Feature.allCases { #expect(settings.isOn(feature) == Settings().isOn(feature)) }
    #expect(settings.checksClosedPages)
  }
}
