import FoundationEssentials
import Glibc
import Reports
import TestSupport
import Testing

@Suite struct UnifiedDiffTests {
  @Test(arguments: [
    Case("nothing", "a\n", "a\n", ""),
    Case("one line", "a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"),
    Case("added", "a\n", "a\nb\n", "@@ -1 +1,2 @@\n a\n+b\n"),
    Case("removed", "a\nb\n", "b\n", "@@ -1,2 +1 @@\n-a\n b\n"),
    Case("emptied", "a\n", "", "@@ -1 +0,0 @@\n-a\n"),
    Case("filled", "", "a\n", "@@ -0,0 +1 @@\n+a\n"),
    Case("no end before", "a", "a\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"),
    Case("no end after", "a\n", "a", "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n"),
    Case("line ends", "a\r\nb\n", "a\nb\n", "@@ -1,2 +1,2 @@\n-a\r\n+a\n b\n"),
    Case(
      "near",
      "1\n2\n3\n4\n5\n6\n7\n8\n",
      "x\n2\n3\n4\n5\n6\n7\ny\n",
      "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"
    ),
    Case(
      "far",
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
      "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
      "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"
    ),
    Case(
      "moved",
      "## B\n\nb\n\n## A\n\na\n\n## C\n",
      "## A\n\na\n\n## B\n\nb\n\n## C\n",
      "@@ -1,9 +1,9 @@\n-## B\n-\n-b\n-\n ## A\n \n a\n+\n+## B\n+\n+b\n \n ## C\n"
    ),
  ])
  func shows(_ example: Case) {
    let text = example.expected.isEmpty ? "" : "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n" + example.expected
    #expect(difference("a.md", example.old, example.new) == text)
  }

  @Test func namesFiles() {
    #expect(
      difference("d/n.md", nil, "a\n") == """
        diff --git a/d/n.md b/d/n.md
        new file mode 100644
        --- /dev/null
        +++ b/d/n.md
        @@ -0,0 +1 @@
        +a

        """
    )
    #expect(difference("my term.md", "a\n", "b\n").contains("--- a/my term.md\t\n+++ b/my term.md\t\n"))
    #expect(difference("a\"\n.md", "a\n", "b\n").contains("--- \"a/a\\\"\\012.md\"\n"))
  }

  /// Git itself takes any difference of texts, and makes the new text of the old one.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), "needs Git"),
    arguments: [UInt64](1...8)
  )
  func gitApplies(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = FileManager.default.temporaryDirectory.path + "/glossa-diff-\(UInt64.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var patch: [UInt8] = []
    var expected: [(String, [UInt8])] = []
    for number in 0..<20 {
      let names = ["n\(number).md", "my page \(number).md", "caf\u{E9}\(number).md", "q\"\\\t\(number).md"]
      let name = names.randomElement(using: &generator) ?? ""
      let old = randomText(&generator)
      let isNew = Int.random(in: 0..<6, using: &generator) == 0
      let new = Bool.random(using: &generator) ? randomText(&generator) : shuffled(old, &generator)
      if !isNew { try Data(old).write(to: URL(filePath: folder + "/" + name)) }
      patch += UnifiedDiff.difference(of: name, from: isNew ? nil : old, to: new)
      expected.append((name, new))
    }
    try Data(patch).write(to: URL(filePath: folder + "/patch"))
    #expect(unsafe system("cd '\(folder)' && GIT_CEILING_DIRECTORIES=/ git apply --whitespace=nowarn patch") == 0)
    for (name, new) in expected {
      #expect(FileManager.default.contents(atPath: folder + "/" + name).map(Array.init) == new, "\(name)")
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let expected: String

    init(_ name: String, _ old: String, _ new: String, _ expected: String) {
      testDescription = name
      self.old = old
      self.new = new
      self.expected = expected
    }
  }
}

private func difference(_ path: String, _ old: String?, _ new: String) -> String {
  String(
    decoding: UnifiedDiff.difference(of: path, from: old.map { Array($0.utf8) }, to: Array(new.utf8)),
    as: UTF8.self
  )
}

private func randomText(_ generator: inout SeededGenerator) -> [UInt8] {
  let lines = ["\n", "## A\n", "a\n", "b\r\n", "\r", "é\n", "\u{FEFF}x\n", "-- \n", "unique\n"]
  let count = Int.random(in: 0..<40, using: &generator)
  var text = (0..<count).map { _ in lines.randomElement(using: &generator) ?? "" }.joined()
  if Bool.random(using: &generator) { text += "end" }
  return Array(text.utf8)
}

private func shuffled(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
  var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  guard lines.count > 1 else { return bytes }
  for _ in 0..<3 {
    let line = lines.remove(at: Int.random(in: lines.indices, using: &generator))
    lines.insert(line, at: Int.random(in: 0...lines.count, using: &generator))
  }
  return Array(lines.joined(separator: "\n").utf8)
}
