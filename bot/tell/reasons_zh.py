"""Reasons in Chinese: what we say in English, with its holes in braces, and the same in Chinese.

`{why}` and `{table}` hold words that are looked up in their turn. The first that fits is taken. What channels say is in
sending_zh.py.
"""

from bot.tell.sending_zh import SENDING
from feeds.model import TABLE

FETCHING = {
    "the site answered {status}": "该网站返回 {status}",
    "more than {limit} bytes; raise max_bytes in {table} if that is right": (
        "超过 {limit} 字节；若属正常，请调大{table}的 max_bytes"
    ),
    "the answer is cut: its compressed body has no end": "响应不完整：压缩内容没有结尾",
    "the answer is cut: fewer bytes than its Content-Length": "响应不完整：比 Content-Length 所示的短",
    "the body is not the {encoding} that its header promises": "内容并非响应头所说的 {encoding} 压缩",
    "{what} did not take the connection in time": "{what} 未及时接受连接",
    "no connection to {what}: {why}": "无法连接 {what}：{why}",
    "the name server did not say in time where {what} is": "域名服务器未及时答复 {what} 的地址",
    "{what} has no address; see `proxy` in {table}": "查不到 {what} 的地址；请看{table}的 proxy",
    "the name {host} has no address ({detail})": "域名 {host} 解析不到地址（{detail}）",
    "its robots.txt asks us not to fetch this": "其 robots.txt 不许抓取这个地址",
    "its robots.txt answered {status}, so nothing is fetched for an hour": (
        "其 robots.txt 返回 {status}，一小时内不再抓取"
    ),
    "redirected in a loop or more than {times} times, last to {there}": (
        "循环跳转，或跳转超过 {times} 次，最后到 {there}"
    ),
    "no whole answer within {seconds} s": "{seconds} 秒内没有收到完整的响应",
    "the proxy {proxy} does not let us through: {why}": "代理 {proxy} 不放行：{why}",
    "{host} broke the connection": "{host} 中断了连接",
    "this request cannot be sent; look at `proxy` and `headers` in {table}": (
        "这个请求发不出去；请看{table}的 proxy 和 headers"
    ),
    "this request cannot be sent as it is: {detail}": "这个请求发不出去：{detail}",
    "no answer that we understand: {detail}": "响应无法理解：{detail}",
    "its certificate is not valid: {why}": "其证书无效：{why}",
    "{why}; where the site sends an incomplete chain, name the missing certificate in ca_bundle": (
        "{why}；若网站的证书链不完整，请用 ca_bundle 补上所缺的证书"
    ),
    'it speaks an old TLS ({detail}); say tls = "legacy" in {table}, certificates stay verified': (
        '该网站使用旧版 TLS（{detail}）；请在{table}中设 tls = "legacy"，证书照样校验'
    ),
    "it does not speak TLS on this port; try http://": "该端口不支持 TLS；请改用 http://",
    "TLS failed: {detail}": "TLS 连接失败：{detail}",
    "ca_bundle {file} cannot be used: {detail}": "ca_bundle {file} 无法使用：{detail}",
    "the URL {url} holds a backslash, a blank or a control character": "地址 {url} 含有反斜杠、空格或控制字符",
    "the URL {url} cannot be read: {detail}": "地址 {url} 无法识别：{detail}",
    "only http and https are fetched, not {scheme}": "只能抓取 http 和 https，不能抓取 {scheme}",
    "a URL with a user name or password in it is not fetched": "含有用户名或密码的地址不抓取",
    "an address of {n} characters is not fetched": "长达 {n} 个字符的地址不抓取",
    "port {port} is not one where news is served; add it to ports in {table}, or set allow_private": (
        "端口 {port} 不是新闻网站的常用端口；请把它加入{table}的 ports，或设置 allow_private"
    ),
    "{host} is an odd way to write an address; write it as four numbers": "{host} 写法特殊；请写成四段数字",
    "{host} is not the name of a host": "{host} 不是主机名",
    "allow_private: {detail}": "allow_private 写得不对：{detail}",
    "{address} is not an address of a web site": "{address} 不是网站的地址",
    "{address} is link-local; only allow_private with its network allows that": (
        "{address} 是链路本地地址；要访问须在 allow_private 中写明其网段"
    ),
    "{address} is a cloud's own; only allow_private with its network allows that": (
        "{address} 是云平台自己的地址；要访问须在 allow_private 中写明其网段"
    ),
    "{address} is a private address; if you want it, say allow_private = {value} in {table}": (
        "{address} 是内网地址；若要访问，请在{table}中设 allow_private = {value}"
    ),
    "{address} is not an address": "{address} 不是 IP 地址",
    TABLE: "该来源",
    "Connection refused": "连接被拒绝",
    "No route to host": "没有到主机的路由",
    "Network is unreachable": "网络不可达",
}

READING = {
    "{n} items, usually {usual}": "只有 {n} 条，平时 {usual} 条",
    "0 items, usually {usual}: the page is empty or was redesigned": "一条也没有，平时 {usual} 条：页面为空或已改版",
    "0 items: the page is empty or was redesigned": "一条也没有：页面为空或已改版",
    "0 items on this older page; nothing was kept from it, try again later": (
        "这一旧页上一条也没有，未作保存，请稍后再试"
    ),
    "the page ends before its </html>": "页面不完整，没有到 </html>",
    "{share} of the characters cannot be decoded as {encoding}": "{share} 的字符无法按 {encoding} 解码",
    "{share} of its characters cannot be decoded": "{share} 的字符无法解码",
    "no text, picture, film or file on this page": "页面上没有文字、图片、视频或附件",
    "says word for word what {n} other articles say": "与另外 {n} 篇文章逐字相同",
    "{n} items are new at once, usually {why}": "一下子新增 {n} 条，平时{why}",
    "{n} a day": "每天 {n} 条",
    "fewer than one in ten days": "十天不到一条",
    "few": "很少",
    "{n} new items have no date and another kind of address than all before ({some})": (
        "{n} 条新条目没有日期，地址形式也与以往不同（{some}）"
    ),
    "{n} of {all} new items have another kind of address than all before ({some})": (
        "{all} 条新条目中有 {n} 条地址形式与以往不同（{some}）"
    ),
    "{n} of {all} new items have no date, as the others had ({some})": (
        "{all} 条新条目中有 {n} 条没有日期，而以往都有（{some}）"
    ),
    "all {n} items are new to us, and {old} of them older than the newest that we have": (
        "全部 {n} 条都没有见过，其中 {old} 条比已有的最新一条还旧"
    ),
    "all {n} items are new to us at once, usually {why}": "全部 {n} 条都没有见过，平时{why}",
    "{n} of {all} known items have another title at once": "{all} 条已知条目中有 {n} 条一下子换了标题",
    "the site gave {n} entries other ids, which stay ours; {why}": "网站给 {n} 条换了编号，仍算原来的；{why}",
    "the site gave 1 entry another id, which stays ours; {why}": "网站给 1 条换了编号，仍算原来的；{why}",
    "{n} items are held: `yaowen approve {name}` keeps them": "扣下 {n} 条：yaowen approve {name} 可收下",
    "1 item is held: `yaowen approve {name}` keeps it": "扣下 1 条：yaowen approve {name} 可收下",
    "1 item, usually {usual}": "只有 1 条，平时 {usual} 条",
    "the program died {n} times with this page in hand; `yaowen resume {name}` tries again": (
        "程序读取此页时崩溃了 {n} 次；yaowen resume {name} 可再试"
    ),
    "the program died {n} times while it read entry {number}": "程序读取第 {number} 条时崩溃了 {n} 次",
    "is an article and names no list; set `url` to the list page itself": (
        "这是一篇文章，且没有指出所属列表；请把 url 设为列表页"
    ),
    "poll it first: yaowen poll {name}": "请先读取一次：yaowen poll {name}",
    "the page has more than {limit} characters; lower this source's max_bytes": (
        "页面超过 {limit} 个字符；请调小该来源的 max_bytes"
    ),
    "the page is nested more than {limit} deep; no parser should see it": "页面嵌套超过 {limit} 层，不作解析",
    "a tag has more than {limit} attributes; no parser should see it": "有标签的属性超过 {limit} 个，不作解析",
    "the page has more than {limit} <option>; no parser should see it": "页面的 <option> 超过 {limit} 个，不作解析",
    "a tag of the feed has more than {limit} attributes; it is refused": "订阅源有标签的属性超过 {limit} 个，已拒绝",
    "no article was found on this page: {why}": "这个页面上没有找到文章：{why}",
    "no text": "没有文字",
    "no title on this page: is it an article?": "页面上没有标题：这是文章吗？",
    "no title on this page; article_title would say where it is": "页面上没有标题；可用 article_title 指明",
    "there is no kind named {name}; there are: {known}": "没有名为 {name} 的 kind；可用的有：{known}",
    "the feed has a DTD, which a feed has no use for; it is refused": "订阅源含有 DTD，正常的订阅源用不到，不予读取",
    "the feed is empty": "订阅源是空的",
    "not a feed that can be read: {detail}": "不是可读的订阅源：{detail}",
    "not JSON: {detail}": "不是 JSON：{detail}",
    "kind css reads a list by list_item; set it for this source": "kind css 靠 list_item 读取列表；请为该来源设置",
    "kind css reads an article by article_body; set it for this source": (
        "kind css 靠 article_body 读取文章；请为该来源设置"
    ),
    "{setting} finds nothing on this page": "{setting} 在页面上什么也没有找到",
    "{setting} leads to no list; {offered}": "{setting} 指向的不是列表；{offered}",
    "{setting} leads to no text; {offered}": "{setting} 指向的不是文字；{offered}",
}

INSTEAD = {
    "the site answered {status}, as sites do that ask a browser to prove itself": (
        "该网站返回 {status}，通常是要求浏览器验证"
    ),
    "the page only runs a browser check ({what})": "页面只做浏览器验证（{what}）",
    "the page checks the visitor: “{what}”": "页面在验证访客：“{what}”",
    "its title says “{what}”": "页面标题是“{what}”",
    "its heading says “{what}”": "页面上的标题是“{what}”",
    "the page says “{what}”": "页面上写着“{what}”",
    "the page is kept for certain networks: “{what}”": "页面只对特定网络开放：“{what}”",
    "the page shows the CMS's own message that we may not see it": "页面是网站系统的无权访问提示",
    "“系统提示”: the page is shown after a login, or not published yet": "“系统提示”：页面须登录后查看，或尚未发布",
    "the page asks for a login: a form for a name and a password, and little else": (
        "页面要求登录：只有用户名和密码的表单"
    ),
    "the page asks for a login: {what}": "页面要求登录：{what}",
    "the page is for accounts: its address says {word}": "这是注册或登录账号用的页面：地址中有 {word}",
    "the page answers a search: “{what}”": "页面是搜索结果：“{what}”",
    "its search field says “{what}”, as its address does": "搜索框里的词与网址所查的相同：“{what}”",
    "its markup calls it an error 404": "页面代码标明这是 404 页",
    "its markup calls it the results of a search": "页面代码标明这是搜索结果",
    "the web server's own page, “{what}”: no site is set up there": "这是服务器自带的页面“{what}”：那里没有网站",
    "the page only sends its visitor to another address (meta refresh)": "页面只是跳转到别的地址（meta refresh）",
    "the page only sends its visitor to another address (a script)": "页面只是跳转到别的地址（脚本）",
    "the page only frames other pages; give the address of the framed one": "页面只是框架；请填写框架里那一页的地址",
    "the page is empty until a browser runs its scripts": "页面要靠浏览器运行脚本才有内容",
    "the page has no text": "页面没有文字",
}

RULES = {
    "the filter is {n} characters long; at most {most} are allowed": "共 {n} 个字符，最多 {most} 个",
    "the filter {rule} cannot be read at {rest}": "{rule} 从 {rest} 起看不懂",
    "the filter {rule} has an empty word": "{rule} 里有空的词",
    "the filter {rule} has no word": "{rule} 里没有词",
    "after -{word} each word needs a minus of its own; what is wanted stands before it": (
        "-{word} 之后的每个词也要各加减号；要的词请写在它前面"
    ),
    "the filter {rule} has a {sign} without a word: write -word, without a space between": (
        "{rule} 里的 {sign} 后面没有词：请写成 -词，中间不留空格"
    ),
    "the pattern is {n} characters long; at most {most} are allowed": "正则表达式共 {n} 个字符，最多 {most} 个",
    "the patterns take {n} steps a character; at most {most} are allowed: repeat fewer times": (
        "正则表达式每读一个字符要 {n} 步，最多 {most} 步；请减少重复次数"
    ),
    "{pattern} is no pattern that RE2 knows: {detail}": "{pattern} 不是 RE2 认识的正则表达式：{detail}",
}

STORING = {
    "{where}: {why}; make the file and its folder writable for the user that runs yaowen": (
        "{where}：{why}；请让运行 yaowen 的用户能写该文件及其目录"
    ),
    "{where}: {why}; correct store.url, or make its folder writable for the user that runs yaowen": (
        "{where}：{why}；请改正 store.url，或让运行 yaowen 的用户能写该目录"
    ),
    "{where}: {why}; create the folder, or correct store.url": "{where}：{why}；请建立该目录，或改正 store.url",
    "{where}: {why}; another program holds it; it is tried again": "{where}：{why}；被别的程序占用，会再试",
    "{where}: {why}; its server takes no changes now: it is a standby, or its disk is full; it is tried again": (
        "{where}：{why}；服务器现在不接受写入（是备用服务器，或磁盘已满），会再试"
    ),
    "{where}: {why}; it does not answer in time; it is tried again": "{where}：{why}；没有及时答复，会再试",
    "{where}: cannot be written: {why}; make room": "{where}：无法写入：{why}；请腾出空间",
    "{where}: cannot be written: {why}; site.folder must be a folder that the user who runs yaowen may write to": (
        "{where}：无法写入：{why}；site.folder 须是运行 yaowen 的用户能写的目录"
    ),
    "{where}: {why}; make room; nothing was written": "{where}：{why}；请腾出空间；没有写入任何内容",
    "{where}: {why}; see to the disk and its quota; it is tried again": "{where}：{why}；请检查磁盘及其配额；会再试",
    "{where}: {why}; see that PostgreSQL runs and store.url is right": (
        "{where}：{why}；请确认 PostgreSQL 正在运行，且 store.url 正确"
    ),
    "{where}: {why}; put your backup back (docs/howto/back-up.md), or move the file away to start anew": (
        "{where}：{why}；请恢复备份（docs/howto/back-up.md），或移走该文件重新开始"
    ),
    'connection failed: connection to server at "{host}", port {port} failed: {why}': (
        "连不上 {host} 的 {port} 端口：{why}"
    ),
    'connection failed: connection to server on socket "{path}" failed: {why}': "连不上套接字 {path}：{why}",
    'connection is bad: connection to server on socket "{path}" failed: {why}': "连不上套接字 {path}：{why}",
    "failed to resolve host '{host}': {detail}": "找不到主机 {host}：{detail}",
    "No such file or directory": "没有该文件",
    "No space left on device": "磁盘已满",
    "Disk quota exceeded": "超出磁盘配额",
    "Permission denied": "没有权限",
    "Read-only file system": "文件系统只读",
    "File exists": "同名文件已存在",
    "Not a directory": "不是目录",
    "database or disk is full": "数据库或磁盘已满",
    "database is locked": "数据库被锁住",
    "disk I/O error": "磁盘读写出错",
    "attempt to write a readonly database": "数据库不可写",
    "unable to open database file": "打不开数据库文件",
    "database disk image is malformed": "数据库文件已损坏",
}

#: what the states of a source are called
STATES = {
    "ok": "正常",
    "new": "新加的",
    "unreachable": "无法访问",
    "broken": "读不出来",
    "suspect": "页面可疑",
    "forbidden": "被拒绝访问",
    "challenged": "被要求验证",
    "gone": "页面已消失",
    "unusable": "无法使用",
}

#: sentences without a hole before those with one, what follows another sentence before all that may end in a hole, and
#: the longer ones first: the fuller match is the right one
SENTENCES = dict(
    sorted(
        (FETCHING | READING | INSTEAD | RULES | SENDING | STORING).items(),
        key=lambda pair: ("{" in pair[0], not pair[0].startswith("{why}"), -len(pair[0])),
    )
)
