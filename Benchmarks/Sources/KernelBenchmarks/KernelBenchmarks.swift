import AikiTensor
import CPeaks
import Foundation

/// Measures kernels and checks their answers; a wrong one ends it with an error.
@main
enum KernelBenchmarks {
    static func main() throws {
        guard let options = BenchmarkOptions(CommandLine.arguments.dropFirst()) else {
            FileHandle.standardError.write(Data((BenchmarkOptions.usage + "\n").utf8))
            exit(2)
        }
        let peaks = Peaks(threads: options.threads)
        var rows: [BenchmarkRow] = []
        if !options.isJSON { show(peaks, options) }
        for kind in options.kinds {
            let multiply = MultiplyBenchmark(threads: options.threads, peaks: peaks)
            for type in options.types {
                rows += try report(multiply.run(type, kind), options)
            }
            let attention = AttentionBenchmark(threads: options.threads, peaks: peaks)
            for type in [.f16, .q8_0] as [TensorType] {
                rows += try report(attention.run(type, kind), options)
            }
            rows += try report(RowBenchmark(threads: options.threads).run(kind), options)
        }
        if options.isJSON {
            write("[\n" + rows.map { "  " + $0.json }.joined(separator: ",\n") + "\n]\n")
        }
    }

    private static func report(
        _ rows: [BenchmarkRow], _ options: BenchmarkOptions
    ) -> [BenchmarkRow] {
        if !options.isJSON { for row in rows { write(row.line + "\n") } }
        return rows
    }

    private static func show(_ peaks: Peaks, _ options: BenchmarkOptions) {
        write("\(options.threads) threads. Read from memory: ")
        write("\(BenchmarkRow.decimal(peaks.memory)) GB/s. Operations of the cores alone:")
        for kind in options.kinds {
            for (name, peak) in [
                ("f32", PEAK_F32), ("BF16", PEAK_BF16), ("8-bit integers", PEAK_INTEGERS),
            ] {
                guard let rate = peaks.operations(peak, kind) else { continue }
                write(" \(kind.rawValue) \(name) \(BenchmarkRow.decimal(rate)) GOP/s;")
            }
        }
        write("\n\n| | kernels | rate | most | of it | from scalar |\n|---|---|---|---|---|---|\n")
    }

    private static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
