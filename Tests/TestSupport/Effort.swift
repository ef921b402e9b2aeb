import FoundationEssentials

/// How much work the random tests do: `GLOSSA_TEST_EFFORT` is a factor, 1 where it is not set. A sanitizer's run takes
/// less than one, a long run more.
package enum Effort {
  private static let factor = ProcessInfo.processInfo.environment["GLOSSA_TEST_EFFORT"].flatMap(Double.init) ?? 1

  /// A number of cases, at least one.
  package static func count(_ usual: Int) -> Int { max(1, Int(Double(usual) * factor)) }

  /// Seeds from one on.
  package static func seeds(_ usual: Int) -> ClosedRange<UInt64> { 1...UInt64(count(usual)) }
}
