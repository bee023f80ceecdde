import AikiBase

/// A corpus's manifest for people.
enum CorpusText {
    /// Splits, sources and what was left out by which rule.
    static func of(_ manifest: JSONObject, _ console: Console) -> String {
        var text = "\(manifest["name"]?.text ?? "")\n\n"
        var splits = TextTable(
            ["split", "documents", "tokens", "shards"], rightAligned: [1, 2, 3])
        for (name, split) in manifest["splits"]?.object?.pairs ?? [] {
            splits.add(
                name, number(split["documents"]), number(split["tokens"]), number(split["shards"]))
        }
        text += splits.text(console) + "\n"
        var table = TextTable(
            ["source", "read", "bytes", "kept", "tokens", "epochs", "licence"],
            rightAligned: [1, 2, 3, 4, 5])
        var rules = TextTable(["left out of", "by", "documents"], rightAligned: [2])
        var hasRules = false
        var notes = ""
        for source in manifest["sources"]?.elements ?? [] {
            let name = source["name"]?.text ?? ""
            table.add(
                name, number(source["documents"]),
                ByteCount.text(Int64(source["bytes"]?.wholeNumber ?? 0)), number(source["kept"]),
                number(source["tokens"]), hundredths(source["epochs"]?.real ?? 0),
                source["licence"]?.text ?? "")
            for (rule, count) in source["dropped"]?.object?.pairs ?? [] {
                rules.add(name, rule, number(count))
                hasRules = true
            }
            if let uncut = source["uncutAnswers"] {
                notes +=
                    "\n\(name): \(number(uncut)) answers do not count in the loss, for the chat "
                    + "template writes them in another way where more follows.\n"
            }
        }
        text += table.text(console) + notes
        return hasRules ? text + "\n" + rules.text(console) : text
    }

    private static func number(_ value: JSONValue?) -> String { "\(value?.wholeNumber ?? 0)" }

    private static func hundredths(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
