"""The tables. `num` of a repo, a collection or an item is seconds << 24 | counter: it sorts by time, and as `_id` does.

Tags stand in `traits`, which many repos share: a filter is resolved to a few traits first, so that no table with one
row a repo and tag has to be filled and walked.
"""

VERSION = 2

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE traits (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE tag (kind INTEGER, name TEXT, traits INTEGER, PRIMARY KEY (kind, name, traits)) WITHOUT ROWID;
CREATE TABLE repo (
    num INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, creator TEXT NOT NULL,
    traits INTEGER NOT NULL, downloads INTEGER NOT NULL, likes INTEGER NOT NULL, trending REAL NOT NULL,
    modified INTEGER NOT NULL, private INTEGER NOT NULL, gated INTEGER NOT NULL, disabled INTEGER NOT NULL,
    params INTEGER NOT NULL, size INTEGER NOT NULL, warm INTEGER NOT NULL, made INTEGER NOT NULL
);
CREATE TABLE uses (target INTEGER, space INTEGER, PRIMARY KEY (target, space)) WITHOUT ROWID;
CREATE TABLE redirect (kind INTEGER, name TEXT COLLATE NOCASE, num INTEGER, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TABLE paper (id TEXT PRIMARY KEY, title TEXT, upvotes INTEGER, published TEXT) WITHOUT ROWID;
CREATE TABLE collection (
    num INTEGER PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL, theme TEXT NOT NULL,
    private INTEGER NOT NULL, position INTEGER NOT NULL, upvotes INTEGER NOT NULL, trending INTEGER NOT NULL,
    modified INTEGER NOT NULL, words TEXT NOT NULL
);
CREATE TABLE item (
    num INTEGER PRIMARY KEY, collection INTEGER NOT NULL, place INTEGER NOT NULL, type TEXT NOT NULL,
    target NOT NULL, note TEXT NOT NULL, UNIQUE (collection, type, target)
);
CREATE TABLE ref (repo INTEGER, name TEXT, sha TEXT NOT NULL, PRIMARY KEY (repo, name)) WITHOUT ROWID;
CREATE TABLE version (
    repo INTEGER, sha TEXT, parent TEXT NOT NULL, title TEXT NOT NULL, message TEXT NOT NULL, author TEXT NOT NULL,
    seconds INTEGER NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (repo, sha)
) WITHOUT ROWID;
CREATE TABLE object (oid TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE chunk (oid TEXT, start INTEGER, data BLOB NOT NULL, PRIMARY KEY (oid, start));
CREATE TABLE digest (repo INTEGER, path TEXT, size INTEGER, sha256 TEXT, PRIMARY KEY (repo, path, size)) WITHOUT ROWID;
CREATE TABLE discussion (
    repo INTEGER, num INTEGER, title TEXT NOT NULL, status TEXT NOT NULL, pull INTEGER NOT NULL, author TEXT NOT NULL,
    seconds INTEGER NOT NULL, pinned INTEGER NOT NULL, merged TEXT NOT NULL, PRIMARY KEY (repo, num)
) WITHOUT ROWID;
CREATE TABLE event (
    num INTEGER PRIMARY KEY, repo INTEGER NOT NULL, discussion INTEGER NOT NULL, type TEXT NOT NULL,
    author TEXT NOT NULL, seconds INTEGER NOT NULL, data TEXT NOT NULL
);
CREATE TABLE setting (
    repo INTEGER, secret INTEGER, key TEXT, value TEXT NOT NULL, description TEXT NOT NULL, seconds INTEGER NOT NULL,
    PRIMARY KEY (repo, secret, key)
) WITHOUT ROWID;
CREATE TABLE access (
    repo INTEGER, user TEXT, num INTEGER NOT NULL, status TEXT NOT NULL, seconds INTEGER NOT NULL, fields TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (repo, user)
) WITHOUT ROWID;
CREATE TABLE liking (repo INTEGER, user TEXT, likes INTEGER NOT NULL, seconds INTEGER NOT NULL,
    PRIMARY KEY (repo, user)) WITHOUT ROWID;
CREATE TABLE seen (user TEXT, discussion TEXT, PRIMARY KEY (user, discussion)) WITHOUT ROWID;
"""

INDEXES = """
CREATE UNIQUE INDEX repo_name ON repo (kind, name COLLATE NOCASE);
CREATE INDEX repo_owner ON repo (kind, owner COLLATE NOCASE);
CREATE INDEX repo_traits ON repo (traits);
CREATE INDEX repo_downloads ON repo (kind, downloads DESC);
CREATE INDEX repo_likes ON repo (kind, likes DESC);
CREATE INDEX repo_trending ON repo (kind, trending DESC);
CREATE INDEX repo_modified ON repo (kind, modified DESC);
CREATE INDEX repo_params ON repo (params DESC) WHERE kind = 0;
CREATE INDEX repo_size ON repo (size DESC) WHERE kind = 1;
CREATE INDEX repo_warm ON repo (kind, warm) WHERE warm > 0;
CREATE INDEX repo_kind ON repo (kind);
CREATE INDEX uses_space ON uses (space);
CREATE INDEX collection_owner ON collection (owner);
CREATE INDEX item_place ON item (collection, place);
CREATE INDEX item_target ON item (type, target);
CREATE INDEX event_discussion ON event (repo, discussion);
"""
