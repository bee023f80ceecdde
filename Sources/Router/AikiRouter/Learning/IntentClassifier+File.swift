/// A file of a classifier, little-endian; an array is a U32 count and its elements:
///
///     0   8   "AIKIINTS"
///     8   4   version, U32: 2
///             classes U32; of each its name in UTF-8 [U8], sorted
///             threshold F64
///             the embedder's vector of ``SufficiencyEstimate/probeText`` [F32]; empty where none was used
///             mean of the vectors [F32], directions of the classes [F32]
///             how rare each feature of words is [F32]
///             rows of weights that are not all zero: their numbers [U32], ascending, and the weights [F32]
///             how many networks U32; of each its hidden numbers U32 and its two layers [F32]
///     −8  8   FNV-1a of all before, U64
///
/// It holds no text but the names of the classes.
extension IntentClassifier {
    static let magic = Array("AIKIINTS".utf8)
    static let version: UInt32 = 2
    /// The most classes.
    public static let classesMax = 1000
    /// The longest vectors.
    public static let dimensionsMax = 1 << 14
    /// Bytes of a class's name, at most.
    public static let labelBytesMax = 256

    /// The file.
    public func encoded() -> [UInt8] {
        var writer = EstimateWriter(Self.magic)
        writer.number(Self.version)
        writer.number(UInt32(labels.count))
        for label in labels { writer.array(Array(label.utf8)) }
        writer.number(threshold.bitPattern)
        for numbers in [probe, mean, centres, rarity] { writer.array(numbers.map(\.bitPattern)) }
        let rows = machine.usedRows
        writer.array(rows.map(UInt32.init))
        writer.array(rows.flatMap { machine.row($0) }.map(\.bitPattern))
        writer.number(UInt32(networks.count))
        for network in networks {
            writer.number(UInt32(network.hidden))
            writer.array(network.first.map(\.bitPattern))
            writer.array(network.second.map(\.bitPattern))
        }
        return writer.finished()
    }

    /// Reads a file that ``encoded()`` made, and trusts nothing in it.
    ///
    /// - Throws: ``RouterError/badIntents(reason:)``.
    public init(decoding bytes: [UInt8]) throws(RouterError) {
        do {
            try self.init(reading: EstimateReader(bytes, magic: Self.magic))
        } catch .badEstimate(let reason) {
            throw .badIntents(reason: reason)
        }
    }

    private init(reading reader: consuming EstimateReader) throws(RouterError) {
        var reader = reader
        let version = try reader.number(UInt32.self)
        guard version == Self.version else {
            throw .badEstimate(reason: "its version is \(version), and \(Self.version) is known")
        }
        let count = Int(try reader.number(UInt32.self))
        guard (1...Self.classesMax).contains(count) else {
            throw .badEstimate(reason: "it has \(count) classes")
        }
        var labels: [String] = []
        for _ in 0..<count {
            let name = try reader.array(UInt8.self)
            guard name.count <= Self.labelBytesMax,
                let label = String(validating: name, as: UTF8.self)
            else { throw .badEstimate(reason: "a class has an odd name") }
            labels.append(label)
        }
        guard zip(labels, labels.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .badEstimate(reason: "its classes are not in order")
        }
        let threshold = Double(bitPattern: try reader.number(UInt64.self))
        let probe = try reader.floats()
        let mean = try reader.floats()
        let centres = try reader.floats(count: count * mean.count)
        let rarity = try reader.floats(count: HashedText.bucketCount)
        guard mean.count <= Self.dimensionsMax else {
            throw .badEstimate(reason: "its vectors have \(mean.count) numbers")
        }
        var machine = LinearMachine(classes: count, width: mean.count)
        try reader.rows(into: &machine)
        let networkCount = Int(try reader.number(UInt32.self))
        guard networkCount <= Self.networkCount else {
            throw .badEstimate(reason: "it has \(networkCount) networks")
        }
        var networks: [HiddenNetwork] = []
        for _ in 0..<networkCount {
            networks.append(
                try reader.network(inputs: mean.count + Self.wordNumbers, classes: count))
        }
        // Behind the vector stands an inner one, or none.
        guard threshold.isFinite,
            probe.isEmpty || [probe.count, 2 * probe.count].contains(mean.count)
        else {
            throw .badEstimate(reason: "its parts do not fit together")
        }
        try reader.end()
        self.init(
            labels: labels, machine: machine, networks: networks, rarity: rarity, mean: mean,
            centres: centres)
        self.threshold = threshold
        self.probe = probe
    }
}

extension EstimateReader {
    fileprivate mutating func network(
        inputs: Int, classes: Int
    ) throws(RouterError) -> HiddenNetwork {
        let hidden = Int(try number(UInt32.self))
        guard (1...IntentClassifier.dimensionsMax).contains(hidden) else {
            throw .badEstimate(reason: "its network has \(hidden) hidden numbers")
        }
        return HiddenNetwork(
            inputs: inputs, hidden: hidden, classes: classes,
            first: try floats(count: (inputs + 1) * hidden),
            second: try floats(count: (hidden + 1) * classes))
    }

    fileprivate mutating func rows(into machine: inout LinearMachine) throws(RouterError) {
        let rows = try array(UInt32.self).map(Int.init)
        let weights = try floats(count: rows.count * machine.classes)
        guard zip(rows, rows.dropFirst()).allSatisfy({ $0 < $1 }),
            rows.allSatisfy({ $0 < machine.rowCount })
        else { throw .badEstimate(reason: "its weights do not fit together") }
        for (place, row) in rows.enumerated() {
            machine.setRow(row, weights[place * machine.classes..<(place + 1) * machine.classes])
        }
    }
}
