/** Fields that people write beside inputs and expected values; a calculator passes over them. */
export const COMMENT_KEYS: ReadonlySet<string> = new Set([
  'label',
  'note',
  'printed',
  'status',
  'identity',
  'convention',
  'price_hex',
])
