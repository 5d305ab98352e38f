"""Towns whose names in Ukrainian or Russian are no other word, though everybody uses them.

A frequent word at the beginning of a sentence is most likely an ordinary one. These are the
capitals and the towns of 100,000 people in Ukraine and beside it that are always the town;
Суми and Рівне, which are words, are left out.
"""

from __future__ import annotations

from typing import Final

from seedreader.entities.lexicon import folded_words

ONLY_TOWNS: Final = {
    "uk": folded_words(
        """
        київ львів дніпро харків одеса запоріжжя донецьк луганськ миколаїв маріуполь вінниця херсон
        полтава чернігів черкаси житомир хмельницький чернівці кропивницький тернопіль ужгород луцьк
        кременчук краматорськ севастополь сімферополь мелітополь бердянськ москва мінськ варшава
        краків вроцлав гданськ люблін лондон париж берлін рим прага відень токіо пекін вашингтон
        тбілісі баку єреван кишинів вільнюс рига таллінн бухарест софія будапешт братислава
        белград загреб мюнхен гамбург мілан неаполь турин барселона мадрид лісабон афіни анкара
        стамбул тегеран багдад дамаск каїр кабул делі мумбаї ханой сеул пхеньян шанхай сідней
        """
    ),
    "ru": folded_words(
        """
        москва петербург новосибирск екатеринбург казань челябинск омск самара уфа красноярск
        воронеж пермь волгоград киев львов харьков одесса минск варшава лондон париж берлин рим
        прага вена токио пекин вашингтон тбилиси баку ереван кишинев вильнюс рига таллин
        мадрид лиссабон анкара стамбул тегеран багдад дамаск каир кабул ханой сеул пхеньян шанхай
        """
    ),
}
"""Folded words by language."""
