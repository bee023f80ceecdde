import Foundation

/// Turns values into places on a chart, and chooses round numbers to write beside it.
struct ChartAxis {
    private let low: Double
    private let high: Double
    private let from: Double
    private let to: Double
    private let isLogarithmic: Bool

    /// An axis.
    ///
    /// - Parameters:
    ///   - values: what has to fit; what is not finite is left out.
    ///   - from: the place of the least value.
    ///   - to: the place of the greatest.
    ///   - includesZero: whether zero has to be on it.
    ///   - isLogarithmic: whether equal ratios take equal room; values at or below zero do not fit.
    init(
        _ values: [Double], from: Double, to: Double, includesZero: Bool = false,
        isLogarithmic: Bool = false
    ) {
        let fitting = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
        var low = fitting.min() ?? 0
        var high = fitting.max() ?? 1
        if includesZero, !isLogarithmic { (low, high) = (min(low, 0), max(high, 0)) }
        if high <= low { high = low + max(abs(low) * 0.1, 1) }
        self.low = isLogarithmic ? log10(max(low, 1e-300)) : low
        self.high = isLogarithmic ? log10(max(high, 1e-300)) : high
        self.from = from
        self.to = to
        self.isLogarithmic = isLogarithmic
    }

    /// The place of a value; what lies outside is put at the edge.
    func place(_ value: Double) -> Double {
        guard value.isFinite, high > low else { return from }
        let scaled = isLogarithmic ? log10(max(value, 1e-300)) : value
        return from + (to - from) * min(1, max(0, (scaled - low) / (high - low)))
    }

    /// Round values inside, some four to eight of them.
    var ticks: [Double] {
        if isLogarithmic { return logarithmicTicks }
        let rough = (high - low) / 5
        guard rough > 0, rough.isFinite else { return [low] }
        let power = pow(10, floor(log10(rough)))
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
        let first = Int((low / step - 1e-9).rounded(.up))
        let last = Int((high / step + 1e-9).rounded(.down))
        return first <= last ? (first...last).map { Double($0) * step } : [low]
    }

    private var logarithmicTicks: [Double] {
        let decades = Int(floor(low))...Int(ceil(high))
        let factors: [Double] = high - low > 2.5 ? [1] : [1, 2, 5]
        return decades.flatMap { decade in factors.map { $0 * pow(10, Double(decade)) } }
            .filter { log10($0) >= low - 1e-9 && log10($0) <= high + 1e-9 }
    }
}

/// Text and numbers as SVG wants them.
enum SVGText {
    /// Text with the characters replaced that mean something to XML.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }

    /// A coordinate.
    static func place(_ value: Double) -> String { String(format: "%.1f", value) }

    /// A text element.
    static func label(
        _ text: String, x: Double, y: Double, anchor: String = "start", size: Int = 12,
        style: String = "axis"
    ) -> String {
        "<text class=\"\(style)\" x=\"\(place(x))\" y=\"\(place(y))\" text-anchor=\"\(anchor)\" "
            + "font-size=\"\(size)\">\(escaped(text))</text>"
    }

    /// The drawing around its elements, with the looks of it, so that it stands alone.
    static func drawing(
        width: Int, height: Int, title: String, _ elements: [String]
    ) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" \
        font-family="system-ui, sans-serif"><title>\(escaped(title))</title>
        <style>.axis{fill:#667}.name{fill:#445}.grid{stroke:#99a;stroke-opacity:.25}\
        .mark{stroke:#889;stroke-dasharray:4 4}\
        @media(prefers-color-scheme:dark){.axis{fill:#aab}.name{fill:#ccd}}</style>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }
}
