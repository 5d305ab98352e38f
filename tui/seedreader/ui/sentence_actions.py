"""What the user does about one sentence's translation: edit it, have it made again, compare."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import sqlite3
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from types import ModuleType

from textual.screen import Screen
from textual.worker import get_current_worker

from seedreader.article import Article, Span, primary_language
from seedreader.library import Library, Made, Scope
from seedreader.library.schema import operational_advice
from seedreader.translation.engine import (
    DEFAULT_OPTIONS,
    RETRY_IN_PIECES,
    RETRY_WITHOUT_REPETITION,
    CannotTranslate,
    Options,
)
from seedreader.translation.model import ProvenanceKind, Translation
from seedreader.translation.retry import retry_options
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.settings import Settings
from seedreader.ui.store_thread import StoreThread
from seedreader.ui.text import safe
from seedreader.ui.translation_task import TranslationTask
from seedreader.ui.widgets.article_pane import ArticlePane
from seedreader.ui.wording import flags_in_words, provenance_in_words

_ARGOS = "argos"
_WAYS = {
    DEFAULT_OPTIONS: "as usual",
    RETRY_WITHOUT_REPETITION: "without repetitions",
    RETRY_IN_PIECES: "in shorter pieces",
}


async def imported(module: str) -> ModuleType:
    """Return a module that is slow to import and rarely needed; the event loop goes on."""
    return await asyncio.to_thread(importlib.import_module, module)


@dataclass(frozen=True, slots=True)
class Question:
    """Whom to ask for another translation, and how.

    Attributes:
        title: both, in words.
        options: how to decode.
        engine: name of an engine.
        server: address of a server, or None.
    """

    title: str
    options: Options = DEFAULT_OPTIONS
    engine: str = _ARGOS
    server: str | None = None


@dataclass(frozen=True, slots=True)
class _Subject:
    """The sentence that something is done about.

    Attributes:
        key: its article's key.
        article: its article.
        number: its number in the document.
        span: its place.
        language: its primary subtag.
        target: that of the language to translate into.
        shown: the translation on the screen, or None.
    """

    key: int
    article: Article
    number: int
    span: Span
    language: str
    target: str
    shown: Translation | None

    @property
    def text(self) -> str:
        """The sentence as it is written in the article."""
        return self.span.of(self.article.text)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that the sentence may be of."""
        return frozenset({self.language, primary_language(self.article.language)})


class SentenceActions:
    """Does what `edit`, `retry` and `opinions` are for; see `actions`."""

    def __init__(
        self,
        screen: Screen[None],
        pane: ArticlePane,
        store: StoreThread,
        task: TranslationTask,
        *,
        scope: Scope,
        settings: Settings,
        say: Callable[[str], None],
    ) -> None:
        """Do nothing yet.

        Args:
            screen: on top of which other screens are shown.
            pane: shows the article.
            store: keeps what the user wrote.
            task: translates.
            scope: how paths are shown.
            settings: what the user chose.
            say: shows a few words for a moment.
        """
        self._screen = screen
        self._pane = pane
        self._store = store
        self._task = task
        self._scope = scope
        self._settings = settings
        self._say = say

    def edit(self, sentence: int) -> None:
        """Let the user write the translation of a sentence."""
        self._begin(sentence, self._edit, shows_screen=True)

    def retry(self, sentence: int) -> None:
        """Have the machine translate a sentence again, in the way that suits what is wrong."""
        self._begin(sentence, self._retry)

    def opinions(self, sentence: int) -> None:
        """Show all translations of a sentence; the user may ask for others, and keep one."""
        self._begin(sentence, self._opinions, shows_screen=True)

    def _begin(
        self,
        sentence: int,
        act: Callable[[_Subject], Coroutine[object, object, None]],
        *,
        shows_screen: bool = False,
    ) -> None:
        document, key = self._pane.view.document, self._pane.shown
        if document is None or key is None:
            return
        language = self._pane.language_of(sentence)
        if language == self._pane.target:
            self._say(f"This sentence is in the language to read it in ({language})")
            return
        subject = _Subject(
            key,
            document.article,
            sentence,
            document.sentences[sentence],
            language,
            self._pane.target,
            document.translation(sentence),
        )
        done = self._screen.run_worker(self._act(act(subject)), group="sentence", exclusive=True)
        if shows_screen:
            keys_wait_for(self._screen, done)

    async def _act(self, action: Coroutine[object, object, None]) -> None:
        try:
            await action
        except CannotTranslate as error:
            self._complain(error.problem, error.advice)
        except sqlite3.OperationalError as error:
            self._complain("this cannot be kept", operational_advice(error))

    def _complain(self, problem: str, advice: str) -> None:
        words = ": ".join(safe(part) for part in (problem, advice) if part)
        self._screen.notify(words, severity="warning", timeout=10, markup=False)

    # Editing

    async def _edit(self, subject: _Subject) -> None:
        screens = await imported("seedreader.ui.screens.edit")
        shown = subject.shown
        text = await self._screen.app.push_screen_wait(
            screens.EditScreen(
                " ".join(subject.text.split()),
                shown.text if shown else "",
                provenance_in_words(shown),
            )
        )
        if text is not None:
            await self._keep(subject, text)
            self._say("Kept as yours" if text else "Yours is withdrawn")

    async def _keep(self, subject: _Subject, text: str) -> None:
        """Keep the user's own translation, or with '' withdraw it, and show what counts then."""
        keys_wait_for(self._screen, get_current_worker())

        def keep(library: Library) -> list[Translation]:
            with library.transaction():
                library.edit(subject.text, subject.language, subject.target, text or None)
            return self._known(library, subject)

        known = await self._store.run(keep)
        if not text and self._pane.prefers_engine:
            known.sort(key=lambda one: one.provenance.kind is not ProvenanceKind.ENGINE)
        self._show(subject, known[0] if known else None)
        self._task.count(subject.key, subject.article)
        if not known:
            self._task.show(subject.key, subject.article, [subject.span])

    def _known(self, library: Library, subject: _Subject) -> list[Translation]:
        return library.opinions(
            subject.text, subject.languages, subject.target, shown=self._scope.shown
        )

    def _show(self, subject: _Subject, translation: Translation | None) -> None:
        if self._pane.shown == subject.key and self._pane.target == subject.target:
            self._pane.put(subject.number, translation)

    # Asking

    async def _retry(self, subject: _Subject) -> None:
        shown = subject.shown
        if shown is not None and shown.provenance.kind is not ProvenanceKind.ENGINE:
            self._say("This is no machine's translation; another opinion can be asked for")
            return
        options = _options_for(shown)
        self._say(f"Translating again, {_WAYS[options]} …")
        made = await self._task.ask(subject.text, subject.language, options=options)
        self._show(subject, made)
        if shown is not None and made.text == shown.text:
            self._say(f"The same again, {_WAYS[options]}")
        else:
            self._say(f"Translated again, {_WAYS[options]}")

    async def _opinions(self, subject: _Subject) -> None:
        screens = await imported("seedreader.ui.screens.choice")
        while True:
            known = await self._store.run(lambda library: self._known(library, subject))
            choices = [
                screens.Choice(one, _title(one), one.text, is_chosen=_is_same(one, subject.shown))
                for one in known
            ]
            choices += [screens.Choice(one, one.title) for one in self._questions(subject, known)]
            if not choices:
                self._say("Nobody here translates this language")
                return
            chosen = await self._screen.app.push_screen_wait(
                screens.ChoiceScreen(
                    " ".join(subject.text.split()),
                    choices,
                    "enter keeps a translation as yours, or asks for another; escape closes",
                )
            )
            if isinstance(chosen, Question):
                await self._ask(subject, chosen)
                if self._pane.shown != subject.key or self._pane.view.sentence != subject.number:
                    return  # the user has gone on
                continue
            if chosen is not None and chosen.provenance.kind is not ProvenanceKind.EDITED:
                await self._keep(subject, chosen.text)
                self._say("Kept as yours")
            return

    async def _ask(self, subject: _Subject, question: Question) -> None:
        self._say(f"{question.title} …")
        await self._task.ask(
            subject.text,
            subject.language,
            options=question.options,
            engine=question.engine,
            server=question.server,
        )
        shown = subject.shown
        if shown is not None and shown.provenance.kind is ProvenanceKind.ENGINE:
            # The newest of the machines' counts: an opinion does not take the place of what is
            # shown, unless the user keeps it.
            again = replace(shown, provenance=replace(shown.provenance, date=None))
            made = Made(subject.text, subject.language, subject.target, again)

            def keep(library: Library) -> None:
                with library.transaction():
                    library.add_machine([made])

            await self._store.run(keep)

    def _questions(self, subject: _Subject, known: list[Translation]) -> list[Question]:
        """Return who can be asked and was not yet."""
        questions: list[Question] = []
        settings = {one.provenance.settings for one in known}
        if self._task.leads(subject.language):
            questions += [
                Question(f"Ask the machine, {way}", options)
                for options, way in _WAYS.items()
                if not any(by and by.endswith(options.parameters()) for by in settings)
            ]
        engines = {one.provenance.engine for one in known}
        if "apertium" not in engines and shutil.which("apertium"):
            questions.append(Question("Ask apertium", engine="apertium"))
        server = self._settings.libretranslate
        if "libretranslate" not in engines and server:
            questions.append(
                Question(
                    f"Send this sentence to {server} (LibreTranslate)",
                    engine="libretranslate",
                    server=server,
                )
            )
        return questions


def _options_for(shown: Translation | None) -> Options:
    """Return how to translate a sentence again: otherwise than what is shown was."""
    if shown is None:
        return RETRY_IN_PIECES
    return retry_options(shown.flags, [shown.provenance.settings or ""]) or RETRY_IN_PIECES


def _title(translation: Translation) -> str:
    words = provenance_in_words(translation)
    settings = translation.provenance.settings or ""
    for options, way in _WAYS.items():
        if options != DEFAULT_OPTIONS and settings.endswith(options.parameters()):
            words += f", {way}"
    flags = flags_in_words(translation)
    return f"{words} · {flags}" if flags else words


def _is_same(one: Translation, shown: Translation | None) -> bool:
    if shown is None:
        return False
    return (one.text, one.provenance.kind, one.provenance.settings) == (
        shown.text,
        shown.provenance.kind,
        shown.provenance.settings,
    )
