/// Capitalised words that are places, peoples, firms, products, works: no names of persons. Compiled by
/// hand.
extension NameLexicon {
    static let things = set(
        """
        aachen aalesund aarhus abidjan abuja acapulco accra acropolis adac adana addis adidas adobe
        advent afghanistan aftenposten agentur agra ahmedabad airbnb airbus airflow airtable aix
        ajaccio ajax aker akershus akropolis akureyri alaska albania albuquerque alcatraz aldi
        aleppo alexa algarve algeria algiers alhambra alibaba alicante allah allerheiligen allgäu
        allianz almaty alnatura alpha alphabet alps alsace alta altinn alzheimer alzheimers amalfi
        amazon amazonas amd amerikanere amex amiens anaconda anaheim anatolia anchorage andalusia
        andes andorra andøya angeles angers angola angular ankara anker annapolis annecy ansible
        ansys antalya antarctica anthropocene antigone antwerp antwerpen aok aosta apache aperol
        apollo apulia aqaba aragon arbeiderpartiet arctic ard arduino arezzo argentina argentinian
        aristotelian arizona arkansas arles armagh armenia arnhem arsenal art arte aruba asana
        asgard asheville ashgabat asker asmara asperger aspergers assisi assyrian astana asturias
        asunción asus aswan atacama athen athens atlanta atlantic atlantis atlassian auckland audi
        aurland auschwitz australian austria austrian autocad avatar avengers avignon avm avogadro
        axa azerbaijan azores aztec azure babylon babylonian baden baedeker bafta baghdad bahamas
        bahlsen bahrain baidu baikal baja baku bali balkan balkans baltic baltimore bambi bandcamp
        bangalore bangkok bangladesh bangladeshi bangor bangui bankid barbados barbie barca
        barcelona bari barmer baroque basel basf bash basic basra bastille bath batman batumi
        bauhaus bavaria bayer bayern bayesian bayonne bayreuth bbc beaufort beaujolais beiersdorf
        beijing beirut belarus belarusian belfast belgian belgium belgrad belgrade belize belém
        benfica bengali benidorm benin beowulf bergamo berlinale bermuda bern bernoulli besseggen
        beta bethesda biarritz bible biedermeier big bigquery bihar bilbao binance bing biontech
        birkenstock birmingham biryani bitbucket bitcoin bixby blackberry blackpool blackrock
        blender bloomberg bmw boca bochum bodensee bodrum bodø boeing bogota bogotá bohemia boise
        bokmål bolero bolivia bologna bolognese boltzmann bolzano bonaire bonn booking boolean
        bordeaux borgund borneo borussia bosch bosnia boss botswana bourbon bournemouth bozen braga
        brandenburg brandenburger brann brasilia brasília bratislava bratwurst brazilian bremen
        brescia breslau bretagne brexit bridgestone brie brighton bring brisbane bristol brno
        broadcom broadway bronx bruges brugge brunost brutalism bryggen bucharest buckingham
        budapest buddenbrooks buddhist bugatti bukarest bulgaria bulgarian bulls bundesbank
        bundeskanzler bundeskanzlerin bundesliga bundespräsident bundesrat bundestag
        bundesverfassungsgericht burberry burgos burgundy burkina burundi busan buskerud bvg bygdøy
        byzantine bærum cabernet cadbury cadiz caen cagliari cairo calabria calais calcutta calgary
        cali cambodia cambrian cambridge camembert cameroon campania campari canadian canary cancun
        cancún candide cannes canon canterbury cantonese canva capcom capetown cappuccino capri
        caracas carbonara cardiff carolingian cartesian carthage cartier casablanca castile
        catalonia catania caterpillar catholic caucasus cayenne cayman celsius celtic celtics
        cesarean chamonix champagne champions chania chardonnay charleston cheddar chelmsford
        chennai chernobyl cheshire chess chevrolet chevron chianti chiapas chihuahua chile chilean
        chipotle chmod christmas chrome chromebook cincinnati cinderella circleci cisco citibank
        citroen civic clojure cloudflare cluj cmd cnn cobol coca cognac coimbra coinbase colgate
        cologne colombia colombian colorado colosseum columbus commerzbank como confluence congo
        congress connecticut conservatives constanta continental coop copenhagen copilot corel corfu
        coriolis cork cornwall corolla corsa corsica cortana costco cotswolds coursera cowboys
        cretaceous crete crimea croatia croatian crohn crohns croydon cuba cuban cubism cuda curaçao
        curitiba currywurst cusco cypress cyprus cyrano czech czechia cádiz córdoba dacia dada
        dagbladet daimler dak dakar dalmatia damascus dame danone danske danube danzig darfur
        darmstadt dart dartmoor darwinian databricks datev davos dbt debian decameron deco deichmann
        delaware delft delhi dell deloitte delphi delta democrat denali denon derby detroit
        deuteronomy devonian dhaka dhl dijon dior discord disney disneyland diwali django djibouti
        dnb dodge dodgers dollar dolomites dombås donau donegal doppler dordogne dortmund dover
        dovre dovrefjell dracula drammen dresden dropbox dubai dublin dubliners dubrovnik duisburg
        duma dundee dunedin duolingo durban durex dutch dynamo dyson döner düsseldorf eagles earth
        ebay ebola ecclesiastes eclipse economist ecuador edeka edge edinburgh edmonton edo
        edwardian egyptian eid eiffel eindhoven einsteinian eintracht elasticsearch elba elbe elbrus
        eldorado electra electron elixir elizabethan elster emacs emirates emmental enlightenment
        ephesus epiphany epsilon epson equinor erfurt ericsson eritrea erlang esperanto espresso
        essen essex estonia estonian estremadura ethereum ethiopia ethiopian etna etruscan etsy
        euclidean eulersche eurasia euro euroleague eurovision everest everglades evernote everton
        exodus expedia expressjs extremadura eyre fahrenheit fanta fargo faro faroe farris fasching
        fastelavn faust fedex fedora fenerbahce ferrara ferrari feta feyenoord fiat fidelio fielmann
        fifa figma fiji fila filipino finanzamt finnmark finse firefox fitbit fjellhamar flamengo
        flanders flask flesland flipkart flixbus florenz florø flutter flåm ford formentera fornebu
        fortnite fortran fossil fouriersche foxconn franc frankenstein frankfurt fredrikstad freenet
        freiburg fresno freudian fritzbox frogner frp fuerteventura fuji fujitsu fulham fylket førde
        galapagos galatasaray galaxy galdhøpiggen galicia galway gambia gamma gardermoen garmin
        gaussian gaußsche gaza gdansk gdańsk geilo geiranger genesis geneva genf genoa genua
        georgetown georgian german ghana ghent giants gibraltar gilgamesh gimp giro gitkraken giza
        gjøvik gladiator glasgow glassdoor glastonbury gmail goa gobi god godot godset golf gopro
        gorgonzola gotham gothenburg gothic gouda goulash gradle grafana grammy granada grandiosa
        graz greece greek greenland greenwich grenada grenoble grimsby grok groningen groovy grorud
        groupon grundig grunnlovsdagen gruyère gryffindor grünerløkka guadalajara guadeloupe
        guangzhou guardian guatemala gucci guernsey guinea guinness gujarat gulp guyana göteborg
        göttingen haarlem habitat habsburg hadoop hagebau hague haifa hainan haiti halden halifax
        hallingdal halloumi halloween hamar hamburg hamiltonian hamlet hammerfest hampshire hannover
        hanoi hanukkah harare hardanger haribo harlem hasbro haskell haugesund havana hawaii hbase
        hebrew hebrides hedmark hegelian heidelberg heights heiligabend heimlich heineken
        heisenbergsche heisenbergschen hellenistic helsinki hemsedal henkel hepatitis herat hermes
        hermitage hermitian heroku hertfordshire hessen himalaya hindi hindu hiroshima hitachi hitra
        hive hobart hobbit hodgkin hoffenheim hogwarts hollandaise hollywood holmenkollen
        holmestrand holocaust holocene honda honduras hongkong honolulu hoover hordaland hornbach
        horten hotmail houston huawei hubble hubspot huggingface hulk hull hulu hungarian hungary
        huntington hurtigruten hyderabad hydro hyundai hønefoss høyesterett høyre ibiza ibm
        icelandic icloud idaho iferror iguazu ikea iliad illinois illustrator imax imdb
        impressionism inca incan inception independence indiana indianapolis indonesia indonesian
        indore inkscape innlandet innsbruck instacart intel intellij inter interstellar inverness
        invision iowa ipswich iran iranian iraq iraqi irish ironman isfahan islamabad israeli
        istanbul izmir jaguar jaipur jakarta jamaica jamaican jedi jeep jena jenga jenkins jersey
        jerusalem jessheim jetbrains jewish jobcenter johannesburg joker jotunheimen judea
        jugendstil julaften juneteenth jungfrau jungian jupiter jupyter jurassic jutland juventus
        jägermeister jæren kabul kafka kahoot kairo kaliningrad kamchatka kandahar kansas kantian
        karachi karfreitag karlsruhe karneval karstadt kashmir kaspersky kassel kathmandu kaufland
        kaunas kazakhstan kelvin kentucky kenyan keplersche kerala keras keynesian kfc kharkiv
        khartoum kia kickstarter kiel kiev kilimanjaro kimchi kindle kingston kinshasa kippur
        kirkenes kiwi klagenfurt klarna kleenex klingon klopse knicks knoxville knödel koblenz kodak
        kolkata kolosseum kommunen kongsberg kongsvinger kopenhagen koran korma kosice kosovo kotlin
        kragerø krakau krakow kraków krankenkasse krefeld kremlin kremlinen krf kristiansand
        kristiansund krita krone kuala kurdish kuwait kvaløya kvikk kwanzaa kyiv kyoto kyrgyzstan
        köln københavn labor labour labskaus ladakh lagos lagrangian lahore lakers lambda
        lamborghini lamy lancia landrover langenscheidt langfredag laos laplacian lapland laravel
        larnaca larvik lasagna lasagne latex latin latte latvia latvian lausanne lazio lear lebanese
        lebanon leeds lefse lego leicester leiden leipzig lemvig leninist lenovo lent lerkendal
        leuven levanger leverkusen leviticus lhasa liberia libreoffice libya lidl liechtenstein lier
        lightroom liguria lille lillehammer lillesand lillestrøm lima limerick limoges lincolnshire
        linkedin linode linz lisbon lisp lissabon lithuania lithuanian liverpool ljubljana llama
        lofoten logitech lohengrin lom lombardy londonderry longyearbyen lorentzian lotus louisiana
        louvre lua luanda lucerne luciadagen lufthansa lugano lumpur lusaka lutefisk lutheran
        luxembourg luxor luzern lviv lyft lyme lyngen lyon lysistrata løten lübeck macau macbeth
        macbook macedonia machu madagascar madeira madras magdeburg magento maggi mahal mailchimp
        maine mainz majorca majorstua malaga malawi malaysia malaysian malbec maldives mali mallorca
        malmö malta manchester mandal mandalay mandarin manhattan manila mannheim maoist maputo
        maracaibo marchember markovian marrakech marrakesh mars marseille martini martinique
        martinmas marxism marxist maryland masala maserati massachusetts mastercard matlab matrix
        mattel matterhorn maultaschen mauritania mauritius maven maxwellsche mayan maybelline mazda
        mcafee mcdonald mckinsey mecca medea mediterranean medium meiji mekong melbourne melitta
        memorial memphis menorca merck mercury merlot merovingian mers mersin mesozoic messenger
        messiah metal metamorphosis metro meuse mexican miami michelin michigan micron middlemarch
        midsummer miele milano milky milwaukee minecraft mini minneapolis minnesota minsk
        mississauga mississippi missouri mistral mitsubishi mjøsa molde moldova mombasa monaco
        mongodb mongol mongolia monopoly montana montenegro monterrey montevideo montpellier
        montreal moon moravia mordor moroccan morocco mosel mosjøen moss mostar motorola mozambique
        mozilla mozzarella mumbai munich muscat muslim muttertag myanmar mykonos mysen mysql málaga
        märklin mérida münchen münster naan nagasaki nagoya nairobi namibia namsos namur nanjing
        nantes naples napoleonic narnia narvik nasdaq nashville navarre nba neapel nebraska nemo
        neo4j neolithic neovim nepal nepali neptune nescafe nestle nestlé netgear netherlands
        netlify netto neujahr nevada newark newcastle newport newtonian newtonsche newtonschen nfl
        nginx nhl nicaragua nice nicosia nidaros nidarosdomen niger nigeria nigerian nijmegen nike
        nikon nile nintendo nirvana nissan nivea nobel nobelpreis nobelprisen node nodejs nokia
        nordland nordnorge nordsee norfolk norge normandie normandy norsk norske northumberland
        norwegian norwich notepad notodden notre nottingham novartis novgorod npm nrk numpy
        nuremberg nutcracker nutella nuxt nvidia nynorsk nyttårsaften nîmes nürnberg oahu oakland
        obi oculus odense odesa odyssey oedipus oetker ohio ohmsche ohmsches oklahoma okta
        oktoberfest olsok olympics olympique olympus omaha oman omega onedrive opel opengl opera
        oporto oppdal oppland oracle oregon orkdal orkney orlando orléans orthodox osaka oscars
        oslofjorden osnabrück osram ostend ostermontag ostsee othello otta ottawa ottoman oulu
        oviedo oxford oxfordshire pacific packers paella pakistan pakistani palau paleolithic
        palermo palestine palestinian palma palmyra pamplona panama panasonic pandas pandora panera
        pantheon pap papua paraguay paramount parkinson parkinsons parliament parma parmesan
        parsifal parthenon passat passover patagonia patreon patriots pau pavia paypal peking
        peloponnese peloton penang pennsylvania pentagon pentecost peppa pepsi perl permian persian
        persuasion perth peru perugia peruvian pescara pesto peugeot pfingsten pfizer philadelphia
        philippines philips pho phoenician phoenix photoshop php picchu piedmont pilsner pinocchio
        pinot pinse pinterest pisa pittsburgh pixar pixel pizza platonic playmobil playstation
        pleistocene plex plovdiv pluto plymouth poitiers pokemon polaroid polo polynesia pompeii
        pompeji pondicherry pontiac porsche porsgrunn portland porto portsmouth portugal portuguese
        postbank posten postgres postgresql postman potsdam pound powershell poznań prada prado prag
        prague preikestolen presto pretoria pride prime pringles prolog prometheus prosecco
        protestant provence psalms psg psycho ptolemaic publix puebla puglia pulitzer puma punjab
        purim pycharm pyongyang pyramids pyrenees pythagoras pythagorean pytorch påske qatar
        qualcomm quebec queens queensland quickbooks quito quixote quora quran québec qwen rails
        rajasthan ramadan ramen rancher rangers raspberry ravenna ravensburger react reading redbull
        reddit redhat redis redshift reformation regency regensburg regjeringen reichstag reiki
        reims rema renaissance renault rennes republican reuters revlon revolut rewe reykjavik rhein
        rhine ricotta riemannian riesling riga rigoletto rijeka rimini ringerike rioja risotto risør
        ritter river riyadh rjukan roblox rockies rogaland roku rolex rolls romania romanian
        romanticism romeo romerike romsdal rondane roquefort rosenborg roskilde rostock rotterdam
        rouen rtl rubel ruhr ruhrgebiet rwanda ryanair røros rügen saab saarbrücken sachsen
        sacramento safari sagrada sahara saigon sainsbury salamanca salerno salesforce salzburg
        samarkand samoa samsonite samsung sandefjord sandvika sankthans santander santorini sap
        saragossa sarajevo sardinia sarpsborg sars sas saskatchewan sat satan saturn saudi
        sauerkraut sauvignon savoy saxony scala scandinavia schalke scheme schnitzel schufa
        schwarzwald schwerin scotch scottish scrabble seat seattle segovia seine selenium senate
        senegal senja sennheiser seoul sephora sequoia serbia serbian serengeti setesdal sevastopol
        sevilla seville shanghai sharepoint sharp sheffield shell shenzhen shetland shiraz shopify
        shrek shropshire siberia sicily siemens sierra sigma silmarillion simulink sinai singapore
        singer sirdal siri sith sixt skien skjærtorsdag skoda skopje skype slovak slovakia slovenia
        slovenian slytherin smalahove smalltalk snapchat snickers snowdon snowdonia snowflake
        socratic sogn sognefjord soho sola solidworks solo somali somalia somerset song sonos sony
        sotra soundcloud sourcetree southampton spark sparkasse spartak sphinx spiderman spiegel
        split sporting sprite spätzle sqlite squarespace sriracha stabæk stackoverflow stalinist
        starbucks statoil stavkirken steam steelers steiff steinkjer stihl stiklestad stockholm
        stonehenge stord storting stortinget strasbourg stripe stroganoff strudel stryn strømsgodset
        stuttgart subaru sublime subway sudan sudo suffolk sumatra sumerian sun sunnmøre supabase
        superbowl superman surrealism surrey sushi sussex suzdal suzuki svalbard svelte svenske
        swahili swansea swatch swaziland swiss switch symfony syria syrian sørland sørlandet tabasco
        tableau tahiti taipei taiwan taj tajikistan tallahassee tallinn tamil tampere tannhäuser
        tanzania tao target tartuffe tasmania tatooine tbilisi tchibo tcl teamviewer tedi tehran
        telekom telemark telenor tempest tenerife tennessee tensorflow tequila terraform tesco tesla
        teslas tetris texaco thai thailand thames thanksgiving thermomix thessaloniki theta threads
        thunderbird thyssenkrupp thüringen tibet tijuana tikka tiktok timberland timbuktu tinder
        tinn tiramisu tirana titanic tkk tobago toblerone todoist togo tokyo toledo tonga toom torah
        torghatten toronto tosca toshiba tottenham toulouse tour tourette tower toyota traviata
        trello trento triassic trier trieste trigema trino tripoli trivago troja trollstigen
        trolltunga tromsø trysil tryvann trömso trøndelag tschernobyl tucson tui tulsa tumblr tunis
        tunisia tunisian turandot turin turing turkmenistan turku tuscany twilio twitch typepad
        typescript tyrol tønsberg uber ubuntu udemy uefa uffizi uganda ukrainian ullevål ulm
        ulsteinvik umbria unilever uniqlo unity uno unreal uppsala urals uranus urdu uruguay utah
        utrecht uzbekistan vadsø vagrant valdres valencia valhalla valletta valparaiso vancouver
        vandal vanille vanuatu varanasi varanger vardø varna varta vatican venedig venezuela venice
        venstre venus vercel verizon vermont versailles vertigo vespa vesterålen vestfold vestland
        vestlandet vesuvius veterans vg viagra viber vicenza victorian vietnam vietnamese viking
        vikings vilnius vim vimeo vindaloo vipps visa vivaldi vladivostok vlc vlookup vmware
        vodafone vodka volga volgograd volkswagen volos volvo voss voyager vscode vue vuelta vulkan
        vw vågå vålerenga wakanda walmart warcraft warsaw warschau warwickshire waze wdr webex
        webpack wechat weihnachten weimar wellington welsh werder werther westeros westinghouse
        westminster wetransfer whirlpool whitsun whole wicklow wiesbaden wikimedia wimbledon winamp
        winnipeg wisconsin wmf wolfsburg wolverhampton worcester worcestershire wordpress wrocław
        wuhan wuppertal wuthering wyoming würzburg xbox xcode xerox xiaomi xing xinjiang xlookup
        xmas yahoo yale yamaha yankees yaoundé yarn yellowstone yelp yemen yen yerevan yeti yoga yom
        york yorkshire yosemite ytterøy yuan yucatan yukon zagreb zalando zambezi zambia zanzibar
        zapier zauberflöte zdf zealand zeiss zeit zen zendesk zermatt zeta zillow zimbabwe zimt
        zootopia zugspitze zurich zynga zürich ålesund ålgård årdal østfold østlandet абу абхазия
        авито австралии австралия австрии австрия адидас азербайджан азиатский азия айвазовский
        айфон айфоне айфоны акунин алжир аллах алтай аляска амазон амазонка америка американский
        америки амстердам амур анапа ангара англии английский английского англия андроид анды анкара
        антарктида арабский арбат арбате аргентина арктика армения арсенал архангельск архимед
        астана астрахань атлантика афганистан африка ашхабад баба бавария базаров базарова байкал
        байкала баку балашиха бали балтика бангладеш барнаул барокко барселона батор башкирия
        безухов беларусь белгород белград бельгия берлин берлина бернулли бесы библия билайн бишкек
        блок бог бога боинг болгария болконский болонья бондарчук бородин бородине бородино
        бородинское бородинском боруссия борщ бостон бразилия братислава брест бретань бродский
        бродского брюссель будапешт будда бульба бунин бунина буратино бурятия бухарест вайлдберриз
        варшава ватикан ватсап вашингтон великобритания вена венгрия венеция византия вий вильнюс
        виндовс виндоус винегрет винни вконтакте владивосток владикавказ владимирская возрождение
        воланд волга волги волгоград волгодонск волк волка вологда вольво воронеж вотсап врубель
        вселенная выборг высоцкий высоцкого вьетнам гавайи газета газпром гамбург гана гаусс гаусса
        гданьск гейзенберг геленджик генуя германии германия глинка голландия гонконг горький
        господь государственная госуслугах госуслуги гренландия греция грибоедов грозный грузии
        грузия гугл дагестан дели демон державин динама динамо днепр домодедово дон донбасс донецк
        доплер дрезден дубай дублин дубровский дума думы душанбе евангелие евклид европа европейский
        европы евфрат египет екатеринбург емеля енисей ереван женева жигули жуковский замоскворечье
        запорожье звягинцев зевс земли земля зенит зенита зенитом зимбабве золотая золотое зум
        иваново идиот иерусалим ижевск иисус икеа ильф индии индия индонезия инстаграм иордания ирак
        иран иркутск ирландия исландия испании испания испанский италии италия итальянский йемен
        йорк йошкар кавказ казани казань казахстан каир калининград калуга камаз камбоджа камри
        камчатка канада канберра кандинский карамзин карелия каренина каренину карлсон карпаты
        каспий катар квас кельвин кельн кемерово кения кефир киа киев киева киевская кипр киргизия
        киров китай китайский китая кишинёв колобок коломна колумбия копенгаген коран корея кострома
        краков краснодар красноярск кремль кремля крылов крым крыма куба кубань куликовская купала
        куприн курган курск курская кызыл кёльн лагман ладога лады ланка лаос лаплас лапласа латвия
        левитан ледовое лейпциг лесков ливан ливерпуль ливия линукс лион липецк лиссабон литва
        лихтенштейн лобио локомотив лондон лондона лукойл луна луны львов любляна люксембург магадан
        мадагаскар мадрид макдоналдс македония малайзия малевич мальдивы мальта мансийск манчестер
        марокко марс масленица масло махачкала мегафон мексика мельбурн меркурий мерседес метель
        микрософт минск минска миссисипи михалков михалкова молоко монако монголия монреаль
        мосгорсуд москва москве москвой москву москвы московский мтс мука муму мурманск мусоргский
        мцыри мытищи мюнхен набережные найк нальчик намибия наполеон неаполь нева невская невский
        незнайка некрасов немецкий непал нептун нетфликс нива нигерия нидерланды нижнего нижнем
        нижний ниссан новгород новгорода новгороде новороссийск новосибирск новый нокиа норвегии
        норвегия норильск нос нью ньютон обломов обломова обь одесса одноклассники озон озоне ока
        окрошка октавия октябрьская оливье ома омск онегин онегина оптима орда орел оренбург орёл
        осло островский отечественная отечественной отечественную оттава пакистан палестина панама
        парагвай париж парижа пасха пекин пелевин пельмени пенза пепсико перми пермь перу петербург
        петербурга петербурге петергоф петрозаводск печорин печорина питерский пифагор пифагора плов
        плутон победа победе победы подмосковье подольск поло польша польши португалия прага
        прибалтика прокофьев просвещение псков пугачева пугачёва пух пятигорск пятёрочка радищев
        рамадан раскольников раскольникова рахманинов реал ревизор революция рейкьявик рейн
        ренессанс рига рим рима рио рис рихтер родос рождество романовы росатом роскомнадзор
        роснефть российский ростелеком ростов ростова румыния русский русского русь рюрик рюриковичи
        рязани рязань рязанью самара самарканд самары самсунг санкт сараево саранск саратов саратова
        сардиния сатурн сахалин сахалинск сахар сахара сбер сбера сбербанк сдэк севастополь севилья
        сенегал сербия сибири сибирь сидней симферополь сингапур сирия скандинавия скрябин словакия
        словения сметана смоленск советский сокольники солнце соль солярис сомали сорокин сочи союз
        союза спотифай ставрополь сталинградская стамбул стокгольм стравинский стругацкие стругацких
        судан суздале суздали суздаль сургут суриков сыр таганрог таджикистан таиланд тайвань таллин
        таллинн тамбов танзания тарковский тарковского тбилиси твери тверская тверь твиттер тегеран
        телеграм телеграме телеграмм тесла тибет тинькофф тойота тойоту токио тольятти томск томске
        трансильвания троица тула тунис турин туркмения турции турция тюмень тютчев тянь уганда удэ
        узбекистан украина украины улан ульяновск урал урала уран уругвай уфа уфы фаренгейт
        федерации федерация ферма фет филиппины финляндия фольксваген форд франции франция
        французский фурье хабаровск ханой ханты харьков хачапури хельсинки химки хинкали хлеб хонда
        хорватия христос хундай хэллоуин хёндай царицын цельсий цельсия цой цска чапаев чебурашка
        челси челябинск черногория чехия чикаго чили чита шагал шанхай шань шапочка шашлык швейцария
        швеции швеция шереметьево шинель шкода шолохов шостакович шотландия шри шрёдингер штутгарт
        эйзенштейн эйлер эйлера эквадор эльбрус эппл эрмитаж эстония эфиопия ювентус югославия южно
        юпитер ютуб ютубе яга яйца якутия якутск ялта ямал яндекс яндекса японии япония японский
        ярославль
        """)

    /// After these a capital is a place or a thing rather than a person.
    static let placePrepositions = set(
        """
        in at from to near of the a an into onto via through across around on over under inside
        outside than or by use using like versus vs i på fra til ved nær over under enn eller om
        av gjennom mellom en et ei als oder aus nach von im am zur zum in bei über durch zwischen
        в во из на к ко до около через чем или от по над под за при about called named my our your
        his her their this that every each some no every der die das den dem des ein eine mein
        meine min mitt mine vår мой моя наш наша install open buy visit read watch learn play
        translate explain compare install installere kjøpe åpne
        """)
}
