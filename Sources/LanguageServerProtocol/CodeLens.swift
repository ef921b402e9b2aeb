package import JSONRPC

extension LSP {
  package struct CodeLens: Hashable, Sendable {
    package var range: Range
    /// Nil where `codeLens/resolve` gives it.
    package var command: Command?
    package var data: JSONValue?

    package init(range: Range, command: Command?, data: JSONValue? = nil) {
      self.range = range
      self.command = command
      self.data = data
    }
  }
}

extension LSP.CodeLens: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("range", range)
    json.member("command", command)
    json.member("data", data)
    json.endObject()
  }
}
