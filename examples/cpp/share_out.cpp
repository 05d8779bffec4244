// The same cold day as examples/c/share_out.c, for programs in C++17: containers of the caller, errors thrown.
//
//     c++ -std=c++17 share_out.cpp $(pkg-config --cflags --libs citygate) -o share_out

#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include <citygate.h>

namespace {

struct Allocation {
    std::vector<citygate_grant_t> grants;
    citygate_summary_t summary;
};

void check(std::int32_t status, std::uint32_t error_index = 0)
{
    if (status != CITYGATE_OK) {
        throw std::runtime_error(std::string(citygate_status_text(status)) + " (at " + std::to_string(error_index) + ")");
    }
}

std::uint32_t flow(double m3_per_h)
{
    std::uint32_t dm3_per_h = 0;
    check(citygate_flow_from_m3_per_h(m3_per_h, &dm3_per_h));
    return dm3_per_h;
}

citygate_user_t user(std::uint8_t supply_class, double demand_m3_per_h, double minimum_m3_per_h = 0)
{
    citygate_user_t user = {};
    user.supply_class = supply_class;
    user.demand_dm3_per_h = flow(demand_m3_per_h);
    user.minimum_dm3_per_h = flow(minimum_m3_per_h);
    return user;
}

Allocation allocate(const citygate_policy_t &policy, const std::vector<citygate_user_t> &users, std::uint64_t supply)
{
    Allocation result = { std::vector<citygate_grant_t>(users.size()), {} };
    std::uint32_t error_index = 0;
    check(citygate_allocate(&policy, users.data(), static_cast<std::uint32_t>(users.size()), supply,
                            result.grants.data(), &result.summary, &error_index), error_index);
    return result;
}

std::string text(std::uint64_t dm3_per_h)
{
    char digits[32];
    std::snprintf(digits, sizeof(digits), "%9llu.%03u", static_cast<unsigned long long>(dm3_per_h / 1000),
                  static_cast<unsigned>(dm3_per_h % 1000));
    return digits;
}

void print(const std::vector<std::string> &names, const std::vector<citygate_user_t> &users,
           const Allocation &allocation)
{
    std::printf("%-14s%-18s%13s%13s  %s\n", "user", "class", "demand m3/h", "granted m3/h", "why");
    for (std::size_t i = 0; i < users.size(); i++) {
        const citygate_grant_t &grant = allocation.grants[i];
        // The library counts from 0; people, and the drill's reports, from 1.
        const std::string step = grant.step == CITYGATE_GRANT_NO_STEP ? "" : " " + std::to_string(grant.step + 1);
        std::printf("%-14s%-18s%s%s  %s%s\n", names[i].c_str(), citygate_class_text(users[i].supply_class),
                    text(users[i].demand_dm3_per_h).c_str(), text(grant.granted_dm3_per_h).c_str(),
                    citygate_reason_text(grant.reason), step.c_str());
    }
    const citygate_summary_t &summary = allocation.summary;
    std::printf("%-32s%s\n", "demand", text(summary.demand_dm3_per_h).c_str());
    std::printf("%-32s%s\n", "supply", text(summary.supply_dm3_per_h).c_str());
    std::printf("%-32s%s\n", "curtailed", text(summary.curtailed_dm3_per_h).c_str());
    std::printf("%-32s%s\n", "unused", text(summary.unused_dm3_per_h).c_str());
}

} // namespace

int main()
try {
    const std::vector<std::string> names = {
        "homes", "city hospital", "heating plant", "university", "bus filling", "glass works", "steel works",
        "ammonia plant"
    };
    std::vector<citygate_user_t> users = {
        user(CITYGATE_CLASS_RESIDENTIAL, 8650.5),
        user(CITYGATE_CLASS_RESIDENTIAL, 310.25, 120),
        user(CITYGATE_CLASS_HEATING, 6800, 2300),
        user(CITYGATE_CLASS_PUBLIC_SERVICE, 1020),
        user(CITYGATE_CLASS_VEHICLES, 720),
        user(CITYGATE_CLASS_INDUSTRIAL_FUEL, 2300, 950),
        user(CITYGATE_CLASS_INDUSTRIAL_FUEL, 4000, 300),
        user(CITYGATE_CLASS_CHEMICAL, 1800, 700)
    };
    users[4].on_off = 1;

    citygate_policy_t policy;
    check(citygate_policy_get_default(&policy));
    print(names, users, allocate(policy, users, flow(21250)));
    return 0;
} catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
