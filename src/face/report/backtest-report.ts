import type { BacktestDocument } from './run-document.ts'
export const backtestReport = (_document: BacktestDocument, _disclaimer: string): string => ''
