import Foundation
import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show every setting, its value and where that comes from.",
        discussion: "Settings stand in aiki.toml; an environment variable wins over the file.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let home = try HouseDoor.home()
        let entries = home.settings.entries
        let value: JSONValue = [
            "home": .string(home.folder.path), "file": .string(home.settingsFile.path),
            "settings": .array(entries.map(\.json)),
        ]
        output.show(value, text: Self.text(home, output.console))
    }

    private static func text(_ home: HouseHome, _ console: Console) -> String {
        var text = "Folder: \(home.folder.path) (AIKI_HOME)\nFile:   \(home.settingsFile.path)\n"
        var section = ""
        for entry in home.settings.entries {
            let parts = entry.setting.name.split(separator: ".", maxSplits: 1).map(String.init)
            if parts[0] != section {
                section = parts[0]
                text += "\n" + console.bold("[\(section)]") + "\n"
            }
            text += "\(parts[1]) = \(entry.value.encoded())"
            text += "  " + console.faint("(\(entry.source.word))") + "\n"
            text += "    \(entry.setting.summary) Takes \(entry.setting.kind.summary); "
            text += "\(entry.setting.environmentName) wins.\n"
        }
        return text
    }
}

extension HouseSettings.Entry {
    /// The setting for programs.
    fileprivate var json: JSONValue {
        [
            "name": .string(setting.name), "value": value, "source": .string(source.word),
            "default": setting.defaultValue, "takes": .string(setting.kind.summary),
            "environment": .string(setting.environmentName), "summary": .string(setting.summary),
        ]
    }
}
