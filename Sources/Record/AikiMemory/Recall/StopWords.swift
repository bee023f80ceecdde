/// Words that say nothing of a topic, in the form in which ``TextTerms`` compares them: lower case, no
/// accents, no apostrophes.
///
/// A word that means something in another of these languages ("war", "die", "hat") is not among them.
/// They stand in so many texts that looking them up costs much and finds nothing.
enum StopWords {
    /// The stop words of all languages known here.
    static let all: Set<String> = {
        var words: Set<String> = []
        for list in [english, norwegian, german, russian] {
            words.formUnion(list.split(whereSeparator: \.isWhitespace).map(String.init))
        }
        return words
    }()

    private static let english = """
        a about above after again against all am an and any are arent as at be because been before \
        being below between both but by can cant cannot could couldnt did didnt do does doesnt doing \
        dont down during each few for from further had hadnt has hasnt have havent having he hed hell \
        hes her here heres hers herself him himself his how hows i id ill im ive if in into is isnt it \
        its itself lets me more most mustnt my myself no nor not of off on once only or other ought \
        our ours ourselves out over own same she shed shes should shouldnt so some such than that \
        thats the their theirs them themselves then there theres these they theyd theyll theyre \
        theyve this those through to too under until up very was wasnt we wed well were weve werent \
        what whats when whens where wheres which while who whos whom why whys will with wont would \
        wouldnt you youd youll youre youve your yours yourself yourselves s t just also really
        """

    private static let norwegian = """
        og i jeg det at en et til er som pa de med han av ikke der sa var meg seg men ett har om \
        vi min mitt ha hadde hun na over da ved fra du ut sin dem oss opp kan hvor eller hva \
        skal selv sjol her alle vil bli ble blitt kunne inn nar vaere kom noen noe ville dere deres \
        kun ja etter skulle denne for deg si sine sitt mot a meget hvorfor dette disse uten \
        hvordan ingen din ditt blir samme hvilken hvilke sann inni mellom var hver hvem vors hvis \
        bade enn fordi for mange ogsa slik vaert begge siden
        """

    private static let german = """
        aber alle allem allen aller alles als also am an ander andere anderem anderen auch auf aus bei \
        bis bist da damit dann der des dem das dass dein deine deinem deinen derselbe \
        dich dir du dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer \
        eines einig einige er ihn ihm es etwas euer eure fur gegen gewesen hab habe haben hatte \
        hatten hier hin hinter ich mich mir ihr ihre ihrem ihren ihrer im in indem ins ist jede jedem \
        jeden jeder jedes jene jetzt kann kein keine konnen konnte manche mein meine meinem \
        meinen meiner mit muss musste nach nicht nichts noch nun nur ob oder ohne sehr sein seine \
        seinem seinen seiner selbst sich sie ihnen sind so solche soll sollte sondern sonst uber um \
        und uns unser unter viel vom von vor wahrend waren warst was weil weiter welche wenn \
        werde werden wie wieder will wir wird wirst wo wollen wollte wurde wurden zu zum zur zwar \
        zwischen
        """

    private static let russian = """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне \
        было вот от меня еще нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него \
        до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для \
        мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет ж тогда кто этот того \
        потому этого какой совсем ним здесь этом один почти мой тем чтобы нее сейчас были куда зачем \
        всех никогда можно при наконец два об другой хоть после над больше тот через эти нас про всего \
        них какая много разве эту моя впрочем хорошо свою этой перед иногда лучше чуть том нельзя \
        такой им более всегда конечно всю между
        """
}
