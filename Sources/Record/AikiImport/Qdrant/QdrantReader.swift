import AikiBase
import AikiDialogue
import AikiQdrant
import Foundation

/// Reads a Qdrant collection in the order of its ids: each point that carries text becomes a note.
final class QdrantReader: ImportReader {
    private let client: QdrantClient
    private let payload: QdrantPayload
    /// When a note was written that does not say.
    private let now: Date
    private let total: Int
    private var points: ArraySlice<QdrantPoint> = []
    private var next: QdrantID?
    private var isAtEnd = false
    private var done = 0

    init(_ client: QdrantClient, _ payload: QdrantPayload, total: Int, now: Date) {
        self.client = client
        self.payload = payload
        self.total = total
        self.now = now
    }

    var place: ImportPlace { ImportPlace(done: Int64(done), total: Int64(total), unit: .items) }

    func next() async throws -> ImportedUnit? {
        while points.isEmpty {
            if isAtEnd { return nil }
            let page = try await client.scroll(from: next, withVectors: false)
            points = page.points[...]
            next = page.next
            isAtEnd = page.next == nil
        }
        done += 1
        return points.popFirst().map(unit)
    }

    private func unit(_ point: QdrantPoint) -> ImportedUnit {
        let id = point.id.text
        guard let text = payload.text(of: point.payload) else {
            return .skipped([ImportSkip(reason: .noText, what: "point \(id)")])
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            return .skipped([ImportSkip(reason: .empty, what: "point \(id)")])
        }
        let facets = payload.facets(of: point.payload, without: text)
        let date = payload.date(in: facets) ?? now
        let message = ImportedMessage(
            externalID: "note", message: Message(role: .user, text: text), time: date,
            facets: facets)
        return ImportedUnit(
            conversation: ImportedConversation(
                externalID: "\(client.configuration.collection)/\(id)",
                title: payload.title(in: facets) ?? "", created: date),
            turns: [ImportedTurn(externalID: "note", messages: [message], outcome: .noted)],
            skips: [])
    }
}
