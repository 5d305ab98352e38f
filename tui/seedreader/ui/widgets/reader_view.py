"""The pair of panes: an original and its translation, scrolling as one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from seedreader.ui.actions import Place, bindings
from seedreader.ui.reading.document import BlockKind, Document
from seedreader.ui.reading.entity_lights import EntityLights, Light
from seedreader.ui.reading.find import Hit
from seedreader.ui.reading.layout import Geometry, PaneLine, Panes, Position, Rows, Side
from seedreader.ui.reading.selection import Point, Selection
from seedreader.ui.reading.viewport import Mark, Viewport
from seedreader.ui.reading.words import LitWord, Word, lit_words, next_word, word_at
from seedreader.ui.text import pad, truncate
from seedreader.ui.widgets.entity_style import ENTITY_CLASSES, component_classes, entity_css
from seedreader.ui.widgets.painter import Lit, Painter, text_width
from seedreader.ui.wording import NARROW, WIDE

_STRIPS_KEPT = 2000
_WHEEL_ROWS = 3


@dataclass
class SentenceMessage(Message):
    """Something is wanted for a sentence: its number in the document."""

    sentence: int


class ReaderView(Widget, can_focus=True):
    """Shows a document; knows nothing of where it came from."""

    DEFAULT_CSS = """
    ReaderView {
        height: 1fr;
        background: $background;
        & > .reader--title { text-style: bold; }
        & > .reader--boilerplate { color: $text-muted; }
        & > .reader--missing { color: $text-muted; text-style: italic; }
        & > .reader--fold { color: $text-muted; text-style: italic; }
        & > .reader--gutter { color: $text-muted; }
        & > .reader--flag { color: $warning; text-style: bold; }
        & > .reader--bar { color: $accent; }
        & > .reader--separator { color: $panel-lighten-1; }
        & > .reader--current { background: $panel; }
        &:focus > .reader--current { background: $primary-muted; }
        .plain & > .reader--current { text-style: bold; }
        & > .reader--hit { background: $warning-muted; color: $foreground; text-style: underline; }
        & > .reader--current-hit {
            background: $warning; color: $background; text-style: bold underline;
        }
        & > .reader--word { text-style: reverse bold; }
        & > .reader--word-uncertain { text-style: underline dim; }
        & > .reader--selection { text-style: reverse; }
        & > .reader--track { color: $panel; }
        & > .reader--thumb { color: $panel-lighten-2; }
    }
    """ + entity_css("ReaderView", "reader")

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.ARTICLE)]
    ALLOW_SELECT = False  # it marks text itself: only it knows which pane and sentence are meant
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--title",
        "reader--boilerplate",
        "reader--missing",
        "reader--fold",
        "reader--gutter",
        "reader--flag",
        "reader--word",
        "reader--word-uncertain",
        "reader--bar",
        "reader--separator",
        "reader--current",
        "reader--hit",
        "reader--current-hit",
        "reader--selection",
        *component_classes("reader"),
        "reader--track",
        "reader--thumb",
    }

    @dataclass
    class Moved(Message):
        """Another sentence is current, or another part is on the screen.

        Attributes:
            sentence: number of the current sentence.
            offset: code points: where the screen's top stands in the text.
            at_end: whether the end is on the screen.
        """

        sentence: int
        offset: int
        at_end: bool

        def can_replace(self, message: Message) -> bool:
            """Only the last of several counts."""
            return isinstance(message, ReaderView.Moved)

    @dataclass
    class NoMoreMentions(Message):
        """There is no lit name after (1) or before (-1) the name cursor."""

        step: int
        lights: EntityLights

    @dataclass
    class EntityRequested(Message):
        """Something is wanted for the name cursor, or for the current sentence: which action."""

        action: str

    @dataclass
    class CopyRequested(Message):
        """The user wants this text on the clipboard; `what` names it."""

        text: str
        what: str

    @dataclass
    class FindCleared(Message):
        """The user has seen enough of what was found."""

    @dataclass
    class LeaveRequested(Message):
        """The user wants to leave the article."""

    @dataclass
    class NothingFlagged(Message):
        """No sentence after (1) or before (-1) the current one looks wrong."""

        step: int

    class RetryRequested(SentenceMessage):
        """The current sentence is to be translated again, otherwise."""

    class OpinionsRequested(SentenceMessage):
        """All translations of the current sentence are wanted, and perhaps another one."""

    class EditRequested(SentenceMessage):
        """The user wants to write the translation of the current sentence."""

    @dataclass
    class UnfoldRequested(Message):
        """Boilerplate that is folded away is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty view."""
        super().__init__(id=id)
        self._viewport = Viewport()
        self._painter: Painter | None = None
        self._strips: dict[tuple[Position, int | None, Word | None], Strip] = {}
        self._styles: dict[str, Style] = {}
        self._message = ""
        # What the user chose
        self._chosen_panes: Panes | None = None
        self._chosen_layout: Panes | None = None
        self._chosen_rows = Rows.PARAGRAPH
        self._terminal_width = 0
        # What is lit
        self._sentence = 0
        self._is_sought = False  # it is to be brought onto the screen once there is room
        self._hits: tuple[Hit, ...] = ()
        self._hits_by_sentence: dict[int, list[tuple[int, Hit]]] = {}
        self._hit: int | None = None
        self._selection: Selection | None = None
        self._word: Word | None = None
        self._lights = EntityLights()
        self._mention: int | None = None
        self._marking_from: tuple[PaneLine, Point] | None = None

    # Names

    @property
    def lights(self) -> EntityLights:
        """The names that are lit."""
        return self._lights

    @property
    def mention(self) -> Light | None:
        """The name under the name cursor, or None."""
        return None if self._mention is None else self._lights.source[self._mention]

    def set_lights(self, lights: EntityLights) -> None:
        """Light these names; the name cursor stays on its place, if that is still lit."""
        at = self.mention
        self._lights = lights
        self._mention = None
        if at is not None:
            same = (n for n, light in enumerate(lights.source) if light.start == at.start)
            self._mention = next(same, None)
        self._strips.clear()
        self._changed()

    def go_to_mention(self, index: int | None) -> None:
        """Put the name cursor on a light of the original, and make its sentence current."""
        document = self._viewport.document
        self._mention = index
        self._strips.clear()
        if index is None or document is None:
            self._changed()
        else:
            self.go_to_sentence(document.sentence_at(self._lights.source[index].start))

    def action_next_mention(self) -> None:
        self.step_mention(1)

    def action_previous_mention(self) -> None:
        self.step_mention(-1)

    def step_mention(self, step: int) -> None:
        """Put the name cursor on the next light (1) or the one before (-1), or tell of none."""
        document = self._viewport.document
        if document is None or not document.sentences:
            return
        index = self._mention
        if index is None or self._lights.source[index].start not in range(
            document.sentences[self._sentence].start, document.sentences[self._sentence].end
        ):
            here = self._lights.in_sentence(document.sentences[self._sentence])
            index = here.start - 1 if step > 0 else here.stop
        index += step
        while 0 <= index < len(self._lights.source):
            number = document.sentence_at(self._lights.source[index].start)
            if self._viewport.unfolded or document.number_in_body(number) is not None:
                self.go_to_mention(index)
                return
            index += step
        self.post_message(self.NoMoreMentions(step, self._lights))

    def action_follow_entity(self) -> None:
        self.post_message(self.EntityRequested("follow_entity"))

    def action_entity_details(self) -> None:
        self.post_message(self.EntityRequested("entity_details"))

    def action_who_else(self) -> None:
        self.post_message(self.EntityRequested("who_else"))

    # What is shown

    @property
    def document(self) -> Document | None:
        """The article on the screen, or None."""
        return self._viewport.document

    @property
    def sentence(self) -> int:
        """Number of the current sentence in the document."""
        return self._sentence

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The places that were found."""
        return self._hits

    @property
    def hit(self) -> int | None:
        """Index of the current one of them."""
        return self._hit

    @property
    def word(self) -> Word | None:
        """The word under the word cursor, a word of the current sentence; or None."""
        return self._word

    @property
    def sentences_on_screen(self) -> list[int]:
        """Numbers of the sentences of which anything is on the screen, in order."""
        return self._viewport.sentences_on_screen()

    @property
    def panes(self) -> Panes:
        """Which languages are on the screen now, and where."""
        return self._viewport.geometry.panes

    def show_document(
        self, document: Document, *, offset: int = 0, sentence: int | None = None
    ) -> None:
        """Show an article, with the row on top that holds an offset of its text.

        Args:
            document: the article.
            offset: code points.
            sentence: where the current sentence begins, likewise; None for the one on top.
        """
        self._viewport.document = document
        self._hits, self._hits_by_sentence, self._hit = (), {}, None
        self._word = None
        self._lights, self._mention = EntityLights(), None
        self._viewport.unfolded |= _is_all_folded(document)
        if sentence is not None:
            self._sentence = document.sentence_at(sentence)
        else:
            self._sentence = document.sentence_at(offset) if offset else document.first_in_body
        self._is_sought = False
        self._lay_out(Mark(offset))

    def update_document(self, document: Document) -> None:
        """Show the same article with other translations, without moving it."""
        mark = self._viewport.mark()
        self._viewport.document = document
        self._word = None
        self._lay_out(mark)

    def renew_sentences(self, document: Document, sentences: Collection[int]) -> None:
        """Show the same article with other translations of a few sentences.

        The current sentence stays on its row of the screen. What is found in these sentences'
        translations is no longer lit: see `replace_hits`.

        Args:
            document: the article as it is now.
            sentences: numbers of those whose translation is another one.
        """
        viewport = self._viewport
        if viewport.document is None or not (viewport.blocks and viewport.height):
            viewport.document = document
            self._lay_out(viewport.mark())
            return
        top = viewport.top
        blocks = viewport.renew(document, sentences, self._sentence)
        if self._fitting_panes() is not viewport.geometry.panes:
            self._lay_out(viewport.mark())
            return
        self._painter = None
        if self._sentence in sentences:
            self._word = None
        if self._selection is not None and self._selection.touches(blocks):
            self._selection = self._marking_from = None
            self.release_mouse()
        self._strips = {
            key: strip for key, strip in self._strips.items() if key[0].block not in blocks
        }
        changed = set(sentences)
        stale = [hit for hit in self._hits if hit.side is Side.TARGET and hit.sentence in changed]
        if stale:
            self.replace_hits(tuple(hit for hit in self._hits if hit not in set(stale)))
        on_screen = {position.block for position, _ in viewport.visible()}
        if top != viewport.top or blocks & on_screen:
            self._changed()

    def show_message(self, message: str) -> None:
        """Show a few lines in place of an article."""
        self._viewport.document = None
        self._message = message
        self._lay_out(Mark(0))

    def set_panes(self, panes: Panes | None) -> None:
        """Show only one language (SOURCE, TARGET), or with None both."""
        self._chosen_panes = panes
        self._lay_out(self._viewport.mark())

    def set_layout(self, layout: Panes | None) -> None:
        """Choose SIDE or STACKED, or with None whichever fits."""
        self._chosen_layout = layout
        self._lay_out(self._viewport.mark())

    def set_rows(self, rows: Rows) -> None:
        """Choose what is aligned."""
        self._chosen_rows = rows
        self._lay_out(self._viewport.mark())

    def set_unfolded(self, *, unfolded: bool) -> None:
        """Show the boilerplate, or fold it away."""
        mark = self._viewport.mark()
        document = self._viewport.document
        self._viewport.unfolded = unfolded or (document is not None and _is_all_folded(document))
        self._lay_out(mark)

    def set_terminal_width(self, cells: int) -> None:
        """Tell how wide the whole terminal is: the layout follows from that."""
        if cells != self._terminal_width:
            self._terminal_width = cells
            self._lay_out(self._viewport.mark())

    def _fitting_panes(self) -> Panes:
        document = self._viewport.document
        if document is None or not (document.translated or document.awaited):
            return Panes.SOURCE
        if self._chosen_panes is not None:
            return self._chosen_panes
        if self._chosen_layout is not None:
            return self._chosen_layout
        if self._terminal_width >= WIDE:
            return Panes.SIDE
        return Panes.STACKED if self._terminal_width >= NARROW else Panes.SOURCE

    # Moving

    def _lay_out(self, mark: Mark) -> None:
        """Lay out anew for what has changed, with a place of the text on top."""
        viewport = self._viewport
        panes = self._fitting_panes()
        width = max(1, self.size.width - 1)  # the last column is the scroll bar
        viewport.geometry = Geometry(panes, self._chosen_rows, text_width(width, panes))
        viewport.height = self.size.height
        viewport.lay_out(mark)
        self._painter = None
        self._selection = None
        self._marking_from = None
        self._strips.clear()
        if self._is_sought and viewport.blocks and viewport.height:
            self._is_sought = False
            viewport.bring_into_view(self._sentence)
        self._choose_visible_sentence()
        self._changed()

    def _changed(self) -> None:
        """Draw anew, and say where the reader is."""
        self.refresh()
        viewport = self._viewport
        if viewport.document is not None and viewport.height:
            self.post_message(self.Moved(self._sentence, viewport.offset, viewport.is_at_end))

    def _choose_visible_sentence(self) -> None:
        """Let the current sentence be one that is on the screen."""
        numbers = self._viewport.sentences()
        if numbers and self._sentence not in numbers:
            later = (number for number in numbers if number > self._sentence)
            self._sentence = next(later, numbers[-1])
            self._word = None

    def scroll_rows(self, rows: int) -> None:
        """Scroll by so many rows; the current sentence stays on the screen."""
        viewport = self._viewport
        if viewport.blocks and viewport.scroll_to(viewport.space.move(viewport.top, rows)):
            self._choose_visible_sentence()
            self._changed()

    def go_to_sentence(self, sentence: int) -> None:
        """Make a sentence the current one and bring it onto the screen, once there is room."""
        document, viewport = self._viewport.document, self._viewport
        if document is None or not document.sentences:
            return
        sentence = max(0, min(sentence, len(document.sentences) - 1))
        if sentence != self._sentence:
            self._sentence, self._word = sentence, None
        if not viewport.unfolded and document.number_in_body(self._sentence) is None:
            self.post_message(self.UnfoldRequested())
            self.set_unfolded(unfolded=True)
        if viewport.height:
            viewport.bring_into_view(self._sentence)
        else:
            self._is_sought = True
        self._changed()

    def set_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show the places that were found; the first from the current sentence on is chosen."""
        self._set_hits(hits)
        self._hit = None
        if hits:
            later = (index for index, hit in enumerate(hits) if hit.sentence >= self._sentence)
            self.go_to_hit(next(later, 0))
        else:
            self._changed()

    def replace_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show other places for the same words, because the text has changed; nothing moves."""
        current = self._hits[self._hit] if self._hit is not None else None
        self._set_hits(hits)
        self._hit = hits.index(current) if current in hits else None
        self._changed()

    def _set_hits(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self._hits_by_sentence = {}
        for index, hit in enumerate(hits):
            self._hits_by_sentence.setdefault(hit.sentence, []).append((index, hit))
        self._strips.clear()

    def go_to_hit(self, index: int) -> None:
        """Make a hit the current one; indices wrap around."""
        if self._hits:
            self._hit = index % len(self._hits)
            self._strips.clear()
            self.go_to_sentence(self._hits[self._hit].sentence)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        self._painter = None
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Lay out anew for the new size; what was on top stays on top."""
        self._lay_out(self._viewport.mark())

    def render_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        if self._viewport.document is None:
            return self._message_line(y)
        window = self._viewport.visible()
        if y >= len(window):
            content = Strip.blank(self.size.width - 1, self._style(""))
        else:
            position, row = window[y]
            block = self._viewport.blocks[position.block]
            is_current = self._sentence in block.sentences
            key = (
                position,
                self._sentence if is_current else None,
                self._word if is_current else None,
            )
            drawn = self._strips.get(key)
            if drawn is None:
                if len(self._strips) > _STRIPS_KEPT:
                    self._strips.clear()
                lit = Lit(
                    self._sentence,
                    self._hits_by_sentence,
                    self._hit,
                    self._selection,
                    words=self._lit_words() if is_current else (),
                    entities=self._lights,
                    mention=self.mention,
                )
                drawn = self._strips[key] = self._paint().draw(position, row, block, lit)
            content = drawn
        return Strip.join([content, self._scroll_bar(y)])

    def _lit_words(self) -> tuple[LitWord, ...]:
        document = self._viewport.document
        if document is None or self._word is None:
            return ()
        return lit_words(document, self._sentence, self._word)

    def _paint(self) -> Painter:
        if self._painter is None:
            assert self._viewport.document is not None
            self._painter = Painter(
                document=self._viewport.document,
                geometry=self._viewport.geometry,
                width=self.size.width - 1,
                base=self._style(""),
                style=self._style,
            )
        return self._painter

    def _style(self, name: str) -> Style:
        """Return a named style, or that of plain text for an empty name."""
        if name not in self._styles:
            partial = name in ENTITY_CLASSES  # on whatever ground there is
            found = self.rich_style
            if name:
                found = self.get_component_rich_style(f"reader--{name}", partial=partial)
            self._styles[name] = found
        return self._styles[name]

    def _message_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._message.split("\n")
        text = lines[y - 1] if 1 <= y <= len(lines) else ""
        shown = pad("  " + truncate(text, max(1, width - 2)), width)
        return Strip([Segment(shown, self._style(""))]).adjust_cell_length(width, self._style(""))

    def _scroll_bar(self, y: int) -> Strip:
        """Draw a cell of the scroll bar, which tells the place in the text, not in rows."""
        viewport = self._viewport
        height = viewport.height
        window = viewport.visible()
        length = len(viewport.document.article.text) if viewport.document else 0
        if not window or not length or viewport.is_whole:
            return Strip([Segment(" ", self._style(""))], 1)
        first = min(height - 1, window[0][1].offset * height // length)
        last = max(first, min(height - 1, (window[-1][1].offset * height - 1) // length))
        if viewport.is_at_end:
            first, last = height - 1 - (last - first), height - 1
        is_thumb = first <= y <= last
        name = "thumb" if is_thumb else "track"
        return Strip([Segment("█" if is_thumb else "│", self._style(name))], 1)

    # The mouse

    def _point(self, x: int, y: int) -> tuple[PaneLine, Point] | None:
        """Return what is under a cell."""
        window = self._viewport.visible()
        if not 0 <= y < len(window):
            return None
        position, row = window[y]
        found = self._paint().hit_test(row, x)
        return (found[0], Point(position, found[1])) if found else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to mark text, go where the scroll bar was hit, or unfold."""
        viewport = self._viewport
        if event.button != 1 or viewport.document is None:
            return
        if event.x == self.size.width - 1:
            length = len(viewport.document.article.text)
            offset = event.y * length // max(1, viewport.height - 1)
            if viewport.scroll_to(viewport.position_of(offset)):
                self._choose_visible_sentence()
                self._changed()
            return
        window = viewport.visible()
        if event.y < len(window):
            position = window[event.y][0]
            if viewport.blocks[position.block].kind is BlockKind.FOLD and position.row == 0:
                self.post_message(self.UnfoldRequested())
                return
        self._mark(None)
        self._marking_from = self._point(event.x, event.y)
        if self._marking_from is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend what is marked, within the language where it began."""
        if self._marking_from is None:
            return
        pane, start = self._marking_from
        if not 0 <= event.y < self._viewport.height:
            self.scroll_rows(-1 if event.y < 0 else 1)
        found = self._point(event.x, max(0, min(event.y, self._viewport.height - 1)))
        if found is not None and found[0].text.side is pane.text.side and found[1] != start:
            self._mark(Selection.between(pane.text.side, start, found[1]))

    def on_mouse_up(self) -> None:
        """Finish marking; a click without it makes a sentence the current one."""
        if self._marking_from is None:
            return
        pane, point = self._marking_from
        self._marking_from = None
        self.release_mouse()
        sentence = pane.text.sentence_at(point.offset)
        if self._selection is None and sentence is not None:
            if pane.text.side is Side.SOURCE:
                self._mention = self._lights.index_at(point.offset)
                self._strips.clear()
            self.go_to_sentence(sentence)
            self._point_at(pane, sentence, point.offset)

    def _point_at(self, pane: PaneLine, sentence: int, offset: int) -> None:
        """Put the word cursor on the word at an offset of a pane's text."""
        document, span = self._viewport.document, pane.text.span_of(sentence)
        if document is None or span is None or document.translation(sentence) is None:
            return
        if pane.text.side is Side.TARGET:
            offset -= span.start
        self._word = word_at(document, sentence, pane.text.side, offset)
        self._changed()

    def _mark(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self._strips.clear()
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll."""
        event.stop()
        self.scroll_rows(-_WHEEL_ROWS)

    # Actions: what each does is said in `actions`

    @property
    def _page(self) -> int:
        return max(1, self._viewport.height - 2)  # two rows are seen twice, so that none is lost

    def action_scroll_down(self) -> None:
        self.scroll_rows(1)

    def action_scroll_up(self) -> None:
        self.scroll_rows(-1)

    def action_page_down(self) -> None:
        self.scroll_rows(self._page)

    def action_page_up(self) -> None:
        self.scroll_rows(-self._page)

    def action_half_page_down(self) -> None:
        self.scroll_rows(max(1, self._viewport.height // 2))

    def action_half_page_up(self) -> None:
        self.scroll_rows(-max(1, self._viewport.height // 2))

    def action_home(self) -> None:
        document = self._viewport.document
        if document is not None:
            self._viewport.scroll_to(Position(0, 0))
            self._sentence = document.first_in_body
            self._choose_visible_sentence()
            self._changed()

    def action_end(self) -> None:
        if self._viewport.blocks:
            self._viewport.scroll_to(self._viewport.last_top)
            numbers = self._viewport.sentences()
            self._sentence = numbers[-1] if numbers else 0
            self._changed()

    def action_next_sentence(self) -> None:
        self._step(self._viewport.next_sentence(self._sentence, 1))

    def action_previous_sentence(self) -> None:
        self._step(self._viewport.next_sentence(self._sentence, -1))

    def action_next_word(self) -> None:
        self._step_word(1)

    def action_previous_word(self) -> None:
        self._step_word(-1)

    def _step_word(self, step: int) -> None:
        document = self._viewport.document
        if document is not None and document.sentences:
            self._word = next_word(document, self._sentence, self._word, step)
            self._viewport.bring_into_view(self._sentence)
            self._changed()

    def action_next_flagged(self) -> None:
        self._step_flagged(1)

    def action_previous_flagged(self) -> None:
        self._step_flagged(-1)

    def _step_flagged(self, step: int) -> None:
        document = self._viewport.document
        if document is None:
            return
        sentence = document.next_flagged(self._sentence, step)
        if sentence is None:
            self.post_message(self.NothingFlagged(step))
        else:
            self.go_to_sentence(sentence)

    def action_retry(self) -> None:
        self._request(self.RetryRequested)

    def action_opinions(self) -> None:
        self._request(self.OpinionsRequested)

    def action_edit(self) -> None:
        self._request(self.EditRequested)

    def _request(self, message: type[SentenceMessage]) -> None:
        document = self._viewport.document
        if document is not None and document.sentences:
            self.post_message(message(self._sentence))

    def action_next_paragraph(self) -> None:
        self._step(self._viewport.next_paragraph(self._sentence, 1))

    def action_previous_paragraph(self) -> None:
        self._step(self._viewport.next_paragraph(self._sentence, -1))

    def _step(self, sentence: int | None) -> None:
        if sentence is not None:
            self.go_to_sentence(sentence)

    def action_next_hit(self) -> None:
        self.go_to_hit(0 if self._hit is None else self._hit + 1)

    def action_previous_hit(self) -> None:
        self.go_to_hit(-1 if self._hit is None else self._hit - 1)

    def action_copy_sentence(self) -> None:
        document = self._viewport.document
        if self._selection is not None:
            text = self._selection.text(self._viewport.space)
            self.post_message(self.CopyRequested(text, "what is marked"))
        elif document is not None and document.sentences:
            text = document.source_text(self._sentence)
            self.post_message(self.CopyRequested(text, "sentence"))

    def action_copy_translation(self) -> None:
        document = self._viewport.document
        if document is not None and document.sentences:
            translation = document.translation(self._sentence)
            text = translation.text if translation else ""
            self.post_message(self.CopyRequested(text, "translation"))

    def action_copy_pair(self) -> None:
        document = self._viewport.document
        if document is not None and document.sentences:
            translation = document.translation(self._sentence)
            lines = [document.source_text(self._sentence)]
            lines += [translation.text] if translation else []
            self.post_message(self.CopyRequested("\n".join(lines), "sentence and translation"))

    def action_copy_article(self) -> None:
        if self._viewport.document is not None:
            text = self._viewport.document.plain_text()
            self.post_message(self.CopyRequested(text, "article"))

    def action_to_list(self) -> None:
        if self._selection is not None:
            self._mark(None)
        elif self._word is not None:
            self._word = None
            self._changed()
        elif self._mention is not None:
            self.go_to_mention(None)
        elif self._hits:
            self.post_message(self.FindCleared())
        else:
            self.post_message(self.LeaveRequested())


def _is_all_folded(document: Document) -> bool:
    """Tell whether there is nothing to see but folds."""
    return all(block.kind is BlockKind.FOLD for block in document.folded)
