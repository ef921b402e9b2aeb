import MarkdownSyntax
import SiteProfiles
package import SourceText
package import Workspace

/// Finds images and links to local files that are not there.
package enum MissingAsset: Rule {
  package static let description = RuleDescription(
    id: "missing-asset",
    summary: "An image or a local file that is not there.",
    documentation: #"""
      The page shows a broken picture, or offers a download that ends in "not found". The path is read as
      the site's generator reads it. A name that differs in capital letters counts as missing, for it
      works on some machines and fails on the server. Correct the path (Glossa proposes the nearest file
      name) or add the file.

      Before:

      ```markdown
      ![A mainsail](../img/main-sail.svg)
      ```

      After:

      ```markdown
      ![A mainsail](../img/mainsail.svg)
      ```
      """#,
    defaultLevel: .warning,
    isFixable: true
  )

  package static let hasPreferredFixes = false

  package static func check(_ context: RuleContext) -> [Problem] {
    guard context.isPublished else { return [] }
    let text = context.page.text
    return AssetLinks.find(on: context.page).compactMap { link in
      let destination = text[link]
      guard let missing = context.usage.missingFile(at: destination, on: context.ownPlace, in: context.snapshot) else {
        return nil
      }
      let question = missing.nearest.map { "; did you mean \($0)?" } ?? ""
      return context.problem(description, at: link, "There is no file \(missing.path)\(question)", subject: destination)
    } + undefinedImages(context)
  }

  /// `![alt][label]` where nothing defines the label.
  private static func undefinedImages(_ context: RuleContext) -> [Problem] {
    LabelledImages.find(on: context.page, in: context.snapshot).compactMap { image in
      let span = context.page.parsed.spans[image.span]
      guard image.definition == nil, span.kind == .fullReference, !span.isRetry else { return nil }
      let label = context.page.parsed.label(ofSpan: image.span)
      let message = "Nothing defines \(Words.label(label)), so the page shows brackets and no image"
      return context.problem(description, at: span.range, message, subject: label)
    }
  }
}

/// The places of a page that name images and other local files.
package enum AssetLinks {
  private static let embeddingEndings: Set<String> = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "pdf", "mp4", "webm", "mov", "mp3", "ogg", "wav",
    "zip", "csv", "json", "ipynb",
  ]

  /// The ranges of their paths, in no order.
  package static func find(on page: Page) -> [ByteRange] {
    let text = page.text
    var links: [ByteRange] = []
    for span in page.parsed.spans {
      switch span.kind {
      case .inlineLink:
        let destination = text.slice(span.label)
        guard !destination.isEmpty, !AssetPath.isOffSite(destination) else { continue }
        if span.isImage || AssetPath.isAsset(destination) { links.append(span.label) }
      case .rawHTML: links += sources(in: span.range, text)
      default: continue
      }
    }
    for block in page.parsed.blocks {
      if case .htmlBlock = block.kind { links += sources(in: block.range, text) }
    }
    for tag in page.parsed.tags { if let path = path(in: tag, text) { links.append(path) } }
    return links
  }

  /// The values of `src` attributes in HTML that stand in quotation marks.
  private static func sources(in range: ByteRange, _ text: SourceText) -> [ByteRange] {
    let bytes = text.bytes
    var found: [ByteRange] = []
    var offset = range.lowerBound + 1
    while offset + 5 < range.upperBound {
      defer { offset += 1 }
      guard bytes[offset] | 0x20 == UInt8(ascii: "s"), isBlank(bytes[offset - 1]),
        bytes[offset + 1] | 0x20 == UInt8(ascii: "r"), bytes[offset + 2] | 0x20 == UInt8(ascii: "c"),
        bytes[offset + 3] == UInt8(ascii: "=")
      else { continue }
      let quote = bytes[offset + 4]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = bytes[(offset + 5)..<range.upperBound].firstIndex(of: quote), end > offset + 5
      else { continue }
      found.append(ByteRange(offset + 5, end))
      offset = end
    }
    return found
  }

  /// The path that a tag such as `{% pdf "/files/tides.pdf" %}` embeds.
  private static func path(in tag: TemplateTag, _ text: SourceText) -> ByteRange? {
    let bytes = text.bytes
    guard let quote = bytes[tag.argument.indices].first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let end = bytes[(tag.argument.lowerBound + 1)..<tag.argument.upperBound].firstIndex(of: quote)
    else { return nil }
    let path = bytes[(tag.argument.lowerBound + 1)..<end]
    // Most tags embed something off the site, whose address has no such ending.
    guard let dot = path.suffix(6).lastIndex(of: UInt8(ascii: ".")),
      embeddingEndings.contains(String(decoding: path[(dot + 1)...], as: UTF8.self).lowercased()),
      AssetPath.isAsset(path), !path.contains(UInt8(ascii: " ")),
      !["include", "include_cached", "include_relative", "link", "post_url", "snippet", "output"].contains(tag.name)
    else { return nil }
    return ByteRange(path.startIndex, path.endIndex)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
