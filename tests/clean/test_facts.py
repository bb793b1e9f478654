"""Date, source, address, byline and language: as stated, or not at all."""

from collections.abc import Sequence

import pytest

from builder.clean.authors import find_authors
from builder.clean.date import find_date
from builder.clean.language import find_language
from builder.clean.source import find_source, find_url
from builder.clean.translated import is_translated, signs
from builder.data import load
from builder.records import Statement

SIGNS = load("translation_signs")


def _date(value: str, by: str = "json-ld", url: str | None = None) -> tuple[str, str | None, str] | None:
    dating, _ = find_date([Statement("date", value, by)] if value else [], url)
    return (dating.basis, dating.edtf, dating.day.isoformat()) if dating else None


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2023-05-30", "2023-05-30"),
        ("2023-05-30T23:30:00-07:00", "2023-05-30"),
        ("2023-05-30 00:10", "2023-05-30"),
        ("2023-5-3", "2023-05-03"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("20230530", "2023-05-30"),
        ("20230530T2310Z", "2023-05-30"),
        ("Tue, 30 May 2023 10:00:00 GMT", "2023-05-30"),
        ("May 30, 2023 at 10:00", "2023-05-30"),
        ("Sept. 3, 2023", "2023-09-03"),
        ("30th June 2023", "2023-06-30"),
    ],
)
def test_a_date_keeps_the_precision_and_the_day_as_written(value: str, edtf: str) -> None:
    assert _date(value) == ("metadata", edtf, (edtf + "-01-01")[:10])


@pytest.mark.parametrize(
    "value",
    ["2023-02-30", "0000-01-01", "1799-12-31", "2101-01-01", "05/06/2023", "yesterday", "20231345", "9" * 999, "٢٠٢٣"],
)
def test_an_impossible_or_ambiguous_date_is_no_date(value: str) -> None:
    assert _date(value) is None


def test_the_sidecar_says_stated_and_the_address_is_asked_last() -> None:
    url = "https://courier.example/2023/05/30/harbour"

    assert _date("2023-05", "sidecar", url) == ("stated", "2023-05", "2023-05-01")
    assert _date("soon", "json-ld", url) == ("url", "2023-05-30", "2023-05-30")


@pytest.mark.parametrize(
    ("path", "edtf"),
    [
        ("/2023/05/30/harbour", "2023-05-30"),
        ("/news/2023-05-30-harbour", "2023-05-30"),
        ("/20230530/harbour", "2023-05-30"),
        ("/2023/05/harbour", "2023-05"),
        ("/2023/13/45/x", None),
        ("/article/202305123456", None),
        ("/top-2023-05", None),
        ("/harbour", None),
    ],
)
def test_dates_in_the_path_of_an_address(path: str, edtf: str | None) -> None:
    found = _date("", url=f"https://courier.example{path}")

    assert (found[1] if found else None) == edtf


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("Written by: Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe & Ida van der Holm", ["Jane Doe", "John Roe", "Ida van der Holm"]),
        ("Byron Smith", ["Byron Smith"]),
        ("Reuters", ["Reuters"]),
        ("Bell, Book and Co", ["Bell, Book and Co"]),
        ("Jane Doe, Washington", ["Jane Doe, Washington"]),
        ("https://www.facebook.com/courier", []),
        ("@courier", []),
        ("desk@courier.example", []),
        ("admin", []),
        ("", []),
    ],
)
def test_bylines(byline: str, names: list[str]) -> None:
    assert list(find_authors([Statement("authors", byline, "meta author")])[0]) == names


def test_all_authors_come_from_the_most_trusted_place_that_names_any() -> None:
    facts = [Statement("authors", *fact) for fact in (("@x", "sidecar"), ("Ida Holm", "json-ld"), ("I. Holm", "meta"))]

    assert find_authors(facts) == (("Ida Holm",), "json-ld")


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://courier.example/a?b=c#d", True),
        ("http://müller.example/straße", True),
        ("https://courier.example:8080/a", True),
        ("https://courier.example/", False),
        ("javascript:alert(1)", False),
        ("https://localhost/a", False),
        ("https://127.0.0.1/a", False),
        ("https://user:word@courier.example/a", False),
        ("http://[x", False),
        ('https://courier.example/"onload=', False),
        ("https://courier.example/a b", False),
        ("https://courier.example/\u202egpj", False),
        ("https://-.example/a", False),
        ("/harbour", False),
    ],
)
def test_only_a_sane_web_address_is_kept(url: str, sound: bool) -> None:
    assert find_url([Statement("url", url, "link canonical")])[0] == (url if sound else None)


def test_an_address_in_capitals_is_written_as_every_program_writes_it() -> None:
    stated = [Statement("url", "HTTP://COURIER.Example/%zz/A?B=C", "link canonical")]

    assert find_url(stated)[0] == "http://courier.example/%zz/A?B=C"


def test_the_source_is_stated_or_unknown() -> None:
    facts = [
        Statement("source", *fact)
        for fact in (("https://courier.example", "json-ld"), ("Courier", "meta og:site_name"))
    ]

    assert find_source(facts, None) == ("Courier", "meta og:site_name")
    assert find_source([], "https://courier.example/a") == (None, "none")


SENTENCES = {
    "en": "The harbour of the town was closed for two days, and the mayor said that it would open on Tuesday.",
    "fr": "Le port de la ville est fermé depuis deux jours, et le maire a dit qu’il ouvrira mardi.",
    "de": "Der Hafen der Stadt war zwei Tage geschlossen, und die Leiterin sagte, dass er am Dienstag öffnet.",
    "es": "El puerto de la ciudad está cerrado desde hace dos días y el alcalde dijo que se abrirá el martes.",
    "it": "Il porto della città è chiuso da due giorni e il sindaco ha detto che si aprirà martedì.",
    "pt": "O porto da cidade está fechado há dois dias e o presidente da câmara disse que não abre na terça.",
    "nl": "De haven van de stad was twee dagen dicht en de burgemeester zei dat hij op dinsdag weer open zal gaan.",
    "fi": "Satama oli kiinni kaksi päivää, ja pormestari sanoi sen avautuvan tiistaina.",
    "el": "Το λιμάνι της πόλης ήταν κλειστό για δύο μέρες, και ο δήμαρχος είπε ότι θα ανοίξει την Τρίτη.",
    "ru": "Порт города был закрыт два дня, и мэр сказал, что он откроется во вторник.",
    "ar": "كان ميناء المدينة مغلقا لمدة يومين، وقال رئيس البلدية إنه سيفتح يوم الثلاثاء.",
    "he": "נמל העיר היה סגור במשך יומיים, וראש העיר אמר שהוא ייפתח ביום שלישי.",
    "ja": "町の港は二日間閉鎖されていたが、町長は火曜日に再開すると述べた。",
    "zh": "该市的港口关闭了两天，市长说它将在星期二重新开放。",
    "ko": "도시의 항구는 이틀 동안 폐쇄되었고 시장은 화요일에 다시 열릴 것이라고 말했다.",
    "hi": "शहर का बंदरगाह दो दिनों से बंद था और महापौर ने कहा कि यह मंगलवार को खुलेगा।",
    "und": "4 : 2, 17 : 30",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_sentence_tells_the_language(lang: str) -> None:
    assert find_language([], SENTENCES[lang])[0] == lang


@pytest.mark.parametrize(
    ("stated", "lang"), [(["pt-BR"], "pt"), (["en_US"], "en"), (["English", "NL"], "nl"), (["english"], "de")]
)
def test_a_person_is_believed_if_it_is_a_code(stated: Sequence[str], lang: str) -> None:
    assert find_language([Statement("lang", value, "sidecar") for value in stated], SENTENCES["de"])[0] == lang


@pytest.mark.parametrize(
    ("by", "stated", "text", "expected"),
    [
        ("html lang", "en-GB", SENTENCES["de"] * 3, ("de", "text")),
        ("html lang", "de-AT", SENTENCES["de"], ("de", "html lang")),
        ("html lang", "nn", "Hamna i byen", ("nn", "html lang")),
        ("folder", "en", SENTENCES["ru"], ("ru", "text")),
        ("folder", "en", "Ha!", ("en", "folder")),
    ],
)
def test_a_text_that_plainly_reads_otherwise_is_believed_before_its_page(
    by: str, stated: str, text: str, expected: tuple[str, str]
) -> None:
    assert find_language([Statement("lang", stated, by)], text) == expected


@pytest.mark.parametrize("value", ["utf-8", "iso-8859-1", "und"])
def test_an_encoding_is_no_language(value: str) -> None:
    assert find_language([Statement("lang", value, "meta content-language")], "Ha!")[0] == "und"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Порт города был закрыт два дня, этот мэр сказал, что он откроется во вторник."),
        ("uk", "Порт міста був зачинений два дні, її мер сказала, що він відкриється у вівторок."),
        ("el", "Το λιμάνι της πόλης έμεινε κλειστό δύο ημέρες."),
        ("ar", "أغلق ميناء المدينة يومين، وقال رئيس البلدية إنه سيفتح يوم الثلاثاء."),
        ("fa", "بندر شهر دو روز بسته بود و شهردار گفت که سه‌شنبه باز می‌شود و هیچ کشتی پیش از آن نمی‌آید."),
        ("hi", "शहर का बंदरगाह दो दिन बंद रहा।"),
        ("ja", "町の港は二日間閉鎖され、市長は火曜日に再開すると述べた。"),
        ("zh", "该市港口关闭了两天，市长说将于星期二重新开放。"),
        ("ko", "도시의 항구는 이틀 동안 닫혀 있었다."),
    ],
)
def test_one_sentence_in_any_script_tells_the_language(lang: str, text: str) -> None:
    assert find_language([], text)[0] == lang


def test_stop_words_are_texts_although_yaml_knows_better() -> None:
    assert all(isinstance(word, str) for words in load("stop_words").values() for word in words)
    assert all(isinstance(word, str) for words in load("headline")["en"].values() for word in words)


@pytest.mark.parametrize("row", SIGNS, ids=lambda row: row["name"])
def test_each_sign_of_translation_finds_its_examples_and_spares_the_others(row) -> None:  # type: ignore[no-untyped-def]
    pattern = next(sign.pattern for sign in signs() if sign.name == row["name"])

    assert all(pattern.search(text) for text in row["shows"])
    assert not any(pattern.search(text) for text in row["lacks"])


def test_ordinary_sentences_are_not_called_translated() -> None:
    assert not any(is_translated(text, "en") for row in SIGNS for text in row["lacks"])
    assert not is_translated(" ".join(text for row in SIGNS for text in row["shows"]), "de")
