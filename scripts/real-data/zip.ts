/** The text members of a small zip. */
import yauzl from 'yauzl'

export function zipMembers(file: string): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const members = new Map<string, string>()
    yauzl.open(file, { lazyEntries: true }, (failure, zip) => {
      if (failure !== null || zip === undefined) return reject(failure ?? new Error(`cannot open ${file}`))
      zip.on('error', reject)
      zip.on('end', () => resolve(members))
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken !== null || stream === undefined) return reject(broken ?? new Error(entry.fileName))
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('error', reject)
          stream.on('end', () => {
            members.set(entry.fileName, Buffer.concat(parts).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}
