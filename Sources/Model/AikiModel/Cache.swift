#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import AikiTensor

/// The keys and values of one sequence, for every layer: what a model remembers of its tokens.
///
/// It belongs to one user at a time. Layer after layer: keys of all positions (position, Hkv, D),
/// then values (position, Hkv, Dv).
public final class Cache {
    /// Tokens held.
    public internal(set) var count = 0
    /// The most tokens it can hold.
    public let capacity: Int
    /// How keys and values are stored.
    public let type: CacheType

    /// What its tokens were computed with beside the model: ``AdapterSet/identity``, 0 for none.
    /// An empty cache takes on what it is first run with.
    public internal(set) var adapterIdentity: UInt64 = 0

    /// The model it belongs to.
    let fingerprint: UInt64
    /// Whether rotation uses the frequencies for long contexts; what is cached depends on it.
    let usesLongRotation: Bool
    let layerCount: Int
    let keyRowBytes: Int
    let valueRowBytes: Int
    /// Whose threads copy rows.
    let pool: WorkerPool
    private let storage: UnsafeMutableRawPointer
    private let layerBytes: Int
    private let valuesOffset: Int

    /// The most bytes of a cache; no machine has more, and sums of them cannot overflow.
    package static let byteCountMax = 1 << 46
    private static let alignment = 64

    init(model: Model, capacity: Int, type: CacheType) throws(ModelError) {
        let configuration = model.configuration
        let stored = type.tensorType
        for width in [configuration.keyWidth, configuration.valueWidth]
        where stored.byteCount(elements: width) == nil {
            throw .cacheTypeUnfit(type: type.rawValue, headWidth: width)
        }
        let heads = configuration.keyValueHeadCount
        guard let keyRowBytes = stored.byteCount(elements: heads * configuration.keyWidth),
            let valueRowBytes = stored.byteCount(elements: heads * configuration.valueWidth)
        else { throw .cacheTypeUnfit(type: type.rawValue, headWidth: configuration.keyWidth) }
        let rowBytes = keyRowBytes + valueRowBytes
        guard Self.fits(capacity: capacity, rowBytes: rowBytes, layers: configuration.layerCount)
        else { throw .cacheTooLarge(tokens: capacity, bytes: Self.byteCountMax) }
        let valuesOffset = Self.aligned(capacity * keyRowBytes)
        let layerBytes = valuesOffset + Self.aligned(capacity * valueRowBytes)
        let bytes = layerBytes * configuration.layerCount
        var memory: UnsafeMutableRawPointer?
        guard posix_memalign(&memory, Self.alignment, bytes) == 0, let memory else {
            throw .cacheTooLarge(tokens: capacity, bytes: bytes)
        }
        storage = memory
        self.capacity = capacity
        self.type = type
        self.keyRowBytes = keyRowBytes
        self.valueRowBytes = valueRowBytes
        self.valuesOffset = valuesOffset
        self.layerBytes = layerBytes
        layerCount = configuration.layerCount
        pool = model.compute.pool
        fingerprint = model.fingerprint
        usesLongRotation = model.graph.rotaries.contains { $0.isLong(capacity: capacity) }
    }

    deinit {
        free(storage)
    }

    /// Bytes of memory it reserves; pages are taken from the system when first written.
    public var byteCount: Int { layerBytes * layerCount }

    /// Forgets all tokens from a position on.
    ///
    /// - Precondition: 0 ... count.
    public func truncate(to count: Int) {
        precondition((0...self.count).contains(count), "Cannot truncate \(self.count) to \(count)")
        self.count = count
    }

    /// Takes over the first tokens of another cache; what this one held is forgotten.
    ///
    /// - Throws: ``ModelError/contextFull(tokens:limit:)``, or
    ///   ``ModelError/stateRefused(reason:)`` where the caches are of different kinds.
    /// - Precondition: the source holds as many tokens.
    /// - Complexity: O(bytes of the tokens).
    public func copyPrefix(from source: Cache, count: Int) throws(ModelError) {
        precondition((0...source.count).contains(count), "\(source.count) tokens, asked \(count)")
        try checkKin(
            fingerprint: source.fingerprint, type: source.type.tensorType.rawValue,
            usesLongRotation: source.usesLongRotation, count: count)
        for layer in 0..<layerCount {
            keys(layer).copyMemory(from: source.keys(layer), byteCount: count * keyRowBytes)
            values(layer).copyMemory(from: source.values(layer), byteCount: count * valueRowBytes)
        }
        self.count = count
        adapterIdentity = source.adapterIdentity
    }

    /// Refuses keys and values that this cache cannot hold or that mean something else.
    func checkKin(
        fingerprint: UInt64, type: UInt32, usesLongRotation: Bool, count: Int
    ) throws(ModelError) {
        guard fingerprint == self.fingerprint else {
            throw .stateRefused(reason: "it was made by another model")
        }
        guard type == self.type.tensorType.rawValue else {
            throw .stateRefused(reason: "it is not of the type \(self.type.rawValue)")
        }
        guard usesLongRotation == self.usesLongRotation else {
            throw .stateRefused(reason: "it was made for contexts of another length")
        }
        guard count <= capacity else { throw .contextFull(tokens: count, limit: capacity) }
    }

    /// The keys of a layer's position 0.
    func keys(_ layer: Int) -> UnsafeMutableRawPointer { storage + layer * layerBytes }

    /// The values of a layer's position 0.
    func values(_ layer: Int) -> UnsafeMutableRawPointer { keys(layer) + valuesOffset }

    /// What attention reads of a layer.
    func view(_ layer: Int, count: Int) -> CacheView {
        CacheView(
            type: type.tensorType, keys: UnsafeRawPointer(keys(layer)),
            values: UnsafeRawPointer(values(layer)), keyStride: keyRowBytes,
            valueStride: valueRowBytes, count: count)
    }

    /// Whether so many positions of all layers are within ``byteCountMax``.
    package static func fits(capacity: Int, rowBytes: Int, layers: Int) -> Bool {
        Double(capacity) * Double(rowBytes) * Double(layers) <= Double(byteCountMax)
    }

    private static func aligned(_ bytes: Int) -> Int {
        (bytes + alignment - 1) / alignment * alignment
    }
}
