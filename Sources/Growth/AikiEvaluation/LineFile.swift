import AikiBase
import Foundation

/// A file with a JSON object a line.
enum LineFile {
    /// Bytes of a file, at most.
    static let bytesMax = 1 << 30
    /// Lines of a file, at most.
    static let linesMax = 1 << 20

    /// Reads every line that is not empty.
    ///
    /// - Throws: ``EvaluationError``, with the line's number where one cannot be used.
    static func read<Value>(
        _ path: String, _ make: (JSONValue) throws(LineProblem) -> Value?
    ) throws(EvaluationError) -> [Value] {
        let data: Data
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            guard size <= bytesMax else {
                throw EvaluationError.tooMuch(what: "bytes of lines", found: size, limit: bytesMax)
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as EvaluationError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        var values: [Value] = []
        let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= linesMax else {
            throw .tooMuch(what: "lines", found: lines.count, limit: linesMax)
        }
        for (index, line) in lines.enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { continue }
            guard let json = try? JSONValue(parsing: Array(line)), json.object != nil else {
                throw .badLine(path: path, line: index + 1, reason: "it is no JSON object")
            }
            do {
                if let value = try make(json) { values.append(value) }
            } catch {
                throw .badLine(path: path, line: index + 1, reason: error.reason)
            }
        }
        return values
    }
}
