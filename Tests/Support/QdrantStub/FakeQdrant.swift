package import AikiBase
import Foundation
package import Synchronization

/// A collection that answers as Qdrant 1.19 does, in memory; it does what it is told to go wrong first.
package final class FakeQdrant: Sendable {
    /// What happens once, instead of an answer.
    package enum Fault: Sendable {
        case status(Int, retryAfter: Int?)
        case text(String)
        case hangUp
        case silence
        /// Nothing: the request is answered.
        case pass
    }

    package struct Seen: Sendable {
        package let operation: String
        package let body: JSONValue?
        package let key: String?
    }

    package struct State {
        package var vectors: JSONValue?
        package var points: [UInt64: (vector: [Float], payload: JSONValue)] = [:]
        package var faults: [Fault] = []
        package var seen: [Seen] = []
    }

    /// What it holds.
    package let state = Mutex(State())
    private let name: String?

    /// An empty server; its one collection does not exist yet.
    package init(vectorName: String? = nil) { name = vectorName }

    /// Requests, in order.
    package var seen: [Seen] { state.withLock { $0.seen } }

    /// Makes the next requests go wrong.
    package func fail(_ faults: Fault...) { state.withLock { $0.faults += faults } }

    /// What the next request meets.
    package func takeFault() -> Fault? {
        state.withLock { $0.faults.isEmpty ? nil : $0.faults.removeFirst() }
    }

    /// Answers a request: status and body.
    package func answer(_ method: String, _ path: String, body: JSONValue?, key: String?) -> (
        Int, String
    ) {
        // Whatever the collection is called: "", "collections", its name, and what is asked of it.
        let place =
            path.split(separator: "?")[0]
            .split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
            .dropFirst(2).first.map { "/" + $0 } ?? ""
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
            if let filter = body?["filter"] {
                state.points = state.points.filter { !passes($0.value.payload, $0.key, filter) }
            }
            return ["operation_id": 2, "status": "completed"]
        case "POST /points/query": return query(body, state)
        case "POST /points/count":
            return [
                "count": .integer(
                    Int64(
                        state.points.count { passes($0.value.payload, $0.key, body?["filter"]) }))
            ]
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

/// The cosine of the angle between two vectors.
package func cosine(_ a: [Float], _ b: [Float]) -> Double {
    var (product, first, second) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        product += Double(x) * Double(y)
        first += Double(x) * Double(x)
        second += Double(y) * Double(y)
    }
    return product / (first * second).squareRoot()
}
