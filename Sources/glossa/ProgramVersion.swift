import LanguageServer
import MarkdownSyntax

/// What `--version` says.
enum ProgramVersion {
  static var text: String { "glossa \(GlossaVersion.number) (libcmark-gfm \(PageReader.libraryVersion))" }
}
