public import AikiBase

extension SymbolReport {
    /// The report as programs read it.
    public var json: JSONValue {
        var object = JSONObject()
        let parts = [
            ("emotions", emotions), ("emotion_groups", groups), ("scenes", scenes),
            ("places", places),
        ]
        for (name, scores) in parts {
            if let scores { object[name] = scores.json }
        }
        if let speech { object["speech"] = speech.json }
        if let linesPerSecond { object["lines_per_second"] = .number(linesPerSecond) }
        return .object(object)
    }
}

extension ClassificationScores {
    /// The scores as programs read them.
    var json: JSONValue {
        [
            "texts": .integer(Int64(texts)), "macro_f1": .number(macroF1),
            "micro_f1": .number(microF1), "accuracy": .number(accuracy),
            "labels": .array(
                labels.map {
                    [
                        "name": .string($0.name), "texts": .integer(Int64($0.truths)),
                        "precision": .number($0.precision), "recall": .number($0.recall),
                        "f1": .number($0.f1),
                    ]
                }),
        ]
    }
}

extension SpeechScores {
    /// The scores as programs read them.
    var json: JSONValue {
        [
            "quotations": .integer(Int64(truths)), "found": .integer(Int64(found)),
            "exact": .integer(Int64(hits)), "precision": .number(precision),
            "recall": .number(recall), "f1": .number(f1),
            "speaker_b3_precision": .number(speakerPrecision),
            "speaker_b3_recall": .number(speakerRecall), "speaker_b3_f1": .number(speakerF1),
            "one_speaker_b3_f1": .number(oneSpeakerF1),
        ]
    }
}
