import AikiBase
import AikiDialogue
import AikiStore
import Foundation
import GRDB

/// Answers to questions in other words.
///
/// All that counts for the very same request counts here too, but for the wording of the last message,
/// whose ``QuestionForm`` must be the same; and the vectors of the two wordings must be near.
extension AnswerCache {
    /// Wordings of one form whose vectors are looked at, at most.
    static let wordingsMax = 16

    /// Beside each answer, by what its question is known in other words.
    static let formsMigration = StoreSchema.Migration("3-answers-by-form") { transaction in
        try transaction.database.execute(
            sql: """
                CREATE TABLE answer_forms (
                    key BLOB PRIMARY KEY REFERENCES answers (key) ON DELETE CASCADE,
                    form BLOB NOT NULL,
                    vector BLOB NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX answer_forms_by_form ON answer_forms (form);
                """)
    }

    /// The answer to a question that means the same, and how near the two are; nil where none is kept.
    func similarAnswer(
        to request: GenerationRequest, of model: String, madeSince oldest: Int64
    ) async throws -> (key: Data, answer: StoredAnswer)? {
        guard let embed, let (form, question) = Self.formKey(request, model) else { return nil }
        let rows = try await store.read { transaction in
            try Row.fetchAll(
                transaction.database,
                sql: """
                    SELECT key, answer, vector FROM answer_forms JOIN answers USING (key)
                    WHERE form = ? AND made_micros >= ? ORDER BY made_micros DESC LIMIT ?
                    """,
                arguments: [form, oldest, Self.wordingsMax]
            ).map { (key: $0["key"] as Data, text: $0["answer"] as String, $0["vector"] as Data) }
        }
        guard !rows.isEmpty, let vector = try await embed(question) else { return nil }
        for (key, text, other) in rows
        where QuestionForm.areNear(vector, HalfFloats.vector(of: other)) {
            guard var answer = StoredAnswer(json: try JSONValue(parsing: text)) else { continue }
            answer.completion.turn = ["cache": "semantic"]
            return (key, answer)
        }
        return nil
    }

    /// What is to be kept beside an answer, so that it is found in other words; nil where it is not.
    func wording(
        of request: GenerationRequest, _ model: String
    ) async throws -> (form: Data, vector: Data)? {
        guard let embed, let (form, question) = Self.formKey(request, model),
            let vector = try await embed(question)
        else { return nil }
        return (form, HalfFloats.data(of: vector))
    }

    /// What a request is known by where only the wording of its question differs, and the question; nil
    /// where the question has no form.
    static func formKey(_ request: GenerationRequest, _ model: String) -> (Data, String)? {
        guard case .conversation(var conversation) = request.prompt,
            let last = conversation.messages.indices.last,
            conversation.messages[last].role == .user,
            let form = QuestionForm(conversation.messages[last].text)
        else { return nil }
        let question = conversation.messages[last].text
        // A word may hold a space; none holds this.
        conversation.messages[last].text = form.words.joined(separator: "\u{1F}")
        var request = request
        request.prompt = .conversation(conversation)
        return key(request, "similar\n\(model)").map { ($0, question) }
    }
}
