import AikiBase
package import Foundation

/// The log of a run: a line of JSON for each step and each look at held-out text.
///
/// When a run is taken up at a checkpoint, lines of later steps, which are going to be done again, are
/// dropped.
package final class RunLog {
    /// A point of a curve.
    package struct Point: Sendable, Equatable {
        /// The step.
        package var step: Int
        /// The mean of −ln p.
        package var loss: Double

        /// Describes a point.
        package init(step: Int, loss: Double) {
            self.step = step
            self.loss = loss
        }
    }

    /// Where the log is.
    package let url: URL
    /// Losses of the steps.
    package private(set) var losses: [Point] = []
    /// Losses on held-out text.
    package private(set) var validation: [Point] = []
    private let handle: FileHandle

    /// Opens a log, without the lines after a step.
    ///
    /// - Throws: ``TrainingError/unreadable(path:reason:)``, or the system's error.
    package init(_ url: URL, after step: Int) throws {
        self.url = url
        let old = FileManager.default.contents(atPath: url.path) ?? Data()
        var kept = Data()
        for line in old.split(separator: UInt8(ascii: "\n")) {
            guard let object = try? JSONValue(parsing: Array(line)).object,
                let number = object["step"]?.wholeNumber, number <= step
            else { continue }
            kept.append(line)
            kept.append(UInt8(ascii: "\n"))
            if let loss = object["loss"]?.real {
                losses.append(Point(step: number, loss: loss))
            }
            if let loss = object["validationLoss"]?.real {
                validation.append(Point(step: number, loss: loss))
            }
        }
        try AtomicFile.write(kept, to: url)
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
    }

    deinit { try? handle.close() }

    /// Adds a step, and how long it took.
    package func append(_ report: StepReport, time: Duration) throws {
        losses.append(Point(step: report.step, loss: report.loss))
        var line = report.json.object ?? JSONObject()
        line["seconds"] = .number(Double(time.nanoseconds) / 1e9)
        try append(.object(line))
    }

    /// Adds a look at held-out text.
    package func append(validationLoss loss: Double, step: Int) throws {
        validation.append(Point(step: step, loss: loss))
        try append(["step": .integer(Int64(step)), "validationLoss": .number(loss)])
    }

    private func append(_ line: JSONValue) throws {
        try handle.write(contentsOf: Data((line.encoded() + "\n").utf8))
    }
}
