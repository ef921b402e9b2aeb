package import JSONRPC
package import Workspace

/// The editor's settings, the object named `glossa`: switches for the parts of the server, and the keys of the
/// configuration file, which the file itself overrules.
package struct Settings: Sendable, Hashable {
  /// What users can switch off, or on where it is off: `glossa.<name>.enable`.
  package enum Feature: String, CaseIterable, Sendable {
    case codeAction, codeLens, completion, declaration, definition, diagnostics, documentHighlight, documentLink
    case documentSymbol, executeCommand, foldingRange, formatting, hover, inlayHint, references, rename, selectionRange
    case semanticTokens, willRenameFiles, workspaceSymbol

    var isOnByDefault: Bool { self != .codeLens && self != .inlayHint && self != .formatting }
  }

  private var switches: [Feature: Bool] = [:]
  /// Whether problems of pages that are not open are published too (`glossa.diagnostics.scope`: `workspace` or `open`).
  package var checksClosedPages = true
  /// The keys of the configuration file.
  package var configuration = ConfigurationValue.object([])
  /// What is wrong with the settings, as sentences.
  package var problems: [String] = []

  package init() {}

  /// - Parameters:
  ///   - json: the object named `glossa`, or one that holds it; anything else says nothing, nor does an empty object.
  ///   - initial: what is in force where nothing is said.
  package init(_ json: JSONValue?, orElse initial: Settings = Settings()) {
    guard case .object(let outer)? = json else {
      self = initial
      return
    }
    let object = if case .object(let inner)? = outer["glossa"] { inner } else { outer }
    if object.members.isEmpty {
      self = initial
      return
    }
    var keys: [(name: String, value: ConfigurationValue)] = []
    for member in object.members {
      if let feature = Feature(rawValue: member.key) {
        take(member.value, of: feature)
      } else if !Self.clientsOwn.contains(member.key) {
        keys.append((member.key, ConfigurationValue(member.value)))
      }
    }
    configuration = .object(keys)
  }

  /// Settings that concern the editor's side alone.
  private static let clientsOwn: Set<String> = ["enable", "server", "trace"]

  private mutating func take(_ json: JSONValue, of feature: Feature) {
    switch json["enable"] {
    case .bool(let isOn)?: switches[feature] = isOn
    case nil, .null?: break
    default: problems.append("glossa.\(feature.rawValue).enable must be true or false")
    }
    guard feature == .diagnostics, let scope = json["scope"], !scope.isNull else { return }
    switch scope {
    case "workspace": checksClosedPages = true
    case "open": checksClosedPages = false
    default: problems.append("glossa.diagnostics.scope must be \"workspace\" or \"open\"")
    }
  }

  package func isOn(_ feature: Feature) -> Bool { switches[feature] ?? feature.isOnByDefault }

  /// Whether the user said that a feature is off; what is off by default may be switched on at any time.
  package func isSwitchedOff(_ feature: Feature) -> Bool { switches[feature] == false }
}

extension ConfigurationValue {
  fileprivate init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .number(number)
    case .string(let string): self = .string(string)
    case .array(let elements): self = .array(elements.map { ConfigurationValue($0) })
    case .object(let object): self = .object(object.members.map { ($0.key, ConfigurationValue($0.value)) })
    }
  }
}
