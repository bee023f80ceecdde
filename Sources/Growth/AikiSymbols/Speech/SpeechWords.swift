/// Words that tell who speaks, in English.
enum SpeechWords {
    /// Verbs that speech is reported with.
    static let verbs: Set<String> = [
        "said", "says", "say", "replied", "replies", "cried", "cries", "asked", "asks", "answered",
        "answers", "returned", "exclaimed", "continued", "added", "thought", "whispered",
        "observed",
        "began", "remarked", "repeated", "murmured", "muttered", "shouted", "called", "inquired",
        "enquired", "demanded", "declared", "explained", "suggested", "laughed", "sighed", "went",
        "rejoined", "responded", "retorted", "interrupted", "resumed", "ejaculated", "growled",
        "screamed", "sobbed", "announced", "protested", "pleaded", "urged", "agreed", "admitted",
        "concluded", "commented", "insisted", "stammered", "roared", "snapped", "grumbled",
        "gasped",
        "groaned", "breathed", "pursued", "quoth", "sang", "spoke", "wondered", "echoed",
        "faltered",
        "proceeded", "assented", "chuckled", "hissed", "bellowed", "warned", "ventured", "shrieked",
        "yelled", "panted", "corrected", "objected", "drawled", "piped", "mused", "reflected",
        "persisted", "asserted", "affirmed", "confessed", "apologized", "begged", "greeted",
        "moaned",
        "wailed", "tittered", "smiled", "grinned", "put", "broke", "sneered", "snarled", "croaked",
        "stated", "queried", "told", "reply", "burst", "commanded", "ordered", "chimed",
    ]

    /// Titles of men, without a full stop.
    static let maleTitles: Set<String> = [
        "mr", "sir", "lord", "uncle", "father", "king", "prince", "master", "monsieur", "captain",
        "colonel", "major", "general", "count", "squire", "brother", "baron", "reverend", "judge",
        "sergeant", "lieutenant",
    ]
    /// Titles of women.
    static let femaleTitles: Set<String> = [
        "mrs", "miss", "ms", "lady", "aunt", "mother", "queen", "princess", "madame", "madam",
        "mademoiselle", "sister", "countess", "duchess",
    ]
    /// Titles of either.
    static let titles: Set<String> = maleTitles.union(femaleTitles).union([
        "dr", "doctor", "professor", "old", "young", "little", "poor", "st",
    ])
    /// Words that a person without a name begins with.
    static let determiners: Set<String> = [
        "the", "a", "an", "his", "her", "my", "their", "our", "its", "your", "this", "that",
        "another", "one", "both",
    ]
    /// Words that end what began with one of those.
    static let stops: Set<String> = [
        "of", "to", "in", "with", "at", "as", "who", "and", "from", "on", "for", "was", "had", "by",
        "when", "while", "but", "or", "into", "after", "which", "that", "whose", "is", "were",
    ]
    /// Men without a name.
    static let maleNouns: Set<String> = [
        "man", "boy", "gentleman", "father", "husband", "brother", "uncle", "son", "king", "lord",
        "captain", "priest", "fellow", "lad", "master", "prince", "grandfather", "nephew", "waiter",
    ]
    /// Women without a name.
    static let femaleNouns: Set<String> = [
        "woman", "girl", "lady", "mother", "wife", "sister", "aunt", "daughter", "queen", "nurse",
        "mistress", "maid", "governess", "princess", "grandmother", "niece", "widow", "landlady",
    ]
    /// Words that begin sentences, with a capital letter, and are nobody's name.
    static let openers: Set<String> = [
        "the", "a", "an", "and", "but", "then", "there", "this", "that", "it", "he", "she", "they",
        "i", "we", "you", "his", "her", "my", "when", "as", "in", "on", "at", "for", "with", "so",
        "what", "how", "no", "not", "now", "if", "after", "before", "here", "to", "of", "all",
        "one", "yes", "oh", "well", "just", "once", "suddenly", "presently", "chapter", "or", "nor",
        "are", "is", "was", "let", "may", "ah", "tis", "mem", "low", "do", "did", "have", "had",
        "even", "still", "thus", "such", "these", "those", "some", "from", "by", "its", "their",
        "our", "your", "who", "which", "why", "where", "while", "upon", "never", "again",
    ]
}
