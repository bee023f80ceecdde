public import AikiBase
public import AikiLedger

extension MeasuredUse {
    /// What was measured and what was not, for people.
    public var text: String {
        var measured: [String] = []
        var missing: [String] = []
        if calls >= Self.callsMin {
            var question = "questions of \(PlanText.number(promptTokens)) tokens"
            if let half = promptLength(share: 0.5), let most = promptLength(share: 0.9) {
                question += " (half below \(half), nine in ten below \(most))"
            }
            measured += [
                question, "answers of \(PlanText.number(outputTokens))",
                "\(PlanText.number(cachedPercent)) % of the questions' tokens cached",
                "\(PlanText.number(externalPercent)) % sent out",
            ]
        } else {
            missing.append("tokens, \(calls) answers of \(Self.callsMin) that it takes")
        }
        if localCalls >= Self.callsMin {
            let rates = [(promptRate, "tokens/s read"), (outputRate, "tokens/s written")]
            measured += rates.filter { $0.0 > 0 }.map { "\(PlanText.short($0.0)) \($0.1)" }
            if watts > 0 { measured.append("\(PlanText.short(watts)) W") }
        } else {
            missing.append(
                "this machine's speed and power, \(localCalls) answers of \(Self.callsMin)")
        }
        if let acceptance {
            measured.append(
                "\(PlanText.number(acceptance.value)) % of \(judged) judged answers sufficed "
                    + "(\(PlanText.number(acceptance.low)) to \(PlanText.number(acceptance.high)))")
        } else {
            missing.append("answers that suffice, \(judged) judged of \(Self.judgedMin)")
        }
        let list = measured.isEmpty ? "." : ": " + measured.joined(separator: ", ") + "."
        return "Measured on \(days) days, \(calls) answers, \(localCalls) of them here\(list)\n"
            + (missing.isEmpty
                ? "" : "Too little to measure: \(missing.joined(separator: "; ")).\n")
    }

    /// The same for programs.
    public var json: JSONValue {
        let isEnough = calls >= Self.callsMin
        let isLocalEnough = localCalls >= Self.callsMin
        func number(_ value: Double, where isKnown: Bool) -> JSONValue {
            isKnown && value > 0 ? .number(value) : .null
        }
        var lengths = JSONObject()
        for (edge, count) in promptLengths.sorted(by: { $0.key < $1.key }) {
            lengths["\(edge)"] = .integer(Int64(count))
        }
        return [
            "days": .integer(Int64(days)), "answers": .integer(Int64(calls)),
            "local_answers": .integer(Int64(localCalls)), "judged": .integer(Int64(judged)),
            "prompt_tokens": number(promptTokens, where: isEnough),
            "prompt_tokens_below": .object(lengths),
            "output_tokens": number(outputTokens, where: isEnough),
            "cached_percent": isEnough ? .number(cachedPercent) : .null,
            "external_percent": isEnough ? .number(externalPercent) : .null,
            "prompt_tokens_per_second": number(promptRate, where: isLocalEnough),
            "output_tokens_per_second": number(outputRate, where: isLocalEnough),
            "watts": number(watts, where: isLocalEnough),
            "acceptance_percent": acceptance.map {
                ["value": .number($0.value), "low": .number($0.low), "high": .number($0.high)]
            } ?? .null,
            "interactions_in_30_days": [
                "forecast": .number(forecast.sum), "low": .number(forecast.low),
                "high": .number(forecast.high),
            ],
        ]
    }

    /// The least edge below which so large a share of the questions lies.
    private func promptLength(share: Double) -> Int? {
        let all = promptLengths.values.reduce(0, +)
        var below = 0
        return promptLengths.sorted { $0.key < $1.key }.first { _, count in
            below += count
            return Double(below) >= share * Double(all)
        }?.key
    }

    /// What is to be kept of the forecasts made on a day.
    ///
    /// - Parameter day: the first day that they are for.
    /// - Returns: one of interactions and one of dollars.
    public func forecasts(from day: String) -> [KeptForecast] {
        let both: [(KeptForecast.Unit, UseForecast?)] = [
            (.interactions, forecast), (.dollars, UseForecast(days: costPerDay)),
        ]
        return both.compactMap { unit, forecast in
            forecast.map {
                KeptForecast(
                    day: day, unit: unit, horizon: $0.horizon, sum: $0.sum, low: $0.low,
                    high: $0.high)
            }
        }
    }
}
