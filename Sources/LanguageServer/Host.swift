import JSONRPC
package import Workspace

/// What the server needs of the process around it.
package struct Host: Sendable {
  /// The client's next bytes, blocking until there are some; empty at the end of the stream.
  package var read: @Sendable () -> [UInt8]
  /// Writes all bytes to the client, blocking as long as that takes; false when nobody reads any more.
  package var write: @Sendable ([UInt8]) -> Bool
  /// One line for whoever watches the server; must neither block for long nor fail.
  package var log: @Sendable (String) -> Void
  package var isProcessAlive: @Sendable (Int) -> Bool
  /// Ends the process at once, from any thread; called when the orderly way out takes too long.
  package var forceExit: @Sendable (Int32) -> Void
  /// Opens a folder by its absolute path.
  package var openFolder: @Sendable (String) -> Result<any FileSystem, FileError>
  /// The texts that earlier processes could not read to their end, and a way to add one; each is one line.
  package var barredTexts: @Sendable () -> [String]
  package var barText: @Sendable (String) -> Void
  /// The absolute path of a folder for files that the user is shown and that may be lost, made if need be; nil where
  /// there is no place for it.
  package var cacheFolder: @Sendable () -> String?
  /// The absolute path of the folder with a page about each rule, named by its id, where they are installed.
  package var rulePages: String?
  /// How long a page may be read before somebody looks at it for the first time, and again.
  package var readingLookMilliseconds: Int
  /// Notes what a thread is at work on, should the process crash; what it gives is what the work is ended by.
  package var beginWork: @Sendable (String) -> Int?
  package var endWork: @Sendable (Int) -> Void
  /// How many threads may work at a time.
  package var threads: Int
  /// How long a folder must be left alone before what depends on all of it is worked out.
  package var quietMilliseconds: Int

  package init(
    read: @escaping @Sendable () -> [UInt8],
    write: @escaping @Sendable ([UInt8]) -> Bool,
    log: @escaping @Sendable (String) -> Void,
    isProcessAlive: @escaping @Sendable (Int) -> Bool,
    forceExit: @escaping @Sendable (Int32) -> Void,
    openFolder: @escaping @Sendable (String) -> Result<any FileSystem, FileError> = { path in
      DiskFileSystem.open(path).map { $0 }
    },
    barredTexts: @escaping @Sendable () -> [String] = { [] },
    barText: @escaping @Sendable (String) -> Void = { _ in },
    cacheFolder: @escaping @Sendable () -> String? = { nil },
    rulePages: String? = nil,
    readingLookMilliseconds: Int = 1000,
    beginWork: @escaping @Sendable (String) -> Int? = { _ in nil },
    endWork: @escaping @Sendable (Int) -> Void = { _ in },
    threads: Int = 2,
    quietMilliseconds: Int = 200
  ) {
    self.read = read
    self.write = write
    self.log = log
    self.isProcessAlive = isProcessAlive
    self.forceExit = forceExit
    self.openFolder = openFolder
    self.barredTexts = barredTexts
    self.barText = barText
    self.cacheFolder = cacheFolder
    self.rulePages = rulePages
    self.readingLookMilliseconds = readingLookMilliseconds
    self.beginWork = beginWork
    self.endWork = endWork
    self.threads = threads
    self.quietMilliseconds = quietMilliseconds
  }
}

extension Host {
  /// Does a message's work, noted by its method and the document that it is about.
  func noting<Result>(_ method: String, _ params: JSONValue?, _ work: () -> Result) -> Result {
    let document = params?["textDocument"]
    let words = [method, document?["uri"]?.asString, document?["version"]?.asInteger.map { "version \($0)" }]
    let note = beginWork(words.compactMap { $0 }.joined(separator: " "))
    defer { if let note { endWork(note) } }
    return work()
  }
}
