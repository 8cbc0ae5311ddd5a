"""Markup that tries to run, to track or to trick, and a browser's eye that finds what got through."""

from selectolax.lexbor import LexborHTMLParser

XSS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></ScRiPt>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://a.example/x.png' onerror=alert(1) style='x:expression(alert(1))'>",
    '<img src="javascript:alert(1)">',
    "<img src='data:image/svg+xml;base64,PHN2Zy8+'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jav\tascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe src='http://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='http://evil.example/x.swf'></object><embed src='http://evil.example/x.swf'>",
    "<form action='http://evil.example'><input name=q><button formaction='javascript:alert(1)'>x</button></form>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<div style='background:url(http://evil.example/t.gif)'>x</div>",
    "<link rel=stylesheet href='http://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<base href='http://evil.example/'>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<p title='<script>alert(1)</script>'>x</p>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script>alert(1)</script>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video poster='javascript:alert(1)'><source onerror=alert(1)></video>",
    "<video src='javascript:alert(1)' autoplay></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='http://ok.example' target=_blank onclick=alert(1)>x</a>",
    "<p id=location name=cookie class='x'>x</p>",
]
GOOD = {"src", "href", "poster"}


def harmful(markup):
    """What a browser would find in this markup that it should not."""
    found = []
    for node in LexborHTMLParser(f"<!doctype html><body>{markup}").body.css("*"):
        if node.tag in {"script", "style", "form", "iframe", "object", "embed", "svg", "math", "link", "meta", "base"}:
            found.append(node.tag)
        for name, value in node.attributes.items():
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "target", "id", "name", "class"}:
                found.append(name)
            if name in GOOD and not (value or "").startswith(("http://", "https://")):
                found.append(f"{name}={value}")
    return found
