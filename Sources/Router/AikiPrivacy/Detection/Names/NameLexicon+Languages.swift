/// Small words by which German is told from the other languages. Words that both have are in neither list.
extension NameLexicon {
    static let germanWords = set(
        """
        der das und ist ich nicht mit ein eine für auf zu sie wir von dem hat bei bitte mein meine
        meinen meinem meiner es wie auch nach wird ihr sich zur zum wohnt heiße heißt herr herrn frau uns
        über aus noch kann du kannst diesen diese dieser dieses diesem einen einem einer eines unser unsere
        unserer unseren unserem dein deine seine sein seinen seiner bis wer wann warum welche welcher welches
        oder aber dass weil wenn nur sehr mir mich dir dich ihm ihn kein keine keinen gibt sind haben habe
        wurde werden gestern heute morgen hast zwischen liebe lieber grüße grüßen gruß grüß danke schreibe
        erkläre seit sagt ihre ihren ihrem ihrer kommt geht macht wurden würde könnte sollte möchte müssen
        können sollen wollen schick schicke schicken sehr geehrte geehrter ab um beim vom ins ans durch gegen
        ohne doch schon immer jetzt wieder viele viel mehr dann denn obwohl während damit als ob deine
        teilnehmer kontakt rechnung termin glaube frage ruf rufe hallo telefon straße
        """)

    static let otherWords = set(
        """
        the and of to my a for with you og jeg på til har som av ikke en å we he at on et hun han vi this
        that did are be er om fra det your her его и не на что как hva hvor do does how why what who where
        when please can by from it is i she they our their his has had would could should there here about
        into than then been were being not no yes just very all some any me him them us up out if but so hos
        eller men så blir ble kan vil skal må seg meg deg oss dere dem sin sitt sine min mitt mine denne
        dette disse ved etter før når hvis fordi også bare nå i er var den de hei takk hilsen kjære
        у в с по из за для мой моя это кто где
        """)
}
