public import AikiBase
import AikiCheckpoint
import Crypto
import Foundation

extension CorpusBuilder {
    /// Makes the corpus out of the parts that were prepared, on this machine or others.
    ///
    /// - Returns: what the corpus holds.
    /// - Throws: ``CorpusError/incomplete(folder:missing:)`` where a part is not there or not
    ///   finished; ``CorpusError``; the error of a tokenizer or template.
    public func merge(progress: @escaping ProgressHandler = { _ in }) throws -> CorpusManifest {
        let inputs = try CorpusInputs(recipe)
        try makeFolder(workFolder)
        let lock = try FolderLock(workFolder)
        defer { lock.release() }
        let documents = try MergedDocuments(segments(inputs))
        progress(WorkProgress(label: "looking for copies", done: 0, total: nil))
        let copies = documents.copies(recipe.duplicates)
        let encoder = try DocumentEncoder(recipe, marker: options.marker)
        let identity = try mergeIdentity(inputs)
        let tokens = try TokenizedDocuments(
            documents, copies: copies, encoder: encoder, inputs: inputs,
            folder: workFolder.appending(path: "tokens-\(identity.prefix(16))"),
            workers: options.workers, progress: progress)
        guard tokens.count > 0 else {
            throw CorpusError.nothingKept(
                documents: documents.segments.reduce(0) { sum, segment in
                    sum + segment.counts.values.reduce(0) { $0 + $1.documents }
                })
        }
        try checkCounts(inputs, documents, tokens)
        let mixture = Mixture(
            tokens.documents.map { number in
                Mixture.Document(
                    source: inputs.files[documents.entry(number).file].source,
                    id: documents.entry(number).id, tokens: tokens.tokenCount(of: number))
            }, sources: recipe.sources, validation: recipe.validation, seed: recipe.seed)
        removeHalfWritten()
        let shards = try ShardPlan(mixture, tokens, shardTokens: recipe.shardTokens).write(
            into: folder, identity: identity, vocabularySize: encoder.vocabularySize,
            hasLossMask: (0..<documents.count).contains { inputs.hasMask(documents.entry($0)) },
            workers: options.workers, progress: progress)
        try DocumentLog(documents, copies, tokens, shards).write(into: folder)
        let manifest = try makeManifest(inputs, documents, copies, tokens, mixture, shards, encoder)
        try manifest.write(into: folder)
        if !options.keepsWork { try? FileManager.default.removeItem(at: workFolder) }
        return manifest
    }

    /// Refuses a source of conversations of which nothing would be learnt.
    private func checkCounts(
        _ inputs: CorpusInputs, _ documents: MergedDocuments, _ tokens: TokenizedDocuments
    ) throws(CorpusError) {
        var counting: Set<Int> = []
        var silent: Set<Int> = []
        for number in tokens.documents {
            let entry = documents.entry(number)
            let source = inputs.files[entry.file].source
            if counting.contains(source) { continue }
            if inputs.hasMask(entry), tokens.content(of: number).mask?.contains(true) != true {
                silent.insert(source)
            } else {
                counting.insert(source)
            }
        }
        if let source = silent.subtracting(counting).min() {
            throw .nothingCounts(source: recipe.sources[source].name)
        }
    }

    /// Removes what a build that was killed had begun to write; nobody else writes here meanwhile.
    private func removeHalfWritten() {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasPrefix(".") && name.hasSuffix(".tmp") {
            try? files.removeItem(at: folder.appending(path: name))
        }
    }

    /// The segments of all parts; they must be whole and of this recipe.
    private func segments(_ inputs: CorpusInputs) throws -> [SegmentFiles] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workFolder.path)) ?? []
        let parts = names.compactMap { name -> CorpusPart? in
            let words = name.split(separator: "-")
            guard words.count == 4, words[0] == "part", let index = Int(words[1]),
                let count = Int(words[3])
            else { return nil }
            return CorpusPart(index: index, count: count)
        }
        guard let count = parts.map(\.count).max(), parts.allSatisfy({ $0.count == count }) else {
            throw CorpusError.incomplete(
                folder: workFolder.path,
                missing: [parts.isEmpty ? "any part" : "parts of one division: there are several"])
        }
        var segments: [SegmentFiles] = []
        var missing: [String] = []
        for index in 0..<count {
            guard let part = CorpusPart(index: index, count: count) else { continue }
            let partFolder = workFolder.appending(path: part.folderName)
            let found = try SegmentFiles.list(partFolder)
            if found.last?.isLast != true {
                missing.append(part.folderName)
                continue
            }
            try checkState(inputs.state, in: partFolder)
            segments += found
        }
        guard missing.isEmpty else {
            throw CorpusError.incomplete(folder: workFolder.path, missing: missing)
        }
        return segments
    }

    /// What the tokens follow from, beside the documents.
    private func mergeIdentity(_ inputs: CorpusInputs) throws -> String {
        var hash = SHA256()
        hash.update(data: Array(inputs.state.utf8))
        for path in [recipe.tokenizerPath, recipe.chatTemplatePath, recipe.symbolsPath] {
            guard let path else { continue }
            hash.update(data: Array(try FileDigest.sha256(ofFile: path).utf8))
        }
        return FileDigest.hexadecimal(hash.finalize())
    }

    private func makeManifest(
        _ inputs: CorpusInputs, _ documents: MergedDocuments, _ copies: [DuplicateFinder.Copy],
        _ tokens: TokenizedDocuments, _ mixture: Mixture, _ shards: [WrittenShard],
        _ encoder: DocumentEncoder
    ) throws -> CorpusManifest {
        var sources = recipe.sources.map { CorpusManifest.Source($0) }
        for segment in documents.segments {
            for (number, counts) in segment.counts { sources[number].counts.add(counts) }
        }
        for copy in copies {
            let number = inputs.files[documents.entry(copy.document).file].source
            let rule = copy.similarity == 1 ? "duplicates.exact" : "duplicates.near"
            sources[number].counts.dropped[rule, default: 0] += 1
            sources[number].counts.kept -= 1
            sources[number].counts.keptBytes -= documents.entry(copy.document).textBytes
        }
        for number in tokens.documents {
            let source = inputs.files[documents.entry(number).file].source
            sources[source].tokens += tokens.tokenCount(of: number)
        }
        for placed in mixture.train {
            let number = tokens.documents[placed.document]
            let source = inputs.files[documents.entry(number).file].source
            sources[source].trainTokens += tokens.tokenCount(of: number)
        }
        for number in sources.indices {
            sources[number].epochs = mixture.epochs[number]
            sources[number].uncutAnswers = tokens.uncutAnswers[number] ?? 0
        }
        return CorpusManifest(
            name: recipe.name, state: inputs.state, seed: recipe.seed,
            tokenizerSHA256: try FileDigest.sha256(ofFile: recipe.tokenizerPath),
            vocabularySize: encoder.vocabularySize, sources: sources, shards: shards)
    }
}
