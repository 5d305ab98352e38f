"""How languages write small numbers in words: the beginnings of the words, endings vary.

Used only to accept a number that one side writes in digits, so that a beginning that other words
share costs little.
"""

from __future__ import annotations

import re
from functools import cache

from seedreader.translation._flag_echo import script_of

_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 50, 100, 1000)

# One word for each of these, as far as given; `|` between ways to say it, `_` for a space.
_WORDS = {
    "en": "one|first|once|single|an?|monday two|second|both|pair|twice|couple|half|twin|double three|third|triple|trio"
    " four|quarter five|fifth six seven eight nine|nint ten eleven|november twel|dozen|december"
    " fifteen twent thirt fift hundred|century thousand|millenni",
    "uk": "один|одн|перш дв|друг|оби|пар тр чотир|четвер п['’ʼ]ят шіст|шост|шест сім|сьом|сем вісім|вісьм|восьм|восем"
    " дев['’ʼ]ят десят|десят одинадцят дванадцят п['’ʼ]ятнадцят двадцят тридцят п['’ʼ]ятдесят|п['’ʼ]ятидесят"
    " сот|ст|столі тисяч",
    "ru": "один|одн|перв дв|втор|об[ае]|пар тр чет пят шест сем восем|восьм девят десят одиннадцат двенадцат|дюжин"
    " пятнадцат двадцат тридцат пятьдесят|пятидесят сот|ст тысяч",
    "be": "адзін|адн|перш дв|друг тр чат|чац пя|п шэс|шас сем|сям восем|васьм|восьм дзев|дзяв дзес|дзяс",
    "bg": "един|една|едно|първ дв|втор тр чет пет|пят шест сед осем|осм дев дес единадес дванадес петнадес двадесет"
    " тридесет петдесет|пет сто|стот хиляд",
    "mk": "еде|една|едно|прв дв|втор тр чет пет шест сед осум|осм дев дес",
    "sr": "један|једн|први|jedan|jedn|prv дв|друг|dv|drug тр|tr чет|čet пет|pet шест|šest сед|sed осам|осм|osam|osm"
    " дев|dev дес|des",
    "hr": "jedan|jedn|prv dv|drug|ob tr čet pet šest sed osam|osm dev des jedanaest dvanaest petnaest dvadeset trideset"
    " pedeset sto tisuć",
    "pl": "jed|pierw dw|drug|obu|para|parę trz czter|czwar pię|piąt sześ|szóst sied|siód ośm|osiem|osiemd|ósm dziew dzies"
    " jedena dwana piętna dwadz|dwudz trzydz pięćdz sto|setk|stu tysi",
    "cs": "jed|prvn dv|druh|oba tř|třet čtyř|čtvr pět|pát šest sed osm dev des jedenáct dvanáct patnáct dvac třic padesát"
    " sto|set tisíc",
    "sk": "jed|prv dv|druh|oba tr|tret štyr|štvr päť|piat šesť|šiest sed os|ôsm dev des",
    "sl": "en|prv dv|drug|ob tr štir|četr pet šest sed osem|osm dev des",
    "de": "ein|erst zwei|zweit|beid|doppel drei|dritt vier fünf sechs sieb acht neun zehn elf zwölf|dutzend fünfzehn zwanzig"
    " dreißig|dreissig fünfzig hundert|jahrhundert tausend",
    "nl": "een|één|eerst twee|beid|dubbel drie|derd vier|kwart vijf zes zeven acht|acht negen tien elf twaalf|dozijn vijftien"
    " twintig dertig vijftig honderd|eeuw duizend",
    "sv": "en|ett|först två|andra|båda|dubbel tre fyr|fjärd fem sex|sjät sju åtta|åtton nio tio|tion elva tolv|dussin femton"
    " tjugo trettio femtio hundra|sekel tusen",
    "da": "en|et|først to|ande|begge|dobbelt tre fire|fjerd fem seks|sjett syv otte ni ti elleve tolv|dusin femten tyve"
    " tredive halvtreds|femti hundred tusind",
    "nb": "en|ett?|én|først to|andre|begge|dobbelt tre fire|fjerd fem seks|sjett sju|syv åtte ni ti elleve tolv|dusin femten"
    " tjue|tyve tretti femti hundre tusen",
    "it": "un|prim due|second|entramb|coppia|doppi tr|terz quattr|quart cinqu|quint sei|sest sett ott nov diec|decim undic"
    " dodic|dozzin quindic vent trent cinquant cent|secol mil",
    "es": "un|prim dos|segund|amb|par|doble tr|terc cuatr|cuart cinco|quint seis|sext siet|séptim och|octav nuev|noven diez|décim"
    " once doce quince veint treinta cincuenta cien|siglo mil",
    "ca": "un|prim dos|dues|segon tr|terc quatr|quart cinc|cinqu sis set vuit nou deu",
    "gl": "un|prim dou|dúas|segund tr|terc catr|cuart cinco seis sete oito nove dez",
    "pt": "um|prim doi|dua|segund|amb|par|dobro tr|terc quatr|quart cinc|quint seis|sext set|sétim oit nov dez|décim onze"
    " doze|dúzia quinze vint trinta|trint cinqu[eo]nta cem|cent|século mil",
    "fr": "un|prem deux|second|coupl|doubl trois|tiers|troisi quatr|quart cinq six|sixi sept huit neuf|neuvi dix|dizain onz"
    " douz quinz vingt trent cinquant cent|siècle mil",
    "ro": "un|o|prim doi|dou|ambe|al_doilea trei|treia|treim patru|patra|sfert cinci șase|şase șapte|şapte opt nou zece"
    " unsprezece doisprezece|douăsprezece cincisprezece douăzeci treizeci cincizeci sut|secol mi",
    "el": "έν|ένα|ενό|μί|μι|πρώτ δύο|δυο|δύ|δεύτερ|διπλ τρ|τρί τέσσερ|τέταρτ|τεσσάρ πέντε|πέμπτ έξι|έκτ επτά|εφτά|έβδομ"
    " οκτώ|οχτώ|όγδο εννέα|εννιά|ένατ δέκα|δέκατ έντεκα|ένδεκα δώδεκα δεκαπέντε είκοσι τριάντα πενήντα εκατ χίλι",
    "hu": "egy|els két|kett|más három|harm|hár négy|negy öt hat hét|het nyolc kilenc tíz|tiz tizenegy tizenkét|tizenkett|tucat"
    " tizenöt húsz|husz harminc ötven száz ezer",
    "fi": "yksi|yht|yhd|ensim kaksi|kah|toi|molem kol neljä|neljän viisi|viid|viit kuusi|kuud|kuut seitsem kahdeksa yhdeks"
    " kymmen yksitoista kaksitoista|tusin viisitoista kaksikymm kolmekymm viisikymm sata|sadan|sado tuha",
    "et": "üks|üh|esim kaks|kah|teine|teis|mõlem kol neli|nelj viis|viie kuus|kuue seits kaheks üheks küm",
    "lt": "vien|pirm du|dv|antr|ab trys|tr|treč ketur|ketv penk šeš septyn aštuon devyn dešimt",
    "lv": "vien|pirm div|otr|ab tr|treš četr|ceturt piec seš|sest septi|septī astoņ|astot deviņ|devīt desmit",
    "tr": "bir|ilk iki|çift üç dört|çeyrek beş altı yedi sekiz dokuz on on_bir|kasım on_iki|düzine on_beş yirmi otuz elli yüz bin",
    "az": "bir|ilk iki üç dörd beş altı yeddi səkkiz doqquz on",
    "ar": "واحد|أول|اول|الأول|إحد|أحد اثن|إثن|ثان|الثان|زوج|مرتين|كلا ثلاث|ثالث|الثالث|ثلث أربع|رابع|الرابع|ربع|اربع خمس|خامس|الخامس"
    " ست|سادس|السادس سبع|سابع|السابع ثمان|ثامن|الثامن|ثماني تسع|تاسع|التاسع عشر|عاشر|العاشر أحد اثن خمس عشر ثلاث خمس مئ|مائ|قرن"
    " ألف|آلاف",
    "fa": "یک|اول|نخست دو|دوم سه|سوم چهار|چار پنج شش هفت هشت نه|نهم ده یازده دوازده پانزده بیست سی پنجاه صد هزار",
    "he": "אחד|אחת|ראשונ|הראשונ|ראשון|הראשון שני|שתי|השני|שניי|שתיי|זוג שלוש|השליש|שליש|שלישי ארבע|רביע|הרביע|רבע חמש|חמיש|החמיש"
    " שש|שיש|השיש שבע|שביע|השביע שמונ|שמינ|השמינ תשע|תשיע|התשיע עשר|עשיר|העשיר אחד|אחת שנים|שתים חמש עשרים שלושים חמישים מאה|מאות"
    " אלף|אלפ",
    "hi": "एक|पहल|प्रथम दो|दूसर|दोन तीन|तीस चार|चौथ पांच|पाँच|पां छह|छः|छठ|छ सात आठ नौ|नव दस ग्यारह बारह पंद्रह|पन्द्रह बीस"
    " तीस पचास सौ|सैकड़|शताब्दी हज़ार|हजार",
    "id": "satu|se|pertama dua|kedua|ganda|pasang tiga|ketiga|sepertiga empat|keempat|seperempat lima|kelima enam tujuh delapan"
    " sembilan sepuluh|puluh sebelas dua_belas|lusin lima_belas dua_puluh tiga_puluh lima_puluh seratus|ratus seribu|ribu",
    "vi": "một|nhất|đầu hai|đôi|nhì|cặp|thứ_ba ba bốn|tư năm sáu bảy|bẩy tám chín mười mười mười mười hai ba năm trăm|thế nghìn|ngàn",
    "th": "หนึ่ง|แรก|เดียว สอง|คู่ สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบ สิบ สิบ ยี่สิบ สามสิบ ห้าสิบ ร้อย|ศตวรรษ พัน",
    "zh": "一|首|单|單|第一|元 二|两|兩|双|雙|倆 三|叁 四 五 六 七 八 九 十 十一 十二|打 十五 二十 三十 五十 百 千",
    "ja": "一|初|ひと|いち|ワン 二|両|ふた|双|に|ツー|再|ダブル 三|みっ|トリ 四|よっ 五|いつ 六|むっ 七|なな 八|やっ 九 十|とお 十一 十二|ダース"
    " 十五 二十 三十 五十 百 千",
    "ko": "하나|한|첫|일|처음|원 둘|두|이|쌍|양 셋|세|삼 넷|네|사 다섯|오 여섯|육 일곱|칠 여덟|팔 아홉|구 열|십 열한|십일 열두|십이"
    " 십오|열다섯 이십|스무|스물 삼십|서른 오십|쉰 백 천",
}
_ALIASES = {"no": "nb", "nn": "nb", "bs": "hr", "ms": "id", "zt": "zh", "yue": "zh", "prs": "fa"}
_UNANCHORED = frozenset({"CJK", "HIRAGANA", "HANGUL", "THAI", "HEBREW", "ARABIC"})
"""Scripts in which such a word may stand within what spaces separate."""


@cache
def number_words(language: str) -> dict[int, re.Pattern[str]]:
    """Return for each small number what finds it in words, in case-folded text; {} if unknown."""
    line = _WORDS.get(_ALIASES.get(language, language))
    if line is None:
        return {}
    patterns = {}
    for value, stems in zip(_VALUES, line.split(" "), strict=False):
        anchor = "" if script_of(stems[0]) in _UNANCHORED else r"\b"
        patterns[value] = re.compile(f"{anchor}(?:{stems.replace('_', ' ')})")
    return patterns
