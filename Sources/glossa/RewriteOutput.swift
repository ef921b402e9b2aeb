import Reports
import SourceText
import Workspace

/// What commands that change files do with the changes.
enum RewriteOutput {
  /// Shows the changes on standard output, as Git would.
  static func showDifference(_ rewrites: [FileRewrite]) throws(CommandFailure) {
    var output: [UInt8] = []
    for rewrite in rewrites {
      let change = try change(for: rewrite)
      output += UnifiedDiff.difference(of: rewrite.path, from: rewrite.old?.fileBytes, to: change.bytes)
    }
    try CommandOutput().write(output)
  }

  /// Writes the changes, all or none; returns the number of files written.
  @discardableResult
  static func write(_ rewrites: [FileRewrite], to files: any FileSystem) throws(CommandFailure) -> Int {
    var changes: [FileChange] = []
    for rewrite in rewrites { changes.append(try change(for: rewrite)) }
    switch files.replace(changes) {
    case .success(let outcomes): return outcomes.count { $0 == .written }
    case .failure(let failure): throw CommandFailure(failure)
    }
  }

  private static func change(for rewrite: FileRewrite) throws(CommandFailure) -> FileChange {
    guard let change = rewrite.change else {
      throw CommandFailure("cannot write \(rewrite.path): it is not UTF-8; save it as UTF-8 first")
    }
    return change
  }
}

extension CommandFailure {
  fileprivate init(_ failure: ReplacementFailure) {
    var message = failure.cause.description
    message +=
      failure.stillWritten.isEmpty
      ? "; no file was changed" : "; these were written already: " + failure.stillWritten.joined(separator: ", ")
    if let remedy = failure.cause.remedy { message += "; " + remedy }
    self.init(message)
  }
}
