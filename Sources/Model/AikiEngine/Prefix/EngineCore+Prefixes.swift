import Foundation

/// What the engine keeps of texts beyond the caches of its slots.
package struct PrefixSettings: Sendable {
    /// Bytes of states in memory.
    package var bytesMax: Int
    /// Where snapshots are kept; nil keeps none.
    package var snapshots: PrefixSnapshots?
    /// The identity of snapshots, from the model's description of its state.
    package var identity: @Sendable (_ state: String) -> String

    /// Describes what is kept.
    package init(
        bytesMax: Int, snapshots: PrefixSnapshots? = nil,
        identity: @escaping @Sendable (_ state: String) -> String = { $0 }
    ) {
        self.bytesMax = bytesMax
        self.snapshots = snapshots
        self.identity = identity
    }

    /// Keeps nothing.
    package static let nothing = PrefixSettings(bytesMax: 0)
}

extension EngineCore {
    /// States of another text's end are kept where at least so many tokens would be lost.
    static let displacedTokensMin = 256

    /// Makes the store of prefixes, with the snapshots that are this model's own.
    func openPrefixes(_ model: any TokenModel) {
        let wanted = settings.prefixes
        guard model.stateBytesPerToken > 0, wanted.bytesMax > 0 || wanted.snapshots != nil else {
            return
        }
        let store = PrefixStore(
            bytesPerToken: model.stateBytesPerToken, bytesMax: wanted.bytesMax)
        let identity = wanted.identity(model.stateDescription)
        for file in wanted.snapshots?.folder.open(identity: identity) ?? [] { store.adopt(file) }
        prefixes = store
    }

    /// How much of a text the store could spare.
    func storedTokens(_ text: ArraySlice<Int32>, _ adapterKey: UInt64) -> Int {
        prefixes?.match(text, adapterKey: adapterKey) ?? 0
    }

    /// Takes in snapshots that have been written.
    func takeInSnapshots() {
        for file in snapshotInbox.take() { prefixes?.adopt(file) }
    }

    /// Keeps what an admission is about to destroy.
    func keepDisplaced(_ model: any TokenModel) {
        guard let displaced = scheduler.displaced, let prefixes else { return }
        let lost = displaced.tokens.count - displaced.keptTokens
        let isContinued = displaced.keptTokens > 0
        guard lost >= (isContinued ? Self.displacedTokensMin : Scheduler.prefixTokensMin) else {
            return
        }
        prefixes.insert(displaced.tokens[...], adapterKey: displaced.adapterKey) { range, target in
            model.copyState(slot: displaced.slot, tokens: range, to: target)
        }
    }

    /// Adds to a slot's cache what the store has of its prompt.
    ///
    /// - Returns: how many tokens the cache holds now.
    func extend(_ admission: Scheduler.Admission, _ model: any TokenModel) throws -> Int {
        guard admission.storedTokens > admission.reusedTokens, let prefixes else {
            return admission.reusedTokens
        }
        let slot = scheduler.slots[admission.slot]
        let count = try prefixes.restore(
            slot.tokens[..<admission.storedTokens], adapterKey: slot.adapterKey,
            from: admission.reusedTokens
        ) { rows, blockTokens, block in
            try model.appendState(
                slot: admission.slot, adapterKey: slot.adapterKey, tokens: rows, of: blockTokens,
                from: block)
        }
        scheduler.noteRestored(slot: admission.slot, tokens: count)
        return count
    }

    /// Has the beginning of a prompt written to the disk once it is computed, where it may come again.
    func saveStablePrefix(_ item: Scheduler.Work) {
        guard let answer = running[item.slot], answer.stableTokens > 0,
            item.range.upperBound >= answer.stableTokens
        else { return }
        let count = answer.stableTokens
        answer.stableTokens = 0
        guard let snapshots = settings.prefixes.snapshots, let prefixes, let model,
            count >= PrefixSnapshots.tokensMin
        else { return }
        let slot = scheduler.slots[item.slot]
        let text = slot.tokens[..<count]
        let there = prefixes.matchInSnapshots(text, adapterKey: slot.adapterKey)
        guard count - there >= PrefixStore.blockTokens else { return }
        let header = SnapshotHeader(
            identity: settings.prefixes.identity(model.stateDescription),
            modelName: settings.name, adapterKey: slot.adapterKey, tokens: Array(text),
            blockTokens: PrefixStore.blockTokens, bytesPerToken: prefixes.bytesPerToken,
            createdSeconds: Int(Date().timeIntervalSince1970), blockChecksums: [])
        let key = SnapshotFolder.key(of: header)
        guard snapshots.folder.wants(key: key, bytes: header.fileBytes) else { return }
        let blocks = prefixes.blocks(text, adapterKey: slot.adapterKey) { range, target in
            model.copyState(slot: item.slot, tokens: range, to: target)
        }
        snapshots.folder.save(header, blocks: blocks) { [snapshotInbox] in snapshotInbox.put($0) }
    }
}
