"""A small invented chat in Arabic, for pictures of pages that are read from right to left; it is part of no site."""

from __future__ import annotations

import json
from pathlib import Path

_CHAT = "content/chats/museum-hour-ar"
_MKDOCS = """\
site_name: ساعات وأروقة
site_url: https://galleries-and-stacks.example/
site_description: ساعة كل أسبوع لمن يعملون في المتاحف.
docs_dir: content/pages
copyright: الأشخاص والمنشورات في هذا الموقع من الخيال.
theme: {name: material, language: ar}
plugins:
  - search
  - causerie: {language: ar, contact: take-me-out@galleries-and-stacks.example}
"""
_PEOPLE = """\
salma:
  name: سلمى الكاتب
  bio: أمينة مقتنيات، تكتب البطاقات وتعيد كتابتها.
  accounts: {mastodon: "@salma@glammr.example", bluesky: salma.example}
jonas:
  name: Jonas Weber
  bio: Designs exhibitions in two languages.
  accounts: {bluesky: jonas.example}
"""
_ABOUT = """\
title: ساعة المتاحف
hashtag: ساعة_المتاحف
tagline: ساعة كل أسبوع لمن يعملون في المتاحف
description: نسأل، ويجيب من يشاء. تكفي القراءة.
language: ar
timezone: Africa/Cairo
hosts: [salma]
platforms: {mastodon: glammr.example, bluesky: true, x: true}
schedule: {every: week, on: wednesday, at: "20:00"}
topics: [المتاحف]
color: "#1f6f6b"
"""
_AHEAD = """\
---
title: من يكتب البطاقة؟
start: 2026-11-25 20:00
slot: 2026-11-25
status: confirmed
guests: [jonas]
topics: [البطاقات]
announced: 2026-11-18
questions: [ما أسوأ بطاقة قرأتها؟, ماذا تترك للآلة أن تكتبه؟, لمن نكتب؟]
---
هاتوا بطاقة قديمة معكم. سنقرأ عشر بطاقات بصوت عالٍ، ثم نعيد كتابة واحدة معًا.
"""
_HELD = """\
---
title: المخزن ليلًا
start: 2026-11-18 20:00
slot: 2026-11-18
status: confirmed
topics: [المخازن]
announced: 2026-11-10
questions: [من يملك المفتاح الثاني؟, ما الذي لا يعرضه أحد؟]
---
ساعة عن الأبواب التي لا يراها الزوار.
"""
_RECAP = """\
published: 2026-11-20
summary: أربعون رفًّا، ومفتاحان، وسؤال واحد بقي بلا جواب.
takeaways:
  - اكتب على الصندوق ما في داخله قبل أن تغلقه.
  - المفتاح الثاني عند من يجيب الهاتف ليلًا.
highlights:
  - {question: 1, post: "bluesky:did:plc:kholoud/3mar1"}
  - {question: 1, post: "mastodon:glammr.example/902"}
  - {question: 2, post: "bluesky:did:plc:jonas/3mar3", note: السطر الذي اقتبسه الجميع.}
resources: [{title: دليل المخازن الصغيرة, url: "https://stores.example/guide", shared_by: jonas.example}]
unanswered: [{text: من يدفع ثمن الرفوف؟, by: kholoud.example, status: open}]
"""
_POSTS = (
    ("bluesky", "did:plc:salma/3mar0", "salma.example", "سلمى الكاتب", "18:02", "Q1 من يملك المفتاح الثاني؟"),
    ("bluesky", "did:plc:kholoud/3mar1", "kholoud.example", "خلود", "18:06", "A1 الحارس، ونسخة في الدرج الثالث."),
    ("mastodon", "glammr.example/902", "rim@glammr.example", "ريم", "18:09", "A1 لا أحد يعرف، وهذا هو الجواب."),
    ("bluesky", "did:plc:salma/3mar2", "salma.example", "سلمى الكاتب", "18:30", "Q2 ما الذي لا يعرضه أحد؟"),
    ("bluesky", "did:plc:jonas/3mar3", "jonas.example", "Jonas Weber", "18:34", "A2 Sixty plaster feet, all left."),
)


def write_arabic_site(folder: Path) -> Path:
    """A host's folder with the chat in it, ready to be built."""
    records = {
        "mkdocs.yml": _MKDOCS,
        "content/pages/index.md": "# ساعات وأروقة\n\nنسأل مساء كل أربعاء، ويبقى ما قيل هنا.\n",
        "content/people.yml": _PEOPLE,
        f"{_CHAT}/chat.yml": _ABOUT,
        f"{_CHAT}/2026-11-25-labels/session.md": _AHEAD,
        f"{_CHAT}/2026-11-18-stores/session.md": _HELD,
        f"{_CHAT}/2026-11-18-stores/recap.yml": _RECAP,
        f"{_CHAT}/2026-11-18-stores/transcript.jsonl": "".join(_line(*post) for post in _POSTS),
    }
    for name, text in records.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _line(platform: str, key: str, handle: str, name: str, at: str, text: str) -> str:
    post = {
        "id": f"{platform}:{key}",
        "platform": platform,
        "url": f"https://{'bsky.app/profile' if platform == 'bluesky' else 'glammr.example/@rim'}/{key.split('/')[-1]}",
        "author": {"handle": handle, "name": name},
        "posted": f"2026-11-18T{at}:00Z",
        "text": f"{text} #ساعة_المتاحف",
        "lang": "en" if text.isascii() else "ar",
        "hashtags": ["ساعة_المتاحف"],
        "question": int(text[1]),
        "role": {"Q": "question", "A": "answer"}[text[0]],
        "assigned": "hand",
    }
    return json.dumps(post, ensure_ascii=False) + "\n"
