"""Small closed lists: titles, particles, words that name kinds of institutions and places.

They are folded as `letters.fold` does, Cyrillic ones cut as `letters.stem` does, so that every
case of a word is met. The lists are the project's own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from seedreader.entities.letters import fold, stem, strip_marks


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words of a text, as `letters.stem` gives them."""
    return frozenset(stem(word) for word in words.split())


def folded_words(words: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(fold(word) for word in words.split())


TITLES: Final = stems(
    """
    mr mrs ms miss sir lord lady dame dr prof professor president presidents vice minister
    ministers premier chancellor secretary senator sen rep congressman congresswoman state
    governor gov mayor judge justice king queen prince princess duke duchess pope cardinal
    archbishop bishop reverend father sister general gen colonel col captain capt lieutenant lt
    sergeant sgt major admiral marshal sheriff officer detective ambassador spokesman
    spokeswoman spokesperson chairman chairwoman chair ceo chief director coach manager prime
    foreign
    deputy former ex speaker leader attorney commissioner envoy aide lawyer author writer
    presidente primo stato sottosegretario ministro ministra cancelliere segretario senatore
    senatrice governatore sindaco giudice re regina principe principessa papa cardinale vescovo
    generale colonnello capitano signor signora dottor professore avvocato onorevole
    ambasciatore portavoce direttore président ministre chancelier sénateur maire juge roi reine
    pape m mme madame monsieur señor señora don doña presidenta primer rey reina präsident
    präsidentin kanzler kanzlerin ministerin herr frau könig königin papst держсекретар
    держсекретаря державний секретар прем'єр президент віце міністр генсек сенатор губернатор
    мер суддя король королева принц принцеса папа кардинал генерал полковник капітан пан пані
    доктор професор посол речник речниця голова прем'єр-міністр канцлер лідер депутат министр
    секретарь мэр судья принцесса капитан господин госпожа глава президента председатель
    prezydent pan pani ông bà anh chị thủ tướng tổng thống bộ trưởng ngoại
    administrator assistant treasurer quarterback counsel special counselor det detective sens
    analyst reporter correspondent editor actor
    actress singer rapper pastor
    rabbi imam sheikh ayatollah emir sultan rev striker midfielder defender goalkeeper winger
    founder co-founder cofounder hooker flanker winger skipper teammate nurse surgeon paediatrician
    biologist chemist physicist astronomer geologist historian economist epidemiologist virologist
    scientist palaeontologist paleontologist archaeologist engineer architect composer novelist
    playwright photographer curator prosecutor barrister solicitor
    superintendent inspector constable corporal private commander councillor baroness baron earl
    count countess comedian artist researcher analista giornalista attore attrice cantante
    deputato deputata comandante ispettore don monsignor re allenatore capitano
    аналітик журналіст журналістка актор актриса співак співачка тренер командир імам рабин
    професорка професорки професорку директорка директорки міністерка міністерки лікарка лікарки
    медсестра адвокатка адвокатки прокурорка прокурорки тренерка режисерка акторка письменниця
    дослідниця науковиця історикиня економістка керівниця начальниця очільниця аналітикиня
    співзасновниця президентка гендиректор гендиректорка слідча інспекторка
    пастор містер місіс аналитик журналист актёр певец певица тренер имам сенаторка депутатка
    """
)
"""Words before a name that are no part of it."""

PARTICLES: Final = folded_words(
    """
    de da di del della dello degli dei dos das do du des van von der den ter ten zu bin ibn al
    el la le ben abu ap af av los las the ван фон де ла дер бен бін ібн ибн аль ель эль ан ас ад аш
    ар да ді ди ле дер ден тер тен
    """
)
"""Small words inside a person's name."""

DUTCH: Final = folded_words("ван фон дер ден тер van der ter")
"""Those that are no preposition of another language."""

CONNECTORS: Final = folded_words(
    """
    of and for the & on de la del di della dei degli delle et y e und für des
    """
)
"""Small words inside the name of an institution."""

HONORIFICS: Final = stems(
    """
    mr mrs ms miss dr sir lord lady dame sen rep prof professor judge justice mx signor signora
    dottor señor señora monsieur madame herr frau пан пані містер місіс ông bà
    """
)
"""Titles that only a person's name follows."""

HONOURED: Final = folded_words("king queen prince princess pope papa cardinal lord lady sir")
"""Titles of those whom hospitals and colleges are called after."""

PERIODICALS: Final = folded_words(
    """
    journal magazine newspaper rivista giornale quotidiano settimanale журнал журналу журналі
    журналом журнала журнале газета газети газеті газету газетою газеты газете газетой tạp chí
    báo tờ revista revue journal diario periódico
    """
)
"""Words in small letters before the name of what is printed."""

DIRECTIONS: Final = folded_words(
    "north south east west northern southern eastern western nord sud est ovest центр північ"
)
"""Points of the compass: two of them name no place of their own."""

MONTHS_AS_NAMES: Final = folded_words("may april june august march")
"""Months that are names of people after a title: Mrs May."""

INSTITUTIONS: Final = stems(
    """
    university universities institute institution college school academy hospital court tribunal
    ministry department commission committee council agency bank group company corporation corp
    inc ltd llc plc association federation union party front army club fc church foundation fund
    trust organization organisation society office board bureau authority museum theatre theater
    airlines airways league alliance movement parliament congress senate assembly service
    services administration centre center forum network newspaper magazine times post news tv
    radio police force forces brigade guard command championship cup festival awards award prize
    open games conference summit treaty pact agreement act hotel casino resort records studios
    pictures entertainment films capital partners holdings industries systems technologies
    motors energy brothers orchestra choir band team laboratory initiative project coalition
    battalion regiment squadron navy library observatory polytechnic conservatory
    università
    istituto collegio scuola accademia ospedale corte tribunale ministero dipartimento
    commissione comitato consiglio procura salone patto agenzia banca gruppo associazione
    federazione unione partito
    fronte fondazione società ufficio museo teatro lega alleanza movimento parlamento assemblea
    istituzione centro fondo chiesa coppa campionato premio université institut hôpital cour
    ministère banque groupe fédération parti église musée ligue universidad instituto ministerio
    banco grupo asociación federación partido iglesia університет інститут академія коледж школа
    лікарня суд трибунал міністерство департамент комісія комітет рада агентство банк компанія
    корпорація асоціація федерація союз спілка спілці партія фронт армія клуб церква фонд
    організація спільнота товариство об'єднання громада інспекція прокуратура поліція адміністрація
    агенція біржа лабораторія бібліотека обсерваторія фестиваль чемпіонат
    оркестр консерваторія філармонія політехніка
    бюро музей театр ліга лізі альянс рух парламент служба центр форум посольство университет
    институт академия колледж больница министерство комиссия комитет совет компания корпорация
    ассоциация федерация партия армия церковь организация движение сообщество общество
    объединение инспекция прокуратура
    полиция администрация агентство лаборатория библиотека обсерватория фестиваль чемпионат
    uniwersytet instytut
    ministerstwo komisja rada fundacja viện đảng bộ
    """
)
"""Words that make a name that of an institution."""

PLACES: Final = stems(
    """
    street road avenue square park island islands river lake mount mountain mountains sea ocean
    bay gulf county province district region valley desert peninsula strait beach bridge tower
    airport station stadium cathedral castle palace hall hills harbour harbor port village town
    city state states coast forest canyon falls lago monte isola mare golfo stretto provincia
    contea regione вулиця площа острів річка озеро гора море океан затока округ область район
    півострів протока улица остров река залив
    """
)
"""Words that make a name that of a place."""

NEVER: Final = folded_words(
    """
    i i'm i've i'd i'll ok tv pm am mps mp ceo cfo phd usb dvd dna hiv aids covid gdp pil ввп gps id
    it's bst gmt est et pdt edt utc cet a b c d e f g
    h j k l m n o p q r s t u v w x y z esteri interni affari stato stati state states christmas
    easter god jesus bible quran koran english internet theo tt ông bà anh chị chưởng un una uno
    gli thứ hai ba tư năm sáu bảy chủ nhật tháng quý kitô ptsd lgbt atm ceo різдва різдво natale
    віл снід вич спид sida dr
    celsius fahrenheit цельсієм цельсія цельсію фаренгейтом фаренгейта
    """
)
"""Capitalised words that name no entity of their own."""

NOT_ALONE: Final = folded_words(
    """
    lgbtq лгбт лгбтк лбгт птср ptss tv tvs faq faqs vip vips ai dj diy
    dui er icu hr hq iq pc pr vat vpn url usd eur gbp rsvp suv suvs ufo ufos wifi pin pdf pds sms
    mc mvp era rbi nox ipo atms dvds cds ngo ngos ong onlus cctv ied
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    north-east north-west south-east south-west nord-est nord-ovest sud-est sud-ovest
    muslim muslims christian christians jewish jew jews buddhist buddhists hindu hindus catholic
    catholics protestant protestants orthodox sunni sunnis islam islamic christianity judaism
    buddhism musulmani musulmano cristiani cristiano ebrei ebreo ebraico cattolici cattolico
    islamico democrat democrats republican marxist marxists nazi nazis communist
    communists іслам ислам мусульмани мусульмане христиани христиане євреї евреи
    """
)
"""Capitalised words that name nothing alone, though they may be a part of a name: Christian."""


ORDINARY: Final = folded_words(
    """
    мене мені того багато раз разу разом разів рази раза усі усіх усім усе мало мала малі малій
    малих малого малої досі боку боці боків нікого нікому вірно вільно вільна вільного вільної
    вільні вільне вільних вільним самої лінії лінія лінію давай діло діла боки правда правду
    правди дело дела делу деле делом делам дел делами делах совет советов совета совету советом
    меня меню сон сану сан базе базы коней коня кони конем кінь кит кот кота ель пес песи бал
    бомба бомби дам дама дами тезі пер сахар верно верный белый белого белых белой белая белое
    белым деловой делая думая думать кон роза розі рози газ газу газом газових хан хана вуха
    менее самое крім кроме віктор віктора виктор виктора олександр олександра александр александра
    александром александру хто що як для
    siano sano amano naso vena baia barca riunione male sono amo
    soul dual mod chin reunion spurs liberation lime para shell turkeys commons
    viên
    """
)
"""Words that begin sentences and share a stem with the name of a place or an organisation."""

_ROMAN: Final = regex.compile(r"(?=[IVXL]{2})(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_SHORTENED: Final = folded_words(
    "st mt ft dr mr ms mrs jr sr gen col lt sgt sen sens rep reps gov prof rev det"
)


@lru_cache(maxsize=32768)
def is_ordinal(word: str) -> bool:
    """Tell whether a word is the Roman number of a ruler: Elizabeth II."""
    return _ROMAN.fullmatch(word) is not None


def is_never(word: str) -> bool:
    """Tell whether a capitalised word names no entity: see `NEVER`; II and XIV do not either."""
    return fold(word) in NEVER or _ROMAN.fullmatch(word) is not None


def is_shortened(word: str) -> bool:
    """Tell whether a full stop after a word is that of an abbreviation before a name."""
    return len(word) == 1 or fold(word) in _SHORTENED


NOT_NAMES: Final = frozenset(
    {("chủ", "nhật"), ("bảng", "anh"), ("tiếng", "anh"), ("tiếng", "pháp"), ("tiếng", "đức"),
     ("tiếng", "nga"), ("tiếng", "nhật"), ("tiếng", "hàn"), ("viết", "nam"), ("de", "natal")}
)  # fmt: skip
"""A word and the next, folded, of which the second is no name then: Sunday, pounds, languages."""

GIVEN: Final = folded_words(
    "jordan georgia chad israel kenya paris brooklyn sydney oscar emmy tony"
    " ніл ніла нілу нілом нил нила нилу нилом ніка ника"
)
"""Names of countries, cities and prizes that many people have as a given name."""

GIVEN_NAMES: Final = folded_words(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel
    matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald
    edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon
    benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron adam
    nathan henry douglas zachary peter kyle noah ethan jeremy walter keith roger terry sean gerald
    carl harold dylan arthur lawrence jesse bryan billy bruce gabriel joe logan alan albert willie
    elijah wayne randy vincent roy ralph bobby russell bradley philip eugene tony mike tom tim jim
    bob bill ben sam dan chris nick steve matt jeff greg phil ron ken fred harry simon martin neil
    ian graham colin nigel stuart mary patricia jennifer linda elizabeth barbara susan jessica
    sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda
    melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda
    pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine
    maria heather diane ruth julie olivia kelly lauren christina joan evelyn judith megan andrea
    cheryl hannah jacqueline martha gloria teresa ann sara frances kathryn janice jean abigail
    alice julia judy sophia denise doris marilyn danielle isabella theresa diana natalie charlotte
    marie rose jane kate anne lucy giuseppe giovanni antonio mario luigi francesco angelo vincenzo
    pietro salvatore carlo franco domenico bruno paolo michele giorgio aldo sergio luciano marco
    alessandro stefano roberto maurizio matteo lorenzo luca davide simone riccardo enrico massimo
    claudio fabio daniele gianni giulio silvio umberto beppe giuliano emanuele filippo nicola
    raffaele rosa giovanna lucia carmela caterina francesca paola chiara giulia elena silvia
    federica martina valentina giorgia elisa cristina monica daniela roberta patrizia simona
    alessandra ignazio guido corrado gennaro ciro dario diego mauro josé juan luis carlos manuel
    francisco jesús pedro javier miguel rafael fernando jorge alberto pablo carmen maría ana isabel
    pilar dolores lucía marta joão paulo luiz antónio jair pierre michel philippe alain jacques
    bernard nicolas françois emmanuel marine hans wolfgang klaus jürgen dieter uwe andreas stefan
    christian olaf friedrich annalena ursula heinz jens
    """
)
"""Given names so common that lists of frequent words hold them, where few stand for a thing."""

FIRMS: Final = folded_words(
    "group holdings company co technologies technology industries systems software energy airlines"
)
"""What firms are, and other institutions have: Huawei Technologies."""

ONLY_FIRMS: Final = folded_words(
    """
    holding corporation corp inc ltd limited plc ag se sa spa gmbh nv llc electronics semiconductor
    semiconductors motor motors pharmaceuticals pharma airways chemicals engineering construction
    shipbuilding aerospace biologics healthcare healthineers securities logistics telecom
    petrochemical steel mobility renewables ventures
    """
)
"""What only firms are, behind their names: NXP Semiconductors, Toyota Motor Corporation."""

KIN: Final = folded_words("anh chị bà ông cô")
"""Vietnamese forms of address that are syllables of names as well: Phương Anh Đào."""


@lru_cache(maxsize=32768)
def is_title(word: str) -> bool:
    """Tell whether a word is a title or an office before a person's name."""
    return stem(word) in TITLES


@lru_cache(maxsize=8192)
def is_honorific(word: str) -> bool:
    """Tell whether a word is a title that only a person's name follows."""
    return stem(word) in HONORIFICS


@lru_cache(maxsize=32768)
def is_institution(word: str) -> bool:
    """Tell whether a word names a kind of institution."""
    return stem(word) in INSTITUTIONS


def is_place(word: str) -> bool:
    """Tell whether a word names a kind of place."""
    return stem(word) in PLACES


_SYLLABLE: Final = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)


def is_vietnamese_syllable(word: str) -> bool:
    """Tell whether a folded word could be a Vietnamese syllable, as foreign names rarely are."""
    return _SYLLABLE.fullmatch(strip_marks(word)) is not None


COMPOUNDED: Final = folded_words(
    """
    led backed based born style era wide owned run held controlled made dominated friendly
    sponsored aligned type like only old year long related free funded mandated brokered
    appointed elect
    """
)
"""What follows a name and a hyphen in English without being a part of the name."""
