import Glossary
import MarkdownSyntax
package import Rules
import SiteProfiles
import SourceText
package import Workspace

/// Keeps links leading where they lead when files are moved.
package struct PageMoves {
  /// A file or a folder; paths are relative to the workspace.
  package struct Move: Sendable, Hashable {
    package var old: String
    package var new: String

    package init(old: String, new: String) {
      self.old = old
      self.new = new
    }
  }

  private let moves: [Move]
  private let before: WorkspaceSnapshot
  private let after: WorkspaceSnapshot
  private var edits: [String: [TextEdit]] = [:]

  /// The edits of pages, to be made before the files are moved.
  package static func edits(for moves: [Move], in snapshot: WorkspaceSnapshot) -> [PageEdit] {
    var work = PageMoves(moves, snapshot)
    work.run()
    return work.edits.sorted { WorkspacePath.isOrdered($0.key, before: $1.key) }.map { path, edits in
      PageEdit(page: path, edits: edits.sorted { $0.range < $1.range })
    }
  }

  private init(_ moves: [Move], _ snapshot: WorkspaceSnapshot) {
    self.moves = moves
    before = snapshot
    var index = WorkspaceIndex(snapshot)
    let reading = PageReading(profile: snapshot.profile, configuration: snapshot.configuration)
    let moved = snapshot.sortedPages.filter { Self.path($0.path, moves) != $0.path }
    for page in moved { index.remove(page.path) }
    for page in moved {
      let path = Self.path(page.path, moves)
      let role = page.role == .include ? .include : snapshot.profile.role(of: path)
      index.replace(Page(id: index.id(for: path), path: path, role: role, text: page.text, reading: reading))
    }
    index.setOtherFiles(Set(snapshot.otherFiles.map { Self.path($0, moves) }))
    after = index.snapshot
  }

  /// Where a file is after the moves.
  private static func path(_ path: String, _ moves: [Move]) -> String {
    for move in moves {
      if path == move.old { return move.new }
      if path.utf8.starts(with: (move.old + "/").utf8) {
        return move.new + String(decoding: path.utf8.dropFirst(move.old.utf8.count), as: UTF8.self)
      }
    }
    return path
  }

  private mutating func run() {
    for page in before.sortedPages where page.text.decoding.isLossless {
      guard let new = after.page(at: Self.path(page.path, moves)) else { continue }
      if before.isPublished(page) || page.role == .include {
        let places = (PagePlace(path: page.path, url: page.url), PagePlace(path: new.path, url: new.url))
        for span in page.parsed.spans where span.kind == .inlineLink { change(span.label, of: page, on: places) }
      }
      if !page.parsed.definitions.isEmpty {
        let places = (
          before.representativePlace(forDefinitionsOf: page), after.representativePlace(forDefinitionsOf: new)
        )
        for definition in page.parsed.definitions { change(definition.destination, of: page, on: places) }
      }
      changeInclusions(of: page)
    }
  }

  // MARK: Links

  private mutating func change(
    _ range: ByteRange,
    of page: Page,
    on places: (old: PagePlace, new: PagePlace)
  ) {
    let destination = page.text[range]
    let target = before.target(ofDestination: destination, on: places.old)
    guard let file = file(of: target) else { return }
    let new = Self.path(file, moves)
    var wanted = before.place(of: target)
    wanted?.path = new
    func leadsThere(_ text: String) -> Bool {
      after.place(of: after.target(ofDestination: text, on: places.new)) == wanted
    }
    if new == file && places.old == places.new || leadsThere(destination) { return }
    let hash = destination.firstIndex(of: "#") ?? destination.endIndex
    let (base, anchor) = (String(destination[..<hash]), String(destination[hash...]))
    var candidates: [String] = []
    if new != file, let text = PathReplacement.replacing(file, by: new, in: base) { candidates.append(text) }
    if let oldURL = before.page(at: file)?.url, let newURL = after.page(at: new)?.url,
      let text = PathReplacement.replacing(oldURL, by: newURL, in: base)
    {
      candidates.append(text)
    }
    candidates.append(PathReplacement.relative(new, to: WorkspacePath.folder(of: places.new.path)))
    guard let text = candidates.first(where: { leadsThere($0 + anchor) }) else { return }
    edits[page.path, default: []].append(TextEdit(range, text + anchor))
  }

  /// The path of the file that a link leads to; nil where it leads off the site, or nowhere.
  private func file(of target: ResolvedTarget) -> String? {
    switch target {
    case .page(let id, _), .missingAnchor(let id, _), .place(let id, _): before[id]?.path
    case .file(let path): path
    case .external, .unknown, .missingFile: nil
    }
  }

  // MARK: Inclusions

  private mutating func changeInclusions(of page: Page) {
    for inclusion in page.inclusions {
      guard let file = inclusion.candidates.first(where: { before.page(at: $0) != nil }) else { continue }
      let new = Self.path(file, moves)
      let text = page.text[inclusion.tag.argument]
      guard new != file, let changed = PathReplacement.replacing(file, by: new, in: text) else { continue }
      edits[page.path, default: []].append(TextEdit(inclusion.tag.argument, changed))
    }
  }
}

extension WorkspaceSnapshot {
  /// A target in words that mean the same in another snapshot.
  fileprivate func place(of target: ResolvedTarget) -> TargetPlace? {
    switch target {
    case .page(let id, let heading):
      self[id].map { page in TargetPlace(path: page.path, anchor: heading.map { page.anchors[$0] }) }
    case .missingAnchor(let id, let anchor), .place(let id, let anchor):
      self[id].map { TargetPlace(path: $0.path, anchor: anchor) }
    case .file(let path): TargetPlace(path: path, anchor: nil)
    case .external, .unknown, .missingFile: nil
    }
  }
}

private struct TargetPlace: Hashable {
  var path: String
  var anchor: String?
}
