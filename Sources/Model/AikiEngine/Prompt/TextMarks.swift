/// Characters of private use that stand for characters which a user wrote, so that they can still be
/// told from the template's own after rendering.
struct TextMarks {
    /// What is marked.
    enum Extent: CaseIterable {
        /// Every character that any control token is made of.
        case characters
        /// Every character that begins or ends a control token.
        case ends
        /// The spellings of control tokens where they occur whole.
        case spellings
    }

    private let spellings: ControlSpellings
    private let extent: Extent
    private let marks: [Unicode.Scalar: Unicode.Scalar]
    private let originals: [Unicode.Scalar: Unicode.Scalar]

    /// Chooses marks that do not occur in some texts.
    init(_ spellings: ControlSpellings, _ extent: Extent, avoiding texts: [String]) {
        self.spellings = spellings
        self.extent = extent
        let used = Set(texts.flatMap { $0.unicodeScalars.lazy.filter { $0.value >= 0xF0000 } })
        var marks: [Unicode.Scalar: Unicode.Scalar] = [:]
        var originals: [Unicode.Scalar: Unicode.Scalar] = [:]
        var next: UInt32 = 0xF0000
        for scalar in (extent == .ends ? spellings.ends : spellings.all).sorted() {
            var mark = Unicode.Scalar(next)
            while let taken = mark, used.contains(taken), next < 0x10FFFD {
                next += 1
                mark = Unicode.Scalar(next)
            }
            guard let mark, next < 0x10FFFD else { break }
            marks[scalar] = mark
            originals[mark] = scalar
            next += 1
        }
        self.marks = marks
        self.originals = originals
    }

    /// The text with its marked characters replaced one for one.
    func mark(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        guard extent == .spellings else {
            for scalar in text.unicodeScalars { result.append(marks[scalar] ?? scalar) }
            return String(result)
        }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let length = spellings.length(in: scalars, at: index)
            for offset in 0..<(length ?? 1) {
                let scalar = scalars[index + offset]
                result.append(length == nil ? scalar : marks[scalar] ?? scalar)
            }
            index += length ?? 1
        }
        return String(result)
    }

    /// The text as it was, and which UTF-8 bytes of it were marked.
    func restore(_ text: String) -> (text: String, marked: [Range<Int>]) {
        var result = String.UnicodeScalarView()
        var marked: [Range<Int>] = []
        var position = 0
        for scalar in text.unicodeScalars {
            let original = originals[scalar]
            let bytes = UTF8.width(original ?? scalar)
            if original != nil {
                if let last = marked.last, last.upperBound == position {
                    marked[marked.count - 1] = last.lowerBound..<position + bytes
                } else {
                    marked.append(position..<position + bytes)
                }
            }
            result.append(original ?? scalar)
            position += bytes
        }
        return (String(result), marked)
    }
}
