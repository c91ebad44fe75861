"""Every target there is."""

from __future__ import annotations

from tests.fuzz import drafts, exports, outputs, records, sites

TARGETS = (*exports.TARGETS, *records.TARGETS, *sites.TARGETS, *drafts.TARGETS, *outputs.TARGETS)
