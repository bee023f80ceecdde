import AikiBase
import AikiTokenizer
import Foundation
import Testing

/// The target's own Unicode tables against the system's, where both know a scalar.
struct UnicodeTests {
    private func expected(_ scalar: Unicode.Scalar) -> ScalarClass {
        var found: ScalarClass = scalar.properties.isWhitespace ? .space : []
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: found.insert(.upper)
        case .lowercaseLetter: found.insert(.lower)
        case .modifierLetter, .otherLetter: found.insert(.caseless)
        case .nonspacingMark: found.formUnion([.mark, .nonspacingMark])
        case .spacingMark, .enclosingMark: found.insert(.mark)
        case .decimalNumber: found.formUnion([.number, .digit])
        case .letterNumber, .otherNumber: found.insert(.number)
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            found.insert(.punctuation)
        case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: found.insert(.symbol)
        case .control, .format, .surrogate, .privateUse: found.insert(.control)
        default: break
        }
        if scalar == "\n" || scalar == "\r" { found.insert(.newline) }
        return found
    }

    @Test("Classes are those of the system for all but a few scalars that changed since")
    func classesMatch() {
        var different = 0
        for value in UInt32(0)..<0x110000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if scalar.properties.generalCategory == .unassigned { continue }
            let found = UnicodeTables.shared.scalarClass(value).subtracting(.composing)
            if found != expected(scalar) { different += 1 }
        }
        #expect(different < 40, "\(different) scalars")
    }

    @Test("Lower case is the system's")
    func lowercaseMatches() {
        var different = 0
        for value in UInt32(0x80)..<0x20000 {
            guard let scalar = Unicode.Scalar(value),
                scalar.properties.generalCategory != .unassigned
            else { continue }
            var found: [UInt32] = []
            UnicodeTables.shared.appendLowercase(value, to: &found)
            let expected = scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
            if found != expected { different += 1 }
        }
        #expect(different < 5, "\(different) scalars")
    }

    @Test("Composition by the quick look is that of taking everything apart")
    func quickComposition() {
        var generator = SeededRandom(seed: 9)
        // Scalars that compose, order or decompose, among others that do not.
        let odd: [UInt32] = [
            0x41, 0xE9, 0x300, 0x301, 0x323, 0x327, 0x345, 0x374, 0x958, 0x9C7, 0x9BE, 0x1100,
            0x1161,
            0x11A8, 0xAC00, 0x1E63, 0x1E69, 0x2126, 0xFB2C, 0x5C1, 0x1D15E, 0x4E2D, 0x20,
        ]
        for _ in 0..<2000 {
            var text = Odd.random(
                count: Int.random(in: 0..<4, using: &generator), seed: generator.next())
            for _ in 0..<Int.random(in: 0..<9, using: &generator) {
                guard let scalar = odd.randomElement(using: &generator).flatMap(Unicode.Scalar.init)
                else { continue }
                text.unicodeScalars.append(scalar)
            }
            text.withUTF8 { bytes in
                let found = Normalization.composed(bytes) ?? Array(bytes)
                #expect(found == Normalization.composedWhole(bytes))
            }
        }
        for value in UInt32(0)..<0x110000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var text = "a" + String(scalar)
            let isSame = text.withUTF8 { bytes in
                Normalization.composed(bytes) != nil
                    || Normalization.composedWhole(bytes).elementsEqual(bytes)
            }
            if !isSame { Issue.record("\(value)") }
        }
    }

    @Test("Composition is the system's")
    func compositionMatches() throws {
        var texts = try Odd.texts()
        texts += [
            "e\u{301}\u{323}", "\u{1100}\u{1161}\u{11A8}", "\u{212B}\u{2126}", "a\u{5AE}\u{300}b",
        ]
        for value in UInt32(0xC0)..<0x3000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            texts.append(String(String(scalar).decomposedStringWithCanonicalMapping) + "\u{301}")
        }
        var different = 0
        for var text in texts {
            let expected = Array(text.precomposedStringWithCanonicalMapping.utf8)
            let found = text.withUTF8 { Normalization.composed($0) ?? Array($0) }
            if found != expected { different += 1 }
        }
        #expect(different < 5, "\(different) texts")
    }
}
