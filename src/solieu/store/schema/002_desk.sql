-- What the desk needs: which figures are rivals, which reports people have looked through, where to look first, and a mark
-- that changes with everything.

DROP VIEW figures;
DROP VIEW effective;

ALTER TABLE observations ADD COLUMN place_key TEXT;        -- the place through all its kinds: its last code, or the printed words
ALTER TABLE observations ADD COLUMN series INTEGER NOT NULL DEFAULT 0; -- figures that differ in their period alone share it; 0 where nothing says what is measured
ALTER TABLE observations ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0; -- 1 where figures of the same fact say otherwise
ALTER TABLE observations ADD COLUMN attention REAL NOT NULL DEFAULT 0; -- doubt times weight, as long as nobody decided
ALTER TABLE reviewed ADD COLUMN place_key TEXT;
ALTER TABLE reviewed ADD COLUMN series INTEGER NOT NULL DEFAULT 0;
UPDATE observations SET place_key = place_key_of(place_code, place), series = series_of(
  indicator_id, indicator, place_code, place, measure, status, basis_kind, basis, unit, unit_text, period_start, period_end);
UPDATE reviewed SET place_key = place_key_of(place_code, place), series = series_of(
  indicator_id, indicator, place_code, place, measure, status, basis_kind, basis, unit, unit_text, period_start, period_end);

DROP INDEX observations_of_series;
DROP INDEX reviewed_of_series;
CREATE INDEX observations_in_order ON observations (indicator_id, place_key, series, period_start, period_end);
CREATE INDEX reviewed_in_order ON reviewed (indicator_id, place_key, series, period_start, period_end);
CREATE INDEX observations_of_series ON observations (place_key, indicator_id, series, period_start, period_end);
CREATE INDEX reviewed_of_series ON reviewed (place_key, indicator_id, series, period_start, period_end);
CREATE INDEX observations_by_attention ON observations (
  status, attention, measure, period_start, period_end, indicator_id, place_code -- what is not asked for is passed over in the index alone
);
CREATE INDEX observations_by_kind ON observations (measure, status);
CREATE INDEX observations_by_level ON observations (length(place_code));
CREATE INDEX observations_disputed ON observations (id) WHERE disputed;

-- How many figures there are of each place and indicator, '' where it is not known; kept by triggers.
CREATE TABLE tallies (
  indicator_id TEXT NOT NULL,
  place_key TEXT NOT NULL,
  figures INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, place_key)
) WITHOUT ROWID;
INSERT INTO tallies SELECT coalesce(indicator_id, ''), coalesce(place_key, ''), count(*) FROM (
  SELECT id, indicator_id, place_key FROM observations WHERE id NOT IN (SELECT id FROM reviewed)
  UNION ALL SELECT id, indicator_id, place_key FROM reviewed WHERE verdict <> 'reject'
) GROUP BY 1, 2;
CREATE TRIGGER observation_comes AFTER INSERT ON observations BEGIN
  INSERT INTO tallies VALUES (coalesce(NEW.indicator_id, ''), coalesce(NEW.place_key, ''), 1)
  ON CONFLICT DO UPDATE SET figures = figures + 1;
END;
CREATE TRIGGER observation_goes BEFORE DELETE ON observations BEGIN
  DELETE FROM reviewed WHERE id = OLD.id;
  UPDATE tallies SET figures = figures - 1
  WHERE indicator_id = coalesce(OLD.indicator_id, '') AND place_key = coalesce(OLD.place_key, '');
END;
CREATE TRIGGER review_comes AFTER INSERT ON reviewed BEGIN
  UPDATE tallies SET figures = figures - 1 WHERE (indicator_id, place_key) = (
    SELECT coalesce(indicator_id, ''), coalesce(place_key, '') FROM observations WHERE id = NEW.id);
  INSERT INTO tallies SELECT coalesce(NEW.indicator_id, ''), coalesce(NEW.place_key, ''), 1 WHERE NEW.verdict <> 'reject'
  ON CONFLICT DO UPDATE SET figures = figures + 1;
END;
CREATE TRIGGER review_goes AFTER DELETE ON reviewed BEGIN
  UPDATE tallies SET figures = figures + 1 WHERE (indicator_id, place_key) = (
    SELECT coalesce(indicator_id, ''), coalesce(place_key, '') FROM observations WHERE id = OLD.id);
  UPDATE tallies SET figures = figures - 1 WHERE OLD.verdict <> 'reject'
  AND indicator_id = coalesce(OLD.indicator_id, '') AND place_key = coalesce(OLD.place_key, '');
END;

ALTER TABLE reports ADD COLUMN done INTEGER NOT NULL DEFAULT 0; -- 1 where a person has looked through it
CREATE INDEX reports_done ON reports (done, id);

CREATE TABLE finished (               -- reports that people have looked through: only ever added to
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  done INTEGER NOT NULL               -- 0 takes it back
);
CREATE INDEX finished_of_report ON finished (sha256);
CREATE TRIGGER finished_is_kept BEFORE DELETE ON finished
BEGIN SELECT RAISE(ABORT, 'what was finished is never deleted: add another line'); END;
CREATE TRIGGER finished_is_final BEFORE UPDATE ON finished
BEGIN SELECT RAISE(ABORT, 'what was finished is never changed: add another line'); END;

CREATE TABLE stamp (mark TEXT NOT NULL); -- one row: another mark after each change
INSERT INTO stamp VALUES (lower(hex(randomblob(8))));

CREATE VIEW effective AS              -- each figure as it counts: as decided, else as read
SELECT id, NULL AS decision_id, NULL AS verdict, report_id, position, start_offset, end_offset, quote, sentence_start, sentence_end, number, unit_text,
  value, value_max, value_real, unit, out_of, measure, status, bound, basis, basis_kind, indicator, indicator_start,
  indicator_end, indicator_id, place, place_code, place_from, period, period_start, period_end, period_from, confidence,
  page, cell_table, cell_row, cell_column, cell_heads, cell_page, cell_sheet, place_key, series FROM observations
WHERE id NOT IN (SELECT id FROM reviewed)
UNION ALL
SELECT id, decision_id, verdict, report_id, position, start_offset, end_offset, quote, sentence_start, sentence_end, number, unit_text,
  value, value_max, value_real, unit, out_of, measure, status, bound, basis, basis_kind, indicator, indicator_start,
  indicator_end, indicator_id, place, place_code, place_from, period, period_start, period_end, period_from, confidence,
  page, cell_table, cell_row, cell_column, cell_heads, cell_page, cell_sheet, place_key, series FROM reviewed;

CREATE VIEW figures AS                -- for people: what counts, without what was rejected, and where it stands
SELECT
  e.id, e.place, e.indicator, e.indicator_id, e.period, e.measure, e.status, e.bound, e.value, e.value_max, e.unit,
  e.basis, e.quote,
  substr(t.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence,
  r.name AS report, r.title, r.issued, e.confidence, e.verdict, e.value_real, e.place_code, e.period_start, e.period_end,
  e.report_id
FROM effective AS e JOIN reports AS r ON r.id = e.report_id JOIN texts AS t ON t.report_id = e.report_id
WHERE e.verdict IS NOT 'reject';

-- With the year in which the period of a figure begins, by which common words in a rare period are found at once.
DROP TABLE figure_words;
CREATE VIRTUAL TABLE figure_words USING fts5 (indicator, place, year, content = '', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO figure_words (rowid, indicator, place, year)
SELECT id, folded(coalesce(indicator, '') || ' ' || replace(coalesce(indicator_id, ''), '_', ' ')), folded(coalesce(place, '')),
  coalesce(substr(period_start, 1, 4), '')
FROM effective ORDER BY id;

CREATE VIEW choices AS                -- of the figures of one fact the one that counts: see docs/choosing.md
SELECT * FROM (
  SELECT
    e.*, r.name AS report, r.issued,
    count(*) OVER facts - 1 AS others,
    row_number() OVER (facts ORDER BY
      e.verdict IS NULL, e.decision_id DESC, r.issued DESC, e.report_id DESC, e.cell_table IS NULL,
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
