"""Which texts a reader or a chat wants: words, phrases and RE2 patterns over folded text. Pure; no entry in here.

A rule as people write it: `招生 -讲座` (the one, without the other), `招生|就业` or `招生、就业` (one of them),
`"青年 教师"` (a phrase), `/第[0-9]+届/` (RE2). What stands side by side must all hold.
Folded means: NFKC (so full and half width are one), traditional characters are simplified ones, upper and lower case
are one, white space is one space.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import re2

from feeds.errors import YaowenError

MAX_RULE = 500  #: characters of a rule; RE2 is linear in the text, but its program grows with the pattern
MAX_TEXT = 10_000  #: characters of a text that are looked at

#: with what a Chinese keyboard types, too: － ｜ “ ” 、 ，
TOKEN = re.compile(
    r"""\s*([-－]?)(?:"([^"]*)"|“([^“”]*)”|/((?:\\.|[^/\\])+)/|((?:[^\s|｜、，,"]|(?<=\d),(?=\d))+))\s*([|｜、，,]?)"""
)
BETWEEN = re.compile(r"[\s、，,]*")


#: traditional character, simplified character, and so on: those that news is written with. One for one, never two.
TRADITIONAL = (
    "萬万與与專专業业叢丛東东絲丝丟丢兩两嚴严喪丧個个豐丰臨临為为麗丽舉举麼么義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于虧亏雲云亞亚產产畝亩親亲億亿僅仅從从侖仑倉仓儀仪們们價价眾众優优夥伙會会傘伞偉伟傳传傷伤倫伦"
    "偽伪體体餘余傭佣俠侠侶侣僥侥偵侦側侧僑侨儉俭債债傾倾償偿儲储兒儿兌兑黨党蘭兰關关興兴養养獸兽岡冈冊册寫写軍军農农馮冯決决況况凍冻淨净準准涼凉減减湊凑幾几鳳凤憑凭凱凯擊击鑿凿劃划劉刘則则剛刚創创刪删別别劑剂劍剑"
    "劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋勻匀區区醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历曆历厲厉壓压厭厌廁厕廂厢廈厦廚厨縣县參参雙双發发髮发變变敘叙疊叠葉叶號号嘆叹嚇吓呂吕嗎吗啟启吳吴員员聽听嗚呜詠咏響响"
    "啞哑嘩哗喚唤問问啓启喲哟嘗尝囑嘱團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛壩坝墳坟墜坠壟垄墊垫塵尘牆墙壯壮聲声殼壳壺壶處处備备複复復复夠够頭头夾夹奪夺奮奋獎奖奧奥妝妆婦妇媽妈嫵妩姍姗嬌娇孫孙學学寧宁寶宝"
    "實实審审憲宪宮宫寬宽賓宾寢寝對对尋寻導导壽寿將将爾尔堯尧盡尽層层屬属歲岁豈岂島岛嶺岭嶽岳峽峡幣币帥帅師师帳帐簾帘帶带幫帮幹干乾干並并莊庄慶庆廬庐庫库應应廟庙龐庞廢废開开異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录"
    "徹彻徑径後后憶忆懷怀態态憐怜總总戀恋懇恳惡恶悅悦懸悬驚惊懼惧慘惨懲惩慣惯憤愤願愿懶懒戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟擁拥攔拦擰拧撥拨擇择掛挂摯挚撓挠擋挡掙挣擠挤揮挥撈捞損损撿捡"
    "換换搗捣據据擲掷攙搀擱搁摟搂攪搅攜携攝摄擺摆搖摇攤摊撐撑敵敌數数齋斋斬斩斷断無无舊旧時时曠旷顯显晉晋曬晒曉晓暈晕暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨極极構构槍枪楓枫櫃柜標标棧栈棟栋欄栏樹树樣样橋桥檔档夢梦"
    "檢检樓楼橢椭歐欧歡欢殘残毀毁畢毕氣气漢汉湯汤溝沟沒没淪沦滄沧滬沪淚泪澤泽潔洁灑洒淺浅漿浆澆浇濁浊測测濟济渾浑濃浓濤涛漲涨滲渗漁渔溫温灣湾濕湿潰溃滾滚滿满濾滤濫滥濱滨灘滩瀟潇潛潜瀾澜滅灭燈灯災灾燦灿爐炉點点煉炼"
    "爍烁爛烂燭烛煙烟煩烦燒烧熱热煥焕愛爱爺爷牽牵犧牺狀状猶犹獨独狹狭獅狮獄狱獵猎豬猪貓猫獻献瑪玛環环現现璽玺瓊琼畫画暢畅療疗瘧疟瘡疮瘋疯癡痴癢痒癥症皺皱盞盏鹽盐監监蓋盖盤盘睏困睜睁矯矫礦矿碼码磚砖礎础硯砚碩硕確确"
    "礙碍禮礼禱祷禍祸離离種种積积稱称穩稳窮穷竊窃竅窍窯窑競竞筆笔筍笋箋笺籠笼築筑篩筛籌筹簽签簡简籃篮籬篱類类糧粮緊紧糾纠紅红纖纤約约級级紀纪緯纬純纯紗纱綱纲納纳縱纵綸纶紛纷紙纸紋纹紡纺線线練练組组紳绅細细織织終终"
    "紹绍經经綁绑結结繞绕給给絡络絕绝統统繼继績绩緒绪續续維维綿绵綜综綠绿綴缀緩缓締缔編编緣缘縮缩繪绘繳缴網网羅罗罰罚罷罢羈羁翹翘聳耸恥耻聶聂職职聯联聰聪肅肃腸肠膚肤腎肾腫肿脹胀脅胁膽胆勝胜脈脉膠胶腦脑臟脏髒脏臉脸"
    "腳脚臘腊騰腾艦舰艙舱藝艺節节蕪芜蘆芦蒼苍蘇苏蘋苹範范莖茎薦荐蕩荡榮荣藥药蓮莲獲获穫获瑩莹螢萤營营蕭萧薩萨蔣蒋藍蓝蕎荞虛虚蟲虫雖虽蝦虾蝕蚀蟻蚁蠶蚕蠻蛮補补襯衬襖袄裝装褲裤見见觀观規规覓觅視视覽览覺觉觸触譽誉計计"
    "訂订認认譏讥討讨讓让訓训議议訊讯記记講讲諱讳許许論论訟讼設设訪访證证評评識识詐诈訴诉診诊詞词譯译試试詩诗誠诚話话誕诞詢询該该詳详語语誤误說说請请諸诸諾诺讀读課课誰谁調调談谈謀谋諮咨謂谓謎谜謝谢謠谣譜谱貝贝負负"
    "貢贡財财責责賢贤敗败貨货質质販贩貪贪貧贫購购貫贯貿贸費费賀贺貼贴貴贵貸贷資资賽赛賦赋賞赏賠赔賴赖贈赠贊赞讚赞贏赢趙赵趕赶趨趋躍跃踐践蹤踪車车軌轨轉转輪轮軟软輕轻載载較较輔辅輛辆輝辉輩辈輯辑輸输轄辖辭辞辯辩邊边"
    "遼辽達达遷迁過过邁迈運运還还這这進进遠远違违連连遲迟適适選选遜逊遞递邏逻遺遗鄧邓郵邮鄰邻鄭郑醬酱釀酿釋释裏里裡里鑒鉴鑑鉴針针釘钉鈣钙鋼钢鑰钥鐘钟鍾钟鈉钠錢钱鑽钻鐵铁鈴铃鉛铅銅铜銀银銘铭鏟铲鋪铺鏈链銷销鎖锁鋒锋"
    "錯错錫锡錦锦鍵键鍛锻鎮镇鏡镜鑲镶長长門门閃闪閉闭闖闯閒闲閑闲間间悶闷鬧闹聞闻閣阁閱阅閩闽隊队陽阳陰阴陣阵階阶際际陸陆陳陈陝陕險险隨随隱隐隸隶難难雛雏霧雾靈灵靜静韓韩頁页頂顶項项順顺須须鬚须顧顾頓顿頒颁預预領领"
    "頻频顆颗題题顏颜額额顛颠風风飛飞飄飘飯饭飲饮飾饰飽饱館馆饋馈馬马馳驰驅驱駁驳駐驻駕驾駛驶驗验騎骑驕骄驛驿魯鲁魚鱼鮮鲜鯨鲸鳥鸟雞鸡鳴鸣鴨鸭鴻鸿鵬鹏鷹鹰麥麦黃黄齊齐齒齿齡龄龍龙龜龟臺台檯台颱台週周衝冲沖冲鬥斗穀谷"
    "麵面製制隻只佈布採采徵征鬱郁佔占註注託托遊游彙汇匯汇係系繫系薑姜闢辟籤签鬆松錶表囉啰捨舍誌志緻致鬍胡嚮向曏向禦御晝昼吶呐塗涂傑杰暉晖憂忧竇窦"
)
SIMPLIFIED = str.maketrans(TRADITIONAL[::2], TRADITIONAL[1::2])


class BadRule(YaowenError):
    """A filter that cannot be used; the sentence says where and why."""


def fold(text: str) -> str:
    """What is compared: one form for all the ways to write the same words."""
    text = unicodedata.normalize("NFKC", text.encode("utf-8", "ignore").decode())
    folded = text.translate(SIMPLIFIED).casefold().replace("i\u0307", "i").replace("ı", "i")  # İstanbul, ISPARTA
    return " ".join(folded.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word, phrase or pattern; `excludes` turns it round."""

    written: str
    excludes: bool = False
    pattern: Any = field(default=None, compare=False)  #: a compiled RE2, None for plain words

    def found(self, folded: str) -> bool:
        if self.pattern is None:
            return fold(self.written) in folded
        return self.pattern.search(folded) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """All groups must hold; a group holds when one of its terms is found. No excluding term may be found."""

    written: str = ""
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def refused(self, *texts: str) -> str | None:
        """Why this text does not pass, as the term that decided; None when it passes."""
        folded = fold("\n".join(texts)[:MAX_TEXT])
        for term in self.excluded:
            if term.found(folded):
                return f"-{term.written}"
        for group in self.groups:
            if not any(term.found(folded) for term in group):
                return "|".join(f'"{t.written}"' if t.written.startswith("-") else t.written for t in group)
        return None

    def passes(self, *texts: str) -> bool:
        return self.refused(*texts) is None


def parse(rule: str) -> Filter:
    """A rule as written by a person; BadRule says what is wrong with it."""
    if len(rule) > MAX_RULE:
        raise BadRule(f"the filter is {len(rule)} characters long; at most {MAX_RULE} are allowed")
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    group: list[Term] = []
    position, rest = 0, rule.strip().rstrip("。；;")
    apart = ""  #: what is not wanted, where a comma follows it
    while (position := BETWEEN.match(rest, position).end()) < len(rest):  # type: ignore[union-attr]
        token = TOKEN.match(rest, position)
        if token is None:
            raise BadRule(f"the filter {rule!r} cannot be read at {rest[position:]!r}")
        minus, plain, curled, regex, word, bar = token.groups()
        phrase = plain if plain is not None else curled
        written = phrase if phrase is not None else f"/{regex}/" if regex is not None else word
        if not fold(written):
            raise BadRule(f"the filter {rule!r} has an empty word")
        if word is not None and not word.strip("-－"):
            raise BadRule(f"the filter {rule!r} has a {word} without a word: write -word, without a space between")
        if apart and not minus:  # -讲座、报告: is the other wanted, or is it not?
            raise BadRule(f"after -{apart} each word needs a minus of its own; what is wanted stands before it")
        apart = written if minus and bar in ("、", "，", ",") else ""
        term = Term(written=written, excludes=bool(minus), pattern=pattern(regex) if regex is not None else None)
        if minus:
            excluded.append(term)
        else:
            group.append(term)
        if not bar and group:
            groups.append(tuple(group))
            group = []
        position = token.end()
    if group:
        groups.append(tuple(group))
    if rule.strip() and not (groups or excluded):
        raise BadRule(f"the filter {rule!r} has no word")
    return Filter(written=rule, groups=tuple(groups), excluded=tuple(excluded))


@lru_cache(maxsize=256)
def pattern(regex: str) -> Any:
    """An RE2 pattern that is tried on folded text; bounded in length and in the memory of its program."""
    if len(regex) > MAX_RULE:
        raise BadRule(f"the pattern is {len(regex)} characters long; at most {MAX_RULE} are allowed")
    engine: Any = re2  # it has no types
    options = engine.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return engine.compile(unicodedata.normalize("NFKC", regex).translate(SIMPLIFIED), options)
    except (re2.error, UnicodeEncodeError) as e:
        why = e.args[0].decode(errors="replace") if e.args and isinstance(e.args[0], bytes) else str(e)
        raise BadRule(f"/{regex}/ is no pattern that RE2 knows: {why}") from None


def any_of(rules: Iterable[Filter], *texts: str) -> bool:
    """One of several rules lets it through."""
    return any(rule.passes(*texts) for rule in rules)
