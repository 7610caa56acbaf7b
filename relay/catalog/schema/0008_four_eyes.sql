-- Who may say yes. As long as there is no account, names are what they were: nobody's.

-- A person's yes to a release counts once, in whichever role. A yes that was used is over.
CREATE UNIQUE INDEX approval_of_person ON approval (feed, group_id, release, tree, stage, person)
WHERE consumed_at IS NULL;
CREATE TRIGGER approval_is_by_who_may BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM person JOIN role_grant AS g ON g.account = person.name
                  WHERE person.name = NEW.person AND g.role = NEW.role AND g.lifted_at IS NULL
                    AND coalesce(g.feed, NEW.feed) = NEW.feed
                    AND coalesce(g.group_id, NEW.group_id) = NEW.group_id)
BEGIN SELECT RAISE(ABORT, 'a yes is by an enabled account in its role'); END;

CREATE TRIGGER bypass_grant_is_by_another BEFORE INSERT ON bypass_grant
WHEN NEW.person = (SELECT person FROM bypass WHERE number = NEW.bypass)
BEGIN SELECT RAISE(ABORT, 'whoever asked for a bypass does not grant it'); END;
CREATE TRIGGER bypass_grant_is_by_who_may BEFORE INSERT ON bypass_grant
WHEN EXISTS (SELECT 1 FROM account)
  AND NOT EXISTS (SELECT 1 FROM person JOIN role_grant AS g ON g.account = person.name
                  WHERE person.name = NEW.person AND g.role = NEW.role AND g.lifted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'a grant is by an enabled account in its role'); END;
