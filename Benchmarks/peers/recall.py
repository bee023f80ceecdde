"""Recall beside plain BM25, plain MiniLM and their rank fusion, on LoCoMo and Cranfield.

    pip install numpy torch transformers tokenizers
    AIKI_DATA=… AIKI_HOME=… python Benchmarks/peers/recall.py AIKI FOLDER_OF_MINILM MODEL

AIKI is the program, FOLDER_OF_MINILM the model as Hugging Face lays it out, MODEL the same model as it is
installed in AIKI_HOME. BM25 has Lucene's defaults (k1 1.2, b 0.75, idf = log(1 + (N - n + 0.5)/(n + 0.5)))
over lower-case words, with and without Lucene's English stop words; the plain sides see the words of each
turn alone, as they are. All sides see the same questions; nothing calls a model but MiniLM.
"""
import collections
import json
import math
import os
import pathlib
import re
import subprocess
import sys

import numpy

sys.path.append(str(pathlib.Path(__file__).parents[2] / "Tools"))
from minilm import embedder  # noqa: E402

LUCENE_STOP = set("""a an and are as at be but by for if in into is it no not of on or such that the their then
there these they this to was will with""".split())


def words(text, stop=False):
    return [word for word in re.findall(r"\w+", text.lower()) if not (stop and word in LUCENE_STOP)]


class BM25:
    def __init__(self, documents):
        self.counts = [collections.Counter(document) for document in documents]
        self.lengths = numpy.array([len(document) for document in documents], float)
        self.holders = collections.defaultdict(list)
        for place, counts in enumerate(self.counts):
            for word, count in counts.items():
                self.holders[word].append((place, count))

    def scores(self, query):
        scores, total = numpy.zeros(len(self.counts)), len(self.counts)
        for word in query:
            held = self.holders.get(word, ())
            weight = math.log(1 + (total - len(held) + 0.5) / (len(held) + 0.5))
            for place, count in held:
                norm = 1.2 * (0.25 + 0.75 * self.lengths[place] / self.lengths.mean())
                scores[place] += weight * count * 2.2 / (count + norm)
        return scores


def ranks(scores):
    return numpy.argsort(numpy.argsort(-scores, kind="stable"), kind="stable") + 1


def sides(texts, queries, embed):
    """Scores of every plain side for every query."""
    plain, stopped = BM25([words(text) for text in texts]), BM25([words(text, True) for text in texts])
    documents, asked = embed(texts), embed(queries)
    for query, vector in zip(queries, asked):
        dense, sparse = documents @ vector, plain.scores(words(query))
        yield {"bm25": sparse, "bm25 without stop words": stopped.scores(words(query, True)), "minilm": dense,
               "rank fusion": 1 / (60 + ranks(dense)) + 1 / (60 + ranks(sparse))}


def locomo(path, embed):
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for value in json.load(open(path)):
        talk = value["conversation"]
        turns = [turn for key in talk if isinstance(talk[key], list) for turn in talk[key]]
        place = {turn["dia_id"]: index for index, turn in enumerate(turns)}
        questions = []
        for question in value["qa"]:
            evidence = {place[name] for entry in question.get("evidence", [])
                        for name in re.findall(r"D\d+:\d+", entry) if name in place}
            if question["category"] != 5 and evidence:
                questions.append((question, evidence))
        scored = sides([turn["text"] for turn in turns], [question["question"] for question, _ in questions], embed)
        for (question, evidence), row in zip(questions, scored):
            for side, scores in row.items():
                top = set(numpy.argsort(-scores, kind="stable")[:10].tolist())
                for key in ("all", question["category"]):
                    found[side][key].append(len(top & evidence) / len(evidence))
    for side, values in found.items():
        print(f"locomo recall@10  {side:26}", {key: round(float(numpy.mean(found)), 3)
                                               for key, found in sorted(values.items(), key=str)})


def cranfield(folder, embed):
    def entries(name):
        return re.split(r"(?m)^\.I ", open(f"{folder}/{name}").read())[1:]

    numbers, texts = [], []
    for entry in entries("cran.all.1400"):
        part = re.search(r"(?s)\.T\n(.*?)\.A\n.*?\.W\n(.*)", entry)
        title, body = " ".join(part[1].split()), " ".join(part[2].split())
        numbers.append(int(entry.split("\n", 1)[0]))
        texts.append(title + "\n" + body.removeprefix(title))
    queries = [" ".join(re.search(r"(?s)\.W\n(.*)", entry)[1].split()) for entry in entries("cran.qry")]
    relevant = collections.defaultdict(set)
    name = sorted(name for name in os.listdir(folder) if name.startswith("cranqrel"))[0]
    for line in open(f"{folder}/{name}"):
        query, document, grade = map(int, line.split()[:3])
        if grade >= 1:
            relevant[query].add(document)
    gains = collections.defaultdict(list)
    judged = sorted(relevant)
    for query, row in zip(judged, sides(texts, [queries[query - 1] for query in judged], embed)):
        ideal = sum(1 / math.log2(place + 2) for place in range(min(10, len(relevant[query]))))
        for side, scores in row.items():
            top = [numbers[place] for place in numpy.argsort(-scores, kind="stable")[:10]]
            gains[side].append(sum(1 / math.log2(place + 2) for place, number in enumerate(top)
                                   if number in relevant[query]) / ideal)
    for side, values in gains.items():
        print(f"cranfield nDCG@10 {side:26} {numpy.mean(values):.4f}")


def ours(program, model, kind, path):
    for label, more in ((f"aiki with {model}", ["--model", model]), ("aiki without a model", [])):
        done = subprocess.run([program, "memory", "eval", kind, path, "--json", *more], capture_output=True, text=True)
        print(f"{kind} {label}:", done.stdout.strip() or done.stderr.strip())


if __name__ == "__main__":
    data = os.environ.get("AIKI_DATA")
    if not data:
        sys.exit("skipped: AIKI_DATA is not set")
    program, folder, model = sys.argv[1:4]
    embed = embedder(folder)
    locomo(f"{data}/memory/locomo/locomo-dev5.json", embed)
    ours(program, model, "locomo", f"{data}/memory/locomo/locomo-dev5.json")
    cranfield(f"{data}/memory/cranfield", embed)
    ours(program, model, "cranfield", f"{data}/memory/cranfield")
