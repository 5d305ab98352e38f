"""What a search has found: articles, each with sentences in both languages; draws lines only.

An article's sentences may come after the article itself. What is on the screen stays where it is
then: the list is held at the article on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.library import ListRow
from seedreader.library.search_answers import SearchAnswer
from seedreader.library.search_snippets import ArticleSnippets, LitText, Snippet
from seedreader.ui.text import cell_len, pad, safe, truncate
from seedreader.ui.widgets.lit_lines import lit_lines, plain_line
from seedreader.ui.wording import GONE_WORDS, length_in_words, marks_of_row, plural

_SIDE: Final = 100
"""Cells from which the languages stand side by side."""
_ROOMY: Final = 30
"""Cells of height from which there is a blank line between articles."""
_INDENT: Final = 5
_BETWEEN: Final = " │ "
_AHEAD: Final = 3
"""Articles that are asked for beyond those on the screen."""
_CACHE: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor is.

    Attributes:
        item: index of an article, or of a line that can be chosen.
        stop: 0 for the article itself, else the number of one of its sentences.
    """

    item: int = 0
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something where no articles are.

    Attributes:
        text: what it says.
        value: what is chosen with it, None where nothing can be.
        remark: what stands at the right of it.
    """

    text: str
    value: str | None = None
    remark: str = ""


@dataclass(slots=True)
class _Stop:
    """The lines of an article's head, or of one of its sentences."""

    lines: list[list[Segment]]


class ResultList(Widget, can_focus=True):
    """Shows the articles of an answer, or lines of which some can be chosen."""

    DEFAULT_CSS = """
    ResultList {
        height: 1fr;
        & > .results--headline { text-style: bold; }
        & > .results--language { color: $accent; }
        &:light > .results--language { color: $text-primary; }
        & > .results--translation { color: $text-muted; }
        & > .results--facts { color: $text-muted; }
        & > .results--why { color: $text-muted; text-style: italic; }
        & > .results--hit { background: $warning-muted; color: $foreground; text-style: underline; }
        & > .results--cursor { background: $primary-muted; }
        & > .results--separator { color: $panel-lighten-1; }
    }
    """
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "results--headline",
        "results--language",
        "results--translation",
        "results--facts",
        "results--why",
        "results--hit",
        "results--cursor",
        "results--separator",
    }

    @dataclass
    class Needed(Message):
        """What is known of these articles is not enough to draw them."""

        keys: list[int]

    @dataclass
    class Chosen(Message):
        """The user wants to read an article where the cursor is."""

    @dataclass
    class LineChosen(Message):
        """The user has chosen a line."""

        value: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id)
        self._keys: Sequence[int] = ()
        self._lines: Sequence[Line] = ()
        self._rows: dict[int, ListRow] = {}
        self._snippets: dict[int, ArticleSnippets] = {}
        self._place = Place()
        self._top = (0, 0)  # item, and line of it
        self._drawn: dict[tuple[int, int], list[_Stop]] = {}
        self._visible: list[tuple[Place, int]] | None = None
        self._asked: set[int] = set()
        self._styles: dict[str, Style] = {}

    # What is shown

    def show_answer(self, answer: SearchAnswer, *, keeps_place: bool) -> None:
        """Show what was found.

        Args:
            answer: at least one article.
            keeps_place: whether it is an answer to the same question, so that the cursor stays on
                its article.
        """
        current = self.current_key
        on_top = self._keys[self._top[0]] if self._top[0] < len(self._keys) else None
        place, top = Place(), (0, 0)
        if keeps_place and current in answer.keys:
            place = Place(answer.keys.index(current), self._place.stop)
            if on_top in answer.keys:
                top = (answer.keys.index(on_top), self._top[1])
        self._keys, self._lines = answer.keys, ()
        self._rows, self._snippets = dict(answer.rows), dict(answer.snippets)
        self._asked.clear()
        self._place, self._top = place, top
        self._changed()
        self._keep_cursor_visible()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines; the cursor is on the first that can be chosen, or stays where it is."""
        former = self._value
        self._keys, self._lines = (), lines
        self._asked.clear()
        values = [line.value for line in lines]
        chosen = [at for at, value in enumerate(values) if value is not None]
        at = values.index(former) if former is not None and former in values else -1
        self._place, self._top = Place(at if at >= 0 else (chosen[0] if chosen else -1)), (0, 0)
        self._changed()
        self._keep_cursor_visible()

    def add(self, rows: Mapping[int, ListRow], snippets: Mapping[int, ArticleSnippets]) -> None:
        """Show what has become known of articles."""
        is_seen = any(place == self._place for place, _ in self._visible or ())
        self._rows.update(rows)
        self._snippets.update(snippets)
        for key in rows:
            for cached in [cached for cached in self._drawn if cached[0] == key]:
                del self._drawn[cached]
        self._visible = None
        self.refresh()
        if is_seen:
            self._keep_cursor_visible()

    @property
    def current_key(self) -> int | None:
        """The key of the article under the cursor, or None."""
        return self._keys[self._place.item] if 0 <= self._place.item < len(self._keys) else None

    @property
    def current_snippet(self) -> Snippet | None:
        """The sentence under the cursor, or None."""
        known = self._snippets.get(self.current_key or -1)
        at = self._place.stop - 1
        return known.snippets[at] if known is not None and 0 <= at < len(known.snippets) else None

    @property
    def row(self) -> ListRow | None:
        """What is known of the article under the cursor."""
        return self._rows.get(self.current_key or -1)

    @property
    def place(self) -> Place:
        """Where the cursor is."""
        return self._place

    @property
    def _value(self) -> str | None:
        at = self._place.item
        return self._lines[at].value if 0 <= at < len(self._lines) else None

    def choose(self) -> None:
        """Take what is under the cursor."""
        if self.current_key is not None:
            self.post_message(self.Chosen())
        elif self._value is not None:
            self.post_message(self.LineChosen(self._value))

    # Moving

    def move(self, step: int) -> None:
        """Move the cursor by so many sentences or articles' heads."""
        for _ in range(abs(step)):
            place = self._next(self._place) if step > 0 else self._previous(self._place)
            if place is None:
                break
            self._place = place
        self._keep_cursor_visible()

    def move_article(self, step: int) -> None:
        """Go to the head of another article; back to that of this one first."""
        if step < 0 and self._place.stop:
            self._place = Place(self._place.item)
        elif self._keys:
            item = max(0, min(self._place.item + step, len(self._keys) - 1))
            self._place = Place(item)
        else:
            self.move(step)
        self._keep_cursor_visible()

    def move_page(self, step: int) -> None:
        """Move the cursor by about a screen."""
        moved, rows = self._place, 0
        while rows < max(1, self.size.height - 2):
            place = self._next(moved) if step > 0 else self._previous(moved)
            if place is None:
                break
            moved = place
            rows += self._height(place)
        self._place = moved
        self._keep_cursor_visible()

    def move_to_end(self, *, last: bool) -> None:
        """Go to the first or the last article."""
        if self._keys:
            self._place = Place(len(self._keys) - 1 if last else 0)
        else:
            self.move(len(self._lines) if last else -len(self._lines))
        self._keep_cursor_visible()

    def _next(self, place: Place) -> Place | None:
        if self._keys:
            if place.stop + 1 < len(self._stops(place.item)):
                return Place(place.item, place.stop + 1)
            return Place(place.item + 1) if place.item + 1 < len(self._keys) else None
        return self._next_line(place, 1)

    def _previous(self, place: Place) -> Place | None:
        if self._keys:
            if place.stop:
                return Place(place.item, place.stop - 1)
            if place.item:
                return Place(place.item - 1, len(self._stops(place.item - 1)) - 1)
            return None
        return self._next_line(place, -1)

    def _next_line(self, place: Place, step: int) -> Place | None:
        at = place.item + step
        while 0 <= at < len(self._lines):
            if self._lines[at].value is not None:
                return Place(at)
            at += step
        return None

    # Layout

    @property
    def _count(self) -> int:
        return len(self._keys) or len(self._lines)

    def _gap(self) -> int:
        return 1 if self._keys and self.size.height >= _ROOMY else 0

    def _height(self, place: Place) -> int:
        return len(self._stops(place.item)[place.stop].lines)

    def _item_height(self, item: int) -> int:
        return sum(len(stop.lines) for stop in self._stops(item)) + self._gap()

    def _changed(self) -> None:
        self._drawn.clear()
        self._visible = None
        self.refresh()

    def _keep_cursor_visible(self) -> None:
        """Scroll no further than needed."""
        self._visible = None
        self.refresh()
        height = self.size.height
        if height <= 0 or not 0 <= self._place.item < self._count:
            return
        item, stop = self._place.item, self._place.stop
        stops = self._stops(item)
        if stop >= len(stops):
            stop = len(stops) - 1
            self._place = Place(item, stop)
        first = sum(len(each.lines) for each in stops[:stop])
        last = first + len(stops[stop].lines)
        if (item, first) < self._top:
            self._top = (item, first)
            return
        # How many lines there are from the top to the end of what the cursor is on.
        lines = last - self._top[1]
        at = self._top[0]
        while at < item and lines <= height:
            lines += self._item_height(at)
            at += 1
        if at == item and lines <= height:
            return
        # Too many: what the cursor is on comes to the end of the screen.
        room, at, line = height - last, item, 0
        while room > 0 and at > 0:
            at -= 1
            room -= self._item_height(at)
        if room < 0:
            line = -room
        self._top = (at, min(line, max(0, first if at == item else line)))

    def on_resize(self) -> None:
        """Lay out anew."""
        self._changed()
        self._keep_cursor_visible()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._styles.clear()
        self._changed()
        super().notify_style_update()

    def _lines_on_screen(self) -> list[tuple[Place, int]]:
        """Return what is on each line of the screen: a place, and a line of it (-1 for none)."""
        if self._visible is not None:
            return self._visible
        made: list[tuple[Place, int]] = []
        item, skip = self._top
        height = self.size.height
        needed: list[int] = []
        while item < self._count and len(made) < height + skip:
            self._note_need(item, needed)
            for number, stop in enumerate(self._stops(item)):
                made += [(Place(item, number), line) for line in range(len(stop.lines))]
            made += [(Place(item, -1), -1)] * self._gap()
            item += 1
        for ahead in range(item, min(item + _AHEAD, len(self._keys))):
            self._note_need(ahead, needed)
        self._visible = made[skip : skip + height]
        if needed:
            self._asked.update(needed)
            self.post_message(self.Needed(needed))
        return self._visible

    def _note_need(self, item: int, needed: list[int]) -> None:
        if item < len(self._keys):
            key = self._keys[item]
            if key not in self._asked and (key not in self._rows or key not in self._snippets):
                needed.append(key)

    # Drawing

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            found = self.get_component_rich_style(f"results--{name}") if name else self.rich_style
            self._styles[name] = found
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.size.width
        visible = self._lines_on_screen()
        base = self._style("")
        if y >= len(visible) or visible[y][1] < 0:
            return Strip.blank(width, base)
        place, line = visible[y]
        segments = self._stops(place.item)[place.stop].lines[line]
        is_cursor = place == self._place and (self._keys or self._value is not None)
        bar = Segment("▌" if is_cursor else " ", self._style("language"))
        strip = Strip([bar, *segments]).adjust_cell_length(width, base)
        if not is_cursor:
            return strip
        under = Style(bgcolor=self._style("cursor").bgcolor)
        hit = self._style("hit").bgcolor
        return Strip(
            [
                segment
                if segment.style is not None and segment.style.bgcolor == hit
                else Segment(segment.text, (segment.style or base) + under)
                for segment in strip
            ],
            width,
        )

    def _stops(self, item: int) -> list[_Stop]:
        width = max(16, self.size.width - 2)
        if not self._keys:
            return [_Stop([self._line(self._lines[item], width)])]
        key = self._keys[item]
        stops = self._drawn.get((key, width))
        if stops is None:
            if len(self._drawn) > _CACHE:
                self._drawn.clear()
            stops = self._drawn[key, width] = self._draw(key, width)
        return stops

    def _line(self, line: Line, width: int) -> list[Segment]:
        remark = safe(line.remark)
        room = max(4, width - (cell_len(remark) + 1 if remark else 0))
        style = self._style("headline" if line.value is not None else "facts")
        segments = plain_line(truncate(safe(line.text), room), room, style)
        return [*segments, Segment(f" {remark}" if remark else "", self._style("facts"))]

    def _draw(self, key: int, width: int) -> list[_Stop]:
        row, snippets = self._rows.get(key), self._snippets.get(key)
        if row is None:
            return [_Stop([plain_line("  …", width, self._style("facts"))])]
        stops = [_Stop(self._head(row, snippets, width))]
        former: tuple[str, ...] = snippets.why if snippets is not None else ()
        for snippet in snippets.snippets if snippets is not None else ():
            why = () if snippet.why == former else snippet.why
            former = snippet.why
            stops.append(_Stop(self._sentence(snippet, why, width)))
        return stops

    def _head(
        self, row: ListRow, snippets: ArticleSnippets | None, width: int
    ) -> list[list[Segment]]:
        hits = ""
        if snippets is not None and snippets.hits:
            more = "" if snippets.is_counted else "+"
            hits = plural(snippets.hits, "hit").replace(" ", f"{more} ", 1)
        gone = GONE_WORDS if row.gone else ""
        said = (row.source, row.date, marks_of_row(row), gone)
        facts = safe(" · ".join(fact for fact in said if fact))
        # Beside a translated headline the least telling facts make room.
        facts = truncate(facts, max(0, width // 2 - 2))
        lit = snippets.headline if snippets is not None else ()
        translated_lit = snippets.translated_headline if snippets is not None else ()
        language = pad(truncate(safe(row.language), _INDENT - 2), _INDENT - 1)
        first = width - _INDENT - cell_len(hits)
        second = width - _INDENT - cell_len(facts)
        headline = row.headline if row.has_title else f"¶ {row.headline}"
        shift = len(headline) - len(row.headline)
        lit = tuple(type(span)(span.start + shift, span.end + shift) for span in lit)
        lines = [
            [
                Segment(f"{language} ", self._style("language")),
                *self._lit(LitText(headline, lit), first - 1, 1, "headline")[0],
                Segment(f" {hits}", self._style("facts")),
            ]
        ]
        blank = Segment(" " * _INDENT, self._style(""))
        if row.translated_headline:
            text = LitText(row.translated_headline, translated_lit)
            lines.append(
                [
                    blank,
                    *self._lit(text, second - 1, 1, "translation")[0],
                    Segment(f" {facts}", self._style("facts")),
                ]
            )
        elif facts:
            room = width - _INDENT
            length = length_in_words(row.words, row.language)
            shown = (
                f"{facts} · {length}" if cell_len(facts) + cell_len(length) + 3 < room else facts
            )
            lines.append([blank, *plain_line(shown, room, self._style("facts"))])
        if snippets is not None and snippets.why:
            lines.append(self._why(snippets.why, width))
        return lines

    def _sentence(self, snippet: Snippet, why: Sequence[str], width: int) -> list[list[Segment]]:
        blank = Segment(" " * _INDENT, self._style(""))
        room = width - _INDENT
        original, translation = snippet.original, snippet.translation
        if translation is None:
            lines = self._lit(original, room, 1, "")
        elif width < _SIDE:
            lines = [
                *self._lit(original, room, 1, ""),
                *self._lit(translation, room, 1, "translation"),
            ]
        else:
            half = (room - len(_BETWEEN)) // 2
            left = self._lit(original, half, 2, "")
            right = self._lit(translation, half, 2, "translation")
            separator = Segment(_BETWEEN, self._style("separator"))
            empty = [Segment(" " * half, self._style(""))]
            lines = [
                [
                    *(left[at] if at < len(left) else empty),
                    separator,
                    *(right[at] if at < len(right) else empty),
                ]
                for at in range(max(len(left), len(right)))
            ]
        made = [[blank, *line] for line in lines]
        if why:
            made.append(self._why(why, width))
        return made

    def _why(self, why: Sequence[str], width: int) -> list[Segment]:
        room = width - _INDENT
        text = truncate(safe("≈ " + "; ".join(why)), room)
        return [
            Segment(" " * _INDENT, self._style("")),
            *plain_line(text, room, self._style("why")),
        ]

    def _lit(self, text: LitText, width: int, lines: int, name: str) -> Sequence[Sequence[Segment]]:
        made = lit_lines(text, width, lines, self._style(name), self._style("hit"))
        return made or [[Segment(" " * max(0, width), self._style(""))]]

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a click on the cursor opens what it is on."""
        visible = self._lines_on_screen()
        if not 0 <= event.y < len(visible) or visible[event.y][1] < 0:
            return
        place = visible[event.y][0]
        if not self._keys and self._lines[place.item].value is None:
            return
        was_there = place == self._place
        self._place = place
        self.refresh()
        if event.chain > 1 or was_there:
            self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        item, line = self._top
        for _ in range(abs(rows)):
            if rows > 0:
                if len(self._lines_on_screen()) < self.size.height:
                    break
                line += 1
                if line >= self._item_height(item):
                    item, line = item + 1, 0
            elif line > 0:
                line -= 1
            elif item > 0:
                item -= 1
                line = self._item_height(item) - 1
            self._top = (item, line)
            self._visible = None
        self.refresh()
