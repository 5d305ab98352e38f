"""Names in Chinese and Vietnamese that marks, lists, verbs and kinds around them tell."""

from __future__ import annotations

import pytest

CHINESE = [
    ("佛罗里达州迈阿密-戴德县警方来了。", {"佛罗里达州", "迈阿密-戴德县"}),
    ("普拉斯科-弗莱克斯曼太太在家。", {"普拉斯科-弗莱克斯曼"}),
    ("黛博拉-李·弗内斯主持了节目。", {"黛博拉-李·弗内斯"}),
    ("“联合人工智能中心”今天成立。", {"联合人工智能中心"}),
    ("他发布了“下一代人工智能发展计划”。", {"下一代人工智能发展计划"}),
    ("“我们一定要完成这项计划”是他的话。", set()),
    ("外交官李英浩（Ri Yong Ho）到了。", {"李英浩", "Ri Yong Ho"}),
    ("米德索莫诺顿（Midsomer Norton）发生袭击。", {"米德索莫诺顿", "Midsomer Norton"}),
    ("据号角纪事报报道，他走了。", {"号角纪事报"}),
    ("据当地媒体报道，他走了。", set()),
    ("标普500指数收跌，恒生指数上涨。", {"标普500指数", "恒生指数"}),
    ("吴京、张译、易烊千玺等演员来了。", {"吴京", "张译", "易烊千玺"}),
    ("石油、天然气和煤炭等能源涨价。", set()),
    ("由吴京执导的影片上映。", {"吴京"}),
    ("郭艾伦贡献12次助攻，赵睿得到25分。", {"郭艾伦", "赵睿"}),
    ("局长王立新表示，将加强监管。", {"王立新"}),
    ("王先生说，孩子很好。", set()),
    ("医疗船正驶往巴鲁，巴鲁缺水。", {"巴鲁"}),
    ("1994年伯纳斯·李来了。", {"伯纳斯·李"}),
    ("中国银行业协会昨日发布报告。", {"中国银行业协会"}),
    ("商业银行不良贷款率下降。", set()),
    ("国家疾病预防控制局发布消息。", {"国家疾病预防控制局"}),
    ("全国多家研究所都在使用。", set()),
    ("深圳市市场监督管理局发布消息。", {"深圳市市场监督管理局"}),
    ("这家联合国组织来了。", {"联合国"}),
    ("日本公司和英国学校都来了。", {"日本", "英国"}),
    ("谷歌中国总裁来了。", {"谷歌中国"}),
    ("他在BBC广播4台说了。", {"BBC广播4台"}),
    ("田纳西州立虎队输了，英国警察部队来了。", {"田纳西州立虎队", "英国"}),
    ("英格兰足球甲级联赛开始了。", {"英格兰足球甲级联赛"}),
    ("巴登-符腾堡州州长来了。", {"巴登-符腾堡州"}),
    ("唐山市长来了。", {"唐山"}),
]

VIETNAMESE = [
    ("Bộ Văn hóa, Thể thao và Du lịch đã họp.", {"Bộ Văn hóa, Thể thao và Du lịch"}),
    ("Hôm qua Sở Du lịch TP.HCM đã họp.", {"Sở Du lịch TP.HCM"}),
    ("Anh sống ở TP.HCM, rồi ở TPHCM.", {"TP.HCM", "TPHCM"}),
    ("Ở đây có Viện Dữ liệu mở.", {"Viện Dữ liệu mở"}),
    (
        "Ủy ban Chọn lọc về Trí tuệ nhân tạo đã họp.",
        {"Ủy ban Chọn lọc về Trí tuệ nhân tạo"},
    ),
    (
        "Họ lập Trung Tâm Liên Hiệp Trí Tuệ Nhân Tạo ở đó.",
        {"Trung Tâm Liên Hiệp Trí Tuệ Nhân Tạo"},
    ),
    (
        "Sở Giao thông và Hội đồng Nhân dân đã họp.",
        {"Sở Giao thông", "Hội đồng Nhân dân"},
    ),
    ("Phim này đoạt giải Emmy năm ngoái.", {"Emmy"}),
    ("Nhiều người, kể cả Anh Mandagi, là học trò.", {"Mandagi"}),
    ("Núi lửa ở phía Đông Nam thủ đô.", set()),
    ("Tình Hình Rất Xấu.", set()),
    ("Cuộc Tấn Công Ở Midsomer Norton đã xảy ra.", {"Midsomer Norton"}),
    ("Ông nổi tiếng ở Mỹ La tinh.", {"Mỹ La tinh"}),
]


@pytest.mark.parametrize(("text", "names"), CHINESE, ids=[c[0][:20] for c in CHINESE])
def test_marks_and_kinds_tell_chinese_names(find, text, names):
    assert {m.text for m in find(text, "zh") if not m.weak} == names


@pytest.mark.parametrize(("text", "names"), VIETNAMESE, ids=[c[0][:30] for c in VIETNAMESE])
def test_marks_and_kinds_tell_vietnamese_names(find, text, names):
    assert {m.text for m in find(text, "vi") if not m.weak} == names


def test_a_surname_before_a_hyphen_is_not_cut(find):
    text = "乔尔·普拉斯科来了。普拉斯科将这起诉讼称为勒索。"
    assert [m.text for m in find(text, "zh")] == ["乔尔·普拉斯科", "普拉斯科"]


def test_a_team_is_known_without_its_town(find):
    text = "贝尔法斯特巨人队赢了。巨人队早早领先。"
    assert [m.text for m in find(text, "zh")] == ["贝尔法斯特巨人队", "巨人队"]


def test_an_office_is_the_one_that_the_article_names_with_its_country(find):
    one, other = find("美国国务院发言人来了。国务院官员走了。", "zh")
    assert one.key == other.key
    (china,) = (m for m in find("国务院发布了计划。", "zh") if m.text == "国务院")
    assert china.key != one.key


def test_a_syllable_before_others_with_capitals_is_no_country(find):
    named = find("Tiền đạo mang Áo Xanh Da Trời đã ghi bàn.", "vi")
    assert all(m.text != "Áo" for m in named)
