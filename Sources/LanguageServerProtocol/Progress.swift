package import JSONRPC

extension LSP {
  package struct WorkDoneProgressCreateParams: Hashable, Sendable {
    package var token: ProgressToken

    package init(token: ProgressToken) {
      self.token = token
    }
  }

  package struct WorkDoneProgressCancelParams: Hashable, Sendable {
    package var token: ProgressToken
  }

  package enum WorkDoneProgressValue: Hashable, Sendable {
    case begin(title: String, message: String?, percentage: Int?)
    case report(message: String?, percentage: Int?)
    case end(message: String?)
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

extension LSP.WorkDoneProgressCancelParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    token = try JSONObject(json: json).required("token")
  }
}

extension LSP.WorkDoneProgressValue: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    switch self {
    case .begin(let title, let message, let percentage):
      json.member("kind", "begin")
      json.member("title", title)
      json.member("message", message)
      json.member("percentage", percentage)
    case .report(let message, let percentage):
      json.member("kind", "report")
      json.member("message", message)
      json.member("percentage", percentage)
    case .end(let message):
      json.member("kind", "end")
      json.member("message", message)
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
