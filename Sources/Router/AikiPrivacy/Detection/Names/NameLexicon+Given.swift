/// Given names that are common where the languages that are looked through are spoken, and the names
/// that people bring with them from elsewhere. Compiled by hand; no list was copied.
extension NameLexicon {
    static let givenLatin = set(
        """
        aaron abby abdul abdullah abigail abraham ada adam adela adele adrian adriana agata agatha
        agnes agnieszka ahmad ahmed aidan aileen aisha aisling aksel alan alana alastair alba
        albert alberto alec aleksander aleksandr aleksandra aleksei alena alessandra alessandro
        alessia alex alexa alexander alexandra alexandre alexei alexey alexis alfie alfred alfredo
        ali alice alicia alina alisa alison alistair allison alma alva alvaro alvin amalie amanda
        amara amaya amelia amelie amina amir amira amit amy ana anastasia anders andre andrea
        andreas andrei andres andrew andrey andrzej andy anett angela angelica angelika angelina
        angus anil anita anja anjali ann anna annabel anne annette annika anniken antje anthony
        antoine anton antonia antonio anya arash archie ariana ariel arjun armando arne arnold
        arthur artem artur arturo arun arvid asbjørn ashley ashok asif aslak asta astrid athena
        atle aud audrey audun august aurora austin ava axel ayesha ayla aylin azra babette barbara
        barry bartosz bashir basil bastian beata beate beatrice beatriz becky ben benedikt
        benedikte benedicte benjamin benny bente berit bernard bernd bernhard bert bertha bertil
        bertram beth bethany betty bianca birgit birgitte birte bjarne bjorn bjørg bjørn bjørnar
        bob bobby bogdan boris brad bradley brandon brenda brendan brett brian brianna bridget
        britt brita brittany bruce bruno bryan burak caitlin caleb callum calvin cameron camilla
        camille camilo carina carl carla carlo carlos carmen carol carole carolin carolina
        caroline carolyn carsten casey caspar cassandra cassie catalina caterina catherine
        cathrine cathy cecilia cecilie cedric celeste celia celine cem chad chandra charles
        charlie chen cheryl chiara chidi chinedu chloe chris christa christel christian christiane
        christina christine christoph christopher christy cindy claire clara clare claude claudia
        claudio clemens clive clyde colin colleen connor conor conrad constance cora corinna
        corinne cormac cornelia courtney craig cristian cristina curtis cynthia dag dagfinn dagmar
        dagny damian damien dan dana daniel daniela daniele danielle danny daphne daria dario
        darius darren dave david debbie deborah debra declan deepak deirdre delia denise dennis
        derek desmond detlef devon dexter diana diane dieter dietmar dietrich diego dilip dimitri
        dina dirk dmitri dmitry dolores dominic dominik dominique donald donna dora doreen doris
        dorothea dorothy dorte douglas duncan dustin dwayne dylan ebba eckhard eddie edgar edith
        edmund edna eduardo edward edwin eilif eileen eilert einar eirik eirin eivind ekaterina
        elaine eleanor elena eleni elfriede eli elias elif elin elina eline elisa elisabeth elise
        eliza elizabeth elke ella ellen ellie elliot elliott elmar elsa else elsie emanuel emil
        emilia emilie emilio emily emine emma emmanuel emre enrico enrique eric erica erich erik
        erika erin erling ernesto ernst erwin esben esmeralda esther ethan eugene eugenia eva evan
        evelyn evgeni evgeny ewa ewan fabian fabio fadi fahad farah farid fatima fatma federico
        felicia felicity felipe felix ferdinand fergus fernanda fernando fiona flavia florian
        francesca francesco francine francis francisca francisco françois françoise frank franz
        franziska fred freddie frederic frederick fredrik freja freya frida frieda friedrich fritz
        frode gabriel gabriela gabriele gabriella galina gareth gary gavin geir gemma geoffrey
        georg george georgina gerald geraldine gerard gerd gerda gerhard gero gerry gertrud
        giacomo gianna gideon gilbert gillian gina giorgio giovanna giovanni giulia giuseppe
        glenda glenn gloria goran gordon graham greg gregor gregory greta gretchen gro grzegorz
        gudrun guillaume guillermo gunhild gunn gunnar gunther gustav gustavo guy gwen gwendolyn
        günter günther haakon hadi hakan halvard halvor hamid hamza hanna hannah hanne hannes hans
        harald hari harold harriet harrison harry harsh hasan hassan hauke hazel heather hector
        hedda hedvig heidi heike heiko heiner heinrich heinz helen helena helene helga helge helle
        helmut henning henri henriette henrik henrike henry herbert herman hermann hermine hilary
        hilda hilde hildegard holger hubert hugh hugo hussein hussain ian ibrahim ida idun igor
        ilaria ilham ilka ilona ilse ilya imran imre ines inga inge ingeborg inger ingrid ingo
        ingvild ingvar ioana irena irene irina iris irma isaac isabel isabella isabelle isak
        iselin ismail ivan ivana ivar iver ivo ivy jaap jackie jackson jacob jacqueline jacques
        jaime jake jakob jakub jamal james jamie jan jana jane janet janice janina janine janne
        jannik jared jarle jasmin jasmine jason javier jay jean jeanette jeanne jeff jeffrey
        jelena jen jenna jennifer jenny jens jeremiah jeremy jerome jerry jesper jess jesse
        jessica jesús jill jim jimmy jin jing joan joachim joanna joanne joao jochen jodie joe
        joel joelle johan johann johanna johannes john johnny jolanta jon jonah jonas jonathan
        jorge jorid jorunn jose josé josef josefine joseph josephine josh joshua jostein joyce
        joão juan juanita juana judith judy julia julian juliana julie julien juliet juliette
        julio julius jun jurgen justin justine justyna jutta jürgen jörg jørgen jørn kai kaja
        kamal kamila kamilla karen kari karianne karim karin karina karl karla karolina karoline
        karsten kaspar kasper katarina katarzyna kate katharina katherine kathleen kathrin
        kathrine kathryn kathy katie katja katrin katrina katrine katya kayla kaylee keith kelly
        kelsey ken kenji kenneth kenny kerstin kevin khadija khalid kieran kim kimberly kinga
        kirsten kirsti kjell kjersti kjetil klara klaus knut konrad konstantin kristen kristian
        kristin kristina kristine kristof kristoffer krystyna krzysztof kumar kurt kyle lana lara
        larissa larry lars lasse laura lauren laurence laurent lauri laurie leah leander leif
        leila lena lennart leo leon leona leonard leonardo leonie leopold leroy leslie leticia
        levi lewis liam lidia liesel lieselotte lilian lillian lilly lina linda lindsay lindsey
        line linnea linus lionel lisa lisbeth lise liselotte liv liudmila liza lizzie lloyd logan
        lois lola lorena lorenz lorenzo loretta lori lorna lorraine lothar lotta lotte lou louis
        louisa louise luc luca lucas lucia luciana luciano lucie lucinda lucy ludmila ludvig
        ludwig luis luisa luise lukas lukasz luke luna lutz lydia lyn lynn lyudmila maarten maciej
        mads magda magdalena maggie magne magnhild magnus mahmoud maike maja maksim malcolm
        malgorzata malik malin malte mandy manfred manish manuel manuela mara marc marcel marcela
        marcello marcia marco marcos marcus margaret margareta margarete margarita margit margot
        margrethe maria mariam marian mariana marianne maribel marie mariella marijke marilyn
        marina mario marion marisa marissa marit marita marius marjorie marko markus marlene
        marlon marsha marta marte martha marthe martin martina martine marvin mary maryam mateo
        mateusz mathias mathilda mathilde matilda matteo matthew matthias matthieu maureen maurice
        mauricio max maxim maxime maximilian maxine meera megan mehdi mehmet mei melanie melina
        melissa mercedes meredith merete merle mette mia micah michael michaela michal michele
        michelle miguel mihai mikael mike mikhail mikkel mila milan mildred milena milo mina ming
        minna mira miranda miriam mirjam mirko mitchell mohamed mohammad mohammed moira molly mona
        monica monika monique morgan moritz morten moses muhammad muhammed murat muriel mustafa
        myra myriam nadia nadine nadja naomi narges nasser natalia natalie nataliya natalya
        natasha nate nathalie nathan nathaniel naveen neal ned neha neil nelly nicholas nick nicky
        nicola nicolas nicole nigel nikhil nikita niklas nikola nikolai nikolaj nikos nils nina
        noah noel noelle noemi nora norbert noreen norma norman nour oda oddvar odd ola olaf olav
        ole oleg olena olga oliver olivia olivier oleksandr omar oscar oskar osman otto owen
        oystein øystein øyvind ottar pablo paige pal pamela paolo pascal patricia patrick patrik
        paul paula paulina pauline paulo pavel pawel pedro peggy penelope per pernille perry peter
        petra petter phil philip philipp philippa phillip phoebe phyllis pierre pieter pilar piotr
        pooja prakash priya priyanka rachel radek rafael rafal rahul rainer raj rajesh ralf ralph
        ramon ramona randi randy raphael raquel rashid raul ravi raymond rebecca rebekka regina
        reginald reidar reidun reiner reinhard renata renate rené renee rhonda ricardo richard
        rick ricky rita rob robbie robert roberta roberto robin rocio rodrigo roger rohan rohit
        roland rolf roman ron ronald ronja ronny roosevelt rosa rosalie rosalind rosario rosemarie
        rosemary ross rowan roxana roxanne roy ruben rudi rudolf rune runa rupert russell ruth
        ryan sabine sabrina sadia saeed said sally salma salman sam samantha samir samira samuel
        sandeep sandra sandro sanjay santiago sanna sara sarah sascha saskia saul scott sean
        sebastian selina selma serena sergei sergey sergio seth shane shannon shaun shauna sheila
        shelley shelly sherry shirley shreya siamak sibylle sidsel siegfried sienna sigmund signe
        sigrid sigrun sigurd sigve silje silke silvia simen simon simona simone sindre sinead
        siobhan siri sissel siv snorre sofia sofie solveig sondre sonia sonja sophia sophie soren
        sølvi søren stacey stacy staffan stan stanislav stefan stefanie steffen stein steinar
        stella sten stephan stephanie stephen steve steven stian stig stina stine stuart sture sue
        suresh susan susana susann susanna susanne susie suzanne svea sven svein svenja sverre
        svetlana swati sybille sylvia sylvie synne synnøve tabea tamara tammy tanja tanya tara
        tariq tarjei tatiana tatjana tatyana taylor ted terence teresa terje terry tess tessa thea
        thelma theo theodor theodore theresa therese thomas thor thora thorbjørn thorsten tiffany
        tilda tilde till tim timo timothy timur tina tobias todd tom tomas tomasz tommy toni tonje
        tony tor torben tord tore torgeir torill torkel tormod torstein torsten tove tracey tracy
        trevor tricia trine trisha trond truls trude trygve tuva tyler tyrone uli ulf ulla ulrich
        ulrike umar una ursula usha ute uwe vadim valentin valentina valeria valerie vanessa
        vegard venkat vera vernon veronica veronika vibeke vicente vicki vicky victor vidar vigdis
        vijay vikram viktor viktoria vilde vilhelm vincent vincenzo viola virginie vishal vivek
        vivian viviana vivien vlad vladimir volker wade walter waltraud wanda warren wayne wei
        wendy wenche wenke werner wesley wilfried wilhelm wilhelmine willem william willy wilma
        winfried winston wojciech wolfgang xavier xiao xin yael yan yang yannick yara yasmin
        yasmine yasmin yekaterina yelena yevgeny ylva yngve yolanda yosef youssef yuki yulia yuri
        yusuf yvette yvonne zachary zahra zainab zara zoe zofia zoya zsofia åge ågot åse åshild
        åsne ådne aase aage øivind åsmund eskil jarl kåre mårten göran åke lennart björn håkon
        håvard hågen hallgeir hallvard ingunn torunn gunvor oddny borghild ragnhild ragnar ragna
        runar roar tarald torfinn brage even jostein trym vetle ulrik tiril jenni linn ane marthe
        emre deniz selin zeynep ayşe elif mehmet ayse gül hüseyin mustafa ömer özlem tolga volkan
        yasin aarav ananya aditya deepika divya ishaan kavya lakshmi meena nikhil padma pranav
        rajan rakesh ramesh ranjit rishi sachin sanjana shanti sunil sunita uma vinod kwame kofi
        amara adaeze ngozi oluwaseun folake tunde yaw abena akua ifeoma emeka sipho thabo nomsa
        zanele hiroshi haruto sakura takashi yoko akira kenta naoko minh linh thuy hoang anh
        nguyet phuong jihoon minji seojun hyun soo-jin eun zuzanna ravindra xiomara aurelia
        hildegund irmela gernot egon espen soraya dafydd olumide steffi uschi moni conny gabi susi
        heinz kalle lise-lotte randulf asgeir asgjerd bjarte brede dagny eivor embla emre endre
        erlend finn fritjof frøydis gaute gerd gjermund gry guro hallstein herman hilmar
        inger-lise ivar jardar jo-inge johnny kolbein laila leiv lill lillian maiken margunn
        marianne marit mona morten nanna odin odvar oddbjørn olaug oskar petter ragnvald randi
        rannveig roald rolf sigbjørn sigfrid sigmund signe skjalg solfrid solveig steinar svanhild
        sveinung terje tarjei thorvald tora torbjørn tormod torhild turid tyra unni valborg
        vebjørn viggo vilja wilhelm åshild aleks alois anneliese annegret annemarie ansgar babsi
        bärbel berthold bodo burkhard cordula detlev ditmar ekkehard elfi elsbeth ewald falk
        franziskus friederike fridolin gerlinde gisela gottfried götz gundula gustl hanna
        hannelore hartmut hedwig heidemarie helmuth henner hermann hilke hilmar holger horst inken
        irmgard irmtraud isolde jochem joachim jörn jost jupp jule kurt kunigunde leni liesl
        lorenz lothar margarethe marlies mechthild meike miriam nele neele nicolai olaf ortrud
        ottilie ottokar philine pia raimund reinhold resi roswitha rüdiger ruprecht sepp siegmar
        sigrun sönke sven svantje tjark thekla traudl udo urban ursel vinzenz vroni walburga
        walther wenzel wiebke wieland wilfried wilhelmina wolfram xaver yusuf zita alasdair alec
        alyssa anton araminta ariadne aubrey barnaby basil beatrix benedict bernadette bertram
        blair blake blanche brigid bronwyn bryony byron calum carys cecil cerys clementine
        cressida cyril darcy delphine desmond dilys dominick dorian eamon edwina eithne eliana
        elisha elspeth enid esme eugenie ewan fenella finley finlay flora fraser gethin gladys
        glynis godfrey granville greer griselda guinevere gwyneth hamish hattie henrietta hester
        honora howard huw imelda imogen iona isolde ivor jacinta jemima jenna jermaine jethro
        jocelyn joss julius keira kerry kieron kitty lachlan leonora letitia lionel lorna lucian
        lucille lyndon mabel maeve malachy marcella marina marnie maud maura mavis meredith mervyn
        milo minnie morag muriel nadine nerys nessa neville niamh nigella niall nina oonagh orla
        orson ottilie padraig percy perpetua philippa piers portia primrose quentin ralph ramsay
        raquel reuben rhiannon rhys roderick roisin romilly ronan rosamund rosie rowena rufus
        rupert sadie saoirse seamus selwyn sian sheena sidney silas sinéad sorcha stanley stella
        stephanie sybil tabitha talia tamsin tatum tegan thaddeus theodora tobin toby tristan
        ursula vaughan verity viv wallace wendell wilbur wilfred winifred yasmine zachariah zara
        zelda zeke abebe abimbola adebayo adeola afua akin akosua amaka aminata ayo ayodele
        babatunde bisi bola chiamaka chika chinonso chioma chukwuemeka dayo ebele efua ekene emeka
        esi fatou femi funmi gbenga ikenna itunu jelani kehinde kayode kelechi kojo kwabena kwaku
        lerato lindiwe makena mandla mariama moussa musa nana nkechi nneka nnamdi nia njeri obinna
        ode olayinka olu oluwatobi omolara onyeka ousmane samba sade segun simba sizwe tafari
        taiwo tariro temitope thandi thandiwe themba tobenna uche wanjiru yetunde zola zuri
        abdullahi abir adnan aida akram aliya amal amani amer amin anas anwar arif asma aya ayman
        aziz badr bilal bushra dalia dima faisal faris fatin fawzi firas ghada habib hala hanan
        hani hisham huda ihsan iman imane inas jamila jawad karima khaled khalil laith lamia layla
        lina lubna maha majid mansour maram marwan maysa mona munir nabil nada naima najib nasir
        nawal nizar noor nour nura omar osama qasim rabia rana rania rashida reem rima safiya
        salim samar sami sana sara sawsan shadi shirin sulaiman tahir talal taha walid wafa wassim
        yahya yasir younes yusra zaid zaki ziad zeinab aditi ajay akash akshay ambika anand anika
        anirudh ankit anushka aparna archana arvind asha ashwin bhavna chetan deepa dev dinesh
        farhan gaurav geeta girish gopal hari harish hema indira jaya jyoti kabir karan kavita
        kiran kriti lalita madhav mahesh manoj maya mohan mukesh nandini neeraj nisha nitin
        padmini pallavi pankaj parvati prasad pratik preeti radha raghav rajiv rani rekha renuka
        rina ritu roshan rupa sagar sahil sapna sarita satish shalini shankar shilpa shyam
        siddharth smita sonali srinivas subhash sudhir suman surya sushma tanvi tarun tejas usman
        vani varun veena vijaya vinay vineet yash zoya aiko akemi asuka ayaka ayumi chihiro daichi
        daiki daisuke emiko etsuko fumiko haruka hideo hina hiroki hiroko hitomi ichiro kaori
        kazuki kazuo keiko kenichi kiyoshi kumiko kyoko makoto mariko masako masashi mayumi megumi
        michiko midori mitsuko miyuki momoko nobuko noriko reiko rie ryo ryota satoshi sayuri
        setsuko shigeru shinji shiori shoko shota sumiko takahiro takeshi takumi tamiko taro
        tetsuo tomoko toshiko yoshiko yui yukiko yumi bao cuong diep dung duc hieu hung khanh lan
        linh loan long mai ngoc nhung phuc phuong quan quang quynh son tam thanh thao thi thu thuy
        tien trang trinh truc tuan tuyet vinh xuan yen aleksandar bojan branko dejan dragan dušan
        goran gordana ivica jadranka jovan katica ljiljana luka marija marijana mile milica miloš
        mirjana mladen nebojša nenad nikolina petar radmila ranko sanja saša slavica slobodan
        snežana stjepan tomislav vesna vladan vuk zdravko željko zlatko zoran zvonimir agnė
        algirdas aušra darius dalia edita eglė giedrė gintaras jonas jurgita kęstutis laima lina
        mantas mindaugas rasa rūta saulius tomas vytautas aivars andris dace edgars guntis ieva
        ilze inese janis juris laila liga maris aino antti eero eeva eino heikki helmi ilkka jari
        jarmo juha jukka jussi kaarina kalle kalevi kari katriina lauri leena liisa maarit marja
        markku matti mikko minna mirja olli outi paavo päivi pekka pentti pirjo raija reijo risto
        ritva satu seija seppo sini sirpa tapio tarja teemu terttu timo toivo tuomas tuula veikko
        ville adem ahmet ali arzu aslı aytekin bahar banu barış berk berna beyza bülent burcu can
        canan cansu cengiz cihan derya ebru ece ekrem engin erdem erkan erol ersin esra fadime
        fatih fatma ferhat figen filiz gamze gizem gökhan gönül gülay güler hakan halil hande
        haluk hatice hülya ibrahim ilkay ismet kadir kemal kerem kübra leyla levent melek melike
        meltem meral mert mine nazan nermin neslihan nihal nuray nurcan nuri oğuz okan onur orhan
        osman özge özgür pınar ramazan recep rıza selçuk sema serdar serkan sevgi seyma sibel suat
        sultan süleyman şebnem şule taner tarık tuğba tülay tuncay turgut ufuk uğur ümit yasemin
        yavuz yeliz yiğit yıldız yılmaz yusuf zafer agustín alejandra alejandro alfonso almudena
        amparo ángel ángela antonella armand aurelio beatriz begoña benito berta blanca candela
        caridad carla carme catalina cayetana celestino césar chiara concepción consuelo cristóbal
        dario débora diana domingo elvira emiliano encarnación ernestina esteban estefanía eugenio
        eulalia eusebio facundo fermín flavio gaetano gerardo germán gilberto gonzalo graciela
        gregorio hilario horacio humberto ignacio inés inma isidro jacinto jimena joaquín josefa
        josefina julián leandro leopoldo leticia lourdes lucía luciano luigi lupe macarena manolo
        maría maribel mariano maricarmen marisol martín matías mauro máximo mónica montserrat
        natividad nieves nuria octavio ofelia ovidio paloma patricio paulino primitivo
        purificación rafa ramiro raúl remedios ricarda rocío rogelio rosalía rosario rubén
        salvador salvatore santino sebastián sofía soledad susana teodoro tomás trinidad úrsula
        valeriano verónica víctor virgilio ximena yago yolanda adèle agathe alain amélie anaïs
        andré antonin apolline arnaud aurélie axelle bastien benoît bénédicte brigitte capucine
        cédric céline chantal clémence clément cléo colette coralie corentin damien delphine
        didier édith élise élodie émile émilie étienne eugénie fabien fabrice florent frédéric
        gaëlle gaspard gauthier gérard geneviève ghislaine gilles grégoire guy hélène hervé honoré
        huguette inès jean-luc jérémie jérôme joël josiane julien laetitia laure lilou loïc lucien
        ludovic madeleine maëlle manon margaux marguerite marion mathis maud maxence mélanie
        michel mireille monique morgane muguette nadège noémie océane odette odile pascale perrine
        philippe pierrette quentin raphaël régine régis rémi rené roxane sandrine séverine sidonie
        simone solange stéphane stéphanie sylvain sylvie thibault thierry timothée valérie
        véronique victoire viviane xavier yann yves zoé zoltan györgy istván lászló tamás balázs
        gábor zsófia katalin ildikó márta ágnes ferenc attila csaba piroska bence dávid péter jiří
        tomáš jana lenka marek pavel petra radka zdeněk zuzana ondřej vojtěch františek václav
        božena ivana šárka agnieszka bartek bogumiła czesław dariusz dorota elżbieta gosia grażyna
        halina henryk irek jacek jadwiga janusz jarosław jerzy józef jola kasia kazimierz krysia
        leszek łukasz maciek małgorzata marcin marek mariusz mateusz mirosław paweł rafał ryszard
        sławek stanisław stefan szymon tadeusz teresa tomek urszula wiesław wiktor władysław
        włodzimierz wojtek zbigniew zenon zofia zygmunt alina ionel ionuț mihaela răzvan ștefan
        gheorghe doina dumitru florin gabriela liviu loredana luminița marius mircea nicoleta
        ovidiu radu simona sorin teodora traian vasile viorel
        """)

    /// Names that are words, months, places or things too: they count only where something else says so.
    static let givenAmbiguous = set(
        """
        amber angel april art asher aspen autumn bill billie blaze bliss brook brooke buddy candy
        carter chance charity chase chastity chelsea cherry chip christian chuck clay cliff colt
        cody cooper crystal daisy dakota dale dallas dawn dean dick diamond dolly don drew earl
        eden ernest faith fern flora florence forest france frank gale gene georgia ginger grace
        grant hank harmony heaven holly honor hope hunter iris israel ivory jack jade jasper jewel
        jordan joy june kit lance lane lily lincoln london madison major marge mark marina mason
        max may melody mercy merit mercedes miles misty myrtle nova oak olive opal orlando paris
        parker patience pat patty paz pearl penny pepper piper pierce poppy precious prince ray
        reed rich robin rocky rod rose ruby rusty sage sandy savannah scarlet scout sharon skip
        skye stone storm summer sunny sydney tanner tiger trinity tucker twain van victoria violet
        virginia wade walker ward wells will willow winter woody wren zion bo bob bror bror liv
        odd even stein per dag vår tor gro ask storm ravn bjørn ulf tor siri alexa guy jean peter
        jo li ernst wolf mark till urs rainer kai heide viola blume sonny charlotte austin houston
        jackson logan carol sterling rob josh harry bobby jenny billy teddy gill sue pal tony hans
        des ben ali lou sam max kim lee chen jin jun mei min wei yan yang xin ming ana an mai alma
        luna star alba dolores mila una noel ken del ned hadi said malik nova sol soo sky eli amir
        beth ada ruby java finn lan long son can thi mine ode nana dung tam bola akin iman dima
        dev maya asha ziad luka mile vuk satu sini tuan melek sultan domingo trinidad salvador
        remedios consuelo paloma guy blake blair fraser flora howard stanley wallace primrose
        percy stella mona sade samba gros esi nia sana aya barış can engin sami rana kari urban
        falk jost jule odin laila storm uche taro rie son lerato jaya rani suman dana derya
        """)

    static let givenCyrillic = set(
        """
        александр александра алексей алена алёна алиса алина алла анастасия анатолий ангелина
        андрей анна антон антонина аркадий арсений артем артём артур богдан борис вадим валентин
        валентина валерий валерия варвара василий василиса вера вероника виктор виктория виталий
        владимир владислав влад всеволод вячеслав галина геннадий георгий герман глеб григорий
        данил данила даниил дарья денис диана дмитрий ева евгений евгения егор екатерина елена
        елизавета ефим жанна зинаида зоя иван игорь илья инна ирина кирилл клавдия константин
        кристина ксения лариса леонид лидия лилия людмила майя макар максим маргарита марина мария
        матвей милана михаил надежда наталья наталия никита николай нина оксана олег олеся ольга
        павел петр пётр полина раиса регина ринат роман руслан светлана семен семён сергей снежана
        софия софья станислав степан тамара тарас татьяна тимофей тимур ульяна федор фёдор филипп
        эдуард элина эльвира эльдар эмма эмиль юлия юрий яна ярослав ярослава ринат рустам ильдар
        айрат азат камиль марат равиль тигран армен ашот карен нарине ануш гиорги нино саша маша
        даша паша миша гриша гоша сережа серёжа алеша алёша лёша леша андрюша наташа таня катя оля
        юля настя ира лена аня света надя вова володя петя ваня витя коля толя костя дима женя
        слава стас рома гена лёня леня боря вася федя сеня тёма тема ксюша лиза соня варя поля
        лера вика ника рита галя валя люда люба зина нюра тоня алик эдик юра яша тоша макс маринка
        леночка танечка кирюша илюша мишка сашка машка дашка катюша олечка анечка аглая агния
        злата мирослава мирон ян тихон савелий родион платон лев назар мирослав любовь аделина
        камилла эвелина эмилия марта инга инесса лиана диляра гульнара айгуль лейла зарина фарида
        ильнур ринат марсель альбина венера рамиль наиль искандер алсу резеда эмин анвар шамиль
        магомед мурад заур аслан руслана милена дарина ксеня настасья аксинья ефросинья прасковья
        евдокия матрёна агафья клавдия фаина нелли нонна римма инессa эдита виолетта регина стелла
        злата василина дарьяна есения эмилия агата амелия ева вениамин иннокентий лаврентий прохор
        емельян ерофей фома фрол архип кузьма лука захар савва нестор остап тарас богдана оксана
        леся олеся микола дмитро сергій андрій юрій володимир ганна катерина наталія ванечка
        андрей лёшка серёга димон саня санёк миха толик колян вовка вадик владик жека лерка юлька
        джон джеймс майкл томас анна эмили сара питер пол давид даниэль мухаммед ахмед фатима
        """)

    /// Cyrillic names that are words too.
    static let cyrillicAmbiguous = set(
        """
        вера надежда любовь лев роман слава майя роза злата света тема тёма марта ника поля ян
        карен макар полина рада герман мирон артур пол сара маринка
        """)
}
