-- From the second administrator on a role changes hands by a proposal that others have agreed to. What the
-- machine itself says comes from whoever may run programs on it, and is nobody's to agree to.
ALTER TABLE role_grant ADD COLUMN proposal INTEGER REFERENCES proposal (number);
ALTER TABLE role_grant ADD COLUMN lifted_for INTEGER REFERENCES proposal (number);

CREATE VIEW agreed_role AS
SELECT proposal.number, proposal.subject AS account FROM proposal
JOIN proposal_end ON proposal_end.proposal = proposal.number
WHERE proposal.kind = 'roles' AND proposal_end.how = 'done';

CREATE TRIGGER role_grant_is_agreed BEFORE INSERT ON role_grant
WHEN NEW.person <> 'machine'
  AND (SELECT count(DISTINCT account) FROM role_grant
       WHERE role = 'administrator' AND feed IS NULL AND group_id IS NULL AND lifted_at IS NULL) > 1
  AND NOT EXISTS (SELECT 1 FROM agreed_role WHERE number = NEW.proposal AND account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'two administrators give a role'); END;
CREATE TRIGGER role_grant_lift_is_agreed BEFORE UPDATE OF lifted_at ON role_grant
WHEN NEW.lifted_by <> 'machine'
  AND (SELECT count(DISTINCT account) FROM role_grant
       WHERE role = 'administrator' AND feed IS NULL AND group_id IS NULL AND lifted_at IS NULL) > 1
  AND NOT EXISTS (SELECT 1 FROM agreed_role WHERE number = NEW.lifted_for AND account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'two administrators take a role away'); END;
