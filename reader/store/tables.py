"""The tables, indexes and search tables, as SQL.

Every table of people's work carries `version` (1, one more with each edit), `change` (the
gesture), `updated_by`, `updated_at` and a tombstone. A row without `change` and
`updated_by` was made by the machine: it has no history until a person edits it.
"""

from __future__ import annotations

VERSIONED = """version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  change TEXT,
  updated_by TEXT COLLATE NOCASE,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((change IS NULL) = (updated_by IS NULL))"""

ANNOTATOR = """annotator TEXT NOT NULL COLLATE NOCASE
    REFERENCES annotators (handle) ON DELETE RESTRICT"""
ARTICLE = "article TEXT NOT NULL REFERENCES articles (id) ON DELETE RESTRICT"
SPAN = "start INTEGER NOT NULL CHECK (start >= 0),\n  stop INTEGER NOT NULL CHECK (stop > start)"

# In creation order: a table stands after those it refers to.
TABLES = (
    """CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE annotators (
  id TEXT PRIMARY KEY NOT NULL,
  handle TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (handle <> ''),
  name TEXT NOT NULL DEFAULT '',
  colour TEXT,
  {VERSIONED}
) STRICT""",
    # Short columns first: a list of articles then never walks past the text to reach them.
    """CREATE TABLE articles (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  path TEXT,
  media_type TEXT NOT NULL,
  encoding TEXT NOT NULL,
  parser TEXT NOT NULL,
  raw_sha256 TEXT NOT NULL CHECK (length(raw_sha256) = 64),
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  words INTEGER NOT NULL CHECK (words >= 0),
  supersedes TEXT REFERENCES articles (id) ON DELETE RESTRICT,
  created_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  change TEXT NOT NULL,
  updated_by TEXT NOT NULL COLLATE NOCASE,
  updated_at TEXT NOT NULL,
  withdrawn_at TEXT,
  repairs TEXT NOT NULL,
  styles TEXT NOT NULL,
  text TEXT NOT NULL CHECK (instr(text, char(0)) = 0),
  raw BLOB NOT NULL
) STRICT""",
    # A withdrawn article whose bytes and words were taken out for good: how much it was, and why.
    f"""CREATE TABLE purges (
  article TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL DEFAULT '',
  raw_bytes INTEGER NOT NULL CHECK (raw_bytes >= 0),
  code_points INTEGER NOT NULL CHECK (code_points >= 0),
  {VERSIONED}
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE article_fields (
  id TEXT PRIMARY KEY NOT NULL,
  {ARTICLE},
  field TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  value TEXT NOT NULL,
  origin TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  annotator TEXT COLLATE NOCASE REFERENCES annotators (handle) ON DELETE RESTRICT,
  {VERSIONED}
) STRICT""",
    f"""CREATE TABLE blocks (
  {ARTICLE},
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  {SPAN},
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('body', 'aside', 'junk')),
  category TEXT NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  level INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (article, ordinal)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE block_flips (
  {ARTICLE},
  {SPAN},
  {ANNOTATOR},
  verdict TEXT NOT NULL CHECK (verdict IN ('body', 'aside', 'junk')),
  {VERSIONED},
  PRIMARY KEY (article, start, stop, annotator)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE readings (
  {ARTICLE},
  {ANNOTATOR},
  state TEXT NOT NULL CHECK (state IN ('to-read', 'reading', 'done')),
  {VERSIONED},
  PRIMARY KEY (article, annotator)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE stories (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL COLLATE NOCASE,
  note TEXT NOT NULL DEFAULT '',
  {ANNOTATOR},
  created_at TEXT NOT NULL,
  {VERSIONED}
) STRICT""",
    f"""CREATE TABLE story_articles (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE RESTRICT,
  {ARTICLE},
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  {VERSIONED},
  PRIMARY KEY (story, article)
) STRICT, WITHOUT ROWID""",
    # Who is to read which article of a story. `due` is a day, or empty.
    f"""CREATE TABLE assignments (
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE RESTRICT,
  {ARTICLE},
  {ANNOTATOR},
  due TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  {VERSIONED},
  PRIMARY KEY (story, article, annotator)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE tags (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'entity', 'user')),
  name TEXT NOT NULL COLLATE NOCASE CHECK (name <> ''),
  parent TEXT REFERENCES tags (id) ON DELETE RESTRICT,
  description TEXT NOT NULL DEFAULT '',
  example TEXT NOT NULL DEFAULT '',
  colour TEXT,
  key TEXT,
  required TEXT NOT NULL DEFAULT '[]',
  annotator TEXT COLLATE NOCASE REFERENCES annotators (handle) ON DELETE RESTRICT,
  created_at TEXT NOT NULL,
  {VERSIONED}
) STRICT""",
    f"""CREATE TABLE annotations (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  {ARTICLE},
  {ANNOTATOR},
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  attributes TEXT NOT NULL DEFAULT '{{}}',
  created_at TEXT NOT NULL,
  {VERSIONED}
) STRICT""",
    f"""CREATE TABLE annotation_pieces (
  annotation TEXT NOT NULL REFERENCES annotations (id) ON DELETE RESTRICT,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  {SPAN},
  quote TEXT NOT NULL,
  {VERSIONED},
  PRIMARY KEY (annotation, ordinal)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE annotation_tags (
  annotation TEXT NOT NULL REFERENCES annotations (id) ON DELETE RESTRICT,
  tag TEXT NOT NULL REFERENCES tags (id) ON DELETE RESTRICT,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  {VERSIONED},
  PRIMARY KEY (annotation, tag)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE comments (
  id TEXT PRIMARY KEY NOT NULL,
  annotation TEXT NOT NULL REFERENCES annotations (id) ON DELETE RESTRICT,
  {ANNOTATOR},
  text TEXT NOT NULL CHECK (text <> ''),
  created_at TEXT NOT NULL,
  {VERSIONED}
) STRICT""",
    # What was decided of an annotation when layers were made into one. `decided_version` is the
    # version of it that was looked at; `result` is the annotation of the curated layer.
    f"""CREATE TABLE curations (
  annotation TEXT PRIMARY KEY NOT NULL REFERENCES annotations (id) ON DELETE RESTRICT,
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'merged', 'rejected')),
  decided_version INTEGER NOT NULL CHECK (decided_version >= 1),
  result TEXT REFERENCES annotations (id) ON DELETE RESTRICT,
  note TEXT NOT NULL DEFAULT '',
  {VERSIONED},
  CHECK ((decision = 'rejected') = (result IS NULL))
) STRICT, WITHOUT ROWID""",
    # `annotator` is NULL on a suggestion until a person makes the same link.
    f"""CREATE TABLE links (
  id TEXT PRIMARY KEY NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN
    ('same-event', 'supports', 'contradicts', 'adds', 'copied-from')),
  a_article TEXT NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
  a_start INTEGER NOT NULL CHECK (a_start >= 0),
  a_stop INTEGER NOT NULL CHECK (a_stop > a_start),
  a_quote TEXT NOT NULL,
  b_article TEXT NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
  b_start INTEGER NOT NULL CHECK (b_start >= 0),
  b_stop INTEGER NOT NULL CHECK (b_stop > b_start),
  b_quote TEXT NOT NULL,
  score REAL,
  band TEXT,
  reasons TEXT NOT NULL DEFAULT '[]',
  method TEXT NOT NULL,
  annotator TEXT COLLATE NOCASE REFERENCES annotators (handle) ON DELETE RESTRICT,
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  {VERSIONED},
  CHECK (relation NOT IN ('same-event', 'contradicts')
    OR (a_article, a_start, a_stop) <= (b_article, b_start, b_stop))
) STRICT""",
    f"""CREATE TABLE link_verdicts (
  link TEXT NOT NULL REFERENCES links (id) ON DELETE RESTRICT,
  {ANNOTATOR},
  verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'unsure')),
  {VERSIONED},
  PRIMARY KEY (link, annotator)
) STRICT, WITHOUT ROWID""",
    # What the score was made of at the moment of the verdict: in hundredths of a point, as JSON, in
    # the order of the scorer that `method` names.
    f"""CREATE TABLE link_parts (
  link TEXT NOT NULL REFERENCES links (id) ON DELETE RESTRICT,
  {ANNOTATOR},
  method TEXT NOT NULL,
  parts TEXT NOT NULL,
  {VERSIONED},
  PRIMARY KEY (link, annotator)
) STRICT, WITHOUT ROWID""",
    # What the desk learnt from verdicts: one row, shared by all, JSON by name.
    f"""CREATE TABLE learnt_weights (
  subject TEXT PRIMARY KEY NOT NULL CHECK (subject = 'links'),
  method TEXT NOT NULL,
  weights TEXT NOT NULL,
  figures TEXT NOT NULL,
  {VERSIONED}
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE events (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  happened_on TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  {ANNOTATOR},
  created_at TEXT NOT NULL,
  {VERSIONED}
) STRICT""",
    f"""CREATE TABLE event_passages (
  event TEXT NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
  {ARTICLE},
  {SPAN},
  quote TEXT NOT NULL,
  {VERSIONED},
  PRIMARY KEY (event, article, start, stop)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  "table" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  version INTEGER NOT NULL,
  change TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete', 'restore')),
  annotator TEXT NOT NULL COLLATE NOCASE,
  at TEXT NOT NULL,
  before TEXT,
  after TEXT NOT NULL
) STRICT""",
    # What an undo or a redo took back; every other gesture is known by its history alone.
    # `seq` is the last entry of history before it.
    """CREATE TABLE undos (
  change TEXT PRIMARY KEY NOT NULL,
  undoes TEXT NOT NULL,
  annotator TEXT NOT NULL COLLATE NOCASE,
  at TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT""",
)

INDEXES = (
    "CREATE INDEX article_fields_article ON article_fields (article, field)",
    "CREATE INDEX articles_supersedes ON articles (supersedes)",
    "CREATE INDEX story_articles_article ON story_articles (article)",
    "CREATE INDEX assignments_article ON assignments (article)",
    (
        "CREATE UNIQUE INDEX tags_name ON tags (kind, coalesce(parent, ''), name)"
        " WHERE deleted_at IS NULL"
    ),
    "CREATE INDEX tags_parent ON tags (parent)",
    "CREATE INDEX annotations_article ON annotations (article)",
    "CREATE INDEX annotation_tags_tag ON annotation_tags (tag)",
    "CREATE INDEX comments_annotation ON comments (annotation)",
    "CREATE INDEX curations_result ON curations (result)",
    "CREATE INDEX links_a ON links (a_article, a_start, a_stop)",
    "CREATE INDEX links_b ON links (b_article, b_start, b_stop)",
    "CREATE INDEX event_passages_article ON event_passages (article, start, stop)",
    'CREATE INDEX history_row ON history ("table", "row")',
    "CREATE INDEX history_change ON history (change)",
    "CREATE INDEX history_annotator ON history (annotator, seq)",
    "CREATE INDEX undos_annotator ON undos (annotator)",
)

# Kept by the statements that write, not by triggers: before SQLite 3.44 a trigger may not
# touch a virtual table while `trusted_schema` is off, and off it stays.
# Double quotes around `articles`: by them sqlite-utils and Datasette find the search table.
SEARCH = (
    """CREATE VIRTUAL TABLE articles_fts USING fts5 (text, content="articles",
  content_rowid="rid", tokenize="unicode61 remove_diacritics 2")""",
    """CREATE VIRTUAL TABLE marks_fts USING fts5 (quote, note,
  tokenize="unicode61 remove_diacritics 2")""",
)
