import SiteProfiles
import SourceText
import Testing

/// How `mkdocs.yml` is told of a file for every page.
@Suite struct AutoAppendEditTests {
  @Test(arguments: cases) func edit(before: String, after: String?) {
    let text = SourceText(before)
    let edit = AutoAppendEdit.edit(adding: "terms.md", in: "includes", to: text)
    let changed = edit.flatMap { text.applying([$0]) }
    #expect(changed.map { $0[ByteRange(0, $0.count)] } == after)
  }

  /// The configuration before and after; nil where only a person should change it.
  static let cases: [(before: String, after: String?)] = [
    (
      "site_name: x",
      """
      site_name: x

      markdown_extensions:
        - pymdownx.snippets:
            base_path: [includes]
            auto_append: [terms.md]

      """
    ),
    (
      "site_name: x\r\nmarkdown_extensions:\r\n- toc:\r\n    permalink: true\r\n",
      "site_name: x\r\nmarkdown_extensions:\r\n- pymdownx.snippets:\r\n    base_path: [includes]\r\n"
        + "    auto_append: [terms.md]\r\n- toc:\r\n    permalink: true\r\n"
    ),
    (
      """
      markdown_extensions:
        - toc
        - pymdownx.snippets  # shared text
        - attr_list
      """,
      """
      markdown_extensions:
        - toc
        - pymdownx.snippets:
            auto_append: [terms.md]  # shared text
        - attr_list
      """
    ),
    (
      """
      markdown_extensions:
        - pymdownx.snippets:
            # Where they are.
            base_path: [shared]
        - attr_list
      """,
      """
      markdown_extensions:
        - pymdownx.snippets:
            # Where they are.
            auto_append: [terms.md]
            base_path: [shared]
        - attr_list
      """
    ),
    ("INHERIT: base.yml\n", nil),
    ("markdown_extensions: [toc]\n", nil),
    ("markdown_extensions:\n  - pymdownx.snippets: {base_path: [shared]}\n", nil),
    ("markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [other.md]\n", nil),
    ("markdown_extensions:\n", nil),
    ("- a\n", nil),
    ("site_name: [x\n", nil),
    ("", nil),
  ]
}
