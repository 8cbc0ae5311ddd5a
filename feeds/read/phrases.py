"""What refusals say, in the words of many sites and languages. Patterns only; read/refused.py decides.

Each is linear: no nested repeats, every gap bounded.
"""

import re

from feeds import hanzi

CHALLENGE_CODE = re.compile(
    r"\$_ts\s*[=.\[]|__jsl_clearance|challengeId\s*=\s*[\"']|/dynamic_challenge|_cf_chl_opt|acw_sc__v2|/_guard/|"
    r"window\._cf_chl|wzws[-_]|arg1\s*=\s*'[0-9A-F]{40}|geetest|hcaptcha\.com|recaptcha/api|turnstile",
    re.I,
)
CHALLENGE = hanzi.compile(
    r"正在检查您的浏览器|请(?:先)?(?:开启|"
    r"启用)\s*JavaScript\s*并刷新|请输入验证码(?:后|以)?(?:继续|访问)|(?:安全|人机)验证|"
    r"访问过于频繁|请(?:滑动|拖动|完成).{0,8}验证|您的(?:访问|"
    r"请求)(?:存在异常|被拦截|过于频繁)|网站防火墙|(?:安全)?拦截提示|(?:已)?被(?:创宇盾|安全狗|云锁|云盾|防火墙|WAF).{0,6}(?:拦截|阻断)|"
    r"疑似(?:黑客)?攻击|"
    r"触发了?.{0,10}(?:防护|安全)规则|访问已被(?:阻断|拦截)|可能对网站造成安全威胁|您的请求带有不合法参数|"
    r"web application firewall|"
    r"request (?:has been |was )?blocked|浏览器安全检查|"
    r"just a moment|checking your browser|verify(?:ing)? (?:that "
    r")?you are (?:a )?human|are you a robot|attention required|"
    r"unusual traffic|ddos protection by|enable javascript and "
    r"cookies to continue|überprüfen sie,? dass sie ein mensch|"
    r"セキュリティ(?:チェック|確認)",
    re.I,
)
LOGIN_TITLE = hanzi.compile(
    r"(?:^|[^于的])(?:登录|登陆|登入|登錄|(?:统一)?身份(?:认证|驗證|"
    r"验证)(?:平台|系统|中心|服务|门户)?(?:登录)?|单点登录|请先登录|"
    r"用户登录(?:界面|页面)?|登录(?:界面|页面|入口|窗口|系统))$|^(?:.{0,"
    r"30}\b)?(?:log\s?in|sign\s?in|login page|anmelden|anmeldung|"
    r"single sign-?on|central authentication service|cas)$|(?:ログイン|"
    r"サインイン)(?:画面|ページ)?$|^(?:login|sign in|log in)\b|"
    r"^(?:logga in|log ind|logg inn|kirjaudu(?: sisään)?|zaloguj(?: się)?|logowanie|přihlášení|prihlásenie|prijava|"
    r"se connecter|connexion|iniciar ses(?:ión|são)|acceder|entrar|accedi|accesso|inloggen|войти|вход|авторизация|"
    r"увійти|вхід|giriş(?: yap)?|oturum aç|σ[υύ]νδεση|تسجيل الدخول|登錄|로그인|đăng nhập|เข้าสู่ระบบ|masuk|bejelentkezés|"
    r"autentificare|aanmelden|sisselogimine|pieteikties|prisijungti|innskráning|iniciar sessió|log masuk|ورود|התחברות|"
    r"लॉगिन|統一(?:身分|身份)?(?:認證|驗證))$",
    re.I,
)
#: an address whose last step, near the top, or whose query says what one does with an account
ACCOUNT_URL = re.compile(
    r"(?:^https?://[^/]+(?:/[\w-]+){0,1}/|[?&](?:action|act|do|mode|p|page|main_page)=)"
    r"(?P<what>(?P<lost>(?:forgot(?:ten)?|lost|reset|remind|recover)[-_]?(?:your[-_]?)?passw(?:or)?d|"
    r"passw(?:or)?d[-_]?(?:forgotten|reset|recovery|remind(?:er)?))|"
    r"(?:user|member|account|client|customer)?[-_]?(?:register|sign[-_]?up|sign[-_]?in|log[-_]?in|log[-_]?on)|"
    r"(?:create|new)[-_]?account|login[-_]?register)(?:\.\w{2,5})?/?(?=$|[?#&])",
    re.I,
)
LOGIN_URL = re.compile(r"/(?:login|signin|sign-in|cas|sso|authserver|clogin\.jsp|passport|oauth2?)\b", re.I)
LOGIN_WORDS = hanzi.compile(
    r"统一身份|统一认证|单点登录|请先登录|需要登录|登录后(?:才能|"
    r"可|方可)?(?:查看|访问|浏览)|扫码登录|账号登录|"
    r"please (?:log|sign) ?in|you must (?:be logged|log) "
    r"in|bitte melden sie sich an|ログインしてください",
    re.I,
)
NOT_LOGIN = hanzi.compile(r"关于|通知|公告|公示|指南|升级|须知|说明|how to|办法|新闻")
WALL_SAID = hanzi.compile(
    r"(?:您|你)(?:当前|的|目前)?(?:所在)?(?:的)?\s?ip(?:地址)?.{0,"
    r"20}?(?:并非|不是|不在|不属于|非)\s?.{0,6}?(?:校内|校园|允许|授权|范围)|"
    r"(?:对不起|抱歉|很遗憾)[，,！!。]?\s*(?:您|你)(?:无法|无权|不能|没有权限)(?:访问|浏览|查看)|"
    r"(?:该|此|本)(?:信息|页面|栏目|网站|内容|站点)(?:仅|只)(?:限|"
    r"允许|供|对|能)?在?校[园内].{0,12}?(?:访问|浏览|查看|开放)|"
    r"您没有(?:权限)?(?:访问|查看)(?:该|此|本)?(?:页面|信息|"
    r"栏目)?的?权限|请(?:使用|通过|连接|在)校园网.{0,6}(?:访问|浏览)|"
    r"(?:your|this) ip(?: address)? (?:is|has been) (?:not allowed|not on campus|blocked|"
    r"denied|outside)|only (?:available|accessible) (?:from|on|within) (?:the )?campus|"
    r"nur (?:im|aus dem) (?:campus|hochschul|uni)[\w-]*netz|学内(?:からのみ|限定|専用)",
    re.I,
)
WALL = hanzi.compile(
    r"(?:仅|只)(?:限|允许|供)校[园内]|校外(?:用户|地址|IP)?(?:无法|不能|禁止)(?:访问|浏览)|非校内|不在校内|VPN", re.I
)
FORBIDDEN = hanzi.compile(
    r"^(?:error\s*)?(?:401|403|451)\b|^forbidden$|access "
    r"denied|访问被(?:拒绝|禁止)|禁止访问|拒绝访问|无权限?访问|"
    r"zugriff verweigert|アクセス(?:が)?(?:拒否|禁止)|permission denied",
    re.I,
)
GONE = hanzi.compile(
    r"^[^\w]*(?:error|错误|http|status)?[\s:：]*404(?:$|[^\w\u4e00-\u9fff]|"
    r"\s*(?:错误|页面|not found|error|page|找不到|未找到))|"
    r"(?:页面|网页|文章|信息|内容|资源|栏目|文件|数据|新闻)(?:不存在|"
    r"未找到|没有找到|找不到|已(?:经)?(?:被)?(?:删除|移除|下线|失效))|"
    r"(?:找不到|未找到|没有找到|无法找到)(?:该|此|您|你)?.{0,10}?(?:页面|网页|文章|"
    r"信息|内容|资源)(?!的|资料的)|(?:page|file|content|article)\b.{0,20}\bnot (?:be )?found|"
    r"\bnot found$|^not found|page (?:does not|doesn.t) exist|no longer "
    r"(?:available|exists)|seite (?:wurde )?nicht gefunden|nicht gefunden$|"
    r"ページ(?:が|は)(?:見つかりません|存在しません)|お探しのページ|"
    r"page introuvable|página no encontrada|페이지를 찾을 수|página não encontrada|pagina non trovata|"
    r"pagina niet gevonden|nie znaleziono strony|strona nie (?:została znaleziona|istnieje)|страница не найдена|"
    r"сторінку не знайдено|sayfa bulunamadı|stránka (?:nebyla )?nenalezena|sivua ei löyt|"
    r"sidan (?:kunde inte hittas|hittades inte|finns inte)|siden (?:blev ikke fundet|finnes ikke|ble ikke funnet)|"
    r"σελ[ιί]δα δεν βρ[εέ]θηκε|الصفحة غير موجودة|không tìm thấy trang|ไม่พบหน้า|halaman tidak ditemukan|"
    r"oldal nem található|pagina nu a fost găsită|stranica nije pronađena|seite existiert nicht|page non trouvée|"
    r"stránka (?:nebyla nalezena|sa nenašla|neexistuje|nebola nájdená)|страница (?:није пронађена|не существует)|"
    r"strani ni mogoče najti|страницата не е намерена|сторінка не існує|lehte ei leitud|lapa nav atrasta|"
    r"puslapis nerastas|síða(?:n)? fannst ekki|no s'ha trobat la pàgina|páxina non atopada|orria ez da aurkitu|"
    r"halaman tidak dijumpai|لم يتم العثور على الصفحة|صفحه (?:پیدا|یافت) نشد|הדף לא נמצא|पृष्ठ नहीं मिला|"
    r"(?:页面|网页|頁面|網頁)走丢了|^(?:找不到|查無)(?:您要的|此)?(?:網頁|頁面|資料頁)$|(?:網頁|頁面)(?:不存在|已移除|找不到)",
    re.I,
)
GONE_SAID = hanzi.compile(
    r"(?:您|你)(?:所|要|想|正在)?(?:要)?(?:访问|查看|浏览|查找|请求|找)的.{0,"
    r"8}(?:不存在|未找到|已(?:经)?(?:被)?(?:删除|移除|下线)|找不到|没有找到)|"
    r"(?:the )?(?:page|url|resource|document) (?:that )?you.{0,40}?(?:not "
    r"(?:be )?found|does not exist|doesn.t exist|could not be found)|"
    r"(?:该|此)(?:文章|信息|新闻|页面|内容)(?:不存在|已(?:经)?(?:被)?(?:删除|下线|撤销))|"
    r"(?:the )?requested (?:url|page).{0,40}?not found|die (?:angeforderte|gewünschte|gesuchte) seite.{0,30}?nicht|"
    r"(?:您|你)(?:所|要|想|正在)?(?:要)?(?:访问|查看|浏览|查找|请求|找)的.{0,8}(?:走丢|走失|迷路|飞走)|お探しのページは",
    re.I,
)
SEARCH = hanzi.compile(
    r"(?:搜索|检索|查询|搜尋)结果|^(?:站内|全站|全文|高级|信息)?(?:搜索|检索)$|"
    r"搜索[:：]|^(?:search|site search|поиск|пошук|recherche|búsqueda|ricerca|zoeken|sök|szukaj|hledat|arama|haku)$|"
    r"результаты поиска|hasil pencarian|kết quả tìm kiếm|ผลการค้นหา|نتائج البحث|^search (?:results?|for)|"
    r"search results?$|"
    r"suchergebnis|^suche$|^(?:search|suche|recherche|búsqueda|buscar|ricerca|zoeken|sök|szukaj|поиск|пошук|arama|"
    r"통합\s?검색|検索)\s*[:：]|検索結果|サイト内検索|résultats de "
    r"(?:la )?recherche|resultados de (?:la )?búsqueda|^resultados da (?:pesquisa|busca)$|검색\s?결과|통합검색|"
    r"^risultati (?:della )?ricerca$|zoekresultaten|wyniki wyszukiwania|výsledky (?:vyhledávání|hledání|vyhľadávania)|"
    r"keresési (?:eredmények|találatok)|rezultatele căutării|rezultati (?:pretra(?:ga|živanja|ge)|iskanja)|"
    r"поиск по сайту|результати пошуку|резултати от търсенето|αποτελ[εέ]σματα αναζ[ηή]τησης|arama sonuç|sökresultat|"
    r"søkeresultat|søgeresultat|hakutulokset|otsingutulemused|meklēšanas rezultāti|paieškos rezultatai|"
    r"leitarniðurstöður|resultats de la cerca|hasil carian|نتایج جستجو|תוצאות חיפוש|खोज परिणाम|搜尋結果|^查詢結果$|"
    r"^(?:busca|vyhledávání|vyhľadávanie|keresés|căutare|pretraga|iskanje|търсене|αναζ[ηή]τηση|søk|søgning|"
    r"otsing|tìm kiếm|ค้นหา|pencarian|بحث|جستجو|חיפוש|खोज)$",
    re.I,
)
SEARCH_URL = re.compile(
    r"/(?:ssjg|search|sousuo|suche|so)(?:[._/-]|$|\?)|"
    r"[?&](?:s|q|keyword|keywords|is_keyword|wd|search(?:word|text|term|key|query|type)?|"
    r"firstsearch|(?:id_)?b[uú]squeda|suchbegriff)=[^&\s]",
    re.I,
)
SEARCH_SAID = hanzi.compile(
    r"(?:搜索|检索|查询|查詢|搜尋)结果|(?:resultados|résultats|ergebnisse|risultati)\s\d+\s?(?:[-–a]|à|bis)\s?"
    r"\d+\s(?:de|sur|von|di)\s\d|(?:共|为您)?(?:找到|搜索到|检索到).{0,"
    r"24}?(?:条|个|项)|search results|suchergebnis|検索結果",
    re.I,
)
#: what is closed where a site is: not a museum, nor a bus of the library
_PLACE = "(?:[本网]站|网站|站点|系统|平台|域名|[官内外园]网|门户|[主首]页|邮箱|论坛|大厅|网页)"
MAINTENANCE = hanzi.compile(
    r"(?:维护|升级|改版|建设|调试)(?:之)?中(?:$|[，,。！!…. ])|正在(?:进行)?(?:系统|"
    r"网站|例行|紧急|服务器)?(?:维护|升级|改版|建设)|(?:系统|网站|平台)(?:维护|升级)$|"
    rf"(?:网站|系统|站点|(?:{_PLACE}|(?<![\u4e00-\u9fff]))(?:服务|访问))(?:已|被)?(?:暂停|关闭|临时关闭)(?!日期|时间)"
    r"(?:服务|访问|开放|使用)?|"
    rf"(?:(?:{_PLACE}|我们)[^。\s]{{0,20}}|(?<![\u4e00-\u9fff]))暂停(?:服务|访问|开放)(?!日期|时间)|"
    r"under (?:scheduled )?(?:maintenance|construction)|(?:down|closed) "
    r"for (?:scheduled )?maintenance|maintenance mode|scheduled maintenance|"
    r"be (?:right )?back (?:soon|shortly)|service (?:temporarily )?unavailable|"
    r"temporarily unavailable|wartungsarbeiten|wartungsmodus|im wartung|"
    r"メンテナンス(?:中|作業)|ただいまメンテ|en maintenance|en mantenimiento|"
    r"em manutenção|in manutenzione|in onderhoud|prace konserwacyjne|"
    r"техническ(?:ие работы|ое обслуживание)|технічні роботи|bakım(?:da(?:dır|yız)?$| çalışma)|"
    r"údržba (?:webu|stránek|systému)|huoltokatko|underhållsarbete|점검 중|đang bảo trì|تحت الصيانة|karbantartás alatt|"
    r"υπ[οό] συντ[ηή]ρηση|przerwa (?:techniczna|serwisowa)|în mentenanță|"
    r"održavanje (?:je )?u tijeku|"
    r"сайт на (?:обслуживании|реконструкции)|техническа поддръжка|under (?:underhåll|vedlikehold|vedligeholdelse)|"
    r"hooldustööd|đang bảo trì|ปิดปรับปรุง|dalam pemeliharaan|"
    r"(?:قيد|أعمال) الصيانة|در دست تعمیر|בתחזוקה|रखरखाव|系統維護中|網站維護中",
    re.I,
)
#: what a site says whose own program fails, with status 200 often enough
BROKEN = hanzi.compile(
    r"数据库(?:连接|查询|服务器)?(?:失败|错误|出错|异常)|无法连接(?:到)?数据库|系统(?:发生|出现)(?:了)?(?:错误|异常)|服务器(?:内部)?错误|"
    r"无法加载(?:控制器|模块)|模板(?:文件)?不存在|^\W*(?:系统|服务器)(?:繁忙|忙)|too many connections|"
    r"error establishing a database connection|can't connect to (?:local )?mysql|sqlstate\[|"
    r"database (?:connection )?error|server error in '/|internal server error|bad gateway|gateway time-?out|"
    r"(?:fatal|parse) error: |"
    r"uncaught (?:error|exception)|nullpointerexception|http status 5\d\d|whitelabel error page|"
    r"datenbankfehler|erreur de (?:connexion à la )?base de données|"
    r"error (?:de|al conectar con la) base de datos|ошибка (?:подключения к|соединения с) баз",
    re.I,
)
#: what a broker shows at an address that a site has given up
PARKED = hanzi.compile(
    r"(?:此|该|本)?域名(?:正在|可|已)?(?:出售|转让|过期|停放)|"
    r"(?:this )?domain(?: name)? (?:is|may be) (?:for sale|parked|available)|buy this domain|domain (?:has )?expired|"
    r"diese domain (?:steht|ist) .{0,12}(?:verkauf|geparkt)|ce (?:nom de )?domaine est à vendre|"
    r"домен (?:продаётся|продается|припаркован)",
    re.I,
)
#: what a notice is called, whatever it is about: 关于图书馆系统维护暂停服务的公告
NOTICE = hanzi.compile(r"关于[^。！？]{2,60}?的(?:通知|公告|通告|公示|说明|告知书|函)")
#: when a page was published, which a site under maintenance does not say
PUBLISHED = hanzi.compile(
    r"(?:发布|发表)(?:时间|日期|于)\s{0,3}[:：]?\s{0,3}\d|\b(?:published|posted|veröffentlicht|publié|publicad[oa]|"
    r"pubblicato|опубликовано)(?: (?:on|am|le|el|em|il))?\W{0,4}(?:\w{3,10}\.?\s)?\d|"
    r"(?:掲載日|公開日|작성일|등록일)\W{0,4}\d",
    re.I,
)
#: what a web server shows where nobody set up a site
DEFAULT = hanzi.compile(
    r"^(?:IIS(?: Windows(?: Server)?)?|IIS\d.*|Windows Server|"
    r"Welcome to (?:nginx|OpenResty|tengine|CentOS|JBoss|caddy).*|"
    r"Apache Tomcat.*|(?:Apache2?|.{0,20}) ?(?:Ubuntu |Debian |HTTP Server )?(?:Default|Test) Page.*|"
    r"Test Page for .*|It works!?|"
    r"Index of /.*|phpinfo\(\).*|Default (?:Web Site|Parallels Plesk) Page.*|没有找到站点|恭喜.{0,6}站点创建成功.*)$",
    re.I,
)
CONTENT = hanzi.compile(
    r"v_news_content|vsb_content|wp_articlecontent|TRS_Editor|"
    r"article-?content|_showDynClick|line_u\d+_\d|wp_news_w|news_list|"
    r"当前位置|上一[条篇]|下一[条篇页]|尾页|末页",
    re.I,
)
MENU = hanzi.compile(
    r"概况|简介|机构设置|师资|新闻|通知公告|招生|科研|党建|学生工作|about us|contact|research|news|aktuelles", re.I
)
#: what a list says that has nothing to list
NOTHING = hanzi.compile(
    r"(?<!\w)(?:暂无(?:相关|此类|任何)?(?:通知|公告|新闻|内容|信息|数据|记录|文章)|没有(?:相关|找到)?(?:内容|信息|数据|记录)|"
    r"(?:尚無|目前(?:沒有|無)|查無)(?:相關)?(?:資料|內容|訊息|消息)|無相關資料|"
    r"no (?:news|posts|entries|results|items|articles)\b|there are no (?:articles|posts|news)|nothing (?:was )?found|"
    r"nothing (?:has been|is|was) (?:released|published|posted)|no (?:press releases|announcements|statements)\b|"
    r"keine (?:meldungen|einträge|nachrichten|beiträge|artikel|ergebnisse)|aucun(?:e)? (?:article|résultat|actualité)|"
    r"no (?:hay|se encontraron) (?:noticias|resultados|entradas|contenidos)|"
    r"nenhum(?:a)? (?:notícia|resultado|publicação)|"
    r"nessun(?:a)? (?:articolo|risultato|notizia|contenuto)|geen (?:berichten|resultaten|nieuws|artikelen)|"
    r"brak (?:wpisów|aktualności|wyników|artykułów)|žádné (?:příspěvky|články|aktuality|výsledky)|"
    r"(?:žiadne|nenašli sa žiadne) (?:príspevky|články|aktuality|výsledky)|nincs(?:enek)? (?:találat|hír|bejegyzés)|"
    r"nu există (?:articole|știri|rezultate)|nema (?:vijesti|rezultata|objava|članaka)|ni (?:novic|rezultatov)|"
    r"(?:записей|новостей|новин|записів) (?:нет|немає)|(?:нет|немає|няма) (?:новостей|записей|новин|новини|записів)|"
    r"(?:ничего|нічого) не (?:найдено|знайдено)|δεν βρ[εέ]θηκαν|(?:haber|kayıt|sonuç|içerik) bulunamadı|"
    r"(?:inga|ingen) (?:nyheter|inlägg|nyheder|resultater|artikler|träffar|treff)|ei (?:uutisia|tuloksia|artikkeleita)|"
    r"(?:uudiseid|postitusi) ei leitud|(?:không có|chưa có) (?:bài viết|tin|dữ liệu|kết quả)|"
    r"ไม่(?:มี|พบ)(?:โพสต์|ข้อมูล|ข่าว|รายการ|บทความ)|(?:tidak|belum) ada (?:berita|artikel|data|postingan)|"
    r"tiada (?:berita|rekod)|"
    r"لا توجد (?:أخبار|نتائج|مقالات)|(?:خبری|مطلبی|موردی) یافت نشد|אין (?:חדשות|תוצאות|פוסטים)|"
    r"(?:記事|お知らせ|新着情報|投稿|データ)(?:は|が)?(?:まだ)?(?:ありません|見つかりません)|"
    r"(?:게시물|게시글|데이터|자료|등록된 글)(?:이|가|은)? ?없습니다)",
    re.I | re.M,
)
