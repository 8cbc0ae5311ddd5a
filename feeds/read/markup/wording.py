"""The words and class names by which pages name their parts: navigation, more, headings, pagers. Tables only."""

import re
from functools import lru_cache

from feeds import hanzi
from feeds.read.markup.html import Node
from feeds.read.markup.lines import Whole

NAVIGATION = hanzi.compile(
    r"^(?:首页|网站首页|主页|返回首页|学[院校]概况|学校简介|学院简介|机构设置|"
    r"组织机构|部门简介|机构|领导|师资队伍|联系我们|联系方式|关于我们|网站地图|"
    r"设为首页|加入收藏|收藏本站|登录|注册|登陆|搜索|更多|更多>+|查看更多|more\W*|上一[条篇页]|"
    r"下一[条篇页]|上页|下页|尾页|末页|首 页|.{0,12}ICP[备证].*|.*公网安备.*|返回|返回顶部|打印|关闭|"
    r"english|中文|中文版|简体|繁体|繁體|日本語|deutsch|人才招聘|招生就业|"
    r"教育教学|科学研究|学生工作|党建工作|党群工作|校园文化|下载专区|下载中心|"
    r"规章制度|政策法规|办事指南|友情链接|信息公开|校友|图书馆|教务处|学生|"
    r"教师|访客|考生|家长|校长信箱|书记信箱|旧版入口|旧版网站|意见反馈|版权声明|"
    r"home|about(?: us)?|contact(?: us)?|sitemap|site map|login|log in|"
    r"sign in|sign up|register|search|menu|privacy(?: policy)?|terms.{0,12}|"
    r"imprint|impressum|datenschutz(?:erklärung)?|kontakt|startseite|"
    r"barrierefreiheit|leichte sprache|suche|sprache|zurück|weiter|"
    r"next(?: page)?|trang sau|trang trước|sonraki|siguiente|anterior|suivante?|précédente?|volgende|vorige|nästa|"
    r"næste|"
    r"neste|seuraava|następna|poprzednia|další|předchozí|следующая|предыдущая|التالي|السابق|"
    r"previous|prev|back|top|facebook|twitter|x|youtube|instagram|"
    r"linkedin|rss|share|print|subscribe|newsletter|cookies?.{0,12}|"
    r"ホーム|お問い合わせ|サイトマップ|アクセス|検索|前へ|次へ|一覧|"
    r"トップ|個人情報.{0,8}|プライバシーポリシー|\d{1,3}|[<>«»‹›]+)$",
    re.I,
)
#: 更多 in the languages of smaller webs
_FURTHER = (
    r"(?:সকল|সব|আরও|আরো)(?: দেখুন| পড়ুন| খবর)?|বিস্তারিত|(?:अधिक|सर्व)(?: (?:वाचा|पहा|जानें|पढ़ें))?|"
    r"सबै(?: हेर्नुहोस्)?|थप(?: पढ्नुहोस्)?|"
    r"மேலும்(?: (?:வாசிக்க|படிக்க))?|మరిన్ని|ఇంకా చదవండి|ಇನ್ನಷ್ಟು(?: ಓದಿ)?|കൂടുതൽ(?: വായിക്കുക)?|વધુ(?: વાંચો)?|"
    r"ਹੋਰ(?: ਪੜ੍ਹੋ)?|තවත්|සියල්ල|මෙහි කියවන්න|მეტი|ყველა|სრულად|(?:կարդալ )?ավելին|բոլորը|толығырақ|барлығы|"
    r"batafsil|barchasi|daha çox|ətraflı|hamısı|цааш унших|дэлгэрэнгүй|бүгд|(?:soma )?zaidi|zote|ተጨማሪ|"
    r"(?:lexo )?më shumë|të gjitha|повеќе|сите|више|опширније|больш|усе|(?:darllen )?mwy|(?:irakurri )?gehiago|guztiak|"
    r"(?:ler )?máis|(?:veure )?més|veure-ho tot|baca lagi|អានបន្ថែម|ອ່ານຕໍ່|ပိုမို"
)
MORE = hanzi.compile(
    r"[\s\[【(+>»—–·-]*+(?:查看|阅读|浏览|了解|看|瀏覽|閱讀)?(?:更\s?多|全部|more|mehr|全文|详情|详细|"
    r"一覧(?:を見る|へ)?|もっと見る|view all|see all|read more|all news|alle(?: \w+)?|"
    r"weitere(?: \w+)?|weiterlesen|mehr (?:erfahren|lesen)|続きを読む|"
    r"詳しくはこちら|learn more|voir (?:plus|tou(?:t|s|tes))|lire la suite|"
    r"\b(?:lire|leer|leggi|lesen|ler|lees|czytaj|číst|čítať|читать|読む)\b|"
    r"(?:ver|leer) (?:más|mais|tod[oa]s?)|더보기|전체보기|"
    r"(?:saiba|leia) mais|leggi tutto|tutt[ei]|wi[ęe]cej|czytaj więcej|wszystkie|meer|lees meer|více|vše(?:chny)?|viac|"
    r"všetky|tovább|összes|mai multe?|(?:vezi )?toate|više|sve|vse|več|daugiau|vairāk|rohkem|kõik|lisää|kaikki|"
    r"lue lisää|"
    r"läs mer|se all[ae]|les mer|læs mere|tümü(?:nü gör)?|devamı(?: için tıklay[ıi]n(?:[ıi]z)?)?|"
    r"daha fazla|περισσ[οό]τερα|още|повече|ещё|подробнее|"
    r"більше|докладніше|\bще\b|"
    r"(?:عرض |مشاهدة |اقرأ )?المزيد|عرض الكل|سایر مطالب|بیشتر|ادامه(?: مطلب)?|مشاهده همه|آرشیو|"
    r"और(?: पढ़ें)?|सभी(?: देखें)?|আরও|مزید|ดู(?:ทั้งหมด|เพิ่มเติม)|อ่านต่อ|(?:xem )?tất cả|xem thêm|"
    r"(?:baca )?selengkapnya|lihat semua|arsip|cite[sșş]te (?:mai (?:mult|departe)|tot)|"
    r"(?:číst|čítať) (?:dále|ďalej|více|viac)|"
    r"celý (?:článek|článok)|читать (?:далее|дальше|полностью|ещё)|читати (?:далі|більше)|прочетете (?:още|повече)|"
    r"pročitaj(?:te)? (?:više|još)|preberi več|lees (?:verder|het bericht)|bekijk (?:artikel|bericht)|lue koko juttu|"
    r"weiter lesen|zum (?:artikel|beitrag)|en savoir plus|seguir leyendo|continu(?:a a leggere|ar lendo|e reading)|"
    r"devamını oku(?:yun)?|διαβ[αά]στε περισσ[οό]τερα|llegir més|детальніше|прочети още|loe edasi|lasīt vairāk|"
    r"skaityti daugiau|meira|lesa meira|เพิ่มเติม|קרא(?:ו)? עוד|עוד|lihat lagi|자세히 보기|더 보기|すべて見る|"
    r"過去の(?:記事|お知らせ|ニュース|新着情報|一覧)(?:は|を)?(?:こちら(?:から)?|見る)?|"
    rf"{_FURTHER})"
    r"(?:新闻|新聞|消息|通知|公告|内容|內容|信息|资讯|文章)?\s*+[\]】)+>»›→.…]*+\s*+",
    re.I,
)
#: the same with what there is more of: all announcements, toutes les actualités
ALL_OF = hanzi.compile(
    r"^[\s\[【(+>»→]*(?:(?:view|see|read|show|browse|browse all)?\s?(?:it |them )?"
    r"(?:all|more|full(?= (?:list|archive|coverage|story|index|programme?)))\b|"
    r"(?:(?:voir|lire|afficher|consulter|découvrir|ver|vea|veja|confira|leer|mostrar|leggi|vedi|mostra|guarda|consulta|zobacz|pokaż|czytaj|"
    r"bekijk|toon|lees|visa|vis|se|zeige|показать|смотреть|посмотреть|читать|дивитися|читати|zobrazit|zobraziť|prikaži|"
    r"vezi|citește|näytä|katso|δε[ιί]τε|xem|lihat|baca)\s)?"
    r"(?:toute?s|tous|tod[oa]s|tutt[ei]|alle[nr]?|all[ae]|wszystkie|все|всі|усі|všechn\w*|vše|všetk\w*|sv[ei]|vs[ei]|toate|kaikki|"
    r"[οό]λ(?:α|ες|οι)|tất cả|semua)\b|"
    r"starší příspěvky|staršie príspevky|starsze wpisy|ältere beiträge|articles plus anciens|older (?:posts|news)|"
    r"(?:lihat )?(?:pengumuman|berita|kabar|artikel) (?:sebelumnya|lainnya)\b|"
    r"(?:plus|\+) d|zu\salle[nr]?\b|weitere\b|mehr\b|zu[mr] \S{0,20}(?:archiv|übersicht|meldungen|news)|"
    r"(?:ver\s)?(?:más|mais)\b|altr[ei]\b|(?:vai )?all.archivio|"
    r"więcej|meer\b|больше|ещё|архив|查看(?:更多|全部)|更多|全部|すべて|もっと|.{0,8}一覧|過去の|전체|더\s?보기|"
    r"(?:news\s?)?(?:archives?|archiv|archivio|archivo|arquivo|archiwum|archív|arkiv|arkisto|arhiva|arsip|arşiv|"
    r"アーカイブ)\b|(?:(?:مشاهده|نمایش|عرض|مشاهدة)\s)?(?:جميع|كل |همه)|سایر|सभी|ทั้งหมด|"
    r"(?:tüm|bütün)\b|всички|összes|kõik|"
    r"архів|nieuwsarchief|uutisarkisto|nyhetsarkiv|tin (?:khác|cũ hơn)|"
    r"xem thêm (?:các )?(?:tin|bài|thông báo)\b|.{0,12}ทั้งหมด|(?:ל)?כל )",
    re.I,
)
#: the same, where a word for news follows: více aktualit
MORE_OF = re.compile(
    r"(?:více|další|viac|ďalšie|további|több|više|još|још|више|fler|flere|lisää|visas|visos|allar|fleiri|més|máis|gehiago|"
    r"daugiau|vairāk|rohkem|περισσ[οό]τερα|повече|більше)\s",
    re.I,
)
#: the same, where the page says that there are others: останати вести
OTHERS = re.compile(
    r"(?:other|further|weitere|andere|autres|otr[ao]s|outr[ao]s|altr[ei]|altres|inne|inší|jiné|další|iné|ostale|ostala|druge|"
    r"остале|останати|останали|другие|прочие|остальные|інші|други|alte|egyéb|további|andra|andre|øvrige|övriga|muut|"
    r"[αά]λλ(?:α|ες)|diğer)\s",
    re.I,
)
#: what a link to a list of news has among its words
NEWS = hanzi.compile(
    r"新闻|新聞|通知|公告|动态|资讯|要闻|消息|news|aktuelles|meldungen|お知らせ|ニュース|新着|\bevents?\b|noti[cz]i|"
    r"notíci|actualit|nieuws|"
    r"aktualno|aktualit|новост|новини|вести|haber|duyuru|tin tức|thông báo|berita|pengumuman|أخبار|اخبار|اطلاعیه|"
    r"공지|소식|"
    r"ν[εέ]α\b|ανακοιν|vijesti|novice|novosti|uutis|nyhet|nyhed|hírek|știri|noutăți|anunțuri|zprávy|správy|novinky|"
    r"oznam[yů]|"
    r"wiadomości|komunikaty|avvisi|avisos(?! legal)|comunicad[oa]s|comunicati|communiqu|nachrichten|neuigkeit|"
    r"pressemit|mededeling|"
    r"uudised|ziņas|naujien|fréttir|newyddion|nuacht|berriak|lajme|xəbər|yangilik|жаңалық|мэдээ|"
    r"announcement|press releases?|"
    r"समाचार|सूचना|ข่าว|ประกาศ|뉴스|إعلانات|خبرها|חדשות|הודעות",
    re.I,
)
MORE_BOX = re.compile(r"(?:^|[\s_-])more(?:$|[\s_-])|gengduo", re.I)
#: what closes a box, or is for searching and signing in: no heading
SHUT = hanzi.compile(
    r"关闭|收起|close|schließen|fermer|닫기|閉じる|×|(?:站内|网站)?(?:搜索|检索)|検索|검색|search|suche|"
    r"(?:form(?:ulaire|ulario)? d[ie] )?(?:ricerca|recherche|búsqueda|busca)|поиск|пошук|wyszukiwarka|arama|tìm kiếm|"
    r".*(?:열지 않기|不再显示|无障碍).*|rss\b.{0,20}|(?:用户|会员|系统)?登[录陆](?:邮箱)?",
    re.I,
)
SIDE_TITLE = hanzi.compile(
    r"热[门点]|推荐|相关|最新|排行|点击|阅读排|友情|快速|链接|专题|猜你|"
    r"大家都在|导航|related|popular|recommend|most read|trending|latest|"
    r"recent|quick ?links|archive|tags?$|categories|meistgelesen|"
    r"ähnliche|verwandte|関連|人気|おすすめ|ランキング|最近の",
    re.I,
)
HEADLINE_CLASS = re.compile(r"tit(?:le)?|head(?:ing)?|hd\b|bt\b|biaoti|lanmu|lm|column|name|caption|tab", re.I)
_PLACES = (
    (
        "crumb",  # but not how Bootstrap and Tailwind place a box: position-relative, place-items-center
        re.compile(
            r"(?:^|[\s_-])(?:crumbs?|breadcrumbs?|location|weizhi|dqwz|"
            r"position(?!-(?:relative|absolute|static|fixed|sticky))|"
            r"curr?ent-?(?:position|location)|wz|local|path|place(?!-(?:items|content|self))|seat|mbx)(?:$|[\s_-])",
            re.I,
        ),
    ),
    (
        "pager",
        re.compile(
            r"(?<![a-z])pag(?:ing|er|ination|enav|elist|e-?bar|e-?num|"
            r"edown)|pb_sys|(?:^|\s)(?:pages?|fenye|turn-?page)(?:$|\s)",
            re.I,
        ),
    ),
    (
        "links",
        re.compile(
            r"friend|yqlj|youqing|(?:^|[\s_-])(?:f?links?|"
            r"blogroll|partners?|quick-?links?)(?:$|[\s_-])",
            re.I,
        ),
    ),
    (
        "foot",
        re.compile(
            r"(?:^|\s)(?:modal|pop-?up|toast|gdpr|cookie-?consent|"
            r"cookies?-(?:bar|banner|box|consent|info|law|layer|notice|policy|wall))(?:$|\s)|"
            r"(?<!card-)(?<!card_)(?<!item-)foot(?:er)?(?!note)|copyright|banquan|"
            r"(?<!border-)(?<!margin-)(?<!padding-)(?<!margin)(?<!padding)(?<!-m)(?<!\bm-)(?<!\bp-)(?<!\bpad-)bottom(?!-(?:center|left|right)|[-_](?:dot|dashed|dotted|solid|line|border|\d))",
            re.I,
        ),
    ),
    (
        "related",
        re.compile(
            r"related|recommend|xiangguan|tuijian|hot-?(?:news|list|article)|"
            r"(?:^|[\s_-])(?:rank(?:ing)?|popular|trending)(?:$|[\s_-])|"
            r"widget_(?:recent|categories|archive|tag_cloud|meta|pages|nav_menu|calendar)",
            re.I,
        ),
    ),
    (
        "comment",
        re.compile(
            r"comment|trackback|pinglun|gentie|disqus|(?:^|[\s_-])(?:reply|replies|replylist)(?:$|[\s_-])", re.I
        ),
    ),
    (
        "share",
        re.compile(
            r"bdshare|jiathis|social|sharedaddy|addtoany|addthis|sharethis|(?:^|[\s_-])share(?:$|[\s_-]|box|bar)", re.I
        ),
    ),
    (
        "nav",
        re.compile(
            r"(?:nav(?:bar|igation|i)?|menu|"
            r"daohang|subnav|sub-?menu)(?:$|[\s_\d-]|list|box|bar|left)",
            re.I,
        ),
    ),
    (
        "head",
        re.compile(
            r"(?:^|[\s_-])(?:header|top-?bar|topper|toplinks?|"
            r"site-?head|banner|lang(?:uage)?s?)(?:$|[\s_-])",
            re.I,
        ),
    ),
    (
        "side",  # but not the box beside it, which has one: lay-sidebar, has-sidebar, sidebar__main
        re.compile(
            r"(?:^|[\s_-])(?<!has-)(?<!with-)(?<!no-)(?<!lay-)(?<!layout-)"
            r"(?!(?<=content-)sidebar-wrap)(?:side-?(?:bar|box|nav|list)?(?!__main)|aside|widget|ce-?bian)(?:$|[\s_\d-])",
            re.I,
        ),
    ),
    (
        "main",
        re.compile(
            r"(?:^|[\s_-])(?:main-?(?:content|con|list|box)?|(?<!justify-)(?<!align-)content|primary|news-?list|"
            r"list-?(?:box|con|content|main|right)|article-?list)(?:$|[\s_\d-])",
            re.I,
        ),
    ),
)
#: what only a class says, and what no box is that holds most of the page
_DOUBTED = frozenset(["pager", "crumb", "links", "foot", "related", "share", "head", "side", "nav"])
MOST = 0.5  #: of a page's text
_TINY = frozenset(["pager", "crumb", "share", "links"])
LITTLE = 0.2
PAGER = 800  #: characters of a row of page numbers at most, blanks and scripts included
#: how WordPress files a post: format-aside, category-links, tag-menu
_FILED = re.compile(r"(?:^|(?<=\s))(?:format|post_format|category|tag|type|status|author)-\S+")
_TAGS = {"nav": "nav", "footer": "foot", "aside": "side", "main": "main"}

_PAGER = dict(_PLACES)["pager"]
_BESIDE_MAIN = ("side", "related", "foot", "comment")  #: what even a <main> may be; it is no pager, no row of links


@lru_cache(maxsize=4096)
def place_of(tag: str, classes: str, id_: str) -> str:
    """What part of the page an element says to be, by its tag, classes and id; "" when it says nothing."""
    named = _TAGS.get(tag)
    if named and named != "main":
        return named
    words = _FILED.sub("", f"{classes} {id_}" if id_ else classes)
    if words:
        for place, pattern in _PLACES:
            if pattern.search(words) and tag not in ("body", "html", "a"):
                return place if named is None or place in _BESIDE_MAIN else named
    return named or ""


def part_of(node: Node, classes: str, id_: str, whole: Whole) -> str:
    """The same, doubted where the box is much of the page: a <div class="page"> around it all is no pager. A short
    <nav> called one is, where a link of it is a number."""
    tag = node.tag or ""
    place = place_of(tag, classes, id_)
    if tag == "nav" and _PAGER.search(classes) and not whole.longer(node, PAGER):
        return "pager" if any((a.text() or "").strip().isdecimal() for a in node.css("a")) else place
    if tag in _TAGS or place not in _DOUBTED:
        return place
    if place == "nav":
        return "" if whole.share(node, sentences=True) > MOST else place
    if whole.share(node) > MOST or (place in _TINY and whole.share(node, sentences=True) > LITTLE):
        return ""
    if place == "crumb" and node.css_first("a") is None and whole.ends_sentences(node):
        return ""  # .wz is a text (文章), too, and not where we are (位置)
    if place == "side" and whole.longer(node, 0) and node.css_first("article h1, main h1") is not None:
        return ""  # .row--sidebar has one; looked at as long as the budget lasts
    if place == "pager" and (whole.longer(node, PAGER) or node.css_first("h2, h3, h4, time, article") is not None):
        return ""
    return place


def is_navigation(words: str) -> bool:
    """Whether a link's words are a menu's or a pager's, never a headline's."""
    return bool(NAVIGATION.match(words.strip())) or bool(MORE.fullmatch(words))


_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]"
)  #: the letters of Chinese, Japanese, Korean


def weight(text: str) -> float:
    """A text's length as a reader feels it, in Chinese characters: two or three Latin letters are one."""
    size = len(text)
    if text.isascii() or _WIDE.search(text) is None:
        return size * 0.4
    wide = (len(text.encode("utf-8", "surrogatepass")) - size) / 2  # three bytes each, what lies between counts half
    return min(float(size), 0.4 * (size - wide) + wide)
