import AikiBase
import AikiHouse
import Testing

/// Goal: a setting is never misread in silence. Method: every setting from each of its sources, and
/// every way to get one wrong.
@Suite struct SettingsTests {
    private func read(
        _ text: String?, _ environment: [String: String] = [:]
    ) throws(HouseError) -> HouseSettings {
        try HouseSettings(text: text, path: "aiki.toml", environment: environment)
    }

    private func entry(_ settings: HouseSettings, _ name: String) -> HouseSettings.Entry? {
        settings.entries.first { $0.setting.name == name }
    }

    @Test func `Without file and environment every default holds and fits its kind`() throws {
        let settings = try read(nil)
        #expect(settings.entries.count == Setting.all.count)
        for entry in settings.entries {
            #expect(entry.source == .defaultValue)
            // A default that stands in the file must be accepted there.
            let parts = entry.setting.name.split(separator: ".")
            let text = "[\(parts[0])]\n\(parts[1]) = \(entry.value.encoded())"
            #expect(self.entry(try read(text), entry.setting.name)?.source == .file)
        }
    }

    @Test func `Names and variables are unique and every setting is documented`() {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        #expect(Set(Setting.all.map(\.environmentName)).count == Setting.all.count)
        #expect(Setting.all.allSatisfy { $0.summary.hasSuffix(".") })
    }

    @Test func `The environment wins over the file, the file over the default`() throws {
        let file = "[server]\nport = 1234\nhost = \"127.0.0.2\""
        let settings = try read(file, ["AIKI_SERVER_PORT": "4321"])
        #expect(entry(settings, "server.port")?.value == 4321)
        #expect(entry(settings, "server.port")?.source == .environment)
        #expect(entry(settings, "server.host")?.value == "127.0.0.2")
        #expect(entry(settings, "server.host")?.source == .file)
    }

    @Test func `Lists and truth values are read from both sources`() throws {
        let file = try read(
            "[server]\nallowed_origins = [\"a\", \"b\"]\nrequire_key = true")
        #expect(entry(file, "server.allowed_origins")?.value == ["a", "b"])
        #expect(entry(file, "server.require_key")?.value == true)
        let variables = try read(
            nil, ["AIKI_SERVER_ALLOWED_ORIGINS": "a, b", "AIKI_SERVER_REQUIRE_KEY": "1"])
        #expect(entry(variables, "server.allowed_origins")?.value == ["a", "b"])
        #expect(entry(variables, "server.require_key")?.value == true)
    }

    @Test(arguments: [
        ("[server]\nprot = 1", "server.prot", "server.port"),
        ("[engine]\nthread = 1", "engine.thread", "engine.threads"),
        ("port = 1", "port", nil),
        ("[zebra]\nx = 1", "zebra.x", nil),
    ])
    func `An unknown key is refused with the nearest known`(
        text: String, name: String, nearest: String?
    ) {
        #expect(
            throws: HouseError.unknownSetting(name: name, place: "aiki.toml", nearest: nearest)
        ) { try read(text) }
    }

    @Test func `An unknown variable is refused, and those of others are not`() throws {
        #expect(
            throws: HouseError.unknownSetting(
                name: "AIKI_SERVER_PROT", place: "The environment", nearest: "AIKI_SERVER_PORT")
        ) { try read(nil, ["AIKI_SERVER_PROT": "1"]) }
        _ = try read(nil, ["PATH": "/bin", "AIKI_HOME": "/x", "AIKI_API_KEY": "y"])
    }

    @Test(arguments: [
        "port = 65536", "port = -1", "port = \"80\"", "port = 1.5", "port = true", "host = 1",
        "require_key = \"yes\"", "require_key = 1", "allowed_origins = \"a\"",
        "allowed_origins = [1]", "body_bytes_max = 1023",
    ])
    func `A value of the wrong kind or beyond its range is refused`(line: String) {
        #expect(throws: HouseError.self) { try read("[server]\n\(line)") }
    }

    @Test func `Limits hold at the limit`() throws {
        #expect(entry(try read("[server]\nport = 65535"), "server.port")?.value == 65535)
        #expect(entry(try read("[server]\nport = 0"), "server.port")?.value == 0)
        #expect(throws: HouseError.self) { try read(nil, ["AIKI_SERVER_PORT": "65536"]) }
        #expect(throws: HouseError.self) { try read(nil, ["AIKI_SERVER_PORT": ""]) }
    }

    @Test func `Text that is no TOML is refused with its line`() {
        do {
            _ = try read("[server]\nport = = 3")
            Issue.record("accepted")
        } catch {
            guard case .malformedSettings(_, let line, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(line == 2)
        }
    }

    @Test func `A file cut anywhere is read or refused, and never more`() {
        let whole = Array("[server]\nport = 80 # ü\nallowed_origins = [\"a\", 'b']\n".utf8)
        for count in 0...whole.count {
            let text = String(decoding: whole[..<count], as: UTF8.self)
            _ = try? read(text)
        }
    }

    @Test func `The distance of words counts insertions, deletions and replacements`() {
        #expect(EditDistance.distance("", "") == 0)
        #expect(EditDistance.distance("kitten", "sitting") == 3)
        #expect(EditDistance.distance("abc", "") == 3)
        #expect(EditDistance.nearest(to: "zzzzzz", in: ["port", "host"]) == nil)
    }
}
