"""Lines of an article's body that are not its text: the page's furniture in between, and the credits at its end."""

import re
from dataclasses import replace

from feeds import hanzi
from feeds.read.articles import credits
from feeds.read.articles.ends import RELATED, UNCOMMENTED
from feeds.read.markup.html import ancestors, remove, tag
from feeds.read.markup.lines import Line

#: a line that is nothing but the page's furniture
_FAULTS = hanzi.compile(r"^\s*[【\[]纠错[】\]]\s*")  #: a button before the editor's name
HUSK = hanzi.compile(
    r"^(?:图集|新闻评论|我要反馈|微信公众号|查看次数|访问次数|浏览次数|阅读次数|点击次数|阅读数|点击数|浏览量|点击量|阅读量|浏览|点击|阅读|點閱次數|點閱數?|點擊數?|瀏覽人?次|瀏覽數?|人氣|"
    r"纠错|微信扫描分享|微信扫一扫(?:分享)?|扫一扫分享(?:到微信)?|分享至|分享到|分享|打印本页|打印|"
    r"发表评论|我要评论|告诉好友|推荐给好友|发送给[朋好]友|打印页面|打印此文|关闭窗口|关闭|返回顶部|返回列表|返回|收藏|字体|字号|[大中小次]|"
    r"[\s\d|：:/.\-【】\[\]()（）>»])+$"
)
#: a line that only says that an advertisement stands here
ADVERT = hanzi.compile(
    r"(?:this video can ?not be played|to play this video you need to enable javascript).{0,60}|(?=.*\w)(?:(?:story|"
    r"article) continues below(?: this)? ad\w*|advert(?:isement|entie)?|anzeige(?: \w{1,16})?|werbung|publicidade?|"
    r"publicité|"
    r"pubblicità|διαφ[ήη]μιση|"
    r"スポンサード? ?リンク|scroll to continue with content|reklama?|annons|реклама|广告|廣告|広告|광고|विज्ञापन|إعلان|"
    r"تبلیغات|"
    r"iklan|publicitate|oglas|annonce|inzerce|mainos|hirdetés|quảng cáo|โฆษณา|"
    r"la suite après cette publicité|продолжение после рекламы|continua dopo la pubblicità|"
    r"continúa después de la publicidad|continua depois da publicidade|\W)++|"
    r"广告[:：].{2,30}|(?:temps de lecture|reading time|lesezeit|tempo di lettura|leestijd)\W{0,3}\d{1,2} ?min\w*\.?|"
    r"(?:odsłony|zugriffe|hits|visite|visualizzazioni|просмотров|переглядів)\W{0,3}[\d\s.,]{1,12}|poprawiono:.{0,60}|"
    r"文章目录|\[PR\].{0,60}|новость отредактировал.{0,60}|"
    r"this entry was posted.{0,180}|print this (?:post|page|article)|imprimir(?: / pdf)?|"
    r"(?:copyright )?© ?.{0,60}all rights reserved\W*",
    re.I,
)
#: a line that speaks of the page or the site: what opens its files, where else to follow it
OF_THE_SITE = hanzi.compile(
    r"\W*(?:(?:(?:PDF|ＰＤＦ)(?:形式の?)?)?ファイルを(?:ご覧|見る|開く|閲覧).{0,60}(?:ソフト|Reader|リーダー).{0,90}|"
    r"(?:ニュース|プレス)リリースに記載(?:され|の).{0,16}発表(?:日|時).{0,80}|"
    r"(?:join|follow) (?:our|us on|us via) (?:whatsapp|telegram|facebook|x\b|twitter|instagram).{0,80}|"
    r"follow .{2,30} on (?:facebook|twitter|x|instagram)\b.{0,120}|"
    r".{0,40}客户端.{0,30}【下载地址】|.{0,120}【点击投票】.{0,40}|.{0,40}客户端(?:第一时间|还能获得).{0,40}|"
    r"(?:a post shared by|публикация от|ein beitrag geteilt von|une publication partagée par|"
    r"una publicación compartida (?:de|por)|uma publicação compartilhada por) .{2,60}(?<![.!?])|"
    r"yuk,? simak juga video.{0,20}|"
    r"本文(?:(?:来自|转自|出自|链接|地址|版权).{2,120}|由.{2,120}(?:[，。；,;\s]|如需|若需|欢迎|谢绝))转[载用].{0,4}(?:保留|注明|写明|联系|联络).{0,90}|"
    r"up ?\d+ ?down ?\d+|.{0,80}기자의 (?:다른 )?기사 ?더 ?보기|"
    r"(?:.{0,30}[，。；])?欢迎(?:大家)?(?:扫码)?关注.{0,12}(?:公众号|微信|微博).{0,12}|"
    r"欢迎(?:大家)?(?:扫码)?关注[\w“”]{2,12}(?:官微|小微|视频号|抖音号?))",
    re.I,
)
#: what may end an article's box and ends no article: its editors' initials, the heading of tags that are gone
LAST = hanzi.compile(
    r"[（(](?-i:[a-z]{2,4})(?:\s?/\s?(?-i:[a-z]{2,4})){1,3}[）)]|"
    r"(?:mots[- ]clés|palabras clave|palavras[- ]chave|parole chiave|schlagw[oö]rter|stichworte|keywords|tags|"
    r"trefwoorden|słowa kluczowe|klíčová slova|ключевые слова|ключові слова|"
    r"キーワード|タグ|关键[词字]|標籤|标签)\s?[:：]?",
    re.I,
)
#: how often a file was fetched, behind its size
FETCHED = hanzi.compile(
    r"\d\s?[KM]B[^\w]{0,3}(?:下载(?:次数)?|已下载)\s?[:：]?\s?\d{1,9}\s?次?\s?[】\])）]?(?:$|\s)", re.I
)
DAY = re.compile(
    r"[\d〇○零一二三四五六七八九十\s]{4,8}年[\d一二三四五六七八九十\s]{1,4}月[\d一二三四五六七八九十\s]{1,4}日"
)
NEIGHBOUR = hanzi.compile(r"^(?:(?:上|下|前|后)一?(?:条|篇|页|则)[\s：:]|阅读下一篇)")
#: a line that only sends the reader to another article
ALSO = hanzi.compile(
    r"(?:read (?:also|more|next|:)|also read|see also|more|related(?: (?:story|stories|article|link)s?)?|leggi anche|"
    r"(?:à )?lire aussi|(?:lesen sie|lies|lest) auch|mehr zum thema|lee (?:también|además)|te puede interesar|"
    r"leia também|lees ook|czytaj też|"
    r"čtěte také|διαβ[αά]στε (?:επ[ιί]σης|ακ[οό]μη)|læs også|les også|läs också|lue myös|citește și|"
    r"читайте (?:также|ще)|"
    r"baca juga|延伸阅读|相关阅读|"
    r"相关(?:报道|新闻|链接|文章)|更多新闻|相關(?:新聞|報導)|"
    r"推荐阅读|阅读更多|延伸閱讀|あわせて読みたい|関連記事)\s*[:：»>]",
    re.I,
)


def without(said: list[Line]) -> list[Line]:
    """Take out lines that are only furniture: counters, 上一条/下一条, 【关闭】, "附件【…】已下载 n 次"."""
    kept: list[Line] = []
    for n, line in enumerate(said):
        if _is_husk(line, said[n + 1 : n + 2]):
            _take(line)
        else:
            kept.append(line)
    return kept


_FETCHED = hanzi.compile(r"^附件\s*\d*\s*【.*】\s*已下载.*次$")


def _is_husk(line: Line, following: list[Line]) -> bool:
    bare = line.text.strip()
    if len(bare) <= 200 and OF_THE_SITE.fullmatch(bare):
        return bool(bare)  # and the sign of Adobe's reader with it
    if line.media or not bare:
        return False
    furniture = len(bare) <= 60 and HUSK.match(bare) and re.search(r"[^\W\d_大中小次]", bare)
    related = len(bare) <= 40 and RELATED.fullmatch(bare) and not _linked(line) and _alone(following)
    return bool(
        furniture
        or ADVERT.fullmatch(bare)
        or _sends_on(line)
        or related
        or NEIGHBOUR.match(bare)
        or _FETCHED.search(bare)
        or (len(bare) <= 200 and FETCHED.search(bare) and _linked(line) > 0)
    )


def _linked(line: Line) -> float:
    """How much of a line is links, 0 to 1."""
    linked = sum(len(n.text_content or "") for n in line.nodes if any(tag(up) == "a" for up in ancestors(n)))
    return linked / max(1, len(line.text))


def _alone(following: list[Line]) -> bool:
    """Whether a heading of other articles has lost its links: an ordinary line comes next, or none."""
    return not following or _linked(following[0]) < 0.5


def _sends_on(line: Line) -> bool:
    """Whether a line is "Read also:" and a link, in the middle of an article."""
    if len(line.text) > 200 or ALSO.match(line.text) is None:
        return False
    return _linked(line) >= 0.5


def _take(line: Line) -> None:
    for node in line.nodes:
        remove(node)


def take_credits(said: list[Line]) -> dict[str, str]:
    """What credits say. Lines of them at the very end leave the body, and so does one in brackets behind the last
    sentence; one in front of the first sentence (【供稿/宣传部】) stays where it is.
    """
    told: dict[str, str] = {}
    ended = False
    day: list[Line] = []  #: of the signature, below the credits: it stays
    while said:
        line = said.pop()
        if not line.text:
            continue  # a picture below the credits says nothing about them
        if not day and not told and DAY.fullmatch(line.text):
            day = [line]
            continue
        if not ended and not line.media and _ends_the_box(line):
            _take(line)
            ended = True
            continue
        found = credits.whole_line(_FAULTS.sub("", line.text))
        if found is not None:
            _take(line)
            told = {**found, **told}
            continue
        cut = credits.suffix(line.text)
        if cut is not None and "\t" not in line.text:
            start, found = cut
            _shorten(line, len(re.sub(r"\s", "", line.text[start:])))
            told = {**found, **told}
            line = replace(line, text=line.text[:start].rstrip())
            if HUSK.match(line.text):  # 【纠错】【责任编辑：…】
                _take(line)
                continue
        said.append(line)
        break
    said += day
    first = next((line.text for line in said if line.text), "")
    m = re.match(r"[【\[（(]([^】\]）)]{3,40})[】\]）)](?=\S)", first)
    for label, value in (credits.whole_line(m.group(1)) or {}).items() if m else ():
        told.setdefault(label, value)
    return told


def _ends_the_box(line: Line) -> bool:
    """Whether a line ends an article's box and no article, and is no item of a list or cell of a table."""
    said = line.text.strip()
    if LAST.fullmatch(said) is None and UNCOMMENTED.fullmatch(said) is None:
        return False
    return not any(tag(up) in ("li", "td", "th", "dd") for node in line.nodes[:1] for up in ancestors(node))


def _shorten(line: Line, count: int) -> None:
    """Take `count` visible characters off the line's end."""
    for node in reversed(line.nodes):
        content = node.text_content or ""
        visible = len(re.sub(r"[\s\u200b\ufeff]", "", content))
        if visible <= count:
            count -= visible
            remove(node)
        else:
            end = len(content)
            while count:
                end -= 1
                count -= not re.match(r"[\s\u200b\ufeff]", content[end])
            node.replace_with(content[:end].rstrip())
        if count <= 0:
            return
