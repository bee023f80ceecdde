public import AikiTensor

/// How a cache stores keys and values.
public enum CacheType: String, Sendable, CaseIterable {
    /// Two bytes a number; the default.
    case f16
    /// 34 bytes for 32 numbers; the width of a head must be a multiple of 32.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case q8_0
    /// Four bytes a number; exact, for checks.
    case f32

    /// The type of the stored rows.
    public var tensorType: TensorType {
        switch self {
        case .f16: .f16
        case .q8_0: .q8_0
        case .f32: .f32
        }
    }
}
