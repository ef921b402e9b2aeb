/// The files below a folder as they are at one moment, without what is in them.
package struct DiskState: Sendable {
  private var files: [String: FileIdentity] = [:]

  package init(of fileSystem: any FileSystem) {
    for file in fileSystem.walk("").files {
      if case .success(let status) = fileSystem.status(file.path) { files[file.path] = status.identity }
    }
  }

  /// The paths of the files that came, went or changed.
  package func changes(since old: DiskState) -> Set<String> {
    var changes = Set(files.filter { old.files[$0.key] != $0.value }.keys)
    for path in old.files.keys where files[path] == nil { changes.insert(path) }
    return changes
  }
}
