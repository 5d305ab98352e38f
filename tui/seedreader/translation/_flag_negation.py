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
    "uk": "не ні ніколи ніхто ніщо нічого нікого жоден жодн* немає нема ніде нікому",
    "ru": "не нет никогда никто ничто ничего никого ни нигде никому никак* нельзя невозможно",
    "be": "не ніколі ніхто нічога няма нікога ані",
    "bg": "не никога никой нищо няма нямаше нито никаква никакви никакъв",
    "mk": "не никогаш никој ништо нема ниту",
    "sr": "не ne није nije нису nisu нема nema никад* nikad* нико niko ништа ništa нисам nisam неће neće",
    "hr": "ne nije nisu nema nikad* nitko ništa nisam neće nisu nikakv*",
    "bs": "ne nije nisu nema nikad* niko ništa nisam neće nikakv*",
    "sl": "ne ni niso nima nikoli nihče nič nisem nikakrš*",
    "pl": "nie nigdy nikt nic ani żaden żadn* nikogo brak",
    "cs": "ne* nikdy nikdo nic ani žádn* není nejsou",
    "sk": "ne* nie nikdy nikto nič ani žiadn*",
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
    "it": "non né nessun* mai niente nulla",
    "es": "no nunca jamás nadie nada ningún ningun*",
    "ca": "no mai ningú res cap",
    "gl": "non nunca ninguén nada ningún ningunha",
    "pt": "não nunca jamais ninguém nada nenhum*",
    "fr": "pas jamais aucun* personne rien ni",
    "ro": "nu n* nici niciodată nimeni nimic niciun*",
    "el": "δεν μην όχι ποτέ κανείς κανένας καμία κανένα τίποτα ούτε δε μη",
    "sq": "nuk s'* mos asnjë kurrë askush as",
    "ar": "لا لم لن ليس ليست غير ليسوا ولا ولم ولن وليس لسنا",
    "fa": "نیست نه هیچ هرگز نیستند نمی* نشده نبود ندارد ندارند نکرد نشد نخواهد",
    "he": "לא אין אינו אינה אינם שלא אל מעולם ולא איננו שאין",
    "hi": "नहीं न ना मत कोई_नहीं",
    "id": "tidak bukan tak tanpa belum jangan bukanlah tidaklah",
    "vi": "không chưa chẳng đừng chả",
    "tr": "değil yok hiç asla yoktu değildi değildir olmadı olmayan olmadığı* olmaz edilmedi edilmeyen",
    "az": "deyil yox heç",
    "th": "*ไม่*",
    "zh": "*不是* *没有* *不会* *不能* *从未* *并未* *并不* *不要* *不可能* *不再* *不想* *无法* *尚未* *從未* *沒有* *不會* *無法* *并非* *不应* *不愿* *不知道*",
    "ja": "*ない* *ません* *なかった* *ずに*",
    "ko": "*않* *없* *아니* *못하* *못했*",
}

_MAY_STAND_FOR_IT = {
    "en": "not *n't *n’t *nt never cannot no nobody nothing nowhere neither none nor without non* nope unable fail* refus*"
    " den[iy]* lack* avoid* prevent* reject* absen* hardly barely scarcely rarely seldom little few unless except instead"
    " unlike* unlikely impossib* imposs* un(?!der|it|ion|iq|iv|cle)* in(?:ab|cap|corr|suff|inv|vis|val|compl|effect|expl|cons|accur|adeq|disp|evit|elig)* irr*"
    " ill[ei]* immun* dis(?:agr|miss|put|prov|appear|reg|cont|cour|honest|satis|trust)* *less stop* miss* zero ban* block* forbid*"
    " prohibit* exclud* oppos* away against declin* beyond rather far ignor* withh* unab* yet only until too although despite"
    " before last halt* cancel* free protect* doubt* neglect* nix* ended resist* end remain* other anything any anyone ever",
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

_ALPHABETIC_END = r"(?![^\W\d_])"
_ALPHABETIC_START = r"(?<![^\W\d_])"


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
