/* What a dispatcher reads: a line when something changes. */

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "master.h"

/* "12345.678" */
#define FLOW "%" PRIu64 ".%03" PRIu64
#define M3(dm3) ((uint64_t)(dm3) / 1000u), ((uint64_t)(dm3) % 1000u)

/* An allotment that has changed by less than this part of it is not worth a line. */
enum { TELLING_PART = 100 };

void say(const char *format, ...)
{
    char stamp[32];
    struct tm parts;
    time_t now = time(NULL);
    va_list arguments;

    if (gmtime_r(&now, &parts) == NULL || strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) {
        stamp[0] = '\0';
    }
    printf("%s ", stamp);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
}

static void tell_gate(const gate_t *gate)
{
    const char *name = gate->settings->name;

    if (gate->state != GATE_IN_ORDER) {
        say("gate %s: %s; counts with " FLOW " m3/h", name, gate_state_text(gate->state),
            M3(gate->in_force_dm3_per_h));
        return;
    }
    say("gate %s: in order%s; allotted " FLOW " m3/h, its users want " FLOW " m3/h", name,
        gate->is_automatic != 0 ? "" : ", but does not take what is allotted", M3(gate->in_force_dm3_per_h),
        M3(gate->wanted_dm3_per_h));
}

static void tell_users(const gate_t *gate)
{
    uint32_t i;

    for (i = 0; gate->state == GATE_IN_ORDER && i < gate->user_count; i++) {
        const user_t *user = &gate->users[i];
        const char *why = user->is_shared != 0
                              ? citygate_reason_text(user->grant.reason)
                              : citygate_station_text(CITYGATE_STATION_TEXT_STANDING, (uint8_t)user->standing);
        say("user %s %" PRIu32 ": %s; granted " FLOW " of " FLOW " m3/h: %s", gate->settings->name, i,
            citygate_class_text(user->supply_class), M3(user->grant.granted_dm3_per_h),
            M3(user->demand_dm3_per_h), why);
    }
}

static int has_changed(const gate_t *gate, int is_short)
{
    uint32_t now = gate->in_force_dm3_per_h;
    uint32_t told = gate->told_dm3_per_h;
    uint32_t change = now > told ? now - told : told - now;

    return gate->is_told == 0 || gate->state != gate->told_state || is_short != gate->told_is_short
           || change > told / TELLING_PART;
}

void report(gate_t *gates, const settings_t *settings, const outcome_t *outcome, int is_verbose)
{
    static int told_cannot_be_met;
    uint32_t i;

    if (outcome->cannot_be_met != told_cannot_be_met) {
        say(outcome->cannot_be_met != 0 ? "CANNOT BE MET: what cannot be reduced now, and what is guaranteed, is more than there is"
                                        : "what cannot be reduced now is within the supply again");
        told_cannot_be_met = outcome->cannot_be_met;
    }
    if (is_verbose) {
        say("supply " FLOW " m3/h: " FLOW " counted first, " FLOW " granted of " FLOW ", " FLOW " to spare",
            M3(outcome->supply_dm3_per_h), M3(outcome->counted_dm3_per_h), M3(outcome->granted_dm3_per_h),
            M3(outcome->wanted_dm3_per_h), M3(outcome->spare_dm3_per_h));
    }
    for (i = 0; i < settings->gate_count; i++) {
        gate_t *gate = &gates[i];
        int is_short = gate->state == GATE_IN_ORDER && gate->in_force_dm3_per_h < gate->wanted_dm3_per_h;
        if (is_verbose || has_changed(gate, is_short)) {
            tell_gate(gate);
            gate->is_told = 1;
            gate->told_state = gate->state;
            gate->told_dm3_per_h = gate->in_force_dm3_per_h;
            gate->told_is_short = is_short;
        }
        if (is_verbose) {
            tell_users(gate);
        }
    }
    fflush(stdout);
}
