-- What pages ask for again and again: of which periods there are figures, where to look first within an indicator, and marks
-- by which a page is known to be as it was, whatever people decided elsewhere.

CREATE TABLE place_tallies (          -- how many figures there are of each place; kept by triggers
  place_key TEXT PRIMARY KEY,
  figures INTEGER NOT NULL,
  changed INTEGER NOT NULL            -- grows whenever a figure of the place, its report, or a report of the place changes
) WITHOUT ROWID;
CREATE TABLE indicator_tallies (      -- the same of each indicator
  indicator_id TEXT PRIMARY KEY,
  figures INTEGER NOT NULL,
  changed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE period_tallies (         -- how many figures there are of each indicator, period and place that has a code
  indicator_id TEXT NOT NULL,
  measure TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  digits INTEGER NOT NULL,            -- of place_key: 2 for provinces, 3 for districts, 5 for communes
  place_key TEXT NOT NULL,
  figures INTEGER NOT NULL,
  PRIMARY KEY (indicator_id, measure, period_start, period_end, digits, place_key)
) WITHOUT ROWID;
INSERT INTO place_tallies SELECT place_key, sum(figures), 1 FROM tallies GROUP BY place_key;
INSERT INTO place_tallies SELECT DISTINCT place_code, 0, 1 FROM reports WHERE place_code IS NOT NULL ON CONFLICT DO NOTHING;
INSERT INTO indicator_tallies SELECT indicator_id, sum(figures), 1 FROM tallies GROUP BY indicator_id;
INSERT INTO period_tallies
SELECT indicator_id, measure, period_start, period_end, length(place_key), place_key, count(*) FROM (
  SELECT indicator_id, measure, period_start, period_end, place_key, place_code FROM observations
  WHERE id NOT IN (SELECT id FROM reviewed)
  UNION ALL SELECT indicator_id, measure, period_start, period_end, place_key, place_code FROM reviewed
  WHERE verdict <> 'reject'
) WHERE indicator_id IS NOT NULL AND place_code IS NOT NULL AND period_start IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6;

CREATE INDEX observations_to_review ON observations (
  indicator_id, measure, status, attention, period_start, period_end, place_code
) WHERE indicator_id IS NOT NULL;

-- By the code of the place, as figures are asked for; how many there are of the place through all its kinds, the tallies say.
DROP INDEX observations_of_series;
DROP INDEX reviewed_of_series;
CREATE INDEX observations_of_series ON observations (place_code, indicator_id, series, period_start, period_end, place_key);
CREATE INDEX reviewed_of_series ON reviewed (place_code, indicator_id, series, period_start, period_end, place_key);
CREATE INDEX tallies_of_place ON tallies (place_key, indicator_id, figures);

-- Every figure that comes, goes or is decided on changes its tally.
CREATE TRIGGER tally_comes AFTER INSERT ON tallies BEGIN
  INSERT INTO place_tallies VALUES (NEW.place_key, NEW.figures, 1)
  ON CONFLICT DO UPDATE SET figures = figures + excluded.figures, changed = changed + 1;
  INSERT INTO indicator_tallies VALUES (NEW.indicator_id, NEW.figures, 1)
  ON CONFLICT DO UPDATE SET figures = figures + excluded.figures, changed = changed + 1;
END;
CREATE TRIGGER tally_changes AFTER UPDATE OF figures ON tallies BEGIN
  UPDATE place_tallies SET figures = figures + NEW.figures - OLD.figures, changed = changed + 1
  WHERE place_key = NEW.place_key;
  UPDATE indicator_tallies SET figures = figures + NEW.figures - OLD.figures, changed = changed + 1
  WHERE indicator_id = NEW.indicator_id;
END;

CREATE TRIGGER observation_comes_in_period AFTER INSERT ON observations
WHEN NEW.indicator_id IS NOT NULL AND NEW.place_code IS NOT NULL AND NEW.period_start IS NOT NULL BEGIN
  INSERT INTO period_tallies VALUES (
    NEW.indicator_id, NEW.measure, NEW.period_start, NEW.period_end, length(NEW.place_key), NEW.place_key, 1
  ) ON CONFLICT DO UPDATE SET figures = figures + 1;
END;
-- What was decided on it has gone before: observation_goes takes that out.
CREATE TRIGGER observation_goes_from_period AFTER DELETE ON observations WHEN OLD.place_code IS NOT NULL BEGIN
  UPDATE period_tallies SET figures = figures - 1
  WHERE (indicator_id, measure, period_start, period_end, digits, place_key) =
    (OLD.indicator_id, OLD.measure, OLD.period_start, OLD.period_end, length(OLD.place_key), OLD.place_key);
END;
CREATE TRIGGER review_comes_in_period AFTER INSERT ON reviewed BEGIN
  UPDATE period_tallies SET figures = figures - 1
  WHERE (indicator_id, measure, period_start, period_end, digits, place_key) = (
    SELECT indicator_id, measure, period_start, period_end, length(place_key), place_key FROM observations
    WHERE id = NEW.id AND place_code IS NOT NULL);
  INSERT INTO period_tallies
  SELECT NEW.indicator_id, NEW.measure, NEW.period_start, NEW.period_end, length(NEW.place_key), NEW.place_key, 1
  WHERE NEW.verdict <> 'reject' AND NEW.indicator_id IS NOT NULL AND NEW.place_code IS NOT NULL
  AND NEW.period_start IS NOT NULL
  ON CONFLICT DO UPDATE SET figures = figures + 1;
END;
CREATE TRIGGER review_goes_from_period AFTER DELETE ON reviewed BEGIN
  UPDATE period_tallies SET figures = figures + 1
  WHERE (indicator_id, measure, period_start, period_end, digits, place_key) = (
    SELECT indicator_id, measure, period_start, period_end, length(place_key), place_key FROM observations
    WHERE id = OLD.id AND place_code IS NOT NULL);
  UPDATE period_tallies SET figures = figures - 1 WHERE OLD.verdict <> 'reject' AND OLD.place_code IS NOT NULL
  AND (indicator_id, measure, period_start, period_end, digits, place_key) =
    (OLD.indicator_id, OLD.measure, OLD.period_start, OLD.period_end, length(OLD.place_key), OLD.place_key);
END;

-- A page is asked for by the code of a place, which a newer version may know under another key.
CREATE TRIGGER review_comes_to_place AFTER INSERT ON reviewed BEGIN
  INSERT INTO place_tallies
  SELECT place_code, 0, 1 FROM observations WHERE id = NEW.id AND place_code IS NOT NULL
  UNION SELECT NEW.place_code, 0, 1 WHERE NEW.place_code IS NOT NULL
  ON CONFLICT DO UPDATE SET changed = changed + 1;
END;
CREATE TRIGGER review_goes_from_place AFTER DELETE ON reviewed BEGIN
  INSERT INTO place_tallies
  SELECT place_code, 0, 1 FROM observations WHERE id = OLD.id AND place_code IS NOT NULL
  UNION SELECT OLD.place_code, 0, 1 WHERE OLD.place_code IS NOT NULL
  ON CONFLICT DO UPDATE SET changed = changed + 1;
END;

CREATE TRIGGER report_comes AFTER INSERT ON reports WHEN NEW.place_code IS NOT NULL BEGIN
  INSERT INTO place_tallies VALUES (NEW.place_code, 0, 1) ON CONFLICT DO UPDATE SET changed = changed + 1;
END;
CREATE TRIGGER report_goes BEFORE DELETE ON reports WHEN OLD.place_code IS NOT NULL BEGIN
  UPDATE place_tallies SET changed = changed + 1 WHERE place_key = OLD.place_code;
END;
-- Its title and day are shown beside each of its figures.
CREATE TRIGGER report_changes
AFTER UPDATE OF url, title, issued, place, place_code, extracted, near_duplicate_of ON reports BEGIN
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
