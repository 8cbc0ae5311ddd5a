"""Long names of the days of the week, of the languages of CLDR (by Babel 2.18), as `folded` writes them. A table.

Made once, by asking Babel for the wide names of each language. Those of six letters and fewer need no table: so little
beside a date says nothing else.
"""

from feeds.read.dates.patterns import folded

LONG = frozenset(
    """
alhamis alhamisi antradienis asteartea asteazkena astelehena biyernes carsamba carsenbe cetrtek ceturtdiena
cetvrtak chorshanba csutortok ctvrtek cumartesi czwartek cərsənbə deardaoin denschdeg dienstag dilluns dimanche
dimanco dimarts dimecres dinsdag dissabte diumenge divendres domenica domingo donderdag donnerstag donneschdeg
dumengia duminica dusenbe dushanba esmaspaev fimmtudagur fostudagur freideg freitag friggjadagur gievgia giovedi
glindesdi hosdagur huwebes igandea jumamosi jumanne jumapili jumatano jumatatu jummaʼa keskiviikko keskiviikkona
ketvirtadienis khamiis kolmapaev larunbata lauantai lauantaina laugardagur laupaev laurdag leygardagur litinin
lwesibini lwesihlanu lwesine lwesithathu maanantai maanantaina maandag manadagur manudagur martedi meindeg
mercoledi mercores mercredi merkredo mesemna mettwoch mgqibelo miercoles miercuri mikudagur mittwoch miyerkules
miðvikudagur nedelja nedjelja neljapaev niedziela osteguna ostirala otrdiena payshanba pazartesi pencsem
penktadienis pensenbe perjantai perjantaina persembe piektdiena pirmadienis pirmdiena pondeli pondelok
ponedeljak ponedeljek ponedjeljak poniedziałek puhapaev sambata samschdeg samstag saterdag saturday sekmadienis
seshanba sestadienis sestdiena sisenbe sonndeg sonntag srijeda stvrtok sunnudagur sunnuntai svetdiena szombat
talaado teisipaev thursday tiistai tiistaina tirsdag torsdag torstai torstaina treciadienis tresdiena tuesday
tysdagur ulwesibili ulwesihlanu ulwesine ulwesithathu umgqibelo umsombuluko vasarnap venderdi vendredi vendredo
venerdi viernes vrijdag wednesday woensdag yakshanba yeksenbe zaterdag þriðjudagur δευτερα κυριακη παρασκευη
σαββατο τεταρτη ауторак беисенбі беишемби воскресенье вторник вівторок душанба душанбе дүисенбі дүишөмбү дүшәмбе
жексенбі жекшемби нядзеля пʼятниця паишанба панядзелак панҷшанбе понеделник понедельник понедељак понеділок
пятница пятніца пәнҗешәмбе сеисенбі сешанба сешанбе сишәмбе суббота сәрсенбі четверг четвртак четврток четвъртък
чоршанба чоршанбе чәршәмбе чәршәнбә шаршемби шеишемби якшанба якшанбе якшәмбе երեքշաբթի երկուշաբթի հինգշաբթի
չորեքշաբթի الأربعاء الاثنين الثلاثاء دۈشەنبە سەيشەنبە يەكشەنبە پنجشنبه پەيشەنبە چارشەنبە چهارشنبه ოთხშაბათი
ორშაბათი პარასკევი სამშაბათი ხუთშაბათი
""".split()  # noqa: SIM905
)


def is_weekday(word: str) -> bool:
    """Whether a word is the long name of a day of the week, however it is written."""
    return folded(word.strip(" \t,.،")) in LONG
