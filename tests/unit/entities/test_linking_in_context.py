"""Links that need more than two spellings: articles about the same, translated words, a third name.

Every article names Denmark and Norway, so that all are about the same, but for those about
`ELSEWHERE`.
"""

from __future__ import annotations

import pytest

from seedreader.entities import Evidence, Kind, Linker, Mention

ABOUT = (("Q35", "Denmark"), ("Q20", "Norway"))
ELSEWHERE = (("Q155", "Brazil"),)


def mention(key, kind, *, evidence=Evidence.CAPITALS, language="en", text=None):
    name = text or key.removeprefix("~").replace("|", " ")
    return Mention(0, len(name), name, kind, key, name, evidence, weak=False, language=language)


def add(linker, article, *mentions, about=ABOUT):
    known = [
        Mention(0, len(name), name, Kind.LOC, key, name, Evidence.KNOWN, weak=False, language="en")
        for key, name in about
    ]
    return linker.add(article, [*known, *mentions]).links


def entity(linker, article, key):
    return linker.links(article)[key].entity


@pytest.fixture
def linker(knowledge):
    return Linker(knowledge)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("~Newport|Police|Department", "~Sở|Cảnh|sát|Newport"),
        ("~Newport|Police|Department", "~纽波特警察局"),
        ("~Wasilla|Police|Department", "~瓦西拉警察局"),
        ("~Vanderbilt|University|Medical|Center", "~Trung|tâm|Y|tế|Vanderbilt"),
        ("~Tennessee|State|University", "~Università|statale|Tennessee"),
        ("~Tennessee|State|University", "~田纳西州立大学"),
        ("~Clark|County|District|Court", "~Tòa|án|Quận|Clark"),
        ("~Toyota|UK", "~丰田英国公司"),
        ("~Guiyang|Evening|News", "~贵阳晚报"),
        ("~Web|Foundation", "~Quỹ|Web|Foundation"),
        (
            "~Joint|Artificial|Intelligence|Center",
            "~Centro|congiunto|per|l'|intelligenza|artificiale",
        ),
        ("~Open|Data|Institute", "~Інститут|відкритих|даних"),
        ("~Institute|for|Policy|Research", "~Viện|Nghiên|cứu|Chính|sách|Macedonia"),
        ("~Center|for|Disaster|Prevention", "~Trung|tâm|Phòng|chống|Thiên|tai|Quốc|gia"),
    ],
)
def test_an_institution_is_the_same_where_its_words_are_translated(linker, one, two):
    add(linker, "1", mention(one, Kind.ORG))
    links = add(linker, "2", mention(two, Kind.ORG, language="vi"))
    assert links[two].entity == entity(linker, "1", one)
    assert links[two].why


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("~Newport|Police|Department", "~Sở|Cảnh|sát|Newhaven"),
        ("~Newport|Police|Department", "~Newport|Fire|Department"),
        ("~Tennessee|State|University", "~University|of|Tennessee"),
        ("~Policy|Institute", "~Viện|Y|tế"),
        ("~World|Wide|Web", "~Hiệp|hội|World|Wide|Web"),
        ("~Vanderbilt|Medical|Center", "~Вандербилт|Комодорес"),
    ],
)
def test_institutions_with_other_words_stay_apart(linker, one, two):
    add(linker, "1", mention(one, Kind.ORG))
    links = add(linker, "2", mention(two, Kind.ORG))
    assert links[two].entity != entity(linker, "1", one)


def test_translated_institutions_need_articles_about_the_same(linker):
    add(linker, "1", mention("~Newport|Police|Department", Kind.ORG))
    other = mention("~Sở|Cảnh|sát|Newport", Kind.ORG, language="vi")
    links = add(linker, "2", other, about=ELSEWHERE)
    assert links[other.key].entity != entity(linker, "1", "~Newport|Police|Department")


def test_a_word_for_the_kind_of_thing_may_be_left_out(linker):
    add(linker, "1", mention("~Telma|TV", Kind.ORG))
    add(linker, "2", mention("~Telma", Kind.PERSON, evidence=Evidence.PARTS))
    assert entity(linker, "2", "~Telma") == entity(linker, "1", "~Telma|TV")


def test_a_hotel_is_not_its_town(linker):
    add(linker, "1", mention("~Newport|Hotel", Kind.ORG))
    add(linker, "2", mention("~Newport", Kind.PERSON, evidence=Evidence.PARTS))
    assert entity(linker, "2", "~Newport") != entity(linker, "1", "~Newport|Hotel")


def test_a_name_left_open_is_what_a_related_article_surely_names(linker):
    shop = mention("o:boots", Kind.ORG, evidence=Evidence.KNOWN, text="Boots")
    add(linker, "1", shop)
    left_open = mention("~Boots", Kind.PERSON, evidence=Evidence.PARTS)
    links = add(linker, "2", left_open)
    add(linker, "3", left_open, about=ELSEWHERE)
    assert links["~Boots"].entity == "o:boots"
    assert links["~Boots"].why
    assert entity(linker, "3", "~Boots") != "o:boots"


def test_a_person_is_not_taken_for_a_town_of_that_name(linker):
    town = mention("gn:2655237", Kind.LOC, evidence=Evidence.KNOWN, text="Bolton")
    add(linker, "1", town)
    links = add(linker, "2", mention("~Bolton", Kind.PERSON, evidence=Evidence.PARTS))
    assert links["~Bolton"].entity != town.key


def test_a_person_with_a_title_is_no_shop(linker):
    add(linker, "1", mention("o:boots", Kind.ORG, evidence=Evidence.KNOWN, text="Boots"))
    links = add(linker, "2", mention("~Boots", Kind.PERSON, evidence=Evidence.TITLE))
    assert links["~Boots"].entity != "o:boots"


def test_what_is_known_later_takes_the_names_that_were_left_open(linker):
    add(linker, "1", mention("~Boots", Kind.PERSON, evidence=Evidence.PARTS))
    add(linker, "2", mention("o:boots", Kind.ORG, evidence=Evidence.KNOWN, text="Boots"))
    assert entity(linker, "1", "~Boots") == "o:boots"


def test_two_readings_of_one_name_become_one_by_its_characters(linker):
    people = ("~Xi|Jinping", "~Tập|Cận|Bình", "~习|近平")
    for number, key in enumerate(people):
        add(linker, str(number), mention(key, Kind.PERSON, evidence=Evidence.PARTS))
    assert len({entity(linker, str(n), key) for n, key in enumerate(people)}) == 1


def test_one_spelling_joins_two_others(linker):
    spellings = ("~Othello", "~Otello", "~Отелло")
    for number, key in enumerate(spellings):
        add(linker, str(number), mention(key, Kind.PERSON, evidence=Evidence.PARTS))
    assert len({entity(linker, str(n), key) for n, key in enumerate(spellings)}) == 1


def test_names_that_an_article_tells_apart_are_never_joined(linker):
    davis = mention("~Davis", Kind.PERSON, evidence=Evidence.PARTS)
    davies = mention("~Davies", Kind.PERSON, evidence=Evidence.PARTS)
    add(linker, "1", davis, davies)
    add(linker, "2", mention("~Девіс", Kind.PERSON, evidence=Evidence.PARTS, language="uk"))
    assert entity(linker, "1", "~Davis") != entity(linker, "1", "~Davies")


def test_an_article_may_name_a_person_in_two_scripts(linker):
    latin = mention("~Jeff|Flake", Kind.PERSON, evidence=Evidence.PARTS, language="zh")
    han = mention("~杰夫|弗雷克", Kind.PERSON, evidence=Evidence.PARTS, language="zh")
    add(linker, "1", latin, han)
    assert entity(linker, "1", "~杰夫|弗雷克") == entity(linker, "1", "~Jeff|Flake")


def test_a_foreign_town_that_was_cut_like_a_chinese_name_is_the_town(linker):
    add(linker, "1", mention("~Morowali", Kind.OTHER))
    town = mention(
        "~莫罗|瓦利", Kind.PERSON, evidence=Evidence.PARTS, text="莫罗瓦利", language="zh"
    )
    add(linker, "2", town)
    assert entity(linker, "2", town.key) == entity(linker, "1", "~Morowali")


def test_a_double_surname_stands_for_the_full_name(linker):
    add(linker, "1", mention("~Tim|Berners|Lee", Kind.PERSON, evidence=Evidence.PARTS))
    surname = mention("~Бернерс|Лі", Kind.PERSON, evidence=Evidence.PARTS, language="uk")
    add(linker, "2", surname)
    assert entity(linker, "2", surname.key) == entity(linker, "1", "~Tim|Berners|Lee")


def test_an_r_that_is_not_heard_does_not_hide_a_name(linker):
    add(linker, "1", mention("~Kirsty|Young", Kind.PERSON, evidence=Evidence.PARTS))
    add(linker, "2", mention("~科斯提|杨", Kind.PERSON, evidence=Evidence.PARTS, language="zh"))
    assert entity(linker, "2", "~科斯提|杨") == entity(linker, "1", "~Kirsty|Young")


def test_letters_that_are_not_heard_do_not_hide_a_name_whose_other_part_is_known(linker):
    add(linker, "1", mention("~Matt|Marquardt", Kind.PERSON, evidence=Evidence.PARTS))
    add(linker, "2", mention("~马特|马夸特", Kind.PERSON, evidence=Evidence.PARTS, language="zh"))
    add(linker, "3", mention("~马特|贝克", Kind.PERSON, evidence=Evidence.PARTS, language="zh"))
    assert entity(linker, "2", "~马特|马夸特") == entity(linker, "1", "~Matt|Marquardt")
    assert entity(linker, "3", "~马特|贝克") != entity(linker, "1", "~Matt|Marquardt")


def test_a_character_that_stands_twice_is_heard_twice(linker):
    add(linker, "1", mention("~Charles|Corcoran", Kind.PERSON, evidence=Evidence.PARTS))
    add(linker, "2", mention("~科科伦", Kind.OTHER, language="zh"))
    assert entity(linker, "2", "~科科伦") == entity(linker, "1", "~Charles|Corcoran")


@pytest.mark.parametrize(
    ("full", "joined", "kind", "language"),
    [
        ("~Oliver|Cromwell", "~奥利弗克伦威尔", Kind.PERSON, "zh"),
        ("~Pidie|Jaya", "~Підіджая", Kind.OTHER, "uk"),
    ],
)
def test_a_name_is_the_same_written_as_one_word(linker, full, joined, kind, language):
    add(linker, "1", mention(full, kind))
    add(linker, "2", mention(joined, Kind.OTHER, language=language))
    assert entity(linker, "2", joined) == entity(linker, "1", full)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("~Harbour|News", "~Harbour|新闻"),
        ("~Roa|Roa|Hotel", "~Roa|Roa|酒店"),
        ("~NBC|Scotland", "~NBC|苏格兰"),
    ],
)
def test_a_name_in_two_scripts_is_the_same_as_in_one(linker, one, two):
    add(linker, "1", mention(one, Kind.ORG))
    add(linker, "2", mention(two, Kind.ORG, language="zh"))
    assert entity(linker, "2", two) == entity(linker, "1", one)


MUCH = (*ABOUT, ("Q33", "Finland"), ("Q34", "Sweden"))


def test_a_surname_that_is_a_town_too_is_the_person_of_related_articles(linker):
    person = mention("~Michael|Sanford", Kind.PERSON, evidence=Evidence.PARTS)
    town = mention("gn:4172086", Kind.LOC, evidence=Evidence.KNOWN, text="Sanford")
    add(linker, "1", person, about=MUCH)
    add(linker, "2", town, about=MUCH)
    add(linker, "3", town, about=ABOUT)
    assert entity(linker, "2", town.key) == entity(linker, "1", person.key)
    assert "town" in linker.links("2")[town.key].why
    assert entity(linker, "3", town.key) == town.key


def test_a_town_that_related_articles_name_stays_one(linker):
    person = mention("~Michael|Sanford", Kind.PERSON, evidence=Evidence.PARTS)
    town = mention("gn:4172086", Kind.LOC, evidence=Evidence.KNOWN, text="Sanford")
    add(linker, "1", person, town, about=MUCH)
    add(linker, "2", town, about=MUCH)
    assert entity(linker, "2", town.key) == town.key


def test_forgetting_articles_leaves_nothing_behind(knowledge):
    linker = Linker(knowledge)
    add(linker, "1", mention("o:boots", Kind.ORG, evidence=Evidence.KNOWN, text="Boots"))
    add(linker, "2", mention("~Newport|Police|Department", Kind.ORG))
    for article in ("1", "2"):
        linker.remove(article)
    assert linker.state()["clusters"] == {}
    links = add(linker, "3", mention("~Boots", Kind.PERSON, evidence=Evidence.PARTS))
    assert links["~Boots"].entity.startswith("n:")


@pytest.mark.parametrize(
    ("text", "language", "short", "full"),
    [
        ("Telma TV reported it. Later Telma said that it was wrong.", "en", "Telma", "Telma TV"),
        ("Кім Чен Ина бачили вчора. Його назвали Кім Чен Ин.", "uk", "Кім Чен Ина", "Кім Чен Ин"),
    ],
)
def test_an_article_calls_one_thing_by_a_longer_and_a_shorter_name(
    finder, text, language, short, full
):
    keys = {m.text: m.key for m in finder.mentions(text, [(0, len(text), language)])}
    assert keys[short] == keys[full]


def test_what_a_person_made_is_no_other_name_of_theirs(finder):
    text = "План підготовлено Терезою Мей (Chequers Plan), сказав він."
    keys = {m.text: m.key for m in finder.mentions(text, [(0, len(text), "uk")])}
    assert keys["Терезою Мей"] == "~Терезою|Мей"


def test_an_office_of_no_country_is_the_same_in_related_articles_only(linker):
    court = mention("office:supreme-court", Kind.ORG, evidence=Evidence.KNOWN, text="Supreme Court")
    add(linker, "1", court)
    add(linker, "2", court, about=ELSEWHERE)
    add(linker, "3", court)
    assert entity(linker, "1", court.key) == entity(linker, "3", court.key)
    assert entity(linker, "1", court.key) != entity(linker, "2", court.key)


def test_an_office_of_no_country_is_the_only_one_that_related_articles_name(linker):
    office = mention("office:parliament", Kind.ORG, evidence=Evidence.KNOWN, text="国会")
    congress = mention("Q30/parliament", Kind.ORG, evidence=Evidence.KNOWN, text="Congress")
    add(linker, "1", congress)
    add(linker, "2", office)
    add(linker, "3", office, about=ELSEWHERE)
    assert entity(linker, "2", office.key) == congress.key
    assert entity(linker, "3", office.key) != congress.key
    linker.remove("1")
    linker.remove("2")
    add(linker, "4", office)
    assert entity(linker, "4", office.key) != congress.key


def test_an_office_of_no_country_makes_no_articles_related(linker):
    court = mention("office:supreme-court", Kind.ORG, evidence=Evidence.KNOWN, text="Supreme Court")
    judge, other = mention("~Ann|Larkov", Kind.PERSON), mention("~Larkov", Kind.PERSON)
    add(linker, "1", court, judge, about=ABOUT[:1])
    add(linker, "2", court, other, about=ABOUT[:1])
    assert entity(linker, "1", judge.key) != entity(linker, "2", other.key)


def test_a_slogan_is_not_the_person_whose_surname_it_looks_like(linker):
    person = mention("~Anna|Maga", Kind.PERSON)
    slogan = mention("o:maga", Kind.OTHER, evidence=Evidence.KNOWN, text="MAGA")
    add(linker, "1", person)
    add(linker, "2", slogan)
    assert entity(linker, "1", person.key) != entity(linker, "2", slogan.key)


def test_a_town_is_another_one_of_that_name_where_related_articles_name_that(linker):
    there = mention("gn:1633034", Kind.LOC, evidence=Evidence.KNOWN, text="Palu")
    here = mention("gn:1260716", Kind.LOC, evidence=Evidence.KNOWN, language="uk", text="Палу")
    add(linker, "1", there, about=MUCH)
    add(linker, "2", here, about=MUCH)
    add(linker, "3", here, about=ELSEWHERE)
    assert entity(linker, "2", here.key) == entity(linker, "1", there.key)
    assert entity(linker, "3", here.key) == here.key


def test_a_country_is_the_part_of_it_that_related_articles_name_instead(linker):
    part = mention("o:england", Kind.LOC, evidence=Evidence.KNOWN, text="England")
    whole = mention("Q145", Kind.LOC, evidence=Evidence.KNOWN, text="Anh", language="vi")
    kingdom = mention("Q145", Kind.LOC, evidence=Evidence.KNOWN, text="UK")
    add(linker, "1", part)
    add(linker, "2", whole)
    add(linker, "3", whole, about=ELSEWHERE)
    add(linker, "4", kingdom)
    assert entity(linker, "2", whole.key) == part.key
    assert entity(linker, "3", whole.key) == whole.key
    assert entity(linker, "4", kingdom.key) == kingdom.key


def test_a_country_stays_one_where_related_articles_name_both(linker):
    part = mention("o:england", Kind.LOC, evidence=Evidence.KNOWN, text="England")
    kingdom = mention("Q145", Kind.LOC, evidence=Evidence.KNOWN, text="UK")
    whole = mention("Q145", Kind.LOC, evidence=Evidence.KNOWN, text="Anh", language="vi")
    add(linker, "1", part, kingdom)
    add(linker, "2", whole)
    assert entity(linker, "2", whole.key) == whole.key


def test_a_title_is_not_the_person_whose_surname_sounds_like_it(linker):
    add(linker, "1", mention("~Крістін|Форд", Kind.PERSON, evidence=Evidence.PARTS, language="uk"))
    add(linker, "2", mention("~Fear", Kind.OTHER))
    assert entity(linker, "2", "~Fear") != entity(linker, "1", "~Крістін|Форд")


def test_characters_that_are_read_alike_spell_one_foreign_name(finder):
    text = "特雷莎·梅今天去了巴黎。记者见到了特蕾莎·梅。总理李伟会见总统李威。"
    keys = {m.text: m.key for m in finder.mentions(text, [(0, len(text), "zh")])}
    assert keys["特雷莎·梅"] == keys["特蕾莎·梅"]
    # Chinese parents choose the characters: these are two.
    assert keys.keys() >= {"李伟", "李威"}
    assert keys["李伟"] != keys["李威"]


def test_a_gloss_of_a_surname_says_who_the_full_name_is(finder):
    text = "朱莉安·史密斯今天去了巴黎。史密斯(Julianne Smith)说了这件事。史密斯回来了。"
    mentions = finder.mentions(text, [(0, len(text), "zh")])
    people = [m for m in mentions if m.kind is Kind.PERSON]
    assert [m.text for m in people] == ["朱莉安·史密斯", "史密斯", "Julianne Smith", "史密斯"]
    assert len({m.key for m in people}) == 1


def test_a_foreign_surname_that_looks_like_a_chinese_name_is_of_the_full_name(finder):
    text = "部长基图雷·金迪基去了。金迪基没有发表评论。"
    mentions = finder.mentions(text, [(0, len(text), "zh")])
    assert [m.text for m in mentions] == ["基图雷·金迪基", "金迪基"]
    assert len({m.key for m in mentions}) == 1


def test_of_two_names_that_a_gloss_joins_the_fuller_one_is_the_persons(finder):
    text = "卡瓦诺(Brett Kavanaugh)今天没有回答。卡瓦诺说，卡瓦诺会来。"
    mentions = list(finder.mentions(text, [(0, len(text), "zh")]))
    assert [m.text for m in mentions] == ["卡瓦诺", "Brett Kavanaugh", "卡瓦诺", "卡瓦诺"]
    assert {m.key for m in mentions} == {"~Brett|Kavanaugh"}
