import SiteProfiles
import Testing

@Suite struct GlobTests {
  /// A pattern, the paths that it matches, and paths that it does not match; separated by blanks.
  @Test(arguments: [
    ("a.md", "a.md a.md/b", "b.md A.md xa.md a.mdx docs/a.md"),
    ("*.md", "a.md .md", "a.mdx docs/a.md"),
    ("**/*.md", "a.md docs/a.md docs/x/a.md", "a.txt"),
    ("docs/**", "docs/a docs/a/b", "docs docsx/a"),
    ("docs/**/a.md", "docs/a.md docs/x/a.md docs/x/y/a.md", "docs/xa.md a.md"),
    ("docs", "docs docs/a docs/a/b", "doc docsx docs.md"),
    ("docs/", "docs docs/a", "doc"),
    ("./docs/a", "docs/a", "a"),
    ("/docs", "docs/a", "x/docs"),
    ("**", "a a/b", ""),
    ("a**b", "ab axxb", "a/b"),
    ("?.md", "a.md é.md", ".md ab.md"),
    ("a?b", "axb", "a/b ab"),
    ("[a-c0].md", "a.md b.md 0.md", "d.md 1.md"),
    ("[!a-c].md", "d.md -.md", "a.md"),
    ("[^a].md", "b.md", "a.md"),
    ("a[!x]b", "ayb", "a/b axb"),
    ("[]a].md", "].md a.md", "b.md"),
    ("[a-].md", "-.md a.md", "b.md"),
    ("[\\]].md", "].md", "\\.md"),
    ("{a,b}.md", "a.md b.md", "c.md {a,b}.md"),
    ("docs/{a,b/**,c?}.md", "docs/a.md docs/cx.md", "docs/b.md docs/x.md"),
    ("{a,b}/{c,d}", "a/c b/d b/d/e", "a/e c/d"),
    ("{a,}b", "ab b", "aab"),
    ("{{a,b},c}x", "ax bx cx", "x"),
    ("{**/a,b}.md", "a.md x/a.md b.md", "x/b.md"),
    ("a,b", "a,b", "a b"),
    ("a}", "a}", "a"),
    ("\\*.md", "*.md", "a.md"),
    ("glossaire/é*.md", "glossaire/été.md", "glossaire/ete.md"),
  ])
  func paths(pattern: String, matching: String, others: String) throws {
    let glob = try Glob(pattern)
    for path in matching.split(separator: " ") { #expect(glob.matches(String(path)), "\(path)") }
    for path in others.split(separator: " ") { #expect(!glob.matches(String(path)), "\(path)") }
  }

  @Test(arguments: [
    ("", "the pattern is empty"),
    ("./", "the pattern is empty"),
    ("a[b", "a “[” is not closed"),
    ("[", "a “[” is not closed"),
    ("a{b,c", "a “{” is not closed"),
    ("a\\", "nothing follows the “\\” at the end"),
    ("[b-a]", "a range in “[…]” is backwards"),
    (String(repeating: "{", count: 11), "“{” is nested more than 10 deep"),
    (String(repeating: "a", count: 1_001), "the pattern is longer than 1000 characters"),
  ])
  func errors(pattern: String, message: String) {
    #expect(throws: GlobError.self) { try Glob(pattern) }
    do { _ = try Glob(pattern) } catch { #expect(error.message == message) }
  }

  @Test(arguments: [
    ("*.md", "a.md docs/a.md", "a.txt"), ("vendor/bundle/*", "vendor/bundle/x", "vendor/bundle"),
    ("{a}", "{a}", "a"), ("a?b", "a/b", "ab"), ("drafts", "drafts", "drafts/a.md"),
  ])
  func nameMatch(pattern: String, matching: String, others: String) throws {
    let glob = try Glob(pattern, style: .nameMatch)
    for path in matching.split(separator: " ") { #expect(glob.matches(String(path)), "\(path)") }
    for path in others.split(separator: " ") { #expect(!glob.matches(String(path)), "\(path)") }
  }

  /// Backtracking would take longer than the age of the universe.
  @Test func manyStars() throws {
    let glob = try Glob(String(repeating: "*a", count: 200) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 300)))
    let braces = try Glob(String(repeating: "{a,aa,*}", count: 100) + "b")
    #expect(!braces.matches(String(repeating: "a", count: 300)))
  }

  /// Lines, excluded paths, kept paths.
  @Test(arguments: [
    ("*.tmp", "a.tmp x/a.tmp", "a.md"),
    ("*.tmp|!keep.tmp", "a.tmp", "keep.tmp x/keep.tmp"),
    ("/a.md", "a.md", "x/a.md"),
    ("x/a.md", "x/a.md", "y/x/a.md"),
    ("drafts/", "drafts/a.md x/drafts/a.md", "drafts"),
    ("drafts", "drafts drafts/a.md x/drafts/a.md", "draftsx"),
    (".*|/templates/", ".x.md a/.b/c.md templates/x.md", "a.md x/templates/a.md"),
    ("# note||\\#a", "#a", "# note"),
    ("a.md  ", "a.md", ""),
    ("{a,b}", "{a,b}", "a b"),
    ("[|a", "a", "["),
  ])
  func ignorePatterns(lines: String, excluded: String, kept: String) {
    let patterns = IgnorePatterns(lines.split(separator: "|", omittingEmptySubsequences: false).map(String.init))
    for path in excluded.split(separator: " ") { #expect(patterns.excludes(String(path)), "\(path)") }
    for path in kept.split(separator: " ") where path != "#" { #expect(!patterns.excludes(String(path)), "\(path)") }
    #expect(patterns.problems == (lines.hasPrefix("[|") ? ["[: a “[” is not closed"] : []))
  }
}
