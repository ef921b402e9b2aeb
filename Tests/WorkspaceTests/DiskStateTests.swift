import TestSupport
import Testing
import Workspace

@Suite struct DiskStateTests {
  @Test func tellsWhatCameWentAndChanged() {
    let files = InMemoryFileSystem(["a.md": "a", "b.md": "b", "terms/c.md": "c", "data.csv": "1"])
    let before = DiskState(of: files)
    #expect(DiskState(of: files).changes(since: before) == [])
    files.put("b.md", "B")
    files.remove("terms/c.md")
    files.put("words/c.md", "c")
    files.remove("data.csv")
    let after = DiskState(of: files)
    #expect(after.changes(since: before) == ["b.md", "terms/c.md", "words/c.md", "data.csv"])
  }
}
