/// The words of English that the reader knows. Small closed classes and common verbs; names and nouns
/// are open.
enum EnglishWords {
    static func set(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    static let be = set("am is are was were be been being 's")
    static let have = set("have has had having")
    static let modals = set("can could may might must shall should will would ought")
    static let auxiliaries = be.union(have).union(modals).union(set("do does did"))

    /// Words between subject and verb, or before a complement, that leave the meaning as it is.
    static let adverbs = set(
        """
        really also just still already currently recently finally actually now both all absolutely \
        definitely certainly truly only once always usually often sometimes generally normally \
        typically mostly mainly basically literally simply even ever regularly daily weekly \
        currently lately personally honestly first originally previously formerly officially \
        happily proudly secretly totally completely deeply quite very so too pretty super such \
        kinda then soon occasionally frequently officially each gladly sincerely genuinely \
        extremely incredibly especially particularly eventually later suddenly
        """)
    static let habits = set(
        "always usually often regularly daily weekly generally normally typically frequently")
    static let doubts = set(
        "maybe perhaps probably possibly supposedly apparently allegedly presumably might may could"
    )
    static let negations = set("not never hardly rarely seldom no longer")

    /// What may stand before a clause that is said straight out.
    static let openers = set(
        """
        and but so because since although though while yet or plus then also well yes yeah yep yup \
        no nope oh ah ok okay hi hello hey thanks actually anyway btw honestly now today yesterday \
        fyi sorry unfortunately luckily fortunately sadly currently personally recently lately \
        sometimes usually anyways ago besides however otherwise still thankfully basically \
        hopefully tonight greetings first second finally alright right lol haha hmm um uh \
        generally normally originally nowadays meanwhile moreover furthermore previously whereas \
        weekly nowadays only again man dude wow remember note btw please course summer winter \
        spring autumn fall morning evening afternoon night week month year weekend btw therefore
        """)
    /// What turns what follows into something that need not be so.
    static let conditions = set(
        "if unless suppose supposing imagine pretend whether assuming lest assume")
    static let askers = set(
        "what how why where when which who whom whose do does did am is are was were can could should"
            + " would will shall may might have has had")
    static let relatives = set("which who whom whose that where when while what how why whom")
    static let prepositions = set(
        """
        in at on by with from to for of about into near around after before during over under \
        since until through without against between among across outside inside than as like per \
        toward towards upon within behind beside besides despite except off onto
        """)
    static let determiners = set(
        "a an the this that these those some any every each no another other both all many few "
            + "several much more most one two three four five six seven eight nine ten my our your his "
            + "her their its")
    static let pronouns = set(
        "i you he she it we they me him her us them myself yourself himself herself itself ourselves "
            + "themselves this that these those one something anything everything nothing someone "
            + "anyone everyone somebody nobody here there so")
    static let numbers: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
        "thirty": 30, "forty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1,
        "few": 3, "couple": 2, "several": 5, "many": 10, "some": 3,
    ]

    /// People: what one may call somebody by their tie.
    static let women = set(
        """
        sister mother mom mum mommy wife girlfriend daughter aunt grandmother grandma granny niece \
        stepmother stepmom stepdaughter stepsister mother-in-law sister-in-law daughter-in-law \
        ex-wife ex-girlfriend goddaughter
        """)
    static let men = set(
        """
        brother father dad daddy husband boyfriend son uncle grandfather grandpa nephew stepfather \
        stepdad stepson stepbrother father-in-law brother-in-law son-in-law ex-husband ex-boyfriend \
        godson
        """)
    static let folk = set(
        """
        partner spouse fiance fiancé fiancee fiancée friend boss manager colleague coworker \
        co-worker roommate flatmate housemate neighbor neighbour teacher tutor coach mentor \
        therapist doctor dentist landlord landlady cousin child kid baby twin sibling parent \
        godmother godfather buddy pal bestie classmate supervisor assistant client student \
        ex grandchild grandson granddaughter toddler nanny babysitter trainer accountant lawyer \
        team-lead stepchild bandmate teammate
        """)
    static let animals = set(
        """
        dog cat puppy kitten hamster rabbit bunny parrot horse pony fish goldfish turtle tortoise \
        snake bird budgie canary pet pets dogs cats guinea-pig lizard gecko ferret chicken hen goat \
        retriever labrador terrier poodle beagle corgi spaniel shepherd
        """)
    static let people = women.union(men).union(folk)
    static let peoplePlural = set(
        """
        sisters brothers kids children sons daughters twins parents grandparents friends cousins \
        siblings nephews nieces dogs cats pets roommates colleagues neighbors neighbours in-laws \
        grandchildren stepkids
        """)

    /// Nouns that name what the conversation works on, not the person's world.
    static let tasks = set(
        """
        error errors function code script file files line lines output input prompt answer answers \
        response responses reply sentence sentences paragraph text question questions issue issues \
        bug bugs list lists array table column columns row rows class variable variables query \
        queries database dataframe string strings json csv html css regex loop method object \
        example examples problem exception stack log logs server api url endpoint request command \
        terminal test tests build commit branch merge repo repository package dependency version \
        spreadsheet cell formula excel link page title headline draft outline summary translation \
        equation proof homework assignment essay prompt email message letter word words option \
        options idea ideas suggestion suggestions help advice information info details point sense \
        explanation doubt clue instructions step steps format message chat conversation button \
        screen wifi-error dataset model container pod deployment config module loop result results outcome recipe \
        synonym typo dockerfile variable segfault endpoint notebook plugin widget header footer \
        config migration cache cookie token thread process kernel driver browser cursor font schema \
        index argument parameter library framework cluster vm ssh port proxy firewall semicolon \
        bracket pixel timeout crash trace callback decorator iterator pointer exit lambda null \
        slide slides caption tweet thread post blog
        """)
    /// Whether a noun, in the singular or the plural, names what the conversation works on.
    static func isTask(_ noun: String) -> Bool {
        if tasks.contains(noun) { return true }
        if noun.hasSuffix("es"), tasks.contains(String(noun.dropLast(2))) { return true }
        return noun.hasSuffix("s") && tasks.contains(String(noun.dropLast()))
    }

    /// States that pass within hours.
    static let passing = set(
        """
        tired hungry thirsty bored back here there ready sorry sure glad happy sad confused stuck \
        curious done busy late early home lost fine good ok okay great well better bad worse sick \
        angry mad upset annoyed frustrated nervous anxious excited exhausted sleepy awake hot cold \
        freezing drunk hungover stressed worried scared relieved grateful thankful impressed \
        surprised amazed serious kidding joking aware wrong right correct able unable afraid free \
        available offline online alone speechless overwhelmed proud lucky new gone out in up down \
        off on away next close nearly almost not lonely calm comfortable uncomfortable starving
        """)
    /// Verbs of the conversation itself and of the moment.
    static let conversational = set(
        """
        say tell ask mean think guess know understand see hear notice realize realise want need \
        forget remember feel wonder hope wish expect agree disagree believe suppose doubt click type \
        copy paste compile google search check look seem appear mention figure assume imagine \
        appreciate apologize apologise thank promise swear bet let try call add change put set get \
        give show send run use come make take keep do wait listen follow continue stop find refer \
        talk speak chat describe explain confirm consider recommend suggest update test require \
        receive sound require wanna please bring turn leave miss matter care care mind admit stand \
        have be go
        """)
    /// What everybody does every day.
    static let everyday = set(
        "breakfast lunch dinner coffee tea shower nap snack bath bed sleep groceries dishes laundry"
    )
    /// Verbs of what one would like to do one day, that are worth keeping.
    static let aspirations = set(
        """
        learn visit become travel move live buy quit lose run climb start study retire adopt save \
        improve stop marry own build play go open hike write publish sail master get ride \
        renovate lead swim speak teach grow apply finish read switch
        """)
    /// Activities that go on for weeks, said in the progressive form.
    static let ongoing = set(
        """
        learn study train plan save build work live date expect teach recover renovate raise take \
        write read rehearse practise practice volunteer grow restore pursue remodel coach mentor \
        lead run start launch play suffer apply preparing prepare knit sew collect intern commute \
        rent attend foster breastfeed see undergo quit do
        """)
    /// Verbs of arrangements: in the progressive or the present with a time, a plan.
    static let arrangements = set(
        """
        fly travel go move visit meet start leave marry host attend see come have get take run begin \
        return drive celebrate turn throw join perform present graduate retire give fly sign open relocate defend propose enroll
        """)
}
