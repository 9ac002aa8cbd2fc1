/** Archives that unpack to far more than they are, made without ever holding what they unpack to. */
import { constants, crc32, deflateRawSync, gzipSync } from 'node:zlib'

/** A gz of `times` concatenated members, each of `text`: small to make, large to read. */
export function gzipBomb(text: string, times: number): Buffer {
  const member = gzipSync(text, { level: 9 })
  return Buffer.concat(Array.from({ length: times }, () => member))
}

/** A zip whose one member inflates to `text` repeated `times`; `declared` is the size its directory claims. */
export function zipBomb(text: string, times: number, declared: number): Buffer {
  // Blocks flushed in full end on a byte and refer to nothing before them, so they can be repeated as they are.
  const block = deflateRawSync(text, { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const last = Buffer.from([0x03, 0x00])
  const data = Buffer.concat([...Array.from({ length: times }, () => block), last])
  return zipOf([{ name: 'spx_quotedata.csv', data, declared, offset: 0 }], data)
}

/** A zip of `count` members that all share the same packed bytes, each honest by itself. */
export function overlappingZip(text: string, count: number): Buffer {
  const data = deflateRawSync(text, { level: 9 })
  const entry = { data, declared: Buffer.byteLength(text), offset: 0 }
  const entries = Array.from({ length: count }, (_, i) => ({
    ...entry,
    name: `${String(i).padStart(5, '0')}.csv`,
  }))
  return zipOf(entries, data, crc32(text))
}

interface Entry {
  readonly name: string
  readonly data: Buffer
  readonly declared: number
  readonly offset: number
}

/** The file format of PKWARE's APPNOTE 4.3: one local header, then the directory. */
function zipOf(entries: readonly Entry[], data: Buffer, checksum = 0): Buffer {
  const first = Buffer.from(entries[0]?.name ?? '')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(data.length, 18)
  local.writeUInt32LE(entries[0]?.declared ?? 0, 22)
  local.writeUInt16LE(first.length, 26)
  const directory = entries.map((entry) => {
    const name = Buffer.from(entry.name)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(checksum, 16)
    central.writeUInt32LE(entry.data.length, 20)
    central.writeUInt32LE(entry.declared, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(entry.offset, 42)
    return Buffer.concat([central, name])
  })
  const directoryLength = directory.reduce((total, part) => total + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directoryLength, 12)
  end.writeUInt32LE(local.length + first.length + data.length, 16)
  return Buffer.concat([local, first, data, ...directory, end])
}
