import type { CompareDocument } from './compare-document.ts'
export const compareReport = (_document: CompareDocument, _disclaimer: string): string => ''
