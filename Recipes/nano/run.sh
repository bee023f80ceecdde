#!/usr/bin/env bash
# The whole life of aiki-nano, from texts to the file that ships:
#
#     TEXTS=/path/to/texts Recipes/nano/run.sh [STEP…]
#
# TEXTS holds corpora/standardebooks, corpora/litbank-gutenberg, corpora/self-instruct and
# dialogue/synthetic-persona-chat (docs/NANO.md tells where they come from). Each step leaves its result in
# WORK and is not done again while that is there; a step that was killed goes on where it was. Steps:
# exercises tokenizer base pretrain chat tune export exam; all of them where none is named.
#
# WORK      where everything is kept, by default .build/nano
# DEPTH     the trainer's one dial: layers, from which width, rates and tokens follow (default 6)
# CHAT      exercises that are learned (default 400000)
# BASE_ARGS, CHAT_ARGS   more arguments for the trainer: --steps 300 stops it sooner
set -euo pipefail
cd "$(dirname "$0")/../.."

recipe=$PWD/Recipes/nano
work=${WORK:-$PWD/.build/nano}
depth=${DEPTH:-6}
chat=${CHAT:-400000}
aiki=${AIKI:-.build/release/aiki}
# Small steps at a rate that falls from the start.
learning=(--sequence 1024 --long skip --epochs 1 --batch 4096 --pass-tokens 1024
    --optimizer muon --matrix-rate 0.006 --rate 0.0004 --schedule linear)
# The largest file that goes into the repository.
bytes_max=20000000
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=(exercises tokenizer base pretrain chat tune export exam)

mkdir -p "$work"
work=$(cd "$work" && pwd)
[ -x "$aiki" ] || swift build -c release --product aiki >&2
aiki=$(cd "$(dirname "$aiki")" && pwd)/$(basename "$aiki")
# A house of its own: nothing that is installed is touched.
export AIKI_HOME=$work/house

say() { echo "== $(date '+%F %T') $*" >&2; }

# Does a step whose result is not there yet: result, then the command.
make_once() {
    local result=$1
    shift
    if [ -e "$result" ]; then
        say "${result#"$work"/} is there"
        return 0
    fi
    say "$*"
    "$@"
}

# The exam's result as JSON, there whole or not at all.
exam() {
    "$aiki" eval aiki-nano.gguf --exercises exercises/test.jsonl --json >exam.part
    mv exam.part exam.json
}

texts() {
    [ -n "${TEXTS:-}" ] || { echo "TEXTS is not set; see the top of Recipes/nano/run.sh." >&2; exit 2; }
    ln -sfn "$(cd "$TEXTS" && pwd)" "$work/texts"
    # Recipes take their paths from where they stand.
    cp "$recipe"/*.toml "$recipe/chat-template.jinja" "$recipe/tokens.txt" "$work/"
}

for step in "${steps[@]}"; do
    cd "$work"
    case $step in
    exercises)
        mkdir -p exercises
        make_once exercises/chat.jsonl "$aiki" corpus exercises --count "$chat" --seed 2 --out exercises/chat.jsonl
        make_once exercises/copying.jsonl "$aiki" corpus exercises --course copying --count 20000 \
            --seed 4 --out exercises/copying.jsonl
        make_once exercises/recall.jsonl "$aiki" corpus exercises --course recall --count 60000 \
            --seed 5 --out exercises/recall.jsonl
        make_once exercises/sums.jsonl "$aiki" corpus exercises --course sums --count 20000 \
            --seed 6 --out exercises/sums.jsonl
        make_once exercises/test.jsonl "$aiki" corpus exercises --count 2000 --seed 3 --split test \
            --out exercises/test.jsonl
        ;;
    tokenizer)
        texts
        # Some of the exercises are enough: their words come again and again.
        head -n 10000 exercises/chat.jsonl >exercises/sample.jsonl
        make_once tokenizer/tokenizer.json "$aiki" tokenizer train texts/corpora/standardebooks \
            exercises/sample.jsonl --field messages --vocabulary 8192 --pre-tokenizer gpt-2 \
            --special-file tokens.txt --end '<|endoftext|>' --chat-template chat-template.jinja --to tokenizer
        ;;
    base)
        texts
        make_once base-corpus/manifest.json "$aiki" corpus build base.toml --to base-corpus
        ;;
    pretrain)
        # The sequence is also the context that the model will have.
        # shellcheck disable=SC2086 # BASE_ARGS holds several words.
        make_once house/models/nano-base/manifest.json "$aiki" pretrain base-corpus --name nano-base \
            --tokenizer tokenizer --depth "$depth" --sequence 1024 --long cut ${BASE_ARGS:-}
        ;;
    chat)
        texts
        make_once copying-corpus/manifest.json "$aiki" corpus build copying.toml --to copying-corpus
        make_once chat-corpus/manifest.json "$aiki" corpus build chat.toml --to chat-corpus
        ;;
    tune)
        # First to copy, then to answer.
        make_once house/models/nano-copying/manifest.json "$aiki" sft nano-base copying-corpus \
            --name nano-copying "${learning[@]}"
        # shellcheck disable=SC2086 # CHAT_ARGS holds several words.
        make_once house/models/nano-chat/manifest.json "$aiki" sft nano-copying chat-corpus --name nano-chat \
            "${learning[@]}" ${CHAT_ARGS:-}
        ;;
    export)
        # Eight bits a weight keep the file small; the exam is taken by this file.
        make_once house/models/aiki-nano/manifest.json "$aiki" model quantize nano-chat Q8_0 --new-name aiki-nano
        make_once aiki-nano.gguf "$aiki" model export aiki-nano --temperature 0 --to aiki-nano.gguf
        "$aiki" model check aiki-nano.gguf
        ;;
    exam)
        make_once exam.json exam
        sed -n '1,40p' exam.json
        ;;
    *)
        sed -n '2,18p' "$recipe/run.sh" | cut -c3- >&2
        exit 2
        ;;
    esac
done

if [ -e "$work/aiki-nano.gguf" ]; then
    size=$(wc -c <"$work/aiki-nano.gguf")
    say "aiki-nano.gguf takes $size bytes; at most $bytes_max ship."
    [ "$size" -gt "$bytes_max" ] || say "To ship it: mkdir -p Models/nano && cp $work/aiki-nano.gguf Models/nano/"
fi
