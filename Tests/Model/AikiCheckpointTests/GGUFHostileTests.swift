import AikiBase
import AikiCheckpoint
import AikiTensor
import Foundation
import Testing

/// Goal: no file ends the process or makes it allocate beyond the file's size. Method: every
/// truncation, ten thousand random mutations from a fixed seed, and lies told on purpose.
@Suite struct GGUFHostileTests {
    /// Opens a file and touches everything in it; errors are fine.
    private func touch(_ bytes: [UInt8]) {
        guard let file = try? GGUFFile(bytes: bytes) else { return }
        for key in file.metadataKeys { _ = file.value(key) }
        for tensor in file.tensors {
            guard let view = file.tensorIfPresent(tensor.name) else { continue }
            precondition(view.bytes.count <= bytes.count)
        }
    }

    @Test func everyTruncationIsRefused() throws {
        let whole = try Fixtures.bytes("reference.gguf")
        for count in 0..<whole.count {
            let code = errorCode { _ = try GGUFFile(bytes: Array(whole[..<count])) }
            // The last bytes may be padding after the last tensor.
            if count < whole.count - 32 { #expect(code == "checkpoint.malformed", "\(count)") }
        }
    }

    @Test func tenThousandMutationsNeverCrash() throws {
        let whole = try Fixtures.bytes("reference.gguf")
        var random = SeededRandom(seed: 42)
        for _ in 0..<10_000 {
            var bytes = whole
            for _ in 0...Int(random.next() % 4) {
                let index = Int(random.next() % UInt64(min(bytes.count, 1_600)))
                bytes[index] = UInt8(truncatingIfNeeded: random.next())
            }
            if random.next() % 8 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
            touch(bytes)
        }
    }

    @Test func liesAboutCountsAreRefusedBeforeAnythingIsReserved() {
        let huge = GGUFBytes.number(UInt64.max)
        let large = GGUFBytes.number(UInt64(1) << 40)
        let lies: [[UInt8]] = [
            GGUFBytes.header(tensors: .max, metadata: 0),
            GGUFBytes.header(tensors: 0, metadata: .max),
            GGUFBytes.header(tensors: 1 << 40, metadata: 1 << 40),
            GGUFBytes.oneValue(type: 8, value: huge),
            GGUFBytes.oneValue(type: 8, value: large),
            GGUFBytes.oneValue(type: 9, value: GGUFBytes.number(UInt32(4)) + huge),
            GGUFBytes.oneValue(type: 9, value: GGUFBytes.number(UInt32(8)) + large),
            GGUFBytes.oneValue(type: 9, value: GGUFBytes.number(UInt32(99)) + large),
            GGUFBytes.oneValue(type: 99, value: large),
            GGUFBytes.oneValue(type: 7, value: [2]),
        ]
        for (index, bytes) in lies.enumerated() {
            #expect(
                errorCode { _ = try GGUFFile(bytes: bytes) } == "checkpoint.malformed", "\(index)")
        }
    }

    @Test(arguments: [(8, true), (9, false)])
    func nestingIsBounded(levels: Int, fits: Bool) {
        var value: [UInt8] = []
        for _ in 1..<levels { value += GGUFBytes.number(UInt32(9)) + GGUFBytes.number(UInt64(1)) }
        value += GGUFBytes.number(UInt32(0)) + GGUFBytes.number(UInt64(1)) + [7]
        let code = errorCode {
            _ = try GGUFFile(bytes: GGUFBytes.oneValue(type: 9, value: value)).value("k")
        }
        #expect(code == (fits ? nil : "checkpoint.malformed"))
    }

    @Test func versionsAndByteOrderAreNamed() {
        for (version, hint) in [
            (UInt32(1), "version 1"), (4, "version 4"), (3 << 24, "big-endian"),
        ] {
            let bytes = GGUFBytes.header(version: version, tensors: 0, metadata: 0)
            let error = #expect(throws: CheckpointError.self) {
                _ = try GGUFFile(bytes: bytes)
            }
            #expect(error?.code == "checkpoint.unsupported")
            #expect(error?.message.contains(hint) == true)
        }
        for version in [UInt32(2), 3] {
            let bytes = GGUFBytes.header(version: version, tensors: 0, metadata: 0)
            #expect(errorCode { _ = try GGUFFile(bytes: bytes) } == nil)
        }
    }

    @Test func duplicatesAreRefused() {
        let value = GGUFBytes.string("k") + GGUFBytes.number(UInt32(0)) + [1]
        let keys = GGUFBytes.header(tensors: 0, metadata: 2) + value + value
        #expect(errorCode { _ = try GGUFFile(bytes: keys) } == "checkpoint.malformed")
        let entry = GGUFBytes.entry("t", type: 0, shape: [1], offset: 0)
        let tensors =
            GGUFBytes.padded(
                GGUFBytes.header(tensors: 2, metadata: 0) + entry + entry) + [0, 0, 0, 0]
        #expect(errorCode { _ = try GGUFFile(bytes: tensors) } == "checkpoint.malformed")
    }

    @Test func wrongShapesTypesAndOffsetsAreRefused() throws {
        let wrong: [[UInt8]] = [
            try GGUFBytes.oneTensor(type: 0, shape: [.max, .max], data: []),
            try GGUFBytes.oneTensor(type: 0, shape: [1 << 32, 1 << 31], data: []),
            try GGUFBytes.oneTensor(type: 0, shape: [0], data: []),
            try GGUFBytes.oneTensor(type: 8, shape: [31], data: [UInt8](repeating: 0, count: 64)),
            try GGUFBytes.oneTensor(type: 0, shape: [2], data: [0, 0, 0, 0]),
            try GGUFBytes.oneTensor(type: 0, shape: [1, 1, 1, 1, 1], data: [0, 0, 0, 0]),
            GGUFBytes.padded(
                GGUFBytes.header(tensors: 1, metadata: 0)
                    + GGUFBytes.entry("t", type: 0, shape: [1], offset: 4))
                + [UInt8](
                    repeating: 0, count: 64),
            GGUFBytes.padded(
                GGUFBytes.header(tensors: 1, metadata: 0)
                    + GGUFBytes.entry("t", type: 0, shape: [1], offset: .max)) + [0, 0, 0, 0],
        ]
        for (index, bytes) in wrong.enumerated() {
            #expect(
                errorCode { _ = try GGUFFile(bytes: bytes) } == "checkpoint.malformed", "\(index)")
        }
    }

    @Test(arguments: [(64, true), (65, false)])
    func tensorNamesAreBounded(count: Int, fits: Bool) {
        let name = String(repeating: "n", count: count)
        let bytes =
            GGUFBytes.padded(
                GGUFBytes.header(tensors: 1, metadata: 0)
                    + GGUFBytes.entry(name, type: 0, shape: [1], offset: 0)) + [0, 0, 0, 0]
        #expect(
            errorCode { _ = try GGUFFile(bytes: bytes) } == (fits ? nil : "checkpoint.malformed"))
    }

    @Test(arguments: [(65_535, true), (65_536, false)])
    func keysAreBounded(count: Int, fits: Bool) {
        let bytes = GGUFBytes.oneValue(
            key: String(repeating: "k", count: count), type: 0, value: [1])
        #expect(
            errorCode { _ = try GGUFFile(bytes: bytes) } == (fits ? nil : "checkpoint.malformed"))
    }

    @Test(arguments: [(UInt32(1 << 20), true), (1 << 21, false), (0, false), (48, false)])
    func alignmentIsABoundedPowerOfTwo(alignment: UInt32, fits: Bool) {
        let bytes = GGUFBytes.oneValue(
            key: "general.alignment", type: 4, value: GGUFBytes.number(alignment))
        #expect(
            errorCode { _ = try GGUFFile(bytes: bytes) } == (fits ? nil : "checkpoint.malformed"))
    }
}
