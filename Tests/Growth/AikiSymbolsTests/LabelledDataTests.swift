import Foundation
import Testing

import AikiSymbols

/// The readers of labelled data, on files as those sets have them.
@Suite
struct LabelledDataTests {
    private func withFile<Result>(
        _ text: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let path = NSTemporaryDirectory() + "labelled-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try body(path)
    }

    @Test("Emotions come with their groups")
    func emotionsComeWithTheirGroups() throws {
        let corpus = try withFile("Thanks, I hate it!\t15,11\tabc\nOk\u{2028}then\t27\tdef\r\n") {
            try GoEmotions.read($0)
        }
        #expect(corpus.examples.count == 2)
        let names: [[String]] = corpus.examples.map { example in
            example.labels.map { corpus.labels[$0] }
        }
        #expect(names == [["disgust", "gratitude", "ekman-disgust", "ekman-joy"], ["neutral"]])
        #expect(corpus.examples[1].text == "Ok\u{2028}then")
    }

    @Test("Every emotion but neutral has exactly one group")
    func everyEmotionButNeutralHasExactly() {
        for emotion in GoEmotions.emotions {
            let groups = GoEmotions.groups.count { $0.emotions.contains(emotion) }
            #expect(groups == (emotion == "neutral" ? 0 : 1))
        }
    }

    @Test(
        "A bad line of emotions is named",
        arguments: ["no tab", "text\t28\tid", "text\t\tid", "text\t-1\tid", "text\t3,x\tid"])
    func aBadLineOfEmotionsIs(line: String) throws {
        #expect {
            try withFile("good\t1\ta\n\(line)\n") { try GoEmotions.read($0) }
        } throws: { error in
            guard case .badLine(_, let line, _)? = error as? SymbolError else { return false }
            return line == 2
        }
    }

    @Test("Scenes are read by the names of columns, with quoted values")
    func scenesAreReadByTheNames() throws {
        let text =
            "answer_from_user;answerid;scenario\n\"wake me; \"\"now\"\"\";1;alarm\nhi;2;general\n"
        let corpus = try withFile(text) { try HWUScenarios.read($0) }
        #expect(corpus.examples.map(\.text) == ["wake me; \"now\"", "hi"])
        let labels: [String] = corpus.examples.map { corpus.labels[$0.labels[0]] }
        #expect(labels == ["alarm", "general"])
    }

    @Test(
        "A bad file of scenes is refused",
        arguments: [
            "", "a;b\n1;2\n", "scenario;answer_from_user\nnone;hi\n",
            "scenario;answer_from_user\nqa\n",
        ])
    func aBadFileOfScenesIs(text: String) throws {
        #expect(throws: SymbolError.self) { try withFile(text) { try HWUScenarios.read($0) } }
    }

    @Test("Places are labels of sentences")
    func placesAreLabelsOfSentences() {
        let text =
            "I\tO\tB-PER\nleft\tO\nthe\tB-FAC\tO\nhouse\tI-FAC\tB-GPE\n.\tO\n\nNo\tO\n,\tO\nI\tO\ndo\tO\nn't\tO\n"
        let sentences = LitBankPlaces.sentences(of: text, group: 3)
        #expect(sentences.map(\.text) == ["I left the house.", "No, I don't"])
        #expect(sentences.map(\.labels) == [[0, 1], []])
        #expect(sentences.allSatisfy { $0.group == 3 })
    }

    @Test("A missing file is an error that names it")
    func aMissingFileIsAnError() {
        #expect(
            throws: SymbolError.unreadable(
                path: "/nowhere", reason: "there is no such file, or it may not be read")
        ) { try GoEmotions.read("/nowhere") }
    }

    @Test("A label that nobody gave and nobody has scores nothing")
    func aLabelThatNobodyGaveAnd() {
        let scores = ClassificationScores(
            given: [[0], [0, 1], []], truths: [[0], [1], [1]], names: ["a", "b", "c"])
        let single: [Double] = [2.0 / 3, 2.0 / 3, 0]
        #expect(scores.labels.map(\.f1) == single)
        let found = [scores.macroF1, scores.microF1, scores.accuracy]
        let expected: [Double] = [4.0 / 9, 2.0 / 3, 1.0 / 3]
        for (found, expected) in zip(found, expected) {
            #expect(abs(found - expected) < 1e-12)
        }
    }
}
