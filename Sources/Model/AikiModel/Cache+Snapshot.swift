import AikiTensor

extension Cache {
    /// The tokens held, as bytes.
    ///
    /// - Complexity: O(bytes of the tokens); allocates them.
    public func snapshot() -> CacheSnapshot {
        let payload = count * (keyRowBytes + valueRowBytes) * layerCount
        let total = CacheSnapshot.headerBytes + payload
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { buffer, initialized in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            var place = CacheSnapshot.headerBytes
            for layer in 0..<layerCount {
                for (rows, size) in [
                    (keys(layer), count * keyRowBytes), (values(layer), count * valueRowBytes),
                ] {
                    let target = UnsafeMutableRawBufferPointer(rebasing: raw[place..<place + size])
                    target.copyMemory(from: UnsafeRawBufferPointer(start: rows, count: size))
                    place += size
                }
            }
            var checksum = ByteMixer()
            checksum.add(
                UnsafeRawBufferPointer(rebasing: raw[CacheSnapshot.headerBytes..<total]))
            for (index, field) in header(checksum: checksum.value).enumerated() {
                raw.storeBytes(
                    of: field.littleEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            initialized = total
        }
        return CacheSnapshot(bytes: bytes)
    }

    /// Takes over a snapshot's tokens; what this cache held is forgotten.
    ///
    /// - Throws: ``ModelError/snapshotRefused(reason:)`` for a damaged snapshot or one of another
    ///   model or type, ``ModelError/contextFull(tokens:limit:)`` where it does not fit. The cache
    ///   is then as it was.
    public func restore(_ snapshot: CacheSnapshot) throws(ModelError) {
        let tokens = try checkedTokens(snapshot.bytes)
        snapshot.bytes.withUnsafeBytes { raw in
            var place = CacheSnapshot.headerBytes
            for layer in 0..<layerCount {
                for (rows, size) in [
                    (keys(layer), tokens * keyRowBytes), (values(layer), tokens * valueRowBytes),
                ] {
                    UnsafeMutableRawBufferPointer(start: rows, count: size).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: raw[place..<place + size]))
                    place += size
                }
            }
        }
        count = tokens
    }

    /// The header's eight fields of eight bytes.
    private func header(checksum: UInt64) -> [UInt64] {
        let kind = UInt64(type.tensorType.rawValue) | (usesLongRotation ? 1 << 32 : 0)
        return [
            CacheSnapshot.magic, fingerprint, kind, UInt64(count),
            UInt64(keyRowBytes + valueRowBytes), UInt64(layerCount), checksum, 0,
        ]
    }

    /// How many tokens a snapshot holds, once everything about it has been checked.
    private func checkedTokens(_ bytes: [UInt8]) throws(ModelError) -> Int {
        guard bytes.count >= CacheSnapshot.headerBytes else {
            throw .snapshotRefused(reason: "it is shorter than its header")
        }
        let fields = bytes.withUnsafeBytes { raw in
            (0..<8).map {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
            }
        }
        guard fields[0] == CacheSnapshot.magic, fields[7] == 0 else {
            throw .snapshotRefused(reason: "it is not a cache snapshot of this version")
        }
        guard fields[2] >> 33 == 0, let tokens = Int(exactly: fields[3]) else {
            throw .snapshotRefused(reason: "its header is damaged")
        }
        try checkKin(
            fingerprint: fields[1], type: UInt32(truncatingIfNeeded: fields[2]),
            usesLongRotation: fields[2] >> 32 == 1, count: tokens)
        let rowBytes = keyRowBytes + valueRowBytes
        guard fields[4] == UInt64(rowBytes), fields[5] == UInt64(layerCount),
            bytes.count == CacheSnapshot.headerBytes + tokens * rowBytes * layerCount
        else { throw .snapshotRefused(reason: "its size is not that of \(tokens) tokens") }
        var checksum = ByteMixer()
        bytes.withUnsafeBytes { raw in
            checksum.add(UnsafeRawBufferPointer(rebasing: raw[CacheSnapshot.headerBytes...]))
        }
        guard checksum.value == fields[6] else {
            throw .snapshotRefused(reason: "its checksum does not match")
        }
        return tokens
    }
}
