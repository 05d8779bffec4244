/* Spoils the pointers of a call, one by one and two by two. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negative.h"

/* Where the buffers lie: one slot for each, and a larger one for two that overlap. */
enum { SLOT = 4096, PAIR_AT = MOST_BUFFERS * SLOT, ARENA = PAIR_AT + 3 * SLOT };

static union {
    uint64_t aligned;
    unsigned char bytes[ARENA];
} arena, before;

void put(void *buffer, const void *value, size_t size)
{
    if (buffer != NULL) {
        memcpy(buffer, value, size);
    }
}

/* Every buffer in its slot, with room around. */
static void lay_out(const subject_t *subject, void **buffers)
{
    size_t i;

    for (i = 0; i < subject->buffer_count; i++) {
        buffers[i] = arena.bytes + i * SLOT + SLOT / 4;
    }
}

/* Calls with these buffers and looks at what has changed. */
static void call(const subject_t *subject, void *const *buffers, int32_t wanted)
{
    int32_t status;
    size_t i;

    memset(arena.bytes, PATTERN, sizeof(arena.bytes));
    subject->fill(buffers);
    memcpy(before.bytes, arena.bytes, sizeof(arena.bytes));
    status = subject->call(buffers);
    CHECK_STATUS(status, wanted);
    if (status == CITYGATE_OK) {
        for (i = 0; i < subject->buffer_count; i++) {
            if ((subject->buffers[i].use & OUTPUT) != 0 && buffers[i] != NULL) {
                size_t at = (size_t)((unsigned char *)buffers[i] - arena.bytes);
                memcpy(before.bytes + at, arena.bytes + at, subject->buffers[i].size);
            }
        }
    }
    CHECK(memcmp(before.bytes, arena.bytes, sizeof(arena.bytes)) == 0);
}

/* Each buffer in memory of exactly its size, outputs not initialized: memory checkers see a byte too far, and a
 * byte of an output that was not written. */
static void call_exactly(const subject_t *subject)
{
    void *buffers[MOST_BUFFERS];
    size_t i, byte, zeros = 0;

    for (i = 0; i < subject->buffer_count; i++) {
        buffers[i] = malloc(subject->buffers[i].size);
        CHECK(buffers[i] != NULL);
    }
    subject->fill(buffers);
    CHECK_STATUS(subject->call(buffers), CITYGATE_OK);
    for (i = 0; i < subject->buffer_count; i++) {
        if (subject->buffers[i].use == OUTPUT) {
            for (byte = 0; byte < subject->buffers[i].size; byte++) {
                if (((unsigned char *)buffers[i])[byte] == 0) {
                    zeros++;
                }
            }
        }
    }
    CHECK(zeros < SLOT * MOST_BUFFERS);
    for (i = 0; i < subject->buffer_count; i++) {
        free(buffers[i]);
    }
}

/* Two buffers at every aligned distance at which they share a byte, and side by side. */
static void overlap(const subject_t *subject, size_t i, size_t j)
{
    const buffer_t *a = &subject->buffers[i], *b = &subject->buffers[j];
    void *buffers[MOST_BUFFERS];
    unsigned char *start = arena.bytes + PAIR_AT + SLOT;
    long distance = -(long)((b->size + b->alignment - 1) / b->alignment * b->alignment);

    lay_out(subject, buffers);
    buffers[i] = start;
    for (; distance < (long)(a->size + b->alignment); distance += (long)b->alignment) {
        int apart = distance + (long)b->size <= 0 || distance >= (long)a->size;
        describe(subject->name, "buffers and distance of", (long)(i * 10 + j), distance);
        buffers[j] = start + distance;
        call(subject, buffers, apart ? CITYGATE_OK : CITYGATE_ERROR_OVERLAP);
    }
}

void corrupt_pointers(const subject_t *subject)
{
    void *buffers[MOST_BUFFERS];
    size_t i, j, by;

    printf("pointers corrupted: %s %u\n", subject->name, (unsigned)subject->buffer_count);
    describe(subject->name, "nothing corrupted", 0, 0);
    lay_out(subject, buffers);
    call(subject, buffers, CITYGATE_OK);
    call_exactly(subject);

    for (i = 0; i < subject->buffer_count; i++) {
        const buffer_t *buffer = &subject->buffers[i];
        CHECK(buffer->size <= SLOT / 2);
        describe(subject->name, "NULL for buffer", (long)i, 0);
        lay_out(subject, buffers);
        buffers[i] = NULL;
        call(subject, buffers, (buffer->use & OPTIONAL) != 0 ? CITYGATE_OK : CITYGATE_ERROR_NULL);
        for (by = 1; by < buffer->alignment; by++) {
            describe(subject->name, "misaligned buffer, by", (long)i, (long)by);
            lay_out(subject, buffers);
            buffers[i] = (unsigned char *)buffers[i] + by;
            call(subject, buffers, CITYGATE_ERROR_MISALIGNED);
        }
        for (j = i + 1; j < subject->buffer_count; j++) {
            if (((buffer->use | subject->buffers[j].use) & OUTPUT) != 0) {
                overlap(subject, i, j);
            }
        }
    }
    describe(NULL, NULL, 0, 0);
}
