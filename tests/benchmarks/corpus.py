"""Folders of articles of any number, made of sentences of the sample articles."""

from __future__ import annotations

import random
from pathlib import Path

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
