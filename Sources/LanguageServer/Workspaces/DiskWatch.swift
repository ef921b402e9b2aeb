import Threads
import Workspace

/// Follows the disk without the client's help: not every client can watch files, and none tells of a folder that was
/// moved or of a file with an extension that nobody thought of.
extension Session {
  /// Sees to it that a folder's files are looked at after a while.
  ///
  /// - Parameter cost: how long the last look took, in milliseconds; the dearer it is, the longer the while.
  mutating func watchDisk(of id: Int, cost: Int = 0) {
    let pause = client.registers.contains("workspace/didChangeWatchedFiles") ? 10_000 : 2000
    timers.set(.lookAtDisk(id), milliseconds: max(pause, 50 * cost))
  }

  /// Compares what is on the disk with what was there before, off the loop.
  mutating func lookAtDisk(of id: Int) {
    guard let folder = folders[id: id] else { return }
    workers.loader.submit { [queue] in
      let start = MonotonicTime.now
      let disk = DiskState(of: folder.files)
      let cost = Int((MonotonicTime.now.nanoseconds - start.nanoseconds) / 1_000_000)
      queue.pushFinished { session in session.take(disk, of: id, number: folder.loadNumber, cost: cost) }
    }
  }

  private mutating func take(_ disk: DiskState, of id: Int, number: Int, cost: Int) {
    // A folder that was read anew in the meantime is watched from then on.
    guard let folder = folders[id: id], folder.loadNumber == number else { return }
    let changed = folder.disk.map { disk.changes(since: $0) } ?? []
    folders[id: id]?.disk = disk
    filesChanged(Set(changed.map { DocumentKey(path: folder.path + "/" + $0) }))
    watchDisk(of: id, cost: cost)
  }
}
