"""Chinese names: the commonest surnames, and a pattern for a name of two or three characters. A table."""

from feeds import hanzi

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭"
    "潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹"
    "石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
    "汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛岳齐梅路左冉裴翁柳骆"
    "焦管祝耿关尤祁柴苗游凌纪霍涂成费鲍卜覃蒙毕闫伍詹甘阮柯靳喻蒲滕饶牟艾穆卓缪芦褚娄窦戚岑晏瞿佟臧闵苟邬卞姬仇栾"
    "隋刁寇桑郎甄丛仲虞敖巩佘邝付符舒屈鞠荆"
)
#: words that begin with a surname, and are nobody
_NOBODY = (
    r"(?!毕业|蒙[古牛]|艾[滋草]|符[号合]|仲[夏裁秋]|丛[林书]|卓[越著]|甘[肃蔗露草]|付[款费出]|马[上路克]|牟利|芦[苇荟笋]|"
    r"桑[叶葚树]|隋唐|滕王|穆斯林|饶[有是]|瞿塘|程[序度]|舒[服适展心畅缓]|屈[服指]|鞠躬|荆[棘州门]|[於餘範薑瀋遊週鬍鐘衝])"
)
NAME = rf"{_NOBODY}[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_OFFICES = "院系所部处科局馆校区网室厅"  #: what their names end with: 文学院, 金融系


def is_person(name: str) -> bool:
    """Whether what looks like a name is one where nothing says so: of three characters, and no office."""
    return len(name) > 2 and hanzi.simplified(name[-1]) not in _OFFICES
