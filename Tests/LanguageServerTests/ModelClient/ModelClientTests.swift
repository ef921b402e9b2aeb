import JSONRPC
import TestSupport
import Testing
import Workspace

/// Editors that hold their own texts, and servers that were told of every change. After random acts the server has the
/// editor's texts, its own edits could be applied, and its diagnostics and answers are those of a server that has just
/// been started on the final texts.
@Suite struct ModelClientTests {
  private static let sequences = Effort.count(3_340)
  private static let batch = 5

  @Test(
    arguments: [
      ("utf-8", false), ("utf-8", true), ("utf-16", false), ("utf-16", true), ("utf-32", false), ("utf-32", true),
    ]
  )
  func agrees(_ encoding: String, _ pulls: Bool) throws {
    for start in stride(from: 0, to: Self.sequences, by: Self.batch) {
      _ = try play(start, encoding, pulls: pulls)
    }
  }

  /// Plays a batch of sequences, each in a folder of its own; false when something was wrong.
  private func play(_ start: Int, _ encoding: String, pulls: Bool) throws -> Bool {
    var random = SeededGenerator(seed: UInt64(start) &* 2 &+ (pulls ? 1 : 0))
    let workspaces = (start..<start + Self.batch).map {
      ModelWorkspace(root: "/w/\($0)", encoding: encoding, &random)
    }
    let subject = ModelSession(workspaces, encoding: encoding, pulls: pulls)
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      for workspace in workspaces { subject.send(workspace.act(&random), &random) }
    }
    try subject.applyFixes(workspaces.shuffled(using: &random).prefix(1), &random)
    for workspace in workspaces { subject.send(workspace.act(&random), &random) }
    let faults = workspaces.flatMap(\.faults)
    #expect(faults == [])
    let fresh = ModelSession(workspaces, encoding: encoding, pulls: pulls)
    let questions = workspaces.flatMap { Self.questions($0, pulls: pulls, &random) }
    let found = try subject.answers(questions)
    let expected = try fresh.answers(questions)
    var isRight = faults.isEmpty
    for (number, question) in questions.enumerated() where found[number] != expected[number] {
      Issue.record(
        "\(encoding) \(start): \(question.text)\n  is   \(found[number].text)\n  not  \(expected[number].text)"
      )
      isRight = false
    }
    for workspace in workspaces { isRight = subject.hasTexts(of: workspace) && isRight }
    if !pulls {
      let (found, expected) = (subject.published, fresh.published)
      for uri in Set(found.keys).union(expected.keys) where found[uri] != expected[uri] {
        let texts = workspaces.first { uri.hasPrefix("file://" + $0.root + "/") }.map { workspace in
          workspace.present.map { "\($0): \(JSONValue.string(workspace.text($0)).text)" }.joined(separator: "\n  ")
        }
        Issue.record(
          "\(encoding) \(start): \(uri)\n  is   \(found[uri]?.text ?? "-")\n  not  \(expected[uri]?.text ?? "-")\n  \(texts ?? "")"
        )
        isRight = false
      }
    }
    #expect(subject.stop() == 0)
    #expect(fresh.stop() == 0)
    return isRight
  }

  /// Requests about a workspace: the diagnostics of every page, and what there is to know at some places.
  private static func questions(
    _ workspace: ModelWorkspace,
    pulls: Bool,
    _ random: inout SeededGenerator
  ) -> [JSONValue] {
    var questions: [JSONValue] = []
    for path in workspace.present {
      let document: JSONValue = ["uri": workspace.uri(path)]
      if pulls {
        questions.append(["method": "textDocument/diagnostic", "params": ["textDocument": document]])
      }
      let model = EditorModel(workspace.text(path), encoding: workspace.encoding)
      let position = model.place(&random).json
      let methods = ["references", "definition", "hover", "documentHighlight", "completion", "references"]
      let method = methods.randomElement(using: &random) ?? ""
      questions.append([
        "method": .string("textDocument/" + method),
        "params": [
          "textDocument": document, "position": position, "context": ["includeDeclaration": true, "triggerKind": 1],
        ],
      ])
    }
    return questions
  }
}
