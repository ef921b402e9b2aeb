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

  /// Whether it names files that every page gets, and that are not there.
  package var lacksAppendedFiles: Bool { !missingAppendedFiles.isEmpty }

  /// The same, one by one.
  ///
  /// - Parameter text: what the file says. Where it inherits the names from another file the faults have no place in it.
  package func problems(ofAppendedFilesIn text: SourceText) -> [ConfigurationProblem] {
    let missing = missingAppendedFiles
    guard !missing.isEmpty else { return [] }
    let root = YAMLDocument(text.bytes).root
    return missing.map { file in
      let message = "auto_append names \(file.name), which is not there, so that no page gets what it defines"
      let node = root.flatMap { MkDocsConfiguration.node(ofAppendedFile: file.name, in: $0) }
      return node.map { ConfigurationProblem(message, at: $0) } ?? ConfigurationProblem(message, at: .none)
    }
  }

  private var missingAppendedFiles: [AppendedFile] {
    profile.appendedFiles.filter { file in
      // What lies outside of the workspace may well be there.
      !file.candidates.isEmpty && !file.candidates.contains { idsByPath[$0] != nil || otherFiles.contains($0) }
    }
  }
}
