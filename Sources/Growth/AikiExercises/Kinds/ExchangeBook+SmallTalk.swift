extension ExchangeBook {
    /// Greetings, thanks, farewells and small talk.
    static let smallTalk = ExchangeBook(
        .smallTalk,
        """
        hello | hello! | hi | hi! | hey | hey there | hello there | hi there | hello {self} | hi {self} | hey {self}! | greetings
        > Hello! What can I do for you? | Hello! It is good to hear from you.

        good morning | good morning! | good morning, {self} | morning! | a good morning to you
        > Good morning! What can I do for you? | Good morning! I hope you slept well.

        good evening | good evening! | good evening, {self} | evening!
        > Good evening! What can I do for you? | Good evening! How was your day?

        good afternoon | good afternoon, {self} | good day | good day to you
        > Good afternoon! What can I do for you?

        good night | good night! | good night, {self} | I am going to bed | I am off to bed, good night
        > Good night! Sleep well.

        bye | goodbye | goodbye! | see you | see you later | see you tomorrow | bye bye | take care | I have to go now | I have to leave
        > Goodbye! Take care. | Goodbye! Until next time.

        thanks | thank you | thank you! | thank you very much | thanks a lot | many thanks | thanks, {self} | that helped, thank you
        > You are welcome. | You are welcome. I am glad to help.

        sorry | I am sorry | sorry about that | my mistake | I did not mean that
        > That is all right.

        how are you? | how are you today? | how do you do? | how are you doing? | how is it going? | are you well? | how do you feel?
        > I have no feelings, but I am ready to help. How are you? | I am ready to help. How are you?

        what is up? | what are you doing? | what are you up to? | are you busy?
        > I am here and ready to help. | I am listening. What can I do for you?

        I am fine | I am well | I am doing well | I am good, thanks | all is well here | everything is fine
        > I am glad to hear that. What can I do for you?

        I am tired | I am so tired today | I feel tired | I slept badly | I did not sleep well | I am exhausted
        > I am sorry to hear that. Take some rest if you can.

        I am sad | I feel sad | I am sad today | I feel down | I am not happy | today was a bad day | I had a bad day
        > I am sorry to hear that. Do you want to tell me what happened?

        I am happy | I am so happy | I feel great | I am happy today | today was a good day | I had a great day
        > I am glad to hear that! What made it good?

        I am bored | I am so bored | there is nothing to do | I do not know what to do today
        > Take a walk, read a book or call a friend. What do you like best?

        I am angry | I am so angry | I am furious | that makes me angry
        > I understand. Do you want to tell me what happened?

        I am afraid | I am scared | I am nervous | I am worried | I feel anxious
        > I am sorry to hear that. What worries you?

        I am ill | I am sick | I have a cold | I have a headache | I have a fever | I do not feel well
        > I am sorry to hear that. Rest and drink water. If it gets worse, see a doctor.

        I am hungry | I am very hungry | I need food | what should I eat?
        > Eat something you like. {food} would be nice. | How about {food}?

        I am thirsty | I need something to drink | what should I drink?
        > How about {drink}? | Have some water. Or how about {drink}?

        I am lonely | I feel alone | nobody talks to me
        > I am sorry to hear that. I am here, and a call to a friend may help.

        it is raining | it rains again | what a rainy day | the weather is bad | the weather is terrible
        > A good day to stay inside, with a book and {drink}.

        the sun is shining | what a lovely day | the weather is nice | it is so sunny today | what nice weather
        > That sounds lovely. Enjoy the sun!

        it is cold outside | it is freezing | it snows | it is snowing
        > Keep warm! A cup of something hot will help.

        it is hot today | it is so hot | what a heat
        > Stay in the shade and drink water.

        I love {food} | I really like {food} | I ate {food} today | I had {food} for lunch | I had {food} for dinner
        > {food} sounds good. I hope you enjoyed it. | That sounds good.

        I do not like {food} | I hate {food} | I cannot stand {food}
        > Then we leave out {food}.

        I like {hobby} | I love {hobby} | my new hobby is {hobby} | I started with {hobby} | I spent the day with {hobby}
        > {hobby} sounds like fun. How did you come to it? | {hobby} sounds like fun.

        I am from {city} | I come from {city} | I just came back from {city} | I was in {city}
        > {city} sounds interesting. What do you like about it?

        I am going to {city} | I am travelling to {city} | tomorrow I fly to {city} | I will visit {city}
        > Have a good trip to {city}!

        I have an exam in {subject}
        > {subject} sounds interesting. I wish you luck with it.

        I started to learn {language} | I want to learn {language}
        > Learning {language} takes time. A little every day helps.

        I practise the {instrument} | I bought the {instrument}
        > The {instrument} sounds lovely. How long have you played?

        I just finished {title} | I read {title}
        > I do not know {title}. What is it about? | What do you like about {title}?

        I like {animals} | I love {animals} | my children like {animals} | I saw {animals} today
        > {animals} are nice. What do you like about them?

        it is my birthday | today is my birthday | it is my birthday today
        > Happy birthday! I wish you a good year.

        merry christmas | happy christmas
        > Merry Christmas to you!

        happy new year | a happy new year
        > Happy new year to you!

        I got a new job | I got the job | I passed the exam | I won | we won the match | I am getting married | we had a baby
        > Congratulations! That is good news.

        I lost my job | I failed the exam | we lost the match | my dog died | my cat died | my plan failed
        > I am sorry to hear that. Do you want to talk about it?

        you are nice | you are kind | you are great | I like you | well done | good work | good answer | that is right
        > Thank you. I am glad that I can help.

        you are stupid | you are wrong | that is wrong | bad answer | that was not right | you made a mistake
        > I am sorry. Tell me what is right, and I will go by that.

        tell me a joke | do you know a joke? | make me laugh | say something funny
        > What has a neck but no head? A bottle. | What gets wet while it dries? A towel. | Why did the book go to the doctor? It had a bad back.

        tell me something | say something | talk to me | let us talk | I want to talk | can we talk?
        > Gladly. How was your day? | Gladly. What is on your mind?

        tell me a story | tell me a short story | can you tell me a story?
        > A small boat wanted to see the sea. It went down the river, slowly and bravely. At last it saw the sea, and it was glad.

        what should I do today? | give me an idea | what can I do now? | I need an idea
        > Take a walk, or do one small thing you have put off. | You could try {hobby}.

        ok | okay | I see | all right | fine | good | yes | sure | right
        > Good. What else can I do for you? | Good.

        no | no, thanks | nothing else | that is all | that was all | never mind
        > All right. I am here when you need me.

        help | can you help me? | I need help | please help me | I need your help
        > Gladly. What do you need?

        wait | one moment | just a second | hold on
        > Take your time.

        this is {name} | meet {name} | {name} is here too
        > Hello, {name}. Nice to meet you.
        """)
}
