import AikiBase
import AikiDialogue
import AikiEngine
import Foundation
import Testing

/// Goal: every stage of the chain, alone and together, gives the probabilities of an independent
/// implementation. Method: random settings from `Tools/reference/sampling.py`, float64 numpy.
@Suite struct SamplerReferenceTests {
    /// Logits are f32 here and f64 there; after a division the seventh digit may differ.
    static let tolerance = 2e-5

    @Test func theChainGivesTheProbabilitiesOfTheReference() throws {
        let fixture = try JSONValue(parsing: Fixtures.bytes("sampling/cases.json"))
        let texts = try #require(fixture["texts"]?.elements).compactMap(\.text).map {
            Array($0.utf8)
        }
        let breakers = try #require(fixture["breakers"]?.elements).compactMap(\.text)
        let cases = try #require(fixture["cases"]?.elements)
        #expect(cases.count == 120)
        for (index, item) in cases.enumerated() {
            let logits = try #require(item["logits"]?.elements).map { Float($0.real ?? .nan) }
            let history = try #require(item["history"]?.elements).map {
                Int32($0.wholeNumber ?? -1)
            }
            let options = try #require(item["options"])
            let settings = Self.settings(options, breakers: breakers)
            try settings.validate(vocabularySize: logits.count)
            var sampler = Sampler(settings, seed: 1, vocabularySize: logits.count)
            for end in history.indices {
                sampler.observe(history, at: end) { texts[Int($0)] }
            }
            let scratch = SamplerScratch(vocabularySize: logits.count)
            let distribution = try logits.withUnsafeBufferPointer {
                try sampler.distribution(
                    $0, mask: Self.mask(options, count: logits.count), history: history,
                    scratch: scratch)
            }
            let expected = try #require(item["expected"]?.object)
            #expect(distribution.count == expected.count, "case \(index)")
            for (id, probability) in distribution {
                let reference = expected["\(id)"]?.real ?? 0
                #expect(
                    abs(probability - reference) < Self.tolerance,
                    "case \(index), token \(id): \(probability), reference \(reference)")
            }
        }
    }

    static func mask(_ options: JSONValue, count: Int) -> TokenMask? {
        guard let allowed = options["mask"]?.elements else { return nil }
        var mask = TokenMask(count: count)
        for token in allowed.compactMap(\.wholeNumber) { mask[token] = true }
        return mask
    }

    static func settings(_ options: JSONValue, breakers: [String]) -> SamplingOptions {
        var settings = SamplingOptions()
        settings.temperature = options["temperature"]?.real ?? 1
        settings.topK = options["top_k"]?.wholeNumber ?? 0
        settings.topP = options["top_p"]?.real ?? 1
        settings.minP = options["min_p"]?.real ?? 0
        settings.typicalP = options["typical_p"]?.real ?? 1
        settings.repeatPenalty = options["repeat_penalty"]?.real ?? 1
        settings.frequencyPenalty = options["frequency_penalty"]?.real ?? 0
        settings.presencePenalty = options["presence_penalty"]?.real ?? 0
        settings.penaltyWindow = options["penalty_window"]?.wholeNumber
        for (key, value) in options["logit_bias"]?.object?.pairs ?? [] {
            if let token = Int32(key) { settings.logitBias[token] = value.real ?? 0 }
        }
        if let dry = options["dry"] {
            settings.dry = DRYOptions(
                multiplier: dry["multiplier"]?.real ?? 0, base: dry["base"]?.real ?? 1,
                allowedLength: dry["allowed_length"]?.wholeNumber ?? 1,
                sequenceBreakers: breakers)
        }
        return settings
    }
}
