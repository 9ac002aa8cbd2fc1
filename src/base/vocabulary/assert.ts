/** Raised when Kondor itself is wrong. Never raised for bad data: that is a {@link Refusal}. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure'
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, details: Readonly<Record<string, unknown>>) {
    super(Object.keys(details).length === 0 ? message : `${message} ${JSON.stringify(details)}`)
    this.details = details
  }
}

/** Stops on our own mistakes; stays on in production, because a wrong number is worse than a stopped process. */
export function assert(
  condition: boolean,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (!condition) throw new AssertionFailure(message, details)
}

/** The `default` of an exhaustive `switch`. */
export function assertNever(value: never, what: string): never {
  throw new AssertionFailure(`unhandled ${what}`, { value })
}
