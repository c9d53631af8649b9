"""The attributes and the note of a mark, as a card of fields that needs no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reader.model.attributes import Attribute
from reader.tui.screens.frame import Card
from reader.tui.widgets.bars import Divider, Line
from reader.tui.widgets.cells import clipped, one_line
from reader.tui.widgets.filter_input import FilterInput
from reader.tui.widgets.form_fields import NOTE_MEANS, ChoiceField, FieldLeft, NoteField

QUOTE_LENGTH = 140  # code points of the mark's words shown
LABEL_CELLS = 18  # a bar, `attributed-to`, a sign and a blank
_FREE = "type it; empty for nothing"
_MOST_DRAFTS = 50  # forms left unfinished in one run


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it shall be kept: attributes that say something, and the note."""

    attributes: Mapping[str, str]
    note: str = ""


class _Field(Horizontal):
    """One field: what it is called, and where it is filled in.

    Args:
        name: of the field.
        control: what is typed into, or chosen from.
        asked: whether a tag asks for it.
    """

    DEFAULT_CSS = """
    _Field {
        height: auto;
        & > Static { width: 18; height: 1; }
    }
    """

    def __init__(self, name: str, control: Widget, *, asked: bool) -> None:
        super().__init__()
        self.field = name
        self.control = control
        self.asked = asked
        self._label = Static()

    def compose(self) -> ComposeResult:
        """The name, and the control."""
        yield self._label
        yield self.control

    def label(self, *, here: bool, value: str) -> None:
        """Write the name anew: a bar where one types, a sign where something is asked for."""
        missing = self.asked and not value.strip()
        ink = ".loud" if here else ".alarm" if missing else ".quiet"
        name = clipped(one_line(self.field), LABEL_CELLS - 4)
        self._label.update(
            Content.assemble(("▌ " if here else "  ", ".sign"), (name, ink)).append(
                Content.styled(" !" if missing else "", ".alarm")
            )
        )


class AttributeForm(Card[Filled | None]):
    """What a mark says beside its tags.

    It closes with the form as it shall be kept, or None when everything stays. What was filled
    in and left with Esc is there when the same form is opened again in the same run.

    Args:
        quote: the words of the mark.
        fields: in their order.
        asked: the names of those that a tag asks for.
        now: what the mark says now.
        draft: what was filled in over an older state of it; it is shown, and said so.
    """

    AUTO_FOCUS: ClassVar[str | None] = "_Field > .control"
    TITLE_WORDS = "Attributes"
    DEFAULT_CSS = """
    AttributeForm > #card { width: 78; }
    AttributeForm #quote { height: auto; max-height: 2; margin-bottom: 1; }
    AttributeForm #theirs { height: auto; max-height: 3; margin-bottom: 1; }
    AttributeForm #fields { height: auto; max-height: 14; }
    AttributeForm.-narrow _Field > Static { width: 15; }
    """
    _drafts: ClassVar[dict[tuple[str, str], Filled]] = {}

    def __init__(
        self,
        quote: str,
        fields: Sequence[Attribute],
        asked: Sequence[str],
        now: Filled,
        *,
        draft: Filled | None = None,
    ) -> None:
        super().__init__()
        self._quote = quote
        self._now = now
        self._draft = draft
        self._key = (quote, repr((sorted(now.attributes.items()), now.note)))
        shown = draft or self._drafts.get(self._key, now)
        self._attributes = {each.name: each for each in fields}
        self._fields = [
            _Field(each.name, _control(each, shown), asked=each.name in asked) for each in fields
        ]
        self._fields.append(_Field("note", NoteField(shown.note), asked=False))
        for field in self._fields:
            field.control.add_class("control")

    def body(self) -> Iterable[Widget]:
        """The mark's words, the fields, and what the one at hand means."""
        quote = f"“{clipped(one_line(self._quote), QUOTE_LENGTH)}”"
        yield Static(Content.styled(quote, ".quiet"), id="quote")
        if self._draft is not None:
            words = "Changed meanwhile by another hand; ⏎ puts yours in its place."
            yield Static(Content.styled(words, ".alarm"), id="theirs")
        yield VerticalScroll(*self._fields, id="fields", can_focus=False)
        yield Divider()
        yield Line(id="about")

    # -- what is filled in -----------------------------------------------------------------

    @property
    def filled(self) -> Filled:
        """The form as it stands."""
        said = {each.field: _value(each.control) for each in self._fields}
        note = "\n".join(line.rstrip() for line in said.pop("note").strip().splitlines())
        return Filled({k: v.strip() for k, v in said.items() if v.strip()}, note)

    @property
    def _at(self) -> int:
        """The index of the field that has the keys."""
        held = (i for i, each in enumerate(self._fields) if each.control is self.focused)
        return next(held, 0)

    def on_mount(self) -> None:
        """Begin at the first field."""
        self._say()

    def on_resize(self) -> None:
        """Leave room for what stands around the fields."""
        self.query_one("#fields").styles.max_height = max(3, self.size.height - 9)

    @on(events.DescendantFocus)
    @on(ChoiceField.Chosen)
    @on(FilterInput.Changed)
    @on(NoteField.Changed)
    def _say(self) -> None:
        """Write labels, meaning and keys for the field at hand."""
        if not self.is_mounted:
            return
        for index, each in enumerate(self._fields):
            each.label(here=index == self._at, value=_value(each.control))
        field = self._fields[self._at]
        attribute = self._attributes.get(field.field)
        about = attribute.means if attribute else NOTE_MEANS
        keys = [("⏎", "keep"), ("Tab", "next field"), ("Esc", "leave")]
        if isinstance(field.control, ChoiceField):
            chosen = field.control.chosen
            about = f"{chosen.value}: {chosen.means}" if chosen else about
            letters = " ".join(each.letter for each in field.control.choices)
            keys = [(letters, "choose"), *keys[:-1], ("⌫", "none"), keys[-1]]
        elif isinstance(field.control, NoteField):
            keys = [*keys[:-1], ("Alt+⏎ ^j", "line break"), keys[-1]]
        self.query_one("#about", Line).say(about or _FREE)
        self.say_keys(keys)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What a click on the row of keys does."""
        return {"list.open": partial(self._end, kept=True), "back": partial(self._end, kept=False)}

    @on(FilterInput.Walked)
    @on(FieldLeft)
    def _walked(self, event: FilterInput.Walked | FieldLeft) -> None:
        event.stop()
        if event.key in {"enter", "escape"}:
            self._end(kept=event.key == "enter")
            return
        step = -1 if event.key in {"up", "shift+tab", "pageup"} else 1
        self.set_focus(self._fields[(self._at + step) % len(self._fields)].control)

    def _end(self, *, kept: bool) -> None:
        filled = self.filled
        self._drafts.pop(self._key, None)
        if not kept and filled != self._now:
            self._drafts[self._key] = filled
            while len(self._drafts) > _MOST_DRAFTS:
                del self._drafts[next(iter(self._drafts))]
        self.leave(filled if kept and filled != self._now else None)


def _control(attribute: Attribute, filled: Filled) -> Widget:
    """Where an attribute is filled in."""
    value = filled.attributes.get(attribute.name, "")
    known = {choice.value for choice in attribute.choices}
    if attribute.choices and (not value or value in known):
        return ChoiceField(attribute.choices, value)
    return FilterInput(value, placeholder=clipped(attribute.means or _FREE, 54))


def _value(control: Widget) -> str:
    """What a control says."""
    match control:
        case ChoiceField():
            return control.value
        case NoteField():
            return control.text
        case FilterInput():
            return control.value
    return ""
