import AikiMemory
import AikiStore
import AikiTestSupport
import Foundation
import Testing

/// Goal: little junk is kept and little that matters is lost. Method: the labelled turns of
/// `Tests/Fixtures/memory-gate`, half of which no rule was made with.
@Suite struct GateTests {
    static func cases() throws -> [GateCase] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Fixtures/memory-gate").standardizedFileURL
        return try ["english.jsonl", "other-languages.jsonl"].flatMap { name in
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                .split(separator: "\n").map { try GateCase(line: String($0)) }
        }
    }

    @Test func junkStaysOutAndWhatMattersStaysIn() async throws {
        let folder = try TemporaryFolder()
        let store = try Store(
            path: folder.storePath, schemas: [ConversationLog.schema, FactLog.schema])
        let time = Date(timeIntervalSince1970: 1_763_200_000)
        let report = try await GateEvaluation(store: store, time: time).run(Self.cases())
        if ProcessInfo.processInfo.environment["AIKI_GATE"] != nil {
            for miss in report.misses {
                print(
                    "[\(miss.turn.kind)] \(miss.turn.text)\n   junk \(miss.junk)\n   lost \(miss.lost)"
                )
            }
            for (kind, counts) in report.kinds.sorted(by: { $0.key < $1.key }) {
                print(kind, counts)
            }
            print(
                "development", report.development, report.development.junkRate,
                report.development.keptRate)
            print("held out", report.heldOut, report.heldOut.junkRate, report.heldOut.keptRate)
        }
        for counts in [report.development, report.heldOut] {
            #expect(counts.turns > 200)
            #expect(counts.junkRate <= 0.05)
            #expect(counts.keptRate >= 0.85)
        }
        #expect(try await store.checkInvariants() == [])
    }
}
