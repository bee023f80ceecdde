import AikiBase
import AikiQdrant
import Foundation
import Synchronization

/// A collection that answers as Qdrant 1.19 does, in memory; it does what it is told to go wrong first.
final class FakeQdrant: Sendable {
    /// What happens once, instead of an answer.
    enum Fault: Sendable {
        case status(Int, retryAfter: Int?)
        case text(String)
        case hangUp
        case silence
    }

    struct Seen: Sendable {
        let operation: String
        let body: JSONValue?
        let key: String?
    }

    struct State {
        var vectors: JSONValue?
        var points: [UInt64: (vector: [Float], payload: JSONValue)] = [:]
        var faults: [Fault] = []
        var seen: [Seen] = []
    }

    let state = Mutex(State())
    private let name: String?

    init(vectorName: String? = nil) { name = vectorName }

    var seen: [Seen] { state.withLock { $0.seen } }

    func fail(_ faults: Fault...) { state.withLock { $0.faults += faults } }

    func takeFault() -> Fault? {
        state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
    }

    /// Answers a request: status and body.
    func answer(_ method: String, _ path: String, body: JSONValue?, key: String?) -> (Int, String) {
        let place = path.split(separator: "?")[0].replacing("/collections/notes%20%2F1", with: "")
        let operation = "\(method) \(place)"
        return state.withLock { state in
            state.seen.append(Seen(operation: operation, body: body, key: key))
            if state.vectors == nil, operation != "PUT " {
                return (404, Self.failure("Not found: Collection doesn't exist!"))
            }
            guard let result = self.result(operation, body, &state) else {
                return (400, Self.failure("Bad request: \(operation) \(key ?? "")"))
            }
            let answer: JSONValue = [
                "usage": .null, "status": "ok", "time": 0.001, "result": result,
            ]
            return (200, answer.encoded())
        }
    }

    private static func failure(_ text: String) -> String {
        let answer: JSONValue = ["status": ["error": .string(text)], "time": 0.001]
        return answer.encoded()
    }

    private func result(
        _ operation: String, _ body: JSONValue?, _ state: inout State
    ) -> JSONValue? {
        switch operation {
        case "GET ": return info(state)
        case "PUT ":
            state.vectors = body?["vectors"]
            return true
        case "PUT /points":
            for point in body?["points"]?.elements ?? [] {
                guard let id = point["id"]?.wholeNumber else { return nil }
                let vector = name.flatMap { point["vector"]?[$0] } ?? point["vector"]
                state.points[UInt64(id)] = (numbers(vector), point["payload"] ?? [:])
            }
            return ["operation_id": 1, "status": "completed"]
        case "POST /points/delete":
            for id in ids(body?["points"]) { state.points[id] = nil }
            return ["operation_id": 2, "status": "completed"]
        case "POST /points/query": return query(body, state)
        case "POST /points/count": return ["count": .integer(Int64(state.points.count))]
        case "POST /points":
            return .array(
                ids(body?["ids"]).filter { state.points[$0] != nil }.map {
                    ["id": .integer(Int64($0))]
                })
        case "POST /points/scroll": return scroll(body, state)
        default: return nil
        }
    }

    private func info(_ state: State) -> JSONValue {
        [
            "status": "green", "optimizer_status": "ok", "segments_count": 1,
            "points_count": .integer(Int64(state.points.count)), "payload_schema": [:],
            "config": [
                "params": ["vectors": state.vectors ?? .null, "shard_number": 1],
                "hnsw_config": ["m": 16, "ef_construct": 100, "full_scan_threshold": 10000],
                "optimizer_config": [
                    "deleted_threshold": 0.2, "vacuum_min_vector_number": 1000,
                    "default_segment_number": 0, "flush_interval_sec": 5,
                ],
            ],
        ]
    }

    private func query(_ body: JSONValue?, _ state: State) -> JSONValue? {
        guard body?["using"]?.text == name, let limit = body?["limit"]?.wholeNumber else {
            return nil
        }
        let wanted = numbers(body?["query"])
        let hits = state.points.filter { passes($0.value.payload, $0.key, body?["filter"]) }
            .map { (id: $0.key, score: cosine($0.value.vector, wanted)) }
            .sorted { $0.score > $1.score }.prefix(limit)
        return [
            "points": .array(
                hits.map {
                    ["id": .integer(Int64($0.id)), "version": 1, "score": .number($0.score)]
                })
        ]
    }

    private func passes(_ payload: JSONValue, _ id: UInt64, _ filter: JSONValue?) -> Bool {
        (filter?["must"]?.elements ?? []).allSatisfy { condition in
            if let ids = condition["has_id"] { return self.ids(ids).contains(id) }
            let value = condition["key"]?.text.flatMap { payload[$0] }
            if let range = condition["range"] {
                let number = value?.real ?? .nan
                return number >= range["gte"]?.real ?? 0 && number <= range["lte"]?.real ?? 0
            }
            guard let value else { return false }
            let match = condition["match"]
            return match?["value"] == value || match?["any"]?.elements?.contains(value) == true
        }
    }

    private func scroll(_ body: JSONValue?, _ state: State) -> JSONValue {
        let first = body?["offset"]?.wholeNumber ?? 0
        let limit = body?["limit"]?.wholeNumber ?? 10
        let ids = state.points.keys.sorted().filter { $0 >= first }
        let page = ids.prefix(limit).map { id -> JSONValue in
            let numbers = JSONValue.array(
                (state.points[id]?.vector ?? []).map { .number(Double($0)) })
            return [
                "id": .integer(Int64(id)), "payload": state.points[id]?.payload ?? [:],
                "vector": name.map { .object([$0: numbers]) } ?? numbers,
            ]
        }
        let next = ids.dropFirst(limit).first
        return [
            "points": .array(page),
            "next_page_offset": next.map { .integer(Int64($0)) } ?? .null,
        ]
    }

    private func ids(_ json: JSONValue?) -> [UInt64] {
        (json?.elements ?? []).compactMap { $0.wholeNumber.map { UInt64($0) } }
    }

    private func numbers(_ json: JSONValue?) -> [Float] {
        (json?.elements ?? []).compactMap { $0.real.map { Float($0) } }
    }
}

func cosine(_ a: [Float], _ b: [Float]) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        product += Double(x) * Double(y)
        first += Double(x) * Double(x)
        second += Double(y) * Double(y)
    }
    return product / (first * second).squareRoot()
}
