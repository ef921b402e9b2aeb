import JSONRPC
import LanguageServer
import Testing

/// Every state with every input: what is done, and the state afterwards where it differs.
private let table = """
  input                 uninitialized        initializing      running           shutDown       exited
  initialize            handle>initializing  -32600            -32600            -32600         ignore
  initialized           ignore               handle>running    ignore            ignore         ignore
  knownRequest          -32002               handle            handle            -32600         ignore
  unknownRequest        -32002               -32601            -32601            -32600         ignore
  protocolRequest       -32601               -32601            -32601            -32601         ignore
  knownNotification     ignore               handle            handle            ignore         ignore
  unknownNotification   ignore               ignore            ignore            ignore         ignore
  protocolNotification  ignore               ignore            ignore            ignore         ignore
  response              ignore               handle            handle            ignore         ignore
  shutdown              -32002               handle>shutDown   handle>shutDown   -32600         ignore
  exit                  exit1>exited         exit1>exited      exit1>exited      exit0>exited   ignore
  endOfInput            exit1>exited         exit1>exited      exit1>exited      exit0>exited   ignore
  """

@Suite struct LifecycleTests {
  @Test func everyCell() {
    let rows = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let states = rows[0].dropFirst()
    #expect(states.elementsEqual(Lifecycle.allCases.map { "\($0)" }))
    #expect(rows.dropFirst().map { $0[0] } == Lifecycle.Input.allCases.map { "\($0)" })
    var cells = 0
    for (row, input) in zip(rows.dropFirst(), Lifecycle.Input.allCases) {
      for (expected, state) in zip(row.dropFirst(), Lifecycle.allCases) {
        #expect(cell(state, input) == expected, "\(input) in \(state)")
        cells += 1
      }
    }
    #expect(cells == 60)
  }

  private func cell(_ state: Lifecycle, _ input: Lifecycle.Input) -> String {
    let verdict =
      switch state.verdict(on: input) {
      case .handle: "handle"
      case .ignore: "ignore"
      case .refuse(let code): "\(code.rawValue)"
      case .exit(let code): "exit\(code)"
      }
    // Only what was handled moves the state on.
    switch state.verdict(on: input) {
    case .ignore, .refuse: return verdict
    case .handle, .exit: break
    }
    let next = state.next(on: input)
    return next == state ? verdict : "\(verdict)>\(next)"
  }
}
