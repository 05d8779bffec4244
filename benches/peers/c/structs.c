/* The default order in two passes over citygate's own structures, as a careful C programmer writes it: the same input,
 * the same grants and reasons. Users must be plain: no base, not on/off, and every minimum that is due must fit; other
 * problems are not solved. */

#include <stddef.h>
#include <string.h>

#include <citygate.h>

#include "peers.h"

typedef struct {
    uint64_t demand;
    uint64_t minimum;
} sums_t;

static uint32_t minimum_of(const citygate_user_t *user)
{
    return user->minimum_dm3_per_h < user->demand_dm3_per_h ? user->minimum_dm3_per_h : user->demand_dm3_per_h;
}

/* Two sets of sums, so that users of one class in a row do not wait for each other. */
static uint32_t add_up(const citygate_user_t *users, size_t count, sums_t sums[CLASSES])
{
    sums_t lanes[2][8];
    uint32_t special = 0;
    memset(lanes, 0, sizeof lanes);
    for (size_t i = 0; i < count; i++) {
        const citygate_user_t *user = &users[i];
        sums_t *sum = &lanes[i & 1][user->supply_class & 7];
        sum->demand += user->demand_dm3_per_h;
        sum->minimum += minimum_of(user);
        special |= user->base_dm3_per_h | user->on_off;
    }
    for (int c = 0; c < CLASSES; c++) {
        sums[c].demand = lanes[0][c].demand + lanes[1][c].demand;
        sums[c].minimum = lanes[0][c].minimum + lanes[1][c].minimum;
    }
    return special;
}

int structs_two_pass(const citygate_user_t *restrict users, size_t count, uint64_t supply,
                     citygate_grant_t *restrict grants)
{
    sums_t sums[CLASSES];
    if (add_up(users, count, sums) != 0) {
        return 0;
    }
    int short_class = 0;
    while (short_class < CLASSES && supply >= sums[short_class].demand) {
        supply -= sums[short_class].demand;
        short_class++;
    }
    share_t share = {0, 0};
    if (short_class < CLASSES) {
        if (supply < sums[short_class].minimum) {
            return 0;
        }
        share = share_of(supply - sums[short_class].minimum, sums[short_class].demand - sums[short_class].minimum);
    }
    /* All ones for classes that get everything, and for the one that shares; why a user is short: without and with a
     * minimum. Classes behind the short one wait for their minimum first, if they have one. */
    uint32_t full[8], part[8], why[8][2];
    for (int c = 0; c < 8; c++) {
        full[c] = c < short_class ? ~0u : 0;
        part[c] = c == short_class ? ~0u : 0;
        for (int has_minimum = 0; has_minimum < 2; has_minimum++) {
            uint32_t step = 2u * (uint32_t)c + (has_minimum && c != short_class ? 0u : 1u);
            why[c][has_minimum] = step | CITYGATE_REASON_SHORT_IN_STEP << 8;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const citygate_user_t *user = &users[i];
        uint32_t c = user->supply_class & 7u, demand = user->demand_dm3_per_h, minimum = minimum_of(user);
        uint32_t certain = (demand & full[c]) | (minimum & part[c]);
        uint32_t granted = certain + next_share(&share, (demand - certain) & part[c]);
        uint32_t reason = granted == demand ? CITYGATE_GRANT_NO_STEP : why[c][minimum != 0];
        grants[i].granted_dm3_per_h = granted;
        grants[i].node = CITYGATE_GRANT_NO_NODE;
        memcpy(&grants[i].step, &reason, sizeof reason);
    }
    return 1;
}
