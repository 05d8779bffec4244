/* A province, its gates, their districts, and users at districts, in one pass from above for each class: what a node
 * gets is split among what is below it pro rata to what that can take. It brings every class as much gas as can be
 * brought; who gets it is not the fairest division, and there are no reasons. */

#include <stddef.h>
#include <string.h>

#include "peers.h"

typedef struct {
    size_t gates;
    size_t districts_each;
    /* One for each gate, one for each district. */
    const uint64_t *gate_capacities;
    const uint64_t *district_capacities;
    /* Where the users of each district begin, and where the last one's end. */
    const uint32_t *starts;
    const uint32_t *demands;
    const uint8_t *classes;
} tree_t;

typedef struct {
    uint64_t wanted[8];
    uint64_t given[8];
    uint64_t limit;
    uint64_t left;
} place_t;

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void split(uint64_t amount, place_t *places, size_t count, int c)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += places[i].limit;
    }
    uint64_t so_far = 0, before = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t part = places[i].limit;
        if (amount < sum) {
            so_far += part;
            uint64_t due = (uint64_t)((unsigned __int128)amount * so_far / sum);
            part = due - before;
            before = due;
        }
        places[i].given[c] = part;
        places[i].left -= part;
    }
}

static void share_out_class(const tree_t *tree, int c, uint64_t *supply, place_t *gates, place_t *districts)
{
    size_t each = tree->districts_each;
    uint64_t sum = 0;
    for (size_t g = 0; g < tree->gates; g++) {
        uint64_t below = 0;
        for (place_t *d = districts + g * each; d < districts + (g + 1) * each; d++) {
            d->limit = least(d->wanted[c], d->left);
            below += d->limit;
        }
        gates[g].limit = least(below, gates[g].left);
        sum += gates[g].limit;
    }
    uint64_t amount = least(sum, *supply);
    *supply -= amount;
    split(amount, gates, tree->gates, c);
    for (size_t g = 0; g < tree->gates; g++) {
        split(gates[g].given[c], districts + g * each, each, c);
    }
}

static void share_out_district(const tree_t *tree, size_t district, const place_t *place, uint32_t *granted)
{
    share_t shares[8];
    uint32_t full[8];
    memset(shares, 0, sizeof shares);
    memset(full, 0, sizeof full);
    for (int c = 0; c < CLASSES; c++) {
        full[c] = place->given[c] == place->wanted[c] ? ~0u : 0;
        if (full[c] == 0) {
            shares[c] = share_of(place->given[c], place->wanted[c]);
        }
    }
    for (uint32_t i = tree->starts[district]; i < tree->starts[district + 1]; i++) {
        int c = tree->classes[i] & 7;
        granted[i] = full[c] != 0 ? tree->demands[i] : next_share(&shares[c], tree->demands[i]);
    }
}

void tree_split(const tree_t *tree, uint64_t supply, place_t *gates, place_t *districts, uint32_t *granted)
{
    size_t count = tree->gates * tree->districts_each;
    for (size_t d = 0; d < count; d++) {
        memset(districts[d].wanted, 0, sizeof districts[d].wanted);
        for (uint32_t i = tree->starts[d]; i < tree->starts[d + 1]; i++) {
            districts[d].wanted[tree->classes[i] & 7] += tree->demands[i];
        }
        districts[d].left = tree->district_capacities[d];
    }
    for (size_t g = 0; g < tree->gates; g++) {
        gates[g].left = tree->gate_capacities[g];
    }
    for (int c = 0; c < CLASSES; c++) {
        share_out_class(tree, c, &supply, gates, districts);
    }
    for (size_t d = 0; d < count; d++) {
        share_out_district(tree, d, &districts[d], granted);
    }
}
