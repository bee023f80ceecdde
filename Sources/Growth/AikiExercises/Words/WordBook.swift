/// The words that exercises are made of; written for this project.
enum WordBook {
    /// Splits a text into words: at white space, or at a separator with white space around it.
    static func list(_ text: String, separator: Character? = nil) -> [String] {
        guard let separator else {
            return text.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return text.split(separator: separator).map { entry in
            entry.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// The words of all lists that values are drawn from.
    static let everyWord = [
        firstNames, familyNames, petNames, cities, countries, rooms, jobs, foods, drinks, hobbies,
        instruments, languages, subjects, colours, animals, collectables, gifts, things, wares,
        events, shops,
    ].joined().flatMap { list($0) }
}
