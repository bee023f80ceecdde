import AikiProviders
import Foundation

extension HouseHome {
    /// The key of a Qdrant server: from `QDRANT_API_KEY`, or the file `secrets/qdrant`; nil where there is
    /// none.
    ///
    /// - Throws: `ProviderError` where others could read the file, or it holds no key.
    func qdrantKey() throws -> String? {
        if let key = environment["QDRANT_API_KEY"], !key.isEmpty { return key }
        let secrets = SecretFolder(folder: folder.appending(path: "secrets"))
        return try secrets.key("qdrant")?.value
    }
}
