/* The default order on columns: a demand of four bytes and a class of one byte for each user in, a grant of four bytes
 * out, no reasons. Compiled twice: for the processor that every build is for, and with AVX2 (SUFFIX). */

#include <stddef.h>
#include <string.h>

#include "peers.h"

#define JOIN2(name, suffix) name##suffix
#define JOIN(name, suffix) JOIN2(name, suffix)
#define NAMED(name) JOIN(name, SUFFIX)

/* Demands of so many users, each at most 1,000,000, add up to less than 2^32: sums of half the width, twice as many to
 * a vector. The problems keep to it. */
#define BLOCK 2048

/* Exact: the grants of citygate to the unit. The sharing goes user by user. */
void NAMED(columns_exact)(const uint32_t *restrict demands, const uint8_t *restrict classes, size_t count,
                          uint64_t supply, uint32_t *restrict granted)
{
    uint64_t lanes[4][8];
    memset(lanes, 0, sizeof lanes);
    for (size_t i = 0; i < count; i++) {
        lanes[i & 3][classes[i] & 7] += demands[i];
    }
    uint64_t sums[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
        sums[c] = lanes[0][c] + lanes[1][c] + lanes[2][c] + lanes[3][c];
    }
    int short_class = short_class_of(sums, &supply);
    share_t share = share_of(supply, short_class < CLASSES ? sums[short_class] : 0);
    for (size_t i = 0; i < count; i++) {
        uint32_t demand = demands[i];
        uint32_t full = -(uint32_t)(classes[i] < short_class), part = -(uint32_t)(classes[i] == short_class);
        granted[i] = (demand & full) | next_share(&share, demand & part);
    }
}

static void add_up_blocks(const uint32_t *restrict demands, const uint8_t *restrict classes, size_t count,
                          uint64_t sums[CLASSES])
{
    memset(sums, 0, CLASSES * sizeof sums[0]);
    for (size_t start = 0; start < count; start += BLOCK) {
        size_t end = start + BLOCK < count ? start + BLOCK : count;
        uint32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0;
        for (size_t i = start; i < end; i++) {
            uint32_t demand = demands[i], c = classes[i];
            s0 += demand & -(uint32_t)(c == 0);
            s1 += demand & -(uint32_t)(c == 1);
            s2 += demand & -(uint32_t)(c == 2);
            s3 += demand & -(uint32_t)(c == 3);
            s4 += demand & -(uint32_t)(c == 4);
            s5 += demand & -(uint32_t)(c == 5);
        }
        sums[0] += s0, sums[1] += s1, sums[2] += s2, sums[3] += s3, sums[4] += s4, sums[5] += s5;
    }
}

/* Made for vectors: shares rounded down, and the units that are left to the first in the list. The sum is exact; a
 * grant may be a unit off. */
void NAMED(columns_vectors)(const uint32_t *restrict demands, const uint8_t *restrict classes, size_t count,
                            uint64_t supply, uint32_t *restrict granted)
{
    uint64_t sums[CLASSES];
    add_up_blocks(demands, classes, count, sums);
    int short_class = short_class_of(sums, &supply);
    uint64_t asked = short_class < CLASSES ? sums[short_class] : 1;
    uint32_t quotient = short_class < CLASSES ? (uint32_t)((unsigned __int128)supply * 4294967296u / asked) : 0;
    uint64_t given = 0;
    for (size_t start = 0; start < count; start += BLOCK) {
        size_t end = start + BLOCK < count ? start + BLOCK : count;
        uint32_t shared = 0;
        for (size_t i = start; i < end; i++) {
            uint32_t demand = demands[i];
            int c = classes[i];
            uint32_t part = (uint32_t)(((uint64_t)demand * quotient) >> 32);
            part = c == short_class ? part : 0;
            shared += part;
            granted[i] = c < short_class ? demand : part;
        }
        given += shared;
    }
    uint64_t left = short_class < CLASSES ? supply - given : 0;
    while (left != 0) {
        for (size_t i = 0; i < count && left != 0; i++) {
            uint32_t one = (classes[i] == short_class) & (granted[i] < demands[i]);
            granted[i] += one;
            left -= one;
        }
    }
}

/* Users grouped by class beforehand, as a prepared station has them: exact. ends: where each class ends. */
void NAMED(columns_grouped)(const uint32_t *restrict demands, const size_t ends[CLASSES], uint64_t supply,
                            uint32_t *restrict granted)
{
    size_t start = 0;
    for (int c = 0; c < CLASSES; c++) {
        uint64_t sum = 0;
        for (size_t i = start; i < ends[c]; i++) {
            sum += demands[i];
        }
        size_t bytes = (ends[c] - start) * sizeof granted[0];
        if (supply >= sum) {
            memcpy(granted + start, demands + start, bytes);
            supply -= sum;
        } else if (supply == 0) {
            memset(granted + start, 0, bytes);
        } else {
            share_t share = share_of(supply, sum);
            for (size_t i = start; i < ends[c]; i++) {
                granted[i] = next_share(&share, demands[i]);
            }
            supply = 0;
        }
        start = ends[c];
    }
}

/* The limit of the memory: four bytes read and four written for each user, once. */
void NAMED(columns_limit)(const uint32_t *restrict demands, size_t count, uint32_t *restrict granted)
{
    for (size_t i = 0; i < count; i++) {
        granted[i] = demands[i] ^ 0x55u;
    }
}
