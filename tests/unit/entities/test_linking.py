"""Which names of different articles are one entity."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import sqlite3
from importlib.resources import files

import pytest
from tests.growth import calls

from seedreader.entities import Evidence, Kind, Knowledge, Linker, Mention
from seedreader.entities.parts import part_key

# Latin, Ukrainian, Chinese. None of them is listed in the knowledge base as a person.
PEOPLE = """
Angela Merkel|Ангела Меркель|安格拉·默克尔
Boris Johnson|Борис Джонсон|鲍里斯·约翰逊
Justin Trudeau|Джастін Трюдо|贾斯廷·特鲁多
Hillary Clinton|Гілларі Клінтон|希拉里·克林顿
Barack Obama|Барак Обама|巴拉克·奥巴马
Ronald Reagan|Рональд Рейган|罗纳德·里根
Richard Nixon|Річард Ніксон|理查德·尼克松
Sergey Lavrov|Сергій Лавров|谢尔盖·拉夫罗夫
Dmitry Medvedev|Дмитро Медведєв|德米特里·梅德韦杰夫
Nicolas Sarkozy|Ніколя Саркозі|尼古拉·萨科齐
Francois Hollande|Франсуа Олланд|弗朗索瓦·奥朗德
Silvio Berlusconi|Сільвіо Берлусконі|西尔维奥·贝卢斯科尼
Mario Draghi|Маріо Драгі|马里奥·德拉吉
Pedro Sanchez|Педро Санчес|佩德罗·桑切斯
Alexander Lukashenko|Олександр Лукашенко|亚历山大·卢卡申科
Viktor Orban|Віктор Орбан|维克托·欧尔班
Robert Mueller|Роберт Мюллер|罗伯特·穆勒
Nelson Mandela|Нельсон Мандела|纳尔逊·曼德拉
Lionel Messi|Ліонель Мессі|利昂内尔·梅西
Diego Maradona|Дієго Марадона|迭戈·马拉多纳
Roger Federer|Роджер Федерер|罗杰·费德勒
Rafael Nadal|Рафаель Надаль|拉斐尔·纳达尔
Novak Djokovic|Новак Джокович|诺瓦克·德约科维奇
Albert Einstein|Альберт Ейнштейн|阿尔伯特·爱因斯坦
Kofi Annan|Кофі Аннан|科菲·安南
Edward Snowden|Едвард Сноуден|爱德华·斯诺登
Julian Assange|Джуліан Ассанж|朱利安·阿桑奇
Harvey Weinstein|Гарві Вайнштайн|哈维·韦恩斯坦
Elizabeth Warren|Елізабет Воррен|伊丽莎白·沃伦
""".strip().splitlines()


def add(linker, finder, name, text, language):
    mentions = finder.mentions(text, [(0, len(text), language)])
    linked = linker.add(name, mentions)
    return {m.text: linked.links[m.key].entity for m in mentions}, linked


def entity_of(linker, finder, article, name, language):
    sentence = {
        "en": f"Yesterday the politician {name} spoke in the old town about the new law.",
        "uk": f"Учора політик {name} виступив у старому місті з промовою.",
        "zh": f"昨天,外长{name}在会上发表了讲话。",
        "vi": f"Hôm qua ông {name} đã phát biểu tại hội nghị.",
        "ko": f"어제 {name} 대표가 말했다.",
    }[language]
    found, _ = add(linker, finder, article, sentence, language)
    return found.get(name)


@pytest.fixture(scope="module")
def emptied(tmp_path_factory):
    """A knowledge base from which all parts of these people's names were removed."""
    path = tmp_path_factory.mktemp("knowledge") / "names.sqlite"
    shutil.copy(str(files("seedreader.entities").joinpath("data/names.sqlite")), path)
    whole = Knowledge(path)
    parts = {
        part_key(part, whole.simplify)
        for line in PEOPLE
        for name in line.split("|")
        for part in name.replace("·", " ").split()
    }
    whole.close()
    with sqlite3.connect(path) as base:
        base.executemany("DELETE FROM part WHERE form = ?", [(part,) for part in sorted(parts)])
    base.close()
    return Knowledge(path)


def test_people_whose_names_were_removed_are_linked_by_transliteration(emptied):
    linker = Linker(emptied)
    wanted = right = 0
    entities = []
    for number, line in enumerate(PEOPLE):
        entity = {}
        for language, name in zip(("en", "uk", "zh"), line.split("|"), strict=True):
            mention = person(f"{number}", language, tuple(name.replace("·", " ").split()))
            article = f"{number}-{language}"
            linker.add(article, [mention])
            entity[language] = (article, mention.key)
        found = {
            language: linker.links(article)[key].entity
            for language, (article, key) in entity.items()
        }
        wanted += 2
        right += (found["en"] == found["uk"]) + (found["en"] == found["zh"])
        entities.append(set(found.values()))
    assert right / wanted >= 0.9, f"{right} of {wanted}"
    for number, group in enumerate(entities):
        for other in entities[:number]:
            assert not group & other, "two of these people became one"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("zh", "埃马纽埃尔·马克龙"), ("zh", "马克·吕特")),
        (("en", "Emmanuel Macron"), ("zh", "马克·吕特")),
        (("en", "Benjamin Netanyahu"), ("uk", "Антоніо Гутерреш")),
        (("en", "Marta Kowalczyk"), ("en", "Maria Kowalska")),
        (("en", "Michael Smith"), ("en", "Michelle Smith")),
        (("en", "Kim Jong Il"), ("uk", "Кім Чен Ин")),
        (("en", "Li Keqiang"), ("en", "Li Qiang")),
        (("en", "George Bush"), ("en", "Jeb Bush")),
        (("zh", "王毅"), ("zh", "王勇")),
        (("vi", "Vương Nghị"), ("zh", "王勇")),
        (("en", "John Bolton"), ("uk", "Джон Керрі")),
        (("en", "Peter Jensen"), ("uk", "Петро Порошенко")),
    ],
)
def test_near_names_stay_apart(knowledge, finder, one, two):
    linker = Linker(knowledge)
    first = entity_of(linker, finder, "1", one[1], one[0])
    second = entity_of(linker, finder, "2", two[1], two[0])
    assert first is not None
    assert first != second


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("vi", "Tần Cương"), ("zh", "秦刚")),
        (("vi", "Vương Nghị"), ("zh", "王毅")),
        (("en", "Wang Yi"), ("zh", "王毅")),
        (("uk", "Лі Чже Мьон"), ("en", "Lee Jae-myung")),
        (("en", "Lee Jae-myung"), ("zh", "李在明")),
        (("en", "Fumio Kishida"), ("zh", "岸田文雄")),
        (("uk", "Фуміо Кісіда"), ("en", "Fumio Kishida")),
        (("vi", "Kishida Fumio"), ("en", "Fumio Kishida")),
        (("uk", "Єнсом Столтенбергом"), ("en", "Jens Stoltenberg")),
        (("uk", "Єскер Нольсен"), ("uk", "Йєскером Нольсеном")),
    ],
)
def test_readings_and_orders_of_one_name_are_linked(knowledge, one, two):
    linker = Linker(knowledge)
    parts = [name_parts(language, name) for language, name in (one, two)]
    first, second = (
        person(f"{n}", language, p)
        for n, ((language, _), p) in enumerate(zip((one, two), parts, strict=True))
    )
    linker.add("1", [first])
    linked = linker.add("2", [second])
    assert linked.links[second.key].entity == linker.links("1")[first.key].entity
    assert linked.links[second.key].why


@pytest.mark.parametrize(
    "spellings",
    [
        {"en": "Mark van Bommel", "zh": "马克·范博梅尔", "uk": "Марк ван Боммел"},
        {"en": "Luis de la Fuente", "zh": "路易斯·德拉富恩特", "uk": "Луїс де ла Фуенте"},
        {"en": "Hiroshi Tanabe", "zh": "田边弘", "uk": "Хіросі Танабе"},
        {"en": "Elizabeth II", "zh": "伊丽莎白二世", "uk": "Єлизавета II"},
        {"en": "Jean-Yves Le Drian", "zh": "让-伊夫·勒德里昂", "vi": "Jean-Yves Le Drian"},
        {"zh": "石破茂", "en": "Shigeru Ishiba", "vi": "Ishiba Shigeru"},
    ],
)
def test_one_person_in_sentences_of_several_languages_is_linked(knowledge, finder, spellings):
    linker = Linker(knowledge)
    found = {entity_of(linker, finder, *named) for named in named_in(spellings)}
    assert len(found) == 1
    assert None not in found


def named_in(spellings):
    return [(language, name, language) for language, name in spellings.items()]


def name_parts(language, name):
    if language == "zh":
        return (name[:2], name[2:]) if len(name) == 4 else (name[0], name[1:])
    return tuple(name.replace("-", " ").split())


def person(article, language, parts):
    name = " ".join(parts)
    return Mention(
        start=0,
        end=len(name),
        text=name,
        kind=Kind.PERSON,
        key="~" + "|".join(parts),
        name=name,
        evidence=Evidence.PARTS,
        weak=False,
        language=language,
    )


def test_a_surname_alone_needs_a_shared_story(knowledge, finder):
    linker = Linker(knowledge)
    add(
        linker,
        finder,
        "full",
        "The engineer Marta Kowalczyk visited Poland and Denmark and Norway.",
        "en",
    )
    full = linker.links("full")["~Marta|Kowalczyk"].entity
    add(linker, finder, "far", "A letter from Minister Kowalczyk reached us in Brazil.", "en")
    add(linker, finder, "near", "Minister Kowalczyk talked about Poland and Denmark.", "en")
    assert linker.links("far")["~Kowalczyk"].entity != full
    assert linker.links("near")["~Kowalczyk"].entity == full


def test_removing_the_only_article_of_an_entity_forgets_it(knowledge, finder):
    linker = Linker(knowledge)
    first, _ = add(linker, finder, "1", "The engineer Marta Kowalczyk came home.", "en")
    linker.remove("1")
    assert linker.links("1") == {}
    assert linker.state()["clusters"] == {}
    again, _ = add(linker, finder, "2", "The engineer Marta Kowalczyk came home.", "en")
    assert again == first


def test_adding_an_article_again_changes_nothing(knowledge, finder):
    linker = Linker(knowledge)
    text = "The engineer Marta Kowalczyk visited Denmark."
    add(linker, finder, "1", text, "en")
    before = linker.state()
    add(linker, finder, "1", text, "en")
    assert linker.state() == before


def test_the_state_goes_through_json_and_links_on(knowledge, finder):
    linker = Linker(knowledge)
    first, _ = add(linker, finder, "1", "The engineer Marta Kowalczyk visited Denmark.", "en")
    restored = Linker.restore(knowledge, json.loads(json.dumps(linker.state())))
    assert restored.state() == linker.state()
    second, _ = add(restored, finder, "2", "Інженерка Марта Ковальчик приїхала до Данії.", "uk")
    assert second["Марта Ковальчик"] == first["Marta Kowalczyk"]


GIVEN = "Marta Henrik Olga Pedro Keiko Liam Fatima Igor Nadia Tomas Ursula Vikram Walter Zoe"
FAMILY = (
    "Kowalczyk Lindqvist Petrenko Sanchez Watanabe Murphy Haddad Sokolov Ferrari Novak Schmidt "
    "Gupta Becker Papadopoulos Demir Johansson Okafor Nguyen Fernandes Dubois"
)


def test_people_who_share_a_given_name_or_a_surname_stay_apart(knowledge):
    linker = Linker(knowledge)
    names = [(given, family) for given in GIVEN.split() for family in FAMILY.split()]
    for number, parts in enumerate(names):
        linker.add(str(number), [person(str(number), "en", parts)])
    assert len(linker.state()["clusters"]) == len(names)


SYLLABLES = {
    "en": "ba ko ri mel tan vo dra se lin gu par ni sho fer ma del ki wan to lu zan bre hi mo ste",
    "uk": "ба ко рі мел тан во дра се лін ґу пар ні шо фер ма дел кі ван то лу зан бре гі мо сте",
}
COUNTRIES = [f"Q{number}" for number in (30, 148, 142, 183, 38, 159, 212, 881)]


def news_without_end():
    """Give articles in two scripts, each with two persons nobody named before and two others.

    Their names sound like many others, and most articles name two countries that others name.
    """
    chosen = random.Random(5)
    people = []
    for number in itertools.count():
        language = sorted(SYLLABLES)[number % 2]
        new = [[chosen.choices(range(25), k=size) for size in (2, 3)] for _ in range(2)]
        people += new
        mentions = []
        for name in (*new, *chosen.choices(people, k=2)):
            syllables = SYLLABLES[language].split()
            parts = ["".join(syllables[i] for i in part).capitalize() for part in name]
            mentions.append(person(str(number), language, parts))
        mentions += [
            Mention(0, 1, key, Kind.LOC, key, key, Evidence.KNOWN, weak=False, language=language)
            for key in chosen.sample(COUNTRIES, 3)
        ]
        yield str(number), mentions


def test_an_article_costs_the_same_however_many_there_are(knowledge):
    linker, news = Linker(knowledge), news_without_end()

    def add_some(count):
        for article, mentions in itertools.islice(news, count):
            linker.add(article, mentions)

    add_some(200)
    few = calls(lambda: add_some(40))
    add_some(960)
    assert calls(lambda: add_some(40)) < 1.5 * few
