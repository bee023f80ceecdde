"""Writes Tests/Fixtures/privacy/texts.jsonl: short texts in English, Norwegian, Russian and German with what is
personal in them marked, and texts in which nothing is though it looks so.

    python3 Tools/reference/privacy_texts.py

Texts are written by hand; `{name:Ann Lee}` marks a find, `@fnr` and the like stand for numbers that are made here
from a fixed seed with right check digits, `@bad…` for such with a wrong one. Nobody in them is real. Half of the lines
(by the SHA-256 of the text) is for development, the other half is held out. Those of `second-….txt` were written later and
by another hand; they are counted apart (`second`), and nothing is fitted to them either.
"""

import hashlib
import json
import pathlib
import random
import re

RANDOM = random.Random(20)
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def digits(count, first="0123456789"):
    return RANDOM.choice(first) + "".join(RANDOM.choice("0123456789") for _ in range(count - 1))


def luhn(body):
    for last in "0123456789":
        total = 0
        for index, digit in enumerate(reversed(body + last)):
            value = int(digit) * (1 + index % 2)
            total += value - 9 if value > 9 else value
        if total % 10 == 0:
            return body + last


def fnr(shift_day=0, shift_month=0):
    while True:
        body = f"{RANDOM.randint(1, 28) + shift_day:02}{RANDOM.randint(1, 12) + shift_month:02}{RANDOM.randint(40, 99)}{digits(3)}"
        first = -sum(int(d) * w for d, w in zip(body, (3, 7, 6, 1, 8, 9, 4, 5, 2))) % 11
        if first == 10:
            continue
        second = -sum(int(d) * w for d, w in zip(body + str(first), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))) % 11
        if second != 10:
            return f"{body}{first}{second}"


def iban(country, body):
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    return f"{country}{98 - number % 97:02}{body}"


def steuer():
    while True:
        body = [int(d) for d in digits(10, "123456789")]
        counts = sorted(body.count(d) for d in set(body))
        if counts[-1] not in (2, 3) or counts[-2] != 1:
            continue
        product = 10
        for digit in body:
            total = (digit + product) % 10 or 10
            product = total * 2 % 11
        check = (11 - product) % 10
        return "".join(map(str, body)) + str(check)


def snils():
    body = digits(9, "123456789")
    check = sum(int(d) * w for d, w in zip(body, range(9, 0, -1))) % 101 % 100
    return f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02}"


def inn():
    body = digits(10, "123456789")
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        body += str(sum(int(d) * w for d, w in zip(body, weights)) % 11 % 10)
    return body


def date(form):
    return form.format(y=RANDOM.randint(50, 99), m=RANDOM.randint(1, 12), d=RANDOM.randint(1, 28))


def pesel():
    body = date("{y:02}{m:02}{d:02}") + digits(4)
    return body + str(-sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))) % 10)


def nir():
    body = RANDOM.choice("12") + date("{y:02}{m:02}") + digits(8, "12345678")
    return f"{body}{97 - int(body) % 97:02}"


def hetu():
    body, order = date("{d:02}{m:02}{y:02}"), f"{RANDOM.randint(2, 899):03}"
    return f"{body}-{order}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(body + order) % 31]}"


def dni():
    body = digits(8, "12345678")
    return body + "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]


def bsn():
    while True:
        body = digits(8, "123456789")
        check = sum(int(d) * w for d, w in zip(body, range(9, 1, -1))) % 11
        if check != 10:
            return body + str(check)


def wrong(number):
    return number[:-1] + str((int(number[-1]) + 5) % 10)


def fours(text):
    return " ".join(text[i:i + 4] for i in range(0, len(text), 4))


MAKERS = {
    "badfnr": lambda: wrong(fnr()), "fnr6": lambda: re.sub(r"^(.{6})", r"\1 ", fnr()), "dnr": lambda: fnr(40), "fnr": fnr,
    "badcard": lambda: wrong(luhn("4" + digits(14))), "card4": lambda: fours(luhn("4" + digits(14))),
    "mccard": lambda: luhn("53" + digits(13)), "card": lambda: luhn("4" + digits(14)),
    "ibanno": lambda: iban("NO", digits(11)), "ibande": lambda: fours(iban("DE", digits(18))),
    "ibangb": lambda: iban("GB", "NWBK" + digits(14)), "badiban": lambda: wrong(iban("DE", digits(18))),
    "ibanfr": lambda: fours(iban("FR", digits(10) + "0ABC" + digits(9))),
    "steuer": steuer, "snils": snils, "inn": inn, "pesel": pesel, "nir": nir, "hetu": hetu, "dni": dni, "bsn": bsn,
    "personnummer": lambda: luhn(date("{y:02}{m:02}{d:02}") + digits(3)),
    "cpr": lambda: date("{d:02}{m:02}{y:02}") + "-" + digits(4),
    "ssn": lambda: f"{RANDOM.randint(100, 665)}-{RANDOM.randint(10, 99)}-{digits(4, '123456789')}",
    "nino": lambda: f"{RANDOM.choice('ABCEHJ')}{RANDOM.choice('CEHJLM')}{digits(6)}{RANDOM.choice('ABCD')}",
    "key": lambda: "sk-" + "".join(RANDOM.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(32)) + "7",
    "ghp": lambda: "ghp_" + "".join(RANDOM.choice("abcdefghijkmnpqrstuvwxyzABCDEFGH0123456789") for _ in range(35)) + "4",
}


def parse(line):
    """The text without marks, and where they stood (in UTF-8)."""
    line = re.sub(r"@(" + "|".join(MAKERS) + r")\b", lambda match: MAKERS[match.group(1)](), line)
    text, spans, position = "", [], 0
    for match in re.finditer(r"\{([a-z-]+):([^{}]+)\}", line):
        text += line[position:match.start()]
        start = len(text.encode())
        text += match.group(2)
        spans.append({"kind": match.group(1), "start": start, "end": len(text.encode())})
        position = match.end()
    return (text + line[position:]).replace("\\n", "\n"), spans, position


def main():
    lines = []
    folder = pathlib.Path(__file__).resolve().parent / "privacy_texts"
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            # Line breaks are written as \n and are one byte in the text.
            text, spans, _ = parse(line.replace("\\n", "\n"))
            first = "development" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "held-out"
            half = "second" if path.stem.startswith("second-") else first
            lines.append({"language": path.stem[-2:], "half": half, "text": text, "spans": spans})
    out = ROOT / "Tests/Fixtures/privacy/texts.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    print(len(lines), "texts,", sum(len(line["spans"]) for line in lines), "finds")


if __name__ == "__main__":
    main()
