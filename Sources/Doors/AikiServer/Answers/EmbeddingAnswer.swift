package import AikiBase
package import AikiDialogue
import Foundation

/// The object of an answer to `/v1/embeddings`.
package enum EmbeddingAnswer {
    /// The whole answer.
    package static func json(
        _ embeddings: Embeddings, model: String, isBase64: Bool
    ) -> JSONValue {
        let data = embeddings.vectors.enumerated().map { index, vector -> JSONValue in
            [
                "object": "embedding", "index": .integer(Int64(index)),
                "embedding": isBase64
                    ? .string(base64(vector)) : .array(vector.map { .number(Double($0)) }),
            ]
        }
        let tokens = JSONValue.integer(Int64(embeddings.promptTokens))
        return [
            "object": "list", "data": .array(data), "model": .string(model),
            "usage": ["prompt_tokens": tokens, "total_tokens": tokens],
        ]
    }

    /// Little-endian 32-bit floats, as OpenAI's client reads them.
    package static func base64(_ vector: [Float]) -> String {
        var bytes = Data(capacity: vector.count * 4)
        for value in vector {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes.base64EncodedString()
    }
}
