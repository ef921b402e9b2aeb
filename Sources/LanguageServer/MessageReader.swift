import JSONRPC

/// Turns the client's bytes into events, on a thread of its own.
///
/// Cancellations are not queued: their flag is set as soon as they are read, before anything that was read together with
/// them is queued.
struct MessageReader: ~Copyable {
  private var framing: MessageFraming
  private let queue: EventQueue
  private let requests: OpenRequests
  /// Called when the client has said that it is done, before that is queued.
  private let onEnd: @Sendable () -> Void

  init(
    limits: MessageFraming.Limits,
    queue: EventQueue,
    requests: OpenRequests,
    onEnd: @escaping @Sendable () -> Void
  ) {
    framing = MessageFraming(limits: limits)
    self.queue = queue
    self.requests = requests
    self.onEnd = onEnd
  }

  mutating func run(_ read: () -> [UInt8]) {
    while true {
      let bytes = read()
      if bytes.isEmpty { break }
      framing.append(bytes)
      var events: [(event: Event, size: Int)] = []
      while let frame = framing.next() {
        if let event = event(for: frame) { events.append(event) }
      }
      for (event, size) in events { queue.push(event, size: size) }
    }
    if !framing.isBetweenMessages {
      queue.push(.remark("the input ended inside a message"), size: 0)
    }
    onEnd()
    queue.push(.endOfInput, size: 0)
  }

  private mutating func event(for frame: MessageFraming.Event) -> (Event, size: Int)? {
    switch frame {
    case .body(let body):
      event(for: body).map { ($0, body.count) }
    case .bodyTooLong(let length):
      (Self.refusal(.invalidRequest, "a message of \(length) bytes is too long"), 0)
    case .unsupportedCharset(let charset):
      (Self.refusal(.invalidRequest, "the charset \(charset) is not supported, only utf-8 is"), 0)
    case .lostSynchronisation(let reason):
      (.remark("skipping input: \(reason)"), 0)
    }
  }

  private mutating func event(for body: [UInt8]) -> Event? {
    let value: JSONValue
    do throws(JSONReader.Failure) {
      value = try json(body)
    } catch {
      return Self.refusal(.parseError, "\(error.message) at byte \(error.offset)")
    }
    do throws(MalformedMessage) {
      return event(for: try Message(value))
    } catch {
      return .malformed(error)
    }
  }

  /// Reads a body; a message after it that a too large length took in is given back to the framing.
  private mutating func json(_ body: [UInt8]) throws(JSONReader.Failure) -> JSONValue {
    do throws(JSONReader.Failure) {
      return try JSONReader.read(body)
    } catch {
      guard error.isTrailing, MessageFraming.startsHeader(body[error.offset...]) else { throw error }
      let (value, end) = try JSONReader.readPrefix(body)
      framing.unread(body[end...])
      return value
    }
  }

  private func event(for message: Message) -> Event? {
    switch message {
    case .request(let id, let method, let params):
      guard let request = requests.open(id, method: method) else {
        let error = ResponseError(.invalidRequest, "a request with the id \(id) is open already")
        return .malformed(MalformedMessage(id: id, answer: error, reason: error.message))
      }
      return .request(request, params: params)
    case .notification("$/cancelRequest", let params):
      if let id = params?["id"], let id = try? RequestID(json: id) { requests.cancel(id) }
      return nil
    case .notification(let method, let params):
      if method == "exit" { onEnd() }
      return .notification(method: method, params: params)
    case .response(let id, let result):
      return .response(id: id, result: result)
    }
  }

  private static func refusal(_ code: ErrorCode, _ reason: String) -> Event {
    .malformed(MalformedMessage(id: nil, answer: ResponseError(code, reason), reason: reason))
  }
}
