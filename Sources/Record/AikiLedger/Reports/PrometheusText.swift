import AikiBase
import AikiDialogue
import Foundation

/// The ledger as metrics in the text format of Prometheus (version 0.0.4).
public enum PrometheusText {
    /// The metrics of a report and of budgets.
    ///
    /// Labels are models and providers alone: their number is bounded by what is installed and
    /// configured, never by what people say.
    public static func text(_ report: LedgerReport, budgets: [Budget.Status]) -> String {
        let sums = report.sources.sorted { $0.key < $1.key }
        var out = ""
        let write = { (name: String, help: String, value: (LedgerReport.Sum) -> Double) in
            out += "# HELP \(name) \(help)\n# TYPE \(name) counter\n"
            for (source, sum) in sums { out += "\(name)\(labels(source)) \(number(value(sum)))\n" }
        }
        write("aiki_calls_total", "Calls made to answer.") { Double($0.calls) }
        write("aiki_failures_total", "Of these, calls that failed.") { Double($0.failures) }
        write("aiki_stored_answers_total", "Calls answered with what was kept from before.") {
            Double($0.stored)
        }
        write("aiki_similar_answers_total", "Of these, to a question in other words.") {
            Double($0.similar)
        }
        write("aiki_saved_dollars_total", "What these would have cost.") {
            Double($0.savedMicros) / 1e6
        }
        write("aiki_shadow_calls_total", "Calls made to compare.") { Double($0.shadows) }
        write("aiki_prompt_tokens_total", "Tokens of prompts.") { Double($0.usage.promptTokens) }
        write("aiki_cached_tokens_total", "Of these, tokens a cache held.") {
            Double($0.usage.cachedTokens)
        }
        write("aiki_output_tokens_total", "Tokens of answers.") { Double($0.usage.outputTokens) }
        write("aiki_seconds_total", "Seconds from question to end of answer.") {
            $0.total.milliseconds / 1000
        }
        write("aiki_cost_dollars_total", "What providers took.") { Double($0.costMicros) / 1e6 }
        write("aiki_energy_joules_total", "Energy of work on this machine.") {
            Double($0.energyMicrojoules) / 1e6
        }
        write("aiki_redactions_total", "Pieces masked before they left.") { Double($0.redactions) }
        let gauges: [(String, String, (Budget.Status) -> Int64)] = [
            ("aiki_budget_limit_dollars", "The most of a period.", { $0.budget.limitMicros }),
            ("aiki_budget_spent_dollars", "Settled in this period.", { $0.spentMicros }),
            ("aiki_budget_reserved_dollars", "Held for calls under way.", { $0.reservedMicros }),
        ]
        for (name, help, value) in gauges where !budgets.isEmpty {
            out += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
            for status in budgets {
                let scope = escaped(status.budget.scope.text)
                out += "\(name){scope=\"\(scope)\",period=\"\(status.budget.period.rawValue)\"} "
                out += "\(number(Double(value(status)) / 1e6))\n"
            }
        }
        return out
    }

    private static func labels(_ source: LedgerReport.Source) -> String {
        "{model=\"\(escaped(source.model))\",provider=\"\(escaped(source.provider ?? "local"))\"}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
