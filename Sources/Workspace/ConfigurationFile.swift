/// The file that configures a workspace, and the commented one that a new user gets.
package enum ConfigurationFile {
  /// The file's name, at the root of the workspace.
  package static let name = ".glossa.yml"

  /// The most bytes that are read of it, or of a site generator's configuration.
  package static let sizeLimit = 1 << 20

  /// What was found out about a workspace, to be written down so that it stays so.
  package struct Findings: Sendable {
    /// With the reason, for example `mkdocs.yml`.
    package var profile: (profile: Configuration.Profile, reason: String)?
    /// Globs or paths.
    package var entries: [String] = []
    package var tables: [String] = []

    package init() {}
  }

  /// A text with all keys: what was found is in force, the rest is there as a comment.
  package static func text(_ findings: Findings, rules: [KnownRule]) -> String {
    var lines = [
      "# Settings of Glossa. Every key is optional: what is not said here is found out.",
      "# Paths are relative to this file's folder; patterns know *, **, ?, [a-z] and {a,b}.",
    ]
    for key in ConfigurationKey.allCases {
      lines.append("")
      lines += wrapped(key.meaning).map { "# " + $0 }
      if case .choice(let choices) = key.type(rules) {
        lines += choices.map { "#   \($0.value): \($0.meaning)" }
      }
      lines += value(of: key, findings) ?? sample(of: key, rules)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func value(of key: ConfigurationKey, _ findings: Findings) -> [String]? {
    switch key {
    case .profile:
      return findings.profile.map { ["profile: \($0.profile.rawValue)  # found: \(oneLine($0.reason))"] }
    case .entries: return list(key, findings.entries)
    case .tables: return list(key, findings.tables)
    default: return nil
    }
  }

  private static func list(_ key: ConfigurationKey, _ items: [String]) -> [String]? {
    items.isEmpty ? nil : ["\(key.rawValue):"] + items.map { "  - \(scalar($0))" }
  }

  private static func sample(of key: ConfigurationKey, _ rules: [KnownRule]) -> [String] {
    guard key == .rules, !rules.isEmpty else { return ["# \(key.rawValue): \(key.sample)"] }
    return ["# rules:"] + rules.map { "#   \($0.id): \($0.defaultLevel)" }
  }
}

private func oneLine(_ text: String) -> String {
  String(text.map { $0.isNewline ? " " : $0 })
}

/// A text as a YAML scalar: as it is where that is safe, else in quotes.
private func scalar(_ text: String) -> String {
  let isSafe = text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "*"):
      return text.utf8.first != byte && text.utf8.last != byte
    default: return false
    }
  }
  if isSafe, !text.isEmpty, !["true", "false", "yes", "no", "on", "off", "null", "."].contains(text.lowercased()) {
    return text
  }
  return "'" + oneLine(text).replacing("'", with: "''") + "'"
}

/// The words of a text in lines of at most 100 characters.
private func wrapped(_ text: String) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.utf8.count + word.utf8.count < 100 {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}
