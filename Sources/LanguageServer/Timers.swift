import Threads

/// What the loop is to do later, unless something makes it needless.
struct Timers {
  enum Purpose: Hashable {
    /// Requests have waited long enough for folders to be read.
    case waitForFolders
    /// The client has had its time to tell its settings.
    case waitForSettings
    /// Reading a folder takes so long that the user should see it.
    case showProgress
    /// A folder has not changed for a while.
    case checkFolder(Int)
    /// The configuration of a folder has not changed for a while.
    case reloadFolder(Int)
    /// The disk has been left alone for a while.
    case lookAtDisk(Int)
  }

  private var deadlines: [Purpose: MonotonicTime] = [:]

  /// Sets a timer, in place of the one that runs for the same purpose.
  mutating func set(_ purpose: Purpose, milliseconds: Int) {
    deadlines[purpose] = MonotonicTime.now.advanced(byMilliseconds: milliseconds)
  }

  mutating func stop(_ purpose: Purpose) { deadlines[purpose] = nil }

  func isRunning(_ purpose: Purpose) -> Bool { deadlines[purpose] != nil }

  var next: MonotonicTime? { deadlines.values.min() }

  /// Whether nothing waits but the next look at the disk.
  var areAtRest: Bool {
    deadlines.keys.allSatisfy { if case .lookAtDisk = $0 { true } else { false } }
  }

  /// Takes the purposes whose time has come, the earliest first.
  mutating func takeExpired(now: MonotonicTime) -> [Purpose] {
    let expired = deadlines.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
    for purpose in expired { deadlines[purpose] = nil }
    return expired
  }
}
