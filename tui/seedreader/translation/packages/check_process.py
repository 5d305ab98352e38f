"""Loads a package and translates one sentence, in a process of its own.

A damaged or malicious model can crash or hang whoever loads it. So whoever wants to know starts
this process, which prints one JSON object: `{"text": …}` or `{"problem": …}`. It ends when its
standard input closes, so that it cannot outlive whoever started it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import Final, Protocol

from seedreader.translation.packages.package import BrokenPackage, Package, read_package

MODULE: Final = "seedreader.translation.packages.check_process"
"""This module's name, also where it runs as `__main__`."""

SENTENCES: Final = {
    "ar": "هذا بيت كبير.",
    "de": "Das ist ein großes Haus.",
    "en": "This is a large house.",
    "es": "Esta es una casa grande.",
    "fr": "C'est une grande maison.",
    "it": "Questa è una casa grande.",
    "ja": "これは大きな家です。",
    "ru": "Это большой дом.",
    "uk": "Це великий будинок.",
    "vi": "Đây là một ngôi nhà lớn.",
    "zh": "这是一座大房子。",
    "zt": "這是一座大房子。",
}
"""What is translated, "This is a large house"; from other languages it is a date."""

_OTHER_SENTENCE: Final = "2023-05-03"
_MAX_TOKENS: Final = 64
_MAX_PRINTED: Final = 1000
_CPU_SECONDS: Final = 300
"""Processor time after which the system ends the process, should nobody else."""


class _Tokenizer(Protocol):
    def encode(self, sentence: str) -> list[str]: ...


def main(arguments: list[str] | None = None) -> int:
    """Check the package in the folder that is named, and print what came of it."""
    (folder,) = sys.argv[1:] if arguments is None else arguments
    _end_with_standard_input()
    _limit_time()
    result = {}
    try:
        result["text"] = translate_one(read_package(Path(folder)))[:_MAX_PRINTED]
    except BrokenPackage as error:
        result["problem"] = str(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what the parent asks for
        result["problem"] = f"{type(error).__name__}: {error}"[:_MAX_PRINTED]
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    return 0


def translate_one(package: Package) -> str:
    """Return the pieces of a translated sentence, joined.

    Raises:
        BrokenPackage: the tokenizer gives no pieces, or the model none back.
        Exception: whatever the libraries raise that load it.
    """
    import ctranslate2  # noqa: PLC0415 - heavy

    sentence = SENTENCES.get(package.from_code, _OTHER_SENTENCE)
    pieces = _tokenizer(package).encode(sentence)
    if not pieces:
        raise BrokenPackage("its tokenizer finds nothing in a sentence")
    translator = ctranslate2.Translator(os.fspath(package.model), inter_threads=1, intra_threads=1)
    prefix = [[package.target_prefix]] if package.target_prefix else None
    (result,) = translator.translate_batch(
        [pieces], target_prefix=prefix, beam_size=1, max_decoding_length=_MAX_TOKENS
    )
    text = " ".join(result.hypotheses[0])
    if not text.strip():
        raise BrokenPackage("its model translates a sentence to nothing")
    return text


def _tokenizer(package: Package) -> _Tokenizer:
    path = os.fspath(package.tokenizer_file)
    if package.tokenizer == "bpe":
        from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - heavy

        bpe: _Tokenizer = BPETokenizer(path, package.from_code, package.to_code)
        return bpe
    from argostranslate.tokenizer import SentencePieceTokenizer  # noqa: PLC0415 - heavy

    sentencepiece: _Tokenizer = SentencePieceTokenizer(path)
    return sentencepiece


def _limit_time() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - does not exist on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_standard_input() -> None:
    def wait() -> None:
        while os.read(0, 1):  # no lock of `sys.stdin`, which would be held when Python ends
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
