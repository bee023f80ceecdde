import AikiTensor
import Synchronization

extension VectorState {
    /// Takes up the frames behind the part of the log that is known, and cuts off what is torn.
    ///
    /// - Returns: false where there is not room for all of them.
    func replayLog() throws(VectorError) -> Bool {
        guard let status = file.status else {
            throw .cannotOpen(path: file.path, detail: SystemText.lastError)
        }
        while let frame = try readFrame(at: logEnd, fileBytes: status.byteCount) {
            guard take(frame) else { return false }
            logEnd += frame.byteCount
        }
        if logEnd < status.byteCount { try file.truncate(to: logEnd) }
        seen.withLock { $0 = file.status }
        return true
    }

    /// Whether there is room for so many more vectors.
    func hasRoom(for count: Int) -> Bool { current.slots + count <= capacity }

    private func take(_ frame: VectorFrame) -> Bool {
        if frame.kind == .removals {
            kill(frame.ids)
            return true
        }
        guard hasRoom(for: frame.ids.count) else { return false }
        append(frame.ids, halves: frame.halves, mayReplace: frame.kind == .replacements)
        return true
    }

    private func readFrame(at offset: Int, fileBytes: Int) throws(VectorError) -> VectorFrame? {
        guard fileBytes - offset >= VectorFile.frameHeadBytes else { return nil }
        let head = try file.read(VectorFile.frameHeadBytes, at: offset)
        guard
            let bytes = VectorFrame.byteCount(head: head, shape: shape),
            bytes <= fileBytes - offset
        else { return nil }
        return VectorFrame(try file.read(bytes, at: offset), at: offset, shape: shape)
    }

    /// Writes a frame behind the log, and then takes it up; whole or not at all.
    ///
    /// - Parameters:
    ///   - frame: there must be room for what it adds.
    ///   - isDurable: whether to wait for the disk.
    /// - Throws: ``VectorError/cannotWrite(path:detail:)``.
    func record(_ frame: VectorFrame, isDurable: Bool) throws(VectorError) {
        let bytes = frame.bytes(at: logEnd)
        do throws(VectorError) {
            try file.write(bytes, at: logEnd)
            if isDurable { try file.synchronize() }
        } catch {
            // What was written of it would be cut off at the next start; the room is needed now.
            try? file.truncate(to: logEnd)
            throw error
        }
        logEnd += bytes.count
        seen.withLock { $0 = file.status }
        precondition(take(frame), "no room for a frame")
    }
}
