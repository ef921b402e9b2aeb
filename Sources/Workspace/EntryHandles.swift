import Glossary

/// The handles under which the name index knows entries; they stay while entries around theirs come and go.
struct EntryHandles: Sendable {
  private var places: [EntryPlace?] = []
  private var free: [UInt32] = []
  /// By page: the handles of its entries in order, and last that of the page itself.
  private var byPage: [PageID: [EntryHandle]] = [:]

  func place(of handle: EntryHandle) -> EntryPlace? {
    places.indices.contains(Int(handle.rawValue)) ? places[Int(handle.rawValue)] : nil
  }

  func handles(of page: PageID) -> [EntryHandle] { byPage[page] ?? [] }

  /// Gives handles to the entries of a page that has none yet, and to the page.
  mutating func assign(_ page: PageID, count: Int) {
    assign((0...count).map { _ in allocate() }, to: page)
  }

  /// Gives a page's entries their handles: entries before and behind a change keep theirs.
  ///
  /// Returns the handles in order, the page's own last, and those that are no longer used.
  mutating func update(
    _ page: PageID,
    old: [String],
    new: [String]
  ) -> (handles: [EntryHandle], dropped: [EntryHandle]) {
    let known = byPage[page] ?? []
    guard known.count == old.count + 1 else {
      let handles = (0...new.count).map { _ in allocate() }
      assign(handles, to: page)
      for handle in known { release(handle) }
      return (handles, known)
    }
    var prefix = 0
    while prefix < min(old.count, new.count), old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] {
      suffix += 1
    }
    let middleOld = known[prefix..<old.count - suffix]
    let middleCount = new.count - prefix - suffix
    var middle = Array(middleOld.prefix(middleCount))
    while middle.count < middleCount { middle.append(allocate()) }
    let dropped = Array(middleOld.dropFirst(middleCount))
    let handles = Array(known[..<prefix]) + middle + known[(old.count - suffix)...]
    for handle in dropped { release(handle) }
    if handles != known || !dropped.isEmpty { assign(handles, to: page) }
    return (handles, dropped)
  }

  /// Forgets a page; returns the handles that it had.
  mutating func remove(_ page: PageID) -> [EntryHandle] {
    let handles = byPage.removeValue(forKey: page) ?? []
    for handle in handles { release(handle) }
    return handles
  }

  private mutating func assign(_ handles: [EntryHandle], to page: PageID) {
    for (index, handle) in handles.enumerated() {
      places[Int(handle.rawValue)] = EntryPlace(page: page, entry: index < handles.count - 1 ? index : nil)
    }
    byPage[page] = handles
  }

  private mutating func allocate() -> EntryHandle {
    if let handle = free.popLast() { return EntryHandle(handle) }
    places.append(nil)
    return EntryHandle(UInt32(places.count - 1))
  }

  private mutating func release(_ handle: EntryHandle) {
    places[Int(handle.rawValue)] = nil
    free.append(handle.rawValue)
  }
}
