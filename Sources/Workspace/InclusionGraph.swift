import SiteProfiles

/// Which pages include which: files bring the text of others, which bring more, in chains as long as authors like.
struct InclusionGraph {
  private let snapshot: WorkspaceSnapshot

  init(_ snapshot: WorkspaceSnapshot) { self.snapshot = snapshot }

  /// The files that a page's inclusions bring, in order, each followed by what it includes itself.
  ///
  /// A file that is brought several times is named once, where its definitions count, and not looked into again: of
  /// files that each include the next one twice there would be more than anybody can wait for.
  func files(broughtBy page: PageID) -> [PageID] {
    var known: Set<PageID> = []
    guard snapshot.profile.laterDefinitionWins else {
      var files: [PageID] = []
      walk(from: page, along: filesIncluded(by:), &known, entering: { files.append($0) })
      return Array(files.dropFirst())
    }
    // From behind, where the last definition of a label counts.
    var files: [PageID] = []
    walk(from: page, along: { filesIncluded(by: $0).reversed() }, &known, leaving: { files.append($0) })
    return files.dropLast().reversed()
  }

  /// What is wrong with the inclusions of some pages, among which is all that they bring.
  func problems(of pages: Set<PageID>) -> [InclusionProblem] {
    let circles = circles(among: pages)
    return pages.sorted().flatMap { id in
      zip(snapshot[id]?.inclusions ?? [], included(by: id)).enumerated().compactMap { index, pair in
        let (inclusion, file) = pair
        let kind: InclusionProblem.Kind
        switch file {
        case let file?:
          guard circles[file] == circles[id] else { return nil }
          kind = .cycle
        case nil where inclusion.candidates.isEmpty:
          kind = .outside
        case nil:
          guard !inclusion.candidates.contains(where: snapshot.otherFiles.contains) else { return nil }
          kind = .missing(candidates: inclusion.candidates)
        }
        return InclusionProblem(page: id, kind: kind, inclusion: index)
      }
    }
  }

  /// What each of a page's inclusions brings, or nil where there is no such page.
  private func included(by page: PageID) -> [PageID?] {
    (snapshot[page]?.inclusions ?? []).map { snapshot.firstPage(at: $0.candidates)?.id }
  }

  private func filesIncluded(by page: PageID) -> [PageID] { included(by: page).compactMap { $0 } }

  /// A number for each page, equal for those that include each other (the strongly connected components, by Kosaraju's
  /// algorithm).
  private func circles(among pages: Set<PageID>) -> [PageID: Int] {
    var includers: [PageID: [PageID]] = [:]
    for page in pages {
      for file in filesIncluded(by: page) { includers[file, default: []].append(page) }
    }
    var known: Set<PageID> = []
    var order: [PageID] = []
    for page in pages where !known.contains(page) {
      walk(from: page, along: filesIncluded(by:), &known, leaving: { order.append($0) })
    }
    known = []
    var circles: [PageID: Int] = [:]
    for (number, page) in order.reversed().enumerated() where !known.contains(page) {
      walk(from: page, along: { includers[$0] ?? [] }, &known, entering: { circles[$0] = number })
    }
    return circles
  }

  /// Walks to all pages not yet known, deep before wide. There is no recursion: a chain may be longer than a stack.
  private func walk(
    from start: PageID,
    along next: (PageID) -> [PageID],
    _ known: inout Set<PageID>,
    entering: (PageID) -> Void = { _ in },
    leaving: (PageID) -> Void = { _ in }
  ) {
    known.insert(start)
    entering(start)
    var way = [(page: start, rest: next(start)[...])]
    while let last = way.indices.last {
      guard let page = way[last].rest.popFirst() else {
        leaving(way.removeLast().page)
        continue
      }
      guard known.insert(page).inserted else { continue }
      entering(page)
      way.append((page, next(page)[...]))
    }
  }
}
