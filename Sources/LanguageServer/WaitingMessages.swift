import JSONRPC
import LanguageServerProtocol

/// Requests that came before the folders were read: the first hover of an editor is to be as right as the next.
///
/// What happens to documents behind the first of them waits too, so that each request is answered on the texts that the
/// client had when it asked.
struct WaitingMessages {
  struct Read: Sendable {
    let request: PendingRequest
    let params: JSONValue
    let answer: @Sendable (RequestContext, JSONValue) throws(ResponseError) -> Void
  }

  enum Message: Sendable {
    case read(Read)
    case documentChange(method: String, params: JSONValue)
  }

  /// Nobody waits longer, however large the folders are.
  static let patienceMilliseconds = 10_000
  private static let countLimit = 1000
  /// In bytes of text.
  private static let sizeLimit = 64 << 20

  private(set) var messages: [Message] = []
  private var size = 0
  /// The time has run out: from now on there is an answer from what is known.
  var isOver = false

  fileprivate var isFull: Bool { messages.count >= Self.countLimit || size >= Self.sizeLimit }

  fileprivate mutating func append(_ message: Message) {
    messages.append(message)
    if case .documentChange(_, let params) = message { size += params.textSize }
  }

  fileprivate mutating func takeAll() -> [Message] {
    defer { (messages, size) = ([], 0) }
    return messages
  }
}

extension Session {
  /// Whether a request has to wait; it is kept then.
  mutating func hold(_ read: WaitingMessages.Read) -> Bool {
    guard areFoldersAwaited else { return false }
    hold(.read(read))
    return true
  }

  /// Whether a notification has to wait for the requests before it; it is kept then.
  mutating func hold(_ method: String, _ params: JSONValue) -> Bool {
    guard !waiting.messages.isEmpty, method.utf8.starts(with: "textDocument/did".utf8) else { return false }
    hold(.documentChange(method: method, params: params))
    return true
  }

  private mutating func hold(_ message: WaitingMessages.Message) {
    waiting.append(message)
    if waiting.isFull { stopWaiting() }
  }

  /// Goes on with what waits, in its order.
  mutating func releaseMessages() {
    for message in waiting.takeAll() {
      switch message {
      case .read(let read): submit(read)
      case .documentChange(let method, let params): handleKnownNotification(method, params)
      }
    }
  }

  /// Goes on with what is known.
  mutating func stopWaiting() {
    waiting.isOver = true
    log(.info, "the folders are still being read; requests are answered from the open documents meanwhile")
    takeTextsOfOpenDocuments()
    releaseMessages()
  }

  /// Whether what is known of the folders is about to become complete for the first time.
  var areFoldersAwaited: Bool {
    guard !waiting.isOver, lifecycle != .shutDown, lifecycle != .exited else { return false }
    return folders.areIncomplete || timers.isRunning(.waitForSettings)
  }
}

extension JSONValue {
  /// About how many bytes of text there are in it.
  fileprivate var textSize: Int {
    switch self {
    case .string(let string): string.utf8.count
    case .array(let values): values.reduce(0) { $0 + $1.textSize }
    case .object(let object): object.members.reduce(0) { $0 + $1.value.textSize }
    case .null, .bool, .integer, .number: 0
    }
  }
}
