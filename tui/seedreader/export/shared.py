"""The names that several articles of an export have in common, with their forms in all of them."""

from __future__ import annotations

from collections import Counter

from seedreader.export.model import ExportedArticle, ExportedEntity, ExportedForm


class SharedNames:
    """Gathers names while articles come."""

    def __init__(self) -> None:
        """Know no article yet."""
        self._known: dict[str, tuple[str, str]] = {}
        self._articles: Counter[str] = Counter()
        self._forms: dict[str, Counter[tuple[str, str]]] = {}

    def add(self, article: ExportedArticle) -> None:
        """Take the next article."""
        for entity in article.entities:
            self._known.setdefault(entity.id, (entity.name, entity.kind))
            self._articles[entity.id] += 1
            forms = self._forms.setdefault(entity.id, Counter())
            for form in entity.forms:
                forms[form.text, form.language] += form.mentions

    def entities(self) -> list[tuple[ExportedEntity, int]]:
        """Return what at least two articles name, and how many do, the most first."""
        return [
            (
                ExportedEntity(identifier, *self._known[identifier], forms=self._of(identifier)),
                count,
            )
            for identifier, count in self._articles.most_common()
            if count > 1
        ]

    def _of(self, identifier: str) -> tuple[ExportedForm, ...]:
        forms = self._forms[identifier].most_common()
        return tuple(ExportedForm(text, language, count) for (text, language), count in forms)
