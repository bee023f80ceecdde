/// Words that are common in English: with a capital, in a title or a heading, they are no names.
/// Counted by `Tools/reference/english_words.py` in texts that are free to use.
extension NameLexicon {
    /// Whether a word, in lower case and with an ending or without, is a common English one.
    static func isEnglishWord(_ word: String) -> Bool {
        if englishWords.contains(word) { return true }
        for ending in ["s", "es", "d", "ed", "ing", "er", "ers", "ly"] where word.hasSuffix(ending)
        {
            let stem = String(word.dropLast(ending.count))
            if stem.count >= 3, englishWords.contains(stem) { return true }
        }
        return false
    }

    private static let englishWords = set(
        """
        abandon abandoned ability able aboard abode about above abroad abrupt abruptly absence
        absent absolute absolutely absorbed abstract absurd accent accept acceptable acceptance
        accepted accepting accepts access accident accidentally accidents accompanied accompany
        accomplish accomplished accomplishment accord according accordingly account accountant
        accounts accurate accused accustomed ache ached achieve aching acknowledge acknowledged
        acquaintance acquainted acquire acquired acres across act acted acting action actions
        activate activated activating activation active activist activities activity actor actress
        acts actual actually add added addiction addictive adding addition additional address
        addressed addressing administrative admirable admiral admiration admire admired admiring
        admit admitted adopted adorable adorned adrenaline ads adult advance advanced advancing
        advantage advantages adventure adventures advertisement advertising advice advise advised
        advocacy aerosmith affair affairs affected affection affectionate affections affliction
        afford affordable afforded afore afraid after afternoon afternoons afterward afterwards
        again against age aged agent agents ages aggressive agility agin agitated agitation ago
        agony agree agreeable agreed ahead aid aide aim ain air airs airy aisle alabama alarm
        alarmed alarming alas alaska album alcohol alcoholic alert alighted alike alive all allergic
        allergy alley allow allowed allows almost alone along alongside aloud alpha already alright
        also altar alter altered alternative alternatives although altogether always amazed
        amazement amazing ambition ambitious america american amiable amid amidst ammunition among
        amongst amount ample amuse amused amusement amusing analysis analyst ancestors anchor
        ancient and angel angels anger angle angrily angry anguish animal animals animated animation
        anime ankle announced annoyed another answer answered answering answers antique antiques
        anxiety anxious anxiously any anybody anyhow anymore anyone anything anytime anyway anywhere
        apart apartment apartments apiece apology app apparent apparently appeal appear appearance
        appearances appeared appearing appears appetite applause apple apples application
        applications applied apply applying appointed appointment appreciate apprehension approach
        approached approaching approbation appropriate approval approve approved apron apt aquarium
        arabian arch arched architecture arctic ardent are area areas aren argue argued argument
        arguments arise aristocratic arizona arkansas arm armchair armed arms army arose around
        aroused arr arrange arranged arrangement arrangements arranging array arrest arrested
        arrival arrive arrived arrives arrow art article articles artificial artist artistic artists
        arts asap ascended ash ashamed ashes ashore aside ask asked asking asks asleep aspect
        aspects ass assembled asserted assist assistance assistant assisted associated assume
        assumed assurance assure assured astonished astonishing astonishment asylum ate athletes
        athletic atm atmosphere attached attachment attack attacked attempt attempted attempting
        attempts attend attendant attendants attended attending attention attentions attentive
        attentively attic attitude attorney attracted attraction attractive auburn audible audience
        aunt australia author authorities authority authorize authors auto automatic automatically
        automobile autumn available avenue average avid avocado avoid avoided awaited awaiting awake
        awakened aware away awe awesome awful awfully awhile awkward awoke axe babies baby bach back
        backed background backs backward backwards backyard bacon bad bade badly bag baggage bags
        bake baked baking balance balcony bald ball ballet balloon balls banana band bands bang bank
        banker bankers banking banks banquet bar barbecue barbeque barber bare barely bargain barge
        barista bark barked barking barn barred barrel barrels bars bartender base baseball based
        basic basin basket basketball baskets bass bath baths battery battle bay bazaar beach
        beaches beadle beads beagle beak beam beaming beans bear beard bearded bearing bears beast
        beastly beasts beat beaten beating beats beauties beautiful beautifully beauty became
        because beckoned become becomes becoming bed bedroom beds bedside bee beef beekeeping been
        beer bees beetle before beg began beggar begged begging begin beginning begins begun behalf
        behave behaved behavior behaviour beheld behind behold bein being beings belief beliefs
        believe believed believes believing bell bells belong belonged belonging belongs beloved
        below belt bench benches bend bending beneath beneficiary benefit beside besides best bestow
        bestowed bet betray betrayed better between beverage bewildered beyond bias bicycle bid
        bidding big bigger biggest bike biking bill bills bin binge biographies biologist biology
        birch bird birds birth birthday biscuits bit bite biting bits bitter bitterly bitterness
        black blackened blackness blacksmith blade blame blamed blank blanket blankets blast blaze
        blazing bleeding bless blessed blessings blew blind blinking block blocked blocks blog
        blonde blood bloody bloom blossoms blow blowing blown blows blue bluegrass blues blunt blush
        blushed bmw board boards boast boat boats bodies bodily body bodybuilder bodybuilding boiled
        boiling bold boldly bolt bolted bone bones bonnet book books bookstore boom boomer boot
        boots bora border bore bored boring born borne borrow borrowed bosom boss both bother bottle
        bottles bottom boudoir boughs bought bound bounded bounds bow bowed bowl bows box boxes boy
        boyfriend boys brain brains branch branches brand brass brave bravely bread break breakfast
        breaking breast breath breathe breathed breathing breathless breathlessly bred breeches
        breed breeds breeze brick bricks bride bridegroom bridge bridle brief briefly brig bright
        brightened brighter brightly brightness brilliant bring bringing brings brisk briskly
        bristling brite british broad broke broken broker bronze brooch brook broom broth brother
        brothers brought brow brown brows browse browsing bruised brush brushed brute bubble bucket
        buckeyes buddhist budget buff buggy build builder building buildings builds built bulk bull
        bullet bullets bully bunch bunches bundle bundles bunnies buns burden bureau burger burgers
        burglar burglars buried burn burned burning burnt burst bursting bury bus bush bushes busily
        business businesses bust busted bustle busy but butcher butler butt butter button buttoned
        buttons buy buying cab cabbage cabin cabinet cabs caf cage cages cake cakes calculated calf
        california call called calling calls calm calming calmly calories camaraderie came camp
        campaign camping canada canal cancel canceled cancelled cancer candidates candle candles
        candy cane cannon cannot canoe canst cant canvas cap capable capacity capital captain
        capture captured captures car card cardio cards care cared career careers careful carefully
        careless carelessly cares cargo caring carnival carpenter carpet carpets carriage carriages
        carried carrier carries carry carrying cars cart cartoons carts carved case cases cash cast
        caste casting castle cat catch catching catchy categories category catholic cats cattle
        caught cause caused causes causing caution cautious cautiously cave cavern cease ceased
        ceiling celebrated cell cellar cent center central centre cents centuries century ceremony
        certain certainly certainty certificate chain chains chair chairs chaise chalk challenge
        challenges challenging chamber champagne champion chance chanced chances change changed
        changes changing chap chaparral chapel chapter character characteristic characters charge
        charged charges charging chariot charity charm charming charms chart chase chased chat
        chatter chattering chatting cheap cheated check checked checking checkout checks cheek
        cheeks cheer cheered cheerful cheerfully cheerfulness cheerily cheering cheery cheese
        cheeseburgers chef chela chemistry cheque cheques cherished cherry chess chest chestnut
        chests chewing chicago chicken chickens chief chiefly child childhood childish children
        chill chilly chimney chin china chinese chip chips chocolate choice choices choir choked
        choking choose chop chopped chorus chose chosen christian christmas chuckled church
        churchyard cider cigar cigarette cigarettes cigars circle circles circuit circumstance
        circumstances circus cities citizen citizens city civic civil civility clad claim claimed
        claims clapped clasped class classes classic classical classification clatter claws clay
        clean cleaned cleaner cleaning clear cleared clearer clearing clearly clenched clergyman
        clerk clerks clever click client clients cliff climate climb climbed climbing clinging cloak
        clock close closed closely closer closest closet closing cloth clothed clothes clothing
        cloud clouds clown clowns club clue clump clumsy clung clutched clutching coach coachman
        coal coals coarse coast coasters coat coats cock cocked coconut code coding coffee coffees
        coffin coin cold coldly collar collect collected collecting collection college colonel color
        colorado colorblind colored coloring colors colour coloured colours columbus column com comb
        combination combine combined come comedies comedy comes comfortable comfortably comforted
        comforts comic comical comics comin coming command commanded commenced comment commercials
        commission commit committed committee common commonplace communicate communicated
        communication community companies companion companions company compared comparison compass
        compassion compelled compete competing competition competitive complain complained complaint
        complete completed completely completing completion complex complexion compliment
        compliments composed composer composure comprehend compromised computer computers comrade
        comrades conceal concealed conceited conceive conceived concepts concern concerned
        concerning concert concerts concluded conclusion condemned condition conditions conduct
        conducted conductor conference confess confessed confession confidence confident
        confidential confined confirm confirmed conflict conflicts confounded confronted confused
        confusion congratulations conjecture connect connected connection connections conquered
        conscience conscious consciousness consent consented consequence consequences consequently
        conservative conservatory consider considerable considerably consideration considered
        considering consisted consolation console conspicuous constant constantly construction
        consul consult consultant consultation consulted consulting contact contacted contactless
        contain contained containing contains contempt content contented contentedly contents
        continual continually continue continued continuing continuous continuously contrary
        contrast contrived control convenience convenient conversation convert convertible convey
        conveyed conviction convince convinced cook cookbooks cooked cookie cookies cooking cool
        coolly coordinated cop coplay copper copy cord cordial corn corner corners corpse correct
        correctly corridor cosplay cost costs costume cot cottage cotton couch cough coughed could
        couldn council counsel count counted countenance counter counting countries country
        countryman county couple courage course court courteous courtesy courtyard cousin cover
        covered covering covers cow coward cows crabby crack cracked cracking cradle craft crafts
        crash crawl crawled crawling crazy creaking cream creamy create created creating creation
        creative creativity creature creatures credit credited creek creep creeping crept crew cried
        cries crime crimes criminal crimson crochet crooked crop crops cross crossed crossing
        crouched crouching crow crowd crowded crowds crown crowned cruel cruelty crumbs crushed cry
        crying crypto crystal cub cuddle cuddly culture cultures cunning cup cupboard cups curate
        cure cured curiosity curious curiously curl curled curling curls curly currencies currency
        current currently curse cursed curses curtain curtains curve curved cushions custodian
        custom customary customer customers customs cut cute cuts cutting cycle cylinder dad daily
        dainty dakota damage damp dance danced dancer dances dancing danger dangerous dangers dare
        dared daresay daring dark darkened darker darkness darling darted dash dashed dashing dat
        data date dates daughter daughters dawn dawned day daybreak daylight days daytime dazed dead
        deadly deaf deal dealer dealership dealing dealt dear dearest dearly dears death deathly
        debit debt decade deceased deceive deceived decent decide decided decidedly decision
        decisions deck declare declared decline declined declining decorated decorations deducted
        deed deeds deep deeper deepest deeply deer def defence defend defiance definitely degree
        degrees delay delayed delete deliberately delicacy delicate delicious delight delighted
        delightful deliver deliverance delivered delivery demand demanded democrat demonstrate den
        denied dense dentist deny depart departed department departure depend depended depends
        deposit deposited depositing depot depressed deprived depth depths der descend descendant
        descended descending descent describe described description desert deserted deserve deserved
        deserves design designed designer designers designs desirable desire desired desires desk
        desolate despair desperate desperately despised destination destined destroy destroyed
        destruction detail detailed details detective detectives detention determination determine
        determined deuce develop developed developer developing development device devices devil
        devils devoted devotion devour devoured devout dew dey dialogue diamond diamonds diary did
        didn didnt didst die died diet dieting difference different differently difficult
        difficulties difficulty dig digging dignified dignity dim dimly dine dined dingy dining
        dinner dinners dipped direct directed direction directions directly dirt dirty dis
        disability disagreeable disappearance disappeared disappointed disappointment discharged
        disciple discipline discount discounts discourse discover discovered discoveries discovery
        discuss discussed discussion disease disgrace disguise disgust dish dishes dislike disliked
        dismal dismay dismissed disney disneyland display displayed disposable disposed disposition
        dispute distance distances distant distinct distinction distinctly distinguish distinguished
        distracted distress distressed district disturb disturbed ditch dived diverse diversity
        divide divided divine diving division divorce divorced doctor doctors document documentaries
        documentary documentation documents does doesn dog dogs doin doing doings doll dollar
        dollars dolls dolphins domestic don donate done donkey dont donuts doom door doors doorstep
        doorway dose dost dotted double doubled doubt doubted doubtful doubtfully doubtless doubts
        dough dove down downstairs downtown downward dozen drag dragged dragging dragon drama dramas
        dramatic drank draught draw drawer drawers drawing drawn draws dread dreaded dreadful
        dreadfully dream dreamed dreamily dreaming dreams dreamy dreary dress dressed dresser
        dresses dressing drew dried drift drifted drifting drink drinker drinking drinks dripping
        drive driven driver driving drooping drop dropped dropping drops drove drown drowned drug
        drugs drum drummer drunk drunken dry dryden duck ducks due dug duke dull dumb duplicate
        duplicated duration during dusk dust duties duty dwarf dwell dwelling dwelt dye dying each
        eager eagerly eagerness eagle ear earlier early earn earned earnestly ears earth earthly
        earthquake ease easier easily east eastward easy eat eaten eater eating eats eccentric
        echoed economics ecosystem ecstasy edge edges editor edris educated education effect
        effective effects effectually effort efforts egg eggplant eggs eight eighteen eighty either
        ejaculated elapsed elbow elbows elder elderly eldest election electric electrician
        electricity electronic elegance elegant elementary elements elephant elephants elevated
        eleven eloquent elsewhere email embarrassed embarrassment embrace embraced embroidered
        emerged emergency emotion emotional emotions employ employed employer employment emptied
        empty enable enabled enchanted enclosed enclosure encounter encountered encourage encouraged
        encouragement encouraging end endeavour endeavoured endeavouring ended ending endless ends
        endure endured enemies enemy energetic energy engage engaged engagement engaging engine
        engineer engineering engineers english enjoy enjoyed enjoying enjoyment enjoys enormous
        enough enquired ensure enter entered entering enterprise entertain entertained entertaining
        entertainment enthusiasm entire entirely entitled entrance entreated envelope environment
        environmental environmentalist envy epic episode equal equally equals equipment ere erect
        errand error errors escape escaped escaping escort escorted especial especially essential
        established establishment estate esteem estimate etc eternal ethical europe evening evenings
        event events eventually ever every everybody everyday everyone everything everywhere
        evidence evident evidently evil exact exactly examination examine examined examining example
        examples exceedingly excellent except exception exchange exchanged exchanges exchanging
        excited excitedly excitement exciting exclaimed exclamation excuse execution exercise
        exercises exercising exertion exhausted exhibition exist existed existence exotic expand
        expect expectation expected expecting expedition expense expenses expensive experience
        experienced experiences experiencing experiment expiration expire expired expires expiring
        explain explained explaining explanation exploration explore explorer explorers exploring
        exposed express expressed expressing expression expressions expressive exquisite extended
        extent extra extract extraordinary extreme extremely eye eyebrows eyed eyelids eyes face
        facebook faced faces facial facility facing fact factory facts faded fail failed failing
        failure faint fainted faintly fair fairly fairy faith faithful faithfully fake fall fallen
        falling falls false falsehood faltered fame familiar families family famous fan fanatic
        fancied fancies fancy fangs fans fantasize fantastic fantasy far faraway fare farewell farm
        farmer farmers farming farms farther fascinated fascinating fashion fashionable fashioned
        fast fasten fastened faster fat fatal fate father fatigue fault faults favor favorite
        favorites favour favourable favourite fear feared fearful fearfully fearing fears feast
        feather feathers feature features fed federal feeble feed feeding feel feeling feelings
        feels fees feet fell fellow fellows felt female feminine feminism feminist fence fences
        ferns ferocious ferry ferryboat festival festivals fetch fetched feud fever feverish few
        fiat fiction field fiend fierce fiercely fiery fifteen fifth fifty fight fighter fighting
        figure figures figuring file filed fill filled filling film films final finally finance
        financial find finding finds fine finest finger fingers finish finished finishing fir fire
        firearm fired firefighter fireplace fires firing firm firmly firs first fish fisherman
        fishes fishing fist fists fit fitness fits fitted fitting five fix fixed fixing flag flags
        flame flames flannel flapping flash flashed flashing flat flats flattered flavor flavors
        fled flesh flew flexibility flexible flickering flies flight float floated floating flock
        flood floor florida flour flow flowed flower flowers flowing flown floyd fluent fluffy flung
        flush flushed flutter fluttered fluttering fly flying focus focused foe fog fold folded
        folds foliage folk folks follow followed following follows folly fond food foods fool
        foolish foolishness fools foot football footing footsteps footstool for forbidden force
        forced forces ford forefinger forehead foreign foremost forest forever forget forgetting
        forgive forgiven forgot forgotten fork forklift forlorn form formal formed former formerly
        formidable forming forms forth fortnight fortunate fortunately fortune fortunes forty
        forward forwards fought foul found fountain four fourteen fourth fowls fox foxes fragments
        fragrant frame framed frank frankly frantic fraud fraudulent free freed freedom freelance
        freely freeze freight french frequent frequently fresh freshman friday fried friend friendly
        friends friendship fries fright frighten frightened frightful frisbee fro frock frog frogs
        from front frost frown frowned frowning frozen fruit fruits frying fulfilled fulfilling full
        fulltime fully fun function funds funeral funny fur furious furiously furnish furnished
        furniture furry further fury fuss future gable gaiety gaily gain gained gait gallant
        galleries gallery gallop gallows gamble gambling game gamer games gang garden gardener
        gardening gardens garlic garment garments gas gasp gasped gate gather gathered gathering
        gave gay gaze gazed gazing geese gems gender general generally generation generations
        generosity generous genial genius genre genres gentle gentleman gentlemen gently genuine
        geology george german germany gesture get gets getting ghastly ghost ghostly ghosts giant
        giants gift gifts gig gigantic gilt gin ginger gipsy girl girlfriend girls git give given
        gives giving glad gladly gladness glance glanced glances glancing glare glass glasses gleam
        gleaming glided glimpse glittering gloom gloomily gloomy glorious glory glove gloves glow
        glowed glowing glue goal goals goat goats goblin goblins god goddess gods goes goin going
        gold golden golf gone good goodbye goodness goods goodwill google goose gorgeous gossip got
        gotten governess government governor gown grabbed grace graceful gracefully gracious grade
        gradually graduate graduated graft grain grand grandchildren grandfather grandmother granola
        grant granted grapes graphic grasp grasped grasping grass grate grateful gratefully
        gratified gratitude grave gravel gravely graves gravity gray great greater greatest greatly
        green greet greeted greeting grew grey grief grieved grill grilling grimly grin grinned
        grinning grip gripped groan groaned grocer groceries grocery groom ground grounds group
        groups grove grow growing growl growled growling grown grows growth grub grunted guard
        guarded guards guess guessed guest guests guide guided guides guilt guilty guineas guitar
        gulf gum guns guy guys gwyne gym gymnast gymnastics habit habitation habits had hadn haf
        haggard hail hailed hain hair hairdresser haired hairs hairy half halfway hall halted ham
        hamburgers hammer hamper hand handed handful handkerchief handkerchiefs handle handled
        handling hands handsome handy handyman hang hanged hanging happen happened happening happens
        happier happiest happily happiness happy harbour hard hardened hardest hardly hare harmless
        harness harnessed harvest has hasn hast haste hastened hastily hasty hat hate hated hatred
        hats haughty haul hauled haunted have having hawk hay head headache headed headlong heads
        health healthcare healthier healthy heap heaped heaps hear heard hearing hears heart hearted
        hearth heartily hearts heartwarming hearty heat heath heaved heaven heavenly heavens heavily
        heavy hedge hedgehog heed heel heels height heights heir held hell helmet help helped
        helpful helping helpless helps hen hens her herbs herd here hereafter hermit hero heroes
        heroic hers herself hesitate hesitated hesitating hesitation hid hidden hide hideous hiding
        high higher highest highly hike hiked hikes hiking hill hills hillside him himself hint hip
        hired his historic historical history hit hither hitherto hoarse hobbies hobby hockey hold
        holding holds hole holes holiday holidays hollister hollow holy home homebody homecoming
        homeless homely homemade homes homeschool homeschooled homeschooling hometown homeward
        homework honest honestly honey honor honour honourable honoured hoof hoofs hook hop hope
        hoped hopeful hopeless hopes hoping hopped horizon horizons horn horns horrible horribly
        horrid horror horse horseback horses hospital hospitality host hot hotel hound hounds hour
        hours house household housekeeper housemaid houses how however howl howled howling html
        https huddled hug huge hugged hum human humanity humans humble humbly humbug humming hummus
        humor humour hundred hundreds hunger hungry hunt hunted hunter hunting huntsman huntsmen
        hurled hurried hurriedly hurry hurrying hurt hurts husband hush husky hut hysterical ice
        iced iconic idea ideal ideas identification identify identity idiot idle ignorance ignorant
        ill illness illuminated image images imaginary imagination imagine imagined imitation
        immediate immediately immense immensely immersive immigrants impact impatience impatient
        impatiently importance important imposing impossible impressed impression impressive improve
        improved improvement impulse incapable inch inches incident incidents inclination inclined
        include included including income incorrect incorrectly increase increased increasing
        incredible indeed independent india indicated indie indifference indifferent indignant
        indignantly indignation individual induced indulge indulged industry inevitable infant
        inferior infinite infinitely influence info inform information informative informed
        ingenious ingredients inhabitants inhabited initial injured injury injustice ink inn inner
        innocence innocent input inquest inquire inquired inquiries inquiring inquiry insane insects
        inside insist insisted inspection inspector inspiration inspired inspiring instance
        instances instant instantly instead instinct instinctively instruction instructions
        instructor instrument instruments insult insurance integer intellectual intelligence
        intelligent intend intended intending intense intent intention intentions intently interact
        interbank interest interested interesting interests interfere interference interior
        international internet interposed interpreter interrupt interrupted interval intervals
        interview interviewer intimacy intimate into introduce introduced introduction introvert
        invalid invented invention investigation investment invisible invitation invite invited
        inviting involuntarily involved iron irresistible island islands isn isnt issue issued
        issues italian italy item items its itself ivory jacket jail jam jar jaw jaws jazz jealous
        jealousy jeans jelly jerk jest jet jewel jewelry jewels jewish jobs john join joined joint
        joints joke jokes jolly jordan journals journey joy joyful joyfully joyous joyously joys
        json judge judged judging judgment jug juice juicy jujitsu jump jumped jumping jungle jury
        just justice justified juvenile kale karaoke karok kayak kayaker kayaking keen keenly keep
        keeper keeping keeps kennel kept kettle key keys kick kicked kicking kid kids kill killed
        killer killing kin kind kinder kindergarten kindergarteners kindly kindness kindred kinds
        king kingdom kings kiss kissed kissing kitchen kitten knapsack knee kneeling knees knelt
        knew knife knight knit knitting knives knock knocked knocking knot know knowed knowing
        knowledge known knows korea kosher kwan lab labor labour labours lace lack lacked lacking
        lad ladder laden ladies lads lady lain lake lama lamb lame lamp lamps land landed landing
        landlord lands landscape landscapes lane language languages lantern lap large larger largest
        lasagna last lasted late lately later latest latter laugh laughed laughing laughter launch
        law lawn lawyer lay laying lays lazy lead leader leading leads leaf league leagues lean
        leaned leaning leant leap leaped leaping leapt learn learned learning learnt least leather
        leave leaves leaving lecture led left leg legal legged leggings legs leisure leisurely lemon
        lend length lent less lesser lesson lessons lest let lets letter letters letting level
        liable liar liberal liberty librarian libraries library lick licked lid lie lies life
        lifestyle lifetime lift lifted lifting light lighted lighter lighting lightly lightning
        lights like liked likely likeness likes likewise liking lilies lily limb limbs lime limit
        limited limits limp lined linen lines lingered lingering link linked linking lion lip lips
        liquid list listed listen listened listening lit lite literary literature litter little live
        lived lively lives living load loaded loaf lobster local locate located location locations
        lock locked locks lodge lodging lofty log logs loneliness lonely lonesome long longed longer
        longest longing look looked looking lookout looks loose loosened lord lose losing loss lost
        lot lots loud louder loudly love loved loveliest loveliness lovely lover lovers loves loving
        low lower lowered lowest loyal luck lucky luggage lumber lump lunatic lunch luncheon luxury
        lying lyrics machine machinery machines mad madam made madness magazine magic magical
        magistrate magnificent maid maiden maids mail main maintenance majesty major majoring make
        makes making male mall mamma man manage managed manager managerial mane mangoes manhattan
        manila mankind manly manner manners mansion mantelpiece mantle manuscript many map marathon
        marathons marble march marched marching marine mark marked market marketing marks marriage
        married marry marrying marshal mask mass masses massive mast master mastercard masters match
        matches mate material materials mates math mathematics matron matter matters maximum may
        maybe meal meals mean meaning meaningful means meant meantime meanwhile measure measured
        measures meat meatballs mechanical medal medalist media medial medical medications medicine
        meditate meditation medium meekly meet meeting melancholy melted member members memories
        memory men mend mended mental mention mentioned mentors merchant mercy mere merely merge
        merit mermaid merriam merrily mesquite mess message messages messed messenger met metal
        metallic metallica method methods mexican mice midday middle midnight midst might mighty
        mild miles military milk mill miller million millionaire millions min mind minded minds
        miners mines mingled mini minimum minister minute minutes miracle mirror mirth mischief
        miserable miserably misery misfortune misfortunes miss missed missing mission missionary
        mississippi mist mistake mistaken mistakes mistress mit mix mixed mixture moaned modded
        model modeling models moderate modern modest modify mom moment momentary moments mon money
        monkey monkeys monsieur monster monstrous month months mood moon moonlight moor moral more
        moreover mornin morning mornings morrow mortal mortgage moss most mostly mother mothers
        motion motioned motionless motivated motivation motive motives motorbike mound mount
        mountain mountains mounted mournful mournfully mourning mouse moustache mouth mouthful
        mouths move moved movement movements moves movie movies moving mow mowing much mud muddy
        muffins muffled mugged mule mules multiplayer multiple multitude murder murdered murderer
        murmur murmured muscle muscles museum museums music musical musician musicians musing muslin
        must mustang mustangs mustn muttered muttering mutton mutual muy muzzle myself mysteries
        mysterious mystery nail nails naked name named names narrative narrow nascar nation national
        nations native natives natural naturally nature natured naughty navy nay near nearby nearer
        nearest nearly neat neatly necessarily necessary necessity neck necks necktie need needed
        needle needles needn needs negative neglect neglected neighbor neighborhood neighbors
        neighbour neighbourhood neighbouring neighbours neither nephew nerd nerve nerves nervous
        nervously nest nests net networks neural never nevertheless new newcomer newly news
        newspaper newspapers next nhl nice nicely nicer niece nigger niggers nigh night nights nine
        nineteen ninety nirvana nissan noble nobody nod nodded nodding noise noiselessly noises
        noisy non none nonfiction nonsense noon nor normal normally north northward nose noses
        nostrils not note noted notes nothin nothing notice noticed noticing notion notions novel
        novels now nowhere nsel number numbers numerous nums nurse nursery nurses nursing nut nuts
        oak oar oars oath oats obedience obey obeyed object objected objection objections objects
        oblige obliged obliging obscure observation observe observed observing obtain obtained
        obvious obviously occasion occasional occasionally occasions occupation occupied occupy
        occur occurred ocean odds odour off offence offended offer offered offering office officer
        officers offices official often ohio oil ois okay oklahoma old older oldest oldies olive
        olives olympian olympics omnivore once one ones onion onions online only onto onwards open
        opened opening openly opens opera operate operation operations opinion opinions opium
        opportunities opportunity opposite opposition oppressed option options orange oranges
        orchard order ordered ordering orders ordinary organ organic organization organizations
        oriented original originally ornament ornaments orphan other others otherwise ought our ours
        ourselves out outdoor outdoors outer outfit output outside outward oven over overall
        overboard overcharged overcoat overcome overhead overheard overlook overlooked overseas
        overweight owe owed owing owl own owned owner owners pace paces pack package packed packet
        packing paddle paella page pages paid pail pain painful painfully pains paint painted
        painter painting paintings pair pairs palace pale palm palms pan panels pang panic panted
        panting pantry pap papaya paper papers parade paragraph paranormal parcel parcels pardon
        parent parents parish park parlor parlour parmigiana parrot parsing parson part parted
        particular particularly particulars parties parting partly partner parts party pass passage
        passages passcode passed passenger passengers passes passing passion passionate passions
        password past pasta pasture pat patch patches patent path pathetic pathfinder paths patience
        patient patiently patients patted pattern patterns patting pause paused pausing pavement paw
        paws pay paying payment payments pays peace peaceful peach pear pearl pearls peas peasant
        peck peculiar peculiarly pediatric pediatrician peep peeped peeping peered peering pen
        pencil pending pennsylvania penny pens pensive people peoples pepper pepperoni peppers
        perceive perceived percent perch perched perfect perfection perfectly perform performance
        performed performer performing perhaps peril period periods perish permission permit
        permitted perpetual perplexed perplexity persisted person personage personal personalities
        personality personally persons perspective persuade persuaded persuasion pet pets
        philosopher philosophy phone phonograph photograph photography photos phrase physical
        physician piano pick picked picking pickup picnic picture pictures picturesque pie piece
        pieces pierced piercing pies pig pigeons piglet piglets pigs pile piled piles pillow pillows
        pilot pin pinch pinched pine pineapple pink pinned pins pinto pipe pipes pirate pirates
        pistol pistols pit pitch pitched pitcher pity pizza place placed places placid placing plain
        plainly plan planet plank planned planning plans plant plantation planted plants plaster
        plate plates platform platter play playa played player players playful playground playing
        plays plaza pleaded pleasant pleasantly please pleased pleases pleasing pleasure pleasures
        plenty plot plough pluck plucked plug plum plumber plump plunge plunged plus pobox pocket
        pockets poem poems poet poetry point pointed pointing points poison poisoned poked poker
        polar pole poles police policeman policemen policies policy polished polite politely
        politeness political politics polyamorous pom pond pong ponies pony poodle pool poor pop
        popular population porch pork porridge port porter portion portrait portraits position
        positive positively posse possess possessed possession possibilities possibility possible
        possibly post postal posted posting posts pot potato potatoes potential pots pound pounds
        pour poured pouring poverty powder power powerful practical practically practice practicing
        practise practitioner prairie praise praised pray prayed prayer prayers praying preacher
        precious precisely prefer preferably preference preferred pregnant preparation preparations
        prepare prepared preparing presence present presented presently presents preserve preserved
        president press pressed pressing pressure presume pretence pretend pretended pretending
        pretty prevailed prevent prevented previous previously prey price prices pricked pride
        priest priests prim prime prince principal principle principles print printed prison
        prisoner prisoners private privilege prize prizes probability probable probably problem
        problems procedure proceed proceeded proceeding proceedings process processed processing
        procession proclaimed procure prodigy produce produced producer producing product production
        products profession professional professionally professor profile profit profound program
        programmer programming programs progress project projects prominent promised promises
        promising prompt promptly prompts pronounced proof proper properly properties property
        proportion proposal propose proposed proposition proprietor prospect prospects prosperity
        prosperous protect protection protein protest protested proud proudly prove proved provide
        provided providing proving provisions psychology public published pudding puerto puff puffed
        puffing pull pulled pulling pulse pump pumpkin punch punish punished punishment pupil pupils
        puppy purchase purchased purchases purchasing pure purple purpose purposes purse pursue
        pursued pursuing pursuit push pushed pushing put puts putting puzzle puzzled python quaint
        qualities quality quantity quarrel quarrelling quarter quarters queen queer query quest
        question questioned questioning questions quick quicker quickly quiet quietly quilt quilting
        quilts quit quite quitted quivered quivering rabbit rabbits race races racing racquetball
        radiant raft rag rage ragged raging rags rail railing railroad rails railway rainbow rained
        rains rainy raise raised raising ran ranch random rang range ranger rank ranks rap rapid
        rapidity rapidly rapper rapture rare rarely rascal rash rat rate rates rather rational rats
        rattle rattled rattling raw ray rays reach reached reaches reaching reactivate read readable
        reader readers readily readiness reading readthedocs ready real realise realised reality
        realize realized really rear reason reasonable reasoning reasons recall recalled receive
        received receiver receiving recent recently reception recipe recipes recipient reckless
        reckon reckoned recluse recognise recognised recognize recognized recollect recollection
        recollections recommend recommendation recommendations recommended record recording recover
        recovered recovering recycle red redheaded reduce reduced refer reference referred refined
        reflect reflected reflecting reflection reflections refreshed refreshing refreshment refuge
        refund refunded refuse refused regained regard regarded regarding regards regiment region
        regions registered regret regretted regular regularly rein reins rejected rejecting rejoice
        rejoiced rejoicing rejoined relatable relate related relation relations relationship
        relationships relative relatives relax relaxed relaxing release released relevant relief
        relieve relieved religion religious remain remainder remained remaining remains remark
        remarkable remarkably remarked remarks remedy remember remembered remembering remembrance
        remind reminded reminder reminds remorse remote remove removed render rendered renewed rent
        rents repaired repeat repeated repeating repent replace replaced replacement replied reply
        report reported reporter reports repose represent representative represented reproach reps
        republic republican reputation request requested require required requirements rescue
        rescued rescues research resemblance resentment reserve reserved reset residence resigned
        resist resolute resolutely resolution resolve resolved resources respect respectable
        respected respectful respectfully respects responded response responsibilities
        responsibility responsible rest restaurant restaurants rested resting restless restore
        restored restrictions result results resume resumed retire retired retirement retiring
        retorted retreat retreated retriever retrievers return returned returning returns revealed
        revenge reverse reversed revert reverted review reviewing reviews revived revolver reward
        rewarded rewarding ribbon ribbons ribs rice rich riches rid ridden riddle ride rider rides
        ridiculous riding rifle right rightly rights rigid ring ringing rings ripe ripped rise risen
        rising risk rival rivals river rivers road roads roadside roared roaring roast robbed robber
        robbers robbery robe robin robot rock rocking rocks rocky rod rode role roleplaying roll
        rolled roller rollercoasters rolling rolls romance romances romantic roof roofs room
        roommates rooms roosevelt root roots rope ropes rose roses rotten rough roughly round
        rounded roused route routine row rowing rows royal rub rubbed rubber rubbing rubbish ruddy
        rude ruffle ruffled rug ruin ruined ruins rule ruled ruler rules rum run runner running runs
        rural rush rushed rushes rushing rustle rustling rusty sack sacks sacred sacrifice sad
        saddle sadly sadness safe safely safer safety sah sail sailed sailing sailor sailors sails
        sake salad salary sale sales salesman saloon salsa salt same sand sandcastles sands sandy
        sang sank sarcastic sardines sat satin satisfaction satisfactory satisfied satisfy
        satisfying sauce savage savagely savages save saved saving saw say saying says scarce
        scarcely scared scarf scarlet scary scattered scene scenery scenes scent scented schedule
        scheduled scheme schemes scholar scholars school schoolroom schools schooner sci science
        scientific scientists scissors scolded score scorn scorpions scotch scott scrambled scrap
        scrape scratch scratched scratching scream screamed screaming scullery sculptures sea
        seafood seal sealed seamen search searched searching seas season seasons seat seated seats
        seattle second seconds secrecy secret secretary secretly secrets section secure secured
        security see seed seeds seeing seek seeking seem seemed seeming seemingly seems seen sees
        seize seized seldom select selected self selfish selkies sell seller selling semi send
        sending sends senior sensation sensations sense senseless senses sensible sensitive sent
        sentence sentences sentiment sentimental sentiments separate separated sequence serene
        sergeant series serious seriously sermon servant servants serve served service services
        serving session set sets setting settle settled settling seven seventeen seventh seventy
        several severe severely sew sewed sewing sex shabby shade shades shadow shadows shaggy shake
        shaken shaking shall shalt shame shan shape shaped shapes share shared shares sharing shark
        sharp sharply shattered shawarma shawl she shed sheep sheer sheeran sheet sheets shelf shell
        shellfish shelter sheltered shepherd sheriff shifted shilling shillings shine shining shiny
        ship shipped ships shipyard shirt shirts shiver shivered shivering shock shocked shoe
        shoemaker shoes shone shook shoot shooter shooters shooting shop shoplifting shopping shops
        shore shores short shorter shortly shot should shoulder shoulders shouldn shout shouted
        shouting shouts shove shoved shovel show showed shower showing shown shows shrewd shriek
        shrieked shrill shrimp shrubbery shrugged shudder shuddered shut shutters shutting shy
        siamese sibling siblings sick sickly sickness side sides sidewalk sideways sigh sighed sight
        sights sign signal signed signs silence silent silently silk silken silly silver silvery
        similar simple simplicity simply sin since sincere sincerely sing singer singing single
        sings singular sinister sink sinking sins sir sister sisters sit sites sits sitting situated
        situation six sixpence sixteen sixth sixty size sized skate skateboard skateboarder
        skateboarders skateboarding skater skating sketch skiff skiing skill skillet skills skin
        skinny skins skip skipped skirt skirts skull sky skydiving skylight slab slain slap slapped
        slate slave slaves sled sleep sleeping sleeps sleepy sleeve sleeves slender slept slice slid
        slide sliding slight slightest slightly slim slip slipped slippers slipping slope slow
        slowly slumber sly small smaller smallest smart smartphone smash smashed smell smelled
        smelling smells smelt smile smiled smiles smiling smoke smoked smoking smooth smoothed
        smoothly smote smothered snacks snake snakes snap snapped snarl snarled snarling snatched
        sniff sniffed snoring snow snowboarding snowy snuff snug soaked soap sob sobbed sobbing
        sober sobs soccer social socialize society socks soda sofa soft softball softened softly
        software soil solar sold soldier soldiers sole solemn solemnly solid solitary solitude solo
        solution solving somalia sombre some somebody someday somehow someone somethin something
        sometime sometimes somewhat somewhere song songs sons soon sooner soothed soothing sore
        sorrow sorrowful sorrowfully sorrows sorry sort sorts sought soul souls sound sounded
        sounding soundly sounds soup sour source south southern sovereign space spaceship spaceships
        spade spaghetti spain spanish spare spared spark sparkled sparkling sparrow sparrows speak
        speaker speaking speaks spear special specially species specific specified speck spectacle
        spectacles spectators sped speech speeches speed speedily spell spend spending spends spent
        spider spiders spin spinning spirit spirited spirits spiritual spirituality spit spite
        splash splashed splendid splendidly splendour split spoil spoiled spoilt spoke spoken spook
        spoon sport sports spot spots sprang spread spreading spring springing springs spruce sprung
        spun square squeeze squeezed squire squirrel squirrels stable stables stackoverflow staff
        stage staggered stained stair staircase stairs stairway stake stall stammered stamp stamped
        stamping stand standard standing stands star starcraft stare stared staring stars start
        started starting startled startling starts starve starved starving state stated stately
        statement statements states station stationed statue status stay stayed staying stays
        steadily steady steak steal stealing steam steamboat steamer steamers steel steep steer step
        stepmother stepped stepping steps stereo stereotype stern sternly stew stick sticker
        stickers sticking sticks stiff stiffly stile still stillness sting stir stirred stirring
        stitch stitching stock stockade stockings stole stolen stomach stone stones stood stool
        stoop stooped stooping stop stopped stopping stops store stores storey stories storm story
        stout stove straight straightened strain strained strange strangely stranger strangers
        strangest strategies strategy straw strawberries stray strayed streak stream streamed
        streamer streaming streams street streets strength stress stressed stressful stretch
        stretched stretching stricken strict strictly strike strikes striking string strings strip
        stripe striped strive striving strode stroke stroked stroll strolled strong stronger
        strongest strongly strove struck structure struggle struggled struggling strychnine stuck
        student students studied studies studio studious study studying stuff stuffed stumbled stump
        stunt stunts stupid stutter style stylish stylist subdued subject subjects submit subsided
        substance subtle succeed succeeded success successful successfully succession such sudden
        suddenly suffer suffered suffering sufferings sufficient sufficiently sugar suggest
        suggested suggestion suggestive suh suicide suit suitable suited suits sullen sum summary
        summer summit summoned sums sun sunbathe sunbathing sunday sundays sundown sunk sunlight
        sunny sunrise sunset sunshine super superhero superior supermarket superpowers supper
        supplement supplied supplier supplies supply support supported supportive suppose supposed
        supposing suppressed sure surely surf surface surfing surgeon surgery surprise surprised
        surprising surrounded survey surveyed survival survivor sushi suspect suspected suspended
        suspense suspenseful suspicion suspicions suspicious swallow swallowed swam swayed swear
        sweat sweep sweeping sweet sweetest sweetly sweetness swell swelled swept swift swiftly swim
        swimmer swimming swing swinging switch swollen sword swords swore sworn swung sympathetic
        sympathy symptoms synonyms system systems tabby table tablecloth tables taches tacos tae
        taekwondo tag tail tailor tails take taken takes taking talent talented tales talk talked
        talking talks tall taller tame tan tangle tangled tanning tap tapped task tasks taste tasted
        tastes tattoos taught taylor teach teacher teachers teaching team teams teamwork tear
        tearing tears teaspoon tech techniques technology teddy tedious teenager teens teeth
        telegram telegraph telephone television tell telling tells temper temperature tempered
        template temple temples temporary temptation tempted ten tend tendency tender tenderly
        tenderness tennis tent ter term terminate terms terrains terrible terribly terrified terror
        terrors test texas text tha than thank thanked thankful thanks that the theater theatre thee
        their theirs them theme themselves then thence theories theory therapist therapy there
        therefore therein these they thick thicket thickly thief thieves thin thine thing things
        think thinking thinks third thirst thirsty thirteen thirties thirty this thither thorough
        thoroughly those thou though thought thoughtful thoughtfully thoughts thousand thousands
        thread threatened threatening three threshold threw thrice thrill thrillers thrilling throat
        throne through throughout throw throwing thrown throws thrust thumb thunder thus thy thyself
        tick ticket tickets tide tidy tie tied tiger tight tightly till timber time times timid
        timidly timing tin tiny tip tips tired tiresome titanic title toast tobacco today toe toes
        together toil token told tolerable tolerably tomato tomatoes tomb tomorrow tones tongue
        tongues tonic tonight too took tools tooth top topic topped topping toppings tops topup torn
        torture toss tossed tossing total totally touch touched touching tough tour tournament
        tournaments toward towards towel tower town towns toy toys trabajo traced traces track
        tracking tracks tractor trade traditional traffic tragedy tragic trail trails train trained
        trainer training trains tramp tranquil tranquillity trans transaction transactions transfer
        transferred transferring transfers transformed translation transplant transport
        transportation trap trash trauma travel traveled travelers traveling travelled traveller
        travellers travelling travels traversed travis tray treachery tread treadmill treasure
        treasures treat treated treatment tree trees tremble trembled trembling tremendous trends
        trial tribe trick tricks tried tries trifle trifling trilogy trimmed trip tripadvisor
        triplets tripped triumph triumphant triumphantly trod trooper troops tropical tropics trot
        trotted trouble troubled troubles trousers trout truck true truly trunk trunks trust trusted
        truth try trying tucked tumble tumbled tumbling tumult tune tunnel turf turn turned turning
        turns turtle tutorials twelve twenty twice twilight twinkle twinkling twins twist twisted
        twitch twitter two type types typically typo ufc ugly ultimate umbrella unable unauthorized
        unblock unblocked uncertain uncle uncomfortable uncommon unconscious unconsciously under
        underground underneath understand understandable understanding understands understood
        undertake undertaker undertaking underwater undoubtedly uneasily uneasiness uneasy
        unexpected unexpectedly unfamiliar unfortunate unfortunately ungrateful unhappy uniform
        union unique united universal universe university unknown unless unlike unlikely unlocked
        unlucky unmarried unnatural unnecessary unpleasant unreasonable unseen unsuccessful until
        unusual unusually unwilling unwind upbeat upcoming update updated uplifted upon upper
        upright ups upset upside upstairs upward urged urgent urgently usc use used useful useless
        user username uses using usual usually utmost utter uttered utterly vacant vacation vague
        vaguely vain vainly valise valley valleys valuable value vampires vanilla vanished vanity
        varied variety various vast vault vegan vegetable vegetables vegetarian veil veins velvet
        vengeance vent venture ventured veranda verification verified verify verifying versatile
        verse verses very vessel vessels vest veterinarian vexation vexed via vice vicinity vicious
        victim victims victory video videogames videos view viewed views vigorous vigorously village
        villages villain vines vintage violence violent violently violet violin virtual virtue
        virtues visa visible vision visions visit visited visiting visitor visitors visits visual
        vivid voice voices volkswagen volleyball volume volunteer volunteering vote voyage vulgar
        wage wager wages wagon wagons wailing waist waistcoat wait waited waiter waiters waiting
        waitress waits wake waked wakened waking walk walked walker walking walks wall wallet wander
        wandered wandering want wanted wanting wants war wardrobe warehouse warm warmed warmer
        warmly warmth warn warned warning warrant wars was wash washed washing wasn waste wasted
        watch watched watches watching water waters wave waved waves waving wavy wax way ways weak
        weakness wealth wealthy weapon weapons wear wearied wearily weariness wearing wears weary
        weather web webbed website webster wedding weed weeds week weekend weekends weep weeping
        weighed weight weights weird welcome welcomed welcoming well went wept were weren west wet
        whale whales what whatever whatsoever wheat wheel wheelchair wheeled wheels when whence
        whenever where whereas wherein whereupon wherever whether which while whilst whip whipped
        whirl whirled whirling whiskers whiskey whisky whisper whispered whispering whispers whistle
        whistled whistling white whither who whoever whole wholesome wholly whom whose whosoever why
        wicked wickedness wid wide widely widow widowed wife wig wild wilderness wildly will willing
        willingly willow wilt wind winding window windows winds wine wing wings wink winked winking
        winning winter wipe wiped wiping wire wisconsin wisdom wise wisely wiser wisest wish wished
        wishes wishing wistfully wit witch with withdraw withdrawal withdrawals withdrawing
        withdrawl withdrawn withdrew withered within without witness witnessed witnesses wits wives
        woe woke wolf wolves woman women won wonder wondered wonderful wonderfully wondering wonders
        wont wood wooden woods woodworking wool word words wore work worked worker workhouse working
        workout workouts works world worldly worlds worm worn worried worry worse worship worst
        worth worthy would wouldn wound wounded wounds wow wrapped wrath wreath wreck wrenched
        wrestler wrestling wretch wretched wretchedness wrinkled wrist write writer writes writing
        written wrong wrote wrought wrung wuz www yacht yale yard yards yawned yawning yeah year
        years yell yelled yelling yellow yer yes yesterday yet yield yielded yoga yonder york you
        young youngest your yours yourself yourselves youth youthful zero zinc zoo zoos
        """)
}
