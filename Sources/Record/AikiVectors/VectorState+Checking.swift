import AikiTensor

extension VectorState {
    private static let chunkBytes = 1 << 20

    /// What is wrong with the mapped part and the graph.
    func findProblems() throws(VectorError) -> [String] {
        let header = try VectorHeader(reading: file)
        var problems: [String] = []
        var hash = RunningHash(seed: 0)
        for section in header.sections {
            for start in stride(from: 0, to: section.byteCount, by: Self.chunkBytes) {
                let count = min(Self.chunkBytes, section.byteCount - start)
                let bytes = try file.read(count, at: section.offset + start)
                bytes.withUnsafeBytes { hash.add($0) }
            }
        }
        if hash.value != header.contentHash {
            problems.append("The hash of the vectors in \(file.path) is wrong.")
        }
        return problems + graphProblems(current)
    }

    private func graphProblems(_ now: Snapshot) -> [String] {
        var problems: [String] = []
        let graph = graph(now.extent)
        var upperRows = 0
        for slot in 0..<now.extent.nodes {
            let level = Int(levels.base[slot])
            // Those without links have twins that stand in their place.
            let isApart = links.base[slot * shape.degree] == VectorGraph.noNode
            guard level <= now.extent.level || isApart else {
                problems.append("Slot \(slot) stands above the highest layer.")
                continue
            }
            if level > 0, Int(uppers.base[slot]) != upperRows {
                problems.append("The upper links of slot \(slot) stand elsewhere.")
            }
            upperRows += level
            for layer in 0...level {
                var isSound = true
                graph.forLinks(of: slot, layer: layer) { other in
                    isSound =
                        isSound && Int(other) < now.extent.nodes && Int(other) != slot
                        && Int(levels.base[Int(other)]) >= layer
                }
                if !isSound { problems.append("A link of slot \(slot) leads nowhere.") }
            }
            if problems.count >= 10 { return problems }
        }
        if upperRows != now.extent.upperRows {
            problems.append("\(upperRows) rows of upper links are not \(now.extent.upperRows).")
        }
        return problems
    }
}
