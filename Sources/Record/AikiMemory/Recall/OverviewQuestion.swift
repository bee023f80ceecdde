/// Asking for all that is known of the person who asks, and for nothing in particular.
enum OverviewQuestion {
    /// Whom it is about …
    private static let selves = [
        "about me", "about myself", "of me", "om meg", "uber mich", "von mir", "обо мне",
    ]
    /// … and what is asked of them.
    private static let verbs: Set<String> = [
        "know", "remember", "learned", "learnt", "told", "tell", "summarise", "summarize", "vet",
        "husker", "fortell", "weisst", "erzahl", "erinnerst", "знаешь", "помнишь", "расскажи",
    ]
    /// What says nothing of what is asked for.
    private static let fillers: Set<String> = [
        "everything", "anything", "things", "hey", "hi", "hello", "ok", "please", "already", "now",
        "far", "alt", "alles", "все",
    ]
    /// The most words that such a question has.
    private static let wordsMax = 12

    /// Whether a question is one: nothing in it tells of a topic.
    static func isAsked(in text: String) -> Bool {
        let words = TextTerms.words(of: text)
        guard words.count <= wordsMax else { return false }
        let line = " " + words.joined(separator: " ") + " "
        let isTopicless = words.allSatisfy { word in
            verbs.contains(word) || fillers.contains(word)
                || TextTerms.term(ofWord: word) == nil || isSelf(word)
        }
        if !isTopicless { return false }
        if line.contains(" who am i ") { return true }
        return words.contains(where: verbs.contains)
            && selves.contains { line.contains(" \($0) ") }
    }

    private static func isSelf(_ word: String) -> Bool {
        selves.contains { $0.hasSuffix(" " + word) || $0.hasPrefix(word + " ") }
    }
}
