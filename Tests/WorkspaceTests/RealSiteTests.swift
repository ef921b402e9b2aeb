import SiteProfiles
import TestSupport
import Testing
import Workspace
import YAMLDocument

/// The configurations and files of real sites, where they lie beside the repository.
@Suite struct RealSiteTests {
  @Test(.enabled(if: SharedData.path("corpus/mkdocs-site") != nil))
  func mkdocs() throws {
    let files = try DiskFileSystem.open(#require(SharedData.path("corpus/mkdocs-site"))).get()
    let document = YAMLDocument(try files.read("mkdocs.yml").get().bytes)
    #expect(document.problem == nil)
    #expect(document.duplicateKeys.count == 8)
    let configuration = MkDocsConfiguration(try #require(document.root))
    #expect(configuration.problems.isEmpty)
    #expect(configuration.snippets?.basePaths == ["includes"])
    #expect(configuration.snippets?.autoAppend == ["abbreviations.md", "reference_links.md"])
    #expect(configuration.snippets?.checksPaths == true)
    #expect(configuration.hasAutorefs)
    #expect(configuration.math != nil)
    #expect(configuration.slugs == SlugSettings())
    #expect(configuration.extensions.isSuperset(of: [.attributeLists, .markdownInHTML, .footnotes, .saneHeaders]))
    #expect(!configuration.extensions.contains(.definitionLists))
    let listing = files.walk("")
    #expect(listing.problems.isEmpty)
    #expect(listing.files.count { $0.path.hasPrefix("docs/glossary/") && $0.path.hasSuffix(".md") } == 28)
  }

  @Test(.enabled(if: SharedData.path("corpus/jekyll-site") != nil))
  func jekyll() throws {
    let files = try DiskFileSystem.open(#require(SharedData.path("corpus/jekyll-site"))).get()
    let document = YAMLDocument(try files.read("_config.yml").get().bytes)
    #expect(document.problem == nil)
    let configuration = JekyllConfiguration(try #require(document.root))
    #expect(configuration.problems.isEmpty)
    #expect(configuration.collections.map(\.name) == ["posts", "tooltips"])
    #expect(configuration.kramdown == KramdownSettings())
    #expect(configuration.siteValue(["baseurl"]) == "")
    #expect(configuration.siteValue(["url"]) == "https://glossary-v2.midtown.ai")
    #expect(configuration.defaults.count == 3)
  }
}
