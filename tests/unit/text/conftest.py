from __future__ import annotations

import pytest

SAMPLES = {
    "af": "Die minister het gesê dat hy ’n “nuwe” plan sal voorlê – maar nie voor Mei 2023 nie.",
    "am": "ሚኒስትሩ አዲስ እቅድ እንዳለ ተናገሩ። ዋጋው 1,250 ብር ነው፤ ሰዎች ግን አልተስማሙም፡፡",
    "ar": "قال الوزير إنّ الخطة (NATO) ستُعرض في ٣ مايو 2023، وتكلّف 1,250.75 دولارًا؛ فهل توافق؟",
    "bn": "মন্ত্রী বললেন, “নতুন পরিকল্পনা আসছে।” খরচ ১,২৫০ টাকা — প্রায় ১৫% বেশি।",
    "bo": "བཀྲ་ཤིས་བདེ་ལེགས། ང་ཚོ་ལྷ་སར་འགྲོ་གི་ཡིན།",
    "ca": "El ministre col·labora amb l’alcalde: «no hi ha cap pla», va dir (20 %).",
    "de": "Der Minister: „Wir haben einen Plan“, die Ost-West-Debatte – z. B. um 3,5 % – dauert.",
    "el": "Ο υπουργός είπε: «Έχουμε σχέδιο»· κοστίζει 1.250 €; Ναι!",
    "en": "“It’s 3.5% (or $1,250.75),” he said; visit https://example.org/a/b?c=d&e=f-g or don't.",
    "es": "¿Cuándo llegará el ministro? —preguntó ella—. ¡Nunca!, dijo el «otro».",
    "fa": "وزیر گفت: «برنامه‌ای تازه می‌آوریم» و افزود که هزینهٔ آن ۱٬۲۵۰ ریال است؛ آیا می‌پذیرید؟",
    "fr": "Le ministre a dit : « Nous avons un plan ! » Est-ce vrai ? Oui, à 50 %.",
    "he": 'השר אמר: "יש לנו תוכנית" (NATO) – במחיר 1,250.75 ש"ח, בית־ספר 3-א׳.',
    "hi": "मंत्री ने कहा, “नई योजना आ रही है।” क्षेत्र में ख़र्च ₹1,250.75 होगा — लगभग 15% ज़्यादा।",
    "hy": "Նախարարն ասաց՝ «մենք ծրագիր ունենք»։ Արժե՞ 1.250 դրամ։",
    "it": "L’ufficio “consentirà all’alleanza” di collaborare, dice il ministro: è l’1,5%.",
    "ja": "大臣は「新しい計画がある」と語った。1,250円(約15%)、チェックは３回……か？ーーいいえ！",
    "ka": "მინისტრმა თქვა: „გვაქვს გეგმა“ — ღირს 1 250 ლარი.",
    "km": "រដ្ឋមន្ត្រីបាននិយាយថា យើងមានផែនការថ្មី។ តម្លៃ ១.២៥០ រៀល។",
    "ko": "장관은 “새로운 계획이 있다”고 말했다. 비용은 1,250원(약 15%)이며, ‘찬성’은 없다.",
    "lo": "ລັດຖະມົນຕີກ່າວວ່າ ພວກເຮົາມີແຜນການໃໝ່ ລາຄາ 1.250 ກີບ.",
    "ml": "മന്ത്രി പറഞ്ഞു: ‘പുതിയ പദ്ധതിയുണ്ട്.’ ചെലവ് ₹1,250 ആണ്.",
    "mn": "Сайд “шинэ төлөвлөгөөтэй” гэж хэлэв – 1 250 төгрөг.",
    "my": "ဝန်ကြီးက အစီအစဉ်အသစ်ရှိတယ်လို့ ပြောတယ်။ ကုန်ကျစရိတ် ၁,၂၅၀ ကျပ်။",
    "pl": "Minister powiedział: „Mamy plan”, choć biało-czerwoni (ok. 15%) wątpią…",
    "ru": "Министр сказал: «У нас есть план», — но из-за 15% налога (т. е. №5) он стоит 1 250 ₽.",
    "si": "අමාත්‍යවරයා කීවේ ‘නව සැලැස්මක්’ ඇති බවයි. ශ්‍රී ලංකා රුපියල් 1,250.",
    "sv": "Ministern sade: ”Vi har en plan”, men EU-kritiker tvivlar – 15 %.",
    "ta": "அமைச்சர் கூறினார்: “புதிய திட்டம் உள்ளது.” விலை ₹1,250/-.",
    "te": "మంత్రి చెప్పారు: “కొత్త ప్రణాళిక ఉంది.” ఖర్చు ₹1,250.",
    "th": "รัฐมนตรีกล่าวว่า “เรามีแผนใหม่” ซึ่งมีค่าใช้จ่าย 1,250 บาท (ประมาณ 15%) เท่านั้น",
    "tr": "Bakan, “Yeni bir planımız var.” dedi; Türkiye'nin payı %15.",
    "uk": "НАТО планує відкрити офіс у зв'язку з «загрозою» — перший в Азії (за 1 250,75 ₴).",
    "ur": "وزیر نے کہا: ’’نیا منصوبہ آ رہا ہے‘‘ جس پر 1,250 روپے خرچ ہوں گے۔",
    "vi": "Bộ trưởng nói: “Chúng tôi có kế hoạch mới”, chi phí 1.250 đồng (tăng 15%).",
    "zh": "他说：“北约暂未考虑”，（观察者网）称3.5%的NATO成员……同意——《新闻》第1,250期。",
    "zh-Hant": "部長說：「我們有『新計畫』。」費用是1,250元（約15%）嗎？不！基德·哈靈頓不同意。",
    "emoji": "OK 👍🏽 family 👩‍👩‍👧 flags 🇺🇦🇯🇵🇮🇹 heart ❤️ keycap 1️⃣ done.",
}


@pytest.fixture(params=SAMPLES.values(), ids=SAMPLES.keys())
def sample(request: pytest.FixtureRequest) -> str:
    """A few clauses in one language each, with its own quotes, numbers and brackets."""
    text: str = request.param
    return text
