import path from 'node:path'

/** The journal of a home folder. Fixed when a process starts: nothing moves it afterwards. */
export const journalPath = (home: string): string => path.join(home, 'journal.sqlite')
