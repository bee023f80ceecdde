"""Writes Sources/Model/AikiTokenizer/Unicode/UnicodeData.swift.

Run: python3 Tools/reference/unicode_tables.py
Uses `unicodedata2` where it is installed (it follows Unicode more closely than the interpreter) and
the standard `unicodedata` otherwise; the version that was used is written into the file.
"""
import pathlib
import unicodedata as interpreter

try:
    import unicodedata2 as unicodedata
except ImportError:
    import unicodedata

SCALARS = 0x110000
CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp "
              "Cc Cf Cs Co Cn").split()
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%"  # one letter a category; none is a base-36 digit
assert len(CATEGORIES) == len(LETTERS)
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def base36(value):
    text = ""
    while True:
        text = DIGITS[value % 36] + text
        value //= 36
        if value == 0:
            return text


def runs(values):
    """Yields (value, length) of equal neighbours."""
    start = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[start]:
            yield values[start], index - start
            start = index


def category_runs():
    values = [unicodedata.category(chr(scalar)) for scalar in range(SCALARS)]
    letter = dict(zip(CATEGORIES, LETTERS))
    return "".join(letter[name] + (base36(n) if n > 1 else "") for name, n in runs(values))


def lowercase_runs():
    """start, count, step and distance of scalars that one scalar is the lower case of.

    U+0130 alone becomes two scalars; the reader of the table knows it.
    """
    pairs = []
    for scalar in range(SCALARS):
        # `str.lower` follows the interpreter; pairs of letters newer than it come from their names.
        lower = chr(scalar).lower()
        if interpreter.category(chr(scalar)) == "Cn" and unicodedata.category(chr(scalar)) == "Lu":
            name = unicodedata.name(chr(scalar), "")
            try:
                if "CAPITAL" in name:
                    lower = unicodedata.lookup(name.replace("CAPITAL", "SMALL", 1))
            except KeyError:
                pass
        if scalar != 0x130 and lower != chr(scalar) and len(lower) == 1:
            pairs.append((scalar, ord(lower) - scalar))
    out, index = [], 0
    while index < len(pairs):
        best = 1, 1
        for step in (1, 2):
            count = 1
            while index + count < len(pairs) and pairs[index + count] == (
                pairs[index][0] + step * count, pairs[index][1]):
                count += 1
            if count > best[0]:
                best = count, step
        count, step = best
        start, distance = pairs[index]
        sign = "-" if distance < 0 else ""
        out.append(f"{base36(start)} {base36(count)} {step} {sign}{base36(abs(distance))}")
        index += count
    return ",".join(out)


def decompositions():
    """Distance from the scalar before, first, second; '!' marks what never composes."""
    out, before = [], 0
    for scalar in range(SCALARS):
        text = unicodedata.decomposition(chr(scalar))
        if not text or text.startswith("<") or 0xAC00 <= scalar < 0xD7A4:  # Hangul is arithmetic
            continue
        parts = [int(part, 16) for part in text.split()]
        flag = "" if unicodedata.normalize("NFC", chr(scalar)) == chr(scalar) else "!"
        out.append(" ".join([base36(scalar - before)] + [base36(part) for part in parts]) + flag)
        before = scalar
    return ",".join(out)


def combining_runs():
    values = [unicodedata.combining(chr(scalar)) for scalar in range(SCALARS)]
    return ",".join(f"{base36(value)} {base36(n)}" for value, n in runs(values))


def literal(name, doc, text):
    width = 88
    lines = [text[start:start + width] for start in range(0, len(text), width)]
    body = "\\\n        ".join(lines)
    return f'    /// {doc}\n    static let {name} = """\n        {body}\n        """\n'


def main():
    version = unicodedata.unidata_version
    root = pathlib.Path(__file__).resolve().parents[2]
    path = root / "Sources/Model/AikiTokenizer/Unicode/UnicodeData.swift"
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = [
        f"// Unicode {version}. Written by Tools/reference/unicode_tables.py; not to be edited.\n",
        "/// The Unicode character database as far as tokenizers need it, as text.\n///\n"
        "/// ``UnicodeTables`` unpacks it once; numbers are in base 36.\nenum UnicodeData {",
        f'    /// The version of Unicode.\n    static let version = "{version}"\n',
        literal(
            "categories",
            "Runs: a letter for the general category, then how many scalars (one if unsaid).",
            category_runs()),
        literal(
            "lowercase", "Runs: first scalar, count, step, distance to the lower-case scalar.",
            lowercase_runs()),
        literal(
            "decompositions", "Distance from the entry before, then the canonical decomposition.",
            decompositions()),
        literal(
            "combining", "Runs: canonical combining class, count.", combining_runs()).rstrip("\n"),
        "}\n",
    ]
    path.write_text("\n".join(parts))
    print(path, len(path.read_text()), "bytes, Unicode", version)


main()
