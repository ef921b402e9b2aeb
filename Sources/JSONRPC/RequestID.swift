/// What identifies a request: an integer or a string, sent back exactly as it came, so that `1` and `"1"` differ.
package enum RequestID: Sendable {
  case integer(Int)
  case string(String)
}

/// Strings are compared by their bytes: Swift's own comparison takes canonically equivalent texts for equal.
extension RequestID: Hashable {
  package static func == (one: RequestID, other: RequestID) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): one == other
    case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .integer(let number): hasher.combine(number)
    case .string(let string): for byte in string.utf8 { hasher.combine(byte) }
    }
  }
}

extension RequestID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .integer(let number): "\(number)"
    case .string(let string): "\"\(string)\""
    }
  }
}

extension RequestID: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    switch json {
    case .integer(let number): self = .integer(number)
    case .string(let string): self = .string(string)
    default: throw JSONDecodingError("expected an integer or a string")
    }
  }

  package func write(to json: inout JSONWriter) {
    switch self {
    case .integer(let number): json.write(number)
    case .string(let string): json.write(string)
    }
  }
}
