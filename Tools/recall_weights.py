"""Learns the numbers in RecallWeights.swift and RecallConfidence.swift, and says what they are worth.

    pip install numpy torch transformers tokenizers scikit-learn nltk
    AIKI_DATA=… python Tools/recall_weights.py FOLDER_OF_MINILM

FOLDER_OF_MINILM holds config.json, model.safetensors and vocab.txt of all-MiniLM-L6-v2. For each question
of LoCoMo, the 50 turns that fit best by words, the 50 that fit best by meaning, and the turns right before
and after them are the candidates. A weighted sum of the features of RecallFeatures.swift orders them; the
weights maximise the logarithm of a softmax over the candidates (evidence against the rest), with an L2
penalty of 0.001. Everything printed as "held out" was measured on a conversation with weights that were
learned on the others. The answer's confidence is a logistic regression on questions with an answer, those
without one (category 5), and questions asked of the wrong conversation.
"""
import collections
import datetime
import json
import math
import os
import pathlib
import re
import sys

import numpy
import torch
from nltk.stem import PorterStemmer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from minilm import embedder

torch.set_num_threads(1)
SWIFT = pathlib.Path(__file__).parents[1] / "Sources/Record/AikiMemory/Recall"
CANDIDATES, LENGTH_MAX, L2 = 50, 40, 1e-3
FEATURES = """words topic meaning speaker asks isOwn hasTime when length topicBefore topicAfter meaningBefore
meaningAfter answers answersTopic answersMeaning conversationTopic conversationMeaning time namesTime""".split()
MONTHS = {name: number + 1 for number, name in enumerate(
    "january february march april may june july august september october november december".split())}


def words_in(file, pattern):
    return set(re.findall(r"\w+", re.search(pattern, (SWIFT / file).read_text(), re.S)[1]))


STOP = words_in("StopWords.swift", r'english = """(.*?)"""')
TIME = words_in("PassageTraits+Seeing.swift", r"static let timeWords[^\[]*\[(.*?)\]")
OWN = words_in("PassageTraits+Seeing.swift", r"static let ownWords[^\[]*\[(.*?)\]")
stemmer = PorterStemmer(mode="ORIGINAL_ALGORITHM")


def words(text):
    found = []
    for word in re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")):
        word = word.strip("'").removesuffix("'s").replace("'", "")
        if word:
            found.append(word)
    return found


def terms(text):
    return [stemmer.stem(word) for word in words(text) if word not in STOP]


def session_time(text):
    hour, minute, half, day, month, year = re.match(
        r"(\d+):(\d+) (am|pm) on (\d+) (\w+), (\d+)", text).groups()
    return datetime.datetime(int(year), MONTHS[month.lower()], int(day),
                             int(hour) % 12 + (12 if half == "pm" else 0), int(minute))


MONTH = "(?P<m>" + "|".join(MONTHS) + ")"
DAY = r"(?P<d>\d\d?)(?:st|nd|rd|th)?"
YEAR = r"(?P<y>(?:19|20)\d\d)"
SEASON = "(?P<s>spring|summer|autumn|fall|winter)"
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {name: number for number, name in enumerate(
    "zero one two three four five six seven eight nine ten".split())} | {"a": 1, "an": 1}
TIMES = [re.compile(rf"\b{pattern}\b") for pattern in (
    rf"{DAY}(?: of)? {MONTH},? {YEAR}", rf"{MONTH} {DAY},? ?{YEAR}", rf"{DAY}(?: of)? {MONTH}", rf"{MONTH} {DAY}",
    rf"{MONTH},?(?: of)? {YEAR}", rf"(?:in|during|of|since|by|last|this|mid|early|late) {MONTH}",
    rf"{SEASON}(?: of)? {YEAR}", rf"(?:in|during|of|since|last|this|the) {SEASON}",
    "(?P<day>yesterday|today|tonight|last night)",
    rf"(?P<n>\d\d?|{'|'.join(NUMBERS)}) (?P<u>day|week|month|year)s? ago",
    "(?P<w>last|previous|past|this) (?P<u>day|week|month|year)", "(?:last|this) (?P<weekend>weekend)",
    f"(?:on|last) (?P<k>{'|'.join(WEEKDAYS)})", rf"(?:in|during|of|since|by) {YEAR}")]


def months(year, month, count):
    end = year * 12 + month - 1 + count
    return datetime.datetime(year, month, 1), datetime.datetime(end // 12, end % 12 + 1, 1)


def stretch(part, now):
    """What the parts of an expression stand for; a year that is left out is that of the last one that has begun."""
    day = datetime.timedelta(1)
    today = now.replace(hour=0, minute=0)
    if part.get("day"):
        start = today - day * (part["day"] in ("yesterday", "last night"))
        return start, start + day
    if part.get("weekend"):
        start = today - (today.weekday() - 5) % 7 * day
        return start, start + 2 * day
    if part.get("k"):
        start = today - ((today.weekday() - WEEKDAYS.index(part["k"])) % 7 or 7) * day
        return start, start + day
    if part.get("u"):
        back = int(part["n"]) if part.get("n", "x").isdigit() else NUMBERS.get(part.get("n"), part.get("w") != "this")
        if part["u"] in ("day", "week"):
            length = 1 if part["u"] == "day" else 7
            start = today - back * length * day
            start -= start.weekday() * day if length == 7 else 0 * day
            return start, start + length * day
        if part["u"] == "year":
            return months(now.year - back, 1, 12)
        place = now.year * 12 + now.month - 1 - back
        return months(place // 12, place % 12 + 1, 1)
    for year in [int(part["y"])] if part.get("y") else [now.year, now.year - 1]:
        if part.get("d"):
            start = datetime.datetime(year, MONTHS[part["m"]], int(part["d"]))
            found = start, start + day
        elif part.get("m"):
            found = months(year, MONTHS[part["m"]], 1)
        else:
            found = months(year, SEASONS[part["s"]], 3) if part.get("s") else months(year, 1, 12)
        if part.get("y") or found[0] <= now:
            return found
    return None


def spans(text, now):
    """The stretches of time that a text names, in order, as TimeExpression.swift reads them in English."""
    found, taken = {}, []
    for pattern in TIMES:
        for match in pattern.finditer(text.lower()):
            start, end = match.span()
            if any(start < other and one < end for one, other in taken):
                continue
            try:
                one = stretch(match.groupdict(), now)
            except ValueError:  # 31 February
                continue
            if one:
                found[start] = one
                taken.append((start, end))
    return [found[start] for start in sorted(found)]


class Conversation:
    def __init__(self, value, embed):
        talk = value["conversation"]
        numbers = sorted(int(key.split("_")[1]) for key, turns in talk.items() if isinstance(turns, list))
        self.turns, self.session, self.time = [], [], []
        for number in numbers:
            for turn in talk[f"session_{number}"]:
                self.turns.append(turn)
                self.session.append(number)
                self.time.append(session_time(talk[f"session_{number}_date_time"]))
        caption = lambda turn: f" [shared image: {turn['blip_caption']}]" if turn.get("blip_caption") else ""
        self.texts = [turn["text"] + caption(turn) for turn in self.turns]
        self.session = numpy.array(self.session)
        self.names = [terms(turn["speaker"]) for turn in self.turns]
        self.topics = [collections.Counter(terms(text)) for text in self.texts]
        self.lengths = numpy.array([sum(topic.values()) for topic in self.topics], float)
        self.counts = collections.Counter(
            term for topic, name in zip(self.topics, self.names) for term in set(topic) | set(name))
        said = [set(words(text)) for text in self.texts]
        stripped = [text.rstrip() for text in self.texts]
        self.traits = {
            "asks": numpy.array([text.endswith("?") for text in stripped], float),
            "isOwn": numpy.array([bool(word & OWN) for word in said], float),
            "hasTime": numpy.array([bool(word & TIME) for word in said], float),
            "holds": numpy.array(["?" in text for text in self.texts], float),
        }
        self.spans = [spans(text, time) for text, time in zip(self.texts, self.time)]
        self.vectors = embed([f"{turn['speaker']}: {text}" for turn, text in zip(self.turns, self.texts)])
        self.questions = value["qa"]
        self.asked = embed([question["question"] for question in self.questions])

    def weight(self, term):
        count = self.counts.get(term, 0)
        return math.log(1 + (len(self.turns) - count + 0.5) / (count + 0.5))

    def overlap(self, known, with_names):
        scores, total = numpy.zeros(len(self.turns)), sum(map(self.weight, known))
        for index, topic in enumerate(self.topics):
            length = self.lengths[index] + (len(self.names[index]) if with_names else 0)
            norm = 1.2 * (0.25 + 0.75 * length / self.lengths.mean())
            for term in known:
                count = topic.get(term, 0) + (self.names[index].count(term) if with_names else 0)
                if count:
                    scores[index] += self.weight(term) * count * 2.2 / (count + norm)
        return scores / total if total else scores

    def shifted(self, values, step):
        moved = numpy.zeros_like(values)
        for index in range(len(values)):
            other = index + step
            if 0 <= other < len(values) and self.session[other] == self.session[index]:
                moved[index] = values[other]
        return moved

    def candidates(self, question, vector):
        """Features of a question's candidates, their places, and the share of unknown terms."""
        asked = set(terms(question))
        known = [term for term in asked if term in self.counts]
        speakers = {name for names in self.names for name in names}
        named = [term for term in known if term in speakers]
        feature = {"words": self.overlap(known, True),
                   "topic": self.overlap([term for term in known if term not in speakers], False),
                   "meaning": self.vectors @ vector}
        best = [index for index in numpy.argsort(-feature["words"], kind="stable")[:CANDIDATES]
                if feature["words"][index] > 0]
        best = set(best) | set(numpy.argsort(-feature["meaning"], kind="stable")[:CANDIDATES].tolist())
        for index in list(best):
            for other in (index - 1, index + 1):
                if 0 <= other < len(self.turns) and self.session[other] == self.session[index]:
                    best.add(other)
        places = numpy.array(sorted(best))
        mask = numpy.zeros(len(self.turns))
        mask[places] = 1
        feature["speaker"] = numpy.array([1.0 if set(name) & set(named) else -1.0 for name in self.names]) \
            if named else numpy.zeros(len(self.turns))
        for trait in ("asks", "isOwn", "hasTime"):
            feature[trait] = self.traits[trait]
        start = words(question)[:2]
        when = bool(start) and (start[0] == "when" or " ".join(start) in ("how long", "what date", "what day"))
        feature["when"] = self.traits["hasTime"] * when
        feature["length"] = numpy.log1p(numpy.minimum(self.lengths, LENGTH_MAX))
        for name in ("topic", "meaning"):
            feature[name + "Before"] = self.shifted(feature[name] * mask, -1)
            feature[name + "After"] = self.shifted(feature[name] * mask, 1)
        feature["answers"] = self.shifted(self.traits["holds"] * mask, -1)
        for name in ("topic", "meaning"):
            title = name.capitalize()
            feature["answers" + title] = feature["answers"] * feature[name + "Before"]
            feature["conversation" + title] = numpy.zeros(len(self.turns))
            for session in set(self.session[places]):
                inside = places[self.session[places] == session]
                feature["conversation" + title][inside] = numpy.sort(feature[name][inside])[-3:].mean()
        stretches = spans(question, max(self.time))
        feature["time"] = feature["namesTime"] = numpy.zeros(len(self.turns))
        if stretches:
            start, end = stretches[0]
            told = end + datetime.timedelta(3 if (end - start).days < 8 else 10)
            feature["namesTime"] = numpy.array(
                [float(any(start <= one and other <= end for one, other in named)) for named in self.spans])
            inside = numpy.array([start <= time < told for time in self.time]) | (feature["namesTime"] > 0)
            count = inside.sum()
            feature["time"] = inside * min(4, math.log(1 + (len(inside) - count + 0.5) / (count + 0.5)))
        unknown = sum(self.weight(term) for term in asked if term not in self.counts)
        share = unknown / max(1e-9, unknown + sum(map(self.weight, known)))
        return numpy.stack([feature[name] for name in FEATURES], 1)[places], places, share


def samples(conversations):
    rows = []
    for number, talk in enumerate(conversations):
        index = {turn["dia_id"]: place for place, turn in enumerate(talk.turns)}
        for question, vector in zip(talk.questions, talk.asked):
            values, places, unknown = talk.candidates(question["question"], vector)
            evidence = {index[name] for entry in question.get("evidence", [])
                        for name in re.findall(r"D\d+:\d+", entry) if name in index}
            rows.append(dict(fold=number, category=question["category"], values=values, unknown=unknown,
                             hit=numpy.isin(places, list(evidence)), evidence=len(evidence)))
        other = conversations[(number + 1) % len(conversations)]
        for question, vector in list(zip(other.questions, other.asked))[::3]:
            if question["category"] != 5:
                values, _, unknown = talk.candidates(question["question"], vector)
                rows.append(dict(fold=number, category=9, values=values, unknown=unknown,
                                 hit=numpy.zeros(len(values), bool), evidence=0))
    return rows


def fit(rows, columns):
    rows = [row for row in rows if row["category"] < 5 and row["hit"].any()]
    scale = numpy.concatenate([row["values"][:, columns] for row in rows]).std(0) + 1e-6
    width = max(len(row["values"]) for row in rows)
    values = torch.zeros(len(rows), width, len(columns))
    target, hidden = torch.zeros(len(rows), width), torch.full((len(rows), width), -1e9)
    for place, row in enumerate(rows):
        count = len(row["values"])
        values[place, :count] = torch.tensor(row["values"][:, columns] / scale)
        target[place, :count] = torch.tensor(row["hit"] / row["hit"].sum())
        hidden[place, :count] = 0
    weight = torch.zeros(len(columns), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=80, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        result = -(target * torch.log_softmax(values @ weight + hidden, 1)).sum(1).mean() \
            + L2 * (weight ** 2).sum()
        result.backward()
        return result
    optimizer.step(loss)
    return weight.detach().numpy() / scale


def standing_out(row, score, columns):
    """What RecallConfidence looks at."""
    order = numpy.argsort(-score, kind="stable")
    column = {name: row["values"][:, FEATURES.index(name)] for name in ("speaker", "topic", "meaning")}
    most = lambda name, chosen: max((column[name][place] for place in order[:5] if chosen(column["speaker"][place])),
                                    default=0)
    right, wrong = (lambda value: value >= 0), (lambda value: value < 0)
    found = [score[order[0]], score[order[0]] - score[order[1:6]].mean(), column["speaker"][order[0]],
             row["unknown"], most("topic", right), most("topic", wrong)]
    return found + ([most("meaning", right), most("meaning", wrong)] if FEATURES.index("meaning") in columns else [])


def study(rows, columns, title):
    scores = [None] * len(rows)
    for fold in sorted({row["fold"] for row in rows}):
        weight = fit([row for row in rows if row["fold"] != fold], columns)
        for place, row in enumerate(rows):
            if row["fold"] == fold:
                scores[place] = row["values"][:, columns] @ weight
    recall = collections.defaultdict(list)
    for row, score in zip(rows, scores):
        if row["category"] < 5 and row["evidence"]:
            top = numpy.argsort(-score, kind="stable")[:10]
            recall[row["category"]].append(row["hit"][top].sum() / row["evidence"])
    every = [value for values in recall.values() for value in values]
    print(f"{title}, held out: recall@10 {numpy.mean(every):.3f} of {len(every)};",
          {category: round(float(numpy.mean(values)), 3) for category, values in sorted(recall.items())})
    signs = numpy.array([standing_out(row, score, columns) for row, score in zip(rows, scores)])
    known = numpy.array([row["category"] < 5 for row in rows])
    fold = numpy.array([row["fold"] for row in rows])
    category = numpy.array([row["category"] for row in rows])
    sure = numpy.zeros(len(rows))
    for one in set(fold):
        mean, scale = signs[fold != one].mean(0), signs[fold != one].std(0) + 1e-9
        model = LogisticRegression(class_weight="balanced").fit(
            (signs[fold != one] - mean) / scale, known[fold != one])
        sure[fold == one] = model.predict_proba((signs[fold == one] - mean) / scale)[:, 1]
    print("  AUROC held out: category 5", round(roc_auc_score(known[category != 9], sure[category != 9]), 3),
          "wrong conversation", round(roc_auc_score(known[category != 5], sure[category != 5]), 3))
    print("  at 0.5: answerable kept", round(float((sure[known] >= 0.5).mean()), 3),
          "category 5 kept", round(float((sure[category == 5] >= 0.5).mean()), 3))
    print("  weights", {FEATURES[column]: round(float(value), 2) for column, value in zip(columns, fit(rows, columns))})
    mean, scale = signs.mean(0), signs.std(0) + 1e-9
    model = LogisticRegression(class_weight="balanced").fit((signs - mean) / scale, known)
    slope = model.coef_[0] / scale
    print("  confidence", [round(float(value), 2) for value in slope],
          round(float(model.intercept_[0] - (slope * mean).sum()), 2))


if __name__ == "__main__":
    data = os.environ.get("AIKI_DATA")
    if not data:
        sys.exit("skipped: AIKI_DATA is not set")
    embed = embedder(sys.argv[1])
    with open(f"{data}/memory/locomo/locomo-dev5.json") as file:
        conversations = [Conversation(value, embed) for value in json.load(file)]
    rows = samples(conversations)
    study(rows, list(range(len(FEATURES))), "words and meaning")
    study(rows, [place for place, name in enumerate(FEATURES) if "eaning" not in name], "words alone")
