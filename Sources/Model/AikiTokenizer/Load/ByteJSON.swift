import AikiBase

/// A JSON value whose strings are bytes and whose objects keep every member.
///
/// Vocabularies need both: Swift's strings take `é` and `e` with an accent for one key, and a model may
/// have a token for each; and a key that stands twice is an error to be reported, not merged.
indirect enum ByteJSON: Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string([UInt8])
    case array([ByteJSON])
    case object([(key: [UInt8], value: ByteJSON)])

    static func == (left: ByteJSON, right: ByteJSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)):
            a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// The deepest nesting that is read.
    static let depthMax = 64
    /// The most bytes a file may have.
    static let bytesMax = 128 << 20

    /// A member of an object; the last of that name, as most readers have it.
    subscript(key: StaticString) -> ByteJSON? {
        guard case .object(let members) = self else { return nil }
        return key.withUTF8Buffer { name in
            members.last { $0.key.elementsEqual(name) }?.value
        }
    }

    var bytes: [UInt8]? {
        if case .string(let value) = self { return value }
        return nil
    }

    var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    var elements: [ByteJSON]? {
        if case .array(let values) = self { return values }
        return nil
    }

    var members: [(key: [UInt8], value: ByteJSON)]? {
        if case .object(let members) = self { return members }
        return nil
    }

    var integer: Int? {
        if case .number(let value) = self { return Int(exactly: value) }
        return nil
    }

    var number: Double? {
        if case .number(let value) = self { return value }
        return nil
    }

    var truth: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }

    /// Whether there is anything but `null`.
    var isPresent: Bool { self != .null }
}
