package import JSONRPC

extension LSP {
  package struct ConfigurationParams: Hashable, Sendable {
    package var items: [ConfigurationItem]

    package init(items: [ConfigurationItem]) {
      self.items = items
    }
  }

  package struct ConfigurationItem: Hashable, Sendable {
    package var section: String

    package init(section: String) {
      self.section = section
    }
  }

  package struct DidChangeConfigurationParams: Hashable, Sendable {
    /// The settings, or null from clients that want to be asked.
    package var settings: JSONValue
  }
}

extension LSP.ConfigurationParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("items", items)
    json.endObject()
  }
}

extension LSP.ConfigurationItem: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("section", section)
    json.endObject()
  }
}

extension LSP.DidChangeConfigurationParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    settings = try JSONObject(json: json)["settings"] ?? .null
  }
}
