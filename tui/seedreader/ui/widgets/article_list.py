"""The list of articles: draws only the rows that are on the screen, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from seedreader.library import ListRow
from seedreader.ui.actions import Place, bindings
from seedreader.ui.folding import Folding
from seedreader.ui.text import cell_len, pad, safe, truncate
from seedreader.ui.widgets.lines import two_ends
from seedreader.ui.wording import copies_in_words, facts_of_row, marks_of_row

RowSource = Callable[[Sequence[int]], Mapping[int, ListRow]]

_HEAD = 2  # cells of height: the title and a blank line
_TALL = 28  # cells of height from which every article gets its third line
_AHEAD = 20  # articles fetched beyond those on the screen
_CACHE = 2000  # articles whose rows are kept


class ArticleList(Widget, can_focus=True):
    """The articles, by their keys in the library.

    Attributes:
        cursor: index of the current article.
        translated_headlines: whether headlines are shown in translation too.
        title: what stands above the list.
        remark: what stands at the right of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.LIST)]
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--title",
        "list--headline",
        "list--language",
        "list--translation",
        "list--facts",
        "list--cursor",
        "list--finished",
        "list--track",
        "list--thumb",
    }

    cursor: reactive[int] = reactive(0, repaint=False)  # it repaints two rows itself
    translated_headlines: reactive[bool] = reactive(default=True)
    title: reactive[str] = reactive("")
    remark: reactive[str] = reactive("")

    @dataclass
    class Highlighted(Message):
        """The cursor is on another article now."""

        key: int

    @dataclass
    class Opened(Message):
        """The user wants to read this article; None where the list is still empty."""

        key: int | None

    @dataclass
    class FilterCleared(Message):
        """The user wants to see all articles."""

    @dataclass
    class SortRequested(Message):
        """The user wants the next order."""

    @dataclass
    class UnfoldRequested(Message):
        """The near copies of an article are to be shown, or to be folded again.

        Attributes:
            key: the article.
            select: whether the cursor is to go to it, and nothing to be folded.
        """

        key: int
        select: bool = False

    def __init__(self, fetch: RowSource, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            fetch: gives the rows of some keys, at once.
            id: the widget's name in the style sheet.
        """
        super().__init__(id=id)
        self._fetch = fetch
        self._keys: Sequence[int] = ()
        self._folding = Folding()
        self._rows: dict[int, ListRow] = {}
        self._strips: dict[tuple[int, bool, int, int], list[Strip]] = {}
        self._styles: dict[str, Style] = {}
        self._top = 0
        self._message = ""
        self._last: int | None = None  # under the cursor when something was in the list

    # What is shown

    @property
    def keys(self) -> Sequence[int]:
        """The articles' keys, in order."""
        return self._keys

    @property
    def current_key(self) -> int | None:
        """The key of the article under the cursor, or None in an empty list."""
        return self._keys[self.cursor] if self.cursor < len(self._keys) else None

    @property
    def lines_per_article(self) -> int:
        """How many lines each article takes: a third where there is room."""
        height = self.size.height - _HEAD
        return 3 if height >= _TALL or len(self._keys) * 3 <= height else 2

    @property
    def folding(self) -> Folding:
        """The articles with their near copies."""
        return self._folding

    def show_keys(self, keys: Sequence[int], *, empty_message: str = "") -> None:
        """Show these articles, none of them as a near copy: see `show`."""
        self.show(Folding(keys, len(keys)), empty_message=empty_message)

    def show(self, folding: Folding, *, empty_message: str = "") -> None:
        """Show these articles; the cursor stays on its article, if that is still there.

        Where that is folded now, it goes to the first of its near copies.
        """
        before = self.current_key
        if before is not None:
            self._last = before
        current = self._last  # also once a filter that let nothing through is gone
        keys = self._keys = folding.keys
        self._folding = folding
        if current is not None and current not in keys:
            current = folding.first.get(current, current)
        self._message = empty_message
        self._strips.clear()
        if current is not None and current in keys:
            self.set_reactive(ArticleList.cursor, keys.index(current))
        else:
            self.set_reactive(ArticleList.cursor, max(0, min(self.cursor, len(keys) - 1)))
        self._keep_cursor_visible()
        self.refresh()
        if self.current_key != before and self.current_key is not None:
            self.post_message(self.Highlighted(self.current_key))

    def forget_rows(self) -> None:
        """Ask for the rows again: what is known of the articles has changed."""
        self._rows.clear()
        self._strips.clear()
        self.refresh()

    def forget_row(self, key: int) -> None:
        """Ask for one article's row again."""
        self._rows.pop(key, None)
        self._strips.clear()
        self.refresh()

    def select_key(self, key: int) -> None:
        """Put the cursor on an article, if it is in the list; where it is folded, unfold it."""
        if key in self._keys:
            self.cursor = self._keys.index(key)
        elif key in self._folding.first:
            self.post_message(self.UnfoldRequested(key, select=True))

    def row(self, key: int) -> ListRow | None:
        """Return what the list knows of an article."""
        if key not in self._rows:
            self._rows.update(self._fetch([key]))
        return self._rows.get(key)

    @property
    def _room(self) -> int:
        """How many articles are wholly on the screen."""
        return max(1, (self.size.height - _HEAD) // self.lines_per_article)

    def on_resize(self) -> None:
        """Lay out anew; the article under the cursor stays on the screen."""
        self._strips.clear()
        self._keep_cursor_visible()

    def _style(self, name: str) -> Style:
        """Return a named style, or that of plain text for an empty name."""
        if name not in self._styles:
            found = self.get_component_rich_style(f"list--{name}") if name else self.rich_style
            self._styles[name] = found
        return self._styles[name]

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.size.width
        if y < _HEAD:
            return self._title_line(width) if y == 0 else Strip.blank(width, self._style(""))
        index, line = divmod(y - _HEAD, self.lines_per_article)
        index += self._top
        if index >= len(self._keys):
            return self._message_line(y - _HEAD, width)
        key = self._keys[index]
        if key not in self._rows:
            self._fetch_around(index)
        row = self._rows.get(key)
        if row is None:  # removed from the library since the keys were read
            return Strip.blank(width, self._style(""))
        is_cursor = index == self.cursor
        # A line may be asked for in a new size before `on_resize` is called.
        cache_key = (key, is_cursor, width, self.lines_per_article)
        strips = self._strips.get(cache_key)
        if strips is None:
            if len(self._strips) > _CACHE:
                self._strips.clear()
            strips = self._strips[cache_key] = self._draw(row, is_cursor=is_cursor)
        return Strip.join([strips[line], self._scroll_bar(y)])

    def _title_line(self, width: int) -> Strip:
        style = self._style("title")
        # A long search leaves room for the number of articles.
        room = max(width // 2, width - cell_len(self.title) - 3)
        remark = truncate(safe(self.remark), room)
        return Strip([Segment(two_ends(self.title, remark, width), style)], width)

    def _message_line(self, y: int, width: int) -> Strip:
        lines = self._message.split("\n") if not self._keys else []
        if not 0 <= y < len(lines):
            return Strip.blank(width, self._style(""))
        text = pad(" " + truncate(lines[y], max(1, width - 2)), width)
        return Strip([Segment(text, self._style("facts"))], width)

    def _scroll_bar(self, y: int) -> Strip:
        height, count, room = self.size.height - _HEAD, len(self._keys), self._room
        if count <= room:
            return Strip([Segment(" ", self._style(""))], 1)
        first = self._top * height // count
        last = max(first, ((self._top + room) * height - 1) // count)
        if self._top + room >= count:
            first, last = height - 1 - (last - first), height - 1
        is_thumb = first <= y - _HEAD <= last
        style = self._style("thumb" if is_thumb else "track")
        return Strip([Segment("█" if is_thumb else "│", style)], 1)

    def _fetch_around(self, index: int) -> None:
        if len(self._rows) > _CACHE:
            self._rows.clear()
        first = max(0, index - _AHEAD)
        last = index + self._room + _AHEAD
        wanted = [key for key in self._keys[first:last] if key not in self._rows]
        self._rows.update(self._fetch(wanted))

    def _draw(self, row: ListRow, *, is_cursor: bool) -> list[Strip]:
        width, lines = self.size.width - 1, self.lines_per_article
        under = self._style("cursor") if is_cursor else Style.null()

        def style(name: str) -> Style:
            return self._style(name) + under

        base = self._style("") + under
        room = max(1, width - 6)
        headline = safe(row.headline if row.has_title else f"¶ {row.headline}")
        if row.key in self._folding.first:
            headline = f"└ {headline}"
        headline_style = style("finished" if row.finished else "headline")
        translation = row.translated_headline if self.translated_headlines else None
        copies = copies_in_words(self._folding.copies.get(row.key, 0), room)  # on the last line
        is_last = lines == (3 if translation else 2)
        facts = safe(facts_of_row(row, room - cell_len(copies) if is_last else room))
        second, second_style = facts, style("facts")
        if translation:
            second, second_style = safe(translation), style("translation")
        texts = [(headline, headline_style), (second, second_style)]
        if lines > len(texts):
            texts.append((facts if translation else "", style("facts")))
        # Beside the headline: what it is in. Below it: what the user said of it, and has read.
        beside = [pad(truncate(safe(row.language), 3), 3) + " ", pad(marks_of_row(row), 4), "    "]
        strips = []
        for number, (text, text_style) in enumerate(texts):
            end = copies if number == lines - 1 else ""
            left = room - cell_len(end)
            strips.append(
                Strip(
                    [
                        Segment("▌" if is_cursor else " ", style("language")),
                        Segment(beside[number], style("language")),
                        Segment(pad(truncate(text, left), left), text_style),
                        Segment(end, style("facts")),
                        Segment(" ", base),
                    ],
                    width,
                ).adjust_cell_length(width, base)
            )
        return strips

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an article."""
        return max(0, min(cursor, len(self._keys) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Show where the cursor is and say so."""
        if old == new or not self._keys:
            return
        per_article = self.lines_per_article
        if not self._keep_cursor_visible():
            for index in (old, new):
                y = _HEAD + (index - self._top) * per_article
                self.refresh(Region(0, y, self.size.width, per_article))
        self.post_message(self.Highlighted(self._keys[new]))

    def watch_translated_headlines(self) -> None:
        """Draw all rows anew."""
        self._strips.clear()
        self.refresh()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - as Textual calls it
        """The cursor looks different without the focus."""
        super().watch_has_focus(has_focus)
        self._strips.clear()
        self._styles.clear()
        self.refresh()

    def _keep_cursor_visible(self) -> bool:
        """Scroll no further than needed; return whether anything moved."""
        room = self._room
        top = max(min(self._top, self.cursor), self.cursor - room + 1)
        return self._scroll_to_index(top)

    def _scroll_to_index(self, top: int) -> bool:
        top = max(0, min(top, len(self._keys) - self._room))
        if top == self._top:
            return False
        self._top = top
        self.refresh()
        return True

    def _page(self) -> int:
        return max(1, self._room - 1)

    def action_list_down(self) -> None:
        self.cursor += 1

    def action_list_up(self) -> None:
        self.cursor -= 1

    def action_list_page_down(self) -> None:
        self.cursor += self._page()

    def action_list_page_up(self) -> None:
        self.cursor -= self._page()

    def action_list_home(self) -> None:
        self.cursor = 0

    def action_list_end(self) -> None:
        self.cursor = len(self._keys) - 1

    def action_read(self) -> None:
        self.post_message(self.Opened(self.current_key))

    def action_clear_filter(self) -> None:
        self.post_message(self.FilterCleared())

    def action_unfold_copies(self) -> None:
        if self.current_key is not None:
            self.post_message(self.UnfoldRequested(self.current_key))

    def action_sort(self) -> None:
        self.post_message(self.SortRequested())

    def on_click(self, event: events.Click) -> None:
        """Choose the article under the mouse; a double click opens it."""
        if event.x == self.size.width - 1 and len(self._keys) > self._room:
            height = max(1, self.size.height - _HEAD - 1)
            self._scroll_to_index((event.y - _HEAD) * (len(self._keys) - self._room) // height)
            return
        index = self._top + (event.y - _HEAD) // self.lines_per_article
        if event.y >= _HEAD and index < len(self._keys):
            self.cursor = index
            if event.chain > 1:
                self.action_read()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by one article."""
        event.stop()
        self._scroll_to_index(self._top + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by one article."""
        event.stop()
        self._scroll_to_index(self._top - 1)
