import Glossary
import SourceText
import Workspace

/// The names of entries as prose mentions them: a tree of words, so that a text is read once for all names.
struct MentionIndex: Sendable {
  private struct Step: Hashable {
    var node: Int32
    /// The hash of a word.
    var word: UInt64
  }

  private struct Name {
    var entry: EntryPlace
    /// An abbreviation's bytes, which must be written so: `IT` is not "it".
    var exactly: [UInt8]?
    var isAmbiguous = false
  }

  private var steps: [Step: Int32] = [:]
  /// By node.
  private var names: [Int32: Name] = [:]
  private var nodeCount: Int32 = 1

  init(of snapshot: WorkspaceSnapshot) {
    for page in snapshot.pages.compactMap({ $0 }) where snapshot.entryPages.contains(page.id) {
      for (place, names) in snapshot.entryNames(on: page) where place.entry != nil {
        for name in names where name.tier <= 2 { insert(name.name, of: place) }
      }
    }
  }

  private mutating func insert(_ name: String, of entry: EntryPlace) {
    let bytes = Array(name.utf8)
    var words = ProseWords(bytes, in: ByteRange(0, bytes.count))
    var node: Int32 = 0
    var end = 0
    var letters = 0
    while let word = words.next() {
      guard word.lowerBound == end || end > 0 && ProseWords.joins(bytes, end, word.lowerBound) else { return }
      let step = Step(node: node, word: ProseWords.hash(of: bytes, word))
      if let next = steps[step] {
        node = next
      } else {
        steps[step] = nodeCount
        node = nodeCount
        nodeCount += 1
      }
      end = word.upperBound
      letters += word.count
    }
    // What is left at the end is a sign that prose may not have, as in `C++`.
    let isAbbreviation = bytes.allSatisfy { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) && $0 < 0x80 }
    guard end == bytes.count, letters > (isAbbreviation ? 1 : 2) else { return }
    if let known = names[node] {
      if known.entry != entry { names[node]?.isAmbiguous = true }
    } else {
      names[node] = Name(entry: entry, exactly: isAbbreviation ? bytes : nil)
    }
  }

  struct Mention {
    var range: ByteRange
    /// Nil where two entries have the name.
    var entry: EntryPlace?
  }

  /// The names that a stretch of prose mentions: of those that begin at one word the longest, and none within another.
  func mentions(in bytes: [UInt8], _ range: ByteRange) -> [Mention] {
    var mentions: [Mention] = []
    var words = ProseWords(bytes, in: range)
    while let first = words.next() {
      var ahead = words
      var node: Int32 = 0
      var word: ByteRange? = first
      var end = first.lowerBound
      var found: (mention: Mention, rest: ProseWords)?
      while let current = word, current == first || ProseWords.joins(bytes, end, current.lowerBound),
        let next = steps[Step(node: node, word: ProseWords.hash(of: bytes, current))]
      {
        node = next
        end = current.upperBound
        let mentioned = ByteRange(first.lowerBound, end)
        if let name = names[node], name.exactly.map({ $0[...] == bytes[mentioned.indices] }) ?? true {
          found = (Mention(range: mentioned, entry: name.isAmbiguous ? nil : name.entry), ahead)
        }
        word = ahead.next()
      }
      guard let found else { continue }
      mentions.append(found.mention)
      words = found.rest
    }
    return mentions
  }
}

/// The words of a stretch of text: runs of letters and digits.
struct ProseWords {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int

  init(_ bytes: [UInt8], in range: ByteRange) {
    self.bytes = bytes
    offset = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  mutating func next() -> ByteRange? {
    while offset < end, !Self.isWord(bytes[offset]) { offset += 1 }
    let start = offset
    while offset < end, Self.isWord(bytes[offset]) { offset += 1 }
    return start < offset ? ByteRange(start, offset) : nil
  }

  /// Whether what stands between two words may part the words of one name: white space, or one hyphen or apostrophe
  /// with white space behind it.
  static func joins(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    var offset = start
    if bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "'") { offset += 1 }
    return bytes[offset..<end].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// The same for words that differ in case alone.
  static func hash(of bytes: [UInt8], _ word: ByteRange) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    if bytes[word.indices].allSatisfy({ $0 < 0x80 }) {
      for byte in bytes[word.indices] { add(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    } else {
      for byte in String(decoding: bytes[word.indices], as: UTF8.self).lowercased().utf8 { add(byte) }
    }
    return hash
  }

  /// Letters, digits, and all that is not ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
