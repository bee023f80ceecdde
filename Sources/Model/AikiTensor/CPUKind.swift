import CAikiKernels

/// A set of instructions that kernels are written for.
public enum CPUKind: String, Sendable, CaseIterable {
    /// Plain C: the specification of every kernel, built everywhere.
    case scalar
    /// x86-64 with AVX2, FMA and F16C.
    case avx2
    /// x86-64 with AVX-512 F, BW, DQ and VL.
    case avx512
    /// The same with AMX: products of tiles of 8-bit integers and of BF16. On Linux, where a process asks for
    /// tiles.
    case amx
    /// 64-bit ARM.
    case neon

    /// The kinds this machine can run, slowest first; always begins with ``scalar``.
    public static let detected: [CPUKind] = allCases.filter { aiki_cpu_supported($0.number) }

    /// The fastest kind this machine can run.
    public static let best: CPUKind = detected.last ?? .scalar

    var number: AikiCPU {
        switch self {
        case .scalar: AIKI_CPU_SCALAR
        case .avx2: AIKI_CPU_AVX2
        case .avx512: AIKI_CPU_AVX512
        case .amx: AIKI_CPU_AMX
        case .neon: AIKI_CPU_NEON
        }
    }
}
