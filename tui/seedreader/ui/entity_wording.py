"""How what is known of entities is put into words on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from textual.content import Content

from seedreader.entities.mention import Kind
from seedreader.library.entity_records import EntityCard, Form
from seedreader.ui.reading.entity_lights import SIGNS
from seedreader.ui.text import Direction, in_visual_order, lines_on_screen, safe, truncate
from seedreader.ui.wording import plural

_FORMS_IN_LINE = 6
_FORMS_IN_CARD = 60
_ARTICLES_IN_CARD = 40
_LINES = 4  # of a name, a reason or a headline

KIND_NAMES = {
    Kind.PERSON: "person",
    Kind.ORG: "organisation",
    Kind.LOC: "place",
    Kind.OTHER: "name",
}


def entity_in_a_line(card: EntityCard) -> str:
    """Return an entity with its forms: `▲ Tokyo, in 5 articles: 东京, Токіо`."""
    entity = card.entity
    forms = list(dict.fromkeys(form.text for form in card.forms if form.text != entity.name))
    shown = ", ".join(" ".join(form.split()) for form in forms[:_FORMS_IN_LINE])
    name = f"{SIGNS[entity.kind]} {entity.name}, in {plural(entity.articles, 'article')}"
    return safe(f"{name}: {shown}" if shown else name)


def card_content(card: EntityCard, width: int) -> Content:
    """Return all that is known of an entity, as lines.

    Args:
        card: what is known.
        width: cells of a line.
    """
    entity = card.entity
    kind = KIND_NAMES[entity.kind]
    facts = f"{kind} · {entity.id} · in {plural(entity.articles, 'article')}"
    parts = [
        *_lines(f"{SIGNS[entity.kind]} {entity.name}", width, "bold", direction="ltr"),
        *_lines(facts, width, direction="ltr"),
        *_lines(_by_language(card), width, "dim", direction="ltr"),
        Content("\n"),
        Content.styled("Forms\n", "bold underline"),
    ]
    for form in card.forms[:_FORMS_IN_CARD]:
        weak = ", adjective or people" if form.weak else ""
        text = in_visual_order(truncate(safe(" ".join(form.text.split())), max(8, width - 8)))
        parts.append(Content(f"{text}  "))
        parts.append(Content.styled(f"{safe(form.language)} ×{form.mentions}{weak}\n", "dim"))
    parts.append(_rest(len(card.forms) - _FORMS_IN_CARD))
    parts.append(Content.styled("\nWhy\n", "bold underline"))
    for reason in _reasons(card.forms):
        parts += _lines(reason, width, direction="ltr")
    parts.append(Content.styled("\nArticles\n", "bold underline"))
    for _, language, headline, mentions in card.articles[:_ARTICLES_IN_CARD]:
        parts.append(Content.styled(f"{safe(language)} ×{mentions}\n", "dim"))
        parts += _lines(headline, width)
    parts.append(_rest(len(card.articles) - _ARTICLES_IN_CARD))
    return Content("").join(parts)


def _lines(
    text: str, width: int, style: str = "", *, direction: Direction | None = None
) -> list[Content]:
    lines = lines_on_screen(" ".join(text.split()), max(8, width), _LINES, direction=direction)
    return [Content.styled(f"{line}\n", style) for line in lines]


def _by_language(card: EntityCard) -> str:
    """Return how many articles of each language name an entity, unless they are all of one."""
    numbers = Counter(language for _, language, _, _ in card.articles)
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return " · ".join(f"{language} {number}" for language, number in ranked if len(ranked) > 1)


def _rest(number: int) -> Content:
    return Content.styled(f"and {number:,} more\n" if number > 0 else "", "dim")


def _reasons(forms: tuple[Form, ...]) -> list[str]:
    return list(dict.fromkeys(form.why for form in forms if form.why))[:_FORMS_IN_CARD]


def decision_in_words(decision: Mapping[str, Any], name_of: Callable[[str], str]) -> str:
    """Return what the user decided.

    Args:
        decision: see `seedreader.entities.decisions`.
        name_of: what an identifier is called.
    """
    if "merge" in decision:
        entity, into = decision["merge"]
        return f"“{name_of(entity)}” merged into “{name_of(into)}”"
    if "split" in decision:
        return f"“{decision['form']}” split off from “{name_of(decision['split'])}”"
    return f"renamed to “{decision['name']}”"
