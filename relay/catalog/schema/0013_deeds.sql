-- Which rows of the audit are what people did to a feed's releases, and to which, so that those of a feed or a
-- release are found without reading all others. No feed: every feed. No release: whatever the groups have, or
-- comes. No group: all groups, or those of the bypass. other: the release that is the fix, or has the fault.
-- fact: the row that it wrote, or ended, in the table of its kind.
CREATE TABLE deed (
  number   INTEGER PRIMARY KEY REFERENCES audit (number),
  did      TEXT NOT NULL CHECK (did IN ('adopted', 'approved', 'hold', 'pin', 'block', 'floor', 'pause', 'stop',
             'acknowledged', 'check', 'risk', 'bypass', 'grant', 'review', 'trusted', 'suspect', 'quarantined',
             'recalled')),
  lifts    INTEGER NOT NULL CHECK (lifts IN (0, 1)),
  feed     TEXT,
  release  INTEGER,
  group_id TEXT,
  other    INTEGER,
  fact     INTEGER,
  reason   TEXT NOT NULL,
  CHECK ((feed IS NULL) = (did = 'stop')),
  CHECK (feed IS NOT NULL OR (release IS NULL AND group_id IS NULL)),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence),
  FOREIGN KEY (feed, other) REFERENCES release (feed, sequence)
) STRICT;

-- What was done before this table was: the facts say what, the audit who and why. What stands before a reason
-- there is left out where the fact tells how long it is. The evidence that was shown for a yes stands behind
-- its reason, and no fact tells where it begins: it stays.
INSERT INTO deed
SELECT u.number, x.kind, x.lifts, x.feed,
  (SELECT sequence FROM release WHERE release.feed = x.feed AND release.version = x.version),
  x.group_id, NULL, x.number, u.detail
FROM audit AS u CROSS JOIN
  (SELECT number, kind, feed, group_id, version, at, person, kind AS action, 0 AS lifts FROM act
   UNION ALL SELECT number, kind, feed, group_id, version, lifted_at, lifted_by, kind || ' lifted', 1 FROM act) AS x
  ON x.at = u.at AND x.person = u.actor AND x.action = u.action
WHERE u.subject = x.feed || coalesce(' ' || x.version, '') || ' → ' || coalesce(x.group_id, 'all groups')
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'pause', x.lifts, x.feed, x.release, x.group_id, NULL, x.number, u.detail
FROM audit AS u CROSS JOIN
  (SELECT number, feed, release, group_id, at, person, 'paused' AS action, 0 AS lifts FROM pause
   UNION ALL SELECT number, feed, release, group_id, lifted_at, lifted_by, 'resumed', 1 FROM pause) AS x
  ON x.at = u.at AND x.person = u.actor AND x.action = u.action
JOIN release ON release.feed = x.feed AND release.sequence = x.release
WHERE u.subject = x.feed || ' ' || release.version || ' → ' || x.group_id
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'stop', u.action <> 'stop', NULL, NULL, NULL, NULL, stop.number, u.detail
FROM stop JOIN audit AS u
  ON u.at = stop.at AND u.actor = stop.person AND u.action = 'stop'
  OR u.at = stop.lifted_at AND u.actor = stop.lifted_by AND u.action = 'stop lifted'
WHERE true ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'approved', 0, y.feed, y.release, y.group_id, NULL, y.number,
  substr(u.detail, 1 + length('as ' || y.role || coalesce('; ticket ' || nullif(y.ticket, ''), '')
    || coalesce('; report ' || nullif(y.report, ''), '')
    || coalesce('; decision ' || nullif(y.decision, ''), '') || '; '))
FROM audit AS u CROSS JOIN approval AS y ON y.at = u.at AND y.person = u.actor
JOIN release ON release.feed = y.feed AND release.sequence = y.release
WHERE u.action = 'approved' AND u.subject = y.feed || ' ' || release.version || ' → ' || y.group_id
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'adopted', 0, o.feed, o.release, o.group_id, NULL, o.number,
  ltrim(substr(u.detail, length('adopted under revision ' || o.revision) + 1), '; ')
FROM audit AS u CROSS JOIN opening AS o ON o.at = u.at
JOIN release ON release.feed = o.feed AND release.sequence = o.release
WHERE u.action = 'opened' AND o.how = 'adopted'
  AND u.subject = o.feed || ' ' || release.version || ' → ' || o.group_id
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'acknowledged', 0, halt.feed, halt.release, halt.group_id, k.fixed_by, k.number, k.reason
FROM audit AS u CROSS JOIN acknowledgement AS k ON k.at = u.at AND k.person = u.actor JOIN halt ON halt.number = k.halt
JOIN release ON release.feed = halt.feed AND release.sequence = halt.release
WHERE u.action = 'halt acknowledged: ' || k.how
  AND u.subject = halt.feed || ' ' || release.version || coalesce(' → ' || halt.group_id, '')
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'check', 0, v.feed, release.sequence, NULL, NULL, v.number, v.reason
FROM audit AS u CROSS JOIN check_verdict AS v ON v.at = u.at AND v.person = u.actor
JOIN release ON release.feed = v.feed AND release.tree = v.tree
WHERE u.action = iif(v.yes, 'check said yes', 'check said no') AND u.subject = v.feed || ' ' || release.version
  AND u.detail = v.name || coalesce('; ' || nullif(v.reason, ''), '')
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, 'risk', 0, w.feed, w.release, w.group_id, NULL, w.number, w.reason
FROM audit AS u CROSS JOIN risk_said AS w ON w.at = u.at AND w.person = u.actor
JOIN release ON release.feed = w.feed AND release.sequence = w.release
WHERE u.action = iif(w.high, 'risk raised', 'risk lowered')
  AND u.subject = w.feed || ' ' || release.version || coalesce(' → ' || w.group_id, '')
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, iif(u.action = 'bypass granted', 'grant', iif(u.action = 'bypass reviewed', 'review', 'bypass')), 0,
  b.feed, b.release, NULL, NULL, b.number,
  CASE u.action WHEN 'bypass granted' THEN ltrim(substr(u.detail, length('as ' || g.role) + 1), '; ')
    WHEN 'bypass reviewed' THEN u.detail ELSE b.reason END
FROM audit AS u JOIN bypass AS b JOIN release ON release.feed = b.feed AND release.sequence = b.release
LEFT JOIN bypass_grant AS g ON g.bypass = b.number AND g.person = u.actor
WHERE u.action IN ('bypass asked for', 'break-glass', 'bypass granted', 'bypass reviewed')
  AND u.subject = b.feed || ' ' || release.version || ', bypass ' || b.number
ON CONFLICT DO NOTHING;
INSERT INTO deed
SELECT u.number, iif(u.action = 'release good', 'trusted', substr(u.action, 9)), 0, release.feed, release.sequence,
  NULL, NULL, NULL, u.detail
FROM audit AS u JOIN release ON u.subject = release.feed || ' ' || release.version
WHERE u.action IN ('release good', 'release suspect', 'release quarantined', 'release recalled')
ON CONFLICT DO NOTHING;

CREATE INDEX deed_of_feed ON deed (feed, number);
CREATE INDEX deed_of_release ON deed (feed, release, number);
CREATE INDEX deed_of_other ON deed (feed, other, number) WHERE other IS NOT NULL;
CREATE TRIGGER deed_is_not_changed BEFORE UPDATE ON deed
BEGIN SELECT RAISE(ABORT, 'deeds are never changed'); END;
CREATE TRIGGER deed_is_not_removed BEFORE DELETE ON deed
BEGIN SELECT RAISE(ABORT, 'deeds are never removed'); END;

-- Who did it and for which groups: a row for each of them, or one without, for all.
CREATE VIEW deed_sought AS
SELECT deed.number, deed.feed, deed.did, audit.actor AS person, coalesce(deed.group_id, b.group_id) AS group_id
FROM deed JOIN audit ON audit.number = deed.number
LEFT JOIN bypass_group AS b ON deed.did IN ('bypass', 'grant', 'review') AND b.bypass = deed.fact;

-- Deeds as they are told, with what their facts say now.
CREATE VIEW deed_told AS
SELECT deed.number, audit.at, audit.actor AS person, deed.did, deed.lifts, deed.feed, deed.release, r.version,
  deed.group_id, deed.other, o.version AS other_version, deed.reason, deed.fact,
  coalesce(y.role, g.role, '') AS role, y.tree, y.stage, y.ticket, y.report, y.decision,
  iif(y.consumed_at < y.until, y.consumed_at, NULL) AS used, coalesce(y.until, b.until) AS until,
  coalesce(act.lifted_at, pause.lifted_at, stop.lifted_at) AS ended_at,
  coalesce(act.lifted_by, pause.lifted_by, stop.lifted_by, '') AS ended_by,
  b.skips, b.break_glass, b.fix_forward, f.at AS since,
  coalesce(v.name, '') AS check_name,
  CASE deed.did WHEN 'acknowledged' THEN k.how WHEN 'check' THEN iif(v.yes, 'yes', 'no')
    WHEN 'risk' THEN iif(w.high, 'high', 'low') ELSE '' END AS says
FROM deed JOIN audit ON audit.number = deed.number
LEFT JOIN release AS r ON r.feed = deed.feed AND r.sequence = deed.release
LEFT JOIN release AS o ON o.feed = deed.feed AND o.sequence = deed.other
LEFT JOIN approval AS y ON deed.did = 'approved' AND y.number = deed.fact
LEFT JOIN act ON deed.did IN ('hold', 'pin', 'block', 'floor') AND act.number = deed.fact
LEFT JOIN pause ON deed.did = 'pause' AND pause.number = deed.fact
LEFT JOIN stop ON deed.did = 'stop' AND stop.number = deed.fact
LEFT JOIN bypass AS b ON deed.did IN ('bypass', 'grant', 'review') AND b.number = deed.fact
LEFT JOIN bypass_in_force AS f ON f.bypass = b.number
LEFT JOIN bypass_grant AS g ON deed.did = 'grant' AND g.bypass = b.number AND g.person = audit.actor
LEFT JOIN acknowledgement AS k ON deed.did = 'acknowledged' AND k.number = deed.fact
LEFT JOIN check_verdict AS v ON deed.did = 'check' AND v.number = deed.fact
LEFT JOIN risk_said AS w ON deed.did = 'risk' AND w.number = deed.fact;
