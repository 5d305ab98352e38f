"""Which languages this machine can translate, as the screens ask it. May be used in any thread."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from seedreader.article import UNDETERMINED, Article, ParagraphKind, Span
from seedreader.library import sentence_language
from seedreader.translation.argos.installed import InstalledPackages
from seedreader.translation.argos.provenance import expected_provenance
from seedreader.translation.packages import route


class Routes:
    """The ways through the installed packages; none of them is loaded."""

    def __init__(self, data: Path) -> None:
        """Look at nothing yet.

        Args:
            data: the library's folder.
        """
        self._data = data
        self._installed = InstalledPackages.for_library(data)

    def forget(self) -> None:
        """Look again the next time: packages have come or gone."""
        self._installed.forget()

    def leads(self, source: str, target: str) -> bool:
        """Tell whether installed packages translate from one language to another."""
        if source in (UNDETERMINED, target):
            return False
        return route(self._installed.packages(), source, target) is not None

    def targets(self) -> list[str]:
        """Return the languages into which anything can be translated, as Argos writes them."""
        return sorted({target for _, target in self._installed.languages()})

    def settings(self, languages: Iterable[str], target: str) -> dict[str, str]:
        """Return under which settings a translation would be kept now, by source language.

        Languages without a way are left out. Takes a second for packages that are new.
        """
        found: dict[str, str] = {}
        for language in languages:
            if not self.leads(language, target):
                continue
            try:
                provenance = expected_provenance(self._data, language, target)
            except OSError:  # removed this moment
                continue
            if provenance is not None and provenance.settings is not None:
                found[language] = provenance.settings
        return found


def language_of_sentences(article: Article) -> dict[Span, str]:
    """Return the language of each sentence of title and body, as primary subtag."""
    return {
        span: language
        for paragraph in article.paragraphs
        if paragraph.kind is not ParagraphKind.BOILERPLATE
        for language in [sentence_language(article, paragraph)]
        for span in paragraph.sentences
    }
