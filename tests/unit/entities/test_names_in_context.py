"""What stands around a name, and what is no name though it looks like one."""

from __future__ import annotations

import pytest

from seedreader.entities import Kind, Linker

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
    ("en", "Shares of AT&T, Johnson & Johnson and H&M fell.", {"AT&T", "Johnson & Johnson", "H&M"}),
    ("en", "Yesterday H. M. Stanley went home.", {"Stanley"}),
    ("en", "They sell the iPhone on eBay.", {"iPhone", "eBay"}),
    ("uk", "Учора він купив iPhone.", {"iPhone"}),
    ("fr", "Il en parle dans le monde entier.", set()),
    ("es", "Lo dijo en todo el país.", set()),
    ("de", "Gestern war die Welt noch in Ordnung.", set()),
    ("en", "Then Mrs May met Ms Park and Mr Bolton.", {"May", "Park", "Bolton"}),
    ("en", "They met in May and in March.", set()),
    ("en", "It was seen on C-SPAN and P Diddy sang.", {"C-SPAN", "P Diddy"}),
    ("en", "He grew up in the North-East.", set()),
    ("en", "She sold it to Burt's Bees.", {"Burt's Bees"}),
    ("en", "It was before the Veteran's Court.", {"Veteran's Court"}),
    ("en", "They saw Palin's Court today. Palin left.", {"Palin"}),
    (
        "en",
        "He works at the Competition and Markets Authority.",
        {"Competition and Markets Authority"},
    ),
    ("en", "He met Anna and Hillary.", {"Anna", "Hillary"}),
    ("en", "The Select Committee on Intelligence met.", {"Select Committee on Intelligence"}),
    ("en", "The committee met the Select Committee on Monday.", {"Select Committee"}),
    ("en", "Then came London Fashion Week.", {"London Fashion Week"}),
    ("en", "They lost to the Vanderbilt Commodores.", {"Vanderbilt Commodores"}),
    ("en", "It was released by Alaska State Troopers.", {"Alaska State Troopers"}),
    ("en", "The New Harbour Review Panel (NHRP) met.", {"New Harbour Review Panel", "NHRP"}),
    ("it", "Ha perso contro i Vanderbilt Commodores.", {"Vanderbilt Commodores"}),
    ("vi", "Thương hiệu Burt’s Bees có mặt.", {"Burt’s Bees"}),
    ("en", "They met defendant Quinton Tellis there.", {"Quinton Tellis"}),
    ("en", "A Massachusetts Democrat spoke.", {"Massachusetts"}),
    ("en", 'It is a drama, "Designated Survivor," about a man.', {"Designated Survivor"}),
    ("en", 'She wrote the book "Fear," she said.', {"Fear"}),
    ("en", '"Absolutely," she said. "Never."', set()),
    ("en", 'They call him "Mr Evil President" there.', set()),
    ("en", '"He is gone," Kavadarkov said.', {"Kavadarkov"}),
    ("en", "It Is Very Bad", set()),
    ("en", "It came out in Physical Review Letters.", {"Physical Review Letters"}),
    ("en", "In Super Bowl LIX they won.", {"Super Bowl"}),
    ("it", "Ieri a Palermo pioveva.", {"Palermo"}),
    ("it", "Ha vinto la McLaren di Oscar Piastri.", {"McLaren", "Oscar Piastri"}),
    ("it", "Di Marco Rossi, corrispondente.", {"Marco Rossi"}),
    ("it", "Il film «La grande bellezza» ha vinto.", {"La grande bellezza"}),
    (
        "it",
        "Secondo l'Istituto Superiore di Sanità i casi aumentano.",
        {"Istituto Superiore di Sanità"},
    ),
    ("it", "Decide la Corte di Cassazione domani.", {"Corte di Cassazione"}),
    ("it", "Il presidente del Consiglio Giorgia Meloni parla.", {"Giorgia Meloni"}),
    ("uk", "Про це пише Суд ветеранів Аляски.", {"Суд ветеранів Аляски"}),
    ("uk", "Він працює в Інституті фізики НАН України.", {"Інституті фізики НАН України"}),
    ("uk", "Печерський районний суд Києва обрав захід.", {"Печерський районний суд Києва"}),
    (
        "uk",
        "Про це повідомив представник Консервативної партії Пітер Боун.",
        {"Консервативної партії", "Пітер Боун"},
    ),
    ("uk", "Нардеп від «Європейської солідарності» пішов.", {"Європейської солідарності"}),
    ("uk", "Потім Донецька ОВА Павла Кириленка зібралася.", {"Донецька ОВА", "Павла Кириленка"}),
    ("uk", "Єдиний гол забив Андрій Ярмоленко.", {"Андрій Ярмоленко"}),
    ("uk", "Вона виконала пісню «Я це люблю» двічі.", {"Я це люблю"}),
    ("en", "It invested in Face++ and in Disney+ in May.", {"Face++", "Disney+"}),
    ("en", "Yesterday a Tory MP said so.", {"Tory"}),
    ("en", "They spoke of the #MeToo era.", {"#MeToo"}),
    ("en", "It was an Emmy award for her.", {"Emmy"}),
    ("en", "They should double A.I. funding.", set()),
    ("en", "They stole it from a Brink's worker and a Brink's employee.", {"Brink's"}),
    ("en", "The Netherlands-based body has no power.", {"Netherlands"}),
    (
        "en",
        'Lee, whose book "Big Powers: China, Silicon Valley and the New World Order" sold well.',
        {"Big Powers: China, Silicon Valley and the New World Order"},
    ),
    ("it", "È nota in tutta l'America latina da anni.", {"America latina"}),
    ("it", "Erano nell'Ospedale militare di Palu ieri.", {"Ospedale militare di Palu"}),
    (
        "it",
        "Lo dice il Centro nazionale per la prevenzione delle calamità.",
        {"Centro nazionale per la prevenzione delle calamità"},
    ),
    (
        "it",
        "Decide il Tribunale distrettuale della Contea di Clark domani.",
        {"Tribunale distrettuale della Contea di Clark"},
    ),
    ("it", "Ieri la Commissione per la prima volta ha votato.", set()),
    ("it", "Qui il Comitato della settimana scorsa ha deciso.", set()),
    (
        "uk",
        "Про це пише Інститут відкритих даних у звіті.",
        {"Інститут відкритих даних"},
    ),
    (
        "uk",
        "Він працює в Агентстві передових оборонних дослідницьких проектів.",
        {"Агентстві передових оборонних дослідницьких проектів"},
    ),
    (
        "uk",
        "Вона очолює Спеціальний комітет зі штучного інтелекту.",
        {"Спеціальний комітет зі штучного інтелекту"},
    ),
    ("uk", "Клуб грає в Першій футбольній лізі вже рік.", {"Першій футбольній лізі"}),
    ("uk", 'Тренер ФК "Сандерленд" та ФК "Гартс" пішов.', {"Сандерленд", "Гартс"}),
    ("uk", 'Він сказав: "Так".', set()),
    ("it", "Rubarono il denaro al Newport on the Levee ieri.", {"Newport on the Levee"}),
    ("it", "Barnsley and Ipswich Town sono due squadre.", {"Barnsley", "Ipswich Town"}),
    ("uk", "Це було в Newport on the Levee учора.", {"Newport on the Levee"}),
    (
        "en",
        "Yesterday Sens. Lindsey Graham and John Kennedy spoke.",
        {"Lindsey Graham", "John Kennedy"},
    ),
    ("uk", "Ліндсі Греем прийшов. Усі бачили Греема.", {"Ліндсі Греем", "Греема"}),
    ("uk", '"Тіньовий" канцлер прийшов.', set()),
    ("uk", "Потів він лідирував у гонці.", set()),
    ("uk", "Він відомий у сфері ШІ Кай-Фу Лі, який мовчав.", {"Кай-Фу Лі"}),
    (
        "uk",
        "Кіт Герінгтон грає. Це роль Герінгтона Джона Сноу.",
        {"Кіт Герінгтон", "Герінгтона", "Джона Сноу"},
    ),
    (
        "uk",
        "Лукас Нільсен грав. З передачі Чарльза Коркорана Нільсен забив.",
        {"Лукас Нільсен", "Чарльза Коркорана", "Нільсен"},
    ),
    ("vi", "Bị cáo Trương Mỹ Lan có mặt.", {"Trương Mỹ Lan"}),
    ("vi", "Hãy gọi số này (Anh và Ireland).", {"Anh", "Ireland"}),
    ("vi", "Bà nói (Anh và tôi đã gặp).", set()),
    ("en", '"He erased her from his life," Hale said.', {"Hale"}),
    ("en", "It was paid for by The Power of Nutrition in May.", {"The Power of Nutrition"}),
    ("en", "He wrote it for Variety last year.", {"Variety"}),
    ("vi", "Ông Đỗ Anh Dũng có mặt.", {"Đỗ Anh Dũng"}),
    ("vi", "Trận đấu trên sân Mỹ Đình.", {"Mỹ Đình"}),
    ("vi", "Tổng thống Mỹ Joe Biden nói.", {"Mỹ", "Joe Biden"}),
    ("vi", "Chủ tịch Tập đoàn Vạn Thịnh Phát có mặt.", {"Tập đoàn Vạn Thịnh Phát"}),
    ("vi", "Vụ kiện tại Tòa án Cựu chiến binh Alaska.", {"Tòa án Cựu chiến binh Alaska"}),
    ("zh", "在上赛季之后，库尔德人和苏格兰人都来了。", set()),
    ("zh", "她主演了电视剧《指定幸存者》。", {"指定幸存者"}),
    ("zh", "设计师玛塔·雅库波斯基指导了她。", {"玛塔·雅库波斯基"}),
    ("zh", "同事琼·莱恩来了。", {"琼·莱恩"}),
    ("zh", "林西·普拉斯科-弗莱克斯曼是母亲。", {"林西·普拉斯科-弗莱克斯曼"}),
    ("zh", "前有格斯·波耶特和保罗·迪卡尼奥。", {"格斯·波耶特", "保罗·迪卡尼奥"}),
    ("zh", "在伦敦时装周期间，她来了。", {"伦敦时装周"}),
    ("zh", "Telma 电视台和KTUU电视台报道了此事。", {"Telma 电视台", "KTUU电视台"}),
    ("zh", "工会代表彼得Tsouvallaris透露了此事。", {"彼得Tsouvallaris"}),
    ("zh", "田纳西州立大学赢了。", {"田纳西州立大学"}),
    ("zh", "据内华达州克拉克县地方法院说", {"内华达州", "克拉克县地方法院"}),
    ("zh", "范德比尔特医疗中心接收了他。", {"范德比尔特医疗中心"}),
    ("zh", "据本地新闻报道，商务部长来了。", set()),
    ("zh", "曼城队经理来了。", {"曼城"}),
    ("zh", "副总统彭斯目前计划讲话。", {"彭斯"}),
    ("zh", "黑尔说：“他不在。”", {"黑尔"}),
    ("zh", "首席财务官徐宏表示欢迎。", {"徐宏"}),
    ("zh", "省长勒戈表示欢迎。", {"勒戈"}),
    ("zh", "国务院总理李强5日说，律师陈述了此事。", {"国务院", "李强"}),
    ("zh", "总统提努布主持，领导人哈尼亚在场。", {"提努布", "哈尼亚"}),
    ("zh", "四分卫杰伦·赫茨当选。", {"杰伦·赫茨"}),
    ("zh", "发言人佩斯科夫说，总统普京来了。", {"佩斯科夫", "普京"}),
    ("zh", "“总统”赖清德来了，记者 张玉薇 摄。", {"赖清德", "张玉薇"}),
    ("zh", "特首李家超来了，议员田北辰质疑。", {"李家超", "田北辰"}),
    ("zh", "甘孜州泸定县发生地震，沿海地区没有。", {"甘孜州", "泸定县"}),
    ("zh", "马拉松比赛中他吃巧克力。", set()),
    ("zh", "他是国会议员。", set()),
    ("zh", "前副省长张建国受贿案今天宣判。", {"张建国"}),
    ("zh", "创始人布伦特蒙哥马利说了此事。", {"布伦特蒙哥马利"}),
    ("zh", "内华达州拉斯维加斯地方法院受理此案。", {"内华达州", "拉斯维加斯地方法院"}),
    ("en", "So said Pinto da Costa, the president.", {"Pinto da Costa"}),
    ("uk", "Так сказав президент Пінту да Кошта.", {"Пінту да Кошта"}),
    ("en", "So said Joao Pinto da Costa here.", {"Joao Pinto da Costa"}),
    ("uk", "Так сказав Луїс Інасіу Лула да Сілва.", {"Луїс Інасіу Лула да Сілва"}),
    ("it", "Così ha detto Luiz Inácio Lula da Silva.", {"Luiz Inácio Lula da Silva"}),
    ("it", "Il ministro dell'Interno Kithure Kindiki è qui.", {"Kithure Kindiki"}),
    ("it", "È il ministro dell'Interno Piantedosi.", {"Piantedosi"}),
    ("it", "Parla il ministro di Giorgia Meloni oggi.", {"Giorgia Meloni"}),
    ("it", "Giuseppe Conte ha detto no.", {"Giuseppe Conte"}),
    ("en", "Mark Brown said so.", {"Mark Brown"}),
    ("en", "Mark London on the map.", {"London"}),
    ("it", "Di Anna Bianchi e Luca Neri si parla.", {"Anna Bianchi", "Luca Neri"}),
    ("en", "The mayor, Regina Kharchenko, spoke.", {"Regina Kharchenko"}),
    ("vi", "Họ nói rằng Đài Loan và Nhật Bản lo ngại.", {"Đài Loan", "Nhật Bản"}),
    ("en", "They watched the channel Baza today.", {"Baza"}),
    ("uk", "Папа Лев XIV згадав Папу Івана Павла II.", {"Лев XIV", "Івана Павла II"}),
    ("uk", "Він говорив із митрополитом Київським Епіфанієм.", {"Епіфанієм"}),
    ("en", "Then Queen Elizabeth II spoke.", {"Elizabeth II"}),
    ("zh", "教宗良十四世会见了国王查尔斯三世。", {"良十四世", "查尔斯三世"}),
    ("zh", "在二十一世纪，伊丽莎白二世去世。", {"伊丽莎白二世"}),
    ("it", "Ha ricevuto Mario Rossi da Ursula Weber.", {"Mario Rossi", "Ursula Weber"}),
    ("en", "She works at Kyoto University Hospital.", {"Kyoto University Hospital"}),
    (
        "en",
        "They sued NXP Semiconductors and Nissan Motor.",
        {"NXP Semiconductors", "Nissan Motor"},
    ),
    ("en", "The Attorney General's Office searched it.", {"Attorney General's Office"}),
    ("vi", "Ông gặp Lại Thanh Đức hôm qua.", {"Lại Thanh Đức"}),
    ("uk", "Він зустрів Марін Ле Пен і П'єра Пуальєвра.", {"Марін Ле Пен", "П'єра Пуальєвра"}),
    ("uk", "Він зустрів Бруно Ле Мера та Хан Док Су.", {"Бруно Ле Мера", "Хан Док Су"}),
    ("en", "He met Bruno Le Maire and Lai Ching-te.", {"Bruno Le Maire", "Lai Ching-te"}),
    ("zh", "他会见了李强和别人。", {"李强"}),
    ("zh", "电影节主席特里西娅·塔特尔来了。", {"特里西娅·塔特尔"}),
    ("vi", "Đó là phim của Giả Chương Kha.", {"Giả Chương Kha"}),
    ("uk", "Вона говорила з мером Берліна Каєм Вегнером.", {"Берліна", "Каєм Вегнером"}),
    ("it", "Insegna all'Università di Ouagadougou.", {"Università di Ouagadougou"}),
    ("vi", "Tổ chức Bác sĩ Không Biên giới yêu cầu.", {"Bác sĩ Không Biên giới"}),
    ("it", "Paga la Fondazione Bill e Melinda Gates.", {"Fondazione Bill e Melinda Gates"}),
    ("fr", "Les trains de Nantes de Paris à Lyon.", {"Nantes", "Paris", "Lyon"}),
    ("zh", "首相石破茂与外相岩屋毅会谈。石破表示同意。", {"石破茂", "岩屋毅", "石破"}),
    ("zh", "教授田边弘和长谷川浩表示，田边会来。", {"田边弘", "长谷川浩", "田边"}),
    ("zh", "松本健一表示同意，他在松本。", {"松本健一", "松本"}),
    ("zh", "作家村上春树、大江健三郎来了。", {"村上春树", "大江健三郎"}),
    ("zh", "松下电器表示，本田汽车也是。", {"松下", "本田汽车"}),
]


@pytest.mark.parametrize(("language", "text", "names"), NAMED, ids=[n[1][:30] for n in NAMED])
def test_exactly_the_names_are_found(find, language, text, names):
    assert {m.text for m in find(text, language) if not m.weak} == names


def test_what_an_institution_of_a_country_is_called_is_an_organisation(find):
    (mention,) = find("They asked the Kenya Revenue Authority.", "en")
    assert (mention.text, mention.kind) == ("Kenya Revenue Authority", Kind.ORG)


def test_a_club_is_known_by_its_short_name(find):
    text = "Manchester City won on Saturday.\nThey like City very much."
    assert {m.key for m in find(text, "en")} == {"Q50602"}


def test_an_s_belongs_to_a_name_that_never_stands_without(find):
    text = "Shoppers like Tollard's.\nTollard's said profits rose.\nMorgan's dog met Morgan."
    assert [m.text for m in find(text, "en")] == ["Tollard's", "Tollard's", "Morgan", "Morgan"]


def test_an_s_belongs_to_a_name_that_is_known_with_it(find):
    assert [m.text for m in find("They met McDonald's chief in May.", "en")] == ["McDonald's"]


def test_a_company_is_a_person_where_the_article_names_a_person_so(find):
    text = "Christine Blasey Ford spoke.\nFord was calm, but Toyota's Auris was loud."
    kinds = {m.text: m.kind for m in find(text, "en")}
    assert (kinds["Ford"], kinds["Toyota"]) == ("PERSON", "ORG")


def test_a_chinese_text_names_somebody_or_a_town_again_by_the_shorter_name(find):
    text = "演员基特·哈灵顿住在巴鲁市。\n基特说他喜欢巴鲁以北的地方。"
    assert [m.text for m in find(text, "zh")] == ["基特·哈灵顿", "巴鲁市", "基特", "巴鲁"]
    assert len({m.key for m in find(text, "zh")}) == 2


def test_a_form_of_address_makes_a_company_a_person(find):
    assert [m.kind for m in find("福特博士说了此事。", "zh")] == ["PERSON"]


def test_a_name_is_not_cut_where_one_syllable_always_follows(find):
    text = "他从东加拉来。\n东加拉位于北方。"
    assert {m.text for m in find(text, "zh")} == {"东加拉"}


OFFICES = [
    ("en", "He never reached the Supreme Court.", {"Supreme Court"}),
    ("en", "He spoke to the foreign ministry.", set()),
    ("uk", "Він працює у Верховному суді.", {"Верховному суді"}),
    ("zh", "他是最高法院法官。", {"最高法院"}),
    ("zh", "他在大使馆工作。", set()),
]


@pytest.mark.parametrize(("language", "text", "names"), OFFICES, ids=[n[1][:30] for n in OFFICES])
def test_an_office_without_a_country_counts_if_it_is_written_as_a_name(find, language, text, names):
    assert {m.text for m in find(text, language) if not m.weak} == names


def test_an_office_of_two_countries_is_that_of_the_one_told_last(find):
    text = (
        "The Supreme Court of Kenya met.\nThe Supreme Court said no.\n"
        "The Supreme Court of Ghana met.\nThe Supreme Court said yes."
    )
    keys = [m.key for m in find(text, "en")]
    assert keys[0] == keys[1] != keys[2] == keys[3]


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


def test_a_nominative_that_ends_like_a_case_is_the_same_name(find):
    text = "Ліндсі Греем прийшов. Вони бачили Ліндсі Греема. Для Греема це важливо."
    assert len({mention.key for mention in find(text, "uk")}) == 1
