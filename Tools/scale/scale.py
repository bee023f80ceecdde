"""Writes the tables of docs/SCALE.md: what it takes to train a model, from measured throughput.

    python3 Tools/scale/scale.py [THROUGHPUT.json]

throughput.json holds what was measured (tokens a second of a known model on a known machine), what others
published, and what is assumed of machines: put a new measurement there and run this again.

Arithmetic a token, forward and backward: 6 N + 6 L W T operations, with N the numbers that are
multiplied (the embedding table is read, not multiplied; the output matrix is), L layers, W width and T
the sequence's length, attention looking back only (Kaplan 2020 §2.1; Chowdhery 2022, appendix B).
Memory: weights, gradients and two moments in F32, 16 bytes a number, without activations.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent.parent / "docs/SCALE.md"
BEGIN, END = "<!-- computed: Tools/scale/scale.py -->", "<!-- end of what is computed -->"


def operations(parameters, layers, width, sequence):
    return 6 * parameters + 6 * layers * width * sequence


def multiplied(model):
    width, keys = model["width"], model["key_value_width"]
    layer = 2 * width * width + 2 * width * keys + 3 * width * model["feed_forward"]
    return layer * model["layers"] + width * model["vocabulary"]


def number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def time(hours):
    if hours < 48:
        return f"{number(hours)} h"
    return f"{number(hours / 24)} days" if hours < 24 * 365 * 2 else f"{number(hours / 24 / 365)} years"


def measured_rows(data):
    for entry in data["measured"]:
        work = operations(entry["parameters"], entry["layers"], entry["width"], entry["sequence"])
        rate = work * entry["tokens_per_second"] / 1e9
        yield (f"| {entry['machine']} | {entry['program']} | {entry['model']} | "
               f"{entry['tokens_per_second']:,} | {rate:,.0f} GFLOP/s |")
    for entry in data["published"]:
        seconds = entry["hours"] * 3600
        rate = 6 * entry["parameters"] * entry["tokens"] / seconds / 1e12
        share = rate / entry["peak_teraflops"]
        yield (f"| {entry['machine']} | {entry['program']} | {entry['model']} | "
               f"{entry['tokens'] / seconds:,.0f} | {rate:,.0f} TFLOP/s, {share:.0%} of the peak |")


def speed(machine, data):
    """Operations a second that training reaches."""
    if "from_measured" in machine:
        entry = data["measured"][machine["from_measured"]]
        work = operations(entry["parameters"], entry["layers"], entry["width"], entry["sequence"])
        cores = machine["cores"] / entry["cores"]
        return work * entry["tokens_per_second"] * cores * machine.get("scaling", 1)
    return machine["peak_teraflops"] * 1e12 * machine["utilisation"]


def cost_rows(model, data):
    parameters = multiplied(model)
    memory = parameters * 16 / 1e9
    work = operations(parameters, model["layers"], model["width"], model["sequence"])
    for machine in data["machines"]:
        rate = speed(machine, data)
        cells = []
        for tokens in model["tokens"]:
            hours = work * tokens / rate / 3600
            energy = hours * machine["watts"] / 1000
            rent = machine["euros_an_hour"]
            money = hours * rent if rent else energy * data["euros_a_kwh"]
            cells.append(f"{time(hours)}, {number(energy)} kWh, {number(money)} €")
        fits = "yes" if memory * 1.25 < machine["memory_gb"] else "no"
        yield (f"| {machine['name']} | {number(rate / 1e12)} TFLOP/s | {rate / work:,.0f} | {fits} | "
               + " | ".join(cells) + " |")


def tables(data):
    lines = ["## Measured and published", "",
             "| machine | program | model | tokens/s | arithmetic |", "|---|---|---|---|---|"]
    lines += measured_rows(data)
    for model in data["models"]:
        tokens = [f"{t / 1e9:g} billion tokens" for t in model["tokens"]]
        parameters = multiplied(model)
        lines += ["", f"## {model['name']}", "",
                  f"{parameters / 1e6:,.0f} million numbers are multiplied; weights, gradients and moments take "
                  f"{parameters * 16 / 1e9:.1f} GB.", "",
                  "| machine | reaches | tokens/s | fits | " + " | ".join(tokens) + " |",
                  "|---|---|---|---|" + "---|" * len(tokens)]
        lines += cost_rows(model, data)
    return "\n".join(lines)


def main():
    data = json.loads(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "throughput.json").read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables(data)}\n\n{END}{after}", "utf-8")
    print(tables(data))


if __name__ == "__main__":
    main()
