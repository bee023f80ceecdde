/// Family names, and the endings by which others are known. Compiled by hand; no list was copied.
extension NameLexicon {
    static let family = set(
        """
        aanestad aas aaseboe aasebø aasen aasland abbott abdi abdullahi abe abebe abrahamsen abrams
        acar achebe achenbach ackermann acosta adamczyk adams adeleke adewale adeyemi adkins adler
        afolabi agarwal agbaje agnew agrawal aguilar aguirre ahern ahlers ahmad ahmadi ahmed ahrens
        aiken ainsworth akande akhtar akintola akpan aksoy aktas aktaş alam albertsen albrecht
        albright alcott aldridge alfheim alford ali almeida alston altmann alvarado alvarez alves
        amadi amann ambrose amlie amos ampofo amundrud amundsen andenæs anders andersen anderson
        andersson andrade andreassen andresen andré anfinsen angerer ankomah ansari antonsen aoki
        apitz appel appiah appleby applegarth appleton arai araujo araújo archibald arendt arens
        armbruster armitage arndt arnesen arnold arntsen arntzen arora arrington arroyo arslan
        asante asbjørnsen aschehoug aschenbrenner ashby ashdown asheim asher ashraf ashworth askew
        aslan aspelund asquith assmann ateş atherton atkins atkinson attwood aubert auer augustin
        aukrust aune austad austen avci avcı avery awuah ayala aydin ayodele azevedo aziz babatunde
        babcock babić bachmann backhaus bae baek bagshaw bahr baig bailey bainbridge bajaj bakke
        bakken bakkene bakker bakkerud baldwin ballard balogh balzer balázs bamba bancroft banda
        banerjee bang bannister bansal baranowski barbier barbieri barbosa barbu barišić barker
        barlow barnard barnes barnett baron barr barrera barrett barrientos barron barros barrow
        bartels barth barthel bartlett barton bartsch basile bastian basu bateman bates batista
        battaglia batten bauer baum baumann baumeister baumgart baumgartner baumgärtner bausch
        baxter bayer beasley beauchamp beaumont becerra bechtel bechtold beck becker beckett
        beckford beckmann beckwith beekman begum behnke behr behrendt behrens beier beil beitz
        bekkevold bell bellamy bellini bellmann belmonte benavides bender benedetti beneš benitez
        benjaminsen benkert benner bennett benson bentley benz berends berg berge berger bergersen
        berghoff bergli berglund bergmann bergner bergseth bergström bernal bernard bernardi
        bernhardt berntsen berrios berry berthold bertram bertrand bertsch besson bettencourt bevan
        beveridge beyer bhatia bhatt bhattacharya bianchi bianco bickel bickford biddle biedermann
        bieler billings binder bingham birch birkeland birkett biró bischof bischoff bishop bittner
        bjelland bjerke bjerkås bjørge bjørkli bjørklund bjørnsrud bjørnstad blackburn blackmore
        blackwell blackwood blair blake blakely blakstad blanc blanchard blanco bland blank
        blankenship blaschke blažek blažević blevins blikstad block blount blum blume blumenthal
        blythe boakye boateng bock bode bodenstein boer bogdanović boge bohn bolstad bolton bolz
        bonfanti bonilla bonnet booker boone booth borchardt borchert borden bore borge borgen
        borgersen borges borkowski bos bosch bose bosman bosse boswell botha bouchard boucher
        boulton bourgeois bowden bowen bowers bowles bowman boyce boyd boyer boyle bozkurt božić
        bracewell bradbury bradford bradley bradshaw brady brand brandes brandl brandon brandstetter
        brandt brandvold brannigan braswell bratlie brattås brauer braun braune bravo bray brecht
        breitenbach breitner breivik brekke brekkhus bremer bremnes brendel brennan brennecke
        brenner breuer brevik brewer briggs brigham bright brinkmann briscoe bristow britton
        broadbent broadhurst brock brockmann brockway brody bromley bronson brook brookes brooks
        broughton brouwer brovold brown browne browning brownlee bruce bruijn bruland brummer brun
        brunet brunner bruno bryant bryson bräuer bråten bråthen brække bröker brückner brügge
        brüggemann buchanan buchholz buchmann buck buckingham buckley budde bui bullock bulut
        bunting burch burger burgess burghardt burke burkett burkhardt burmeister burnett burnham
        burns burr burrell burrows burton busby busch butcher butler butt buvik bye byers byrd byrne
        bård bårdsen böckmann böger böhm böhme böhmer böhning börner böttcher böttger bøe bøhler
        bøhn børresen büchner bühler bühring bürger büttner bąk błaszczyk caballero cabrera cahill
        cakir calderon caldwell callaghan callahan calloway calvert calvo camacho camara cameron
        campbell campos canning cannon cano cantrell cantu caputo carbone cardenas cardoso carey
        carl carlisle carlson carlton carmichael carmona carneiro carney caron carpenter carpentier
        carr carrasco carrillo carroll carson carstens carter cartwright caruso carvalho carver
        casey cash caspari castaneda castellano castellanos castillo castro cattaneo cavanagh
        cavanaugh celik cervantes cetin cha chadwick chae chamberlain chambers chanda chandler
        chandra chaney chang chapman charles charpentier chase chatterjee chatterton chaudhry
        chauhan chavez chen cheney cheng cherry chevalier childs chmielewski cho choi chopra
        chowdhury christ christensen christian christiansen chukwu chung churchill ciobanu cisneros
        cisse claasen claes clancy clapham clark clarke clarkson clausen clay clayton clegg clemens
        clement clements cleveland clifford clifton cline cobb cochran cochrane coelho coffey cohen
        colbert colby cole coleman colin collier collins colombo colon combs compton concannon
        conley connell connelly connolly connor conrad conroy constantin constantinescu conte conti
        contreras conway cook cooke cooley coombs cooper copeland coppola corbett cordero cordes
        corley cornelissen cornell cornish cornwell coronado correia corrigan cortes cortez cortés
        cosgrove costa costello cotter cotton coulibaly coulter courtney cousins coventry cowan
        cowell cowley cox coyle crabtree craig cramer crane craven crawford crawley creed crespo
        croft cromwell crosby crossley crouch crowe crowley crowther cruz cullen culpepper cummings
        cummins cunha cunningham curran currie curry curtis czarnecki czerwiński dabrowski dahl
        dahlberg dahle dahlen dalen dalland dalton daly damico dang daniel daniels danielsen dar
        darby darling dasgupta datta daub daum davenport davey david davidsen davidson davies davila
        davis davison dawkins dawson de dean decker degenhardt deger deininger dejesus dekker
        delacruz delaney delarosa deleon delgado demir demirtaş dempsey deng dengler denham denis
        denison denk denning dennison denton derksen derrick desai deschamps deshmukh desmet desmond
        detering dettmer devine devlin dewitt dhawan dhillon diallo dias diaz dickens dickerson
        dickinson dickson dieckmann diehl diekmann dierks dietrich dietz dijk dijkstra dillard
        dillon dimitrov dinu dirks dittmann dittrich dixon dlamini do dobbs dobler dobson docherty
        dodd dodson dogan doherty dokken dolan doležal dominguez domínguez donahue donaldson donati
        donnelly donoghue donovan dooley doran dorn dornbusch dorsch dorsey dougherty douglas
        douglass dowling downes downey downing downs doyle doğan drage draper drechsler dreher
        drescher drews drexler dreyer driessen driscoll drivenes drummond duarte dube dubois duda
        dudek dudley duffy dufour dugan duggan duke duman dumas dumitrescu dumitru dumont duncan
        dunlap dunn dunne dunning dupont dupuis duran durand durham durán dutta dutton duval dvorak
        dvořák dwyer dybdahl dybvik dyer dyrnes dziedzic dörfler döring dörr düring dürr dąbrowski
        eastman easton eaton ebeling eberhardt eberl ebert eck ecker eckert eckstein eder edmonds
        edmunds edvardsen edwards egan egeland eggen egger eggers ehlers ehrhardt eichhorn eichinger
        eichler eide eidem eidsvåg eikeland eisele eisenhauer ekeberg eklund ekwueme elder eldredge
        eldridge eliassen elkins ellingsen ellington elliot elliott ellis ellison ellsworth elmore
        elsner elvestad emanuelsen emerson emery emmerich enders endo engebretsen engel engelhardt
        engelmann engels engelstad engen enger enoksen enriquez erb erdmann erdogan erdoğan erickson
        eriksen eriksson ernst erstad erwin escobar esparza espeland espeseth espinosa espinoza
        esposito esser esteban estes esteves estrada etheridge eubanks eustace evans evensen everett
        evers evjen ewald ewing eyring eze fabbri faber fagerheim fagerli fahrenholz fairbairn
        fairbanks fairchild fairclough falch falk falkenberg farah farina farkas farley farmer
        farnsworth farooq farr farrell farrow farstad fassbender fatima faulkner faure fawcett
        feeney fehér fekete felber feldmann felix fendt feng fennell fenske fenton ferguson
        fernandes fernandez fernández ferrara ferrari ferraro ferreira ferrer ferretti ferri ferris
        fiala fichtner fiedler fielding fields figueiredo figueroa filipović finch fink finke finlay
        finley finn finnegan finney finstad fiore fischbach fischer fisher fiskum fitzgerald
        fitzpatrick fjeld fjeldstad fjell fjellstad fjelltveit flaherty flanagan flannery flaten
        flatøy fleischer fleischmann fleming flemming fletcher fleury flint flood florea flores
        floyd flynn fløtten fodor fofana foley folkestad fonseca fontaine fontana forberg forbes
        ford forrest forrester forsberg forsyth fortune foss fosse fossen fossheim fossli fossum
        foster fountain fournier fowler foxx foy francis franco francois frank franke franks frantz
        frantzen françois fraser frazier frederick fredheim fredriksen freedman freeman freitas
        fremstad frenzel freudenberg frew frey frick fricke friedl friedmann friedrich friedrichs
        fritsch fritsche fritz fromm frost fry fröhlich frøyland frühauf fuchs fuentes fuhrmann
        fujii fujimoto fujita fukuda fuller fulton fung funk funke furuseth förster gaarder gabriel
        gabrielsen gaillard gaines gajewski galindo gallacher gallagher gallardo gallego galli gallo
        galloway galvan gamble gandhi ganguly gao garcia garg garmo garner garrett garrido garrison
        garvey garza gassner gates gatti gaustad gauthier gautier gay geary gebauer gebhardt gehrke
        geier geiger geisler geissler geißler gentile gentry george georgescu georgiev gerard gerber
        gerdes gerhardt gerlach germain gerritsen gerstner gessner ghafoor ghani gheorghe ghosh
        gibbons gibbs gibson giese giesen gilbert gilchrist giles gill gillespie gillette gilliam
        gilmore gimenez giménez giordano girard giraud giuliani gjelsvik gjerde gjertsen gjessing
        glaser glass gleason glenn glomsrud glover godfrey godwin goebel goel goetz gokhale golden
        golding goldman goldsmith goldstein gomes gomez goncalves gonzalez gonzález gonçalves
        goodman goodrich goodwin goossens gordon gorman goswami goto gottschalk gould graaf
        grabowski grady graef graf graham granger granli grassi graves gray grayson greaves greco
        greenberg greene greenfield greenwood greer gregory gresham grewal grgić griffin griffith
        griffiths grimes grimm grimshaw grimsrud grimstad grindheim grob groll groot gross grothe
        groß grube gruber grund grundmann grunwald gräf gröning grønvold grünberg grüner grünewald
        guerin guerra guerrero guest gueye guidi guillaume guillot gulbrandsen guler gulliksen
        gulyás gundersen gundersrud gunes gunnarsen guo gupta gustafsson guthrie gutierrez gutiérrez
        gutmann guy guzman guérin gál gärtner gómez górski göbel göldner götz götze güler güneş
        günter günther günzel głowacki haag haaheim haaland haan haarstad haas haase haber habib
        hacker haddad hadley hafstad hagedorn hagelund hagemann hagen hager haglund hahn hahne
        haider haji hale haley hall halland halle haller halliday halloran hallset halpern halvorsen
        halvorsrud hamann hameed hamill hamilton hammer hammond hampton hamre hancock hand handeland
        haney hanisch hanke hanley hanna hannigan hansen hansmann hanson hansteen hara harden harder
        hardin harding hardwick hardy hargreaves harmon harms harper harrington harris harrison
        harstad hart hartig hartley hartmann hartung harvey hasegawa hasenkamp hashimoto hasle hass
        hassan hastings hatch hatcher hatfield hathaway hatlen hatlestad haug haugan hauge haugen
        haugerud haugland haugseth haugstad haukeland haupt hauptmann hauser haverford havnevik
        hawkins hawley hawthorne hayashi hayden hayes haynes hayward haywood hayworth haßler heath
        heaton hebert hecht heck hecker hedges hedrich hegg hegge heggelund hegseth heiberg heider
        heikkinen heil heilmann hein heine heinemann heinen heinrich heinrichs heinze heitmann held
        helgeland helgesen helland helleland heller hellesen hellevik hellwig helm hemmer hempel
        henderson hendricks hendriks hendrix henke henkel henley hennessy hennig henning hennings
        henriksen henriques henry hensel hensley henson hentschel herbert herbst herman hermanns
        hermans hermansen hernandez hernández herold herrera herrero herring herrmann herstad hertel
        herz herzog hess hesse hestnes hetland heuer hewitt hewson heyer hickey hickman hicks
        hidalgo higginbotham higgins higgs hildebrand hildebrandt hilgers hiller hilliard hilton
        hinds hines hinrichs hinton hinz hinze hirano hirsch hirschmann hirsi hjelle hjelmeland
        hjorth hoang hobbs hoch hodge hodges hodgson hodžić hoekstra hoel hofer hoff hoffman
        hoffmann hoffstad hofmann hofstad hofstetter hogan hogg hohmann holand holbrook holcomb
        holden holder holen holland holliday hollingsworth hollis hollmann holloway holm holman
        holmberg holmen holmes holmvik holst holstad holt holte holten holter holthe holtz holub
        holz holzapfel holzer holzmann honda hood hooper hoover hopf hopkins hopp hoppe hopper horn
        hornby horne horner horntvedt hornung horton horvat horváth horák hoskins houghton houston
        hovde hoven hovland howard howarth howe howell howells hrvat hsu huang hubbard huber hubert
        huddleston hudson huerta huet huff huffman hug hughes huisman hull hume hummel humphrey
        humphreys humphries hunter hurley hurst hussain hutchins hutchinson hutchison hutter huynh
        hval hvidsten hwang hyde hynes hájek häberle härtel häusler håkonsen håland hånes hårstad
        höfer höfler höller höppner hörmann høgseth høie høiland høydal hübner hübsch hüttenrauch
        ibarra ibrahim ichikawa idowu igarashi iglesias iida ikeda ikenna illner imai imhof
        immelmann inge ingebretsen ingebrigtsen ingram inoue ionescu iqbal irvine irving irwin isaac
        isaacs isaksen isenberg ishida ishii ishikawa islam istad ito ivanov ivanova ivanović
        iversen iversrud ivey iwasaki iyer jabłoński jackman jackson jacob jacobi jacobs jacobsen
        jacobson jacquet jadhav jafari jahn jahnke jain jakob jakobs jakobsen jakubowski jakšić
        jalloh jama james jamison jang janković jankowski jansen jansrud janssen jantzen janßen
        jarvis jasiński javed jaworski jean jefferson jeffries jelínek jenkins jenkinson jennings
        jensen jenssen jeong jeske jewell jha jiang jimale jimenez jiménez joachim jochum johannesen
        johannessen johansen johansson john johns johnsen johnson johnsrud johnston joiner joly
        jonassen jones jong joramo jordan jordet joshi jost jovanovic jovanović joyce juarez juhász
        julien jung junge jungmann junker jurić jäger jónás jørgensen jørstad jülich kaczmarek kaden
        kahl kahle kaiser kalinowski kaltenbach kamara kamau kaminski kamiński kamp kampmann kane
        kaneko kang kant kaplan kapoor kara karaca karg karimi karl karlsen karlsson karlstad
        karsten kaschner kasper kastner kato kauffmann kaufman kaufmann kaul kaur kavanagh kawaguchi
        kawasaki kay kaya kazemi kaźmierczak keane kearney keating keegan keeler keenan keene keita
        keith kelemen keller kellermann kellogg kelly kemp kemper kempf kendall kendrick kennedy
        kenny kent kenyon kern kerr kerrigan kershaw kersten kessler kettler keßler khalid khalifa
        khalil khan khanna khatri khatun khumalo kidd kiefer kiel kiesel kikuchi kilgore kilian
        kilic killeen kilpatrick kim kimball kimura kincaid kinney kinoshita kinsella kipkorir
        kiplagat kirby kirchhoff kirchner kirk kirkland kirkpatrick kirkwood kirsch kirschner kiss
        kistner kittelsen kjelstad kjos kjær kjærstad kjønnø klaus klausen klee kleemann klein
        kleiven klemke klemm kleppe klevstad kline kling klinge klinger klingler klose kloss
        klostermann kluge knab knapp knauer knecht knežević knobloch knoll knopf knorr knowles knox
        knudsen knutsen kobayashi kober koblitz koc koch kocsis kohl kohler kohli kojima kok kolb
        kolbe koller kolstad kolář konate kondo konečný koning konrad kopecký kopp kopperud korhonen
        korkmaz korn koroma korte koskinen kovac kovač kovačević kovačić kovács kowalczyk kowalewski
        kowalska kowalski kozlowski koç kołodziej kraft krajewski kramer kranz kratz kratzer kraus
        krause krawczyk krebs kreft kreis kremer kress kretschmer kretzschmar kreutz kreutzer
        krieger krishnamurthy krishnan kristensen kristiansen kristoffersen krogh krogstad kroken
        kroll kron kroner kropp krug krumm krupa kruse král krämer król kröger krüger kubiak kubo
        kucharski kudo kugler kuhlmann kuhn kuijpers kuiper kulkarni kumar kummer kunert kunkel kunz
        kunze kupfer kurt kurth kurz kuti kutschera kučera kvale kvalheim kvalvik kvam kvamme
        kverneland kvist kvithyll kvitnes kwiatkowski kwok kwon käfer kämper köberle köbler köchling
        köhler köhn kölln könecke könig körber körner köster kötter kübler kühl kühlmann kühn kühne
        kühnel küster kılıç kříž lacey lachmann lacroix lacy laible laine laird lakatos lal lamar
        lambert lamont lampe lancaster landis landmann landry lang langdon lange langeland langer
        langford langley langner langseth langton langøy lara larkin larsen larson larsson larsstuen
        laskowski latham latif latimer lau laub laubach lauer laugen laughlin laurent lauterbach
        lawler lawrence laws lawson layton lazar leach leary leblanc lechner leclair leclerc lecomte
        ledbetter lederer ledger lefebvre lefevre lefèvre legrand lehmann leibold leigh leighton
        leirvik leite leitner leknes lemaire lemke lemoine lennon lennox lenz leonard leone
        leonhardt lerch leroux leroy lerstad lervik leslie lessing lester leung leuschner levine
        levy lewandowski lewis lex liang liao lichtenberg lie lieb liebermann liebig liebl liebscher
        lien lillebø lillestøl lim lima lin linde lindemann lindenschmidt lindgren lindley lindner
        lindqvist lindsay lindsey link linke linnerud linton lippert lippmann lis lister listhaug
        litchfield liu livingston livingstone ljosland lloyd locke lockhart lockwood loe lofthouse
        logan lohmann lohr lohse lombard lombardi lombardo londono longfellow longman longo loos
        lopes lopez lorentzen lorenz lorenzen lorenzo lossow lothe louis lovejoy lovell lowe lowell
        lowery lowry lozano lu luca lucas lucero ludvigsen ludwig luft lugo lujan lukić lukács luna
        lund lundberg lunde luo lutz lyle lyman lynch lynn lyon lyons lópez löffler löwe løken
        løvaas løvlie løvås lübbers lück lüders lüdtke maas maaß macdonald macedo machado
        maciejewski mack mackay mackenzie mackey mackie macleod macmillan macpherson madden maddox
        mader madsen maduro maeda maes magalhaes magalhães magee magnussen maguire magyar mahajan
        maher mahlangu mahler mahmood mahoney maier maierhofer majewski makinde maldonado malhotra
        malik malinowski mallet mallory malone maloney malý mancini mandel mangold mani manning
        mansfield mansour marchand marchetti marciniak mariani marie marin marini marino marić
        marković markussen marquardt marques marquez marsden marsh marshall martens martin
        martinelli martinez martini martins martinsen marty martín martínez maruyama marx marín
        maseko mason massey masson masterson masuda mata matei mathews mathiesen mathieu mathis
        mathisen matić matos matsuda matsui matsumoto matsuo mattern matthes matthews matz maurer
        maus maxwell mayer mayfield maynard mayo mayr mazur mazza mbeki mcallister mcarthur mcbride
        mccabe mccain mccall mccann mccarthy mccarty mcclain mcclellan mcclure mcconnell mccormack
        mccormick mccoy mccray mccullough mcdaniel mcdermott mcdonald mcdowell mcewan mcfadden
        mcfarland mcgee mcgill mcginnis mcgovern mcgowan mcgrath mcgraw mcgregor mcguinness mcguire
        mcintosh mcintyre mckay mckee mckenna mckinley mckinney mcknight mclaughlin mclean mcleod
        mcmahon mcmillan mcnally mcnamara mcneil mcneill mcpherson mcqueen meade meadows medina
        medrano mehler mehta meier meijer meinecke meinhardt meissner meißner mejia melby melendez
        mellemstrand melo melton melville melzer menard mendes mendez mendoza menke menon mensah
        mensing menzel mercado mercer merchant mercier meredith merino merkel merkle merrill merritt
        merten mertens messerschmidt messina metcalf metz metzger metzler meulen meunier meurer
        meyer meyerhoff meyers michael michaelis michaels michalak michalski michel michels
        middleton midtbø midthun midttun mielke mikalsen mikkelsen milam milani miles milić millar
        millard miller milligan mills milner milošević milton miranda mirza mishra mitchell mitra
        mitrović miura miyamoto miyazaki mizuno mjelde mjøen mock modi moe moen moffat mogstad
        mohamed mohammadi mohammed mohan mohanty mohr moland moldovan molina moll molloy molnár
        molyneux monaghan monroe monsen montague montanari montano monteiro montero montes
        montgomery monti montoya moody moon mooney moore mora moradi moraes morais morales moran
        moreau moreira morel moreland morelli moreno moreton moretti morgan mori moriarty morin
        morita moritz mork morley morrison morrissey morrow morse morstad mortensen morton moser
        moses mosley moss moulin moulton moura mousavi mowbray moya moyer moyo mroz mróz mueller
        mugabe mughal muhr mukherjee mukherji mulder mulholland mullen muller mulligan mullins
        mulvaney mundy munoz munro munroe munteanu murakami murata murdoch murillo murphy murray
        murthy musa musgrave mutasa muñoz mwale mwangi myers myhre myklebust myles myrland myrseth
        myrvang myrvold mäkinen mæland ménard méndez mészáros möbius möller möllers mößner mørch
        mørk mühlbauer müller müllner münch nadeau nagai nagel nagy naidu nair nakagawa nakajima
        nakamura nakano nakayama nam napier narang narayan narula nascimento nash nasser naumann
        naustdal navarro navrátil nawaz nayak ncube ndiaye ndlovu neal nedrebø negri nehls nergård
        neri nerlich ness nesset neubauer neubert neuhaus neumann neumeier neuner neves neville
        newell newman newton ngcobo ngo ngugi nguyen nichol nicholls nichols nicholson nickel
        nickels nicolaisen nicolas niehaus nielsen niemann niemeyer nieminen nieto nieves nikolaisen
        nikolic nikolić nilsen nilsson nishimura nitsche nixon njoroge nkomo nkosi nkrumah noack
        noble noel noguchi nogueira noh nolan nolde noll nolte nomura noonan nordahl nordby nordbø
        nordeng nordgård nordhaug nordheim nordli nordskog nordstrand nordvik norheim norman norris
        northcott norton norum norwood novak novaković novotna novotný novák nováková nowak
        nowakowski nowicki noël ntuli nunes nunez nunn nur nußbaum nwachukwu nwosu nyambura nygaard
        nygård nyhus nyland nymoen nyström nysæter nägele næsheim næss németh núñez němec oakes
        oakley obasanjo oberascher oberhuber oberländer obermaier obi obrien ocampo ochoa ochs
        oconnell oconnor oda odden oddvik odell odhiambo odonnell odum oehler oertel ogawa ogden
        ogilvie ogunleye oh ohara ohno ojha ojo okada okafor okamoto okeefe okeke okonkwo okoro
        okoye olafsen olaniyan olaussen olavsen olawale olbrich oldenburg oldervik oldfield oliveira
        oliver olivier olsen olson olsson olszewski oláh omalley omdal oneal oneill ono onyango
        oosten opdahl openshaw opitz opoku oppermann opsahl orlando orourke orozco orr ortega ortiz
        ortlieb orvik osborn osborne osbourne osen osland osman ostermann ostrowski osullivan oswald
        ota otieno otoole otsuka ott otten ottersen ottesen otto overton overå owen owens owusu
        oxley oyelaran ozawa ozdemir ozkan pabst pace pacheco packard padgett padilla paetzold pagan
        pagano paget paine painter paiva palacios palmer palmieri palumbo pan panda pandey
        papadopoulos pape papp pappenheim pardo parekh parikh parish parisi park parker parkes
        parkinson parks parr parra parrish parry parsons partridge pascual pate patel paterson patil
        paton patrick patten patterson patton paul pauli paulsen paulsrud paulus pauly pavić
        pavlović pawlak pawłowski paxton payne peacock pearce pearson peck pedersen peel peeters
        pellegrini pellegrino pelz pemberton pena pendleton peng penn pennington pereira perez perić
        perkins perl perret perrin perrot perrott perry persson peter petermann peters petersen
        peterson petit petri petrov petrovic petrović pettersen pettibone petty petzold peña pfaff
        pfeffer pfefferkorn pfeifer pfeiffer pfister pfitzner pflüger pham phan phelan phelps
        philipp philippe phillips philpott phiri picard pickering pickett piel pieper pierce pierre
        pietrzak pietsch pike pillai pilz pineda pinheiro pinkerton pinter pinto pintér piotrowski
        piper piras pires pitt pitts pladsen plank plate plath pletz plummer pohl poirier pokorný
        polat polk pollard pollock ponce pons poole pop popa pope popescu popović popp poppe porter
        portillo poschmann posey pospíšil postma potts pounder powell powers prakash prasad pratt
        preiß prentice prescott presley prestegård preston prestvik preuß prevost priestley prieto
        prince prins prinz pritchard probst procházka proctor pruitt pryor przybylski puckett pugh
        purcell purvis pusch pérez pöhlmann pütz qian qiu quade quandt quaye quick quigley quinlan
        quinn quinones quintana qureshi raab rabe radcliffe rademacher radić radtke radu rafferty
        ragnhildstveit rahimi rahman rajan ralston ramachandran raman ramberg ramirez ramm ramos
        ramsay ramsey ramstad ramsvik ramírez randall randolph ranganathan rangel rankin ransom rao
        rapp rasch rashid rasmussen rastogi ratcliffe rath rathmann rathore rau rauch rausch ravn
        ravndal rawlings rawson ray raymond reagan reardon rebelo rebmann redding reddy redmond
        redondo reece reed reese reeve reeves regan rehman reich reichel reichelt reichert reiersen
        reiff reilly reimann reimer reimers rein reinecke reinertsen reinhardt reinhold reis reiser
        reitan reiter reitmeier rekdal remmers renard renaud renner rentsch reuter rey reyes reyna
        reynaud reynolds rezaei rezende rhodes ribeiro ricci richards richardson richert richmond
        richter ricketts riddell riddle ridgeway ridley ried riedel rieder rieger riehl riemann
        riemer ries riese rietz rieß riggs riley rinaldi ring ringdal ringel ringstad rink risnes
        ristić ritchie ritter ritz riva rivas rivera riviere rivière rizzi rizzo roach robb robbins
        roberson robert roberts robertson robin robins robinson robles robson rocha roche rochester
        rode rodgers rodrigues rodriguez rodriquez rodríguez rogers rogge rogne rognstad rohde rohr
        rojas rolland rollins roloff rolstad roman romano romanowski romero romstad roney rooney
        roosevelt root roper rosado rosales rosario rosas rosenbaum rosenberg rosenkranz rosenthal
        rosenvinge ross rossetti rossi rossmann rost rostad roswell roth rothe rothschild rottmann
        rousseau roussel roux rowan rowe rowland rowley rowntree roy royal royer royle rubio rucker
        rud rudd rudi rudolf rudolph ruf ruggiero ruiz runge rupp ruppert rush rushton russell russo
        rustad rusu rutherford rutkowski rutledge ruud ryan ryder ryen rygg rácz ríos röder röhl
        röhrig römer röseler rösler röttger røed rønneberg rønning rønningen rørvik røsland røssland
        rübsam rückert rühl růžička saavedra sachs sachse sadler sadowski saeed sagen sahin sahu
        saini saito sakai sakamoto sakurai sala salas salazar salcedo saleh salgado salinas
        salisbury salman salmon salter salvesen salzmann sampaio sampson samson samuels samuelsen
        sanborn sanchez sandberg sande sanden sander sanders sanderson sandland sandmann sandnes
        sandoval sandven sandvik sane sanford sanna sannes sano santana santiago santis santoro
        santos sanz sargent sarkar sartori sarı sasaki sato sattler sauer saunders sauter savage
        savić sawicki sawyer saxena scanlon schaaf schade schaefer schaller schaper scharf schaub
        scheer scheffler scheibe schell schenk scherer scherf schick schieber schiefer schiffer
        schill schiller schilling schindler schirmer schlegel schleicher schlosser schlüter schmalz
        schmid schmidbauer schmidt schmidtke schmitt schmitter schmitz schnabel schneider schneiders
        schnell schnitzer schober scholz schott schouten schrader schramm schreiber schroeder
        schröder schröer schröter schubert schuhmacher schuhmann schuler schulte schulten schultz
        schulz schulze schumacher schumann schuster schwab schwabe schwaiger schwalm schwan schwandt
        schwartz schwarz schwarze schwarzer schweitzer schweizer schwenk schwertfeger schäfer
        schäffer schöbel schön schönberg schönberger schöne schönfeld schöttler schüler schüller
        schünemann schürmann schütt schütte schütz schütze scott scully seaton sedláček seeger
        seemann seidel seifert seiler seim seitz seland sellers selvik sen senf senger seo serra
        serrano sesay sethi severinsen sevland sewell sexton seymour shafer shah shaikh shannon
        shapiro sharma sharpe shea sheehan sheffield sheikh sheldon shelton shen shepard sheppard
        sheridan sherman sherwood shetty shibata shields shimada shimizu shin shinohara shipley
        shore short shukla siddique siddiqui siebert siefert siegel siegert siem sierra sievers
        sikora sikorski silva silver silverman silvestri simensen simić simmer simmons simms simon
        simons simonsen simpson sims simsek sinclair singer singh singleton sinha sipos siqueira
        sithole sivertsen sizemore sjøberg sjøli skaar skaare skar skarstein skeie skelton skiaker
        skinner skistad skjelbred skjerve skjold skjæveland skog skogen skogheim skoglund skogstad
        skogstrand skorpen skåland slade slater slaughter slettebø slettvoll sloan small smart
        smedsrud smet smit smith smits smyth snekkevik snell snider snow snyder soares sobczak
        sokołowski solbakken solberg solbø solhaug solheim solis solli solomon solstad solvang
        somers sommer sommerfeld sommers sondresen song soni sood sorrentino sortland sosa soto
        sousa southwell souza sow spahn sparks spears specht speck speer spence spencer spengler
        sperber sperling spies spieß spitzer spjelkavik springer späth srinivasan srivastava stadler
        stafford stahl stamm stamnes stan stanciu standal stanford stange stangeland stanković
        stanley stanton stark staudinger stauß stave stavnes steadman stecher steele steen steffen
        steffens steiger stein steinbach steinberg steiner steinert steinhauer steinke steinmann
        steinmetz steinsland stelzer stenberg stene stenersen stenseth stensland stensrud stenzel
        stephan stephens stephenson sterling stern stevens stevenson stewart stiegler stieler stien
        stier stiles stillman stinson stock stockton stoddard stoica stojanović stokes stokkan
        stokke stokkeland stokstad stoll stolle stolz stoneman stoner storch storey storhaug storli
        storm stout strand stratton straub strauch straume straumsheim strauß strecker streit
        strickland stringer strobel stroh strong stroud strube ströbel strømme strømmen strømsnes
        stuart stubbs stumpf sturgeon sturm styles stöcker stöckl stöhr störmer stübe su suarez
        subramaniam subramanian sugawara sugimoto sugiyama suh sullivan sultan summers sun sundby
        sunde sundet sundt sunnanå sutherland sutton suzuki suárez svanberg svartvatn svendsen
        svenningsen svensson svoboda swain swamy swan swann swanson sweeney sweet swoboda syed sykes
        sylte syversen syvertsen szabo szabó szalai szczepaniak szczepański szewczyk szilágyi szulc
        szymanski szymański szymczak szűcs sáez sánchez sæbø sægrov sæland sælen særsten sæther
        sætre søgaard søndergaard sørby søreide sørensen sørli sørlie sørum süß tadić tagore tahir
        takada takagi takahashi takeda takeuchi takács talbot tamura tan tanabe tanaka tandberg
        tandon tanemura tang tangen tangvik taniguchi tanner tapia tariq tas tate tatum tauber
        tavares taylor taş teague teichmann teixeira tekin tellefsen tembo temple templeton teng
        tennant terrell terry terwisscha tesch tesfaye testa teuber thacker thakur thal thamm thapar
        thatcher thiel thiele thielemann thielmann thiem thieme thies thistlewood thoma thomas
        thommesen thompson thomson thomä thoresen thorne thornton thorpe thorsen thorstensen
        thorvaldsen thue thune thurman thurston tibbs tidwell tiedemann tierney tietz till tillman
        timm timmermann timmermans timmons tipton tischler tiwari tjelta tjøstheim tobin todd toft
        tofte tollefsen tomaszewski tomić tomlinson tompkins toprak torgersen torkelsen torp torres
        torstensen torsvik torvik toure tovar townsend townshend tracy tran traore trapp traub
        trautmann trautwein travers travis treadwell treiber trejo tremblay treu trevino trevor
        tripathi trivedi troll trondsen trost trujillo truong tryggestad tröger trøen tsai tsang tse
        tucker tudor tully tunç turan turnbull tuttle tvedt tveit tveita tveitan tveiten tveiterås
        tveitå tyldum tyler tyson tóth tönnies töpfer török tøllefsen tønnessen tørresen uchida ueda
        ueno uhl uhlig uleberg ullmann ullrich ulmer ulrich ulriksen ulsrud ulstein ulvestad unal
        underhill underwood unger upadhyay upton urban urbański urdal ure urquhart usher usman utne
        utvik uysal valdez valencia valente valentine valentini valenzuela van vance vanderbilt
        vangen vaněk varela varga vargas varghese varma vasconcelos vasquez vassbotn vassenden
        vasseur vatne vaughan vaughn vaz vedvik veenstra vega velasco velasquez velazquez velle
        venable venkataraman venkatesan vera verbeek verhoeven verma vermeulen vernon verschuren
        veselý vestad vestby vestre vestvik vetter vevang viana vicente vickers vidal vidović vieira
        vieweg vigeland vik vikan viken vikse vikøren villa villalobos villanger villanueva
        villarreal vincent vinje vink vinson virtanen visser vitale vogel vogelsang vogl vogler vogt
        voigt voigtländer vold volden volk volkmann vollan vollen vollmer volz vorderbrüggen vos
        vries vu vuković vučić vyas vázquez völker wachter wacker wada wade wadsworth wafula wagener
        wagner wagoner waheed wahl waite wakefield walczak walden waldmann waldron waldvogel wallace
        wallis wallner walls walsh walter walters walton walz wang wangberg wanjiku wanner warburton
        ward warden ware warnecke warner warren warsame warwick washington wasilewski watanabe
        waters watkins watkinson watson watt watts waugh wauters weatherford weaver webb webber
        weber webster weeks wei weidemann weiden weidner weigand weigel weigelt weiler weinberg
        weiner weinert weinhold weinmann weinstein weir weis weise weiss weisser weisz weiß weißmann
        wekesa welch weller wellmann wells wels welsch welsh welter wende wendehorst wendel wendt
        wentworth wenz wenzel werle wermuth werner wesley wessel west westbrook westermann westfall
        weston westphal wetherby wetzel wetzstein weyand whalen wharton wheatley wheeler whelan
        whitaker whitcomb whitehead whitehouse whiteley whitfield whiting whitlock whitman whitmore
        whitney whittaker whittington wichmann wick wieczorek wiedemann wiegand wieland wiemann
        wiese wieser wiesner wiggins wiik wikan wilcox wild wilde wilder wiley wilhelm wilhelmsen
        wilk wilke wilken wilkerson wilkes wilkins wilkinson willard wille willems willemsen willett
        williams williamson willis willmann willoughby wills willson willumsen wilmot wilson wimmer
        winchester windisch winfield wingate winkelmann winkler winn winslow winston winter winters
        winthrop winzer wirth wise wisniewski withers witkowski witt witte wittig wittmann
        wiśniewska wiśniewski wohlfahrt wojciechowski wojcik wold wolf wolfe wolff wolfram woll
        wollan wolter wolters wong woo woodard woodcock woodhouse woodruff woods woodson woodward
        woolley wooten worley worrall worth worthington wouters woźniak wragg wray wright wróbel
        wróblewski wu wulf wulff wunderlich wurm wurst wyatt wylie wynn wysocki wächter wójcik
        wörner wünsch wüst włodarczyk xavier xiao xie xu yadav yagi yalcin yalçın yamada yamaguchi
        yamamoto yamanaka yamashita yamazaki yan yang yano yao yarbrough yates yavuz ye yeager yeats
        yeboah yeung yildirim yildiz yilmaz yin yip yoder yokoyama yoo yoon yoshida yoshikawa
        younger yousaf ytrehus ytterstad yu yuan yuksel yusuf yüksel yıldırım yıldız zafar zahn
        zając zakrzewski zalewski zaman zamora zander zapata zavala zawadzki zech zeidler zeller
        zeman zeng zenker zerbst zeuner zhang zhao zheng zhong zhou zhu ziegenhagen ziegler
        zielinski zieliński zielke ziemann ziemer zimmer zimmerer zimmerman zimmermann zink
        ziółkowski zoller zorić zorn zulu zuma zuniga zweig zöllner álvarez ågren åsen åsheim åsland
        çakır çelik çetin özdemir özkan öztürk ødegaard ødegård øien øksnes ørjasæter østby østbye
        østgård østlie østmo østrem øverland øvrebø øyen ünal čermák čović đorđević şahin şimşek
        šarić živković
        """)

    /// Family names that are common words: they count only after a given name or a title.
    static let familyAmbiguous = set(
        """
        abdi abdullahi abe adams adewale adler ahmad ali ambrose amos anders andré archibald arndt
        arroyo asante ashby asher ashraf aslan augustin avery ayodele aziz babatunde bae baker
        bakken baldwin balázs bang banks bannister barbier barker baron barrett barrow bartlett
        barton bastian bauer baum bausch baxter bayer beckett beil bell bender benson bentley berg
        berry berthold bertram bertrand best binder birch bird bischof bishop black blair blake
        blanc bland blank block blume blythe bock bode bonnet booth bore borgen bos bosse bourgeois
        bowman boyd bradley brand brandon brauer braun bravo bray bremer brenner brewer bright brock
        brody bronson brook brooks brown browning bruce brun bruno bryson buck buckingham bui
        bullock bunting burger burgess burke burns burr burton busch bush butcher butler butt bye
        byrd bürger bąk cameron canning cannon carl carlton carney carpenter carson carter carver
        casey cash castillo cha chamberlain chance chandler chandra chang chapman charles chase
        cheng cherry chevalier cho christ christian church claes clark clay clayton clemens clement
        cleveland clifford clifton cline cohen colby cole colin college collier collins colombo
        colon connor conrad constantin conte conti cook cooper costa cotton coulter courtney craig
        crane craven creed croft cross crouch cruz curry curtis dahl dalen dalton daniel dar darby
        darling davenport davey david dawson day dean delaney demir denk derrick desmond dias
        dickens do donovan dorn douglas downs doğan drage draper drechsler dreher duarte dudley duke
        dumitru dunning dyer east easton eck eder eide elder elliot elliott emerson emery emmerich
        engel engels engen erb erdmann ernst erwin esser esteban eustace everett ewald eze falk
        farah farmer farrow fatima felix feng fenton ferrara field fielding finch fink finlay finley
        finn finnegan fisher fitzgerald fjeld fjell flaten fleischer fleming flemming fletcher flint
        flood flores floyd flynn ford forrest fortune foss fosse fountain fox foy francis franco
        frank françois frederick freedman friedl fritz fromm frost fry fuchs fuller fulton funk
        funke gabriel gallo gamble gao garner garrett garrison garvey gauthier gay geier geiger
        gentile gentry george gerard gerlach germain gheorghe gilbert giles gill gjerde glaser glass
        glenn godfrey godwin golden goldsmith good goodman gordon grady graf graham grant graves
        gray grayson greco green greenfield greenwood greer gregory grey griffith grob groll gross
        groß grube grund guest guillaume gunes guy gál götz güler günter haag haber habib hacker
        hadley hagen hager haider hale haley hall halle hamilton hammer hampton hamre hand hanna
        hara harden harding hardy harper harris hart hartley harvey hasle hass hatch haug haugen
        haupt hayden hayes hayward heath hecht heck hegg heil heine held heller helm henkel henley
        henning henry herbert herbst herman herold herring herz herzog hesse heuer hickey hidalgo
        hildebrand hill hilton hirsch hoch hodge hoel hoff hogan hogg holden holder holen holland
        hollis holm holt holz hood hoover hopp hoppe hopper horn horner houston hoven howard howe
        howell hsu hubert hudson huff hug hull hummel humphrey hunter hurley hurst hval hyde idowu
        ikenna inge ingram irvine irving irwin isaac islam istad ito jackson jacob jakob james
        jamison jarvis javed jean jefferson jeong jha joachim john johnson jong jordan jordet jost
        joy joyce julien jung junge junker jäger kaden kahl kaiser kamp kane kant kaplan kara karg
        karl karsten kasper kaur kay kaya keegan keita keith keller kemp kendall kendrick kennedy
        kenny kent kern kersten khalid khalifa khalil kiefer kiel kiesel kilian kim king kirby kirk
        kirsch kiss kjær klaus klee klein kleiven klemm kleppe kline klinge klinger kloss knapp
        knecht knight knoll knopf knox koc koch kohl kok koller konrad kopp korn korte koç kraft
        kranz kratzer krebs kreft kreis kremer krieger krishnan kroken kropp krug krumm kruse kummer
        kupfer kurt kurz kvist käfer könig lacey lacy laine laird lake lal lamar lamb lamont lampe
        lancaster lane lang langdon lange langer lara latif lau laub lauer laurent lawrence lawson
        layton lazar leach ledger leighton leite lenz leonard leone leslie lester levy lewis lex lie
        lieb lim lima lin lincoln linde lindsay lindsey link linke lis lloyd loe logan long lorenzo
        louis love lowell lu luca lucas luft luna lund lunde lutz lyle lyman lynn löwe maas mack
        madden maddox maduro malik mallet mallory mandel mani manning mansour marie marin marino
        marsh martin martini marty martín mason mathieu mathis matthes maurer maus maxwell may
        maynard mayo mckenna melton mercer merchant meredith merino merrill merritt messina metz
        metzger michael michel miles miller mills milton miranda mirza mitchell mitra mock modi moen
        mohammed mohan mohr moll monroe montague montgomery moody moon mora mori moritz morley
        morrow morse morton moses moss muller mulligan murray musa myles mørk nagel nam narayan nash
        nasser neal ness neville newton nichol nickel nicolas nieves night noble noel noh nolan
        nordahl norman norris north norton nur nyambura oakley obi ochs oda ogden oh ojo oldenburg
        oliver olivier ono orlando orr osborn osborne osman oswald ota ott owen oyelaran pace pagan
        page painter pan panda papp parish park parker parkinson parr parry partridge pascual pate
        patrick patten paul paxton peacock peck peel pelz peng penn penny perl peter petit petri
        petty pfeffer pfister philipp philippe pierce pierre pike pilz pinto piper plank plate
        pollard pollock ponce pop popa pope poppe porter posey potter pounder prakash prasad pratt
        prentice prescott presley preston price prince prins prinz proctor qiu quick quinlan rabe
        radu rafferty rahman rajan raman ramsay ramsey randall randolph ransom rao rapp rasch rashid
        rau rauch rausch ravn ray raymond reagan reece reed reese reeve regan reich reimer rein
        reinhold reis reiter renaud renner rey reyna rich richmond richter riddle rieger ries riese
        riley ring rink ritter rivera rivers roach robert robin rocha rode rohr roman romano
        roosevelt root roper rosario rose rost roth roux rowan rowland roy royal rud rudd rudi
        rudolf rudolph ruf rush russell russo rutherford ryder ryen rygg saeed sagen sahin saleh
        salman salmon samson sande sander sane sanna santiago santos sato sattler savage sawyer
        scharf scheibe scherer schick schieber schiefer schiffer schiller schilling schlegel
        schlosser schmalz schnabel schnell schnitzer schober schott schreiber schuster schwabe
        schwan schwarz schweizer schwenk schüler scott seiler sen senf seo sexton seymour shah
        shannon sharp shea sheikh sheldon shelton shepherd sheridan sherman sherwood shin shore
        short siegel sierra silva silver simmer simon sims singer singleton skar skeie skinner
        skjold skog slater slaughter sloan small smart smith snow solomon sommer song south sow
        specht speck speer spence spencer spengler sperber sperling springer stafford stahl stamm
        stan stanford stange stanley stanton stark stave stecher steen steffen steiger stein
        steinmetz stene stephan sterling stern stier stock stokke stolz stone stoner storch storey
        storm stout strand strauch street streit stringer stroh strong stroud strømme stuart stumpf
        sturgeon sturm su subramanian suh sultan summer sun sutton swain swan sweet sylte süß tahir
        talbot tan tang tanner tariq tas tate tatum taylor taş temple terrell terry thatcher thomas
        thurman thurston tierney till timm tischler tobin todd tofte torp torres tracy trapp travers
        travis treiber treu trevor troll trost trøen tse tucker tudor turan turner tyler tyson uhl
        ullrich ulrich underwood upton urban ure usher usman valencia valentine vance vatne vaughan
        vaughn vaz vera vernon vetter vicente vik viken villa vincent vink vogel vold volk vos
        wacker wade wahl walker wallis walton walz ward warden ware warner warren washington waters
        watt weaver webster wei weiden weiler weir weise weiß welch wells welsh wende wendel wenzel
        wesley wessel west weston white whitehead whiting whitney wick wieland wiese wild wilder
        wiley wilhelm willard wille willis wilson winfield winkler winston winter winthrop winzer
        wise withers wolf wolfram woll woo wood woodhouse woodruff woods worth wulf wunderlich wurm
        wurst wyatt wylie xavier xiao yan yao yavuz ye yin yip yoo young yu yuan yusuf yıldız zafar
        zahn zaman zander zeng zhong zimmer zimmerer zink zorn zulu zweig çelik özkan
        """)

    /// How family names end, in the languages that are looked through.
    static let familyEndings = [
        "sen", "ssen", "sson", "son", "dottir", "dóttir", "stad", "gaard", "gård", "quist", "qvist",
        "strøm", "ström", "strom", "lund", "rud", "seth", "heim", "vold", "land", "moen", "bakk",
        "nes", "vik",
        "berg", "burg", "mann", "meier", "meyer", "maier", "bauer", "stein", "hardt", "bach",
        "feld",
        "hoff", "huber", "dorf", "kamp", "witz", "itz", "ski", "ska", "sky", "skaya", "wicz",
        "vich",
        "vić", "ić", "ovic", "enko", "chuk", "yuk", "czyk", "ov", "ova", "ev", "eva", "yan",
        "shvili", "dze", "opoulos", "akis", "idis", "escu", "oglu", "oğlu", "ez", "ini", "etti",
        "elli", "ucci", "ardi", "worth", "ington", "field", "wood", "ley", "shaw", "croft",
        "thwaite",
        "well", "bridge", "brook", "ford", "man", "ström", "gren", "nen",
    ]

    /// How family names begin.
    static let familyBeginnings = ["mc", "mac", "fitz"]

    /// Russian family names, in the endings of every case.
    static let cyrillicEndings = [
        "ов", "ова", "ову", "овым", "ове", "овой", "овы", "овых", "ев", "ева", "еву", "евым", "еве",
        "евой", "ёв", "ёва", "ёву", "ёвым", "ёвой", "ин", "ина", "ину", "иным", "ине", "иной", "ын",
        "ына", "ыным",
        "ыной", "ский", "ского", "скому", "ским", "ском", "ская", "ской", "скую", "цкий", "цкого",
        "цкому", "цким", "цкая", "цкой", "цкую", "енко", "ко", "чук", "чука", "чуку", "чуком", "юк",
        "юка", "юку", "юком", "ян", "яна", "яну", "яном", "швили", "дзе", "ец", "ых", "их", "ман",
        "мана", "берг",
    ]

    /// Patronymics, in the endings of every case.
    static let patronymicEndings = [
        "ович", "овича", "овичу", "овичем", "овиче", "евич", "евича", "евичу", "евичем", "евиче",
        "овна", "овны", "овне", "овну", "овной", "евна", "евны", "евне", "евну", "евной", "ична",
        "ичны", "ичне", "ичну", "ичной", "ьич", "ьича", "ьичу", "ьичем",
    ]

    /// What stands between the parts of a name.
    static let particles = set(
        "van von der den de la le du da di del della dos ter zu af al el bin ibn ben bint y")
}
