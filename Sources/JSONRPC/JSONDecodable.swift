/// A value that can be made from JSON.
package protocol JSONDecodable: Sendable {
  init(json: JSONValue) throws(JSONDecodingError)
}

/// Says which part of a document is not what it must be, as `textDocument.uri: expected a string`.
package struct JSONDecodingError: Error, Hashable, Sendable {
  package var path: [String]
  package var expectation: String

  package init(_ expectation: String, path: [String] = []) {
    self.expectation = expectation
    self.path = path
  }

  package func under(_ key: String) -> JSONDecodingError {
    JSONDecodingError(expectation, path: [key] + path)
  }
}

extension JSONDecodingError: CustomStringConvertible {
  package var description: String {
    path.isEmpty ? expectation : path.joined(separator: ".") + ": " + expectation
  }
}

extension JSONObject: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard case .object(let object) = json else { throw JSONDecodingError("expected an object") }
    self = object
  }

  /// The member's value, which must be there.
  package func required<Value: JSONDecodable>(
    _ key: String,
    as type: Value.Type = Value.self
  ) throws(JSONDecodingError) -> Value {
    guard let value = self[key] else { throw JSONDecodingError("missing", path: [key]) }
    do {
      return try Value(json: value)
    } catch {
      throw error.under(key)
    }
  }

  /// The member's value; nil when it is missing or `null`.
  package func optional<Value: JSONDecodable>(
    _ key: String,
    as type: Value.Type = Value.self
  ) throws(JSONDecodingError) -> Value? {
    guard let value = self[key], value != .null else { return nil }
    do {
      return try Value(json: value)
    } catch {
      throw error.under(key)
    }
  }
}

extension String: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard case .string(let string) = json else { throw JSONDecodingError("expected a string") }
    self = string
  }
}

extension Int: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard let integer = json.asInteger else { throw JSONDecodingError("expected an integer") }
    self = integer
  }
}

extension Bool: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard case .bool(let flag) = json else { throw JSONDecodingError("expected true or false") }
    self = flag
  }
}

extension Array: JSONDecodable where Element: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard case .array(let elements) = json else { throw JSONDecodingError("expected an array") }
    var decoded: [Element] = []
    decoded.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do {
        decoded.append(try Element(json: element))
      } catch {
        throw error.under("\(index)")
      }
    }
    self = decoded
  }
}

extension JSONValue: JSONDecodable {
  package init(json: JSONValue) {
    self = json
  }
}

extension JSONDecodable where Self: RawRepresentable, RawValue: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    guard let value = Self(rawValue: try RawValue(json: json)) else { throw JSONDecodingError("an unknown value") }
    self = value
  }
}
