import AikiBase

/// A report as drawings.
public enum LedgerCharts {
    private static let colors = [
        "#2a9d5c", "#2f6fd0", "#d97a1f", "#8a6fd0", "#b0546b", "#c9a227", "#5b6b8c", "#3aa6b9",
    ]

    /// Calls a day, by model.
    public static func calls(_ report: LedgerReport) -> String {
        let text: @Sendable (Double) -> String = { "\(Int($0.rounded()))" }
        return chart(report, "Calls a day", text: text) { Double($0.calls) }
    }

    /// Dollars a day, by model.
    public static func cost(_ report: LedgerReport) -> String {
        let text: @Sendable (Double) -> String = { Money.text(Int64($0.rounded())) }
        return chart(report, "Paid to providers a day", text: text) { Double($0.costMicros) }
    }

    private static func chart(
        _ report: LedgerReport, _ title: String, text: @escaping @Sendable (Double) -> String,
        _ value: (LedgerReport.Sum) -> Double
    ) -> String {
        let sources = report.sources.keys.sorted()
        let bars = report.days.keys.sorted().suffix(daysMax).map { day in
            var start = 0.0
            let pieces = sources.enumerated().compactMap { place, source -> BarChart.Piece? in
                let size = report.days[day]?[source].map(value) ?? 0
                guard size > 0 else { return nil }
                defer { start += size }
                return BarChart.Piece(
                    name: source.model, color: colors[place % colors.count], from: start,
                    to: start + size)
            }
            return BarChart.Bar(label: day, pieces: pieces)
        }
        var chart = BarChart(title: title, bars: Array(bars))
        chart.text = text
        return chart.svg
    }

    /// Days of a chart, at most; the latest are drawn.
    static let daysMax = 62
}
