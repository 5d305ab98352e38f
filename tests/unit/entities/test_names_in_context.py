"""What stands around a name, and what is no name though it looks like one."""

from __future__ import annotations

import pytest

from seedreader.entities import Linker

NAMED = [
    ("en", "Yesterday Ms. Sumbung said no more.", {"Sumbung"}),
    ("en", "Yesterday Jeane Freeman MSP sent a letter.", {"Jeane Freeman"}),
    ("en", "Yesterday President Xi Jinping spoke.", {"Xi Jinping"}),
    ("en", "They heard Christine Blasey Ford speak.", {"Christine Blasey Ford"}),
    ("en", "We spoke about him playing 55, 60 minutes.", set()),
    ("it", "Ha battuto il portiere del Brighton Mathew Ryan.", {"Brighton", "Mathew Ryan"}),
    ("it", "La senatrice USA Elizabeth Warren afferma.", {"USA", "Elizabeth Warren"}),
    ("it", "Lo ha detto Staffan de Mistura ieri.", {"Staffan de Mistura"}),
    ("uk", "Матч пройшов на стадіоні «Етіхад» учора.", {"Етіхад"}),
    ("uk", "Він прийняв у Токіо Єнса Столтенберга.", {"Токіо", "Єнса Столтенберга"}),
    ("uk", "Усі знають, що ВІЛ небезпечний.", set()),
    ("uk", "Багато людей прийшло сюди.", set()),
    ("uk", "Крім того, вони чекали.", set()),
    ("vi", "Họ gặp nhau vào Chủ Nhật vừa qua.", set()),
    ("zh", "莎伦·戴维斯和凯莉·汉弗莱斯说了这件事。", {"莎伦·戴维斯", "凯莉·汉弗莱斯"}),
    (
        "zh",
        "斯科特·佩利向约翰·肯尼迪和林赛·格雷厄姆提问。",
        {"斯科特·佩利", "约翰·肯尼迪", "林赛·格雷厄姆"},
    ),
    ("zh", "阿比盖尔格蕾丝就职于这里。", {"阿比盖尔格蕾丝"}),
    ("zh", "活动在霍约克举行。", {"霍约克"}),
    ("zh", "季后赛和夏令时都开始了。", set()),
    (
        "zh",
        "内华达州拉斯维加斯地方法院受理此案。",
        {"内华达州", "拉斯维加斯地方法院"},
    ),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMED, ids=[n[1][:30] for n in NAMED])
def test_exactly_the_names_are_found(find, language, text, names):
    assert {m.text for m in find(text, language) if not m.weak} == names


@pytest.mark.parametrize(("language", "text", "names"), NAMED, ids=[n[1][:30] for n in NAMED])
def test_offsets_point_at_the_text(find, language, text, names):
    del names
    for mention in find(f"  {text}", language):
        assert f"  {text}"[mention.start : mention.end] == mention.text


def test_a_club_is_known_by_its_short_name(find):
    text = "Manchester City won on Saturday.\nThey like City very much."
    assert {m.key for m in find(text, "en")} == {"Q50602"}


def added(linker, find, article, text, language):
    mentions = find(text, language)
    linked = linker.add(article, mentions)
    return {m.text: linked.links[m.key].entity for m in mentions}


ENGLISH = "The mayor of Kidderminster met guests from Denmark and Norway."
UKRAINIAN = "Учора в місті Кіддермінстер гостей з Данії та Норвегії чекали."
ELSEWHERE = "Учора в місті Кіддермінстер нікого не чекали."


def test_a_spelling_that_is_not_known_finds_the_known_town(knowledge, find):
    linker = Linker(knowledge)
    known = added(linker, find, "en", ENGLISH, "en")["Kidderminster"]
    assert not known.startswith("n:")
    assert added(linker, find, "uk", UKRAINIAN, "uk")["Кіддермінстер"] == known


def test_the_known_town_finds_a_spelling_that_was_there_before(knowledge, find):
    linker = Linker(knowledge)
    before = added(linker, find, "uk", UKRAINIAN, "uk")["Кіддермінстер"]
    mentions = find(ENGLISH, "en")
    linked = linker.add("en", mentions)
    known = next(m.key for m in mentions if m.text == "Kidderminster")
    assert linked.renamed == {before: known}
    assert known in {link.entity for link in linker.links("uk").values()}


def test_without_a_story_in_common_a_spelling_proves_little(knowledge, find):
    linker = Linker(knowledge)
    known = added(linker, find, "en", ENGLISH, "en")["Kidderminster"]
    assert added(linker, find, "uk", ELSEWHERE, "uk")["Кіддермінстер"] != known
