extension WordBook {
    static let jobs = WordBook.list(
        """
        accountant, actor, architect, artist, baker, barber, bookseller, bus driver, butcher, carpenter, chemist, chef,
        cleaner, clockmaker, coach, composer, cook, dancer, dentist, designer, detective, doctor, editor, electrician,
        engineer, farmer, firefighter, fisher, florist, gardener, geologist, glazier, goldsmith, guide, hairdresser,
        historian, illustrator, inspector, interpreter, janitor, jeweller, journalist, judge, lawyer, librarian, locksmith,
        mail carrier, manager, mason, mathematician, mechanic, midwife, miner, musician, nurse, optician, organist, painter,
        pharmacist, photographer, physicist, pilot, plumber, poet, police officer, potter, printer, programmer, psychologist,
        publisher, reporter, roofer, sailor, sculptor, secretary, shepherd, shoemaker, singer, soldier, surgeon, surveyor,
        tailor, taxi driver, teacher, translator, travel agent, tutor, vet, waiter, watchmaker, weaver, welder, writer,
        zookeeper
        """, separator: ",")

    static let foods = WordBook.list(
        """
        apples, apricots, asparagus, bacon, bananas, beans, beef, beetroot, black bread, blueberries, broccoli, brown cheese,
        cabbage, cake, carrots, cauliflower, celery, cheese, cherries, chicken, chickpeas, chili, chocolate, cinnamon buns,
        coconut, cod, corn, crab, cranberries, cucumber, curry, custard, dates, dumplings, eggs, figs, fish soup, french fries,
        garlic, ginger, goat cheese, grapes, haddock, ham, hazelnuts, herring, honey, hummus, ice cream, jam, kale, lamb,
        lasagne, leeks, lemon cake, lentils, lettuce, liver, lobster, mackerel, mangoes, meatballs, melon, milk, mushrooms,
        mussels, mustard, noodles, nuts, oat porridge, olives, omelettes, onions, oranges, oysters, pancakes, papaya, pasta,
        peaches, peanuts, pears, peas, pepper, pickles, pies, pineapple, pizza, plums, popcorn, pork, potatoes, prawns,
        pumpkin soup, quinoa, radishes, raisins, raspberries, ravioli, rice, risotto, roast duck, rye bread, salad, salmon,
        sardines, sausages, seaweed, shrimp, soy milk, spaghetti, spinach, squash, strawberries, sushi, sweet potatoes, tofu,
        tomatoes, tomato soup, trout, tuna, turkey, turnips, waffles, walnuts, watermelon, yoghurt
        """, separator: ",")

    static let drinks = WordBook.list(
        """
        apple juice, black coffee, black tea, buttermilk, carrot juice, cherry juice, cider, cocoa, coffee, cold water,
        elderflower juice, ginger tea, grape juice, green tea, herbal tea, hot chocolate, iced coffee, iced tea, lemonade,
        lemon tea, milk, mint tea, oat milk, orange juice, peach juice, pear juice, pineapple juice, red wine, rice milk,
        soda water, sparkling water, tomato juice, warm milk, white tea, white wine
        """, separator: ",")

    static let hobbies = WordBook.list(
        """
        archery, astronomy, badminton, baking, ballet, baseball, basketball, beekeeping, billiards, bird watching, board games,
        bowling, boxing, camping, canoeing, card games, carving, chess, choir singing, climbing, cooking, cricket, crochet,
        crosswords, curling, cycling, dancing, darts, diving, drawing, embroidery, fencing, fishing, flower arranging, football,
        gardening, golf, gymnastics, handball, hiking, hockey, horse riding, ice skating, jigsaw puzzles, jogging, judo,
        juggling, kayaking, kite flying, knitting, lace making, model trains, mountain biking, mushroom picking, origami,
        painting, photography, pottery, quilting, rafting, reading, rowing, rugby, running, sailing, sewing, skateboarding,
        sketching, skiing, snorkelling, squash, stamp collecting, surfing, swimming, table tennis, tennis, theatre, volleyball,
        weaving, whittling, wrestling, writing poems, yoga
        """, separator: ",")

    static let instruments = WordBook.list(
        """
        accordion banjo bassoon bugle cello clarinet cornet drums dulcimer fiddle flute guitar harmonica harp harpsichord horn
        keyboard lute lyre mandolin marimba oboe organ piano piccolo recorder saxophone sitar tambourine trombone trumpet tuba
        ukulele viola violin xylophone zither
        """)

    static let languages = WordBook.list(
        """
        Albanian Arabic Armenian Basque Bengali Bulgarian Catalan Chinese Croatian Czech Danish Dutch Estonian Finnish French
        Georgian German Greek Hebrew Hindi Hungarian Icelandic Indonesian Irish Italian Japanese Korean Latin Latvian
        Lithuanian Malay Maltese Norwegian Persian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swahili
        Swedish Tamil Thai Turkish Ukrainian Urdu Vietnamese Welsh
        """)

    static let subjects = WordBook.list(
        """
        algebra, archaeology, architecture, art history, astronomy, biology, botany, chemistry, computer science, dentistry,
        drama, economics, education, engineering, fashion, film, forestry, geography, geology, geometry, graphic design,
        history, journalism, law, linguistics, literature, logic, mathematics, medicine, music, nursing, nutrition,
        oceanography, philosophy, physics, politics, psychology, religion, robotics, sociology, statistics, theology,
        zoology
        """, separator: ",")

    static let colours = WordBook.list(
        """
        amber, beige, black, blue, brown, copper, coral, cream, crimson, dark blue, dark green, gold, green, grey, indigo,
        ivory, lavender, light blue, lilac, lime green, magenta, maroon, mint green, navy blue, olive green, orange, pale
        yellow, pink, plum, purple, red, rose, ruby red, rust red, scarlet, silver, sky blue, teal, turquoise, violet, white,
        yellow
        """, separator: ",")

    static let animals = WordBook.list(
        """
        ants, bats, bears, beavers, bees, beetles, bulls, butterflies, camels, cats, cheetahs, chickens, cows, crabs, cranes,
        crocodiles, crows, deer, dogs, dolphins, donkeys, ducks, eagles, eels, elephants, falcons, ferrets, flamingos, foxes,
        frogs, geese, giraffes, goats, gorillas, hamsters, hawks, hedgehogs, hippos, horses, jellyfish, kangaroos, koalas,
        ladybirds, lions, lizards, llamas, mice, moles, monkeys, moose, moths, octopuses, ostriches, otters, owls, pandas,
        parrots, peacocks, penguins, pigeons, pigs, polar bears, ponies, puffins, rabbits, rats, ravens, reindeer, rhinos,
        robins, salamanders, seals, sharks, sheep, snails, snakes, spiders, squirrels, storks, swans, tigers, toads, turtles,
        wasps, whales, wolves, worms, zebras
        """, separator: ",")

    static let collectables = WordBook.list(
        """
        old coins, stamps, sea shells, postcards, vinyl records, old maps, comic books, teapots, teaspoons, buttons, bottle
        caps, toy cars, model ships, pocket watches, wall clocks, keys, thimbles, masks, fossils, crystals, feathers, pressed
        flowers, hats, scarves, umbrellas, cameras, typewriters, radios, board games, chess sets, puzzles, train tickets,
        concert tickets, autographs, fountain pens, notebooks, first editions, cookbooks, candles, lanterns, snow globes,
        dolls, puppets, marbles, medals, badges, flags, swords, pipes, cups, mugs, plates, jam jars, wine labels
        """, separator: ",")

    static let gifts = WordBook.list(
        """
        a new bicycle, a warm scarf, a telescope, a watch, a guitar, a kite, a tent, a pair of skis, a pair of gloves, a
        cookbook, a puzzle, a camera, a drum, a fishing rod, a hammock, a sewing machine, a microscope, a lamp, a rain coat,
        a straw hat, a pair of boots, a box of paints, a rocking chair, a chess set, a sleeping bag, a wool blanket, a
        travel bag, a garden bench, a bird house, a coffee grinder, a tea set, a pocket knife, a globe, a diary, a silver
        ring, a music box, a train ticket, a rowing boat, a picnic basket, a desk lamp
        """, separator: ",")

    static let things = WordBook.list(
        """
        the spare key, the car key, the cellar key, the passport, the birth certificate, the insurance papers, the rental
        contract, the tax papers, the blue folder, the red notebook, the photo album, the old camera, the charger, the laptop
        bag, the headphones, the torch, the first aid kit, the sewing kit, the drill, the hammer, the ladder, the paint, the
        tent, the sleeping bag, the picnic blanket, the umbrella, the winter coat, the rubber boots, the gloves, the ski boots,
        the swimming goggles, the tennis racket, the football, the bicycle pump, the bicycle lock, the map of the city, the
        concert tickets, the train tickets, the gift card, the birthday present, the christmas lights, the candles, the
        matches, the batteries, the light bulbs, the screwdriver, the glue, the scissors, the tape, the stamps, the dictionary,
        the recipe book, the guitar strings, the chess set, the playing cards, the jigsaw puzzle, the dog leash, the cat food,
        the bird seed, the watering can, the garden hose, the flower pots, the seeds, the medicine, the sunglasses, the reading
        glasses, the wedding ring, the silver watch, the bank card, the library card, the wallet, the cash box, the receipt,
        the warranty card, the instruction book, the router, the old phone, the hard disk, the memory stick, the printer paper
        """, separator: ",")

    static let wares = WordBook.list(
        """
        the blue sofa, the oak table, the desk lamp, the garden chair, the coffee machine, the kettle, the toaster, the rug,
        the curtains, the mirror, the bookcase, the office chair, the mattress, the bicycle, the canoe, the violin, the piano,
        the telescope, the sewing machine, the lawn mower, the snow shovel, the wheelbarrow, the backpack, the suitcase, the
        raincoat, the wool sweater, the red dress, the black suit, the leather boots, the straw hat, the wall clock, the
        painting, the globe, the chess board, the drum kit, the record player, the speaker, the microphone, the projector,
        the screen, the keyboard, the mouse, the graphics card, the water filter, the heater, the fan, the blender, the frying
        pan, the tea set, the wine glasses
        """, separator: ",")

    static let events = WordBook.list(
        """
        the dentist appointment, the doctor's appointment, the job interview, the parents' evening, the choir practice, the
        football training, the piano lesson, the driving lesson, the swimming lesson, the dance class, the yoga class, the
        book club, the chess evening, the board meeting, the team meeting, the budget meeting, the staff party, the birthday
        party, the garden party, the wedding, the funeral, the christening, the school concert, the summer concert, the
        theatre evening, the exam, the lecture, the workshop, the hearing, the house viewing, the haircut, the eye test, the
        blood test, the vaccination, the car service, the chimney inspection, the boat trip, the bus tour, the museum visit,
        the picnic, the barbecue, the flea market, the auction, the rehearsal, the first night, the marathon, the bike race,
        the ski trip, the farewell dinner, the christmas dinner
        """, separator: ",")

    static let shops = WordBook.list(
        """
        the bakery, the pharmacy, the library, the post office, the bank, the swimming pool, the museum, the bookshop, the
        flower shop, the butcher, the fish market, the hardware store, the town hall, the clinic, the dentist, the garage, the
        barber, the cinema, the zoo, the gym, the cafe, the tea room, the toy shop, the shoe shop, the bike shop, the farm
        shop, the wine shop, the recycling station, the ticket office, the tourist office
        """, separator: ",")

    static let weekdays = WordBook.list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

    static let months = WordBook.list(
        "January February March April May June July August September October November December")

    private static let titleAdjectives = WordBook.list(
        """
        Silent Golden Broken Hidden Distant Burning Frozen Crooked Empty Endless Forgotten Gentle Hollow Little Lonely Lost
        Midnight Narrow Northern Painted Paper Quiet Restless Salt Scarlet Second Secret Seventh Shining Silver Sleeping Small
        Southern Stolen Strange Sunken Tall Velvet Wandering White Wild Winter Wooden Yellow
        """)
    private static let titleNouns = WordBook.list(
        """
        River Garden Mountain Lighthouse Orchard Harbour Bridge Tower Island Forest Letter Mirror Clock Door Window Road Train
        Ship Crown Feather Lantern Piano Violin Map Stone Star Moon Storm Summer Winter Morning Neighbour Stranger Painter
        Captain Baker Daughter Brother Soldier Widow Teacher King Queen Fox Owl Horse Sparrow Whale
        """)

    /// The title of a book that nobody wrote.
    static func title(_ dice: inout Dice) -> String {
        "The \(dice.pick(titleAdjectives)) \(dice.pick(titleNouns))"
    }

    private static let carKinds = WordBook.list(
        "car van truck bus jeep tractor scooter motorbike minibus pickup bicycle moped")
    private static let carColours = WordBook.list(
        "red blue green white black silver grey yellow orange brown purple golden old new small big rusty electric"
    )

    /// What somebody drives, with its article.
    static func vehicle(_ dice: inout Dice) -> String {
        Letters.withArticle("\(dice.pick(carColours)) \(dice.pick(carKinds))")
    }

    private static let companyEndings = [
        "Bakery", "Books", "Bank", "Brothers", "Design", "Electric", "Farm", "Foods", "Garage",
        "Glass", "Hospital",
        "Hotel", "Industries", "Labs", "Logistics", "Marine", "Media", "Motors", "Paper", "Press",
        "School", "Shipping",
        "Software", "Studio", "Textiles", "Tools", "Toys", "Travel", "University",
    ]

    /// An employer.
    static func company(_ split: ExerciseSplit, _ dice: inout Dice) -> String {
        let name =
            dice.chance(0.5)
            ? ValueSource.familyName.draw(split, &dice) : ValueSource.invented.draw(split, &dice)
        return "\(name) \(dice.pick(companyEndings))"
    }

    private static let codeNames = WordBook.list(
        """
        Falcon Aurora Granite Lantern Compass Harbor Cedar Meteor Tundra Saffron Orchid Cobalt Ember Glacier Horizon Juniper
        Kestrel Lagoon Magnet Nimbus Onyx Phoenix Quartz Raven Sequoia Topaz Umbra Vertex Walnut Zenith Anchor Beacon Canyon
        Delta Echo Fjord Gale Helix Iris Jasper
        """)

    /// A project with its article.
    static func project(_ dice: inout Dice) -> String {
        let name = dice.chance(0.5) ? dice.pick(codeNames) : invented(&dice)
        return "the \(name) project"
    }
}
