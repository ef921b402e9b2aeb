import Glibc
import JSONRPC
import LanguageServer
import SourceText
import TestSupport
import Testing
import Threads

extension MessageRouter {
  /// The server's own table and a few messages that make its inner workings visible.
  static let forTests = MessageRouter.standard.adding([
    // Gives its params back.
    "test/echo": .request { (_, params: JSONValue) throws(ResponseError) in params },
    // Is not answered before it is cancelled.
    "test/wait": .request { (context, _: NoParams) throws(ResponseError) -> JSONValue in
      while !context.isCancelled { usleep(200) }
      return .null
    },
    // Fails in the handler.
    "test/fail": .request { (_, _: NoParams) throws(ResponseError) -> JSONValue in
      throw ResponseError(.requestFailed, "as asked")
    },
    // The text and the state of an open document.
    "test/document": .request { (context, params: JSONValue) throws(ResponseError) -> JSONValue in
      guard let document = context.documents[params["uri"]?.asString ?? ""] else { return .null }
      return [
        "uri": .string(document.uri), "version": .integer(document.version), "isSuspect": .bool(document.isSuspect),
        "text": .string(String(decoding: document.text.bytes, as: UTF8.self)),
      ]
    },
    // Whether everything that followed from the messages so far is done.
    "test/isAtRest": .orderedRequest { (session, _: NoParams) throws(ResponseError) in session.isAtRest },
    // Shows progress, and ends it where `end` is there.
    "test/progress": .notification { (session, params: JSONValue) in
      let token = session.beginProgress("Working")
      if params["end"] != nil { session.endProgress(token) }
    },
    // Does at once what is due within a number of milliseconds.
    "test/later": .notification { (session, params: JSONValue) in
      session.handleDeadlines(at: .now.advanced(byMilliseconds: params["milliseconds"]?.asInteger ?? 0))
    },
    // Sends as many diagnostics of one document.
    "test/flood": .notification { (session, params: JSONValue) in
      for number in 0..<(params["count"]?.asInteger ?? 0) {
        session.notify("test/number", ["number": .integer(number)] as JSONValue, replacing: "number")
      }
    },
  ])
}

extension InProcessClient {
  /// Waits until everything that followed from the messages so far is done.
  func rest() {
    for _ in 0..<100_000 {
      request("rest", "test/isAtRest")
      guard let answer = answer(to: "rest") else { break }
      if answer["result"] == true { return }
      usleep(500)
    }
    Issue.record("the server does not come to rest")
  }
}
