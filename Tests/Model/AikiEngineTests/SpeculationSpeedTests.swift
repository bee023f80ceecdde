import AikiDialogue
import AikiEngine
import AikiTokenizer
import Foundation
import Testing

/// Goal: how much faster a pasted text is edited and summarised with guesses. Method: the model of
/// `AIKI_BENCH_MODEL` computes, and a constraint makes it write a given edit and a given summary, so that
/// weights of random numbers serve: costs are the model's, and what can be guessed is in the texts alone.
@Suite(
    .enabled(
        if: Fixtures.data != nil && Fixtures.benchModel != nil,
        "AIKI_DATA or AIKI_BENCH_MODEL is not set"),
    .serialized)
struct SpeculationSpeedTests {
    static let repetitions = 2

    /// Allows one token at each place.
    struct Dictation: TokenConstraint {
        var tokens: [Int32]
        var place = 0

        mutating func allow(into mask: inout TokenMask) {
            mask.removeAll()
            mask[Int(tokens[min(place, tokens.count - 1)])] = true
        }

        mutating func accept(_ token: Int32) { place += 1 }
    }

    static func sentences() throws -> [String] {
        let path =
            "\(Fixtures.data ?? "")/corpora/litbank-gutenberg/"
            + "11231_bartleby_the_scrivener_a_story_of_wallstreet.txt"
        let words = try String(contentsOfFile: path, encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).prefix(900)
        return words.joined(separator: " ").components(separatedBy: ". ").dropLast()
            .map { $0 + "." }
    }

    /// An editor's work: a sentence in six goes, in each third one a word is changed, each tenth gets an
    /// addition.
    static func edit(_ sentences: [String]) -> String {
        var result: [String] = []
        for (index, sentence) in sentences.enumerated() where index % 6 != 5 {
            var words = sentence.split(separator: " ").map(String.init)
            if index % 3 == 1, words.count > 4 { words[words.count / 2] = "quite" }
            if index % 10 == 9 { words.append("This was never in doubt.") }
            result.append(words.joined(separator: " "))
        }
        return result.joined(separator: " ")
    }

    /// A summary that quotes: of three sentences one, cut, with words of its own around it.
    static func summary(_ sentences: [String]) -> String {
        let openings = [
            "The narrator begins by saying:", "He then goes on to explain that,",
            "Of the people around him we learn:", "More important for the story is this:",
        ]
        var result: [String] = []
        for index in stride(from: 0, to: sentences.count, by: 3) {
            let words = sentences[index].split(separator: " ").prefix(24)
            result.append(openings[index / 3 % 4] + " \"" + words.joined(separator: " ") + "\"")
        }
        return result.joined(separator: " ")
    }

    @Test(arguments: ["edit", "summary"]) func guessesMakeWritingFaster(task: String) async throws {
        let sentences = try Self.sentences()
        let prompt = sentences.joined(separator: " ") + "\n\nThe text once more:\n\n"
        let wanted = task == "edit" ? Self.edit(sentences) : Self.summary(sentences)
        var seconds: [Int: Double] = [:]
        var lines: [String] = []
        var models: [Int: NativeLanguageModel] = [:]
        for tokens in [0, 15] {
            var configuration = EngineConfiguration()
            configuration.draftTokensMax = tokens
            configuration.contextTokens = 4096
            models[tokens] = try await NativeLanguageModel.load(
                path: try #require(Fixtures.benchModel), name: "bench", configuration: configuration
            )
        }
        for _ in 0..<Self.repetitions {
            for tokens in [0, 15] {
                let model = try #require(models[tokens])
                let answer = model.tokenizer.encode(wanted, addSpecial: false, parseSpecial: false)
                let request = PreparedRequest(
                    prompt: try await model.tokens(.text(prompt)), outputTokensMax: answer.count,
                    constraint: Dictation(tokens: answer))
                let usage = try #require(
                    try await EngineCoreTests.read(model.core, request).completion?.usage)
                #expect(usage.outputTokens == answer.count)
                let taken = usage.decode / .seconds(1)
                seconds[tokens] = min(seconds[tokens] ?? .infinity, taken)
                lines.append(
                    "\(task), \(tokens) guesses: \(usage.outputTokens) tokens in \(taken) s, "
                        + "\(Double(usage.outputTokens) / taken)/s, "
                        + "\(usage.acceptedTokens) of \(usage.draftedTokens) guesses right")
            }
        }
        let ratio = (seconds[0] ?? 0) / (seconds[15] ?? 1)
        print(lines.joined(separator: "\n") + "\n\(task): \(ratio) times as fast")
        #expect(ratio > 1)
    }
}
