// QuantLib's own formulas on the rows of bench/quantlib.ts. argv: rows (7 doubles each), answers. Commands on stdin:
// "JOB TIMES" answers the nanoseconds it took; "write JOB" writes the answers of that job and says "written".
#include <ql/pricingengines/blackcalculator.hpp>
#include <ql/pricingengines/blackformula.hpp>
#include <cmath>
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
using namespace QuantLib;

struct Row {
    double isCall, strike, forward, years, discount, volatility, price;
};

static std::vector<Row> rows;
static std::vector<double> out;

static Option::Type side(const Row& r) { return r.isCall != 0 ? Option::Call : Option::Put; }

static void greeks(double spot) {
    for (size_t i = 0; i < rows.size(); ++i) {
        const Row& r = rows[i];
        BlackCalculator c(side(r), r.strike, r.forward, r.volatility * std::sqrt(r.years), r.discount);
        double* o = &out[6 * i];
        o[0] = c.value();
        o[1] = c.delta(spot);
        o[2] = c.gamma(spot);
        o[3] = c.vega(r.years);
        o[4] = c.theta(spot, r.years);
        o[5] = c.rho(r.years);
    }
}

static void volatility(bool lirs) {
    for (size_t i = 0; i < rows.size(); ++i) {
        const Row& r = rows[i];
        double s = -1;
        if (r.price >= 0.05) {
            try {
                s = lirs ? blackFormulaImpliedStdDevLiRS(side(r), r.strike, r.forward, r.price, r.discount, 0.0,
                                                         Null<Real>(), 1.0, 1e-12, 100)
                         : blackFormulaImpliedStdDev(side(r), r.strike, r.forward, r.price, r.discount, 0.0,
                                                     Null<Real>(), 1e-12, 100);
            } catch (const std::exception&) {
                s = -1;
            }
        }
        out[6 * i] = s / std::sqrt(r.years);
    }
}

static void run(const std::string& job, double spot) {
    if (job == "greeks") greeks(spot);
    else volatility(job == "lirs");
}

int main(int, char** argv) {
    std::ifstream in(argv[1], std::ios::binary);
    Row r;
    while (in.read(reinterpret_cast<char*>(&r), sizeof r)) rows.push_back(r);
    out.assign(6 * rows.size(), 0.0);
    const double spot = std::stod(argv[3]);
    std::string job;
    while (std::cin >> job) {
        if (job == "write") {
            std::cin >> job;
            run(job, spot);
            std::ofstream(argv[2], std::ios::binary)
                .write(reinterpret_cast<const char*>(out.data()), static_cast<std::streamsize>(out.size() * sizeof(double)));
            std::cout << "written" << std::endl;
            continue;
        }
        int times = 0;
        std::cin >> times;
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < times; ++i) run(job, spot);
        std::cout << std::fixed << std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() << std::endl;
    }
}
