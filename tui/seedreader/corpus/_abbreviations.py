"""Words whose full stop does not end a sentence, where `sentencex` does not know them.

`sentencex` carries lists for thirty languages. These are the ones that its lists lack and that
news is full of: titles, ranks, places, "so-called", numbers in words. A word that ends sentences
as often as it is abbreviated ("etc.", "p.m.") is left out on purpose.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_ANY: Final = "mr mrs ms mme mlle dr prof st vs col gen lt sgt capt cpl maj sen rep gov jr sr"

_DEVANAGARI: Final = (
    "श्री डॉ सेन प्रो प्रा मि मिस सौ सं रु कि.मी एड "
    "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी व्ही डब्ल्यू एक्स वाई जेड"
)
"""Titles, and the names of the Latin letters that initials are written with."""

_BY_LANGUAGE: Final[dict[str, str]] = {
    "be": "гл інш напр стст тыс млн млрд вул праф акад ім руб абл гг св",
    "bg": "бул бр вж др ген гр инж им млн млрд напр полк проф ул св стр чл хил т.нар т.е",
    "ca": "sra srta núm pàg av dra ex",
    "cs": "tzv např resp mj čl tř ul gen plk pplk mjr kpt por doc ing mgr bc judr mudr phdr sv kol",
    "da": "bl ca f.eks hr fr kl nr pkt stk dvs pga mio mia",
    "de": "bzw ca evtl inkl abs art str hl frl hr fr mio mrd tsd dipl ing geb gest jh sog st",
    "el": "κ κα κος δρ καθ αρ σελ π.χ δηλ εκατ δισ χιλ αγ λεωφ οδ",
    "es": "sra srta dra ud uds pág núm av avda gral cnel tte ee.uu ee",
    "et": "nt jt hr pr dr mln mld sh lk tn mnt",
    "fi": "esim mm ns nk tri prof klo milj mrd ym tms ko ent",
    "fr": "mm mme mmes mlle mgr me art av apr bd fig hab env ex cf vol chap p.ex j.-c",
    "he": "בי סי די אן אף גי איי",
    "hi": _DEVANAGARI,
    "hr": "npr tzv ul br dr mr mil mlrd sv gosp gđa prof ing dipl čl str",
    "hu": "ún pl kb ill dr ifj id özv stb szt vö u stb",
    "it": "sig sigg dott avv ing on sen mons art cfr fig pag tel dr prof arch geom rag gen col ten",
    "kk": "млн млрд мың т.б т.с.с проф акад",
    "lt": "mln mlrd tūkst pvz gyd doc prof dr šv g pr vyr",
    "lv": "milj mljrd tūkst piem prof dr sv t.s nr u.c",
    "mk": "г-дин г-ѓа проф д-р ул бр св т.н т.е млн милј",
    "mr": _DEVANAGARI,
    "nb": "bl ca f.eks hr fr kl nr mill mrd st dvs pga",
    "ne": _DEVANAGARI,
    "nl": "dhr mevr mw drs ing ir bijv o.a d.w.z t.w.v nl zgn mln mld st jhr",
    "pl": "im tzw św ks gen płk ppłk mjr kpt por prof hab inż mgr np m.in tj tys mln mld ul al pl"
    " os godz zob ok red bp abp kard pt",
    "pt": "sra dra srta exmo av pág núm eng gen cel cap ten",
    "ro": "nr dl dna dnul str bd gen col prof ing art lit mil mld aprox",
    "ru": "им т.е т.д т.п т.н т.к ул просп пр пер обл г-н г-жа гг млн млрд трлн тыс руб коп проф"
    " акад доц чл корр ген полк св см стр гл ред напр дж ст п.п",
    "sk": "tzv napr resp čl ul gen plk mjr kpt doc ing mgr judr mudr sv mil tis",
    "sl": "npr t.i oz dr mag prof ul št sv mio mrd g ga",
    "sq": "z znj dr prof p.sh mln",
    "sr": "npr tzv ul br dr mil mlrd sv prof нпр тзв ул бр др мил млрд св проф г-дин г-ђа",
    "sv": "bl.a t.ex d.v.s ca kl nr fr hr s.k st milj mdr f.d m.m",
    "ta": "திரு திருமதி செல்வி",
    "tr": "sn dr prof doç yrd av alb gen org kor tüm bkz vb örn cad sok mah",
    "uk": "ім т.зв т.з т.д т.п вул просп пл бул обл р-н млн млрд трлн тис грн коп проф акад"
    " доц чл кор ген полк св див стор гл ред напр рр ст дж пп гр нар д-р",
    "vi": "tp tt tx ths ts pgs gs bs ks gs.ts pgs.ts tr ô đ st q p h",
}

ORDINARY: Final[dict[str, frozenset[str]]] = {
    "es": frozenset({"bien", "mar", "marino", "no", "post"}),
    "it": frozenset({"mar", "no", "post", "set"}),
}
"""Words that `sentencex` takes for abbreviations ("Mar." for "Marina") but that end sentences."""

_SAME_AS: Final = {
    "hsb": "cs",
    "bs": "hr",
    "nn": "nb",
    "no": "nb",
    "gl": "es",
    "ast": "es",
    "sh": "hr",
}


@lru_cache(maxsize=64)
def abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations of a language, lower case, without the last full stop.

    Args:
        language: first subtag of a BCP 47 code; an unknown one gets the titles that many
            languages of the Latin script share.
    """
    own = _BY_LANGUAGE.get(_SAME_AS.get(language, language), "")
    return frozenset(f"{_ANY} {own}".split())
