"""Loads a model and serves it inside of the container; the tools of `nodes.library.llm` then find it by themselves.

The model is the file ``$ICEOS_MODEL``, else the first ``*.gguf`` in ``/models``. llama.cpp does the work (xllamacpp).
"""

import os
import secrets
from pathlib import Path

import xllamacpp

from nodes.library.llm.client import ADDRESS_VARIABLE, KEY_VARIABLE


def found() -> Path:
    """The file of the model. Raises FileNotFoundError with what to do."""
    named = os.environ.get("ICEOS_MODEL")
    files = [Path(named)] if named else sorted(Path("/models").glob("*.gguf"))
    if not files or not files[0].is_file():
        raise FileNotFoundError("there is no model: mount a folder with a GGUF file at /models")
    return files[0]


parameters = xllamacpp.CommonParams()
parameters.model.path = str(found())
parameters.n_ctx = int(os.environ.get("ICEOS_CONTEXT", "4096"))
parameters.n_parallel = 2
parameters.embedding = True
parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
parameters.cpuparams.n_threads = len(os.sched_getaffinity(0))
parameters.warmup = False
parameters.verbosity = 0
parameters.n_gpu_layers = int(os.environ.get("ICEOS_GPU_LAYERS", "0"))
# others in the same network namespace must not find an open door
key = secrets.token_urlsafe(24)
parameters.api_keys = [key]
server = xllamacpp.Server(parameters)
os.environ[ADDRESS_VARIABLE] = f"{server.listening_address}/v1"
os.environ[KEY_VARIABLE] = key
