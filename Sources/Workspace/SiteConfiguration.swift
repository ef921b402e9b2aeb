package import SiteProfiles
package import SourceText
import YAMLDocument

/// The file that configures the site's generator, seen from the workspace.
extension WorkspaceSnapshot {
  /// Its path; nil where there is none.
  package var siteConfigurationPath: String? {
    let folder = profile.siteFolder.isEmpty ? "" : profile.siteFolder + "/"
    return ProfileDetection.configurationFiles.lazy.filter { $0.kind == profile.kind }.map { folder + $0.name }
      .first { otherFiles.contains($0) }
  }

  /// Whether it names files or folders that are not there.
  package var lacksConfiguredFiles: Bool { missingDocs != nil || !missingAppendedFiles.isEmpty }

  /// The same, one by one.
  ///
  /// - Parameter text: what the file says. Where it inherits the names from another file the faults have no place in it.
  package func problems(ofFilesNamedIn text: SourceText) -> [ConfigurationProblem] {
    guard lacksConfiguredFiles else { return [] }
    let root = YAMLDocument(text.bytes).root
    func problem(_ message: String, at node: YAMLNode?) -> ConfigurationProblem {
      node.map { ConfigurationProblem(message, at: $0) } ?? ConfigurationProblem(message, at: .none)
    }
    let docs = missingDocs.map { name in
      problem("there is nothing in \(name), where the site's pages are to be (docs_dir)", at: root?["docs_dir"])
    }
    let appended = missingAppendedFiles.map { file in
      problem(
        "auto_append names \(file.name), which is not there, so that no page gets what it defines",
        at: root.flatMap { MkDocsConfiguration.node(ofAppendedFile: file.name, in: $0) }
      )
    }
    return [docs].compactMap { $0 } + appended
  }

  /// The folder of the pages, as the configuration names it, where no file is in it.
  private var missingDocs: String? {
    guard let profile = profile as? MkDocsProfile,
      !pages.contains(where: { $0.map { profile.hasInDocs($0.path) } ?? false }),
      !otherFiles.contains(where: profile.hasInDocs)
    else { return nil }
    return profile.configuration.docsDirectory
  }

  private var missingAppendedFiles: [AppendedFile] {
    profile.appendedFiles.filter { file in
      // What lies outside of the workspace may well be there.
      !file.candidates.isEmpty && !file.candidates.contains { idsByPath[$0] != nil || otherFiles.contains($0) }
    }
  }
}
