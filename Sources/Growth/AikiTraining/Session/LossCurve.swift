import AikiBase

/// Draws losses over steps, for files and for terminals.
package struct LossCurve: Sendable {
    /// A named line.
    package struct Line: Sendable {
        /// What it shows.
        package var name: String
        /// Its points, in order of their steps.
        package var points: [RunLog.Point]

        /// Names points.
        package init(_ name: String, _ points: [RunLog.Point]) {
            self.name = name
            self.points = points
        }
    }

    private let lines: [Line]
    private let title: String
    /// Points of a drawn line: more are averaged.
    private static let pointsDrawn = 400
    private static let colors = ["#3b6ea5", "#c2562d", "#4b8b3b", "#8a4fa3"]

    /// Draws lines that have points.
    package init(title: String, _ lines: [Line]) {
        self.title = title
        self.lines = lines.filter { !$0.points.isEmpty }
    }

    private static func thinned(_ points: [RunLog.Point], to count: Int) -> [RunLog.Point] {
        guard points.count > count else { return points }
        return (0..<count).map { part in
            let range = part * points.count / count..<(part + 1) * points.count / count
            let sum = points[range].reduce(0) { $0 + $1.loss }
            return RunLog.Point(
                step: points[range.lowerBound].step, loss: sum / Double(range.count))
        }
    }

    private var bounds: (steps: ClosedRange<Double>, losses: ClosedRange<Double>)? {
        let points = lines.flatMap { Self.thinned($0.points, to: Self.pointsDrawn) }
        guard let first = points.map(\.step).min(), let last = points.map(\.step).max(),
            let least = points.map(\.loss).min(), let most = points.map(\.loss).max()
        else { return nil }
        let room = max((most - least) * 0.05, 1e-3)
        return (Double(first)...Double(max(last, first + 1)), least - room...most + room)
    }

    /// A drawing for a file.
    package var svg: String {
        var chart = LineChart(
            title: title,
            series: lines.enumerated().map { index, line in
                LineChart.Series(
                    name: line.name, color: Self.colors[index % Self.colors.count],
                    points: Self.thinned(line.points, to: Self.pointsDrawn).map {
                        LineChart.Point(x: Double($0.step), y: $0.loss)
                    })
            })
        chart.xTitle = "step"
        chart.includesZero = false
        chart.yText = Self.number
        return chart.svg
    }

    /// A drawing in characters: one row a height, the newest line on top of the others.
    package func text(width: Int = 64, height: Int = 12) -> String {
        guard let bounds, width > 1, height > 1 else { return "" }
        var rows = Array(repeating: Array(repeating: Character(" "), count: width), count: height)
        for (line, mark) in zip(lines, "·*+x") {
            for point in Self.thinned(line.points, to: width) {
                let across =
                    (Double(point.step) - bounds.steps.lowerBound)
                    / (bounds.steps.upperBound - bounds.steps.lowerBound)
                let down =
                    (bounds.losses.upperBound - point.loss)
                    / (bounds.losses.upperBound - bounds.losses.lowerBound)
                let row = min(height - 1, max(0, Int(down * Double(height))))
                rows[row][min(width - 1, max(0, Int(across * Double(width - 1))))] = mark
            }
        }
        return rows.enumerated().map { index, row in
            let share = (Double(index) + 0.5) / Double(height)
            let loss =
                bounds.losses.upperBound
                - share * (bounds.losses.upperBound - bounds.losses.lowerBound)
            let label = Self.number(loss)
            return String(repeating: " ", count: max(0, 7 - label.count)) + label + " │"
                + String(row)
        }.joined(separator: "\n")
    }

    private static func number(_ value: Double) -> String {
        let scaled = (value * 1000).rounded() / 1000
        return "\(scaled)"
    }
}
