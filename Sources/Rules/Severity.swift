package import Workspace

/// How serious a problem is; `hint` is the least.
package enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable {
  case hint, info, warning, error

  /// The word for it, as in the configuration.
  package var name: String {
    switch self {
    case .hint: "hint"
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity that a configured level stands for; nil for `off`.
  package init?(_ level: RuleLevel) {
    switch level {
    case .error: self = .error
    case .warning: self = .warning
    case .info: self = .info
    case .hint: self = .hint
    case .off: return nil
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
