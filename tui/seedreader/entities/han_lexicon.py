"""Closed lists for Chinese text. They are the project's own."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES: Final = _words(
    """
    丁 万 丛 严 乔 于 仇 付 仲 任 伍 何 佘 余 佟 侯 俞 倪 党 全 兰 关
    冉 农 冯 冷 凌 刁 刘 包 华 卓 单 卜 卞 卢 卫 古 史 叶 司 吉 向 吕
    吴 周 和 唐 商 喻 夏 姚 姜 姬 娄 孔 孙 孟 季 宁 安 宋 宗 宫 寇 尚
    尤 尹 屈 岑 岳 崔 左 巩 巫 师 席 庄 应 庞 康 廖 张 彭 徐 成 戚 戴
    房 敖 文 方 施 时 明 易 晏 景 曲 曹 曾 朱 朴 李 杜 杨 林 柏 查 柯
    柳 柴 栾 桂 桑 梁 梅 樊 欧 武 段 殷 毕 毛 江 池 汤 汪 沈 沙 涂 温
    游 滕 潘 焦 熊 牛 牟 王 甄 甘 田 申 白 盛 瞿 石 祁 祝 秦 程 穆 窦
    章 童 符 简 管 米 纪 缪 罗 翁 翟 耿 聂 肖 胡 臧 舒 艾 芦 苏 苑 苗
    苟 范 荣 莫 葛 董 蒋 蒙 蒲 蓝 蔡 薛 虞 袁 裴 褚 覃 解 詹 许 谢 谭
    谷 费 贺 贾 赵 路 车 辛 边 连 迟 邓 邝 邢 邬 邱 邵 邹 郎 郑 郝 郭
    金 钟 钱 闫 闵 阮 阳 陆 陈 陶 隋 雷 霍 靳 韦 韩 项 顾 颜 饶 马 骆
    高 魏 鲁 鲍 麦 麻 黄 黎 齐 龙 龚
    """
)
"""Chinese and Korean surnames of one character."""

COMPOUND: Final = _words(
    """
    上官 东方 令狐 公孙 南宫 司徒 司马 夏侯 尉迟 慕容 欧阳 独孤 皇甫 端木 诸葛
    闻人
    """
)
"""Chinese surnames of two characters."""

SAID: Final = _words(
    """
    、 与 也 介绍 会晤 会见 则 及 告诉 和 在 宣布 对 将 就 强调 指出 曾 称
    表示 认为 说 还 透露
    """
)
"""What usually follows the name of a person."""

ROLES: Final = _words(
    """
    上将 上校 专家 中将 中校 主任 主席 主教 书记 代表 众议员 作家 候选人 先生
    公主 分析师 创始人 前总理 前总统 前首相 副总理 副总统 医生 博士 参议员 发言人
    司令 司法部长 国务卿 国王 国防部长 外交部长 外相 外长 大使 女士 女星 女王
    学者 官房长官 导演 将军 少将 少校 局长 州长 市长 律师 总理 总统 总裁 教宗
    教授 教皇 教练 文 明星 检察官 检察长 歌手 法官 演员 特使 王子 球员 男星
    省长 秘书长 经理 董事长 警官 议员 记者 财政部长 部长 队长 防卫相 防长 院长
    顾问 领导人 首席执行官 首相
    """
)
"""Offices and occupations that stand before a name, or after it."""

FUNCTION: Final = _words(
    """
    一 三 与 两 个 为 之 也 了 于 从 他 以 们 但 位 你 其 及 名 向 和
    在 她 它 对 将 就 已 并 我 或 所 把 是 曾 由 的 而 被 该 这 那 都
    """
)
"""Characters and words that are no part of a name or of an institution."""

BEFORE_NAMES: Final = _words(
    """
    与 为 人 从 令 以 位 使 兄 前 及 友 叫 名 向 员 和 在 夫 女 妻 子
    官 家 对 师 弟 手 是 母 父 由 的 称 等 给 者 让 说 长
    """
)
"""Characters before a foreign name that are no part of it, though such names use some."""

SUFFIXES: Final = tuple(
    sorted(
        _words(
            """
    交易所 俱乐部 党 公司 出版社 医院 协会 博物馆 基金会 大学 委员会 学会 学院
    实验室 工会 广播公司 总局 有限公司 检察院 法院 电视台 研究所 研究院 联合会
    联合国 联盟 航空公司 警察局 警方局 通讯社 银行 集团
            """
        )
    )
)
"""How the names of institutions end."""
