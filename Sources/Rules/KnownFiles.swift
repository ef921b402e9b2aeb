import Glossary
import SiteProfiles
import Workspace

/// The files of a workspace that are no pages, to be searched for the nearest.
struct KnownFiles: Sendable {
  private var index = NearestNames()
  private var files: [String] = []
  private let answers: Remembered<String, [String]>

  /// - Parameter answers: how many answers are kept.
  init(of snapshot: WorkspaceSnapshot, keeping answers: Int) {
    self.answers = Remembered(limit: answers)
    files = snapshot.otherFiles.sorted { WorkspacePath.isOrdered($0, before: $1) }
    for (number, file) in files.enumerated() {
      let names = [EntryName(name: Self.folded(file), tier: 1)]
      index.insert(names, of: EntryHandle(UInt32(clamping: number)))
    }
  }

  /// The files whose name is nearest, those of the same folder first.
  func nearest(to path: String) -> [String] { answers.answer(to: path, search) }

  private func search(_ path: String) -> [String] {
    let folder = WorkspacePath.folder(of: path)
    let found = index.nearest(to: Self.folded(path), limit: 6).map { files[Int($0.entry.rawValue)] }
    let (here, elsewhere) = (
      found.filter { WorkspacePath.folder(of: $0) == folder }, found.filter { WorkspacePath.folder(of: $0) != folder }
    )
    return Array((here + elsewhere).prefix(3))
  }

  /// A file's name without hyphens and the like, which authors mistake most.
  private static func folded(_ path: String) -> String {
    String(decoding: WorkspacePath.name(of: path).utf8.filter { !"-_ ".utf8.contains($0) }, as: UTF8.self)
  }
}
