package import YAMLDocument

/// Makes the profile of a site from its generator's configuration.
package enum ProfileDetection {
  /// The names of the files that tell a generator, in the order in which they decide.
  package static let configurationFiles: [(name: String, kind: SiteKind)] = [
    ("mkdocs.yml", .mkdocs), ("mkdocs.yaml", .mkdocs), ("_config.yml", .jekyll), ("_config.yaml", .jekyll),
  ]

  /// - Parameters:
  ///   - configuration: the value of the generator's file; nil where there is none or it cannot be read.
  ///   - siteFolder: the folder of that file, relative to the workspace.
  package static func profile(_ kind: SiteKind, configuration: YAMLNode?, siteFolder: String) -> any SiteProfile {
    switch kind {
    case .plain: PlainProfile()
    case .mkdocs:
      MkDocsProfile(configuration.map(MkDocsConfiguration.init) ?? MkDocsConfiguration(), siteFolder: siteFolder)
    case .jekyll:
      JekyllProfile(configuration.map(JekyllConfiguration.init) ?? JekyllConfiguration(), siteFolder: siteFolder)
    }
  }

  /// The settings of a generator's file that the generator would refuse; their defaults are used in their place.
  package static func problems(_ kind: SiteKind, configuration: YAMLNode) -> [ConfigurationProblem] {
    switch kind {
    case .plain: []
    case .mkdocs: MkDocsConfiguration(configuration).problems
    case .jekyll: JekyllConfiguration(configuration).problems
    }
  }
}
