import JSONRPC
import LanguageServerProtocol

/// What the client has been asked to register, for settings that change after the start. Each method is registered once.
///
/// What is on at the start is announced in the answer to `initialize`, where all clients look for it, some of them only
/// once. LSP 3.17 forbids to register it too, and knows no way to take it back: while it is off its answers are null.
struct DynamicRegistration {
  /// The methods that were announced.
  var announced: Set<String> = []
  /// The methods that are registered.
  fileprivate var registered: Set<String> = []
  /// The methods of which the client refused a change. Nobody knows how far it came, so they are left as they are.
  fileprivate var refused: Set<String> = []
  /// There is one change at a time, so that each begins with what is known.
  fileprivate var isChanging = false
}

extension Session {
  /// Has the client register and unregister what the settings ask for, as far as it lets servers do that.
  mutating func updateRegistrations() {
    guard lifecycle == .running, !registration.isChanging else { return }
    let wanted = wantedRegistrations.filter { !registration.refused.contains($0.method) }
    let ended = registration.registered.subtracting(wanted.map(\.method)).subtracting(registration.refused)
    let missing = wanted.filter { !registration.registered.contains($0.method) }
    if !ended.isEmpty {
      let params = LSP.UnregistrationParams(unregistrations: ended.sorted().map { LSP.Unregistration(method: $0) })
      change("client/unregisterCapability", params, of: ended)
    } else if !missing.isEmpty {
      let params = LSP.RegistrationParams(registrations: missing)
      change("client/registerCapability", params, of: Set(missing.map(\.method)))
    }
  }

  private mutating func change(_ request: String, _ params: some JSONEncodable, of methods: Set<String>) {
    registration.isChanging = true
    self.request(request, params) { session, result in
      session.registration.isChanging = false
      switch result {
      case .success: session.registration.registered.formSymmetricDifference(methods)
      case .failure(let error):
        session.registration.refused.formUnion(methods)
        session.log(.warning, "the client refused \(request): \(error.message)")
      }
      session.updateRegistrations()
    }
  }

  /// What is to be registered: what is never announced, and what is on and was not announced at the start.
  private var wantedRegistrations: [LSP.Registration] {
    let fixed = [
      LSP.Registration(method: "workspace/didChangeConfiguration"),
      LSP.Registration(
        method: "workspace/didChangeWatchedFiles",
        registerOptions: LSP.DidChangeWatchedFilesRegistrationOptions(watchers: LSP.FileSystemWatcher.ofSites)
      ),
    ]
    let capabilities = LSP.ServerCapabilities(for: client, handledBy: router, settings: settings)
    return fixed.filter { client.registers.contains($0.method) && router.handles($0.method) }
      + capabilities.registrations.filter {
        client.registers.contains($0.method) && !registration.announced.contains($0.method)
      }
  }
}

extension LSP.FileSystemWatcher {
  /// What a site is made of: pages and what they include, configuration, and what pages show or lead to.
  fileprivate static var ofSites: [LSP.FileSystemWatcher] {
    [
      "**/*.{md,markdown,mkd,mkdn,mdown,txt}", "**/*.{yml,yaml}",
      "**/*.{png,jpg,jpeg,gif,svg,webp,avif,ico,pdf,mp4,webm,mp3,html}",
    ].map { LSP.FileSystemWatcher(globPattern: $0) }
  }
}
