#!/bin/sh
# Trains the model of this folder: on all GPUs of this machine, or on its cores where there is none.
#
#     ./launch.sh --corpus CORPUS [--steps N …]              one machine
#     NODES=4 NODE=0 HEAD=10.0.0.1 ./launch.sh --corpus …    on each of several machines
#
# PROCESSES sets how many processes each machine runs; all that train.py takes may follow.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
gpus=$(python3 -c 'import torch; print(torch.cuda.device_count())')
if [ "$gpus" -eq 0 ]; then gpus=1; fi
processes=${PROCESSES:-$gpus}
if [ "${NODES:-1}" -gt 1 ]; then
    exec python3 -m torch.distributed.run --nnodes "$NODES" --node-rank "$NODE" \
        --nproc-per-node "$processes" --master-addr "$HEAD" --master-port "${PORT:-29500}" \
        "$here/train.py" "$@"
fi
exec python3 -m torch.distributed.run --standalone --nproc-per-node "$processes" \
    "$here/train.py" "$@"
