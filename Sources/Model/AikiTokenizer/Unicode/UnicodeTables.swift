/// Properties of Unicode scalars, the same on every platform.
///
/// The system's own properties follow the system's version of Unicode, and two machines would split
/// one text differently. These come from ``UnicodeData`` and take two array reads a scalar: blocks of
/// 128 scalars, equal blocks stored once.
package struct UnicodeTables: Sendable {
    /// The tables, unpacked on first use.
    package static let shared = UnicodeTables()

    static let blockShift: UInt32 = 7
    static let blockMask: UInt32 = 127

    /// Block number of each 128 scalars.
    let blocks: FrozenArray<UInt16>
    /// ``ScalarClass`` bits, 128 a block.
    let classes: FrozenArray<UInt16>
    /// Scalars and what they are in lower case, sorted.
    private let lowercase: [UInt32: UInt32]
    /// One step of canonical decomposition: first scalar, second scalar or 0.
    private let decompositions: [UInt32: (UInt32, UInt32)]
    /// The primary composites of a pair.
    private let compositions: [UInt64: UInt32]
    /// Canonical combining classes that are not 0.
    private let combining: [UInt32: UInt8]

    private init() {
        lowercase = Self.unpackLowercase()
        (decompositions, compositions) = Self.unpackDecompositions()
        combining = Self.unpackCombining()
        var composing = Set(combining.keys)
        for (scalar, (first, second)) in decompositions
        where compositions[UInt64(first) << 32 | UInt64(second)] != scalar {
            composing.insert(scalar)
        }
        for pair in compositions.keys { composing.insert(UInt32(truncatingIfNeeded: pair)) }
        composing.formUnion(0x1161..<0x1176)
        composing.formUnion(0x11A8..<0x11C3)
        (blocks, classes) = Self.unpackClasses(composing: composing)
    }

    /// The class of a scalar.
    @inline(__always)
    package func scalarClass(_ scalar: UInt32) -> ScalarClass {
        let block = UInt32(blocks[Int(scalar >> Self.blockShift)])
        let index = block << Self.blockShift | (scalar & Self.blockMask)
        return ScalarClass(rawValue: classes[Int(index)])
    }

    /// Appends the lower case of a scalar; without context, so a sigma stays medial.
    package func appendLowercase(_ scalar: UInt32, to scalars: inout [UInt32]) {
        if scalar == 0x130 {
            scalars.append(0x69)
            scalars.append(0x307)
        } else {
            scalars.append(lowercase[scalar] ?? scalar)
        }
    }

    /// Appends the full canonical decomposition of a scalar, not yet in canonical order.
    package func appendDecomposition(_ scalar: UInt32, to scalars: inout [UInt32]) {
        if (0xAC00..<0xD7A4).contains(scalar) {
            let index = scalar - 0xAC00
            scalars.append(0x1100 + index / 588)
            scalars.append(0x1161 + index % 588 / 28)
            if index % 28 != 0 { scalars.append(0x11A7 + index % 28) }
        } else if let (first, second) = decompositions[scalar] {
            appendDecomposition(first, to: &scalars)
            if second != 0 { scalars.append(second) }
        } else {
            scalars.append(scalar)
        }
    }

    /// The canonical combining class of a scalar.
    func combiningClass(_ scalar: UInt32) -> UInt8 { combining[scalar] ?? 0 }

    /// What a pair composes to, if anything.
    func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
        }
        if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0,
            (0x11A8..<0x11C3).contains(second)
        {
            return first + (second - 0x11A7)
        }
        return compositions[UInt64(first) << 32 | UInt64(second)]
    }
}

extension UnicodeTables {
    private static let scalarCount = 0x110000

    /// The classes in the order of the letters of ``UnicodeData/categories``.
    private static let classOfCategory: [ScalarClass] = [
        .upper, .lower, .upper, .caseless, .caseless,  // Lu Ll Lt Lm Lo
        [.mark, .nonspacingMark], .mark, .mark,  // Mn Mc Me
        [.number, .digit], .number, .number,  // Nd Nl No
        .punctuation, .punctuation, .punctuation, .punctuation, .punctuation, .punctuation,
        .punctuation,  // Pc Pd Ps Pe Pi Pf Po
        .symbol, .symbol, .symbol, .symbol,  // Sm Sc Sk So
        .space, .space, .space,  // Zs Zl Zp
        .control, .control, .control, .control, [],  // Cc Cf Cs Co Cn
    ]

    private static func unpackClasses(
        composing: Set<UInt32>
    ) -> (FrozenArray<UInt16>, FrozenArray<UInt16>) {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%".utf8)
        var flat: [UInt16] = []
        flat.reserveCapacity(scalarCount)
        var category = 0
        var length = 0
        func addRun() {
            let bits = classOfCategory[category].rawValue
            flat.append(contentsOf: repeatElement(bits, count: max(length, 1)))
        }
        for (index, byte) in UnicodeData.categories.utf8.enumerated() {
            if let position = letters.firstIndex(of: byte) {
                if index > 0 { addRun() }
                (category, length) = (position, 0)
            } else {
                length = length * 36 + digit(byte)
            }
        }
        addRun()
        precondition(flat.count == scalarCount, "the generated table covers all scalars")
        for scalar in [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85] {
            flat[scalar] |= ScalarClass.space.rawValue
        }
        flat[0x0A] |= ScalarClass.newline.rawValue
        flat[0x0D] |= ScalarClass.newline.rawValue
        for scalar in composing { flat[Int(scalar)] |= ScalarClass.composing.rawValue }
        return shareBlocks(flat)
    }

    private static func shareBlocks(
        _ flat: [UInt16]
    ) -> (FrozenArray<UInt16>, FrozenArray<UInt16>) {
        let size = 1 << Int(blockShift)
        var numbers: [ArraySlice<UInt16>: UInt16] = [:]
        var blocks: [UInt16] = []
        var classes: [UInt16] = []
        for start in stride(from: 0, to: flat.count, by: size) {
            let block = flat[start..<start + size]
            if let number = numbers[block] {
                blocks.append(number)
            } else {
                let number = UInt16(numbers.count)
                numbers[block] = number
                blocks.append(number)
                classes.append(contentsOf: block)
            }
        }
        return (FrozenArray(blocks), FrozenArray(classes))
    }

    private static func unpackLowercase() -> [UInt32: UInt32] {
        var map: [UInt32: UInt32] = [:]
        for entry in UnicodeData.lowercase.utf8.split(separator: UInt8(ascii: ",")) {
            let fields = entry.split(separator: UInt8(ascii: " ")).map(number)
            for step in 0..<fields[1] {
                let scalar = fields[0] + step * fields[2]
                map[UInt32(scalar)] = UInt32(scalar + fields[3])
            }
        }
        return map
    }

    private static func unpackDecompositions() -> ([UInt32: (UInt32, UInt32)], [UInt64: UInt32]) {
        var apart: [UInt32: (UInt32, UInt32)] = [:]
        var together: [UInt64: UInt32] = [:]
        var scalar = 0
        for entry in UnicodeData.decompositions.utf8.split(separator: UInt8(ascii: ",")) {
            let composes = entry.last != UInt8(ascii: "!")
            let fields = (composes ? entry : entry.dropLast())
                .split(separator: UInt8(ascii: " ")).map(number)
            scalar += fields[0]
            let pair = (UInt32(fields[1]), fields.count > 2 ? UInt32(fields[2]) : 0)
            apart[UInt32(scalar)] = pair
            if composes { together[UInt64(pair.0) << 32 | UInt64(pair.1)] = UInt32(scalar) }
        }
        return (apart, together)
    }

    private static func unpackCombining() -> [UInt32: UInt8] {
        var map: [UInt32: UInt8] = [:]
        var scalar = 0
        for entry in UnicodeData.combining.utf8.split(separator: UInt8(ascii: ",")) {
            let fields = entry.split(separator: UInt8(ascii: " ")).map(number)
            if fields[0] != 0 {
                for offset in 0..<fields[1] { map[UInt32(scalar + offset)] = UInt8(fields[0]) }
            }
            scalar += fields[1]
        }
        return map
    }

    private static func digit(_ byte: UInt8) -> Int {
        byte < UInt8(ascii: "a") ? Int(byte) - 0x30 : Int(byte) - 0x61 + 10
    }

    private static func number(_ text: some Sequence<UInt8>) -> Int {
        var value = 0
        var sign = 1
        for byte in text {
            if byte == UInt8(ascii: "-") { sign = -1 } else { value = value * 36 + digit(byte) }
        }
        return value * sign
    }
}
