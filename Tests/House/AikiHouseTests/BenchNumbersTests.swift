import AikiBase
import AikiHouse
import Testing

/// Goal: what a bench says of its measurements is right. Method: small cases by hand, and the
/// machine's counters as text.
@Suite struct BenchNumbersTests {
    @Test func `Median and spread are those of the sorted values`() {
        let one = Repetitions([7])
        #expect(one.median == 7 && one.minimum == 7 && one.maximum == 7 && one.spread == 0)
        #expect(Repetitions([9, 1, 5]).median == 5)
        #expect(Repetitions([9, 1, 5, 6]).median == 5.5)
        #expect(Repetitions([9, 1, 5]).spread == 1.6)
        #expect(Repetitions([0, 0]).spread == 0)
        #expect(Repetitions([3, 1, 2]).values == [3, 1, 2])
        #expect(Repetitions([3, 1, 2]).json["median"]?.real == 2)
    }

    @Test func `The processor's times are read from their first line`() throws {
        let times = try #require(CPUTimes(procStat: "cpu  10 1 5 80 4 0 0 2 10 0\ncpu0 1 1 1 1\n"))
        #expect(times.total == 102)
        #expect(times.busy == 18)
        #expect(CPUTimes(procStat: "cpu 1 2 3 4")?.busy == 6)
    }

    @Test(arguments: [
        "", "cpu", "cpu 1 2 3", "cpu0 1 2 3 4", "cpu a 2 3 4", "cpu -1 2 3 4",
        "cpu 18446744073709551615 1 1 1", "cpu 99999999999999999999 1 1 1",
    ])
    func `Other text gives no times`(text: String) {
        #expect(CPUTimes(procStat: text) == nil)
    }

    @Test func `Others' share leaves out our own time and stays between 0 and 1`() throws {
        let start = try #require(CPUTimes(procStat: "cpu 100 0 0 100"))
        let later = try #require(CPUTimes(procStat: "cpu 250 0 0 150"))
        #expect(later.othersShare(since: start, ownSeconds: 1) == 0.25)
        #expect(later.othersShare(since: start, ownSeconds: 0) == 0.75)
        #expect(later.othersShare(since: start, ownSeconds: 100) == 0)
        #expect(later.othersShare(since: later, ownSeconds: 0) == nil)
        #expect(start.othersShare(since: later, ownSeconds: 0) == nil)
    }

    @Test func `Each option is taken at its limit and refused past it`() throws {
        typealias Options = ModelBenchOptions
        func isTaken(_ change: (inout Options) -> Void) -> Bool {
            var options = Options()
            change(&options)
            return (try? options.validate()) != nil
        }
        #expect(isTaken { _ in })
        #expect(isTaken { $0.prefillTokens = [Options.tokensMax] })
        #expect(!isTaken { $0.prefillTokens = [Options.tokensMax + 1] })
        #expect(isTaken { $0.decodeDepths = [Options.tokensMax] })
        #expect(!isTaken { $0.decodeDepths = [Options.tokensMax + 1] })
        #expect(isTaken { $0.decodeTokens = Options.tokensMax })
        #expect(!isTaken { $0.decodeTokens = Options.tokensMax + 1 })
        #expect(isTaken { $0.repetitions = Options.repetitionsMax })
        #expect(!isTaken { $0.repetitions = Options.repetitionsMax + 1 })
        #expect(isTaken { $0.prefillTokens = Array(1...Options.lengthsMax) })
        #expect(!isTaken { $0.prefillTokens = Array(0...Options.lengthsMax) })
        #expect(!isTaken { $0.prefillTokens = Array(1...Options.lengthsMax + 1) })
        #expect(isTaken { $0.decodeDepths = Array(1...Options.lengthsMax) })
        #expect(!isTaken { $0.decodeDepths = Array(1...Options.lengthsMax + 1) })
        let most = Options.sequencesMax
        #expect(isTaken { $0.parallelSequences = [most] })
        #expect(!isTaken { $0.parallelSequences = [most + 1] })
        #expect(isTaken { $0.embeddingTexts = [most] })
        #expect(!isTaken { $0.embeddingTexts = [most + 1] })
        #expect(!isTaken { $0.parallelSequences = Array(1...Options.lengthsMax + 1) })
        #expect(isTaken { $0.kernels = "scalar" })
        #expect(!isTaken { $0.kernels = "Scalar" })
    }

    @Test func `Windows are taken from one to the most`() {
        func isTaken(windows: Int) -> Bool {
            var options = PerplexityOptions()
            options.windows = windows
            return (try? options.validate()) != nil
        }
        #expect(isTaken(windows: 1) && isTaken(windows: PerplexityOptions.windowsMax))
        #expect(!isTaken(windows: 0) && !isTaken(windows: PerplexityOptions.windowsMax + 1))
    }
}
