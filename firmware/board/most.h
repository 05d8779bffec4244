/* The largest figure of each function. */

#ifndef MOST_H
#define MOST_H

#include <stdint.h>

#include "board/board.h"
#include "board/say.h"

enum { MOST_FUNCTIONS = 48 };

typedef struct {
    const char *function;
    uint32_t most;
} most_t;
static most_t mosts[MOST_FUNCTIONS];

static int is_same(const char *a, const char *b)
{
    while (*a != '\0' && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static void note_most(const char *function, uint32_t figure)
{
    most_t *entry = mosts;

    while (entry->function != 0 && !is_same(entry->function, function)) {
        entry++;
    }
    entry->function = function;
    if (entry->most < figure) {
        entry->most = figure;
    }
}

static void say_mosts(void)
{
    const most_t *entry;

    for (entry = mosts; entry->function != 0; entry++) {
        say(entry->function, entry->most);
    }
}

#endif
