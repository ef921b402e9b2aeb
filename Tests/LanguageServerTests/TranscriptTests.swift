import TestSupport
import Testing

/// The conversations of `protocol-fixtures/` with a server in this process.
@Suite struct TranscriptTests {
  @Test(arguments: Transcript.all) func whole(_ transcript: Transcript) async {
    await play(transcript, .whole)
  }

  @Test(arguments: Transcript.all) func byteByByte(_ transcript: Transcript) async {
    await play(transcript, .byteByByte)
  }

  @Test(arguments: Transcript.all) func inRandomChunks(_ transcript: Transcript) async {
    for seed: UInt64 in 1...3 { await play(transcript, .randomChunks(seed: seed)) }
  }

  private func play(_ transcript: Transcript, _ delivery: TranscriptPlayer.Delivery) async {
    let failure = await Lanes.run {
      TranscriptPlayer.play(transcript, delivery: delivery) { InProcessClient(caches: $0) }
    }
    #expect(failure == nil, "\(failure?.description ?? "") (\(delivery))")
  }

  /// The player itself: what must fail does.
  @Test(arguments: [
    ("<-- {\"id\": 1", "expected ',' or '}'"),
    ("<<< {}", "an unknown marker"),
    ("--> raw \"\\q\"", "unreadable bytes"),
    ("| text", "without +++"),
    ("--- start\n--> {\"method\": \"exit\"}\n=== exit 0", "the exit code is 1"),
    ("--- start\n--> {\"id\": 1, \"method\": \"x\"}\n<-- {\"id\": 1, \"result\": \"…\"}", "result: missing"),
    ("--- start\n--> {\"id\": 1, \"method\": \"x\"}\n<-- {\"id\": 1, \"error\": \"$absent\"}", "expected nothing"),
    ("--- start\n--> {\"id\": 1, \"method\": \"x\"}\n!-- {\"id\": 1}", "forbidden"),
    ("--- start\n--> {\"id\": 1, \"method\": \"x\"}", "unexpected"),
  ])
  func failsWhereItShould(_ text: String, _ message: String) {
    let failure = TranscriptPlayer.play(Transcript(name: "test", text: text), delivery: .whole) {
      InProcessClient(caches: $0)
    }
    #expect(failure?.message.contains(message) == true, "\(failure?.description ?? "passed")")
  }
}
