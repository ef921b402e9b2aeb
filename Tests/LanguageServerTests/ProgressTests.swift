import TestSupport
import Testing

private let conversations = [
  (
    "a client without progress gets none",
    """
    --- start
    --> {"method": "test/progress", "params": {"messages": ["a"], "end": 1}}
    !-- {"method": "…"}
    --- stop
    """
  ),
  (
    "one begin, one end",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "test/progress", "params": {"messages": ["a", "b"]}}
    <-- {"id": "$id", "method": "window/workDoneProgress/create", "params": {"token": "$token"}}
    !-- {"method": "$/progress"}
    --> {"id": "$id", "result": null}
    <-- {"method": "$/progress", "params": {"token": "$token", "value": {"kind": "begin", "title": "Working", "message": "b"}}}
    !-- {"method": "…"}
    --- stop
    """
  ),
  (
    "a refused token is never used",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "test/progress", "params": {"messages": ["a", "b"]}}
    <-- {"id": "$id", "method": "window/workDoneProgress/create", "params": {"token": "…"}}
    --> {"id": "$id", "error": {"code": -32600, "message": "no"}}
    !-- {"method": "$/progress"}
    --- stop
    """
  ),
  (
    "work that is done before the client answers shows nothing",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "test/progress", "params": {"messages": ["a"], "end": 1}}
    <-- {"id": "$id", "method": "window/workDoneProgress/create", "params": {"token": "…"}}
    --> {"id": "$id", "result": null}
    !-- {"method": "$/progress"}
    --- stop
    """
  ),
  (
    "cancelling an unknown token does nothing",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "window/workDoneProgress/cancel", "params": {"token": "x"}}
    --> {"method": "window/workDoneProgress/cancel", "params": {"token": 3}}
    !-- {"method": "…"}
    --- stop
    """
  ),
]

@Suite struct ProgressTests {
  @Test(arguments: conversations) func progress(_ name: String, _ text: String) {
    let failure = TranscriptPlayer.play(Transcript(name: name, text: text), delivery: .whole) {
      InProcessClient(router: .forTests)
    }
    #expect(failure == nil)
  }
}
