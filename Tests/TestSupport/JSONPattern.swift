package import JSONRPC

/// Compares JSON with the patterns of transcripts.
///
/// An object matches one with at least the same members; `"…"` matches any value, any run of elements of an array, and any
/// run of characters of a string; `"$absent"` matches a member that is not there; `"$name"` captures a value the first time
/// and stands for it from then on; `${name}` stands for a captured string inside another.
package struct JSONPattern: Sendable {
  package private(set) var variables: [String: JSONValue]

  package init(variables: [String: JSONValue] = [:]) {
    self.variables = variables
  }

  /// Nil when the value matches, else what is different and where. Captures are kept only from a match.
  package mutating func mismatch(_ pattern: JSONValue, _ value: JSONValue) -> String? {
    var captures = variables
    let mismatch = Self.mismatch(pattern, value, at: "", &captures)
    if mismatch == nil { variables = captures }
    return mismatch
  }

  /// The pattern as a message of the client: variables replaced by what they stand for.
  package func filledIn(_ pattern: JSONValue) -> JSONValue {
    switch pattern {
    case .string(let text):
      if let name = Self.variable(text), let value = variables[name] { return value }
      return .string(Self.filledIn(text, variables))
    case .array(let elements): return .array(elements.map(filledIn))
    case .object(let object):
      return .object(
        JSONObject(
          object.members.map {
            JSONObject.Member(key: Self.filledIn($0.key, variables), value: filledIn($0.value))
          }
        )
      )
    default: return pattern
    }
  }

  private static func mismatch(
    _ pattern: JSONValue,
    _ value: JSONValue,
    at path: String,
    _ captures: inout [String: JSONValue]
  ) -> String? {
    switch (pattern, value) {
    case (.string("…"), _):
      return nil
    case (.string(let text), _) where variable(text) != nil:
      guard let name = variable(text) else { return nil }
      guard let known = captures[name] else {
        captures[name] = value
        return nil
      }
      return known == value ? nil : "\(path): expected \(known.text), got \(value.text)"
    case (.string(let text), .string(let found)):
      let wanted = filledIn(text, captures)
      return matches(Array(wanted.unicodeScalars)[...], Array(found.unicodeScalars)[...])
        ? nil : "\(path): expected \(JSONValue.string(wanted).text), got \(value.text)"
    case (.array(let patterns), .array(let elements)):
      return mismatch(patterns[...], elements[...], at: path, 0, &captures)
    case (.object(let object), .object(let found)):
      for member in object.members {
        let key = filledIn(member.key, captures)
        let place = path + "." + key
        if member.value == "$absent" {
          if let present = found[key] { return "\(place): expected nothing, got \(present.text)" }
          continue
        }
        guard let present = found[key] else { return "\(place): missing" }
        if let mismatch = mismatch(member.value, present, at: place, &captures) { return mismatch }
      }
      return nil
    default:
      if let wanted = pattern.asInteger, wanted == value.asInteger { return nil }
      return pattern == value ? nil : "\(path): expected \(pattern.text), got \(value.text)"
    }
  }

  private static func mismatch(
    _ patterns: ArraySlice<JSONValue>,
    _ elements: ArraySlice<JSONValue>,
    at path: String,
    _ index: Int,
    _ captures: inout [String: JSONValue]
  ) -> String? {
    guard let pattern = patterns.first else {
      return elements.isEmpty
        ? nil : "\(path): \(elements.count) elements too many, first \(elements.first?.text ?? "")"
    }
    if pattern == "…" {
      var found: String?
      for skipped in 0...elements.count {
        var attempt = captures
        found = mismatch(
          patterns.dropFirst(),
          elements.dropFirst(skipped),
          at: path,
          index + skipped,
          &attempt
        )
        if found == nil {
          captures = attempt
          return nil
        }
      }
      return found
    }
    guard let element = elements.first else { return "\(path): too few elements, expected \(pattern.text)" }
    return mismatch(pattern, element, at: "\(path)[\(index)]", &captures)
      ?? mismatch(patterns.dropFirst(), elements.dropFirst(), at: path, index + 1, &captures)
  }

  private static func matches(
    _ pattern: ArraySlice<Unicode.Scalar>,
    _ text: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "…" {
      return (0...text.count).contains { matches(pattern.dropFirst(), text.dropFirst($0)) }
    }
    return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
  }

  private static func variable(_ text: String) -> String? {
    guard text.utf8.first == UInt8(ascii: "$"), text.utf8.count > 1, text != "$absent" else { return nil }
    let name = text.dropFirst()
    return name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
    }
      ? String(name) : nil
  }

  private static func filledIn(_ text: String, _ variables: [String: JSONValue]) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "$") {
      result += rest[..<start]
      rest = rest[start...]
      guard rest.hasPrefix("${"), let end = rest.firstIndex(of: "}"),
        let value = variables[String(rest.dropFirst(2)[..<end])]?.asString
      else {
        result.append(rest.removeFirst())
        continue
      }
      result += value
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}

extension JSONValue {
  /// The JSON text, for messages.
  package var text: String { String(decoding: jsonBytes, as: UTF8.self) }
}
