import JSONRPC
import Testing

@Suite struct JSONWriterTests {
  @Test(
    arguments: [
      (.null, "null"), (true, "true"), (-12, "-12"), (.number(1.5), "1.5"), (.number(.nan), "null"),
      (.number(-.infinity), "null"),
      ("", #""""#), ("a/b é🙂\u{2028}", "\"a/b é🙂\u{2028}\""),
      ("\"\\\n\r\t\u{8}\u{1F}\0", #""\"\\\n\r\t\u0008\u001f\u0000""#),
      ([], "[]"), ([1, [], [2, 3]], "[1,[],[2,3]]"), ([:], "{}"),
      (["b": 1, "a": ["c": .null], "": [[:], [:]]], #"{"b":1,"a":{"c":null},"":[{},{}]}"#),
    ] as [(JSONValue, String)]
  )
  func writes(_ value: JSONValue, _ text: String) {
    #expect(String(decoding: value.jsonBytes, as: UTF8.self) == text)
  }

  @Test func membersWithoutValueAreLeftOut() {
    var json = JSONWriter()
    json.beginObject()
    json.member("none", nil as String?)
    json.member("some", "x" as String?)
    json.member("false", ifTrue: false)
    json.member("true", ifTrue: true)
    json.key("null")
    (nil as Int?).write(to: &json)
    json.endObject()
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"some":"x","true":true,"null":null}"#)
  }

  /// Every scalar value comes back as it was.
  @Test func readerUndoesWriter() throws {
    var text = ""
    for number in stride(from: UInt32(0), through: 0x10FFFF, by: 13) {
      if let scalar = Unicode.Scalar(number) { text.unicodeScalars.append(scalar) }
    }
    for number in UInt32(0)...0x2FF {
      if let scalar = Unicode.Scalar(number) { text.unicodeScalars.append(scalar) }
    }
    let value: JSONValue = [.string(text), ["\(text.prefix(40))": .string(text)]]
    let back = try JSONReader.read(value.jsonBytes)
    #expect(back.jsonBytes == value.jsonBytes)
    guard case .array(let elements) = back, case .string(let read) = elements[0] else {
      Issue.record("not an array with a string")
      return
    }
    #expect(read.utf8.elementsEqual(text.utf8))
  }
}
