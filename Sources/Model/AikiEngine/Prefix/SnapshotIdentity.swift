import AikiModel
import AikiTensor
import Foundation

/// Whose state a snapshot holds, as text: where one character differs, the snapshot is not used.
///
/// It names the model's file (its SHA-256 where the house knows it, its bytes and the time it was
/// last changed), a fingerprint of settings and weights, the form of the cache, the kernels and
/// their precision, and ``computationVersion``. The tokenizer is in the file; and tokens, not texts,
/// are what is looked up.
enum SnapshotIdentity {
    /// Raised whenever the engine computes a state differently than before, be it better.
    static let computationVersion = 1

    /// The identity of states that a model on this machine computes.
    ///
    /// - Parameters:
    ///   - changed: when the model's file was last changed, as ``changed(_:)`` told before it was
    ///     opened: another file may stand under its name since.
    ///   - fileBytes: bytes of all its parts.
    ///   - version: the SHA-256 of the file; empty where unknown.
    ///   - state: the cache's ``AikiModel/Cache/stateDescription``.
    ///   - kernels: what computes.
    ///   - precision: how exactly.
    /// - Returns: some lines that are equal for equal states.
    static func text(
        changed: Int, fileBytes: Int, version: String, state: String, kernels: CPUKind,
        precision: Precision
    ) -> String {
        """
        sha256=\(version) bytes=\(fileBytes) changed=\(changed)
        \(state)
        kernels=\(kernels.rawValue) precision=\(precision) computation=\(computationVersion)
        """
    }

    /// When a file was last changed, in milliseconds since 1970; 0 where that is unknown.
    static func changed(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return Int(time * 1000)
    }

    /// The SHA-256 that an identity names; empty where it names none.
    static func modelVersion(in identity: String) -> String {
        guard identity.hasPrefix("sha256=") else { return "" }
        return String(identity.dropFirst("sha256=".count).prefix { $0 != " " })
    }
}
