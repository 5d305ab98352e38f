"""The engine of `apertium`, where it is installed: rule-based, weak, instant, and nobody's server.

Each of its pairs translates one way; others come about through a language in between, as Italian to
English through Spanish. The program is asked which pairs it has and given the text on its standard
input; no shell is involved.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    Answer,
    CannotTranslate,
    Options,
    ProblemKind,
    Translated,
    settings_key,
)
from seedreader.translation.model import Provenance, ProvenanceKind

NAME = "apertium"

_LIST_TIMEOUT = 10.0
_TIMEOUT = 60.0
"""Seconds for a batch; apertium takes some tenths of a second to start, and little for the text."""

_MOST_STEPS = 3
"""Pairs in a row: beyond it nothing is left of the meaning."""

_ADVICE = "install apertium and a pair of languages, as Debian's apertium-eng-spa"

# ISO 639-3, as apertium's pairs are named, to the primary subtags of BCP 47 (ISO 639-2's registry).
_CODES = """
afr:af ara:ar arg:an ast:ast bel:be bul:bg bre:br cat:ca ces:cs cym:cy dan:da deu:de ell:el
eng:en epo:eo est:et eus:eu fin:fi fra:fr gle:ga glg:gl hbs:sh heb:he hin:hi hrv:hr hun:hu
ind:id isl:is ita:it kaz:kk kir:ky lit:lt lav:lv mkd:mk mlt:mt msa:ms nld:nl nno:nn nob:nb
oci:oc pol:pl por:pt ron:ro rus:ru slk:sk slv:sl sme:se spa:es sqi:sq srd:sc srp:sr swe:sv
tat:tt tur:tr ukr:uk urd:ur zho:zh
"""
_PRIMARY = dict(pair.split(":") for pair in _CODES.split())


class ApertiumEngine:
    """Translates with the `apertium` that is installed. See `engine.Engine`."""

    def __init__(self, program: str | None = None) -> None:
        """Start nothing yet.

        Args:
            program: path of the program; None to look for it in PATH.
        """
        self._program = program
        self._pairs: dict[tuple[str, str], str] | None = None

    @property
    def name(self) -> str:
        """`apertium`."""
        return NAME

    @property
    def slots(self) -> int:
        """Batches at a time; each is a pipe of several programs."""
        return 1

    def languages(self) -> set[tuple[str, str]]:
        """Return the pairs that it can translate, in several steps too."""
        pairs = self._modes()
        sources = {source for source, _ in pairs}
        targets = {target for _, target in pairs}
        return {
            (source, target)
            for source in sources
            for target in targets
            if source != target and self.way(source, target)
        }

    def way(self, source: str, target: str) -> tuple[str, ...]:
        """Return the languages from source to target, both included; () where there is no way."""
        pairs = self._modes()
        ways = deque[tuple[str, ...]]([(source,)])
        seen = {source}
        while ways:
            way = ways.popleft()
            if way[-1] == target:
                return way
            if len(way) > _MOST_STEPS:
                continue
            for start, end in sorted(pairs):
                if start == way[-1] and end not in seen:
                    seen.add(end)
                    ways.append((*way, end))
        return ()

    def sizes(self, batch: Sequence[str], source: str, target: str) -> list[int]:
        """Return the numbers of letters, a quarter of them: about those of tokens."""
        self._steps(source, target)
        return [len(text) // 4 + 1 for text in batch]

    def translate(
        self,
        batch: Sequence[str],
        source: str,
        target: str,
        options: Options = DEFAULT_OPTIONS,
    ) -> Answer:
        """Translate sentences, each on a line of its own."""
        lines = [" ".join(text.split()) for text in batch]
        for mode in self._steps(source, target):
            lines = self._run(mode, lines)
        translated = [
            Translated(text[: len(text) - len(text.lstrip())] + line if line else text)
            for text, line in zip(batch, lines, strict=True)
        ]
        return Answer(translated, self.provenance(source, target, options))

    def provenance(
        self, source: str, target: str, options: Options = DEFAULT_OPTIONS
    ) -> Provenance:
        """Return the provenance of what it says, without a date. The options change nothing.

        Raises:
            CannotTranslate: there is no way from source to target.
        """
        packages = [f"apertium-{mode}" for mode in self._steps(source, target)]
        pivots = self.way(source, target)[1:-1]
        return Provenance(
            kind=ProvenanceKind.ENGINE,
            engine=NAME,
            package="+".join(packages),
            pivot="+".join(pivots) or None,
            settings=settings_key(NAME, packages, options),
        )

    def _steps(self, source: str, target: str) -> list[str]:
        way = self.way(source, target)
        if len(way) < 2:  # noqa: PLR2004 - a way has two ends
            raise CannotTranslate(
                ProblemKind.MISSING_PACKAGE,
                f"no installed apertium pair translates from {source} to {target}",
                "install one: `apt-cache search apertium`, or see wiki.apertium.org",
            )
        modes = self._modes()
        return [modes[pair] for pair in pairwise(way)]

    def _run(self, mode: str, lines: list[str]) -> list[str]:
        # -u: unknown words are not marked with an asterisk. An empty line between two sentences
        # keeps its rules from joining them.
        text = "\n\n".join(lines) + "\n"
        answer = self._ask(["-u", mode], text, _TIMEOUT)
        translated = answer.removesuffix("\n").split("\n\n")
        if len(translated) != len(lines):  # a rule ate a line's end: one by one then
            translated = [self._ask(["-u", mode], f"{line}\n", _TIMEOUT) for line in lines]
        return [" ".join(line.split()) for line in translated]

    def _modes(self) -> dict[tuple[str, str], str]:
        """Return the pairs that are installed, and what apertium calls them."""
        if self._pairs is None:
            pairs: dict[tuple[str, str], str] = {}
            for mode in sorted(self._ask(["-l"], "", _LIST_TIMEOUT).split(), key=len):
                source, _, target = mode.partition("-")
                if source.isalpha() and target.replace("_", "").isalpha():
                    pair = _primary(source), _primary(target.partition("_")[0])
                    pairs.setdefault(pair, mode)
            self._pairs = pairs
        return self._pairs

    def _ask(self, arguments: list[str], text: str, timeout: float) -> str:
        program = self._program or shutil.which("apertium")
        if program is None:
            raise CannotTranslate(
                ProblemKind.UNREACHABLE, "there is no program `apertium`", _ADVICE
            )
        try:
            done = subprocess.run(  # noqa: S603 - no shell; the arguments are its own modes
                [program, *arguments],
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                timeout=timeout,
                check=True,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as error:
            raise CannotTranslate(
                ProblemKind.UNREACHABLE, f"apertium did not answer within {timeout:.0f} s", _ADVICE
            ) from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise CannotTranslate(
                ProblemKind.REFUSED, f"apertium does not work ({error})", _ADVICE
            ) from error
        if text.strip() and not done.stdout.strip():
            # A stage of its pipe failed, which it does not tell by its exit code.
            said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise CannotTranslate(
                ProblemKind.REFUSED,
                f"apertium does not work ({''.join(filter(str.isprintable, said))[:200]})",
                "install what it misses: Debian's cg3, lttoolbox and apertium-lex-tools",
            )
        return done.stdout.decode("utf-8", "replace")


def _primary(code: str) -> str:
    return _PRIMARY.get(code, code)
