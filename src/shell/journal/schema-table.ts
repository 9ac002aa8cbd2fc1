/** The tables of journal.sqlite, statement by statement as SQLite keeps them: a file with any other is not ours. */

/** `KOND` in ASCII, in the header of the file. */
export const APPLICATION_ID = 0x4b_4f_4e_44

export const SCHEMA_STATEMENTS: readonly string[] = [
  `CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  schema_version INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT`,
  `CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT`,
  `CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq <> (SELECT seq + 1 FROM head) OR NEW.prev_hash <> (SELECT hash FROM head)
BEGIN SELECT RAISE(ABORT, 'a record follows the last one'); END`,
  `CREATE TRIGGER events_move_head AFTER INSERT ON events
BEGIN UPDATE head SET seq = NEW.seq, hash = NEW.hash; END`,
  `CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
  `CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
  `CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END`,
]
