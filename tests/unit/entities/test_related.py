"""Which other articles are about the same."""

from __future__ import annotations

from seedreader.entities.links import MOST_NAMING, PlainNaming
from seedreader.entities.related import Related


class Memory:
    """What articles name, as a linker remembers it."""

    def __init__(self, **articles: str) -> None:
        self.known: dict[str, frozenset[str]] = {}
        self.naming = PlainNaming()
        self.entities: dict[str, tuple[str, ...]] = {}
        for article, entities in articles.items():
            self.name(article, entities)

    def name(self, article: str, entities: str) -> None:
        """Let an article name entities; those after a `+` not surely."""
        sure, _, further = entities.partition("+")
        self.known[article] = frozenset(sure.split())
        for entity in self.known[article]:
            self.naming.add(entity, article)
        self.entities[article] = (*sure.split(), *further.split())

    def related(self, article: str) -> Related:
        found = Related(self.known, self.naming, self.entities)
        found.begin(article)
        return found


def test_articles_that_name_two_of_the_same_entities_are_about_the_same():
    memory = Memory(one="nato japan + miller", two="nato kenya + smith", new="nato japan")
    named = memory.related("new").named
    assert "miller" in named
    assert "smith" not in named


def test_an_article_is_not_related_to_itself():
    assert not Memory(new="nato japan + miller").related("new").named


def test_an_entity_more_may_be_the_second_one():
    memory = Memory(one="nato kishida + miller", new="nato")
    related = memory.related("new")
    assert "miller" not in related.named
    memory.name("new", "nato kishida")
    related.more("kishida")
    assert "miller" in related.named


def test_what_became_another_entity_is_named_as_that_one():
    memory = Memory(one="nato japan + n:1", two="nato kishida + n:2", new="nato japan")
    related = memory.related("new")
    related.merged("n:3", "n:1")
    related.merged("n:4", "n:2")
    memory.name("new", "nato japan kishida")
    related.more("kishida")
    assert {"n:3", "n:4"} <= related.named


def test_rare_entities_find_articles_that_frequent_ones_hide():
    memory = Memory(old="nato japan palau + miller")
    for number in range(MOST_NAMING + 1):
        memory.name(f"other{number}", "nato japan + smith")
    memory.name("new", "nato japan palau")
    assert "miller" in memory.related("new").named
