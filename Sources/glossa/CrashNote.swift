import Glibc
import Synchronization

/// Says on standard error what the server was doing when it crashed. Swift cannot catch a trap, but a signal handler can
/// still write what was put ready for it: methods, documents and versions, never what is in them.
enum CrashNote {
  private static let slotBytes = 512
  private static let slotCount = 16
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV]

  // Unsafe: a slot's bytes are written by whoever has taken the slot. The signal handler reads them without asking, since
  // it must not wait; at worst it shows half of a line. The pointers themselves never change.
  nonisolated(unsafe) private static let slots = unsafe zeroed(UInt8.self, slotCount * slotBytes)
  private static let lastEnded = Atomic(0)
  // Unsafe: the handler of a signal reads the entry of that signal alone, which the call that installs it has written.
  nonisolated(unsafe) private static let handlersBefore = unsafe zeroed(sigaction.self, signals.count)

  private static let isTaken = Mutex([Bool](repeating: false, count: slotCount))

  private static func zeroed<Value>(_ type: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: count)
    unsafe memset(pointer, 0, count * MemoryLayout<Value>.stride)
    return unsafe pointer
  }

  /// Lets crashes be told of, from now on.
  static func install() {
    // A handler must not be the first to ask for them.
    unsafe (_, _) = (slots, lastEnded.load(ordering: .relaxed))
    for (index, signal) in signals.enumerated() {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { CrashNote.write(on: $0) }
      _ = unsafe sigaction(signal, &action, handlersBefore + index)
    }
  }

  /// Notes a piece of work; gives what to end it by, nil where too much is noted already.
  static func begin(_ work: String) -> Int? {
    let slot = isTaken.withLock { isTaken -> Int? in
      guard let free = isTaken.firstIndex(of: false) else { return nil }
      isTaken[free] = true
      return free
    }
    guard let slot else { return nil }
    let start = unsafe slots + slot * slotBytes
    var count = 1
    for byte in work.utf8.prefix(slotBytes - 3) {
      unsafe start[count] = byte < 0x20 ? 0x20 : byte
      count += 1
    }
    unsafe start[count] = UInt8(ascii: "\n")
    // The first byte says that the line is there.
    unsafe start[0] = 1
    return slot
  }

  static func end(_ slot: Int) {
    unsafe (slots + slot * slotBytes)[0] = 0
    lastEnded.store(slot, ordering: .relaxed)
    isTaken.withLock { $0[slot] = false }
  }

  /// Writes the note and lets the signal do what it would have done. Nothing here allocates or locks.
  private static func write(on signal: Int32) {
    for slot in 0..<slotCount where unsafe slots[slot * slotBytes] != 0 {
      write("glossa: crashed at work on ")
      writeLine(of: slot)
    }
    write("glossa: crashed after ")
    writeLine(of: lastEnded.load(ordering: .relaxed))
    for (index, known) in signals.enumerated() where known == signal {
      _ = unsafe sigaction(signal, handlersBefore + index, nil)
    }
    raise(signal)
  }

  private static func writeLine(of slot: Int) {
    let line = unsafe slots + slot * slotBytes + 1
    var count = 0
    while count < slotBytes - 2, unsafe line[count] != 0, unsafe line[count] != UInt8(ascii: "\n") { count += 1 }
    _ = unsafe Glibc.write(STDERR_FILENO, line, count)
    write("\n")
  }

  private static func write(_ text: StaticString) {
    _ = unsafe Glibc.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }
}
