public import AikiBase

/// The settings that hold: defaults, `aiki.toml` over them, the environment over both.
public struct HouseSettings: Sendable, Equatable {
    /// Where a value comes from.
    public enum Source: Sendable, Equatable {
        /// Nobody said otherwise.
        case defaultValue
        /// `aiki.toml`.
        case file
        /// An environment variable.
        case environment

        /// The word for it in tables.
        public var word: String {
            switch self {
            case .defaultValue: "default"
            case .file: "aiki.toml"
            case .environment: "environment"
            }
        }
    }

    /// A setting and what it is.
    public struct Entry: Sendable, Equatable {
        /// The setting.
        public let setting: Setting
        /// Its value.
        public let value: JSONValue
        /// Where the value comes from.
        public let source: Source
    }

    /// Every setting, in the order of ``Setting/all``.
    public let entries: [Entry]

    /// Reads the settings.
    ///
    /// - Parameters:
    ///   - text: what stands in `aiki.toml`; nil where there is none.
    ///   - path: the file, for messages.
    ///   - environment: variables by name; those that begin with `AIKI_` must be known.
    /// - Throws: ``HouseError`` naming the setting that is unknown or wrong.
    public init(
        text: String?, path: String, environment: [String: String]
    ) throws(HouseError) {
        let file =
            try text.map { text throws(HouseError) in try SettingsFile.read(text, path: path) }
            ?? [:]
        try Self.refuseUnknown(Array(file.keys), environment)
        var entries: [Entry] = []
        for setting in Setting.all {
            if let text = environment[setting.environmentName] {
                let place = setting.environmentName
                guard let value = setting.kind.parse(text), setting.kind.allows(value) else {
                    throw .invalidSetting(
                        name: setting.name, value: "'\(text.prefix(80))'", place: place,
                        expected: setting.kind.summary)
                }
                entries.append(Entry(setting: setting, value: value, source: .environment))
            } else if let value = file[setting.name] {
                guard setting.kind.allows(value) else {
                    throw .invalidSetting(
                        name: setting.name, value: String(value.encoded().prefix(80)), place: path,
                        expected: setting.kind.summary)
                }
                entries.append(Entry(setting: setting, value: value, source: .file))
            } else {
                entries.append(
                    Entry(setting: setting, value: setting.defaultValue, source: .defaultValue))
            }
        }
        self.entries = entries
    }

    /// Variables that are read elsewhere: the folder, a key for the server, a token for the hub, the
    /// data of tests, and the models that come with the program.
    public static let otherVariables = [
        "AIKI_HOME", "AIKI_API_KEY", "AIKI_HUB_TOKEN", "AIKI_DATA", "AIKI_SHIPPED_MODELS",
    ]

    private static func refuseUnknown(
        _ keys: [String], _ environment: [String: String]
    ) throws(HouseError) {
        let names = Setting.all.map(\.name)
        for key in keys.sorted() where !names.contains(key) {
            throw .unknownSetting(
                name: key, place: "aiki.toml", nearest: EditDistance.nearest(to: key, in: names))
        }
        let variables = Setting.all.map(\.environmentName) + otherVariables
        for name in environment.keys.sorted()
        where name.hasPrefix("AIKI_") && !variables.contains(name) {
            throw .unknownSetting(
                name: name, place: "The environment",
                nearest: EditDistance.nearest(to: name, in: variables))
        }
    }

    // MARK: Values

    /// A setting that is a whole number.
    ///
    /// - Precondition: there is such a setting.
    func integer(_ name: String) -> Int {
        guard let number = value(name).wholeNumber else {
            preconditionFailure("setting \(name) is no whole number")
        }
        return number
    }

    /// A setting that is true or false.
    func boolean(_ name: String) -> Bool { value(name).truth ?? false }

    /// A setting that is text.
    func text(_ name: String) -> String { value(name).text ?? "" }

    /// A setting that is a list of texts.
    func texts(_ name: String) -> [String] { value(name).elements?.compactMap(\.text) ?? [] }

    private func value(_ name: String) -> JSONValue {
        guard let entry = entries.first(where: { $0.setting.name == name }) else {
            preconditionFailure("there is no setting \(name)")
        }
        return entry.value
    }
}
