/// Persons of history and public life: who asks about them tells nothing of their own, and an answer
/// needs to know who is meant. Compiled by hand; no list was copied.
extension NameLexicon {
    /// Names by which one person, a law or a thing named after one is meant.
    static let publicSingle = set(
        """
        abel adele adler aeschylus allah ampere amundsen andersen archimedes aristophanes aristotle
        attila augustus austen babbage bach balzac banksy baudelaire bayes becquerel beethoven
        bentham bernoulli beyoncé bezos biden bilbo bismarck björk bjørnson boccaccio bohr bolsonaro
        bolívar bonaparte bono boole botticelli brahms brecht buddha böll caesar caligula cantor
        caravaggio castro cauchy celsius cervantes charlemagne chekhov cher chomsky chopin christie
        churchill cicero cleopatra clinton columbus confucianism confucius copernicus corbusier
        curie cézanne dalí dante danton darwin debussy degas descartes dickens dijkstra dirac
        djokovic dostoevsky dostoyevsky dracula drake dumas dumbledore durkheim dvořák dürer edison
        einstein eisenhower eminem erdogan erikson escher euclid euler eulers euripides fahrenheit
        faraday faust federer fellini fermat fermi feynman fibonacci flaubert foucault fourier
        frankenstein freud frodo galileo galois gandalf gandhi garibaldi gatsby gaudí gauguin gauss
        genghis giuliani goebbels goethe goethes gollum goya grass grieg griegs gropius guevara
        gutenberg gödel haaland habeck habermas hamlet hamsun hamsuns handel hannibal hawking haydn
        hayek hegel hegels heidegger heisenberg hemingway hermione herodotus hertz hesse hilbert
        himmler hitchcock hitler hobbes homer horace hubble hume händel ibsen ibsens jesus jinping
        joule jung kafka kandinsky kant kants kasparov kelvin kepler keynes kierkegaard kierkegaards
        klimt knuth koch kublai kubrick kurosawa lagrange laozi laplace lavoisier lecun leibniz
        lenin leonardo lie lincoln liszt locke lorenz lovelace luther luthers macbeth macron madonna
        magellan magritte mahler mandela mandelbrot maradona marat markov marx maslow matisse
        maxwell mbappé mendel mendeleev mendelssohn merkel messi metallica metternich michelangelo
        miró miyazaki moliere molière mondrian monet montessori moses mozart muhammad munch munchs
        musk mussolini mussorgsky nadal nansen napoleon nash navalny nefertiti nehru nero netanyahu
        neumann neumanns newton neymar nietzsche nietzsches nixon nobel noether obama odin ohm
        oppenheimer orbán orwell ovid pascal pasteur pauli pavlov pelé petrarch piaget picasso
        piketty planck plato plutarch poisson pollock popper potter prince prokofiev proust puccini
        pushkin putin pythagoras rachmaninoff racine ramanujan rammstein ramses raphael ravel reagan
        rembrandt riemann riemanns rihanna rimbaud robespierre rodin romney ronaldo roosevelt
        rorschach rossini rousseau rubens rutherford röntgen saladin santa sartre schiller schillers
        scholz schrödinger schubert scorsese seneca shakespeare shakira shannon sherlock
        shostakovich sibelius skinner skywalker smetana socrates sophocles spartacus spielberg
        spinoza stalin steinmeier sting strauss stravinsky tamerlane tarantino tarkovsky tchaikovsky
        tesla thatcher thor thucydides tolkien tolstoi tolstoy trudeau trump turing tutankhamun
        twain undset vader velázquez verdi vermeer verne virgil vivaldi voldemort volt voltaire
        vygotsky wagner warhol watt wittgenstein yoda zelensky zelenskyy zeus zola zuckerberg
        ødegaard айвазовский аристотель ахматова базаров байден бах бетховен брежнев бродский
        бродского булгаков булгакова вагнер верди воланд высоцкий гагарин гагарина гегель гете
        гоголь гоголя горбачев горбачёв гёте дарвин дарвина декарт диккенс достоевский достоевского
        ельцин ельцина есенин зеленский кандинский кант кантом капица каренина кафка колмогоров
        кутузов кутузова ландау ленин ленина лермонтов лермонтова ломоносов малевич марков маркова
        маркс маркса маск маска маяковский менделеев менделеева менделеевым моцарт мусоргский
        набоков навального навальный наполеон наполеона невский ницше ньютон ньютона обама обломов
        онегин онегина оруэлл пастернак печорин пифагор платон прокофьев путин путина пушкин пушкина
        раскольников рахманинов репин роулинг сахаров сократ солженицын сталин сталина стравинский
        суворов тарковский тарковского толкин толстого толстой трамп трампа троцкий тургенев
        тургенева фрейд хемингуэй хрущев хрущёв цветаева цой цоя чайковский чайковского чехов чехова
        шагал шекспир шекспира шиллер шишкин шопен шостакович эйзенштейн эйнштейн эйнштейна энгельс
        юнг
        """)

    /// The same, where only the whole name says who is meant.
    static let publicFull = set(
        """
        abraham_lincoln ada_lovelace adam_smith adolf_hitler agatha_christie akira_kurosawa al_gore
        al_pacino alan_turing alan_walker albert_camus albert_einstein albert_schweitzer
        albrecht_dürer albus_dumbledore alex_ferguson alexander_fleming alexander_great
        alexander_hamilton alexander_kielland alexander_pushkin alexander_solzhenitsyn
        alexandre_dumas alexei_navalny alf_prøysen alfred_hitchcock alice_weidel amalie_skram
        amelia_earhart anatoly_karpov andrew_jackson andrew_ng andrew_wiles andy_murray andy_warhol
        angela_merkel angelina_jolie anna_akhmatova anna_karenina annalena_baerbock anne_frank
        anne_holt antoine_lavoisier anton_bruckner anton_chekhov antoni_gaudi antoni_gaudí
        antonio_guterres antonio_vivaldi aretha_franklin ariana_grande arnold_schwarzenegger
        arthur_clarke arthur_doyle arthur_miller arthur_rimbaud arvo_pärt astrid_lindgren
        atticus_finch audrey_hepburn august_strindberg auguste_rodin babe_ruth barack_obama
        barbara_mcclintock bart_simpson baruch_spinoza benito_mussolini benjamin_franklin
        benjamin_netanyahu bernard_shaw bernie_sanders bertolt_brecht bertrand_russell bilbo_baggins
        bill_clinton bill_gates billie_eilish billie_holiday bjarne_stroustrup bjørnstjerne_bjørnson
        blaise_pascal bob_dylan bob_marley bobby_fischer boris_becker boris_johnson boris_pasternak
        boris_yeltsin brad_pitt britney_spears bruce_lee bruce_springsteen bruce_wayne bruno_mars
        buster_keaton captain_ahab carl_gauss carl_jung carl_sagan caspar_friedrich celine_dion
        charles_baudelaire charles_darwin charles_dickens charles_gaulle charlie_chaplin
        charlotte_brontë che_guevara chris_evans chris_hemsworth christian_dior christine_lagarde
        christopher_columbus christopher_nolan clara_schumann clark_kent claude_debussy claude_monet
        claude_shannon clint_eastwood coco_chanel cornelia_funke cristiano_ronaldo cs_lewis
        dalai_lama daniel_radcliffe darth_vader david_attenborough david_beckham david_bowie
        david_cameron david_copperfield david_gilmour david_hilbert david_hume demis_hassabis
        deng_xiaoping dennis_ritchie denzel_washington derek_jeter desmond_tutu diana_spencer
        diego_maradona diego_velázquez dmitri_mendeleev dmitry_medvedev dolly_parton donald_duck
        donald_knuth donald_trump douglas_adams duke_ellington dwight_eisenhower dylan_thomas
        ebenezer_scrooge ed_sheeran edgar_degas edgar_poe edsger_dijkstra edvard_grieg edvard_munch
        edward_hopper edwin_hubble egon_schiele elena_ferrante elfriede_jelinek elizabeth_bennet
        elizabeth_warren ella_fitzgerald ellen_degeneres elon_musk elton_john elvis_presley
        emile_durkheim emily_brontë emily_dickinson emma_bovary emma_stone emma_watson
        emmanuel_macron emmy_noether enrico_fermi erich_kästner erich_remarque erika_mustermann
        erling_haaland erna_solberg ernest_hemingway ernest_rutherford erwin_schrödinger fatih_akin
        federico_fellini felix_mendelssohn fidel_castro fitzwilliam_darcy floyd_mayweather
        francis_coppola francis_crick francisco_franco francisco_goya frank-walter_steinmeier
        frank_herbert frank_sinatra frank_wright franklin_roosevelt franz_beckenbauer franz_kafka
        franz_liszt franz_schubert freddie_mercury frederic_chopin frederick_douglass frida_kahlo
        fridtjof_nansen friedrich_engels friedrich_hölderlin friedrich_merz friedrich_nietzsche
        friedrich_schiller fritz_lang frodo_baggins frédéric_chopin fyodor_dostoevsky
        gabriel_márquez galileo_galilei garry_kasparov gavin_newsom geoffrey_hinton georg_händel
        george_bush george_handel george_harrison george_lucas george_martin george_orwell
        george_shaw george_washington georgia_keeffe gerhard_schröder giacomo_puccini giorgio_armani
        giuseppe_verdi gordon_brown gottfried_leibniz gotthold_lessing grace_hopper gregor_mendel
        greta_thunberg gro_brundtland guido_rossum gustav_klimt gustav_mahler gustave_flaubert
        guy_maupassant günter_grass han_solo hannah_arendt hans_andersen hans_zimmer harper_lee
        harriet_tubman harrison_ford harry_hole harry_kane harry_potter harry_truman haruki_murakami
        hayao_miyazaki heinrich_böll heinrich_heine heinrich_himmler heinrich_mann helmut_kohl
        helmut_schmidt henning_mankell henri_matisse henrik_ibsen henry_james herbert_hoover
        hermann_göring hermann_hesse hermione_granger hieronymus_bosch hillary_clinton ho_minh
        holden_caulfield homer_simpson honoré_balzac huckleberry_finn hugh_grant hugh_jackman
        hänsel_gretel ian_fleming ian_mckellen igor_stravinsky ilya_sutskever immanuel_kant
        ingeborg_bachmann ingmar_bergman isaac_asimov isaac_newton isabel_allende italo_calvino
        ivan_turgenev jacinda_ardern jack_kerouac jack_london jack_nicholson jackie_chan
        jackie_robinson jackson_pollock jacques_derrida jair_bolsonaro james_bond james_cameron
        james_joyce james_madison james_maxwell james_watson jan_eyck jane_austen jane_doe jane_eyre
        jane_goodall jay_gatsby jean-paul_sartre jean_sibelius jeff_bezos jens_stoltenberg
        jensen_huang jeremy_bentham jeremy_corbyn jimi_hendrix jimmy_carter jimmy_fallon jimmy_page
        jk_rowling jo_nesbø joachim_gauck joe_biden johann_bach johann_goethe johann_strauss
        johannes_brahms johannes_kepler johannes_klæbo johannes_vermeer john_adams john_coltrane
        john_doe john_kennedy john_keynes john_lennon john_locke john_mccain john_mccarthy john_mill
        john_neumann john_rawls john_steinbeck john_williams johnny_cash johnny_depp jon_fosse
        jon_snow jon_stewart jonas_lie jonas_støre jorge_borges joseph_brodsky joseph_goebbels
        joseph_haydn joseph_stalin jostein_gaarder josé_mourinho jrr_tolkien judi_dench jules_verne
        julia_roberts julius_caesar justin_bieber justin_trudeau jürgen_habermas jürgen_klopp
        kaiser_wilhelm kamala_harris kanye_west karen_blixen kari_nordmann karin_fossum
        karl_liebknecht karl_marx karl_ove karl_popper karsten_warholm kate_middleton
        katniss_everdeen katy_perry kazuo_ishiguro keanu_reeves keir_starmer keith_richards
        ken_thompson kim_kardashian king_arthur king_charles king_harald king_lear knut_hamsun
        kobe_bryant kofi_annan kong_harald kong_olav konrad_adenauer kurt_cobain kurt_gödel
        kurt_vonnegut kygo kylian_mbappé lady_gaga lady_macbeth langston_hughes larry_bird
        larry_page le_corbusier lebron_james leo_tolstoy leon_trotsky leonard_cohen
        leonardo_dicaprio leonardo_vinci leonhard_euler lev_tolstoy lewis_carroll lewis_hamilton
        linus_pauling linus_torvalds lionel_messi lise_meitner liz_truss louis_armstrong
        louis_pasteur luca_pacioli ludwig_beethoven ludwig_wittgenstein luke_skywalker
        lyndon_johnson m_escher madonna_ciccone magic_johnson magnus_carlsen mahatma_gandhi
        malala_yousafzai malcolm_x manuel_neuer mao_zedong marc_chagall marcel_proust marco_polo
        marcus_aurelius margaret_thatcher mariah_carey marie_curie marilyn_monroe mario_llosa
        marit_bjørgen mark_rothko mark_twain mark_zuckerberg marlon_brando martin_heidegger
        martin_luther martin_scorsese martin_ødegaard marvin_minsky mary_shelley maurice_ravel
        max_mustermann max_planck max_verstappen max_weber maya_angelou meghan_markle meryl_streep
        michael_ende michael_faraday michael_jackson michael_jordan michael_phelps
        michael_schumacher michel_foucault michelle_obama mick_jagger mickey_mouse mike_pence
        mike_tyson mikhail_bulgakov mikhail_gorbachev miles_davis milton_friedman mitch_mcconnell
        mitt_romney morgan_freeman morten_harket mother_teresa muammar_gaddafi muhammad_ali
        nancy_pelosi narendra_modi natalie_portman neil_armstrong neil_gaiman nelson_mandela
        nicolaus_copernicus niels_bohr nigel_farage nikola_tesla nikolai_gogol noam_chomsky
        nora_helmer novak_djokovic ola_nordmann olaf_scholz ole_solskjær oliver_twist oprah_winfrey
        osama_laden oscar_wilde otto_bismarck otto_hahn pablo_neruda pablo_picasso paris_hilton
        patrick_stewart paul_cézanne paul_dirac paul_erdős paul_klee paul_mccartney paul_simon
        paulo_coelho peer_gynt pep_guardiola peter_griffin peter_jackson peter_pan peter_parker
        peter_rubens petter_northug philip_dick philip_glass pierre_fermat piet_mondrian
        pippi_langstrumpf pippi_langstrømpe pol_pot pope_benedict pope_francis prince_harry
        prince_william princess_leia pyotr_tchaikovsky queen_elizabeth quentin_tarantino
        rachel_carson rafael_nadal rainer_fassbinder rainer_rilke ray_bradbury ray_charles
        recep_erdogan recep_erdoğan rené_descartes richard_feynman richard_nixon richard_wagner
        ridley_scott ringo_starr rishi_sunak roald_amundsen roald_dahl robert_boyle robert_downey
        robert_frost robert_habeck robert_niro robert_oppenheimer robert_plant robert_schumann
        robert_stevenson robin_hood robinson_crusoe roger_federer roger_waters romeo_montague
        ron_desantis ron_weasley ronald_reagan rosa_luxemburg rosa_parks rosalind_franklin
        rowling_joanne rudy_giuliani rudyard_kipling ryan_gosling ryan_reynolds saddam_hussein
        salman_rushdie salvador_dalí sam_altman samuel_beckett samuel_jackson satya_nadella
        scarlett_johansson scott_fitzgerald seamus_heaney sean_connery sebastian_vettel
        selma_lagerlöf serena_williams sergei_rachmaninoff sergey_brin sherlock_holmes sigmund_freud
        sigrid_undset simon_bolivar simone_beauvoir simone_biles simón_bolívar siv_jensen
        sofia_coppola sophie_scholl spike_lee srinivasa_ramanujan stanley_kubrick stefan_zweig
        steffi_graf stephen_colbert stephen_curry stephen_hawking stephen_king steve_jobs
        steven_spielberg stevie_wonder stieg_larsson sundar_pichai susan_anthony sylvester_stallone
        sylvia_plath søren_kierkegaard taylor_swift tennessee_williams terence_tao terry_pratchett
        theo_doesburg theodor_adorno theodor_fontane theodor_storm theodore_roosevelt theresa_may
        therese_johaug thomas_bernhard thomas_edison thomas_hardy thomas_hobbes thomas_jefferson
        thomas_mann thomas_müller thorbjørn_egner tiger_woods tim_berners-lee tim_burton tim_cook
        tim_lee tom_brady tom_cruise tom_hanks tom_sawyer toni_kroos toni_morrison tony_blair
        tony_stark tove_jansson trygve_lie ts_eliot tycho_brahe tyrion_lannister ulysses_grant
        umberto_eco ursula_guin ursula_leyen usain_bolt venus_williams victor_hugo vidkun_quisling
        viktor_orbán vincent_gogh virginia_woolf vladimir_lenin vladimir_nabokov vladimir_putin
        volodymyr_zelensky volodymyr_zelenskyy walt_whitman walter_gropius walter_white
        wassily_kandinsky wayne_gretzky wayne_rooney werner_heisenberg werner_herzog wes_anderson
        whitney_houston will_smith william_faulkner william_yeats willie_nelson willy_brandt
        willy_loman wim_wenders winnie_pooh winston_churchill wolfgang_mozart wolfgang_pauli
        woodrow_wilson woody_allen xi_jinping yann_lecun yao_ming yoko_ono yoshua_bengio
        yuri_gagarin zaha_hadid zinedine_zidane émile_durkheim émile_zola александр_блок
        александр_невский александр_пушкин александр_солженицын алексей_навальный алла_пугачева
        алла_пугачёва альберт_эйнштейн алёша_попович ангела_меркель андрей_сахаров андрей_тарковский
        анна_ахматова анна_каренина антон_чехов баба_яга барак_обама билл_гейтс борис_ельцин
        борис_пастернак валентина_терешкова виктор_цой владимир_высоцкий владимир_зеленский
        владимир_ленин владимир_маяковский владимир_путин гарри_поттер дед_мороз джо_байден
        дмитрий_медведев дмитрий_менделеев дмитрий_шостакович добрыня_никитич дональд_трамп
        евгений_онегин екатерина_великая екатерина_вторая иван_айвазовский иван_бунин иван_грозный
        иван_павлов иван_тургенев иван_царевич илон_маск илья_муромец илья_репин иосиф_бродский
        иосиф_сталин исаак_ньютон казимир_малевич лев_ландау лев_толстой лев_троцкий леонид_брежнев
        максим_горький марина_цветаева мария_кюри марк_шагал михаил_булгаков михаил_горбачев
        михаил_горбачёв михаил_лермонтов михаил_ломоносов никита_михалков никита_хрущев
        никита_хрущёв никола_тесла николай_второй николай_гоголь остап_бендер петр_первый
        пётр_первый пётр_чайковский сергей_есенин сергей_королев сергей_королёв сергей_рахманинов
        сергей_эйзенштейн стив_джобс федор_достоевский фёдор_достоевский чарльз_дарвин шерлок_холмс
        юрий_андропов юрий_гагарин
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
