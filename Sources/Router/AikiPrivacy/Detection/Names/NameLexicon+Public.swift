/// Persons of history and public life: who asks about them tells nothing of their own, and an answer
/// needs to know who is meant. Compiled by hand; no list was copied.
extension NameLexicon {
    /// Names by which one person, a law or a thing named after one is meant.
    static let publicSingle = set(
        """
        einstein newton darwin shakespeare mozart beethoven bach goethe schiller kant hegel
        nietzsche marx plato socrates aristotle homer euclid archimedes pythagoras galileo
        copernicus kepler gauss euler riemann fourier laplace lagrange bayes markov bernoulli
        poisson cauchy hilbert gödel turing neumann shannon dijkstra knuth planck bohr heisenberg
        schrödinger feynman curie maxwell faraday tesla edison freud jung picasso rembrandt monet
        michelangelo leonardo raphael dante cervantes tolstoy tolstoi dostoevsky dostoyevsky
        chekhov pushkin ibsen hamsun grieg munch nansen amundsen undset bjørnson dickens austen
        tolkien orwell hemingway twain napoleon caesar cleopatra lincoln churchill hitler stalin
        lenin gandhi mandela obama trump biden putin merkel macron nobel pasteur mendel hubble
        hawking christie andersen brahms chopin vivaldi verdi wagner schubert tchaikovsky
        rachmaninoff voltaire rousseau descartes spinoza leibniz pascal hume locke kafka brecht
        böll grass hesse kepler ohm volt ampere hertz celsius fahrenheit kelvin gutenberg luther
        columbus magellan bach odin thor zeus jesus buddha muhammad moses allah santa frankenstein
        dracula sherlock hamlet macbeth faust gatsby potter пушкин пушкина толстой толстого
        достоевский достоевского чехов чехова гоголь гоголя лермонтов лермонтова тургенев
        тургенева булгаков булгакова ломоносов менделеев менделеева гагарин гагарина ленин ленина
        сталин сталина путин путина горбачев горбачёв чайковский чайковского эйнштейн эйнштейна
        ньютон ньютона маркс маркса дарвин дарвина шекспир шекспира наполеон наполеона марков
        маркова колмогоров ахматова цветаева маяковский есенин пастернак набоков солженицын репин
        шишкин ландау капица сахаров
        """)

    /// The same, where only the whole name says who is meant.
    static let publicFull = set(
        """
        steve_jobs bill_gates elon_musk mark_zuckerberg jeff_bezos linus_torvalds tim_cook
        sam_altman taylor_swift michael_jackson john_lennon paul_mccartney elvis_presley bob_dylan
        david_bowie freddie_mercury madonna_ciccone michael_jordan lionel_messi cristiano_ronaldo
        roger_federer serena_williams usain_bolt muhammad_ali magnus_carlsen erling_haaland
        henrik_ibsen edvard_munch edvard_grieg knut_hamsun sigrid_undset roald_amundsen
        fridtjof_nansen jo_nesbø karl_ove jens_stoltenberg erna_solberg george_washington
        thomas_jefferson abraham_lincoln john_kennedy martin_luther theodore_roosevelt
        franklin_roosevelt ronald_reagan george_bush barack_obama donald_trump joe_biden
        kamala_harris hillary_clinton margaret_thatcher winston_churchill boris_johnson tony_blair
        angela_merkel olaf_scholz helmut_kohl willy_brandt konrad_adenauer emmanuel_macron
        charles_gaulle vladimir_putin joseph_stalin vladimir_lenin leon_trotsky mikhail_gorbachev
        boris_yeltsin mahatma_gandhi nelson_mandela queen_elizabeth jane_austen charles_dickens
        virginia_woolf george_orwell agatha_christie stephen_king rowling_joanne mark_twain
        ernest_hemingway oscar_wilde edgar_poe arthur_doyle emily_dickinson emily_brontë
        charlotte_brontë mary_shelley walt_whitman leo_tolstoy anton_chekhov fyodor_dostoevsky
        alexander_pushkin isaac_newton albert_einstein charles_darwin marie_curie stephen_hawking
        richard_feynman niels_bohr max_planck werner_heisenberg nikola_tesla thomas_edison
        alan_turing ada_lovelace grace_hopper rosalind_franklin james_watson francis_crick
        galileo_galilei carl_sagan neil_armstrong yuri_gagarin amelia_earhart christopher_columbus
        marco_polo johann_bach johann_goethe wolfgang_mozart ludwig_beethoven immanuel_kant
        friedrich_nietzsche karl_marx sigmund_freud carl_jung rené_descartes david_hume john_locke
        adam_smith john_keynes milton_friedman vincent_gogh pablo_picasso claude_monet
        salvador_dalí frida_kahlo andy_warhol leonardo_vinci harry_potter sherlock_holmes
        james_bond anna_karenina romeo_montague peter_pan robinson_crusoe emma_bovary
        alexander_great julius_caesar marcus_aurelius franz_kafka thomas_mann hermann_hesse
        bertolt_brecht albert_schweitzer anne_frank sophie_scholl greta_thunberg malala_yousafzai
        lev_tolstoy лев_толстой александр_пушкин антон_чехов юрий_гагарин михаил_булгаков
        владимир_путин пётр_чайковский пётр_первый петр_первый иван_грозный анна_каренина
        евгений_онегин николай_гоголь фёдор_достоевский федор_достоевский john_doe jane_doe
        max_mustermann erika_mustermann ola_nordmann kari_nordmann
        """)

    /// Whether a name, as its words in lower case, is public.
    static func isPublic(_ words: [String]) -> Bool {
        guard let first = words.first, let last = words.last else { return false }
        if words.count == 1 { return publicSingle.contains(first) }
        return publicFull.contains("\(first)_\(last)")
            || publicSingle.contains(last) && !family.contains(last) && given(first) != nil
                && publicFull.contains { $0.hasSuffix("_\(last)") && $0.hasPrefix(first) }
    }
}
