import AikiBase
import AikiHouse
import AikiMemory
import ArgumentParser

/// `aiki memory certificates`.
struct MemoryCertificatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificates",
        abstract: "Show what was forgotten when: counts and hashes, never content.")

    @Option(help: "Only those that name this exact text.")
    var naming: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let house = try HouseDoor.house()
        let certificates =
            if let naming { try await house.forgetCertificates(naming: naming) } else {
                try await house.forgetCertificates()
            }
        try await house.close()
        output.show(
            .array(certificates.map(\.json)), text: Self.text(certificates, output.console))
    }

    private static func text(_ certificates: [ForgetCertificate], _ console: Console) -> String {
        guard !certificates.isEmpty else { return "Nothing was forgotten.\n" }
        var table = TextTable(["TIME", "MESSAGES", "BY", "DONE", "DIGEST"], rightAligned: [1])
        for certificate in certificates {
            table.add(
                DateText.local(certificate.time), "\(certificate.hashCount)",
                certificate.conditions.joined(separator: " "),
                certificate.finished == nil ? "no" : "yes", String(certificate.digest.prefix(16)))
        }
        return table.text(console)
    }
}
