package import JSONRPC
package import Threads

/// What a server under test has sent: its messages, and whatever was no message.
package final class MessageInbox: Sendable {
  private struct State {
    var framing = MessageFraming()
    var messages: [JSONValue] = []
    var violations: [String] = []
    var isAtEnd = false
  }

  private let state = Monitor(State())

  package init() {}

  package func receive(_ bytes: [UInt8]) {
    state.update { state in
      state.framing.append(bytes)
      while let event = state.framing.next() {
        guard case .body(let body) = event else {
          state.violations.append("\(event)")
          continue
        }
        do throws(JSONReader.Failure) {
          state.messages.append(try JSONReader.read(body))
        } catch {
          state.violations.append("\(error.message) in \(String(decoding: body, as: UTF8.self))")
        }
      }
    }
  }

  package func end() {
    state.update { state in
      if !state.framing.isBetweenMessages { state.violations.append("the output ended inside a message") }
      state.isAtEnd = true
    }
  }

  /// Takes the first message that passes; waits for it. Nil when the output ends or the time is over without one.
  package func take(until deadline: MonotonicTime, where passes: (JSONValue) -> Bool) -> JSONValue? {
    var checked = 0
    let found: JSONValue?? = state.wait(until: deadline) { state in
      let unchecked = state.messages.dropFirst(checked)
      if let index = unchecked.firstIndex(where: passes) { return .some(state.messages.remove(at: index)) }
      checked = state.messages.count
      return state.isAtEnd ? .some(nil) : nil
    }
    return found ?? nil
  }

  /// The messages that nobody has taken.
  package var remaining: [JSONValue] { state.withLock { $0.messages } }

  /// Takes the messages that pass, without waiting for more.
  package func takeAll(where passes: (JSONValue) -> Bool = { _ in true }) -> [JSONValue] {
    state.withLock { state in
      let taken = state.messages.filter(passes)
      state.messages.removeAll(where: passes)
      return taken
    }
  }

  package func removeAll(where passes: (JSONValue) -> Bool) {
    state.withLock { $0.messages.removeAll(where: passes) }
  }

  /// What the server wrote that is no well-formed message.
  package var violations: [String] { state.withLock { $0.violations } }
}

/// A server under test, in this process or in another.
package protocol ServerConnection: Sendable {
  var inbox: MessageInbox { get }

  /// Delivers bytes in one piece.
  func send(_ bytes: [UInt8])

  /// Says that nothing more will come.
  func closeInput()

  /// Waits for the server's end; nil when it goes on.
  func exitCode(until deadline: MonotonicTime) -> Int32?
}

extension ServerConnection {
  package func send(_ message: JSONValue) {
    send(MessageFraming.frame(message.jsonBytes))
  }

  package func notify(_ method: String, _ params: JSONValue = .null) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  package func request(_ id: JSONValue, _ method: String, _ params: JSONValue = .null) {
    send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params])
  }

  /// The answer to a request, nil when none came in time.
  package func answer(to id: JSONValue) -> JSONValue? {
    inbox.take(until: .overdue) { $0["id"] == id && $0["method"] == nil }
  }

  /// Initializes the server; nil when it gave no answer.
  package func start(capabilities: JSONValue = [:], processID: Int? = nil) -> JSONValue? {
    let processID: JSONValue = processID.map { .integer($0) } ?? .null
    request("start", "initialize", ["processId": processID, "rootUri": .null, "capabilities": capabilities])
    let answer = answer(to: "start")
    notify("initialized", [:])
    return answer
  }

  /// Shuts the server down and gives its exit code, nil when it did not end.
  package func stop() -> Int32? {
    request("stop", "shutdown")
    _ = answer(to: "stop")
    notify("exit")
    return exitCode(until: .overdue)
  }
}

extension MonotonicTime {
  /// When something under test is late. Generous: a loaded machine is no failure, nor is a sanitizer.
  package static var overdue: MonotonicTime { .now.advanced(byMilliseconds: 120_000) }
}
