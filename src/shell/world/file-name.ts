/** The last part of a path: where a file lies is nobody's business but its owner's. */
export const fileName = (source: string): string => source.split(/[\\/]/).at(-1) ?? source
