/* Stored records: every fault is found, and named. */

#include <string.h>

#include "event_fixture.h"

enum { RECORDS = 12, SIZE = RECORDS * 120 };

static citygate_record_t records[RECORDS + 1];
static citygate_journal_head_t heads[RECORDS + 1];
static citygate_journal_key_t key;

static void make_journal(const citygate_journal_key_t *with_key)
{
    const uint64_t numbers[5] = { 1, 2, 3, 4, 5 };
    citygate_event_settings_t settings = event_settings();
    citygate_event_status_t status;
    citygate_event_t event;
    citygate_event_storage_t storage = storage_of(&event, event_ring, RING);
    uint32_t i, count;

    settings.has_key = with_key != NULL;
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, WALL, NULL), CITYGATE_OK);
    memset(&heads[0], 0, sizeof(heads[0]));
    for (i = 0; i < RECORDS; i++) {
        CHECK_STATUS(citygate_event_status(&event, &status), CITYGATE_OK);
        heads[i + 1] = status.head;
        CHECK_STATUS(citygate_event_read_pending(&event, &records[i], 1, &count), CITYGATE_OK);
        CHECK(count == 1);
        CHECK_STATUS(citygate_event_release(&event, 1), CITYGATE_OK);
        CHECK_STATUS(citygate_event_record_note(&event, i, numbers), CITYGATE_OK);
    }
    key = settings.key;
}

static citygate_verified_journal_t verified;
static citygate_journal_fault_t fault;

static int32_t verify(uint32_t size, const citygate_journal_key_t *with, const citygate_journal_head_t *start,
                      const citygate_journal_head_t *expected)
{
    int32_t status;

    memset(&verified, PATTERN, sizeof(verified));
    memset(&fault, PATTERN, sizeof(fault));
    status = citygate_journal_verify(records, size, with, start, expected, &verified, &fault);
    CHECK((status == CITYGATE_OK) == (verified.records != UINT64_C(0xa5a5a5a5a5a5a5a5)));
    CHECK((status == CITYGATE_OK) == (fault.record == UINT64_C(0xa5a5a5a5a5a5a5a5)));
    CHECK(citygate_journal_verify(records, size, with, start, expected, &verified, NULL) == status);
    return status;
}

static void check_sound(const citygate_journal_key_t *with)
{
    uint32_t from, to;

    /* In pieces, from any head to any other. */
    for (from = 0; from <= RECORDS; from++) {
        for (to = from; to <= RECORDS; to++) {
            CHECK_STATUS(citygate_journal_verify(&records[from], (to - from) * 120, with, &heads[from], &heads[to],
                                                 &verified, &fault), CITYGATE_OK);
            CHECK(verified.records == to - from && verified.head.next == to);
            CHECK(memcmp(&verified.head, &heads[to], sizeof(verified.head)) == 0);
        }
    }
    CHECK_STATUS(citygate_journal_verify(NULL, 0, with, NULL, NULL, &verified, NULL), CITYGATE_OK);
    CHECK(verified.records == 0 && verified.lost == 0 && verified.head.next == 0);
    CHECK_STATUS(verify(SIZE, with, NULL, &heads[RECORDS]), CITYGATE_OK);
}

static void check_every_bit(const citygate_journal_key_t *with)
{
    uint32_t at;
    unsigned bit;

    for (at = 0; at < SIZE; at++) {
        for (bit = 0; bit < 8; bit++) {
            uint32_t record = at / 120, byte = at % 120;
            int32_t status;

            describe("journal", "byte and bit", (long)at, (long)bit);
            ((unsigned char *)records)[at] ^= (unsigned char)(1u << bit);
            status = verify(SIZE, with, NULL, &heads[RECORDS]);
            CHECK(status != CITYGATE_OK && fault.record == record && fault.offset == record * 120);
            CHECK(fault.expected == record);
            if (byte == 0 || byte == 3) {
                CHECK_STATUS(status, CITYGATE_ERROR_JOURNAL_VERSION);
            } else if (byte >= 8 && byte < 16) {
                CHECK_STATUS(status, CITYGATE_ERROR_JOURNAL_SEQUENCE);
            }
            ((unsigned char *)records)[at] ^= (unsigned char)(1u << bit);
        }
    }
    describe(NULL, NULL, 0, 0);
}

/* Removed, repeated, swapped, cut off. */
static void check_order(const citygate_journal_key_t *with)
{
    citygate_record_t keep[RECORDS + 1];
    uint32_t i, j;

    memcpy(keep, records, sizeof(keep));
    for (i = 0; i < RECORDS; i++) {
        memmove(&records[i], &records[i + 1], (RECORDS - i) * sizeof(records[0]));
        CHECK_STATUS(verify(SIZE - 120, with, NULL, &heads[RECORDS]),
                     i == RECORDS - 1 ? CITYGATE_ERROR_JOURNAL_TRUNCATED : CITYGATE_ERROR_JOURNAL_SEQUENCE);
        CHECK(fault.record == i && fault.found == (i == RECORDS - 1 ? 1 : i + 1));
        memcpy(records, keep, sizeof(keep));

        memmove(&records[i + 1], &records[i], (RECORDS - i) * sizeof(records[0]));
        CHECK_STATUS(verify(SIZE + 120, with, NULL, NULL), CITYGATE_ERROR_JOURNAL_SEQUENCE);
        CHECK(fault.record == i + 1 && fault.found == i);
        memcpy(records, keep, sizeof(keep));

        for (j = i + 1; j < RECORDS; j++) {
            records[i] = keep[j];
            records[j] = keep[i];
            CHECK_STATUS(verify(SIZE, with, NULL, NULL), CITYGATE_ERROR_JOURNAL_SEQUENCE);
            CHECK(fault.record == i && fault.found == j);
            memcpy(records, keep, sizeof(keep));
        }
    }
    for (i = 1; i < 120; i++) {
        CHECK_STATUS(verify(SIZE - i, with, NULL, NULL), CITYGATE_ERROR_JOURNAL_INCOMPLETE);
        CHECK(fault.record == RECORDS - 1 && fault.found == 120 - i);
    }
}

static void check_keys_and_heads(void)
{
    citygate_journal_key_t other = key;
    citygate_journal_head_t head = heads[5];
    citygate_journal_entry_t entry;

    CHECK_STATUS(verify(SIZE, NULL, NULL, NULL), CITYGATE_ERROR_JOURNAL_KEY_NEEDED);
    other.bytes[0] ^= 1;
    CHECK_STATUS(verify(SIZE, &other, NULL, NULL), CITYGATE_ERROR_JOURNAL_TAG);
    head.tag[31] ^= 1;
    CHECK_STATUS(verify(SIZE, &key, NULL, &head), CITYGATE_ERROR_JOURNAL_OTHER_HEAD);
    CHECK_STATUS(citygate_journal_verify(&records[5], 120, &key, &head, NULL, &verified, NULL),
                 CITYGATE_ERROR_JOURNAL_TAG);
    CHECK_STATUS(citygate_journal_verify(&records[5], 120, &key, &heads[5], &heads[4], &verified, NULL),
                 CITYGATE_ERROR_JOURNAL_OTHER_HEAD);

    memset(&entry, PATTERN, sizeof(entry));
    records[0].bytes[1] = CITYGATE_JOURNAL_ENTRY_KIND_DUTY_DONE + 1;
    CHECK_STATUS(citygate_journal_read(&records[0], &entry), CITYGATE_ERROR_JOURNAL_VERSION);
    records[0].bytes[1] = CITYGATE_JOURNAL_ENTRY_KIND_CLOCK;
    records[0].bytes[32] = 9;
    CHECK_STATUS(citygate_journal_read(&records[0], &entry), CITYGATE_ERROR_JOURNAL_VERSION);
    records[0].bytes[0] = 2;
    CHECK_STATUS(citygate_journal_head_after(&records[0], &head), CITYGATE_ERROR_JOURNAL_VERSION);
    CHECK(entry.sequence == UINT64_C(0xa5a5a5a5a5a5a5a5) && head.next == 5);

    make_journal(NULL);
    CHECK_STATUS(verify(SIZE, &key, NULL, NULL), CITYGATE_ERROR_JOURNAL_NOT_KEYED);
    check_sound(NULL);
    check_every_bit(NULL);
    check_order(NULL);
}

void event_journal(void)
{
    make_journal(&key);
    check_sound(&key);
    check_every_bit(&key);
    check_order(&key);
    check_keys_and_heads();
}
