import TestSupport
import Testing

/// The conversations of `protocol-fixtures/` with the built executable.
@Suite struct ExecutableTranscriptTests {
  @Test(arguments: Transcript.all) func whole(_ transcript: Transcript) {
    play(transcript, .whole)
  }

  @Test(arguments: Transcript.all) func byteByByte(_ transcript: Transcript) {
    play(transcript, .byteByByte)
  }

  @Test(arguments: Transcript.all) func inRandomChunks(_ transcript: Transcript) {
    play(transcript, .randomChunks(seed: 1))
  }

  private func play(_ transcript: Transcript, _ delivery: TranscriptPlayer.Delivery) {
    let failure = TranscriptPlayer.play(transcript, delivery: delivery) { ExecutableClient() }
    #expect(failure == nil, "\(failure?.description ?? "") (\(delivery))")
  }
}
