/// One layer's cached keys and values of one sequence, as attention reads them.
///
/// Position p's keys stand at `keys + p · keyStride` as (Hkv, D) numbers of ``type``, heads
/// contiguous; values likewise as (Hkv, Dv).
public struct CacheView {
    /// How keys and values are stored: f32, f16 or q8_0.
    public var type: TensorType
    /// The keys of position 0.
    public var keys: UnsafeRawPointer
    /// The values of position 0.
    public var values: UnsafeRawPointer
    /// Bytes from one position's keys to the next's.
    public var keyStride: Int
    /// Bytes from one position's values to the next's.
    public var valueStride: Int
    /// Positions that hold keys and values.
    public var count: Int

    /// A view of a cache whose memory the caller keeps.
    ///
    /// - Precondition: The type is f32, f16 or q8_0.
    public init(
        type: TensorType, keys: UnsafeRawPointer, values: UnsafeRawPointer, keyStride: Int,
        valueStride: Int, count: Int
    ) {
        precondition(
            type == .f32 || type == .f16 || type == .q8_0, "No cache can be of \(type.name)")
        precondition(keyStride >= 0 && valueStride >= 0 && count >= 0)
        self.type = type
        self.keys = keys
        self.values = values
        self.keyStride = keyStride
        self.valueStride = valueStride
        self.count = count
    }
}
