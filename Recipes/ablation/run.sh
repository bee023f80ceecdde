#!/usr/bin/env bash
# Do symbols help? Two models of one shape learn from the same texts with one tokenizer, as many tokens each
# and so with equal compute: one reads the texts as they are, the other with the marks of scene, place,
# role, emotion and nesting. Both are then judged on plain text.
#
#     TEXTS=/path/to/texts Recipes/ablation/run.sh [SEED…]
#
# TEXTS is as for Recipes/nano, with dialogue/hwu64, dialogue/sgd and emotion/goemotions for the labels, which
# need PYTHON (by default python3). Seeds are 1 and 2 where none is named: what differs between them is noise.
# Results stand in WORK/results-*.json and are printed as a table; docs/SEMANTIC_DEPTH.md says what they mean.
# What is there is not done again; a training that was killed goes on.
#
# WORK    where everything is kept, by default .build/ablation
# DEPTH   layers (default 4)      STEPS, BATCH   steps and tokens a step (default 250 and 8192)
set -euo pipefail
cd "$(dirname "$0")/../.."

recipe=$PWD/Recipes/ablation
tools=$PWD/Tools/evaluation
symbols=$PWD/Recipes/symbols/symbols.safetensors
work=${WORK:-$PWD/.build/ablation}
depth=${DEPTH:-4}
steps=${STEPS:-250}
batch=${BATCH:-8192}
aiki=${AIKI:-.build/release/aiki}
seeds=("$@")
[ ${#seeds[@]} -gt 0 ] || seeds=(1 2)
[ -n "${TEXTS:-}" ] || { echo "TEXTS is not set; see the top of Recipes/ablation/run.sh." >&2; exit 2; }

mkdir -p "$work"
work=$(cd "$work" && pwd)
[ -x "$aiki" ] || swift build -c release --product aiki >&2
aiki=$(cd "$(dirname "$aiki")" && pwd)/$(basename "$aiki")
# A house of its own: nothing that is installed is touched.
export AIKI_HOME=$work/house
ln -sfn "$(cd "$TEXTS" && pwd)" "$work/texts"
cp "$recipe"/*.toml "$symbols" "$work/"
cd "$work"

if [ ! -e tokenizer/tokenizer.json ]; then
    # The marks are special tokens of both models, so that their shapes are the same.
    echo . | "$aiki" symbols annotate --model symbols.safetensors --json |
        grep -o '"<|[^"]*|>"' | tr -d '"' >symbols.txt
    echo '<|endoftext|>' >>symbols.txt
    "$aiki" tokenizer train texts/corpora/litbank-gutenberg --vocabulary 4096 --pre-tokenizer gpt-2 \
        --special-file symbols.txt --end '<|endoftext|>' --to tokenizer
fi
for arm in plain marked; do
    [ -e "$arm/manifest.json" ] || "$aiki" corpus build "$arm.toml" --to "$arm"
done
[ -e labels.jsonl ] || "${PYTHON:-python3}" "$tools/labelled_texts.py" texts labels.jsonl

for seed in "${seeds[@]}"; do
    for arm in plain marked; do
        name=$arm-$seed
        [ -e "results-$name.json" ] && continue
        [ -e "house/models/$name/manifest.json" ] || "$aiki" pretrain "$arm" --name "$name" \
            --tokenizer tokenizer --depth "$depth" --sequence 512 --long cut --steps "$steps" \
            --batch "$batch" --seed "$seed" --validation-steps 0
        "$aiki" eval "$name" --text texts/corpora/litbank-gutenberg/105_persuasion.txt \
            texts/corpora/litbank-gutenberg/110_tess_of_the_durbervilles_a_pure_woman.txt \
            --tokens 60000 --symbols labels.jsonl --json >results.part
        mv results.part "results-$name.json"
    done
done
"${PYTHON:-python3}" "$recipe/table.py" results-*.json
