package import Rules
package import SourceText
package import Workspace

/// What brings a site's definition tables in line with its entries.
package struct TablePlan: Sendable, Hashable {
  /// Which names of entries tables are to have, beside those that they have.
  package enum Names: String, Sendable, CaseIterable {
    /// Those that references use.
    case used
    /// And the titles of all entries.
    case titles
    /// And all names of entries that are given, or derived with certainty: tiers 1 to 3.
    case all
  }

  /// A definition that a table lacks.
  package struct Addition: Sendable, Hashable {
    /// The table's path.
    package var table: String
    package var label: String
    package var destination: String
    /// The title of the entry, or of the page, that is meant.
    package var entry: String
    /// How many references will link by it.
    package var uses: Int
  }

  /// A definition that leads nowhere, and where it was meant to lead.
  package struct Mend: Sendable, Hashable {
    package var table: String
    package var label: String
    package var old: String
    package var new: String
  }

  /// What only the author can decide.
  package struct Question: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
      /// Several entries have the name with equal right: their titles.
      case ambiguous([String])
      /// No table reaches the page.
      case noTable
      /// Another definition has the label, which would change what some page shows: the file that has it.
      case taken(String)
      /// No definition can have such a label, or nothing tells how the site writes the target.
      case undefinable
      /// A definition leads nowhere, and nobody can know what it was meant for: what `glossa check` says.
      case unknownTarget(String)
    }

    package struct Place: Sendable, Hashable {
      package var page: String
      /// In the page's present text.
      package var range: ByteRange
      /// In the page's text with the plan's edits.
      package var rangeAfter: ByteRange
    }

    package var reason: Reason
    package var label: String
    /// The references or definitions that ask it, in the order of reports; those of an entry's title have none.
    package var places: [Place]
  }

  /// By table, then by label's place in it.
  package var additions: [Addition] = []
  package var mends: [Mend] = []
  package var questions: [Question] = []
  /// The changes of the tables' present texts, each file once, by path.
  package var edits: [PageEdit] = []
  /// Whether the site links by definitions only and has no file for them.
  package var hasNoTables = false

  /// How many references the plan makes links.
  package var uses: Int { additions.reduce(0) { $0 + $1.uses } }
}

extension TablePlan {
  /// The plan for a workspace, after which another one would find nothing to do.
  ///
  /// - Parameter threads: how many pages are looked at a time; the result is the same for any number.
  package static func plan(
    for snapshot: WorkspaceSnapshot,
    names: Names = .used,
    threads: Int = 1
  ) -> TablePlan {
    var refused: Set<TableLabel> = []
    while true {
      var draft = TableDraft(of: snapshot, names: names, refused: refused, threads: threads)
      let useless = draft.complete()
      guard !useless.isEmpty else { return draft.plan }
      refused.formUnion(useless)
    }
  }
}
