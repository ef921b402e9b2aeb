package import JSONRPC

extension LSP {
  package struct Position: Hashable, Sendable, Comparable {
    /// Zero-based. May be negative as it comes from a client, though the protocol has no such numbers.
    package var line: Int
    /// Zero-based, in the negotiated position encoding.
    package var character: Int

    package init(line: Int, character: Int) {
      self.line = line
      self.character = character
    }

    package static func < (left: Position, right: Position) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }
  }

  /// Half open.
  package struct Range: Hashable, Sendable {
    package var start: Position
    package var end: Position

    package init(start: Position, end: Position) {
      self.start = start
      self.end = end
    }
  }

  package struct Location: Hashable, Sendable {
    package var uri: DocumentURI
    package var range: Range

    package init(uri: DocumentURI, range: Range) {
      self.uri = uri
      self.range = range
    }
  }

  package struct LocationLink: Hashable, Sendable {
    package var originSelectionRange: Range?
    package var targetURI: DocumentURI
    package var targetRange: Range
    /// Lies within `targetRange`.
    package var targetSelectionRange: Range

    package init(
      originSelectionRange: Range?,
      targetURI: DocumentURI,
      targetRange: Range,
      targetSelectionRange: Range
    ) {
      self.originSelectionRange = originSelectionRange
      self.targetURI = targetURI
      self.targetRange = targetRange
      self.targetSelectionRange = targetSelectionRange
    }
  }

  package struct TextDocumentIdentifier: Hashable, Sendable {
    package var uri: DocumentURI

    package init(uri: DocumentURI) {
      self.uri = uri
    }
  }

  package struct TextDocumentPositionParams: Hashable, Sendable {
    package var textDocument: TextDocumentIdentifier
    package var position: Position
  }

  package struct MarkupKind: RawRepresentable, Hashable, Sendable, JSONEncodable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let plainText = MarkupKind(rawValue: "plaintext")
    package static let markdown = MarkupKind(rawValue: "markdown")
  }

  package struct MarkupContent: Hashable, Sendable {
    package var kind: MarkupKind
    package var value: String

    package init(kind: MarkupKind, value: String) {
      self.kind = kind
      self.value = value
    }
  }

  package struct Command: Hashable, Sendable {
    package var title: String
    package var command: String
    package var arguments: [JSONValue]?

    package init(title: String, command: String, arguments: [JSONValue]? = nil) {
      self.title = title
      self.command = command
      self.arguments = arguments
    }
  }

  /// An integer or a string that names a stream of `$/progress`.
  package typealias ProgressToken = RequestID
}

extension LSP.Position: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    self.init(line: try object.required("line"), character: try object.required("character"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("line", line)
    json.member("character", character)
    json.endObject()
  }
}

extension LSP.Range: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    self.init(start: try object.required("start"), end: try object.required("end"))
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("start", start)
    json.member("end", end)
    json.endObject()
  }
}

extension LSP.Location: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("uri", uri)
    json.member("range", range)
    json.endObject()
  }
}

extension LSP.LocationLink: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("originSelectionRange", originSelectionRange)
    json.member("targetUri", targetURI)
    json.member("targetRange", targetRange)
    json.member("targetSelectionRange", targetSelectionRange)
    json.endObject()
  }
}

extension LSP.TextDocumentIdentifier: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    uri = try JSONObject(json: json).required("uri")
  }
}

extension LSP.TextDocumentPositionParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    textDocument = try object.required("textDocument")
    position = try object.required("position")
  }
}

extension LSP.MarkupContent: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("kind", kind)
    json.member("value", value)
    json.endObject()
  }
}

extension LSP.Command: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("title", title)
    json.member("command", command)
    json.member("arguments", arguments)
    json.endObject()
  }
}

/// As arguments of commands.
extension LSP.Position {
  package var jsonValue: JSONValue { ["line": .integer(line), "character": .integer(character)] }
}

extension LSP.Range {
  package var jsonValue: JSONValue { ["start": start.jsonValue, "end": end.jsonValue] }
}

extension LSP.Location {
  package var jsonValue: JSONValue { ["uri": .string(uri), "range": range.jsonValue] }
}
