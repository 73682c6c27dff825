"""Cards: shape and word for every status, everything escaped."""

import pytest
from bs4 import BeautifulSoup

from statsbidrag.show.cards import STATUSES, Card, cards_html, status_html


def test_a_card_says_its_status_in_shape_and_words() -> None:
    card = Card("Prognos helår", "10,4", "mnkr", "rak linje ger 9,8", "watch", "1,6 mnkr under plan")
    page = BeautifulSoup(cards_html([card]), "html.parser")
    paragraphs = [p.text for p in page.li.find_all("p")]
    assert paragraphs == [
        "Prognos helår",
        "10,4\u00a0mnkr",
        "rak linje ger 9,8",
        "▲\u00a0Bevaka: 1,6 mnkr under plan",
    ]
    assert page.find("p", class_="teckenforklaring").text == "▲\u00a0Bevaka"


def test_the_key_holds_the_statuses_in_use_and_no_others() -> None:
    cards = [Card("A", "1", "", "", "off"), Card("B", "2", "", "", "ok"), Card("C", "3", "", "", "off")]
    page = BeautifulSoup(cards_html(cards), "html.parser")
    assert page.find("p", class_="teckenforklaring").text == "●\u00a0I fas ■\u00a0Avviker"


@pytest.mark.parametrize("status", STATUSES)
def test_the_word_is_said_once(status: str) -> None:
    word = STATUSES[status][1]
    text = BeautifulSoup(status_html(status, f"{word.lower()} i höst"), "html.parser").text
    assert text.endswith(f"\u00a0{word.lower()} i höst")
    assert status_html(status).count(word) == 1


def test_texts_are_escaped() -> None:
    html = cards_html([Card("<b>", "<i>", "<u>", "<s>", "none", "<script>")])
    assert not BeautifulSoup(html, "html.parser").find_all(["b", "i", "u", "s", "script"])


def test_a_card_without_value_or_with_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="måste ha rubrik och värde"):
        Card("A", "", "", "", "ok")
    with pytest.raises(ValueError, match="«röd» finns inte; tillåtet: ok, watch, off, none"):
        Card("A", "1", "", "", "röd")
