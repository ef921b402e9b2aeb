import Reports
import Rules
import Workspace

extension WorkspaceSnapshot {
  /// The entries that a name on the command line means: several where it is ambiguous, none where nothing has it.
  func entries(named name: String) -> [EntryPlace] {
    let found = resolveName(name)
    return found.candidates.isEmpty ? found.entry.map { [$0] } ?? [] : found.candidates
  }

  /// What to say where no entry has a name.
  func sentence(onUnknownName name: String) -> String {
    var shown: [UInt8] = []
    DisplayText.append("no entry is called \"\(name)\"", to: &shown)
    let names = WorkspaceUsage(of: self).names(nearestTo: name).map { "\"\($0.name)\"" }
    if let last = names.last {
      let others = names.dropLast().joined(separator: ", ")
      DisplayText.append("; did you mean \(others.isEmpty ? "" : others + " or ")\(last)?", to: &shown)
    } else if entryPages.isEmpty {
      shown.append(contentsOf: "; there is no glossary in \(pages.count) pages".utf8)
    }
    return String(decoding: shown, as: UTF8.self)
  }
}
