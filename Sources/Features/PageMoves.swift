import Glossary
import MarkdownSyntax
package import Rules
import SiteProfiles
package import SourceText
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

  /// The edits of the file that configures the site's generator, to be made before the files are moved.
  ///
  /// - Parameter text: what it says.
  package static func siteEdits(
    for moves: [Move],
    in snapshot: WorkspaceSnapshot,
    text: SourceText
  ) -> [TextEdit] {
    let paths = snapshot.profile.configuredPaths(in: text)
    var expected: [String?] = []
    var edits: [TextEdit] = []
    for path in paths {
      let old = path.candidates.first(where: snapshot.hasFile)
      let new = old.map { Self.path($0, moves) }
      expected.append(new)
      guard let old, let new, new != old,
        let changed = PathReplacement.replacing(old, by: new, in: text[path.range])
      else { continue }
      edits.append(TextEdit(path.range, changed))
    }
    // A name that YAML would read otherwise, or that would lead elsewhere, is left to the author.
    guard !edits.isEmpty, let after = text.applying(edits).map(snapshot.profile.configuredPaths),
      after.count == expected.count,
      zip(after, expected).allSatisfy({ path, file in file.map(path.candidates.contains) ?? true })
    else { return [] }
    return edits
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
      guard after.page(at: Self.path(page.path, moves)) != nil else { continue }
      let isShownAlone = before.isPublished(page) && !before.tablePages.contains(page.id)
      let shown = isShownAlone ? [] : origins(ofTextsOf: page)
      if before.isPublished(page) || page.role == .include {
        let own = before.isPublished(page) ? [origin(page)] : shown
        for span in page.parsed.spans where span.kind == .inlineLink { change(span.label, of: page, from: own) }
      }
      let definitionOrigins = isShownAlone ? [origin(page)] : shown
      for definition in page.parsed.definitions { change(definition.destination, of: page, from: definitionOrigins) }
      changeInclusions(of: page)
    }
  }

  // MARK: Places

  /// A place from which links are read.
  private struct Origin: Hashable {
    var old: PagePlace
    var new: PagePlace
  }

  private func origin(_ page: Page) -> Origin {
    let path = Self.path(page.path, moves)
    return Origin(
      old: PagePlace(path: page.path, url: page.url),
      new: PagePlace(path: path, url: after.page(at: path)?.url)
    )
  }

  /// The pages that show what a file holds, one of each folder; the file's own place where there is none.
  private func origins(ofTextsOf page: Page) -> [Origin] {
    struct Folders: Hashable {
      var old: String
      var new: String
    }
    var known: Set<Folders> = []
    var origins: [Origin] = []
    for shown in before.sortedPages where before.isPublished(shown) && before.scope(of: shown).files.contains(page.id) {
      let origin = origin(shown)
      let folders = Folders(
        old: WorkspacePath.folder(of: origin.old.path),
        new: WorkspacePath.folder(of: origin.new.path)
      )
      if known.insert(folders).inserted { origins.append(origin) }
    }
    return origins.isEmpty ? [origin(page)] : origins
  }

  // MARK: Links

  private mutating func change(_ range: ByteRange, of page: Page, from origins: [Origin]) {
    let destination = page.text[range]
    var goals: [(origin: Origin, file: String, place: TargetPlace)] = []
    for origin in origins {
      let target = before.target(ofDestination: destination, on: origin.old)
      guard let file = file(of: target), var place = before.place(of: target) else { continue }
      place.path = Self.path(file, moves)
      goals.append((origin, file, place))
    }
    guard let goal = goals.first, goals.contains(where: { $0.origin.old != $0.origin.new || $0.file != $0.place.path })
    else { return }
    /// From how many places a destination leads where it is to lead.
    func count(_ text: String) -> Int {
      goals.count { after.place(of: after.target(ofDestination: text, on: $0.origin.new)) == $0.place }
    }
    var best = (text: destination, count: count(destination))
    let hash = destination.firstIndex(of: "#") ?? destination.endIndex
    let anchor = String(destination[hash...])
    for text in candidates(for: String(destination[..<hash]), goal.file, goal.place.path, goals.map(\.origin)) {
      if best.count == goals.count { break }
      let count = count(text + anchor)
      if count > best.count { best = (text + anchor, count) }
    }
    if best.text != destination { edits[page.path, default: []].append(TextEdit(range, best.text)) }
  }

  /// Destinations that may lead to a file's new path, those like the old one first.
  private func candidates(for destination: String, _ old: String, _ new: String, _ origins: [Origin]) -> [String] {
    var candidates: [String] = []
    if new != old, let text = PathReplacement.replacing(old, by: new, in: destination) { candidates.append(text) }
    if let oldURL = before.page(at: old)?.url, let newURL = after.page(at: new)?.url,
      let text = PathReplacement.replacing(oldURL, by: newURL, in: destination)
    {
      candidates.append(text)
    }
    let folders = origins.map { WorkspacePath.folder(of: $0.new.path) }
    candidates += folders.map { PathReplacement.relative(new, to: $0) }
    if let text = before.profile.destination(of: new, shownIn: Set(folders)) { candidates.append(text) }
    return candidates
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
