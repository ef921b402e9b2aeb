import SiteProfiles
import Testing
import YAMLDocument

@Suite struct JekyllConfigurationTests {
  @Test func defaults() throws {
    let configuration = try configuration("title: x\n")
    #expect(configuration.source == ".")
    #expect(configuration.includesDirectory == "_includes")
    #expect(configuration.collections == [JekyllCollection(name: "posts", isPublished: true)])
    #expect(configuration.baseURL == "")
    #expect(configuration.permalink == "/:categories/:year/:month/:day/:title:output_ext")
    #expect(configuration.exclude.contains("vendor/bundle/"))
    #expect(configuration.kramdown == KramdownSettings())
    #expect(configuration.kramdown.input == "GFM")
    #expect(configuration.problems.isEmpty)
  }

  @Test func everything() throws {
    let configuration = try configuration(
      """
      source: site
      includes_dir: _parts
      collections_dir: sets
      url: https://a.b
      baseurl: /docs/
      permalink: pretty
      exclude: [drafts, Gemfile]
      include: [_pages]
      markdown_ext: md, mkd
      markdown: GFM
      plugins: [jekyll-feed]
      collections:
        terms:
          output: true
          permalink: /t/:name
        notes:
      kramdown:
        input: kramdown
        auto_ids: false
        auto_id_prefix: "x-"
        auto_id_stripping: true
        transliterated_header_ids: true
        parse_block_html: true
        link_defs:
          Foo: [https://foo.x, Title]
          Bar: bar.md
      defaults:
        - scope: {path: "", type: posts}
          values: {layout: post}
        - scope: {path: pages/x.md}
          values: {published: false}
        - values: 3
      """
    )
    #expect(configuration.source == "site")
    #expect(configuration.includesDirectory == "_parts")
    #expect(configuration.collectionsDirectory == "sets")
    #expect(configuration.url == "https://a.b")
    #expect(configuration.baseURL == "/docs")
    #expect(configuration.permalink == "/:categories/:year/:month/:day/:title/")
    #expect(configuration.exclude.starts(with: ["drafts", "Gemfile", ".sass-cache"]))
    #expect(configuration.exclude.count(where: { $0 == "Gemfile" }) == 1)
    #expect(configuration.include == ["_pages"])
    #expect(configuration.markdownExtensions == ["md", "mkd"])
    #expect(configuration.markdown == "GFM")
    #expect(configuration.plugins == ["jekyll-feed"])
    #expect(
      configuration.collections == [
        JekyllCollection(name: "posts", isPublished: true),
        JekyllCollection(name: "terms", isPublished: true, permalink: "/t/:name"),
        JekyllCollection(name: "notes"),
      ]
    )
    #expect(configuration.collections.map(\.directory) == ["_posts", "_terms", "_notes"])
    let kramdown = configuration.kramdown
    #expect(kramdown.input == "kramdown")
    #expect(!kramdown.generatesIDs && kramdown.stripsIDs && kramdown.transliteratesIDs && kramdown.parsesBlockHTML)
    #expect(kramdown.idPrefix == "x-")
    #expect(kramdown.linkDefinitions.map { "\($0.label) \($0.target)" } == ["Foo https://foo.x", "Bar bar.md"])
    #expect(configuration.defaults.map(\.path) == ["", "pages/x.md"])
    #expect(configuration.defaults.map(\.type) == ["posts", nil])
    #expect(configuration.defaults.last?.values["published"]?.bool == false)
  }

  @Test(
    arguments: [
      ("baseurl", "/x"), ("author.name", "Anna"), ("author.nobody", ""), ("missing", ""), ("port", "4000"),
      ("flag", "true"), ("empty", ""), ("author", nil), ("list", nil), ("time", nil), ("posts", nil), ("terms", nil),
    ] as [(String, String?)]
  )
  func siteValues(path: String, expected: String?) throws {
    let text = """
      baseurl: /x
      author: {name: Anna}
      port: 4000
      flag: true
      empty:
      list: [a]
      collections: [terms]
      """
    #expect(try configuration(text).siteValue(path.split(separator: ".").map(String.init)) == expected)
  }

  @Test(arguments: [
    ("text\n", "1:1 _config.yml must hold settings, not the text “text”"),
    ("exclude: a\n", "1:10 exclude must be a list of texts, not the text “a”"),
    ("collections: 3\n", "1:14 collections must be a mapping, not the number 3"),
    ("kramdown:\n  auto_ids: [x]\n", "2:13 auto_ids must be true or false, not a list"),
    ("source: {a: b}\n", "1:9 source must be a text, not a mapping"),
  ])
  func problems(text: String, expected: String) throws {
    let problems = try configuration(text).problems
    #expect(problems.map { "\($0.line):\($0.column) \($0.message)" } == [expected])
  }
}

private func configuration(_ text: String) throws -> JekyllConfiguration {
  let document = YAMLDocument(Array(text.utf8))
  #expect(document.problem == nil)
  return JekyllConfiguration(try #require(document.root))
}
