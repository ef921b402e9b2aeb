import Rules
import SourceText

/// Everything that is known of each problem, for programs. ``schema`` describes it.
package enum JSONReport: DocumentReport {
  static func render(_ input: ReportInput) -> [UInt8] {
    var places = ReportPlaces(input.text)
    var fingerprints = Fingerprints()
    let summary = ReportSummary(input)
    var json = ReportJSON()
    json.object(nil, .lines) { json in
      json.member("version", 1)
      json.member("columnUnit", "utf-16")
      json.object("tool") { json in
        json.member("name", "glossa")
        json.member("version", input.toolVersion)
      }
      json.object("summary") { json in write(summary, of: input, to: &json) }
      json.array("notices", .lines) { json in
        for notice in input.notices { write(notice, to: &json) }
      }
      json.array("rules", .lines) { json in
        let used = Set(input.problems.map(\.rule))
        for rule in input.rules where used.contains(rule.id) { write(rule, to: &json) }
      }
      json.array("problems", .lines) { json in
        for problem in input.problems {
          write(problem, fingerprint: fingerprints.next(problem), fixes: input.fixes(problem), &places, to: &json)
        }
      }
    }
    return json.finished()
  }

  private static func write(_ summary: ReportSummary, of input: ReportInput, to json: inout ReportJSON) {
    json.member("failed", input.isFailing)
    json.member("pages", input.pages.count)
    for severity in Severity.allCases.reversed() { json.member(severity.name, summary.count(severity)) }
    json.member("baselined", input.baselinedCount)
    guard let statistics = input.statistics else { return }
    json.member("entries", statistics.entries)
    json.member("references", statistics.references)
    json.member("definitions", statistics.definitions)
  }

  private static func write(_ notice: ReportNotice, to json: inout ReportJSON) {
    json.object { json in
      json.member("severity", notice.severity.name)
      if let page = notice.page { json.member("page", page) }
      if let line = notice.line { json.member("line", line) }
      json.member("message", notice.message)
    }
  }

  private static func write(_ rule: RuleDescription, to json: inout ReportJSON) {
    json.object { json in
      json.member("id", rule.id)
      json.member("summary", rule.summary)
      json.member("documentation", rule.documentation)
    }
  }

  private static func write(
    _ problem: Problem,
    fingerprint: String,
    fixes: [Fix],
    _ places: inout ReportPlaces,
    to json: inout ReportJSON
  ) {
    json.object { json in
      json.member("rule", problem.rule)
      json.member("severity", problem.severity.name)
      json.member("page", problem.page)
      json.member("range", places.place(of: problem.range, on: problem.page))
      json.member("message", problem.message)
      json.member("subject", problem.subject)
      json.member("fingerprint", fingerprint)
      if problem.isUnnecessary { json.member("unnecessary", true) }
      if !problem.related.isEmpty {
        json.array("related") { json in
          for place in problem.related {
            json.object { json in
              json.member("page", place.page)
              json.member("range", places.place(of: place.range, on: place.page))
              json.member("message", place.message)
            }
          }
        }
      }
      if !fixes.isEmpty {
        json.array("fixes") { json in
          for fix in fixes { write(fix, &places, to: &json) }
        }
      }
    }
  }

  private static func write(_ fix: Fix, _ places: inout ReportPlaces, to json: inout ReportJSON) {
    json.object { json in
      json.member("title", fix.title)
      json.member("preferred", fix.isPreferred)
      json.array("edits") { json in
        for page in fix.edits {
          for edit in page.edits {
            json.object { json in
              json.member("page", page.page)
              json.member("range", places.place(of: edit.range, on: page.page))
              json.member("replacement", edit.replacement)
            }
          }
        }
      }
    }
  }
}

extension ReportJSON {
  package mutating func member(_ name: String, _ place: ReportPlace) {
    object(name) { json in
      json.object("start") { json in
        json.member("line", place.startLine)
        json.member("column", place.startColumn)
      }
      json.object("end") { json in
        json.member("line", place.endLine)
        json.member("column", place.endColumn)
      }
    }
  }
}
