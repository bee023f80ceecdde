import Dispatch

/// Work that is done on several threads while a tokenizer is built.
enum SharedWork {
    /// Pieces that a loop is cut into, more than most machines have cores.
    private static let pieces = 16
    /// Fewer elements than this are not worth a thread.
    private static let elementsMin = 4096

    /// Two results at once.
    static func both<First, Second>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        var firstResult: First?
        var secondResult: Second?
        withUnsafeMutablePointer(to: &firstResult) { firstResult in
            withUnsafeMutablePointer(to: &secondResult) { secondResult in
                // Safe to share: each of the two writes its own place.
                nonisolated(unsafe) let (firstResult, secondResult) = (firstResult, secondResult)
                DispatchQueue.concurrentPerform(iterations: 2) { index in
                    if index == 0 {
                        firstResult.pointee = first()
                    } else {
                        secondResult.pointee = second()
                    }
                }
            }
        }
        guard let firstResult, let secondResult else { preconditionFailure("A part has not run") }
        return (firstResult, secondResult)
    }

    /// Runs a body over parts of 0 ..< count, in no certain order; their results in order.
    static func map<Result>(
        partsOf count: Int, _ body: @Sendable (_ part: Range<Int>) -> Result
    ) -> [Result] {
        let parts = min(pieces, max(1, count / elementsMin))
        return [Result](unsafeUninitializedCapacity: parts) { buffer, written in
            // Safe to share: each part writes its own place.
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: parts) { part in
                let range = count * part / parts..<count * (part + 1) / parts
                buffer.initializeElement(at: part, to: body(range))
            }
            written = parts
        }
    }
}
