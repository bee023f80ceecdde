import Foundation

/// What is compared between a question and one passage; each number stands beside its weight in
/// ``RecallWeights``.
struct RecallFeatures: Equatable {
    /// BM25 over words and names, as a share of what the question's terms could bring.
    var words = 0.0
    /// The same without names of speakers, over the words alone.
    var topic = 0.0
    /// The cosine between the question's vector and the passage's.
    var meaning = 0.0
    /// 1 where the question names who spoke, -1 where it names someone else, 0 where it names nobody.
    var speaker = 0.0
    /// 1 where the passage ends with a question.
    var asks = 0.0
    /// 1 where its speaker speaks of himself or herself.
    var isOwn = 0.0
    /// 1 where it names a time.
    var hasTime = 0.0
    /// 1 where it names a time and the question asks when.
    var when = 0.0
    /// The logarithm of how many terms it has.
    var length = 0.0
    /// ``topic`` of the passage before it, and of the one after it.
    var (topicBefore, topicAfter) = (0.0, 0.0)
    /// ``meaning`` of the passage before it, and of the one after it.
    var (meaningBefore, meaningAfter) = (0.0, 0.0)
    /// 1 where the passage before it holds a question, and that times the question's own fit.
    var (answers, answersTopic, answersMeaning) = (0.0, 0.0, 0.0)
    /// The mean over the three passages of its conversation that fit best.
    var (conversationTopic, conversationMeaning) = (0.0, 0.0)
    /// How rare it is to be of the time that the question asks about, where it was said then or speaks of
    /// then.
    var time = 0.0
    /// 1 where it speaks of that time.
    var namesTime = 0.0
    /// How well the best memory fits to which a bridge leads from here.
    var bridge = 0.0
    /// How much of the question a fact covers that was read from it and stands.
    var fact = 0.0

    /// All numbers, in the order of the weights.
    var values: [Double] {
        [
            words, topic, meaning, speaker, asks, isOwn, hasTime, when, length, topicBefore,
            topicAfter, meaningBefore, meaningAfter, answers, answersTopic, answersMeaning,
            conversationTopic, conversationMeaning, time, namesTime, bridge, fact,
        ]
    }
}
