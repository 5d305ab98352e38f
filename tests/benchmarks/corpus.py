"""Folders of articles of any number, made of sentences of the sample articles."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from seedreader.article import ParagraphKind
from seedreader.corpus.load import load
from seedreader.places import samples_folder


def sentences_by_language() -> dict[str, list[str]]:
    """Return the sentences of the samples' bodies."""
    found: dict[str, list[str]] = {}
    for path in sorted(samples_folder().glob("*.txt")):
        article = load(path).article
        for paragraph in article.paragraphs:
            if paragraph.kind is not ParagraphKind.BOILERPLATE:
                texts = [span.of(article.text) for span in paragraph.sentences]
                found.setdefault(article.language, []).extend(texts)
    return found


def write_articles(folder: Path, count: int, sentences: int = 12) -> None:
    """Write so many articles into a folder; the same ones every time."""
    folder.mkdir(parents=True)
    chosen = random.Random(7)
    sources = list(sentences_by_language().values())
    for number in range(count):
        texts = chosen.choices(chosen.choice(sources), k=sentences)
        title = texts[0].rstrip(".。!?") + f" ({number})"
        (folder / f"{number:06}.txt").write_text("\n\n".join([title, *texts[1:]]) + "\n", "utf-8")


_SAID: Final = {
    "en": "{0} met {1} in {3}. {2} told reporters that {1} had spoken to {0} about {4}.",
    "it": "{0} ha incontrato {1} a {3}. Secondo {2}, anche {1} ha parlato con {0} di {4}.",
    "uk": "{0} зустрівся з {1} у місті {3}. За словами {2}, вони говорили про {4}.",
}
_PLACES: Final = {
    "en": ("London", "Warsaw", "Cairo", "Lima", "Jakarta", "Nairobi", "Toronto", "Lisbon"),
    "it": ("Londra", "Varsavia", "Il Cairo", "Lima", "Giacarta", "Nairobi", "Toronto", "Lisbona"),
    "uk": ("Лондон", "Варшава", "Каїр", "Ліма", "Джакарта", "Найробі", "Торонто", "Лісабон"),
}
_COUNTRIES: Final = {
    "en": ("Poland", "Egypt", "Peru", "Indonesia", "Kenya", "Canada", "Portugal", "NATO"),
    "it": ("Polonia", "Egitto", "Perù", "Indonesia", "Kenya", "Canada", "Portogallo", "NATO"),
    "uk": ("Польщу", "Єгипет", "Перу", "Індонезію", "Кенію", "Канаду", "Португалію", "НАТО"),
}
_SYLLABLES: Final = {
    "en": "ba bel bo cor da den fa gor hal ja ka kel la lin ma mor na nor pa ros sa sel ta vin zo",
    "uk": "ба бел бо кор да ден фа гор гал джа ка кел ла лін ма мор на нор па рос са сел та він зо",
}


def write_news(folder: Path, count: int) -> None:
    """Write so many articles that bring new persons all the time; the same ones every time.

    Half of the persons of an article are new, the others are those of earlier ones, the more
    often the more of them write about them. They are named in three languages and two scripts.
    """
    folder.mkdir(parents=True)
    chosen = random.Random(11)
    fillers = sentences_by_language()
    people: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    told: list[int] = []
    for number in range(count):
        language = chosen.choice(sorted(_SAID))
        paragraphs = []
        for _ in range(4):
            news = []
            for place in range(3):
                if place == 0 or not told or chosen.random() < 0.25:
                    told.append(len(people))
                    people.append((_syllables(chosen, 2), _syllables(chosen, 3)))
                else:
                    told.append(chosen.choice(told))
                news.append(_spelled(people[told[-1]], language))
            at = chosen.randrange(len(_PLACES[language]))
            names = (*news, _PLACES[language][at], chosen.choice(_COUNTRIES[language]))
            paragraphs.append(_SAID[language].format(*names))
        paragraphs += chosen.choices(fillers.get(language, paragraphs), k=6)
        text = "\n\n".join([f"{paragraphs[0].split('. ')[0]} ({number})", *paragraphs])
        (folder / f"{number:06}.txt").write_text(text + "\n", "utf-8")


def _syllables(chosen: random.Random, count: int) -> tuple[int, ...]:
    return tuple(chosen.randrange(25) for _ in range(count))


def _spelled(person: tuple[tuple[int, ...], tuple[int, ...]], language: str) -> str:
    syllables = _SYLLABLES.get(language, _SYLLABLES["en"]).split()
    return " ".join("".join(syllables[i] for i in name).capitalize() for name in person)
