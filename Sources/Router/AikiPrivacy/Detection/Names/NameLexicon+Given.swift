/// Given names that are common where the languages that are looked through are spoken, and the names
/// that people bring with them from elsewhere. Compiled by hand; no list was copied.
extension NameLexicon {
    static let givenLatin = set(
        """
        aage aagot aaliyah aarav aaron aarti aase aashild aashish aasmund aasta abbas abbie abby
        abdallah abdelkader abdi abdirahman abdirashid abdiweli abdoulaye abdourahmane abdul
        abdulaziz abdulkadir abdulla abdullah abdullahi abdulrahman abebe abel abelone abena abeni
        abhay abhijit abhinav abhishek abigael abigail abimbola abiodun abiola abir abner abraham
        abubakar ace achieng achim achmed ada adaeze adair adalbert adam adama adaobi addie addison
        addisu adebayo adebola adeel adekunle adel adela adelaide adelbert adele adelgunde adelheid
        adelinde adeline adelsten adelyn adem adeola aderonke adewale adhiambo adil adina aditi
        aditya adjoa adlai adnan adolf adria adrian adriana adrianna adrienne adwoa adèle afaf afia
        afonso afsaneh afua agata agatha agathe agda aggie agmund agna agnar agnes agneta agnete
        agnethe agnieszka agnė agostinho agota agustín ahab ahmad ahmed ahmet ahsan aicha aida aidan
        aiden aigul aija aikaterini aiko aileen ailo ailsa aimee aimo aina ainhoa aino ainsley
        aisatou aisha aishah aisling aissatou aitor aivars aiyana aizhan ajay ajit akash akbar akemi
        aki akihiro akiko akin akinyi akio akira akosua akram aksel akshay akua alaa aladdin alain
        alaina alan alana alaric alasdair alastair alayna alba alban albert alberta albertine
        alberto albie albin albjørg albrecht alden aldo aldona aldous alec aleister alejandra
        alejandro aleks aleksa aleksandar aleksander aleksandr aleksandra aleksei alem alemayehu
        alena alessandra alessandro alessia alessio aletha alethea alette alex alexa alexander
        alexandra alexandre alexandria alexandrina alexandros alexandru alexei alexey alexis aleyna
        alf alfhild alfie alfons alfonsina alfonso alfred alfreda alfredo alfrid alger algernon
        algirdas algot alheidis ali alican alice alicia alida alina aline alioune alisa alisha
        alisher alison alissa alistair alister alivia aliya aliyah allan allison alma almaz almudena
        almut almuth alois aloisia aloisio alonso alonzo aloys aloysius alper alpesh alphonse
        alptekin alrun althea alv alva alvar alvaro alvdis alvhild alvilde alvin alwin alwine alwyn
        alyson alyssa amabel amadeus amadou amaka amal amalia amalie aman amanda amandeep amani
        amara amare amari amaryllis amaury amaya ambika ambrose amedeo ameen amelia amelie amer
        amias amie amin amina aminata amir amira amirah amit amita amitabh amity ammar amna amol
        amos amparo amr amrei amrit amrita amsale amund amy amélie ana anabel anahit anahita anand
        ananda anandi ananya anas anastacia anastasia anastasios anatol anatoliy anaïs anbjørg anca
        anders andie andor andre andrea andreas andree andreea andrei andrej andreja andres andrew
        andrey andrine andris andrzej andrzejka andré andrés andy ane aneesa aneta anett anette
        aneurin angela angelica angelika angelina angelique angelo angelos angharad angus anh anibal
        anika aniket anil anina anindita aniruddha anirudh anisa anish anita aniya anja anjali
        anjana anjes anka anke anki ankit ankita ankur ann anna annabel annabell annabella annabelle
        annabeth annalena annaliese annalisa annalise annamaria annamária annar annbjørg annbritt
        anne annechen annegret anneka annekathrin anneken annelene anneli annelien anneliese
        annelise annelore annemari annemarie annemor annerose annett annetta annette annfinn annfrid
        annhild anni annick annie annika anniken annina anny ansa anselm ansgar ansley anssi anstein
        antal antanas anthea anthony antje antoine antoinette anton antonella antonello antonette
        antonia antonie antonin antonina antonio antony antonín antti antónio anu anup anupam anurag
        anusha anushka anwar anwen anya aparna apinya apolline apollonia apoorva ara arabella
        araceli aram araminta aramis arantxa arash archana archer archibald archie arda arden
        ardeshir arend argyro ariadne ariana ariane arianna ariel ariella arif arild arill arja
        arjan arjen arjun arkadiusz arleen arlene arlo armand armando armani armen armi armin arna
        arnar arnaud arnbjørg arnbjørn arndis arndt arne arnfinn arnfried arnhild arnie arnim
        arnlaug arnleif arnljot arno arnodd arnold arnor arnstein arnt arnulf arnulv arnvid aronas
        arpad arsalan arshad arta artan artem arthit arthur arti artie arto artur arturo arturs arun
        aruna arve arved arvid arvind arvinder arvo arwen arya aryan arzu asad asami asan asante
        asbjørg asbjørn ase aseel aselefech asgaut asgeir asgjerd asha ashby ashild ashish ashlee
        ashleigh ashley ashlyn ashok ashraf ashton ashwin asif asim asiya asko aslak aslam aslan
        aslaug asle asli aslı asma asmaa asmund asmus aspasia assefa assia asta aste aston astor
        astou astra astri astrid asuka asulv atanas athanasios athanasius athena atieno atifa atiya
        atle atli atsuko atsushi atticus attila aubrey aud audbjørg audgunn audhild audny audra
        audrey audrina audun august augusta auguste augustin augustine augustus aurel aurelia
        aurelie aurelio aurora aurélie aurélien austein austin aušra ava avalon avelin aveline
        averil averill avery avi avinash avis avishai aviva avraham awa axel axelle axl aya ayaan
        ayaka ayako ayan ayanna ayda ayden ayesha ayfer aygül ayhan ayla aylin ayman ayo ayodele
        ayotunde ayse aysegul aysel aysha aysun aytekin ayten ayumi ayumu ayşe ayşegül azadeh azalea
        azamat azaria azeez aziz aziza azra aïcha baard baba babajide babak babatunde babette babs
        babsi bacary badr baerbel baha bahar bahareh bahram bailee bakary balder baldur baldwin
        balint balle balthasar balwinder balázs banu bao baptist baptiste baraka baran barbara
        barbie barbro barclay baris barnabas barnaby barney baron barrett barrie barry bartek
        bartholomew bartholomäus bartholomæus bartlett bartolomé bartosz bartłomiej barun barış
        basak bashir basil basma bastian bastien bastienne basudev batool batuhan baxter baylee
        bayram bea beata beate beathe beatrice beatriu beatrix beatriz beau becca beckett becky
        bedelia begoña behnam behrouz behzad bekele bela belen belgin belinay belinda bella belén
        ben bence bendik bendiks bendix benedek benedetta benedetto benedict benedicte benedikt
        benedikte bengt benigno benita benito benjamin benji bennet benno benny benoit benoît benson
        bent bente bentein benthe bentley beraat berat beren berenice berenike berge berger bergfinn
        berghild bergit bergitte bergliot bergljot bergny bergrun bergsvein bergthor berit berith
        berk berkan berkay berke berna bernadette bernadine bernard bernardo bernat bernd berndt
        bernfried bernhard bernharda bernhardine bernice bernie bernt bernward berny berrin bert
        berta berte bertel bertha berthe berthild berthold bertie bertil bertine bertl bertold
        bertram bertrand beryl bess bessie beth bethan bethany betim betsy bette bettina betty betzy
        betül beulah beverley beverly bevis beyoncé beyza bharat bharati bhavesh bhavna biagio
        bianca bibi bibiana bich biddy bijan bikram bilal bilge bimala binh binod binta bintou birga
        birger birgit birgithe birgitta birgitte birgül birk birke birkir birna birol birsen birte
        birthe biruk bisera bisi bisrat bitten bjarne bjarni bjarte bjarthild bjorn björgvin björk
        björn bjørg bjørghild bjørgulv bjørgvin bjørn bjørnar bjørne bjørnhild bjørnstein bjørnulf
        blaine blair blaise blake blanca blanche blanka blasius blaž blerim blessing blossom blythe
        bob bobbie bobby bobur bodil bodo boel bogdan boghos bogislav bogumił bogumiła bogusław
        bohdan bojan bojana bola bolaji bolanle boldizsár bolette bonaventure bonde bong boniface
        bonifacio bonifaz bonita bonnie borbála borghild borgny borgunn boris borislav borivoje
        borja bosede bosse botolf bottolf boyd božena božidar brad bradley brage bram brandi brandon
        brandy branimir branislav branka branko branwen braxton brayden breanna brede bree brenda
        brendan brenna brent bret brett brian briana brianna brianne brice bridget bridgette bridie
        brigid brigitta brigitte briony brit brita brith britney britt britta brittany brock
        broderick brodie brody bronagh bronisław bronson bronte bronwen bronwyn brooklyn bruce bruna
        brunella brunhild brunhilda brunhilde bruno bryan bryanna bryant bryce bryndis bryngel
        brynhild brynja brynjar brynjulf brynn bryony bryson buck bud buffy bukola bunny burak
        burcin burckhard burcu burghard burgl burhan burkard burkhard burkhart burt bushra buster
        buyisiwe byron bálint bärbel béla bénédicte börje bø børge børje børre bülent büşra cade
        caden cael cagla cahit caitlin caitlyn cajus cal caleb calle callie calliope callista callum
        calum calvin cameron cami camila camilla camille camilo camryn can canan candace candela
        candice candida cansu caoilfhionn caoimhe caprice capucine cara cari caridad carin carina
        carissa carl carla carleton carley carlie carlo carlos carlotta carlton carly carlyle carme
        carmel carmela carmella carmelo carmen carol carola carole carolin carolina caroline carolyn
        carrie carson carsten caryn carys casey cash casimir caspar casper caspian cassandra cassia
        cassian cassidy cassie cassius catalina catarina caterina cathal catharina catherina
        catherine cathinka cathleen cathrin cathrine cathryn cathy catja cato catrin catrina
        catriona cayden cayetana cecelia cecil cecile cecilia cecilie cecily cedric celeste
        celestine celestino celia celina celine cem cemal cemil cemile cengiz ceren ceri cerys cesar
        cesare cevdet ceyda ceyhan chad chaim chaima chaitanya chana chandan chandler chandra
        chandrika chanel chang chantal chantelle chanthou charalampos charis charissa charla
        charlene charles charlie charlott charlton charlène charmaine charu chau chauncey chaya chaz
        chelsey chen cher cherie cheryl chester chetan cheyenne chiamaka chiara chidi chidinma
        chieko chiemeka chihiro chika chikondi chinatsu chinedu chinenye chinonso chinwe chioma
        chiyo chlodwig chloe chloé chong chris chrissie chrissy christa christabel christel
        christelle christen christer christfried christhard christian christiana christiane christin
        christina christine christl christodoulos christof christoffer christoph christophe
        christopher christos christy chrystal chukwudi chukwuemeka chun ciara ciaran cicely cihan
        cilla cillian cindy ciprian ciro claas claes claire clara clare clarence clarice clarissa
        clark claude claudette claudia claudine claudio claudiu claudius claus clayton clem clemence
        clemens clement clementine cleo cleopatra cleveland clifford clifton clint clinton clive
        clodagh clover clyde clémence clément cléo coby cohen colby colette colin colleen collin
        collins colm colton comfort conan concepción concetta conchita connie connor conny conor
        conrad constance constantin constantine consuelo cora coral coralie cordelia cordt cordula
        corentin coretta corey cori corinna corinne cormac cornel cornelia corneliu cornelius
        corrine corvin cory cosima cosmin cosmo costin courtney craig creighton crescentia cressida
        crispin cristian cristiana cristiano cristina cristóbal cruz csaba csilla cuong curd curt
        curtis cuthbert cynthia cyriak cyril cyrille cyrus czesław czesława cátia cäcilia cäcilie
        cédric céline césar cătălin dace dafydd dag dagfinn dagmar dagmara dagmund dagne dagny
        dagobert dagrun dagur dahlia daichi daiki daisuke dalal dalia dalibor dalton damaris damian
        damien damir damián damjan damla damon dan dana danai danail dandre dane dangelo dani danica
        daniel daniela daniele daniella danielle danijel danika danilo daniël danny dante danuta
        daouda daphne dara darby darcy daria darian darien darija dario darius dariusz darko darla
        darlene darnell darragh darrel darrell darren darrin darryl darwin daryl daryna dashiel
        dashiell daulet dave davey david davide davina davion davis davit davor davut davy dawa
        dawid dawit dawson dax dayna dayo dayton deacon deanna deanne deb debbie debora deborah
        debra declan dee deepa deepak deepika deepti defne deidre deirdre dejan delaney delbert delf
        delfina delia delilah della delores deloris delphine delroy delta demba demelza demet
        demetra demetrios demetrius demi dena denelle denise deniz dennis denny denver denzel deonte
        derek dermot derrick derry derya deshawn desiree desirée desislava desmond despina dessie
        desta destan destiny detlef detlev dev devansh devi devika devin devon devraj dewey dexter
        dhananjay dharmendra dheeraj dhruv diallo diana diane dianna dianne dickie didem didier
        didrik diego diep dieter dietgard diethard diethelm diethild dietlind dietlinde dietmar
        dietrich dieudonné digby dijana dikembe dilan dilara dilek dilip dilnoza dilpreet dilys dima
        dimitar dimitra dimitri dimitrios dimitris dina dinah dinara dinesh dinh diogo dion dionisio
        dionne dionysios dirk disha ditlef ditlev ditmar divya dixie dmitri dmitry dmytro doa
        dobromir doina dolores dom domagoj domenica domingo dominic dominick dominik dominique
        domitila donal donald donatella donatien donato donghyun donna donnie donovan dora dorcas
        doreen dorian dorin dorina dorinda doris dorit dorkas dorle dorota dorothea dorothee dorothy
        dorte dorthe dorthea dory dot dottie dougal dougie douglas doyle doğan dragan dragana
        dragoslav drake draško driss dritan drusilla duane duarte duc dudley dulcie dumitru duncan
        dung dunja duong dusan dustin dusty duy duygu dušan dwayne dwi dwight dylan dylano dyveke
        dávid débora dóra dörte dörthe eamon eamonn earlene earnest eartha easton ebba ebbe ebbo
        ebele ebenezer eberhard ebony ebru ece echo eckard eckart eckehard eckhard eckhart ecrin eda
        edda eddie eddy edel edelgard edeltraud edeltraut edeltrud edem eder edgar edgars edie edina
        edison edit edita edith edle edmond edmund edmundo edna edoardo edona eduard eduarda eduardo
        edvard edvin edvinas edvind edward edwin edwina eero eeva efe effie efosa efua egbert egemen
        egil eginhard egle eglė egmont egon ehrenfried ehrengard ehrhard ehsan eidar eija eiji eike
        eiko eileen eilert eilidh eilif eiliv eilon eimear einar einat einfrid einhard eino einride
        einy eira eireann eirik eirill eirin eirun eithne eiva eivind eivor ekaterina ekene ekin
        ekkehard ekkehart ekow ekrem ela elaheh elaina elaine elan elbert elbjørg elchin eldar
        eldbjørg eldfrid eldon eldred eldrid eldrun elea eleanor eleanora eleftheria elena eleni
        elenor eleonore eleri elfi elfie elfrid elfrida elfrieda elfriede elgin elham eli elia
        eliana eliane elianna elias elida elif eligius elijah elin elina eline elinor elio eliot
        elisa elisabet elisabeth elisabetta elise elisha elisif eliza elizabete elizabeth eliška
        elke elkin ella elle ellef ellen ellend ellery ellfrid elli ellie elling elliniki ellinor
        elliot elliott ellis elly elma elmar elmer elmo elna elodie elof eloi eloisa eloise elouise
        elowen eloïse elpida elroy elsa elsbeth else elsebet elsebeth elshad elsie elspeth elton
        eluned elva elvan elvar elvin elvira elvis elwin elwood elwyn elyse elysia elzbieta elín
        elżbieta eman emanuel emanuela emanuele ember embla embrik emeka emel emelia emelie emeline
        emerenz emerson emery emi emiel emiko emil emilee emilia emiliano emilie emilija emilio
        emily emin emina emine emir emlyn emma emmaline emmanuel emmanuelle emmeline emmeran
        emmerich emmet emmett emmi emmo emmy emory emrah emre emrys ena encarna encarnación endre
        eneli enes engebret engelbert engelbrekt engelhard engelke engin enid eniola ennis enno
        enoch enola enrica enrico enrique ensio enver enzo ephraim eppie erdal erdem erdinç erdmann
        erdmute eren ergul ergün erhan erhard erhart eri eric erica erich erick ericka erik erika
        erin eris erkan erkin erkki erla erland erle erlend erlendur erling erma ermias erna
        ernestina ernestine ernesto ernie ernst erol errol ersin ertan ertuğrul erwin esa esben esi
        esin eskil eskinder esko esma esme esmeralda esmond espen esperanza esra essie esta esteban
        estefania estefanía estelle ester esther estrella eszter ethan ethel ethelbert ethem etienne
        etsuko etta ettie eudora eugen eugene eugenia eugenie eugenio eugénie eula eulalia eulogio
        eun eunice euphemia eusebio eustace eustachius eva evadne evald evaline evamaria evan
        evander evangelia evangeline evangelos eve evelien evelin evelina eveline evelyn evelyne
        even everard everett everleigh everly evette evgeni evgenia evgeny evie evren evy ewa ewald
        ewan ewart ewelina ewout eyal eygló eylem eylül eyob eystein eyvind eyüp ezekiel ezgi ezra
        fabian fabiana fabiano fabien fabienne fabio fabiola fabrice fabrizio facundo fadel fadi
        fadia fadil fadime fahad fahima fahmida faisal faiza falk falko fallon fanni fanny farah
        faraz fareed farhad farhan fariba farid farida faridah faris farkhad farkhanda faron farouk
        farrah farrukh farshad farzana farzaneh fatemeh fathi fathia fatih fatiha fatima fatimah
        fatin fatma fatmata fatmir fatos fatou fatoumata fatuma faustina faustino fausto fawn fawzi
        fawzia fay faye faysal fazil fazilet federica federico fee felicia felicitas felicity feliks
        feline felipe felix feliz femi fenella feng fenton feodor ferdi ferdinand ferenc fereshteh
        fergal fergus ferhat feride fermín fernand fernanda fernando ferran ferruccio feruza festus
        fevzi feyza feyzullah ffion fidan fidel fidelia fiene fiete figen fikret fikri filip filippo
        filippos filiz fillip fina finbar finja finlay finley finn finnbjørn finnegan finnian finnur
        fiona fiorella fiorenza fips firas firat firdaus firdevs firouzeh firoz fitzgerald fjodor
        flavia flavio flavius fleming flemming fleur flo flora florbela florent florentin florentina
        florentine florentino floretta florian florin florina florrie floyd flynn flávia foivos
        folake folasade folke folker folkert forrest foster fran frances francesca francesco
        francine francis francisca francisco franciszek franco franjo frank franka frankie franklin
        franklyn frano fransisca frantisek františek franz franzi franziska franziskus françois
        françoise fraser frauke fred freda freddie freddy frederic frederica frederick frederik
        frederike fredrick fredrik fredrika fredrikke fredy freek freia freja freya freydis freyr
        fricka frid frida fride fridolin fridtjof fridtjov frieda friedbert friedel friedemann
        friederich friederike friedgard friedhelm friedhold friedl friedlinde friedmar friedo
        friedolin friedrich friedrun frigga frithjof fritjof frits fritz fritzi frode fryd frédéric
        frøy frøya frøydis fulton fulvio fulya fumiko funda funmi funmilayo furkan fábio fırat gabe
        gabi gabriel gabriela gabriele gabriella gabrielle gabrijela gaby gael gaetano gage gaia
        gail gaius galen galina gallagher gallus galo gamal gamze ganesh ganna gard gareth garett
        garfield garland garret garrett garrick garrison garry garth gary garðar gaspar gaspard
        gastón gaurav gauri gautam gaute gauthier gauti gavin gavriil gaynor gaël gaëlle gbenga
        gebhard gebhart gebre geert geeta geetha geir geirmund geirny geirr geirulv gemma gena
        genaro genc geneva genevieve geneviève gennaro genoveva geoff geoffrey georg george georges
        georgette georgi georgiana georgie georgina georgine georgios georgiy gerald geraldine
        gerard gerardo gerd gerda gerfried gerhard gerhart gerhild gerit gerlach gerlind gerlinde
        germain germaine germo germán gernot gero gerold gerrit gerry gert gerta gertie gertraud
        gertraude gertraut gertrud gertrude gerwyn gesa gesche gesine gethin ghada ghassan gheorghe
        ghislaine ghulam gia giacomo gianfranco gianluca gianluigi gianmarco gianna gianni gianpaolo
        gideon giedrė giesbert giesela gil gilbert gilberto giles gilles gillian gina ginevra ginny
        gino gintaras giorgia giorgio giorgos giovanna giovanni girish gisa gisbert gisela gisele
        giselheid giselher gisella giselle gisle gislinde gita gitta gittan gitte giulia giuliana
        giuliano giulio giuseppe giuseppina gizem gjergji gjermund gjert gjertrud gjest gjurd gjøran
        gjøri gladys glen glenda glendon glenn glenys gloria glyn glynis glynn godfrey godwin goldie
        golo gonca gonul gonzalo gonçalo gopal goran gordana gordon gorm gosia gottfried gotthard
        gotthelf gotthilf gotthold gottlieb gottlob govind gracelyn gracie graciela grady graeme
        graham grahame grainne granville grayson graziano graziella grażina grażyna greer greg
        greger gregers gregg gregor gregorio gregory greta gretchen grete gretel gretha grethe gretl
        gretti greyson griff griffin griffith grigore grigoris grim grischa griselda gro grover
        grunde gry grynet grzegorz gråsten grégoire grégory guadalupe guangming gudbjørg gudbrand
        gudfrid gudlaug gudleik gudmund gudny gudolv gudrid gudrun gudrún gudula gudveig guido
        guilherme guillaume guillem guillermo guinevere guiomar gulay gulbrand gulcin gull gullborg
        gullbrand gulnara gulsen gulsum gun gunbjørg gunborg gunda gundel gundela gunder gundi
        gundolf gundula gunes gunhild gunilla gunleif gunn gunnar gunnbjørg gunne gunnel gunnfrid
        gunnhild gunnlaug gunnlaugur gunnleif gunnleiv gunnstein gunnulf gunnvald gunnvor gunta
        gunter gunther guntis guntram gunvald gunvor gurdeep guro gurpreet gursimran gurvinder gus
        gustaaf gustaf gustav gustavo gustel gustl guttorm guy guðbjörg guðjón guðlaug guðmundur
        guðný guðrún gwen gwenaël gwenaëlle gwendolen gwendolin gwendolyn gweneth gwenllian gwilym
        gwyn gwyneth gwynne gyda gyrd gyri gyrid gyrith gyula gyöngyi györgy gábor gérald gérard
        gísli gökhan gönül göran görel gösta götz gøran gørild gül gülay gülcan güler gülnur gülsüm
        gültekin gülçin gülşen günay günter günther haakon haavar haavard habib habiba habibatou
        habtamu hacer hachim hacı hadi hadia hadija hadiza hadle hadley hadumod hae hafdís hafiz
        hafsa hafsah hafsteinn hagbard hagbart hagen hai haide haider haile hailey hailu haja hajar
        hajo hakan hakeem hakim hal hala haleigh haley halfdan halgeir halgjerd halil halima halina
        halit halla hallbjørg hallbjørn halldis halldor halldóra halle hallfrid hallgeir hallgerd
        hallgrim hallie hallkjell hallstein hallvard hallvor halstein haluk halvar halvard halvdan
        halvor halyna hamad hamed hamid hamida hamidou hamish hamlet hammad hamza hana hanae hanan
        hanane hande hanh hani hanifa hanife hanjo hanka hanna hannah hanne hannedore hannele
        hannelore hannes hanni hannibal hanno hannu hans hansgeorg hansi hansjoachim hansjörg
        hansjürgen hansol hanspeter hao harald hardy hari hariet haris harish harjit harlan harley
        harlow harm harmen harold harpa harper harpreet harri harriet harriett harris harrison harro
        harry harsh harsha harshita hartley hartmut hartmuth hartvig hartwig haruka haruki haruko
        haruna haruto harvey hasan haseeb hasnaa hassan hassana hasse hasso hatice hattie hatto
        hauke haukur hava havar haven hawa hawo haya hayat hayati haydar hayden haydn hayes hayley
        hayriye hazal hazel heath heather heba hebah hector hedda hede hedi hediye hedley hedvig
        hedvika hedwig heera hege heidelinde heidelore heidemarie heiderose heidi heidrun heike
        heikki heiko heimito heimo heine heiner heinfried heini heinke heino heinold heinrich heinz
        heitor heiða helaine helder helen helena helene helfrid helfried helga helgard helge helgi
        heli helke hella helle hellen hellmut hellmuth helma helmar helmer helmfried helmi helmke
        helmut helmuth heloisa heloise heloísa helvi helvig helwig helén hema hemant henda hendra
        hendrik hendrike hendrikje henki henley henner henni henning henny henri henrietta henriette
        henrik henrike henrikke henrique henry henryk hera herb herbert herbjørg herbjørn herborg
        herculano herdis heribert heringstad herlaug herleif herlinde herlof herma herman hermann
        hermia hermine hermione hermod hermund hernan hernán hersh hershel herta hertha hervé
        herwarth herwig hester hettie hidayet hideaki hideki hideko hideo hien hieronymus hieu
        hikmet hilal hilario hilary hilda hildbjørg hildburg hilde hildebjørg hildebrand hildegard
        hildegund hildegunde hildegunn hilding hildrid hildur hilja hilke hilkka hilla hillary
        hillevi hilmar hilmi hilton hiltraud hiltrud himanshu hina hind hinnerk hinrich hiram hiro
        hiroki hiroko hiromi hiroshi hiroto hiroyuki hisako hisham hitomi hitoshi hjalmar hjalti
        hjördis hjørdis hlynur hoa hoang hodan hogne holda holden holger holle hollie hollis
        holmfrid homer honora honorata honorine honoré horace horacio horatio horatiu horghild horia
        horst horstmar hortense hortensia hossam hossein howard howell howie hrafn hrafnhildur
        hrefna hristina hristo hroar hubert hubertus huda hudson hue huey hugh hugin hugo hugues
        huguette hui hulda humaira humbert humberto humphrey hung huong husain husam huseyin hussain
        hussein huw hwan hyacinth hyacinthe hyejin hyrum hyun hågbart hågen håkan håkon håvar håvard
        håvor héctor hélder hélène høye hülya hüma hürrem hüseyin iacob ian ianthe iason ib ibai
        ibrahim ibrahima ibtissam ichabod ichiro iciar ida idar idil idir idoia idowu idris idun
        iduna idunn ieuan ieva ifan ifeanyi ifeoma ifrah iggy ignacio ignas ignatius ignaz ignazio
        igor ihor ihsan ijeoma ike ikechukwu ikenna iker ikram ikuko ikumi ila ilaria ildiko ildikó
        ileana ilene ilham ilhan ilia iliana ilias ilija ilir iliyana ilka ilkay ilker ilkin ilkka
        ilknur illana ilmari ilona ilsa ilse ilsebill ilselore ilsemarie ilya ilyas ilze imad iman
        imane imani imelda imke imma immanuel immo imogen imogene imran imre ina inas inaya indiana
        indira indrajit indu ines inese inez inga ingar ingard ingbjørg ingbjørn inge ingebjørg
        ingebjørn ingeborg ingebret ingebrigt ingegerd ingela ingelin ingelore ingemar ingemund
        inger inger-lise ingerd ingerid ingfrid inggard inghild ingibjörg ingjald ingjerd ingmar
        ingmarie ingo ingolf ingomar ingraban ingram ingri ingrid ingrida ingrun ingrunn ingunn
        ingvald ingvar ingveig ingvild ingvill ingvor inigo inka inken inma insa insaf inácio inès
        inés inês ioan ioana ioanna ioannis iola ion iona ione ionel ionela ionut ionuț iordanis
        ipek ira irakli iratxe irek irem irena irene irenka irina iris irja irma irmela irmeli
        irmelin irmengard irmfried irmgard irmhild irmi irmin irmina irmtraud irmtraut irmtrud
        irshad irum irvin irvine irving irwin isa isaac isabel isabela isabell isabella isabelle
        isadora isaiah isaias isak isaías iselin isfried ishaan isham ishaq ishita ishmael isiah
        isidor isidora isidore isidoro isidro isil isis iska isla ismael ismail ismaila ismar ismet
        isobel isolde issa issac issam issiaka istvan istván itunu itzel itziar iulia iulian iuliana
        iva ivan ivana ivanka ivar ivara ivaylo iver iversen iveta ivica ivo ivona ivone ivor ivy
        iwan iwo iwona iyad izabel izabela izolda izumi izzet iñaki jaakko jaana jaap jabari
        jabulani jace jacek jacinda jacinta jacinto jackie jackson jacky jaclyn jacob jacoby
        jacqueline jacquelyn jacques jada jaden jadon jadranka jadwiga jae jagdish jagger jagoda
        jagoš jahangir jai jaiden jaime jaimie jake jakob jakov jakub jalal jaleel jalen jalil
        jamaal jamal jamar jameela james jameson jamie jamil jamila jamileh jamison jan jana jancis
        jane janek janelle janessa janet janette jani janice janiche janicke janie janina janine
        janis janka janke janko janna janne janneke jannes jannick jannicke jannik jannika jannike
        jannine jannis jano janos janosch janusz jaqueline jardar jared jarek jari jarkko jarl jarla
        jarle jarmila jarmo jarmund jarnfrid jaromir jaromír jaroslav jaroslaw jarosław jarred
        jarrett jarrod jartrud jarvis jasmin jasmina jasmine jasna jason jaswinder javed javier
        javiera javon jawad jaxon jaxson jay jaya jayant jayanta jayanti jayce jayda jayden jayesh
        jayla jaylen jayne jayson jazmin jazmine jean jean-luc jeanett jeanette jeanie jeanine
        jeanne jeannette jeannie jeannine jeb jed jedediah jedidiah jedrzej jeff jefferson jeffery
        jeffrey jelani jelena jelica jelle jelto jemima jemma jen jenkin jenna jenni jennie jennifer
        jenny jens jensen jeong jeppe jerald jeremiah jeremias jeremy jeri jericho jerker jermaine
        jeroen jerome jerri jerry jerzy jerónimo jesper jess jessa jessamine jesse jessica jessie
        jessika jesús jethro jette jiahao jiali jian jianguo jianhua jiawei jibril jie jiho jihoon
        jihye jill jillian jim jimena jimmie jimmy jin jing jinsoo jir jiri jitender jitendra jitka
        jivan jiwon jiří jo-inge joachim joakim joan joana joann joanna joanne joannie joao joaquim
        joaquin joaquina joaquín joar job jobst jocasta jocelyn jocelyne jochem jochen jock jodi
        jodie jody joe joel joelle joey johan johana johann johanna johanne johannes john johnathan
        johnnie johnny jola jolana jolanda jolanta jolanthe jolene jolie jomar jomo jon jona jonah
        jonas jonathan jonathon jone jonette joni jonna jonny jonte jonty joon joost jop jordana
        jordi jordyn joren jorg jorge jorid jorill jorinde joris jork jorma jorn jorrit jorulf jorun
        jorunn jory joscelin jose josef josefa josefina josefine josep joseph josephine josette josh
        joshua josiah josiane josie josip josipa joss jost jostein josua josue josué josé josée
        jouko jouni jovan jovana joyce joão joël joëlle joško juan juana juanita judah judd jude
        judi judit judith judson judy jugoslav juha juhani juhi juho jukka jule julen jules julia
        julian juliana juliane julianna julianne julie julien juliet julieta juliette julija julika
        julio julissa julita julius juliusz julián jun junaid jung junior juniper junko jupp juraj
        jure jurgen jurgita jurica jurij juris jurriaan jussi justin justina justine justus justyna
        jutta jyothi jyoti jyrki jytte jános jérémie jérôme jésica jóhann jóhanna jón jóna jónas
        józef józefa jördis jörg jörgen jörn jøran jørgen jørn jørund júlia júlio jürg jürgen jürn
        jānis jędrzej kaan kaare kaari kaarina kabir kabira kaci kade kaden kadiatou kadidia kadir
        kadriye kaede kaelyn kai kaia kaila kailey kaisa kaitlin kaitlyn kaito kaja kajal kajetan
        kajsa kalea kaleb kaleigh kalervo kalevi kali kalidou kalina kaliope kalista kalle kaloyan
        kalpana kalyan kalyani kamal kamala kamaljit kamel kameron kamil kamila kamilla kamini
        kamran kana kanako kandace kane kang kanika kanwal kaori kara karan kareem karel karelius
        karen karena kari karianne karim karima karin karina karine karishma karissa karl karla
        karlee karlene karlfried karlheinz karlijn karlis karlo karlos karlotta karly karna karol
        karola karolien karolin karolina karoline karolína karsten kartal karthik kartik karuna
        karyn kasandra kasey kasia kaspar kasper kassa kassandra kassidy kasumi katalin katarina
        katarzyna katarína kate katelyn katerina kateryna kateřina katharina katharine kathe
        katherine kathi kathie kathinka kathleen kathrin kathrina kathrine kathryn kathy kati katia
        katica katie katinka katja katla katlyn katri katrien katriina katrin katrina katrine
        katsumi katsuo katy katya kaukab kauko kaur kausar kavita kavitha kavya kawthar kay kaya
        kayden kaye kayla kaylee kayleigh kaylin kayode kayoko kazi kazimiera kazimierz kazuhiko
        kazuhiro kazuki kazuko kazumi kazunori kazuo kazuya kea keanu keaton kedar keegan keeley
        keely keerthi kees kehinde keiji keijo keiko keira keisuke keita keith kelechi kellen kelley
        kelli kellie kelly kelsey kelsie kelton kelvin kemal kemi ken kenan kendal kendall kende
        kendra kendrick kenelm kenia kenichi kenji kenna kennedy kenneth kennith kenny kent kenta
        kenth kenton kenya kenzie kerem kerim kermit kerri kerrie kerrin kerry kersten kersti
        kerstin keshav ketan keti ketil kevin kevork kevser khadeeja khadidja khadija khadijah
        khaled khalid khalida khalifa khalil khanh khanya khatia khawla khloe khoa khosrow khuloud
        khushi kian kiana kiara kiera kieran kieron kiley kilian killian kim kimani kimberlee
        kimberley kimberly kimiko kimmo kimora king kinga kingsley kinjal kip kira kiran kirby kiril
        kirill kirk kirsi kirsten kirsti kirstie kirstin kirsty kirti kishan kishor kishore kittil
        kitty kiyoko kiyoshi kjartan kjell kjellaug kjellbjørn kjellfrid kjellrun kjersti kjerstin
        kjetil kjærsti klaas klara klarissa klas klaudia klaus klemen klemens klementyna kliment
        klothilde klára knox knud knut kobe kobina kody koffi kofi kohei koichi koji kojo kolbein
        kolbjørn kolbrún kolby kolton komal konny konrad konradin konstancja konstantin konstantina
        konstantinos konstanze kora koray korbinian korbinus kordula korinna kornelia kornelius
        kornél kosta kostadin kostas kotaro krasimir kreszentia kreszenz kriemhild krimhild kris
        krishan krishna krishnan krista kristaps kristbjørg kristen krister kristi kristian
        kristiane kristie kristiina kristijan kristin kristina kristine kristján kristof kristofer
        kristoffer kristopher kristy kristín kristóf kristýna kristīne krisztina krisztián krithika
        kriti krunoslav krysia krystian krystyna krzysztof kubilay kumail kumar kumiko kunal kundan
        kunibert kunigunde kuno kurt kurtis kurtuluş kushal kwabena kwadwo kwaku kwame kwasi kya
        kyla kylan kyle kylee kyleigh kylie kyllikki kyoko kyra kyree kyriaki kyriakos kyrre kyung
        kári kátia käthe kåre kåte kübra kęstutis lacey lachezar lachlan lacy ladislav ladonna
        laetitia laid laila laima lainey laith lajla lakeisha lakshman lakshmi lale laleh lalit
        lalita lalitha lam lamar lambert lamia lamine lamont lan lana lancelot landon landyn laney
        langdon lara laraine larisa larissa lark larry lars lasantha lasse laszlo latasha latha
        latif latifa latisha latonya latoya laura laure laurel lauren laurence laurent laurentius
        laurenz laurențiu lauretta lauri laurie laurin laurits lauritz lauryn lauryna laurynas
        lavender laverne lavinia lavon lawrence lawson layan layla layne layton lazar lazaros lea
        leah leander leandra leandro leann leanna leanne leda leen leena leentje leidulf leif
        leighton leikny leila leilani leiv lejla lekha lela leland lemuel lena lenard lene leni
        lenka lenke lennard lennart lennert lenni lenny lenora lenore lenz leo leocadia leokadia
        leola leon leona leonard leonardo leone leonel leonhard leoni leonid leonidas leonie leonor
        leonora leonore leopold leopoldine leopoldo leora lerato leroy les lesley leslie lessie
        lester leszek leszka leta letha leticia letitia letizia lettie letícia lev levan levent levi
        levin levke lewis lex lexi lexie lexus leyla leïla lhamo lia liam liana liane libby liberata
        liborio liborius libuše liddy lidia lidija lidvard lidwina lieke lien lienhard liesa
        liesbeth liesel lieselore lieselotte liesl liga ligia lihua liisa lila lilah lilia lilian
        liliana liliane lilianna lilith liliya lilja lill lillebil lillemor lilli lillian lillie
        lilly lilo lilou lina linda lindis lindiwe lindsay lindsey lindy line linette linh linn
        linnea linnéa linus linwood lioba lionel liora lis lisa lisandro lisanne lisbet lisbeth lise
        lise-lotte liselotte lisen lisette liss lissa lissi lissy liudmila liv livar livia livio
        liviu livunn livvy liwia liz liza lizbeth lizette lizzie lizzy ljiljana ljubica ljubomir
        ljubov llewellyn llorenç lloyd lluís llyr llúcia loan lochlan logan loic lois lola lolita
        lon long lonnie loraine lorand lore loredana loren lorena lorenz lorenza lorenzo loretta
        lori lorie loris lorna lorne lorraine lothar lotta lotte lotti lottie lou loubna louella
        louie louis louisa louise loukas louna lourdes loveth lovisa lovise lovre lovro lowell loïc
        luana lubna lubomir luc luca lucas lucia lucian luciana luciano lucie lucien lucienne lucija
        lucila lucile lucille lucinda lucio lucius lucretia lucy lucía ludek ludger ludmila ludmiła
        ludo ludovic ludovica ludovico ludowika ludvig ludvik ludwig ludwiga ludwik luděk luella
        luigi luigia luigina luis luisa luise luisella luitgard luitpold luiz luiza luka lukas
        lukasz luke lukman lukáš lula lulu luminita luminița luna luo lupe luther lutz luuk luukas
        luz luzia luís lyda lydia lydie lykke lyla lyle lyman lyn lyndon lyndsay lyndsey lynette
        lynn lynne lynwood lyra lyric lyubomir lyubov lyudmila lászló lærke léa léon léonie lídia
        lígia lóránt lúcia lúcio lütfi maaike maarit maarten mabel mable mac macarena macey machiko
        maci maciej maciek mack mackenzie macy madalena madalyn madani maddie maddison maddox
        madeleine madeline madelyn madge madhav madhavi madhu madhuri madina madita madleen madlen
        mads mae maedeh maegan mael maeve mafalda magali magda magdalen magdalena magdalene
        magdaléna magdolna maggie magna magnar magne magnhild magni magnild magnolia magnus magny
        magnús maha mahalia mahamadou mahamat mahdi mahesh mahfuz mahin mahir mahlet mahmoud mahmud
        mahmut mahnaz mahnoor mahsa mai maia maija maiju maik maika maike maiken maiko maimouna
        mainul maire mairead maisie maisy maite maitê maj maja majd majda majid majken makayla
        makena makenna makenzie makiko makoto maksim malachi malachy malak malalai malcolm maleeha
        malek malena malene malgorzata mali malia malick malik malika malin malina malinda mallika
        mallory malte malvin malvina malwine mama mamadi mamadou mamdouh mami mamie mamoun mamta
        manabu manal mandeep mandira mandla mando mandy manel manfred mang mangala manik manikandan
        manish manisha manja manjeet manjit manju manjula manjunath mannat manny manoel manoj manole
        manolis manolo manon mansi mansoor mansour mantas manu manuel manuela mara maral maram marc
        marcel marcela marceli marcelina marcella marcelle marcello marcelo marcia marcin marco
        marcos marcus marcy mareen marei mareike mareile marek maren mareno marga margaret margareta
        margarete margareth margaretha margarethe margaretta margarida margarita margaux margery
        margherita margido margie margit margita margitta margo margot margreet margret margreta
        margrete margrethe margrit margrét marguerite margund margunn mari maria mariah mariam
        mariama mariami marian mariana mariane marianela mariangela mariann marianna marianne
        mariano maribel marica maricarmen marice marie mariechen marieke mariel mariela mariele
        mariell mariella marielle marieluise marieme marietta marigold marij marija marijana marijke
        marika mariko marilena marilia marilyn marin marina marinela marinella marino marinos mario
        mariola marion marios maris marisa marisol marissa marit marita maritza marius mariusz
        mariya mariyam mariyana mariá marja marjan marjana marjatta marjeta marjolein marjon
        marjorie marjut markku marko markus markwart marla marlee marleen marlen marlena marlene
        marley marlies marliese marlin marlis marlise marloes marlon marlowe marnie marouane maroun
        marquis marsha marshall marta marte marten martha marthe marthin martie martijn martin
        martina martine marton marty martyna martynas martín marva marvin marwa marwan mary maryam
        maryana maryann maryanne marybeth maryellen maryia maryjane maryla marylou marysia marzena
        marzia marzieh maría marília masaaki masahiro masako masami masao masaru masashi masato
        mascha masha mashal masood masoud massimiliano massimo massouda matej mateja mateo mateus
        mateusz mateusza mathea mathew mathias mathieu mathilda mathilde mathis matias matija
        matilda matilde matis matjaž mats matsuko matt matteo matthes matthew matthias matthieu
        matthijs matthäus matti mattia mattie mattis matías matěj maud maude maura maureen maurice
        mauricio mauritius maurits mauritz maurizio mauro maurtiz maurício mavis max maxence maxi
        maxim maxime maximilian maximiliane maximiliano maximus maxine maxwell maya mayank mayara
        maybelle maylen maynard mayra maysa mayu mayuko mayumi mayur mazen maëlle maïa małgorzata
        mckayla mckenna mckenzie mead meadow meagan mebrahtu mechteld mechthild mechthilde mechtild
        medina meena meenakshi meera meg megan meggie megha meghan meghana megumi mehdi mehitabel
        mehmed mehmet mehran mehrdad mehreen mehtap mehul mei meik meike meilin meinhard meinolf
        meinrad meinulf mel melaku melania melanie melba melchior melek melih meliha melike melina
        melinda melis melisa melissa mellie meltem melva melvin melvyn memduh meng mengistu menno
        merab meral mercedes mercè meredith merete merethe merideth meriel merih merima merjem merle
        merlin merrick merrill merritt merry mert merve mervi mervin mervyn meryem meryl messiah
        mesut mete metin mette mevlüt meysam mia micaela micah michael michaela michail michal
        michalina michalis michał michel michela michelangelo michele micheline michelle michi
        michiel michiko michio mick mickaël mickey midori mieczysław mieke mieko mignon miguel
        mihaela mihai mihail mihajlo mihnea mihály miika mijat mika mikael mikaela mikako mikal
        mikayla mike mikey mikhail mikhaylo mikkel mikkjel mikko miklós miko mikołaj mila milad
        milagros milan milana milda mildred mile milena mileva milford milica milijana milind milja
        miljan miljana milka milla mille miller millicent millie milly milo milojka milos miloslav
        milosz miloš milton mimi mimir mina minako minal minami minda mindaugas mindy mine minerva
        ming minh minji minka minna minnie minori minoru mioara miodrag mira miral mirali miranda
        mircea mirco mireia mireille mirela mirella miren miriam mirja mirjam mirjana mirka mirko
        miroslav miroslava mirosław mirosława mirta mirva mirwais mirza misaki mischa missy mitali
        mitch mitchell mitko mitra mitsuko mitsuru miwa miyako miyoko miyu miyuki mizanur miłosz
        mladen moana modesto modolf mogens moh mohamad mohamed mohammad mohammed mohan mohd mohini
        mohit mohsen mohsin moira moises moisés mojca mojgan mojtaba moktar moll mollie molly momin
        momoko momčilo mona moni monica monika monique monir monrad monroe mons monserrat montague
        monte montgomery montserrat monty morag mordecai mordechai morena morgan morgana morgane
        mori moritz morley morris morten morteza morton morwenna moses moshe mosse mostafa motoko
        moumita mounir moussa mtendere muammer mubarak mugdha muguette muhamed muhammad muhammed
        muhsin mujahid mukesh mukhtar mukta mulugeta mumtaz muneeb munir munira murad murali murat
        muriel murphy murray mursal murtaza musa mushtaq mustafa mustapha muthoni muthu muzaffer
        mwajuma mwanaisha myat myfanwy mykhailo mykola myla myles myong myra myriam myrna myron
        myroslav myroslava myrthe myrto márcia márcio mário márta márton mátyás máximo märta målfrid
        mårten mélanie mónica mădălina naadir nabil nabila nada nadeem nader nadezhda nadia nadim
        nadin nadine nadir nadira nadiya nadja nadya nadège nael nafisa nafissatou nagesh nagisa
        naglaa nagore naheed nahid nahla nahom naila naim naima naira najat najib najiba najla najma
        najwa nalan nalini nam nami namita namrata nan nana nanako nanci nancy nandini nandita nando
        nane nanette nanna nanne nannette nanni nansy nantje nao naoki naoko naomi naotake naoto
        naoual napat napoleon narayan narcis narcisa narendra naresh narges nargis nargiza nariko
        nariman narumi narve narvid nash nasim nasima nasir nasra nasreen nasrin nasser nastaran
        nasty nat natacha natalia natalie nataliia natalija nataliya natalya nataniel natascha
        natasha natasza nataša nate nathalie nathan nathanael nathaniel natividad natja natsuki
        natsuko natsumi natthaphon natália nausheen nava naveed naveen navid navneet nawal nawel
        nayan nayara naz nazan nazanin nazar nazeer nazia nazik nazim nazire nazli nazlı nazma ndeye
        neal nebojša necati necip necla ned nedeljko nedim neelam neele neeraj neeru neeta neftali
        neha nehir neil nejat nejc nejla nela nele neli nelida nell nelli nellie nelly nelson
        nemanja nena nenad nene nepomuk nergis neriman neringa nerissa nermin nermina nerys neslihan
        nesrin nessa nesta nestor netta nettie neus neva nevada neve nevena nevil neville nevin neža
        ngan ngoc ngozi nguyet ngọc nhi nhung nia niall niamh niccolò nichol nicholas nichole nick
        nicki nickolas nicky nico nicola nicolae nicolai nicolas nicolau nicolay nicole nicoleta
        nicoletta nicolette nicolò nidhi niels nieves nigar nigel nigella nihal nihan nihat niina
        nike nikhil niki nikica nikita nikki niklas niklaus niklavs niko nikol nikola nikolai
        nikolaj nikolaos nikolas nikolaus nikolay nikolett nikolina nikoline nikos nila nilay nilda
        niles nilesh nilgun nilgün nilima niloofar niloufar nils nilsa nilüfer nimesh nimisha nimo
        nina ninela ningning nino nir niraj nirmal nirmala nisha nishant nishat nita nitin nitya niv
        nivedita niyati nizar njaal njeri njoki njord njål nkechi nkem nkiru nkosana nnamdi nneka
        noa noah noble nobuko nobuo nobuyuki noe noel noelle noemi nohemi nola nolan nomi nomsa
        nomvula nona noor noora nora norah norbert norberto nordahl noreen noriko norio norma norman
        norris norton norunn norval norvald norveig norwin nosipho notburga notker nour noura
        noureddine nourhan novak noé noémie ntombi nuala nuno nur nura nuran nuray nurcan nurdan
        nurettin nurgül nuri nuria nuriye nurlan nursultan nurten nurullah nushrat nwabueze nyah
        nyambura nyla nyokabi núbia núria oakley obadiah obinna octavia octavian octavio octavius
        océane oda odalis odalys odd odda oddbjørg oddbjørn oddfrid oddgeir oddhild oddhjørg oddlaug
        oddleif oddleiv oddmar oddmund oddny oddrun oddstein oddvar oddveig oddvin oddvor ode odel
        odessa odeta odette odila odile odilia odilo odin odlaug odmund odny odo odvar odysseus
        ofelia ogden okan okechukwu okka oksana oktay ola olaf olai olalla olaug olav olava olavi
        olayinka olbjørn ole olea oleane olearius oleg oleh oleksandr oleksandra oleksii olena
        olesya oleta olf olfert olga olger olha olimpia oline oliver olivia olivier olivija oliwia
        oliwier ollaug olle olli ollie olu oluf olufemi olumide olusegun oluwaseun oluwatobi olve
        olwen olympia omar omari omer omid omkar ommund omolara omowunmi omran ona onat onder ondřej
        onni onur onyeka oona oonagh ophelia ora oran oren orhan oriana orin oriol orion orkun orla
        orlaith ornella orsolya orson ortensia ortrud ortrun ortwin orval orvar orville orvokki
        osama osamu osborn osborne oscar osgar oskar osman osmo osmond osmund ossie osvald osvaldo
        oswald oswalda oswin otfried otgonbayar othmane othmar otilia otilie otis otmar ottar
        ottfried otthein ottheinrich ottilia ottilie otto ottokar ottomar otília ouafa oumar oumou
        ousmane outi ove ovidio ovidiu owain owen oya oyelaran oystein oz ozan ozge ozzie ozzy oğuz
        oğuzhan paavo pablo paddy padma padmini padraig page paige pal palina pallavi palmer paloma
        pam pamela panagiota panagiotis pandora pankaj pankraz panos pansy pantelis paola paolo papa
        paramjit paraskevi parastoo paresh parham parisa parmjit partha parul parvaneh parvati
        parveen parvez parviz pascal pascale pascoe pascual pasi pasquale patrice patricia patricio
        patrick patrik patrizia patrizio patrycja patryk patrícia patsy patterson patti paul paula
        paulette pauliina paulina pauline paulino paulo pavel pavle pavlina pavlo pavlos pavol pawel
        paweł paxton payal payam payton peaches peder pedram pedro peer pegah peggy peiyu pekka
        pelin pelle penelope pentti per percival percy perdita pere peregrine pericles perla perly
        pernell pernilla pernille pero perpetua perrine perry persephone perttu petar pete peter
        petr petra petre petri petrica petro petronela petronella petros petru petrus petter petteri
        petula petya petyr peyton phailin phan phil philine philip philipp philippa philippe phillip
        phillis philomena phineas phoebe phoenix phuc phumzile phung phuong phyllida phyllis pia
        piedad pier pierangelo piergiorgio pierluigi pierre pierrette piers pieter pietro pilar pim
        pina pinar ping pinja piotr pip pippa pirjo pirkko pirmin piroschka piroska pius pixie
        piyush placide placido plamen poldi polly pollyanna pooja poonam porfirio porter portia
        pouya prabha prabhakar prabhat prabhu pradeep pradip pragya prakash pramod pranab pranav
        praneeth pranjal prasad prasanna prasanth prasenjit prashant prateek pratibha pratik praveen
        preben predrag preethi preeti preity prema prerna prescott presley preston priit primitivo
        primrose princess prisca priscilla priska pritam pritha priti priya priyanka prokop promise
        prosper prudence prue prunella purificación purnima puspa putri pál páll päivi pål péter
        pétur pınar qamar qasim qi qiang qin qing qiong quan quang queenie quentin quiana quincy
        quinlan quinn quinton quintus quique quirin quirina quitterie quynh quỳnh rabab rabea rabia
        rabiah rachael racheal rachel rachelle rachid rachida rachita rada radegund radegunde radek
        radha radhika radka radmila radomir radoslav radostina radosław radosława radovan radu
        radwan rae raegan raelynn rafa rafael rafaela rafaella rafal rafał rafe raffael raffaela
        raffaele raffaella rafferty rafi rafiq raghav raghavendra raghu ragna ragnar ragne ragnfrid
        ragnfrida ragnheiður ragnhild ragni ragnvald rahel rahim rahima rahma rahman rahmat rahul
        rahwa rai raija raik raimar raimo raimonds raimund raimundo rain raina rainer rainhard raisa
        raiza raj raja rajan rajat rajeev rajendra rajesh rajeshwari raji rajinder rajiv rajkumar
        rajni raju rakel rakesh raleigh ralf ralph ram rama ramadan raman ramandeep ramazan ramesh
        rami ramin ramiro ramla ramon ramona ramsay ramsey ramunė ramón rana ranbir rand randa
        randal randall randi randolf randolph randulf randveig randy rani rania ranim ranjan ranjana
        ranjit ranjith ranko rannei rannfrid rannveig ranveer raouf raoul raphael raphaela raphaël
        raquel rareș rasa rasha rashad rasheed rashid rashida rashmi rashmika rasim rasmus rastislav
        rasul ratan ratna ratnesh rauan rauha raul raven ravi ravinder ravindra raya rayan rayane
        rayford rayhan raymond raymonde raymundo rayna rayyan raza razan razia raúl reagan reba
        rebeca rebecca rebekah rebekka recep reda redouane reece reem reese refik reg regan reggie
        regina reginald reginaldo regine regis regnor regula reham rehan rehana reid reidar reidmar
        reidulf reidun reidunn reier reijo reika reiko reilly reimar reimer reimund reimut reina
        reinaldo reiner reinert reinhard reinhart reinhild reinhilde reinhold reinholdt reinis
        reinmar reino reinold reintraud rekha relja remco remedios remigius remington remy rena
        renae renaldo renata renate renato renaud rene renee renita renko renuka renzo renáta rené
        renée renē reshma resi resul retno reuben reuven rex reyhan reyna reynir reynold reza rhea
        rhett rhian rhiannon rhoda rhodri rhona rhonda rhonwen rhydian rhys ria riad ricarda ricardo
        riccardo richard richarda richie richmond rick rickey rickie ricky rico ridvan rie rieke
        rieko rifat rigo rigobert rihab riham riho riikka riitta rika rikard rike rikke riko riley
        rim rima rimma rin rina rinaldo rinat rinko rintaro risa rishabh rishi risto rita ritesh
        ritika ritsuko ritu ritva riya riyad riyaz rizwan roaa roald roar roarr rob robbert robbie
        robby robert roberta robertas roberto robin robyn rocco rochelle rocio rocío roddy roderich
        roderick rodger rodica rodney rodolfo rodrick rodrigo rodrigue rogelio roger rogério rohan
        rohini rohit roisin rok roksana rola roland rolanda rolando rolf rolfdieter rollo rolv roma
        romain roman romana romane romano romeo romilly romina romola romuald romualdo romy románé
        ron ronak ronald ronaldo ronan ronda roni ronit ronja ronnie ronny roopa roosa roosevelt
        rory rosa rosalba rosalee rosalia rosalie rosalina rosalind rosalinde rosalyn rosalía
        rosamond rosamund rosamunde rosana rosangela rosanna rosanne rosario rosaura roscoe roseann
        roseanna roseanne rosella roselyn rosemarie rosemary roser rosetta roshan rosi rosie rosina
        rosita rositsa rosl roslyn rosoe ross rossana rossella rostislav roswita roswitha rosy
        rosângela rotraud rotraut rouven rowan rowena rowland roxana roxane roxanna roxanne roxie
        roy roya royal royce rozalia rozina rozália ruba rube ruben rubens rubina rubén rucha ruchi
        ruchika rudi rudolf rudolph rudra rudy rufino rufus rugile ruhi rui ruken rukhsana rukiye
        rumen rumi rumiana rummana runa runar rune rupa rupali rupert rupesh rupinder ruprecht
        rushikesh ruslan russ russell rustam rustem rut ruta rutger ruth rutherford ruthie ruud
        ruzica ruža ružica ryan ryder ryker rylan ryland rylee ryleigh ryo ryoichi ryoko ryota
        ryszard ryuichi ryuji régine régis rémi rémy róbert rómulo rósa róża rønnaug rønnev røskva
        rúnar rüdiger răzvan rıdvan rıza rūta saad saadia saanvi saara saba sabah sabahat sabahattin
        sabbir sabeen sabiha sabina sabine sabir sabira sabri sabrina sacha sachi sachiko sachin
        sadaf saddam sade sadegh sadia sadie sadiq sadık saeed safa safaa safae saffron safia safiya
        safiye sagar sahana sahar sahara sahil sahra said saida saif saige saikou saim saima saira
        sajad sajid sajida sakae sakari sakarias sakiko sakina sakshi saku sakura sal salah salam
        salamata saleem saleh salem salha salih saliha salim salima salimata sallie sally salma
        salman salome salomé saloua salvador salvatore salve sam samad samaneh samantha samar samara
        samba sameer samer sami samia samiha samina samir samira samiya sammie sammy samo sampath
        samson samuel samuela samuele sana sanaa sanae sanchit sandeep sander sandhya sandi sandip
        sandor sandra sandrina sandrine sandro sangeeta sangita sania sanja sanjana sanjay sanjeev
        sanjit sanjoy sanju sanket sanna sanne santhosh santiago santino santo santosh santoshi
        saoirse saoud sapna sapphire sara sarah sarai saraswati sarat sarath sardar sari sarina
        sarita sarma saroj sarvesh sasa sasan sascha sasha sashka sasho saskia sathish satish satoko
        satomi satoru satoshi satu satya satyam saul saule saulius saurabh saurav savanna savas
        savaş savita savitri sawsan sawyer saxon saya sayaka sayed sayeed sayuri saïd saúl saša
        scarlett scholastica schorsch scot scott scottie seamus sean sebald sebastian sebastián
        seble seda sedat sedef sedigheh seema sefa segun seher seid seija seiji seiko sejal sekou
        selah selahattin selam selamawit selcuk selda selen selena selene selim selima selin selina
        selma selvi selwyn selçuk sema semih semiha semine semra sena senad senay senta seojun sepp
        seppl seppo sera serap serdar serena serenity sergei sergej sergey sergi sergio sergiu
        serhan serhat serhii serife serina serkan serpil sertaç servet seth setsuko sevda sevdalina
        severin severina severino sevgi sevil sevilay sevim sevinç sevrin seyed seyit seyma seymour
        seynabou sezen sezer shabana shabnam shadi shadia shaelyn shafiq shagufta shah shahab
        shaheen shahid shahida shahin shahnaz shahram shahrzad shai shaila shailendra shailesh
        shaimaa shakeel shakil shakila shakira shakti shalini shama shamim shamima shamsa shamsul
        shana shane shania shankar shanna shannon shantanu shantel shanthi shanti sharad shardul
        sharifa sharlene sharmila sharmin shashank shashi shaukat shaun shauna shaunna shawn shawna
        shayan shayla shaylee shayna shayne shaza shazia shea sheena sheetal sheikh sheila shekhar
        shelby sheldon shelia shelley shelly shelton sheree sheri sheridan sherif sherin sherlyn
        sherman sherri sherrie sherry sherwood sheryl sherzod shi shigeko shigeru shiho shikha
        shilpa shin shinichi shinji shinobu shiori shira shirin shirley shiro shiva shivam shivani
        shizuka shizuko shlomo shmuel sho shoaib shobha shobhit shogo shohei shoko shona shoshana
        shota shouvik shraddha shreya shreyas shristi shruthi shruti shu shubha shubham shuhei
        shukri shun shunsuke shweta shyam shyamala shyla siamak sian sibel sibongile sibyl sibylle
        sid siddharth siddhartha sidney sidonie sidra sidsel siegbert siegberta sieger siegfried
        sieghard sieghart sieglind sieglinde siegmar siegmund siegrid siegrun siegward siegwart
        siemen siena sienna sierra sif sigbjørg sigbjørn sigbrit sigdis sigfinn sigfred sigfrid
        sigge siggerud sigi sigismund sigita sigleif siglinde sigmar sigmund signar signe signhild
        signy sigourney sigrid sigrun sigrunn sigríður sigrún sigurd sigurdur sigurður sigvald
        sigvard sigvart sigve sihem sikandar silas silja silje silke silva silvana silvano silvester
        silvia silvija silvio silviu silvère sima simay simba simen simeon simge simin simión simon
        simona simone simonetta simran simten sina sinan sindre sine sinead sinem sini sinikka
        sinisa siniša sinja sinje sinéad siobhan sipho siranush siri sirje sirkka sirpa sisay sissel
        sissi sissy sita siti siuzanna siv sivert sixten sixtus siyabonga sizwe sjur sjurd sjøfn
        skjalg skjoldulf skule skylar skyler slavica slavko slavomir slađana sloan sloane slobodan
        smiljana smita smriti sneha snehal snezana snežana snorre snorri snæfríður soad soffi sofia
        sofiane sofie sofija sofía sohail soham soheila soichiro soili soizic sokol solange solaug
        solbjørg soledad solfrid solgerd solgunn solmund solomiya solomon solrun solrunn solve
        solvei solveig solvor solvår solène son sona sonal sonali sonam sondra sondre sonia sonja
        sonya soo-jin soojin sook sophia sophie sophronia soraya sorcha soren sorin sorina sotiria
        sotirios souad soufiane soumaya soumitra soumya sourabh sourav sousan spencer spike spyridon
        spyros srdjan sree sreeja sreten sridhar srikanth srinivas srishti srividya srđan stacey
        staci stacie stacy staffan stafford stale stan stana stanford stanimir stanislas stanislaus
        stanislav stanisław stanisława stanka stanko stanley stanoje stanton starla stavros stefan
        stefani stefania stefanie stefano stefanos stefanía steffen steffi stefka stefán stein
        steinar steinbjørn steinulf steinunn steinvor stela stelian stelios stella stellan sten
        stepan steph stephan stephanie stephany stephen stephon stevan steve steven stevie stevo
        stewart stian stig stijn stilian stina stine stirling stjepan stojan stormi stoyan stoyanka
        stu stuart sture sturla sturle styliani ståle stéphane stéphanie suat subash subhash
        subramanian subrata sucheta suchitra sudarshan sudha sudhakar sudhir sudip sue sufia suha
        suhail suhani suhas sujata sujatha sujit suk sukanya sukhdeep sukhwinder sukru sulaiman sule
        suleyman sullivan sulo sultan sultana suman sumana sumaya sumeet sumi sumiko sumit sumita
        summaya sun suna sunder sune sung sunhild sunil sunita suniti sunniva sunnive supriya
        surabhi suraj surendra suresh surinder surjit surya suryakant susan susana susann susanna
        susannah susanne susanti suse sushant sushil sushila sushma susi susie sutton suvi suzan
        suzana suzanna suzanne suzette suzie suzuka suzuko svanaug svanhild svante svantje svava
        svea svein sveinar sveinn sveinung sven svend svende svenja svenn sverre sverrir svetla
        svetlana svetoslav svetozar svitlana swaantje swantje swapna swapnil swarna swati swen
        swenja sybil sybille syeda sylfest sylke sylvain sylvana sylvester sylvi sylvia sylviane
        sylvie sylvio sylwester sylwia synne synneva synnøve syver syvert szabolcs szczepan szilvia
        szymon sándor sæbjørn sædís sæmund sébastien sérgio séverine sílvia sólveig sönke sören
        sølve sølvi søren süleyman sümeyye sünje sławek sławomir taavi tabassum tabatha tabea
        tabitha tad tade tadeusz tafari tage taha taher tahir tahira taichi taiga taiki taina taisto
        taiwo tajana takahiro takako takanori takao takashi takayuki takeo takeshi takuma takumi
        takuya tala talal talat tale talette talha tali talia taliesin talita talitha tallak
        tallulah talon tam tamaki tamako tamara tamari tamas tamer tamera tami tamia tamika tamiko
        tamim tamina tamir tammi tammie tammo tammy tamsin tamás tanaka tane taner tang tania taniya
        tanja tanka tanmay tansy tanu tanvi tanya tanzeela tapan tapani tapas tapio tara tarald
        tarana taraneh taras tarik tariq tariro tarja tarjei tarmo taro taru tarun taryn tarık tasha
        taslima tasneem tasos tassilo tate tatiana tatjana tatsuo tatsuya tatum tatyana tauseef
        tawfik tawny taya tayfun taylor tayo tayyab tea teagan teboho tecla ted tedros teemu teferi
        tegan teija teiko tejas tekla tela tella telle tellef telma temitope tendai tengel tenley
        tenzin teo teodor teodora teodoro teofilo teona teppo tere terence teresa terese tereza teri
        terje terra terrance terrell terrence terri terrie terry terttu teruko tesfaye teshome tess
        tessa tetiana tetje tetsuo tetsuya teuvo tevfik thabo thad thaddeus thaddäus thais thale
        thalia thandeka thandi thandiwe thanh thao thaís thea thees thekla thelma thelonious themba
        thembi theo theobald theoderich theodor theodora theodore theodoros theresa therese theresia
        theron thi thiago thibault thibaut thien thierry thieu thieß thijs thilde thilini thilo
        thimo thinh thoko thom thomas thomasina thomasz thor thora thoralf thorben thorbjørg
        thorbjørn thore thorge thorgeir thorgils thorhild thorill thorleif thorleiv thormod thorolf
        thorstein thorsten thorunn thorvald thu thulani thurid thurman thurston thuy théo théodore
        thérèse thúy tia tiago tiana tiara tiark tiberiu tibor tida tien tiernan tierney tiff
        tiffani tiffany tihana tihomir tiina tijana tilda tilde till tilla tillie tillmann tilly
        tilman tilmann tilo tim timea timm timmy timo timon timothea timothy timothée timur tina
        tinashe tindra tine tinius tiril tirza tisha titus tizian tiziana tiziano tiến tjark tjaša
        tjorben tlaloc tobenna tobi tobias tobin toby tod todd toivo tolga tollef tolleif tolulope
        tom tomas tomaso tomasz tomaž tome tomek tomi tomislav tomke tommaso tommi tommie tommy tomo
        tomohiro tomoko tomomi tomoya tomoyo tomás tomáš tona tone toni tonia tonja tonje tony tonya
        tonći toomas tope topher topi tor tora toralf toralv torben torbjørg torbjørn torborg
        torbrand tord tordis tore torfinn torfrid torge torgeir torger torgils torgny torgrim
        torgunn torhild toribio torill torin torkel torkild torkjell torleif torleik torleiv tormod
        torny torodd torolf torolv torstein torsten toru torun torunn torvald torveig torvild tory
        toshiko toshio toshiyuki toufik tove toya trace tracey traci tracie tracy traian tran trang
        traude traudel traudl traugott trautchen traute trauthilde travis trent trenton trevor trey
        tricia triin triinu trina trine trinh trini trinidad trish trisha trista tristan tristram
        trixi trixie trond troy truc truda trude trudel trudi trudie trudy truls trulte truman trung
        trutz trygg tryggve trygve trym trân tsegaye tsering tsholofelo tsubasa tsuneo tsvetan
        tsvetanka tuan tudor tugba tuija tukka tulin tulsi tunc tuncay tunde tung tuomas tuomo turan
        ture turgay turgut turi turid turner tushar tuula tuulia tuulikki tuva tuyet tuğba tuğçe ty
        tybalt tyler tyra tyree tyrell tyrese tyri tyrill tyron tyrone tyson tytti tzvetana térésa
        tímea tønnes tørris tülay tülin tünde türkan ubaldo ubbo uche uchenna uda udai uday udo ufuk
        ugnė ugo ugochi ugur ujjwal ujwala ulas ulf ulfert uli ulises ulla ulli ullrich ulric ulrich
        ulrik ulrika ulrike ulrikke ulv ulviye ulysses uma umair umar umaru umber umberto umesh umi
        umit umut una unai unathi undine une ung unity unn unni unnur unto upendra upton uran urban
        urd urda urho uri uriah uriel urmila uros uroš urpo ursa urschel ursel ursula urszula urte
        urvashi urška uschi usha ushna usman uta ute uwe uxue uzma uzoma uğur vaclav vadim vahagn
        vahid vaibhav vaida vaidehi vaishali val valarie valborg valdas valdemar valdemaras valdete
        valdis valencia valentin valentina valentine valentino valentí valeria valeriano valerie
        valerio valeriu valeriy valeska valgerd valgerður valmir valon valter valur valérian valérie
        vance vanda vandana vanesa vanessa vani vanja vannak vappu varg varsha varun vasanth vasco
        vasil vasile vasiliki vasilios vasilis vasilka vasu vasudha vasyl vaughan vaughn vebjorn
        vebjørn vedad vedant vedat veena vegar vegard vegeir veiar veijo veikko veit velibor velimir
        velma velten vemund vendel vendela vendula venera veneta venetia venkat venkatesh venke
        venus vera verena verica verity verna verner vernon verona veronica veronika verónica vesa
        veselin veselina vesla vesna vesselina vesta vetle viacheslav vibecke vibeke vibha vic
        vicente vicenç vicki vickie vicky victoire victor victorien vida vidar vidhi vidkun vidya
        viera vigdis vigdís viggo vigleik vigmund vijay vijaya vikas viking vikki vikram vikrant
        viktor viktoria viktoriia viktorija viktoriya viktória vilde vilhelm vilho vilja viljar
        ville vilma vilmar vilmos vilnis vilém vimal vin vinay vince vincent vincenza vincenzo
        vineet vineeta vineeth vinh vinicius vinjar vinod vinzent vinzenz vinícius viola violeta
        violetta viorel viorica vipin vipul virag viral virender virgie virgil virgilio virginie
        virginija virgínia virpi virág visar vishakha vishal vishnu viswanath vita vital vitalie
        vitalii vitaliy vitaly vithal vito vitor vittoria vittorio vitus viv viveca vivek viveka
        vivi vivian viviana viviane vivien viviene vivienne viðar vjekoslav vlad vladan vladimir
        vladimira vladimír vladislav vladislava vladka vladko vladyslav vlasta vlastimil vojislav
        vojtech vojtěch volkan volker volkert volkhard volkmar volkram volkwin volodymyr volprecht
        vong vroni vu vuk vukašin vuong vusi vyacheslav vytautas václav väinö vårin véronique víctor
        vítor wade wadih wael wafa wafaa wahab waheeda wahid wahida wai wail wajid wakako walburga
        waldemar waldo waldtraut waleed walentyna walery walfried walid wallace wallis wally walt
        walter walther walton waltraud waltraut waltraute waltrud wambui wan wanda wangari wangui
        wanja wanjiru waqar waqas wara waris warner warren warsan waseem wasilissa wasim wassim
        wastl wataru waverly waylon wayne webster wedekind wedigo wei weiming weiwei weldon welf wen
        wenche wencke wendel wendelien wendelin wendeline wendell wendy wenjie wenke wenzel werner
        wernfried wernher wes wesam wesley wessel weston whitney wido widukind wiebke wieland
        wiesław wiete wigand wigbert wiggo wiktor wiktoria wilbert wilbur wilda wiley wilford
        wilfred wilfredo wilfrid wilfried wilfriede wilgard wilhelm wilhelma wilhelmina wilhelmine
        wilko willa willam willard willem willfried willi william willibald willibert willie willis
        willy wilm wilma wilmar wilmer wilson wilton wiltrud wim win wincenty windsor winfield
        winfred winfried winfriede winifred winnie winnifred winona winrich winston winthrop wioleta
        wioletta wisam witold wittekind wivina wladimir wojciech wojtek woldemar wolfdieter wolfgang
        wolfhard wolfhart wolfram wolfrun woodrow woubit wout wouter wulf wunibald wyatt wylie wyn
        wynne wystan władysław władysława włodzimierz xabi xabier xander xandra xanthe xaver xaverl
        xavi xavier xaviera xena xenia xenofon xhevdet xi xia xiang xiao xiaohong xiaoli xiaoling
        xiaoming xiaowei xiaoyan xiaoyu ximena xin xinyi xinyu xiomara xiu xuan xue xueying xóchitl
        yaa yaakov yacine yadira yael yaffa yago yahaya yahya yair yakov yakub yakubu yakup yalda
        yan yana yang yanick yanira yanis yanling yann yannick yannik yannis yao yaprak yaqoob yara
        yarden yared yaren yaroslav yaroslava yasemin yash yashar yashika yasin yasir yasmeen yasmin
        yasmina yasmine yasser yassin yassine yasuhiro yasuko yasuo yauheni yavuz yaw yayoi yazan
        yaël ydun yee yehuda yekaterina yelena yeliz yemisi yen yener yeon yerlan yervand yesenia
        yetunde yevgeni yevgeniy yevgeny yevhen yevheniia yeşim yi yiannis yifan yilmaz ying yishan
        yitzhak yiğit ylfa ylli ylva yngvar yngve yngvild yoana yochanan yogesh yogita yohan yohana
        yohanna yohannes yoichi yoko yolanda yolande yonas yonatan yong yoon yordan yordanka
        yordanos yorgos yosef yoshi yoshiaki yoshihiro yoshiko yoshimi yoshio yossi yosuke youcef
        younes youness yousra youssef youssouf yousuf yrja yrsa yu yuan yuanyuan yue yui yuichi yuji
        yuka yukari yuki yukiko yukio yuko yulia yulian yuliia yuliya yumi yumiko yun yuna yunus
        yuri yurii yuriko yuriy yury yusra yusuf yusuke yuta yutaka yuto yuval yuwei yvan yves
        yvette yvind yvo yvona yvonne yıldız yılmaz zac zach zachariah zacharias zachary zachery
        zack zackary zafar zafer zaheer zahid zahida zahir zahra zaiba zaid zaida zaim zainab zaira
        zakaria zakarya zaki zakia zakir zaklina zaman zamir zana zander zane zanele zara zareen
        zaria zarifa zarina zaruhi zbigniew zbyněk zdena zdenek zdenka zdenko zdeněk zdravko
        zdzisław zeba zeeshan zehra zeina zeinab zeineb zejd zeke zeki zekiye zelalem zelda zella
        zena zenab zeng zenobia zenon zenta zenzi zerrin zeynab zeynal zeynep zhan zhanna zheng zhi
        zhihao zhiwei zhong zia ziad zied zika zilla zinaida zineb zita zitha zixuan ziya ziyad
        zlata zlatan zlatica zlatka zlatko zoe zoey zofia zohra zohreh zola zoltan zoltán zora zoran
        zorana zorica zorka zosia zouhair zoya zoé zoë zsofia zsolt zsuzsanna zsófia zubaida zubair
        zuhal zulfiqar zulfiya zulma zuri zuzana zuzanna zvezdana zvi zvonimir zvonko zygmunt
        zübeyde zühre zülfü ágnes ángel ángela árpád ådne åge ågot åke åsa åsbjørg åse åshild åslaug
        åsmund åsne åsta åste åstein åsulv åsunn çağla çağlar çelik édith élise élodie émile émilie
        étienne íris íñigo ólafur ólöf ómar óscar óðinn ömer önder örn östen özcan özge özgür özkan
        özlem øistein øivind ørjan ørnulf øydis øystein øyunn øyvin øyvind øyvor úlfur úrsula ümit
        ümmü ýmir þorbjörg þorgeir þorsteinn þóra þórarinn þórunn þórður ışıl ľubomír łukasz şebnem
        şefika şenay şener şeref şerife şeyma şule şükrü šabina šabān štefan štěpán šárka žaklina
        žana želimir željka željko živa živko ștefan
        """)

    /// Names that are words, months, places or things too: they count only where something else says so.
    static let givenAmbiguous = set(
        """
        ace ada adel adria akin alba alexa ali alma alv amber amir an ana angel april archer art
        asha asher ask aspen austin autumn avis aya baba baptist barbie baron barış beau ben bennet
        bent berge beth bevis bill billie billy bitten bjørn blair blake blaze blessing bliss
        blossom blume bo bob bobby bola bonde bong bosse brandy brit brock brook brooke bror buck
        bud buddy bunny buster bø cal can candy carol carter cash chance charity charlotte chase
        chastity chelsea chen cherry chip christen christian chuck clay cliff clover cody collins
        colt comfort consuelo cooper coral cruz crystal dag daisy dakota dale dallas dana dawn dax
        deacon dean deb dee del delta derry derya des destiny dev diamond dick dima dixie dolly
        dolores dom domingo don dory dot drake drew dung dusty earl earnest ebony echo eddy edel
        eden edit edle elan eli elling engin ernest ernst esi eve even faith falk fanny fay fee
        feline fern finn flo flora florence forest forrest foster france frank fraser fryd gage gale
        gard garland garrison gene geneva georgia gill ginger gjest glen gottlob grace grant griff
        grim gro gros grunde gull gun guy hadi hae hagen hai halle hamlet hank hans hardy harm
        harmony harry haven heath heaven heide herb hind holden holly homer honor hope houston
        howard hue hunter høye ib iman indiana ion iris israel ivory jack jackson jade jasper java
        jaya jean jenny jewel jin jo job jock joey jordan josh jost joy jule jun june jung junior
        juniper kai kali kamel kane kari kassa kelvin ken kenia kent kim king kit kåte lacy laid
        laila lam lan lance lane lark laurel lavender lee lenke lenz leone lerato les lev lex li
        lien lila lily lincoln liv logan london long lore lou luka luna lykke lyric mac mack madison
        magnolia mai major malik mama mang marge marin marina mark marquis mason mauritius max maxi
        may maya mead meadow meg mei melek melody mercedes mercy merit merlin merry messiah mila
        mile miles miller min mine ming missy misty moll mona monte myrtle nam nan nana napoleon
        nasty nat ned nevada nia noble noe noel nova nur oak odd ode odessa odin olive ollie olympia
        opal ora orlando ove oz paddy page pal palmer paloma pam pandora papa paris parker pat
        patience patsy patty paz pearl peer pelle penny pepper per percy peter phoenix pier pierce
        pip piper pixie poppy porter precious primrose prince princess promise prosper qi rain
        rainer ram rana rand rani raven ravn ray reed remedios rex rich rico rie rike rim rob robin
        rocky rod romane romeo rose rosy royal ruby rusty rut ryker sade saffron sage sahara said
        sal salvador salve sam samba sami sana sandy sapphire satu savannah sawyer scarlet scot
        scout seid sera serenity shah sharon sheikh shin shiva shun sid sieger sierra silva
        silvester sine sini siri sissy skip sky skye sol solve son sonny soo spike stale stanford
        stanley star stein stella sterling stone storm sue sultan suman summer sun sung sunny sydney
        tad tage tale tam tang tanner taro tea teddy telle terra thi tiger till tod tome tone tony
        tor trace tran trinidad trinity troy trygg tuan tucker tung turner twain ty uche ulf ulv una
        ung unity uran urban urs val valentine van varg venus verona victoria viking vin viola
        violet viral virginia vita vital vu vuk vår wade waldo walker wallace wally wan ward wei
        wells will willow win winter wolf woody wren xin yan yang ziad zion roman milan brooklyn
        denver tory zara zelda kenya
        """)

    static let givenCyrillic = set(
        """
        аарон абдулла авдей авдотья аверкий аврора агапит агата агафон агафья аглая агнесса агния
        агриппина ада адам аделаида аделина аделия адель адриан азалия азамат азат азиз аида аиша
        айгуль айдар айнур айрат акакий аким аксинья акулина алан алдар алевтина алекс александр
        александра александрина алексей алена алеся алеша али алик алика алим алина алиса алихан
        алия алла алмаз алсу альберт альберта альбина альфия альфред алёна алёша алёшка амалия
        амелия амина амир амирхан анар анастасий анастасия анатолий анвар ангелина андрей андрюха
        андрюша андрій анечка анжела анжелика аниса анисим анисья анита анна антип антон антонида
        антонина антоша антошка ануфрий ануш анфиса анька анюта аня аполлинария аполлон арам арина
        аристарх аристотель ариша аришка аркадий аркаша армен арно арнольд арсен арсений арсентий
        арслан артем артемида артемий артур артём артёмка архип арчил асель асия аскар аслан астра
        асхат аська ася аурика афанасий афанасия афина афродита ахат ахмад ахмед ашот аэлита
        багдасар батыр бахтияр беатриса белла бенедикт берта богдан богдана болеслав борис бориска
        борислав борька боря бронислав бронислава булат бэлла вадик вадим валентин валентина
        валериан валерий валерия валя ванечка ванька ванюша ваня варвара варлам варфоломей варька
        варя васенька василий василина василиса васса васька вася васёк вахтанг велимир венедикт
        венера вениамин вера верона вероника верочка веселина весна вета вика викентий виктор
        виктория викуля викуся вилен вилена вильгельм виолетта виринея виссарион виталий виталик
        виталина витольд витька витя влад влада владик владимир владислав владислава владлен
        владлена владя влас власта вова вовка вовочка водопьян володимир володька володя воля
        всеволод вячеслав габриэль гавриил гаврила галактион галина галия галка галочка галя гамлет
        ганна гаспар гаяне гаянэ гелена гелий гена генадий генка геннадий генриетта генрих георгий
        георгина герасим герман германн герта гертруда гиорги глафира глеб глория гоар гордей гордон
        горислав горислава гоша градислав гражина григорий гриша гришка гузель гулия гульназ
        гульнара гульшат гурам гурий густав давид давлат дамир дамира дана даниель даниил даник
        данил данила данилка данислав даниэла даниэль дания данияр данька даня дарий дарина дария
        дарья дарьяна даша дашенька дашка дашуля даяна демид демьян денис джамал джамиля джамшид
        джанет джаннет джеймс джон джульетта диана дильназ дильшод дильяра диляра дима димка димон
        димочка дина динар динара диодор дионисий дмитрий дмитро добрыня доминика донара донат дора
        дорофей досифей дульсинея ева евангелина евгений евгения евграф евдоким евдокия евлампий
        евлампия евпраксия евсей евстафий евфросиния егор егорка егорушка екатерина елена елизавета
        елизар елисей емельян епифан еремей ермак ермолай ерофей есения ефим ефрем ефросинья жан
        жанна жасмин ждан жека женечка женька женя жерар жозефина жюли забава заира заман замира
        зара зарема зари зарина заур захар захария земфира зина зинаида зинка зиновий зия злата
        зоечка зоя зульфия зуфар зухра иакинф иван иванна игнат игнатий игорь игорёк иероним
        изабелла измаил изольда израиль икрам илана илиана илларион илона ильгиз ильдар ильзат
        ильмира ильнар ильнур ильсур ильшат илья илюша инара инга ингвар инессa инесса инна
        иннокентий иоанна иона иосиф ипполит ира ираида ираклий ирена ирина ириша ирка ирма ирочка
        исаак исай исидор искандер исмаил ия казбек казимир камила камилла камиль капитолина карен
        карим карима карина карл каролина касьян катарина катенька катерина катрин катька катюша
        катя кейт кензо керим ким кира кирилл кирюша клава клавдий клавдия клара кларисса клементина
        клим климент климентий коленька колька коля колян кондрат кондратий константин корней
        корнелий корнилий костик костя кристиан кристина ксения ксеня ксюша ксюшка кузьма куприян
        лавр лавра лаврентий лада лазарь лайла лайма лала лана лара лариса лариска лаура лев лева
        левушка лейла лейсан лена лениана ленка леночка ленуся леня леокадия леон леонард леонид
        леонида леонтий леопольд лера лерка леся леша лиана лида лидия лидка лидочка лиза лизавета
        лизка лизонька лика лилиана лилия лина линара лия лола лолита лора луиза лука лукерья лукьян
        люба любава любаша любим любка любовь любомир люда людвиг людка людмила людочка люсенька
        люсьена люся люция ляйсан ляля лёва лёнька лёня лёха лёша лёшка магдалена магомед мадина
        мадлен майкл майя макар макарий макс максик максим максимилиан максимильян максимка мальвина
        мамед маня марат маргарита марго мариам мариан марианна марийка марин марина маринка мариса
        мария маркел марлен марсель марта мартин мартын маруся марфа марьям марьяна матвей матвейка
        матильда матрена матрёна махмуд маша машенька машка мелания мелентий мелисса мерген мефодий
        мехмед микола мила милада милан милана милена милица милка милослава милочка мина мира мирам
        мирон мирослав мирослава мирося мирра митрофан митька митя миха михаил михайло михей миша
        мишаня мишка мишутка модест моисей мокей мурад мурат муса муслим мустафа мухаммад мухаммед
        мэри надежда наденька надир надька надя назар назарий назира наиль наиля наина намик нана
        наоми наргиз наргиза нарине настасья настенька настька настюша настя наталия наталка наталья
        наталія натан наташа наташка натела наум нелли нестор ника никандр никанор никита никитка
        никифор николай николь никон нил нина нинель нинка нино нинок нонна норма нурия нурлан
        нурсултан нюра нюша оксана октавиан октябрина олег оленька олеся олечка олимпиада олимпий
        ольга олька олюшка оля онисим орест осип оскар остап офелия павел павла павлик павлина
        паисий памела панкрат пантелей парамон параскева патрик пахом паша пашка пелагея петенька
        петр петька петя пимен питер платон пол поликарп полина полинка поля порфирий потап
        прасковья прокоп прокопий прокофий прохор пётр равиль равшан радий радик радислав радмила
        раиля раиса райан райка рамазан рамзан рамиль рамиля рамин рания расим ратибор ратмир рауль
        рауф рафаил рафаэль рафик рахиль рахим рашид рашида рая ревека ревекка регина резеда рем
        ренат рената ренета римма ринат рината рита ритка рифат ричард роберт роберта родион
        розалина розалия роксана ролан рома роман ромил ромка ромочка ростислав рубен рудольф
        рузанна рузиля румия рунар рус русалина русалия русик руслан руслана рустам рустем руф
        руфина рушан рэм саад сабина сабир сабрина савва савелий саид салават салман саломея самвел
        самир самира самсон самуил сания саня санёк сара сарра саша сашенька сашка сашуля света
        светка светлана светочка светуля святогор святослав севастьян севда северин северьян севиль
        секлетинья селена селиван семен семён сеня серафим серафима сергей сергій сережа серёга
        серёжа серёжка сильва сильвестр сильвия симеон симон симона слава славик славка снежана
        созон сократ соломон сонечка сонька соня софа софийка софия софья спартак спиридон стамат
        станислав станислава стас стасик стася стелла степа степан степанида стефан стефания стёпа
        стёпка сулейман сулпан султан сурен сусанна сюзанна тагир таир таисия таисья талгат тамара
        тамерлан тамила танечка танька танюша таня тарас татьяна тахир тая тема темыч теодор теона
        тереза терентий тея тигран тигрий тима тимерлан тимка тимофей тимоша тимур тимурчик тина
        тихомир тихон толик толька толя тома томас томила томирис томка тоня тося тоша тристан
        трифон трофим туяна тёма ульян ульяна уля умар урсула устин устинья фаддей фазиль фаина
        фанис фания фарид фарида фархад фатима федор федора федосей федосия федот федька федя фекла
        феликс фелиция феодор феодосий феодосия феоктист ферапонт филарет филимон филипп филя
        фирдаус фируза флор флора флорентина флоренция флориан фома фотий франц фридрих фрол фёдор
        фёкла хабиб хадиджа хайдар хаким халид халима хамза хамид ханна харита харитина харитон
        хасан хатима хельга хильда христиан христина христофор хусейн цветана цезарь целестина
        цецилия циля чеслав чеслава чингиз чулпан шамиль шамсия шарлотта шейла шерзод шерлок шота
        шура шурик шурка шурочка шухрат эвелина эвита эдвард эдгар эдик эдита эдмунд эдуард элеонора
        элиза элина элла эллада эллина эльвира эльдар эльза элька эльмар эльмира эльмурат эльнар
        эльнур эльчин эля эмануил эмили эмилия эмиль эмин эмир эмма эраст эрвин эрик эрика эрнест
        эрнестина эсмеральда эстер эсфирь этери юлечка юлиан юлиана юлий юлиус юлия юлька юля юна
        юния юнона юнус юра юрий юрик юрка юрочка юрій юсуф юханна ядвига яков якуб якун ян яна
        янина янис яночка ярик ярина яромир ярополк ярослав ярослава ясмина яша яшка
        """)

    /// Cyrillic names that are words too.
    static let cyrillicAmbiguous = set(
        """
        аврора али алмаз аполлон артур вера весна воля герман глория дина жасмин злата изабелла
        карен лев любовь майя макар маринка марта мина мирон надежда ника николь норма олимпиада пол
        полина поля рада роза роман рус сара света слава султан тема тина тёма флора франц цезарь ян
        лада венера
        """)
}
