"""The right part of the screen: an article with its facts, loaded and remembered."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from seedreader.article import Span, primary_language
from seedreader.library import Library, Scope
from seedreader.translation.model import ProvenanceKind, Translation
from seedreader.ui.reading.document import Document
from seedreader.ui.reading.find import Hit, find_hits
from seedreader.ui.reading.layout import Panes, Rows, Side
from seedreader.ui.reading.words import counterparts, word_text
from seedreader.ui.settings import Settings
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.text import safe
from seedreader.ui.translation_routes import language_of_sentences
from seedreader.ui.translation_task import TranslationTask
from seedreader.ui.widgets.lines import Facts, Rule
from seedreader.ui.widgets.note import Note
from seedreader.ui.widgets.reader_view import ReaderView
from seedreader.ui.wording import (
    NARROW,
    flags_in_words,
    length_in_words,
    plural,
    provenance_in_words,
)

_REST = 0.05  # seconds on an article of the list before it is loaded
_DOCUMENTS_KEPT = 8
_SAVE_AFTER = 1.0  # seconds of rest after which the place in the article is remembered
_MANY = 500  # sentences of which it is faster to draw all anew than to look each up
_WRAPPING = 40  # code points by which white space may lengthen a sentence that is set otherwise
_LAYOUTS = (None, Panes.SIDE, Panes.STACKED)


class ArticlePane(Vertical):
    """Shows the article that it is told to, and remembers where the reader stopped in it."""

    DEFAULT_CSS = """
    ArticlePane {
        height: 1fr;
        & > Facts { height: 1; color: $text-muted; }
        & > Rule { height: 1; color: $panel-lighten-1; }
        & > Note { color: $text-muted; }
    }
    """

    @dataclass
    class Shown(Message):
        """An article is on the screen now: its key."""

        key: int

    @dataclass
    class StatusChanged(Message):
        """What can be said of the current sentence."""

        text: str

    @dataclass
    class Said(Message):
        """A few words on what an action has done."""

        text: str

    @dataclass
    class Found(Message):
        """So many places were found."""

        hits: int

    def __init__(
        self,
        store: StoreThread,
        scope: Scope,
        settings: Settings,
        task: TranslationTask,
        *,
        target: str,
        id: str,  # noqa: A002
    ) -> None:
        """Make an empty pane.

        Args:
            store: gives articles and keeps positions.
            scope: how paths are shown.
            settings: what the user chose.
            task: translates what is shown.
            target: primary subtag of the language to translate into.
            id: the widget's name in the style sheet.
        """
        super().__init__(id=id)
        self._store = store
        self._scope = scope
        self._target = target
        self._translation_task = task
        self._prefers_engine = False
        self._late: dict[Span, Translation] = {}
        self._query = ""
        self._view = ReaderView(id="reader")
        self._facts = Facts(id="facts")
        self._note = Note(id="note")
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._wanted: int | None = None
        self._shown: int | None = None
        self._own_words = ""
        self._offset = 0
        self._first_place: tuple[int, int] | None = None
        self._is_opened = False  # more than looked at while the user walked the list
        self._is_finished = False
        self._moved_at = 0.0
        self._unfolded = False
        self._panes: Panes | None = None
        self._layout_choice = {"side": Panes.SIDE, "stacked": Panes.STACKED}.get(settings.layout)
        self._row_choice = Rows(settings.rows)

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._facts
        yield Rule()
        yield self._note
        yield self._view

    def on_mount(self) -> None:
        """Take over what the user chose."""
        self._view.set_layout(self._layout_choice)
        self._view.set_rows(self._row_choice)

    # What is shown

    @property
    def view(self) -> ReaderView:
        """The pair of panes."""
        return self._view

    @property
    def shown(self) -> int | None:
        """The key of the article on the screen, or None."""
        return self._shown

    @property
    def is_loading(self) -> bool:
        """Whether another article is about to be shown."""
        return self._wanted is not None

    def set_place(self, text: str) -> None:
        """Say where the article stands in the list."""
        self._facts.right = text

    def set_own_words(self, text: str) -> None:
        """Say what the user said of the article."""
        self._own_words = text
        self._show_facts()

    def forget_reading(self) -> None:
        """Remember no place until the user reads on: the article is marked as unread."""
        self._is_opened = self._is_finished = False
        self._first_place = None

    def show_nothing(self, message: str) -> None:
        """Show a message in place of an article."""
        self.save_position()
        self._wanted = self._shown = None
        self._view.show_message(message)
        self.set_note("")
        self._facts.left = self._facts.right = ""
        self.post_message(self.StatusChanged(""))

    def open(self, key: int, *, at_once: bool = True) -> None:
        """Show an article as soon as it is loaded; the one asked for last is shown.

        Args:
            key: the article's key.
            at_once: false while the user walks the list, and may be about to go on.
        """
        if self._wanted == key or (self._wanted is None and self._shown == key):
            return
        self._wanted = key
        self._load(key, 0.0 if at_once else _REST)

    def update(self) -> None:
        """Load the article on the screen anew, and show it without moving it."""
        self._documents.clear()
        if self._shown is not None and self._wanted is None:
            self._reload(self._shown)

    @work(exclusive=True, group="load")
    async def _load(self, key: int, delay: float) -> None:
        await asyncio.sleep(delay)
        self._late = {}

        def load(library: Library) -> tuple[Document, tuple[int, int] | None] | None:
            if self._wanted != key:  # the user has gone on meanwhile
                return None
            return self._documents.get(key) or self._read(library, key), library.place(key)

        try:
            loaded = await self._store.run(load)
        except KeyError:  # gone since the list was made
            if self._wanted == key:
                self._wanted = None
            return
        if loaded is not None and self._wanted == key:
            document, place = loaded
            self._show(key, self._documents.get(key, document), place)

    @work(exclusive=True, group="load")
    async def _reload(self, key: int) -> None:
        shown = self._view.document
        self._late = {}

        def load(library: Library) -> tuple[Document, list[int] | None]:
            document = self._read(library, key)
            return document, _changed_sentences(shown, document)

        with contextlib.suppress(KeyError):
            document, changed = await self._store.run(load)
            if self._shown != key or self._wanted is not None:
                return
            if self._late:
                document = self._with_made(document, self._late)
                changed = None
            self._keep(key, document)
            if changed is None or self._view.document is not shown:
                self._view.update_document(document)
            else:
                self._view.renew_sentences(document, changed)
            self._show_facts()
            self._translate()

    def _read(self, library: Library, key: int) -> Document:
        target = self._target
        article = library.article(key)
        translations = library.translations(
            article,
            target_language=target,
            shown=self._scope.shown,
            prefer_engine=self._prefers_engine,
        )
        languages = language_of_sentences(article)
        awaited = {
            language
            for language in set(languages.values())
            if self._translation_task.will_translate(language)
        }
        return Document.of(
            article,
            translations,
            target,
            awaited=[
                span
                for span, language in languages.items()
                if language in awaited and span not in translations
            ],
        )

    def _keep(self, key: int, document: Document) -> None:
        self._documents[key] = document
        self._documents.move_to_end(key)
        if len(self._documents) > _DOCUMENTS_KEPT:
            self._documents.popitem(last=False)

    def _show(self, key: int, document: Document, place: tuple[int, int] | None) -> None:
        position, sentence = place or (0, None)
        self.save_position()
        self._keep(key, document)
        self._wanted, self._shown = None, key
        self._offset, self._is_finished = position, False
        self._is_opened, self._first_place = self._view.has_focus, None
        self._own_words = ""
        self._view.set_unfolded(unfolded=self._unfolded)
        self._query = ""
        if self._late:
            document = self._with_made(document, self._late)
            self._keep(key, document)
        self._view.show_document(document, offset=position, sentence=sentence)
        self._show_facts()
        self._translate()
        self.post_message(self.Shown(key))

    # Translations

    @property
    def prefers_engine(self) -> bool:
        """Whether the machine's translations are shown rather than the user's and references."""
        return self._prefers_engine

    @property
    def target(self) -> str:
        """The language that is translated into: its primary subtag."""
        return self._target

    def choose(self, target: str, *, prefers_engine: bool) -> None:
        """Show translations into a language, those of the machine first or last."""
        self._target, self._prefers_engine = target, prefers_engine
        self._translation_task.choose(target, even_if_known=prefers_engine)
        self.update()

    def _translate(self) -> None:
        document = self._view.document
        if self._shown is not None and document is not None:
            self._translation_task.show(self._shown, document.article, self._on_screen())

    def _on_screen(self) -> Sequence[Span]:
        document = self._view.document
        if document is None:
            return ()
        return [document.sentences[number] for number in self._view.sentences_on_screen]

    def take(self, key: int, translations: dict[Span, Translation]) -> None:
        """Show translations of an article that were just made."""
        if key in (self._wanted, self._shown):
            self._late |= translations
        document = self._documents.get(key)
        if document is not None:
            self._documents[key] = self._with_made(document, translations)
            self._renew(key, translations)

    def _with_made(self, document: Document, made: Mapping[Span, Translation]) -> Document:
        """Return a document with what a machine made, where that is what is shown."""
        return document.with_translations(
            {
                span: translation
                for span, translation in made.items()
                if self._is_welcome(document.translations.get(span))
            }
        )

    def _is_welcome(self, known: Translation | None) -> bool:
        """Tell whether a machine's translation is shown in the place of what is there."""
        if known is None or self._prefers_engine:
            return True
        return known.provenance.kind is ProvenanceKind.ENGINE

    def end(self, key: int) -> None:
        """Stop to keep room for translations that will not come."""
        document = self._documents.get(key)
        if document is None or not document.awaited:
            return
        left = [span for span in document.awaited if span not in document.translations]
        self._documents[key] = document.awaiting(())
        self._renew(key, left)

    def _renew(self, key: int, spans: Collection[Span]) -> None:
        """Show a document's sentences as they are now."""
        if key != self._shown:
            return
        document = self._documents[key]
        numbers: Collection[int] = range(len(document.sentences))
        if len(spans) < _MANY:
            numbers = [document.sentence_at(span.start) for span in spans]
        self._view.renew_sentences(document, numbers)
        self._show_facts()
        self.post_message(self.StatusChanged(self.status))
        if self._query:
            self._find_again()

    def put(self, sentence: int, translation: Translation | None) -> None:
        """Show another translation of a sentence of the article on the screen."""
        document, key = self._view.document, self._shown
        if document is not None and key is not None:
            own, text = document.sentences[sentence], document.article.text
            words = document.source_text(sentence)
            spans = {
                span: translation
                for number, span in enumerate(document.sentences)
                if text[span.start] == text[own.start]
                and abs(len(span) - len(own)) <= _WRAPPING
                and document.source_text(number) == words
            }
            self._documents[key] = document.with_translations(spans)
            self._renew(key, spans)

    def language_of(self, sentence: int) -> str:
        """Return the language of a sentence of the article on the screen: its primary subtag."""
        document = self._view.document
        assert document is not None
        span = document.sentences[sentence]
        own = primary_language(document.article.language)
        return language_of_sentences(document.article).get(span, own)

    def languages_left(self) -> list[str]:
        """Return the languages of what has no translation: the current sentence's comes first."""
        document = self._view.document
        if document is None:
            return []
        of_sentences = language_of_sentences(document.article)
        left = [span for span in of_sentences if span not in document.translations]
        current = document.sentences[self._view.sentence] if document.sentences else None
        left.sort(key=lambda span: span != current)
        return list(dict.fromkeys(of_sentences[span] for span in left))

    def set_note(self, text: str) -> None:
        """Say something above the article, or with '' nothing."""
        self._note.text = text

    # Where the reader is

    @on(ReaderView.Moved)
    def _moved(self, message: ReaderView.Moved) -> None:
        message.stop()
        self._offset = message.offset
        self._is_finished |= message.at_end and self._view.has_focus
        place = (message.offset, message.sentence)
        if self._first_place is None:
            self._first_place = place
        self._is_opened |= place != self._first_place
        self._moved_at = time.monotonic()
        self.set_timer(_SAVE_AFTER, self._save_if_resting)
        self._translation_task.look(self._on_screen())
        self.post_message(self.StatusChanged(self.status))

    def on_descendant_focus(self) -> None:
        """Count the article as opened."""
        self._is_opened = True

    def _save_if_resting(self) -> None:
        if time.monotonic() - self._moved_at >= _SAVE_AFTER / 2:
            self.save_position()

    def save_position(self) -> None:
        """Remember where the reader is in the article, if it was opened."""
        document = self._view.document
        if self._shown is None or document is None or not self._is_opened:
            return
        article_id, offset, finished = document.article.id, self._offset, self._is_finished
        sentences = document.sentences
        sentence = sentences[self._view.sentence].start if sentences else None
        self._store.submit(
            lambda library: library.set_position(
                article_id, offset, sentence=sentence, finished=finished
            )
        )

    def _show_facts(self) -> None:
        document = self._view.document
        if document is None:
            return
        article = document.article
        if document.is_in_target_language:
            languages, state = article.language, ""
        else:
            languages = f"{article.language} → {document.target}"
            state = (
                f"{document.translated} of {document.body_sentences} translated"
                if document.translated or document.awaited
                else "no translation"
            )
            if flagged := document.flagged:
                state += f", {plural(flagged, 'suspect')} (!)"
        parts = [
            self._own_words,
            article.source or "",
            article.date or "",
            languages,
            state,
            length_in_words(article.words, article.language),
            "" if article.title is not None else "no headline",
        ]
        self._facts.left = safe(" · ".join(part for part in parts if part))

    @property
    def status(self) -> str:
        """What can be said of the current sentence."""
        document = self._view.document
        if document is None or not document.sentences:
            return ""
        sentence = self._view.sentence
        number = document.number_in_body(sentence)
        place = (
            f"sentence {number:,} of {document.body_sentences:,}"
            if number is not None
            else "page furniture"
        )
        words, flags = "original", ""
        if not document.is_in_target_language:
            translation = document.translation(sentence)
            flags = flags_in_words(translation)
            words = provenance_in_words(translation)
            if document.is_awaited(sentence):
                words = "being translated"
        found = ""
        if self._view.hit is not None:
            found = f"hit {self._view.hit + 1:,} of {len(self._view.hits):,}"
        parts = (place, self._pointed_at(document, sentence), flags, words, found)
        return safe(" · ".join(part for part in parts if part))

    def _pointed_at(self, document: Document, sentence: int) -> str:
        """Return the word under the word cursor with its counterparts, in words."""
        word = self._view.word
        if word is None:
            return ""
        other = Side.TARGET if word.side is Side.SOURCE else Side.SOURCE
        text = word_text(document, sentence, word.side, (word.start, word.end))
        linked = counterparts(document, sentence, word)
        if not linked:
            return f"{text} → ?"
        return f"{text} → " + ", ".join(
            f"{word_text(document, sentence, other, extent)} {confidence:.0%}"
            for extent, confidence in linked
        )

    # Finding

    @work(exclusive=True, group="find")
    async def find(self, text: str) -> None:
        """Light the places of some words in the article on the screen."""
        self._query = text
        await self._find(self._view.set_hits, says=True)

    @work(exclusive=True, group="find")
    async def _find_again(self) -> None:
        """Light the places of the same words in what was translated since."""
        await self._find(self._view.replace_hits, says=False)

    async def _find(self, show: Callable[[tuple[Hit, ...]], None], *, says: bool) -> None:
        document, text = self._view.document, self._query
        if document is None:
            return
        shown = document
        hits = await self._store.run(lambda _: find_hits(shown, text))
        if self._view.document is document:
            show(hits)
            if says:
                self.post_message(self.Found(len(hits)))

    def forget_hits(self) -> None:
        """Light what was found no more."""
        self._query = ""
        self._view.set_hits(())

    # Choices

    def toggle_panes(self) -> None:
        """Show both languages, the original, or the translation."""
        narrow = self.app.size.width < NARROW
        choices = (None, Panes.TARGET) if narrow else (None, Panes.SOURCE, Panes.TARGET)
        current = self._panes if self._panes in choices else None
        self._panes = choices[(choices.index(current) + 1) % len(choices)]
        self._view.set_panes(self._panes)
        self.post_message(self.Said(f"Languages: {self._view.panes.value}"))

    def toggle_layout(self) -> None:
        """Put the languages side by side, one above the other, or whichever fits."""
        index = _LAYOUTS.index(self._layout_choice)
        self._layout_choice = _LAYOUTS[(index + 1) % len(_LAYOUTS)]
        self._view.set_layout(self._layout_choice)
        chosen = self._layout_choice.value if self._layout_choice else "whichever fits"
        self.post_message(self.Said(f"Layout: {chosen}"))

    def toggle_rows(self) -> None:
        """Align by paragraph or by sentence."""
        choices = list(Rows)
        self._row_choice = choices[(choices.index(self._row_choice) + 1) % len(choices)]
        self._view.set_rows(self._row_choice)
        self.post_message(self.Said(f"Aligned by {self._row_choice.value}"))

    def toggle_boilerplate(self) -> None:
        """Show or fold the boilerplate."""
        self._unfolded = not self._unfolded
        self._view.set_unfolded(unfolded=self._unfolded)
        self.post_message(self.Said(f"Page furniture {'shown' if self._unfolded else 'folded'}"))

    @on(ReaderView.UnfoldRequested)
    def _unfold(self, message: ReaderView.UnfoldRequested) -> None:
        message.stop()
        if not self._unfolded:
            self.toggle_boilerplate()


def _changed_sentences(old: Document | None, new: Document) -> list[int] | None:
    """Return the numbers of the sentences whose translation differs, or None if all may differ."""
    if old is None or old.article != new.article or old.target != new.target:
        return None
    return [
        number
        for number, span in enumerate(new.sentences)
        if old.translations.get(span) != new.translations.get(span)
        or (span in old.awaited) != (span in new.awaited)
    ]
