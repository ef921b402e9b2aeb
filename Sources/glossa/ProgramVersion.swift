import MarkdownSyntax

/// What `--version` says.
enum ProgramVersion {
  static let number = "0.1.0"

  static var text: String { "glossa \(number) (libcmark-gfm \(PageReader.libraryVersion))" }
}
