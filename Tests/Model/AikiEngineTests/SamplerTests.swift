import AikiBase
import AikiDialogue
import AikiEngine
import Testing

/// Goal: the draw follows the distribution, repeats from its seed, and survives hostile numbers.
@Suite struct SamplerTests {
    static func logits(_ count: Int, seed: UInt64) -> [Float] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in Float(random.nextUnit() * 8 - 4) }
    }

    static func plain(_ temperature: Double = 1) -> SamplingOptions {
        var options = SamplingOptions()
        (options.temperature, options.topK, options.topP, options.minP) = (temperature, 0, 1, 0)
        return options
    }

    static func draw(
        _ options: SamplingOptions, _ logits: [Float], seed: UInt64, count: Int
    ) throws -> [Int32] {
        var sampler = Sampler(options, seed: seed, vocabularySize: logits.count)
        let scratch = SamplerScratch(vocabularySize: logits.count)
        return try (0..<count).map { _ in
            try logits.withUnsafeBufferPointer {
                try sampler.sample($0, mask: nil, history: [], scratch: scratch)
            }
        }
    }

    /// Pearson's chi-square over 20,000 draws of 12 tokens; 11 degrees of freedom, p = 0.001: 31.26.
    @Test(arguments: [1.0, 0.5, 2.0]) func theDrawFollowsTheDistribution(temperature: Double) throws
    {
        let logits = Self.logits(12, seed: 3)
        let options = Self.plain(temperature)
        var sampler = Sampler(options, seed: 0, vocabularySize: 12)
        let expected = try logits.withUnsafeBufferPointer {
            try sampler.distribution(
                $0, mask: nil, history: [], scratch: SamplerScratch(vocabularySize: 12))
        }
        let draws = try Self.draw(options, logits, seed: 17, count: 20_000)
        var chiSquare = 0.0
        for (id, probability) in expected {
            let count = Double(draws.count { $0 == id })
            let mean = probability * Double(draws.count)
            chiSquare += (count - mean) * (count - mean) / mean
        }
        #expect(chiSquare < 31.26)
    }

    @Test func theSameSeedGivesTheSameDrawsAndAnotherSeedOthers() throws {
        let logits = Self.logits(500, seed: 9)
        let first = try Self.draw(SamplingOptions(), logits, seed: 5, count: 200)
        #expect(try Self.draw(SamplingOptions(), logits, seed: 5, count: 200) == first)
        #expect(try Self.draw(SamplingOptions(), logits, seed: 6, count: 200) != first)
    }

    @Test func topKTakesTheBestAndAmongEqualsTheSmallestIds() {
        var random = SeededRandom(seed: 4)
        for size in [1, 2, 3, 7, 64, 501] {
            let scratch = SamplerScratch(vocabularySize: size)
            for index in 0..<size {
                scratch.logits[index] = Float(Int.random(in: 0..<5, using: &random))
            }
            let sorted = (0..<size).sorted {
                (scratch.logits[$1], $0) < (scratch.logits[$0], $1)
            }
            for limit in Set([1, 2, size / 2, size - 1, size])
            where (1...size).contains(limit) {
                scratch.measureBlocks()
                scratch.fillBest(limit)
                let found = (0..<limit).map { Int(scratch.candidates.ordered($0).id) }
                #expect(found == Array(sorted.prefix(limit)))
            }
        }
    }

    @Test(arguments: [Float.nan, .infinity]) func aLogitThatIsNoNumberIsATypedError(value: Float) {
        var logits = Self.logits(9, seed: 1)
        logits[4] = value
        #expect { try Self.draw(SamplingOptions(), logits, seed: 1, count: 1) } throws: {
            if case EngineError.logitInvalid(let token, _) = $0 { return token == 4 }
            return false
        }
    }

    @Test func whereEverythingIsForbiddenTheErrorSaysSo() {
        let logits = [Float](repeating: -.infinity, count: 5)
        #expect { try Self.draw(SamplingOptions(), logits, seed: 1, count: 1) } throws: {
            ($0 as? EngineError)?.code == "engine.no-token-allowed"
        }
        var options = SamplingOptions.greedy
        for token in Int32(0)..<5 { options.logitBias[token] = -.infinity }
        #expect { try Self.draw(options, [1, 2, 3, 4, 5], seed: 1, count: 1) } throws: {
            ($0 as? EngineError)?.code == "engine.no-token-allowed"
        }
    }

    @Test func extremeButValidSettingsStillDraw() throws {
        let logits = Self.logits(40, seed: 2)
        for temperature in [1e-300, 1e-9, 1e9, 1e300] {
            for topP in [1e-300, 0.5, 1] {
                var options = Self.plain(temperature)
                options.topP = topP
                options.typicalP = topP
                options.minP = 1
                options.repeatPenalty = 1000
                options.dry = DRYOptions(multiplier: 1e300, base: 1e300, allowedLength: 1)
                try options.validate(vocabularySize: 40)
                let draws = try Self.draw(options, logits, seed: 1, count: 3)
                #expect(draws.allSatisfy { (0..<40).contains($0) })
            }
        }
    }

    @Test func settingsOutOfRangeAreRefusedByName() throws {
        func refused(_ change: (inout SamplingOptions) -> Void) -> String? {
            var options = SamplingOptions()
            change(&options)
            do { try options.validate(vocabularySize: 10) } catch .invalidSetting(let name, _) {
                return name
            } catch { return nil }
            return nil
        }
        #expect(refused { _ in } == nil)
        for bad in [-0.1, .nan, .infinity] {
            #expect(refused { $0.temperature = bad } == "temperature")
        }
        for bad in [0, -1, 1.01, .nan] {
            #expect(refused { $0.topP = bad } == "top_p")
            #expect(refused { $0.typicalP = bad } == "typical_p")
        }
        for bad in [-0.01, 1.01, .nan] { #expect(refused { $0.minP = bad } == "min_p") }
        #expect(refused { $0.topK = -1 } == "top_k")
        for bad in [0, -1, .nan, .infinity] {
            #expect(refused { $0.repeatPenalty = bad } == "repeat_penalty")
        }
        for bad in [Double.nan, .infinity, 1001] {
            #expect(refused { $0.frequencyPenalty = bad } == "frequency_penalty")
            #expect(refused { $0.presencePenalty = bad } == "presence_penalty")
            #expect(refused { $0.logitBias = [1: bad * 1000] } == "logit_bias")
        }
        #expect(refused { $0.penaltyWindow = -1 } == "penalty_window")
        #expect(refused { $0.logitBias = [10: 1] } == "logit_bias")
        #expect(refused { $0.logitBias = [-1: 1] } == "logit_bias")
        #expect(refused { $0.logitBias = [9: -.infinity] } == nil)
        #expect(refused { $0.dry = DRYOptions(base: 0.5) } == "dry_base")
        #expect(refused { $0.dry = DRYOptions(allowedLength: 0) } == "dry_allowed_length")
        #expect(refused { $0.dry = DRYOptions(multiplier: -1) } == "dry_multiplier")
        #expect(refused { $0.dry = DRYOptions(sequenceBreakers: [""]) } == "dry_sequence_breakers")
        let most = EngineLimits.sequenceBreakersMax
        #expect(
            refused { $0.dry = DRYOptions(sequenceBreakers: Array(repeating: "a", count: most)) }
                == nil)
        #expect(
            refused {
                $0.dry = DRYOptions(sequenceBreakers: Array(repeating: "a", count: most + 1))
            }
                == "dry_sequence_breakers")
    }

    @Test func logProbabilitiesAreThoseOfTheWholeSoftmax() {
        let logits = Self.logits(300, seed: 8)
        let scratch = SamplerScratch(vocabularySize: 300)
        let report = logits.withUnsafeBufferPointer {
            LogProbabilities.report(
                chosen: 7, logits: $0, alternatives: 300, scratch: scratch,
                bytes: { [UInt8($0 & 255)] })
        }
        // Weights are f32, each within 3 units of the seventh digit.
        #expect(
            abs(report.alternatives.reduce(0) { $0 + $1.logProbability.exponential } - 1) < 1e-6)
        #expect(report.alternatives.first { $0.id == 7 }?.logProbability == report.logProbability)
        for (first, second) in zip(report.alternatives, report.alternatives.dropFirst()) {
            #expect(first.logProbability >= second.logProbability)
        }
    }
}

extension Double {
    /// e to the power of this number, by its series: the test needs no C library.
    var exponential: Double {
        let reduced = self / 1024
        var (sum, term) = (1.0, 1.0)
        for n in 1..<20 {
            term *= reduced / Double(n)
            sum += term
        }
        for _ in 0..<10 { sum *= sum }
        return sum
    }
}
