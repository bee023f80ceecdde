import AikiBase

extension Plan {
    /// One page that needs nothing else: no script, no font, no picture from anywhere.
    public var html: String {
        let title = PlanPage.escaped(scenario.title)
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title><style>\(PlanPage.style)</style></head><body><main>
            <h1>\(title)</h1>
            <section class="verdict \(verdict.choice.rawValue)"><h2>Verdict: \
            \(verdict.choice.title)</h2>
            \(verdict.reasons.map { "<p>\(PlanPage.escaped($0))</p>" }.joined(separator: "\n"))
            <p><strong>\(PlanPage.escaped(flipSentence))</strong></p></section>
            \(costSection)\(chartSection)\(thresholdSection)\(matrixSection)\(layerSection)
            \(flipSection)\(sensitivitySection)\(assumptionSection)
            <footer>\(uncertainty.draws) worlds drawn with seed \(uncertainty.seed). Dollars are \
            net of what the machines are still worth after \(months) months.</footer>
            </main></body></html>

            """
    }

    private var costSection: String {
        let rows = PlanOption.allCases.map { option in
            let outlook = outlook(option)
            let spread = uncertainty.cost[option]
            return [
                option.title, PlanText.dollars(outlook.firstYear),
                outlook.laterYear.map(PlanText.dollars) ?? "–", PlanText.dollars(outlook.curve.net),
                spread.map { "\(PlanText.dollars($0.p5)) – \(PlanText.dollars($0.p95))" } ?? "–",
                PlanText.percent(uncertainty.cheapest[option] ?? 0),
                outlook.breakEvenMonths.map(PlanText.years) ?? "–",
                PlanText.percent(outlook.quality),
            ]
        }
        return "<h2>What it costs</h2>"
            + PlanPage.table(
                [
                    "", "first year", "year after", "\(months) months", "5 % to 95 %",
                    "cheapest in", "repays after", "answers that suffice",
                ], rows)
            + "<p>The machine is taken to last \(PlanText.years(Double(lifeMonths))); what repays "
            + "later than that never does.</p>"
    }

    private var chartSection: String {
        "<h2>Spent by the end of each month</h2><figure>\(PlanCharts.running(self))</figure>"
            + "<h2>Where the money goes</h2><figure>\(PlanCharts.parts(self))</figure>"
            + "<h2>What use would change it</h2><figure>\(PlanCharts.volume(self))</figure>"
    }

    private var thresholdSection: String {
        "<h2>The five thresholds</h2>"
            + PlanPage.table(
                ["", "", "found", "needed"],
                thresholds.map {
                    [$0.kind.rawValue, $0.isPassed ? "✓ passed" : "✗ not", $0.found, $0.needed]
                })
    }

    private var matrixSection: String {
        return "<h2>Decision matrix</h2>"
            + PlanPage.table(["", "weight"] + PlanOption.allCases.map(\.title), matrixRows)
    }

    private var layerSection: String {
        "<h2>Layers to build</h2>"
            + PlanPage.table(
                ["", "complexity", "hours", "needed"],
                layers.map {
                    [
                        $0.layer.name, "×\($0.layer.complexity)", PlanText.short($0.hours),
                        $0.isNeeded ? "yes" : "",
                    ]
                })
    }

    private var flipSection: String {
        "<h2>What would change it, each alone</h2>"
            + PlanPage.table(
                ["", "now", "flips at", "then"],
                flips.map {
                    [
                        $0.assumption.title, PlanText.short($0.now),
                        $0.value.map(PlanText.short) ?? "nowhere within reach",
                        $0.option?.title ?? "",
                    ]
                })
    }

    private var sensitivitySection: String {
        "<h2>What matters most</h2><p>What owning saves over \(months) months when one number is "
            + "at either end of its range.</p><figure>\(PlanCharts.tornado(self))</figure>"
    }

    private var assumptionSection: String {
        let rows = Assumption.allCases.map { assumption in
            let estimate = scenario.estimate(assumption)
            let range =
                estimate.isCertain
                ? "" : "\(PlanText.short(estimate.low)) – \(PlanText.short(estimate.high))"
            return [
                assumption.title, PlanText.short(estimate.value), range,
                scenario.estimates[assumption] == nil ? "default" : "given",
            ]
        }
        return "<h2>Assumptions</h2>" + PlanPage.table(["", "value", "range", ""], rows)
    }
}

/// The looks of the page.
enum PlanPage {
    static let style = """
        :root{color-scheme:light dark;--ink:#1c2333;--paper:#fff;--line:#d9dde7;--soft:#f4f6fa}
        @media(prefers-color-scheme:dark){:root{--ink:#e4e8f1;--paper:#12151d;--line:#303748;\
        --soft:#1b202c}}
        body{margin:0;background:var(--paper);color:var(--ink);\
        font:16px/1.55 system-ui,sans-serif}
        main{max-width:880px;margin:0 auto;padding:24px 16px}
        h1{font-size:1.7em}h2{font-size:1.2em;margin-top:1.8em}
        .verdict{border-left:6px solid #2f6fd0;background:var(--soft);padding:2px 18px}
        .verdict h2{margin-top:.6em}
        .local-now{border-color:#2a9d5c}.hybrid{border-color:#d97a1f}.wait{border-color:#8a6fd0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.92em;\
        font-variant-numeric:tabular-nums}
        th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:right}
        th:first-child,td:first-child{text-align:left}
        figure{margin:0}svg{width:100%;height:auto}footer{margin-top:2em;opacity:.7}
        """

    /// Text with the characters replaced that mean something to HTML.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    static func table(_ headings: [String], _ rows: [[String]]) -> String {
        let head = headings.map { "<th>\(escaped($0))</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
        }.joined(separator: "\n")
        return "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>\(body)"
            + "</tbody></table></div>"
    }
}

/// The charts of the page.
enum PlanCharts {
    static func color(_ option: PlanOption) -> String {
        switch option {
        case .cloud: "#2f6fd0"
        case .local: "#2a9d5c"
        case .hybrid: "#d97a1f"
        }
    }

    static func running(_ plan: Plan) -> String {
        let series = PlanOption.allCases.map { option in
            let sums = plan.outlook(option).curve.running
            let spreads = plan.uncertainty.running[option] ?? []
            let points = sums.indices.map { month in
                LineChart.Point(
                    x: Double(month + 1), y: sums[month],
                    low: month < spreads.count ? spreads[month].p5 : nil,
                    high: month < spreads.count ? spreads[month].p95 : nil)
            }
            return LineChart.Series(name: option.title, color: color(option), points: points)
        }
        var chart = LineChart(title: "Spent by the end of each month", series: series)
        chart.xTitle = "month (bands: 5 % to 95 % of the worlds drawn)"
        chart.yText = { PlanText.dollars($0) }
        return chart.svg
    }

    static func volume(_ plan: Plan) -> String {
        let series = PlanOption.allCases.map { option in
            LineChart.Series(
                name: option.title, color: color(option),
                points: plan.volumes.map {
                    LineChart.Point(x: $0.perDay, y: $0.costs[option] ?? 0)
                })
        }
        var chart = LineChart(
            title: "Cost over \(plan.months) months by messages a day", series: series)
        chart.xTitle = "messages a day"
        chart.isLogarithmic = true
        chart.xText = { PlanText.short($0) }
        chart.yText = { PlanText.dollars($0) }
        let flip = plan.flips.first { $0.assumption == .interactions }
        if let value = flip?.value {
            let day = PlanText.perDay(value)
            chart.mark = (value * 12 / 365.25, "flips at \(day) a day")
        }
        return chart.svg
    }

    static func parts(_ plan: Plan) -> String {
        let bars = PlanOption.allCases.map { option in
            let parts = plan.outlook(option).curve.parts
            var start = 0.0
            let pieces = [
                ("hardware", "#5b6b8c", parts.hardware),
                ("fine-tuning", "#8a6fd0", parts.fineTuning),
                ("electricity", "#c9a227", parts.electricity),
                ("provider", "#2f6fd0", parts.provider), ("work", "#b0546b", parts.work),
            ].filter { $0.2 > 0 }.map { name, color, value in
                defer { start += value }
                return BarChart.Piece(name: name, color: color, from: start, to: start + value)
            }
            return BarChart.Bar(label: option.title, pieces: pieces)
        }
        var chart = BarChart(title: "What each option is spent on", bars: bars)
        chart.text = { PlanText.dollars($0) }
        return chart.svg
    }

    static func tornado(_ plan: Plan) -> String {
        let world = plan.outlooks.mapValues(\.curve.net)
        let now = (world[.cloud] ?? 0) - min(world[.local] ?? 0, world[.hybrid] ?? 0)
        let bars = plan.sensitivity.prefix(10).map { entry in
            BarChart.Bar(
                label: entry.assumption.title,
                pieces: [
                    BarChart.Piece(
                        name: "at its least", color: "#d97a1f", from: now, to: entry.savedAtLow),
                    BarChart.Piece(
                        name: "at its most", color: "#2f6fd0", from: now, to: entry.savedAtHigh),
                ])
        }
        var chart = BarChart(title: "What owning saves", bars: Array(bars))
        chart.text = { PlanText.dollars($0) }
        return chart.svg
    }
}
