/// How well labels were given.
public struct ClassificationScores: Sendable, Equatable {
    /// One label.
    public struct Label: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Texts that have it.
        public let truths: Int
        /// Texts that were given it.
        public let given: Int
        /// Texts that have it and were given it.
        public let hits: Int

        /// hits / given; 0 where none was given.
        public var precision: Double { given > 0 ? Double(hits) / Double(given) : 0 }
        /// hits / truths; 0 where none has it.
        public var recall: Double { truths > 0 ? Double(hits) / Double(truths) : 0 }
        /// 2 hits / (given + truths); 0 where there is neither.
        public var f1: Double {
            given + truths > 0 ? 2 * Double(hits) / Double(given + truths) : 0
        }
    }

    /// Each label.
    public let labels: [Label]
    /// The share of texts whose labels were given exactly.
    public let accuracy: Double
    /// How many texts were judged.
    public let texts: Int

    /// The mean of the labels' F1.
    public var macroF1: Double {
        labels.isEmpty ? 0 : labels.reduce(0) { $0 + $1.f1 } / Double(labels.count)
    }

    /// F1 of all labels taken together.
    public var microF1: Double {
        let hits = labels.reduce(0) { $0 + $1.hits }
        let both = labels.reduce(0) { $0 + $1.given + $1.truths }
        return both > 0 ? 2 * Double(hits) / Double(both) : 0
    }

    /// Compares labels.
    ///
    /// - Parameters:
    ///   - given: the labels that each text was given.
    ///   - truths: those it has.
    ///   - names: of all labels.
    ///   - counted: the labels that are looked at; all where nil.
    /// - Precondition: as many texts here as there.
    public init(
        given: [[Int]], truths: [[Int]], names: [String], counted: [Int]? = nil
    ) {
        precondition(given.count == truths.count)
        let counted = counted ?? Array(names.indices)
        var hits = [Int](repeating: 0, count: names.count)
        var givenCounts = hits
        var truthCounts = hits
        var exact = 0
        let isCounted = Set(counted)
        for (given, truths) in zip(given, truths) {
            let given = Set(given).intersection(isCounted)
            let truths = Set(truths).intersection(isCounted)
            for label in given { givenCounts[label] += 1 }
            for label in truths { truthCounts[label] += 1 }
            for label in given.intersection(truths) { hits[label] += 1 }
            if given == truths { exact += 1 }
        }
        labels = counted.map {
            Label(name: names[$0], truths: truthCounts[$0], given: givenCounts[$0], hits: hits[$0])
        }
        accuracy = given.isEmpty ? 0 : Double(exact) / Double(given.count)
        texts = given.count
    }
}
