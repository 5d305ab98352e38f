"""The names of the months in many languages.

Wide and abbreviated names, in the forms used within a date and alone, case-folded and without a
final full stop: from the Unicode Common Locale Data Repository, as Babel 2.18 carries it (Unicode
License v3). Names that mean different months in different languages are kept apart below.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    # 1
    (
        "de_gen|de_gener|ean|eanáir|ene|enero|gen|gener|gennaio|ian|ianuarie|ion|ionawr|jaan|"
        "jaanuar|jan|janaayo|janairu|janar|janeiro|jannaayo|jannar|januar|januari|januarie|"
        "january|januwari|január|januára|janv|janvier|janvāris|janúar|jen|jenụwarị|led|leden|"
        "ledna|oca|ocak|oṣù_ṣẹ́rẹ́|saus|sausio|sausis|sij|siječanj|siječnja|sty|styczeń|stycznia|"
        "tammi|tammikuu|tammikuuta|urt|urtarrila|xan|xaneiro|yan|yanvar|ýan|ýanwar|ιαν|ιανουάριοσ|"
        "ιανουαρίου|нэгдүгээр_сар|сту|студзень|студзеня|січ|січень|січня|янв|январ|январь|января|"
        "яну|януари|јан|јануар|јануари|қаң|қаңтар|հնվ|հունվար|հունվարի|ינואר|ינו׳|جنوري|جنوری|"
        "كانون_الثاني|يناير|ژانویه|ژانویهٔ|जनवरी|जन॰|जाने|जानेवारी|জানু|জানুয়ারী|ਜਨ|ਜਨਵਰੀ|જાન્યુ|"
        "જાન્યુઆરી|ஜன|ஜனவரி|జన|జనవరి|ಜನ|ಜನವರಿ|ജനു|ജനുവരി|ජන|ජනවාරි|ม.ค|มกราคม|ມ.ກ|ມັງກອນ|ဇန်|"
        "ဇန်နဝါရီ|იან|იანვარი|ጃን|ጃንዋሪ|មករា"
    ),
    # 2
    (
        "chw|chwef|chwefror|de_febr|de_febrer|fab|faburairu|feabh|feabhra|feb|febbraio|febr|"
        "febraayo|febreiro|febrer|febrero|februar|februari|februarie|february|februwari|február|"
        "februára|februāris|febrúar|febrụwarị|fev|fevereiro|fevral|few|fewral|fra|frar|févr|"
        "février|helmi|helmikuu|helmikuuta|lut|lutego|luty|ots|otsaila|oṣù_èrèlè|peb|pebrero|shk|"
        "shkurt|vas|vasario|vasaris|veebr|veebruar|velj|veljača|veljače|úno|únor|února|şub|şubat|"
        "φεβ|φεβρουάριοσ|φεβρουαρίου|ақп|ақпан|лют|лютага|лютий|лютого|люты|феб|фебруар|фев|февр|"
        "феврал|февраль|февраля|февруари|хоёрдугаар_сар|փետրվար|փետրվարի|փտվ|פברואר|פבר׳|شباط|"
        "فبراير|فبروري|فروری|فوریه|فوریهٔ|فېبروري|फ़रवरी|फ़र॰|फेब्रु|फेब्रुअरी|फेब्रुवारी|ফেব|"
        "ফেব্রুয়ারী|ਫ਼ਰ|ਫ਼ਰਵਰੀ|ફેબ્રુ|ફેબ્રુઆરી|பிப்|பிப்ரவரி|ఫిబ్ర|ఫిబ్రవరి|ಫೆಬ್ರ|ಫೆಬ್ರವರಿ|"
        "ഫെബ്രു|ഫെബ്രുവരി|පෙබ|පෙබරවාරි|ก.พ|กุมภาพันธ์|ກ.ພ|ກຸມພາ|ဖေ|ဖေဖော်ဝါရီ|თებ|თებერვალი|ፌብ|"
        "ፌብሩዋሪ|កុម្ភៈ"
    ),
    # 3
    (
        "bře|březen|března|de_març|kov|kovas|kovo|maa|maachị|maalis|maaliskuu|maaliskuuta|maarso|"
        "maart|mac|machi|mar|marca|march|marec|maret|maris|mars|marso|mart|martie|marts|martxoa|"
        "marzec|marzo|marzu|març|março|mas|mashi|maw|mawrth|mrt|márc|március|márta|mäe|mäerz|mär|"
        "märts|märz|ožu|ožujak|ožujka|oṣù_ẹrẹ̀nà|μάρ|μάρτιοσ|μαρ|μαρτίου|бер|березень|березня|"
        "гуравдугаар_сар|мар|март|марта|нау|наурыз|сак|сакавік|сакавіка|մարտ|մարտի|մրտ|מרץ|آذار|"
        "مارس|مارچ|मार्च|মার্চ|ਮਾਰਚ|માર્ચ|மார்|மார்ச்|మార్చి|ಮಾರ್ಚ್|മാർ|മാർച്ച്|මාර්|මාර්තු|มี.ค|"
        "มีนาคม|ມ.ນ|ມີນາ|မတ်|მარ|მარტი|ማርች|មីនា"
    ),
    # 4
    (
        "abr|abriil|abril|abrëll|afi|afirilu|aib|aibreán|api|apirila|apr|aprel|april|aprile|"
        "aprili|aprilie|aprill|apríl|apríla|aprīlis|avr|avril|bal|balandis|balandžio|dub|duben|"
        "dubna|d’abr|d’abril|ebr|ebrill|eph|ephreli|epr|epreel|huhti|huhtikuu|huhtikuuta|kwi|"
        "kwiecień|kwietnia|nis|nisan|oṣù_ìgbé|pri|prill|tra|travanj|travnja|ápr|április|απρ|"
        "απρίλιοσ|απριλίου|апр|апрел|апрель|апреля|април|дөрөвдүгээр_сар|квіт|квітень|квітня|кра|"
        "красавік|красавіка|сәу|сәуір|ապր|ապրիլ|ապրիլի|אפריל|אפר׳|آوریل|أبريل|اپریل|نيسان|अप्रिल|"
        "अप्रैल|एप्रि|एप्रिल|এপ্রি|এপ্রিল|ਅਪ੍ਰੈ|ਅਪ੍ਰੈਲ|એપ્રિલ|ஏப்|ஏப்ரல்|ఏప్రి|ఏప్రిల్|ಏಪ್ರಿ|"
        "ಏಪ್ರಿಲ್|ഏപ്രി|ഏപ്രിൽ|අප්‍රේල්|เม.ย|เมษายน|ມ.ສ|ເມສາ|ဧပြီ|აპრ|აპრილი|ኤፕሪ|ኤፕሪል|មេសា"
    ),
    # 5
    (
        "beal|bealtaine|de_maig|geg|gegužė|gegužės|kvě|květen|května|maayo|mag|maggio|mai|maiatza|"
        "maig|maijs|maio|maj|maja|may|mayo|mayu|mayıs|maí|maý|mee|mei|mej|mejju|mey|meyi|máj|mája|"
        "május|oṣù_ẹ̀bibi|svi|svibanj|svibnja|touko|toukokuu|toukokuuta|μάι|μάιοσ|μαΐ|μαΐου|"
        "май|мам|мамыр|мая|мај|тавдугаар_сар|трав|травень|травня|մայիս|մայիսի|մյս|מאי|أيار|مئی|"
        "مايو|مه|مهٔ|مۍ|मई|मे|মে|ਮਈ|મે|மே|మే|ಮೇ|മേയ്|මැයි|พ.ค|พฤษภาคม|ພ.ພ|ພຶດສະພາ|မေ|მაი|მაისი|ሜይ|"
        "ឧសភា"
    ),
    # 6
    (
        "birž|birželio|birželis|cze|czerwca|czerwiec|de_juny|eka|ekaina|giu|giugno|haz|haziran|"
        "hun|hunyo|iun|iunie|iyn|iyun|iýun|juin|jun|june|junho|juni|junie|junij|junio|juny|juu|"
        "juun|juuni|jún|júna|június|júní|jūn|jūnijs|kesä|kesäkuu|kesäkuuta|lipanj|lipnja|meh|"
        "mehefin|meith|meitheamh|oṣù_òkúdu|qer|qershor|xuño|yun|yuni|červen|června|čvn|ġun|ġunju|"
        "ιουν|ιουνίου|ιούν|ιούνιοσ|зургаадугаар_сар|июн|июнь|июня|мау|маусым|черв|червень|червня|"
        "чэр|чэрвень|чэрвеня|юни|јун|јуни|հնս|հունիս|հունիսի|יוני|جون|حزيران|يونيو|ژوئن|जुन|जून|"
        "জুন|ਜੂਨ|જૂન|ஜூன்|జూన్|ಜೂನ್|ജൂൺ|ජූනි|มิ.ย|มิถุนายน|ມິ.ຖ|ມິຖຸນາ|ဇွန်|ივნ|ივნისი|ጁን|មិថុនា"
    ),
    # 7
    (
        "de_jul|de_juliol|gor|gorff|gorffennaf|heinä|heinäkuu|heinäkuuta|hul|hulyo|iul|iulie|iyl|"
        "iyul|iúil|iýul|juil|juillet|jul|julai|julayi|julaị|julho|juli|julie|julij|julio|juliol|"
        "july|juuli|júl|júla|július|júlí|jūl|jūlijs|korr|korrik|liep|liepa|liepos|lipca|lipiec|"
        "lug|luglio|lul|lulju|luulyo|oṣù_agẹmọ|srpanj|srpnja|tem|temmuz|uzt|uztaila|xul|xullo|yul|"
        "yuli|července|červenec|čvc|ιουλ|ιουλίου|ιούλ|ιούλιοσ|долоодугаар_сар|июл|июль|июля|лип|"
        "липень|липня|ліп|ліпень|ліпеня|шіл|шілде|юли|јул|јули|հլս|հուլիս|հուլիսի|יולי|تموز|"
        "جولائی|جولای|يوليو|ژوئیه|ژوئیهٔ|जुलाई|जुलै|जुल॰|জুল|জুলাই|ਜੁਲਾ|ਜੁਲਾਈ|જુલાઈ|ஜூலை|జులై|"
        "ಜುಲೈ|ജൂലൈ|ජූලි|ก.ค|กรกฎาคม|ກ.ລ|ກໍລະກົດ|ဇူ|ဇူလိုင်|ივლ|ივლისი|ጁላይ|កក្កដា"
    ),
    # 8
    (
        "abu|abuztua|ag|aga|agasti|ago|agost|agosti|agosto|agu|agusta|agustus|août|aug|august|"
        "augusta|augusti|augusts|augustus|augusztus|avg|avgust|avq|avqust|awg|awgust|awst|aww|"
        "awwissu|ağu|ağustos|d’ag|d’agost|elo|elokuu|elokuuta|gush|gusht|kol|kolovoz|kolovoza|lún|"
        "lúnasa|ogo|ogos|ogosto|ogs|oṣù_ògún|rugp|rugpjūtis|rugpjūčio|sie|sierpień|sierpnia|srpen|"
        "srpna|ágú|ágúst|αυγ|αυγούστου|αύγ|αύγουστοσ|авг|август|августа|жні|жнівень|жніўня|"
        "наймдугаар_сар|серп|серпень|серпня|там|тамыз|օգոստոս|օգոստոսի|օգս|אוגוסט|אוג׳|آب|أغسطس|"
        "اوت|اګست|اگست|अगस्ट|अगस्त|अग॰|ऑग|ऑगस्ट|আগ|আগস্ট|ਅਗ|ਅਗਸਤ|ઑગસ્ટ|ஆக|ஆகஸ்ட்|ఆగ|ఆగస్టు|ಆಗ|"
        "ಆಗಸ್ಟ್|ഓഗ|ഓഗസ്റ്റ്|අගෝ|අගෝස්තු|ส.ค|สิงหาคม|ສ.ຫ|ສິງຫາ|ဩဂုတ်|აგვ|აგვისტო|ኦገስ|ኦገስት|សីហា|ọgọ|"
        "ọgọọst"
    ),
    # 9
    (
        "de_set|de_setembre|eyl|eylül|ira|iraila|medi|meán_fómhair|mfómh|oṣù_owewe|rugs|rugsėjis|"
        "rugsėjo|ruj|rujan|rujna|sat|satumba|seb|sebteembar|sebtembar|sen|sentabr|sentyabr|"
        "sentýabr|sep|sept|septemba|septembar|september|septembra|septembre|septembrie|septembris|"
        "septhemba|septiembre|set|setembre|setembro|settembre|settembru|setyembre|sht|shtator|"
        "syys|syyskuu|syyskuuta|szept|szeptember|wrz|wrzesień|września|zář|září|σεπ|σεπτέμβριοσ|"
        "σεπτεμβρίου|вер|верасень|верасня|вересень|вересня|есдүгээр_сар|сен|сент|сентябр|сентябрь|"
        "сентября|сеп|септембар|септември|қыр|қыркүйек|սեպ|սեպտեմբեր|սեպտեմբերի|ספטמבר|ספט׳|أيلول|"
        "سبتمبر|ستمبر|سپتامبر|سپتمبر|سېپتمبر|सप्टें|सप्टेंबर|सितंबर|सित॰|सेप्टेम्बर|সেপ|"
        "সেপ্টেম্বর|ਸਤੰ|ਸਤੰਬਰ|સપ્ટે|સપ્ટેમ્બર|செப்|செப்டம்பர்|సెప్టెం|సెప్టెంబర్|ಸೆಪ್ಟೆಂ|"
        "ಸೆಪ್ಟೆಂಬರ್|സെപ്റ്റം|സെപ്റ്റംബർ|සැප්|සැප්තැම්බර්|ก.ย|กันยายน|ກ.ຍ|ກັນຍາ|စက်|စက်တင်ဘာ|სექ|"
        "სექტემბერი|ሴፕቴ|ሴፕቴምበር|កញ្ញា"
    ),
    # 10
    (
        "deireadh_fómhair|dfómh|d’oct|d’octubre|eki|ekim|hyd|hydref|loka|lokakuu|lokakuuta|oct|"
        "october|octobre|octombrie|octubre|okt|oktabr|okthoba|oktoba|oktobar|oktober|oktobris|"
        "oktoobar|oktoober|oktubre|oktyabr|október|októbra|oktýabr|ott|ottobre|ottubru|out|"
        "outubro|oṣù_ọ̀wàrà|paź|październik|października|spal|spalio|spalis|tet|tetor|urr|urria|"
        "říj|říjen|října|οκτ|οκτωβρίου|οκτώβριοσ|аравдугаар_сар|жовт|жовтень|жовтня|кас|"
        "кастрычнік|кастрычніка|окт|октобар|октомври|октябр|октябрь|октября|қаз|қазан|հոկ|"
        "հոկտեմբեր|հոկտեմբերի|אוקטובר|אוק׳|أكتوبر|اکتبر|اکتوبر|تشرين_الأول|अक्टूबर|अक्टू॰|अक्टोबर|"
        "ऑक्टो|ऑक्टोबर|অক্টো|অক্টোবর|ਅਕਤੂ|ਅਕਤੂਬਰ|ઑક્ટો|ઑક્ટોબર|அக்|அக்டோபர்|అక్టో|అక్టోబర్|ಅಕ್ಟೋ|"
        "ಅಕ್ಟೋಬರ್|ഒക്ടോ|ഒക്‌ടോബർ|ඔක්|ඔක්තෝබර්|ต.ค|ตุลาคม|ຕ.ລ|ຕຸລາ|အောက်|အောက်တိုဘာ|ოქტ|ოქტომბერი|"
        "ኦክቶ|ኦክቶበር|តុលា|ọkt|ọktoba"
    ),
    # 11
    (
        "aza|azaroa|de_nov|de_novembre|kas|kasım|lapkr|lapkritis|lapkričio|listopadu|marras|"
        "marraskuu|marraskuuta|nob|nobyembre|nof|noiembrie|noofeembar|nov|novemba|novembar|"
        "november|novembra|novembre|novembris|novembro|novembru|noviembre|noy|noyabr|noý|noýabr|"
        "nuw|nuwamba|nën|nëntor|nóv|nóvember|oṣù_bélú|samh|samhain|stu|studeni|studenoga|tach|"
        "tachwedd|νοέ|νοέμβριοσ|νοε|νοεμβρίου|арван_нэгдүгээр_сар|лист|листопад|листопада|ліс|"
        "лістапад|лістапада|нов|новембар|ное|ноември|ноя|нояб|ноябр|ноябрь|ноября|қар|қараша|նոյ|"
        "նոյեմբեր|նոյեմբերի|נובמבר|נוב׳|تشرين_الثاني|نوامبر|نوفمبر|نومبر|नवंबर|नव॰|नोभेम्बर|"
        "नोव्हें|नोव्हेंबर|নভে|নভেম্বর|ਨਵੰ|ਨਵੰਬਰ|નવે|નવેમ્બર|நவ|நவம்பர்|నవం|నవంబర్|ನವೆಂ|ನವೆಂಬರ್|"
        "നവം|നവംബർ|නොවැ|නොවැම්බර්|พ.ย|พฤศจิกายน|ພ.ຈ|ພະຈິກ|နို|နိုဝင်ဘာ|ნოე|ნოემბერი|ኖቬም|ኖቬምበር|"
        "វិច្ឆិកា"
    ),
    # 12
    (
        "abe|abendua|ara|aralık|de_des|de_desembre|dec|decembar|december|decembra|decembrie|"
        "decembris|decembro|dek|dekabr|des|desemba|desember|desembre|dets|detsember|dez|dezember|"
        "dezembro|dhj|dhjetor|dic|dicembre|diciembre|dis|disamba|diseembar|disemba|disember|"
        "disyembre|diċ|diċembru|déc|décembre|gru|grudnia|grudzień|gruod|gruodis|gruodžio|joulu|"
        "joulukuu|joulukuuta|noll|nollaig|oṣù_ọ̀pẹ̀|pro|prosinac|prosinca|prosince|prosinec|rhag|"
        "rhagfyr|δεκ|δεκέμβριοσ|δεκεμβρίου|арван_хоёрдугаар_сар|груд|грудень|грудня|дек|декабр|"
        "декабрь|декабря|декември|дец|децембар|жел|желтоқсан|сне|снежань|снежня|դեկ|դեկտեմբեր|"
        "դեկտեմբերի|דצמבר|דצמ׳|دسامبر|دسمبر|ديسمبر|كانون_الأول|डिसें|डिसेंबर|डिसेम्बर|दिसंबर|दिस॰|"
        "ডিসে|ডিসেম্বর|ਦਸੰ|ਦਸੰਬਰ|ડિસે|ડિસેમ્બર|டிச|டிசம்பர்|డిసెం|డిసెంబర్|ಡಿಸೆಂ|ಡಿಸೆಂಬರ್|ഡിസം|"
        "ഡിസംബർ|දෙසැ|දෙසැම්බර්|ธ.ค|ธันวาคม|ທ.ວ|ທັນວາ|ဒီ|ဒီဇင်ဘာ|დეკ|დეკემბერი|ዲሴም|ዲሴምበር|ធ្នូ"
    ),
)
"""One string a month; names are separated by `|`, spaces within a name are `_`."""

MONTHS: Final = {
    name.replace("_", " "): number
    for number, names in enumerate(_NAMES, start=1)
    for name in names.split("|")
}
"""Case-folded name to number, 1 to 12."""

# Croatian calls October what Czech and Polish call November, and July what they call June or
# nearly so: these depend on the language.
_CROATIAN: Final = {"listopad": 10, "listopada": 10, "lis": 10, "lip": 6, "srp": 7}
_WEST_SLAVIC: Final = {"listopad": 11, "listopada": 11, "lis": 11, "lip": 7, "srp": 8}


def month_number(name: str, language: str) -> int | None:
    """Return the month (1 to 12) that a word means in a language, or None."""
    folded = name.casefold().rstrip(".").replace("ʼ", "'").replace("’", "'")
    known = MONTHS.get(folded)
    if known is not None:
        return known
    return (_CROATIAN if language in {"hr", "bs"} else _WEST_SLAVIC).get(folded)
