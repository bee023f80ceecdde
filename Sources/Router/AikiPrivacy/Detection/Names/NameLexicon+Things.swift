/// Capitalised words that are places, peoples, firms, products, works: no names of persons. Compiled by
/// hand.
extension NameLexicon {
    static let things = set(
        """
        afghanistan albania algeria andorra angola argentina armenia austria azerbaijan bahrain
        bangladesh belarus belgium bolivia bosnia botswana bulgaria cambodia cameroon chile
        colombia congo croatia cuba cyprus czechia ecuador estonia ethiopia gambia ghana greece
        guatemala haiti hawaii honduras hungary indonesia iran iraq jamaica kazakhstan kenya
        kosovo kuwait laos latvia lebanon liberia libya liechtenstein lithuania luxembourg
        macedonia madagascar malaysia mali malta moldova monaco mongolia montenegro morocco
        mozambique myanmar namibia nepal netherlands nicaragua niger nigeria oman pakistan
        palestine panama paraguay peru philippines portugal qatar romania rwanda scandinavia
        senegal serbia siberia singapore slovakia slovenia somalia sudan syria taiwan tanzania
        thailand tibet tunisia uganda uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe
        catalonia bavaria tuscany provence normandy alaska arizona arkansas colorado connecticut
        delaware idaho illinois indiana iowa kansas kentucky louisiana maine maryland
        massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
        oklahoma oregon pennsylvania tennessee utah vermont wisconsin wyoming manhattan brooklyn
        queens bronx hollywood miami seattle denver atlanta philadelphia detroit baltimore
        portland phoenix toronto montreal vancouver ottawa melbourne brisbane perth auckland
        wellington dublin edinburgh glasgow belfast cardiff manchester liverpool birmingham leeds
        bristol sheffield cambridge oxford brighton york bath hamburg munich münchen cologne köln
        frankfurt stuttgart düsseldorf leipzig dresden hannover nürnberg bremen bonn kiel salzburg
        graz linz innsbruck zürich zurich geneva genf basel bern prague prag budapest warsaw
        warschau krakow gdansk athens athen lisbon lissabon porto barcelona valencia seville
        sevilla milan milano florenz florence venice venedig naples neapel turin palermo lyon
        marseille bordeaux nice toulouse strasbourg lille antwerp ghent rotterdam utrecht hague
        copenhagen københavn kopenhagen aarhus stockholm gothenburg göteborg malmö uppsala
        helsinki tampere turku tallinn riga vilnius kyiv kiev minsk odesa istanbul ankara izmir
        cairo kairo tehran baghdad jerusalem dubai riyadh mecca mumbai delhi bangalore kolkata
        chennai karachi lahore kabul beijing peking shanghai hongkong shenzhen tokyo kyoto osaka
        seoul busan bangkok hanoi saigon jakarta manila nairobi lagos accra johannesburg capetown
        kirkenes hammerfest lofoten svalbard finnmark nordland telemark vestland rogaland
        innlandet hurtigruten lillehammer geilo finse flåm geiranger galdhøpiggen jotunheimen
        hardanger sognefjord besseggen lerkendal brann rosenborg lillestrøm vålerenga viking molde
        stabæk ullevål holmenkollen tryvann sørlandet borgund everest kilimanjaro matterhorn
        vesuvius himalaya alps andes rockies sahara amazon nile danube rhine rhein elbe donau
        thames seine volga volgograd baikal atlantic pacific arctic antarctica mediterranean
        baltic zugspitze schwarzwald ostsee nordsee allgäu ruhrgebiet sachsen bayern hessen
        thüringen brandenburg samsung sony nokia huawei xiaomi lenovo dell asus intel nvidia amd
        ibm oracle cisco adobe siemens bosch philips panasonic canon nikon toyota honda nissan
        mazda subaru suzuki hyundai kia volvo saab volkswagen vw audi bmw mercedes porsche opel
        ford chevrolet tesla ferrari fiat renault peugeot citroen skoda seat corolla civic golf
        passat corsa polo galaxy pixel playstation xbox nintendo switch steam kindle alexa cortana
        siri bixby ikea lego nike adidas puma gucci prada zara coca pepsi starbucks mcdonald
        nestle walmart costco tesco aldi lidl rema kiwi coop equinor telenor statoil hydro yara
        norsk dnb vipps bankid posten altinn lufthansa ryanair norwegian sas boeing airbus uber
        lyft airbnb booking ebay etsy paypal stripe visa mastercard amex revolut klarna bitcoin
        ethereum tiktok snapchat linkedin reddit pinterest tumblr discord twitch skype messenger
        wechat viber gmail yahoo bing chrome firefox safari edge opera photoshop illustrator figma
        canva blender unity unreal minecraft fortnite pokemon mario zelda tetris ubuntu debian
        fedora nginx apache postgres postgresql mysql sqlite redis mongodb kafka spark hadoop
        terraform ansible jenkins grafana prometheus django flask rails react angular vue svelte
        node npm yarn typescript kotlin scala haskell julia perl ruby php fortran cobol lua elixir
        erlang clojure matlab latex numpy pandas pytorch tensorflow llama mistral qwen huggingface
        postman vscode xcode vim emacs bash catholic protestant christian muslim jewish buddhist
        hindu orthodox lutheran bible koran quran torah god allah satan christmas xmas hanukkah
        ramadan diwali halloween thanksgiving valentine pride renaissance baroque enlightenment
        reformation brexit holocaust congress senate parliament stortinget bundestag bundesrat
        duma kremlin pentagon republican democrat labour tory conservatives høyre venstre
        arbeiderpartiet euro dollar pound krone rubel franc yen yuan monopoly scrabble uno chess
        olympics wimbledon superbowl eurovision grammy oscar emmy oscars bundesliga uefa fifa nba
        nfl nhl bbc cnn nrk vg dagbladet aftenposten spiegel zeit guardian economist bloomberg
        reuters mercury venus earth mars jupiter saturn uranus neptune pluto sun moon apollo
        hubble voyager milky alpha beta gamma delta epsilon zeta theta lambda sigma omega
        pythagoras gaussian boolean cartesian newtonian freudian victorian georgian roman romanian
        german austrian swiss belgian dutch portuguese greek hungarian czech slovak slovenian
        croatian serbian bulgarian ukrainian belarusian latvian lithuanian estonian icelandic
        irish scottish welsh canadian mexican brazilian argentinian chilean peruvian colombian
        cuban jamaican egyptian moroccan tunisian nigerian kenyan ethiopian somali iranian iraqi
        syrian lebanese israeli palestinian saudi pakistani bangladeshi nepali thai vietnamese
        filipino indonesian malaysian australian kurdish persian hebrew latin sami bokmål nynorsk
        hindi urdu bengali tamil swahili esperanto mandarin cantonese norge norske svenske danske
        amerikanere grunnlovsdagen stavkirken akropolis kolosseum австралия австрия германия
        германии франция франции италия италии испания испании англия англии китай китая япония
        японии америка америки европа европы азия африка украина украины беларусь казахстан грузия
        грузии армения турция турции польша польши чехия финляндия норвегия норвегии швеция швеции
        греция египет индия индии бразилия канада канберра лондон лондона париж парижа берлин
        берлина рим рима мадрид пекин токио вашингтон киев киева минск минска рига вильнюс таллин
        казань казани новосибирск екатеринбург самара самары омск челябинск ростов уфа уфы пермь
        перми воронеж волгоград саратов томск томске иркутск сочи крым крыма сибирь сибири урал
        урала волга волги байкал байкала нева кавказ бородино бородине кремль кремля эрмитаж
        яндекс гугл сбербанк газпром роснефть тинькофф озон вайлдберриз самсунг айфон андроид
        тойота лада лады жигули мерседес виндовс телеграм ютуб вконтакте ватсап зум бог бога иисус
        библия рождество пасха земля земли луна луны солнце марс юпитер венера волк волка шапочка
        баба яга емеля австралии австрии советский союз союза федерации федерация государственная
        дума думы цельсия
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
