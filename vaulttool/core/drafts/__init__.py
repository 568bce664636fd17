"""Drafts of messages: which kinds there are, how one is filled from the notes, and what is wrong with its text."""

from vaulttool.core.drafts.draft import Draft, mailto, write_draft
from vaulttool.core.drafts.kinds import KINDS, Kind
from vaulttool.core.drafts.lint import LINTS, Fault
from vaulttool.core.drafts.refused import DraftRefused, FieldsMissing, Lack
from vaulttool.core.drafts.saved import saved_note, saved_path
from vaulttool.core.drafts.scene import Scene, Wish, set_scene
from vaulttool.core.drafts.template import Part, Template, read_template
from vaulttool.core.drafts.times import read_times

__all__ = [
    "KINDS",
    "LINTS",
    "Draft",
    "DraftRefused",
    "Fault",
    "FieldsMissing",
    "Kind",
    "Lack",
    "Part",
    "Scene",
    "Template",
    "Wish",
    "mailto",
    "read_template",
    "read_times",
    "saved_note",
    "saved_path",
    "set_scene",
    "write_draft",
]
