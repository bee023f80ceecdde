/// Bars lying one under the other, each of one or more pieces, as SVG.
public struct BarChart: Sendable {
    /// A piece of a bar.
    public struct Piece: Sendable {
        /// What it is called; pieces of one name share a place in the legend.
        public let name: String
        /// A CSS colour.
        public let color: String
        /// Where it begins.
        public let from: Double
        /// Where it ends.
        public let to: Double

        /// Makes a piece.
        public init(name: String, color: String, from: Double, to: Double) {
            self.name = name
            self.color = color
            self.from = from
            self.to = to
        }
    }

    /// A bar.
    public struct Bar: Sendable {
        /// What stands before it.
        public let label: String
        /// Its pieces.
        public let pieces: [Piece]

        /// Makes a bar.
        public init(label: String, pieces: [Piece]) {
            self.label = label
            self.pieces = pieces
        }
    }

    /// What it shows.
    public var title: String
    /// The bars, from the top.
    public var bars: [Bar]
    /// How numbers are written.
    public var text: @Sendable (Double) -> String = { "\(Int($0.rounded()))" }

    private static let inside = (left: 230.0, right: 690.0, top: 40.0)
    private static let barHeight = 28.0

    /// Makes a chart.
    public init(title: String, bars: [Bar]) {
        self.title = title
        self.bars = bars
    }

    /// The drawing.
    public var svg: String {
        let inside = Self.inside
        let bottom = inside.top + Double(bars.count) * Self.barHeight
        let axis = ChartAxis(
            bars.flatMap { $0.pieces.flatMap { [$0.from, $0.to] } }, from: inside.left,
            to: inside.right, includesZero: true)
        var out = legend
        for tick in axis.ticks {
            let place = SVGText.place(axis.place(tick))
            out.append(
                "<line class=\"grid\" x1=\"\(place)\" x2=\"\(place)\" y1=\"\(inside.top)\" "
                    + "y2=\"\(SVGText.place(bottom))\"/>")
            out.append(
                SVGText.label(text(tick), x: axis.place(tick), y: bottom + 18, anchor: "middle"))
        }
        for (index, bar) in bars.enumerated() {
            out += drawn(bar, top: inside.top + Double(index) * Self.barHeight, axis)
        }
        return SVGText.drawing(width: 720, height: Int(bottom) + 30, title: title, out)
    }

    private func drawn(_ bar: Bar, top: Double, _ axis: ChartAxis) -> [String] {
        let label = SVGText.label(
            bar.label, x: Self.inside.left - 10, y: top + 18, anchor: "end", style: "name")
        return [label]
            + bar.pieces.map { piece in
                let start = axis.place(min(piece.from, piece.to))
                let width = max(0.5, axis.place(max(piece.from, piece.to)) - start)
                let value = "\(piece.name): \(text(piece.from)) to \(text(piece.to))"
                return "<rect fill=\"\(piece.color)\" x=\"\(SVGText.place(start))\" "
                    + "y=\"\(SVGText.place(top + 5))\" width=\"\(SVGText.place(width))\" "
                    + "height=\"\(SVGText.place(Self.barHeight - 10))\" rx=\"2\"><title>"
                    + SVGText.escaped(value) + "</title></rect>"
            }
    }

    private var legend: [String] {
        var seen: [String] = []
        var left = Self.inside.left
        return bars.flatMap(\.pieces).flatMap { piece -> [String] in
            guard !seen.contains(piece.name) else { return [] }
            seen.append(piece.name)
            let out = [
                "<rect fill=\"\(piece.color)\" x=\"\(SVGText.place(left))\" y=\"12\" width=\"14\" "
                    + "height=\"14\" rx=\"3\"/>",
                SVGText.label(piece.name, x: left + 20, y: 24, size: 13, style: "name"),
            ]
            left += 40 + Double(piece.name.count) * 8
            return out
        }
    }
}
