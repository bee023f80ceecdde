import AikiBase
import AikiDialogue
import AikiLedger
import Foundation
import Testing

/// Goal: reports, what would have been, CSV and metrics say what the entries say. Method: entries made by
/// hand, and random ones summed the naive way.
@Suite struct LedgerSummaryTests {
    private static let reference = Price(
        provider: "openai", model: "ref", day: "2026-01-01", prompt: 1_000_000,
        output: 4_000_000)

    private static func entry(
        local: Bool, prompt: Int, output: Int, cost: Int64 = 0, joules: Int64 = 0
    ) -> LedgerEntry {
        var entry = LedgerEntry(
            turn: TurnID("t"), time: Date(timeIntervalSince1970: 1_790_000_000), door: "chat",
            model: local ? "tiny" : "gpt", isLocal: local,
            usage: Usage(promptTokens: prompt, cachedTokens: 0, outputTokens: output),
            costMicros: cost, outcome: .answered)
        entry.energyMicrojoules = joules * 1_000_000
        entry.provider = local ? nil : "openai"
        return entry
    }

    private static func report(_ entries: [LedgerEntry]) -> LedgerReport {
        var report = LedgerReport(
            reference: reference, kilowattHourMicros: 360_000, zone: .gmt)
        for entry in entries { report.add(entry) }
        return report
    }

    /// 360,000 micros a kWh are a tenth of a micro a joule.
    @Test func `what would have been is counted from what was`() {
        let report = Self.report([
            Self.entry(local: true, prompt: 600, output: 400, joules: 1000),
            Self.entry(local: false, prompt: 1500, output: 500, cost: 9000),
        ])
        let other = report.counterfactual
        #expect(other.actualMicros == 9_100)
        #expect(other.cloudOnlyMicros == 11_200)
        // A joule a token as measured, 2,000 tokens went out.
        #expect(other.localOnlyMicros == 300)
    }

    @Test func `without a measure nothing is claimed`() {
        let none = Self.report([Self.entry(local: false, prompt: 1, output: 1, cost: 5)])
        #expect(none.counterfactual.localOnlyMicros == nil)
        #expect(none.localAcceptance == nil)
        var empty = LedgerReport(reference: nil, kilowattHourMicros: 0, zone: .gmt)
        empty.add(Self.entry(local: true, prompt: 1, output: 1))
        #expect(empty.counterfactual.cloudOnlyMicros == nil)
    }

    @Test func `acceptance is of local answers that were judged`() {
        var entries: [LedgerEntry] = []
        for (kind, local) in [
            (LedgerEntry.Feedback.accepted, true), (.edited, true), (.liked, true),
            (.regenerated, true), (.disliked, false),
        ] {
            var entry = Self.entry(local: local, prompt: 0, output: 0)
            entry.kind = .feedback
            entry.feedback = kind
            entries.append(entry)
        }
        let report = Self.report(entries)
        #expect(report.localAcceptance == 0.5)
        #expect(report.everything.calls == 0)
        #expect(report.feedback[.disliked] == 1)
    }

    @Test func `questions are counted by their length`() {
        let report = Self.report(
            [0, 127, 128, 255, 256, 5000].map { Self.entry(local: true, prompt: $0, output: 1) })
        #expect(report.promptLengths == [128: 2, 256: 2, 512: 1, 8192: 1])
    }

    @Test func `CSV survives every character, and runs no formula`() {
        var entry = Self.entry(local: true, prompt: 1, output: 1)
        entry.model = "=cmd()|\"a\",b\nc"
        let record = LedgerRecord(
            sequence: 1, entry: entry, previousHash: Data(), hash: Data())
        let text = LedgerCSV.text([record])
        #expect(text.contains("\"'=cmd()|\"\"a\"\",b\nc\""))
        #expect(text.hasPrefix("sequence,time,kind,"))
    }

    @Test func `metrics name models and providers, and escape them`() {
        var entry = Self.entry(local: false, prompt: 10, output: 3, cost: 2_500_000)
        entry.model = "a\"b\\c\nd"
        let status = Budget.Status(
            budget: Budget(period: .day, limitMicros: 5_000_000), spentMicros: 1_000_000,
            reservedMicros: 500_000, since: Date())
        let text = PrometheusText.text(Self.report([entry]), budgets: [status])
        let label = "{model=\"a\\\"b\\\\c\\nd\",provider=\"openai\"}"
        #expect(text.contains("aiki_prompt_tokens_total\(label) 10\n"))
        #expect(text.contains("aiki_cost_dollars_total\(label) 2.5\n"))
        #expect(
            text.contains("aiki_budget_reserved_dollars{scope=\"all\",period=\"day\"} 0.5\n"))
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
        }
    }

    @Test func `a call that failed is one of the calls, and a shadow that failed is none`() {
        var failed = Self.entry(local: false, prompt: 1, output: 0)
        failed.outcome = .failed
        var shadow = failed
        shadow.kind = .shadow
        let sum = Self.report([Self.entry(local: false, prompt: 1, output: 1), failed, shadow])
            .everything
        #expect(sum.calls == 2 && sum.failures == 1 && sum.shadows == 1)
    }

    @Test func `shadows are the stated share, the same ones each time`() {
        let policy = ShadowPolicy(share: 0.05)
        let taken = (0..<20_000).filter { policy.takes("turn-\($0)") }
        #expect((800...1200).contains(taken.count))
        #expect(taken == (0..<20_000).filter { policy.takes("turn-\($0)") })
        #expect(!ShadowPolicy(share: 0).takes("x") && ShadowPolicy(share: 1).takes("x"))
    }

    @Test func `charts draw every source`() {
        let report = Self.report([
            Self.entry(local: true, prompt: 1, output: 1),
            Self.entry(local: false, prompt: 1, output: 1, cost: 5),
        ])
        let chart = LedgerCharts.calls(report)
        #expect(chart.contains("tiny") && chart.contains("gpt") && chart.contains("2026-09-21"))
        #expect(LedgerCharts.cost(report).contains("$0.000005"))
    }
}
