import FoundationEssentials
import TestSupport
import Testing

/// The command line, held to the scripts of `Commands/`.
@Suite struct CommandTests {
  @Test func thereAreScripts() {
    #expect(!CommandScript.all.isEmpty)
  }

  @Test(arguments: CommandScript.all) func prints(_ script: CommandScript) throws {
    let played = try script.played()
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
      try Data(played.text.utf8).write(to: URL(filePath: CommandScript.folder + "/" + script.name))
    }
    for (expected, actual) in zip(script.entries, played.entries) where expected.lines != actual.lines {
      Issue.record(
        """
        \(script.name): \(expected.head)
        expected:
        \(expected.lines.joined(separator: "\n"))
        printed:
        \(actual.lines.joined(separator: "\n"))
        """
      )
    }
  }
}
