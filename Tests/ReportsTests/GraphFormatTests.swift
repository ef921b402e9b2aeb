import Features
import JSONRPC
import Reports
import TestSupport
import Testing
import Workspace

/// Titles that are made to end the texts that they stand in.
@Suite struct GraphFormatTests {
  private static let graph = TermGraph(
    of: MarkedWorkspace(
      #"""
      //- glossary/a.md
      ## "A" \\ &amp; `b`; #1

      See [C].

      ## \</script>\<!--{{title}}

      Both [C] and [C].

      ## C

      None.
      """#
    ).load().index.snapshot
  )

  private static func text(_ format: GraphFormat) -> String {
    String(decoding: format.text(of: graph, title: "<&\">{{graph}}"), as: UTF8.self)
  }

  @Test func dot() {
    #expect(
      Self.text(.dot) == #"""
        digraph glossary {
          node [shape=box, style=rounded];
          "glossary/a.md#a---b-1" [label="\"A\" \\ &amp; b; #1", tooltip="glossary/a.md:1"];
          "glossary/a.md#script--title" [label="</script><!--{{title}}", tooltip="glossary/a.md:5"];
          "glossary/a.md#c" [label="C", tooltip="glossary/a.md:9"];
          "glossary/a.md#a---b-1" -> "glossary/a.md#c" [arrowhead=empty];
          "glossary/a.md#script--title" -> "glossary/a.md#c" [weight=2];
        }

        """#
    )
  }

  @Test func mermaid() {
    #expect(
      Self.text(.mermaid) == #"""
        flowchart LR
          t0["#34;A#34; #92; #38; b#59; #35;1"]
          t1["#60;/script#62;#60;!--{{title}}"]
          t2["C"]
          t0 ==> t2
          t1 --> t2

        """#
    )
  }

  @Test func json() throws {
    let json = try JSONReader.read(Array(Self.text(.json).utf8))
    guard case .array(let terms)? = json["terms"], case .array(let links)? = json["links"] else {
      Issue.record("no terms, or no links")
      return
    }
    #expect(terms.map { $0["title"]?.asString } == [#""A" \ & b; #1"#, "</script><!--{{title}}", "C"])
    #expect(links.map { $0["count"]?.asInteger } == [1, 2])
  }

  /// What the page's script gets is the graph, and the title is no markup.
  @Test func html() throws {
    let page = Self.text(.html)
    #expect(page.contains("<title>&lt;&amp;&quot;&gt;{{graph}}</title>"))
    let begin = #"<script type="application/json" id="graph">"#
    let rest = try #require(page.split(separator: begin, maxSplits: 1).last)
    let data = try #require(rest.split(separator: "</script>", maxSplits: 1).first)
    let json = try JSONReader.read(Array(data.utf8))
    guard case .array(let terms)? = json["terms"], case .array(let links)? = json["links"] else {
      Issue.record("no terms, or no links")
      return
    }
    #expect(terms.map { $0["title"]?.asString } == [#""A" \ & b; #1"#, "</script><!--{{title}}", "C"])
    #expect(links.map { [$0["from"]?.asInteger, $0["to"]?.asInteger] } == [[0, 2], [1, 2]])
  }
}
