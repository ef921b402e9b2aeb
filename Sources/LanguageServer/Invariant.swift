/// What must be true whatever the input; a breach is a bug of Glossa.
package enum Invariant {
  /// Stops a debug build, so that tests show it. A release goes on: the message at hand fails, the session does not.
  package static func broken(_ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line) {
    assertionFailure(message(), file: file, line: line)
  }
}
