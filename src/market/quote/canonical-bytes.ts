import type { ChainSnapshot, SideColumns } from './chain.ts'

const OPTIONAL = ['bidSizes', 'askSizes', 'volumes', 'openInterests', 'vendorVols'] as const

/**
 * The accepted content of a chain as bytes, in one order whatever the order of the file: what its content hash is over.
 * Names, packing and refused rows are not part of it. Doubles are little-endian, as on every machine Node runs on.
 */
export function* canonicalBytes(
  chain: Pick<ChainSnapshot, 'underlying' | 'quotedAt' | 'underlyingLast_points' | 'expiries'>,
): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(
    JSON.stringify(['kondor.chain/1', chain.underlying, chain.quotedAt, chain.underlyingLast_points]),
  )
  for (const slice of chain.expiries) {
    const { root, expiration, settlesAt, strikes_points } = slice
    yield encoder.encode(JSON.stringify([root, expiration, settlesAt, strikes_points.length]))
    yield bytesOf(strikes_points)
    yield* sideBytes(slice.calls)
    yield* sideBytes(slice.puts)
  }
}

function* sideBytes(side: SideColumns): Generator<Uint8Array> {
  yield bytesOf(side.bids_points)
  yield bytesOf(side.asks_points)
  yield side.state
  for (const name of OPTIONAL) {
    yield bytesOf(side[name].values)
    yield side[name].present
  }
}

function bytesOf(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}
