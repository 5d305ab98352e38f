"""Tell the language of a text with langdetect, checked against the script it is written in.

langdetect knows 55 languages and answers one of them for any text. Here it is only asked to tell
apart the languages that are written in the text's script; what is written in a script of its own is
known without it; and its answer counts only if the text fits that language's profile.

The same text always gets the same answer, whatever was asked before.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from seedreader.article import UNDETERMINED, primary_language
from seedreader.corpus.scripts import OTHER, count_scripts, script_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from langdetect import DetectorFactory

_SEED: Final = 0

_SAMPLE: Final = 500
"""Letters and what lies between them, in code points, that langdetect is given. On news in its
languages more changes no answer; it takes time in proportion."""

_SCANNED: Final = 4000
"""Code points in which the scripts are counted."""

_SHORTEST: Final = 24
"""Letters of an alphabet without which there is no telling; of syllables or ideographs fewer do."""
_SHORTEST_UNIQUE: Final = 2

_LEAST_PROBABILITY: Final = 0.7

_CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = {
    "Latn": (
        "af",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "it",
        "lt",
        "lv",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "so",
        "sq",
        "sv",
        "sw",
        "tl",
        "tr",
        "vi",
    ),
    "Cyrl": ("bg", "mk", "ru", "uk"),
    "Arab": ("ar", "fa", "ur"),
    "Deva": ("hi", "mr", "ne"),
    "Hani": ("zh-cn", "zh-tw"),
}
"""The profiles of langdetect that share a script, which is an ISO 15924 code."""

_BY_SCRIPT: Final[Mapping[str, str]] = {
    "Armn": "hy",
    "Beng": "bn",
    "Ethi": "am",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hang": "ko",
    "Hebr": "he",
    "Kana": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thaa": "dv",
    "Thai": "th",
}
"""Scripts in which nearly all news is in one language. Others (Tibetan, Tifinagh, Syriac, ...)
are left undetermined."""

_CODES: Final = {"zh-cn": "zh", "zh-tw": "zh-Hant"}
"""BCP 47 codes where langdetect has others. `zh` alone means simplified characters."""

_JAPANESE_KANA: Final = 0.05
"""The least share of kana in a Japanese text; Chinese quotes Japanese names in kanji."""

_SMOOTHING: Final = 5e-5
"""What langdetect itself adds to each probability: alpha / base frequency = 0.5 / 10,000."""

_FLOOR: Final = math.log(_SMOOTHING)
_BATCH: Final = 50
"""Factors that can be multiplied before the product becomes too small for a float."""

_LEAST_FIT: Final = -1.6
"""Mean logarithm of trigram probabilities, below what the profile's own text would have. Text in
the profile's language stays above for 400 letters, most other languages' below."""
_FIT_SCRIPTS: Final = frozenset({"Latn", "Cyrl"})
"""Scripts whose letters follow each other in so few ways that trigrams can be counted."""

_CLOSE: Final = 0.2
"""Languages whose mean logarithm is lower than the best by more are not asked about."""

_VIETNAMESE: Final = re.compile("[đơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE)
_VIETNAMESE_SHARE: Final = 0.05
"""The share of these letters, which no other language has together, in Vietnamese. Its profile
holds too few of its trigrams to judge by."""

_FOLDED: Final = str.maketrans("șțȘȚی", "şţŞŢي")
"""The twins of letters that langdetect's profiles have."""

_LETTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "uk": re.compile("[іїєґІЇЄҐ]"),
    "ru": re.compile("[ыэъёЫЭЪЁ]"),
}
"""Letters that one of two close languages has and the other has not."""

_ALIEN_LETTERS: Final = 0.03
"""The share of letters that a language's profile does not have from which on it is another
language that langdetect does not know."""
_RARE: Final = 2e-5

_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#]\w+")
_WORDS: Final = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """Return the BCP 47 code of the language of `text`, `UNDETERMINED` where it is not clear.

    A bounded part from the beginning is looked at. Simplified Chinese is `zh`, traditional Chinese
    `zh-Hant`, Norwegian of both kinds `no`.
    """
    piece = _ADDRESS.sub(" ", text[:_SCANNED])
    scripts = count_scripts(piece)
    script = _main_script(scripts) or OTHER
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script] if scripts[script] >= _SHORTEST_UNIQUE else UNDETERMINED
    if script == "Hani":
        return _chinese(piece, scripts)
    if script not in _CANDIDATES or scripts[script] < _SHORTEST:
        return UNDETERMINED
    sample = piece.strip()[:_SAMPLE]
    answer = _answer(script, sample)
    if answer is None:
        return UNDETERMINED
    return _switched(answer, sample) or answer


_SHORTEST_PARAGRAPH: Final = 12
"""Letters from which on a paragraph may be in another language than the body."""

_PARAGRAPH_SAMPLE: Final = 160
"""Code points of a paragraph that are looked at."""

_REMEMBERED: Final = 1000
"""Paragraphs of one article whose language is remembered: pages repeat their lines."""

_USUAL_SPREAD: Final = 0.3
"""A paragraph that fits the body's language this nearly as well as the body does is in it."""

_ODDS: Final = 7.0
"""How much likelier another language must be than the body's for a paragraph to be in it, natural
logarithm of the odds: about a thousand to one, as articles change their language rarely."""

_FEW: Final = 6
"""A script with no more languages than this is always compared in full: it is quick."""


class ParagraphLanguages:
    """Tells the languages of the paragraphs of one article."""

    def __init__(self, body: str, sample: str) -> None:
        """Take the BCP 47 code of the body's language and a piece of the body."""
        self._body = body
        self._profile = _profile_name(body)
        self._script = _main_script(count_scripts(sample[:_SCANNED]))
        self._usual = 0.0
        self._known: dict[str, str] = {}
        for script, languages in _CANDIDATES.items():
            if self._profile in languages and script != "Hani":
                sums, count = _likelihoods(script, _trigrams(_clean(sample)[:_SAMPLE]))
                profiles = _profiles(script)
                if count:
                    mean = sums[profiles.index[self._profile]] / count
                    self._usual = mean - profiles.expected[self._profile]

    def detect(self, text: str) -> str:
        """Return the BCP 47 code of a paragraph.

        What is too short to tell, or hardly likelier in another language, has the body's.
        """
        return self._detect(_clean(text[: 2 * _PARAGRAPH_SAMPLE])[:_PARAGRAPH_SAMPLE])

    def _detect(self, piece: str) -> str:
        known = self._known.get(piece)
        if known is None:
            known = self._told(piece)
            if len(self._known) < _REMEMBERED:
                self._known[piece] = known
        return known

    def _told(self, piece: str) -> str:
        scripts = count_scripts(piece)
        script = _main_script(scripts)
        if script is None or (self._body == UNDETERMINED and script == self._script):
            return self._body
        if script == "Hani" and primary_language(self._body) in {"zh", "ja"}:
            return self._body
        if self._profile not in _CANDIDATES.get(script, ()):
            return detect(piece)
        if scripts[script] < _SHORTEST_PARAGRAPH:
            return self._body
        own_letters = _LETTERS.get(self._body)
        if own_letters is not None and own_letters.search(piece):
            return _switched(self._body, piece) or self._body
        return _switched(self._body, piece) or self._likelier(script, piece) or self._body

    def _likelier(self, script: str, piece: str) -> str | None:
        """Return a language that a piece is far likelier in than in the body's, or None."""
        profiles = _profiles(script)
        own = profiles.index[self._profile]
        trigrams = _trigrams(piece)
        table = profiles.factory.word_lang_prob_map
        total = sum(
            math.log(table[trigram][own] + _SMOOTHING) if trigram in table else _FLOOR
            for trigram in trigrams
        )
        least = profiles.expected[self._profile] + self._usual - _USUAL_SPREAD
        if not trigrams or (len(profiles.index) > _FEW and total / len(trigrams) >= least):
            return None
        sums, count = _likelihoods(script, trigrams)
        best = max(range(len(sums)), key=sums.__getitem__)
        name = str(profiles.factory.langlist[best])
        if sums[best] - total < _ODDS or sums[best] / count - profiles.expected[name] < _LEAST_FIT:
            return None
        return _CODES.get(name, name)


def _clean(text: str) -> str:
    return _ADDRESS.sub(" ", text)


def _likelihoods(script: str, trigrams: list[str]) -> tuple[list[float], int]:
    """Return the sums of the logarithms of trigrams' likelihoods, by language, and their count."""
    profiles = _profiles(script)
    table = profiles.factory.word_lang_prob_map
    sums = [0.0] * len(profiles.index)
    products = [1.0] * len(profiles.index)
    unknown = 0
    for number, trigram in enumerate(trigrams, start=1):
        known = table.get(trigram)
        if known is None:
            unknown += 1
        else:
            products = [a * (b + _SMOOTHING) for a, b in zip(products, known, strict=True)]
        if number % _BATCH == 0:
            sums = [a + math.log(b) for a, b in zip(sums, products, strict=True)]
            products = [1.0] * len(products)
    floor = unknown * _FLOOR
    return [a + math.log(b) + floor for a, b in zip(sums, products, strict=True)], len(trigrams)


def _main_script(scripts: Counter[str]) -> str | None:
    if not scripts:
        return None
    kana = scripts["Kana"]
    if (
        kana
        and kana >= _JAPANESE_KANA * (kana + scripts["Hani"])
        and (kana + scripts["Hani"] >= scripts.total() - kana - scripts["Hani"])
    ):
        return "Kana"
    # A Latin text within another script's is names and links: one letter of an ideographic or
    # syllabic script says more than one of an alphabet.
    script, _ = max(
        scripts.items(), key=lambda item: (item[1] * (2.5 if item[0] in _DENSE else 1), item[0])
    )
    return script


_DENSE: Final = frozenset({"Hani", "Hang", "Kana"})


def _chinese(piece: str, scripts: Counter[str]) -> str:
    if scripts["Hani"] < 4:  # noqa: PLR2004 - a name
        return UNDETERMINED
    answer = _ask("Hani", piece.strip()[:_SAMPLE], _CANDIDATES["Hani"])
    return _CODES.get(answer or "", "zh")


def _switched(language: str, sample: str) -> str | None:
    """Return the other of two close languages where the letters leave no doubt, else None."""
    if language not in _LETTERS:
        return None
    counts = {code: len(letters.findall(sample)) for code, letters in _LETTERS.items()}
    (other,) = (code for code in _LETTERS if code != language)
    if counts[other] > 3 * counts[language]:
        return other
    return None


def _ask(script: str, sample: str, among: Iterable[str]) -> str | None:
    """Return langdetect's code for a sample, or None if it is not sure enough."""
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415 - slow

    detector = _profiles(script).factory.create()
    detector.set_prior_map(dict.fromkeys(among, 1.0))
    detector.append(sample)
    try:
        answers = detector.get_probabilities()
    except LangDetectException:  # nothing in it that any profile has
        return None
    if not answers or answers[0].prob < _LEAST_PROBABILITY:
        return None
    return str(answers[0].lang)


def _answer(script: str, sample: str) -> str | None:
    """Return langdetect's code for a sample that fits that language's profile, or None.

    Asking langdetect takes long where no language fits, so the fit is looked at first; and it is
    only asked to decide between those that come into question.
    """
    if script == "Latn" and _is_vietnamese(sample):
        return "vi"
    profiles = _profiles(script)
    names: list[str] = list(profiles.factory.langlist)
    if script in _FIT_SCRIPTS:
        sums, count = _likelihoods(script, _trigrams(sample))
        best = max(sums) / count if count else 0.0
        likely = [
            name
            for name, total in zip(names, sums, strict=True)
            if total / max(1, count) >= best - _CLOSE
        ]
        names = [
            name
            for name in likely
            if sums[profiles.index[name]] / max(1, count) - profiles.expected[name] >= _LEAST_FIT
        ]
        if not names:
            return None
        answer = likely[0] if len(likely) == 1 else _ask(script, sample, likely)
    else:
        answer = _ask(script, sample, names)
    if (
        answer is None
        or answer not in names
        or _alien_share(script, answer, sample) > _ALIEN_LETTERS
    ):
        return None
    return answer


def _is_vietnamese(sample: str) -> bool:
    letters = sum(1 for character in sample if character.isalpha())
    return len(_VIETNAMESE.findall(sample)) >= _VIETNAMESE_SHARE * max(1, letters)


def _alien_share(script: str, language: str, sample: str) -> float:
    """Return the share of a script's letters in a sample that a language's profile lacks."""
    profiles = _profiles(script)
    index = profiles.index[language]
    table = profiles.factory.word_lang_prob_map
    alien = total = 0
    for letter, count in Counter(sample.translate(_FOLDED).lower()).items():
        if script_of(letter) != script:
            continue
        total += count
        known = table.get(letter) or table.get(letter.upper())
        if known is None or known[index] < _RARE:
            alien += count
    return alien / total if total else 0.0


def _trigrams(sample: str) -> list[str]:
    found: list[str] = []
    for match in _WORDS.finditer(sample.translate(_FOLDED)):
        word = match[0]
        if len(word) > 1 and word.isupper():
            continue  # profiles were made without acronyms
        padded = f" {word} "
        found.extend(padded[index : index + 3] for index in range(len(padded) - 2))
    return found


def _profile_name(language: str) -> str:
    return {code: name for name, code in _CODES.items()}.get(language, language)


@dataclass(frozen=True, slots=True)
class _Profiles:
    """The profiles of one script's languages.

    Attributes:
        factory: makes detectors that know these languages only.
        index: each language's place in the factory's lists.
        expected: for each language the mean logarithm of trigram probabilities in its own text.
    """

    factory: DetectorFactory
    index: Mapping[str, int]
    expected: Mapping[str, float]


@cache
def _profiles(script: str) -> _Profiles:
    from pathlib import Path  # noqa: PLC0415 - only needed here

    from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415 - slow

    factory = DetectorFactory()
    factory.set_seed(_SEED)
    # In this order on every machine: langdetect's own loader takes them as the folder lists them.
    factory.load_json_profile(
        [
            (Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8")
            for name in _CANDIDATES[script]
        ]
    )
    sums = [0.0] * len(factory.langlist)
    for ngram, probabilities in factory.word_lang_prob_map.items():
        if len(ngram) != 3:  # noqa: PLR2004 - trigrams
            continue
        for index, probability in enumerate(probabilities):
            if probability:
                sums[index] += probability * math.log(probability + _SMOOTHING)
    names = list(factory.langlist)
    places = {name: place for place, name in enumerate(names)}
    return _Profiles(factory, places, dict(zip(names, sums, strict=True)))
