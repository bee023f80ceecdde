import Foundation

/// Tells notes that somebody else wrote, and a person only kept, from the person's own.
///
/// What speaks for a clipping: a field that names where it was taken from (an address under `source`), or
/// an author who is not the owner; a tag, a kind or a folder that says so; a byline or an address where
/// articles have theirs. A person's own note that tells of a book, or links to a page, has none of
/// these.
enum Clipping {
    /// Lines at the start and at the end of a note in which articles say where they come from.
    private static let (firstLines, lastLines) = (6, 4)
    /// The longest byline, in words.
    private static let bylineWordsMax = 8

    private static let sourceFields: Set<String> = [
        "source", "sources", "source_url", "source-url", "sourceurl", "source url", "original",
        "clipped_from", "clipped-from", "clipped", "via", "canonical", "canonical_url", "kilde",
        "quelle", "источник",
    ]
    private static let authorFields: Set<String> = [
        "author", "authors", "writer", "byline", "forfatter", "autor", "автор",
    ]
    private static let kindFields: Set<String> = [
        "tags", "tag", "type", "category", "categories", "kind", "class",
    ]
    private static let kinds: Set<String> = [
        "clipping", "clippings", "clip", "clipped", "webclip", "webclipping", "webclippings",
        "webclipper", "article", "articles", "highlight", "highlights", "bookhighlights",
        "readwise", "instapaper", "pocket", "omnivore", "quote", "quotes", "quotation", "excerpt",
        "excerpts", "lyrics", "poem", "newsletter", "transcript", "podcast", "utklipp", "sitat",
        "zitat", "zitate", "artikel", "цитата", "цитаты", "статья", "статьи",
    ]
    /// Marks of a person's own note, whatever it is about.
    private static let ownNames: Set<String> = ["me", "myself", "self", "i", "jeg", "ich", "я"]

    /// Whose words a note is made of.
    ///
    /// - Parameters:
    ///   - text: the note.
    ///   - facets: its fields.
    ///   - path: its path in the vault.
    ///   - owner: the name of the person whose vault it is, where it is known.
    /// - Returns: the author's name, the site, or what else is known of whoever wrote it; nil where it is
    ///   the person's own.
    static func speaker(
        of text: String, _ facets: [NoteFacet], path: String, owner: String?
    ) -> String? {
        let own = ownNames.union([owner?.lowercased()].compactMap(\.self))
        let authors = facets.filter { authorFields.contains($0.name.lowercased()) }
            .map { plain($0.value) }.filter { !$0.isEmpty }
        // Who says that it is theirs is believed.
        if authors.contains(where: { own.contains($0.lowercased()) }) { return nil }
        let source = facets.first {
            sourceFields.contains($0.name.lowercased()) && address(in: $0.value) != nil
        }.flatMap { address(in: $0.value) }
        let inText = mark(in: text)
        let isKept =
            source != nil || !authors.isEmpty || inText != nil || isKept(facets)
            || path.split(separator: "/").dropLast().contains { kinds.contains(folded($0)) }
        guard isKept else { return nil }
        if !authors.isEmpty { return authors.joined(separator: ", ") }
        if case .author(let name)? = inText { return name }
        if let source { return source }
        if case .address(let site)? = inText { return site }
        return "clipping"
    }

    private static func isKept(_ facets: [NoteFacet]) -> Bool {
        facets.contains { facet in
            kindFields.contains(facet.name.lowercased())
                && facet.value.split(whereSeparator: { ",/ ".contains($0) }).contains {
                    kinds.contains(folded($0))
                }
        }
    }

    private static func folded(_ word: some StringProtocol) -> String {
        word.lowercased().filter { $0.isLetter }
    }

    /// A name without the marks of a link.
    private static func plain(_ name: String) -> String {
        let text = name.filter { !"[]\"'".contains($0) }
        return text.split(separator: "|").last.map {
            $0.trimmingCharacters(in: .whitespaces)
        } ?? ""
    }

    /// The site of an address in a text.
    private static func address(in text: some StringProtocol) -> String? {
        guard let scheme = text.range(of: "http", options: .caseInsensitive),
            let start = text.range(of: "://", range: scheme.lowerBound..<text.endIndex)
        else { return nil }
        var site = text[start.upperBound...].prefix { !"/ )>]\"'?#".contains($0) }
        if site.hasPrefix("www.") { site = site.dropFirst(4) }
        return site.isEmpty ? nil : String(site)
    }

    private enum Mark {
        case address(String)
        case author(String)
    }

    /// What an article says of itself in its first or last lines.
    private static func mark(in text: String) -> Mark? {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let body = withoutFields(lines)
        for line in Array(body.prefix(firstLines)) + body.dropFirst(firstLines).suffix(lastLines) {
            if let site = address(in: line), isSource(line) { return .address(site) }
        }
        for line in body.prefix(firstLines) {
            if let name = byline(line) { return .author(name) }
        }
        return nil
    }

    private static func withoutFields(_ lines: [String]) -> [String] {
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            return lines
        }
        return Array(lines[(end + 1)...])
    }

    /// `Source: https://…`, or an address alone on its line.
    private static func isSource(_ line: String) -> Bool {
        let bare = line.trimmingCharacters(in: CharacterSet(charactersIn: "<>*_-# "))
        if bare.hasPrefix("http"), !bare.contains(" ") { return true }
        let head = bare.prefix { $0 != ":" }.lowercased().trimmingCharacters(
            in: CharacterSet(charactersIn: "*_ "))
        return sourceFields.contains(head)
            || [
                "from", "originally published", "read more", "read the original",
                "link to original",
            ]
            .contains { head.hasPrefix($0) && bare.utf8.count < 200 }
    }

    /// `By Jane Doe`, `Written by Jane Doe · 7 min read`.
    private static func byline(_ line: String) -> String? {
        let bare = line.trimmingCharacters(in: CharacterSet(charactersIn: "*_# "))
        let folded = bare.lowercased()
        let leads = ["written by ", "by ", "av ", "von ", "text: "]
        guard let lead = leads.first(where: { folded.hasPrefix($0) }) else { return nil }
        let words = bare.dropFirst(lead.count).split(separator: " ")
        guard (2...bylineWordsMax).contains(words.count), !".!?:;".contains(bare.last ?? ".") else {
            return nil
        }
        let name = words.prefix { $0.first?.isUppercase == true }
        return (2...4).contains(name.count)
            ? name.joined(separator: " ").trimmingCharacters(in: .punctuationCharacters) : nil
    }
}
