import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'

/**
 * One in-memory DuckDB, used to write and read Parquet files; the files are the store, DuckDB holds nothing. Extensions
 * are never fetched: what Kondor needs is built in.
 */
export class Duck {
  readonly #instance: DuckDBInstance
  readonly connection: DuckDBConnection

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.connection = connection
  }

  static async open(): Promise<Duck> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    return new Duck(instance, await instance.connect())
  }

  close(): void {
    this.connection.closeSync()
    this.#instance.closeSync()
  }
}

/** A text as an SQL literal; used for file names, which COPY and read_parquet do not take as parameters. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
