import AikiBase
import Foundation

/// A point in the space of affect: how pleasant, how excited, how much in control, each −1 … 1.
///
/// - SeeAlso: Mehrabian 1996, "Pleasure-arousal-dominance: a general framework for describing and
///   measuring individual differences in temperament".
public struct PleasureArousalDominance: Sendable, Equatable {
    /// From unpleasant to pleasant.
    public private(set) var pleasure: Double
    /// From calm to excited.
    public private(set) var arousal: Double
    /// From being led to leading.
    public private(set) var dominance: Double

    /// A point; what is outside of the space comes to its edge.
    public init(_ pleasure: Double = 0, _ arousal: Double = 0, _ dominance: Double = 0) {
        self.pleasure = Self.rounded(pleasure)
        self.arousal = Self.rounded(arousal)
        self.dominance = Self.rounded(dominance)
    }

    /// The middle: neither this nor that.
    public static let neutral = PleasureArousalDominance()

    /// The way from here towards another point, 0 … 1 of it.
    public func moved(
        towards other: PleasureArousalDominance, by share: Double
    ) -> PleasureArousalDominance {
        PleasureArousalDominance(
            pleasure + (other.pleasure - pleasure) * share,
            arousal + (other.arousal - arousal) * share,
            dominance + (other.dominance - dominance) * share)
    }

    /// One of Mehrabian's eight regions by the signs, `calm` where it is near the middle.
    public var word: String {
        guard max(abs(pleasure), abs(arousal), abs(dominance)) >= 0.1 else { return "calm" }
        return switch (pleasure >= 0, arousal >= 0, dominance >= 0) {
        case (true, true, true): "exuberant"
        case (true, true, false): "dependent"
        case (true, false, true): "relaxed"
        case (true, false, false): "docile"
        case (false, true, true): "hostile"
        case (false, true, false): "anxious"
        case (false, false, true): "disdainful"
        case (false, false, false): "bored"
        }
    }

    /// A coordinate in steps of 1/10,000, so that a state read from its record is the very state
    /// that was written, and machines whose last bits differ agree.
    static func rounded(_ value: Double) -> Double {
        value.isFinite ? (min(1, max(-1, value)) * 10_000).rounded() / 10_000 : 0
    }

    /// The point as a list of three numbers.
    var json: JSONValue {
        [.number(pleasure), .number(arousal), .number(dominance)]
    }

    init?(json: JSONValue?) {
        guard let numbers = json?.elements?.compactMap(\.real), numbers.count == 3 else {
            return nil
        }
        self.init(numbers[0], numbers[1], numbers[2])
    }
}
