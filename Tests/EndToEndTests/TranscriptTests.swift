import TestSupport
import Testing

/// The conversations of `protocol-fixtures/` with the built executable.
@Suite struct ExecutableTranscriptTests {
  @Test(arguments: Transcript.all) func whole(_ transcript: Transcript) async {
    await play(transcript, .whole)
  }

  @Test(arguments: Transcript.all) func byteByByte(_ transcript: Transcript) async {
    await play(transcript, .byteByByte)
  }

  @Test(arguments: Transcript.all) func inRandomChunks(_ transcript: Transcript) async {
    await play(transcript, .randomChunks(seed: 1))
  }

  private func play(_ transcript: Transcript, _ delivery: TranscriptPlayer.Delivery) async {
    let failure = await Lanes.run {
      TranscriptPlayer.play(transcript, delivery: delivery) { ExecutableClient(environment: ["XDG_CACHE_HOME=\($0)"]) }
    }
    #expect(failure == nil, "\(failure?.description ?? "") (\(delivery))")
  }
}
