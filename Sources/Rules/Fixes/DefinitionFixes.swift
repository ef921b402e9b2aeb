import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

extension BrokenTarget {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    let destination = page.text[problem.range]
    let index = page.parsed.definitions.firstIndex { $0.destination == problem.range }
    let definition = index.map { DefinitionPlace(page: page.id, definition: $0) }
    var fixes: [Fix] = []
    if let known = definition.flatMap({ context.usage.meantHeadings.destination(mending: $0) }) {
      let edit = PageEdit(page: page.path, edits: [TextEdit(problem.range, known)])
      let title = known.lastIndex(of: "#").map { String(known[$0...]) } ?? known
      fixes.append(Fix(title: "Change to \(title)", isPreferred: true, edits: [edit]))
    }
    let place = index == nil ? context.ownPlace : context.place
    if case .missingAnchor(let id, let anchor) = context.snapshot.target(ofDestination: destination, on: place),
      let hash = destination.lastIndex(of: "#")
    {
      for proposal in AnchorProposals.anchors(for: anchor, definition: definition, on: id, in: context) {
        let edit = PageEdit(page: page.path, edits: [TextEdit(problem.range, destination[...hash] + proposal.anchor)])
        guard !fixes.contains(where: { $0.edits == [edit] }) else { continue }
        fixes.append(Fix(title: "Change to #\(proposal.anchor)", edits: [edit]))
      }
    }
    if let index, UnusedDefinition.isUnused(index, in: context) {
      fixes += [DefinitionRemoval.fix(of: index, on: page)]
    }
    return fixes
  }
}

extension DuplicateDefinition {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    guard let index = page.parsed.definitions.firstIndex(where: { $0.range == problem.range }) else { return [] }
    var fixes = [DefinitionRemoval.fix(of: index, on: page)]
    if let winner = winner(over: index, in: context), let other = context.snapshot[winner.page] {
      fixes.append(DefinitionRemoval.fix(of: winner.definition, on: other, isOther: true))
    }
    return fixes
  }
}

extension UnusedDefinition {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let index = context.page.parsed.definitions.firstIndex(where: { $0.range == problem.range }) else {
      return []
    }
    return [DefinitionRemoval.fix(of: index, on: context.page)]
  }
}

/// Takes a definition out of its file.
private enum DefinitionRemoval {
  static func fix(of index: Int, on page: Page, isOther: Bool = false) -> Fix {
    let definition = page.parsed.definitions[index]
    let label = Words.label(page.text[definition.label])
    let removal = TextEdit(TextLines.removal(of: definition.range, in: page.text), "")
    return Fix(
      title: isOther
        ? "Remove the other definition of \(label), in \(page.path)" : "Remove this definition of \(label)",
      edits: [PageEdit(page: page.path, edits: [removal])]
    )
  }
}

extension MissingAsset {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    let destination = page.text[problem.range]
    guard case .missingFile(let path) = context.snapshot.target(ofDestination: destination, on: context.ownPlace) else {
      return []
    }
    return context.usage.files(nearestTo: path).compactMap { file in
      guard let text = PathReplacement.replacing(path, by: file, in: destination) else { return nil }
      return Fix(
        title: "Change to \(text)",
        edits: [PageEdit(page: page.path, edits: [TextEdit(problem.range, text)])]
      )
    }
  }
}
