"""What programs ask for besides feeds: OPML, sitemap, robots.txt, icons, the style sheet."""

from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from feeds.give.clean import plain
from feeds.give.giver import ALL, STATIC, Giver
from feeds.give.web.looks import answer
from feeds.keep import browse, states

FILES = {
    "style.css": "text/css; charset=utf-8",
    "icon.png": "image/png",
    "logo.png": "image/png",
}
A_SITEMAP = 10_000  #: entry numbers in one sitemap
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def routes(giver: Giver) -> list[BaseRoute]:
    def opml(request: Request) -> Response:
        with giver.db.reading() as tx:
            known = states.of_all(tx)
        titles = {name: giver.title(known[name]) for name in giver.sources if name in known}
        return answer(request, outlines(giver, titles), "text/x-opml; charset=utf-8", age=900)

    def sitemap(request: Request) -> Response:
        with giver.db.reading() as tx:
            highest = browse.highest(tx)
        parts = "".join(
            f"<sitemap><loc>{escape(giver.site.url)}/sitemap-{n}.xml</loc></sitemap>"
            for n in range(highest // A_SITEMAP + 1)
        )
        body = f'{XML}<sitemapindex xmlns="{SITEMAPS}">{parts}</sitemapindex>'
        return answer(request, body.encode(), "application/xml; charset=utf-8")

    def part(request: Request) -> Response:
        number = request.path_params["n"]
        with giver.db.reading() as tx:
            if number > browse.highest(tx) // A_SITEMAP:
                return PlainTextResponse("no such sitemap\n", 404)
            found = browse.between(tx, number * A_SITEMAP, (number + 1) * A_SITEMAP - 1)
        urls = [
            f"<url><loc>{escape(giver.site.url)}/e/{n}</loc><lastmod>{when:%Y-%m-%d}</lastmod></url>"
            for n, when in found
        ]
        if number == 0:
            urls += [f"<url><loc>{escape(giver.site.url)}/{name}/</loc></url>" for name in giver.sources]
        body = f'{XML}<urlset xmlns="{SITEMAPS}">{"".join(urls)}</urlset>'
        return answer(request, body.encode(), "application/xml; charset=utf-8")

    def robots(request: Request) -> Response:
        shut = "".join(f"Disallow: {giver.site.root}{path}\n" for path in ("/search", "/feeds/private/"))
        body = f"User-agent: *\n{shut}Sitemap: {giver.site.url}/sitemap.xml\n"
        return answer(request, body.encode(), "text/plain; charset=utf-8")

    def static(request: Request) -> Response:
        name = request.path_params.get("name", "icon.png")
        if name not in FILES:
            return PlainTextResponse("no such file\n", 404)
        return answer(request, _file(name), FILES[name], age=86_400)

    return [
        Route("/opml.xml", opml),
        Route("/sitemap.xml", sitemap),
        Route("/sitemap-{n:number}.xml", part),
        Route("/robots.txt", robots),
        Route("/favicon.ico", static),
        Route("/static/{name}", static),
    ]


def outlines(giver: Giver, titles: dict[str, str]) -> bytes:
    """OPML 2.0 of all public feeds."""
    site = giver.site
    rows = [
        (ALL, site.title, f"{site.url}/"),
        *((name, title, f"{site.url}/{name}/") for name, title in titles.items()),
    ]
    lines = "".join(
        f'<outline type="rss" text={quoteattr(plain(title))} title={quoteattr(plain(title))} '
        f"xmlUrl={quoteattr(f'{site.url}/feeds/{name}.atom')} htmlUrl={quoteattr(page)}/>\n"
        for name, title, page in rows
    )
    head = f"<head><title>{escape(plain(site.title))}</title></head>"
    return f'{XML}<opml version="2.0">\n{head}\n<body>\n{lines}</body>\n</opml>\n'.encode()


@lru_cache(maxsize=8)
def _file(name: str) -> bytes:
    return (STATIC / name).read_bytes()
