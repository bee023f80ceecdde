import Foundation

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

    /// A drawing for a file, 800 by 440.
    package var svg: String {
        let (width, height, left, top) = (720.0, 360.0, 60.0, 40.0)
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 440\" "
                + "font-family=\"sans-serif\" font-size=\"12\">",
            "<rect width=\"800\" height=\"440\" fill=\"white\"/>",
            "<text x=\"\(left)\" y=\"24\" font-size=\"15\">\(Self.escaped(title))</text>",
        ]
        guard let bounds else { return parts.joined(separator: "\n") + "\n</svg>\n" }
        let x = { (step: Double) in
            left + width * (step - bounds.steps.lowerBound)
                / (bounds.steps.upperBound - bounds.steps.lowerBound)
        }
        let y = { (loss: Double) in
            top + height * (bounds.losses.upperBound - loss)
                / (bounds.losses.upperBound - bounds.losses.lowerBound)
        }
        for mark in 0...4 {
            let share = Double(mark) / 4
            let loss =
                bounds.losses.lowerBound
                + share * (bounds.losses.upperBound - bounds.losses.lowerBound)
            let step =
                bounds.steps.lowerBound
                + share * (bounds.steps.upperBound - bounds.steps.lowerBound)
            parts.append(
                "<line x1=\"\(left)\" x2=\"\(left + width)\" y1=\"\(Self.number(y(loss)))\" "
                    + "y2=\"\(Self.number(y(loss)))\" stroke=\"#ddd\"/>")
            parts.append(
                "<text x=\"52\" y=\"\(Self.number(y(loss) + 4))\" text-anchor=\"end\">"
                    + "\(Self.number(loss))</text>")
            parts.append(
                "<text x=\"\(Self.number(x(step)))\" y=\"418\" text-anchor=\"middle\">"
                    + "\(Int(step))</text>")
        }
        for (index, line) in lines.enumerated() {
            let color = Self.colors[index % Self.colors.count]
            let points = Self.thinned(line.points, to: Self.pointsDrawn).map {
                "\(Self.number(x(Double($0.step)))),\(Self.number(y($0.loss)))"
            }
            parts.append(
                "<polyline fill=\"none\" stroke=\"\(color)\" stroke-width=\"1.5\" points=\""
                    + points.joined(separator: " ") + "\"/>")
            parts.append(
                "<text x=\"\(left + width - 8)\" y=\"\(56 + 16 * index)\" text-anchor=\"end\" "
                    + "fill=\"\(color)\">\(Self.escaped(line.name))</text>")
        }
        return parts.joined(separator: "\n") + "\n</svg>\n"
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

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
