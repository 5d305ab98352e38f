"""Words that names of institutions are made of, which are translated where names are spelled.

Police Department and Сở Cảnh sát say the same; what stands beside them is the name proper. A word
is given as `letters.stem` leaves it, so that one Cyrillic form stands for all; several words, or
the syllables of a Vietnamese one, are joined by `_`. Words of all languages stand together: where
one word means two things, it stands for the thing that names of institutions mean by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from seedreader.entities.letters import Script, stem, word_script
from seedreader.entities.lexicon import folded_words

LIGHT: Final = folded_words(
    """
    department office service group national federal general local company
    """
)
"""Concepts that one language may leave out: Newport Police (Department), 塔尔萨警察(局)."""

APPOSED: Final = folded_words(
    """
    television radio magazine newspaper pharmacy stadium arena hotel casino resort airport group
    company bank supermarket brand band club river lake island mountain sea strait peninsula
    archipelago street square park bridge building tower union party festival station village town
    city county district province region studio records channel road avenue volcano desert dam
    """
)
"""Concepts that only say what kind of thing a name names, so that the name alone is the same:
Etihad Stadium, Telma TV. A police department or a university is not the town it is called after."""

FIRMS: Final = folded_words("television channel newspaper magazine company group")
"""Those of them that say that a name is a firm's or a station's."""

_TABLE: Final = """
university: university universities università universidad universidade université universität
  uniwersytet universiteit університет университет đại_học 大学 大學
college: college коледж колледж cao_đẳng 学院 學院
school: school schools scuola escuela école schule szkoła школа trường trường_học 学校 學校 中学
  小学
institute: institute institut istituto instituto instytut інститут институт viện học_viện 研究所
  研究院
academy: academy accademia academia académie akademie akademia академія академия 科学院
faculty: faculty facoltà facultad faculté fakultät факультет khoa 系
hospital: hospital ospedale hôpital krankenhaus szpital лікарня больница госпіталь госпиталь
  bệnh_viện 医院 醫院
clinic: clinic clinica clínica clinique klinik клініка клиника phòng_khám 诊所
center: center centre centro zentrum centrum центр trung_tâm 中心
laboratory: laboratory lab laboratorio laboratoire labor лабораторія лаборатория phòng_thí_nghiệm
  实验室
library: library biblioteca bibliothèque bibliothek biblioteka бібліотека библиотека thư_viện
  图书馆
museum: museum museo musée muzeum музей bảo_tàng 博物馆
theatre: theatre theater teatro théâtre teatr театр nhà_hát 剧院 剧场
church: church chiesa iglesia église kirche kościół церква церковь nhà_thờ 教堂 教会
mosque: mosque moschea mezquita mosquée moschee мечеть nhà_thờ_hồi_giáo 清真寺
court: court corte tribunale tribunal cour gericht sąd суд tòa_án toà_án tòa toà 法院 法庭
supreme: supreme suprema supremo suprême oberster верховний верховный tối_cao 最高
appeal: appeal appeals appello apelaciones appel апеляційний апелляционный phúc_thẩm kháng_cáo
  上诉
district: district distretto distrito окружний округ окружной район районний районный quận huyện
  区 地区
county: county contea condado графство hạt quận 县 縣 郡
circuit: circuit circuito окружний
constitutional: constitutional costituzionale constitucional constitutionnel конституційний
  конституционный hiến_pháp 宪法
criminal: criminal penale penal кримінальний уголовный hình_sự 刑事
police: police polizia policía polizei policja поліція поліцейський полиция полицейский cảnh_sát
  警察 警方 警
prosecutor: prosecutor prosecutors procura fiscalía parquet прокуратура viện_kiểm_sát công_tố
  检察院 检察
department: department departments dipartimento departamento département abteilung департамент
  управління управление відділ отдел sở cục phòng 部门 局 部 厅
ministry: ministry ministero ministerio ministère ministerium ministerstwo міністерство
  министерство bộ 部
committee: committee comitato comité komitee komitet комітет комитет ủy_ban uỷ_ban 委员会 委員會
commission: commission commissione comisión komisja комісія комиссия ủy_ban uỷ_ban hội_đồng 委员会
  委員會
council: council consiglio consejo conseil rat рада совет hội_đồng 理事会 委员会 议会
board: board рада правління hội_đồng ban 委员会 董事会
agency: agency agenzia agencia agence agentur agencja агентство агенція cơ_quan 局 机构
bureau: bureau бюро cục 局
authority: authority autorità autoridad autorité behörde влада управління cơ_quan 管理局 当局
administration: administration amministrazione administración адміністрація администрация cục
  管理局 局
office: office ufficio oficina büro biuro офіс офис văn_phòng 办公室
service: service services servizio servicio dienst служба dịch_vụ cục 服务
secretariat: secretariat segretariato secretaría секретаріат секретариат ban_thư_ký 秘书处
parliament: parliament parlamento parlement парламент nghị_viện quốc_hội 议会 国会
senate: senate senato senado sénat сенат thượng_viện 参议院
assembly: assembly assemblea asamblea assemblée versammlung асамблея збори ассамблея собрание
  hội_đồng đại_hội 议会 大会
embassy: embassy ambasciata embajada ambassade botschaft посольство đại_sứ_quán 大使馆
consortium: consortium consorzio консорціум консорциум liên_hiệp hiệp_hội 联盟
consulate: consulate consolato consulado консульство lãnh_sự_quán 领事馆
association: association associazione asociación verband асоціація ассоциация hiệp_hội hội 协会
  協會 联合会
society: society società sociedad société gesellschaft товариство общество спілка спільнота
  hiệp_hội hội 协会 学会
federation: federation federazione federación fédération федерація федерация liên_đoàn 联合会 联盟
union: union unione unión syndicat sindacato gewerkschaft союз спілка профспілка профсоюз
  liên_minh công_đoàn 联盟 工会 联合会
league: league lega liga ligue ліга лига giải liên_đoàn 联盟 联赛
alliance: alliance alleanza alianza allianz альянс liên_minh 联盟
coalition: coalition coalizione coalición коаліція коалиция liên_minh 联盟
movement: movement movimiento movimento mouvement рух движение phong_trào 运动
party: party partito partido parti partei partia партія партия đảng 党
front: front fronte frente фронт mặt_trận 阵线
foundation: foundation fondazione fundación fondation stiftung fundacja фонд фундація quỹ 基金会
fund: fund fondo fondos fonds фонд quỹ 基金
trust: trust траст фонд quỹ 信托
organization: organization organisation organizzazione organización організація организация
  tổ_chức 组织
charity: charity ente_benefico благодійний từ_thiện 慈善
network: network rete red réseau мережа сеть mạng mạng_lưới 网络
forum: forum форум diễn_đàn 论坛
company: company companies compagnia compañía corp corporation inc ltd llc компанія компания
  корпорація công_ty 公司 有限公司
group: group gruppo grupo groupe gruppe група группа tập_đoàn nhóm 集团
bank: bank banca banco banque банк ngân_hàng 银行
exchange: exchange borsa bolsa bourse börse біржа биржа sàn_giao_dịch 交易所
airline: airline airlines авіалінії авиалинии hãng_hàng_không 航空公司 航空
pharmacy: pharmacy farmacia pharmacie аптека nhà_thuốc hiệu_thuốc 药房 药店
hotel: hotel albergo готель отель khách_sạn 酒店 饭店
casino: casino казино sòng_bạc 赌场
resort: resort курорт khu_nghỉ_dưỡng 度假村
stadium: stadium stadio estadio stade stadion стадіон стадион sân_vận_động 体育场 球场
arena: arena арена nhà_thi_đấu 体育馆
airport: airport aeroporto aeropuerto aéroport flughafen lotnisko аеропорт аэропорт sân_bay 机场
station: station stazione estación gare bahnhof станція вокзал станция ga nhà_ga trạm 车站 火车站
prison: prison jail prigione cárcere cárcel gefängnis в'язниця тюрма тюрьма колонія колония nhà_tù
  监狱
pretrial: pretrial слідчий досудовий preventivo tạm_giam 审前 拘留
facility: facility struttura заклад установа cơ_sở 设施 所
correctional: correctional correctional_facility виправний исправительный cải_tạo 惩教
airbase: air_base base_aerea авіабаза авиабаза căn_cứ_không_quân 空军基地
base: base база căn_cứ 基地
television: tv television televisione televisión télévision телебачення телевидение телеканал
  truyền_hình đài_truyền_hình 电视台 电视
radio: radio радіо радио đài_phát_thanh 电台 广播电台 广播
news: news 报 notizie noticias nachrichten новини новости tin_tức 新闻
newspaper: newspaper giornale periódico journal zeitung газета báo 报 报纸
magazine: magazine rivista revista журнал tạp_chí 杂志
evening: evening sera вечірній вечерний buổi_tối tối 晚
morning: morning mattino ранок утро buổi_sáng 晨 早
open: open aperto aperta aperti відкритий открытый mở 开放
daily: daily quotidiano diario щоденний ежедневный nhật_báo 日
agency_news: news_agency agenzia_di_stampa информагентство thông_tấn_xã 通讯社
publishing: publishing publisher publishers verlag editore видавництво издательство nhà_xuất_bản
  出版社
studio: studio studios студія студия hãng_phim 工作室 影业
records: records звукозапис hãng_đĩa 唱片
orchestra: orchestra оркестр dàn_nhạc 乐团
club: club клуб câu_lạc_bộ 俱乐部
team: team squadra equipo équipe команда đội 队 球队
festival: festival фестиваль liên_hoan lễ_hội 节 艺术节
cup: cup coppa copa coupe pokal кубок cúp 杯
championship: championship campionato campeonato championnat meisterschaft чемпіонат чемпионат
  giải_vô_địch 锦标赛
award: award awards premio prix preis премія премия giải giải_thưởng 奖
army: army military militare militari esercito ejército armée armee армія армия армійський
  військовий quân_đội lục_quân 军队
  陆军 军
navy: navy marina флот військово_морський hải_quân 海军
airforce: air_force aeronautica fuerza_aérea luftwaffe không_quân 空军
guard: guard guardia garde гвардія гвардия охорона vệ_binh 卫队 警卫队
coast: coast costiera берегова береговий bờ_biển 海岸
border: border frontiera frontera прикордонний пограничный biên_giới biên_phòng 边境 边防
force: force forces forza forze fuerzas сила lực_lượng 部队
command: command comando командування командование bộ_tư_lệnh bộ_chỉ_huy 司令部
fire: fire пожежний пожарный bomberos vigili_del_fuoco cứu_hỏa phòng_cháy 消防
rescue: rescue soccorso rescate рятувальний спасательный cứu_hộ cứu_nạn 救援 搜救
emergency: emergency emergenza emergencia надзвичайний чрезвычайный khẩn_cấp 应急 紧急
disaster: disaster disasters disastro disastri calamità catastrofi catastrofe desastre катастрофа
  лихо стихійний
  thảm_họa thiên_tai 灾害 灾难 减灾
prevention: prevention prevenzione prevención prévention запобігання попередження предотвращение
  профілактика
  phòng_chống phòng_ngừa 预防 防治
mitigation: mitigation mitigazione mitigación пом'якшення giảm_nhẹ 缓解 减灾
management: management gestione gestión управління quản_lý 管理
control: control controllo контроль kiểm_soát 控制
protection: protection protezione tutela protección schutz захист защита bảo_vệ 保护
safety: safety sicurezza безпека безопасность an_toàn 安全
security: security sicurezza seguridad sécurité sicherheit безпека безопасность an_ninh 安全
intelligence: intelligence inteligencia розвідка разведка розвідувальний tình_báo 情报
artificial: artificial artificiale штучний искусственный nhân_tạo 人工
intellect: intelligence intelligenza inteligencia інтелект интеллект trí_tuệ 智能
investigation: investigation investigations inchiesta indagine investigación розслідування
  расследование слідчий следственный điều_tra 调查
defence: defence defense difesa defensa défense verteidigung оборона quốc_phòng 国防
foreign: foreign esteri exteriores étrangères закордонний иностранный ngoại_giao 外交
interior: interior interno internal внутрішній внутренний nội_vụ 内政 内务
justice: justice giustizia justicia юстиція правосуддя юстиция tư_pháp 司法
judiciary: judiciary judicial giudiziario giudiziaria юридичний судовий судебный tư_pháp 司法
rights: rights diritti derechos droits rechte права прав quyền 权利 权
human: human umani humanos humains людини человека nhân_quyền 人权 人
civil: civil civile civili civiles цивільний громадянський гражданский dân_sự 民权 民事
electoral: electoral election elections elettorale elezioni виборчий избирательный bầu_cử 选举
immigration: immigration immigrant immigrants immigrazione inmigración імміграція імміграційний
  иммиграционный di_dân nhập_cư di_trú 移民
refugee: refugee refugees rifugiati refugiados біженець беженец tị_nạn 难民
customs: customs dogane aduanas митний митниця таможенный таможня hải_quan 海关
tax: tax fiscale entrate податковий налоговый thuế 税务 税
finance: finance finanze finanzas фінанси финансы tài_chính 财政 金融
economic: economic economico economia económico економічний економіка экономический экономика
  kinh_tế 经济
trade: trade commercio comercio торгівля торговельний торговля торговый thương_mại 贸易
commerce: commerce commercio comercio комерція thương_mại 商务 商会
chamber: chamber camera cámara палата phòng 商会
industry: industry industria промисловість промышленность công_nghiệp 工业
labour: labour labor lavoro trabajo праця труд lao_động 劳工 劳动
workers: workers lavoratori trabajadores працівник рабочий трудящих công_nhân 工人
health: health salute sanità salud santé gesundheit здоров'я здоровье sức_khỏe sức_khoẻ y_tế 卫生
  健康
medical: medical medico medica médico медичний медицинский y_tế y_khoa 医疗 医学
mental: mental mentale психічний tâm_thần 精神 心理
cancer: cancer cancro cáncer рак ung_thư 癌症
children: children bambini infanzia niños kinder дитячий діти детский дети trẻ_em 儿童
women: women donne mujeres femmes жінка женщина phụ_nữ 妇女
veterans: veterans veteran veterani veteranos ветеран cựu_chiến_binh 退伍军人
students: students studenti estudiantes студент sinh_viên 学生
education: education istruzione educazione educación éducation освіта образование giáo_dục 教育
natural: natural naturale naturali природничий естественный tự_nhiên 自然
science: science sciences scienza scienze ciencia ciencias наука khoa_học 科学
technology: technology technologies tecnologia tecnología технологія технология công_nghệ 技术
  科技
research: research ricerca ricerche investigación recherche forschung дослідження исследование
  nghiên_cứu 研究
policy: policy policies politica politiche política політика политика chính_sách 政策
political: political politico politici político політичний политический chính_trị 政治
studies: studies studi estudios дослідження исследований nghiên_cứu 研究
advanced: advanced avanzato avanzata avanzati передовий передовой tiên_tiến 先进 高级
strategic: strategic strategico strategica strategici estratégico стратегічний стратегический
  chiến_lược 战略
international: international internazionale internazionali internacional міжнародний международный
  quốc_tế 国际
national: national nazionale nazionali nacional національний национальный quốc_gia 国家 国立 全国
federal: federal federale федеральний федеральный liên_bang 联邦
state: state statale estatal державний государственный штат bang nhà_nước 州立 州 国家
royal: royal reale real królewski королівський королевский hoàng_gia 皇家
central: central centrale центральний центральный trung_ương 中央
joint: joint congiunto congiunta conjunto об'єднаний спільний объединенный liên_hợp liên_hiệp 联合
special: special speciale especial спеціальний специальный đặc_biệt 特别
select: select speciale vybraný обраний спеціальний chọn_lọc 特别
public: public pubblico pubblica público громадський публічний общественный công_cộng 公共
global: global globale mundial глобальний глобальный toàn_cầu 全球
world: world mondiale mundial світовий мировой thế_giới 世界
european: european europeo europea європейський европейский châu_âu 欧洲
democratic: democratic democratico democrático демократичний демократический dân_chủ 民主
liberal: liberal liberale ліберальний либеральный tự_do 自由
conservative: conservative conservatore conservador консервативний консервативный bảo_thủ 保守
republican: republican repubblicano republicano республіканський республиканский cộng_hòa 共和
citizen: citizen citizens cittadino cittadini ciudadano громадянин гражданин công_dân 公民
people: people popolo pueblo народ народний народный nhân_dân 人民
energy: energy energia energía енергетика енергія энергетика энергия năng_lượng 能源
oil: oil petrolio petróleo нафта нафтовий нефть нефтяной dầu_khí dầu 石油
nuclear: nuclear nucleare atomico ядерний атомний ядерный атомный hạt_nhân 核 核能
atomic: atomic atomica atómica атомний атомный nguyên_tử 原子能
space: space spaziale espacial космічний космический vũ_trụ không_gian 航天 太空
environment: environment environmental ambiente ambientale medio_ambiente довкілля навколишній
  окружающая môi_trường 环境
climate: climate clima climatico клімат климат khí_hậu 气候
weather: weather meteorological meteorologico метеорологічний метеорологический khí_tượng 气象
geological: geological geologico геологічний геологический địa_chất 地质
survey: survey служба khảo_sát 调查局 调查
wildlife: wildlife fauna дика động_vật_hoang_dã 野生动物
agriculture: agriculture agricoltura agricultura сільське сельское nông_nghiệp 农业
food: food cibo alimentare alimentos харчовий продовольчий пищевой thực_phẩm lương_thực 食品 粮食
drug: drug drugs droga наркотик ma_túy dược_phẩm 药品 毒品
transport: transport transportation trasporti transporte транспорт giao_thông vận_tải 交通 运输
aviation: aviation aviazione aviación авіація авіаційний авиация hàng_không 航空
railway: railway railways rail ferrovie ferroviario ferrocarril залізниця залізничний железная
  đường_sắt 铁路
maritime: maritime marittimo marítimo морський морской hàng_hải 海事
sports: sports sport sportivo deportivo спортивний спорт спортивный thể_thao 体育
football: football soccer calcio fútbol fußball футбол футбольний футбольный bóng_đá 足球
athletics: athletics atletica atletismo атлетика điền_kinh 田径
olympic: olympic olimpico olimpica olímpico олімпійський олимпийский 奥林匹克 奥委会
art: art arte arts мистецтво искусство nghệ_thuật 艺术 美术
history: history storia historia історія история lịch_sử 历史
culture: culture cultura культура văn_hóa văn_hoá 文化
music: music musica música музика музыка âm_nhạc 音乐
film: film cinema cine кіно кино điện_ảnh phim 电影
data: data dati datos дані данных dữ_liệu 数据
digital: digital digitale цифровий цифровой kỹ_thuật_số 数字
awareness: awareness consapevolezza обізнаність nhận_thức 意识
ownership: ownership proprietà власність sở_hữu 所有权
library_state: state_library 州立图书馆
affairs: affairs affari asuntos affaires справа дело các_vấn_đề 事务
relations: relations relazioni relaciones відносини отношения quan_hệ 关系
cooperation: cooperation cooperazione cooperación співробітництво сотрудничество hợp_tác 合作
development: development sviluppo desarrollo розвиток развитие phát_triển 发展
peace: peace pace paz мир hòa_bình hoà_bình 和平
reconciliation: reconciliation riconciliazione примирення примирение hòa_giải 和解
unification: unification unificazione об'єднання объединение thống_nhất 统一
reform: reform riforma reforma реформа cải_cách 改革
freedom: freedom libertà libertad свобода tự_do 自由
action: action azione acción дія действие hành_động 行动
project: project progetto proyecto проект проєкт dự_án 项目 计划
plan: plan piano план kế_hoạch 计划
program: program programme programma programa програма программа chương_trình 计划
conference: conference conferenza conferencia конференція конференция hội_nghị 会议
summit: summit vertice cumbre саміт саммит thượng_đỉnh 峰会
treaty: treaty trattato tratado договір договор hiệp_ước 条约
agreement: agreement accordo acuerdo угода соглашение hiệp_định thỏa_thuận 协议 协定
law: law act legge ley закон luật đạo_luật 法案 法
bridge: bridge ponte puente pont brücke міст мост cầu 大桥 桥
tower: tower torre tour turm вежа башня tháp 塔 大厦
building: building edificio будівля здание tòa_nhà 大楼
palace: palace palazzo palacio palais палац дворец cung_điện 宫
street: street strada calle rue straße вулиця улица đường phố 街 大街
square: square piazza plaza place площа площадь quảng_trường 广场
park: park parco parque парк công_viên 公园
river: river fiume río fleuve fluss rzeka ріка річка река sông 河 江
lake: lake lago lac see jezioro озеро hồ 湖
island: island isola isla île insel wyspa острів остров đảo 岛 島
mountain: mountain mount monte montagna гора núi 山
sea: sea mare mar mer meer море biển 海
bay: bay gulf golfo baia bahía затока залив vịnh 湾
strait: strait stretto estrecho протока пролив eo_biển 海峡
peninsula: peninsula penisola península півострів полуостров bán_đảo 半岛
archipelago: archipelago islands isole islas острови острова quần_đảo 群岛
province: province provincia провінція провинция tỉnh 省
region: region regione región область регіон регион vùng 地区
city: city città ciudad ville stadt місто город thành_phố 市
town: town cittadina містечко thị_trấn 镇
village: village villaggio pueblo село деревня làng 村
supermarket: supermarket supermercato супермаркет siêu_thị 超市
brand: brand marchio бренд thương_hiệu 品牌
band: band banda гурт группа ban_nhạc 乐队
water: water acqua acque agua eau wasser вода водний водный nước 水务 水利
nutrition: nutrition nutrizione nutrición харчування питание dinh_dưỡng 营养
poverty: poverty povertà pobreza бідність бедность đói_nghèo nghèo_đói nghèo 贫困 扶贫
seismology: seismological seismology sismologico sismologia sismológico сейсмологічний
  сейсмологический địa_chấn 地震
statistics: statistics statistical statistica statistiche estadística статистика статистичний
  статистический thống_kê 统计
housing: housing alloggi vivienda житло житловий жилищный nhà_ở 住房
urban: urban urbano urbana міський городской đô_thị 城市
rugby: rugby регбі регби bóng_bầu_dục 橄榄球
cricket: cricket крикет 板球
tennis: tennis теніс теннис quần_vợt 网球
golf: golf гольф 高尔夫 高尔夫球
basketball: basketball pallacanestro baloncesto баскетбол bóng_rổ 篮球
hockey: hockey хокей хоккей khúc_côn_cầu 冰球 曲棍球
cycling: cycling ciclismo велоспорт xe_đạp 自行车
boxing: boxing boxe pugilato boxeo бокс quyền_anh 拳击
swimming: swimming nuoto natación плавання плавание bơi_lội 游泳
gymnastics: gymnastics ginnastica gimnasia гімнастика гимнастика thể_dục 体操
chess: chess scacchi ajedrez шахи шаховий шахматы шахматный cờ_vua 国际象棋
animal: animal animals animali animales тварина животное động_vật 动物
nature: nature natura naturaleza природа thiên_nhiên 自然
conservation: conservation conservazione conservación збереження сохранение bảo_tồn 保护 保育
forestry: forest forestry forestale foreste forestal ліс лісовий лес лесной lâm_nghiệp 林业 森林
fisheries: fisheries pesca рибальство рибний рыболовство thủy_sản 渔业
ocean: ocean oceanic oceanographic oceano océano океан океанічний океанский đại_dương hải_dương
  海洋
family: family families famiglia famiglie familia сім'я сімейний семья семейный gia_đình 家庭
youth: youth gioventù giovani giovanile juventud молодь молодіжний молодежь молодежный
  thanh_niên 青年
teachers: teachers insegnanti docenti maestros вчитель учитель giáo_viên 教师
journalists: journalists journalism giornalisti giornalismo periodistas журналіст журналистика
  журналістика журналист nhà_báo 记者 新闻
lawyers: lawyers bar avvocati abogados адвокат юрист luật_sư 律师
doctors: doctors physicians medici médicos лікар врач bác_sĩ 医生 医师
nursing: nurses nursing infermieri медсестра y_tá điều_dưỡng 护士 护理
engineering: engineering engineers ingegneria ingegneri ingeniería інженер інженерний инженер
  инженерный kỹ_thuật kỹ_sư 工程 工程师
farmers: farmers agricoltori coltivatori agricultores фермер nông_dân 农民
consumer: consumer consumers consumatori consumidores споживач потребитель người_tiêu_dùng 消费者
competition: competition concorrenza competencia конкуренція конкуренция cạnh_tranh 竞争
market: market markets mercato mercati mercado ринок рынок thị_trường 市场
investment: investment investments investimento investimenti inversión інвестиція інвестиційний
  инвестиция инвестиционный đầu_tư 投资
insurance: insurance assicurazione assicurazioni seguros страхування страховий страхование
  страховой bảo_hiểm 保险
pension: pension pensions pensioni previdenza пенсія пенсійний пенсия пенсионный hưu_trí 养老金
social: social sociale sociali соціальний социальный xã_hội 社会
welfare: welfare bienestar добробут phúc_lợi 福利
planning: planning pianificazione планування планирование quy_hoạch 规划
monitoring: monitoring monitor observatory osservatorio monitoraggio моніторинг мониторинг
  обсерваторія обсерватория giám_sát quan_sát 监测 观察 监督 观察站
innovation: innovation innovazione innovación інновація инновация đổi_mới 创新
design: design дизайн thiết_kế 设计
fashion: fashion moda мода thời_trang 时装 时尚
week: week settimana semana тиждень неделя tuần_lễ tuần
fair: fair fiera feria ярмарок ярмарка hội_chợ 博览会
exhibition: exhibition expo mostra esposizione виставка выставка triển_lãm 展览 展览会
book: book books libro libri книга книжковий книжный sách 图书
opera: opera опера 歌剧 歌剧院
ballet: ballet balletto балет 芭蕾 芭蕾舞团
dance: dance danza танець танец múa 舞蹈
literature: literature literary letteratura letterario literatura література літературний
  литература литературный văn_học 文学
language: language lingua idioma мова язык ngôn_ngữ 语言
heritage: heritage patrimonio спадщина наследие di_sản 遗产
war: war guerra війна война chiến_tranh 战争
crime: crime criminalità crimen злочин злочинність преступность tội_phạm 犯罪
corruption: corruption anticorruption corruzione anticorruzione corrupción корупція
  антикорупційний коррупция антикоррупционный tham_nhũng chống_tham_nhũng 反腐败 反贪 廉政
terrorism: terrorism counterterrorism antiterrorism terrorismo antiterrorismo тероризм
  антитерористичний контртерористичний терроризм антитеррористический chống_khủng_bố 反恐
information: information informazione informazioni información інформація інформаційний
  информация информационный thông_tin 信息 资讯
communications: communications communication telecommunications comunicazione comunicazioni
  telecomunicazioni comunicaciones зв'язок комунікація связь коммуникация truyền_thông viễn_thông
  通信 通讯 电信
broadcasting: broadcasting radiotelevisione radiodiffusione мовлення вещание phát_thanh 广播
channel: channel canale canal канал kênh 频道
cathedral: cathedral cattedrale duomo catedral собор 大教堂
abbey: abbey abbazia абатство аббатство tu_viện 修道院
temple: temple tempio templo храм chùa đền
castle: castle castello castillo замок lâu_đài 城堡
gallery: gallery galleria galería галерея phòng_trưng_bày 画廊 美术馆
garden: garden gardens giardino giardini jardín сад vườn 花园 植物园
zoo: zoo зоопарк sở_thú vườn_thú 动物园
road: road шосе шоссе đường 公路
avenue: avenue viale avenida проспект đại_lộ 大道
port: port harbour harbor porto puerto порт гавань cảng 港口
canal: canal canale канал kênh_đào 运河
valley: valley valle долина thung_lũng 山谷
desert: desert deserto desierto пустеля пустыня sa_mạc 沙漠
dam: dam diga дамба гребля плотина đập 大坝 水库
volcano: volcano vulcano volcán вулкан núi_lửa 火山
factory: plant factory impianto fabbrica завод фабрика nhà_máy 工厂
power: power electric electricity elettrica elettrico eléctrica електричний енергетичний
  электрический điện điện_lực 电力
gas: gas газ газовий газовый khí_đốt 天然气 燃气
ethics: ethics etica ética етика этика đạo_đức 道德 伦理
oversight: oversight supervision supervisione vigilanza нагляд надзор giám_sát 监督 监察
standards: standards standard norme стандарт tiêu_chuẩn 标准
audit: audit auditor revisione corte_dei_conti аудит аудиторський аудиторский kiểm_toán 审计
budget: budget bilancio presupuesto бюджет бюджетний бюджетный ngân_sách 预算
reserve: reserve riserva reserva резерв резервний резервный dự_trữ 储备
appropriations: appropriations stanziamenti 拨款
friendship: friendship amicizia amistad дружба hữu_nghị 友好 友谊
liberation: liberation liberazione liberación визволення освобождение giải_phóng 解放
solidarity: solidarity solidarietà solidaridad солідарність солидарность đoàn_kết 团结
socialist: socialist socialista соціалістичний социалистический xã_hội_chủ_nghĩa 社会主义 社会党
communist: communist comunista комуністичний коммунистический cộng_sản 共产 共产党
progressive: progressive progressista прогресивний прогрессивный cấp_tiến tiến_bộ 进步
christian: christian cristiana cristiano християнський христианский cơ_đốc 基督教
islamic: islamic islamico islamica islámico ісламський исламский hồi_giáo 伊斯兰
muslim: muslim musulmano musulmana мусульманський мусульманский 穆斯林
jewish: jewish ebraico ebraica єврейський еврейский do_thái 犹太 犹太人
catholic: catholic cattolica cattolico католицький католический công_giáo 天主教
orthodox: orthodox ortodossa ortodosso православний православный chính_thống 东正教 正教
"""


@cache
def _table() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]], int]:
    """Return what words mean, what Han words mean, and the most words of one."""
    spaced: dict[str, set[str]] = {}
    han: dict[str, set[str]] = {}
    longest = 1
    concept = ""
    for line in _TABLE.strip().split("\n"):
        head, _, words = line.rpartition(": ")
        concept = head or concept  # a line without one goes on with the last
        for word in words.split():
            if word_script(word) is Script.HAN:
                han.setdefault(word, set()).add(concept)
                continue
            parts = word.split("_")
            longest = max(longest, len(parts))
            spaced.setdefault(" ".join(map(stem, parts)), set()).add(concept)
    return (
        {word: frozenset(concepts) for word, concepts in spaced.items()},
        {word: frozenset(concepts) for word, concepts in han.items()},
        longest,
    )


def spaced_concepts(words: tuple[str, ...], start: int) -> tuple[frozenset[str], int]:
    """Return what the longest generic word at a place of a name means, and how many parts it has.

    Nothing and 1, if there is none.
    """
    table, _, longest = _table()
    stems = tuple(map(stem, words[start : start + longest]))
    for size in range(len(stems), 0, -1):
        found = table.get(" ".join(stems[:size]))
        if found is not None:
            return found, size
    return frozenset(), 1


_LONGEST_HAN: Final = 4


def han_concepts(name: str, end: int) -> tuple[frozenset[str], int]:
    """Return what the longest generic word that ends at `end` means, and where it begins.

    Nothing and `end`, if there is none.
    """
    _, table, _ = _table()
    for start in range(max(0, end - _LONGEST_HAN), end):
        found = table.get(name[start:end])
        if found is not None:
            return found, start
    return frozenset(), end
