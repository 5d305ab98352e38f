"""Where the translation of an article names the article's entities.

What the finder recognises in the translation comes first: names that the knowledge base has in
both languages, and names alike. What it misses is looked for by the names that the entity has in
other articles of that language, and last by the words that the translator took for its
counterpart.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence

from seedreader.article import Span
from seedreader.entities import EntityFinder, Linker, Mention
from seedreader.library.entities_store import EntityStore
from seedreader.library.entity_records import TranslatedMark, TranslatedMarks, text_digest
from seedreader.translation.alignment import WordLink, counterparts
from seedreader.translation.model import Translation

_SURE = 0.3
"""Confidence from which a counterpart counts; see `translation.alignment`."""
_LONGEST_STRETCH = 3
"""How many times as long as the name its counterpart may be, so that a stray link to a far word
does not mark half of a sentence."""
_ROOM = 12  # code points that a counterpart may have besides, for names of two Chinese characters


def find_in_translation(
    translations: Mapping[Span, Translation],
    target_language: str,
    *,
    finder: EntityFinder,
    linker: Linker,
    store: EntityStore,
    key: int,
) -> TranslatedMarks:
    """Return where the translations of an article's sentences name its entities.

    Args:
        translations: of the article's sentences.
        target_language: primary subtag.
        finder: finds names.
        linker: one that has the article.
        store: knows what was found in the article.
        key: the article's, in `entity_articles`.
    """
    own = store.mentions(key)
    if not own:
        return {span.start: (text_digest(t.text), ()) for span, t in translations.items()}
    ordered = sorted(translations)
    places, text = _joined([translations[span].text for span in ordered])
    found = finder.mentions(text, [(p.start, p.end, target_language) for p in places])
    same = linker.recognise(str(key), found)
    recognised = _by_place(found, same, places)
    starts = [mention.start for mention, _, _ in own]
    names: dict[str, list[str]] = {}
    store.improve_names(
        key, linker, {same[m.key]: m.name for m in found if m.local and m.key in same}
    )
    marks: dict[int, tuple[str, tuple[TranslatedMark, ...]]] = {}
    for span, known in zip(ordered, recognised, strict=True):
        translation, marked = translations[span], list(known)
        first = bisect.bisect_left(starts, span.start)
        for mention, name, weak in own[first : bisect.bisect_left(starts, span.end)]:
            if any(mark.key == name for mark in marked):
                continue
            if name not in names:
                names[name] = store.names(key, name, target_language)
            marked += _by_name(translation.text, names[name], name, marked, weak=weak)
            if not any(mark.key == name for mark in marked):
                place = Span(mention.start - span.start, mention.end - span.start)
                marked += _aligned(translation, place, name, marked, weak=weak)
        marks[span.start] = (text_digest(translation.text), tuple(sorted(marked, key=_start)))
    return marks


def _joined(texts: Sequence[str]) -> tuple[list[Span], str]:
    places = []
    at = 0
    for text in texts:
        places.append(Span(at, at + len(text)))
        at += len(text) + 1
    return places, "\n".join(texts)


def _by_place(
    found: Sequence[Mention], same: Mapping[str, str], places: Sequence[Span]
) -> list[list[TranslatedMark]]:
    """Return the mentions that are the article's entities, for each translated sentence."""
    result: list[list[TranslatedMark]] = [[] for _ in places]
    starts = [place.start for place in places]
    for mention in found:
        at = bisect.bisect_right(starts, mention.start) - 1
        name = same.get(mention.key)
        if name is not None and at >= 0 and mention.end <= places[at].end:
            shift = places[at].start
            result[at].append(
                TranslatedMark(mention.start - shift, mention.end - shift, name, mention.weak)
            )
    return result


def _by_name(
    text: str, names: Sequence[str], key: str, marked: Sequence[TranslatedMark], *, weak: bool
) -> list[TranslatedMark]:
    """Return where one of some names stands as a word, outside of what is marked."""
    found: list[TranslatedMark] = []
    for name in sorted(filter(None, names), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not _overlaps(match.start(), match.end(), [*marked, *found]):
                found.append(TranslatedMark(match.start(), match.end(), key, weak))
    return found


def _aligned(
    translation: Translation,
    place: Span,
    key: str,
    marked: Sequence[TranslatedMark],
    *,
    weak: bool,
) -> list[TranslatedMark]:
    """Return the stretch that the translator took for a name's counterpart, if it is one."""
    links: Sequence[WordLink] = translation.alignment or ()
    sure = [
        extent
        for extent, confidence in counterparts(links, place.start, place.end, in_target=False)
        if confidence >= _SURE
    ]
    if not sure:
        return []
    start, end = min(s for s, _ in sure), max(e for _, e in sure)
    is_likely = end - start <= _LONGEST_STRETCH * len(place) + _ROOM
    if not is_likely or end > len(translation.text) or _overlaps(start, end, marked):
        return []
    return [TranslatedMark(start, end, key, weak)]


def _overlaps(start: int, end: int, marked: Sequence[TranslatedMark]) -> bool:
    return any(mark.start < end and start < mark.end for mark in marked)


def _start(mark: TranslatedMark) -> int:
    return mark.start
