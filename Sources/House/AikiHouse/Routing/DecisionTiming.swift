import AikiBase
import AikiDialogue
import AikiRouter

/// How long it takes to know how likely a local model suffices, a question at a time.
public struct DecisionTiming: Sendable, Equatable {
    /// Half of the questions take no longer, and 99 of 100.
    public struct Percentiles: Sendable, Equatable {
        /// Half of the questions take no longer.
        public var median: Duration
        /// Of a hundred questions one takes longer.
        public var p99: Duration

        init(_ times: [Duration]) {
            let sorted = times.sorted()
            median = sorted.isEmpty ? .zero : sorted[sorted.count / 2]
            p99 = sorted.isEmpty ? .zero : sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        }

        var json: JSONValue {
            ["median": .number(median / .milliseconds(1)), "p99": .number(p99 / .milliseconds(1))]
        }
    }

    /// By looks alone.
    public let plain: Percentiles
    /// With a vector that is there already; nil without an embedder.
    public let withVector: Percentiles?
    /// With a vector that is made for it; nil without an embedder.
    public let withEmbedding: Percentiles?

    /// Questions that are timed.
    private static let questions = 1000

    /// Times an estimate on questions.
    ///
    /// - Throws: why the embedder cannot run.
    init(
        _ estimate: SufficiencyEstimate, on asked: [RoutingTrial.Question],
        embedder: (any Embedder)?
    ) async throws {
        let every = max(1, asked.count / Self.questions)
        let asked = asked.indices.filter { $0 % every == 0 }.map { asked[$0] }
        let clock = ContinuousClock()
        var checksum = 0.0
        plain = Percentiles(
            asked.map { question in
                clock.measure {
                    checksum += estimate.knownProbability(question.text, vector: nil) ?? 0
                }
            })
        guard let embedder else {
            (withVector, withEmbedding) = (nil, nil)
            return
        }
        withVector = Percentiles(
            asked.map { question in
                clock.measure {
                    checksum +=
                        estimate.knownProbability(question.text, vector: question.vector) ?? 0
                }
            })
        var times: [Duration] = []
        for question in asked {
            let start = clock.now
            let vector = try await SufficiencyEstimate.vector(of: question.text, by: embedder)
            checksum += estimate.knownProbability(question.text, vector: vector) ?? 0
            times.append(clock.now - start)
        }
        withEmbedding = Percentiles(times)
        precondition(checksum.isFinite, "likelihoods are numbers")
    }

    /// The times for programs, in milliseconds.
    var json: JSONValue {
        var object: JSONObject = ["by_looks": plain.json]
        object["with_vector"] = withVector?.json
        object["with_embedding"] = withEmbedding?.json
        return .object(object)
    }
}
