/// A value that writes itself as JSON.
package protocol JSONEncodable: Sendable {
  func write(to json: inout JSONWriter)
}

extension JSONEncodable {
  /// The value's JSON text.
  package var jsonBytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}

extension String: JSONEncodable {
  package func write(to json: inout JSONWriter) { json.write(self) }
}

extension Int: JSONEncodable {
  package func write(to json: inout JSONWriter) { json.write(self) }
}

extension Double: JSONEncodable {
  package func write(to json: inout JSONWriter) { json.write(self) }
}

extension Bool: JSONEncodable {
  package func write(to json: inout JSONWriter) { json.write(self) }
}

extension Array: JSONEncodable where Element: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginArray()
    for element in self { element.write(to: &json) }
    json.endArray()
  }
}

/// Nil is `null`. Members that are left out instead are written with `JSONWriter.member`, which takes an optional.
extension Optional: JSONEncodable where Wrapped: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .some(let value): value.write(to: &json)
    case .none: json.writeNull()
    }
  }
}

extension JSONEncodable where Self: RawRepresentable, RawValue: JSONEncodable {
  package func write(to json: inout JSONWriter) { rawValue.write(to: &json) }
}

extension JSONValue: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.writeNull()
    case .bool(let flag): json.write(flag)
    case .integer(let number): json.write(number)
    case .number(let number): json.write(number)
    case .string(let string): json.write(string)
    case .array(let elements): elements.write(to: &json)
    case .object(let object): object.write(to: &json)
    }
  }
}

extension JSONObject: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    for member in members { json.member(named: member.key, member.value) }
    json.endObject()
  }
}
