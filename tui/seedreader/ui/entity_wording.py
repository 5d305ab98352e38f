"""How what is known of entities is put into words on the screen."""

from __future__ import annotations

from textual.content import Content

from seedreader.entities.mention import Kind
from seedreader.library.entity_records import EntityCard, Form
from seedreader.ui.reading.entity_lights import SIGNS
from seedreader.ui.text import safe
from seedreader.ui.wording import plural

_FORMS_IN_LINE = 6
_FORMS_IN_CARD = 60
_ARTICLES_IN_CARD = 40

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


def card_content(card: EntityCard) -> Content:
    """Return all that is known of an entity, as paragraphs."""
    entity = card.entity
    parts = [
        Content.styled(f"{SIGNS[entity.kind]} {safe(entity.name)}\n", "bold"),
        Content(
            f"{KIND_NAMES[entity.kind]} · {safe(entity.id)} · "
            f"in {plural(entity.articles, 'article')}\n\n"
        ),
        Content.styled("Forms\n", "bold underline"),
    ]
    for form in card.forms[:_FORMS_IN_CARD]:
        parts.append(Content(f"{safe(form.text)}  "))
        parts.append(Content.styled(f"{safe(form.language)} ×{form.mentions}\n", "dim"))
    parts.append(_rest(len(card.forms) - _FORMS_IN_CARD))
    parts.append(Content.styled("\nWhy\n", "bold underline"))
    parts += [Content(f"{safe(reason)}\n") for reason in _reasons(card.forms)]
    parts.append(Content.styled("\nArticles\n", "bold underline"))
    for _, language, headline, mentions in card.articles[:_ARTICLES_IN_CARD]:
        parts.append(Content.styled(f"{safe(language)} ×{mentions}  ", "dim"))
        parts.append(Content(f"{safe(headline)}\n"))
    parts.append(_rest(len(card.articles) - _ARTICLES_IN_CARD))
    return Content("").join(parts)


def _rest(number: int) -> Content:
    return Content.styled(f"and {number:,} more\n" if number > 0 else "", "dim")


def _reasons(forms: tuple[Form, ...]) -> list[str]:
    return list(dict.fromkeys(form.why for form in forms if form.why))[:_FORMS_IN_CARD]
