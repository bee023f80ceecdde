public import AikiBase
import AikiDialogue
public import Foundation

/// Files of exercises: JSONL, a conversation a line.
///
///     {"id":"test-1-0","kind":"memory","unfamiliar":false,
///      "messages":[{"role":"system","content":"You are Aiki. …"}, …, {"role":"assistant","content":"…"}],
///      "expect":{"type":"holds","all":["Bergen"],"none":["Oslo"]}}
///
/// In training only what an assistant says counts in the loss. In a test the last message is left out
/// and `expect` says what must come instead.
public enum ExerciseFile {
    /// The most bytes that ``read(_:bytesMax:)`` takes.
    public static let bytesMax = 256 << 20
    /// Bytes that are collected before they go to the disk.
    private static let bufferBytes = 1 << 20
    /// Exercises between two reports of progress.
    private static let progressStride = 1000

    /// Writes exercises; the file is there whole or not at all.
    ///
    /// - Parameters:
    ///   - generator: makes them.
    ///   - range: the indices of those to write, so that parts can be made apart.
    ///   - url: the file; what was there is replaced.
    ///   - progress: told how many are written.
    /// - Throws: ``ExerciseError/unwritable(path:reason:)``; `CancellationError`.
    public static func write(
        _ generator: ExerciseGenerator, _ range: Range<Int>, to url: URL,
        progress: ProgressHandler? = nil
    ) throws {
        do {
            let draft = try AtomicFile.Draft(of: url)
            defer { draft.abandon() }
            try writeLines(generator, range, to: draft.handle, progress)
            try draft.publish()
        } catch {
            if error is CancellationError { throw error }
            throw ExerciseError.unwritable(path: url.path, reason: reason(error))
        }
    }

    private static func writeLines(
        _ generator: ExerciseGenerator, _ range: Range<Int>, to handle: FileHandle,
        _ progress: ProgressHandler?
    ) throws {
        var buffer = Data()
        buffer.reserveCapacity(bufferBytes + (bufferBytes >> 2))
        for (done, index) in range.enumerated() {
            buffer.append(contentsOf: generator.exercise(at: index).json.encoded().utf8)
            buffer.append(UInt8(ascii: "\n"))
            if buffer.count >= bufferBytes {
                try handle.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
            if done % progressStride == 0 {
                try Task.checkCancellation()
                progress?(
                    WorkProgress(
                        label: "writing exercises", done: Int64(done), total: Int64(range.count)))
            }
        }
        try handle.write(contentsOf: buffer)
    }

    /// Reads a file of exercises.
    ///
    /// - Parameters:
    ///   - url: the file.
    ///   - bytesMax: the most bytes that are taken.
    /// - Returns: the exercises, in order; blank lines are passed over.
    /// - Throws: ``ExerciseError``.
    public static func read(
        _ url: URL, bytesMax: Int = ExerciseFile.bytesMax
    ) throws(ExerciseError) -> [Exercise] {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            data = try handle.read(upToCount: bytesMax + 1) ?? Data()
        } catch {
            throw .unreadable(path: url.path, reason: reason(error))
        }
        guard data.count <= bytesMax else { throw .tooLarge(path: url.path, limit: bytesMax) }
        var exercises: [Exercise] = []
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let text = String(data: Data(line), encoding: .utf8) else {
                throw .malformed(path: url.path, line: index + 1, problem: "it is not UTF-8")
            }
            if text.allSatisfy(\.isWhitespace) { continue }
            guard let value = try? JSONValue(parsing: text) else {
                throw .malformed(path: url.path, line: index + 1, problem: "it is not JSON")
            }
            guard let exercise = Exercise(json: value) else {
                throw .malformed(
                    path: url.path, line: index + 1,
                    problem: "it needs kind, messages that end with an assistant's, and expect")
            }
            exercises.append(exercise)
        }
        return exercises
    }

    private static func reason(_ error: any Error) -> String {
        let system = error as NSError
        let cause = system.userInfo[NSUnderlyingErrorKey] as? NSError ?? system
        if cause.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(cause.code)))
        }
        return system.localizedDescription
    }
}

extension Exercise {
    /// Reads what ``json`` wrote; nil where it is something else. `id` and `unfamiliar` may lack.
    public init?(json: JSONValue) {
        guard let kind = json["kind"]?.text.flatMap(Kind.init(rawValue:)),
            let expectation = json["expect"].flatMap(ExpectedAnswer.init(json:)),
            let elements = json["messages"]?.elements
        else { return nil }
        var messages: [Message] = []
        for element in elements {
            guard let role = element["role"]?.text.flatMap(Role.init(rawValue:)),
                let text = element["content"]?.text
            else { return nil }
            messages.append(Message(role: role, text: text))
        }
        guard messages.count > 1, messages.last?.role == .assistant else { return nil }
        self.init(
            id: json["id"]?.text ?? "", kind: kind,
            isUnfamiliar: json["unfamiliar"]?.truth ?? false,
            messages: messages, expectation: expectation)
    }
}
