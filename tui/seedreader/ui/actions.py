"""Every action of the reader: one registry for keys, help, key hints and command palette.

A key that the user binds otherwise (see `settings`) changes all four, because all are made from
the live bindings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Place(StrEnum):
    """Where an action applies."""

    ANYWHERE = "Anywhere"
    LIST = "In the list"
    ARTICLE = "In an article"
    ENTITIES = "In the list of entities"
    PACKAGES = "In the list of packages"
    SEARCH = "In a search of the library"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do.

    Attributes:
        name: what it is called in the configuration file; its method is `action_<name>`.
        title: a few words, for hints and palette.
        description: one sentence, for the help.
        place: where it applies.
        keys: default keys, as Textual names them.
        hint: whether the bottom line shows it where there is room.
        opens_prompt: whether it lets the user type. It is then the screen's, and done before the
            next key is looked at, so that what is typed ahead goes into the prompt.
    """

    name: str
    title: str
    description: str
    place: Place
    keys: tuple[str, ...]
    hint: bool = False
    opens_prompt: bool = False


ACTIONS: tuple[Action, ...] = (
    # The list
    Action("list_down", "Down", "Next article in the list.", Place.LIST, ("down", "j")),
    Action("list_up", "Up", "Previous article in the list.", Place.LIST, ("up", "k")),
    Action(
        "list_page_down",
        "Page down",
        "A page further in the list.",
        Place.LIST,
        ("pagedown", "space", "ctrl+d"),
    ),
    Action("list_page_up", "Page up", "A page back in the list.", Place.LIST, ("pageup", "ctrl+u")),
    Action("list_home", "First", "First article of the list.", Place.LIST, ("home", "g")),
    Action("list_end", "Last", "Last article of the list.", Place.LIST, ("end", "G")),
    Action(
        "read",
        "Read",
        "Go from the list into the article.",
        Place.LIST,
        ("enter", "right", "l"),
        hint=True,
    ),
    Action(
        "filter",
        "Filter",
        "Show only articles with these words in headline, translation, source, language, date, "
        "tags or note; or is:starred, is:unread, is:started, is:read, is:gone, tag:name.",
        Place.LIST,
        ("slash", "f"),
        hint=True,
        opens_prompt=True,
    ),
    Action("clear_filter", "Show all", "Drop the filter.", Place.LIST, ("escape",)),
    Action(
        "sort",
        "Sort",
        "Sort by path, date, language, source, headline or length, or put unread or starred ones "
        "first, in turn.",
        Place.LIST,
        ("o",),
        hint=True,
    ),
    Action(
        "unfold_copies",
        "Near copies",
        "Show or fold the articles that are nearly the same as this one (+3 copies).",
        Place.LIST,
        ("equals_sign",),
    ),
    # The article
    Action("scroll_down", "Down", "Scroll a line down.", Place.ARTICLE, ("down", "j")),
    Action("scroll_up", "Up", "Scroll a line up.", Place.ARTICLE, ("up", "k")),
    Action("page_down", "Page down", "Scroll a page down.", Place.ARTICLE, ("pagedown", "space")),
    Action("page_up", "Page up", "Scroll a page up.", Place.ARTICLE, ("pageup", "shift+space")),
    Action("half_page_down", "Half a page down", "Scroll half a page.", Place.ARTICLE, ("ctrl+d",)),
    Action(
        "half_page_up", "Half a page up", "Scroll back half a page.", Place.ARTICLE, ("ctrl+u",)
    ),
    Action("home", "Beginning", "Go to the beginning.", Place.ARTICLE, ("home", "g")),
    Action("end", "End", "Go to the end.", Place.ARTICLE, ("end", "G")),
    Action(
        "next_sentence",
        "Next sentence",
        "Make the next sentence the current one.",
        Place.ARTICLE,
        ("right", "l", "right_parenthesis"),
        hint=True,
    ),
    Action(
        "previous_sentence",
        "Previous sentence",
        "Make the previous sentence the current one.",
        Place.ARTICLE,
        ("left", "h", "left_parenthesis"),
    ),
    Action(
        "next_paragraph",
        "Next paragraph",
        "Go to the next paragraph.",
        Place.ARTICLE,
        ("right_curly_bracket", "ctrl+down"),
    ),
    Action(
        "previous_paragraph",
        "Previous paragraph",
        "Go to the previous paragraph.",
        Place.ARTICLE,
        ("left_curly_bracket", "ctrl+up"),
    ),
    Action(
        "next_word",
        "Next word",
        "Point at the next word of the sentence; its counterpart is lit in the other language.",
        Place.ARTICLE,
        ("greater_than_sign", "shift+right"),
    ),
    Action(
        "previous_word",
        "Previous word",
        "Point at the previous word of the sentence.",
        Place.ARTICLE,
        ("less_than_sign", "shift+left"),
    ),
    Action(
        "next_flagged",
        "Next suspect",
        "Go to the next sentence whose translation looks wrong (!).",
        Place.ARTICLE,
        ("w",),
    ),
    Action(
        "previous_flagged",
        "Previous suspect",
        "Go to the one before.",
        Place.ARTICLE,
        ("W",),
    ),
    Action(
        "edit",
        "Edit",
        "Write the translation of the current sentence yourself; an empty one gives it back.",
        Place.ARTICLE,
        ("i",),
        hint=True,
    ),
    Action(
        "retry",
        "Retry",
        "Have the machine translate the current sentence again, in another way.",
        Place.ARTICLE,
        ("r",),
    ),
    Action(
        "opinions",
        "Opinions",
        "Compare all translations of the current sentence, ask for others, and keep one.",
        Place.ARTICLE,
        ("o",),
    ),
    Action(
        "find",
        "Find",
        "Find words in the original and in the translation.",
        Place.ARTICLE,
        ("slash",),
        hint=True,
        opens_prompt=True,
    ),
    Action("next_hit", "Next hit", "Go to the next place found.", Place.ARTICLE, ("n",)),
    Action("previous_hit", "Previous hit", "Go to the one before.", Place.ARTICLE, ("N",)),
    Action(
        "copy_sentence",
        "Copy sentence",
        "Copy the current sentence, or what the mouse has marked.",
        Place.ARTICLE,
        ("y",),
        hint=True,
    ),
    Action(
        "copy_translation",
        "Copy translation",
        "Copy the translation of the current sentence.",
        Place.ARTICLE,
        ("t",),
    ),
    Action(
        "copy_pair",
        "Copy pair",
        "Copy the current sentence with its translation.",
        Place.ARTICLE,
        ("Y",),
    ),
    Action(
        "copy_article",
        "Copy article",
        "Copy the whole article, each paragraph with its translation.",
        Place.ARTICLE,
        ("ctrl+y", "A"),
    ),
    Action(
        "next_mention",
        "Next name",
        "Go to the next name that is lit; if one entity is followed, on into the next article.",
        Place.ARTICLE,
        ("right_square_bracket",),
    ),
    Action(
        "previous_mention",
        "Previous name",
        "Go to the lit name before; if one entity is followed, on into the previous article.",
        Place.ARTICLE,
        ("left_square_bracket",),
    ),
    Action(
        "follow_entity",
        "Follow",
        "Light only the entity under the name cursor, through all articles; or all again.",
        Place.ARTICLE,
        ("full_stop",),
    ),
    Action(
        "entity_details",
        "Details",
        "Tell who or what a name is: its forms in all languages, its articles, and why.",
        Place.ARTICLE,
        ("d", "enter"),
    ),
    Action(
        "who_else",
        "Who else",
        "Show what other articles say about the entities of this sentence, or of the name cursor.",
        Place.ARTICLE,
        ("c",),
        hint=True,
    ),
    Action(
        "to_list",
        "Back to list",
        "Leave the search, then the article.",
        Place.ARTICLE,
        ("escape", "backspace"),
    ),
    # The list of entities
    Action("entity_down", "Down", "Next entity.", Place.ENTITIES, ("down", "j")),
    Action("entity_up", "Up", "Previous entity.", Place.ENTITIES, ("up", "k")),
    Action(
        "entity_page_down",
        "Page down",
        "A page further.",
        Place.ENTITIES,
        ("pagedown", "space", "ctrl+d"),
    ),
    Action("entity_page_up", "Page up", "A page back.", Place.ENTITIES, ("pageup", "ctrl+u")),
    Action("entity_first", "First", "First entity.", Place.ENTITIES, ("home", "g")),
    Action("entity_last", "Last", "Last entity.", Place.ENTITIES, ("end", "G")),
    Action(
        "entity_choose",
        "Follow",
        "Show only the articles that name it, and light it in them.",
        Place.ENTITIES,
        ("enter", "full_stop"),
        hint=True,
    ),
    Action(
        "entity_scope",
        "Article / all",
        "List the entities of the article, or of all articles.",
        Place.ENTITIES,
        ("tab", "at"),
        hint=True,
    ),
    Action(
        "entity_who_else",
        "Who else",
        "Show what other articles say about it.",
        Place.ENTITIES,
        ("c",),
        hint=True,
    ),
    Action(
        "entity_filter",
        "Find",
        "Show only entities with these letters in one of their names, in any script.",
        Place.ENTITIES,
        ("slash", "f"),
        hint=True,
        opens_prompt=True,
    ),
    Action(
        "entity_merge",
        "Merge",
        "Mark it; then, on another one, make both the same entity.",
        Place.ENTITIES,
        ("m",),
        hint=True,
    ),
    Action(
        "entity_split",
        "Split",
        "Choose one of its forms that is somebody or something else.",
        Place.ENTITIES,
        ("s",),
        hint=True,
    ),
    Action(
        "entity_rename",
        "Rename",
        "Give it another name.",
        Place.ENTITIES,
        ("r",),
        hint=True,
        opens_prompt=True,
    ),
    Action(
        "entity_undo",
        "Undo",
        "Take back the last merging, splitting or renaming.",
        Place.ENTITIES,
        ("u",),
        hint=True,
    ),
    Action("entity_close", "Close", "Go back.", Place.ENTITIES, ("escape", "q", "ctrl+e")),
    # A search of the library; keys with ctrl also work while one types
    Action("search_down", "Down", "Next place found.", Place.SEARCH, ("down", "j")),
    Action("search_up", "Up", "Place found before.", Place.SEARCH, ("up", "k")),
    Action(
        "search_open",
        "Open",
        "Open the article there.",
        Place.SEARCH,
        ("enter", "right", "l"),
        hint=True,
    ),
    Action(
        "search_next_article",
        "Next article",
        "Next article found.",
        Place.SEARCH,
        ("ctrl+down", "J"),
    ),
    Action(
        "search_previous_article",
        "Previous article",
        "Article found before.",
        Place.SEARCH,
        ("ctrl+up", "K"),
    ),
    Action(
        "search_page_down",
        "Page down",
        "A page further.",
        Place.SEARCH,
        ("pagedown", "space", "ctrl+d"),
    ),
    Action("search_page_up", "Page up", "A page back.", Place.SEARCH, ("pageup", "ctrl+u")),
    Action("search_first", "First", "First article found.", Place.SEARCH, ("home", "g")),
    Action("search_last", "Last", "Last article found.", Place.SEARCH, ("end", "G")),
    Action(
        "search_switch",
        "Words / results",
        "Go to the words that are looked for, or to what was found.",
        Place.SEARCH,
        ("tab",),
        hint=True,
    ),
    Action(
        "search_type",
        "Type",
        "Go to the words that are looked for.",
        Place.SEARCH,
        ("ctrl+f", "slash", "F"),
    ),
    Action(
        "search_narrow",
        "Narrow",
        "Choose a language, source, date, name or state that articles must have.",
        Place.SEARCH,
        ("ctrl+n", "f"),
        hint=True,
    ),
    Action(
        "search_widen",
        "Drop filter",
        "Drop the filter that was chosen last.",
        Place.SEARCH,
        ("backspace", "x"),
    ),
    Action(
        "search_scope",
        "Everywhere",
        "Search the whole library, or the articles that were opened.",
        Place.SEARCH,
        ("ctrl+o", "o"),
        hint=True,
    ),
    Action(
        "search_exact",
        "Exact",
        "Find words only as they are typed, or in other forms and spellings too.",
        Place.SEARCH,
        ("ctrl+t", "e"),
        hint=True,
    ),
    Action(
        "search_save",
        "Save",
        "Keep the search by a name.",
        Place.SEARCH,
        ("ctrl+s", "s"),
        hint=True,
    ),
    Action(
        "search_as_list",
        "As list",
        "Show all articles found as the list of articles.",
        Place.SEARCH,
        ("ctrl+l", "L"),
        hint=True,
    ),
    Action(
        "search_close",
        "Close",
        "Go back; the search is there again the next time.",
        Place.SEARCH,
        ("escape", "q"),
        hint=True,
    ),
    # Anywhere
    Action(
        "search",
        "Search",
        "Search all articles, in the original and in translation.",
        Place.ANYWHERE,
        ("ctrl+f", "F"),
        hint=True,
        opens_prompt=True,
    ),
    Action(
        "saved_searches",
        "Saved searches",
        "Run, rename or remove the searches that were kept.",
        Place.ANYWHERE,
        ("S",),
    ),
    Action(
        "next_article",
        "Next article",
        "Go to the next article of the list.",
        Place.ANYWHERE,
        ("J", "greater_than_sign"),
        hint=True,
    ),
    Action(
        "previous_article",
        "Previous article",
        "Go to the previous article of the list.",
        Place.ANYWHERE,
        ("K", "less_than_sign"),
    ),
    Action("switch_focus", "List / article", "Go to the other part.", Place.ANYWHERE, ("tab",)),
    Action(
        "toggle_list",
        "Hide list",
        "Hide or show the list beside the article.",
        Place.ANYWHERE,
        ("z",),
    ),
    Action(
        "toggle_panes",
        "Panes",
        "Show both languages, only the original, or only the translation, in turn.",
        Place.ANYWHERE,
        ("p", "x"),
        hint=True,
    ),
    Action(
        "toggle_layout",
        "Layout",
        "Side by side, one above the other, or whichever fits, in turn.",
        Place.ANYWHERE,
        ("v",),
    ),
    Action(
        "toggle_rows",
        "Rows",
        "Align paragraph by paragraph, or sentence by sentence.",
        Place.ANYWHERE,
        ("s",),
    ),
    Action(
        "toggle_engine",
        "Machine",
        "Show the machine's translations, or yours and the references first.",
        Place.ANYWHERE,
        ("m",),
    ),
    Action(
        "choose_target",
        "Language",
        "Choose the language to translate into.",
        Place.ANYWHERE,
        ("L",),
    ),
    Action(
        "toggle_boilerplate",
        "Page furniture",
        "Show or fold what is on the page but not of the article.",
        Place.ANYWHERE,
        ("b",),
    ),
    Action(
        "toggle_translated_headlines",
        "Headlines",
        "Show translated headlines in the list, or not.",
        Place.ANYWHERE,
        ("H",),
    ),
    Action(
        "entities",
        "Names",
        "List the people, organisations and places of the article, or of all articles.",
        Place.ANYWHERE,
        ("at", "ctrl+e"),
        hint=True,
    ),
    Action(
        "toggle_highlight",
        "Light names",
        "Light the names that several articles share, all names, or none, in turn.",
        Place.ANYWHERE,
        ("U",),
    ),
    Action(
        "export",
        "Export",
        "Write the article into a file, with its translation; from the list, all that it shows.",
        Place.ANYWHERE,
        ("e",),
    ),
    Action(
        "star",
        "Star",
        "Give the article a star (*), or take it away.",
        Place.ANYWHERE,
        ("asterisk",),
    ),
    Action(
        "tags",
        "Tags",
        "Write the article's tags (#), with commas between; tab completes one.",
        Place.ANYWHERE,
        ("number_sign",),
        opens_prompt=True,
    ),
    Action(
        "note",
        "Note",
        "Read and write your note on the article (✎).",
        Place.ANYWHERE,
        ("a",),
    ),
    Action(
        "toggle_read",
        "Read / unread",
        "Mark the article as read (✓) or as unread; one that was begun has ›.",
        Place.ANYWHERE,
        ("u",),
    ),
    Action("next_theme", "Theme", "Take the next theme.", Place.ANYWHERE, ("T",)),
    Action(
        "problems",
        "Problems",
        "List the files that could not be read, and why.",
        Place.ANYWHERE,
        ("exclamation_mark",),
    ),
    Action(
        "stop",
        "Stop",
        "Stop what goes on in the background: reading files, finding names, translating; or go on.",
        Place.ANYWHERE,
        ("X",),
    ),
    Action(
        "models",
        "Packages",
        "List, install, check and remove packages for offline translation.",
        Place.ANYWHERE,
        ("M",),
    ),
    Action(
        "install_package",
        "Install package",
        "Install the package that the article needs; its size is shown and you are asked first.",
        Place.ANYWHERE,
        ("I",),
    ),
    Action("refresh", "Reread", "Look for new and changed files.", Place.ANYWHERE, ("R", "f5")),
    Action("help", "Help", "Show all keys.", Place.ANYWHERE, ("question_mark", "f1"), hint=True),
    Action(
        "command_palette",
        "Commands",
        "Find a command by its name.",
        Place.ANYWHERE,
        ("ctrl+p", "colon"),
    ),
    Action(
        "quit",
        "Quit",
        "Leave; the place is remembered.",
        Place.ANYWHERE,
        ("q", "ctrl+q"),
        hint=True,
    ),
    # The list of packages
    Action(
        "package_install",
        "Install",
        "Install the package under the cursor; its size is shown and you are asked first.",
        Place.PACKAGES,
        ("i", "enter"),
        hint=True,
    ),
    Action(
        "package_from_file",
        "From file",
        "Install from a file, a folder of files, or an address.",
        Place.PACKAGES,
        ("f",),
        hint=True,
    ),
    Action(
        "package_remove",
        "Remove",
        "Remove the package under the cursor, after asking.",
        Place.PACKAGES,
        ("d", "delete"),
        hint=True,
    ),
    Action(
        "package_verify",
        "Check",
        "Check that the package under the cursor is unchanged and works.",
        Place.PACKAGES,
        ("v",),
        hint=True,
    ),
    Action(
        "packages_verify",
        "Check all",
        "Check all installed packages.",
        Place.PACKAGES,
        ("V",),
    ),
    Action(
        "packages_fetch",
        "Fetch list",
        "Fetch the list of available packages from the network.",
        Place.PACKAGES,
        ("r",),
        hint=True,
    ),
    Action(
        "packages_filter",
        "Filter",
        "Show only packages whose languages, name or licence have these words.",
        Place.PACKAGES,
        ("slash",),
        hint=True,
    ),
    Action(
        "packages_stop",
        "Stop",
        "Stop what goes on; a download goes on there the next time.",
        Place.PACKAGES,
        ("x", "X"),
    ),
    Action(
        "packages_close",
        "Back",
        "Show all packages again, then go back; what goes on, goes on.",
        Place.PACKAGES,
        ("escape", "q", "M"),
        hint=True,
    ),
)

BY_NAME: Mapping[str, Action] = {action.name: action for action in ACTIONS}


def bindings(*places: Place) -> list[Binding]:
    """Return Textual's bindings of the actions that apply in these places.

    Each carries its action's name as id, by which `App.set_keymap` gives it other keys.
    """
    return [
        _binding(action) for action in ACTIONS if action.place in places and not action.opens_prompt
    ]


def prompt_bindings(*places: Place) -> list[Binding]:
    """Return the bindings of the actions that apply in these places and open a prompt."""
    return [
        _binding(action) for action in ACTIONS if action.place in places and action.opens_prompt
    ]


def bindings_of(*names: str) -> list[Binding]:
    """Return the bindings of actions with these names."""
    return [_binding(BY_NAME[name]) for name in names]


def _binding(action: Action) -> Binding:
    return Binding(
        key=",".join(action.keys),
        action=action.name,
        description=action.title,
        tooltip=action.description,
        show=action.hint,
        priority=action.opens_prompt,
        id=action.name,
    )
