"""Personal data found in the project's marked texts: Presidio beside `aiki privacy eval`, judged by the same rule.

    python3 Benchmarks/peers/redaction.py [--aiki PATH]

Needs `presidio-analyzer`, and for names and places a spaCy model for each language (en_core_web_sm, nb_core_news_sm,
de_core_news_sm, ru_core_news_sm); languages without one are run with Presidio's patterns alone, and that is said.
A mark is found where more than half of its bytes are masked, under whatever kind; a find is wrong where it touches no
mark. Of Presidio's entities those count that the project masks too: dates, places and nationalities do not.
"""

import argparse
import collections
import importlib.util
import json
import pathlib
import resource
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEXTS = ROOT / "Tests/Fixtures/privacy/texts.jsonl"
MODELS = {"en": "en_core_web_sm", "no": "nb_core_news_sm", "de": "de_core_news_sm", "ru": "ru_core_news_sm"}
LEFT_OUT = {"DATE_TIME", "LOCATION", "NRP", "URL", "ORGANIZATION", "MEDICAL_LICENSE"}


def analyzers():
    import spacy
    import tldextract
    # Presidio's mail addresses ask the network for a list of domains; the one that comes with it will do.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    tldextract.extract = tldextract.tldextract.TLD_EXTRACTOR
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        """spaCy's tokenizer alone."""

        def __init__(self, pipelines):
            super().__init__()
            self.nlp = pipelines

    made = {}
    for language, model in MODELS.items():
        has_model = importlib.util.find_spec(model) is not None
        pipeline = spacy.load(model) if has_model else spacy.blank({"no": "nb"}.get(language, language))
        # Presidio's patterns are registered for English; the pipeline is that of the text's language.
        registry = RecognizerRegistry(supported_languages=["en"])
        registry.load_predefined_recognizers(languages=["en"])
        engine = AnalyzerEngine(registry=registry, nlp_engine=Blank({"en": pipeline}), supported_languages=["en"])
        made[language] = (engine, has_model)
    return made


def presidio(texts):
    engines = analyzers()
    for language, (_, has_model) in engines.items():
        if not has_model:
            print(f"no spaCy model for {language}: patterns alone, no names")
    finds, start = [], time.perf_counter()
    for text in texts:
        offsets = [0]
        for character in text["text"]:
            offsets.append(offsets[-1] + len(character.encode()))
        results = engines[text["language"]][0].analyze(text["text"], language="en", score_threshold=0.35)
        finds.append([(offsets[r.start], offsets[r.end]) for r in results if r.entity_type not in LEFT_OUT])
    return finds, time.perf_counter() - start


def judge(texts, finds):
    scores = collections.defaultdict(lambda: [0, 0, 0])
    for text, found in zip(texts, finds):
        groups = ["all", f"half {text['half']}", f"language {text['language']}"]
        for span in text["spans"]:
            covered = sum(max(0, min(end, span["end"]) - max(start, span["start"])) for start, end in found)
            place = 0 if covered * 2 > span["end"] - span["start"] else 1
            for group in groups + [f"kind {span['kind']}"]:
                scores[group][place] += 1
        for start, end in found:
            if not any(start < span["end"] and span["start"] < end for span in text["spans"]):
                for group in groups:
                    scores[group][2] += 1
    return scores


def speed(texts, aiki):
    """MB of UTF-8 a second of processor time, on the texts one after another; two sizes, so that no start counts."""
    whole = "\n\n".join(text["text"] for text in texts)
    engine = analyzers()["en"][0]
    took = []
    for size in (10_000, 40_000):
        text = (whole * 2)[:size]
        start = time.process_time()
        engine.analyze(text, language="en", score_threshold=0.35)
        took.append((len(text.encode()), time.process_time() - start))
    report("presidio", took)
    took = []
    for copies in (4, 40):
        text = "\n\n".join([whole] * copies)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([aiki, "privacy", "check"], input=text, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append((len(text.encode()), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    report("aiki", took)


def report(name, took):
    (small, short), (large, long) = took
    print(f"{name}: {(large - small) / max(1e-9, long - short) / 1e6:.2f} MB/s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--aiki", default=str(ROOT / ".build/release/aiki"))
    arguments = parser.parse_args()
    texts = [json.loads(line) for line in TEXTS.read_text("utf-8").splitlines()]
    finds, seconds = presidio(texts)
    theirs = judge(texts, finds)
    start = time.perf_counter()
    run = subprocess.run([arguments.aiki, "privacy", "eval", str(TEXTS), "--json"], capture_output=True, text=True)
    ours = json.loads(run.stdout) if run.returncode == 0 else None
    print(f"\n{'':24}{'presidio recall':>16}{'precision':>11}{'aiki recall':>13}{'precision':>11}")
    for group in sorted(theirs):
        found, missed, wrong = theirs[group]
        line = f"{group:24}{found / max(1, found + missed):16.3f}{found / max(1, found + wrong):11.3f}"
        if ours:
            score = ours["all"] if group == "all" else ours["groups"].get(group)
            line += f"{score['recall']:13.3f}{score['precision']:11.3f}" if score else ""
        print(line)
    print(f"\npresidio {seconds:.2f} s for {len(texts)} texts; aiki with its start {time.perf_counter() - start:.2f} s")
    if not ours:
        print("aiki did not run:", run.stderr.strip()[:300])
    else:
        speed(texts, arguments.aiki)


if __name__ == "__main__":
    main()
