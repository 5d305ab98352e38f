"""Bodies in Chinese that are called after the country or town before their kind: 波兰边防卫队."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from seedreader.entities.found import Found
from seedreader.entities.mention import Evidence, Kind

_BODY: Final = regex.compile(
    r"(?:国家|国立|皇家|联邦|州立|市立|爱乐)?"
    r"(?:交响乐团|爱乐乐团|管弦乐团|芭蕾舞团|歌剧院|合唱团|边防卫队|边防警卫队|边境警卫队|海岸警卫队|"
    r"国民警卫队|宪兵队|财政警察|联邦警察|国家警察|消防队|地方法院|刑事法院|高等法院|上诉法院)"
)


_WATER: Final = regex.compile("潟湖|泻湖|海湾|海峡|三角洲|半岛|盆地|山谷|大街|大桥")


def waters(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield lagoons, bays and bridges that are called after a town or river: 维斯瓦潟湖."""
    ends = {item.end for item in known}
    for item in known:
        town = item.kind is Kind.LOC and not item.weak and item.key.startswith(("gn:", "o:"))
        match = _WATER.match(plain, item.end) if town else None
        if match is not None and match.end() not in ends:
            name = plain[item.start : match.end()]
            yield Found(
                item.start, match.end(), Kind.LOC, "", name, Evidence.CAPITALS, parts=(name,)
            )


def bodies(plain: str, known: list[Found]) -> Iterator[Found]:
    """Yield orchestras, guards and courts with the place before their kind.

    Args:
        plain: a sentence, simplified.
        known: names of the knowledge base in it; one that covers the whole is left alone.
    """
    ends = {item.end for item in known}
    for item in known:
        if item.kind is not Kind.LOC or item.weak:
            continue
        match = _BODY.match(plain, item.end)
        if match is not None and match.end() not in ends:
            name = plain[item.start : match.end()]
            yield Found(
                item.start, match.end(), Kind.ORG, "", name, Evidence.CAPITALS, parts=(name,)
            )
