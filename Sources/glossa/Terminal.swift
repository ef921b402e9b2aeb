import ArgumentParser
import Glibc

/// What is known of the terminal, if there is one.
enum Terminal {
  enum Stream: Int32 {
    case output = 1
    case error = 2
  }

  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// The columns to fill with prose: those of the terminal, a hundred at most; eighty where there is none.
  static func width(of stream: Stream) -> Int {
    guard let columns = columns(of: stream) else { return 80 }
    return max(20, min(columns, 100))
  }

  /// The columns of a terminal; nil where there is none or it does not tell.
  static func columns(of stream: Stream) -> Int? {
    var size = winsize()
    guard isTerminal(stream), unsafe ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}

/// Whether a command's result has colours.
struct ColourArguments: ParsableArguments {
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case auto, always, never
  }

  @Option(
    help: ArgumentHelp(
      "auto, always or never.",
      discussion: "auto means on a terminal, unless NO_COLOR is set or TERM is dumb."
    )
  )
  var color = Choice.auto

  var isOn: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Terminal.isTerminal(.output) && !isSet("NO_COLOR") && value(of: "TERM") != "dumb"
    }
  }

  private func isSet(_ name: String) -> Bool { value(of: name).map { !$0.isEmpty } ?? false }

  private func value(of name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
