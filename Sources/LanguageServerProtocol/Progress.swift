package import JSONRPC

extension LSP {
  package struct WorkDoneProgressCreateParams: Hashable, Sendable {
    package var token: ProgressToken

    package init(token: ProgressToken) {
      self.token = token
    }
  }

  package enum WorkDoneProgressValue: Hashable, Sendable {
    case begin(title: String)
    case end
  }

  package struct ProgressParams: Hashable, Sendable {
    package var token: ProgressToken
    package var value: WorkDoneProgressValue

    package init(token: ProgressToken, value: WorkDoneProgressValue) {
      self.token = token
      self.value = value
    }
  }
}

extension LSP.WorkDoneProgressCreateParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("token", token)
    json.endObject()
  }
}

extension LSP.WorkDoneProgressValue: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .begin(let title):
      json.member("kind", "begin")
      json.member("title", title)
    case .end:
      json.member("kind", "end")
    }
    json.endObject()
  }
}

extension LSP.ProgressParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("token", token)
    json.member("value", value)
    json.endObject()
  }
}
