"""Writes pricing-golden.json: Black-Scholes prices and derivatives by mpmath at 60 digits.

A second language and a second library: `python3 test/golden/make-pricing-golden.py` (needs mpmath). Inputs are doubles with
short decimals; outputs are the exact values rounded to 20 digits. The tests only read the file.
"""
import json
import random
from pathlib import Path

from mpmath import diff, erfc, exp, log, mp, mpf, nstr, sqrt

mp.dps = 60

ORDERS = {  # by spot, volatility, years, rate, dividend yield; sign for calendar time
    "delta": ((1, 0, 0, 0, 0), 1),
    "gamma": ((2, 0, 0, 0, 0), 1),
    "vega": ((0, 1, 0, 0, 0), 1),
    "theta": ((0, 0, 1, 0, 0), -1),
    "rho": ((0, 0, 0, 1, 0), 1),
    "dividendRho": ((0, 0, 0, 0, 1), 1),
    "vanna": ((1, 1, 0, 0, 0), 1),
    "volga": ((0, 2, 0, 0, 0), 1),
    "charm": ((1, 0, 1, 0, 0), -1),
    "veta": ((0, 1, 1, 0, 0), -1),
    "speed": ((3, 0, 0, 0, 0), 1),
    "zomma": ((2, 1, 0, 0, 0), 1),
    "color": ((2, 0, 1, 0, 0), -1),
    "ultima": ((0, 3, 0, 0, 0), 1),
}


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def value(right, strike, spot, volatility, years, rate, dividend_yield):
    s = volatility * sqrt(years)
    d1 = (log(spot / strike) + (rate - dividend_yield) * years) / s + s / 2
    d2 = d1 - s
    asset = spot * exp(-dividend_yield * years)
    cash = strike * exp(-rate * years)
    if right == "C":
        return asset * cdf(d1) - cash * cdf(d2)
    return cash * cdf(-d2) - asset * cdf(-d1)


def main():
    random.seed(20240105)
    rows = []
    for _ in range(240):
        volatility = round(0.01 * 500 ** random.random(), 4)
        years = float(f"{1e-5 * 5e5 ** random.random():.6g}")
        spread = 6 * (2 * random.random() - 1) * volatility * years**0.5
        row = {
            "right": random.choice("CP"),
            "spot": 5000.0,
            "strike": round(5000 * min(5, max(0.2, 2.718281828459045**spread)), 3),
            "years": years,
            "volatility": volatility,
            "rate": round(0.08 * random.random() - 0.01, 5),
            "dividendYield": round(0.04 * random.random(), 5),
        }
        at = tuple(mpf(row[k]) for k in ("spot", "volatility", "years", "rate", "dividendYield"))
        strike = mpf(row["strike"])

        def f(*x):
            return value(row["right"], strike, *x)

        row["expected"] = {"price": nstr(f(*at), 20)}
        for name, (orders, sign) in ORDERS.items():
            row["expected"][name] = nstr(sign * diff(f, at, orders), 20)
        rows.append(row)
    target = Path(__file__).with_name("pricing-golden.json")
    target.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
