"""The tables of what users say of articles: stars, tags and notes, and the searches they keep.

They are the user's own and in no other file: kept by the text's id, whatever happens to the files.
"""

MARKS_DDL = """
CREATE TABLE marks (
    id TEXT PRIMARY KEY,               -- articles.id
    starred INTEGER NOT NULL DEFAULT 0,
    read INTEGER,                      -- what the user said: 1 read, 0 unread; NULL: see reading
    note TEXT,                         -- NULL for none
    changed TEXT NOT NULL              -- ISO 8601, UTC
) WITHOUT ROWID;
CREATE TABLE tags (
    id TEXT NOT NULL,                  -- articles.id
    tag TEXT NOT NULL,                 -- marks.clean_tags
    PRIMARY KEY (id, tag)
) WITHOUT ROWID;
CREATE INDEX articles_of_tag ON tags(tag, id);
CREATE TABLE saved_searches (
    name TEXT PRIMARY KEY,
    query TEXT NOT NULL,               -- search.query
    saved TEXT NOT NULL                -- ISO 8601, UTC
) WITHOUT ROWID;
"""
