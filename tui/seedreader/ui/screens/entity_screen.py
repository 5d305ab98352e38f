"""The part of the main screen that deals with entities: what is lit, followed and told of them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerCancelled

from seedreader.library import Scope
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.text import safe
from seedreader.ui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from seedreader.library.entity_events import EntityEvent
    from seedreader.library.entity_index import EntityIndex
    from seedreader.library.entity_records import (
        ArticleEntities,
        Entity,
        EntityCard,
        Quotation,
    )
    from seedreader.ui.entity_task import EntityTask
    from seedreader.ui.entity_thread import EntityThread
    from seedreader.ui.reading.document import Document
    from seedreader.ui.reading.entity_lights import Highlight
    from seedreader.ui.screens.entities import EntitiesScreen, EntityChoice
    from seedreader.ui.widgets.article_pane import ArticlePane
    from seedreader.ui.widgets.entity_list import EntityList
    from seedreader.ui.widgets.reader_view import ReaderView

_RELOAD_EVERY = 1.0  # seconds between two looks at entities while they are being found
_LOOK_AFTER = 0.5  # seconds of rest before a translation is looked through again
_LOOK_SHARE = 3
"""How many times as long as a look took is rested before the next, while more is translated."""
_ATTEMPTS = 3  # to find entities, if the process is killed; what it found before is kept
_DIED = (
    "Finding names ended before it was done, again and again: it was killed, or there is not "
    "enough memory. What was found is shown; R tries again."
)
_SIDE_FROM = 180
"""Cells of the terminal from which the names of the article stand at its right."""
_SIDE_WIDTH = 42
_NOT_FOUND_YET = "The names of this article are not found yet"
_HIGHLIGHT_SETTING = "names"  # what is remembered of which names are lit


class EntityScreen(Screen[None]):
    """What `MainScreen` is made from; it gives the attributes that are declared here."""

    _scope: Scope
    _folder: Path
    _list: ArticleList
    _columns: Widget
    _pane: ArticlePane | None

    def __init__(self) -> None:
        """Know nothing of entities yet."""
        super().__init__()
        self._entity_thread: EntityThread | None = None
        self._entity_task: EntityTask | None = None
        self._highlight: Highlight | None = None
        self._found: ArticleEntities | None = None
        self._loading: Worker[None] | None = None
        self._named_key: int | None = None  # the article whose names are lit
        self._found_key: int | None = None
        self._lit: Document | None = None
        self._names_screen: EntitiesScreen | None = None  # while it is open
        self._asked: Document | None = None
        self._followed: Entity | None = None
        self._followed_articles: frozenset[int] = frozenset()
        self._jump: tuple[int, int] | None = None  # article, and 1 for its first name, -1 for last
        self._jump_to: tuple[int, int] | None = None  # article, and offset
        self._cards: dict[str, EntityCard | None] = {}
        self._entity_progress = ""
        self._looked_at = 0.0
        self._side: EntityList | None = None
        self._lighting = asyncio.Lock()
        self._lights_wanted = self._lights_made = 0
        self._look_wanted: int | None = None
        self._look_rest = _LOOK_AFTER
        self._is_looking = False

    # What `MainScreen` does

    @abstractmethod
    def key_of(self, name: str) -> str:
        """Return the first key of an action, as it is bound now and as it is shown."""

    @abstractmethod
    def _say(self, text: str) -> None:
        """Show a few words for a moment."""

    @abstractmethod
    def _show_status(self) -> None:
        """Show what goes on, and what is known of what is on the screen."""

    @abstractmethod
    async def _refresh_keys(self) -> None:
        """List anew what is to be listed."""

    @abstractmethod
    def _give_attention(self, *, reading: bool) -> None:
        """Put the cursor into the article, or into the list."""

    @abstractmethod
    def remember(self, name: str, value: str) -> None:
        """Remember a setting for the next time."""

    @abstractmethod
    def recall(self, name: str) -> str | None:
        """Return what was remembered, or None."""

    @property
    @abstractmethod
    def target_language(self) -> str:
        """Primary subtag of the language that is translated into."""

    # What `MainScreen` asks

    @property
    def entity_progress(self) -> str:
        """What goes on, in words."""
        return self._entity_progress

    @property
    def entity_status(self) -> str:
        """What can be said of the name under the name cursor, or of the sentence's first."""
        from seedreader.ui.entity_wording import entity_in_a_line  # noqa: PLC0415

        entity = self._entity_in_view()
        if entity is None:
            return ""
        if entity.id not in self._cards:
            self._load_card(entity.id)
            return ""
        card = self._cards[entity.id]
        return entity_in_a_line(card) if card is not None else ""

    def with_entity(self, status: str) -> str:
        """Return what can be said of the sentence, and of its name: that first which is pointed at.

        Args:
            status: of the sentence.
        """
        facts = [status, self.entity_status]
        if self._view is not None and self._view.mention is not None:
            facts.reverse()
        return " · ".join(fact for fact in facts if fact)

    @property
    def entity_remark(self) -> str:
        """What the list is narrowed to."""
        if self._followed is None:
            return ""
        from seedreader.ui.reading.entity_lights import SIGNS  # noqa: PLC0415

        return f"{SIGNS[self._followed.kind]} {self._followed.name}"

    def narrowed(self, keys: list[int]) -> list[int]:
        """Return those of some articles that name the entity that is followed, if one is."""
        if self._followed is None:
            return keys
        return [key for key in keys if key in self._followed_articles]

    async def close_entities(self) -> None:
        """End what goes on in the background."""
        if self._entity_task is not None:
            await self._entity_task.close()
        if self._entity_thread is not None:
            self._entity_thread.close()

    async def forget_target(self) -> None:
        """Forget what was found in translations: they are into another language now."""
        if self._entity_task is not None:
            task, self._entity_task = self._entity_task, None
            await task.close()
        self._found = self._found_key = None

    # Finding them

    def _names_thread(self) -> EntityThread:
        if self._entity_thread is None:
            from seedreader.places import config_file  # noqa: PLC0415
            from seedreader.ui.entity_thread import EntityThread  # noqa: PLC0415

            folder = config_file().parent
            self._entity_thread = EntityThread(self._folder, self._scope, folder)
        return self._entity_thread

    def _names_task(self) -> EntityTask:
        if self._entity_task is None:
            from seedreader.ui.entity_task import EntityTask  # noqa: PLC0415 - slow to import

            target = self.target_language
            self._entity_task = EntityTask(self._folder, self._scope, target_language=target)
        return self._entity_task

    @work(exclusive=True, group="entities")
    async def find_entities(self) -> None:
        """Find the entities of new articles in another process, and show what comes."""
        from seedreader.ui.entity_task import ProcessEnded  # noqa: PLC0415 - slow to import

        self._names_thread().forget(tables=True)
        self._asked = None
        try:
            for _ in range(_ATTEMPTS):
                with contextlib.suppress(ProcessEnded):
                    await self._hear_of_entities()
                    break
            else:
                self.notify(_DIED, severity="warning", timeout=15, markup=False)
                self._look_again((), at_once=True)
        finally:
            self._entity_progress = ""
        await self._follow_anew()
        self._show_status()

    async def _hear_of_entities(self) -> None:
        task = self._names_task()
        wanted = self._shown_article
        async with contextlib.aclosing(task.find()) as stream:
            async for event in stream:
                if wanted is not None:
                    task.ask_first(wanted)
                    wanted = None
                self._tell_of_entities(event)

    def _tell_of_entities(self, event: EntityEvent) -> None:
        from seedreader.library.damage import LibraryDamaged  # noqa: PLC0415 - imported long ago
        from seedreader.library.entity_events import (  # noqa: PLC0415 - not needed at first
            EntitiesFinished,
            EntitiesFound,
            EntityProblem,
            EntityProgress,
        )
        from seedreader.library.events import Damaged  # noqa: PLC0415 - imported long ago

        match event:
            case EntityProgress(done, total):
                self._entity_progress = (
                    f"finding names {done:,} of {total:,} · {self.key_of('stop')} stops"
                )
                self._show_status()
            case EntitiesFound(articles):
                self._names_thread().forget()
                self._look_again(articles)
            case EntityProblem(text):
                self.notify(safe(text), severity="warning", timeout=15, markup=False)
            case EntitiesFinished(articles):
                self._look_again((), at_once=articles > 0 or self._found is None)
            case Damaged(problem):
                raise LibraryDamaged(problem)

    def stop_finding_entities(self) -> bool:
        """Stop, and return whether there was anything to stop."""
        if not self._entity_progress:
            return False
        self.workers.cancel_group(self, "entities")
        self._entity_progress = ""
        self._show_status()
        return True

    def _look_again(self, articles: Sequence[int], *, at_once: bool = False) -> None:
        """Show what has become known, but not more often than one can look."""
        if self._names_screen is not None:
            self._names_screen.fill()
        key = self._shown_article
        is_due = time.monotonic() - self._looked_at > _RELOAD_EVERY
        is_new = key in articles and self._found is None
        if key is not None and (at_once or is_due or is_new or len(articles) == 1):
            self._looked_at = time.monotonic()
            self._cards.clear()
            self._load_entities(key)

    # Lighting them

    @property
    def _shown_article(self) -> int | None:
        return self._pane.shown if self._pane is not None else None

    @property
    def _view(self) -> ReaderView | None:
        return self._pane.view if self._pane is not None else None

    def on_article_pane_shown(self, message: ArticlePane.Shown) -> None:
        """Light the names of the article that is on the screen now."""
        if message.key != self._found_key:
            self._found, self._found_key, self._lit = None, message.key, None
            self._named_key = None
            self._show_side()
        self._load_entities(message.key)

    def on_article_pane_status_changed(self) -> None:
        """Light names anew where the article's translation is another one now."""
        view = self._view
        if view is not None and self._found is not None and view.document is not self._lit:
            self._light()

    def _load_entities(self, key: int) -> None:
        self._loading = self._load_entities_of(key)

    @work(exclusive=True, group="article-entities")
    async def _load_entities_of(self, key: int) -> None:
        await self._show_entities(key)

    @property
    def _is_loading_entities(self) -> bool:
        """Whether the names of the article on the screen are about to be lit for the first time."""
        is_at_work = self._loading is not None and not self._loading.is_finished
        return is_at_work and self._named_key != self._shown_article

    async def _show_entities(self, key: int) -> None:
        target = self.target_language
        found = await self._names_thread().ask(lambda index: index.article(key, target))
        if news := self._names_thread().news():
            self.notify(safe(news), severity="warning", timeout=15, markup=False)
        if self._shown_article == key:
            self._found, self._found_key = found, key
            await self._light_now()
            self._named_key = key
            self._finish_jump(key)
            self._show_side()

    @work(group="lights")
    async def _light(self) -> None:
        await self._light_now()

    async def _light_now(self) -> None:
        """Choose what is lit, in a thread: in a long article it takes longer than a picture may."""
        self._lights_wanted += 1
        wanted = self._lights_wanted
        async with self._lighting:
            if self._lights_made >= wanted:  # while this waited
                return
            made = self._lights_wanted
            await self._choose_lights()
            self._lights_made = made

    async def _choose_lights(self) -> None:
        from seedreader.ui.reading.entity_lights import EntityLights  # noqa: PLC0415

        view, found = self._view, self._found
        if view is None or view.document is None or found is None:
            return
        document, before, highlight = view.document, view.lights, self._chosen_highlight
        self._lit = document
        followed = self._followed.id if self._followed is not None else None

        def choose() -> tuple[EntityLights, bool]:
            lights = EntityLights.of(document, found, highlight, followed, before=before)
            return lights, lights != before

        lights, is_new = await asyncio.to_thread(choose)
        if view.document is not document or self._found is not found:
            self._lit = None  # what is shown now is lit when it is told of
            return
        if is_new or view.lights is not before:
            view.set_lights(lights)
        if lights.is_stale and self._asked is not document:
            self._asked = document  # once: what is shown may be another translation than is kept
            self._ask_again()

    def _ask_again(self) -> None:
        """Have the translation on the screen looked through."""
        key = self._shown_article
        if key is None or self._names_task().ask_first(key):
            return
        self._look_wanted = key
        if not self._is_looking:
            self._is_looking = True
            self._look()

    @work(group="entities")
    async def _look(self) -> None:
        """Have translations looked through as they grow, but not all the time."""
        try:
            while self._look_wanted is not None:
                await asyncio.sleep(self._look_rest)  # more of it may be about to come
                key, self._look_wanted = self._look_wanted, None
                started = time.monotonic()
                await self._names_task().look_at(key)
                self._look_rest = max(_LOOK_AFTER, _LOOK_SHARE * (time.monotonic() - started))
                self._names_thread().forget()
                if self._shown_article == key:
                    await self._show_entities(key)
        finally:
            self._is_looking = False

    @property
    def _chosen_highlight(self) -> Highlight:
        from seedreader.ui.reading.entity_lights import Highlight  # noqa: PLC0415

        if self._highlight is None:
            known = self.recall(_HIGHLIGHT_SETTING)
            modes = [mode for mode in Highlight if mode.value == known]
            self._highlight = modes[0] if modes else Highlight.SHARED
        return self._highlight

    def action_toggle_highlight(self) -> None:
        """See the registry of actions."""
        from seedreader.ui.reading.entity_lights import Highlight  # noqa: PLC0415

        modes = list(Highlight)
        self._highlight = modes[(modes.index(self._chosen_highlight) + 1) % len(modes)]
        self.remember(_HIGHLIGHT_SETTING, self._highlight.value)
        self._light()
        self._say(f"Names lit: {self._highlight.value}")

    # The name under the cursor

    def _entity_in_view(self) -> Entity | None:
        """Return the entity under the name cursor, else the first lit of the sentence."""
        view = self._view
        if view is None or view.document is None or not view.document.sentences:
            return None
        lights = view.lights
        if view.mention is not None:
            return lights.entities[view.mention.entity]
        for index in lights.in_sentence(view.document.sentences[view.sentence]):
            return lights.entities[lights.source[index].entity]
        return None

    @work(exclusive=True, group="entity-card")
    async def _load_card(self, entity: str) -> None:
        self._cards[entity] = await self._names_thread().ask(lambda index: index.card(entity))
        self._show_status()

    def on_reader_view_entity_requested(self, message: ReaderView.EntityRequested) -> None:
        """Do what was asked for with the name under the cursor, or with the sentence's names."""
        if message.action == "follow_entity":
            self._toggle_followed()
        elif message.action == "entity_details":
            self.action_entities()
        else:
            keys_wait_for(self, self._open_who_else_here())

    @work(exclusive=True, group="who-else-here")
    async def _open_who_else_here(self) -> None:
        """Ask about the names of the sentence, once they are known."""
        if self._is_loading_entities and self._loading is not None:
            with contextlib.suppress(WorkerCancelled):
                await self._loading.wait()
        keys_wait_for(self, self._open_who_else(self._entities_in_view()))

    def _entities_in_view(self) -> list[Entity]:
        view = self._view
        if view is None or view.document is None or not view.document.sentences:
            return []
        if view.mention is not None:
            return [view.lights.entities[view.mention.entity]]
        if self._found is None:
            return []
        span = view.document.sentences[view.sentence]
        indices = [
            mention.entity
            for mention in self._found.mentions
            if span.start <= mention.start < span.end and not mention.weak
        ]
        return [self._found.entities[index] for index in dict.fromkeys(indices)]

    @property
    def _why_unlit(self) -> str:
        """Why no name of the article can be lit, or ''."""
        from seedreader.ui.reading.entity_lights import Highlight  # noqa: PLC0415

        if self._found is None:
            return _NOT_FOUND_YET
        if self._chosen_highlight is Highlight.NONE:
            return f"No names are lit; {self.key_of('toggle_highlight')} lights them"
        return ""

    # Following

    def _toggle_followed(self) -> None:
        view = self._view
        if self._followed is not None:
            self._unfollow()
        elif view is None or view.mention is None:
            self._say(self._why_unlit or "Put the name cursor on a name first: ] and [")
        else:
            keys_wait_for(self, self._follow(view.lights.entities[view.mention.entity]))

    @work(exclusive=True, group="follow")
    async def _follow(self, entity: Entity) -> None:
        """Show only the articles that name an entity, and light it alone."""
        articles = await self._names_thread().ask(lambda index: index.articles_naming(entity.id))
        self._followed, self._followed_articles = entity, articles
        await self._refresh_keys()
        await self._light_now()
        view = self._view
        if view is not None and view.lights.source and view.mention is None:
            view.go_to_mention(0)
        self._say(f"Following {entity.name} · ] next · . ends")

    async def _follow_anew(self) -> None:
        """Follow through the articles that name the entity now."""
        entity = self._followed
        if entity is None:
            return

        def question(index: EntityIndex) -> tuple[Entity | None, frozenset[int]]:
            now = index.became(entity.id)
            return now, index.articles_naming(now.id) if now is not None else frozenset()

        now, articles = await self._names_thread().ask(question)
        if self._followed is not entity:
            return
        if now is None:
            self._unfollow()
            self._say(f"No article names {entity.name} any more")
        elif (now, articles) != (entity, self._followed_articles):
            self._followed, self._followed_articles = now, articles
            self._light()
            await self._refresh_keys()

    def _unfollow(self) -> None:
        self._followed, self._followed_articles = None, frozenset()
        self._light()
        self._list_anew()

    @work(exclusive=True, group="follow")
    async def _list_anew(self) -> None:
        await self._refresh_keys()

    @on(ArticleList.FilterCleared)
    def _clear_followed(self) -> None:
        if self._followed is not None:
            self._unfollow()

    def on_reader_view_no_more_mentions(self, message: ReaderView.NoMoreMentions) -> None:
        """Go on into the next article that names the entity that is followed."""
        shown = self._shown_article
        if shown is not None and self._is_loading_entities:
            self._jump = (shown, message.step)
            keys_wait_for(self, lambda: not self._is_loading_entities)
            return
        view = self._view
        if view is not None and view.lights is not message.lights:  # they came meanwhile
            view.step_mention(message.step)
            return
        if self._followed is None:
            where = "below" if message.step > 0 else "above"
            self._say(self._why_unlit or f"No name is lit {where}")
            return
        keys = list(self._list.keys)
        at = keys.index(shown) if shown in keys else -1
        at += message.step
        if not 0 <= at < len(keys) or self._pane is None:
            self._say(f"{self._followed.name}: no more in these articles")
            return
        self._jump = (keys[at], message.step)
        self._list.select_key(keys[at])
        self._pane.open(keys[at])
        keys_wait_for(self, lambda: self._jump is None)

    def _finish_jump(self, key: int) -> None:
        """Go to the place for which the article was opened."""
        view = self._view
        jump, self._jump = self._jump, None
        place, self._jump_to = self._jump_to, None
        if view is None or view.document is None:
            return
        if jump is not None and jump[0] == key and view.lights.source:
            view.go_to_mention(0 if jump[1] > 0 else len(view.lights.source) - 1)
        elif place is not None and place[0] == key:
            view.go_to_sentence(view.document.sentence_at(place[1]))

    # Screens

    def action_entities(self) -> None:
        """See the registry of actions."""
        keys_wait_for(self, self._open_entities(self._entity_in_view()))

    @work(exclusive=True, group="entity-screens")
    async def _open_entities(self, entity: Entity | None) -> None:
        from seedreader.ui.screens.entities import EntitiesScreen  # noqa: PLC0415 - rarely needed

        view = self._view
        screen = EntitiesScreen(
            self._names_thread(),
            article=self._shown_article,
            of_article=view is not None and view.has_focus,
            entity=entity.id if entity is not None else "",
            decided=self._decided,
        )
        self._names_screen = screen
        try:
            choice: EntityChoice | None = await self.app.push_screen_wait(screen)
        finally:
            self._names_screen = None
        self._cards.clear()  # another reader may have decided something meanwhile
        if choice is None:
            return
        if choice.who_else:
            keys_wait_for(self, self._open_who_else([choice.entity]))
        else:
            keys_wait_for(self, self._follow(choice.entity))

    def _decided(self) -> None:
        """Show what follows from a decision of the user's."""
        self._cards.clear()
        if self._shown_article is not None:
            self._load_entities(self._shown_article)
        self._keep_following()

    @work(exclusive=True, group="follow")
    async def _keep_following(self) -> None:
        await self._follow_anew()

    @work(exclusive=True, group="who-else")
    async def _open_who_else(self, entities: list[Entity]) -> None:
        from seedreader.ui.screens.who_else import WhoElseScreen  # noqa: PLC0415 - rarely needed

        key = self._shown_article
        if key is None or not entities:
            is_known = self._found is not None
            self._say("This sentence names nobody and nothing" if is_known else _NOT_FOUND_YET)
            return
        screen = WhoElseScreen(
            self._names_thread(),
            article=key,
            entities=entities,
            target_language=self.target_language,
        )
        quotation: Quotation | None = await self.app.push_screen_wait(screen)
        if quotation is None or self._pane is None:
            return
        if self._followed is not None and quotation.article not in self._followed_articles:
            self._unfollow()
        self._jump_to = (quotation.article, quotation.start)
        self._list.select_key(quotation.article)
        self._pane.open(quotation.article)
        if self._shown_article == quotation.article:
            self._finish_jump(quotation.article)
        self._give_attention(reading=True)

    # The names at the right of a wide screen

    @on(events.Resize)
    def _resized(self) -> None:
        self._show_side()

    def _show_side(self) -> None:
        is_wide = self.size.width >= _SIDE_FROM
        if self._side is not None:
            self._side.display = is_wide
        if not is_wide:
            return
        if self._found is not None:
            self._fill_side()
        elif self._side is not None:  # names of the article that was shown before
            self._side.remark = ""
            self._side.show((), message="not known yet")

    @work(exclusive=True, group="entity-side")
    async def _fill_side(self) -> None:
        from seedreader.ui.widgets.entity_list import EntityList  # noqa: PLC0415

        key = self._shown_article
        if key is None:
            return

        rows = await self._names_thread().ask(lambda index: index.entities(key))
        if self._side is None:
            self._side = EntityList(has_cursor=False, id="side")
            self._side.styles.width = _SIDE_WIDTH
            await self._columns.mount(self._side)
        self._side.title = "Names"
        shared = [row for row in rows if row.entity.is_shared]
        self._side.remark = f"{len(shared)} shared"
        self._side.show([*shared, *(row for row in rows if not row.entity.is_shared)])

    def on_entity_list_chosen(self, message: EntityList.Chosen) -> None:
        """Follow an entity that was clicked at the right."""
        self._follow(message.row.entity)
