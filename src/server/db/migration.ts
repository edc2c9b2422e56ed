/** One step from a schema to the next. Its place in the list is the version that it makes. */

/**
 * SQL that runs once, in one transaction with the new version number: after a crash the database
 * has the old schema or the new one.
 *
 * What may change:
 * - Before its landing a migration may change. Afterwards nobody edits it, and its place in the
 *   list stays: offices have run it. What is missing comes in a further migration.
 * - It may add tables, indexes, and columns that have a default or may be null. The default says
 *   what is true of old rows, or that nobody knows.
 * - It may move values to another table or column, where it moves all of them.
 * - It may drop an index, and a column whose value is elsewhere, such as in the bytes of an entry.
 * - It leaves `id`, `digest`, `bytes`, `frame` and `seal` as they are, in every table, and removes
 *   no row of journals, batches, entries, strays, decisions or given_up.
 * - It moves no figure. An entry keeps the label that the rules of its time gave; only an organiser
 *   asks for judging by the rules of now.
 *
 * What going back means:
 * - No migration goes back. A program refuses a database of a later version, leaves it as it is,
 *   and says so.
 * - Whoever needs the older program puts back a backup that was made before the update. That is a
 *   new epoch, and devices send again what they still have. What came after the backup and is no
 *   longer on a device is then in the newer database alone: keep that file.
 */
export type Migration = string;
