import Reports
import Rules
import SourceText
import Testing

/// Names and texts that are made to be mistaken for the format's own signs, or to be obeyed by a terminal.
@Suite struct HostileStringTests {
  @Test func text() {
    #expect(
      ReportFormat.text.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"])) == #"""
        a:b,c%20\n::error::x]]>"&<\u{1b}[31m.md:1:2: error[dangling-reference] [a](1) "q" <b> & ]]> ::set-output name=x::y 100%\r\nnext\t\u{1b}]0;x\u{7}\u{9b}\u{2028}\#u{FFFE}{0}\
         1 | \u{202e}\#u{1F600}\u{7} x\u{0}
           |         ^^^^^^^
           = \#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1:1: here

        \#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1:1: info[unheard-of] \#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \u{2067}rtl
         1 | one
           | ^^^

        1 error, 1 info in 2 of 3 pages

        """#
    )
  }

  @Test func compact() {
    #expect(
      ReportFormat.compact.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"])) == #"""
        a:b,c%20\n::error::x]]>"&<\u{1b}[31m.md:1:2: error: [a](1) "q" <b> & ]]> ::set-output name=x::y 100%\r\nnext\t\u{1b}]0;x\u{7}\u{9b}\u{2028}\#u{FFFE}{0}\ [dangling-reference]
        \#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1:1: info: \#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \u{2067}rtl [unheard-of]

        """#
    )
  }

  @Test func github() {
    #expect(
      ReportFormat.github.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"])) == #"""
        ::error file=a%3Ab%2Cc%2520%0A%3A%3Aerror%3A%3Ax]]>"&<\u{1b}[31m.md,line=1,endLine=1,col=2,endColumn=5,title=glossa%3A dangling-reference::[a](1) "q" <b> & ]]> ::set-output name=x::y 100%25%0D%0Anext\t\u{1b}]0;x\u{7}\u{9b}\u{2028}\#u{FFFE}{0}\%0A\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1: here
        ::notice file=\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md,line=1,endLine=2,title=glossa%3A unheard-of::\#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \u{2067}rtl

        """#
    )
  }

  @Test func gitlab() {
    #expect(
      ReportFormat.gitlab.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"])) == #"""
        [
          {"description":"[a](1) \"q\" <b> & ]]> ::set-output name=x::y 100%\r\nnext\t\u001b]0;x\u0007\u009b\u2028\#u{FFFE}{0}\\","check_name":"dangling-reference","fingerprint":"3b1aad23dd7bf191dfc806e57a429d38","severity":"major","location":{"path":"a:b,c%20\n::error::x]]>\"&<\u001b[31m.md","lines":{"begin":1,"end":1}}},
          {"description":"\#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \#u{2067}rtl","check_name":"unheard-of","fingerprint":"188f31a60ee2a93e8772674a42d21dcc","severity":"info","location":{"path":"\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md","lines":{"begin":1,"end":2}}}
        ]

        """#
    )
  }

  @Test func junit() {
    #expect(
      ReportFormat.junit.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"])) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="glossa" tests="3" failures="1" errors="0">
          <testsuite name="a:b,c%20&#10;::error::x]]&gt;&quot;&amp;&lt;\u{1b}[31m.md" tests="1" failures="1" errors="0" skipped="0">
            <testcase classname="a:b,c%20&#10;::error::x]]&gt;&quot;&amp;&lt;\u{1b}[31m.md" name="dangling-reference: [a](1) &quot;q&quot; &lt;b&gt; &amp; ]]&gt; ::set-output name=x::y 100%&#13;&#10;next&#9;\u{1b}]0;x\u{7}\u{9b}\#u{2028}\u{fffe}{0}\">
              <failure type="error" message="[a](1) &quot;q&quot; &lt;b&gt; &amp; ]]&gt; ::set-output name=x::y 100%&#13;&#10;next&#9;\u{1b}]0;x\u{7}\u{9b}\#u{2028}\u{fffe}{0}\">a:b,c%20
        ::error::x]]&gt;&quot;&amp;&lt;\u{1b}[31m.md:1:2: error[dangling-reference] [a](1) &quot;q&quot; &lt;b&gt; &amp; ]]&gt; ::set-output name=x::y 100%&#13;
        next&#9;\u{1b}]0;x\u{7}\u{9b}\#u{2028}\u{fffe}{0}\
        \#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1:1: here</failure>
            </testcase>
          </testsuite>
          <testsuite name="clean &lt;&amp;&gt;\u{7}.md" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="clean &lt;&amp;&gt;\u{7}.md" name="nothing wrong"/>
          </testsuite>
          <testsuite name="\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md" tests="1" failures="0" errors="0" skipped="1">
            <testcase classname="\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md" name="unheard-of: \#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]&gt; \#u{2067}rtl">
              <skipped type="info" message="\#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]&gt; \#u{2067}rtl">\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md:1:1: info[unheard-of] \#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]&gt; \#u{2067}rtl</skipped>
            </testcase>
          </testsuite>
        </testsuites>

        """#
    )
  }

  @Test func json() {
    #expect(
      Self.results(ReportFormat.json.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"]))) == #"""
        {"rule":"dangling-reference","severity":"error","page":"a:b,c%20\n::error::x]]>\"&<\u001b[31m.md","range":{"start":{"line":1,"column":2},"end":{"line":1,"column":5}},"message":"[a](1) \"q\" <b> & ]]> ::set-output name=x::y 100%\r\nnext\t\u001b]0;x\u0007\u009b\u2028\#u{FFFE}{0}\\","subject":"\u0000","fingerprint":"3b1aad23dd7bf191dfc806e57a429d38","related":[{"page":"\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md","range":{"start":{"line":1,"column":1},"end":{"line":2,"column":4}},"message":"here"}]},
        {"rule":"unheard-of","severity":"info","page":"\#u{E9}/\#u{FC} \#u{65E5}\#u{672C}#?.md","range":{"start":{"line":1,"column":1},"end":{"line":2,"column":4}},"message":"\#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \#u{2067}rtl","subject":"\#u{1F600}","fingerprint":"188f31a60ee2a93e8772674a42d21dcc"}
        """#
    )
  }

  @Test func sarif() {
    #expect(
      Self.results(ReportFormat.sarif.text(ReportSample.hostile.input(clean: ["clean <&>\u{7}.md"]))) == #"""
        {"ruleId":"dangling-reference","ruleIndex":0,"level":"error","message":{"text":"\\[a\\](1) \"q\" <b> & \\]\\]> ::set-output name=x::y 100%\r\nnext\t\u001b\\]0;x\u0007\u009b\u2028\#u{FFFE}{0}\\\\"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a%3Ab%2Cc%2520%0A%3A%3Aerror%3A%3Ax%5D%5D%3E%22%26%3C%1B%5B31m.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":2,"endLine":1,"endColumn":5}}}],"relatedLocations":[{"id":1,"physicalLocation":{"artifactLocation":{"uri":"%C3%A9/%C3%BC%20%E6%97%A5%E6%9C%AC%23%3F.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":2,"endColumn":4}},"message":{"text":"here"}}],"partialFingerprints":{"glossaProblem/v1":"3b1aad23dd7bf191dfc806e57a429d38"}},
        {"ruleId":"unheard-of","ruleIndex":2,"level":"note","message":{"text":"\#u{5E9}\#u{5DC}\#u{5D5}\#u{5DD} ]]> \#u{2067}rtl"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%C3%A9/%C3%BC%20%E6%97%A5%E6%9C%AC%23%3F.md","uriBaseId":"%SRCROOT%"},"region":{"startLine":1,"startColumn":1,"endLine":2,"endColumn":4}}}],"partialFingerprints":{"glossaProblem/v1":"188f31a60ee2a93e8772674a42d21dcc"}}
        """#
    )
  }

  /// The lines that hold a result each.
  private static func results(_ report: String) -> String {
    report.split(separator: "\n").filter { $0.contains("\"message\":") }
      .map { String($0.drop { $0 == " " }) }.joined(separator: "\n")
  }
}
