"""Foreign names in Chinese that no list has, and what stands beside them."""

from __future__ import annotations

import pytest

NAMED = [
    ("他批评了主裁判马齐尼亚克。", {"马齐尼亚克"}),
    ("他们已在卡鲁阿鲁设立营地。", {"卡鲁阿鲁"}),
    ("村庄位于德罗霍贝奇附近。", {"德罗霍贝奇"}),
    ("他们在卡皮巴里贝河沿岸。", {"卡皮巴里贝河"}),
    ("大楼位于泽列纳街。", {"泽列纳街"}),
    ("大部分是在特伦特河中找到的。", {"特伦特河"}),
    ("边锋卢克曼因伤离场。", {"卢克曼"}),
    ("吉拉西梅开二度。", {"吉拉西"}),
    ("球迷募集了200万格里夫纳。", set()),
    ("这家公司由亿万富翁范日旺创办。", {"范日旺"}),
    ("首席执行官黎氏秋水签署了协议。", {"黎氏秋水"}),
    ("辛纳闯入决赛。", {"辛纳"}),
    ("波兰边防卫队在船上发现石头。", {"波兰边防卫队"}),
    ("她感谢了乌克兰国家交响乐团。", {"乌克兰国家交响乐团"}),
    ("他被送往利默里克大学医院。", {"利默里克大学医院"}),
    ("他们在内乌肯省发现了化石。", {"内乌肯省"}),
    ("渔船停在维斯瓦潟湖。", {"维斯瓦潟湖"}),
    ("部长和李氏兄弟见面。", set()),
]


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text[:12] for text, _ in NAMED])
def test_exactly_the_names_are_found(find, text, names):
    assert {m.text for m in find(text, "zh") if not m.weak} == names
