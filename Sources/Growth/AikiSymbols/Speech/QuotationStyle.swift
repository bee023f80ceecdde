/// How a text marks what is said.
package enum QuotationStyle: Sendable, CaseIterable, Equatable {
    /// “so”
    case curlyDouble
    /// "so"
    case straightDouble
    /// «so»
    case guillemets
    /// „so“
    case lowered
    /// ‘so’
    case curlySingle
    /// 'so'
    case straightSingle
    /// — so, to the end of the line
    case dash

    /// The style that most of a text's speech has; nil where it has none.
    ///
    /// Double marks win over single ones, which are nested in them or are apostrophes; dashes count only
    /// where there are no marks at all.
    package static func ofMost(_ text: ScalarText) -> QuotationStyle? {
        var counts: [QuotationStyle: Int] = [:]
        for index in text.scalars.indices {
            switch text.scalars[index] {
            case "“": counts[.curlyDouble, default: 0] += 2
            case "\"": counts[.straightDouble, default: 0] += 1
            case "«": counts[.guillemets, default: 0] += 2
            case "„": counts[.lowered, default: 0] += 2
            case "‘": counts[.curlySingle, default: 0] += 2
            case "'":
                if text.canOpen(at: index) { counts[.straightSingle, default: 0] += 2 }
            case "-", "—", "–":
                if text.beginsLine(at: index), text.dashLength(at: index) > 0 {
                    counts[.dash, default: 0] += 2
                }
            default: break
            }
        }
        if let lowered = counts[.lowered], lowered * 2 > (counts[.curlyDouble] ?? 0) {
            return .lowered
        }
        let doubles: [QuotationStyle] = [.curlyDouble, .straightDouble, .guillemets]
        let singles: [QuotationStyle] = [.curlySingle, .straightSingle]
        let best = doubles.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
        let bestSingle = singles.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
        let (double, single) = (
            best.flatMap { counts[$0] } ?? 0, bestSingle.flatMap { counts[$0] } ?? 0
        )
        if double >= 2, double * 4 > single { return best }
        let dashes = (counts[.dash] ?? 0) / 2
        let lines = text.scalars.count { $0 == "\n" } + 1
        if dashes >= 3, dashes * 20 >= lines, dashes * 2 >= single {
            return .dash
        }
        return single >= 2 ? bestSingle : nil
    }
}
