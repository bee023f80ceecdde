import AikiBase
import AikiTemplate
import Foundation
import Testing

/// Goal: output is byte for byte that of Python's jinja2. Method: templates of one feature each
/// with their whole output; real templates with the length and hash of theirs; random templates on
/// demand.
@Suite struct ReferenceTests {
    static let dataFolder = ProcessInfo.processInfo.environment["AIKI_DATA"]
    static let fuzzFile = ProcessInfo.processInfo.environment["AIKI_TEMPLATE_FUZZ"]

    @Test func everyFeatureRendersAsJinjaDoes() throws {
        let cases = try TemplateCase.read(TemplateCase.fixtures.appending(path: "features.json"))
        #expect(cases.count > 100)
        for item in cases {
            let (output, problem) = item.rendered()
            #expect(output == item.output, "\(item.name): \(problem)")
        }
    }

    @Test(.enabled(if: dataFolder != nil, "AIKI_DATA is not set"))
    func realTemplatesRenderAsJinjaDoes() throws {
        let folder = URL(filePath: Self.dataFolder ?? "").appending(
            path: "tokenizers/chat-templates")
        let scenarios =
            try TemplateCase.json(
                TemplateCase.fixtures.appending(path: "scenarios.json")
            ).object ?? [:]
        let expected =
            try TemplateCase.json(
                TemplateCase.fixtures.appending(path: "expectations.json")
            ).object ?? [:]
        #expect(expected.count == 47)
        var (matches, outputs) = (0, 0)
        for (name, row) in expected.pairs {
            let source = try String(
                contentsOf: folder.appending(path: name + ".jinja"), encoding: .utf8)
            let template = try ChatTemplate(source: source)
            for (scenario, variables) in scenarios.pairs {
                let item = TemplateCase(
                    name: name, source: source, variables: variables.object ?? [:], output: nil)
                let (output, problem) = item.rendered(by: template)
                let hash = output.map {
                    let digits = String(fnv($0), radix: 16)
                    return String(repeating: "0", count: 16 - digits.count) + digits
                }
                let found: JSONValue =
                    output.map { [.integer(Int64($0.utf8.count)), .string(hash ?? "")] } ?? .null
                let isMatch = found == row[scenario]
                matches += isMatch ? 1 : 0
                outputs += output == nil ? 0 : 1
                #expect(isMatch, "\(name) × \(scenario): \(problem) \(output ?? "")")
            }
        }
        #expect(matches == expected.count * scenarios.count)
        #expect(outputs > 3900)
    }

    @Test(.enabled(if: fuzzFile != nil, "AIKI_TEMPLATE_FUZZ names no file of random templates"))
    func randomTemplatesRenderAsJinjaDoes() throws {
        for item in try TemplateCase.read(URL(filePath: Self.fuzzFile ?? "")) {
            let (output, problem) = item.rendered()
            #expect(output == item.output, "\(item.name): \(problem)\n\(item.source)")
        }
    }
}
