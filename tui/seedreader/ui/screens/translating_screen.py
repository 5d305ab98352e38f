"""The part of the main screen that deals with translations, and the packages that they need."""

from __future__ import annotations

import asyncio
import importlib
from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from seedreader.article import primary_language
from seedreader.library import Library
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.screens.list_screen import ListScreen
from seedreader.ui.settings import Settings
from seedreader.ui.text import safe

if TYPE_CHECKING:
    from seedreader.ui.package_control import PackageControl
    from seedreader.ui.sentence_actions import SentenceActions
    from seedreader.ui.translation_routes import Routes
    from seedreader.ui.translation_task import Event as TranslationEvent
    from seedreader.ui.translation_task import TranslationTask
    from seedreader.ui.widgets.reader_view import ReaderView

DEFAULT_TARGET = "en"
"""Primary subtag of the language into which is translated where none was chosen."""
_AHEAD = 10  # articles after the current one that may be translated ahead
_TROUBLE_FOR = 15.0  # seconds that a message about something that failed stays


class TranslatingScreen(ListScreen):
    """What `MainScreen` is made from; it gives the attributes that are declared here."""

    _settings: Settings
    _target: str

    def __init__(self) -> None:
        """Translate nothing yet."""
        super().__init__()
        self._translation: TranslationTask | None = None
        self._sentence_actions: SentenceActions | None = None
        self._routes: Routes | None = None
        self._packages: PackageControl | None = None
        self._has_packages: asyncio.Future[PackageControl]
        self._translating = ""

    # What `MainScreen` does

    @abstractmethod
    def action_refresh(self) -> None:
        """See the registry of actions."""

    # What is asked of a sentence

    def on_reader_view_edit_requested(self, message: ReaderView.EditRequested) -> None:
        """Let the user write a translation."""
        if self._sentence_actions is not None:
            self._sentence_actions.edit(message.sentence)

    def on_reader_view_retry_requested(self, message: ReaderView.RetryRequested) -> None:
        """Translate a sentence again."""
        if self._sentence_actions is not None:
            self._sentence_actions.retry(message.sentence)

    def on_reader_view_opinions_requested(self, message: ReaderView.OpinionsRequested) -> None:
        """Show all translations of a sentence."""
        if self._sentence_actions is not None:
            self._sentence_actions.opinions(message.sentence)

    # What is translated

    @property
    def target_language(self) -> str:
        """Primary subtag of the language that is translated into."""
        return self._target

    def _following(self, key: int) -> Sequence[int]:
        """Return the articles that come after one in the list."""
        keys = self._list.keys
        return keys[keys.index(key) + 1 :][:_AHEAD] if key in keys else ()

    def _told(self, event: TranslationEvent) -> None:
        """Show what the translation task tells."""
        from seedreader.ui import translation_task as told  # noqa: PLC0415 - imported long ago

        pane = self._pane
        if pane is None:
            return
        match event:
            case told.Translations(key, translations):
                pane.take(key, translations)
            case told.Ended(key):
                pane.end(key)
            case told.Working(done, total, speed, is_ahead):
                what = "the next article" if is_ahead else "sentence"
                place = f"{done:,} of {total:,}"
                rate = f" · {speed:,.0f} words/s" if speed else ""
                stop = f" · {self.key_of('stop')} stops"
                self._translating = f"translating {what} {place}{rate}{stop}"
                self._show_status()
            case told.Resting():
                self._translating = ""
                self._show_status()
            case told.Counted():
                self._list.forget_rows()
            case told.Trouble(problem, advice, is_given_up):
                go_on = f"{self.key_of('stop')} tries again" if is_given_up else ""
                words = " · ".join(safe(part) for part in (problem, advice, go_on) if part)
                self.notify(words, severity="warning", timeout=_TROUBLE_FOR, markup=False)

    def action_toggle_engine(self) -> None:
        """See the registry of actions."""
        pane = self._pane
        if pane is not None:
            pane.choose(pane.target, prefers_engine=not pane.prefers_engine)
            first = "the machine's" if pane.prefers_engine else "yours and references'"
            self._say(f"Translations shown first: {first}")

    def action_choose_target(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._choose_target())

    @work(exclusive=True, group="choose")
    async def _choose_target(self) -> None:
        """Let the user choose among the languages to which packages lead."""
        if self._pane is None or self._routes is None:
            return
        from seedreader.ui.sentence_actions import imported  # noqa: PLC0415 - imported long ago

        choice = await imported("seedreader.ui.screens.choice")
        targets = await asyncio.to_thread(self._routes.targets)
        chosen = await self.app.push_screen_wait(
            choice.ChoiceScreen(
                "Translate into",
                [
                    choice.Choice(target, target, is_chosen=target == self._target)
                    for target in dict.fromkeys([self._target, DEFAULT_TARGET, *targets])
                ],
            )
        )
        if chosen is None or chosen == self._target:
            return
        self._target = chosen
        self.remember("target", chosen)
        await self.forget_target()
        if self._packages is not None:
            self._packages.set_target(chosen)
        self._pane.choose(chosen, prefers_engine=self._pane.prefers_engine)
        self._list.forget_rows()
        self._say(f"Translating into {chosen}")
        self._explain()
        self.action_refresh()  # which counts what the list shows for this language

    # Packages

    async def _begin_packages(self) -> None:
        """Make what deals with packages, once the article is shown."""
        await self._store.run(_import_package_control)
        from seedreader.ui.package_control import PackageControl  # noqa: PLC0415

        packages = self._packages = PackageControl(
            self,
            self._folder,
            target=self._target,
            may_fetch=not self._settings.offline,
            key_of=self.key_of,
        )
        packages.on_progress = self._show_status
        packages.on_said = self._say
        packages.on_changed = self._packages_changed
        self._has_packages.set_result(packages)
        self._explain()

    def _packages_changed(self) -> None:
        """Translate what could not be translated before."""
        if self._routes is not None:
            self._routes.forget()
        if self._translation is not None and self._pane is not None:
            self._translation.go_on()
            self._pane.update()
            self._explain()

    @work(exclusive=True, group="explain")
    async def _explain(self) -> None:
        """Say which package the article on the screen needs, if it needs one."""
        pane, packages = self._pane, self._packages
        if pane is None or packages is None or pane.view.document is None:
            return
        document = pane.view.document
        sentences: Sequence[str] = ()
        if 2 * document.translated < document.body_sentences:
            language = primary_language(document.article.language)
            sentences = await packages.explanation(language)
        shown = pane.view.document
        if shown is not None and shown.article.id == document.article.id:
            pane.set_note(" ".join(sentences))

    def action_models(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._open_packages())

    @work(exclusive=True, group="packages")
    async def _open_packages(self) -> None:
        (await self._has_packages).open_screen()

    def action_install_package(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._install_package())

    @work(exclusive=True, group="packages")
    async def _install_package(self) -> None:
        packages, pane = await self._has_packages, self._pane
        document = pane.view.document if pane is not None else None
        if pane is not None and document is not None:
            own = primary_language(document.article.language)
            packages.install_for([*pane.languages_left(), own])


def _import_package_control(_: Library) -> None:
    """Import what installs packages, once the article is shown."""
    importlib.import_module("seedreader.ui.package_control")
