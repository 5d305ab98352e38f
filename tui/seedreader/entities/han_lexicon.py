"""Closed lists for Chinese text. They are the project's own."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


SURNAMES: Final = words(
    """
    丁 万 丛 严 乐 乔 习 于 亓 仇 仉 付 仝 仲 任 伍 何 佘 余 佟 侯 俞 倪 傅 储 元 党 全
    兰 关 冀 冉 农 冯 冷 冼 凌 刁 刘 包 匡 华 卓 单 卜 卞 卢 卫 卿 古 史 叶 司 吉 向
    吕 吴 周 唐 商 喻 夏 奚 姚 姜 姬 娄 孔 孙 孟 季 宁 安 宋 宓 宗 宫 寇 尚 尤 尹 屈 岑
    岳 崔 左 巩 巫 巴 师 席 庄 庞 康 庹 廖 张 彭 徐 惠 戚 戴 房 敖 敬 文 方 施 明 易 晋
    晏 景 曲 曹 曾 朱 朴 李 杜 杨 林 柏 查 柯 柳 柴 栾 桂 桑 桓 梁 梅 楚 楼 樊 欧 武 段
    殷 毕 毛 江 池 汤 汪 沈 沙 洪 浦 涂 温 游 滕 潘 焦 熊 牛 牟 狄 王 甄 甘 田 申 白 盛
    瞿 矫 石 祁 祝 禹 秦 程 穆 窦 章 童 竺 符 简 管 米 粟 纪 练 缪 罗 翁 翟 耿 聂 肖 胡
    臧 舒 艾 芦 芮 花 苏 苑 苗 苟 范 荀 荆 荣 莫 葛 董 蒋 蒙 蒲 蓝 蔡 蔺 薛 虞 袁 裘 裴
    褚 覃 解 詹 许 谈 谌 谢 谭 谷 费 贺 贾 赵 路 车 辛 边 迟 逄 邓 邝 邢 邬 邰 邱 邵 邸
    邹 郁 郎 郏 郑 郗 郜 郝 郭 鄂 鄢 金 钟 钮 钱 闫 闵 闾 阚 阮 阳 陆 陈 陶 隋 隗 雍 雷
    霍 靳 鞠 韦 韩 项 顾 颜 饶 马 骆 高 魏 鲁 鲍 麦 麻 黄 黎 齐 龙 龚 赖 阎 晁 逯 丘 辜
    """
)
"""Chinese and Korean surnames of one character."""

COMPOUND: Final = words(
    """
    上官 东方 令狐 公孙 南宫 司徒 司马 夏侯 尉迟 慕容 欧阳 独孤 皇甫 端木 诸葛
    闻人
    """
)
"""Chinese surnames of two characters."""

SAID: Final = words(
    """
    、 与 也 介绍 会晤 会见 则 及 告诉 和 在 宣布 对 将 就 强调 指出 曾 称
    表示 认为 说 还 透露
    """
)
"""What usually follows the name of a person."""

ROLES: Final = words(
    """
    富翁 裁判 上将 上校 专家 中将 中校 主任 主席 主教 书记 代表 众议员 作家 候选人 先生
    公主 分析师 创始人 前总理 前总统 前首相 副总理 副总统 医生 博士 参议员 发言人
    司令 司法部长 国务卿 国王 国防部长 外交部长 外相 外长 大使 女士 女星 女王
    学者 官房长官 导演 将军 少将 少校 局长 州长 市长 律师 总理 总统 总裁 教宗
    教授 教皇 教练 文 明星 检察官 检察长 歌手 法官 演员 特使 王子 球员 男星
    省长 秘书长 经理 董事长 警官 议员 记者 财政部长 部长 队长 防卫相 防长 院长
    顾问 领导人 首席执行官 首席财务官 首席运营官 首席经济学家 经济学家 总干事 首相 外交大臣 大臣
    夫人 第一夫人 主演 主编 监制 编剧 制片人 创办人 联合创始人 负责人
    特首 医师 董事 董事会主席 队员 选手 运动员 编辑 作者 摄影 翻译 王储 总领事 参赞
    外交官 副总裁 副部长 副主席 副主任 副市长 副州长 副局长 创办者 发起人 研究员 研究人员 制作人
    企业家 艺术家 作曲家 钢琴家 设计师 摄影师 歌星 影星 球星 巨星 名将 新秀 嫌犯 嫌疑人 受害者
    四分卫 中卫 边锋 主帅 前锋 中场 后卫 门将 队友
    法学家 科学家 工程师 飞行员 宇航员 酋长 议长 行长 校长 会长 理事长 署长 厅长 县长 镇长
    """
)
"""Offices and occupations that stand before a name, or after it."""

FUNCTION: Final = words(
    """
    一 三 与 两 个 为 之 也 了 于 从 他 以 们 但 位 你 其 及 名 向 和
    在 她 它 对 将 就 已 并 我 或 所 把 是 曾 由 的 而 被 该 这 那 都 因 却 又 再 还 则 让
    """
)
"""Characters and words that are no part of a name or of an institution."""

BEFORE_NAMES: Final = words(
    """
    与 为 人 从 令 以 位 使 兄 前 及 友 叫 名 向 员 和 在 夫 女 妻 子
    官 家 对 师 弟 手 是 母 父 由 的 称 等 给 者 让 说 长 上 下 中 后 前 时 当 因 会 到 去 赴
    抵 往 驻 经 或 将 把 被 令 市 省 州 县 区 位 个 员 队 军 原 各 该 此 其 即 又 也 都 还 再
    党 了 着 过 里 内 外 间
    """
)
"""Characters before a foreign name that are no part of it, though such names use some."""

SUFFIXES: Final = tuple(
    sorted(
        words(
            """
    大学医院 大学附属医院
    交易所 俱乐部 党 公司 科学院 证券 基金 出版社 医院 协会 博物馆 基金会 大学 委员会 学会 学院
    实验室 工会 广播公司 总局 有限公司 检察院 法院 电视台 研究所 研究院 联合会
    联合国 联盟 航空公司 警察局 警方局 通讯社 银行 集团 日报 时报 晚报 邮报 环球报 论坛报
    先驱报 纪事报 新闻报 明星报 周刊 电台 学校 中学 小学 教堂 清真寺 机场 体育场 球场
    体育馆 剧院 乐队 监狱 消防局 法庭 警察厅 警局 医学中心 医疗中心 图书馆
    组织 阵线 车站 火车站 议会 市政厅 市议会
    管理局 公安局 教育局 财政局 统计局 气象局 税务局 规划局 监督局 交通局 旅游局 控制中心 研究中心
    展览馆 美术馆 大剧院 音乐厅 研究会 商会 理事会 出版集团
            """
        )
    )
)
"""How the names of institutions end."""

GENERIC: Final = words(
    """
    商业银行 国家银行 投资银行 音乐学院 大中学校 中等学校 革命党 大会党 理工大学 儿童医院 中医学院
    农业大学 综合大学 政法大学 中医药大学 广播电台 人民检察院 军事法院 军事检察院 军事学院
    信托投资公司 经济委员会 农民协会 财经委员会 高级人民法院 中级人民法院 基层人民法院 上市公司
    跨国公司
    """
)
"""Kinds of institutions that the dictionary lists as if they were one: 商业银行."""

SORTS: Final = words(
    "公司 学校 中学 小学 学院 银行 医院 乐队 集团 组织 车站 教堂 监狱 出版社 俱乐部 基金 证券 "
    "研究所 商会 工会 剧院"
)
"""Kinds of institutions that make no name with that of a country: 日本公司."""

KINDS: Final = tuple(
    words(
        """
        公园球场 大学医院
        体育场 体育馆 球场 机场 大学 学院 医院 公司 集团 银行 基金会 俱乐部 研究所 研究院 警察局
        警局 警方 博物馆 美术馆 图书馆 法院 医疗中心 医学中心 电视台 广播电台 电台 出版社 通讯社
        航空公司 交易所 大教堂 剧院 监狱 酒店 实验室 学会 协会 邮报 时报 日报 晚报 周刊 纪事报
        论坛报 先驱报 新闻报
        """
    )
)
"""Kinds of institutions that may follow a foreign name: 阿提哈德体育场."""

QUALIFIERS: Final = tuple(
    words(
        """
        立 州立 市立 国立 国际 地方 地区 高等 上诉 联邦 巡回 理工 科技 医科 师范 州 市 县 郡 陆军
        海军 空军 综合 儿童 妇女 皇家 中央 教学 天主教 私立 公立 纪念 国家 人民
        """
    )
)
"""What may stand between a foreign name and the kind of an institution: 克拉克县地方法院."""

EVENTS: Final = tuple(
    words(
        """
        足球超级联赛 足球甲级联赛 足球联赛 超级联赛 甲级联赛 冠军联赛 职业联赛 国家联赛 联赛杯 联赛
        时装周 电影节 音乐节 艺术节 论坛节 戏剧节 文学节 啤酒节 马拉松 马拉松赛 大奖赛 公开赛 锦标赛
        双年展 博览会 车展 航展 书展 安全会议 和平会议 气候大会 证券交易所 证交所 股票交易所
        """
    )
)
"""What an event, or an exchange, is called after the town before it: 伦敦时装周."""

PLANS: Final = tuple(
    words("计划 法案 倡议 协定 条约 公约 宣言 峰会 论坛 大赛 联赛 锦标赛 电影节 音乐节 博览会 奖")
)
"""How the names of plans, treaties and events in quotation marks end."""

ARTISTS: Final = tuple(
    words(
        """
        歌手 艺人 艺术家 演员 影星 明星 球星 球员 名将 导演 作家 选手 运动员 名人 音乐人 政治家
        政客 领导人 议员 参议员 女星 男星 巨星 主播 嘉宾 作曲家 画家 设计师
        """
    )
)
"""What persons are whose names stand before 等."""

INDICES: Final = tuple(
    words(
        """
        标准普尔 标普 富时 日经 沪深 上证 深证 中证 恒生 纳斯达克 道琼斯 罗素 斯托克 科创 创业板
        """
    )
)
"""How the names of the indices of exchanges begin."""

SPEAKS: Final = tuple(
    words(
        """
        说 表示 告诉 指出 补充 透露 称 强调 认为 宣布 写道 坚称 声称 承认 否认 回应 驳斥
        警告 呼吁 解释 批评 指责 反驳 回忆 谈到 提到 抱怨 敦促 辩称 证实 回答 辞职 当选 出生 接受
        """
    )
)
"""What somebody does who speaks; a sentence that begins with a foreign name goes on so."""

ACTS: Final = tuple(
    words(
        """
        表示 认为 指出 介绍 告诉 透露 强调 宣布 坦言 说 称 出席 得到 砍下 贡献 射门 破门 夺冠 夺得
        击败 战胜 闯入 晋级 淘汰 不敌 负于 赢得 拿下 横扫 夺魁
        获得 当选 担任 率领 率团 会见 接受 回应 写道 补充道 出任 抵达 发文 发表 解释 坚称 否认
        呼吁
        """
    )
)
"""Verbs that follow the name of a person."""

ACTING: Final = tuple(words("主演 执导 饰演 扮演 出演 领衔 自导自演 监制 编剧"))
"""What follows the name of who makes a film."""

AT: Final = tuple(
    words(
        """
        在 位于 前往 抵达 到达 离开 驶往 飞往 赴 飞抵 来自 距离 袭击 返回 逃离 攻占 占领 轰炸 途经
        进入 访问
        """
    )
)
"""What stands before the name of a place."""

BETWEEN_TWO: Final = tuple(
    words(
        """
        会 峰 关系 协定 条约 战争 冲突 之 对话 谈判 边境 边界 公路 铁路 航线 走廊 管道 决战 比赛
        组合 政府 联盟
        """
    )
)
"""What follows the names of two with a hyphen: 特朗普-普京会晤."""

BESIDE: Final = tuple(words("以北 以南 以东 以西 附近 郊区 郊外 市区 市中心 地区 居民 当地"))
"""What stands behind the name of a place."""

TEAMLESS: Final = words(
    """
    警察 消防 国家 代表 青年 女子 男子 救援 考古 医疗 志愿 安全 边防 保安 特警 别动 突击 游击 海军
    陆军 空军 维和 科考 登山 仪仗 合唱 游泳 跳水 田径 体操 滑雪 滑冰 举重 射击 滑翔 摄影 摄制 工程
    研究 调查 搜救 拆弹 少年 学生 大学 中学
    """
)
"""What a group is before 队 that is no team with a name of its own: 英国救援队."""

NO_TEAM: Final = frozenset("排插入离归带组军部舰车乐团球编卫主客男女警纵支小大领列")
"""Characters that make an ordinary word with 队: 军队, 排队."""

AFTER_PEOPLE: Final = words("先生 女士 太太 小姐 夫人 博士 教授 爵士 勋爵 警官 法官 检察官 探长")
"""What follows the surname of a person."""

SYLLABLES: Final = frozenset(
    "阿埃艾爱安昂奥巴芭白拜班邦保鲍贝本比彼别宾滨波玻伯博布采策茨达戴黛丹道德登狄迪蒂丁东杜敦顿多厄恩尔法"
    "范菲费芬丰弗福盖甘冈戈哥格葛根贡古瓜圭哈海汉豪赫黑亨霍基吉季济加贾坚杰捷金京喀卡凯坎康考科克肯孔库"
    "夸奎魁昆拉莱赖兰朗劳勒雷蕾里理丽利莉列林琳隆卢鲁露伦罗洛吕马玛迈麦曼芒梅蒙米密敏摩莫默姆穆娜纳奈南"
    "瑙内嫩尼妮涅宁纽农努诺欧帕派潘庞佩彭蓬皮匹珀普齐奇恰乔切琴琼屈荣茹儒瑞若撒萨塞赛桑瑟森沙莎山舍什圣"
    "施史舒朔斯丝思松苏索塔泰坦汤唐陶特滕提惕田廷通图托瓦娃万旺威维韦魏温翁沃乌西希锡席夏香肖谢辛欣雅亚"
    "扬耶叶伊依因英尤约扎赞泽曾詹珍芝治朱卓兹佐祖"
)
"""Characters that stand for a syllable in the usual transcriptions of foreign names."""

RARELY_FOREIGN: Final = frozenset("琼芝喀朔惕玻魁滨匹卓荣")
"""Characters of foreign names that the parts of names, which `Knowledge.foreign` counts, lack."""

LOANS: Final = words(
    """
    马拉松 半程马拉松 巧克力 麦克风 高尔夫 奥林匹克 乌托邦 歇斯底里 阿司匹林 布尔什维克 比基尼
    三明治 白兰地 威士忌 伏特加 香格里拉 巴洛克 达达 罗曼蒂克 拉力赛 桑拿浴 卡路里 维他命 荷尔蒙
    格里夫纳 谢克尔 第纳尔 图格里克 兹罗提
    多巴胺 吉普车 摩托罗拉 雷达 尼古丁 吗啡 海洛因 可卡因 奥斯卡 格莱美 艾滋 埃博拉 托拉斯 芭蕾
    """
)
"""Words from other languages that are written like foreign names and are none of a person."""

UNLISTED: Final = words(
    "格里夫纳 谢克尔 梅开二度 因伤 因病 戴帽 单刀 助攻 扳平 点球 角球 乌龙球 绝杀 首发 替补"
)
"""Words that the dictionary may lack: money, and what reports on sports say behind names."""

PEOPLES: Final = frozenset("人族裔语派")
"""What makes the name of a people, a language or a following of what stands before it."""

PLACE_SUFFIXES: Final = frozenset("省州市县岛镇郡村河湖街")
"""How the names of places end; the rest is a name of its own."""

DIVISIONS: Final = frozenset("省市县郡镇岛村")
"""Kinds of places that only a name stands before."""

DISTRICTS: Final = DIVISIONS | frozenset("州区旗盟")
"""Kinds of places that the name of one in the dictionary may stand before."""

NOT_GIVEN: Final = frozenset(
    "前后上下左右内外间赛季令时日号次场届队员党派院部局所会社区省市县州国球比分钟们了着过的地得说"
    "是不没被把对向从到以及等就都也还又再很最更各每某该此其这那些个位者人件项条款式型种类性"
    "率额价费钱亿用名两几多少第末底半周期午今昨"
)
"""Characters that given names do without."""
