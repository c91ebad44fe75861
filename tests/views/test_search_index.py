"""The index: mended after any change, it is what it would be if it were built anew."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from causerie.views.search import Index, IndexedPage, SearchText, render_search, update_index
from causerie.views.search.postings import read_entry

WORDS = ["label", "labels", "museum", "café", "図書", "amphora", "loan"]
Pages = dict[str, tuple[str, list[int]]]  # by address: the place, and the weight of each of WORDS, -1 for absent

pages_made = st.dictionaries(
    st.sampled_from([f"chats/c/{n}/" for n in range(12)]),
    st.tuples(st.sampled_from(["", "2026-01-01", "2026-02-01"]), st.lists(st.integers(-1, 3), min_size=7, max_size=7)),
)


def page(address: str, place: str, weights: list[int]) -> IndexedPage:
    words = [" ".join(word for word, has in zip(WORDS, weights, strict=True) if has == w) for w in range(4)]
    text = SearchText((words[0], words[1], words[2], words[3]), address.encode())
    return IndexedPage(address=address, place=place, key=repr(text).encode(), load=lambda: text)


def index_of(pages: Pages, former: Index | None = None) -> Index:
    return update_index([page(address, *rest) for address, rest in pages.items()], former)


@given(pages_made, pages_made)
def test_a_mended_index_equals_one_that_is_built(before: Pages, after: Pages) -> None:
    mended, built = index_of(after, index_of(before)), index_of(after)
    assert (mended.pages, mended.entries, mended.shards) == (built.pages, built.entries, built.shards)
    assert list(mended.shards) == list(built.shards)


def test_texts_of_pages_that_did_not_change_are_not_loaded() -> None:
    def refuse() -> SearchText:
        raise AssertionError("nobody needs it")

    same, other = ("2026-01-01", [1] * 7), ("2026-02-01", [2] * 7)
    former = index_of({"a/": same, "b/": same})
    kept = page("a/", *same)
    unread = IndexedPage(address="a/", place=kept.place, key=kept.key, load=refuse)
    index = update_index([unread, page("b/", *other)], former)
    assert index.entries == index_of({"a/": same, "b/": other}).entries


def test_pages_are_numbered_by_place_and_address() -> None:
    everywhere = [1] * 7
    index = index_of({"z/": ("", everywhere), "b/": ("2026-02-01", [3] * 7), "a/": ("2026-02-01", everywhere)})
    assert [known.address for known in index.pages] == ["z/", "a/", "b/"]
    assert read_entry(index.entries["label"]) == [[], [0, 1], [], [2]]


def test_a_page_that_moved_without_changing_is_found_at_its_new_number() -> None:
    words = [1, -1, -1, -1, -1, -1, -1]
    former = index_of({"a/": ("2026-02-01", words)})
    moved = index_of({"a/": ("2026-02-01", words), "b/": ("2026-01-01", [-1, 1, -1, -1, -1, -1, -1])}, former)
    assert read_entry(moved.entries["label"])[1] == [1]


def test_files_have_names_for_every_system_and_keys_that_follow_their_content() -> None:
    pages = [page("a/", "2026", [1] * 7), page("", "", [2] * 7)]
    index = update_index(pages)
    artifacts = {each.path: each for each in render_search(index, pages, index_file="index.html")}
    assert list(artifacts) == [
        "assets/causerie/search/page/0.json",
        "assets/causerie/search/page/1.json",
        "assets/causerie/search/words/all.bin",
        "assets/causerie/search/index.json",
    ]
    load = _loader(artifacts["assets/causerie/search/page/1.json"].load)
    assert load() == b"a/"
    assert artifacts["assets/causerie/search/words/all.bin"].content == index.shards[""]
    root = artifacts["assets/causerie/search/index.json"].content.decode()
    changed = [page("a/", "2026", [0] * 7), pages[1]]
    other = list(render_search(update_index(changed, index), changed, index_file="index.html"))[-1].content.decode()
    version = root.split('"')[3]
    assert root == f'{{"version":"{version}","pages":2,"file":"index.html","shards":[""]}}'
    assert version not in other


def _loader(load: Callable[[], bytes] | None) -> Callable[[], bytes]:
    assert load is not None
    return load
