extension Plan {
    /// The plan for people, in plain text.
    public var text: String {
        [
            "\(scenario.title)\n",
            "Verdict: \(verdict.choice.title.uppercased())",
            verdict.reasons.map { "  \($0)" }.joined(separator: "\n"),
            "  Flips: \(flipSentence)", lifeLine, "",
            costTable, "", breakEvenLines, "", thresholdTable, "", matrixTable, "", layerLine, "",
            flipTable, "", sensitivityTable, "", uncertaintyLines,
        ].compactMap { $0 }.joined(separator: "\n") + "\n"
    }

    private var lifeLine: String? {
        guard let value = flipInLife?.value, let option = flipInLife?.option else { return nil }
        return "  Over the machine's life of \(lifeMonths) months: \(option.title) from "
            + "\(PlanText.perDay(value)) messages a day on."
    }

    /// Columns: the first to the left, the others to the right.
    private static func table(_ rows: [[String]]) -> String {
        guard let first = rows.first else { return "" }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + space : space + row[column]
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private var costTable: String {
        var rows = [
            [
                "COST", "FIRST YEAR", "YEAR AFTER", "\(months) MONTHS", "5 % TO 95 %",
                "CHEAPEST IN",
                "SUFFICES",
            ]
        ]
        for option in PlanOption.allCases {
            let outlook = outlook(option)
            let spread = uncertainty.cost[option]
            rows.append([
                option.title, PlanText.dollars(outlook.firstYear),
                outlook.laterYear.map(PlanText.dollars) ?? "–", PlanText.dollars(outlook.curve.net),
                spread.map { "\(PlanText.dollars($0.p5)) to \(PlanText.dollars($0.p95))" } ?? "–",
                PlanText.percent(uncertainty.cheapest[option] ?? 0),
                PlanText.percent(outlook.quality),
            ])
        }
        return Self.table(rows)
    }

    private var breakEvenLines: String {
        [PlanOption.local, .hybrid].map { option in
            let share = PlanText.percent(uncertainty.repaysInLife[option] ?? 0)
            guard let months = outlook(option).breakEvenMonths else {
                return "\(option.title): by these numbers it never repays what it takes."
            }
            let life = Double(lifeMonths)
            let judgement =
                months <= life
                ? "within the machine's \(PlanText.years(life))"
                : "beyond the machine's \(PlanText.years(life)): never"
            return "\(option.title): repays after \(PlanText.years(months)), \(judgement) "
                + "(within its life in \(share) of the worlds drawn)."
        }.joined(separator: "\n")
    }

    private var thresholdTable: String {
        Self.table(
            [["THRESHOLD", "", "FOUND", "NEEDED"]]
                + thresholds.map {
                    [$0.kind.rawValue, $0.isPassed ? "passed" : "not", $0.found, $0.needed]
                })
    }

    private var matrixTable: String {
        Self.table(
            [["DECISION MATRIX", "WEIGHT"] + PlanOption.allCases.map(\.title)] + matrixRows)
    }

    /// The decision matrix: a row a criterion and one of weighed sums, with a column an option.
    var matrixRows: [[String]] {
        func row(_ title: String, _ weight: String, _ score: (PlanOption) -> Double) -> [String] {
            [title, weight] + PlanOption.allCases.map { PlanText.number(score($0), digits: 2) }
        }
        return matrix.criteria.map { criterion in
            row(criterion.title, PlanText.short(criterion.weight)) { criterion.scores[$0] ?? 0 }
        } + [row("weighed", "", matrix.score)]
    }

    private var layerLine: String {
        let needed = layers.filter(\.isNeeded)
        let hours = needed.reduce(0) { $0 + $1.hours }
        let list = needed.map {
            "\($0.layer.name) ×\($0.layer.complexity) \(PlanText.short($0.hours)) h"
        }
        return
            "Layers to build: \(list.joined(separator: ", ")); \(PlanText.short(hours)) h in all."
    }

    private var flipTable: String {
        let found = flips.filter { $0.value != nil }
        let silent = flips.filter { $0.value == nil }.map(\.assumption.title)
        var rows = [["WHAT WOULD CHANGE IT (EACH ALONE)", "NOW", "FLIPS AT", "THEN"]]
        for flip in found {
            rows.append([
                flip.assumption.title, PlanText.short(flip.now),
                PlanText.short(flip.value ?? 0), flip.option?.title ?? "",
            ])
        }
        let rest =
            silent.isEmpty
            ? ""
            : "\nWhatever they are, these alone do not: "
                + silent.joined(separator: "; ") + "."
        return (found.isEmpty ? "" : Self.table(rows)) + rest
    }

    private var sensitivityTable: String {
        var rows = [["WHAT MATTERS MOST", "RANGE", "OWNING SAVES", "SWING", "RANK CORR."]]
        for entry in sensitivity.prefix(8) {
            rows.append([
                entry.assumption.title,
                "\(PlanText.short(entry.estimate.low)) to \(PlanText.short(entry.estimate.high))",
                "\(PlanText.dollars(entry.savedAtLow)) to \(PlanText.dollars(entry.savedAtHigh))",
                PlanText.dollars(entry.swing),
                PlanText.number(uncertainty.correlation[entry.assumption] ?? 0, digits: 2),
            ])
        }
        return Self.table(rows)
    }

    private var uncertaintyLines: String {
        "Monte Carlo: \(uncertainty.draws) worlds, seed \(uncertainty.seed); owning costs less in "
            + "\(PlanText.percent(uncertainty.owningPays)) of them. Every number and its range: "
            + "`--json`; `--html FILE` draws it."
    }
}
