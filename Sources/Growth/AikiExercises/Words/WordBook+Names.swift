extension WordBook {
    /// First names from many languages; some three hundred and fifty.
    static let firstNames = WordBook.list(
        """
        Ada Adam Agnes Aino Aisha Albert Alena Alfred Alice Alma Amara Amir Amos Ana Anders Andrei Anja Anna Anton Arne
        Arthur Asha Astrid August Aurora Axel Bao Beatrice Ben Bernard Berta Birgit Bjarne Boris Bruno Camila Carl Carla
        Carmen Cecilia Chen Chiara Clara Claude Cleo Conrad Cora Cyril Dagny Daniel Daria David Deniz Diana Diego Dimitri
        Dina Dora Edgar Edith Edwin Egil Einar Elena Elias Elin Elisa Ella Elsa Emil Emma Enzo Erik Erna Ester Eva Evan
        Fatima Felix Fiona Flora Frank Freya Frida Gabriel Gemma Georg Gerda Gina Gloria Greta Gunnar Gustav Hana Hanna
        Harald Haruto Hassan Hedda Heidi Helen Helga Henrik Hugo Ibrahim Ida Igor Ilse Imani Ines Inga Ingrid Irene Iris
        Isaac Isabel Isak Ivan Ivar Jack Jakob Jamal Jan Jana Jasmin Jean Jens Joanna Johan Jonas Jorge Josef Judith Julia
        Jun Kai Karen Karim Karin Karl Kasper Katja Kenji Kira Klaus Knut Lars Laura Lea Leif Leila Lena Leo Leon Lian
        Lidia Lina Linus Lisa Livia Lola Lorenzo Louis Lucas Lucia Ludwig Luna Magda Magnus Maja Malik Marco Margit Maria
        Marie Marta Martin Mateo Mathilde Matti Maud Max Maya Mei Mia Michael Mikael Mila Milan Mina Mira Miriam Mona Nadia
        Naomi Nicolas Nils Nina Noah Nora Odd Olaf Olga Oliver Olivia Omar Oscar Otto Pablo Paula Pavel Pedro Peter Petra
        Philip Pia Quentin Rafael Ragnar Rania Raul Rebecca Reza Rhea Richard Rita Robert Rolf Roman Rosa Ruben Runa Ruth
        Sabine Salma Samir Samuel Sandra Sara Selma Sergei Signe Sigrid Silas Simon Sofia Solveig Sonja Stefan Stella Sven
        Svea Tadeo Takumi Tamar Tara Tariq Teresa Theo Thora Tilda Tim Tobias Tom Torben Tove Trude Ulf Ulla Uma Ursula
        Valeria Vera Victor Viggo Viktoria Vilma Vincent Viola Walter Wanda Wei Wilma Xenia Yara Yasmin Yngve Yuki Yusuf
        Yvonne Zara Zeno Zoe Zora
        André Ángel Åse Bjørn Bjørg Börje Børge Chloé Çağla Dóra François Göran Gülay Günter György Håkon Håvard Inês Íris
        Jérôme João Jörg José Jørgen Jürgen Kåre Łukasz Märta Mária Núria Ömer Øystein Øyvind Pål Raúl Renée Sébastien Søren
        Sørine Şule Tomáš Torbjørn Ülle Živa Zoë
        """)

    /// Family names from many languages.
    static let familyNames = WordBook.list(
        """
        Abel Acker Aldana Almeida Amundsen Andersen Arnesen Aydin Bach Bakke Balint Barros Bauer Becker Berg Bergman Bianchi
        Blom Borg Brandt Brekke Bruun Calder Campos Carlsen Castro Cohen Conti Costa Dahl Dalton Demir Diaz Dietrich Drake
        Duarte Dubois Eide Ekman Ellis Engel Eriksen Evans Falk Farah Ferrari Fischer Fjeld Fontaine Foss Frost Garcia
        Gerhard Gomez Gray Greco Gruber Haas Hagen Hall Halvorsen Hansen Hart Haugen Hayashi Heller Herrera Hill Hoff Holm
        Horvat Huang Ibsen Ito Ivanov Jansen Jensen Johansen Jordan Kaiser Kato Keller Khan Klein Kovac Kraft Krog Kumar
        Lambert Lange Larsen Laurent Lind Lorenz Lund Madsen Malik Marino Martens Meyer Mori Moreau Moss Myhre Nakata Ness
        Nielsen Nilsen Nolan Novak Nowak Nygaard Olsen Omdal Orlov Ortega Osman Otten Palmer Park Patel Pereira Petrov
        Pettersen Pohl Poulsen Quist Ramos Rao Rasmussen Reyes Richter Riis Rojas Romano Rossi Rudd Ruud Sandberg Santos
        Sato Schmidt Schulz Serra Silva Singh Skov Solberg Sorensen Stein Stone Storm Strand Suzuki Svensson Tanaka Thorsen
        Toft Torres Tran Ueda Ulrich Vance Vargas Vega Vogel Voss Wagner Walsh Wang Weber West Winter Wolf Wood Yamada Yilmaz
        Young Zeller Zhang Ziegler
        Åkesson Bjørnstad Björk Bråten Dvořák Fàbregas García Gérard Gonçalves Håland Ibáñez Køhn Köhler Lefèvre Lindström
        Løken Müller Muñoz Næss Novotný Núñez Öberg Ødegård Østby Öztürk Pérez Şahin Schröder Sjöberg Skårderud Sørensen Sæther
        Tømmerås Vågen Weiß
        """)

    /// What pets are called.
    static let petNames = WordBook.list(
        """
        Rex Bella Luna Max Charlie Coco Daisy Rocky Molly Buddy Lucky Ruby Toby Oscar Milo Nala Simba Felix Tiger Misty
        Shadow Pepper Ginger Smokey Snowy Pebbles Biscuit Cookie Muffin Waffle Pickle Peanut Hazel Maple Willow Clover
        Basil Mocha Latte Nutmeg Cinnamon Olive Truffle Pumpkin Bramble Thistle Acorn Bandit Comet Ziggy Zorro Pixel Turbo
        Whiskers Socks Mittens Patches Domino Button Marble Sparky Scout Ranger Hunter Captain Admiral Duke Baron Prince
        Duchess Lady Queenie Juno Apollo Hermes Athena Freya Thor Odin Loki Tofu Sushi Mango Kiwi Papaya Figaro Mozart
        Verdi Chopin Banjo Fiddle Tango Samba Jazz Blues Echo Nova Orbit Rocket Storm Thunder Breeze Frosty Pip Squeak
        """)

    /// Syllables that make names nobody has heard before.
    private static let openings =
        "b bl br ch d dr f fl g gr h j k kr l m n p pl r s sh sk sl st t th tr v w y z"
        .split(separator: " ").map(String.init)
    private static let vowels = "a a e e i i o o u ai ea ia io oa".split(separator: " ").map(
        String.init)
    /// Letters that English does without, one syllable in so many.
    private static let accented = "ø å æ ä ö ü é á í ó".split(separator: " ").map(String.init)
    private static let accentedShare = 0.08
    private static let endings = ["", "", "", "n", "l", "r", "s", "m", "k", "th", "nd", "x"]

    /// A name of two or three syllables.
    static func invented(_ dice: inout Dice) -> String {
        var name = ""
        for index in 0..<(dice.chance(0.3) ? 3 : 2) {
            if index > 0 || dice.chance(0.8) { name += dice.pick(openings) }
            name += dice.pick(dice.chance(accentedShare) ? accented : vowels)
        }
        return Letters.capitalized(name + dice.pick(endings))
    }
}
