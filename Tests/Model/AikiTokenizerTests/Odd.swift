import AikiBase

/// Odd text of many scripts.
enum Odd {
    /// The texts of the committed fixture.
    static func texts() throws -> [String] {
        (try TestData.fixtureJSON("splits.json")["texts"]?.elements ?? []).compactMap(\.text)
    }

    /// Random scalars of all planes.
    static func random(count: Int, seed: UInt64) -> String {
        var generator = SeededRandom(seed: seed)
        var text = ""
        for _ in 0..<count {
            let limit: UInt32 =
                [0x80, 0x800, 0x3000, 0x10000, 0x110000].randomElement(using: &generator) ?? 1
            let value = UInt32.random(in: 0..<limit, using: &generator)
            text.unicodeScalars.append(Unicode.Scalar(value) ?? " ")
        }
        return text
    }
}
