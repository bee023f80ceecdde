#!/usr/bin/env python3
"""Computes the ledger's hash chain, independently of the program.

    ledger_chain.py STORE      checks the chain of a store and prints its length and head
    ledger_chain.py --fixture  writes Tests/Fixtures/AikiLedger/chain.txt

The format is described at the top of Sources/Record/AikiLedger/LedgerChain.swift. Only the standard
library is used; nothing is random.
"""
import hashlib
import json
import pathlib
import sqlite3
import sys

START = bytes(32)


def link(previous, row, form=1):
    """The hash of one entry: row holds everything after the format's name, in the format's order."""
    name = f"aiki-ledger-{form}"
    canonical = json.dumps([name, *row], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + canonical.encode()).digest()


def check(path):
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    head, count = START, 0
    # Stores of the first format know no other columns.
    is_new = any(column[1] == "format" for column in store.execute("PRAGMA table_info(ledger)"))
    later = """format, kind, provider, price_id, person, energy_microjoules, redactions,
           reasoning_tokens, cache_write_tokens, feedback"""
    for row in store.execute(
        f"""SELECT {later if is_new else 1}, sequence, turn_id, time_micros, door, model, is_local, decision, prompt_tokens,
           cached_tokens, output_tokens, first_token_nanos, prefill_nanos, decode_nanos,
           total_nanos, cost_micros, outcome, error_code, previous_hash, hash
           FROM ledger ORDER BY sequence"""
    ):
        form, *extra = row[:10] if is_new else row[:1]
        *fields, previous, recorded = row[len(extra) + 1 :]
        fields[5] = bool(fields[5])
        if form >= 2:
            fields += extra
        if fields[0] != count + 1 or previous != head or link(head, fields, form) != recorded:
            sys.exit(f"the chain breaks at entry {count + 1}")
        head, count = recorded, count + 1
    print(count, head.hex())


def fixture():
    rows = [
        [1, "turn-1", 1_700_000_000_000_001, "chat", "tiny", True,
         '{"rule":"only-one","complexity":0.5}', 10, 4, 7, 12_000_000, 10_000_000, 70_000_000,
         90_000_000, 0, "answered", None],
        [2, "turn-2", 1_700_000_001_000_000, "api", 'modèle "Ø" 語\n', False, "null", 0, 0, 0, 0, 0,
         0, 1, 1234, "failed", "dialogue.busy"],
        [3, "turn-3", 1_700_086_400_000_000, "", "", True, "null", 0, 0, 0, 0, 0, 0, 0, 0,
         "cancelled", None],
    ]
    head, lines = START, []
    for row in rows:
        head = link(head, row)
        lines.append(head.hex())
    later = [4, "turn-9", 1_700_000_002_000_000, "api", "gpt", False, '{"rule":"hard"}', 5, 1, 2, 0, 0,
             0, 0, 77, "answered", None, "shadow", "openai", "openai/gpt@2026-01-01#00000000", "Ænna",
             12_345, '{"iban":1,"name":2}', 1, 3, "liked"]
    lines.append(link(head, later, 2).hex())
    root = pathlib.Path(__file__).resolve().parents[2]
    target = root / "Tests/Fixtures/AikiLedger/chain.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--fixture"]:
        fixture()
    elif len(sys.argv) == 2:
        check(sys.argv[1])
    else:
        sys.exit(__doc__)
