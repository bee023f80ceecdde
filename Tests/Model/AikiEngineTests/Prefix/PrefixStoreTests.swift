import AikiBase
import AikiEngine
import Testing

/// Goal: the store finds the longest beginning it holds, gives back exactly its state, and keeps to
/// its bytes. Method: states that show whose they are; a naive list of texts beside the tree.
@Suite struct PrefixStoreTests {
    typealias Fixture = PrefixFixture

    static func store(tokensMax: Int = 100_000) -> PrefixStore {
        PrefixStore(
            bytesPerToken: Fixture.bytesPerToken, bytesMax: tokensMax * Fixture.bytesPerToken)
    }

    static func keep(_ text: [Int32], in store: PrefixStore, adapterKey: UInt64 = 0) {
        store.insert(text[...], adapterKey: adapterKey, fill: Fixture.fill(text))
        store.checkInvariants()
    }

    @Test(arguments: [1, 63, 64, 65, 127, 128, 129, 1000])
    func aTextIsFoundUpToWhereAnotherPartsFromIt(count: Int) throws {
        let store = Self.store()
        let text = Fixture.text(count)
        Self.keep(text, in: store)
        for length in 0...count {
            #expect(store.match(text[..<length], adapterKey: 0) == length)
        }
        #expect(store.match((text + [1, 2])[...], adapterKey: 0) == count)
        for place in stride(from: 0, to: count, by: 7) {
            var other = text
            other[place] = 999
            #expect(store.match(other[...], adapterKey: 0) == place)
            #expect(try Fixture.restored(store, other) == Array(text[..<place]))
        }
        for start in [0, count / 3, count] {
            #expect(try Fixture.restored(store, text, from: start) == text)
        }
    }

    @Test func sharedBeginningsAreHeldOnce() {
        let store = Self.store()
        let system = Fixture.text(640)
        for user in 0..<10 { Self.keep(system + [Int32(user + 300)], in: store) }
        #expect(store.byteCount == (640 + 10) * Fixture.bytesPerToken)
        Self.keep(Array(system[..<100]), in: store)
        #expect(store.byteCount == (640 + 10) * Fixture.bytesPerToken)
    }

    @Test func aTextThatGrowsTakesThePlaceOfItsOwnEnd() {
        let store = Self.store()
        let text = Fixture.text(200)
        for count in [10, 20, 64, 70, 90, 200] { Self.keep(Array(text[..<count]), in: store) }
        #expect(store.byteCount == 200 * Fixture.bytesPerToken)
    }

    @Test func statesUnderOtherAdaptersAreNotFound() throws {
        let store = Self.store()
        let text = Fixture.text(100)
        Self.keep(text, in: store, adapterKey: 7)
        #expect(store.match(text[...], adapterKey: 0) == 0)
        #expect(store.match(text[...], adapterKey: 8) == 0)
        #expect(try Fixture.restored(store, text, adapterKey: 8) == [])
        #expect(try Fixture.restored(store, text, adapterKey: 7) == text)
    }

    @Test func theOneUnusedLongestMakesPlaceAndBytesStayWithinTheLimit() {
        let store = Self.store(tokensMax: 256)
        let texts = (1...4).map { Fixture.text(64, seed: UInt64($0)) }
        for text in texts { Self.keep(text, in: store) }
        _ = store.match(texts[0][...], adapterKey: 0)
        Self.keep(Fixture.text(64, seed: 9), in: store)
        #expect(texts.map { store.match($0[...], adapterKey: 0) } == [64, 0, 64, 64])
        // A text that is longer than all there is room for is kept as far as it goes.
        let long = Fixture.text(1000, seed: 10)
        Self.keep(long, in: store)
        #expect(store.match(long[...], adapterKey: 0) == 256)
        Self.keep(Fixture.text(65, seed: 11), in: store)
        let nothing = Self.store(tokensMax: 0)
        Self.keep(long, in: nothing)
        #expect(nothing.byteCount == 0)
    }

    /// 4,000 random texts that share beginnings, against a list of all that were kept.
    @Test(arguments: [UInt64(1), 2]) func randomTextsAgreeWithANaiveSearch(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let roomy = Self.store()
        let tight = Self.store(tokensMax: 700)
        var kept: [[Int32]] = []
        for _ in 0..<2000 {
            var text = kept.randomElement(using: &random) ?? []
            text.removeLast(Int.random(in: 0...text.count, using: &random))
            for _ in 0..<Int.random(in: 1...90, using: &random) where text.count < 300 {
                text.append(Int32.random(in: 0...1, using: &random))
            }
            let best = kept.map { zip($0, text).prefix { $0 == $1 }.count }.max() ?? 0
            #expect(roomy.match(text[...], adapterKey: 0) == best)
            for store in [roomy, tight] {
                let restored = try Fixture.restored(store, text)
                #expect(text.starts(with: restored))
            }
            #expect(tight.match(text[...], adapterKey: 0) <= best)
            if Bool.random(using: &random) {
                Self.keep(text, in: roomy)
                Self.keep(text, in: tight)
                kept.append(text)
            }
        }
    }

    @Test func aVeryLongTextIsLetGoWithoutAStackOfItsLength() {
        let text = [Int32](repeating: 1, count: 64 * 100_000)
        Self.keep(text, in: Self.store(tokensMax: text.count))
    }
}
