from __future__ import annotations

import json
from typing import Any

import pytest

from reader.errors import FormatError
from reader.linking.batch import suggest_documents


def _document(doc: str, topic: str, *lines: str, scored: bool = True) -> dict[str, Any]:
    text = "\n".join(lines)
    passages, start = [], 0
    for index, line in enumerate(lines):
        end = start + len(line)
        passages.append({"id": f"{doc}:{index}", "start": start, "end": end, "scored": scored})
        start = end + 1
    return {"doc": doc, "topic": topic, "subtopic": doc, "text": text, "passages": passages}


DOCUMENTS = [
    _document("one", "storm", "A storm hit Ellery harbour.", "It rained."),
    _document("two", "storm", "Ellery harbour was hit by a storm.", "Boats sank."),
    _document("three", "trial", "A storm hit Ellery harbour."),
]


def test_every_pair_of_a_topic_is_written_once_with_its_score() -> None:
    rows = list(suggest_documents(DOCUMENTS))
    pairs = {frozenset((row["passage_a"], row["passage_b"])) for row in rows}
    assert len(rows) == len(pairs) == 4
    assert all({row["doc_a"], row["doc_b"]} == {"one", "two"} for row in rows)
    assert max(rows, key=lambda row: row["score"])["passage_a"] == "one:0"
    assert all(row["score"] == round(row["score"], 4) for row in rows)
    assert json.loads(json.dumps(rows)) == rows


def test_the_story_of_a_document_is_not_looked_at() -> None:
    renamed = [document | {"subtopic": "x"} for document in DOCUMENTS]
    assert list(suggest_documents(renamed)) == list(suggest_documents(DOCUMENTS))


def test_unscored_passages_are_context_alone() -> None:
    documents = [DOCUMENTS[0], _document("two", "storm", "A storm.", scored=False)]
    assert list(suggest_documents(documents)) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"doc": "one", "text": "x", "passages": []},
        {"doc": "one", "topic": "storm", "passages": []},
        DOCUMENTS[0] | {"passages": [{"id": "p", "start": 0, "end": 999}]},
        DOCUMENTS[0] | {"passages": [{"id": "p", "start": 5, "end": 1}]},
        DOCUMENTS[0] | {"passages": [{"start": 5, "end": 7}]},
    ],
)
def test_a_document_that_is_not_whole_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(FormatError):
        list(suggest_documents([broken]))


def test_two_documents_of_one_name_are_refused() -> None:
    with pytest.raises(FormatError, match="one name"):
        list(suggest_documents([DOCUMENTS[0], DOCUMENTS[0]]))


def test_the_text_between_a_few_passages_is_context_and_no_passage() -> None:
    """Of two sentences that are the same, that one is nearer which follows the same fire."""
    fire = "A fire burnt the quay of Ellery on Sunday. Crowds watched from the harbour wall."
    documents = [
        _document("one", "storm", f"{fire} Nobody was hurt. {'It rained in the hills. ' * 4}"),
        _document("two", "storm", f"{fire} Nobody was hurt. {'Trains ran late again. ' * 4}"),
        _document("three", "storm", f"Nobody was hurt. {'A parade crossed the town. ' * 6}"),
    ]
    for document in documents:
        start = document["text"].index("Nobody")
        document["passages"] = [{"id": f"{document['doc']}:0", "start": start, "end": start + 16}]
    rows = {frozenset((r["passage_a"], r["passage_b"])): r for r in suggest_documents(documents)}
    assert set(rows) == {
        frozenset(pair) for pair in (("one:0", "two:0"), ("one:0", "three:0"), ("two:0", "three:0"))
    }
    near = rows[frozenset(("one:0", "two:0"))]["score"]
    assert near > rows[frozenset(("one:0", "three:0"))]["score"]
