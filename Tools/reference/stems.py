"""Writes Tests/Fixtures/memory/stems.tsv: words and their Porter stems, as NLTK computes them.

    pip install nltk && python Tools/reference/stems.py
"""
import pathlib

from nltk.stem import PorterStemmer

ROOTS = """paint garden relate condition hesitate formal vital active hope adopt agree plaster motor sing
conflate trouble size fall hiss fizz file happy sky rational value digit conform radical differ vile
analogy vietnam predict operate feudal decisive hopeful callous sensible triplicate form electric good
revive allow infer airline gyroscope adjust defense irritate replace depend commune angular effect bowl
probate rate cease control roll travel city study walk camp swim research museum photo""".split()
ENDINGS = ["", "s", "es", "ed", "ing", "er", "ful", "ness", "ly", "ation", "ment", "able", "ity"]
stemmer = PorterStemmer(mode="ORIGINAL_ALGORITHM")
stop = {"", "being"}
lines = []
for root in ROOTS:
    for ending in ENDINGS:
        for stem in {root, root.removesuffix("e"), root.removesuffix("y") + "i"}:
            word = stem + ending
            if len(word) > 3 and word not in stop:
                lines.append(f"{word}\t{stemmer.stem(word)}")
path = pathlib.Path(__file__).parents[2] / "Tests/Fixtures/memory/stems.tsv"
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text("\n".join(sorted(set(lines))) + "\n")
