import AikiBase

/// Choices from a seed, the same on every platform.
///
/// The standard library does not promise which numbers its random functions take from a source.
struct Dice: Sendable {
    private var random: SeededRandom

    /// The choices that belong to a seed.
    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// A number in 0 ..< count.
    mutating func index(below count: Int) -> Int {
        precondition(count > 0)
        return Int(random.next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A number of a range.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + index(below: range.count)
    }

    /// One of some items.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[index(below: items.count)] }

    /// True in that share of cases.
    mutating func chance(_ share: Double) -> Bool { random.nextUnit() < share }

    /// One of some items by their weights.
    mutating func pick<Item>(weighted items: [(Item, Double)]) -> Item {
        var left = random.nextUnit() * items.reduce(0) { $0 + $1.1 }
        for (item, weight) in items {
            left -= weight
            if left < 0 { return item }
        }
        return items[items.count - 1].0
    }

    /// The items in another order.
    mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
        var items = items
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, index(below: last + 1))
        }
        return items
    }
}
