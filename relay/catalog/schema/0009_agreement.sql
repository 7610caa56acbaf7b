-- What people agree to together, and what a yes is. As long as there is no account, everybody may.

-- Who has which role now: of a disabled account, or lifted, it is nobody's.
CREATE VIEW holder AS
SELECT person.name AS person, role, feed, group_id FROM role_grant
JOIN person ON person.name = role_grant.account WHERE role_grant.lifted_at IS NULL;

-- What one person asks for and others must agree to. The digest binds kind, base, body and who must agree;
-- base is what it would change, as that was.
CREATE TABLE proposal_anew (
  number  INTEGER PRIMARY KEY CHECK (number >= 1),
  kind    TEXT NOT NULL CHECK (kind <> '' AND kind NOT GLOB '*[^a-z-]*'),
  subject TEXT NOT NULL CHECK (subject <> ''),
  base    TEXT NOT NULL,
  digest  TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
  body    TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role <> ''),
  people  INTEGER NOT NULL CHECK (people BETWEEN 1 AND 100),
  until   INTEGER NOT NULL CHECK (until > at),
  person  TEXT NOT NULL CHECK (person <> ''),
  reason  TEXT NOT NULL,
  at      INTEGER NOT NULL CHECK (at >= 0)
) STRICT;
INSERT INTO proposal_anew (number, kind, subject, base, digest, body, role, people, until, person, reason, at)
SELECT number, 'policy', 'the policy', base, digest, text, 'policy-editor', 1, at + 1, person, reason, at
FROM proposal ORDER BY number;
DROP TABLE proposal;
ALTER TABLE proposal_anew RENAME TO proposal;
CREATE TRIGGER proposal_has_no_gap BEFORE INSERT ON proposal
WHEN NEW.number <> -1 AND NEW.number <> coalesce((SELECT max(number) FROM proposal), 0) + 1
BEGIN SELECT RAISE(ABORT, 'proposals are numbered without gaps'); END;
CREATE TRIGGER proposal_is_of_a_person BEFORE INSERT ON proposal
WHEN EXISTS (SELECT 1 FROM account) AND NOT EXISTS (SELECT 1 FROM person WHERE name = NEW.person)
BEGIN SELECT RAISE(ABORT, 'a proposal is of an enabled account'); END;
CREATE TRIGGER proposal_is_not_changed BEFORE UPDATE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are never changed'); END;
CREATE TRIGGER proposal_is_not_removed BEFORE DELETE ON proposal
BEGIN SELECT RAISE(ABORT, 'proposals are never removed'); END;

-- How it ended, once. Those from before are over.
CREATE TABLE proposal_end (
  proposal INTEGER NOT NULL PRIMARY KEY REFERENCES proposal (number),
  how      TEXT NOT NULL CHECK (how IN ('done', 'refused', 'withdrawn', 'void')),
  person   TEXT NOT NULL CHECK (person <> ''),
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO proposal_end (proposal, how, person, reason, at)
SELECT number, 'void', 'relay', 'it is from before there were accounts', at FROM proposal;
CREATE TRIGGER proposal_end_is_not_changed BEFORE UPDATE ON proposal_end
BEGIN SELECT RAISE(ABORT, 'a proposal ends once'); END;
CREATE TRIGGER proposal_end_is_not_removed BEFORE DELETE ON proposal_end
BEGIN SELECT RAISE(ABORT, 'a proposal ends once'); END;

CREATE VIEW proposal_title AS
SELECT number, kind, subject, base, digest, role, people, until, proposal.person, proposal.reason, proposal.at,
  how, proposal_end.person AS end_person, proposal_end.reason AS end_reason, proposal_end.at AS end_at
FROM proposal LEFT JOIN proposal_end ON proposal_end.proposal = proposal.number;

-- Who else took part in it, such as who edited the text. They do not vote.
CREATE TABLE proposal_party (
  proposal INTEGER NOT NULL REFERENCES proposal (number),
  person   TEXT NOT NULL CHECK (person <> ''),
  PRIMARY KEY (proposal, person)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER proposal_party_is_not_changed BEFORE UPDATE ON proposal_party
BEGIN SELECT RAISE(ABORT, 'a proposal keeps who took part'); END;
CREATE TRIGGER proposal_party_is_not_removed BEFORE DELETE ON proposal_party
BEGIN SELECT RAISE(ABORT, 'a proposal keeps who took part'); END;

CREATE TABLE vote (
  proposal INTEGER NOT NULL REFERENCES proposal (number),
  person   TEXT NOT NULL CHECK (person <> ''),
  digest   TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at       INTEGER NOT NULL CHECK (at >= 0),
  PRIMARY KEY (proposal, person)
) STRICT, WITHOUT ROWID;
-- The votes that count now.
CREATE VIEW agreement AS
SELECT vote.proposal, vote.person FROM vote JOIN proposal ON proposal.number = vote.proposal
WHERE NOT EXISTS (SELECT 1 FROM account)
   OR EXISTS (SELECT 1 FROM holder WHERE holder.person = vote.person AND holder.role = proposal.role);
CREATE TRIGGER vote_is_by_another BEFORE INSERT ON vote
WHEN NEW.person = (SELECT person FROM proposal WHERE number = NEW.proposal)
  OR EXISTS (SELECT 1 FROM proposal_party WHERE proposal = NEW.proposal AND person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'whoever asked for it, or took part, does not agree to it'); END;
CREATE TRIGGER vote_is_by_who_may BEFORE INSERT ON vote
WHEN EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM holder JOIN proposal ON proposal.number = NEW.proposal
                  WHERE holder.person = NEW.person AND holder.role = proposal.role)
BEGIN SELECT RAISE(ABORT, 'a vote is by an enabled account in the role that is asked for'); END;
CREATE TRIGGER vote_is_for_what_was_shown BEFORE INSERT ON vote
WHEN NEW.digest IS NOT (SELECT digest FROM proposal WHERE number = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'a vote is for exactly what was shown'); END;
CREATE TRIGGER vote_is_in_time BEFORE INSERT ON vote
WHEN NEW.at >= (SELECT until FROM proposal WHERE number = NEW.proposal)
  OR EXISTS (SELECT 1 FROM proposal_end WHERE proposal = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'a proposal that is over takes no vote'); END;
CREATE TRIGGER vote_is_not_changed BEFORE UPDATE ON vote
BEGIN SELECT RAISE(ABORT, 'votes are never changed'); END;
CREATE TRIGGER vote_is_not_removed BEFORE DELETE ON vote
BEGIN SELECT RAISE(ABORT, 'votes are never removed'); END;
CREATE TRIGGER proposal_party_is_known_first BEFORE INSERT ON proposal_party
WHEN EXISTS (SELECT 1 FROM vote WHERE proposal = NEW.proposal)
  OR EXISTS (SELECT 1 FROM proposal_end WHERE proposal = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'who took part is known before the first vote'); END;

CREATE TRIGGER proposal_is_done_by_enough BEFORE INSERT ON proposal_end
WHEN NEW.how = 'done' AND (SELECT people FROM proposal WHERE number = NEW.proposal) >
  (SELECT count(*) FROM agreement WHERE proposal = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'not enough people agreed'); END;
CREATE TRIGGER proposal_is_done_in_time BEFORE INSERT ON proposal_end
WHEN NEW.how = 'done' AND NEW.at >= (SELECT until FROM proposal WHERE number = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'a proposal that is over is not done'); END;
CREATE TRIGGER proposal_is_withdrawn_by_its_own BEFORE INSERT ON proposal_end
WHEN NEW.how = 'withdrawn' AND NEW.person <> (SELECT person FROM proposal WHERE number = NEW.proposal)
BEGIN SELECT RAISE(ABORT, 'whoever asked for it withdraws it'); END;
CREATE TRIGGER proposal_is_refused_by_who_may BEFORE INSERT ON proposal_end
WHEN NEW.how = 'refused' AND EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM holder JOIN proposal ON proposal.number = NEW.proposal
                  WHERE holder.person = NEW.person AND holder.role = proposal.role)
BEGIN SELECT RAISE(ABORT, 'a no is by an enabled account in the role that is asked for'); END;

-- Who wrote the rules of a stage, by their digest, and in which revision first: no yes of theirs counts
-- under them, when somebody else could give one.
CREATE TABLE stage_author (
  stage    TEXT NOT NULL CHECK (length(stage) = 64 AND stage NOT GLOB '*[^0-9a-f]*'),
  person   TEXT NOT NULL CHECK (person <> ''),
  revision INTEGER NOT NULL REFERENCES revision (number),
  PRIMARY KEY (stage, person)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER stage_author_is_not_changed BEFORE UPDATE ON stage_author
BEGIN SELECT RAISE(ABORT, 'who wrote it is never changed'); END;
CREATE TRIGGER stage_author_is_not_removed BEFORE DELETE ON stage_author
BEGIN SELECT RAISE(ABORT, 'who wrote it is never removed'); END;

-- A yes to a release also ends by itself, and says what the organisation asks to be told with it. Of one
-- person it counts once, in whichever role; one that has ended, unused, he may give anew.
CREATE TABLE approval_anew (
  number      INTEGER PRIMARY KEY CHECK (number >= 1),
  feed        TEXT NOT NULL,
  group_id    TEXT NOT NULL CHECK (length(group_id) BETWEEN 1 AND 64
                AND group_id GLOB '[a-z0-9]*' AND group_id NOT GLOB '*[^a-z0-9._-]*'),
  release     INTEGER NOT NULL,
  tree        TEXT NOT NULL CHECK (length(tree) = 64 AND tree NOT GLOB '*[^0-9a-f]*'),
  stage       TEXT NOT NULL CHECK (length(stage) = 64 AND stage NOT GLOB '*[^0-9a-f]*'),
  person      TEXT NOT NULL CHECK (person <> ''),
  role        TEXT NOT NULL CHECK (role <> ''),
  at          INTEGER NOT NULL CHECK (at >= 0),
  until       INTEGER CHECK (until > at),
  ticket      TEXT NOT NULL DEFAULT '',
  report      TEXT NOT NULL DEFAULT '',
  decision    TEXT NOT NULL DEFAULT '',
  consumed_at INTEGER CHECK (consumed_at >= 0),
  FOREIGN KEY (feed, release) REFERENCES release (feed, sequence)
) STRICT;
INSERT INTO approval_anew (number, feed, group_id, release, tree, stage, person, role, at, until, consumed_at)
SELECT number, feed, group_id, release, tree, stage, person, role, at,
  iif(consumed_at IS NULL, at + 1209600, max(at + 1, consumed_at)), consumed_at
FROM approval ORDER BY number;
DROP TABLE approval;
ALTER TABLE approval_anew RENAME TO approval;
CREATE UNIQUE INDEX approval_of_person ON approval (feed, group_id, release, tree, stage, person)
WHERE consumed_at IS NULL OR until IS NULL OR consumed_at < until;
CREATE TRIGGER approval_is_not_changed BEFORE UPDATE OF number, feed, group_id, release, tree, stage,
  person, role, at, until, ticket, report, decision ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are never changed'); END;
CREATE TRIGGER approval_is_consumed_once BEFORE UPDATE OF consumed_at ON approval
WHEN OLD.consumed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an approval is consumed once'); END;
CREATE TRIGGER approval_is_not_removed BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are never removed'); END;
CREATE TRIGGER approval_is_by_who_may BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM holder WHERE person = NEW.person AND role = NEW.role
                    AND coalesce(feed, NEW.feed) = NEW.feed
                    AND coalesce(group_id, NEW.group_id) = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'a yes is by an enabled account in its role'); END;
CREATE TRIGGER approval_is_by_another BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM stage_author WHERE stage = NEW.stage AND person = NEW.person)
  AND EXISTS (SELECT 1 FROM role_grant WHERE role = NEW.role AND account <> NEW.person
                AND lifted_at IS NULL AND coalesce(feed, NEW.feed) = NEW.feed
                AND coalesce(group_id, NEW.group_id) = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'whoever wrote the rules gives no yes under them'); END;

-- A yes to a bypass is in its role, where that role counts for all of the bypass.
DROP TRIGGER bypass_grant_is_by_who_may;
CREATE VIEW bypass_holder AS
SELECT bypass.number AS bypass, holder.person, holder.role FROM bypass JOIN holder
ON coalesce(holder.feed, bypass.feed) = bypass.feed AND (holder.group_id IS NULL OR
  (EXISTS (SELECT 1 FROM bypass_group WHERE bypass_group.bypass = bypass.number) AND
   NOT EXISTS (SELECT 1 FROM bypass_group WHERE bypass_group.bypass = bypass.number
                 AND bypass_group.group_id <> holder.group_id)));
CREATE TRIGGER bypass_grant_is_by_who_may BEFORE INSERT ON bypass_grant
WHEN EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM bypass_holder WHERE bypass = NEW.bypass AND person = NEW.person
                    AND role = NEW.role)
BEGIN SELECT RAISE(ABORT, 'a grant is by an enabled account in its role'); END;
