/** Pools whose terms are fixed by their contract, by address in lower case. The risky token is the one that is not a dollar. */
export interface KnownPool {
  readonly name: string
  readonly decimals0: number
  readonly decimals1: number
  readonly riskyToken: 0 | 1
  readonly fee: number
}

export const KNOWN_POOLS: Readonly<Record<string, KnownPool>> = {
  '0x45dda9cb7c25131df268515131f647d726f50608': {
    name: 'Polygon USDC/WETH 0.05 %',
    decimals0: 6,
    decimals1: 18,
    riskyToken: 1,
    fee: 0.0005,
  },
  '0x88e6a0c2ddd26feeb64f039a2c41296fcb3f5640': {
    name: 'Ethereum USDC/WETH 0.05 %',
    decimals0: 6,
    decimals1: 18,
    riskyToken: 1,
    fee: 0.0005,
  },
  '0x8ad599c3a0ff1de082011efddc58f1908eb6e6d8': {
    name: 'Ethereum USDC/WETH 0.3 %',
    decimals0: 6,
    decimals1: 18,
    riskyToken: 1,
    fee: 0.003,
  },
}
