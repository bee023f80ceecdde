/// Which slots a rewritten file keeps, and the numbers they get.
struct KeptSlots {
    /// Slots that follow each other.
    let runs: [Range<Int>]
    /// How many there are.
    let count: Int

    /// Nil where every slot keeps its number.
    private let numbers: [Int32]?

    /// - Parameters:
    ///   - slots: how many there are now.
    ///   - isKept: whether one stays.
    init(slots: Int, isKept: (Int) -> Bool) {
        var runs: [Range<Int>] = []
        var numbers = [Int32](repeating: -1, count: slots)
        var count = 0
        for slot in 0..<slots where isKept(slot) {
            numbers[slot] = Int32(count)
            count += 1
            if let last = runs.last, last.upperBound == slot {
                runs[runs.count - 1] = last.lowerBound..<slot + 1
            } else {
                runs.append(slot..<slot + 1)
            }
        }
        self.runs = runs
        self.count = count
        self.numbers = count == slots ? nil : numbers
    }

    /// The number a slot gets; nil for one that goes.
    func newNumber(of slot: Int) -> Int? {
        guard let numbers else { return slot }
        return numbers[slot] < 0 ? nil : Int(numbers[slot])
    }
}
