/** Call or put, as files and tickets write it. */
export type OptionRight = 'C' | 'P'

/** Call or put, as columns hold it. */
export const CALL = 0
export const PUT = 1
