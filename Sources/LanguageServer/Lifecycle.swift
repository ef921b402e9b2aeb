package import JSONRPC

/// Where the server stands between its start and its end, and what it may do there: a pure table.
///
/// LSP 3.17, "Server lifecycle": nothing but `initialize` and `exit` counts before `initialize`, nothing but `exit` after
/// `shutdown`. A request that begins with `$/` is answered with MethodNotFound in every state.
package enum Lifecycle: Hashable, Sendable, CaseIterable {
  case uninitialized
  /// The answer to `initialize` is sent, `initialized` has not come: requests are answered, none is made.
  case initializing
  case running
  case shutDown
  case exited

  package enum Input: Hashable, Sendable, CaseIterable {
    case initialize
    case initialized
    case knownRequest
    case unknownRequest
    /// A request whose method begins with `$/`.
    case protocolRequest
    case knownNotification
    case unknownNotification
    /// A notification whose method begins with `$/` and that has no handler.
    case protocolNotification
    case response
    case shutdown
    case exit
    case endOfInput
  }

  package enum Verdict: Hashable, Sendable {
    case handle
    case ignore
    case refuse(ErrorCode)
    case exit(code: Int32)
  }

  package func verdict(on input: Input) -> Verdict {
    switch (self, input) {
    case (.exited, _): .ignore
    case (.shutDown, .exit), (.shutDown, .endOfInput): .exit(code: 0)
    case (_, .exit), (_, .endOfInput): .exit(code: 1)
    case (_, .protocolRequest): .refuse(.methodNotFound)
    case (_, .unknownNotification), (_, .protocolNotification): .ignore
    case (.uninitialized, .initialize): .handle
    case (_, .initialize): .refuse(.invalidRequest)
    case (.uninitialized, .knownRequest), (.uninitialized, .unknownRequest), (.uninitialized, .shutdown):
      .refuse(.serverNotInitialized)
    case (.shutDown, .knownRequest), (.shutDown, .unknownRequest), (.shutDown, .shutdown): .refuse(.invalidRequest)
    case (_, .unknownRequest): .refuse(.methodNotFound)
    case (.initializing, .initialized): .handle
    case (_, .initialized): .ignore
    case (.uninitialized, _), (.shutDown, _): .ignore
    case (.initializing, _), (.running, _): .handle
    }
  }

  /// The state after an input that was handled without an error.
  package func next(on input: Input) -> Lifecycle {
    switch (self, input) {
    case (.exited, _), (_, .exit), (_, .endOfInput): .exited
    case (.uninitialized, .initialize): .initializing
    case (.initializing, .initialized): .running
    case (.initializing, .shutdown), (.running, .shutdown): .shutDown
    default: self
    }
  }
}
