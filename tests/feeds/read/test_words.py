"""What sites say in their own language, table by table: a new language is a line here and a word in its table."""

from zoneinfo import ZoneInfo

import pytest
from builders import NOON

from feeds import read
from feeds.model import Page
from feeds.read import back, phrases
from feeds.read.articles.edges import furniture
from feeds.read.dates import labels
from feeds.read.detect import detect
from feeds.read.lists import headings
from feeds.read.markup.wording import MORE, NEWS
from feeds.read.navigation import crumbs, onward, pager

#: language: news, all or more of them, next page, home, page not found, search results, an empty list, back, published
SAID = """
en: News; All news; Next; Home; Page not found; Search results; No posts found; Back to list; Published on
de: Nachrichten; Alle Meldungen; Nächste Seite; Startseite; Seite nicht gefunden; Suchergebnisse; Keine Beiträge; Zurück zur Liste; Veröffentlicht am
fr: Actualités; Toutes les actualités; Suivant; Accueil; Page non trouvée; Résultats de recherche; Aucun article; Retour à la liste; Mis en ligne le
es: Noticias; Todas las noticias; Siguientes; Inicio; Página no encontrada; Resultados de búsqueda; No hay noticias; Volver al listado; Publicado el
pt: Notícias; Mais notícias; Seguinte; Início; Página não encontrada; Resultados da pesquisa; Nenhuma notícia; Voltar para a lista; Publicado em
it: Notizie; Tutte le notizie; Successivo; Home; Pagina non trovata; Risultati della ricerca; Nessuna notizia; Torna all'elenco; Pubblicato il
nl: Nieuws; Meer nieuws; Volgende; Home; Pagina niet gevonden; Zoekresultaten; Geen berichten; Terug naar overzicht; Geplaatst op
pl: Aktualności; Wszystkie aktualności; Następny; Strona główna; Strona nie istnieje; Wyniki wyszukiwania; Brak wpisów; Powrót do listy; Dodano:
cs: Aktuality; Více aktualit; Následující; Úvod; Stránka nebyla nalezena; Výsledky vyhledávání; Žádné články; Zpět na seznam; Publikováno:
sk: Novinky; Všetky novinky; Ďalšia; Domov; Stránka sa nenašla; Výsledky vyhľadávania; Žiadne príspevky; Späť na zoznam; Zverejnené:
hu: Hírek; További hírek; Következő; Főoldal; Az oldal nem található; Keresési eredmények; Nincs találat; Vissza a hírekhez; Megjelent:
ro: Știri; Toate știrile; Următoarea; Acasă; Pagina nu a fost găsită; Rezultatele căutării; Nu există articole; Înapoi la listă; Publicat:
hr: Novosti; Sve novosti; Sljedeća; Naslovnica; Stranica nije pronađena; Rezultati pretraživanja; Nema vijesti; Natrag na popis; Objavljeno:
sl: Novice; Vse novice; Naslednja; Domača stran; Strani ni mogoče najti; Rezultati iskanja; Ni novic; Nazaj na seznam; Objavljeno:
ru: Новости; Больше новостей; Далее; На главную; Страница не найдена; Поиск по сайту; Новостей нет; Назад к списку; Размещено:
uk: Новини; Усі новини; Далі; Головна сторінка; Сторінку не знайдено; Результати пошуку; Новин немає; Повернутися до списку; Опубліковано:
bg: Новини; Всички новини; Напред; Начало; Страницата не е намерена; Резултати от търсенето; Няма новини; Обратно към списъка; Публикувано на
el: Νέα; Όλα τα νέα; Επόμενο; Αρχική σελίδα; Η σελίδα δεν βρέθηκε; Αποτελέσματα αναζήτησης; Δεν βρέθηκαν; Επιστροφή στη λίστα; Δημοσιεύτηκε:
tr: Haberler; Tüm haberler; İleri; Ana Sayfa; Sayfa bulunamadı; Arama sonuçları; Haber bulunamadı; Listeye dön; Yayınlanma:
sv: Nyheter; Fler nyheter; Nästa; Startsida; Sidan hittades inte; Sökresultat; Inga nyheter; Tillbaka till listan; Publicerad:
no: Nyheter; Flere nyheter; Neste; Hjem; Siden ble ikke funnet; Søkeresultater; Ingen nyheter; Tilbake til listen; Publisert:
da: Nyheder; Flere nyheder; Næste; Forsiden; Siden blev ikke fundet; Søgeresultater; Ingen nyheder; Tilbage til listen; Offentliggjort:
fi: Uutiset; Kaikki uutiset; Seuraava; Etusivu; Sivua ei löytynyt; Hakutulokset; Ei uutisia; Takaisin listaan; Julkaistu
et: Uudised; Kõik uudised; Järgmine; Avaleht; Lehte ei leitud; Otsingutulemused; Uudiseid ei leitud; Tagasi nimekirja; Avaldatud:
vi: Tin tức; Tất cả tin tức; Tiếp theo; Trang chủ; Không tìm thấy trang; Kết quả tìm kiếm; Không có bài viết; Quay lại danh sách; Đăng ngày
id: Berita; Semua berita; Berikutnya; Beranda; Halaman tidak ditemukan; Hasil pencarian; Belum ada berita; Kembali ke daftar; Diposting pada
th: ข่าว; ข่าวทั้งหมด; หน้าถัดไป; หน้าหลัก; ไม่พบหน้า; ผลการค้นหา; ไม่มีข่าว; กลับหน้ารายการ; เผยแพร่:
ar: الأخبار; جميع الأخبار; الصفحة التالية; الصفحة الرئيسية; الصفحة غير موجودة; نتائج البحث; لا توجد أخبار; العودة إلى القائمة; نشر في
fa: اخبار; همه اخبار; صفحه بعد; صفحه اصلی; صفحه یافت نشد; نتایج جستجو; خبری یافت نشد; بازگشت به فهرست; تاریخ انتشار:
he: חדשות; כל החדשות; העמוד הבא; דף הבית; הדף לא נמצא; תוצאות חיפוש; אין חדשות; חזרה לרשימה; פורסם:
hi: समाचार; सभी समाचार; अगला पृष्ठ; मुख्य पृष्ठ; पृष्ठ नहीं मिला; खोज परिणाम; ; ; प्रकाशित:
ja: お知らせ; お知らせ一覧; 次へ; ホーム; ページが見つかりません; 検索結果; お知らせはありません; 一覧にもどる; 掲載日：
ko: 공지사항; 전체보기; 다음; 홈; 페이지를 찾을 수 없습니다; 검색결과; 게시물이 없습니다; 목록; 등록일
zh: 通知公告; 更多; 下一页; 首页; 您要找的页面走丢了; 搜索结果; 暂无内容; 返回列表; 发布时间：
zh-TW: 最新消息; 更多; 下一頁; 首頁; 查無此頁面; 搜尋結果; 目前沒有資料; 回列表; 發布日期：
"""  # noqa: E501
TABLES = (
    lambda words: NEWS.search(words),
    lambda words: headings.MORE.fullmatch(words) or headings.leads_to_all(words),
    lambda words: onward.NEXT.match(words) or pager.NEXT.match(words),
    lambda words: crumbs.HOME.match(words),
    lambda words: phrases.GONE.search(words) or phrases.GONE_SAID.search(words),
    lambda words: phrases.SEARCH.search(words),
    lambda words: phrases.NOTHING.search(words),
    lambda words: back.BACK.search(words),
    lambda words: labels.labelled(f"{words} 05.11.2026", ZoneInfo("Europe/Berlin"), NOON),
)
LANGUAGES = dict(line.split(": ", 1) for line in SAID.strip().splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_known(language: str):
    said = [word.strip() for word in LANGUAGES[language].split(";")]

    assert [word for word, knows in zip(said, TABLES, strict=True) if word and not knows(word)] == []


@pytest.mark.parametrize(
    "headline",
    ["Nextcloud hub for schools opens", "新闻学院举行开学典礼", "Home games of the season", "Die Suche nach dem Hund",
     "Noch keine Einigung über Beiträge zum Fest",
     "All quiet on the river", "Neue Meldung: Weiterbau der Brücke"],
)  # fmt: skip
def test_a_headline_is_no_word_of_a_page(headline: str):
    assert not onward.NEXT.match(headline)
    assert not crumbs.HOME.match(headline)
    assert not phrases.GONE.search(headline)
    assert not phrases.SEARCH.search(headline)
    assert not furniture(headline)
    assert not headings.MORE.fullmatch(headline)


@pytest.mark.parametrize(
    "words", ["Teilen | Drucken", "Sdílet", "Поделиться", "Κοινοποίηση / Εκτύπωση", "แชร์", "ツイート シェア", "列印"]
)
def test_what_shares_and_prints_is_furniture(words: str):
    assert furniture(words)


CARD = '<li class="card"><h3><a href="/n/10{n}.html">{title} {n}</a></h3><p>2026-11-2{n}</p>{more}</li>'


def a_list(
    title: str = "Nyhetoj", row: str = "Hedningan kaj la fiŝoj de la lago", more: str = "", extra: str = ""
) -> Page:
    cards = "".join(CARD.format(n=n, title=row, more=more.format(n=n)) for n in range(1, 7))
    text = f"<title>{title}</title><body><h1>{title}</h1><ul>{extra}{cards}</ul></body>"
    return Page(url="https://lago.example/novajoj/", text=text, fetched=NOON)


@pytest.mark.parametrize(
    "row",
    ["老人走丢了，志愿者帮他回家", "小狗走丢了民警帮忙找回", "找不到網頁資料的解決方法",
     "I risultati della ricerca sul clima",
     "Excellents résultats pour nos élèves", "Resultados para los alumnos", "115學年度繁星推薦錄取名單查詢結果"],
)  # fmt: skip
def test_a_list_is_not_refused_for_one_of_its_headlines(row: str):
    assert detect(a_list(row=row)).page == "list"


@pytest.mark.parametrize("title", ["Pesquisa", "選課系統維護公告", "Bibliothek wegen Wartung geschlossen"])
def test_a_column_is_not_refused_for_its_name(title: str):
    assert detect(a_list(title=title)).page == "list"


@pytest.mark.parametrize("word", ["Далее", "Dalje", "Tiếp", "Avanti", "Toliau"])
def test_read_on_under_each_card_leads_to_no_next_page(word: str):
    page = a_list(more=f'<a class="more" href="/n/10{{n}}.html">{word}</a>')

    assert read.listing(page).next is None


@pytest.mark.parametrize("word", ["Далее", "Avanti"])
def test_the_same_word_in_a_pager_does(word: str):
    page = a_list(extra=f'<div class="pager"><a href="/novajoj/?p=2">{word}</a></div>')

    assert read.listing(page).next == "https://lago.example/novajoj/?p=2"


@pytest.mark.parametrize("title", ["合格者一覧", "全部课程改为线上通知", "All exams moved online", "More than a game"])
def test_a_pinned_item_is_no_link_to_all_of_them(title: str):
    page = a_list(extra=f'<li class="card"><h3><a href="/zt/2.html">{title}</a></h3></li>')

    assert title in [article.title for article in read.listing(page).articles]


@pytest.mark.parametrize("words", ["Περισσότερα", "ΠΕΡΙΣΣΟΤΕΡΑ", "Περισσοτερα"])
def test_greek_is_known_with_and_without_its_accents(words):
    assert MORE.fullmatch(words)


#: 更多 of smaller webs
MORES = """
সকল; আরও দেখুন; अधिक वाचा; सबै हेर्नुहोस्; மேலும் படிக்க; మరిన్ని; ಇನ್ನಷ್ಟು ಓದಿ; കൂടുതൽ; વધુ વાંચો; ਹੋਰ ਪੜ੍ਹੋ; සියල්ල; მეტი; Ավելին;
Толығырақ; Batafsil; Daha çox; Дэлгэрэнгүй; Soma zaidi; ተጨማሪ; Më shumë; Повеќе; Опширније; Усе; Darllen mwy;
Gehiago; Ler máis; Veure més; Baca lagi; អានបន្ថែម; ອ່ານຕໍ່; ပိုမို
"""


@pytest.mark.parametrize("words", [words.strip() for words in MORES.split(";")])
def test_smaller_webs_have_their_word_for_more(words):
    assert MORE.fullmatch(words)
