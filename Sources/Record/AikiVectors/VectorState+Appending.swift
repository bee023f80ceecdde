import AikiTensor
import Synchronization

extension VectorState {
    /// Slots by id, made now if nobody has needed them before.
    func rowsByID() -> [Int64: UInt32] {
        if let rows { return rows }
        let slots = current.slots
        var made: [Int64: UInt32] = [:]
        made.reserveCapacity(slots)
        for slot in 0..<slots where !isDead(slot) { made[ids.base[slot]] = UInt32(slot) }
        rows = made
        return made
    }

    /// Takes vectors up behind the others.
    ///
    /// - Parameters:
    ///   - newIDs: what they are called.
    ///   - numbers: (newIDs, D) f16.
    ///   - mayReplace: whether an id may be there already, or twice among these.
    /// - Precondition: There is room.
    func append(
        _ newIDs: [Int64], halves numbers: UnsafePointer<UInt16>, mayReplace: Bool
    ) {
        var next = current
        precondition(next.slots + newIDs.count <= capacity, "no room")
        if mayReplace { _ = rowsByID() }
        for (index, id) in newIDs.enumerated() {
            let slot = next.slots
            let source = numbers + index * shape.dimensions
            halves(of: slot).update(from: source, count: shape.dimensions)
            let widened = kernels.widen(source, count: shape.dimensions)
            scales.base[slot] = kernels.quantize(
                widened, to: codes.base + slot * shape.columns, columns: shape.columns)
            ids.base[slot] = id
            next.slots += 1
            let old = rows?.updateValue(UInt32(slot), forKey: id)
            if let old, mayReplace {
                dead.base[Int(old)].store(1, ordering: .relaxed)
                next.deadSlots += 1
            }
        }
        publish(next)
    }

    /// Lets vectors no longer be found.
    func kill(_ oldIDs: [Int64]) {
        _ = rowsByID()
        var next = current
        for id in oldIDs {
            guard let slot = rows?.removeValue(forKey: id) else { continue }
            dead.base[Int(slot)].store(1, ordering: .relaxed)
            next.deadSlots += 1
        }
        publish(next)
    }
}
