/// The types of the Language Server Protocol 3.17 under their own names, as far as Glossa uses them.
///
/// What the server reads is `JSONDecodable`, what it writes `JSONEncodable`. Unknown properties and unknown values of
/// enumerations are ignored, as the protocol demands. Lines and columns count from zero, columns in the negotiated encoding.
package enum LSP {
  /// A document's URI exactly as one party wrote it; two spellings can name one file.
  package typealias DocumentURI = String
}
