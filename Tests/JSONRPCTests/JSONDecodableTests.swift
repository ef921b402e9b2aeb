import JSONRPC
import Testing
import Threads

private struct Place: JSONDecodable, Equatable {
  var line: Int
  var tag: String?

  init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    line = try object.required("line")
    tag = try object.optional("tag")
  }
}

@Suite struct JSONDecodableTests {
  @Test(
    arguments: [
      (["line": 1], 1, nil), (["line": .number(2), "tag": .null, "more": [1]], 2, nil),
      (["tag": "x", "line": -1], -1, "x"),
    ] as [(JSONValue, Int, String?)]
  )
  func decodes(_ json: JSONValue, _ line: Int, _ tag: String?) throws {
    let place = try Place(json: json)
    #expect(place.line == line)
    #expect(place.tag == tag)
  }

  @Test(
    arguments: [
      (5, "expected an object"), ([:], "line: missing"), (["line": .null], "line: expected an integer"),
      (["line": .number(1.5)], "line: expected an integer"), (["line": .number(1e300)], "line: expected an integer"),
      (["line": 1, "tag": 2], "tag: expected a string"),
    ] as [(JSONValue, String)]
  )
  func names(_ json: JSONValue, _ message: String) {
    let error = #expect(throws: JSONDecodingError.self) { try Place(json: json) }
    #expect(error?.description == message)
  }

  @Test func namesElements() {
    let error = #expect(throws: JSONDecodingError.self) { try [Place](json: [["line": 1], ["line": "x"]]) }
    #expect(error?.description == "1.line: expected an integer")
  }
}

@Suite struct OutgoingRequestsTests {
  @Test func answersReachTheirRequest() {
    func time(_ nanoseconds: UInt64) -> MonotonicTime { MonotonicTime(nanoseconds: nanoseconds) }
    var requests = OutgoingRequests<[String]>()
    let first = requests.add(method: "a", deadline: time(10)) { context, _ in context.append("a") }
    let second = requests.add(method: "b", deadline: time(5)) { context, result in context.append("b \(result)") }
    #expect(first != second)
    #expect(requests.nextDeadline == time(5))
    var context: [String] = []
    requests.take(second)?(&context, .success(1))
    #expect(requests.take(second) == nil)
    #expect(requests.take(.string("1")) == nil)
    #expect(context == ["b success(JSONRPC.JSONValue.integer(1))"])
    #expect(requests.takeExpired(now: time(9)).isEmpty)
    #expect(requests.takeExpired(now: time(10)).map(\.method) == ["a"])
    #expect(requests.nextDeadline == nil)
  }
}
