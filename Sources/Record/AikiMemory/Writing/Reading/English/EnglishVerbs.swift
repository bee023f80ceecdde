/// Forms of English verbs: which verb a form belongs to, and its tense.
enum EnglishVerbs {
    enum Tense: Sendable { case present, past, participle, progressive, future }

    struct Form: Sendable {
        let lemma: String
        let tense: Tense
    }

    /// Base form, past, participle.
    private static let irregular = """
        arise arose arisen|bear bore borne|beat beat beaten|become became become|begin began begun|\
        bite bit bitten|blow blew blown|break broke broken|bring brought brought|build built built|\
        burn burnt burnt|buy bought bought|catch caught caught|choose chose chosen|come came come|\
        cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|draw drew drawn|dream dreamt dreamt|\
        drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|\
        feel felt felt|fight fought fought|find found found|fly flew flown|forget forgot forgotten|\
        freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|\
        hang hung hung|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|\
        keep kept kept|know knew known|lay laid laid|lead led led|learn learnt learnt|\
        leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|make made made|\
        mean meant meant|meet met met|pay paid paid|put put put|quit quit quit|read read read|\
        ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|\
        sell sold sold|send sent sent|set set set|sew sewed sewn|shake shook shaken|\
        shoot shot shot|show showed shown|sing sang sung|sit sat sat|sleep slept slept|\
        speak spoke spoken|spend spent spent|stand stood stood|steal stole stolen|\
        swim swam swum|take took taken|teach taught taught|tear tore torn|tell told told|\
        think thought thought|throw threw thrown|understand understood understood|wake woke woken|\
        wear wore worn|win won won|write wrote written|have had had|do did done|be was been
        """
    private static let regular = """
        intend aim deploy install debug configure live work study like love hate enjoy adore prefer dislike want need call name own play use \
        plan visit travel move start stop finish graduate retire marry date divorce adopt collect \
        train teach paint cook bake hike climb walk dance jog practice practise volunteer manage \
        design develop create renovate save apply order commute bike cycle ski surf knit garden \
        fish hunt camp smoke drink suffer struggle deal turn celebrate host attend join enroll \
        enrol switch change accept reject decline pass fail complete launch publish record perform \
        rehearse compete volunteer donate support help care foster raise expect wait watch listen \
        worry fear believe hope wish think ask talk chat visit remember appreciate despise loathe \
        detest avoid tolerate follow subscribe attend major specialize specialise intern consult \
        freelance coach mentor lead rent lease purchase repair fix restore inherit \
        receive earn owe invest stay settle relocate return arrive land depart book cancel \
        reschedule postpone schedule register sign open close found cofound co-found run \
        gain lose weigh measure belong grow plant harvest brew ferment sew collect trade sail row \
        box swim lift stretch meditate pray worship attend convert vote celebrate propose engage \
        separate die pass recover heal injure sprain dislocate undergo treat diagnose \
        prescribe vaccinate test try realize decide agree promise look search check discover \
        explore photograph film stream game code program crash total park injure adopt name \
        commute report supervise oversee run hire fire promote transfer assign end begin learn \
        dream burn spill drop break struggle snore allergic cause miss happen seem appear offer \
        mention explain share show borrow lend steal clean wash bike-commute babysit stutter \
        drum sing act direct produce edit illustrate sculpt craft crochet embroider quilt weave \
        tutor translate interpret proofread skate snowboard kayak bowl golf fence juggle wrestle \
        spend bring turn hurt injure suffer breed train race speak bake barbecue
        """

    private static let forms: [String: [Form]] = {
        var forms: [String: [Form]] = [:]
        func add(_ form: String, _ lemma: String, _ tense: Tense) {
            forms[form, default: []].append(Form(lemma: lemma, tense: tense))
        }
        func addRegularEnds(_ base: String) {
            add(base, base, .present)
            add(third(base), base, .present)
            for form in progressives(base) { add(form, base, .progressive) }
        }
        for entry in irregular.split(separator: "|") {
            let parts = entry.split(separator: " ").map(String.init)
            guard parts.count == 3, parts[0] != "be" else { continue }
            addRegularEnds(parts[0])
            add(parts[1], parts[0], .past)
            add(parts[2], parts[0], .participle)
        }
        for word in EnglishWords.set(regular) where forms[word] == nil {
            addRegularEnds(word)
        }
        for word in EnglishWords.set(regular) {
            for form in pasts(word) {
                add(form, word, .past)
                add(form, word, .participle)
            }
        }
        return forms
    }()

    /// The forms that a word can be, empty where it is no verb that is known.
    static func forms(of word: String) -> [Form] { forms[word] ?? [] }

    static func isVerb(_ word: String) -> Bool { forms[word] != nil }

    /// A form of one tense.
    static func form(_ word: String, _ tenses: Tense...) -> Form? {
        forms[word]?.first { tenses.contains($0.tense) }
    }

    private static let notVerbs: Set<String> = [
        "interesting", "amazing", "boring", "exciting", "annoying", "confusing", "missing",
        "nothing", "something", "morning", "evening", "willing", "charming", "loving", "caring",
        "outgoing", "hardworking", "easygoing", "during", "anything", "spring", "string",
        "everything", "clothing", "ceiling", "wedding", "sibling", "darling", "sterling",
        "freezing", "starving", "promising",
    ]

    /// The progressive form after `be`, also of a verb that is not known.
    static func progressive(_ word: String) -> Form? {
        if let form = form(word, .progressive) { return form }
        guard word.count > 5, word.hasSuffix("ing"), !notVerbs.contains(word) else { return nil }
        return Form(lemma: String(word.dropLast(3)), tense: .progressive)
    }

    /// The form after a subject without an auxiliary.
    static func finite(_ word: String) -> Form? {
        if let form = form(word, .past, .present) { return form }
        guard word.count > 4, word.hasSuffix("ed"), !word.hasSuffix("eed") else { return nil }
        return Form(lemma: String(word.dropLast(2)), tense: .past)
    }

    /// `goes`, `tries`, `plays`.
    static func third(_ base: String) -> String {
        if base == "have" { return "has" }
        if base == "be" { return "is" }
        let last = base.last ?? " "
        if last == "y", let before = base.dropLast().last, !"aeiou".contains(before) {
            return base.dropLast() + "ies"
        }
        let isHissing =
            "sxzo".contains(last) || base.hasSuffix("ch") || base.hasSuffix("sh")
        return base + (isHissing ? "es" : "s")
    }

    private static func doubles(_ base: String) -> Bool {
        let letters = Array(base)
        guard letters.count >= 3, letters.count <= 5 else { return false }
        let isVowel = letters.map { "aeiou".contains($0) }
        let count = letters.count
        let vowels = isVowel.count { $0 }
        return vowels == 1 && !isVowel[count - 1] && isVowel[count - 2] && !isVowel[count - 3]
            && !"wxy".contains(letters[count - 1])
    }

    private static func progressives(_ base: String) -> [String] {
        if base.hasSuffix("ie") { return [base.dropLast(2) + "ying"] }
        if base.hasSuffix("e"), !base.hasSuffix("ee"), base != "be" {
            return [base.dropLast() + "ing"]
        }
        let last = base.last.map(String.init) ?? ""
        if ["begin", "forget", "commit", "transfer"].contains(base) || doubles(base) {
            return [base + last + "ing"]
        }
        return [base + "ing", base + last + "ing"]
    }

    private static func pasts(_ base: String) -> [String] {
        if base.hasSuffix("e") { return [base + "d"] }
        let last = base.last ?? " "
        if last == "y", let before = base.dropLast().last, !"aeiou".contains(before) {
            return [base.dropLast() + "ied"]
        }
        return doubles(base)
            ? [base + String(last) + "ed"] : [base + "ed", base + String(last) + "ed"]
    }
}
