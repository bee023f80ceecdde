/// Lines over a common axis, each with a band around it where it is not sure, as SVG.
///
///     let chart = LineChart(title: "Cost", series: [.init(name: "cloud", color: "#2f6fd0", points: …)])
///     chart.svg        // stands alone, or inside a page
public struct LineChart: Sendable {
    /// A point of a line.
    public struct Point: Sendable, Equatable {
        /// Along.
        public let x: Double
        /// Up.
        public let y: Double
        /// The lower edge of the band.
        public let low: Double?
        /// The upper edge of the band.
        public let high: Double?

        /// Makes a point.
        public init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
            self.x = x
            self.y = y
            self.low = low
            self.high = high
        }
    }

    /// A line.
    public struct Series: Sendable {
        /// What it is called.
        public let name: String
        /// A CSS colour.
        public let color: String
        /// From left to right.
        public let points: [Point]

        /// Makes a line.
        public init(name: String, color: String, points: [Point]) {
            self.name = name
            self.color = color
            self.points = points
        }
    }

    /// What it shows.
    public var title: String
    /// The lines.
    public var series: [Series]
    /// What runs along.
    public var xTitle = ""
    /// Whether zero has to be on the axis up.
    public var includesZero = true
    /// Whether equal ratios take equal room along.
    public var isLogarithmic = false
    /// A place along that is marked, with what it says.
    public var mark: (x: Double, text: String)?
    /// How numbers along are written.
    public var xText: @Sendable (Double) -> String = { "\(Int($0.rounded()))" }
    /// How numbers up are written.
    public var yText: @Sendable (Double) -> String = { "\(Int($0.rounded()))" }

    private static let size = (width: 720, height: 340)
    private static let inside = (left: 70.0, right: 700.0, top: 40.0, bottom: 285.0)

    /// Makes a chart.
    public init(title: String, series: [Series]) {
        self.title = title
        self.series = series
    }

    /// The drawing.
    public var svg: String {
        let points = series.flatMap(\.points)
        let inside = Self.inside
        let x = ChartAxis(
            points.map(\.x), from: inside.left, to: inside.right, isLogarithmic: isLogarithmic)
        let y = ChartAxis(
            points.flatMap { [$0.y, $0.low ?? $0.y, $0.high ?? $0.y] }, from: inside.bottom,
            to: inside.top, includesZero: includesZero)
        let lines = series.flatMap { line($0, x, y) }
        return SVGText.drawing(
            width: Self.size.width, height: Self.size.height, title: title,
            grid(x, y) + lines + legend + marking(x))
    }

    private func grid(_ x: ChartAxis, _ y: ChartAxis) -> [String] {
        let inside = Self.inside
        var out: [String] = []
        for tick in y.ticks {
            let place = y.place(tick)
            out.append(
                "<line class=\"grid\" x1=\"\(inside.left)\" x2=\"\(inside.right)\" "
                    + "y1=\"\(SVGText.place(place))\" y2=\"\(SVGText.place(place))\"/>")
            out.append(
                SVGText.label(yText(tick), x: inside.left - 8, y: place + 4, anchor: "end"))
        }
        for tick in x.ticks {
            out.append(
                SVGText.label(
                    xText(tick), x: x.place(tick), y: inside.bottom + 20, anchor: "middle"))
        }
        let middle = (inside.left + inside.right) / 2
        out.append(SVGText.label(xTitle, x: middle, y: inside.bottom + 42, anchor: "middle"))
        return out
    }

    private func line(_ series: Series, _ x: ChartAxis, _ y: ChartAxis) -> [String] {
        let place = { (point: Point, value: Double) in
            "\(SVGText.place(x.place(point.x))),\(SVGText.place(y.place(value)))"
        }
        var out: [String] = []
        let banded = series.points.filter { $0.low != nil && $0.high != nil }
        if !banded.isEmpty {
            let upper = banded.map { place($0, $0.high ?? $0.y) }
            let lower = banded.reversed().map { place($0, $0.low ?? $0.y) }
            out.append(
                "<polygon fill=\"\(series.color)\" fill-opacity=\".13\" points=\""
                    + (upper + lower).joined(separator: " ") + "\"/>")
        }
        out.append(
            "<polyline fill=\"none\" stroke=\"\(series.color)\" stroke-width=\"2.5\" points=\""
                + series.points.map { place($0, $0.y) }.joined(separator: " ") + "\"/>")
        if let last = series.points.last {
            out.append(
                "<circle fill=\"\(series.color)\" r=\"4\" cx=\"\(SVGText.place(x.place(last.x)))\" "
                    + "cy=\"\(SVGText.place(y.place(last.y)))\"><title>"
                    + SVGText.escaped("\(series.name): \(yText(last.y))") + "</title></circle>")
        }
        return out
    }

    private var legend: [String] {
        var left = Self.inside.left
        return series.flatMap { series in
            let out = [
                "<rect fill=\"\(series.color)\" x=\"\(SVGText.place(left))\" y=\"12\" width=\"14\" "
                    + "height=\"14\" rx=\"3\"/>",
                SVGText.label(series.name, x: left + 20, y: 24, size: 13, style: "name"),
            ]
            left += 40 + Double(series.name.count) * 8
            return out
        }
    }

    private func marking(_ x: ChartAxis) -> [String] {
        guard let mark else { return [] }
        let inside = Self.inside
        let place = x.place(mark.x)
        let isRight = place > (inside.left + inside.right) / 2
        return [
            "<line class=\"mark\" x1=\"\(SVGText.place(place))\" x2=\"\(SVGText.place(place))\" "
                + "y1=\"\(inside.top)\" y2=\"\(inside.bottom)\"/>",
            SVGText.label(
                mark.text, x: place + (isRight ? -6 : 6), y: inside.top + 12,
                anchor: isRight ? "end" : "start", style: "name"),
        ]
    }
}
