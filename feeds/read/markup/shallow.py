"""Is this page surely nested less deep than that? A quick look that may say "not sure", never wrongly "yes". No parser.

Whoever is told "not sure" counts exactly (depth.py). Two looks: a page with few tags cannot be deep; and of a page
whose tags are well written, the open elements are counted with every doubt taken for open.
"""

import re

SHORT = 64_000  #: characters of a page in which not even one tag can hold too many attributes for a parser
LONG = 4_000  #: characters of a tag in which they may

#: read as the standard reads it, so that no tag hides in a value and no value in a tag
_ATTRIBUTE = r"""=?+[^\s/>=<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>][^\s>]*+)?+)?+"""
_ATTRIBUTES = rf"(?:[\s/]++|{_ATTRIBUTE})*+"
_ONE = re.compile(_ATTRIBUTE)
_TAGS = re.compile(
    r"<!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+-->"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])"
    rf"{_ATTRIBUTES}>.*?</(?P=raw)(?=[\s/>])[^<>]*+>"
    r"|<(?:![a-z\[]|\?)[^<>]*+>"
    rf"|<(?P<end>/?)(?P<name>[a-z][^\s/><]*+)(?P<attributes>{_ATTRIBUTES})>"
    r"|(?P<odd><(?=[a-z/!?]))",
    re.I | re.S,
)
_RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()  # noqa: SIM905
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # noqa: SIM905
#: what the end of one of _BLOCKS closes on its way
_LOOSE = frozenset(["p", "li", "dd", "dt", *_FORMATTING])
_BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "  # noqa: SIM905
    "li dd dt main menu nav ol p pre section ul".split()
)
#: where other rules hold; of a drawing what never leads out of it
_OTHER = frozenset(["math", "plaintext", "frameset"])
_DRAWN = frozenset(
    "svg g path circle rect line polygon polyline ellipse defs use symbol mask clippath stop lineargradient text tspan".split()  # noqa: E501, SIM905
)


def surely(source: str, depth: int, attributes: int) -> bool:
    """Whether no parser will nest this page deeper than `depth`, nor meet a tag with more `attributes`."""
    few = len(source) <= SHORT and source.count("<") - source.count("</") < depth
    return (few and not _long_tag(source)) or _well_nested(source, depth, attributes)


def _long_tag(source: str) -> bool:
    """Whether a tag may be so long. A piece of page as long as that has half of it between two marks of this ruler."""
    half = LONG // 2
    if all(source.find("<", at, at + half) >= 0 for at in range(0, len(source) - half, half)):
        return False
    return any(">" not in piece[: LONG + 1] for piece in source.split("<") if len(piece) > LONG)


def _well_nested(source: str, depth: int, attributes: int) -> bool:
    """Every end tag that might not count is passed over; what a block closes unasked is opened again for ever."""
    open_: list[str] = []
    again = drawn = 0
    for tag in _TAGS.finditer(source):
        raw, end, name, said, odd = tag.groups()
        if not name:
            if odd or (raw and drawn):
                return False
            continue
        name = name.lower()
        if not end:
            if name in _RAW:  # it never ends
                return False
            if len(said) > LONG and sum(1 for _ in _ONE.finditer(said)) > attributes:
                return False
            if name in _VOID and not drawn:
                continue
            open_.append(name)
            if len(open_) + again >= depth or name in _OTHER:
                return False
            if drawn or name == "svg":
                drawn = drawn or len(open_)
                if name not in _DRAWN:
                    return False
        elif not open_:
            continue
        elif drawn:
            if name == "svg":
                del open_[drawn - 1 :]
                drawn = 0
        elif open_[-1] == name:
            open_.pop()
        elif name in _BLOCKS:
            place = len(open_) - 1
            while place >= 0 and open_[place] != name and open_[place] in _LOOSE:
                place -= 1
            if place >= 0 and open_[place] == name:
                again += sum(above in _FORMATTING for above in open_[place:])
                del open_[place:]
    return True
