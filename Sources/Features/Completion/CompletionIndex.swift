import Glossary
import Synchronization
package import Workspace

/// All names that completion and symbol search look through, and how often each is used.
///
/// A value that is brought up to a snapshot at the cost of what changed since: names are kept by page, and a page's
/// are made anew only where its entries or the definitions changed.
package struct CompletionIndex: Sendable {
  /// By page, in the order of their ids; nil for pages that define no terms.
  private(set) var pages: [PageNames?] = []
  /// The indices of the pages, in the order of their paths.
  private(set) var order: [Int] = []
  /// How many references each label has on all published pages.
  private var uses: [LabelKey: Int32] = [:]
  /// The pages as they were when last looked at.
  private var known: [Page?] = []
  private var definitionsRevision = -1

  package init(_ snapshot: WorkspaceSnapshot) { update(to: snapshot) }

  /// Brings the index up to another snapshot of the same ``WorkspaceIndex``.
  package mutating func update(to snapshot: WorkspaceSnapshot) {
    let count = max(snapshot.pages.count, pages.count)
    pages += [PageNames?](repeating: nil, count: count - pages.count)
    known += [Page?](repeating: nil, count: count - known.count)
    let hasSameDefinitions = definitionsRevision == snapshot.definitionsRevision
    definitionsRevision = snapshot.definitionsRevision
    var hasSamePages = true
    for index in pages.indices {
      let page = index < snapshot.pages.count ? snapshot.pages[index] : nil
      let old = known[index]
      if old === page, hasSameDefinitions { continue }
      known[index] = page
      if (old == nil) != (page == nil) { hasSamePages = false }
      updateNames(index, page, snapshot)
      if old !== page { updateUses(of: old, to: page, snapshot) }
    }
    if !hasSamePages { order = snapshot.sortedPages.map(\.id.index) }
  }

  private mutating func updateNames(_ index: Int, _ page: Page?, _ snapshot: WorkspaceSnapshot) {
    guard let page, snapshot.entryPages.contains(page.id) else {
      pages[index] = nil
      return
    }
    if let names = pages[index], names.isValid(for: page, in: snapshot) { return }
    pages[index] = PageNames(of: page, in: snapshot)
  }

  private mutating func updateUses(of old: Page?, to new: Page?, _ snapshot: WorkspaceSnapshot) {
    let before = old.flatMap { snapshot.isPublished($0) ? $0.references : nil } ?? []
    let after = new.flatMap { snapshot.isPublished($0) ? $0.references : nil } ?? []
    // Most keystrokes change no reference at all.
    if before.elementsEqual(after, by: { $0.key == $1.key }) { return }
    for reference in before {
      guard let position = uses.index(forKey: reference.key) else { continue }
      uses.values[position] -= 1
      if uses.values[position] == 0 { uses.remove(at: position) }
    }
    for reference in after { uses[reference.key, default: 0] += 1 }
  }

  func uses(of key: LabelKey) -> Int { Int(uses[key] ?? 0) }

  /// The labels with the most references, most first.
  func mostUsed(_ limit: Int) -> [LabelKey] {
    guard limit > 0 else { return [] }
    var lowest: Int32 = 0
    var best: [(key: LabelKey, count: Int32)] = []
    for (key, count) in uses where count >= lowest {
      best.append((key, count))
      guard best.count >= limit * 2 else { continue }
      best.sort { ($1.count, $0.key) < ($0.count, $1.key) }
      best.removeLast(best.count - limit)
      lowest = best[limit - 1].count
    }
    return best.sorted { ($1.count, $0.key) < ($0.count, $1.key) }.prefix(limit).map(\.key)
  }
}

/// Keeps the index of the snapshot that was asked about last, for the next one to start from. One for each
/// ``WorkspaceIndex``; may be asked from any thread.
package final class CompletionIndexCache: Sendable {
  private let state = Mutex<CompletionIndex?>(nil)

  package init() {}

  package func index(for snapshot: WorkspaceSnapshot) -> CompletionIndex {
    state.withLock { state in
      var index = state.take() ?? CompletionIndex(snapshot)
      index.update(to: snapshot)
      state = index
      return index
    }
  }
}

extension CompletionIndex {
  /// The names of an entry or a page.
  func names(of place: EntryPlace) -> [FoundName] {
    guard pages.indices.contains(place.page.index), let page = pages[place.page.index] else { return [] }
    return page.names(of: place).map { name in
      FoundName(name: name, match: FuzzyMatch(kind: .prefix, penalty: 0), uses: uses(of: name.key))
    }
  }

  /// The name that a label's key stands for, where it is that of one entry alone.
  func name(withKey key: LabelKey, in snapshot: WorkspaceSnapshot) -> FoundName? {
    let resolution = snapshot.resolveName("", key: key)
    guard resolution.state != .ambiguous, let entry = resolution.entry else { return nil }
    return names(of: entry).first { $0.name.key == key }
  }
}
