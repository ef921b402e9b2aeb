import JSONRPC

enum Shutdown {
  /// The requests before this one are answered already; nothing is kept that would have to be saved.
  static func answer(_ session: inout Session, _ params: NoParams) throws(ResponseError) -> JSONValue {
    .null
  }
}
