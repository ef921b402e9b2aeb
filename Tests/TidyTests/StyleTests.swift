import TestSupport
import Testing

/// What a reader of the sources can rely on, beyond what the formatter checks.
@Suite struct StyleTests {
  private static let longestFile = 400

  @Test func filesCanBeReadInOneSitting() {
    for file in SourceFiles.swift(below: "Sources") + SourceFiles.swift(below: "Tests") {
      #expect(file.lines.count <= Self.longestFile, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func nothingPrintsButTheCommandLine() {
    for file in SourceFiles.swift(below: "Sources") where !file.path.hasPrefix("Sources/glossa/") {
      for (number, line) in file.lines.enumerated() where line.contains("print(") && !line.contains("//") {
        Issue.record("\(file.path):\(number + 1) prints; standard output belongs to the command line")
      }
    }
  }

  /// Input must not end the process; what may has its reason beside it.
  @Test func nothingTrapsWithoutAReason() {
    let risky = ["fatalError(", "precondition(", "try!", "as!", "@unchecked Sendable", "nonisolated(unsafe)"]
    for file in SourceFiles.swift(below: "Sources") {
      for (number, line) in file.lines.enumerated() where risky.contains(where: { line.contains($0) }) {
        let around = file.lines[max(0, number - 1)...min(file.lines.count - 1, number + 1)]
        #expect(around.contains { $0.contains("//") }, "\(file.path):\(number + 1) needs its reason beside it")
      }
    }
  }

  @Test func nothingIsLeftOpen() {
    for file in SourceFiles.swift(below: "Sources") + SourceFiles.swift(below: "Tests") {
      guard !file.path.hasSuffix("StyleTests.swift") else { continue }
      for (number, line) in file.lines.enumerated() where line.contains("TODO") || line.contains("FIXME") {
        Issue.record("\(file.path):\(number + 1) leaves something open")
      }
    }
  }
}
