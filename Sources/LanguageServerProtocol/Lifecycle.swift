package import JSONRPC

extension LSP {
  package struct InitializeParams: Sendable {
    /// The process that started the server; the server ends when that one is gone.
    package var processID: Int?
    package var rootPath: String?
    package var rootURI: DocumentURI?
    package var initializationOptions: JSONValue?
    /// As it came: `ResolvedClient` is the one place that reads it.
    package var capabilities: JSONValue
    package var trace: TraceValue
    package var workspaceFolders: [WorkspaceFolder]?
  }

  package struct WorkspaceFolder: Hashable, Sendable {
    package var uri: DocumentURI
  }

  package enum TraceValue: String, Hashable, Sendable {
    case off, messages, verbose
  }

  package struct SetTraceParams: Hashable, Sendable {
    package var value: TraceValue
  }

  package struct LogTraceParams: Hashable, Sendable {
    package var message: String
    /// Only at `verbose`.
    package var verbose: String?

    package init(message: String, verbose: String? = nil) {
      self.message = message
      self.verbose = verbose
    }
  }

  package struct InitializeResult: Sendable {
    package var capabilities: ServerCapabilities
    package var serverInfo: ServerInfo

    package init(capabilities: ServerCapabilities, serverInfo: ServerInfo) {
      self.capabilities = capabilities
      self.serverInfo = serverInfo
    }
  }

  package struct ServerInfo: Hashable, Sendable {
    package var name: String
    package var version: String?

    package init(name: String, version: String?) {
      self.name = name
      self.version = version
    }
  }
}

extension LSP.InitializeParams: JSONDecodable {
  /// Only an object is demanded: a client with one odd property must still get its answer.
  package init(json: JSONValue) throws(JSONDecodingError) {
    let object = try JSONObject(json: json)
    processID = try? object.optional("processId")
    rootPath = try? object.optional("rootPath")
    rootURI = try? object.optional("rootUri")
    initializationOptions = object["initializationOptions"]
    capabilities = object["capabilities"] ?? [:]
    trace = (try? object.optional("trace")) ?? .off
    workspaceFolders = try? object.optional("workspaceFolders")
  }
}

extension LSP.WorkspaceFolder: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    uri = try JSONObject(json: json).required("uri")
  }
}

extension LSP.TraceValue: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    // "compact" is an old client's word for "messages"; any other unknown value keeps the trace off.
    let value = try String(json: json)
    self = value == "compact" ? .messages : LSP.TraceValue(rawValue: value) ?? .off
  }
}

extension LSP.SetTraceParams: JSONDecodable {
  package init(json: JSONValue) throws(JSONDecodingError) {
    value = try JSONObject(json: json).required("value")
  }
}

extension LSP.LogTraceParams: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("message", message)
    json.member("verbose", verbose)
    json.endObject()
  }
}

extension LSP.InitializeResult: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("capabilities", capabilities)
    json.member("serverInfo", serverInfo)
    json.endObject()
  }
}

extension LSP.ServerInfo: JSONEncodable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("version", version)
    json.endObject()
  }
}
