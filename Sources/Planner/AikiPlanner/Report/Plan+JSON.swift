public import AikiBase

extension Plan {
    /// The plan for programs. Dollars are numbers rounded to the cent.
    public var json: JSONValue {
        [
            "scenario": .string(scenario.name), "title": .string(scenario.title),
            "months": .integer(Int64(months)),
            "verdict": [
                "choice": .string(verdict.choice.rawValue),
                "reasons": .array(verdict.reasons.map { .string($0) }),
            ],
            "flip": .string(flipSentence),
            "options": options, "thresholds": thresholdsJSON, "layers": layersJSON,
            "flips": .array(flips.map(Self.json)),
            "flip_in_hardware_life": flipInLife.map(Self.json) ?? .null,
            "hardware_life_months": .integer(Int64(lifeMonths)),
            "capacity_per_month": capacityPerMonth.map(Self.rounded) ?? .null,
            "matrix": matrixJSON, "uncertainty": uncertainty.json,
            "sensitivity": .array(sensitivity.map(Self.json)), "assumptions": assumptions,
        ]
    }

    static func rounded(_ value: Double) -> JSONValue {
        value.isFinite ? .number((value * 100).rounded() / 100) : .null
    }

    private var options: JSONValue {
        var object = JSONObject()
        for option in PlanOption.allCases {
            let outlook = outlook(option)
            let parts = outlook.curve.parts
            object[option.rawValue] = [
                "first_year_dollars": Self.rounded(outlook.firstYear),
                "later_year_dollars": outlook.laterYear.map(Self.rounded) ?? .null,
                "spent_dollars": Self.rounded(outlook.curve.spent(until: months)),
                "residual_dollars": Self.rounded(outlook.curve.residual),
                "net_dollars": Self.rounded(outlook.curve.net),
                "parts": [
                    "hardware": Self.rounded(parts.hardware),
                    "fine_tuning": Self.rounded(parts.fineTuning),
                    "electricity": Self.rounded(parts.electricity),
                    "provider": Self.rounded(parts.provider), "work": Self.rounded(parts.work),
                ],
                "monthly_dollars": .array(outlook.curve.months.map { Self.rounded($0.total) }),
                "break_even_years": outlook.breakEvenMonths.map { .number($0 / 12) } ?? .null,
                "repays_within_life": .bool(
                    outlook.breakEvenMonths.map { $0 <= Double(lifeMonths) } ?? false),
                "work_hours": Self.rounded(outlook.hours),
                "answers_that_suffice": Self.rounded(outlook.quality),
                "matrix_score": .number(matrix.score(option)),
            ]
        }
        return .object(object)
    }

    private var thresholdsJSON: JSONValue {
        .array(
            thresholds.map {
                [
                    "name": .string($0.kind.rawValue), "passed": .bool($0.isPassed),
                    "found": .string($0.found), "needed": .string($0.needed),
                ]
            })
    }

    private var layersJSON: JSONValue {
        .array(
            layers.map {
                [
                    "name": .string($0.layer.name),
                    "complexity": .integer(Int64($0.layer.complexity)),
                    "hours": Self.rounded($0.hours), "needed": .bool($0.isNeeded),
                ]
            })
    }

    private var matrixJSON: JSONValue {
        .array(
            matrix.criteria.map { criterion in
                var scores = JSONObject()
                for option in PlanOption.allCases {
                    scores[option.rawValue] = Self.rounded(criterion.scores[option] ?? 0)
                }
                return [
                    "criterion": .string(criterion.title), "weight": .number(criterion.weight),
                    "scores": .object(scores),
                ]
            })
    }

    private static func json(_ flip: FlipCondition) -> JSONValue {
        [
            "assumption": .string(flip.assumption.key), "now": .number(flip.now),
            "flips_at": flip.value.map { .number($0) } ?? .null,
            "then": flip.option.map { .string($0.rawValue) } ?? .null,
        ]
    }

    private static func json(_ sensitivity: Sensitivity) -> JSONValue {
        [
            "assumption": .string(sensitivity.assumption.key),
            "low": .number(sensitivity.estimate.low), "high": .number(sensitivity.estimate.high),
            "saved_at_low": rounded(sensitivity.savedAtLow),
            "saved_at_high": rounded(sensitivity.savedAtHigh),
            "swing": rounded(sensitivity.swing),
        ]
    }

    private var assumptions: JSONValue {
        var object = JSONObject()
        for assumption in Assumption.allCases {
            let estimate = scenario.estimate(assumption)
            object[assumption.key] = [
                "value": .number(estimate.value), "low": .number(estimate.low),
                "high": .number(estimate.high),
                "given": .bool(scenario.estimates[assumption] != nil),
            ]
        }
        return .object(object)
    }
}

extension Uncertainty {
    /// For programs.
    var json: JSONValue {
        var options = JSONObject()
        for option in PlanOption.allCases {
            guard let spread = cost[option] else { continue }
            options[option.rawValue] = [
                "p5": Plan.rounded(spread.p5), "p25": Plan.rounded(spread.p25),
                "median": Plan.rounded(spread.median), "p75": Plan.rounded(spread.p75),
                "p95": Plan.rounded(spread.p95),
                "cheapest_share": .number(cheapest[option] ?? 0),
                "repays_within_life_share": option == .cloud
                    ? .null : .number(repaysInLife[option] ?? 0),
            ]
        }
        var correlations = JSONObject()
        for assumption in Assumption.allCases {
            if let value = correlation[assumption] {
                correlations[assumption.key] = .number(value)
            }
        }
        return [
            "draws": .integer(Int64(draws)), "seed": .integer(Int64(bitPattern: seed)),
            "owning_pays_share": .number(owningPays), "cost": .object(options),
            "correlation_with_saving": .object(correlations),
        ]
    }
}
