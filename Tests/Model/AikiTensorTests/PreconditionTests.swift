import AikiTensor
import Testing

/// Goal: sizes that cannot be are refused loudly, before any kernel runs. Method: the process that
/// tries ends.
struct PreconditionTests {
    @Test func aPoolHasAtLeastOneThread() async {
        await #expect(processExitsWith: .failure) { _ = WorkerPool(threads: 0) }
    }

    @Test func aPoolHasNoMoreThreadsThanTheLimit() async {
        await #expect(processExitsWith: .failure) {
            _ = WorkerPool(threads: WorkerPool.threadsMax + 1)
        }
    }

    @Test func aTensorHasTheBytesOfItsShape() async {
        await #expect(processExitsWith: .failure) { _ = Tensor(f32: [1, 2, 3], shape: [2, 2]) }
    }

    @Test func headsAreNoWiderThanTheLimit() async {
        await #expect(processExitsWith: .failure) {
            let width = Compute.headWidthMax + 1
            let numbers = [Float](repeating: 0, count: width)
            var out = numbers
            numbers.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                let cache = CacheView(
                    type: .f32, keys: base, values: base, keyStride: 0, valueStride: 0, count: 1)
                Compute(pool: WorkerPool(threads: 1)).attention(
                    query: numbers, tokens: 1, heads: 1, keyValueHeads: 1, keyWidth: width,
                    valueWidth: 1, cache: cache, firstPosition: 0, scale: 1, into: &out)
            }
        }
    }

    @Test func aGatheredRowIsInTheTable() async {
        await #expect(processExitsWith: .failure) {
            let table = Tensor(f32: [1, 2], shape: [2, 1])
            var out: [Float] = [0]
            Compute(pool: WorkerPool(threads: 1)).gatherRows(
                table, ids: [2], count: 1, into: &out)
        }
    }
}
