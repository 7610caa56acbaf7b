-- Leave to enrol that a person took back before anybody used it.
CREATE TABLE enrolment_voided (
  enrolment INTEGER PRIMARY KEY REFERENCES enrolment (number),
  person    TEXT NOT NULL CHECK (person <> ''),
  reason    TEXT NOT NULL,
  at        INTEGER NOT NULL CHECK (at >= 0)
) STRICT;

CREATE TRIGGER enrolment_voided_is_not_used BEFORE INSERT ON enrolment_voided
WHEN EXISTS (SELECT 1 FROM device WHERE enrolment = NEW.enrolment)
BEGIN SELECT RAISE(ABORT, 'an enrolment that was used cannot be voided'); END;
CREATE TRIGGER device_enrols_with_leave BEFORE INSERT ON device
WHEN EXISTS (SELECT 1 FROM enrolment_voided WHERE enrolment = NEW.enrolment)
BEGIN SELECT RAISE(ABORT, 'an enrolment that was voided is over'); END;
CREATE TRIGGER enrolment_voided_is_not_changed BEFORE UPDATE ON enrolment_voided
BEGIN SELECT RAISE(ABORT, 'what was voided stays so'); END;
CREATE TRIGGER enrolment_voided_is_not_removed BEFORE DELETE ON enrolment_voided
BEGIN SELECT RAISE(ABORT, 'what was voided stays so'); END;
