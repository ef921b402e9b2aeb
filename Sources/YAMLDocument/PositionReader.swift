/// Turns byte offsets into lines and columns. Asking in rising order costs one pass over the text in all.
struct PositionReader {
  private let text: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  init(text: [UInt8]) {
    self.text = text
  }

  mutating func position(at wanted: Int) -> YAMLPosition {
    if wanted < offset { (offset, line, column) = (0, 1, 1) }
    let end = min(wanted, text.count)
    while offset < end {
      let byte = text[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\n"):
        (line, column) = (line + 1, 1)
      case UInt8(ascii: "\r"):
        if offset < text.count, text[offset] == UInt8(ascii: "\n") { break }
        (line, column) = (line + 1, 1)
      case 0x80...0xBF:
        break  // A continuation byte: its character is counted already.
      case 0xF0...0xFF:
        column += 2
      default:
        column += 1
      }
    }
    return YAMLPosition(offset: wanted, line: line, column: column)
  }
}
