"""Names of the months and of eras in the languages we meet. A table, nothing else."""

from feeds.read.dates.monthnames import FURTHER
from feeds.read.dates.patterns import folded

_NAMES = (
    "january|jan|januar|jänner|jän|jaenner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|января|янв|"
    "stycznia|styczeń|sty|ledna|leden|tammikuuta|tammikuun|tammikuu|ocak|січня|ιανουαρίου|január|ianuarie|януари|januára|siječnja|"
    "sausio|janvāris|jaanuar|gener|xaneiro|มกราคม|ม.ค|يناير|كانون الثاني|ינואר|"
    "जनवरी|জানুয়ারি|جنوری",
    "february|feb|februar|feber|février|fevrier|févr|fév|febrero|febbraio|febb|fevereiro|fev|februari|февраля|lutego|luty|"
    "фев|lut|února|únor|helmikuuta|helmikuun|helmikuu|şubat|лютого|φεβρουαρίου|február|februarie|февруари|februára|veljače|"
    "vasario|februāris|veebruar|febrer|febreiro|กุมภาพันธ์|ก.พ|فبراير|شباط|פברואר|"
    "फरवरी|ফেব্রুয়ারি|فروری",
    "march|mar|märz|maerz|mrz|mär|mars|marzo|março|marco|maart|mrt|марта|marca|marzec|marts|мар|března|březen|"
    "maaliskuuta|maaliskuun|maaliskuu|mart|березня|μαρτίου|március|martie|март|ožujka|kovo|marts|märts|març|maret|มีนาคม|มี.ค|مارس|"
    "آذار|מרץ|"
    "मार्च|মার্চ|مارچ",
    "april|apr|avril|avr|abril|abr|aprile|апреля|kwietnia|kwiecień|апр|kwi|dubna|duben|huhtikuuta|huhtikuun|huhtikuu|nisan|квітня|"
    "απριλίου|április|aprilie|април|apríla|travnja|balandžio|aprīlis|aprill|เมษายน|เม.ย|أبريل|نيسان|אפריל|"
    "अप्रैल|এপ্রিল|اپریل",
    "may|mai|mayo|maggio|mag|maio|mei|maj|мая|maja|května|květen|toukokuuta|toukokuun|toukokuu|mayıs|mayis|травня|μαΐου|μαϊου|május|май|"
    "mája|svibnja|gegužės|maijs|maig|พฤษภาคม|พ.ค|مايو|أيار|מאי|"
    "मई|মে|مئی",
    "june|jun|juni|juin|junio|giugno|giu|junho|июня|czerwca|czerwiec|июн|cze|června|červen|kesäkuuta|kesäkuun|kesäkuu|haziran|"
    "червня|ιουνίου|június|iunie|юни|júna|lipnja|birželio|jūnijs|juuni|juny|xuño|มิถุนายน|มิ.ย|يونيو|حزيران|יוני|"
    "जून|জুন|جون",
    "july|jul|juli|juillet|juil|juill|julio|luglio|lug|julho|июля|lipca|lipiec|июл|lip|července|červenec|heinäkuuta|heinäkuun|heinäkuu|"
    "temmuz|липня|ιουλίου|július|iulie|юли|júla|srpnja|liepos|jūlijs|juuli|juliol|xullo|กรกฎาคม|ก.ค|يوليو|تموز|יולי|"
    "जुलाई|জুলাই|جولائی",
    "august|aug|août|aout|agosto|ago|augustus|augusti|августа|sierpnia|sierpień|авг|sie|srpna|srpen|elokuuta|elokuun|elokuu|"
    "ağustos|agustos|серпня|αυγούστου|augusztus|август|augusta|kolovoza|rugpjūčio|augusts|agost|agustus|สิงหาคม|ส.ค|"
    "أغسطس|آب|אוגוסט|"
    "अगस्त|আগস্ট|اگست",
    "september|sept|sep|septembre|septiembre|settembre|sett|setembro|set|сентября|września|wrzesień|сен|сент|wrz|září|"
    "syyskuuta|syyskuun|syyskuu|eylül|eylul|вересня|σεπτεμβρίου|szeptember|septembrie|септември|septembra|rujna|rugsėjo|"
    "septembris|setembre|กันยายน|ก.ย|سبتمبر|أيلول|ספטמבר|"
    "सितंबर|সেপ্টেম্বর|ستمبر|सितम्बर",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октября|października|październik|окт|paź|října|"
    "říjen|lokakuuta|lokakuun|lokakuu|ekim|жовтня|οκτωβρίου|október|octombrie|октомври|októbra|listopada|spalio|oktobris|oktoober|"
    "ตุลาคม|ต.ค|أكتوبر|تشرين الأول|אוקטובר|"
    "अक्टूबर|অক্টোবর|اکتوبر",
    "november|nov|novembre|noviembre|novembro|ноября|listopada|listopad|ноя|нояб|lis|listopadu|marraskuuta|marraskuun|marraskuu|kasım|"
    "kasim|листопада|νοεμβρίου|noiembrie|ноември|novembra|studenoga|studenog|lapkričio|novembris|พฤศจิกายน|พ.ย|نوفمبر|"
    "تشرين الثاني|נובמבר|"
    "नवंबर|নভেম্বর|نومبر|नवम्बर",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|декабря|grudnia|grudzień|дек|gru|"
    "prosince|prosinec|desember|des|joulukuuta|joulukuun|joulukuu|aralık|aralik|грудня|δεκεμβρίου|decembrie|декември|decembra|"
    "prosinca|gruodžio|decembris|detsember|desembre|decembro|ธันวาคม|ธ.ค|ديسمبر|كانون الأول|דצמבר|"
    "दिसंबर|ডিসেম্বর|دسمبر|दिसम्बर",
)
#: what lists print short, in languages whose full names stand above, and nominatives
_SHORT = (
    "oca|ιαν|ιανουάριος|tammi|січ|ינו|yanvar|január",
    "şub|φεβ|φεβρουάριος|helmi|лют|פבר|febr|fevral",
    "μαρ|μάρ|μάρτιος|maalis|бер|márc|mart",
    "nis|απρ|απρίλιος|huhti|кві|אפר|ápr|aprel",
    "μαΐ|μάι|μαι|μάιος|touko|тра|máj|kvě",
    "haz|ιουν|ιούν|ιούνιος|kesä|чер|יונ|jún|iyun|čvn",
    "tem|ιουλ|ιούλ|ιούλιος|heinä|лип|יול|júl|iyul|čvc",
    "ağu|agu|αυγ|αύγ|αύγουστος|elo|сер|אוג|avqust|srp",
    "eyl|σεπ|σεπτ|σεπτέμβριος|syys|вер|ספט|szept|sentyabr",
    "eki|οκτ|οκτώβριος|loka|жов|אוק|oktyabr|říj",
    "kas|νοε|νοέ|νοέμβριος|marras|лис|נוב|noyabr|noy",
    "ara|δεκ|δεκέμβριος|joulu|гру|דצמ|dekabr|pro",
)
#: nominatives, which some sites print for want of a grammar, and languages of fewer sites
_ALSO = (
    "январь|січень|sausis|јануар|siječanj|janúar|janar|հունվարի|қаңтар|ionawr|eanáir|студзеня|јануари|იანვარი|urtarrila",
    "февраль|лютий|vasaris|фебруар|veljača|február|febrúar|shkurt|փետրվարի|ақпан|chwefror|feabhra|лютага|фебруари|"
    "თებერვალი|otsaila",
    "март|березень|kovas|ožujak|marec|machi|մարտի|наурыз|mawrth|márta|сакавіка|მარტი|martxoa",
    "апрель|квітень|balandis|април|travanj|apríl|prill|aprili|ապրիլի|сәуір|ebrill|aibreán|красавіка|აპრილი|apirila",
    "май|травень|gegužė|мај|svibanj|máj|maí|մայիսի|мамыр|bealtaine|მაისი|maiatza",
    "июнь|червень|birželis|јун|lipanj|jún|júní|qershor|հունիսի|маусым|mehefin|meitheamh|чэрвеня|јуни|ივნისი|ekaina",
    "июль|липень|liepa|јул|srpanj|júl|júlí|korrik|julai|հուլիսի|шілде|gorffennaf|iúil|ліпеня|јули|ივლისი|uztaila",
    "август|серпень|rugpjūtis|kolovoz|ágúst|gusht|agosti|օգոստոսի|тамыз|lúnasa|жніўня|აგვისტო|abuztua",
    "сентябрь|вересень|rugsėjis|септембар|septembar|rujan|shtator|septemba|սեպտեմբերի|қыркүйек|верасня|"
    "სექტემბერი|iraila",
    "октябрь|жовтень|spalis|октобар|oktobar|október|tetor|oktoba|հոկտեմբերի|қазан|hydref|кастрычніка|ოქტომბერი|urria",
    "ноябрь|листопад|lapkritis|новембар|novembar|studeni|nóvember|nëntor|novemba|նոյեմբերի|қараша|tachwedd|samhain|"
    "лістапада|ноември|ნოემბერი|azaroa",
    "декабрь|грудень|gruodis|децембар|decembar|prosinac|dhjetor|disember|desemba|դեկտեմբերի|желтоқсан|rhagfyr|nollaig|"
    "снежня|დეკემბერი|abendua",
)
#: of a name that two languages use for two months (listopada) the commoner language's
MONTHS = {
    name: number
    for table in (_ALSO, _SHORT, _NAMES)
    for number, names in enumerate(table, 1)
    for name in names.split("|")
}

#: with the names that are one only beside a day and a year: 14 Mac 2026
EVERY = {name: number for number, names in enumerate(FURTHER, 1) for name in names.split("|")} | MONTHS
_BY_NAME = {folded(name): number for name, number in EVERY.items()}
#: without their accents, those that no short word of another language looks like
MONTHS |= {bare: number for name, number in MONTHS.items() if len(bare := folded(name)) >= 5 and bare not in EVERY}
EVERY |= MONTHS


def number_of(name: str) -> int:
    """The month, 1 to 12, that one of the names says, however it is written."""
    return _BY_NAME[folded(name)]


#: the months of the Persian solar year, which begins in March
PERSIAN = dict(
    zip("فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(), range(1, 13), strict=True)  # noqa: SIM905
)

#: the year before the first year of each era
ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
