import Features
import Glossary
import MarkdownSyntax
import Rules
import SourceText
import TestSupport
import Testing
import Workspace

/// A renamed entry is referred to as before, and renaming it back leaves no trace.
struct RenamePropertyTests {
  @Test(arguments: ["mkdocs", "jekyll", "plain"])
  func samplesComeBack(_ site: String) throws {
    let files = try DiskFileSystem.open(SharedData.repository + "/protocol-fixtures/samples/" + site).get()
    let count = try expectThereAndBack(files, entries: 200)
    #expect(count >= 16)
  }

  /// What each reference means is asked of fewer entries than an editor renames there and back.
  @Test(.enabled(if: SharedData.path("corpus") != nil), arguments: ["mkdocs-site", "jekyll-site"])
  func realEntriesComeBack(_ site: String) throws {
    let files = try DiskFileSystem.open(#require(SharedData.path("corpus/" + site))).get()
    let count = try expectThereAndBack(files, entries: 20)
    #expect(count > 15)
  }

  /// Renames entries to new names of the same kind and back; returns how many were.
  private func expectThereAndBack(_ files: any FileSystem, entries limit: Int) throws -> Int {
    let start = WorkspaceLoader.load(files, configuration: Configuration(), threads: 2).index
    let all = start.snapshot.entryPages.sorted().flatMap { id in
      (start.snapshot[id]?.entries.entries.indices ?? 0..<0).map { EntryPlace(page: id, entry: $0) }
    }
    let step = max(1, all.count / limit)
    var (count, refused, kept) = (0, 0, 0)
    for place in stride(from: 0, to: all.count, by: step).map({ all[$0] }).prefix(limit) {
      let title = start.snapshot.title(of: place)
      // Where two entries have a name, it cannot be given back.
      let names = start.snapshot.names(of: place).filter { $0.tier < 4 }.map { start.snapshot.resolveName($0.name) }
      guard names.allSatisfy({ $0.entry == place && $0.state != .ambiguous }) else { continue }
      let (there, hasPointed) = try rename(place, to: RenamedTitle.text(for: title), in: start)
      let back: WorkspaceIndex
      do {
        back = try rename(place, to: title, in: there).index
      } catch is RenameRefusal {
        // What is at odds already, such as a label with two targets, is not brought about again.
        refused += 1
        continue
      }
      count += 1
      // Words that are no form of the name keep a label behind them.
      if hasPointed {
        kept += 1
        continue
      }
      for page in start.snapshot.sortedPages {
        let isBack = back.snapshot[page.id]?.text == page.text
        #expect(isBack, "\(title): \(difference(page, back.snapshot[page.id]))")
      }
    }
    #expect(refused * 10 <= count && kept * 10 <= count, "\(refused) and \(kept) of \(count)")
    return count
  }

  /// Renames an entry and expects every reference to mean what it meant before.
  private func rename(
    _ place: EntryPlace,
    to name: String,
    in index: WorkspaceIndex
  ) throws -> (index: WorkspaceIndex, hasPointed: Bool) {
    let before = index.snapshot
    let title = before.title(of: place)
    let range = try #require(before.nameRange(of: place))
    let page = try #require(before[place.page])
    let target = try #require(Rename.target(at: range.lowerBound, on: page, in: before)).get()
    let edits = try Rename.edits(renaming: target, to: name, in: before).get()
    var index = index
    for rewrite in try #require(before.rewrites(applying: edits)) {
      #expect(rewrite.old?.decoding.isLossless == true)
      index.rewrite(rewrite.path, to: rewrite.new)
    }
    let after = index.snapshot
    #expect(after.title(of: place) == name)
    for page in before.sortedPages where before.isPublished(page) {
      let new = try #require(after[page.id])
      let (left, right) = (meanings(on: page, in: before), meanings(on: new, in: after))
      for (old, new) in zip(left, right) where old.entry != new.entry || new.state != .defined && old.state != new.state
      {
        Issue.record("\(title): [\(old.label)] \(old.state) and [\(new.label)] \(new.state) on \(page.path)")
      }
      #expect(left.count == right.count, "\(title): \(page.path)")
    }
    return (index, edits.contains { $0.edits.contains { $0.replacement.hasPrefix("[") } })
  }

  /// What the references mean that the generator reads, in order.
  private func meanings(
    on page: Page,
    in snapshot: WorkspaceSnapshot
  ) -> [(label: String, entry: EntryPlace?, state: Resolution.State)] {
    let resolutions = page.references.map { snapshot.resolve($0, on: page) }
    return ReadReferences.indices(on: page, resolutions).compactMap { index in
      // What is read only since there is no link is part of the reference before it.
      guard !page.parsed.spans[page.references[index].span].isRetry else { return nil }
      let resolution = resolutions[index]
      return (page.label(of: page.references[index]), resolution.entry, resolution.state)
    }
  }

  private func difference(_ old: Page, _ new: Page?) -> String {
    guard let new else { return old.path }
    return old.path + "\n" + old.text.edits(to: new.text).map { "-\(old.text[$0.range])+\($0.replacement)" }.joined()
  }
}

/// A title of the same kind as another one: with an abbreviation where that has one.
private enum RenamedTitle {
  static func text(for title: String) -> String {
    guard let open = title.firstRange(of: " (") else { return "Zyx \(title)" }
    return "Zyx \(title[..<open.lowerBound]) (Z" + title[open.upperBound...]
  }
}
