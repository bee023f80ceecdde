import Foundation

/// Who may import whom, as `Sources/README.md` draws it.
struct HouseMap {
    /// One row of the map.
    struct Row {
        let room: String
        let target: String
        let mayImport: [String]
    }

    /// Lowest floor first.
    let rows: [Row]

    /// Reads the table whose rows are `| room | `target` | in one line | may import |`.
    init(markdown: String) {
        rows = markdown.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 6, cells[2].hasPrefix("`"), cells[2].hasSuffix("`") else {
                return nil
            }
            let allowed = cells[4].split(whereSeparator: {
                !$0.isLetter && !$0.isNumber && $0 != "_"
            })
            return Row(
                room: cells[1], target: String(cells[2].dropFirst().dropLast()),
                mayImport: allowed.map(String.init))
        }
    }

    var targets: [String] { rows.map(\.target) }

    /// Modules that come with the toolchain or the system. `FoundationNetworking` is none of them: it
    /// would bind libcurl into the program, which could then not stand alone.
    static let systemModules: Set = [
        "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Darwin", "Glibc",
        "Musl", "Swift",
    ]

    /// Every import that no arrow allows, as `file imports module`.
    func violations(in tree: SourceTree) -> [String] {
        var found: [String] = []
        for file in tree.sources {
            guard let target = file.target else { continue }
            guard let row = rows.first(where: { $0.target == target }) else {
                found.append("\(file.path) belongs to no target of the map")
                continue
            }
            for module in file.imports
            where module != target && !Self.systemModules.contains(module)
                && !row.mayImport.contains(module)
            {
                found.append("\(file.path) imports \(module)")
            }
        }
        return found
    }

    /// Rows that point at a target of the same floor or above: arrows only go down.
    var upwardArrows: [String] {
        rows.enumerated().flatMap { index, row in
            row.mayImport.filter { module in
                (targets.firstIndex(of: module) ?? -1) >= index
            }.map { "\(row.target) points at \($0)" }
        }
    }
}
