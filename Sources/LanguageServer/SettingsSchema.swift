internal import Rules
internal import Workspace

extension Settings {
  /// The JSON Schema (draft 7) of the editor's settings, the object named `glossa`, with a line end at its end.
  package static var schema: String {
    let features = Feature.allCases.map { feature -> (name: String, value: ConfigurationValue) in
      var properties = [("enable", feature.schema)]
      if feature == .diagnostics { properties.append(("scope", diagnosticsScope)) }
      return (feature.rawValue, .object([("type", .string("object")), ("properties", .object(properties))]))
    }
    return ConfigurationSchema.settingsText(rules: RuleCatalog.knownRules, own: features)
  }

  private static var diagnosticsScope: ConfigurationValue {
    .object([
      ("description", .string("The pages whose problems are shown.")),
      ("enum", .array([.string("workspace"), .string("open")])),
      ("enumDescriptions", .array([.string("all pages of the site"), .string("those that are open in the editor")])),
      ("default", .string("workspace")),
    ])
  }
}

extension Settings.Feature {
  fileprivate var schema: ConfigurationValue {
    .object([
      ("description", .string(meaning)), ("type", .string("boolean")), ("default", .bool(isOnByDefault)),
    ])
  }

  /// What a user sees of it, in one sentence.
  private var meaning: String {
    switch self {
    case .codeAction: "Fixes of problems, and other ways to write a link."
    case .codeLens: "How often each entry is used, above its heading."
    case .completion: "Names of entries between brackets, and where a definition may lead."
    case .declaration: "From a reference to its definition in a table."
    case .definition: "From a reference to the entry."
    case .diagnostics: "What is wrong, in the text and in the list of problems."
    case .documentHighlight: "The other uses of the entry under the cursor."
    case .documentLink: "Links that can be opened."
    case .documentSymbol: "The outline of a page: its entries and their names."
    case .executeCommand: "Commands: missing entries and definitions, tables in line with the entries, the graph."
    case .foldingRange: "Entries, front matter and blocks that can be folded."
    case .formatting: "The order of entries and see-also lines, when a page is formatted."
    case .hover: "The definition of the term under the mouse."
    case .inlayHint: "The entry's title behind another name of it."
    case .references: "All uses of an entry under any of its names."
    case .rename: "Another title for an entry, with all that refers to it."
    case .selectionRange: "Selection that grows from the word to the reference, the sentence and the entry."
    case .semanticTokens: "Colours that tell names that lead to an entry from those that do not."
    case .willRenameFiles: "Links that follow a page when it is moved."
    case .workspaceSymbol: "Search for an entry by any of its names."
    }
  }
}
