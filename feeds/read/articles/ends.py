"""What stands at the ends of an article: meta lines, neighbours, share bars, boilerplate, in many languages' words.

Patterns only; read/articles/edges.py decides. Each is linear: no nested repeats, every gap bounded.
"""

import re

from feeds import hanzi

BOILER = hanzi.compile(
    r"版权所有|^[【\[]?(?:免责声明|版权声明|风险提示|声明[:：].{0,40}(?:仅供参考|不构成|不代表|力求))|本文仅代表作者|"
    r"^copyright|"
    r"(?:riproduzione riservata|tous droits réservés|derechos reservados|direitos reservados|alle rechte vorbehalten|"
    r"все права защищены|всі права захищені)\W*$|all rights reserved|สงวนลิขสิทธิ์|©|ICP[备证]|公网安备|技术支持[:：]|"
    r"^地址[:：]|邮政?编码?[:：]|联系电话[:：].{0,20}$|主办单位[:：]|"
    r"您是第.{0,10}位|建议使用.{0,20}浏览器|当前位置|"
    r"^(?:нашли|заметили|увидели) (?:ошибку|опечатку|что-то интересное)(?: в тексте)?\s?[?!]|"
    r"^подпис(?:ывайтесь|аться) на .{0,40}(?:канал|телеграм|telegram).{0,16}$|"
    r"무단\s?전재|재배포\s?금지|저작권자|無断転載|"
    r"您(?:现在)?的?(?:所在)?位置|cookie|订阅|^impressum|^datenschutz|javascript",
    re.I,
)
NEIGHBOUR = hanzi.compile(
    r"^阅读下一篇|^\s*[\[【<«（(]?\s*[上下前后]\s?(?:一\s?(?:条|篇|页|则|文章|新闻|個|張)|"
    r"(?:条|篇|页|则|文章|新闻)(?=\s*(?:[:：»›>→\]】》)）|]|$)|\s))|"
    r"^[«‹<←]?\s*(?:previous|prev|next|older|newer)(?:\s(?:post|article|news|story|entry|page|item)s?)?\s*(?:[:：»›>→]|$)|"
    r"^[«‹<←]?\s*(?:previous|next|older|newer) (?:post|article|news|story|entry)\b|"
    r"^[«‹<←]?\s*(?:vorherige|nächste|voriger|weiter(?:er)?)[rs]?(?: (?:beitrag|artikel|meldung|nachricht))?\s*"
    r"(?:[:»›>→]|$)|"
    r"^[«‹<←]?\s*(?:article|billet) (?:précédent|suivant)|^(?:anterior|siguiente|precedente|successivo)\s*(?:[:»›→]|$)|"
    r"^(?:предыдущая|следующая)(?: (?:новость|запись|статья)\b|\s*(?:[:»›>→]|$))|"
    r"^(?:предыдущий|следующий)(?: материал)?\s*(?:[:»›>→]|$)|"
    r"^(?:前の記事|次の記事|前へ|次へ|前の(?:お知らせ|ページ)|次の(?:お知らせ|ページ)|이전\s?글|다음\s?글|上一則|下一則)",
    re.I,
)
#: the heading of a box of other articles
_RELATED = (
    r"相关(?:日志|博文)|猜您喜欢|関連記事|leggi anche|(?:à )?lire aussi|(?:lesen sie|lies|lest) auch|lee también|"
    r"seguí leyendo|sigue leyendo|"
    r"leia também|"
    r"lees ook|czytaj też|verwandte (?:themen|artikel|beiträge)|ähnliche (?:artikel|beiträge|themen)|"
    r"auch interessant|articles connexes|voir aussi|sur le même thème|dans la même rubrique|"
    r"(?:artículos|entradas) relacionad[ao]s|(?:lea|ver) también|(?:artigos|notícias|posts) relacionad[ao]s|"
    r"veja também|"
    r"(?:articoli|notizie) correlat[ie]|potrebbe interessarti.{0,10}|gerelateerde (?:artikelen|berichten)|"
    r"(?:podobne|powiązane) (?:artykuły|wpisy)|zobacz (?:także|też|również)|související články|súvisiace články|"
    r"kapcsolódó (?:cikkek|bejegyzések)|articole (?:similare|asemănătoare)|свързани (?:статии|новини)|"
    r"povezane (?:vijesti|objave)|повезане вести|relaterade (?:artiklar|inlägg|nyheter)|läs (?:också|även)|"
    r"relaterte (?:artikler|saker)|relaterede (?:artikler|nyheder)|aiheeseen liittyvät.{0,10}|"
    r"σχετικ[αά] (?:[αά]ρθρα|ν[εέ]α)|"
    r"(?:ilgili|benzer) (?:haberler|yazılar)|похожие (?:записи|новости|материалы|статьи)|материалы по теме|"
    r"смотрите также|читайте ещ[её]|схожі (?:новини|записи)|читайте (?:також|ще)|(?:مقالات|أخبار|مواضيع) ذات صلة|"
    r"(?:مطالب|اخبار) مرتبط|در هم[یي]ن بخش|د[یي]گر بخش ?ها|"
    r"כתבות (?:נוספות|קשורות)|संबंधित (?:खबरें|समाचार)|यह भी पढ़ें|(?:ข่าว|เรื่อง)ที่เกี่ยวข้อง|"
    r"tin (?:liên quan|cùng chuyên mục)|bài (?:viết )?liên quan|(?:berita|artikel) terkait|baca juga|"
    r"関連する(?:記事|ニュース)|あわせて読みたい.{0,6}|おすすめ記事|관련글|추천 ?기사"
)
RELATED = hanzi.compile(rf"\W*(?:{_RELATED})\W*", re.I)
TAIL = hanzi.compile(
    rf"^\s*(?:-{{10,}}\s*|[【\[■◆●▲])?\s*(?:{_RELATED}|(?:more information|citation|provided by)[:：].{{0,60}}|"
    r"explore further|"
    r"(?:filed under|posted in|tagged(?: with| as)?)\b.{0,60}|"
    r"相关(?:阅读|新闻|文章|链接|推荐|报道|内容|信息|资讯|专题|热词|附件下载|下载)|热词|etichete[:：]|"
    r"往期(?:推荐|回顾|精选|文章)|推荐(?:阅读|"
    r"新闻|文章)|延伸.?(?:阅读|"
    r"推荐)|此前报道|点击进入专题|正文已结束|返回[\w\u4e00-\u9fff]{2,8}首页|我要反馈|文章关键词|热[门点](?:新闻|文章|"
    r"推荐|阅读|排行)|猜你喜欢|更多(?:精彩|新闻|内容).{0,8}|"
    r"ends?/\s?\w+day.{0,30}$|nnnn$|[(（]?完[)）]?$|香港時間\d.{0,12}$|精彩推荐|新闻排行|点击排行|分享(?:到|至)|"
    r"扫一扫.{0,16}|扫(?:描)?二维码用手机看|扫码.{0,12}|版权(?:声明|与免责声明)|免责声明|"
    r"特别声明|网友评论|发表评论|我要评论|评论列表|最新评论|用户评论|跟贴|相关专题|返回列表|返回顶部|"
    r"打印本页|关闭窗口|关闭本页|related (?:posts?|articles?|news|stories|links|coverage)|you (?:may|"
    r"might) (?:also.{0,10}|be interested in the following.{0,12})|"
    r"read (?:more|also|next)|share (?:this|on).{0,20}|comments?(?: \(\d+\))?$|"
    r"leave a (?:reply|comment)|more (?:news|stories).{0,10}|recommended.{0,10}|tags?[:：]|"
    r"weitere (?:meldungen|nachrichten|artikel|informationen).{0,10}|zurück(?: zur übersicht)?|kommentare|"
    r"mehr zum thema|(?:about (?:the |post )?author|über den autor|(?:sobre|acerca de) (?:el|la|o|a) autora?|"
    r"à propos de l.auteure?|об авторе|tentang penulis)(?=\W*$)|"
    r"das könnte sie.{0,20}|"
    r"(?:à lire|lire) aussi.{0,10}|sur le même sujet|partager.{0,20}|articles? (?:liés|similaires)|te puede interesar|"
    r"noticias relacionadas|compartir|leggi anche|condividi|lees ook|delen|czytaj także|udostępnij|"
    r"читайте также|поделиться|по теме|관련 ?(?:기사|글|뉴스)|공유|more from.{0,20}|copy link|keep reading.{0,30}|"
    r"subscribe.{0,20}|sign up.{0,30}|延伸閱讀|相關(?:新聞|連結|文章|檔案)|分享至|回上一頁|回列表|"
    r"(?:hjälpte informationen|var informationen|was this (?:page|information|article|helpful)|war diese (?:seite|"
    r"information)|"
    r"cette page vous|quanto sono chiare|ultimo aggiornamento|czy ta strona|vond u dit|¿te (?:ha sido|fue|"
    r"ha resultado)|"
    r"この(?:ページ|情報)は(?:お?役に立ち|見つけ)|이 페이지에서 제공하는).{0,60}|ältere und neuere.{0,20}|"
    r"このページに関する(?:お?問い?合わ?せ).{0,6}|より良い(?:ウェブサイト|ホームページ)に.{0,30}|"
    r"this entry was posted.{0,30}|partecipa alla discussione|diskus(?:ia|e) k článku|pemutakhiran terakhir.{0,50}|"
    r"rejestr zmian|metryka(?: strony| dokumentu)?$|"
    r"شارك (?:هذا )?(?:الخبر|المقال)|هل كانت هذه الصفحة|"
    r"всього коментарів.{0,6}|"
    r"всего комментариев.{0,6}|관련(?:기사|뉴스)|"
    r"関連(?:記事|リンク|ニュース).{0,6}|この記事を(?:シェア|共有).{0,8}|コメント|シェア(?:する)?)\s*[】\]:：]?",
    re.I,
)
SHARED = re.compile(r"\s*分享(?:到|至)\s?[:：]")  #: and the names of many places
COMMENTS = hanzi.compile(
    r"\W*(?:leave a (?:reply|comment)|всього коментарів|всего комментариев|\d+ комментари|"
    r"发表评论|全部评论|最新评论|我要评论|网友评论|"
    r"schreibe? einen kommentar|kommentar schreiben|laisser un commentaire|deja un comentario|dodaj komentarz|"
    r"コメントを残す|댓글(?:\s?\d+|쓰기|목록))",
    re.I,
)
#: above or below what is sold
ADVERT = hanzi.compile(
    r"\W*(?:广告|廣告|広告|advertis(?:ing|ement)|publicidad(?:e)?|publicité|werbung|anzeige|pubblicità|реклама|reklam[ay]?|"
    r"광고)\W*",
    re.I,
)
#: (责编：汤诗瑶、丁涛)
EDITED = hanzi.compile(r"\s*[(（]\s?责任?编辑?\s?[:：]\s?[^()（）]{2,24}[)）]\s*")
#: the heading of comments, where no sentence follows
UNCOMMENTED = hanzi.compile(
    r"(?:comments?|coment[aá]rios|commentaires|kommentare|commenti|комментарии|reacties|yorumlar|评论|評論|留言)"
    r"(?: \(0?\))?\s?[:：]?",
    re.I,
)
FURNITURE = hanzi.compile(
    r"^(?:字[体号][:：]?|大|中|小|打印(?:本页|页面|此文|文章)?|发送给(?:朋友|好友)|关闭(?:窗口|本页|页面)?|"
    r"收藏(?:本文)?|分享(?:到|至)?|微信|微博|qq空间?|朋友圈|返回(?:列表|顶部|上页)?|"
    r"(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?[:：]?|次|加载中\.*|回上[一頁]頁?|列表|"
    r"목록|인쇄|drukuj|imprimir|stampa|tisknout|yazdır|распечатать|"
    r"роздрукувати|vytlačiť|poslať známemu|poslat známému|กลับไปหน้ารายการ|พิมพ์หน้านี้|"
    r"공유|zurück|nach oben|seite drucken|retour|imprimer|volver|"
    r"indietro|terug|назад|печать|copy link|back(?: to (?:top|news))?|print|share|"
    r"condividi|partager|compartir|delen|dela|del|udostępnij|paylaş|tweet|facebook|twitter|linkedin|email|e-mail|"
    r"whatsapp|xing|drucken|teilen|印刷|"
    r"afdrukken|sdílet|tisk|zdieľať|tlačiť|megosztás|nyomtatás|distribuie|tipărește|podijeli|ispiši|поделиться|"
    r"версия для печати|поділитися|друк|сподели|печат|κοινοπο[ιί]ηση|εκτ[υύ]πωση|skriv ut|udskriv|jaa|tulosta|jaga|"
    r"prindi|"
    r"dalīties|drukāt|dalintis|spausdinti|deila|comparteix|imprimeix|chia sẻ|in bài|แชร์|พิมพ์|bagikan|cetak|kongsi|"
    r"مشاركة|طباعة|اشتراک گذاری|چاپ|שתף|הדפס|साझा करें|シェア|ツイート|공유하기|列印|"
    r"我要(?:纠错|评论|分享)|举报|评论|已下载|\s|[\d|｜：:/.\-【】\[\]()（）>»、,，])*+$",
    re.I,
)
META = hanzi.compile(
    r"(?:发布|发表|更新|创建|录入|上传|时间|日期|来源|作者|编辑|责编|审核|供稿|摄影|浏览|点击|"
    r"阅读|访问|发布者|发布人|供图|文号|索引号|看板|信息来源|稿件来源|记者|通讯员|字号|字体|撰稿|發布|點閱|點擊|瀏覽|"
    r"人氣|(?:公告|发文|张贴|提供|刊登)单位|(?<![\u4e00-\u9fff])单位(?=\s{0,3}[:：]))"
    r"[^:：。]{0,6}[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数|(?=\s?\d))|点击.{0,2}蓝字|(?<!\d)\d{1,9}\s?次(?:浏览|"
    r"阅读|点击)|^by\s|^von\s|published|posted|updated|\bviews?\b|min(?:ute)?s? read|^read(?:ing)? time\s?[:：]?\s?\d|"
    r"veröffentlicht|erstellt|aktualisiert|geschrieben von|zugriffe|kategorie[:：]|^details$|written by|last updated|"
    r"\bhits\b|"
    r"^(?:(?:escrito|publicado|archivado|postado) e[nm]|(?:écrit|publié|posté) (?:le|dans)|"
    r"(?:scritto|pubblicato|postato) (?:il|in)|geschrieben (?:am|in))\s"
    r"(?=[^.,]{0,60}\b\d{1,2}\W{1,3}(?:de\s)?[^\W\d_]{3,12}\W{1,3}(?:de\s)?\d{4})|"
    r"(?:^|[\d|·,;(]\s?)(?:forrás|zdroj|źródło|izvor|sursa|kaynak|quelle|fuente|fonte|источник|джерело|bron|kilde|källa|"
    r"lähde)\s?[:：](?=\s?\S)|"
    r"category[:：]|escrito por|categoría|visitas|опубликовано|просмотров|категория|добавил|작성자|등록일|"
    r"조회수?|글자\s?크기|"
    r"公開日|更新日|掲載日|投稿|カテゴリ|下載次數|odsłony|utworzono|poprawiono|opublikowano|autor[:：]|publicera[dt]|"
    r"napísala?[:：]|napsala?[:：]|zobrazen[éo][:：]|^ditulis oleh [^.,\d]{2,30}$|"
    r"senast ändrad|sidansvarig|переглядів|категорія|додав|okunma|birim[:：]|tempo di lettura|leestijd|"
    r"โพสต์เมื่อ|เผยแพร่|เปิดอ่าน|ผู้เข้าชม|lượt xem|dibaca|oleh[:：]|الكاتب|تاريخ النشر|пераглядаў|преглед",
    re.I,
)
DISCLAIMER = hanzi.compile(r"免责声明|版权声明|风险提示|版权归.{0,12}所有")
ORIGINAL = hanzi.compile(r"^[（(【]?\s*原(?:标题|题)\s*[:：]")
BY = hanzi.compile(
    r"(?:^|[\s|·,\d])(?:by|von|par|por|di|door)\s+[A-ZÀ-ÖØ-Þ]|^本帖最后由.{2,40}编辑$|"
    r"^(?:inviato da|wysłane przez|postat de|trimis de|beküldte|skickat av|innsendt av|lähettänyt|odoslal)\s\w",
    re.I,
)
FIELD = re.compile(r"[|｜]\s*[^|｜:：\d]{2,16}[:：]")
LABEL = re.compile(
    r"(?:data|date|datum|fecha|дата|author|autor|autore|tempo di lettura|temps de lecture|reading time|lesezeit|"
    r"leestijd)"
    r"\s*[:：]",
    re.I,
)
SENTENCE = re.compile(r"[。！？；]|[,，、].{0,300}?[.。]|[.!?](?:\s|$)")
#: a line that says when the page was published or changed
STATED = hanzi.compile(
    r"(?:\W|信息)*(?:(?:发布|更新|发表|上传)\S{0,6}[:：]|(?:last )?(?:published|updated|posted|modified)|公開日|更新日|"
    r"publicera[dt]|"
    r"senast (?:ändrad|uppdaterad)|publisert|sist oppdatert|opublikowano|poprawiono|gepubliceerd|laatst gewijzigd|"
    r"veröffentlicht|aktualisiert|stand[:：]|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано|"
    r"обновлено)",
    re.I,
)
