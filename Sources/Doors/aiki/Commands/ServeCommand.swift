import AikiBase
import AikiHouse
import ArgumentParser

/// `aiki serve`: the models over HTTP, as OpenAI does it.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the models over HTTP, as OpenAI does.",
        discussion: """
            Listens on this machine only; any other address needs an API key (`aiki api-key create`, \
            --api-key-file, or AIKI_API_KEY). Ctrl-C lets open answers end.
            """)

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port: Int?

    @Option(help: "A smaller model of the same vocabulary that guesses what others write.")
    var draft: String?

    @Option(help: "A file that holds one more API key, which is then required.")
    var apiKeyFile: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let port, !(0...65535).contains(port) {
            throw ValidationError("--port must be in 0 … 65535.")
        }
    }

    func run() async throws {
        let house = try HouseDoor.house(draft: draft)
        try HouseDoor.installShipped(house.home, output.console)
        var options = ServeOptions()
        options.host = host
        options.port = port
        options.keyFile = apiKeyFile
        let output = output
        let model = try house.home.shelf.speakerName()
        do {
            try await house.serve(options, version: Aiki.version) { host, port in
                Self.announce(host, port, model: model, output)
            }
        } catch {
            try await house.close()
            throw error
        }
        try await house.close()
    }

    /// Says where the server is and how to ask it.
    private static func announce(
        _ host: String, _ port: Int, model: String?, _ output: OutputOptions
    ) {
        let place = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        let url = "http://\(place):\(port)/v1"
        let value: JSONValue = ["url": .string(url), "port": .integer(Int64(port))]
        if output.json { return output.console.line(value.encoded()) }
        output.console.line("Serving at \(url)  (Ctrl-C ends it)")
        guard model != nil else {
            return output.console.line(
                "No model is installed yet: `aiki model get hf.co/ORG/REPO`.")
        }
        output.console.line(
            "Try: curl \(url)/chat/completions -H 'Content-Type: application/json' "
                + #"-d '{"model":"aiki","messages":[{"role":"user","content":"Hello"}]}'"#)
    }
}
