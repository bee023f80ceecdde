#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif
import AikiBase
import Foundation

/// A folder that is filled beside its place and moved there when it is whole.
///
/// One that is dropped before ``publish()`` leaves nothing behind.
final class FreshFolder {
    private let place: URL
    private let workshop: URL
    private var names: [String] = []
    private var isPublished = false

    /// - Throws: ``CheckpointError/unwritable(path:reason:)``, also where something is there.
    init(_ path: String) throws(CheckpointError) {
        place = URL(filePath: path).standardizedFileURL
        let name = ".\(place.lastPathComponent).\(UUID().uuidString).tmp"
        workshop = place.deletingLastPathComponent().appending(path: name)
        let manager = FileManager.default
        if manager.fileExists(atPath: place.path) {
            let inside = try? manager.contentsOfDirectory(atPath: place.path)
            guard inside?.isEmpty == true else {
                throw .unwritable(path: path, reason: "it is there already, and not empty")
            }
        }
        do {
            try manager.createDirectory(at: workshop, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }

    deinit {
        if !isPublished { try? FileManager.default.removeItem(at: workshop) }
    }

    /// Where a file of the folder is made.
    func path(_ name: String) -> String {
        names.append(name)
        return workshop.appending(path: name).path
    }

    /// Writes a JSON file.
    func write(
        _ value: JSONValue, as name: String, _ layout: JSONValue.Layout = .pretty
    ) throws(CheckpointError) {
        let sink = try FileSink(path: path(name))
        try sink.write(Array((value.encoded(layout) + "\n").utf8))
        try sink.publish()
    }

    /// Gives the folder its name.
    ///
    /// - Returns: the files in it.
    func publish() throws(CheckpointError) -> [String] {
        do {
            // An empty folder may stand there; one that is not empty stays, and the move fails.
            rmdir(place.path)
            try FileManager.default.moveItem(at: workshop, to: place)
        } catch {
            throw .unwritable(path: place.path, reason: error.localizedDescription)
        }
        isPublished = true
        return names.map { place.appending(path: $0).path }
    }
}
