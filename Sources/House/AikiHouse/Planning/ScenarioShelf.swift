public import AikiBase
public import AikiPlanner
import Foundation
import TOMLKit

/// Finds scenarios: those that come with the program by name, others by path.
public enum ScenarioShelf {
    /// A scenario as text.
    ///
    /// - Throws: `PlannerError`, or the system's error where a file cannot be read.
    public static func text(_ nameOrPath: String) throws -> String {
        guard isPath(nameOrPath) else { return try Scenario.shippedText(nameOrPath) }
        let handle = try FileHandle(forReadingFrom: URL(filePath: nameOrPath))
        defer { try? handle.close() }
        let data = try handle.read(upToCount: Scenario.bytesMax + 1) ?? Data()
        guard data.count <= Scenario.bytesMax else {
            throw PlannerError.tooLarge(path: nameOrPath, limit: Scenario.bytesMax)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw HouseError.unreadableFile(path: nameOrPath, problem: "it is not UTF-8")
        }
        return text
    }

    /// A scenario.
    ///
    /// - Throws: as ``text(_:)``.
    public static func scenario(_ nameOrPath: String) throws -> Scenario {
        try Scenario(toml: try text(nameOrPath), path: nameOrPath)
    }

    /// A scenario for programs: the tables and keys of its file.
    ///
    /// - Throws: as ``text(_:)``.
    public static func json(_ nameOrPath: String) throws -> JSONValue {
        let content = try text(nameOrPath)
        // What is wrong in it is said as it is where a plan is made of it.
        _ = try Scenario(toml: content, path: nameOrPath)
        return SettingsFile.json(try TOMLTable(string: content))
    }

    private static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.contains(".")
    }
}
