"""The screen of translation packages: installed ones, available ones, and work on them."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from seedreader.translation.packages.index import is_web
from seedreader.translation.packages.jobs import FetchIndex, Install, Remove, Verify, WasVerified
from seedreader.translation.packages.listing import Listing, read_listing
from seedreader.translation.packages.sources import PACKAGE_SUFFIX, index_source
from seedreader.translation.packages.wording import licence_in_words, place_of, size_in_words
from seedreader.ui.actions import BY_NAME, Place, bindings
from seedreader.ui.ordered_keys import keys_wait_for
from seedreader.ui.package_rows import (
    PackageRow,
    available_rows,
    heading,
    installed_rows,
    wrapped,
)
from seedreader.ui.package_task import Ended, PackageTask, Work
from seedreader.ui.screens.confirm import ConfirmScreen
from seedreader.ui.text import safe, truncate
from seedreader.ui.widgets.lines import BottomLines, Facts, Hint, Rule, live_hints
from seedreader.ui.widgets.prompt import Prompt
from seedreader.ui.wording import plural

_DETAIL_LINES: Final = 3
_BAR_CELLS: Final = 20
_NAMED: Final = 1  # packages that are named where something is said of them
_OPEN_PROMPTS: Final = ("package_from_file", "packages_filter")
_TYPING_HINTS: Final = (Hint("enter", "Go on"), Hint("esc", "Cancel"))


class PackageList(OptionList):
    """The rows, with the keys of the reader's other lists."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
        Binding("space,ctrl+d", "page_down", "Page down", show=False),
        Binding("ctrl+u", "page_up", "Page up", show=False),
    ]


class LinePrompt(Prompt, inherit_bindings=False):
    """A prompt whose text is acted on: only `enter` means that it is complete.

    The input itself heeds it, once it has taken all that was typed before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", priority=True),
    ]

    @on(Input.Submitted)
    def _complete(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()


class ModelsScreen(Screen[None]):
    """Lists packages; what changes them is done by the task, which goes on without the screen."""

    DEFAULT_CSS = """
    ModelsScreen {
        background: $background;
        & > Facts { height: 1; text-style: bold; }
        & > Rule { height: 1; color: $panel-lighten-1; }
        & > #columns { height: 1; color: $text-muted; padding: 0 1; }
        & > PackageList {
            height: 1fr;
            border: none;
            padding: 0 1;
            background: $background;
            scrollbar-size-vertical: 1;
            &:focus { border: none; background-tint: $background 0%; }
            & > .option-list--option-highlighted { background: $panel; }
            &:focus > .option-list--option-highlighted {
                background: $primary-muted;
                color: $foreground;
            }
            & > .option-list--option-disabled { color: $text-muted; }
        }
        & > #details { height: 3; padding: 0 1; color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: what is typed ahead goes into the prompt.
        replace(binding, priority=binding.action in _OPEN_PROMPTS)
        for binding in bindings(Place.PACKAGES)
    ]
    AUTO_FOCUS = "PackageList"

    def __init__(self, task: PackageTask, *, may_fetch: bool = True) -> None:
        """Make the screen.

        Args:
            task: changes the packages.
            may_fetch: whether the user lets seedreader open connections at all.
        """
        super().__init__()
        self._packages = task
        self._may_fetch = may_fetch
        self._listing = Listing((), (), (), "", "")
        self._verdicts: dict[str, WasVerified] = {}
        self._rows: dict[str, PackageRow] = {}
        self._said = ""
        self._filter = ""
        self._working_on = ""
        self._facts = Facts()
        self._columns = Static(id="columns", markup=False)
        self._list = PackageList(markup=False)
        self._details = Static(id="details", markup=False)
        self._bottom = BottomLines()

    def compose(self) -> ComposeResult:
        """Lay out the widgets."""
        yield self._facts
        yield Rule()
        yield self._columns
        yield self._list
        yield Rule()
        yield self._details
        yield LinePrompt("Install", "path of a file or folder, address, or name", id="path")
        yield Prompt("Filter", "language, name or licence", id="words")
        yield self._bottom

    def on_mount(self) -> None:
        """Show what there is, and follow what goes on."""
        self._facts.left = "Packages for offline translation"
        self._packages.told.subscribe(self, self._told)
        keys_wait_for(self, self._read())
        self._show_hints()

    def on_resize(self) -> None:
        """Lay out the columns for the new width."""
        self.call_after_refresh(self._show)

    # What is shown

    @work(exclusive=True, group="listing")
    async def _read(self) -> None:
        """Read again what there is, away from the event loop, and show it."""
        self._listing = await asyncio.to_thread(read_listing, self._packages.data)
        self._show()

    def _show(self) -> None:
        width = max(20, self._list.scrollable_content_region.width)
        current = self._row
        installed = installed_rows(self._listing, self._verdicts)
        available, more = available_rows(self._listing, self._filter)
        shown = [row for row in installed if not self._filter or self._matches(row)]
        self._rows = {str(at): row for at, row in enumerate((*shown, *available))}
        options: list[Option] = [_title(f"Installed {len(installed):,}", width)]
        if not installed:
            options.append(_remark("None yet. f installs from a file, i what is chosen below."))
        options += [self._option(at, row, width) for at, row in enumerate(shown)]
        options += [
            Option("", disabled=True),
            _title(self._available_title(len(available), more), width),
        ]
        if not available:
            options.append(_remark(self._nothing_available()))
        first = len(shown)
        options += [self._option(first + at, row, width) for at, row in enumerate(available)]
        self._columns.update(Content(heading(width)))
        self._list.set_options(options)
        self._select(current.key if current else None)
        self._show_details()
        self._show_status()

    def _option(self, at: int, row: PackageRow, width: int) -> Option:
        style = "bold" if row.is_broken else ""
        return Option(Content.styled(row.line(width), style), id=str(at))

    def _matches(self, row: PackageRow) -> bool:
        text = f"{row.code} {row.names} {row.licence} {' '.join(row.details)}".casefold()
        return all(word in text for word in self._filter.casefold().split())

    def _available_title(self, shown: int, more: int) -> str:
        listing = self._listing
        if listing.index_date:
            fetched = f"list of {listing.index_date[:10]} from {place_of(listing.index)}"
        elif listing.available:
            fetched = "known without the list, which was not fetched yet"
        else:
            fetched = f"the list at {place_of(listing.index)} was not fetched yet"
        found = f" with “{self._filter}”" if self._filter else ""
        first = f", the first {shown:,} of them" if more else ""
        return safe(f"Available {shown + more:,}{found}{first} · {fetched}")

    def _nothing_available(self) -> str:
        if self._filter:
            return "Nothing has these words. esc shows all."
        if self._listing.index_date:
            return "The list is empty."
        return "r fetches the list of packages; nothing is fetched before."

    def _select(self, key: str | None) -> None:
        """Put the cursor on a package, or on the first one."""
        numbers = [number for number, row in self._rows.items() if row.key == key]
        for number in numbers or list(self._rows)[:1]:
            self._list.highlighted = self._list.get_option_index(number)

    @property
    def _row(self) -> PackageRow | None:
        option = self._list.highlighted_option
        return self._rows.get(option.id or "") if option is not None else None

    @on(OptionList.OptionHighlighted)
    def _show_details(self) -> None:
        row = self._row
        width = max(20, self._details.content_size.width)
        lines = wrapped(row.details, width, _DETAIL_LINES) if row else ()
        self._details.update(Content("\n".join(lines)))

    def _show_hints(self) -> None:
        if self._prompt is not None:
            self._bottom.hints = _TYPING_HINTS
            return
        self._bottom.hints = live_hints(self)

    def on_descendant_focus(self) -> None:
        """Keep the hints in step with the focus."""
        self.call_after_refresh(self._show_hints)

    # What goes on

    def _told(self, told: Work | Ended) -> None:
        if isinstance(told, Work):
            if told.name != self._working_on:  # one of several is done
                self._working_on = told.name
                self._read()
            self._show_status()
            return
        for verdict in told.verified:
            self._verdicts[verdict.path] = verdict
        if told.has_changed_packages:
            self._verdicts.clear()
        self._said = in_words(told)
        self._read()

    def _show_status(self) -> None:
        """Tell what goes on, or what came of it; a failure is told in the lines of details too."""
        work = self._packages.work
        if work is None:
            self._bottom.left, self._bottom.right = safe(self._said), ""
            return
        bar = ""
        if work.total:
            filled = min(_BAR_CELLS, _BAR_CELLS * work.done // work.total)
            bar = f"{'█' * filled}{'░' * (_BAR_CELLS - filled)} "
        self._bottom.left = safe(bar + work.in_words)
        self._bottom.right = f"{self._key('packages_stop')} stops"

    def _say(self, text: str) -> None:
        self._said = text
        self._show_status()

    def _key(self, action: str) -> str:
        for key, active in self.active_bindings.items():
            if active.binding.action == action:
                return self.app.get_key_display(active.binding.with_key(key))
        return BY_NAME[action].keys[0]

    # Actions: what each does is said in `actions`

    @on(OptionList.OptionSelected)
    def action_package_install(self) -> None:
        """Install the package under the cursor, once the user has seen its size."""
        row = self._row
        if row is None or row.available is None:
            if row is not None:
                self._say("That one is installed; choose one below, or f installs from a file")
            return
        package = row.available
        source = index_source(package)
        remarks = [
            f"{package.from_name} → {package.to_name}, version {package.version or 'not stated'}.",
            f"Size: {size_in_words(package.size)}. Licence: {licence_in_words(package.licence)}.",
            row.details[-1],
        ]
        if any(is_web(link) for link in source.links):
            if not self._may_fetch:
                self._say(f"The network is switched off: bring {package.file_name}, then f")
                return
            remarks.append(f"It is fetched from {place_of(source.links[0])}.")
        again = row.state == "installed"
        question = f"Install {package.name}{' again' if again else ''}?"
        self._ask(question, remarks, "install", Install(sources=(source,), again=again))

    def action_package_from_file(self) -> None:
        """Let the user type a path."""
        self._open("path")

    def action_package_remove(self) -> None:
        """Remove the package under the cursor, once the user has said yes."""
        row = self._row
        if row is None or row.available is not None:
            self._say("Only an installed package can be removed")
            return
        if row.installed is None:
            self._say("What is no package is not touched: delete the folder yourself")
            return
        package = row.installed.package
        if not row.installed.is_own:
            self._say("Another program installed it: delete its folder yourself")
            return
        remarks = [f"{size_in_words(package.size)} become free: {safe(os.fspath(package.path))}"]
        remarks.append("Translations that were made with it are kept.")
        self._ask(f"Remove {package.name}?", remarks, "remove", Remove((package.name,)))

    def action_package_verify(self) -> None:
        """Check the package under the cursor."""
        row = self._row
        if row is None or row.installed is None:
            self._say("Only an installed package can be checked")
            return
        self._packages.start(Verify((os.fspath(row.installed.package.path),)))

    def action_packages_verify(self) -> None:
        """Check all packages."""
        if self._listing.installed:
            self._packages.start(Verify())
        else:
            self._say("No package is installed")

    def action_packages_fetch(self) -> None:
        """Fetch the list of packages: the key itself is the user's permission."""
        if is_web(self._listing.index) and not self._may_fetch:
            self._say("The network is switched off in the configuration file")
            return
        self._packages.start(FetchIndex())

    def action_packages_filter(self) -> None:
        """Let the user type words."""
        self._open("words")

    def action_packages_stop(self) -> None:
        """Stop what goes on."""
        if self._packages.work is None:
            self._say("Nothing is going on")
        else:
            self._packages.stop()

    def action_packages_close(self) -> None:
        """Drop the filter, or go back to the article; what goes on, goes on."""
        if self._filter:
            self._filter = ""
            self.query_one("#words", Prompt).close()
            self._show()
        else:
            self.dismiss()

    @work
    async def _ask(
        self, question: str, remarks: list[str], yes: str, job: Install | Remove
    ) -> None:
        if await self.app.push_screen_wait(ConfirmScreen(question, remarks, yes=yes)):
            self._said = ""
            self._packages.start(job)

    # Typing

    @property
    def _prompt(self) -> Prompt | None:
        focused = self.focused
        parent = focused.parent if focused is not None else None
        return parent if isinstance(parent, Prompt) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let a prompt be opened only from the list: in a prompt, its key is a letter."""
        return self._list.has_focus if action in _OPEN_PROMPTS else True

    def _open(self, name: str) -> None:
        self.query_one(f"#{name}", Prompt).open(self._list)

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        """Filter as the user types."""
        if message.prompt.id == "words":
            self._filter = " ".join(message.text.split())
            self._show()

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Install what was typed."""
        words = message.text.strip()
        if message.prompt.id != "path":
            if not words:
                message.prompt.close()
            return
        message.prompt.close()
        if words:
            self._install_words(words)

    def _install_words(self, words: str) -> None:
        path = os.path.expanduser(words)  # noqa: PTH111 - the user's words, not yet a path
        is_path = os.sep in path or path.endswith(PACKAGE_SUFFIX) or os.path.lexists(path)
        if is_path and not is_web(path):
            self._said = ""
            # Absolute, so that it is no language's name: those are looked for on the network.
            self._packages.start(Install(words=os.path.abspath(path)))  # noqa: PTH100 - keeps links
            return
        if not self._may_fetch:
            self._say("There is no such file, and the network is switched off")
            return
        place = place_of(words) if is_web(words) else place_of(self._listing.index)
        remarks = [f"It is fetched from {place}; its size is shown as soon as it is known."]
        self._ask(f"Install “{safe(words)}”?", remarks, "install", Install(words=words))

    def on_prompt_cancelled(self, message: Prompt.Cancelled) -> None:
        """Forget what was typed."""
        message.prompt.close()
        if message.prompt.id == "words" and self._filter:
            self._filter = ""
            self._show()


def in_words(ended: Ended) -> str:
    """Return what came of a job, in one line."""
    parts = [f"{one.subject}: {one.problem}; {one.advice}".strip("; ") for one in ended.failed]
    several = len(ended.installed) > _NAMED
    if several:
        there = sum(done.was_there for done in ended.installed)
        parts.append(f"{plural(len(ended.installed) - there, 'package')} installed")
        if there:
            parts.append(f"{there:,} were installed already")
    for done in () if several else ended.installed:
        words = "was installed already" if done.was_there else "installed"
        trust = ", trusted on first use" if done.trust == "first use" else ""
        parts.append(f"{done.name} {words}{'' if done.was_there else trust}")
    parts += [f"{gone.name} removed" for gone in ended.removed]
    bad = [one for one in ended.verified if one.state not in {"ok", "unrecorded"}]
    parts += [f"{one.name}: {one.problem}" for one in bad]
    if good := len(ended.verified) - len(bad):
        parts.append(f"{plural(good, 'package')} checked, in order")
    if ended.index is not None:
        parts.append(f"The list has {plural(ended.index.packages, 'package')}")
    if ended.was_stopped:
        parts.append("Stopped; what was there is unchanged, a download goes on next time")
    return " · ".join(parts)


def _title(text: str, width: int) -> Option:
    return Option(Content.styled(truncate(text, width), "bold"), disabled=True)


def _remark(text: str, style: str = "italic") -> Option:
    return Option(Content.styled(f"  {text}", style), disabled=True)
