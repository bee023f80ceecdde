package import AikiDialogue

extension SamplingOptions {
    /// Checks every setting against its range.
    ///
    /// - Throws: ``ModelRequestError/invalidSetting(name:problem:)`` for the first that is out of it.
    package func validate(vocabularySize: Int) throws(ModelRequestError) {
        try Self.require("temperature", temperature, "must be a finite number of at least 0") {
            $0.isFinite && $0 >= 0
        }
        try Self.require("top_k", Double(topK), "must be at least 0") { $0 >= 0 }
        try Self.require("top_p", topP, "must be above 0 and at most 1") { $0 > 0 && $0 <= 1 }
        try Self.require("min_p", minP, "must be from 0 to 1") { $0 >= 0 && $0 <= 1 }
        try Self.require("typical_p", typicalP, "must be above 0 and at most 1") {
            $0 > 0 && $0 <= 1
        }
        try Self.require("repeat_penalty", repeatPenalty, "must be from 0.001 to 1000") {
            $0 >= 0.001 && $0 <= 1000
        }
        try Self.require("frequency_penalty", frequencyPenalty, "must be from -1000 to 1000") {
            abs($0) <= 1000
        }
        try Self.require("presence_penalty", presencePenalty, "must be from -1000 to 1000") {
            abs($0) <= 1000
        }
        if let penaltyWindow {
            try Self.require("penalty_window", Double(penaltyWindow), "must be at least 0") {
                $0 >= 0
            }
        }
        try validateLogitBias(vocabularySize: vocabularySize)
        try dry?.validate()
    }

    private func validateLogitBias(vocabularySize: Int) throws(ModelRequestError) {
        guard logitBias.count <= EngineLimits.logitBiasesMax else {
            throw .invalidSetting(
                name: "logit_bias",
                problem:
                    "has \(logitBias.count) entries; \(EngineLimits.logitBiasesMax) are allowed")
        }
        for (token, bias) in logitBias {
            guard token >= 0, Int(token) < vocabularySize else {
                throw .invalidSetting(
                    name: "logit_bias",
                    problem: "names token \(token); the model has tokens 0 to \(vocabularySize - 1)"
                )
            }
            guard bias == -.infinity || abs(bias) <= 1e6 else {
                throw .invalidSetting(
                    name: "logit_bias",
                    problem:
                        "of token \(token) is \(bias) and must be from -1e6 to 1e6, or -infinity")
            }
        }
    }

    fileprivate static func require(
        _ name: String, _ value: Double, _ rule: String, _ holds: (Double) -> Bool
    ) throws(ModelRequestError) {
        guard holds(value) else {
            throw .invalidSetting(name: name, problem: "is \(value) and \(rule)")
        }
    }
}

extension DRYOptions {
    fileprivate func validate() throws(ModelRequestError) {
        try SamplingOptions.require("dry_multiplier", multiplier, "must be finite, at least 0") {
            $0.isFinite && $0 >= 0
        }
        try SamplingOptions.require("dry_base", base, "must be finite, at least 1") {
            $0.isFinite && $0 >= 1
        }
        try SamplingOptions.require(
            "dry_allowed_length", Double(allowedLength), "must be at least 1"
        ) {
            $0 >= 1
        }
        let limit = EngineLimits.sequenceBreakersMax
        guard sequenceBreakers.count <= limit else {
            throw .invalidSetting(
                name: "dry_sequence_breakers",
                problem: "has \(sequenceBreakers.count) entries; \(limit) are allowed")
        }
        for breaker in sequenceBreakers {
            let bytes = breaker.utf8.count
            guard bytes > 0, bytes <= EngineLimits.sequenceBreakerBytesMax else {
                throw .invalidSetting(
                    name: "dry_sequence_breakers",
                    problem: "holds a text of \(bytes) bytes; 1 to "
                        + "\(EngineLimits.sequenceBreakerBytesMax) are allowed")
            }
        }
    }
}
