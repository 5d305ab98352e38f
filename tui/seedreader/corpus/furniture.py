"""What page furniture looks like by itself, line by line, whatever page it stands on.

Words are a help here, never a condition: the lists name things that pages of all makes have (photo
credits, rights notices, "read also"), in many languages, and no publisher.
"""

from __future__ import annotations

import re
from typing import Final


def _words(*words: str) -> str:
    """Return an alternation, longest first so that no word hides a longer one."""
    every = {word for group in words for word in group.split("|")}
    return "|".join(re.escape(word) for word in sorted(every, key=lambda word: (-len(word), word)))


_PHOTO: Final = _words(
    "photo|photos|photo by|photograph|photographer|picture|pictures|image|images|image credit"
    "|photo credit|credit|video|video screenshot|illustration|graphic|getty|file photo|archive",
    "foto|fotos|bild|bilder|grafik|abbildung|bildquelle|fotocredit|kuva|foto di|foto de|foto por",
    "photographie|crédit photo|crédits photo|crédit|crédits|ph|immagine|immagini|imagen|imágenes"
    "|imagem|imagens|fotografía|fotografia|fotografija|fotografie|zdjęcie|zdj|fot|kép|fotó|nuotr"
    "|fotoğraf|görsel|gambar|larawan|obrázek|snímek|snimka|valokuva|bilde|billede|mynd",
    "фото|фото автора|фотография|фотографія|фота|снимка|слика|фотографија|зображення|изображение"
    "|иллюстрация|ілюстрація|скріншот|скриншот|скрин|видео|відео",
    "φωτογραφία|φωτό|φωτο|εικόνα|ảnh|hình|hình ảnh|ảnh minh họa|ảnh chụp màn hình",
    "صورة|تصوير|عکس|تصویر|צילום|תמונה|լուսանկար|ფოტო",
    "फोटो|छायाचित्र|तस्वीर|छवि|ছবি|புகைப்படம்|படம்|ఫోటో|ಫೋಟೋ|ഫോട്ടോ|ફોટો|ਫੋਟੋ|ภาพ|ภาพจาก|เครดิตภาพ|ຮູບ|រូបភាព|ဓာတ်ပုံ",
    "图|圖|图片|圖片|图源|圖源|图片来源|圖片來源|图自|圖自|摄|攝|摄影|攝影|照片|写真|撮影|画像|提供|사진|사진제공|이미지",
)

CREDIT: Final = re.compile(
    rf"(?:^|[\s(（.。…\]])(?:{_PHOTO})\s*[:：/]\s*[^:：]{{0,80}}$|^[(（\[]\s*(?:{_PHOTO})\b[^)）\]]{{0,80}}[)）\]]$"
    r"|^.{0,200}(?:资料图|資料圖|资料图片|資料圖片|视频截图|視頻截圖|截图|截圖|图源网络|网络图|摄|攝)[)）]?$",
    re.IGNORECASE,
)
"""A caption's end that names the photographer or the agency, or a credit alone."""

RIGHTS: Final = re.compile(
    r"©|\(c\)\s*(?:19|20)\d\d|"
    + _words(
        "copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés",
        "todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati",
        "reproduction interdite|riproduzione riservata|reproducción prohibida",
        "wszelkie prawa zastrzeżone|všechna práva vyhrazena|všetky práva vyhradené",
        "minden jog fenntartva|toate drepturile rezervate|sva prava pridržana|alla rättigheter",
        "alle rettigheder|alle rettigheter|kaikki oikeudet pidätetään|alle rechten voorbehouden",
        "tüm hakları saklıdır|hak cipta|bản quyền|все права защищены|усі права захищені",
        "всі права захищені|всички права запазени|перепечатка|передрук|με επιφύλαξη",
        "جميع الحقوق محفوظة|حقوق النشر|تمامی حقوق|כל הזכויות שמורות|सर्वाधिकार सुरक्षित",
        "สงวนลิขสิทธิ์|版权所有|版權所有|未经授权|未經授權|不得转载|不得轉載|请勿转载|禁止转载|禁止轉載|转载请注明",
        "無断転載|無断複製|무단 전재|무단전재|저작권자",
    ),
    re.IGNORECASE,
)
"""Words of rights notices."""

_READ_ALSO: Final = _words(
    "read also|read more|also read|see also|related|related news|related articles|more on this"
    "|read next|you may also like|recommended|don't miss|most read|trending",
    "lire aussi|à lire aussi|voir aussi|leggi anche|vedi anche|lee también|lea también|ver también"
    "|te puede interesar|leia também|leia mais|veja também|lesen sie auch|mehr zum thema|siehe auch"
    "|lees ook|lees meer|läs också|läs mer|les også|læs også|lue myös|loe ka|skaityk taip pat"
    "|lasi arī|czytaj też|czytaj także|zobacz też|zobacz także|přečtěte si také|čtěte také"
    "|čítajte aj|olvassa el|citește și|citește mai mult|pročitajte još|preberite tudi"
    "|lexo edhe|ayrıca oku|ilgili haberler|baca juga|basahin|soma pia"
    "|đọc thêm|xem thêm|tin liên quan",
    "читайте также|читать также|смотрите также|см. также|по теме|читайте ещё"
    "|читайте також|дивіться також|за темою|читайте ще|схожі новини|прочетете още|вижте още"
    "|прочитајте и|чытайце таксама",
    "διαβάστε επίσης|διαβάστε ακόμα|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|مواضيع ذات صلة|بیشتر بخوانید"
    "|یہ بھی پڑھیں|קראו גם|ראו גם|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|மேலும் படிக்க|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง",
    "相关阅读|相關閱讀|延伸阅读|延伸閱讀|相關新聞|相关新闻|推荐阅读|推薦閱讀|更多阅读|関連記事|あわせて読みたい"
    "|こちらもおすすめ|관련기사|관련 기사|함께 보면 좋은",
)

READ_ALSO: Final = re.compile(
    rf"^[\W_]{{0,4}}(?:{_READ_ALSO})\s*(?:[:：>»›|]|[-–—]\s|$)", re.IGNORECASE
)
"""A pointer to another page: "read also: …", alone or before a headline."""

TAGS: Final = re.compile(
    r"^[\W_]{0,4}(?:"
    + _words(
        "tags|tag|topics|keywords|filed under|etichette|etiquetas|temas|mots-clés|sujets|themen",
        "schlagwörter|schlagworte|stichwörter|trefwoorden|ämnen|etiketter|avainsanat|tagi|tématy",
        "štítky|címkék|etichete|oznake|etiketler|từ khóa|теги|тэги|метки|мітки",
        "ключевые слова|ключові слова|етикети|ознаки|ετικέτες",
        "العلامات|وسوم|الوسوم|برچسب‌ها|תגיות|टैग|แท็ก",
        "标签|標籤|关键词|關鍵詞|关键字|タグ|キーワード|태그",
    )
    + r")\s*[:：]",
    re.IGNORECASE,
)
"""A list of tags with its label."""

_PLATFORM: Final = _words(
    "facebook|twitter|telegram|whatsapp|viber|instagram|youtube|tiktok|linkedin|pinterest|reddit",
    "google news|app store|google play|messenger|rss|bluesky|mastodon|tumblr|vk|vkontakte",
    "flipboard|snapchat|skype|kakaotalk|weibo|wechat|naver|zalo|qq空间|微博|微信",
    "вконтакте|фейсбук|телеграм|инстаграм|інстаграм|одноклассники|твиттер|твітер|вайбер|ютуб",
    "فيسبوك|تويتر|واتساب|تلغرام|يوتيوب|فیسبوک|توییتر|تلگرام|اینستاگرام|פייסבוק|טוויטר",
    "페이스북|트위터|카카오톡|카카오스토리|네이버|인스타그램|유튜브|ツイート|ツイッター|フェイスブック",
    "เฟซบุ๊ก|ทวิตเตอร์|ไลน์|फेसबुक|ट्विटर|व्हाट्सएप",
)
PLATFORM: Final = re.compile(rf"(?<![\w@])(?:{_PLATFORM})(?!\w)", re.IGNORECASE)
"""A place to share at or to follow on."""

CONSENT: Final = re.compile(
    r"cookie|куки|кукі|クッキー|쿠키|ملفات تعريف الارتباط|עוגיות|gdpr|javascript|ad ?block",
    re.IGNORECASE,
)
"""What a notice that stands before a page speaks of."""

BYLINE: Final = re.compile(
    r"^(?:"
    + _words(
        "by|text by|written by|reported by|author|von|text|autor|autore|autora|par|auteur|por",
        "redacción|di|a cura di|door|av|af|kirjoittaja|autorius|autors|tekst|szerző|yazar|oleh",
        "penulis|tác giả|автор|текст|від|автори|аўтар|συντάκτης|كتب|بقلم|نویسنده|מאת|โดย",
        "作者|记者|記者|编辑|編輯|责任编辑|責任編輯|文",
    )
    + r")\s*[:：]?\s",
    re.IGNORECASE,
)
"""The words that go before an author's name; see `is_byline`."""

_MOST_AUTHORS: Final = 6


def is_byline(line: str) -> bool:
    """Return whether a line is an author's name behind a word such as "by", and nothing else."""
    match = BYLINE.match(line)
    if match is None:
        return False
    names = line[match.end() :].split()
    return 1 < len(names) <= _MOST_AUTHORS and not any(name[0].islower() for name in names)


SOURCE_LABEL: Final = re.compile(
    r"^[\W_]{0,3}(?:"
    + _words(
        "source|sources|quelle|quellen|fonte|fuente|bron|källa|kilde|lähde|allikas|šaltinis|avots|źródło",
        "zdroj|forrás|sursa|izvor|vir|burimi|kaynak|sumber|nguồn|theo|источник|джерело|крыніца|източник|извор",
        "πηγή|المصدر|منبع|ماخذ|מקור|स्रोत|সূত্র|ที่มา|แหล่งที่มา|来源|來源|出典|出处|출처",
    )
    + r")\s*[:：]\s*",
    re.IGNORECASE,
)
"""The label before a source's name."""

PLACEHOLDER: Final = re.compile(
    r"^(?:null|undefined|none|nan|nil|true|false|\[object object\])$", re.IGNORECASE
)
"""What a template printed where it had nothing to say."""

KEYS: Final = re.compile(r"\b(?:ctrl|cmd|⌘)\s*\+\s*\w", re.IGNORECASE)
"""A key combination: pages ask for it to report mistakes."""

ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)(?:t\.me|fb\.com|bit\.ly|goo\.gl)/\S+",
    re.IGNORECASE,
)
"""A web or mail address."""

HASHTAG: Final = re.compile(r"(?<!\w)#\w+")

DOMAIN: Final = re.compile(
    r"(?<![\w@./-])(?:[^\W_][\w-]*\.)+(?:com|net|org|info|news|tv|press|media|today|online|eu|[a-z]{2})(?![\w-])",
    re.IGNORECASE,
)
"""A name that is a web domain, as many publishers have it."""

MARK: Final = re.compile(r"\[[a-zA-Z_]{2,12}\]\s*(?:[-–—:]\s*)?(?=\S)")
"""A mark that a scraper left at the start of a paragraph, such as `[lead]- `."""

DATELINE: Final = re.compile(
    r"(?P<place>[^\W\d_][\w .,'’/-]{0,40}?)?\s*"
    r"[(（【](?P<agency>[^\W\d_][\w .&'’-]{1,24})[)）】]\s*[-–—:]+\s*"
)
"""How an agency's report may begin: `CITY (Agency) -`, `(AGENCY)-`; see `agency`."""

_PLACE_WORDS: Final = 4


def agency(opening: str) -> str | None:
    """Return the agency that a paragraph's dateline names, or None where it has no dateline."""
    match = DATELINE.match(opening)
    if match is None:
        return None
    place, name = match["place"] or "", match["agency"].strip()
    words = re.findall(r"[^\W\d_]+", place)
    if len(words) > _PLACE_WORDS or any(word[0].islower() for word in (*words, *name.split())):
        return None
    return name
