import Rules
import SourceText
import Workspace

/// SARIF 2.1.0, the OASIS format of analysis results, as GitHub's code scanning and editors read it.
package enum SARIFReport: DocumentReport {
  /// GitHub takes no more results of one run, and no more places of one result.
  static let resultLimit = 25_000
  static let relatedLimit = 999

  static func render(_ input: ReportInput) -> [UInt8] {
    var run = SARIFRun(input)
    run.write()
    return run.json.finished()
  }

  /// The indices of the results to write, in their order: all, or the worst so many.
  static func selection(of problems: [Problem]) -> [Int] {
    guard problems.count > resultLimit else { return Array(problems.indices) }
    var room = resultLimit
    var taken: [Int] = []
    taken.reserveCapacity(room)
    for severity in Severity.allCases.reversed() {
      for index in problems.indices where room > 0 && problems[index].severity == severity {
        taken.append(index)
        room -= 1
      }
    }
    return taken.sorted()
  }
}

/// The one run of a log.
private struct SARIFRun {
  private let input: ReportInput
  private let rules: [SARIFRule]
  private let ruleIndex: [String: Int]
  private var places: ReportPlaces
  private(set) var json = ReportJSON()

  init(_ input: ReportInput) {
    self.input = input
    places = ReportPlaces(input.text)
    var rules = input.rules.map(SARIFRule.described)
    var ruleIndex: [String: Int] = [:]
    for (index, rule) in rules.enumerated() { ruleIndex[rule.id] = index }
    for problem in input.problems where ruleIndex[problem.rule] == nil {
      ruleIndex[problem.rule] = rules.count
      rules.append(.unknown(problem.rule))
    }
    self.rules = rules
    self.ruleIndex = ruleIndex
  }

  mutating func write() {
    // Fingerprints count equal problems, those that are cut included.
    var fingerprints = Fingerprints()
    let all = input.problems.map { fingerprints.next($0) }
    let selection = SARIFReport.selection(of: input.problems)
    let (input, rules, ruleIndex) = (input, rules, ruleIndex)
    var places = places
    json.object(nil, .lines) { json in
      json.member(
        "$schema",
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
      )
      json.member("version", "2.1.0")
      json.array("runs", .lines) { json in
        json.object(nil, .lines) { json in
          json.object("tool", .lines) { json in
            json.object("driver", .lines) { json in
              json.member("name", "glossa")
              json.member("version", input.toolVersion)
              json.array("rules", .lines) { json in
                for rule in rules { rule.write(to: &json) }
              }
            }
          }
          json.array("invocations", .lines) { json in
            json.object(nil, .lines) { json in Self.writeInvocation(input, selection.count, to: &json) }
          }
          json.object("originalUriBaseIds") { json in
            json.object("%SRCROOT%") { json in
              json.object("description") { json in json.member("text", "The workspace's folder.") }
            }
          }
          json.member("columnKind", "utf16CodeUnits")
          json.array("results", .lines) { json in
            for index in selection {
              let result = SARIFResult(
                problem: input.problems[index],
                ruleIndex: ruleIndex[input.problems[index].rule] ?? -1,
                fingerprint: all[index],
                fixes: input.fixes(input.problems[index])
              )
              result.write(&places, to: &json)
            }
          }
        }
      }
    }
    self.places = places
  }

  private static func writeInvocation(_ input: ReportInput, _ written: Int, to json: inout ReportJSON) {
    json.member("executionSuccessful", !input.notices.contains { $0.severity == .error })
    let left = input.problems.count - written
    guard left > 0 || !input.notices.isEmpty else { return }
    json.array("toolExecutionNotifications", .lines) { json in
      if left > 0 {
        json.object { json in
          json.member("level", "warning")
          json.message(
            "message",
            "\(input.problems.count) problems were found; the \(left) least severe are left out, since a run may"
              + " hold \(SARIFReport.resultLimit)"
          )
        }
      }
      for notice in input.notices {
        json.object { json in
          json.member("level", notice.severity.sarifLevel)
          json.message("message", notice.message)
          guard let page = notice.page else { return }
          json.array("locations") { json in json.location(page, nil, line: notice.line) }
        }
      }
    }
  }
}

/// What the log says of one rule.
private enum SARIFRule {
  case described(RuleDescription)
  case unknown(String)

  var id: String {
    switch self {
    case .described(let rule): rule.id
    case .unknown(let id): id
    }
  }

  func write(to json: inout ReportJSON) {
    json.object { json in
      json.member("id", id)
      guard case .described(let rule) = self else { return }
      json.message("shortDescription", rule.summary)
      json.message("fullDescription", rule.summary)
      json.object("help") { json in
        json.member("text", rule.documentation)
        json.member("markdown", rule.documentation)
      }
      json.object("defaultConfiguration") { json in
        if let severity = Severity(rule.defaultLevel) {
          json.member("level", severity.sarifLevel)
        } else {
          json.member("enabled", false)
        }
      }
    }
  }
}

private struct SARIFResult {
  var problem: Problem
  var ruleIndex: Int
  var fingerprint: String
  var fixes: [Fix]

  func write(_ places: inout ReportPlaces, to json: inout ReportJSON) {
    json.object { json in
      json.member("ruleId", problem.rule)
      json.member("ruleIndex", ruleIndex)
      json.member("level", problem.severity.sarifLevel)
      json.message("message", problem.message)
      json.array("locations") { json in
        json.location(problem.page, places.place(of: problem.range, on: problem.page))
      }
      if !problem.related.isEmpty {
        json.array("relatedLocations") { json in
          for (number, related) in problem.related.prefix(SARIFReport.relatedLimit).enumerated() {
            let place = places.place(of: related.range, on: related.page)
            json.location(related.page, place, id: number + 1, message: related.message)
          }
        }
      }
      json.object("partialFingerprints") { json in json.member("glossaProblem/v1", fingerprint) }
      let fixes = fixes.filter { fix in fix.edits.contains { !$0.edits.isEmpty } }
      if !fixes.isEmpty {
        json.array("fixes") { json in
          for fix in fixes { Self.write(fix, &places, to: &json) }
        }
      }
    }
  }

  private static func write(_ fix: Fix, _ places: inout ReportPlaces, to json: inout ReportJSON) {
    json.object { json in
      json.message("description", fix.title)
      json.array("artifactChanges") { json in
        for page in fix.edits where !page.edits.isEmpty {
          json.object { json in
            json.artifactLocation(page.page)
            json.array("replacements") { json in
              for edit in page.edits {
                json.object { json in
                  json.region("deletedRegion", places.place(of: edit.range, on: page.page))
                  if edit.replacement.isEmpty { return }
                  json.object("insertedContent") { json in json.member("text", edit.replacement) }
                }
              }
            }
          }
        }
      }
    }
  }
}

extension Severity {
  /// The level that SARIF has for it (section 3.27.10).
  fileprivate var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info, .hint: "note"
    }
  }
}

extension ReportJSON {
  /// Writes a message whose text is meant as it stands: `[A](1)` would be read as a link (section 3.11.6).
  fileprivate mutating func message(_ name: String, _ text: String) {
    let plain = Self.mayHoldLink(text) ? Self.withoutLinks(text) : text
    object(name) { json in json.member("text", plain) }
  }

  private static func mayHoldLink(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "("), previous == UInt8(ascii: "]") { return true }
      previous = byte
    }
    return false
  }

  private static func withoutLinks(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "[" || scalar == "]" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  fileprivate mutating func location(
    _ page: String,
    _ place: ReportPlace?,
    line: Int? = nil,
    id: Int? = nil,
    message: String? = nil
  ) {
    object { json in
      if let id { json.member("id", id) }
      json.object("physicalLocation") { json in
        json.artifactLocation(page)
        if let place { json.region("region", place) }
        if let line { json.object("region") { $0.member("startLine", line) } }
      }
      if let message { json.message("message", message) }
    }
  }

  fileprivate mutating func artifactLocation(_ page: String) {
    object("artifactLocation") { json in
      json.member("uri", Self.relativeReference(page))
      json.member("uriBaseId", "%SRCROOT%")
    }
  }

  fileprivate mutating func region(_ name: String, _ place: ReportPlace) {
    object(name) { json in
      json.member("startLine", place.startLine)
      json.member("startColumn", place.startColumn)
      json.member("endLine", place.endLine)
      json.member("endColumn", place.endColumn)
    }
  }

  /// A path as a URI reference (RFC 3986, section 2.3): all but unreserved characters and slashes are encoded.
  private static func relativeReference(_ path: String) -> String {
    var result: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result.append("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
