import JSONRPC
import LanguageServer
import TestSupport
import Testing
import Threads

/// Every message in every state, sent to a whole server: it does what the table of the life cycle says.
@Suite struct LifecycleMatrixTests {
  static let states: [Lifecycle] = [.uninitialized, .initializing, .running, .shutDown]

  @Test(arguments: states, Lifecycle.Input.allCases) func cell(_ state: Lifecycle, _ input: Lifecycle.Input) throws {
    let client = InProcessClient(router: .forTests)
    lead(client, to: state)
    send(input, client)
    switch state.verdict(on: input) {
    case .exit(let code):
      #expect(client.exitCode(until: .overdue) == code)
    case .handle where input.isRequest:
      #expect(client.answer(to: "x")?["result"] != nil)
    case .refuse(let code):
      #expect(client.answer(to: "x")?["error"]?["code"] == .integer(code.rawValue))
    case .handle, .ignore:
      break
    }
    // Nothing but the answer came, and the server still answers.
    if client.exitCode(until: MonotonicTime.now) == nil {
      client.request("barrier", "$/barrier")
      #expect(client.answer(to: "barrier")?["error"]?["code"] == -32601)
    }
    client.inbox.removeAll { $0["method"] == "window/logMessage" }
    #expect(client.inbox.remaining == [])
    client.closeInput()
    #expect(client.exitCode(until: .overdue) != nil)
  }

  private func lead(_ client: InProcessClient, to state: Lifecycle) {
    guard state != .uninitialized else { return }
    client.request("i", "initialize", ["processId": .null, "rootUri": .null, "capabilities": [:]])
    #expect(client.answer(to: "i")?["result"] != nil)
    guard state != .initializing else { return }
    client.notify("initialized", [:])
    guard state != .running else { return }
    client.request("s", "shutdown")
    #expect(client.answer(to: "s")?["result"] == .null)
  }

  private func send(_ input: Lifecycle.Input, _ client: InProcessClient) {
    let uri: JSONValue = "file:///a.md"
    switch input {
    case .initialize: client.request("x", "initialize", ["processId": .null, "rootUri": .null, "capabilities": [:]])
    case .initialized: client.notify("initialized", [:])
    case .knownRequest:
      client.request(
        "x",
        "textDocument/hover",
        ["textDocument": ["uri": uri], "position": ["line": 0, "character": 0]]
      )
    case .unknownRequest: client.request("x", "textDocument/unknown")
    case .protocolRequest: client.request("x", "$/unknown")
    case .knownNotification:
      client.notify("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": ""]])
    case .unknownNotification: client.notify("textDocument/unknown")
    case .protocolNotification: client.notify("$/unknown")
    case .response: client.send(["jsonrpc": "2.0", "id": "of nobody", "result": .null])
    case .shutdown: client.request("x", "shutdown")
    case .exit: client.notify("exit")
    case .endOfInput: client.closeInput()
    }
  }
}

extension Lifecycle.Input {
  fileprivate var isRequest: Bool {
    switch self {
    case .initialize, .knownRequest, .unknownRequest, .protocolRequest, .shutdown: true
    default: false
    }
  }
}
