import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

/// Finds definitions, links and inclusions that lead nowhere.
package enum BrokenTarget: Rule {
  package static let description = RuleDescription(
    id: "broken-target",
    summary: "A definition or a link to a file or an anchor that does not exist.",
    documentation: #"""
      The words become a link, and the link leads nowhere: to a page that the site does not have, or to
      the top of the right page because no heading has that anchor. It usually happens when a heading is
      renamed and its definition is not. Every reference that uses the definition is broken with it.
      Correct the target; Glossa computes the anchors as the site's own generator makes them and offers
      the nearest one.

      Before:

      ```markdown
      ## Telltale

      [Telltale]: /glossary/t.md#tell-tale
      ```

      After:

      ```markdown
      ## Telltale

      [Telltale]: /glossary/t.md#telltale
      ```
      """#,
    defaultLevel: .error,
    isFixable: true
  )

  package static func check(_ context: RuleContext) -> [Problem] {
    definitions(context) + links(context) + inclusions(context)
  }

  // MARK: Definitions

  private static func definitions(_ context: RuleContext) -> [Problem] {
    guard context.holdsDefinitions else { return [] }
    let page = context.page
    return page.parsed.definitions.indices.compactMap { index in
      let definition = page.parsed.definitions[index]
      let place = DefinitionPlace(page: page.id, definition: index)
      guard !ListDefinitions.contains(index, on: page),
        let fault = fault(
          context.snapshot.target(of: place, from: context.place),
          definition: place,
          in: context
        )
      else { return nil }
      return context.problem(
        description,
        at: definition.destination,
        fault.message,
        subject: page.text[definition.label],
        related: fault.related
      )
    }
  }

  /// Whether a definition of the page leads nowhere.
  static func isBroken(_ definition: DefinitionPlace, in context: RuleContext) -> Bool {
    switch context.snapshot.target(of: definition, from: context.place) {
    case .missingFile, .missingAnchor: true
    default: false
    }
  }

  // MARK: Links

  private static func links(_ context: RuleContext) -> [Problem] {
    guard context.isPublished else { return [] }
    let text = context.page.text
    var problems: [Problem] = []
    for span in context.page.parsed.spans where span.kind == .inlineLink && !span.isImage && !span.label.isEmpty {
      guard !AssetPath.isOffSite(text.slice(span.label)), !AssetPath.isAsset(text.slice(span.label)) else { continue }
      let destination = text[span.label]
      let target = context.snapshot.target(ofDestination: destination, on: context.ownPlace)
      guard let fault = fault(target, definition: nil, in: context) else { continue }
      problems.append(
        context.problem(description, at: span.label, fault.message, subject: destination, related: fault.related)
      )
    }
    return problems
  }

  // MARK: Faults

  private struct Fault {
    var message: String
    var related: [RelatedPlace] = []
  }

  /// What is wrong with a destination.
  ///
  /// - Parameter definition: the one that leads there, whose label tells what is meant.
  private static func fault(
    _ target: ResolvedTarget,
    definition: DefinitionPlace?,
    in context: RuleContext
  ) -> Fault? {
    switch target {
    case .external, .unknown, .page, .place, .file: return nil
    case .missingFile(let path):
      return context.snapshot.isFolder(path) ? nil : Fault(message: "There is no \(kind(of: path)) \(path)")
    case .missingAnchor(let id, let anchor):
      let target = context.snapshot[id]?.path ?? ""
      let fact = "\(target == context.page.path ? "This page" : target) has no heading #\(anchor)"
      let near = AnchorProposals.anchors(for: anchor, definition: definition, on: id, in: context, limit: 1)
      guard let first = near.first else { return Fault(message: fact) }
      return Fault(
        message: fact + "; did you mean #\(first.anchor)?",
        related: [
          RelatedPlace(page: target, range: first.range, message: "The heading with the anchor #\(first.anchor)")
        ]
      )
    }
  }

  private static func kind(of path: String) -> String { path.isMarkdownPath ? "page" : "file" }

  // MARK: Inclusions

  private static func inclusions(_ context: RuleContext) -> [Problem] {
    let page = context.page
    return context.snapshot.inclusionProblems.compactMap { problem -> Problem? in
      guard problem.page == page.id, page.inclusions.indices.contains(problem.inclusion) else { return nil }
      let range = page.inclusions[problem.inclusion].tag.range
      let message =
        switch problem.kind {
        case .missing(let candidates): "There is no file \(candidates.first ?? "") to include"
        case .cycle: "This file includes itself, directly or by way of others, and the rest is left out"
        case .outside: "The file to include is outside the site"
        }
      return context.problem(description, at: range, message, subject: page.text[range])
    }
  }
}

extension WorkspaceSnapshot {
  /// Whether a path is that of a folder; only asked where no file has it.
  fileprivate func isFolder(_ path: String) -> Bool {
    guard profile.kind == .plain else { return false }
    if path.isEmpty { return true }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return otherFiles.contains { $0.hasPrefix(prefix) }
      || pages.contains { $0?.path.hasPrefix(prefix) ?? false }
  }
}
