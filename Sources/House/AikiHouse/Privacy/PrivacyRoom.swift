public import AikiPrivacy
import Foundation

/// What leaves this machine, as the settings say.
public struct PrivacyRoom: Sendable {
    /// The policy that holds.
    public let policy: PrivacyPolicy

    init(_ settings: HouseSettings) throws(HouseError) {
        var policy = PrivacyPolicy()
        policy.leavesAtMost = .init(rawValue: settings.text("privacy.leaves")) ?? .everyone
        policy.memoriesLeaveAtMost = .init(rawValue: settings.text("privacy.memories")) ?? .none
        policy.imagesLeave = settings.boolean("privacy.images")
        policy.ownWords = settings.texts("privacy.own_words")
        policy.openWords = settings.texts("privacy.open_words")
        policy.maskedInPersonal = []
        for name in settings.texts("privacy.mask") {
            guard let kind = PersonalDataKind(rawValue: name) else {
                let all = PersonalDataKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalidSetting(
                    name: "privacy.mask", value: "'\(name.prefix(40))'", place: "aiki.toml",
                    expected: "any of \(all)")
            }
            policy.maskedInPersonal.insert(kind)
        }
        // What is never to be shown is masked in personal things as it is in public ones.
        policy.maskedInPersonal.formUnion(policy.maskedInPublic)
        self.policy = policy
    }

    /// Judges the detectors on marked texts; see `RedactionEvaluation`.
    ///
    /// - Throws: `PrivacyError` where the file is missing or no such file.
    public func evaluate(_ path: String) throws(PrivacyError) -> RedactionEvaluation {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .unreadable(path: path, reason: "it is missing or no text")
        }
        let texts = try RedactionEvaluation.read(text, path: path)
        return RedactionEvaluation(texts, detector: detector)
    }

    /// What looks through texts that are personal.
    public var detector: PersonalDataDetector {
        PersonalDataDetector(
            kinds: policy.maskedInPersonal, ownWords: policy.ownWords, openWords: policy.openWords)
    }
}

extension HouseHome {
    /// What leaves this machine.
    ///
    /// - Throws: ``HouseError`` for a wrong setting.
    public func privacy() throws(HouseError) -> PrivacyRoom { try PrivacyRoom(settings) }
}
