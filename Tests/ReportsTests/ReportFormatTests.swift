import Reports
import Rules
import Testing

/// One page of each format on the same findings.
@Suite struct ReportFormatTests {
  @Test func text() {
    var input = ReportSample.usual.input(clean: ["docs/c.md"])
    input.baselinedCount = 1
    input.statistics = ReportStatistics(entries: 2, references: 3, definitions: 1)
    input.notices = [ReportNotice(severity: .error, page: "docs/d.md", message: "Permission denied")]
    #expect(
      ReportFormat.text.text(input) == """
        error: docs/d.md: Permission denied

        docs/a.md:5:5: error[dangling-reference] Nothing defines [Atention]
         5 | See [Atention], [Atention].
           |     ^^^^^^^^^^
           = fix: Make it plain text (or 1 more)

        docs/a.md:5:17: hint[dangling-reference] Nothing defines [Atention]
         5 | See [Atention], [Atention].
           |                 ^^^^^^^^^^

        docs/b c.md:1:4: warning[duplicate-entry] "Attention" is an entry already
         1 | ## Attention
           |    ^^^^^^^^^
           = docs/a.md:3:4: here

        1 error, 1 warning, 1 hint in 2 of 3 pages
        1 known problem of the baseline left out
        3 pages, 2 entries, 3 references, 1 link definition

        """
    )
  }

  @Test func textInColour() {
    var input = ReportSample.usual.input()
    input.problems.removeLast(2)
    input.usesColour = true
    input.showsSummary = false
    #expect(
      ReportFormat.text.text(input).replacing("\u{1B}", with: "␛") == """
        ␛[1mdocs/a.md:5:5␛[0m: ␛[1;31merror[dangling-reference]␛[0m Nothing defines [Atention]
        ␛[34m 5 | ␛[0mSee [Atention], [Atention].
        ␛[34m   | ␛[0m    ␛[1;31m^^^^^^^^^^␛[0m
        ␛[34m   = ␛[0m␛[1;32mfix␛[0m: Make it plain text (or 1 more)

        """
    )
  }

  @Test(arguments: [
    (["a.md", "b.md"], 0, "Nothing wrong in 2 pages\n"),
    (["a.md"], 3, "Nothing new in 1 page\n3 known problems of the baseline left out\n"),
    ([], 0, "No page was checked\n"),
  ])
  func textWithoutProblems(pages: [String], baselined: Int, expected: String) {
    var input = ReportInput(problems: [], pages: pages, rules: [], toolVersion: "1", text: { _ in nil })
    input.baselinedCount = baselined
    #expect(ReportFormat.text.text(input) == expected)
  }

  @Test func compact() {
    #expect(
      ReportFormat.compact.text(ReportSample.usual.input()) == """
        docs/a.md:5:5: error: Nothing defines [Atention] [dangling-reference]
        docs/a.md:5:17: hint: Nothing defines [Atention] [dangling-reference]
        docs/b c.md:1:4: warning: "Attention" is an entry already [duplicate-entry]

        """
    )
  }

  @Test func github() {
    #expect(
      ReportFormat.github.text(ReportSample.usual.input()) == """
        ::error file=docs/a.md,line=5,endLine=5,col=5,endColumn=15,title=glossa%3A dangling-reference::Nothing defines [Atention]
        ::notice file=docs/a.md,line=5,endLine=5,col=17,endColumn=27,title=glossa%3A dangling-reference::Nothing defines [Atention]
        ::warning file=docs/b c.md,line=1,endLine=1,col=4,endColumn=13,title=glossa%3A duplicate-entry::"Attention" is an entry already%0Adocs/a.md:3: here

        """
    )
  }

  @Test func gitlab() {
    #expect(
      ReportFormat.gitlab.text(ReportSample.usual.input()) == """
        [
          {"description":"Nothing defines [Atention]","check_name":"dangling-reference","fingerprint":"\(Self.first)","severity":"major","location":{"path":"docs/a.md","lines":{"begin":5,"end":5}}},
          {"description":"Nothing defines [Atention]","check_name":"dangling-reference","fingerprint":"\(Self.second)","severity":"info","location":{"path":"docs/a.md","lines":{"begin":5,"end":5}}},
          {"description":"\\"Attention\\" is an entry already","check_name":"duplicate-entry","fingerprint":"\(Self.third)","severity":"minor","location":{"path":"docs/b c.md","lines":{"begin":1,"end":1}}}
        ]

        """
    )
  }

  @Test func junit() {
    var input = ReportSample.usual.input(clean: ["docs/bb.md"])
    input.notices = [ReportNotice(severity: .error, page: "docs/d.md", message: "Permission denied")]
    #expect(
      ReportFormat.junit.text(input) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="glossa" tests="5" failures="2" errors="1">
          <testsuite name="glossa" tests="1" failures="0" errors="1" skipped="0">
            <testcase classname="docs/d.md" name="Permission denied">
              <error type="error" message="Permission denied"></error>
            </testcase>
          </testsuite>
          <testsuite name="docs/a.md" tests="2" failures="1" errors="0" skipped="1">
            <testcase classname="docs/a.md" name="dangling-reference: Nothing defines [Atention]">
              <failure type="error" message="Nothing defines [Atention]">docs/a.md:5:5: error[dangling-reference] Nothing defines [Atention]</failure>
            </testcase>
            <testcase classname="docs/a.md" name="dangling-reference: Nothing defines [Atention] (2)">
              <skipped type="hint" message="Nothing defines [Atention]">docs/a.md:5:17: hint[dangling-reference] Nothing defines [Atention]</skipped>
            </testcase>
          </testsuite>
          <testsuite name="docs/b c.md" tests="1" failures="1" errors="0" skipped="0">
            <testcase classname="docs/b c.md" name="duplicate-entry: &quot;Attention&quot; is an entry already">
              <failure type="warning" message="&quot;Attention&quot; is an entry already">docs/b c.md:1:4: warning[duplicate-entry] &quot;Attention&quot; is an entry already
        docs/a.md:3:4: here</failure>
            </testcase>
          </testsuite>
          <testsuite name="docs/bb.md" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="docs/bb.md" name="nothing wrong"/>
          </testsuite>
        </testsuites>

        """
    )
  }

  @Test func json() {
    var input = ReportSample.usual.input()
    input.notices = [
      ReportNotice(severity: .warning, message: "No configuration"),
      ReportNotice(severity: .warning, page: "mkdocs.yml", line: 3, message: "No such file"),
    ]
    #expect(
      ReportFormat.json.text(input) == """
        {
          "version": 1,
          "columnUnit": "utf-16",
          "tool": {"name":"glossa","version":"1.2.3"},
          "summary": {"failed":true,"pages":2,"error":1,"warning":1,"info":0,"hint":1,"baselined":0},
          "notices": [
            {"severity":"warning","message":"No configuration"},
            {"severity":"warning","page":"mkdocs.yml","line":3,"message":"No such file"}
          ],
          "rules": [
            {"id":"dangling-reference","summary":"No definition and no entry","documentation":"The page shows `[Term]`.\\n"}
          ],
          "problems": [
            {"rule":"dangling-reference","severity":"error","page":"docs/a.md","range":{"start":{"line":5,"column":5},"end":{"line":5,"column":15}},"message":"Nothing defines [Atention]","subject":"Atention","fingerprint":"\(Self.first)","fixes":[{"title":"Write [Attention]","preferred":false,"edits":[{"page":"docs/a.md","range":{"start":{"line":5,"column":6},"end":{"line":5,"column":14}},"replacement":"Attention"}]},{"title":"Make it plain text","preferred":true,"edits":[]}]},
            {"rule":"dangling-reference","severity":"hint","page":"docs/a.md","range":{"start":{"line":5,"column":17},"end":{"line":5,"column":27}},"message":"Nothing defines [Atention]","subject":"Atention","fingerprint":"\(Self.second)"},
            {"rule":"duplicate-entry","severity":"warning","page":"docs/b c.md","range":{"start":{"line":1,"column":4},"end":{"line":1,"column":13}},"message":"\\"Attention\\" is an entry already","subject":"Attention","fingerprint":"\(Self.third)","related":[{"page":"docs/a.md","range":{"start":{"line":3,"column":4},"end":{"line":3,"column":13}},"message":"here"}]}
          ]
        }

        """
    )
  }

  @Test func sarif() {
    var input = ReportSample.usual.input()
    input.notices = [ReportNotice(severity: .error, page: "docs/d.md", message: "Permission denied")]
    #expect(
      ReportFormat.sarif.text(input) == """
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "glossa",
                  "version": "1.2.3",
                  "rules": [
                    {"id":"dangling-reference","shortDescription":{"text":"No definition and no entry"},"fullDescription":{"text":"No definition and no entry"},"help":{"text":"The page shows `[Term]`.\\n","markdown":"The page shows `[Term]`.\\n"},"defaultConfiguration":{"level":"warning"}},
                    {"id":"orphan-entry","shortDescription":{"text":"Nothing refers to it"},"fullDescription":{"text":"Nothing refers to it"},"help":{"text":"It stands alone.\\n","markdown":"It stands alone.\\n"},"defaultConfiguration":{"enabled":false}},
                    {"id":"duplicate-entry"}
                  ]
                }
              },
              "invocations": [
                {
                  "executionSuccessful": false,
                  "toolExecutionNotifications": [
                    {"level":"error","message":{"text":"Permission denied"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/d.md","uriBaseId":"%SRCROOT%"}}}]}
                  ]
                }
              ],
              "originalUriBaseIds": {"%SRCROOT%":{"description":{"text":"The workspace's folder."}}},
              "columnKind": "utf16CodeUnits",
              "results": [
                {"ruleId":"dangling-reference","ruleIndex":0,"level":"error","message":{"text":"Nothing defines [Atention]"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/a.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":5,"endLine":5,"endColumn":15}}}],"partialFingerprints":{"glossaProblem/v1":"\(Self.first)"},"fixes":[{"description":{"text":"Write [Attention]"},"artifactChanges":[{"artifactLocation":{"uri":"docs/a.md","uriBaseId":"%SRCROOT%"},"replacements":[{"deletedRegion":{"startLine":5,"startColumn":6,"endLine":5,"endColumn":14},"insertedContent":{"text":"Attention"}}]}]}]},
                {"ruleId":"dangling-reference","ruleIndex":0,"level":"note","message":{"text":"Nothing defines [Atention]"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/a.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":5,"startColumn":17,"endLine":5,"endColumn":27}}}],"partialFingerprints":{"glossaProblem/v1":"\(Self.second)"}},
                {"ruleId":"duplicate-entry","ruleIndex":2,"level":"warning","message":{"text":"\\"Attention\\" is an entry already"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"docs/b%20c.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":4,"endLine":1,"endColumn":13}}}],"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"docs/a.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":4,"endLine":3,"endColumn":13}},"message":{"text":"here"}}],"partialFingerprints":{"glossaProblem/v1":"\(Self.third)"}}
              ]
            }
          ]
        }

        """
    )
  }

  // FNV-1a with 128 bits, made by another implementation.
  private static let first = "f8711631cfefa1f0d6eb19d9840a2475"
  private static let second = "f8711631ceefa1f0d6eb19d9840a233a"
  private static let third = "ca95f15cc66113ce42e16cddab8ab07b"
}
