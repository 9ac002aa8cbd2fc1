import path from 'node:path'

/** Where Kondor keeps what was imported: KONDOR_HOME, or `.kondor` in the working directory. */
export function kondorHome(
  environment: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): string {
  const configured = environment['KONDOR_HOME']
  return configured !== undefined && configured !== '' ? path.resolve(configured) : path.join(cwd, '.kondor')
}
