/// A file of an estimate, little-endian; an array is a U32 count and its elements:
///
///     0   8   "AIKIROUT"
///     8   4   version, U32: 3
///     12  4   how many features a text has, U32
///             twice, over looks and over looks and near questions: depth U32, base F32,
///             tree features [I32], thresholds [F32], leaves [F32]
///             means [F32], factors [F32]
///             offset, slope F64 with vectors; offset, slope F64 without; reach F32
///             the embedder's vector of ``probe`` [F32]; empty where none was used
///             twice, questions seen and this user's own: width U32, rows [I8], scales [F32],
///             values [F32], of the former two a question
///     −8  8   FNV-1a of all before, U64
///
/// It holds no text.
extension SufficiencyEstimate {
    static let magic = Array("AIKIROUT".utf8)
    static let version: UInt32 = 3
    /// Bytes of a file, at most.
    public static let fileBytesMax = 64 << 20

    /// The file.
    public func encoded() -> [UInt8] {
        var writer = EstimateWriter(Self.magic)
        writer.number(Self.version)
        writer.number(UInt32(PromptFeatures.count))
        for trees in [trees, nearTrees] {
            writer.number(UInt32(trees.depth))
            writer.number(trees.base.bitPattern)
            writer.array(trees.features.map { UInt32(bitPattern: $0) })
            writer.array(trees.thresholds.map(\.bitPattern))
            writer.array(trees.leaves.map(\.bitPattern))
        }
        writer.array(looks.means.map(\.bitPattern))
        writer.array(looks.factors.map(\.bitPattern))
        for calibration in [calibrations.near, calibrations.plain] {
            writer.number(calibration.offset.bitPattern)
            writer.number(calibration.slope.bitPattern)
        }
        writer.number(reach.bitPattern)
        writer.array(probe.map(\.bitPattern))
        for outcomes in [near, own] {
            writer.number(UInt32(outcomes.width))
            writer.array(outcomes.rows.map { UInt8(bitPattern: Int8(truncatingIfNeeded: $0)) })
            writer.array(outcomes.scales.map(\.bitPattern))
            writer.array(outcomes.values.map(\.bitPattern))
        }
        return writer.finished()
    }

    /// Reads a file that ``encoded()`` made, and trusts nothing in it.
    ///
    /// - Throws: ``RouterError/badEstimate(reason:)``.
    public init(decoding bytes: [UInt8]) throws(RouterError) {
        var reader = try EstimateReader(bytes, magic: Self.magic)
        let version = try reader.number(UInt32.self)
        guard version == Self.version else {
            throw .badEstimate(reason: "its version is \(version), and \(Self.version) is known")
        }
        guard try reader.number(UInt32.self) == UInt32(PromptFeatures.count) else {
            throw .badEstimate(reason: "it was learned from other features")
        }
        trees = try reader.trees(features: PromptFeatures.count)
        nearTrees = try reader.trees(features: PromptFeatures.count + Self.outcomeKinds)
        looks = FeatureScale(
            means: try reader.floats(count: PromptFeatures.count),
            factors: try reader.floats(count: PromptFeatures.count))
        calibrations = (try reader.calibration(), try reader.calibration())
        reach = Float(bitPattern: try reader.number(UInt32.self))
        probe = try reader.floats()
        near = try reader.outcomes(kinds: Self.outcomeKinds)
        own = try reader.outcomes(kinds: 1)
        guard own.width == near.width, probe.isEmpty || probe.count == dimensions,
            reach.isFinite
        else {
            throw .badEstimate(reason: "its parts do not fit together")
        }
        try reader.end()
    }
}

extension EstimateReader {
    fileprivate mutating func trees(
        features featureCount: Int
    ) throws(RouterError) -> BoostedTrees {
        let depth = Int(try number(UInt32.self))
        guard (1...8).contains(depth) else { throw .badEstimate(reason: "its trees are odd") }
        let base = Float(bitPattern: try number(UInt32.self))
        let features = try array(UInt32.self).map { Int32(bitPattern: $0) }
        let thresholds = try floats()
        let leaves = try floats()
        let inner = (1 << depth) - 1
        guard base.isFinite, leaves.count.isMultiple(of: inner + 1),
            features.count == leaves.count / (inner + 1) * inner,
            thresholds.count == features.count,
            features.allSatisfy({ (0..<Int32(featureCount)).contains($0) })
        else { throw .badEstimate(reason: "its trees do not fit together") }
        return BoostedTrees(
            depth: depth, base: base, features: features, thresholds: thresholds, leaves: leaves)
    }

    fileprivate mutating func calibration() throws(RouterError) -> Calibration {
        var calibration = Calibration()
        calibration.offset = Double(bitPattern: try number(UInt64.self))
        calibration.slope = Double(bitPattern: try number(UInt64.self))
        guard calibration.offset.isFinite, calibration.slope.isFinite else {
            throw .badEstimate(reason: "it is not calibrated")
        }
        return calibration
    }

    fileprivate mutating func outcomes(kinds: Int) throws(RouterError) -> NearOutcomes {
        let width = Int(try number(UInt32.self))
        let rows = try array(UInt8.self).map { Int16(Int8(bitPattern: $0)) }
        let scales = try floats()
        let values = try floats(count: scales.count * kinds)
        let size = scales.count.multipliedReportingOverflow(by: width)
        guard !size.overflow, size.partialValue == rows.count,
            width == 0 || width > PromptFeatures.count, width > 0 || scales.isEmpty
        else { throw .badEstimate(reason: "its questions do not fit together") }
        return NearOutcomes(
            width: width, kinds: kinds, rows: rows, scales: scales, values: values)
    }
}
