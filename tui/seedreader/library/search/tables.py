"""The tables that searching adds to the library's file; the index itself is made by `index`.

Triggers note which articles are to be indexed (anew), so that whoever adds an article or a
translation need not know of the index, and a process that is killed leaves nothing forgotten. They
look before they insert: `OR IGNORE` in a trigger gives way to what its cause says of conflicts.
"""

from __future__ import annotations

from typing import Final

SEARCH_TABLES: Final = (
    """
CREATE TABLE IF NOT EXISTS search_pending (     -- articles that are not indexed as they are now
    article INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE
)
""",
    """
CREATE TABLE IF NOT EXISTS search_documents (
    document INTEGER PRIMARY KEY AUTOINCREMENT,  -- row of search_index; no number comes twice
    article INTEGER NOT NULL UNIQUE REFERENCES articles(key) ON DELETE CASCADE,
    fingerprint BLOB NOT NULL                    -- hash of what was indexed
)
""",
    """
CREATE TABLE IF NOT EXISTS search_words (       -- every word of the index, once a language
    form TEXT NOT NULL,                -- folding.fold
    language TEXT NOT NULL,            -- primary subtag
    skeleton TEXT,                     -- folding.skeleton, NULL where it is the form
    lemma TEXT,                        -- NULL: not asked yet; "" where it is the form or unknown
    PRIMARY KEY (form, language)
) WITHOUT ROWID
""",
    """
CREATE TABLE IF NOT EXISTS search_prefixes (    -- short beginnings of words with diacritics
    skeleton TEXT NOT NULL,
    prefix TEXT NOT NULL,
    PRIMARY KEY (skeleton, prefix)
) WITHOUT ROWID
""",
    """
CREATE TABLE IF NOT EXISTS search_stems (       -- words that are declined, by what declining leaves
    stem TEXT NOT NULL,                -- entities.letters.stem
    form TEXT NOT NULL,
    PRIMARY KEY (stem, form)
) WITHOUT ROWID
""",
    """
CREATE TABLE IF NOT EXISTS search_names (       -- what entities are called in the articles
    entity TEXT NOT NULL,              -- entity_links.entity
    text TEXT NOT NULL,                -- entity_mentions.text, or the entity's name
    key TEXT NOT NULL,                 -- names.name_key
    PRIMARY KEY (entity, text)
) WITHOUT ROWID
""",
    "CREATE INDEX IF NOT EXISTS search_names_by_key ON search_names(key, entity)",
    """
CREATE TABLE IF NOT EXISTS search_named (       -- articles whose names are not in search_names yet
    article INTEGER PRIMARY KEY REFERENCES entity_articles(key) ON DELETE CASCADE
)
""",
    # Fields without words list the newest first.
    "CREATE INDEX IF NOT EXISTS search_articles_by_date ON articles(date)",
    (
        "CREATE INDEX IF NOT EXISTS search_skeletons ON search_words(skeleton, form) "
        "WHERE skeleton IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS search_lemmas ON search_words(lemma, language) WHERE lemma > ''",
    (
        "CREATE INDEX IF NOT EXISTS search_unlemmatised ON search_words(language) "
        "WHERE lemma IS NULL"
    ),
    """
CREATE TRIGGER IF NOT EXISTS search_linked AFTER INSERT ON entity_links BEGIN
    INSERT INTO search_named (article)
    SELECT new.article WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE article = new.article);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_relinked AFTER UPDATE OF entity ON entity_links BEGIN
    INSERT INTO search_named (article)
    SELECT new.article WHERE NOT EXISTS (SELECT 1 FROM search_named WHERE article = new.article);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_article_added AFTER INSERT ON articles BEGIN
    INSERT INTO search_pending (article)
    SELECT new.key WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE article = new.key);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_article_changed AFTER UPDATE ON articles BEGIN
    INSERT INTO search_pending (article)
    SELECT new.key WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE article = new.key);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_translation_added AFTER INSERT ON coverage BEGIN
    INSERT INTO search_pending (article)
    SELECT new.article WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE article = new.article);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_translation_changed AFTER UPDATE ON coverage BEGIN
    INSERT INTO search_pending (article)
    SELECT new.article WHERE NOT EXISTS (SELECT 1 FROM search_pending WHERE article = new.article);
END
""",
    """
CREATE TRIGGER IF NOT EXISTS search_translation_gone AFTER DELETE ON coverage BEGIN
    INSERT INTO search_pending (article)
    SELECT key FROM articles WHERE key = old.article
    AND NOT EXISTS (SELECT 1 FROM search_pending WHERE article = old.article);
END
""",
)
"""Statements that make them, in order."""

SEARCH_MIGRATION: Final = (
    *SEARCH_TABLES,
    "INSERT OR IGNORE INTO search_pending (article) SELECT key FROM articles",
    "INSERT OR IGNORE INTO search_named (article) SELECT key FROM entity_articles",
)
"""Statements that add them to a library that has articles already."""
