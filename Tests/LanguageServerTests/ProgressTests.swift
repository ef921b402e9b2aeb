import JSONRPC
import TestSupport
import Testing
import Threads
import Workspace

private let conversations = [
  (
    "a client without progress gets none",
    """
    --- start
    --> {"method": "test/progress", "params": {"end": 1}}
    !-- {"method": "…"}
    --- stop
    """
  ),
  (
    "one begin, one end",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "test/progress", "params": {}}
    <-- {"id": "$id", "method": "window/workDoneProgress/create", "params": {"token": "$token"}}
    !-- {"method": "$/progress"}
    --> {"id": "$id", "result": null}
    <-- {"method": "$/progress", "params": {"token": "$token", "value": {"kind": "begin", "title": "Working"}}}
    !-- {"method": "…"}
    --- stop
    """
  ),
  (
    "a refused token is never used",
    """
    --- start {"window": {"workDoneProgress": true}}
    --> {"method": "test/progress", "params": {}}
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
    --> {"method": "test/progress", "params": {"end": 1}}
    <-- {"id": "$id", "method": "window/workDoneProgress/create", "params": {"token": "…"}}
    --> {"id": "$id", "result": null}
    !-- {"method": "$/progress"}
    --- stop
    """
  ),
  (
    "cancelling does nothing, since no bar offers it",
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
    let failure = TranscriptPlayer.play(Transcript(name: name, text: text), delivery: .whole) { _ in
      InProcessClient(router: .forTests)
    }
    #expect(failure == nil)
  }
  /// A folder that is added while others are being read for the first time is read behind the bar that is there.
  @Test func oneBarForAllFolders() throws {
    let isHeld = Monitor(true)
    let client = InProcessClient(router: .forTests, openFolder: { _ in .success(HeldFiles(isHeld)) })
    client.request(
      "start",
      "initialize",
      ["processId": .null, "rootUri": "file:///a", "capabilities": ["window": ["workDoneProgress": true]]]
    )
    client.notify("initialized", [:])
    client.notify("test/later", ["milliseconds": 1000])
    let create = try #require(client.inbox.take(until: .overdue) { $0["method"] == "window/workDoneProgress/create" })
    client.send(["jsonrpc": "2.0", "id": create["id"] ?? .null, "result": .null])
    let begin = try #require(client.inbox.take(until: .overdue) { $0["method"] == "$/progress" })
    #expect(begin["params"]?["value"]?["kind"] == "begin")
    client.notify("workspace/didChangeWorkspaceFolders", ["event": ["added": [["uri": "file:///b", "name": "b"]]]])
    client.notify("test/later", ["milliseconds": 1000])
    // The folders are not to be read before the server has taken all of this.
    client.request("taken", "test/isAtRest")
    try #require(client.answer(to: "taken") != nil)
    isHeld.update { $0 = false }
    client.rest()
    #expect(client.stop() == 0)
    let messages = client.inbox.remaining
    #expect(messages.count { $0["method"] == "window/workDoneProgress/create" } == 0)
    let kinds = messages.filter { $0["method"] == "$/progress" }.map { $0["params"]?["value"]?["kind"] }
    #expect(kinds == ["end"])
  }
}

/// An empty folder that cannot be read yet.
private final class HeldFiles: FileSystem {
  private let files = InMemoryFileSystem()
  private let isHeld: Monitor<Bool>

  init(_ isHeld: Monitor<Bool>) { self.isHeld = isHeld }

  var root: String { files.root }

  func walk(_ folder: String) -> FileListing {
    isHeld.waitWhile { $0 }
    return files.walk(folder)
  }

  func read(_ path: String, limit: Int) -> Result<FileContent, FileError> { files.read(path, limit: limit) }

  func status(_ path: String) -> Result<FileStatus, FileError> { files.status(path) }

  func replace(_ changes: [FileChange]) -> Result<[ReplacementOutcome], ReplacementFailure> { files.replace(changes) }
}
