"""Names of the months and of eras in the languages we meet. A table, nothing else."""

_NAMES = (
    "january|jan|januar|jänner|jaenner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|января|stycznia|leden|ledna",
    "february|feb|februar|feber|février|fevrier|févr|fév|febrero|febbraio|febb|fevereiro|fev|februari|февраля|lutego",
    "march|mar|märz|maerz|mrz|mär|mars|marzo|março|marco|maart|mrt|марта|marca",
    "april|apr|avril|avr|abril|abr|aprile|апреля|kwietnia",
    "may|mai|mayo|maggio|mag|maio|mei|maj|мая|maja",
    "june|jun|juni|juin|junio|giugno|giu|junho|июня|czerwca",
    "july|jul|juli|juillet|juil|julio|luglio|lug|julho|июля|lipca",
    "august|aug|août|aout|agosto|ago|augustus|augusti|августа|sierpnia",
    "september|sept|sep|septembre|septiembre|settembre|sett|setembro|set|сентября|września",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октября|października",
    "november|nov|novembre|noviembre|novembro|ноября|listopada",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|декабря|grudnia",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split("|")}

#: the year before the first year of each era
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
