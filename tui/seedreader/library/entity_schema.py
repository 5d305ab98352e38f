"""The tables of what is known about the entities of articles.

All of it can be made again from the articles: it is dropped when the knowledge base changes.
"""

from __future__ import annotations

from typing import Final

ENTITY_DDL: Final = """
CREATE TABLE entity_bases (            -- what entities were found with
    key INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,      -- entity_files.version
    used TEXT NOT NULL                 -- ISO 8601, UTC
);
CREATE TABLE entity_articles (         -- articles whose entities are known
    key INTEGER PRIMARY KEY,
    base INTEGER NOT NULL REFERENCES entity_bases(key) ON DELETE CASCADE,
    id TEXT NOT NULL,                  -- articles.id
    language TEXT NOT NULL,            -- the article's
    UNIQUE (base, id)
);
CREATE TABLE entity_mentions (         -- entities.Mention
    article INTEGER NOT NULL REFERENCES entity_articles(key) ON DELETE CASCADE,
    start INTEGER NOT NULL,            -- code points, as in all offsets
    end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,         -- where its sentence begins
    sentence_end INTEGER NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    weak INTEGER NOT NULL,
    language TEXT NOT NULL,            -- the sentence's
    PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE TABLE entity_links (            -- entities.Link, of each key of an article's mentions
    article INTEGER NOT NULL REFERENCES entity_articles(key) ON DELETE CASCADE,
    key TEXT NOT NULL,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    weak INTEGER NOT NULL DEFAULT 0,   -- whether all its mentions are
    PRIMARY KEY (article, key)
) WITHOUT ROWID;
CREATE INDEX entity_links_of_entity ON entity_links(entity, article);
CREATE TABLE entity_clusters (         -- entities.Cluster
    key INTEGER PRIMARY KEY,
    base INTEGER NOT NULL REFERENCES entity_bases(key) ON DELETE CASCADE,
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    forms TEXT NOT NULL,               -- JSON: list of lists of parts
    UNIQUE (base, identifier)
);
CREATE TABLE entity_members (          -- the articles that name a cluster
    cluster INTEGER NOT NULL REFERENCES entity_clusters(key) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES entity_articles(key) ON DELETE CASCADE,
    key TEXT NOT NULL,
    PRIMARY KEY (cluster, article)
) WITHOUT ROWID;
CREATE INDEX entity_members_of_article ON entity_members(article);
CREATE TABLE entity_blocks (           -- where clusters with a like name are looked for
    base INTEGER NOT NULL REFERENCES entity_bases(key) ON DELETE CASCADE,
    block TEXT NOT NULL,
    identifier TEXT NOT NULL,
    PRIMARY KEY (base, block, identifier)
) WITHOUT ROWID;
CREATE TABLE entity_translations (     -- where translations name the entities of their sentence
    article INTEGER NOT NULL REFERENCES entity_articles(key) ON DELETE CASCADE,
    target_language TEXT NOT NULL,     -- primary subtag
    translated INTEGER NOT NULL,       -- coverage.translated when they were looked through
    spans TEXT NOT NULL,               -- JSON: see entity_records.TranslatedMarks
    PRIMARY KEY (article, target_language)
) WITHOUT ROWID;
"""
