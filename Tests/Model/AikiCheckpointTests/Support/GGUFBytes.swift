/// Builds GGUF bytes by hand, so that wrong ones can be built too.
enum GGUFBytes {
    static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    static func string(_ text: String) -> [UInt8] {
        number(UInt64(text.utf8.count)) + Array(text.utf8)
    }

    static func header(
        version: UInt32 = 3, tensors: UInt64, metadata: UInt64
    ) -> [UInt8] {
        Array("GGUF".utf8) + number(version) + number(tensors) + number(metadata)
    }

    static func entry(
        _ name: String, type: UInt32, shape: [UInt64], offset: UInt64
    ) -> [UInt8] {
        string(name) + number(UInt32(shape.count)) + shape.reversed().flatMap { number($0) }
            + number(type) + number(offset)
    }

    static func padded(_ bytes: [UInt8], to alignment: Int = 32) -> [UInt8] {
        let count = (alignment - bytes.count % alignment) % alignment
        return bytes + [UInt8](repeating: 0, count: count)
    }

    /// A file with no metadata and one tensor named `t`.
    static func oneTensor(type: UInt32, shape: [UInt64], data: [UInt8]) throws -> [UInt8] {
        padded(
            header(tensors: 1, metadata: 0) + entry("t", type: type, shape: shape, offset: 0))
            + data
    }

    /// A file with one metadata value and no tensor.
    static func oneValue(key: String = "k", type: UInt32, value: [UInt8]) -> [UInt8] {
        header(tensors: 0, metadata: 1) + string(key) + number(type) + value
    }
}
