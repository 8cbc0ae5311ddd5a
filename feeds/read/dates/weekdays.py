"""Names of the days of the week, of the languages of CLDR (by Babel 2.18), as `folded` writes them. A table.

Made once, by asking Babel for the wide names of each language that writes them as one word of letters.
"""

from feeds.read.dates.patterns import folded

NAMES = frozenset(
    """
ahad alhamis alhamisi anna antradienis arbaco asabar asteartea asteazkena astelehena axad bazar biyernes
carsamba carsem carsenbe cawe cetrtek ceturtdiena cetvrtak chorshanba csutortok ctvrtek cuma cumartesi cumə
czwartek cərsənbə deardaoin denschdeg dienstag dijous dilluns dimanche dimanco dimarts dimecres dinsdag dissabte
diumenge divendres domenica domingo donderdag donnerstag donneschdeg dumengia duminica dusem dusenbe dushanba
esmaspaev fimmtudagur fostudagur fredag freideg freitag friday friggjadagur gievgia giovedi glindesdi hetfo
hosdagur huwebes igandea ijumaa ini isniin isnin isonto jaudo jeudi jimco joi jueves juma jumaat jumamosi
jumanne jumapili jumat jumatano jumatatu jummaʼa kamis kedd keskiviikko keskiviikkona ketvirtadienis khamiis
khamis kolmapaev lahadi laraba larunbata lauantai lauantaina laugardagur laupaev laurdag leygardagur linggo
litinin lordag lundi lundo lunedi lunes luni luns lwesibini lwesihlanu lwesine lwesithathu lørdag maanantai
maanantaina maandag manadagur mandag manudagur mardi mardo martedi martes marti meindeg mercoledi mercores
mercredi merkredo mesemna mettwoch mgqibelo miercoles miercuri mikudagur minggu mittwoch miyerkules miðvikudagur
monday montag mvulo nedela nedele nedelja nedjelja neljapaev niedziela onsdag osteguna ostirala otrdiena patek
payshanba pazar pazartesi pencsem penktadienis pensenbe pentek perjantai perjantaina persembe petak petek piatek
piatok piektdiena pirmadienis pirmdiena pondeli pondelok ponedeljak ponedeljek ponedjeljak poniedziałek puhapaev
rabu reede sabado sabato sabti sabtu sali sambata samedi samschdeg samstag saterdag saturday sekmadienis selasa
semi senbe senin sesem seshanba sestadienis sestdiena shanba sisenbe sobota sonda sondag sonndeg sonntag sreda
srijeda sroda streda stvrtok subota sunday sunnudagur sunnuntai svetdiena szerda szombat søndag sənbə talaado
talata teisipaev thursday tiistai tiistaina tirsdag tisdag torek torsdag torstai torstaina treciadienis
tresdiena tuesday tysdag tysdagur ulwesibili ulwesihlanu ulwesine ulwesithathu umgqibelo umsombuluko utery
utorak utorok vasarnap venderdi vendredi vendredo venerdi venres viernes vineri vrijdag vrydag wednesday
woensdag wtorek xoves yakshanba yeksem yeksenbe zaterdag zondag þriðjudagur δευτερα κυριακη παρασκευη πεμπτη
σαββατο τεταρτη τριτη ауторак баасан базар беисенбі беишемби бямба воскресенье вторник вівторок даваа душанба
душанбе дүисенбі дүишөмбү дүшәмбе жексенбі жекшемби жума жұма ишемби лхагва мягмар недела неделя недеља неділя
нядзеля ням пʼятниця паишанба панядзелак панҷшанбе петак петок петък понеделник понедельник понедељак понеділок
пятница пятніца пүрэв пәнҗешәмбе сабота сеисенбі сенбі серада середа сешанба сешанбе сишәмбе среда сряда суббота
субота събота сәрсенбі уторак чацвер четвер четверг четвртак четврток четвъртък чоршанба чоршанбе чәршәмбе
чәршәнбә шанба шанбе шаршемби шеишемби шимбә шәнбә якшанба якшанбе якшәмбе җомга ҷумъа ҹүмә երեքշաբթի երկուշաբթի
կիրակի հինգշաբթի շաբաթ ուրբաթ չորեքշաբթի آچر اتوار اربع الأحد الأربعاء الاثنين الثلاثاء الجمعة الخميس السبت اونۍ
اڱارو بدھ جمعرات جمعه جمعو جمعہ جۈمە خميس درېنۍ دوشنبه دونۍ دۈشەنبە سومر سەيشەنبە شنبه شەنبە منگل يونۍ يەكشەنبە
پنجشنبه پينځنۍ پیر پەيشەنبە څلرنۍ چارشەنبە چهارشنبه ڇنڇر ہفتہ یکشنبه კვირა ოთხშაბათი ორშაბათი პარასკევი
სამშაბათი შაბათი ხუთშაბათი
""".split()  # noqa: SIM905
)


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a day of the week, however it is written."""
    return folded(word.strip(" \t,.،")) in NAMES
