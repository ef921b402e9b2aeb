import Glossary
import MarkdownSyntax
import SiteProfiles
import SourceText
import Workspace

extension DanglingReference {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let reference = context.reference(at: problem.range) else { return [] }
    let span = context.span(of: reference)
    let rewriting = ReferenceRewriting(span: span, page: context.page)
    let words = Words.shortened(context.page.text[span.text])
    guard !span.isUndefinable else { return [plain(rewriting, words)] }
    let label = context.label(of: reference)
    let near = context.usage.names(nearestTo: label).filter { $0.isOther(than: label, in: context.snapshot) }
    var fixes = near.map { name in
      Fix(title: "Change to \(Words.label(name.name))", edits: [rewriting.relabelled(name.name)])
    }
    if let creation = EntryCreation(naming: label, for: context) { fixes.append(creation.fix) }
    if span.kind != .fullReference, let first = near.first {
      let title = "Keep the words and point to \(Words.label(first.name))"
      fixes.append(Fix(title: title, edits: [rewriting.pointed(to: first.name)]))
    }
    fixes.append(plain(rewriting, words))
    if span.kind == .shortcutReference {
      fixes.append(Fix(title: "Keep the brackets as text", edits: [rewriting.escaped]))
    }
    return fixes
  }

  private static func plain(_ rewriting: ReferenceRewriting, _ words: String) -> Fix {
    Fix(title: "Write “\(words)” without brackets", edits: [rewriting.plain])
  }
}

extension UndefinedLabel {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let reference = context.reference(at: problem.range), let entry = context.resolutions[reference].entry else {
      return []
    }
    let span = context.span(of: reference)
    let label = context.label(of: reference)
    var fixes: [Fix] = []
    let table = context.table(defining: label, as: entry) ?? context.page
    if let edit = DefinitionInsertion.edit(defining: label, as: entry, in: table, of: context.snapshot) {
      let title = "Add a definition of \(Words.label(label)) to \(table.path)"
      fixes.append(Fix(title: title, isPreferred: true, edits: [edit]))
    }
    if let defined = context.definedLabel(of: entry) {
      let rewriting = ReferenceRewriting(span: span, page: context.page)
      let isFull = span.kind == .fullReference
      let edit = isFull ? rewriting.relabelled(defined) : rewriting.pointed(to: defined)
      fixes.append(Fix(title: "Point to \(Words.label(defined))", edits: [edit]))
    }
    return fixes
  }
}

extension AmbiguousReference {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    guard let reference = context.reference(at: problem.range) else { return [] }
    let rewriting = ReferenceRewriting(span: context.span(of: reference), page: context.page)
    return context.resolutions[reference].candidates.prefix(shownCandidates).compactMap { entry in
      let title = context.snapshot.title(of: entry)
      let meant = context.snapshot.resolveName(title)
      let label = context.definedLabel(of: entry) ?? (meant.state != .ambiguous && meant.entry == entry ? title : nil)
      return label.map { Fix(title: "Point to \(Words.title(title))", edits: [rewriting.pointed(to: $0)]) }
    }
  }
}

extension MissingDefinition {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    guard let index = page.entries.entries.firstIndex(where: { $0.titleRange == problem.range }) else { return [] }
    let entry = EntryPlace(page: page.id, entry: index)
    let title = page.entries.entries[index].title
    guard let table = context.table(defining: title, as: entry),
      let edit = DefinitionInsertion.edit(defining: title, as: entry, in: table, of: context.snapshot)
    else { return [] }
    return [
      Fix(title: "Add a definition of \(Words.label(title)) to \(table.path)", isPreferred: true, edits: [edit])
    ]
  }
}

extension UnlinkedMention {
  package static func fixes(for problem: Problem, in context: RuleContext) -> [Fix] {
    let page = context.page
    let words = page.text[problem.range]
    let key = LabelKey(words, matching: context.snapshot.profile.labelMatching)
    let isDefined = context.isDefined(key)
    let entry = context.snapshot.resolveName(words).entry
    var linked = "[\(words)]"
    if !isDefined, context.snapshot.linksOnlyThroughDefinitions {
      guard let label = entry.flatMap({ context.definedLabel(of: $0) }) else { return [] }
      linked += "[\(label)]"
    }
    let edit = PageEdit(page: page.path, edits: [TextEdit(problem.range, linked)])
    return [Fix(title: "Link “\(Words.shortened(words))”", isPreferred: true, edits: [edit])]
  }
}

extension RuleContext {
  /// The index of the reference whose brackets are exactly in a range.
  func reference(at range: ByteRange) -> Int? {
    let spans = page.parsed.spanIndices(in: ByteRange(range.lowerBound, range.lowerBound + 1))
    return readReferences(ofSpans: spans).first { span(of: $0).range == range }
  }

  func isDefined(_ key: LabelKey) -> Bool {
    let laterWins = snapshot.profile.laterDefinitionWins
    return snapshot.scope(of: page).definition(of: key, on: page, laterWins: laterWins) != nil
  }

  /// A label that leads to an entry on this page: its title, or the first of its definitions that counts here.
  func definedLabel(of entry: EntryPlace) -> String? {
    let matching = snapshot.profile.labelMatching
    let laterWins = snapshot.profile.laterDefinitionWins
    let scope = snapshot.scope(of: page)
    let title = snapshot.title(of: entry)
    let definitions = snapshot.definitions(leadingTo: entry)
    let labels = definitions.filter { definition in
      let key = LabelKey(snapshot.label(of: definition), matching: matching, use: .definition)
      return scope.definition(of: key, on: page, laterWins: laterWins) == definition
    }.map { snapshot.label(of: $0) }
    let titleKey = LabelKey(title, matching: matching)
    return labels.first { LabelKey($0, matching: matching) == titleKey } ?? labels.first
  }
}
