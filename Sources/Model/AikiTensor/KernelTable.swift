import CAikiKernels

/// The kernel table of each CPU kind, filled once, on first use.
struct KernelTable: Sendable {
    // Safe to share: filled by the initialiser and only read afterwards.
    nonisolated(unsafe) let kernels: UnsafePointer<AikiKernels>

    /// - Precondition: This machine can run the kind.
    static func table(for kind: CPUKind) -> KernelTable {
        switch kind {
        case .scalar: scalar
        case .avx2: avx2
        case .avx512: avx512
        case .amx: amx
        case .neon: neon
        }
    }

    private static let scalar = KernelTable(.scalar)
    private static let avx2 = KernelTable(.avx2)
    private static let avx512 = KernelTable(.avx512)
    private static let amx = KernelTable(.amx)
    private static let neon = KernelTable(.neon)

    private init(_ kind: CPUKind) {
        // Never freed: there is one for each kind, and it lives as long as the process.
        let table = UnsafeMutablePointer<AikiKernels>.allocate(capacity: 1)
        table.initialize(to: AikiKernels())
        precondition(
            aiki_kernels_fill(table, kind.number), "This machine cannot run \(kind) kernels")
        kernels = UnsafePointer(table)
    }
}
