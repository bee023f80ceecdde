"""Writes NameLexicon+EnglishWords.swift: words that are common in English, so that a capital makes no name of them.

    AIKI_DATA=… python3 Tools/reference/english_words.py

A word counts that stands in lower case 40 times in the books of Standard Ebooks (CC0), or 6 times in persona chats
(CC BY 4.0), bank customers' questions (CC BY 4.0) and instructions (Apache-2.0); names of the lexicon are left out.
"""

import collections
import os
import pathlib
import re
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAMES = ROOT / "Sources/Router/AikiPrivacy/Detection/Names"
OUT = NAMES / "NameLexicon+EnglishWords.swift"
OLD = ["corpora/standardebooks/**/*.txt"]
NEW = ["dialogue/synthetic-persona-chat/*.csv", "router/banking77/train.csv", "corpora/self-instruct/*.jsonl"]
HEAD = '''/// Words that are common in English: with a capital, in a title or a heading, they are no names.
/// Counted by `Tools/reference/english_words.py` in texts that are free to use.
extension NameLexicon {
    /// Whether a word, in lower case and with an ending or without, is a common English one.
    static func isEnglishWord(_ word: String) -> Bool {
        if englishWords.contains(word) { return true }
        for ending in ["s", "es", "d", "ed", "ing", "er", "ers", "ly"] where word.hasSuffix(ending) {
            let stem = String(word.dropLast(ending.count))
            if stem.count >= 3, englishWords.contains(stem) { return true }
        }
        return false
    }

    private static let englishWords = set(
        """
'''


def counts(patterns):
    counter = collections.Counter()
    for pattern in patterns:
        for path in sorted(pathlib.Path(os.environ["AIKI_DATA"]).glob(pattern)):
            counter.update(re.findall(r"(?<![A-Za-z'’])[a-z]{3,16}(?![A-Za-z])", path.read_text("utf-8", "ignore")))
    return counter


def names():
    found = set()
    for file, name in [("Given", "givenLatin"), ("Family", "family")]:
        text = (NAMES / f"NameLexicon+{file}.swift").read_text("utf-8")
        found |= set(re.search(rf'let {name} = set\(\s*"""(.*?)"""', text, re.S).group(1).split())
    text = (NAMES / "NameLexicon+Family.swift").read_text("utf-8")
    return found - set(re.search(r'let familyAmbiguous = set\(\s*"""(.*?)"""', text, re.S).group(1).split())


def main():
    old, new = counts(OLD), counts(NEW)
    words = sorted(({w for w in old if old[w] >= 40} | {w for w in new if new[w] >= 6}) - names())
    body = textwrap.indent("\n".join(textwrap.wrap(" ".join(words), 92)), "        ")
    OUT.write_text(HEAD + body + '\n        """)\n}\n', "utf-8")
    print(len(words), "words")


if __name__ == "__main__":
    main()
