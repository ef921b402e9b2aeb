/// Writes each attack of `Tests/TestSupport/AttackStrings.swift` as a page, at each of the sizes named:
///
///     write-attacks FOLDER BYTES...
///
/// Compiled together with that file by `run.py`.
import Foundation

@main
enum WriteAttacks {
  static func main() throws {
    let folder = CommandLine.arguments[1]
    for size in CommandLine.arguments.dropFirst(2).compactMap({ Int($0) }) {
      for attack in AttackString.all {
        let path = "\(folder)/\(attack.name).\(size).md"
        try attack.page(ofBytes: size).write(toFile: path, atomically: false, encoding: .utf8)
      }
    }
  }
}
