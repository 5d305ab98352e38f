"""Negations: where the source denies something, the translation must deny it somehow.

For each language two lists: what surely denies (asked of the source), and what may stand for it
(looked for in the translation), which includes words that deny by their meaning ("refuse").
"""

from __future__ import annotations

import re
from functools import cache

# Whole words, unless they begin or end with `*`. Sources: the languages' reference grammars.
_SURE = {
    "en": "not *n't *n’t never cannot nobody nothing nowhere neither none",
    "uk": "(?<!ледь_)(?<!чи_)(?<!мало_)(?<!поки_)(?<!доки_)(?<!тим_)не(?!_(?:тільк|лиш|менш|більш|раз|старш|гірш|стільк|перест)) ніколи ніхто ніщо нічого нікого жоден жодн* немає нема нікому",
    "ru": "(?<!чуть_)(?<!едва_ли_)(?<!пока_)(?<!тем_)не(?!_(?:тольк|лиш|мене|меньш|больш|боле|раз|старш|хуж|столько|перест)) нет никогда никто ничто ничего никого никому нельзя невозможно",
    "be": "не ніколі ніхто нічога няма нікога ані",
    "bg": "не никога никой нищо няма нямаше нито никаква никакви никакъв",
    "mk": "не никогаш никој ништо нема ниту",
    "sr": "не ne није nije нису nisu нема nema никад* nikad* нико niko ништа ništa нисам nisam неће neće",
    "hr": "ne nije nisu nema nikad* nitko ništa nisam neće nisu nikakv*",
    "bs": "ne nije nisu nema nikad* niko ništa nisam neće nikakv*",
    "sl": "ne ni niso nima nikoli nihče nič nisem nikakrš*",
    "pl": "nie(?!_(?:tylko|mniej|więcej|raz|przesta)) nigdy nikt żaden żadn* nikogo",
    "cs": "není nejsou nebyl* nemá* nemaj* nemůž* nemoh* nechc* nechtě* nebud* neměl* nevěd* neví* nelze nejde nikdy nikdo nic ani žádn*",
    "sk": "nie nemá* nemaj* nemôž* nemoh* nechc* nebud* nebol* nemal* nevie* nikdy nikto nič ani žiadn*",
    "de": "nicht nie niemals niemand* nichts kein* nirgend* weder",
    "nl": "niet nooit niemand niets geen nergens",
    "sv": "inte aldrig ingen inget inga ej ingenting",
    "da": "ikke aldrig ingen intet ej ingenting",
    "nb": "ikke aldri ingen intet ingenting",
    "is": "ekki aldrei enginn engin ekkert engan engum",
    "fi": "ei en et emme ette eivät eikä älä ettei eivätkä",
    "et": "ei pole mitte polnud ega mitte*",
    "hu": "nem ne sem soha senki semmi nincs nincsenek se",
    "lt": "ne ne* niekada niekas nėra",
    "lv": "ne nav nekad neviens nekas nebija nevar",
    "it": "(?<!finché_)(?<!quanto_)non(?!_(?:solo|soltanto|appena|meno)) nessun* mai(?=\\s)(?!_(?:più|come)) niente nulla",
    "es": "no nunca jamás nadie nada ningún ningun*",
    "ca": "no mai ningú res cap",
    "gl": "non nunca ninguén nada ningún ningunha",
    "pt": "não nunca jamais ninguém nada nenhum*",
    "fr": "pas(?!_(?:seulement|moins|que|mal)) jamais aucun* rien",
    "ro": "nu n* nici niciodată nimeni nimic niciun*",
    "el": "δεν μην όχι ποτέ κανείς κανένας καμία κανένα τίποτα ούτε δε μη",
    "sq": "nuk s'* mos asnjë kurrë askush as",
    "ar": "(?<!أم_)(?<!أو_)لا(?!_[يت]زال|_سيما|_بد) لم(?!_[يت]زل) لن ليس(?!_فقط) ليست ليسوا ولم ولن وليس لسنا",
    "fa": "نیست هیچ هرگز نیستند نبود ندارد ندارند نکرد نشد نخواهد نمی* نشده",
    "he": "(?<!או_)לא(?!_(?:רק|פחות|מעט)) אינו אינה אינם שלא(?!_רק) מעולם ולא איננו",
    "hi": "(?<!या_)नहीं",
    "id": "tidak(?!_(?:hanya|kurang|lama|jarang|sedikit)) bukan(?!_hanya) jangan bukanlah tidaklah belum",
    "vi": "(?<!hay_)(?<!có_)không(?!\\s*(?:[?.!,:;”\"’)]|$|_chỉ|_những|_ngừng)) chưa(?!\\s*(?:[?.!,:;”\"’)]|$)) đừng",
    "tr": "değil(?!_mi|_aynı) yok asla yoktu değildi değildir olmaz edilmedi yoktur",
    "az": "deyil yox heç",
    "th": "*ไม่*",
    "zh": "*不是* *没有* *不会* *不能* *从未* *并未* *并不* *不要* *不可能* *不再* *不想* *无法* *尚未* *從未* *沒有* *不會* *無法* *并非* *不应* *不愿* *不知道*",
    "ja": "(?<!なら)(?<!いけ)(?<!しれ)(?<!知れ)(?<!違い)(?<!違)(?<!少)(?<!危)(?<!しか)ない(?!と(?:いけ|なら)|といけ|わけに|か) (?<!なり)(?<!いけ)(?<!しれ)(?<!知れ)(?<!あり)ません(?!か) なかった",
    "ko": "*(?<!끊임)(?<!틀림)(?<!수밖에_)(?<!상관)(?<!변함)(?<!어김)없(?!이)* *않(?!도록|을까|을_수_없)* *(?<!잘)못하* *못했* *아니(?!라|면|었다면)*",
}

_MAY_STAND_FOR_IT = {
    "en": "no nor without non* nope unable fail* refus* lack* avoid* prevent* absen* hardly barely scarcely"
    " rarely seldom little few unless except* rather_than far_from unlike* yet_to  un(?!der|til|it[ei]|ion|iq|iv|il|if|is|cle\\b|cles)\\w\\w\\w*"
    " under(?:p|est|r)* il(?:leg|leg|lic|log)* ir(?:rat|reg|rel|resp|rev)* im(?:poss|prob|pat|perf|mob|mor|mat|prac|pol)*"
    " in(?:ab|acc|act|ade|adm|app|cap|coh|comp|conc|consid|consis|conv|cor|cred|cur|dec|def|dig|dir|disc|edi|eff|elig|eq|ev|exp|fin"
    "|flex|hos|hum|just|num|off|op|saf|sen|sig|soluble|stab|subor|suff|tang|tol|val|vis|vuln)(?:\\w*(?:ble|ant|ent|ate|ite|ive|ous|ity|bly|ncy|nce|ice|al|ct|id|ntly|tely|sely|ally))"
    " dis(?:agr|miss|put|prov|appear|reg|cont|cour|hon|satis|trust|like|able|gui)* *less block* ban bans banned banning forbid* forbad*"
    " prohibit* ignor* withh* misses missed missing zero secret secrets nix* mistak* wrong difficult* challeng* tough minor*",
}

_ALIASES = {"no": "nb", "nn": "nb", "ms": "id", "zt": "zh", "yue": "zh", "prs": "fa"}
_MORE = {
    "uk": "без* не* ані ледь відмов* запереч* заборон* відсутн* уник* лише навряд ще ні* крім",
    "ru": "без* не* отказ* отриц* отсутств* запре* избе* лишь едва кроме ни*",
    "pl": "bez* nie* odm* brak* unik* zaprzecz* ledwie zakaz* oprócz poza",
    "cs": "bez* odm* zak* chyb* kromě vyhn* ani ni* popř*",
    "de": "ohne un* *los *lose *losen kaum weiger* fehl* verweiger* ablehn* lehn* verhinder* *frei vermeid* nur weder noch sonst",
    "nl": "zonder on* nauwelijks weiger* ontbre* ontken* verbod* *loos *loze noch alleen geen* nooit voorkom* vermijd*",
    "it": "senza in[adefopsu]* im[pm]* né nega* rifiut* manca* evita* impedi* neppure neanche nemmeno solo poco appena dis* privo oltre altro",
    "es": "sin in* im[pm]* ni neg* rechaz* falt* evit* imped* tampoco solo sólo apenas poco des* ningún*",
    "fr": "sans in* im[pm]* ne n['’]* ni refus* ni* manqu* évit* empêch* peu seul* non plus dés*",
    "pt": "sem in* im[pm]* nem neg* recus* falt* evit* imped* tampouco só apenas pouco des*",
    "tr": "*m[ae]* *sız* *siz* *suz* *süz* olma* hiçbir kimse önle* red* ne",
    "ar": "عدم دون بدون بلا غير رفض* يرفض* نفى ينفي* *لا* *لم* *لن* *ليس* ما فشل* يفشل* من*",
    "vi": "chẳng thiếu từ_chối vô tránh chưa phủ_nhận bất cấm khỏi đâu",
    "zh": "*不* *没* *沒* *无* *無* *未* *非* *否* *别* *勿* *拒* *缺* *莫* *难*",
    "ja": "*ず* *ぬ* *無* *不* *未* *非* *否* *なし* *なく* *なけ* *まい* *ん*",
    "ko": "*않* *없* *아니* *못* *안* *말* *무* *불* *비* *미*",
    "id": "tanpa tak belum bukan* tidak* gagal menolak kurang jangan* mencegah",
}

# Vowel signs and other marks are letters to a reader, though not to `\w`.
_LETTERS = r"\w\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff"
_ALPHABETIC_END = f"(?![{_LETTERS}])"
_ALPHABETIC_START = f"(?<![{_LETTERS}])"


def lost_negation(
    source: str, target: str, source_language: str, target_language: str
) -> str | None:
    """Return which negation of the source the translation may lack, or None."""
    sure, possible = _sure(source_language), _possible(target_language)
    if sure is None or possible is None:
        return None
    match = sure.search(source.casefold())
    if match is None or possible.search(target.casefold()):
        return None
    return f"“{match[0]}” denies something, the translation nothing"


@cache
def _sure(language: str) -> re.Pattern[str] | None:
    words = _SURE.get(_ALIASES.get(language, language))
    return None if words is None else _pattern(words)


@cache
def _possible(language: str) -> re.Pattern[str] | None:
    language = _ALIASES.get(language, language)
    lists = [table.get(language) for table in (_SURE, _MORE, _MAY_STAND_FOR_IT)]
    words = " ".join(line for line in lists if line is not None)
    return _pattern(words) if words else None


def _pattern(words: str) -> re.Pattern[str]:
    parts = []
    for word in words.split():
        body = word.strip("*").replace("_", " ")
        start = r"\w*" if word.startswith("*") else _ALPHABETIC_START
        end = r"\w*" if word.endswith("*") else _ALPHABETIC_END
        parts.append(f"{start}{body}{end}")
    return re.compile("|".join(parts))
