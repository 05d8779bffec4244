#include "scans.h"

#include "station.h"

#define DIGEST_START 0xcbf29ce484222325u
#define DIGEST_FACTOR 0x100000001b3u

static uint32_t demand_dm3_per_h[STATION_USERS];
static uint64_t supply_dm3_per_h;
static uint32_t chance = 1u;
static uint64_t digest = DIGEST_START;
static uint64_t total_ns;
static uint64_t most_ns;

static void say_number(uint64_t number, uint32_t base, uint32_t digits)
{
    char text[24];
    uint32_t at = sizeof(text) - 1u;
    uint64_t left = number;

    text[at] = '\0';
    do {
        at--;
        text[at] = "0123456789abcdef"[left % base];
        left /= base;
    } while ((left != 0u) || (((uint32_t)sizeof(text) - 1u - at) < digits));
    scans_say(&text[at]);
}

static void say(const char *before, uint64_t number, const char *after)
{
    scans_say(before);
    say_number(number, 10u, 1u);
    scans_say(after);
}

static void digest_number(uint32_t number)
{
    uint32_t byte;

    for (byte = 0u; byte < 4u; byte++) {
        digest = (digest ^ ((number >> (8u * byte)) & 0xffu)) * DIGEST_FACTOR;
    }
}

/* Stands for the instruments: a demand between half and one and a half times the usual one of its class. */
static uint32_t read_demand(uint8_t supply_class)
{
    static const uint32_t usual[6] = { 2000000u, 6000000u, 500000u, 400000u, 2500000u, 1800000u };

    chance = (chance * 1664525u) + 1013904223u;
    return (usual[supply_class] / 2u) + ((chance >> 8) % usual[supply_class]);
}

int32_t scans_start(void)
{
    say("", STATION_USERS, " users, ");
    say("", SCANS, " scans, ");
    say("one every ", SCANS_APART_MS, " ms\n");
    return station_start();
}

int32_t scans_scan(uint32_t scan)
{
    int32_t status;
    uint32_t i;

    for (i = 0u; i < STATION_USERS; i++) {
        demand_dm3_per_h[i] = read_demand(station_users()[i].supply_class);
    }
    supply_dm3_per_h = 160000000u - ((uint64_t)scan * 700000u);
    status = station_scan(demand_dm3_per_h, supply_dm3_per_h);
    for (i = 0u; i < STATION_USERS; i++) {
        digest_number(station_grants()[i].granted_dm3_per_h);
        digest_number(station_grants()[i].reason);
    }
    return status;
}

void scans_show(uint32_t scan, uint64_t nanoseconds)
{
    uint32_t i;

    total_ns += nanoseconds;
    if (nanoseconds > most_ns) {
        most_ns = nanoseconds;
    }
    if ((scan != 1u) && (scan != (SCANS / 2u)) && (scan != SCANS)) {
        return;
    }
    say("scan ", scan, ": ");
    say("supply ", supply_dm3_per_h, ", ");
    say("curtailed ", station_summary()->curtailed_dm3_per_h, " dm3/h\n");
    for (i = 3u; i < STATION_USERS; i += 10u) {
        const citygate_user_t *user = &station_users()[i];
        const citygate_grant_t *grant = &station_grants()[i];

        say("  user ", i, ", ");
        scans_say(citygate_class_text(user->supply_class));
        say(": ", grant->granted_dm3_per_h, " of ");
        say("", user->demand_dm3_per_h, ", ");
        scans_say(citygate_reason_text(grant->reason));
        scans_say("\n");
    }
}

void scans_end(uint32_t stack_left_bytes, int32_t status)
{
    scans_say("digest of all grants: ");
    say_number(digest, 16u, 16u);
    scans_say("\n");
    scans_say(citygate_status_text(status));
    say(", stack left: ", stack_left_bytes, "");
    say(" of ", SCANS_STACK_BYTES, " bytes, ");
    say("time of a scan: ", total_ns / SCANS, " ns on average, ");
    say("", most_ns, " ns at most\n");
}
