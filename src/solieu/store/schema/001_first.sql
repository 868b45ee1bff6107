-- Names are those of the output of `solieu extract`, but for words that SQL keeps for itself: "start" is start_offset,
-- "end" end_offset, "of" out_of. Offsets count code points, so substr(text, start_offset + 1, end_offset - start_offset)
-- is the quote. Numbers are exact decimals written as text; value_real is a copy for sorting and charts alone.
-- Days are written 2022-09-30; lists and objects are JSON.

CREATE TABLE reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT UNIQUE,                 -- of the bytes; NULL where they could not be had
  name TEXT NOT NULL,                 -- under which it came first
  url TEXT,
  title TEXT,
  issued TEXT,
  place TEXT,
  place_code TEXT,
  period TEXT,
  period_start TEXT,
  period_end TEXT,
  extractor TEXT NOT NULL,            -- the version that read it last
  added TEXT NOT NULL,                -- when it came first
  extracted TEXT NOT NULL,            -- when it was read last
  error TEXT,                         -- why it could not be read
  warnings TEXT NOT NULL,
  near_duplicate_of INTEGER REFERENCES reports (id) ON DELETE SET NULL,
  similarity REAL                     -- to that report: the share of their runs of four words that both have
);
CREATE INDEX reports_of_place ON reports (place_code, period_start);
CREATE INDEX reports_by_day ON reports (issued);
CREATE INDEX reports_near ON reports (near_duplicate_of) WHERE near_duplicate_of IS NOT NULL;
CREATE INDEX reports_failed ON reports (id) WHERE error IS NOT NULL;

CREATE TABLE texts (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  layout BLOB                         -- blocks, tables and pages: JSON compressed with zlib; NULL where there are none
);

CREATE TABLE sources (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  name TEXT NOT NULL,                 -- a path, or a place within an archive
  url TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  PRIMARY KEY (report_id, name)
) WITHOUT ROWID;
CREATE INDEX sources_by_name ON sources (name);

CREATE TABLE bands (                  -- by which near duplicates are found
  band INTEGER NOT NULL,
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  PRIMARY KEY (band, report_id)
) WITHOUT ROWID;
CREATE INDEX bands_of_report ON bands (report_id);

CREATE TABLE observations (           -- as the program read them
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER,                   -- from 0; NULL where a newer version no longer sees what a person has confirmed
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  number TEXT NOT NULL,
  unit_text TEXT,
  value TEXT NOT NULL,
  value_max TEXT,
  value_real REAL NOT NULL,
  unit TEXT,
  out_of TEXT,
  measure TEXT NOT NULL,
  status TEXT NOT NULL,
  bound TEXT NOT NULL,
  basis TEXT,
  basis_kind TEXT,
  indicator TEXT,
  indicator_start INTEGER,
  indicator_end INTEGER,
  indicator_id TEXT,
  place TEXT,
  place_code TEXT,
  place_from TEXT,
  period TEXT,
  period_start TEXT,
  period_end TEXT,
  period_from TEXT,
  confidence REAL NOT NULL,
  page INTEGER,
  cell_table INTEGER,
  cell_row INTEGER,
  cell_column INTEGER,
  cell_heads TEXT,
  cell_page INTEGER,
  cell_sheet TEXT,
  UNIQUE (report_id, position)
);
CREATE INDEX observations_by_period ON observations (period_start);
CREATE INDEX observations_of_indicator ON observations (indicator_id, period_start);
CREATE INDEX observations_of_place ON observations (place_code, period_start);
CREATE INDEX observations_of_series ON observations (place_code, indicator_id, period_start);

CREATE TABLE decisions (              -- what people decided: only ever added to
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  why TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accept', 'correct', 'reject', 'withdraw', 'dismiss', 'undismiss')),
  sha256 TEXT,                        -- the ground of a decision on a figure: the report,
  quote TEXT,                         -- its words,
  words_before TEXT,                  -- the words around them,
  words_after TEXT,
  start_offset INTEGER,               -- and where they stood, as a hint
  observed TEXT,                      -- the figure as it was shown, as JSON
  changes TEXT,                       -- the fields that the person set, as JSON
  finding TEXT,                       -- the identifier of a finding,
  rule TEXT,                          -- with its rule and message, so that the table can be read alone
  message TEXT,
  CHECK ((finding IS NULL) = (quote IS NOT NULL))
);
CREATE INDEX decisions_of_report ON decisions (sha256);
CREATE INDEX decisions_of_finding ON decisions (finding) WHERE finding IS NOT NULL;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted: add another one'); END;
CREATE TRIGGER decisions_are_final BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never changed: add another one'); END;

CREATE TABLE placements (             -- where each decision on a figure stands now
  decision_id INTEGER PRIMARY KEY REFERENCES decisions (id),
  figure_id INTEGER REFERENCES observations (id) ON DELETE SET NULL,
  state TEXT NOT NULL CHECK (state IN ('placed', 'settled', 'unplaced'))
  -- settled: its words still stand and no figure is read in them, which is what was wanted
);
CREATE INDEX placements_of_figure ON placements (figure_id) WHERE figure_id IS NOT NULL;
CREATE INDEX placements_lost ON placements (state) WHERE state = 'unplaced';

CREATE TABLE reviewed (               -- figures on which people decided, as decided; made from the decisions
  id INTEGER PRIMARY KEY REFERENCES observations (id) ON DELETE CASCADE,
  decision_id INTEGER NOT NULL REFERENCES decisions (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject')),
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  number TEXT NOT NULL,
  unit_text TEXT,
  value TEXT NOT NULL,
  value_max TEXT,
  value_real REAL NOT NULL,
  unit TEXT,
  out_of TEXT,
  measure TEXT NOT NULL,
  status TEXT NOT NULL,
  bound TEXT NOT NULL,
  basis TEXT,
  basis_kind TEXT,
  indicator TEXT,
  indicator_start INTEGER,
  indicator_end INTEGER,
  indicator_id TEXT,
  place TEXT,
  place_code TEXT,
  place_from TEXT,
  period TEXT,
  period_start TEXT,
  period_end TEXT,
  period_from TEXT,
  confidence REAL NOT NULL,
  page INTEGER,
  cell_table INTEGER,
  cell_row INTEGER,
  cell_column INTEGER,
  cell_heads TEXT,
  cell_page INTEGER,
  cell_sheet TEXT
);
CREATE INDEX reviewed_by_period ON reviewed (period_start);
CREATE INDEX reviewed_of_indicator ON reviewed (indicator_id, period_start);
CREATE INDEX reviewed_of_place ON reviewed (place_code, period_start);
CREATE INDEX reviewed_of_series ON reviewed (place_code, indicator_id, period_start);
CREATE INDEX reviewed_of_report ON reviewed (report_id);

CREATE TABLE documents_cited (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL,
  type TEXT NOT NULL,
  number TEXT,
  issuer TEXT,
  date TEXT,
  PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX documents_cited_by_number ON documents_cited (number);

CREATE TABLE officials (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX officials_by_name ON officials (name);

CREATE TABLE directives (
  report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  text TEXT NOT NULL,
  addressees TEXT NOT NULL,
  due TEXT,
  PRIMARY KEY (report_id, position)
) WITHOUT ROWID;
CREATE INDEX directives_by_due ON directives (due) WHERE due IS NOT NULL;

CREATE TABLE findings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id INTEGER REFERENCES reports (id) ON DELETE CASCADE, -- NULL where it rests on several
  position INTEGER,
  finding TEXT NOT NULL,              -- its identifier, by which it is dismissed
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  message_en TEXT NOT NULL,
  expected TEXT,
  found TEXT,
  remedies TEXT NOT NULL,
  remedies_en TEXT NOT NULL,
  observations TEXT NOT NULL,         -- positions of the figures in the report
  places TEXT                         -- codes of the places that a finding over several reports is about
);
CREATE INDEX findings_of_report ON findings (report_id, position);
CREATE INDEX findings_by_identifier ON findings (finding);
CREATE INDEX findings_across ON findings (id) WHERE report_id IS NULL;

CREATE TABLE grounds (
  finding_id INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  quote TEXT NOT NULL,
  observation INTEGER,                -- its position in its report
  report TEXT,                        -- the report's name, in findings over several,
  report_id INTEGER REFERENCES reports (id) ON DELETE CASCADE, -- and which that is
  figure_id INTEGER REFERENCES observations (id) ON DELETE SET NULL,
  PRIMARY KEY (finding_id, position)
) WITHOUT ROWID;
CREATE INDEX grounds_of_report ON grounds (report_id);
CREATE INDEX grounds_of_figure ON grounds (figure_id);

CREATE TABLE touched (                -- places whose figures changed since findings across reports were last made
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place_code TEXT NOT NULL
);

-- The words without case, diacritics and the stroke of đ. They hold no text of their own: rowid leads to reports and
-- observations.
CREATE VIRTUAL TABLE report_words USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE figure_words USING fts5 (indicator, place, content = '', tokenize = 'unicode61 remove_diacritics 0');

CREATE VIEW effective AS              -- each figure as it counts: as decided, else as read
SELECT id, NULL AS decision_id, NULL AS verdict, report_id, position, start_offset, end_offset, quote, sentence_start, sentence_end, number, unit_text,
  value, value_max, value_real, unit, out_of, measure, status, bound, basis, basis_kind, indicator, indicator_start,
  indicator_end, indicator_id, place, place_code, place_from, period, period_start, period_end, period_from, confidence,
  page, cell_table, cell_row, cell_column, cell_heads, cell_page, cell_sheet FROM observations
WHERE id NOT IN (SELECT id FROM reviewed)
UNION ALL
SELECT id, decision_id, verdict, report_id, position, start_offset, end_offset, quote, sentence_start, sentence_end, number, unit_text,
  value, value_max, value_real, unit, out_of, measure, status, bound, basis, basis_kind, indicator, indicator_start,
  indicator_end, indicator_id, place, place_code, place_from, period, period_start, period_end, period_from, confidence,
  page, cell_table, cell_row, cell_column, cell_heads, cell_page, cell_sheet FROM reviewed;

CREATE VIEW figures AS                -- for people: what counts, without what was rejected, and where it stands
SELECT
  e.id, e.place, e.indicator, e.indicator_id, e.period, e.measure, e.status, e.bound, e.value, e.value_max, e.unit,
  e.basis, e.quote,
  substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
  r.name AS report, r.title, r.issued, e.confidence, e.verdict, e.value_real, e.place_code, e.period_start, e.period_end,
  e.report_id
FROM effective AS e JOIN reports AS r ON r.id = e.report_id JOIN texts AS t ON t.report_id = e.report_id
WHERE e.verdict IS NOT 'reject';

CREATE VIEW dismissed AS              -- findings that a person dismissed and nobody took back since
SELECT finding, made_at, made_by, why FROM decisions AS d
WHERE kind = 'dismiss'
AND id = (SELECT max(id) FROM decisions AS later WHERE later.finding = d.finding);

CREATE VIEW open_findings AS
SELECT f.severity, f.rule, f.message, f.message_en, r.name AS report, f.finding, f.report_id
FROM findings AS f LEFT JOIN reports AS r ON r.id = f.report_id
WHERE f.finding NOT IN (SELECT finding FROM dismissed);

CREATE VIEW unplaced_decisions AS
SELECT d.* FROM decisions AS d JOIN placements AS p ON p.decision_id = d.id
WHERE p.state = 'unplaced'
AND d.id = (
  SELECT max(later.id) FROM decisions AS later
  WHERE later.sha256 = d.sha256 AND later.quote = d.quote
  AND later.words_before = d.words_before AND later.words_after = d.words_after
);
