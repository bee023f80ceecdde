import AikiBase

/// A model server of someone else that runs on this machine.
public struct LocalServer: Sendable, Equatable {
    /// What it is: `Ollama`, `llama-server`.
    public let name: String
    /// Its port on loopback.
    public let port: Int
    /// The models it offers, where it says so.
    public let models: [String]

    /// Where it speaks OpenAI's chat completions.
    public var address: String { "http://127.0.0.1:\(port)/v1" }

    /// The ports that such servers take where nobody says otherwise.
    private static let usual = [
        ("Ollama", 11434), ("LM Studio", 1234), ("llama-server", 8080), ("vLLM", 8000),
    ]

    /// Looks at the usual ports, all at the same time.
    public static func find() async -> [LocalServer] {
        await withTaskGroup(of: LocalServer?.self) { group in
            for (name, port) in usual {
                group.addTask { await look(name, port) }
            }
            var found: [LocalServer] = []
            for await server in group { if let server { found.append(server) } }
            return found.sorted { $0.name < $1.name }
        }
    }

    /// All of them list their models as OpenAI does; what else listens there does not.
    private static func look(_ name: String, _ port: Int) async -> LocalServer? {
        guard let body = await LoopbackProbe.get(port: port, path: "/v1/models"),
            let value = try? JSONValue(parsing: body), let elements = value["data"]?.elements
        else { return nil }
        // vLLM and llama-server say who they are, wherever they listen.
        let owners = elements.compactMap { $0["owned_by"]?.text }
        let own =
            owners.contains("vllm") ? "vLLM" : owners.contains("llamacpp") ? "llama-server" : name
        return LocalServer(
            name: own, port: port, models: elements.compactMap { $0["id"]?.text })
    }
}
