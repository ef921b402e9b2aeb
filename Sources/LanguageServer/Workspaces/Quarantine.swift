import SourceText
import Threads
import Workspace

/// Ends the process when a page is read without end, and keeps that text from being read again by the next one.
///
/// The estimate before a page is read should make this needless. Should it be wrong somewhere, an editor that starts its
/// server anew would otherwise run into the same page again, and give up after a few times.
final class Quarantine: ReadingWatch {
  /// How long reading may take, in looks at it. Looks are counted rather than time, which passes for a stopped process too.
  private static let looksUntilLogged = 2
  private static let looksUntilEnded = 10

  private struct Reading {
    var path: String
    var text: SourceText
    var looks = 0
  }

  private struct State {
    var readings: [Int: Reading] = [:]
    var lastID = 0
    var isLooking = false
    var hasEnded = false
  }

  private let host: Host
  private let barred: Set<Text>
  private let state = Monitor(State())

  init(host: Host) {
    self.host = host
    barred = Set(host.barredTexts().compactMap(Text.init(line:)))
  }

  func isBarred(_ text: SourceText) -> Bool {
    barred.contains { $0.length == text.count } && barred.contains(Text(text))
  }

  func watch<Result>(_ path: String, _ text: SourceText, _ read: () -> Result) -> Result {
    let (id, begins) = state.withLock { state in
      state.lastID += 1
      state.readings[state.lastID] = Reading(path: path, text: text)
      defer { state.isLooking = true }
      return (state.lastID, !state.isLooking)
    }
    if begins { beginLooking() }
    defer { state.withLock { $0.readings[id] = nil } }
    return read()
  }

  private func beginLooking() {
    let begun = BackgroundThread.start("glossa-watch") {
      repeat { BackgroundThread.sleep(self.host.readingLookMilliseconds) } while self.look()
    }
    // The next reading tries again.
    if !begun { state.withLock { $0.isLooking = false } }
  }

  /// Counts one more look at whatever is being read; false when there is nothing left to look at.
  private func look() -> Bool {
    var slow: [Reading] = []
    var endless: Reading?
    let goesOn = state.withLock { state in
      for id in state.readings.keys {
        state.readings[id]?.looks += 1
        guard let reading = state.readings[id] else { continue }
        if reading.looks == Self.looksUntilLogged { slow.append(reading) }
        if reading.looks >= Self.looksUntilEnded, !state.hasEnded { endless = reading }
      }
      if endless != nil { state.hasEnded = true }
      state.isLooking = !state.readings.isEmpty && !state.hasEnded
      return state.isLooking
    }
    for reading in slow { host.log("reading \(reading.path) takes long; it has \(reading.text.count) bytes") }
    if let endless {
      host.barText(Text(endless.text).line(for: endless.path))
      host.log("reading \(endless.path) does not end; the server does, and the text is left out the next time")
      host.forceExit(1)
    }
    return goesOn
  }
}

extension Quarantine {
  /// What a text is known by in another process.
  private struct Text: Hashable {
    var length: Int
    /// FNV-1a, which needs no more than to tell texts of one length apart.
    var hash: UInt64

    init(_ text: SourceText) {
      length = text.count
      hash = text.bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Reads what ``line(for:)`` wrote; nil for anything else.
    init?(line: String) {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let length = Int(words[0]), let hash = UInt64(words[1], radix: 16) else { return nil }
      (self.length, self.hash) = (length, hash)
    }

    /// One line; the path is for people.
    func line(for path: String) -> String {
      let name = String(path.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
      return "\(length) \(String(hash, radix: 16)) \(name)"
    }
  }
}
