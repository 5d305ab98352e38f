CREATE TABLE articles (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT,
  headline TEXT NOT NULL, language TEXT NOT NULL, date TEXT, source TEXT, words INTEGER NOT NULL,
  sentences INTEGER NOT NULL, boilerplate_lines INTEGER NOT NULL, structure BLOB NOT NULL);
CREATE TABLE texts (article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (article, part)) WITHOUT ROWID;
CREATE TABLE files (path BLOB PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL, extractor INTEGER NOT NULL, encoding TEXT,
  article INTEGER REFERENCES articles(key), problem TEXT, advice TEXT) WITHOUT ROWID;
CREATE INDEX files_of_article ON files(article);
CREATE TABLE memory (sentence BLOB NOT NULL, source_language TEXT NOT NULL,
  target_language TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, origin BLOB NOT NULL,
  changed TEXT, PRIMARY KEY (sentence, target_language, source_language, origin)) WITHOUT ROWID;
CREATE INDEX memory_of_origin ON memory(origin);
CREATE TABLE coverage (article INTEGER NOT NULL REFERENCES articles(key) ON DELETE CASCADE,
  target_language TEXT NOT NULL, translated INTEGER NOT NULL, headline TEXT,
  PRIMARY KEY (article, target_language)) WITHOUT ROWID;
CREATE TABLE reading (id TEXT PRIMARY KEY, position INTEGER NOT NULL, sentence INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0, opened TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = 2;
