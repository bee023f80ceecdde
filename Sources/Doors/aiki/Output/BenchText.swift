import AikiHouse

/// A bench's report, for people.
enum BenchText {
    static func text(_ report: ModelBenchReport, _ console: Console) -> String {
        let parameters = "\((Double(report.parameterCount) / 1e7).rounded() / 100) billion"
        var text =
            "\(PlainText.of(report.model)): \(report.architecture), \(parameters) parameters, "
            + "\(report.options.threads) threads, \(report.kernels) kernels\n\n"
        if !report.starts.isEmpty { text += starts(report, console) + "\n" }
        if !report.prefill.isEmpty || !report.decode.isEmpty || !report.parallel.isEmpty {
            text += rates(report, console)
        }
        if !report.embedding.isEmpty { text += embeddings(report, console) }
        if !report.memory.isEmpty { text += "\n" + memory(report, console) }
        for name in report.leftOut { text += "Left out, past the model's context: \(name)\n" }
        text += "\n"
        if let peak = report.peakBytes {
            text += "Peak memory \(ByteCount.text(peak)), the model's file included.\n"
        }
        let average = report.load.average.map { "load average \(decimal($0))" }
        let others = report.load.othersShare.map { "others used \(percent($0)) of the processor" }
        let load = [average, others].compactMap { $0 }.joined(separator: ", ")
        return load.isEmpty ? text : text + "Meanwhile: \(load).\n"
    }

    private static func starts(_ report: ModelBenchReport, _ console: Console) -> String {
        var table = TextTable(
            ["START", "FILE IN MEMORY", "LOAD", "FIRST TOKEN", "ONCE LOADED"],
            rightAligned: [1, 2, 3, 4])
        for (index, start) in report.starts.enumerated() {
            table.add(
                index == 0 ? "cold" : "warm", start.cachedShare.map(percent) ?? "?",
                DurationText.text(start.load), DurationText.text(start.firstToken),
                DurationText.text(start.firstTokenLoaded))
        }
        return table.text(console)
    }

    private static func rates(_ report: ModelBenchReport, _ console: Console) -> String {
        var table = TextTable(
            ["", "TOKENS/S", "SPREAD", "READ A TOKEN", "MEMORY", "OF MEMORY"],
            rightAligned: [1, 2, 3, 4, 5])
        for prefill in report.prefill {
            table.add(
                "prefill \(prefill.tokens)", decimal(prefill.rate.median),
                percent(prefill.rate.spread), "", "", "")
        }
        for decode in report.decode {
            table.add(
                "decode at \(decode.depth)", decimal(decode.rate.median),
                percent(decode.rate.spread), ByteCount.text(Int64(decode.bytesPerToken)),
                "\(decimal(decode.memoryRate.median / 1e9)) GB/s",
                percent(decode.memoryShare.median))
        }
        for parallel in report.parallel {
            table.add(
                "\(parallel.sequences) sequences at once", decimal(parallel.rate.median),
                percent(parallel.rate.spread), "", "", "")
        }
        return table.text(console)
    }

    private static func embeddings(_ report: ModelBenchReport, _ console: Console) -> String {
        var table = TextTable(
            ["VECTORS", "TEXTS/S", "SPREAD", "MS A CALL"], rightAligned: [1, 2, 3])
        for embedding in report.embedding {
            table.add(
                "\(embedding.texts) × \(embedding.tokens) tokens", decimal(embedding.rate.median),
                percent(embedding.rate.spread), decimal(embedding.milliseconds.median))
        }
        return table.text(console)
    }

    private static func memory(_ report: ModelBenchReport, _ console: Console) -> String {
        var table = TextTable(
            ["MEMORY READ FROM", "SIZE", "GB/S", "SMALLEST", "LARGEST"],
            rightAligned: [1, 2, 3, 4])
        for way in report.memory {
            table.add(
                way.name, ByteCount.text(Int64(way.byteCount)), decimal(way.rate.median / 1e9),
                decimal(way.rate.minimum / 1e9), decimal(way.rate.maximum / 1e9))
        }
        return table.text(console)
    }

    private static func decimal(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}
