import AikiBase
import AikiTensor
import Foundation
import Testing

/// The files of Tests/Fixtures/quantization; see Tools/reference/quantization.py.
struct Fixtures {
    struct Mark: Decodable {
        var bytes: Int
        var elements: Int
        var rmse: Double
    }

    struct Marks: Decodable {
        var rows: Int
        var columns: Int
        var types: [String: Mark]
    }

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/quantization")

    static func data(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    static func marks() throws -> Marks {
        try JSONDecoder().decode(Marks.self, from: data("marks.json"))
    }

    /// The floats of little-endian bytes.
    static func floats(_ data: Data) -> [Float] {
        stride(from: 0, to: data.count, by: 4).map { offset in
            let bytes = data[data.startIndex + offset..<data.startIndex + offset + 4]
            let bits = bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return Float(bitPattern: bits)
        }
    }

    /// A type's stored blocks and the numbers they stand for.
    static func blocks(_ type: TensorType) throws -> (bytes: [UInt8], numbers: [Float]) {
        let mark = try #require(marks().types[type.name])
        let data = try data("\(type.name).bin")
        return ([UInt8](data.prefix(mark.bytes)), floats(Data(data.dropFirst(mark.bytes))))
    }
}
