/** What a decision asks to be done: complete orders, so that whoever fills them needs nothing else of the decision. */

/** An instrument by name, OCC symbol or future, and how many of it in one unit of the order. */
export interface OrderLeg {
  readonly instrument: string
  /** Signed: bought is positive. */
  readonly quantity: number
}

/** Legs that trade together as one package. */
export interface Order {
  readonly legs: readonly OrderLeg[]
  /** How many units of the package. */
  readonly units: number
  /** Net price per unit asked for, points: received is positive, paid negative. */
  readonly limit_points: number
  /** The same at once, selling at bids and buying at asks, on the snapshot decided on. */
  readonly natural_points: number
  /** Dollars per point. */
  readonly multiplier: number
}

/** What is done with an open position. `hedge` keeps the condor and adds convexity beside it. */
export type PositionAction = 'hold' | 're-strike' | 'roll' | 'roll-back' | 'resize' | 'hedge' | 'close'

export type Intent =
  | {
      readonly kind: 'open-condor'
      readonly candidateId: string
      readonly contracts: number
      readonly limit_points: number
      readonly order: Order
    }
  | { readonly kind: 'stand-aside'; readonly candidateId: string | null; readonly because: string }
  /** Keep an open position as it is; `toSettlement` where its close is wanted and would cost more than settlement can. */
  | {
      readonly kind: 'hold'
      readonly trade: string
      readonly because: string
      readonly toSettlement?: true
    }
  /** Close a position, or as much of it as its market shows now. */
  | { readonly kind: 'close'; readonly trade: string; readonly because: string; readonly order: Order }
  /** Close part of a position; `contracts` is what is left. */
  | {
      readonly kind: 'resize'
      readonly trade: string
      readonly because: string
      readonly contracts: number
      readonly order: Order
    }
  /** Close a position and open another in its place: at other strikes, or (rolls) at another expiration. */
  | {
      readonly kind: 're-strike' | 'roll' | 'roll-back'
      readonly trade: string
      readonly because: string
      readonly close: Order
      readonly open: Order
    }
  /** Trade instruments on volatility for one layer of the ladder or for the second engine. */
  | {
      readonly kind: 'hedge'
      readonly layerId: string
      readonly because: string
      readonly orders: readonly Order[]
    }
  /** Bring the delta of all index options held back inside its limit. */
  | { readonly kind: 'close-delta'; readonly because: string; readonly orders: readonly Order[] }
