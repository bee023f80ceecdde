import Foundation
import Testing

/// Goal: the house keeps its shape: targets import only what the map allows, and the map, the package
/// and the folders agree.
@Suite struct ArrowTests {
    private let tree: SourceTree
    private let map: HouseMap

    init() throws {
        tree = try SourceTree(root: SourceTree.root)
        map = HouseMap(markdown: try #require(tree.text("Sources/README.md")))
    }

    @Test func `every import follows the arrows of the map`() {
        #expect(map.violations(in: tree) == [])
    }

    @Test func `arrows only go down`() {
        #expect(map.upwardArrows == [])
    }

    @Test func `a broken arrow is found`() {
        let turn = map.rows.first { $0.target == "AikiTurn" }
        #expect(turn != nil)
        for (module, isAllowed) in [
            ("AikiMind", true), ("AikiEngine", false), ("GRDB", false),
            ("FoundationNetworking", false),
        ] {
            let file = SourceTree.File(
                path: "Sources/Turn/AikiTurn/Made.swift",
                text: "import Foundation\npublic import \(module)")
            let found = map.violations(in: SourceTree(files: [file]))
            #expect(found.isEmpty == isAllowed, "\(module)")
        }
        let stranger = SourceTree.File(path: "Sources/Turn/AikiElse/Made.swift", text: "")
        #expect(map.violations(in: SourceTree(files: [stranger])).count == 1)
    }

    @Test func `an upward arrow is found`() {
        let map = HouseMap(
            markdown: "| A | `Low` | x | High |\n| B | `High` | y | Low |\n")
        #expect(map.upwardArrows == ["Low points at High"])
    }

    @Test func `the map names every folder of sources and nothing else`() throws {
        let manager = FileManager.default
        let sources = SourceTree.root.appending(path: "Sources")
        var folders: Set<String> = []
        for room in try manager.contentsOfDirectory(atPath: sources.path) where !room.contains(".")
        {
            let inside = try manager.contentsOfDirectory(atPath: sources.appending(path: room).path)
            folders.formUnion(inside.filter { !$0.hasPrefix(".") }.map { "\(room)/\($0)" })
        }
        #expect(folders == Set(map.rows.map { "\($0.room)/\($0.target)" }))
    }

    @Test func `the package declares targets in the order of the map with no other arrows`() throws
    {
        let package = try #require(tree.text("Package.swift"))
        let beforeTests = try #require(
            package.components(separatedBy: "// Tests, room by room").first)
        var place = beforeTests.startIndex
        for row in map.rows {
            let range = try #require(
                beforeTests.range(of: "\"\(row.target)\", ", range: place..<beforeTests.endIndex)
                    ?? beforeTests.range(
                        of: "name: \"\(row.target)\"", range: place..<beforeTests.endIndex),
                "\(row.target) stands in another order")
            place = range.lowerBound
        }
    }

    @Test func `every library has its page of documentation`() {
        for target in map.targets where target != "aiki" && !target.hasPrefix("C") {
            let page = tree.files.contains {
                $0.path.hasSuffix("\(target)/\(target).docc/\(target).md")
            }
            #expect(page, "\(target).docc/\(target).md is missing")
        }
    }
}
