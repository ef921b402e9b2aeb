import JSONRPC
package import LanguageServer
package import Threads
package import Workspace

/// Drives a server that runs on threads of this process.
package final class InProcessClient: ServerConnection {
  package let inbox = MessageInbox()

  private let input = ChunkPipe()
  private let exitCode = Monitor<Int32?>(nil)
  /// While this is true the client does not read what the server writes.
  private let isHeld = Monitor(false)
  /// Lines of the server's own log.
  package let log = Monitor<[String]>([])

  package init(
    router: MessageRouter = .standard,
    isProcessAlive: @escaping @Sendable (Int) -> Bool = { _ in true },
    openFolder: (@Sendable (String) -> Result<any FileSystem, FileError>)? = nil,
    barredTexts: Monitor<[String]> = Monitor([]),
    caches: String? = nil,
    readingLookMilliseconds: Int = 10_000,
    quietMilliseconds: Int = 200,
    threads: Int = 2
  ) {
    var host = Host(
      read: { [input] in input.read() },
      write: { [inbox, isHeld] bytes in
        _ = isHeld.wait { $0 ? nil : true }
        inbox.receive(bytes)
        return true
      },
      log: { [log] line in log.update { $0.append(line) } },
      isProcessAlive: isProcessAlive,
      forceExit: { [exitCode] code in exitCode.update { if $0 == nil { $0 = code } } },
      barredTexts: { barredTexts.withLock { $0 } },
      barText: { line in barredTexts.update { $0.append(line) } },
      cacheFolder: { caches },
      rulePages: "/usr/share/doc/glossa/rules",
      readingLookMilliseconds: readingLookMilliseconds,
      threads: threads,
      quietMilliseconds: quietMilliseconds
    )
    if let openFolder { host.openFolder = openFolder }
    let server = LanguageServer(host: host, router: router, readThreads: threads)
    BackgroundThread.start("server") { [inbox, exitCode] in
      let code = server.run()
      inbox.end()
      exitCode.update { $0 = $0 ?? code }
    }
  }

  deinit {
    input.close()
    isHeld.update { $0 = false }
  }

  package func send(_ bytes: [UInt8]) {
    input.write(bytes)
  }

  package func closeInput() {
    input.close()
  }

  package func exitCode(until deadline: MonotonicTime) -> Int32? {
    exitCode.wait(until: deadline) { $0 }
  }

  /// Stops or goes on reading the server's output, as a client does that hangs for a while.
  package func holdOutput(_ isHeld: Bool) {
    self.isHeld.update { $0 = isHeld }
  }

  /// How many bytes the server has not taken yet.
  package var unreadBytes: Int { input.count }
}

/// A pipe that gives the chunks out as they were put in, so that a test decides how a stream is cut.
private final class ChunkPipe: Sendable {
  private struct State {
    var chunks: [[UInt8]] = []
    var head = 0
    var count = 0
    var isClosed = false
  }

  private let state = Monitor(State())

  var count: Int { state.withLock { $0.count } }

  func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    state.update { state in
      state.chunks.append(bytes)
      state.count += bytes.count
    }
  }

  func close() {
    state.update { $0.isClosed = true }
  }

  /// Empty at the end.
  func read() -> [UInt8] {
    state.wait { state in
      guard state.head < state.chunks.count else { return state.isClosed ? [] : nil }
      let chunk = state.chunks[state.head]
      state.head += 1
      state.count -= chunk.count
      if state.head == state.chunks.count { (state.chunks, state.head) = ([], 0) }
      return chunk
    } ?? []
  }
}
