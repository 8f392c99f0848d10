"""What of a document is indexed for a programme."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document
from corpus.vocabulary import load_vocabulary
from search.entries import Entry
from search.passages import LONGEST, Passage, record_text, text_passages
from tests.search.announcements import corpus, make_document, make_programme


def entries() -> dict[str, Entry]:
    return {entry.programme.id: entry for entry in corpus()}


def whole(passages: list[Passage]) -> str:
    return "\n".join(passage.text for passage in passages)


def test_the_record_says_in_words_what_its_codes_mean() -> None:
    text = record_text(entries()["p-lomza"].programme, load_vocabulary())
    for words in ("Bliżej siebie", "Łomża", "podlaskie", "rodziny zastępcze", "warsztaty", "Augustów", "Plus"):
        assert words in text
    plain = record_text(entries()["p-lomza"].programme, load_vocabulary(), labelled=False)
    assert "wyjazdy i kolonie" in text
    assert "kolonie" not in plain


def test_programmes_of_one_document_do_not_claim_each_others_text() -> None:
    respite, assistant = entries()["p-respite"], entries()["p-assistant"]
    both = [respite.programme, assistant.programme]
    mine, other = whole(text_passages(respite, both)), whole(text_passages(assistant, both))
    assert "240 godzin" in mine
    assert "780 000" in other
    assert "780 000" not in mine
    assert "Fundusz Solidarnościowy" not in other


def test_siblings_may_come_with_the_entry() -> None:
    respite, assistant = entries()["p-respite"], entries()["p-assistant"]
    alone = Entry(programme=respite.programme, documents=respite.documents, siblings=(assistant.programme,))
    assert "780 000" not in whole(text_passages(alone))


def test_the_imprint_is_no_content() -> None:
    text = "Kino dla seniora\n\nSeans co wtorek.\n\nUrząd Miasta, ul. Długa 3"
    document = make_document("kino", text).model_copy(
        update={
            "blocks": (
                Block(start=0, end=16, kind=BlockKind.HEADING, level=1),
                Block(start=18, end=34, kind=BlockKind.PARAGRAPH),
                Block(start=36, end=len(text), kind=BlockKind.IMPRINT),
            )
        }
    )
    entry = Entry(programme=make_programme("p", document, "Kino dla seniora"), documents=(document,))
    assert whole(text_passages(entry)) == "Kino dla seniora\n\nSeans co wtorek."


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aąbcć żź.!?\n–•|0123", min_size=1, max_size=4_000))
def test_every_passage_stands_in_its_document_in_order(text: str) -> None:
    document = Document(id="d", source="d", media_type="text/plain", text="Nazwa. " + text)
    entry = Entry(programme=make_programme("p", document, "Nazwa"), documents=(document,))
    end = 0
    for passage in text_passages(entry):
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.start >= end
        end = passage.end


def test_a_long_text_becomes_windows_of_readable_length() -> None:
    sentence = "Ośrodek zaprasza rodziny na spotkania w każdą środę po południu w sali na parterze. "
    document = make_document("d", "Spotkania środowe\n" + sentence * 100)
    entry = Entry(programme=make_programme("p", document, "Spotkania środowe"), documents=(document,))
    sizes = [len(passage.text.split()) for passage in text_passages(entry)]
    assert sum(sizes) == len(document.text.split())
    assert all(60 <= size <= LONGEST for size in sizes[:-1])
