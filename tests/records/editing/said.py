"""What the operations on a recap mean, on plain values: the oracle that the texts are held against."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from random import Random
from typing import Any

from causerie.records.editing import read_entries
from causerie.records.highlight_places import place_of, question_of
from causerie.records.yaml import load_yaml
from tests.records.editing.layouts import Recap

LISTS = {"takeaway": "takeaways", "resource": "resources", "unanswered": "unanswered"}
TEXTS = [
    "New",
    "New: so #tag, 'x' \"y\"",
    "One.\n\nTwo: *b*.",
    "- x",
    "é 😀 [a] {b}",
    "  2026-12-04 ",
    "yes",
    "12",
    "# no",
]


def value_of(text: str) -> Any:
    """What a recap says; its last line may lack its end."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    value = load_yaml(text if text.endswith("\n") else f"{text}\n") or {}
    return {name: part for name, part in value.items() if part not in (None, [])}


def draw_operation(random: Random, text: str, made: Recap) -> dict[str, Any]:
    """An operation that can be done to a recap."""
    entries = read_entries(text)
    new = random.choice(TEXTS)
    line = " ".join(new.split())
    word = made.word()
    before = {name: random.choice([None, *(entry.key for entry in each)]) for name, each in entries.items()}
    question = random.randint(0, 3)
    value = value_of(text)
    can: list[dict[str, Any]] = [
        {"do": "choose", "post": f"x:{word}", "question": question, "before": before["highlights"]},
        {"do": "between", "kind": "heading", "text": line, "question": question, "before": before["highlights"]},
        {"do": "between", "kind": "text", "text": new, "question": question, "before": before["highlights"]},
        {
            "do": "paste", "question": question, "before": before["highlights"],
            "post": {"platform": "x", "url": f"https://b.example/{word}", "author": {"name": "Lea"}, "text": new},
        },
        {"do": "takeaway-add", "text": new, "before": before["takeaways"]},
        {"do": "resource-add", "url": f"https://c.example/{word}", "title": line, "before": before["resources"]},
        {"do": "unanswered-add", "text": new, "by": "@amara"},
        {"do": "summary", "was": value.get("summary", ""), "text": random.choice([new, ""])},
        random.choice([{"do": "publish", "on": "2027-01-01"}, {"do": "unpublish"}]),
    ]  # fmt: skip
    for entry in entries["highlights"]:
        of = {"key": entry.key}
        can += [
            {"do": "unchoose", **of},
            {"do": "move", **of, "before": before["highlights"], "question": random.choice([None, question])},
            {"do": "note", **of, "was": entry.value.get("note", ""), "text": random.choice([line, ""])},
        ]
        for kind in {"heading", "text"} & set(entry.value):
            can.append({"do": "rewrite", **of, "was": entry.value[kind], "text": new})
        if isinstance(post := entry.value.get("post"), dict):
            at = random.randrange(len(post.get("media", [0])))
            if "media" in post:
                was = post["media"][at].get("alt", "")
                can.append({"do": "alt", **of, "at": at, "was": was, "text": random.choice([line, ""])})
        elif post:
            can.append({"do": "assign", "post": post, "questions": random.sample([1, 2, 3], random.randint(0, 2))})
            can.append({"do": "leave-out", "post": post})
    for kind, name in LISTS.items():
        for entry in entries[name]:
            can.append({"do": f"{kind}-drop", "key": entry.key})
            if kind != "unanswered":
                can.append({"do": f"{kind}-move", "key": entry.key, "before": before[name]})
    for entry in entries["takeaways"]:
        was = entry.value["text"] if isinstance(entry.value, dict) else entry.value
        can.append({"do": "takeaway-set", "key": entry.key, "was": was, "text": new})
        can.append({"do": "takeaway-accept", "key": entry.key})
    can += [{"do": "resource-set", "key": e.key, "title": random.choice([line, ""])} for e in entries["resources"]]
    for entry in entries["unanswered"]:
        status = random.choice(["open", "answered", "carried"])
        was = entry.value["text"] if isinstance(entry.value, dict) else entry.value
        can.append({"do": "unanswered-rewrite", "key": entry.key, "was": was, "text": new})
        can.append({"do": "unanswered-set", "key": entry.key, "status": status, "to": "next" * (status == "carried")})
    kinds = sorted({each["do"] for each in can})
    kind = random.choice(kinds)
    return random.choice([each for each in can if each["do"] == kind])


def say(text: str, operation: Mapping[str, Any]) -> Any:
    """The value of a recap after an operation."""
    value = deepcopy(value_of(text))
    listed = {name: value.setdefault(name, []) for name in ("highlights", "takeaways", "resources", "unanswered")}
    entries = read_entries(text)
    places = {entry.key: entry.at for each in entries.values() for entry in each}
    do, at, before = operation["do"], places.get(operation.get("key", ""), -1), operation.get("before")
    name = LISTS.get(do.partition("-")[0], "highlights")
    place = len(listed[name]) if before is None else places[before]
    new = operation.get("text", "").strip()
    if do.endswith("-add"):
        listed[name].insert(place, _added(do, operation, new))
    elif do.endswith("-drop") or do == "unchoose":
        del listed[name][at]
    elif do.endswith("-move"):
        listed[name].insert(place - (place > at), listed[name].pop(at))
    elif do in ("choose", "between", "paste"):
        question = operation["question"]
        if before is None:
            place = place_of(question, listed[name], is_opening=False)
        what = {"choose": "post", "paste": "post"}.get(do) or operation["kind"]
        given = operation.get("post", new)
        if do == "paste":
            given = {**given, "text": given["text"].strip()}
        listed[name].insert(place, {what: given, **({"question": question} if question else {})})
    elif do == "move":
        _move(listed[name], at, None if before is None else place, operation["question"])
    elif do == "assign":
        _assign(listed[name], operation)
    elif do == "leave-out":
        value[name] = [each for each in listed[name] if each.get("post") != operation["post"]]
    else:
        _set(value, listed, do, at, operation, new)
    return {name: part for name, part in value.items() if part not in (None, [])}


def _added(do: str, operation: Mapping[str, Any], new: str) -> Any:
    if do == "takeaway-add":
        return new
    if do == "resource-add":
        return {"title": operation["title"], "url": operation["url"]}
    return {"text": new, "by": "amara", "status": "open"}


def _move(listed: list[Any], at: int, place: int | None, question: int | None) -> None:
    entry = listed.pop(at)
    if question is not None and question != question_of(entry):
        entry.pop("question", None)
        if question:
            entry["question"] = question
    if place is None:
        listed.insert(place_of(question_of(entry), listed, is_opening=False), entry)
    else:
        listed.insert(place - (place > at), entry)


def _assign(listed: list[Any], operation: Mapping[str, Any]) -> None:
    right = operation["questions"] or [0]
    for at, entry in enumerate(listed):
        if entry.get("post") == operation["post"] and question_of(entry) not in right:
            return _move(listed, at, None, right[0])
    return None


def _set(value: Any, listed: Mapping[str, list[Any]], do: str, at: int, operation: Mapping[str, Any], new: str) -> None:
    def put(group: dict[str, Any], name: str, text: str) -> None:
        group.pop(name, None)
        if text:
            group[name] = text

    match do:
        case "summary":
            put(value, "summary", new)
        case "publish" | "unpublish":
            put(value, "published", operation.get("on", ""))
        case "note":
            put(listed["highlights"][at], "note", new)
        case "rewrite":
            entry = listed["highlights"][at]
            kind = "heading" if "heading" in entry else "text"
            entry[kind] = " ".join(new.split()) if kind == "heading" else new
        case "alt":
            put(listed["highlights"][at]["post"]["media"][operation["at"]], "alt", new)
        case "takeaway-set" | "takeaway-accept":
            entry = listed["takeaways"][at]
            if isinstance(entry, dict):
                entry.pop("proposed", None)
                entry["text"] = new or entry["text"]
            elif new:
                listed["takeaways"][at] = new
        case "resource-set":
            put(listed["resources"][at], "title", operation["title"].strip())
        case "unanswered-rewrite":
            put(listed["unanswered"][at], "text", new)
        case "unanswered-set":
            if listed["unanswered"][at].get("status", "open") != operation["status"]:
                put(listed["unanswered"][at], "status", operation["status"])
            put(listed["unanswered"][at], "to", operation["to"])
