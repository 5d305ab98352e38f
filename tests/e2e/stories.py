"""Made-up articles with translations, in folders of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

SENTENCES = (
    ("Il consiglio comunale ha discusso il progetto {}.", "The town council discussed project {}."),
    (
        "Molti cittadini hanno seguito la seduta numero {} con grande attenzione.",
        "Many citizens followed meeting number {} with great attention.",
    ),
    (
        "La decisione sulla proposta {} arriverà soltanto nei prossimi giorni.",
        "The decision on proposal {} will come only in the next few days.",
    ),
)


def headline(name: str) -> tuple[str, str]:
    """Return an article's headline and its translation."""
    return f"La città di {name} approva il nuovo piano", f"The town of {name} adopts the new plan"


def sentence(number: int) -> tuple[str, str]:
    """Return a sentence that no other number gives, and its translation."""
    source, target = SENTENCES[number % len(SENTENCES)]
    return source.format(number), target.format(number)


def page(name: str, numbers: Sequence[int]) -> str:
    """Return an article with these sentences, three to a paragraph."""
    paragraphs = [
        " ".join(sentence(number)[0] for number in numbers[at : at + 3])
        for at in range(0, len(numbers), 3)
    ]
    return "\n\n".join([headline(name)[0], *paragraphs]) + "\n"


def memory(pairs: Sequence[tuple[str, str]], language: str = "it") -> str:
    """Return a TMX file with these translations into English."""
    units = "\n".join(
        f'<tu><tuv xml:lang="{language}"><seg>{escape(source)}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{escape(target)}</seg></tuv></tu>'
        for source, target in pairs
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">'
        '<header creationtool="test" creationtoolversion="1" segtype="sentence" o-tmf="none" '
        f'adminlang="en" srclang="{language}" datatype="plaintext"/><body>\n{units}\n'
        "</body></tmx>\n"
    )


def write_stories(folder: Path) -> Path:
    """Write three articles (of 12, 90 and 6 sentences) and their translations."""
    folder.mkdir()
    pairs: list[tuple[str, str]] = []
    first = 0
    for number, (name, count) in enumerate((("Aosta", 12), ("Bari", 90), ("Como", 6))):
        numbers = range(first, first + count)
        (folder / f"{number}_{name}.txt").write_text(page(name, numbers), "utf-8")
        pairs += [headline(name), *map(sentence, numbers)]
        first += count
    (folder / "stories.en.tmx").write_text(memory(pairs), "utf-8")
    return folder
