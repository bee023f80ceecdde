import AikiBase
import Foundation

/// Orders candidates: a pure function of question and passages.
///
/// A passage's score is a weighted sum of its ``RecallFeatures``. In a conversation the answer often
/// holds none of the question's words; what was said right before it, and the whole conversation, then
/// speak for it.
struct RecallRanker {
    /// Terms of a passage that count for its length at most.
    private static let lengthTermsMax = 40
    /// How many passages of a conversation speak for it.
    private static let conversationBest = 3
    /// Robertson's k1 and b, as Lucene and FTS5 have them.
    private static let (saturation, lengthShare) = (1.2, 0.75)

    let question: RecallQuestion
    let candidates: [RecallCandidate]
    private let links: [Int64: Set<Int64>]
    private let facts: [Int64: FactSearch.Found]
    private let time: AskedTime?
    private let weights: RecallWeights
    /// Whether each term of the question is the name of a speaker.
    private let isName: [Bool]

    /// Prepares to rank passages among which no one stands twice.
    ///
    /// - Parameters:
    ///   - question: what they are compared with.
    ///   - candidates: the passages.
    ///   - links: which messages bridges link.
    ///   - facts: what is known and was read from passages.
    ///   - time: when the question asks about.
    init(
        _ question: RecallQuestion, _ candidates: [RecallCandidate],
        links: [Int64: Set<Int64>] = [:], facts: [Int64: FactSearch.Found] = [:],
        time: AskedTime? = nil
    ) {
        self.question = question
        self.links = links
        self.facts = facts
        self.time = time
        self.candidates = candidates
        weights = question.vector == nil ? .ofWords : .ofMeaning
        var isName = [Bool](repeating: false, count: question.weightsInOrder.count)
        for candidate in candidates where !candidate.traits.contains(.isCalled) {
            for (place, count) in candidate.namesFound.counts.enumerated() where count > 0 {
                isName[place] = true
            }
        }
        self.isName = isName
    }

    /// A candidate with its score.
    struct Ranked {
        let candidate: RecallCandidate
        let features: RecallFeatures
        let score: Double
    }

    /// The candidates but for those that only ask the same, best first; of equally good ones, the later.
    func ranked() -> [Ranked] {
        var features = candidates.map(ownFeatures)
        addNeighbours(to: &features)
        addConversations(to: &features)
        addBridges(to: &features)
        let scores = features.map { weights.score($0.values) }
        // Places are sorted: features are large.
        return candidates.indices.filter { !candidates[$0].asksTheSame }.sorted {
            (scores[$0], candidates[$0].id) > (scores[$1], candidates[$1].id)
        }.map {
            Ranked(candidate: candidates[$0], features: features[$0], score: scores[$0])
        }
    }

    // MARK: A passage by itself

    private func ownFeatures(_ candidate: RecallCandidate) -> RecallFeatures {
        var features = RecallFeatures()
        (features.words, features.topic) = overlap(candidate)
        if let vector = question.vector, let data = candidate.vector {
            features.meaning = HalfFloats.dot(vector, data).map(Double.init) ?? 0
        }
        features.speaker = speaker(candidate)
        let traits = candidate.traits
        features.asks = traits.contains(.asks) ? 1 : 0
        features.isOwn = traits.contains(.isFirstPerson) ? 1 : 0
        features.hasTime = traits.contains(.hasTime) ? 1 : 0
        features.when = question.asksWhen ? features.hasTime : 0
        features.length = log(1 + Double(min(candidate.termsFound.total, Self.lengthTermsMax)))
        if let time {
            features.time = time.value(of: candidate)
            features.namesTime = time.isNamed(by: candidate) ? 1 : 0
        }
        features.fact = facts[candidate.id]?.score ?? 0
        return features
    }

    /// BM25 with and without names, each from 0 to about 2.2.
    private func overlap(_ candidate: RecallCandidate) -> (words: Double, topic: Double) {
        let topicLength = Double(candidate.termsFound.total)
        let length = topicLength + Double(candidate.namesFound.total)
        var (topic, topicTotal, words, wordsTotal) = (0.0, 0.0, 0.0, 0.0)
        for (place, weight) in question.weightsInOrder.enumerated() {
            let count = candidate.termsFound.counts[place]
            if !isName[place] {
                topicTotal += weight
                topic += weight * saturated(count, topicLength)
            }
            wordsTotal += weight
            words += weight * saturated(count + candidate.namesFound.counts[place], length)
        }
        return (
            wordsTotal > 0 ? words / wordsTotal : 0, topicTotal > 0 ? topic / topicTotal : 0
        )
    }

    private func saturated(_ count: Int, _ length: Double) -> Double {
        if count == 0 { return 0 }
        let norm = 1 - Self.lengthShare + Self.lengthShare * length / question.averageTerms
        return Double(count) * (Self.saturation + 1) / (Double(count) + Self.saturation * norm)
    }

    private func speaker(_ candidate: RecallCandidate) -> Double {
        if candidate.namesFound.total == 0 || candidate.traits.contains(.isCalled) {
            // "I" names the person and "you" the assistant, where they have no other name.
            let isAssistant = candidate.traits.contains(.isAssistant)
            if question.isOfUser { return isAssistant ? -1 : 1 }
            if question.isOfAssistant { return isAssistant ? 1 : -1 }
            return 0
        }
        if !isName.contains(true) { return 0 }
        return zip(candidate.namesFound.counts, isName).contains { $0 > 0 && $1 } ? 1 : -1
    }

    // MARK: A passage among others

    private func addNeighbours(to features: inout [RecallFeatures]) {
        var places: [Int64: Int] = [:]
        for (place, candidate) in candidates.enumerated() { places[candidate.id] = place }
        for (place, candidate) in candidates.enumerated() {
            guard let previous = candidate.previous, let before = places[previous] else { continue }
            let (topic, meaning) = (features[before].topic, features[before].meaning)
            features[place].topicBefore = topic
            features[place].meaningBefore = meaning
            features[before].topicAfter = features[place].topic
            features[before].meaningAfter = features[place].meaning
            if candidates[before].traits.contains(.holdsQuestion) {
                features[place].answers = 1
                features[place].answersTopic = topic
                features[place].answersMeaning = meaning
            }
        }
    }

    private func addBridges(to features: inout [RecallFeatures]) {
        if links.isEmpty { return }
        var fits: [Int64: Double] = [:]
        for (candidate, own) in zip(candidates, features) {
            fits[candidate.message] = max(
                fits[candidate.message] ?? 0, own.meaning, own.topic)
        }
        for (place, candidate) in candidates.enumerated() {
            let linked = links[candidate.message] ?? []
            features[place].bridge = linked.compactMap { fits[$0] }.max() ?? 0
        }
    }

    private func addConversations(to features: inout [RecallFeatures]) {
        let places = Dictionary(grouping: candidates.indices) { candidates[$0].conversation }
        for group in places.values {
            let topic = Self.meanOfBest(group.map { features[$0].topic })
            let meaning = Self.meanOfBest(group.map { features[$0].meaning })
            for place in group {
                features[place].conversationTopic = topic
                features[place].conversationMeaning = meaning
            }
        }
    }

    private static func meanOfBest(_ values: [Double]) -> Double {
        let best = values.sorted(by: >).prefix(conversationBest)
        return best.reduce(0, +) / Double(max(1, best.count))
    }
}
