package import LanguageServerProtocol

/// The version of Glossa: what the server says to its clients, `glossa --version` says, and packages are named by.
package enum GlossaVersion {
  package static let number = "0.1.0"
}

extension LSP.ServerInfo {
  package static let glossa = LSP.ServerInfo(name: "glossa", version: GlossaVersion.number)
}
