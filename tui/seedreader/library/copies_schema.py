"""The tables of near copies: articles whose texts are almost the same, as agency reports are."""

COPIES_DDL = """
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE,
    made_by TEXT NOT NULL,             -- the version of the signature
    language TEXT NOT NULL,            -- primary subtag
    size INTEGER NOT NULL,             -- number of different shingles
    signature BLOB NOT NULL,           -- copies.Signature
    copy_group INTEGER,                -- key of one article of its group; NULL: it has no copies
    is_grouped INTEGER NOT NULL        -- 0: its copies are to be looked for
);
CREATE INDEX copies_of_group ON copies(copy_group, article) WHERE copy_group IS NOT NULL;
CREATE INDEX copies_to_group ON copies(article) WHERE is_grouped = 0;
CREATE TABLE copy_bands (              -- parts of signatures: near copies share one at least
    band INTEGER NOT NULL,             -- copy_groups.bands
    article INTEGER NOT NULL,          -- no reference: that would need an index as large again
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
"""
