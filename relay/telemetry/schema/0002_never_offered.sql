-- What a device says that it has, although it was not open to it then; newest is what ever was. Who
-- asks on for two days without saying so again has it no more.
ALTER TABLE visit ADD COLUMN newest INTEGER NOT NULL DEFAULT 0 CHECK (newest >= 0);
ALTER TABLE visit ADD COLUMN has INTEGER CHECK (has >= 1);
ALTER TABLE visit ADD COLUMN said_at INTEGER;
ALTER TABLE visit ADD COLUMN never_offered INTEGER GENERATED ALWAYS AS
  (CASE WHEN has > newest AND asked - said_at <= 172800 THEN has END) VIRTUAL;
UPDATE visit SET newest = max(offered, coalesce(taken, 0));

CREATE INDEX visit_never_offered ON visit (never_offered) WHERE never_offered IS NOT NULL;
