"""Further names of the months: those that months.py has not, of the languages of CLDR 49 (by Babel 2.19). A table.

Made once, by asking Babel for the names of each language, wide and short, as in a date and alone. Only five Croatian
ones mean another month elsewhere; forms.py tells them by the dots of a Croatian date.
"""

FURTHER = (
    "led|ian|яну|сту|студзень|јан|sij|yan|қаң|январ|जन॰|জানু|ஜனவரி|ஜன|జనవరి|జన|जानेवारी|जाने|જાન્યુઆરી|જાન્યુ|"
    "ಜನವರಿ|ಜನ|ജനുവരി|ജനു|ਜਨਵਰੀ|ਜਨ|දුරුතු|ဇန်နဝါရီ|ဇန်|មករា|ມັງກອນ|ມ.ກ|იან|հնվ|հունվար|ינו׳|جانفي|ژانویه|جنوري|"
    "کانوونی دووەم|يانۋار|ጃንዋሪ|ጃን|jaan|saus|xan|januaro|ýanwar|ýan|ଜାନୁଆରୀ|জানুৱাৰী|janaayo|jannaayo|janairu|"
    "januwari|janyuwari|januarie|ion|ean|urt|jannar|rêbendan|rbn",
    "úno|февр|люты|феб|velj|shk|ақп|феврал|pebrero|peb|फ़रवरी|फ़र॰|ফেব|பிப்ரவரி|பிப்|ఫిబ్రవరి|ఫిబ్ర|फेब्रुवारी|"
    "फेब्रु|ફેબ્રુઆરી|ફેબ્રુ|ಫೆಬ್ರವರಿ|ಫೆಬ್ರ|ഫെബ്രുവരി|ഫെബ്രു|ਫ਼ਰਵਰੀ|ਫ਼ਰ|फेब्रुअरी|නවම්|ဖေဖော်ဝါရီ|ဖေ|កុម្ភៈ|"
    "ກຸມພາ|ກ.ພ|თებ|փտվ|փետրվար|פבר׳|فيفري|فوریه|فبروري|فېبروري|فيبروري|شوبات|فېۋرال|ፌብሩዋሪ|ፌብ|veebr|vas|februaro|"
    "fewral|few|ଫେବୃଆରୀ|ফেব্ৰুৱাৰী|ফেব্ৰু|febraayo|faburairu|fab|februwari|chwef|chw|feabh|ots|frar|fra|sibat|"
    "sbt",
    "bře|сак|сакавік|ožu|нау|mac|marso|மார்ச்|மார்|మార్చి|માર્ચ|ಮಾರ್ಚ್|മാർച്ച്|മാർ|ਮਾਰਚ|මැදින්|မတ်|មីនា|ມີນາ|ມ.ນ|"
    "მარ|մրտ|մարտ|ئازار|مارت|ማርች|kov|mäerz|mäe|marto|ମାର୍ଚ୍ଚ|মাৰ্চ|maarso|maris|mashi|mas|matshi|mat|maw|marzu|"
    "adar|adr",
    "dub|квіт|кра|красавік|tra|pri|сәу|апрел|এপ্রি|ஏப்ரல்|ஏப்|ఏప్రిల్|ఏప్రి|एप्रिल|एप्रि|એપ્રિલ|ಏಪ್ರಿಲ್|ಏಪ್ರಿ|"
    "ഏപ്രിൽ|ഏപ്രി|ਅਪ੍ਰੈਲ|ਅਪ੍ਰੈ|अप्रिल|බක්|ဧပြီ|មេសា|ເມສາ|ມ.ສ|აპრ|ապր|ապրիլ|אפר׳|أفريل|آوریل|اپريل|نیسان|ئاپرېل|"
    "ኤፕሪል|ኤፕሪ|bal|abrëll|aprilo|ଅପ୍ରେଲ|এপ্ৰিল|abriil|afirilu|afi|ephreli|eph|epreli|epr|ebr|aib|api|nîsan|nsn",
    "трав|svi|мам|மே|మే|मे|મે|ಮೇ|മേയ്|ਮਈ|වෙසක්|မေ|ឧសភា|ພຶດສະພາ|ພ.ພ|მაი|մյս|մայիս|ماي|مه|مۍ|مئي|ئایار|ሜይ|geg|mee|"
    "majo|maý|ମଇ|মে’|maayo|mayu|meyi|mey|beal|mejju|mej|gulan|gln",
    "iun|черв|чэр|чэрвень|junij|qer|iyn|мау|hunyo|hun|ஜூன்|జూన్|જૂન|ಜೂನ್|ജൂൺ|ਜੂਨ|जुन|පොසොන්|ဇွန်|មិថុនា|ມິຖຸນາ|"
    "ມິ.ຖ|ივნ|հնս|հունիս|جوان|ژوئن|حوزەیران|ئىيۇن|ጁን|jūn|birž|iýun|ଜୁନ|juun|yuni|yun|junie|meh|meith|eka|ġunju|"
    "ġun|hezîran|hzr",
    "iul|ліп|ліпень|julij|korr|iyl|шіл|hulyo|hul|जुल॰|জুল|ஜூலை|జులై|जुलै|જુલાઈ|ಜುಲೈ|ജൂലൈ|ਜੁਲਾਈ|ਜੁਲਾ|ඇසළ|ဇူလိုင်|"
    "ဇူ|កក្កដា|ກໍລະກົດ|ກ.ລ|ივლ|հլս|հուլիս|يوليوز|جويلية|ژوئیه|جولای|جولاءِ|تەمووز|ئىيۇل|ጁላይ|jūl|liep|xul|iýul|"
    "ଜୁଲାଇ|luulyo|lul|yuli|yul|julayi|julie|gorff|gor|uzt|lulju|tîrmeh|trm",
    "серп|жні|жнівень|avgust|avg|kol|gush|avq|там|ogos|ogo|अग॰|আগ|ஆகஸ்ட்|ஆக|ఆగస్టు|ఆగ|ऑगस्ट|ऑग|ઑગસ્ટ|ಆಗಸ್ಟ್|ಆಗ|"
    "ഓഗസ്റ്റ്|ഓഗ|ਅਗਸਤ|ਅਗ|अगस्ट|නිකිණි|ဩဂုတ်|សីហា|ສິງຫາ|ສ.ຫ|აგვ|օգս|օգոստոս|אוג׳|غشت|أوت|اوت|اګست|آگسٽ|ئاب|"
    "ئاۋغۇست|ኦገስት|ኦገስ|rugp|ágú|aŭgusto|aŭg|awgust|awg|ଅଗଷ୍ଟ|আগষ্ট|ogs|ogosto|agusta|agasti|aga|awst|lún|abu|"
    "awwissu|aww|tebax|tbx",
    "zář|сеп|верасень|ruj|sht|sen|қыр|sentabr|сентябр|setyembre|सित॰|সেপ|সেপ্ট|செப்டம்பர்|செப்|సెప్టెంబర్|"
    "సెప్టెం|सप्टेंबर|सप्टें|સપ્ટેમ્બર|સપ્ટે|ಸೆಪ್ಟೆಂಬರ್|ಸೆಪ್ಟೆಂ|സെപ്റ്റംബർ|സെപ്റ്റം|ਸਤੰਬਰ|ਸਤੰ|सेप्टेम्बर|බිනර|"
    "စက်တင်ဘာ|စက်|កញ្ញា|ກັນຍາ|ກ.ຍ|სექ|սեպ|սեպտեմբեր|ספט׳|شتنبر|سپتامبر|سېپتمبر|سپتمبر|سيپٽمبر|ئەیلوول|سېنتەبىر|"
    "ሴፕቴምበር|ሴፕቴ|rugs|septembro|sentýabr|ସେପ୍ଟେମ୍ବର|ছেপ্তেম্বৰ|ছেপ্তে|sebtembar|seb|sebteembar|satumba|sat|"
    "septhemba|medi|meán fómhair|mfómh|ira|settembru|îlon|îln",
    "жовт|кас|кастрычнік|tet|қаз|oktabr|октябр|oktubre|अक्टू॰|অক্টো|அக்டோபர்|அக்|అక్టోబర్|అక్టో|ऑक्टोबर|ऑक्टो|"
    "ઑક્ટોબર|ઑક્ટો|ಅಕ್ಟೋಬರ್|ಅಕ್ಟೋ|ഒക്‌ടോബർ|ഒക്ടോ|ਅਕਤੂਬਰ|ਅਕਤੂ|अक्टोबर|වප්|အောက်တိုဘာ|အောက်|តុលា|ຕຸລາ|ຕ.ລ|ოქტ|հոկ|"
    "հոկտեմբեր|אוק׳|اکتبر|آڪٽوبر|تشرینی یەکەم|ئۆكتەبىر|ኦክቶበር|ኦክቶ|spal|oktobro|oktýabr|ଅକ୍ଟୋବର|অক্টোবৰ|oktoobar|"
    "okthoba|okthobha|hyd|deireadh fómhair|dfómh|urr|ottubru|cotmeh|cot",
    "ное|лист|ліс|лістапад|нов|stu|nën|қар|ноябр|nobyembre|nob|नव॰|নভে|நவம்பர்|நவ|నవంబర్|నవం|नोव्हेंबर|नोव्हें|"
    "નવેમ્બર|નવે|ನವೆಂಬರ್|ನವೆಂ|നവംബർ|നവം|ਨਵੰਬਰ|ਨਵੰ|नोभेम्बर|ඉල්|နိုဝင်ဘာ|နို|វិច្ឆិកា|ພະຈິກ|ພ.ຈ|ნოე|նոյ|նոյեմբեր|"
    "נוב׳|نونبر|نوامبر|تشرینی دووەم|نويابىر|ኖቬምበር|ኖቬም|lapkr|nóv|noýabr|noý|ନଭେମ୍ବର|নৱেম্বৰ|নৱে|noofeembar|nof|"
    "nuwamba|nuw|tach|samh|aza|novembru|mijdar|mjd",
    "груд|сне|снежань|дец|dhj|dek|жел|декабр|dis|disyembre|दिस॰|ডিসে|டிசம்பர்|டிச|డిసెంబర్|డిసెం|डिसेंबर|डिसें|"
    "ડિસેમ્બર|ડિસે|ಡಿಸೆಂಬರ್|ಡಿಸೆಂ|ഡിസംബർ|ഡിസം|ਦਸੰਬਰ|ਦਸੰ|डिसेम्बर|උඳුවප්|ဒီဇင်ဘာ|ဒီ|ធ្នូ|ທັນວາ|ທ.ວ|დეკ|դեկ|"
    "դեկտեմբեր|דצמ׳|دجنبر|دسامبر|ڊسمبر|کانونی یەکەم|دېكابىر|ዲሴምበር|ዲሴም|dets|gruod|ଡିସେମ୍ବର|ডিচেম্বৰ|ডিচে|"
    "diseembar|disamba|disemba|rhag|noll|abe|diċembru|diċ|berfanbar|brf",
)
