import ArgumentParser
import Reports

/// The formats of a list.
enum ListingFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv
}

/// Writes comma-separated values (RFC 4180), with the line ends of this system.
struct CSVText {
  private(set) var bytes: [UInt8] = []

  /// - Parameter header: the columns' names.
  init(_ header: [String]) {
    append(header)
  }

  mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ field: String) {
    guard field.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
