import Foundation

/// Relations of which one thing holds at a time: who moves no longer lives where they lived.
enum FactGroup: Equatable {
    case home, employer, occupation, name, age, school, marriage, day
    /// What a thing is: `user's favorite color`.
    case attribute

    /// The relations whose statements can belong to it.
    var relations: [String] {
        switch self {
        case .home: Self.homes
        case .employer: ["works at"]
        case .occupation: ["works as"]
        case .school: ["studies at"]
        case .name: ["is called"]
        case .marriage: ["is", "is married to", "is engaged to"]
        case .day: ["is on"]
        case .age, .attribute: ["is"]
        }
    }

    private static let homes = ["lives in", "lives at"]

    /// The group of a statement; nil where several can hold at once.
    static func of(_ statement: FactStatement) -> FactGroup? {
        switch statement.relation {
        // `lives in a studio` says how, not where.
        case let relation where homes.contains(relation):
            statement.object.contains(where: \.isUppercase) ? .home : nil
        case "works at": .employer
        case "works as": .occupation
        case "studies at": .school
        case "is called": statement.subject == FactStatement.user ? .name : nil
        case "is married to", "is engaged to": .marriage
        case "is on": .day
        case "is": ofState(statement)
        default: nil
        }
    }

    private static let marriages: Set<String> = [
        "single", "married", "divorced", "engaged", "widowed", "separated",
    ]

    private static func ofState(_ statement: FactStatement) -> FactGroup? {
        if statement.object.hasSuffix("years old") { return .age }
        if marriages.contains(statement.object.lowercased()) { return .marriage }
        guard let mark = statement.subject.range(of: "'s ") else { return nil }
        let noun = statement.subject[mark.upperBound...].split(separator: " ").last.map(String.init)
        let isSomebody =
            noun.map {
                EnglishWords.people.contains($0) || EnglishWords.animals.contains($0)
            } ?? true
        return isSomebody ? nil : .attribute
    }

    /// The relation that cannot hold beside another one.
    static func opposite(of relation: String) -> String? {
        opposites[relation]
    }

    private static let opposites = [
        "likes": "dislikes", "dislikes": "likes", "has": "does not have", "does not have": "has",
    ]

    /// Whether it tells that somebody left their work: `quit their job`, `retired`.
    static func endsWork(_ statement: FactStatement) -> Bool {
        guard statement.relation == FactStatement.did else { return false }
        let words = statement.object.lowercased().split(separator: " ")
        guard let verb = words.first else { return false }
        return ["resigned", "retired"].contains(verb)
            || ["quit", "left", "lost"].contains(verb) && words.contains("job")
            || words.starts(with: ["got", "fired"]) || words.starts(with: ["got", "laid", "off"])
    }

    /// Whether one statement says all that another one does: `lives in Bergen, Norway` and
    /// `lives in Bergen`.
    static func covers(_ known: FactStatement, _ new: FactStatement) -> Bool {
        let words = ShownTexts.content(new.object)
        return !words.isEmpty && words.isSubset(of: ShownTexts.content(known.object))
            && FactStatement.normalized(known.subject) == FactStatement.normalized(new.subject)
    }

    /// Whether two statements differ in wording alone.
    static func saysTheSame(_ one: FactStatement, _ other: FactStatement) -> Bool {
        guard one.relation == other.relation else { return false }
        let words = ShownTexts.content(one.object)
        let others = ShownTexts.content(other.object)
        let shared = Double(words.intersection(others).count)
        guard shared > 0 else { return false }
        return 2 * shared / Double(words.count + others.count) >= 0.85
    }

    /// Whether two objects mean one thing, one perhaps in more words.
    static func isSameObject(_ one: String, _ other: String) -> Bool {
        let words = ShownTexts.content(one)
        let others = ShownTexts.content(other)
        guard !words.isEmpty, !others.isEmpty else {
            return FactStatement.normalized(one) == FactStatement.normalized(other)
        }
        return words.isSubset(of: others) || others.isSubset(of: words)
    }
}
