import SiteProfiles
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

  /// The faults of what it names: files and folders that are not there.
  ///
  /// - Parameter read: gives the file's text; asked only where something is missing. Where the file inherits the names
  ///   from another one, the faults have no place in it.
  package func problemsOfConfiguredFiles(reading read: (_ path: String) -> SourceText?) -> [SiteProblem] {
    let (docs, appended) = (missingDocs, missingAppendedFiles)
    guard docs != nil || !appended.isEmpty, let path = siteConfigurationPath, let text = read(path) else { return [] }
    let root = YAMLDocument(text.bytes).root
    func problem(_ message: String, at node: YAMLNode?) -> SiteProblem {
      let problem = node.map { ConfigurationProblem(message, at: $0) } ?? ConfigurationProblem(message, at: .none)
      return SiteProblem(path: path, text: text, problem: problem, isFatal: false)
    }
    let problemsOfDocs = docs.map { name in
      problem("there is nothing in \(name), where the site's pages are to be (docs_dir)", at: root?["docs_dir"])
    }
    return [problemsOfDocs].compactMap { $0 }
      + appended.map { file in
        problem(
          "auto_append names \(file.name), which is not there, so that no page gets what it defines",
          at: root.flatMap { MkDocsConfiguration.node(ofAppendedFile: file.name, in: $0) }
        )
      }
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
      !file.candidates.isEmpty && !file.candidates.contains(where: hasFile)
    }
  }
}
