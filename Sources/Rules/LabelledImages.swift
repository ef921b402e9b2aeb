import Glossary
import MarkdownSyntax
import SiteProfiles
import Workspace

/// Images whose target a definition names: `![alt][label]`, `![label]`.
struct LabelledImage {
  /// The index of its span.
  var span: Int
  var definition: DefinitionPlace?
}

enum LabelledImages {
  static func find(on page: Page, in snapshot: WorkspaceSnapshot) -> [LabelledImage] {
    var images: [LabelledImage] = []
    for (index, span) in page.parsed.spans.enumerated() where span.isImage {
      let use: LabelUse
      switch span.kind {
      case .fullReference: use = .secondBracket
      case .shortcutReference, .collapsedReference: use = .shownText
      default: continue
      }
      let key = LabelKey(page.parsed.label(ofSpan: index), matching: snapshot.profile.labelMatching, use: use)
      let definition = snapshot.scope(of: page)
        .definition(of: key, on: page, laterWins: snapshot.profile.laterDefinitionWins)
      images.append(LabelledImage(span: index, definition: definition))
    }
    return images
  }
}
