/* What the peers in C have in common. */

#ifndef PEERS_H
#define PEERS_H

#include <stdint.h>

#define CLASSES 6

/* A shortage shared pro rata without a division for each user: the fraction of one user is carried to the next. */
typedef struct {
    uint64_t quotient;
    uint64_t fraction;
} share_t;

static inline share_t share_of(uint64_t supply, uint64_t asked)
{
    share_t share = {0, UINT64_MAX};
    if (asked != 0) {
        share.quotient = (uint64_t)(((unsigned __int128)supply << 64) / asked);
    }
    return share;
}

static inline uint32_t next_share(share_t *share, uint32_t wanted)
{
    unsigned __int128 product = (unsigned __int128)wanted * share->quotient + share->fraction;
    share->fraction = (uint64_t)product;
    return (uint32_t)(product >> 64);
}

/* The first class that is short, and what is left for it. */
static inline int short_class_of(const uint64_t sums[CLASSES], uint64_t *supply)
{
    int c = 0;
    while (c < CLASSES && *supply >= sums[c]) {
        *supply -= sums[c];
        c++;
    }
    return c;
}

#endif
