import JSONRPC
import TestSupport

/// The shape that the protocol asks of answers, checked from an editor's side.
struct AnswerShape {
  let documents: [String: EditorModel]
  let uri: String
  let tokenTypes: Int
  private(set) var faults: [String] = []
  private var fullTokens: [[Int]] = []

  init(documents: [String: EditorModel], uri: String, tokenTypes: Int) {
    (self.documents, self.uri, self.tokenTypes) = (documents, uri, tokenTypes)
  }

  private var document: EditorModel { documents[uri] ?? EditorModel("", encoding: "utf-16") }

  mutating func check(_ question: JSONValue, _ answer: JSONValue) {
    let before = faults.count
    let params = question["params"]
    switch question["method"]?.asString {
    case "textDocument/hover": checkOwn(answer["range"], holding: params?["position"])
    case "textDocument/definition":
      for link in answer.elements {
        checkOwn(link["originSelectionRange"], holding: params?["position"])
        check(link["targetSelectionRange"], inside: link["targetRange"], of: link["targetUri"])
      }
    case "textDocument/declaration", "textDocument/references":
      for location in answer.elements { _ = range(location["range"], of: location["uri"]) }
    case "textDocument/documentHighlight": for highlight in answer.elements { checkOwn(highlight["range"]) }
    case "textDocument/documentSymbol": for symbol in answer.elements { checkSymbol(symbol, inside: nil) }
    case "textDocument/documentLink":
      for link in answer.elements { checkOwn(link["range"]) }
      checkDisjoint(answer.elements.map { $0["range"] })
    case "textDocument/foldingRange": for folding in answer.elements { checkFolding(folding) }
    case "textDocument/selectionRange": checkSelections(answer, params?["positions"])
    case "textDocument/codeLens", "textDocument/diagnostic":
      for item in (answer["items"] ?? answer).elements { checkOwn(item["range"]) }
    case "textDocument/inlayHint":
      for hint in answer.elements where document.offset(hint["position"]) == nil {
        faults.append("a hint off the text")
      }
    case "textDocument/semanticTokens/full": fullTokens = tokens(answer["data"])
    case "textDocument/semanticTokens/range": checkTokens(tokens(answer["data"]), in: params?["range"])
    case "textDocument/codeAction": for action in answer.elements { checkAction(action) }
    case "textDocument/completion":
      for item in answer["items"]?.elements ?? [] { checkCompletion(item, at: params?["position"]) }
    case "completionItem/resolve": checkResolved(answer, from: params ?? .null)
    default: faults.append("nobody looks at the answer")
    }
    for index in before..<faults.count { faults[index] += "\n  \(question.text)\n  \(answer.text)" }
  }

  // MARK: Ranges

  /// A range of a document as offsets; a fault where it is none.
  private mutating func range(_ json: JSONValue?, of uri: JSONValue?) -> Range<Int>? {
    guard let document = documents[uri?.asString ?? ""], let start = document.offset(json?["start"]),
      let end = document.offset(json?["end"]), start <= end
    else {
      faults.append("no range of \(uri?.text ?? "a document"): \(json?.text ?? "nothing")")
      return nil
    }
    return start..<end
  }

  private mutating func checkOwn(_ json: JSONValue?, holding position: JSONValue? = nil) {
    guard let json, let range = range(json, of: .string(uri)), let position else { return }
    guard let place = place(position), range.lowerBound <= place, place <= range.upperBound else {
      faults.append("a range that does not hold the place asked about")
      return
    }
  }

  /// The place that a position means: a column beyond the line is the line's end.
  private func place(_ position: JSONValue) -> Int? {
    if let offset = document.offset(position) { return offset }
    guard let line = position["line"]?.asInteger else { return nil }
    return (0...document.count).last { document.position($0)?.line == line }
  }

  private mutating func check(_ inner: JSONValue?, inside outer: JSONValue?, of uri: JSONValue?) {
    guard let inner = range(inner, of: uri), let outer = range(outer, of: uri) else { return }
    if !(outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound) {
      faults.append("a range that is not inside the one that holds it")
    }
  }

  private mutating func checkDisjoint(_ ranges: [JSONValue?]) {
    let sorted = ranges.compactMap { range($0, of: .string(uri)) }.sorted { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(sorted, sorted.dropFirst()) where next.lowerBound < one.upperBound {
      faults.append("ranges that overlap")
    }
  }

  // MARK: Answers

  private mutating func checkSymbol(_ symbol: JSONValue, inside parent: JSONValue?) {
    let name = symbol["name"]?.asString ?? ""
    if name.allSatisfy(\.isWhitespace) { faults.append("a symbol without a name") }
    check(symbol["selectionRange"], inside: symbol["range"], of: .string(uri))
    if let parent { check(symbol["range"], inside: parent, of: .string(uri)) }
    for child in symbol["children"]?.elements ?? [] { checkSymbol(child, inside: symbol["range"]) }
  }

  private mutating func checkFolding(_ folding: JSONValue) {
    let lines = document.position(document.count)?.line ?? 0
    guard let start = folding["startLine"]?.asInteger, let end = folding["endLine"]?.asInteger, start >= 0, start < end,
      end <= lines
    else {
      faults.append("a fold outside the document")
      return
    }
  }

  private mutating func checkSelections(_ answer: JSONValue, _ positions: JSONValue?) {
    guard answer.elements.count == positions?.elements.count else {
      faults.append("not one selection for each position")
      return
    }
    for (selection, position) in zip(answer.elements, positions?.elements ?? []) {
      checkOwn(selection["range"], holding: position)
      var inner = selection
      while let outer = inner["parent"] {
        check(inner["range"], inside: outer["range"], of: .string(uri))
        if inner["range"] == outer["range"] { faults.append("a selection that selects nothing more") }
        inner = outer
      }
    }
  }

  /// The tokens, each as line, column, length, type and modifiers; ordered, on one line each, of a type that is announced.
  private mutating func tokens(_ data: JSONValue?) -> [[Int]] {
    let numbers = data?.elements.compactMap(\.asInteger) ?? []
    guard numbers.count % 5 == 0 else {
      faults.append("not five numbers a token")
      return []
    }
    var tokens: [[Int]] = []
    var end = 0
    for start in stride(from: 0, to: numbers.count, by: 5) {
      let token = Array(numbers[start..<start + 5])
      let last = tokens.last ?? [0, 0]
      let line = last[0] + token[0]
      let column = token[0] == 0 ? last[1] + token[1] : token[1]
      let position: JSONValue = ["line": .integer(line), "character": .integer(column)]
      let endPosition: JSONValue = ["line": .integer(line), "character": .integer(column + token[2])]
      guard token[2] > 0, let offset = document.offset(position), let endOffset = document.offset(endPosition),
        offset >= end, (0..<tokenTypes).contains(token[3])
      else {
        faults.append("no token: \(token)")
        return []
      }
      end = endOffset
      tokens.append([line, column, token[2], token[3], token[4]])
    }
    return tokens
  }

  /// All tokens of the document that begin in the range, and none that are not the document's.
  private mutating func checkTokens(_ found: [[Int]], in range: JSONValue?) {
    guard let range, let start = range["start"].flatMap(place), let end = range["end"].flatMap(place) else { return }
    let expected = fullTokens.filter { token in
      let place = document.offset(["line": .integer(token[0]), "character": .integer(token[1])]) ?? -1
      return start <= place && place < end
    }
    if !expected.allSatisfy(found.contains) { faults.append("tokens of the range are missing") }
    if !found.allSatisfy(fullTokens.contains) { faults.append("tokens that the document has not") }
  }

  private mutating func checkAction(_ action: JSONValue) {
    if action["edit"] == nil, action["command"] == nil { faults.append("an action that does nothing") }
    guard case .object(let changes)? = action["edit"]?["changes"] else { return }
    for change in changes.members {
      guard var document = documents[change.key] else {
        faults.append("an edit of a file that is none of the pages")
        continue
      }
      if let fault = document.apply(change.value.elements) { faults.append(fault) }
    }
  }

  // MARK: Completion

  private mutating func checkCompletion(_ item: JSONValue, at position: JSONValue?) {
    guard let edit = item["textEdit"], let position else { return }
    let ranges = [edit["range"], edit["insert"], edit["replace"]].compactMap { $0 }
    for range in ranges {
      checkOwn(range, holding: position)
      if range["start"]?["line"] != range["end"]?["line"] { faults.append("an item that replaces several lines") }
    }
    if let insert = edit["insert"], let replace = edit["replace"] {
      if insert["start"] != replace["start"] { faults.append("what is inserted is no beginning of what is replaced") }
      check(insert, inside: replace, of: .string(uri))
    }
    if item["label"]?.asString?.isEmpty != false { faults.append("an item without a label") }
  }

  /// Only what the client lets servers resolve may be new, and nothing may change.
  private mutating func checkResolved(_ resolved: JSONValue, from item: JSONValue) {
    guard case .object(let before) = item, case .object(let after) = resolved else {
      faults.append("no item")
      return
    }
    let lazy = ["documentation", "additionalTextEdits"]
    for member in after.members where before[member.key] != member.value {
      if before[member.key] != nil || !lazy.contains(member.key) { faults.append("\(member.key) has changed") }
    }
    for member in before.members where after[member.key] == nil { faults.append("\(member.key) is gone") }
    let own = item["textEdit"]?["range"] ?? item["textEdit"]?["replace"]
    let edits = (after["additionalTextEdits"]?.elements ?? []).map { $0["range"] }
    if !edits.isEmpty { checkDisjoint(edits + [own]) }
  }
}

extension JSONValue {
  /// The elements of an array; none of anything else.
  fileprivate var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }
}
