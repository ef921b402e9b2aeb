import LanguageServer
import Testing

@Suite struct FileURITests {
  @Test(arguments: [
    ("file:///a/b.md", "/a/b.md"), ("FILE:///a", "/a"), ("file:/a/b", "/a/b"), ("file://localhost/a", "/a"),
    ("file:///a%20b/%C3%A9.md", "/a b/é.md"), ("file:///a%20b/é.md", "/a b/é.md"), ("file:///a+b%2Bc.md", "/a+b+c.md"),
    ("file:///C%23%20100%25.md", "/C# 100%.md"), ("file:///c%3A/x", "/c:/x"), ("file:///c:/x", "/c:/x"),
    ("file:///", "/"),
    ("file:///a//b/./c/../d/", "/a/b/d"), ("file:///w/%2e%2e/%2E%2E/etc", "/etc"), ("file:///a%2Fb", "/a/b"),
    ("file:///a#b", "/a#b"), ("file://LocalHost/a", "/a"), ("file:///a/.b/..c", "/a/.b/..c"), ("file:///a/", "/a"),
    ("file:///a/..", "/"), ("file:///a/.", "/a"), ("file:////a", "/a"), ("file://localhos/a", nil), ("fileX///a", nil),
    ("untitled:Untitled-1", nil), ("git:/a/b.md?x", nil), ("https://a/b", nil), ("file://server/share", nil),
    ("file:a", nil),
    ("file:", nil), ("", nil), ("/a/b", nil), ("file:///a%2", nil), ("file:///a%zz", nil), ("file:///a%00b", nil),
    ("file:///a%ff", nil),
  ])
  func path(_ uri: String, _ path: String?) {
    #expect(FileURI.path(of: uri) == path)
  }

  @Test(arguments: [
    ("/a/b.md", "file:///a/b.md"), ("/a b/é+#%.md", "file:///a%20b/%C3%A9%2B%23%25.md"),
    ("/c:/(x)", "file:///c%3A/%28x%29"),
    ("/", "file:///"), ("/-._~", "file:///-._~"),
  ])
  func uri(_ path: String, _ uri: String) {
    #expect(FileURI.uri(of: path) == uri)
    #expect(FileURI.path(of: uri) == path)
  }

  @Test func keys() {
    #expect(DocumentKey("file:///a%20b.md") == DocumentKey("file:///%61%20b.md"))
    #expect(DocumentKey("file:///a b.md") == DocumentKey(path: "/a b.md"))
    #expect(DocumentKey("untitled:a") != DocumentKey("untitled:b"))
    // Different files to Linux, though Swift takes the names for equal.
    #expect(DocumentKey("file:///%C3%A9") != DocumentKey("file:///e%CC%81"))
  }
}
