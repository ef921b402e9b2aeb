import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// Each fix of each problem in the sample glossaries mends its problem and breaks nothing.
struct SampleFixTests {
  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func fixesMend(_ site: String) throws {
    let files = try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()
    var literal = ""
    for file in files.walk("").files {
      let text = String(decoding: try files.read(file.path).get().bytes, as: UTF8.self)
      literal += "//- \(file.path)\n\(text)"
    }
    let checked = CheckedWorkspace(MarkedWorkspace(literal))
    var count = 0
    for problem in checked.problems {
      for fix in checked.fixes(for: problem) {
        checked.expectMended(problem, by: fix)
        count += 1
      }
    }
    #expect(count > checked.problems.count / 2)
  }
}
