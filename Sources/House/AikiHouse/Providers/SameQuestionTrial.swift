public import AikiBase
import AikiDialogue
public import AikiMemory
import Foundation

extension HouseHome {
    /// Judges which questions would be given an answer that was kept for another, on pairs that were
    /// judged by hand.
    ///
    /// - Parameters:
    ///   - path: a file of groups (``SameQuestionEvaluation``), or a folder of files `….txt`.
    ///   - progress: told how many groups are judged.
    /// - Returns: the counts, and the embedding model that nearness was measured with; nil where none
    ///   is installed: then words alone decide, and nothing would be given.
    /// - Throws: ``HouseError/pathNotFound(path:)``, ``HouseError/unreadableFile(path:problem:)``; why
    ///   the model cannot be loaded.
    public func judgeSameQuestions(
        _ path: String, progress: ProgressHandler? = nil
    ) async throws -> (evaluation: SameQuestionEvaluation, embedder: String?) {
        let files = try GateTrial.files(path, ending: ".txt").map { file in
            (
                name: file.deletingPathExtension().lastPathComponent,
                groups: try SameQuestionEvaluation.read(try Self.questionText(file))
            )
        }
        let embedder = try await embedder(named: embedderName(), progress)
        let total = Int64(files.reduce(0) { $0 + $1.groups.count })
        var evaluation = SameQuestionEvaluation()
        var done: Int64 = 0
        for (name, groups) in files {
            for group in groups {
                var vectors: [String: [Float]] = [:]
                if let embedder {
                    let texts = group.same + group.other
                    for (text, vector) in zip(texts, try await embedder.embed(texts).vectors) {
                        vectors[text] = vector
                    }
                }
                evaluation.judge(group, file: name) { one, two in
                    guard let form = QuestionForm(one), form == QuestionForm(two) else {
                        return false
                    }
                    guard let one = vectors[one], let two = vectors[two] else { return true }
                    return QuestionForm.areNear(one, two)
                }
                done += 1
                progress?(WorkProgress(label: "judging questions", done: done, total: total))
            }
        }
        return (evaluation, embedder?.name)
    }

    private static func questionText(_ file: URL) throws -> String {
        guard let text = String(data: try LabelledTables.data(file.path), encoding: .utf8) else {
            throw HouseError.unreadableFile(path: file.path, problem: "it is not UTF-8")
        }
        return text
    }
}
