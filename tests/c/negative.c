/* Runs all groups and tells what was seen: negative [REPETITIONS [GROUP]], of one group only if it is named. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negative.h"

enum { FIRST_STATUS = -255, MOST_MESSAGES = 20 };

static unsigned long checks, failures;
static unsigned char seen[1 - FIRST_STATUS];
static const char *subject_now, *detail_now;
static long first_now, second_now;

unsigned long repetitions = 100000;

void describe(const char *subject, const char *detail, long first, long second)
{
    subject_now = subject;
    detail_now = detail;
    first_now = first;
    second_now = second;
}

static void fail(const char *file, int line)
{
    failures++;
    if (failures <= MOST_MESSAGES) {
        fprintf(stderr, "%s:%d: ", file, line);
        if (subject_now != NULL) {
            fprintf(stderr, "%s, %s %ld %ld: ", subject_now, detail_now, first_now, second_now);
        }
    }
}

void check(int holds, const char *condition, const char *file, int line)
{
    checks++;
    if (!holds) {
        fail(file, line);
        if (failures <= MOST_MESSAGES) {
            fprintf(stderr, "%s does not hold\n", condition);
        }
    }
}

void check_status(int32_t status, int32_t wanted, const char *call, const char *file, int line)
{
    checks++;
    if (status <= 0 && status >= FIRST_STATUS) {
        seen[-status] = 1;
    }
    if (status != wanted) {
        fail(file, line);
        if (failures <= MOST_MESSAGES) {
            fprintf(stderr, "%s gives %ld (%s), not %ld (%s)\n", call, (long)status, citygate_status_text(status),
                    (long)wanted, citygate_status_text(wanted));
        }
    }
}

int main(int count, char **arguments)
{
    int status;

    if (count > 1) {
        repetitions = strtoul(arguments[1], NULL, 10);
    }

#define RUN(group) \
    if (count < 3 || strcmp(arguments[2], #group) == 0) { \
        describe(NULL, NULL, 0, 0); \
        group(); \
    }
    GROUPS(RUN)
#undef RUN

    printf("errors seen:");
    for (status = -1; status >= FIRST_STATUS; status--) {
        if (seen[-status] != 0) {
            printf(" %d", status);
        }
    }
    printf("\n%lu checks, %lu failures\n", checks, failures);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
