/// Where labelled texts are.
public struct SymbolSources: Sendable, Equatable {
    /// A file as GoEmotions' `train.tsv`.
    public var emotions: String
    /// A file as HWU64's `…_trainset.csv`.
    public var scenes: String
    /// LitBank's folder.
    public var litbank: String

    /// Names the files.
    public init(emotions: String, scenes: String, litbank: String) {
        self.emotions = emotions
        self.scenes = scenes
        self.litbank = litbank
    }

    /// The three as they lie in a folder of data sets, `emotion/goemotions/train.tsv` and so on.
    public init(dataFolder: String) {
        self.init(
            emotions: dataFolder + "/emotion/goemotions/train.tsv",
            scenes: dataFolder + "/dialogue/hwu64/hwu64_kfold1_trainset.csv",
            litbank: dataFolder + "/roles-scenes/litbank")
    }
}
