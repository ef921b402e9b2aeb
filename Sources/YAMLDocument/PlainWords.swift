/// libyaml's words for a problem, said so that the author of the file knows what to look for.
///
/// `isAtContext` says that the place to look at is where the construct began, not where reading it failed: a bracket
/// or quote that is never closed fails at the end of the text. `byte` is the one where reading failed, nil at the end.
func plainWords(_ problem: String, _ context: String?, at byte: UInt8?) -> (message: String, isAtContext: Bool) {
  switch problem {
  case _ where problem.hasPrefix("found a tab character"),
    "found character that cannot start any token" where byte == UInt8(ascii: "\t"):
    return ("a tab cannot indent a line; use blanks", false)
  case "found character that cannot start any token":
    let sign = byte.map { String(decoding: [$0], as: UTF8.self) } ?? ""
    return ("a value cannot begin with “\(sign)”; put it in quotes", false)
  case "did not find expected node content" where byte == nil:
    return ("the text ends inside a “[” or “{”", false)
  case "could not find expected ':'":
    return ("a key without “:”", true)
  case "did not find expected ',' or ']'":
    return ("this “[” is not closed, or a “,” is missing after it", true)
  case "did not find expected ',' or '}'":
    return ("this “{” is not closed, or a “,” is missing after it", true)
  case "found unexpected end of stream" where context?.contains("quoted") == true,
    "found unexpected document indicator":
    return ("this quote is never closed", true)
  default:
    return (plainWordsAtPlace(problem, context), false)
  }
}

private func plainWordsAtPlace(_ problem: String, _ context: String?) -> String {
  switch problem {
  case "mapping values are not allowed in this context":
    return "“:” cannot stand here; is a quote missing, or the indentation wrong?"
  case "did not find expected key":
    return "this line is not indented like the keys around it"
  case "did not find expected '-' indicator":
    return "this line is not indented like the list around it"
  case "did not find expected node content":
    return "a value is missing"
  case "found unknown escape character":
    return "unknown escape after “\\”; use single quotes to keep a backslash"
  case "block sequence entries are not allowed in this context":
    return "a list item cannot stand here"
  case "control characters are not allowed":
    return "a control character is not allowed"
  case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
    "invalid length of a UTF-8 sequence", "invalid Unicode character":
    return "the text is not valid UTF-8"
  case "found undefined tag handle":
    return "the tag’s handle is not declared"
  case _ where problem.hasPrefix("Maximum nesting level"):
    return "values are nested too deep"
  default:
    return context.map { "\(problem), \($0)" } ?? problem
  }
}
