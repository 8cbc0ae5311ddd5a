"""Names of the months and of eras in the languages we meet. A table, nothing else."""

_NAMES = (
    "january|jan|januar|jänner|jaenner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|января|stycznia|янв|sty|ledna|leden|tammikuuta",
    "february|feb|februar|feber|février|fevrier|févr|fév|febrero|febbraio|febb|fevereiro|fev|februari|февраля|lutego|фев|lut|února|helmikuuta",
    "march|mar|märz|maerz|mrz|mär|mars|marzo|março|marco|maart|mrt|марта|marca|marts|мар|března|maaliskuuta",
    "april|apr|avril|avr|abril|abr|aprile|апреля|kwietnia|апр|kwi|dubna|huhtikuuta",
    "may|mai|mayo|maggio|mag|maio|mei|maj|мая|maja|května|toukokuuta",
    "june|jun|juni|juin|junio|giugno|giu|junho|июня|czerwca|июн|cze|června|kesäkuuta",
    "july|jul|juli|juillet|juil|julio|luglio|lug|julho|июля|lipca|июл|lip|července|heinäkuuta",
    "august|aug|août|aout|agosto|ago|augustus|augusti|августа|sierpnia|авг|sie|srpna|elokuuta",
    "september|sept|sep|septembre|septiembre|settembre|sett|setembro|set|сентября|września|сен|сент|wrz|září|syyskuuta",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октября|października|окт|paź|října|lokakuuta",
    "november|nov|novembre|noviembre|novembro|ноября|listopada|ноя|нояб|lis|listopadu|marraskuuta",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|декабря|grudnia|дек|gru|prosince|desember|des|joulukuuta",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split("|")}

#: the year before the first year of each era
ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
