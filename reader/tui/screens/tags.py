"""The codebook on the screen: a tree of tags, changed by single keys, all of it undone by `u`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from reader.desk.desk import Desk
from reader.model.annotation import Tag, TagKind, TagSet
from reader.model.attributes import lacking
from reader.tui.keys import Context
from reader.tui.screens import tag_lines
from reader.tui.screens.asker import Asker
from reader.tui.screens.chooser import Chooser
from reader.tui.screens.filtered import FilteredScreen
from reader.tui.screens.frame import DRAIN_S, FramedScreen
from reader.tui.screens.nothing import nothing
from reader.tui.screens.tag_cards import ColourChooser, MergePicker
from reader.tui.screens.tag_lines import TagRow
from reader.tui.screens.workplace import counted
from reader.tui.widgets.bars import Divider, Line
from reader.tui.widgets.filter_input import FilterLine
from reader.tui.widgets.inking import Inks
from reader.tui.widgets.listing import Entry, Listing
from reader.tui.writing import WriteQueue

MANY_TAGS = 100  # from which on they are shown before they are counted
_TOP = "/"  # no tag is called so


class TagsScreen(FilteredScreen[str | None], FramedScreen[str | None]):
    """The codebook.

    It closes with the id of the tag whose marks shall be shown, or None.

    Args:
        desk: whose codebook.
        at: the id of the tag to begin at.
        blind: count one's own marks only.
    """

    TITLE_WORDS = "Tags"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.TAGS, Context.LIST, Context.PAGES)
    FOOTER = Context.TAGS
    DEFAULT_CSS = """
    TagsScreen #head { padding: 0 1 0 2; }
    """

    def __init__(self, desk: Desk, at: str | None = None, *, blind: bool = False) -> None:
        super().__init__(desk)
        self._wanted_at = at
        self._blind = blind
        self._tags = TagSet(())
        self._rows: tuple[TagRow, ...] = ()
        self._inks: Inks | None = None

    def body(self) -> Iterable[Widget]:
        """The tree, a line to filter it, and what the codebook says of the tag at hand."""
        yield Line(id="head")
        yield Listing(id="tree")
        yield FilterLine(placeholder="type to filter: a name, a word")
        yield Divider()
        for part in ("where", "when", "example"):
            yield Line(id=part)

    def on_mount(self) -> None:
        """Read it."""
        self._inks = Inks(self.app)
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self.say("reading…")
        self.reload()

    def on_resize(self) -> None:
        """Set the columns anew."""
        if self._rows:
            self.call_after_refresh(self.narrow)

    def _theme_changed(self, _theme: object) -> None:
        self._inks = Inks(self.app)
        self.narrow()

    # -- reading ---------------------------------------------------------------------------

    def reload(self) -> None:
        """Read it anew."""
        if self._rows:
            self.in_background(self._read, self._take_over)
        else:  # the tags at once, and then on how many marks they are
            self.in_background(self._uncounted, self._begin)

    def _uncounted(self) -> tuple[TagSet, tuple[TagRow, ...]]:
        tags = self.desk.tags.all()
        return tags, tag_lines.tree(tags, {}, {})

    def _begin(self, found: tuple[TagSet, tuple[TagRow, ...]]) -> None:
        if len(found[0].tags) >= MANY_TAGS:
            self._take_over(found)
            self.say("counting…")
        self.in_background(self._read, self._take_over)

    def _read(self) -> tuple[TagSet, tuple[TagRow, ...]]:
        tags, marks = self.desk.tags.all(), self.desk.marks
        me = self.desk.annotator if self._blind else None
        uses = self.desk.tags.uses()
        if me is not None:
            own = [tag.id for mark in marks.list(annotator=me) for tag in mark.tags]
            uses = {tag: own.count(tag) for tag in set(own)}
        lacks = {}
        for tag in tags.tags:
            if tag.required and uses.get(tag.id):
                found = marks.list(tag=tag.id, annotator=me)
                lacks[tag.id] = sum(bool(lacking((tag,), mark.attributes)) for mark in found)
        return tags, tag_lines.tree(tags, uses, lacks)

    def _take_over(self, found: tuple[TagSet, tuple[TagRow, ...]]) -> None:
        self._tags, self._rows = found
        self.narrow()

    def narrow(self) -> None:
        """Show the tags that fit."""
        row = self._row()
        here = self._wanted_at or (row.tag.id if row else None)
        self._wanted_at = None
        fitting = [
            each
            for each in self._rows
            if all(
                word in f"{each.path} {each.tag.description} {each.tag.example}".casefold()
                for word in self.wanted
            )
        ]
        width = self.listing.room
        cells = tag_lines.name_cells(self._rows, width)
        entries = [Entry(partial(self._draw, each, cells), key=each) for each in fitting]
        if not entries:
            none = nothing("no tags yet", (self.keymap.shown("tags.new"), "makes one"))
            entries = [self.nothing_fits("tag") if self.wanted else none]
        self.fits(len(fitting), len(self._rows))
        index = next((i for i, each in enumerate(fitting) if each.tag.id == here), None)
        self.query_one("#head", Line).say(tag_lines.heading(width, cells))
        self.listing.show(entries, index=index)
        marks = sum(each.marks for each in self._rows)
        noun = counted(len(self._rows), "tag")
        self.say("", f"{noun} on {counted(marks, 'mark')}{' of yours' if self._blind else ''}")
        self._about()

    def _draw(self, row: TagRow, cells: int, width: int, _at: int | None) -> list[Content]:
        assert self._inks is not None
        return [tag_lines.line(row, self._tags, self._inks, width, cells)]

    def _row(self) -> TagRow | None:
        current = self.listing.current
        return current.key if current is not None and isinstance(current.key, TagRow) else None

    @on(Listing.Moved)
    def _about(self) -> None:
        row = self._row()
        lines = tag_lines.told(row) if row else ("", "", "")
        for part, words in zip(("where", "when", "example"), lines, strict=True):
            self.query_one(f"#{part}", Line).say(words)

    # -- hands -----------------------------------------------------------------------------

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Walk, filter, open, change, take back."""
        return {
            **self.walking(self.listing),
            **self.taking_back(),
            "list.filter": self.start_filter,
            "list.open": self._open,
            "back": self.step_back,
            "tags.new": self._new,
            "tags.rename": lambda: self._ask("name", "Name of the tag"),
            "tags.describe": lambda: self._ask("description", "When to use it"),
            "tags.example": lambda: self._ask("example", "Words it fits"),
            "tags.key": lambda: self._ask("key", "Its key in the picker: a single character"),
            "tags.ask": self._ask_for,
            "tags.colour": self._colour,
            "tags.nest": self._nest,
            "tags.merge": self._merge,
            "tags.delete": self._delete,
        }

    @on(Listing.Opened)
    def _opened(self) -> None:
        self._open()

    def _open(self) -> None:
        row = self._row()
        if row is not None:
            self.leave(row.tag.id)

    def _write(
        self,
        verb: Callable[[], object],
        said: str,
        at: str | None = None,
        again: Callable[[], object] = lambda: None,
    ) -> None:
        """Write beside the loop, after what the panes have queued; then show it.

        Where it is refused, `again` asks anew, with what was typed.
        """
        queue = getattr(self.app, "queue", None)

        def job() -> object:
            if isinstance(queue, WriteQueue):
                queue.drain(DRAIN_S)
            return verb()

        def then(made: object) -> None:
            self._wanted_at = made.id if isinstance(made, Tag) else at
            undo = self.keymap.shown("undo")
            self.tell(f"{said} · {undo} takes it back")
            self.reload()

        self.in_background(job, then, group="writing", refused=again)

    def _edit(
        self,
        tag: Tag,
        said: str,
        again: Callable[[], object] = lambda: None,
        **changes: Any,
    ) -> None:
        self._write(lambda: self.desk.tags.edit(tag, **changes), said, again=again)

    def _new(self, draft: str | None = None) -> None:
        row = self._row()
        above = row.path.rpartition("/")[0] if row else ""
        hint = "a slash puts it below another: entity/person/minister"

        def typed(name: str | None) -> None:
            if name and name.strip("/ "):
                path = "/".join(part.strip() for part in name.strip("/ ").split("/"))
                said, again = f"made {path}", partial(self._new, name)
                self._write(lambda: self.desk.tags.add(path), said, again=again)

        asker = Asker("A new tag", f"{above}/" if above else "", hint, draft=draft)
        self.app.push_screen(asker, typed)

    def _ask(
        self, field: str, title: str, row: TagRow | None = None, draft: str | None = None
    ) -> None:
        row = row or self._row()
        if row is None:
            return
        now = getattr(row.tag, field) or ""
        may_be_empty = field != "name"
        hint = "empty for none" if may_be_empty else "its marks keep it under the new name"

        def typed(value: str | None) -> None:
            if value is not None:
                said = f"{field} of {row.path}: {value or 'none'}"
                again = partial(self._ask, field, title, row, value)
                self._edit(row.tag, said, again, **{field: value})

        asker = Asker(title, now, hint, may_be_empty=may_be_empty, draft=draft)
        self.app.push_screen(asker, typed)

    def _ask_for(self, row: TagRow | None = None, draft: str | None = None) -> None:
        row = row or self._row()
        if row is None:
            return
        hint = "attributes that its marks should carry, with commas: stance, source; empty for none"

        def typed(value: str | None) -> None:
            if value is None:
                return
            names = tuple(dict.fromkeys(x.strip() for x in value.split(",") if x.strip()))
            said = f"{row.path} asks for {', '.join(names) or 'nothing'}"
            self._edit(row.tag, said, partial(self._ask_for, row, value), required=names)

        now = ", ".join(row.tag.required)
        asker = Asker("What it asks for", now, hint, may_be_empty=True, draft=draft)
        self.app.push_screen(asker, typed)

    def _colour(self) -> None:
        row = self._row()
        if row is None:
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                shown = name or "by order"
                self._edit(row.tag, f"colour of {row.path}: {shown}", colour=name)

        card = ColourChooser(f"Colour of {row.path}", row.tag.colour or "")
        self.app.push_screen(card, chosen)

    def _nest(self) -> None:
        row = self._row()
        if row is None:
            return
        places = [
            (each.tag.id, each.path, "")
            for each in self._rows
            if each.tag.kind is row.tag.kind
            and each.tag.id != row.tag.id
            and not each.path.startswith(f"{row.path}/")
        ]
        if row.tag.kind is TagKind.USER:
            places.insert(0, (_TOP, "at the top", ""))
        if not places or (row.tag.parent is None and row.tag.kind is not TagKind.USER):
            self.tell("this tag stands at the top of every desk")
            return

        def chosen(place: str | None) -> None:
            if place is not None and place != (row.tag.parent or _TOP):
                under = "" if place == _TOP else place
                self._edit(row.tag, f"{row.tag.name} stands elsewhere", under=under)

        card = Chooser(f"Put {row.path} below", places, row.tag.parent or _TOP)
        self.app.push_screen(card, chosen)

    def _merge(self) -> None:
        row = self._row()
        if row is None:
            return
        others = TagSet(tuple(each for each in self._tags.tags if each.id != row.tag.id))

        def picked(found: Any) -> None:
            if found is not None and found.tag is not None:
                self._confirm_merge(row, found.tag)
            elif found is not None:
                self.tell(f"{found.new} is no tag yet: {self.keymap.shown('tags.rename')} renames")

        self.app.push_screen(MergePicker(row.path, others), picked)

    def _confirm_merge(self, row: TagRow, into: Tag) -> None:
        path = self._tags.path(into)
        whose = self.desk.tags.about(row.tag).marks
        by = ", ".join(f"{who} {count}" for who, count in whose.items())
        marks = counted(sum(whose.values()), "mark")
        said = f"{row.path} is {path} on {marks}"
        options = [
            ("yes", f"merge: it changes {marks}", by),
            ("no", "leave both as they are", ""),
        ]

        def chosen(answer: str | None) -> None:
            if answer == "yes":
                self._write(lambda: self.desk.tags.merge(row.tag, into), said, into.id)

        self.app.push_screen(Chooser(f"Merge {row.path} into {path}", options), chosen)

    def _delete(self) -> None:
        row = self._row()
        if row is not None:
            self._write(lambda: self.desk.tags.delete(row.tag), f"deleted {row.path}")
