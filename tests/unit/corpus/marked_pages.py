"""Pages of many makes, each line marked with what it is.

T headline, B body, F furniture, `?` either; the mark and one space precede each line. Lines without
a mark are blank. The texts were written for these tests.
"""

ENGLISH_NEWS_SITE = """\
F Home
F World
F Business
F Sport
F Culture
F Weather
F Log in

T Ferry crew rescues eleven sailors from burning trawler off Aberdeen

F By Moira Kendrick
F 14 March 2021, 09:15 GMT
F Share
F Facebook
F Twitter
F WhatsApp

F The trawler Good Hope after the fire. Photo: Coastguard/PA

B Eleven sailors were pulled from a burning trawler in the early hours of Sunday by the crew of a passing ferry, the coastguard said.

B The fire broke out in the engine room of the Good Hope shortly after three, about forty miles east of Aberdeen. The ferry, bound for Lerwick with ninety passengers, changed course at once.

F Read more: Why so many trawlers are older than their captains

B "We saw the glow before we heard the call," said the ferry's captain, Alan Muir. "Nobody hesitated."

B Two of the sailors were treated for smoke inhalation. The trawler sank at dawn.

F Tags: ferries, fishing, rescue

F Most read
F Storm closes bridges across the north
F Council votes to keep library open
F Rugby: Scots name unchanged side
F Ten recipes for a wet weekend

F © 2021 The Northern Mail. All rights reserved.
"""

GERMAN_LEAD_AND_COOKIES = """\
F Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten. Mit der weiteren Nutzung stimmen Sie dem zu.
F Akzeptieren
F Einstellungen

T Stadtrat von Gera beschließt neue Straßenbahnlinie

B Nach zwölf Jahren Streit ist die Entscheidung gefallen: Die Linie 4 wird gebaut.

F 03.05.2022, 18:40 Uhr

B Der Stadtrat von Gera hat am Dienstagabend mit knapper Mehrheit den Bau einer neuen Straßenbahnlinie beschlossen. Sie soll den Hauptbahnhof mit dem Klinikum verbinden.

B Die Kosten werden auf 48 Millionen Euro geschätzt. Das Land übernimmt davon gut die Hälfte, wie eine Sprecherin mitteilte.

B Gegner der Linie kündigten an, ein Bürgerbegehren vorzubereiten.

F Lesen Sie auch: Warum Straßenbahnen zurückkehren

F Kommentare (37)
F Zur Startseite
"""

ARABIC = """\
F الرئيسية > أخبار > اقتصاد

T البنك المركزي يخفض سعر الفائدة للمرة الثانية هذا العام

F 12 يونيو 2023
F صورة: وكالة الأنباء

B أعلن البنك المركزي اليوم الاثنين خفض سعر الفائدة الرئيسي بمقدار ربع نقطة مئوية، وذلك للمرة الثانية منذ بداية العام.

B وقال محافظ البنك في مؤتمر صحفي إن التضخم تراجع بأسرع مما كان متوقعا. وأضاف أن القرار اتخذ بالإجماع.

B ويتوقع محللون أن يواصل البنك خفض الفائدة في الأشهر المقبلة إذا استمر تراجع الأسعار.

F اقرأ أيضا
F ارتفاع أسعار الذهب في الأسواق العالمية
F ارتفاع أسعار الذهب في الأسواق العالمية
F توقيع اتفاق تجاري بين البلدين الجارين
F توقيع اتفاق تجاري بين البلدين الجارين
F جميع الحقوق محفوظة
"""

THAI = """\
T ชาวบ้านริมแม่น้ำเตรียมรับมือน้ำท่วมครั้งใหญ่

B ชาวบ้านในหลายอำเภอริมแม่น้ำเจ้าพระยาเร่งขนย้ายสิ่งของขึ้นที่สูง หลังทางการประกาศเตือนว่าระดับน้ำจะเพิ่มสูงขึ้นอย่างรวดเร็วในช่วงสองวันข้างหน้า

B นายอำเภอกล่าวว่าได้จัดเตรียมเรือและที่พักชั่วคราวไว้แล้ว โดยโรงเรียนทุกแห่งในพื้นที่จะหยุดเรียนจนกว่าสถานการณ์จะกลับสู่ภาวะปกติ

B ขณะเดียวกันกรมชลประทานยืนยันว่าเขื่อนทุกแห่งยังมีความมั่นคงแข็งแรงและสามารถรองรับปริมาณน้ำได้

F แท็ก: น้ำท่วม, แม่น้ำ
F ข่าวที่เกี่ยวข้อง
F https://example.org/news/123
"""

JAPANESE = """\
F トップ > 社会 > 記事

T 県北の無人駅、週末だけの食堂が人気

F 2022年11月6日 7時30分
F ツイート

B 県北部の山あいにある無人駅で、週末だけ開く小さな食堂が話題になっている。地元の主婦ら六人が、使われなくなった駅務室を借りて始めた。

B 献立は一日一種類。この日は地元産のきのこを使った炊き込みご飯と味噌汁で、用意した三十食は正午過ぎに売り切れた。

B 代表の女性は「列車を待つ人に温かいものを出したかった」と話す。来春には喫茶の時間も設ける予定だという。

F 関連記事
F 廃校が宿泊施設に、年間二千人が利用
F 無断転載を禁じます
"""

RUSSIAN_TRIPLES = """\
T В Перми открыли мост через Каму после трёх лет ремонта

F 5 октября 2022, 11:02

B Движение по Коммунальному мосту в Перми полностью восстановлено. Последние ограничения сняли утром в среду.

B Ремонт продолжался три года и обошёлся в два миллиарда рублей. Подрядчик заменил опорные части, гидроизоляцию и покрытие.

B По словам мэра, мост прослужит не меньше тридцати лет.

F Синоптики обещают снег к выходным
F Городские вести
F 05.10.2022 10:40
F Школьники из Перми выиграли олимпиаду по физике
F Звезда
F 05.10.2022 09:15
F На набережной появится каток
F Городские вести
F 05.10.2022 08:30
"""

SPANISH_GLUED = """\
T El museo del Prado amplía su horario de verano

B El Museo del Prado abrirá hasta las diez de la noche todos los viernes de julio y agosto, según anunció ayer su director.

B La entrada será gratuita a partir de las ocho. El museo espera atraer a los visitantes que evitan el calor de la tarde.

B La medida costará unos doscientos mil euros, que se financiarán con patrocinios.

F Abierto el plazo para las becas de artes plásticasAbierto el plazo para las becas de artes plásticas
F La orquesta nacional estrena sede en Sevilla este otoñoLa orquesta nacional estrena sede en Sevilla este otoño
F Muere el escultor que llenó de bronce las plazas del norteMuere el escultor que llenó de bronce las plazas del norte
"""

FRENCH_FORUM_TAIL = """\
T Lyon : la piscine du Rhône rouvre ses portes samedi

B Fermée depuis dix-huit mois pour travaux, la piscine du Rhône accueillera de nouveau les nageurs à partir de samedi.

B Les bassins ont été entièrement refaits et l'eau est désormais chauffée par un réseau de chaleur. « C'est le plus grand chantier de la décennie », se réjouit la mairie.

B L'entrée reste fixée à trois euros soixante.

F 3 commentaires
F Marcel69
F 2022-05-14 10:22
F Enfin !
F Répondre
F nageuse_du_4e
F 2022-05-14 10:40
F Et les horaires ?
F Répondre
F Marcel69
F 2022-05-14 11:02
F Sur le site
F Répondre
"""

PORTUGUESE_CREDIT_BETWEEN = """\
T Padaria de Braga distribui pão a quem não pode pagar

B Todas as noites, ao fechar, uma padaria do centro de Braga deixa à porta o pão que sobrou do dia.

F O cesto fica na rua até de manhã. Foto: Rui Lemos

B A ideia nasceu há dois anos, quando a dona viu um homem a procurar comida no lixo. "Deitar fora pão é pecado", diz.

B Hoje são quarenta as famílias que contam com o cesto. A câmara municipal quer levar o exemplo a outros bairros.
"""

CHINESE_TRADITIONAL = """\
F 首頁 > 生活 > 新聞
T 山區小學用老榕樹上課 孩子學會看樹的年紀
F 2023年3月12日 08:15

B 南投一所只有二十七名學生的小學,把校門口的老榕樹變成教室。老師說,孩子在樹下學數學,也學會怎麼看一棵樹的年紀。

B 校長表示,這個構想來自家長。他們捐出木板和工具,利用三個週末搭起一座平台。

B 今年夏天,學校還打算在樹上裝設觀察鳥類的小屋。

F 延伸閱讀
F 偏鄉圖書館的夜晚
F 版權所有 不得轉載
"""

VIETNAMESE = """\
F Trang chủ
F Thời sự
F Thế giới
F Kinh doanh
F Giải trí

T Hội An hạn chế xe máy vào phố cổ từ tháng sau

F Thứ hai, ngày 6 tháng 2 năm 2023
F Theo dõi trên Facebook

B Thành phố Hội An sẽ hạn chế xe máy vào khu phố cổ từ đầu tháng sau, lãnh đạo thành phố cho biết hôm nay.

B Theo kế hoạch, xe máy chỉ được vào phố trước tám giờ sáng và sau mười giờ tối. Người dân trong khu vực được cấp thẻ riêng.

B Nhiều chủ cửa hàng ủng hộ, nhưng cũng có người lo khách sẽ ít đi.

F Từ khóa: Hội An, phố cổ
F Xem thêm
F Đà Nẵng bắn pháo hoa vào cuối tuần
"""

NO_HEADLINE = """\
B KYIV (Agency) - The railway will run two more night trains to the west from Monday, its director said on Thursday. The trains were cancelled in spring.

B Tickets go on sale tomorrow. The journey takes eleven hours, an hour less than before.

B Passengers had complained for months.
"""

HARD_WRAPPED_MAIL = """\
T Minutes of the spring meeting

B The meeting opened at seven with nineteen members present. The
B treasurer reported that the roof had been paid for and that what
B was left would do for the windows, if nobody minded waiting until
B the autumn.

B There was some discussion of the windows. It was agreed to ask the
B glazier for a second opinion, since the first had been given over
B the telephone and without his having seen them.

B The next meeting will be on the first Monday in June.
"""

POEM = """\
T Evening on the quay

B The nets are hung,
B the lamps are low,
B the last boat home
B has far to go.

B A dog, a bell,
B a door, a light,
B and all the harbour
B turns to night
"""

ARTICLE_WITH_LIST = """\
T What to pack for a week in the hills

B Packing is an art of leaving things at home. After forty years of walking, this is what I still carry:
B a wool blanket
B two pairs of socks
B a pocket knife
B a tin cup

B Everything else can be borrowed, bought or done without. The hills do not mind.

B Where to start
B Take the early bus to the last stop and follow the stream. You will know when you are there.
"""

QUOTES_WITHOUT_STOPS = """\
T "We never asked for this": voices from the valley

B Five people who live below the new dam told us what they think. Their answers were short.

B "Nobody came to see us"
B "My father planted those trees"
B "It is water, everybody needs water"

B The company did not answer our questions. The dam is to be filled next spring.
"""

TITLE_WITH_SITE_NAME = """\
F Village shop saved by its customers | The Dale Courier

T Village shop saved by its customers

F Published on June 3, 2020

B The only shop in Thornby will stay open after its customers bought it. Two hundred and twelve people paid fifty pounds each.

B "It was that or a twenty-mile drive for milk," said one of them. The shop reopens on Saturday.

F You may also like
F Bus service to return in autumn
F School wins prize for its garden
F null
"""

KOREAN = """\
T 시골 책방, 손님이 주인이 되다

F 입력 2021년 9월 14일
F 카카오톡
F 페이스북

B 강원도의 한 시골 책방이 문을 닫을 위기에서 손님들의 힘으로 살아났다. 단골 백여 명이 돈을 모아 책방을 인수한 것이다.

B 책방은 앞으로 협동조합으로 운영된다. 조합원들은 한 달에 하루씩 돌아가며 가게를 본다.

B 조합장은 "책보다 사람을 만나러 온다"고 말했다.

F 무단 전재 및 재배포 금지
F 관련기사
F 마을 도서관, 밤에도 문 연다
"""

HINDI = """\
T गाँव की लड़कियों ने बनाया अपना रेडियो स्टेशन

B उत्तर प्रदेश के एक छोटे गाँव की पाँच लड़कियों ने अपना सामुदायिक रेडियो स्टेशन शुरू किया है। हर शाम दो घंटे का कार्यक्रम प्रसारित होता है।

B कार्यक्रम में खेती, स्वास्थ्य और पढ़ाई की बातें होती हैं। लड़कियाँ खुद समाचार लिखती और पढ़ती हैं।

B गाँव के मुखिया ने कहा कि पहले लोग हँसते थे, अब सब सुनते हैं।

F यह भी पढ़ें: पहाड़ की महिला डाकिया की कहानी
F © 2022
"""

DENSE_WITH_MENU = """\
F Новини
F Політика
F Економіка
F Спорт
F Культура
F Погода
F Контакти
T У Луцьку школярі посадили яблуневий сад біля замку
F 12 квітня 2021, 16:20
F Фото: прес-служба міськради
B Учні трьох луцьких шкіл посадили біля замку Любарта шістдесят яблунь. Саджанці подарував місцевий розсадник.
B За словами вчительки біології Олени Гнатюк, діти самі обирали сорти й копали ями. Перший урожай чекають за чотири роки.
B Міська рада обіцяє доглядати сад і поставити в ньому лавки.
F Читайте також: Як доглядати молоді дерева навесні
F Підписуйтесь на наш Telegram
F Коментарі
F Реклама
"""

HEADLINES_ABOVE = """\
F Notizie > Cronaca

F Borsa, chiusura in rialzo per i titoli bancari
F Calcio, la nazionale vola in Portogallo
F 7 minuti fa
F Facebook

T Trento, riaperto dopo il restauro l'organo della cattedrale

F di Paolo Zeni
F 9 settembre 2021

B L'organo della cattedrale di Trento è tornato a suonare ieri sera dopo un restauro durato tre anni.

B Il restauro ha interessato oltre duemila canne. "Alcune non suonavano da un secolo", ha detto l'organista.

B Il concerto ha richiamato in cattedrale centinaia di persone.
"""

INTERVIEW = """\
T Die Frau, die Brücken hört

B Sie prüft seit dreißig Jahren Brücken, und sie tut es mit dem Ohr. Ein Gespräch.

B Was hören Sie, wenn Sie klopfen?

B Ich höre, ob der Beton noch trägt. Es ist ein heller Ton, fast wie eine Glocke.

B Und wenn nicht?

B Dann klingt es dumpf. Das hört jeder, wenn er es einmal gehört hat.

B Haben Sie Angst?

B Nur vor Leuten, die nicht zuhören wollen.
"""

RESULTS_AT_END = """\
T Haugesund gewinnt das Turnier am Fjord

B Die Mannschaft aus Haugesund hat am Wochenende das Turnier am Fjord gewonnen. Im Finale schlug sie Molde nach Verlängerung.

B Das entscheidende Tor fiel in der letzten Minute. Der Trainer sprach von Glück, die Spieler von Arbeit.

B Die Ergebnisse im Überblick:
B Haugesund - Molde 3:2
B Bodø - Tromsø 1:0
B Hamar - Lillehammer 2:2
"""

ENDS_WITH_A_NOTE = """\
T Harbour wall to be raised by a metre

B The harbour wall at Whitby will be raised by a metre before next winter, the council said on Friday.

B Work is to begin in May and will cost two million pounds. Fishing boats will use the southern quay in the meantime.

B Residents have asked for a path along the top of the wall.

B Additional reporting by Jane Holt in Scarborough
"""

GREEK_SOURCE_LABEL = """\
T Νέο δρομολόγιο πλοίου για τα μικρά νησιά

B Από τη Δευτέρα ένα ακόμη πλοίο θα συνδέει τα μικρά νησιά με τη Σύρο. Το δρομολόγιο θα γίνεται τρεις φορές την εβδομάδα.

B Οι κάτοικοι περίμεναν την απόφαση δύο χρόνια. «Τώρα μπορούμε να πάμε στον γιατρό και να γυρίσουμε», λέει ένας από αυτούς.

F Πηγή: Κυκλάδες Σήμερα
F Ετικέτες: νησιά, πλοία
F Διαβάστε επίσης
F Άνοιξε το νέο αεροδρόμιο
"""

POLISH_CARDS = """\
T Kraków sadzi drzewa wzdłuż torów tramwajowych

B W Krakowie wzdłuż torów tramwajowych rośnie już tysiąc nowych drzew. Do wiosny ma ich być dwa razy więcej.

B Miasto wybrało gatunki, które znoszą suszę i sól. Ogrodnicy podlewają je nocą, gdy tramwaje nie jeżdżą.

B Mieszkańcy mogą zgłaszać miejsca, w których brakuje cienia.

F Polecamy

F Rowerem przez Bieszczady

F Rowerem przez Bieszczady

F Najpiękniejsza trasa na długi weekend prowadzi przez trzy przełęcze i cztery cerkwie.

F Wrocław otwiera nowe kąpielisko

F Wrocław otwiera nowe kąpielisko

F Kąpielisko nad Odrą powstało w miejscu dawnego portu i będzie czynne do września.
"""
