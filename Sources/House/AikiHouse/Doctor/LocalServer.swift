import AikiBase

/// A model server of someone else that runs on this machine.
public struct LocalServer: Sendable, Equatable {
    /// What it is: `Ollama`, `llama-server`.
    public let name: String
    /// Its port on loopback.
    public let port: Int
    /// The models it offers, where it says so.
    public let models: [String]

    /// Looks at the usual ports.
    public static func find() async -> [LocalServer] {
        var servers: [LocalServer] = []
        if let body = await LoopbackProbe.get(port: 11434, path: "/api/tags") {
            let value = try? JSONValue(parsing: body)
            let names = value?["models"]?.elements?.compactMap { $0["name"]?.text } ?? []
            servers.append(LocalServer(name: "Ollama", port: 11434, models: names))
        }
        if let body = await LoopbackProbe.get(port: 8080, path: "/v1/models"),
            let value = try? JSONValue(parsing: body), let elements = value["data"]?.elements
        {
            let names = elements.compactMap { $0["id"]?.text }
            servers.append(LocalServer(name: "llama-server", port: 8080, models: names))
        }
        return servers
    }
}
