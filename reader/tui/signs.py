"""What the signs beside the text and in the tables mean: one table for the help and the manual."""

from __future__ import annotations

SIGNS: tuple[tuple[str, str], ...] = (
    ("C", "margin: a claim starts in this row"),
    ("E", "margin: an entity starts here"),
    ("T D …", "margin: a mark with a tag of your own, by the first letter of its name"),
    ("N ·", "margin: a mark with a note and no tag; one with neither"),
    ("○", "margin: a mark that is not saved yet"),
    ("”", "margin and status row: somebody commented on a mark that starts here"),
    ("¹ ² ³ …", "margin: so many more marks here than can be drawn"),
    ("⁺", "margin: more marks, or more links, start in this row"),
    ("⇄ a", "margin: a link that somebody confirmed; one letter is one event in all panes"),
    ("⇢ a", "margin: a link that is only suggested"),
    ("≠ a", "margin: a link that annotators judge differently; in Events: figures disagree"),
    ("▎", "margin: with the panes locked, the passage that stands beside its partner"),
    ("▐", "right edge: marks, in the hue of their tag"),
    ("╸ ╺", "right edge: confirmed links, and suggested ones"),
    ("◆", "right edge: a hit of the search; in Events: an event that was kept"),
    ("◇", "Events: an event that is only proposed"),
    ("▣ ▶", "in the text: a picture, a player or post, and the words that stand for it"),
    ("·", "in the text, before slanted, underlined words: a name that is suggested as an entity"),
    ("✎", "status row: the note on the mark"),
    ("!", "status row: what a tag asks for and the mark does not say"),
    ("● ◐ ✓", "Articles: to read, reading, done"),
    ("■", "Articles: side by side with the others that carry it"),
    ("⇊", "header: the panes are locked, and follow the cursor"),
    ("①", "the number of an article on its desk, the same everywhere"),
)
