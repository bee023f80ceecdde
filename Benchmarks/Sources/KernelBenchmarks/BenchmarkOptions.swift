import AikiTensor

/// What is measured.
struct BenchmarkOptions {
    var kinds = CPUKind.detected.filter { $0 != .scalar }.reversed() as [CPUKind]
    var types = TensorType.allCases
    var threads = 1
    var isJSON = false

    static let usage = """
        KernelBenchmarks [--kinds avx512,avx2] [--types Q4_K,Q8_0] [--threads 1] [--json]
        """

    /// Reads the command's arguments; nil where they mean nothing.
    init?(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let name = rest.popFirst() {
            if name == "--json" {
                isJSON = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            let parts = value.split(separator: ",").map(String.init)
            switch name {
            case "--kinds":
                kinds = parts.compactMap(CPUKind.init(rawValue:)).filter(CPUKind.detected.contains)
                guard kinds.count == parts.count else { return nil }
            case "--types":
                types = parts.compactMap { TensorType(name: $0) }
                guard types.count == parts.count else { return nil }
            case "--threads":
                guard let count = Int(value), (1...WorkerPool.threadsMax).contains(count) else {
                    return nil
                }
                threads = count
            default: return nil
            }
        }
    }
}
