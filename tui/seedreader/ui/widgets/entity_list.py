"""A list of entities: draws only the rows that are on the screen, however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from seedreader.library.entity_records import EntityRow
from seedreader.ui.reading.entity_lights import SIGNS, colour_of
from seedreader.ui.text import cell_len, in_visual_order, pad, safe, truncate
from seedreader.ui.widgets.entity_style import component_classes, entity_css
from seedreader.ui.widgets.lines import two_ends

_HEAD = 2  # cells of height: the title and a blank line
_MEASURED = 1_000  # rows whose languages are measured
_FITTING = 0.9  # the part of the names that fit; the longest may not take all that languages need
_SHORTEST_NAME = 12  # cells of a name that languages may not take
_LEAST_OF_FACTS = 4  # the part of the room that languages have, however long names are


class EntityList(Widget):
    """Entities with the number of their articles, in all and by language.

    Attributes:
        cursor: index of the current entity.
        title: what stands above the list.
        remark: what stands at the right of it.
    """

    DEFAULT_CSS = """
    EntityList {
        height: 1fr;
        width: 1fr;
        & > .entities--title { text-style: bold; }
        & > .entities--facts { color: $text-muted; }
        & > .entities--cursor { background: $primary-muted; }
        & > .entities--marked { text-style: reverse; }
    }
    """ + entity_css("EntityList", "entities")

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entities--title",
        "entities--facts",
        "entities--cursor",
        "entities--marked",
        *component_classes("entities"),
    }

    cursor: reactive[int] = reactive(0)
    title: reactive[str] = reactive("")
    remark: reactive[str] = reactive("")

    @dataclass
    class Highlighted(Message):
        """The cursor is on another entity now, or on none."""

        row: EntityRow | None

    @dataclass
    class Chosen(Message):
        """The user wants to follow this entity."""

        row: EntityRow

    def __init__(self, *, has_cursor: bool = True, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            has_cursor: false for a list that is only looked at.
            id: the widget's name in the style sheet.
        """
        super().__init__(id=id)
        self.can_focus = has_cursor
        self._has_cursor = has_cursor
        self._rows: Sequence[EntityRow] = ()
        self._message = ""
        self._top = 0
        self._facts_width = self._name_width = self._number_width = 0
        self.marked: str | None = None

    @property
    def rows(self) -> Sequence[EntityRow]:
        """What is listed."""
        return self._rows

    @property
    def current(self) -> EntityRow | None:
        """The entity under the cursor, or None."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[EntityRow], *, message: str = "", entity: str = "") -> None:
        """List these entities.

        Args:
            rows: the entities.
            message: what to show where there are none.
            entity: the identifier of the one that the cursor is to be on; without it, the cursor
                stays where it is.
        """
        wanted = entity or (self.current.entity.id if self.current else "")
        self._rows = rows
        self._message = message
        widths = [cell_len(_languages(row)) for row in rows[:_MEASURED]]
        self._facts_width = max(widths, default=0)
        names = sorted(cell_len(safe(row.entity.name)) for row in rows[:_MEASURED])
        self._name_width = names[int((len(names) - 1) * _FITTING)] if names else 0
        self._number_width = len(f"{max((r.entity.articles for r in rows), default=0):,}")
        found = (at for at, row in enumerate(rows) if row.entity.id == wanted)
        self.set_reactive(EntityList.cursor, next(found, min(self.cursor, max(0, len(rows) - 1))))
        self._keep_cursor_visible()
        self.refresh()
        self.post_message(self.Highlighted(self.current))

    def move(self, rows: int) -> None:
        """Move the cursor."""
        self.cursor += rows

    @property
    def page(self) -> int:
        """How many rows a page has."""
        return max(1, self.size.height - _HEAD - 1)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an entity."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show where the cursor is and say so."""
        if old != new:
            self._keep_cursor_visible()
            self.post_message(self.Highlighted(self.current))

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._keep_cursor_visible()
        self.refresh()

    def _keep_cursor_visible(self) -> None:
        room = max(1, self.size.height - _HEAD)
        top = max(min(self._top, self.cursor), self.cursor - room + 1)
        self._top = max(0, min(top, len(self._rows) - room))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.size.width
        if y == 0:
            style = self._style("title")
            return Strip([Segment(two_ends(self.title, self.remark, width), style)], width)
        index = y - _HEAD + self._top
        if y < _HEAD or index >= len(self._rows):
            return self._message_line(y - _HEAD, width)
        return self._draw(index, width)

    def _message_line(self, y: int, width: int) -> Strip:
        lines = self._message.split("\n") if not self._rows else []
        text = lines[y] if 0 <= y < len(lines) else ""
        shown = pad(" " + truncate(safe(text), max(1, width - 2)), width)
        return Strip([Segment(shown, self._style("facts"))], width)

    def _draw(self, index: int, width: int) -> Strip:
        row = self._rows[index]
        entity = row.entity
        is_cursor = self._has_cursor and index == self.cursor
        under = self._style("cursor", partial=True) if is_cursor else Style.null()
        if entity.id == self.marked:
            under += self._style("marked", partial=True)
        base = self.rich_style + under
        colour = base + self._style(f"entity-{colour_of(entity.id)}", partial=True)
        # Its colour follows from the ground that it stands on, so it cannot be asked for alone.
        muted = Style(color=self._style("facts").color)
        number = f"{entity.articles:,}".rjust(self._number_width)
        room = width - 6 - len(number)  # cells of the name, of what leads on, and of the languages
        # Names come first, but the most frequent languages have some room in any case.
        beside = max(room - self._name_width - 3, room // _LEAST_OF_FACTS)
        facts_width = max(0, min(self._facts_width, room - _SHORTEST_NAME, beside))
        facts = pad(_languages_within(row, facts_width), facts_width)
        facts = f"  {facts}" if facts_width else ""
        room -= cell_len(facts)
        name = in_visual_order(truncate(safe(entity.name), max(1, room)))
        dots = "·" * max(0, room - cell_len(name))
        return Strip(
            [
                Segment("▌" if is_cursor else " ", colour),
                Segment(f"{SIGNS[entity.kind]} ", colour),
                Segment(name, colour),
                Segment(f" {dots} ", base + muted),
                Segment(number, base),
                Segment(facts, base + muted),
            ]
        ).adjust_cell_length(width, base)

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"entities--{name}", partial=partial)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on an entity; a double click, or one without a cursor, follows it."""
        index = event.y - _HEAD + self._top
        if event.y < _HEAD or index >= len(self._rows):
            return
        self.cursor = index
        if event.chain > 1 or not self._has_cursor:
            self.post_message(self.Chosen(self._rows[index]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self._top = max(0, min(self._top + 1, len(self._rows) - (self.size.height - _HEAD)))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self._top = max(0, self._top - 1)
        self.refresh()


def _languages(row: EntityRow) -> str:
    return safe("  ".join(f"{language} {number}" for language, number in row.languages))


def _languages_within(row: EntityRow, cells: int) -> str:
    """Return as many languages as there is room for, those of the most articles first."""
    shown = _languages(row)
    if cell_len(shown) <= cells:
        return shown
    parts = shown.split("  ")
    while parts and cell_len("  ".join(parts)) + 3 > cells:
        parts.pop()
    return "  ".join([*parts, "…"])
