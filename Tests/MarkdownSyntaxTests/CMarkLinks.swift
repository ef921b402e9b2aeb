import CMarkGFM

/// What libcmark-gfm itself makes of a document's links, as the judge of our scanner.
enum CMarkLinks {
  struct Link: Equatable, CustomStringConvertible {
    var isImage: Bool
    var destination: String
    var description: String { (isImage ? "!" : "") + destination }
  }

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// Whether a document has no blocks, because it holds nothing but definitions.
  static func isEmpty(_ document: String) -> Bool {
    guard let root = unsafe cmark_parse_document(document, document.utf8.count, CMARK_OPT_DEFAULT) else { return true }
    defer { unsafe cmark_node_free(root) }
    return unsafe cmark_node_first_child(root) == nil
  }

  /// The links and images in document order.
  static func find(in document: String, extensions: [String] = ["table"]) -> [Link] {
    _ = registered
    guard let parser = unsafe cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
    defer { unsafe cmark_parser_free(parser) }
    for name in extensions {
      if let syntax = unsafe cmark_find_syntax_extension(name) {
        unsafe cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    unsafe cmark_parser_feed(parser, document, document.utf8.count)
    guard let root = unsafe cmark_parser_finish(parser) else { return [] }
    defer { unsafe cmark_node_free(root) }
    guard let iterator = unsafe cmark_iter_new(root) else { return [] }
    defer { unsafe cmark_iter_free(iterator) }
    var links: [Link] = []
    while true {
      let event = unsafe cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard event == CMARK_EVENT_ENTER, let node = unsafe cmark_iter_get_node(iterator) else { continue }
      let type = unsafe cmark_node_get_type(node)
      guard type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE else { continue }
      let destination = unsafe String(cString: cmark_node_get_url(node))
      links.append(Link(isImage: type == CMARK_NODE_IMAGE, destination: destination))
    }
    return links
  }
}
