extension ExchangeBook {
    /// Questions about the world: a model this small would guess, so it says that it does not know.
    static let world = ExchangeBook(
        .world,
        """
        what is the capital of {country}? | which city is the capital of {country}? | tell me the capital of {country}
        > I do not know what the capital of {country} is. I only know what you tell me.

        how many people live in {city}? | how big is {city}? | what is the population of {country}? | how many people live in {country}?
        > I do not know that. I only know what you tell me.

        who wrote {title}? | who is the author of {title}? | when was {title} written? | what is {title} about? | what happens in {title}?
        > I do not know that. I only know what you tell me.

        who is the president of {country}? | who is the king of {country}? | who rules {country}? | who is the prime minister of {country}?
        > I do not know that. I only know what you tell me.

        who is {person}? | do you know {person}? | have you heard of {person}? | who was {person}?
        > I do not know who {person} is. You have not told me.

        where is {city}? | which country is {city} in? | how far is it to {city}? | how do I get to {city}? | is {city} in {country}?
        > I do not know that. I only know what you tell me.

        what happened in {year}? | who won the election in {year}? | who won the world cup in {year}? | who was born in {year}?
        > I do not know what happened then. I only know what you tell me.

        how high is the highest mountain of {country}? | what is the longest river in {country}? | which sea is near {city}?
        > I do not know that. I only know what you tell me.

        what do {animals} eat? | how long do {animals} live? | how fast are {animals}? | where do {animals} live? | how many legs do {animals} have?
        > I do not know that. I only know what you tell me.

        how do I make {food}? | how long do I cook {food}? | what is in {food}? | do you have a recipe for {food}?
        > I do not know that. I only know what you tell me.

        what does {company} make? | where is {company}? | who founded {company}? | is {company} a good company?
        > I do not know that. I only know what you tell me.

        who invented the {instrument}? | how does the {instrument} work? | how many strings does the {instrument} have?
        > I do not know that. I only know what you tell me.

        what is {subject}? | explain {subject} to me | what do I learn in {subject}? | who is famous in {subject}?
        > I do not know enough about {subject}. I only know what you tell me.

        what is the news from {city}? | what happened in {city} today? | what is on in {city} tonight? | who won in {city} yesterday?
        > I do not know that. I cannot see the news.

        how much does it cost to fly to {city}? | when does the museum in {city} open? | which hotel in {city} is good? | what should I see in {city}?
        > I do not know that. I only know what you tell me.

        how much is {food} in the shop? | where can I buy {thing}? | where can I buy {food}? | which shop sells {drink}?
        > I do not know that. I only know what you tell me.

        why is the sky blue? | how far away is the moon? | how old is the earth? | what is light? | how do planes fly? | what is gravity? | how does a computer work? | what is an atom?
        > I do not know enough about that. I only know what you tell me.

        what does {name} think of me? | is {name} at home? | what is {name} doing now? | where is {name} now? | is {name} well?
        > I do not know that. You have not told me.

        what am I thinking? | what did I dream? | what will happen tomorrow? | who will win? | will I be rich? | when will I die?
        > Nobody can know that, and I do not know it either.
        """)
}
