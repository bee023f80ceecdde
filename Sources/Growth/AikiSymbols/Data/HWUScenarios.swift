/// Reads HWU64's files: what people say to an assistant at home, each with one of 18 scenarios.
///
/// - SeeAlso: Liu 2019, "Benchmarking natural language understanding services for building
///   conversational agents".
public enum HWUScenarios {
    /// The scenarios.
    public static let scenarios = [
        "alarm", "audio", "calendar", "cooking", "datetime", "email", "general", "iot", "lists",
        "music", "news", "play", "qa", "recommendation", "social", "takeaway", "transport",
        "weather",
    ]

    /// Reads a file: semicolons between values, the first line names the columns.
    ///
    /// - Throws: ``SymbolError/unreadable(path:reason:)``, ``SymbolError/badLine(path:line:reason:)``.
    public static func read(_ path: String) throws(SymbolError) -> LabelledCorpus {
        let lines = try TextFile.lines(of: path)
        let heads = lines.first.map { SemicolonTable.fields($0) } ?? []
        guard let scenarioColumn = heads.firstIndex(of: "scenario"),
            let textColumn = heads.firstIndex(of: "answer_from_user")
        else {
            throw .badLine(
                path: path, line: 1, reason: "it does not name 'scenario' and 'answer_from_user'")
        }
        var examples: [LabelledCorpus.Example] = []
        for (number, line) in lines.enumerated().dropFirst() {
            let fields = SemicolonTable.fields(line)
            guard fields.count > max(scenarioColumn, textColumn),
                let label = scenarios.firstIndex(of: fields[scenarioColumn])
            else {
                throw .badLine(
                    path: path, line: number + 1, reason: "its scenario is not one of the 18")
            }
            examples.append(
                .init(text: fields[textColumn], labels: [label], group: examples.count))
        }
        return LabelledCorpus(labels: scenarios, isExclusive: true, examples: examples)
    }
}
