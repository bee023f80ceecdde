/// What the words before a number say that it is.
enum Cue {
    /// An identity, tax or insurance number.
    case national
    /// A passport or a licence.
    case passport
    /// A telephone.
    case phone
    /// Something else that has many digits: an order, an invoice, an ISBN.
    case other

    private static let words: [(Cue, Set<String>)] = [
        (
            .national,
            [
                "ssn", "social", "nin", "nhs", "bsn", "sin", "pesel", "dni", "nie", "nino", "tin",
                "cpr", "oib", "pps", "ahv", "personnummer", "personnummeret", "fødselsnummer",
                "fødselsnummeret", "fødselsnr", "fnr", "henkilötunnus", "hetu", "steuer",
                "steuernummer", "steueridentifikationsnummer", "idnr", "sozialversicherungsnummer",
                "versicherungsnummer", "rentenversicherungsnummer", "svnr", "снилс", "инн",
                "itin", "taxpayer", "identity", "burgerservicenummer", "fiscal", "rijksregister",
                "kennitala", "personalausweisnummer", "insurance", "versichertennummer",
                "krankenversichertennummer", "sozialversicherung", "steuernr", "полис", "полиса",
                "омс",
                "ssnr", "trygdenummer", "bürgernummer", "medicare", "medicaid", "nir", "nif",
            ]
        ),
        (
            .passport,
            [
                "passport", "pass", "passnummer", "passnr", "passet", "reisepass",
                "reisepassnummer",
                "personalausweis", "ausweis", "ausweisnummer", "führerschein", "førerkort",
                "førerkortnummer", "licence", "license", "паспорт", "паспорта", "паспортные",
                "удостоверение", "загранпаспорт", "загранпаспорта", "passeport", "pasaporte",
            ]
        ),
        (
            .phone,
            [
                "tel", "telephone", "phone", "call", "mobile", "cell", "fax", "tlf", "mobil",
                "mobilen", "mobilnummer", "sms", "whatsapp", "telegram", "signal", "telefon",
                "telefonnummer", "telefonnummeret", "handy", "handynummer", "rufnummer", "ring",
                "ringe", "тел", "телефон", "телефона", "телефону", "номер", "мобильный",
                "звоните", "позвони", "позвоните", "сотовый", "моб", "anrufen", "ruf",
                "erreichbar", "dial", "hotline", "reach", "ringer", "vipps", "cellphone",
            ]
        ),
        (
            .other,
            [
                "isbn", "issn", "order", "invoice", "tracking", "ticket", "ordre", "faktura",
                "rechnung", "bestellung", "bestellnummer", "rechnungsnummer", "sendungsnummer",
                "fakturanummer", "ordrenummer", "заказ", "заказа", "счет", "счёт", "артикул",
                "serial", "version", "build", "commit", "doi", "orgnr", "organisasjonsnummer",
                "kundennummer", "kundenummer", "sku", "ean", "part", "bug", "issue", "накладная",
                "seriennummer", "serienummer", "timestamp", "trackingnummer", "sporing",
            ]
        ),
    ]

    private static let table: [String: Cue] = Dictionary(
        words.flatMap { cue, words in words.map { ($0, cue) } }, uniquingKeysWith: { one, _ in one }
    )

    /// The nearest word of the five before that says something; none past the end of a sentence.
    static func before(_ index: Int, in text: TextWords) -> Cue? {
        var place = index - 1
        while place >= 0, index - place <= 5 {
            let gap = text.gap(after: place)
            if gap.contains(0x0A) && gap.count > 1 { return nil }
            if let cue = table[text.words[place].lower] { return cue }
            place -= 1
        }
        return nil
    }

    /// Whether the word before some bytes says that a version or a place in a book is counted.
    static func isVersion(_ range: Range<Int>, in text: TextWords) -> Bool {
        let before = text.word(before: range.lowerBound)
        return before.map { versionWords.contains($0.lower) } ?? false
    }

    private static let versionWords: Set = [
        "version", "versjon", "версия", "версии", "версию", "v", "release", "chapter",
        "kapittel", "kapitel", "глава", "section", "abschnitt", "punkt", "ver",
    ]
}
