import Foundation

/// Finds the links of a note: `[[Note#Heading|label]]`, `![[Note]]`, `[label](Note.md)`.
///
/// Links in code, fenced or between backticks, are text.
enum NoteLinks {
    /// Links of one note.
    static let linksMax = 10_000
    /// Bytes of one link.
    private static let linkBytes = 1_024

    /// The links in their order, each once.
    static func find(in text: String) -> [NoteLink] {
        var links: [NoteLink] = []
        var known = Set<NoteLink>()
        var fence: UInt8?
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
            let start = line.drop { $0 == 0x20 || $0 == 0x09 }
            if let mark = start.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
                start.prefix(3).allSatisfy({ $0 == mark }), start.count >= 3
            {
                if fence == nil { fence = mark } else if fence == mark { fence = nil }
                continue
            }
            guard fence == nil, line.contains(UInt8(ascii: "[")) else { continue }
            for link in find(inLine: Array(line)) where known.insert(link).inserted {
                guard links.count < linksMax else { return links }
                links.append(link)
            }
        }
        return links
    }

    private static func find(inLine line: [UInt8]) -> [NoteLink] {
        var links: [NoteLink] = []
        var index = 0
        while index < line.count {
            let isEmbed = index > 0 && line[index - 1] == UInt8(ascii: "!")
            switch line[index] {
            case UInt8(ascii: "`"):
                let rest = line[(index + 1)...]
                index = rest.firstIndex(of: UInt8(ascii: "`")) ?? index
            case UInt8(ascii: "["):
                if let (link, end) = wikilink(line, index, isEmbed: isEmbed) {
                    links.append(link)
                    index = end
                } else if let (link, end) = markdown(line, index, isEmbed: isEmbed) {
                    links.append(link)
                    index = end
                }
            default: break
            }
            index += 1
        }
        return links
    }

    private static func wikilink(
        _ line: [UInt8], _ start: Int, isEmbed: Bool
    ) -> (NoteLink, end: Int)? {
        guard start + 1 < line.count, line[start + 1] == UInt8(ascii: "[") else { return nil }
        var end = start + 2
        while end + 1 < line.count, end - start < linkBytes {
            if line[end] == UInt8(ascii: "["), line[end + 1] == UInt8(ascii: "[") { return nil }
            if line[end] == UInt8(ascii: "]"), line[end + 1] == UInt8(ascii: "]") {
                let inner = String(decoding: line[(start + 2)..<end], as: UTF8.self)
                return NoteLink(inner, isEmbed ? .embed : .link).map { ($0, end + 1) }
            }
            end += 1
        }
        return nil
    }

    private static func markdown(
        _ line: [UInt8], _ start: Int, isEmbed: Bool
    ) -> (NoteLink, end: Int)? {
        let label = line[start...].prefix(linkBytes)
        guard let close = label.firstIndex(of: UInt8(ascii: "]")), close + 1 < line.count,
            line[close + 1] == UInt8(ascii: "("),
            let end = line[close...].prefix(linkBytes).firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        var target = String(decoding: line[(close + 2)..<end], as: UTF8.self)
        if target.hasPrefix("<"), target.hasSuffix(">") {
            target = String(target.dropFirst().dropLast())
        }
        // An address elsewhere is no note.
        guard !target.contains("://"), !target.hasPrefix("mailto:"), !target.hasPrefix("#") else {
            return nil
        }
        let plain = target.removingPercentEncoding ?? target
        guard isEmbed || plain.split(separator: "#").first?.hasSuffix(".md") == true else {
            return nil
        }
        return NoteLink(plain, isEmbed ? .embed : .link).map { ($0, end) }
    }
}

extension NoteLink {
    /// Reads what stands in the brackets; nil where no note is named.
    fileprivate init?(_ inner: String, _ kind: Kind) {
        // In tables the bar before the label is escaped.
        let named = inner.split(separator: "|", omittingEmptySubsequences: false).first ?? ""
        let parts = named.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].drop { $0 == " " }.trimmingEnd.droppingSuffix("\\")
        guard !target.isEmpty else { return nil }
        self.init(
            kind: kind, target: String(target),
            heading: parts.count > 1 ? String(parts[1]) : "")
    }
}

extension Substring {
    /// Without spaces at the end.
    fileprivate var trimmingEnd: Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    fileprivate func droppingSuffix(_ suffix: String) -> Substring {
        hasSuffix(suffix) ? dropLast(suffix.count) : self
    }
}
