"""Where a line may be broken: UAX #14, Unicode Line Breaking Algorithm, revision 55 (Unicode 17).

The classes of a stretch of text are looked up in one pass and written as a string of one letter per
code point. Most rules ask about two neighbours only: they are a table of pairs, made once. The
others are short patterns over the string of letters, looked for only where their letter occurs. So
a paragraph costs about half a microsecond a code point.

Tailoring (UAX #14 section 8): a line feed is white space like any other, because paragraphs come
wrapped by hand; between Han or kana it is nothing at all. Whatever has no width of its own stays
with what comes before it. Conditional Japanese starters are non-starters (strict).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category, east_asian_width

from seedreader.ui.text.cells import WHITE, WIDTHS, ZWJ
from seedreader.ui.text.properties import property_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT: Final = 64
"""Code points of context looked at on either side of a stretch. Rules that look further (a run of
more spaces, or of more digits with commas) see the text as if it began or ended there."""

_STRETCH: Final = 2048
"""Code points of one stretch, when breaks are asked for lazily."""

_LETTERS: Final = {
    "AL": "A", "AI": "A", "SG": "A", "XX": "A", "SA": "A",
    "HL": "H", "NU": "N", "ID": "I", "SP": "S", "BK": "S", "CR": "S", "LF": "S", "NL": "S",
    "ZW": "Z", "WJ": "W", "GL": "G", "CM": "m", "ZWJ": "m", "B2": "2", "BA": "B", "BB": "b",
    "HY": "h", "CB": "c", "CL": "K", "CP": "k", "EX": "X", "IN": "n",
    "NS": "T", "CJ": "T", "OP": "O", "QU": "Q", "IS": ",", "SY": "/", "PO": "%", "PR": "$",
    "JL": "L", "JV": "V", "JT": "t", "H2": "5", "H3": "6", "EB": "E", "EM": "M", "RI": "R",
    "AK": "a", "AS": "s", "AP": "p", "VI": "v", "VF": "F",
}  # fmt: skip
"""Line_Break values (UAX #14 table 1, with LB1 applied) as single letters.

Further letters: `d` an unambiguous hyphen (HH), `o` an East Asian OP, `q` and `f` a QU of category
Pi or Pf, `D` the dotted circle, `P` a character that joins what follows it
(Grapheme_Cluster_Break=Prepend), `e` an unassigned Extended_Pictographic. An East Asian CP acts as
CL (LB30 is their only difference).
"""

_HYPHENS: Final = "\u058a\u05be\u1400\u2010\u2e17\u2e40\u2e5d\U00010d6e\U00010ead"
_PINNED: Final = {
    **dict.fromkeys(_HYPHENS, "d"),
    **dict.fromkeys("\xb7\u0387", ","),
    "\N{DOTTED CIRCLE}": "D",
    "\N{SOFT HYPHEN}": "m",
}
"""Classes whatever the Unicode version of `regex`: the unambiguous hyphens (HH) and middle dots
(IS, so that none begins a line) of Unicode 17; the dotted circle, which LB28a names; the soft
hyphen, which is not shown, so that no line ends inside a word as if the word ended there.
"""

_WEIGHTLESS: Final = "VtvFM"
"""Classes whose code points take no cell but which rules need to know: with all others, having no
cell is enough to be treated as a mark (CM)."""

_ALPHABETIC: Final = "ADP"
_ALPHABETS: Final = _ALPHABETIC + "H"
_IDEOGRAPHS: Final = "IEMe"


@cache
def _class_pattern() -> re.Pattern[str]:
    """Return a pattern whose group names are Line_Break values."""
    groups = "|".join(f"(?P<{name}>\\p{{Line_Break={name}}})" for name in _LETTERS)
    return property_pattern(groups)


@cache
def _trait_pattern() -> re.Pattern[str]:
    """Return a pattern for what Line_Break does not tell."""
    return property_pattern(
        "(?P<P>\\p{Grapheme_Cluster_Break=Prepend})"
        "|(?P<e>[\\p{Extended_Pictographic}&&\\p{Cn}])"
        "|(?P<m>[\\p{Line_Break=SA}&&[\\p{Mn}\\p{Mc}]])"
    )


def _is_east_asian(character: str) -> bool:
    """Tell whether LB19a and LB30 take `character` for East Asian: East_Asian_Width F, W or H."""
    return east_asian_width(character) in "FWH"


def _letter(character: str) -> str:
    """Return the letter of the class of `character`."""
    if "\u4e00" <= character <= "\u9fff":
        return "I"
    if character in WHITE:
        return "S"
    if letter := _PINNED.get(character):
        return letter
    if trait := _trait_pattern().match(character):
        return trait.lastgroup or "A"
    match = _class_pattern().match(character)
    letter = _LETTERS[match.lastgroup or "XX" if match else "XX"]
    if letter == "Q":
        letter = {"Pi": "q", "Pf": "f"}.get(category(character), "Q")
    elif letter in "Ok" and _is_east_asian(character):
        letter = "o" if letter == "O" else "K"
    if letter not in "SZWG" + _WEIGHTLESS and not WIDTHS[character]:
        letter = "m"
    return letter


class _Classes(dict[int, str]):
    """A table for `str.translate` that learns the class of a code point when it first occurs."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _letter(chr(code))
        return letter


_CLASSES: Final = _Classes()


def _may_break(left: str, right: str) -> bool:  # noqa: C901, PLR0911 - rules
    """Tell whether two neighbouring classes may be parted, as far as they alone decide it."""
    if right in "SZ":  # LB7
        return False
    if left == "Z":  # LB8
        return True
    if "W" in (left, right) or left == "G":  # LB11, LB12
        return False
    if right == "G":  # LB12a
        return left in "SBhd"
    if right in "KkX/" or left in "Oo" or right == ",":  # LB13, LB14, LB15d
        return False
    if left + right == "22":  # LB17
        return False
    if left == "S":  # LB18
        return True
    if left == "P" or right in _WEIGHTLESS:  # grapheme clusters stay whole (UAX #29 GB9b; no width)
        return False
    if right in "Qf" or left in "Qq":  # LB19
        return False
    if "c" in (left, right):  # LB20
        return True
    if right in "BdhT" or left == "b" or left + right == "/H":  # LB21, LB21b
        return False
    if right == "n":  # LB22
        return False
    letters, ideographs, signs = _ALPHABETS, _IDEOGRAPHS, "$%"
    glued = (
        (letters, "N"),  # LB23
        ("N", letters),
        ("$", ideographs),  # LB23a
        (ideographs, "%"),
        (signs, letters),  # LB24
        (letters, signs),
        (signs, "N"),  # LB25
        ("N", signs),
        ("h,N", "N"),
        ("L", "L56"),  # LB26
        ("L56Vt", "%"),  # LB27
        ("$", "L56"),
        (letters, letters),  # LB28
        ("p", "asD"),  # LB28a
        ("asD", "Fv"),
        (",", letters),  # LB29
        (letters + "N", "O"),  # LB30
        ("k", letters + "N"),
        ("Ee", "M"),  # LB30b
    )
    return not any(left in before and right in after for before, after in glued)  # LB31


_ALL: Final = "".join(sorted({*_LETTERS.values(), *"doqfDPe"} - {"m"}))


@cache
def _candidate_pattern() -> re.Pattern[str]:
    """Return a pattern that ends where a pair of classes may be parted."""
    by_next: dict[str, list[str]] = {}
    for left in _ALL:
        if rights := "".join(right for right in _ALL if _may_break(left, right)):
            by_next.setdefault(rights, []).append(left)
    return re.compile(
        "|".join(
            f"[{re.escape(''.join(lefts))}](?=[{re.escape(rights)}])"
            for rights, lefts in by_next.items()
        )
    )


class _Rule(NamedTuple):
    """A rule that looks further than two neighbours; it speaks about where its match ends."""

    trigger: str
    """The rule is looked at only where one of these classes occurs."""
    pattern: str


_ALLOWING: Final = (
    _Rule(",", "S(?=,N)"),  # LB15c
)
_FORBIDDING: Final = (
    _Rule("Oo", "[Oo]S+"),  # LB14
    _Rule("q", "(?:^|(?<=[OoQqfGSZ]))qS+"),  # LB15a
    _Rule("f", "S(?=f(?:[SGWKkQqfX,/Z]|$))"),  # LB15b
    _Rule("T", "[Kk]S+(?=T)"),  # LB16
    _Rule("2", "2S+(?=2)"),  # LB17
    _Rule("hd", "(?:^|(?<=[SZcG]))[hd](?=[HADP])"),  # LB20a
    _Rule("H", "H[hd](?=[^H])"),  # LB21a
    _Rule("N", "N[,/]*[Kk]?(?=[%$])|N[,/]+(?=N)"),  # LB25
    _Rule("%$", "[%$](?=[Oo],?N)"),  # LB25
    _Rule("v", "[asD]v(?=[aD])"),  # LB28a
    _Rule("F", "[asD](?=[asD]F)"),  # LB28a
)
_FLAGS: Final = re.compile("RR+")
_BASE: Final = re.compile("[^m]|(?<![^S])m")
# Marks stay with a zero-width space, too: it is not shown, so they meet what stands before it.
_ATTACHED: Final = re.compile("(?<=[^S])m+")  # LB9
_DIRECTED_QUOTE: Final = re.compile("[qf]")
_TRIGGERS: Final = frozenset("ZRqf").union(*(rule.trigger for rule in _ALLOWING + _FORBIDDING))
_AFTER_ZERO_WIDTH_SPACE: Final = re.compile("ZS*(?=[^SZ])")  # LB8

# What a line feed between two of stands for nothing: Han, kana and what is written with them.
_CJK: Final = (
    "\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003fffd"
)
_EITHER: Final = "\u2014\u2018\u2019\u201c\u201d\u2026\xb7"  # marks that Chinese shares
_FEED: Final = "[ \t]*[\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]\\s*"
_VANISHING: Final = f"(?<=[{_CJK}]){_FEED}(?=[{_CJK}{_EITHER}])|(?<=[{_EITHER}]){_FEED}(?=[{_CJK}])"


@cache
def _vanishing_pattern() -> re.Pattern[str]:
    return re.compile(_VANISHING)


def vanishing_white(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of white space in `text[start:end]` that are shown as nothing.

    They hold a line feed and stand between Han, kana or their punctuation: scripts without spaces,
    which a wrapped paragraph must not be given.

    Yields:
        Code point offsets (start, end).
    """
    for match in _vanishing_pattern().finditer(text, start, end):
        yield match.span()


def breaks_between(text: str, start: int, end: int, first: int, last: int) -> list[int]:
    """Return where the paragraph `text[start:end]` may be broken, from `first` to before `last`.

    Args:
        text: the text that holds the paragraph.
        start: code point offset where the paragraph begins: sot in the rules.
        end: code point offset where the paragraph ends: eot in the rules.
        first: the lowest offset to tell about.
        last: the offset to stop at, exclusive.

    Returns:
        Code point offsets where a line may begin, ascending: after the white space at a break.
    """
    begin = max(start, first - CONTEXT)
    stop = min(end, last + CONTEXT)
    classes = text[begin:stop].translate(_CLASSES)
    for left, right in vanishing_white(text, begin, stop):
        left, right = left - begin, right - begin  # noqa: PLW2901
        classes = f"{classes[:left]}{'m' * (right - left)}{classes[right:]}"
    offsets: list[int] | None = None
    if "m" in classes:
        offsets = [match.start() for match in _BASE.finditer(classes)]
        classes = _ATTACHED.sub("", classes).replace("m", "A")
    found = [match.end() for match in _candidate_pattern().finditer(classes)]
    changed = _changes(classes, text[begin:stop], offsets)
    if changed is not None:
        allowed, forbidden = changed
        found = sorted((allowed.union(found)) - forbidden)
    if offsets is None:
        found = [at + begin for at in found]
    else:
        found = [offsets[at] + begin for at in found]
        if ZWJ in text[begin:stop]:  # LB8a; and cells could not be counted from there
            found = [at for at in found if text[at - 1] != ZWJ]
    if begin < first or stop > last:
        found = [at for at in found if first <= at < last]
    return found


def _changes(
    classes: str, text: str, offsets: list[int] | None
) -> tuple[set[int], set[int]] | None:
    """Return where the rules that look further allow and forbid a break, or None for nowhere.

    Args:
        classes: the letters, marks left out.
        text: what the letters stand for.
        offsets: places of the letters in `text`, None where they are the same.

    Returns:
        Offsets into `classes`: those where breaks are allowed against the pair, and those where
        breaks are forbidden.
    """
    present = set(classes)
    if present.isdisjoint(_TRIGGERS):
        return None
    allowed = _ends(_ALLOWING, present, classes)
    forbidden = _ends(_FORBIDDING, present, classes)
    if "R" in present:  # LB30a
        for match in _FLAGS.finditer(classes):
            forbidden.update(range(match.start() + 1, match.end(), 2))
    if not present.isdisjoint("qf"):
        for match in _DIRECTED_QUOTE.finditer(classes):
            forbidden.update(_beside_quote(match, text, offsets))
    if "Z" in present:  # LB8, which comes before all of the above
        ends = {match.end() for match in _AFTER_ZERO_WIDTH_SPACE.finditer(classes)}
        allowed |= ends
        forbidden -= ends
    return allowed, forbidden


_compiled: Final = cache(re.compile)


def _ends(rules: Iterable[_Rule], present: set[str], classes: str) -> set[int]:
    """Return where the rules whose triggers are present match."""
    return {
        match.end()
        for triggers, pattern in rules
        if not present.isdisjoint(triggers)
        for match in _compiled(pattern).finditer(classes)
    }


def _beside_quote(match: re.Match[str], text: str, offsets: list[int] | None) -> Iterator[int]:
    """Yield on which sides of a directed quotation mark no line may be broken (LB19a).

    It is bound to its neighbours unless both of them are East Asian.
    """
    at = match.start()
    before, after = (
        text[offsets[index] if offsets else index] if 0 <= index < len(match.string) else ""
        for index in (at - 1, at + 1)
    )
    if not (before and after and _is_east_asian(before) and _is_east_asian(after)):
        if before not in WHITE:
            yield at
        if after not in WHITE:
            yield at + 1


def begins_no_line(character: str) -> bool:
    """Tell whether a line begins with `character` only where it cannot be helped.

    Closing brackets and quotes, stops, small kana and the like: the classes before which LB13,
    LB15d, LB19, LB21 and LB22 forbid a break.
    """
    return _CLASSES[ord(character)] in "KkX,/fTn"


def line_breaks(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield where the paragraph `text[start:end]` may be broken, in order, looking no further.

    The text is looked at in stretches of a few thousand code points, as far as breaks are asked
    for.

    Yields:
        Code point offsets above `start` and below `end` where a line may begin.
    """
    if end is None:
        end = len(text)
    for first in range(start, end, _STRETCH):
        yield from breaks_between(
            text, start, end, max(first, start + 1), min(end, first + _STRETCH)
        )


@cache
def _syllable_pattern() -> re.Pattern[str]:
    """Return a pattern of the borders in scripts without spaces where a line may begin in need."""
    return property_pattern(
        "(?<=[\\p{Line_Break=SA}--\\p{Logical_Order_Exception}\\u17d2\\u1039])"
        "(?=[\\p{L}\\p{N}])"
        f"(?![{_DEPENDENT}]|{_FINAL_CONSONANT})"
        "|(?<=[\\p{L}\\p{N}--\\p{Line_Break=SA}])(?=\\p{Line_Break=SA}(?<=[\\p{L}\\p{N}]))"
    )


_DEPENDENT: Final = (
    "\u0e2f-\u0e3a\u0e45-\u0e4e"  # Thai: vowels written after, signs of repetition, tone marks
    "\u0eaf-\u0ebd\u0ec6-\u0ece"  # Lao: the same
    "\u17b4-\u17d3\u17d7\u17dd"  # Khmer: vowels, coeng, signs
    "\u102b-\u103e\u1056-\u1059\u105e-\u1064\u1067-\u106d\u1071-\u1074"  # Burmese
    "\u1082-\u108d\u108f\u109a-\u109d"  # Shan and other languages in its script
)
"""What is written with the letter before it, whether or not Unicode calls it a combining mark."""

_FINAL_CONSONANT: Final = (
    "[\u1000-\u1021\u103f]\u1037?\u103a"  # Burmese, closed by asat
    "|[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c"  # Thai, silenced by thanthakhat
    "|[\u0e81-\u0eae]\u0ecc"  # Lao, silenced by cancellation mark
)
"""A letter that ends the syllable before it."""


def syllable_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where Thai, Lao, Khmer or Burmese may be broken inside a run of letters, in need.

    These scripts (Line_Break=SA) put no spaces between words; finding words takes a dictionary.
    Without one, these are the borders between what looks like syllables to a reader: never before
    a dependent vowel, tone mark or final sign, never after a vowel written before its consonant
    (Logical_Order_Exception), never inside a grapheme cluster.

    Yields:
        Code point offsets above `start` and below `end` where a line may begin.
    """
    for match in _syllable_pattern().finditer(text, start, end):
        if start < match.start():
            yield match.start()


def prepare_breaks() -> None:
    """Compile the patterns: a tenth of a second that may be spent in another thread beforehand."""
    _candidate_pattern()
    _syllable_pattern()
    _vanishing_pattern()
    for rule in _ALLOWING + _FORBIDDING:
        _compiled(rule.pattern)
    for code in range(0x20, 0x530):
        _CLASSES[code]  # learns the class
