import AikiSymbols
import AikiTensor
import Foundation
import Testing

/// The numbers that the documentation states, on real data.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["AIKI_DATA"] != nil, "skipped: AIKI_DATA is not set"
    ))
struct RealDataTests {
    private let folder = ProcessInfo.processInfo.environment["AIKI_DATA"] ?? ""

    @Test("Speech in LitBank is found to the character nine times in ten")
    func findsSpeech() throws {
        let books = try LitBankQuotations.read(folder + "/roles-scenes/litbank")
        let scores = SpeechScores(books)
        #expect(scores.truths == 1765)
        #expect(scores.precision > 0.92 && scores.recall > 0.92)
        #expect(scores.speakerF1 > scores.oneSpeakerF1)
    }

    @Test("Every turn of a dialogue is found, with its speaker")
    func findsTurns() throws {
        let path = folder + "/dialogue/synthetic-persona-chat/Synthetic-Persona-Chat_valid.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n").filter {
            $0.hasPrefix("User 1: ") || $0.hasPrefix("User 2: ")
        }
        let found = DialogueTurns.find(ScalarText(lines.joined(separator: "\n")))
        #expect(lines.count > 1000 && found.map(\.name) == lines.map { String($0.prefix(6)) })
    }
}
