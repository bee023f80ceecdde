import AikiDialogue
import AikiRouter
import Synchronization

/// What models turned out to be when they were loaded, so that one which cannot chat is not loaded
/// again for every turn. A model that is installed anew counts as another one.
final class ProfileMemory: Sendable {
    private struct Key: Hashable {
        let name: String
        let installedSeconds: Int
    }

    private let profiles = Mutex<[Key: ModelProfile]>([:])

    func profile(of candidate: RouteCandidate) -> ModelProfile? {
        profiles.withLock { $0[Self.key(candidate)] }
    }

    func remember(_ profile: ModelProfile, of candidate: RouteCandidate) {
        profiles.withLock { $0[Self.key(candidate)] = profile }
    }

    /// The smallest context, in tokens, of the models that were loaded, or of one of them; nil where none was.
    func contextTokensMin(of name: String?) -> Int? {
        profiles.withLock { profiles in
            profiles.filter { name == nil || $0.key.name == name }.map(\.value.contextTokensMax)
                .min()
        }
    }

    private static func key(_ candidate: RouteCandidate) -> Key {
        Key(name: candidate.name, installedSeconds: candidate.installedSeconds)
    }
}
