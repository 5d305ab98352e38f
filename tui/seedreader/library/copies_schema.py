"""The tables of near copies: articles whose texts are almost the same, as agency reports are."""

COPIES_DDL = """
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles(key) ON DELETE CASCADE,
    made_by INTEGER NOT NULL,          -- the version of the signature
    first INTEGER NOT NULL             -- key of the article under which its group stands
);
CREATE INDEX copies_of_first ON copies(first);
CREATE TABLE copy_bands (              -- parts of signatures: near copies share one at least
    band BLOB NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE INDEX bands_of_article ON copy_bands(article);
"""
