import SiteProfiles
import Testing
import YAMLDocument

/// What the generator's configuration makes of the files of a site: one letter for each path, with `i` for what pages
/// include, `p` for pages, `b` for posts, `-` for what the site leaves out.
@Suite struct PageRoleTests {
  @Test(arguments: [
    ("site_name: x", "docs/a.md p, docs/b/c.md p, a.md -, docs/.b/a.md -, docs/.a.md -, docs/templates/a.md -"),
    ("site_name: x", "docs/b/templates/a.md p, docs/a.txt -, docs/posts/2020-02-03-x.md b"),
    ("docs_dir: src", "src/a.md p, docs/a.md -, src/.a.md -"),
    (
      "exclude_docs: |\n  drafts/\n  *.tmp.md\n  !keep.tmp.md\n  /b.md",
      "docs/drafts/a.md -, docs/x/drafts/a.md -, docs/drafts.md p"
    ),
    (
      "exclude_docs: |\n  drafts/\n  *.tmp.md\n  !keep.tmp.md\n  /b.md",
      "docs/a.tmp.md -, docs/keep.tmp.md p, docs/b.md -, docs/c/b.md p"
    ),
    ("exclude_docs: '!.well-known'", "docs/.well-known/a.md p, docs/.other/a.md -"),
    (
      "plugins:\n  - exclude:\n      glob: [drafts/*, '*.tmp.md', plain]",
      "docs/drafts/a.md -, docs/x/a.tmp.md -, docs/plain/a.md p"
    ),
    (
      "exclude_docs: parts/\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs/parts",
      "docs/parts/links.md i, docs/a.md p"
    ),
  ])
  func mkdocs(configuration: String, expected: String) throws {
    try check(.mkdocs, configuration, expected)
  }

  @Test(arguments: [
    ("title: x", "a.md p, b/c.md p, _includes/a.md i, _posts/2020-02-03-x.md b, b/_drafts/x.md b, a.txt -"),
    ("title: x", "_other/a.md -, .github/a.md -, b/_c/d.md -, _a.md -, .a.md -, #a.md -, ~a.md -"),
    ("title: x", "node_modules/x/README.md -, vendor/bundle/x/README.md -, vendor/other/a.md p, b/node_modules/a.md p"),
    (
      "exclude: [drafts, 'x/*.md', /b.md]",
      "drafts/a.md -, draftsman.md -, c/drafts/a.md p, x/a.md -, x/y/a.md -, b.md -"
    ),
    ("exclude: [node_modules/a.md]", "node_modules/b.md -"),
    ("include: [_pages]", "_pages/a.md p, _pages/b/a.md p, _other/a.md -"),
    (
      "include: [node_modules, README.md]\nexclude: [README.md, docs]",
      "node_modules/a.md p, README.md p, docs/README.md -"
    ),
    ("collections: [terms]", "_terms/a.md p, _terms/_b/a.md -, _posts/_x.md -"),
    ("exclude: [old]\ncollections: [terms]", "_terms/old/a.md p, old/a.md -, _terms/a.md p"),
  ])
  func jekyll(configuration: String, expected: String) throws {
    try check(.jekyll, configuration, expected)
  }

  private func check(_ kind: SiteKind, _ configuration: String, _ expected: String) throws {
    let root = try #require(YAMLDocument(Array(configuration.utf8)).root)
    let profile = ProfileDetection.profile(kind, configuration: root, siteFolder: "")
    for item in expected.split(separator: ", ") {
      let parts = item.split(separator: " ")
      let letter =
        switch profile.role(of: String(parts[0])) {
        case .page: "p"
        case .post: "b"
        case .include: "i"
        case .outside: "-"
        }
      #expect(letter == parts[1], "\(parts[0])")
    }
  }
}
