internal import SiteProfiles
internal import YAMLDocument

/// Holds values against their types and notes what is wrong, in words for the author of the file.
struct SettingCheck {
  private(set) var problems: [ConfigurationProblem] = []

  /// True when the value has the type, through and through. `path` names it: `rules.empty-entry`.
  mutating func accepts(_ node: YAMLNode, _ type: SettingType, path: String) -> Bool {
    let count = problems.count
    switch type {
    case .boolean:
      if node.bool == nil { refuse(node, path, "true or false") }
    case .text:
      if node.string == nil { refuse(node, path, "a text") }
    case .integer(let range):
      if node.integer.map(range.contains) != true {
        refuse(node, path, "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
    case .choice(let choices):
      checkChoice(node, choices.map(\.value), path)
    case .glob:
      checkGlob(node, path)
    case .list(let type):
      guard let items = node.items else {
        refuse(node, path, "a list")
        break
      }
      for item in items { _ = accepts(item, type, path: "\(path) item") }
    case .map(let type):
      guard let pairs = node.pairs else {
        refuse(node, path, "a mapping")
        break
      }
      for pair in pairs { _ = accepts(pair.value, type, path: "\(path).\(pair.key.string ?? "")") }
    case .object(let fields):
      for pair in knownPairs(of: node, fields, path: path) {
        guard let field = fields.first(where: { $0.name == pair.key.string }) else { continue }
        _ = accepts(pair.value, field.type, path: path + "." + field.name)
      }
    case .either(let types):
      checkEither(node, types, path)
    }
    return problems.count == count
  }

  /// The pairs whose keys are among the fields; each other key is a problem.
  mutating func knownPairs(of node: YAMLNode, _ fields: [SettingType.Field], path: String) -> [YAMLPair] {
    guard let pairs = node.pairs else {
      refuse(node, path.isEmpty ? "the configuration" : path, "a mapping")
      return []
    }
    let names = fields.map(\.name)
    return pairs.filter { pair in
      let name = pair.key.string ?? ""
      if names.contains(name) { return true }
      let what =
        path == "rules" ? "there is no rule “\(name)”" : "unknown key “\(path.isEmpty ? "" : path + ".")\(name)”"
      note(what + suggestion(for: name, among: names), at: pair.key)
      return false
    }
  }

  private mutating func checkChoice(_ node: YAMLNode, _ values: [String], _ path: String) {
    // `off` is a Boolean to YAML, but is said here as a word.
    if let text = node.string, values.contains(text) { return }
    let listed =
      values.count == 1 ? values[0] : values.dropLast().joined(separator: ", ") + " or " + (values.last ?? "")
    refuse(node, path, listed, node.string.map { suggestion(for: $0, among: values) } ?? "")
  }

  private mutating func checkGlob(_ node: YAMLNode, _ path: String) {
    guard let text = node.string else { return refuse(node, path, "a path pattern") }
    if text.split(separator: "/").contains("..") {
      return note("\(path) “\(text)” leads out of the workspace", at: node)
    }
    do throws(GlobError) {
      _ = try Glob(text)
    } catch {
      note("\(path) “\(text)” is no path pattern: \(error.message)", at: node)
    }
  }

  private mutating func checkEither(_ node: YAMLNode, _ types: [SettingType], _ path: String) {
    // The type whose outer form fits says what is wrong inside.
    for type in types where type.fits(node) {
      _ = accepts(node, type, path: path)
      return
    }
    refuse(node, path, types.map(\.name).joined(separator: " or "))
  }

  private mutating func refuse(_ node: YAMLNode, _ path: String, _ wanted: String, _ hint: String = "") {
    note("\(path) must be \(wanted), not \(node.description)\(hint)", at: node)
  }

  private mutating func note(_ message: String, at node: YAMLNode) {
    problems.append(ConfigurationProblem(message, at: node))
  }
}

extension SettingType {
  fileprivate func fits(_ node: YAMLNode) -> Bool {
    switch self {
    case .list: return node.items != nil
    case .map, .object: return node.pairs != nil
    case .boolean, .text, .integer, .choice, .glob: return node.string != nil
    case .either(let types): return types.contains { $0.fits(node) }
    }
  }

  fileprivate var name: String {
    switch self {
    case .boolean: return "true or false"
    case .text: return "a text"
    case .integer: return "a whole number"
    case .choice(let choices): return choices.map(\.value).joined(separator: ", ")
    case .glob: return "a path pattern"
    case .list: return "a list"
    case .map, .object: return "a mapping"
    case .either(let types): return types.map(\.name).joined(separator: " or ")
    }
  }
}

/// “; did you mean …?” with the nearest of the names, when one is near.
private func suggestion(for name: String, among names: [String]) -> String {
  let wanted = Array(name.lowercased().utf8.prefix(100))
  var best: (name: String, distance: Int)?
  for candidate in names {
    let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
    if distance <= max(1, candidate.utf8.count / 3), distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best.map { "; did you mean “\($0.name)”?" } ?? ""
}

/// The number of bytes to insert, remove or replace, or of neighbours to swap.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 1...max(left.count, 1) where !left.isEmpty {
    var current = [row]
    for column in 0..<right.count {
      let isSame = left[row - 1] == right[column]
      var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 1, column > 0, left[row - 1] == right[column - 1], left[row - 2] == right[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
