-- Of the audit, the rows about one device.
CREATE INDEX audit_of_device ON audit (substr(subject, 1, instr(subject || ' ', ' ') - 1), number)
  WHERE subject GLOB '[cd]-[0-9a-f]*';
