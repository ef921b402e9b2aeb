package import LanguageServerProtocol

extension LSP.ServerInfo {
  package static let glossa = LSP.ServerInfo(name: "glossa", version: "0.1.0")
}
