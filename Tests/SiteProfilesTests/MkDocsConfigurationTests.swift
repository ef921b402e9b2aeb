import SiteProfiles
import Testing
import YAMLDocument

@Suite struct MkDocsConfigurationTests {
  @Test func defaults() throws {
    let configuration = try configuration("site_name: x\n")
    #expect(configuration == MkDocsConfiguration())
    #expect(configuration.docsDirectory == "docs")
    #expect(configuration.basePath == "/")
    #expect(configuration.extensions == [.toc, .tables, .fencedCode])
    #expect(configuration.plugins == ["search"])
    #expect(configuration.slugs == SlugSettings())
    #expect(configuration.snippets == nil && configuration.math == nil)
  }

  @Test(arguments: [
    ("https://a.b", "/"), ("https://a.b/", "/"), ("https://a.b/c", "/c/"), ("https://a.b/c/d/", "/c/d/"),
    ("''", "/"), ("a.b/c", "/"),
  ])
  func basePath(address: String, expected: String) throws {
    #expect(try configuration("site_url: \(address)\n").basePath == expected)
  }

  @Test(
    arguments: [
      // Strings, mappings, long names, bundles, and the form that is one mapping.
      ("[attr_list, footnotes: {}]", [.attributeLists, .footnotes]),
      ("[markdown.extensions.attr_list, unknown.extension]", [.attributeLists]),
      (
        "[extra]",
        [.abbreviations, .attributeLists, .definitionLists, .fencedCode, .footnotes, .markdownInHTML, .tables]
      ),
      ("{attr_list: , pymdownx.superfences: {custom_fences: []}}", [.attributeLists, .superfences]),
      ("attr_list", []),
      ("~", []),
    ] as [(String, Set<MarkdownExtension>)]
  )
  func extensions(value: String, added: Set<MarkdownExtension>) throws {
    let read = try configuration("markdown_extensions: \(value)\n").extensions
    #expect(read == added.union([.toc, .tables, .fencedCode]))
  }

  @Test(arguments: [
    ("", SnippetSettings()),
    ("base_path: inc", snippets { $0.basePaths = ["inc"] }),
    ("base_path: [inc, ., !ENV [DIR, other]]", snippets { $0.basePaths = ["inc", ".", "other"] }),
    ("base_path: [!relative $config_dir/inc, !relative $docs_dir]", snippets { $0.basePaths = ["./inc", "docs"] }),
    ("base_path: [!relative ]", snippets { ($0.basePaths, $0.searchesPageFolder) = ([], true) }),
    (
      "auto_append: [a.md, b.md]\n      check_paths: true",
      snippets { ($0.autoAppend, $0.checksPaths) = (["a.md", "b.md"], true) }
    ),
  ])
  func snippetSettings(options: String, expected: SnippetSettings) throws {
    let text = "markdown_extensions:\n  - pymdownx.snippets:\n      \(options)\n"
    #expect(try configuration(text).snippets == expected)
  }

  @Test(
    arguments: [
      ("permalink: true", .ascii, "-"),
      ("separator: _", .ascii, "_"),
      ("slugify: !!python/name:markdown.extensions.toc.slugify_unicode", .unicode, "-"),
      ("slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}", pymdownx(.lower), "-"),
      (
        "slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds:\n          case: fold\n          percent_encode: true",
        pymdownx(.fold, encoded: true), "-"
      ),
      ("slugify: !!python/name:pymdownx.slugs.uslugify_cased_encoded", pymdownx(.none, encoded: true), "-"),
      ("slugify: !!python/name:my.own.slugs", .unknown("my.own.slugs"), "-"),
      ("slugify: own", .unknown("own"), "-"),
    ] as [(String, SlugSettings.Function, String)]
  )
  func slugs(options: String, function: SlugSettings.Function, separator: String) throws {
    let read = try configuration("markdown_extensions:\n  - toc:\n      \(options)\n").slugs
    #expect(read.function == function)
    #expect(read.separator == separator)
  }

  @Test func blocksAndMath() throws {
    let configuration = try configuration(
      """
      markdown_extensions:
        - pymdownx.blocks.admonition:
            types: [note, {name: Term, class: term}]
        - pymdownx.blocks.details
        - pymdownx.blocks.tab
        - pymdownx.arithmatex:
            smart_dollar: false
            inline_syntax: [round]
      """
    )
    #expect(configuration.blockTypes == ["admonition", "note", "term", "details", "tab"])
    #expect(configuration.math?.smartDollar == false)
    #expect(configuration.math?.inlineSyntax == ["round"])
    #expect(configuration.math?.blockSyntax == ["dollar", "square", "begin"])
  }

  @Test func plugins() throws {
    let configuration = try configuration(
      """
      plugins:
        - autorefs
        - material/blog:
            blog_dir: news
        - blog:
            enabled: !ENV [BLOG, false]
        - exclude:
            glob: ["drafts/*", "*.tmp"]
      """
    )
    #expect(configuration.plugins == ["autorefs", "blog", "exclude"])
    #expect(configuration.hasAutorefs)
    #expect(configuration.blogs == [BlogSettings(directory: "news", postDirectory: "news/posts")])
    #expect(configuration.excludedGlobs == ["drafts/*", "*.tmp"])
  }

  @Test func noPlugins() throws {
    #expect(try configuration("plugins: []\n").plugins.isEmpty)
  }

  @Test func exclusions() throws {
    let read = try configuration("exclude_docs: |\n  *.tmp\n  !keep.tmp\n  # note\n")
    #expect(read.excludedDocs == [".*", "/templates/", "*.tmp", "!keep.tmp", "# note"])
  }

  @Test func inheritance() throws {
    let base = try root(
      "site_url: https://a.b/c/\nplugins: [autorefs]\ntheme: {name: material, x: 1}\nINHERIT: more.yml\n"
    )
    let own = try root("INHERIT: ../base.yml\nplugins: [search]\ntheme: {x: 2}\ndocs_dir: text\n")
    #expect(own.inheritedPath == "../base.yml")
    let merged = MkDocsConfiguration(own.inheriting(base))
    #expect(merged.basePath == "/c/")
    #expect(merged.plugins == ["search"])
    #expect(merged.themeName == "material")
    #expect(merged.docsDirectory == "text")
  }

  @Test(arguments: [
    ("- a\n", "1:1 mkdocs.yml must hold settings, not a list"),
    ("docs_dir: [a]\n", "1:11 docs_dir must be a text, not a list"),
    ("use_directory_urls: maybe\n", "1:21 use_directory_urls must be true or false, not the text “maybe”"),
    (
      "exclude_docs: |\n  a.md\n  [b\n",
      "1:15 exclude_docs has a line that is no pattern: [b: a “[” is not closed"
    ),
    ("plugins:\n  - [a]\n", "2:5 plugins takes names and options, not a list"),
    (
      "markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: {a: 1}\n",
      "3:20 auto_append must be a list of texts, not a mapping"
    ),
  ])
  func problems(text: String, expected: String) throws {
    let problems = try configuration(text).problems
    #expect(problems.map { "\($0.line):\($0.column) \($0.message)" } == [expected])
  }
}

private func root(_ text: String) throws -> YAMLNode {
  let document = YAMLDocument(Array(text.utf8))
  #expect(document.problem == nil)
  return try #require(document.root)
}

private func configuration(_ text: String) throws -> MkDocsConfiguration {
  MkDocsConfiguration(try root(text))
}

private func snippets(_ change: (inout SnippetSettings) -> Void) -> SnippetSettings {
  var settings = SnippetSettings()
  change(&settings)
  return settings
}

private func pymdownx(_ letterCase: SlugSettings.LetterCase, encoded: Bool = false) -> SlugSettings.Function {
  .pymdownx(letterCase: letterCase, percentEncode: encoded, normalization: .nfc)
}
