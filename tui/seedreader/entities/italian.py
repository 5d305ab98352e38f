"""Finds the names of institutions in Italian: Centro nazionale per la prevenzione delle calamità.

Only the first word of such a name has a capital. Adjectives follow it, and what it is for, and the
place that it belongs to.
"""

from __future__ import annotations

from typing import Final

import regex

from seedreader.entities import lexicon
from seedreader.entities.gazetteer import Match
from seedreader.entities.institutions import Starts
from seedreader.entities.institutions import institutions as institutions_of
from seedreader.entities.letters import is_acronym
from seedreader.entities.lexicon import folded_words
from seedreader.entities.sentence import Sentence
from seedreader.entities.tokens import Token

_KINDS: Final = folded_words(
    """
    università istituto scuola accademia ospedale clinica policlinico corte tribunale ministero
    dipartimento commissione comitato consiglio procura agenzia banca associazione federazione
    unione partito fronte fondazione società ufficio museo teatro lega alleanza movimento
    parlamento assemblea istituzione centro fondo chiesa guardia polizia servizio autorità
    osservatorio sindacato consorzio organizzazione confederazione questura prefettura
    politecnico conservatorio diocesi arcidiocesi orchestra filarmonica compagnia
    """
)
"""Words for kinds of institutions."""
_OF_A_TOWN: Final = folded_words(
    """
    tribunale procura questura prefettura politecnico policlinico ospedale museo teatro accademia
    conservatorio osservatorio diocesi arcidiocesi università
    """
)
"""Kinds of which a town has one, mostly: with the town they are its name."""
NAMED_AFTER: Final = folded_words(
    """
    fondazione istituto ospedale policlinico museo università teatro scuola accademia centro
    associazione biblioteca premio
    """
)
"""Kinds of institutions that are called after somebody: Fondazione Giovanni Agnelli."""
_ADJECTIVE: Final = regex.compile(
    r"\p{L}{2,}(?:al[ei]|ari[oa]|ic[oa]|iche|iv[oa]|an[oa]|ese)|congiunt[oa]|unit[oa]|estern[oa]"
    r"|macedone|lettone|estone|polacc[oa]|russ[oa]|tedesc[oa]|grec[oa]|turc[oa]|svizzer[oa]"
    r"|spagnol[oa]|europe[oa]"
    r"|intern[oa]|popolare|militare|nucleare|superiore|parlamentare|conservatore|giovanile|civile"
)
"""Endings of adjectives that say what an institution is, and a few whole words."""
_NOT_ADJECTIVES: Final = folded_words(
    """
    quale tale locale eguale finale ideale locali quali tali prova trova arriva scriva
    rivale settimana semana estate primario amico amica politico dichiarano rimane sostengono
    aspettano pensano credono sperano affermano parlano vogliono chiamano indicano mostrano
    """
)
_INSTANCES: Final = {("d'", "appello"), ("d’", "appello"), ("d'", "assise"), ("d’", "assise")}
"""What says which court one is."""
_DAYS: Final = folded_words("lunedì martedì mercoledì giovedì venerdì sabato domenica")
_NOUN: Final = regex.compile(r"\p{Ll}{4,}[aeioàù]")
_OF: Final = folded_words("di d del della dello dell dei degli delle")
_ON: Final = folded_words("sul sulla sullo sull sui sugli sulle contro")
_ARTICLES: Final = folded_words("il lo la l i gli le")
_NO_PURPOSE: Final = folded_words(
    """
    prima primo fine volta parte causa settimana giorno mese anno scorsa scorso prossima prossimo
    loro quale cui esempio conto meno poco molti tutti tutto questo quella quello queste questi
    momento caso anni mesi giorni tempo motivo modo posto maggior essere avere aver fare aiuto
    opposizione ieri oggi domani sera notte seconda terza quarto quinta durata periodo futuro
    passato decennio secolo nuovo nuova stesso stessa
    """
)
"""Nouns behind a preposition that begin something else: la Corte per la prima volta."""
_EXPLAINED_BY_COUNTRY: Final = folded_words("dipartimento ministero")
"""What is followed by a country that is no part of the name."""
_CITY: Final = 40
"""Rank of towns from 100,000 people on, and of all states and countries."""
_MOST_ADJECTIVES: Final = 2


def institutions(sentence: Sentence, known: list[Match]) -> list[tuple[int, int]]:
    """Return the first word of each institution's name and the index after its last."""
    return institutions_of(sentence, known, _end)


def _end(sentence: Sentence, first: int, starts: Starts) -> int:
    """Return the index after the name that begins at a word, or 0."""
    words = sentence.words
    head = words[first].folded
    if not words[first].capital or head not in _KINDS or is_acronym(words[first].text):
        return 0
    last = _adjectives(sentence, _instance(sentence, first + 1))
    guard = head == "guardia" and last < len(words) and _preposition(words[last].folded) in _OF
    told = last > first + 1 or guard
    purposes = 0
    while last < len(words) and _near(sentence, last - 1):
        after = _purpose(sentence, last, described=told and not purposes)
        if not after:
            break
        described = _adjectives(sentence, after)
        told = told or described > after or words[last].folded in ("per", *_ON)
        purposes += 1
        last = described
    ministry = head in _EXPLAINED_BY_COUNTRY
    told = told or (ministry and purposes > 0)
    named = 0 if ministry else _owner(sentence, last, starts)
    if named and (told or purposes or head in _OF_A_TOWN):
        return named
    return last if told and not sentence.initial[first] else 0


def _instance(sentence: Sentence, index: int) -> int:
    """Return the index after what says which court one is: Corte d'appello."""
    pair = tuple(word.folded for word in sentence.words[index : index + 2])
    text = tuple(word.text.casefold() for word in sentence.words[index : index + 2])
    return index + 2 if pair in _INSTANCES or text in _INSTANCES else index


def _adjectives(sentence: Sentence, index: int) -> int:
    """Return the index after the adjectives that begin at a word."""
    words = sentence.words
    end = index
    while end - index < _MOST_ADJECTIVES and end < len(words) and _near(sentence, end - 1):
        if not _is_adjective(words[end]):
            break
        end += 1
    joined = index < end < len(words) - 1 and words[end].text in ("e", "ed")
    if (
        joined
        and _near(sentence, end - 1)
        and _near(sentence, end)
        and _is_adjective(words[end + 1])
    ):
        return end + 2  # ricerca scientifica e tecnica
    return end


def _is_adjective(word: Token) -> bool:
    return (
        not word.capital
        and _ADJECTIVE.fullmatch(word.text) is not None
        and word.folded not in _NOT_ADJECTIVES
    )


def _purpose(sentence: Sentence, index: int, *, described: bool) -> int:
    """Return the index after a preposition and the noun behind it, or 0: per la prevenzione.

    `di` alone counts behind an adjective: Servizio statale di emergenza.
    """
    words = sentence.words
    preposition = _preposition(words[index].folded)
    noun = index + 1
    if preposition == "per" and noun < len(words) and words[noun].folded.strip("'") in _ARTICLES:
        noun += 1
    articulated = preposition in _ON or (preposition in _OF and preposition not in ("di", "d"))
    articulated = articulated or (described and preposition in ("di", "d"))
    if not (articulated or (preposition == "per" and noun > index + 1)) or noun >= len(words):
        return 0
    word = words[noun]
    good = (
        not word.capital
        and _NOUN.fullmatch(word.text) is not None
        and not word.text.endswith("re")
        and word.folded not in _NO_PURPOSE
        and word.folded not in _DAYS
        and all(_near(sentence, i) for i in range(index, noun))
    )
    return noun + 1 if good else 0


def _owner(sentence: Sentence, index: int, starts: Starts) -> int:
    """Return the index after `of` and the place that an institution belongs to, or 0."""
    words = sentence.words
    if index + 1 >= len(words) or not _near(sentence, index - 1) or not _near(sentence, index):
        return 0
    if _preposition(words[index].folded) not in _OF:
        return 0
    match = starts.get(index + 1)
    if match is not None:
        return match.last if match.rank >= _CITY else 0
    word = words[index + 1]
    kind = word.capital and (lexicon.is_place(word.text) or lexicon.is_institution(word.text))
    return _owner(sentence, index + 2, starts) if kind else 0


def _preposition(folded: str) -> str:
    return folded.rstrip("'’")


def _near(sentence: Sentence, index: int) -> bool:
    if index + 1 >= len(sentence.words):
        return False
    gap = sentence.gap(index)
    return gap in (" ", "\u00a0") or (not gap and sentence.words[index].text[-1] in "'’")
