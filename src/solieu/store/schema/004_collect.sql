-- What `solieu collect` keeps: which sources it follows, the addresses it found there, every version it received, and how each
-- run went. Bodies as received lie beside the store, in the folder that `archive` names, under their SHA-256.

DROP VIEW figures;
DROP VIEW choices;

ALTER TABLE reports ADD COLUMN fetched TEXT;               -- when its bytes were received first; NULL where it was added by hand
ALTER TABLE reports ADD COLUMN gone TEXT;                  -- since when no address has it any more
ALTER TABLE reports ADD COLUMN superseded_by INTEGER REFERENCES reports (id) ON DELETE SET NULL; -- what its address shows in its stead
CREATE INDEX reports_superseded ON reports (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE archive (folder TEXT NOT NULL); -- at most one row: where the bodies lie, seen from the store's own folder

CREATE TABLE followed (               -- the sources of sources.toml
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  walking INTEGER NOT NULL DEFAULT 0, -- 1 while its lists are gone through: a run that was stopped goes through all of them again
  walked TEXT,                        -- when that was done last
  etag TEXT,                          -- of its first list then
  modified TEXT
);

CREATE TABLE pages (                  -- addresses that were found there: each is fetched for one source
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES followed (id) ON DELETE CASCADE,
  address TEXT NOT NULL UNIQUE,       -- without session and tracking parameters; a path for files
  parent_id INTEGER REFERENCES pages (id) ON DELETE SET NULL, -- of an attachment, the page that leads to it
  title TEXT,                         -- as the list calls it
  day TEXT,                           -- on which it was published, as the list tells
  found TEXT NOT NULL,
  checked TEXT,                       -- when it was asked for last
  etag TEXT,
  modified TEXT,
  state TEXT NOT NULL DEFAULT 'found' CHECK (state IN ('found', 'kept', 'gone', 'refused')),
  missing INTEGER NOT NULL DEFAULT 0, -- in how many runs on end it was not there
  failures INTEGER NOT NULL DEFAULT 0,
  trouble TEXT                        -- why it could not be had last time, as JSON: a word of the log and its values
);
CREATE INDEX pages_of_source ON pages (source_id, state, checked);

CREATE TABLE versions (               -- each time that an address gave other bytes than before
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  media_type TEXT,                    -- as the server told
  url TEXT NOT NULL,                  -- after redirects
  fetched TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'same', 'failed'))
  -- waiting: received, not read yet; same: only the frame around the text changed, so its body is not kept
);
CREATE INDEX versions_of_page ON versions (page_id, id);
CREATE INDEX versions_by_digest ON versions (sha256);
CREATE INDEX versions_waiting ON versions (id) WHERE state = 'waiting';

CREATE TABLE version_reports (        -- the reports in a version: one, or more where it is an archive or a mail
  version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  part TEXT NOT NULL,                 -- the report's name within it; '' where it is the report itself
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  PRIMARY KEY (version_id, part)
) WITHOUT ROWID;
CREATE INDEX version_reports_of ON version_reports (report_id);

CREATE TABLE runs (                   -- how each source fared in each run
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES followed (id) ON DELETE CASCADE,
  started TEXT NOT NULL,
  ended TEXT,                         -- NULL where the run was stopped
  requests INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0, -- addresses left for the next run
  troubles TEXT NOT NULL DEFAULT '[]' -- the first of them, as JSON: words of the log with their values
);
CREATE INDEX runs_of_source ON runs (source_id, id);

CREATE VIEW figures AS                -- for people: what counts, without what was rejected, and where it stands
SELECT
  e.id, e.place, e.indicator, e.indicator_id, e.period, e.measure, e.status, e.bound, e.value, e.value_max, e.unit,
  e.basis, e.quote,
  substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
  r.name AS report, r.title, r.issued, e.confidence, e.verdict, e.value_real, e.place_code, e.period_start, e.period_end,
  e.report_id, r.url, r.fetched, r.sha256, r.gone, r.superseded_by
FROM effective AS e JOIN reports AS r ON r.id = e.report_id JOIN texts AS t ON t.report_id = e.report_id
WHERE e.verdict IS NOT 'reject';

CREATE VIEW choices AS                -- of the figures of one fact the one that counts: see docs/choosing.md
SELECT * FROM (
  SELECT
    e.*, r.name AS report, r.issued,
    count(*) OVER facts - 1 AS others,
    row_number() OVER (facts ORDER BY
      e.verdict IS NULL, e.decision_id DESC, r.superseded_by IS NOT NULL, r.issued DESC, e.report_id DESC, e.cell_table IS NULL,
      CASE e.period_from WHEN 'clause' THEN 0 WHEN 'sentence' THEN 1 WHEN 'section' THEN 2 WHEN 'report' THEN 3 ELSE 4 END,
      CASE e.place_from WHEN 'clause' THEN 0 WHEN 'sentence' THEN 1 WHEN 'section' THEN 2 WHEN 'report' THEN 3 ELSE 4 END,
      e.start_offset, e.end_offset, e.id
    ) AS rank
  FROM effective AS e JOIN reports AS r ON r.id = e.report_id
  WHERE e.verdict IS NOT 'reject'
  WINDOW facts AS (PARTITION BY
    e.indicator_id, e.place_key, e.series, e.period_start, e.period_end,
    CASE WHEN e.series = 0 OR e.place_key IS NULL OR e.period_start IS NULL THEN e.id END)
) WHERE rank = 1;

-- What the address of a report shows in its stead, and that it is gone, are shown beside each of its figures, too.
DROP TRIGGER report_changes;
CREATE TRIGGER report_changes
AFTER UPDATE OF url, title, issued, place, place_code, extracted, near_duplicate_of, fetched, gone, superseded_by
ON reports BEGIN
  INSERT INTO place_tallies
  SELECT code, 0, 1 FROM (SELECT OLD.place_code AS code UNION SELECT NEW.place_code) WHERE code IS NOT NULL
  ON CONFLICT DO UPDATE SET changed = changed + 1;
  UPDATE place_tallies SET changed = changed + 1 WHERE place_key IN (
    SELECT place_key FROM observations WHERE report_id = NEW.id
    UNION SELECT place_key FROM reviewed WHERE report_id = NEW.id);
  UPDATE indicator_tallies SET changed = changed + 1 WHERE indicator_id IN (
    SELECT indicator_id FROM observations WHERE report_id = NEW.id
    UNION SELECT indicator_id FROM reviewed WHERE report_id = NEW.id);
END;
