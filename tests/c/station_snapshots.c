/* Snapshots of a station through C: going on from them, two slots, and bytes that are none. */

#include <string.h>

#include "station_fixture.h"

enum { AT_VERSION = 8, AT_BODY = 24, TAIL = 4 };

static plant_t first, second;
static uint8_t slot[SLOT_BYTES];
static uint32_t length;

/* CRC-32 as Ethernet has it, so that bytes can be changed and still be whole. */
static void seal(void)
{
    uint32_t crc = UINT32_MAX, i, bit;

    for (i = 0; i < length - TAIL; i++) {
        crc ^= slot[i];
        for (bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
        }
    }
    for (i = 0; i < TAIL; i++) {
        slot[length - TAIL + i] = (uint8_t)(~crc >> (8 * i));
    }
}

static void set_two(plant_t *plant)
{
    set_plant(plant, 1000);
    (void)add_user(plant, CITYGATE_CLASS_RESIDENTIAL, 100);
    add_user(plant, CITYGATE_CLASS_INDUSTRIAL_FUEL, 200)->follow.restore_hold_ms = 5000;
}

static void save(uint64_t number)
{
    CHECK_STATUS(citygate_station_save(&first.station, number, slot, SLOT_BYTES, &length, NULL), CITYGATE_OK);
}

static int32_t restore(uint32_t *error_index)
{
    return citygate_station_restore(&second.station, slot, SLOT_BYTES, 0, error_index);
}

/* A station that is restored after every scan goes on as one that never stopped. */
static void check_going_on(void)
{
    uint32_t round;

    set_two(&first);
    set_two(&second);
    CHECK_STATUS(open_plant(&first), CITYGATE_OK);
    CHECK_STATUS(open_plant(&second), CITYGATE_OK);
    for (round = 0; round < 500; round++) {
        citygate_signal_t supply = good(round * 53 % 400);
        want_all(&first);
        want_all(&second);
        CHECK_STATUS(scan_plant(&first, 1000, supply), CITYGATE_OK);
        CHECK_STATUS(scan_plant(&second, 1000, supply), CITYGATE_OK);
        CHECK(memcmp(first.statuses, second.statuses, sizeof(first.statuses)) == 0);
        CHECK(first.event_count == second.event_count);
        CHECK(memcmp(first.events, second.events, first.event_count * sizeof(first.events[0])) == 0);
        save(round);
        CHECK_STATUS(open_plant(&second), CITYGATE_OK);
        CHECK_STATUS(restore(NULL), CITYGATE_OK);
        CHECK_STATUS(citygate_station_get_set_points(&second.station, second.set_points, 2), CITYGATE_OK);
    }
}

static void check_slots(void)
{
    citygate_snapshot_slot_t slots[2] = { { 0, 0, 0 }, { 0, 0, 0 } };
    citygate_snapshot_slots_t chosen;
    uint64_t number;

    CHECK(citygate_snapshot_bytes(3) == CITYGATE_SNAPSHOT_BYTES(3));
    CHECK_STATUS(citygate_snapshot_slots_choose(slots, &chosen), CITYGATE_OK);
    CHECK(chosen.newest == CITYGATE_NO_SLOT && chosen.next == 0 && chosen.number == 1);
    CHECK_STATUS(citygate_snapshot_slots_written(&chosen), CITYGATE_OK);
    CHECK(chosen.newest == 0 && chosen.next == 1 && chosen.number == 2);
    CHECK_STATUS(citygate_snapshot_slots_written(&chosen), CITYGATE_OK);
    CHECK(chosen.newest == 1 && chosen.next == 0 && chosen.number == 3);
    chosen.next = 1;
    CHECK_STATUS(citygate_snapshot_slots_written(&chosen), CITYGATE_ERROR_EVENT_CODE);
    save(41);
    CHECK_STATUS(citygate_snapshot_number(slot, SLOT_BYTES, &number, NULL), CITYGATE_OK);
    CHECK(number == 41);
    slots[0].number = 40;
    slots[1].number = number;
    slots[0].is_whole = slots[1].is_whole = 1;
    CHECK_STATUS(citygate_snapshot_slots_choose(slots, &chosen), CITYGATE_OK);
    CHECK(chosen.newest == 1 && chosen.next == 0 && chosen.number == 42);
    slots[1].is_whole = 2;
    CHECK_STATUS(citygate_snapshot_slots_choose(slots, &chosen), CITYGATE_ERROR_EVENT_CODE);
    slots[1].is_whole = 0;
    slots[0].reserved = 1;
    CHECK_STATUS(citygate_snapshot_slots_choose(slots, &chosen), CITYGATE_ERROR_EVENT_CODE);
}

/* What was cut off or changed anywhere is no snapshot. */
static void check_damage(void)
{
    uint32_t i, error_index = 77;
    uint64_t number;

    save(1);
    for (i = 1; i < length; i++) {
        CHECK_STATUS(citygate_station_restore(&second.station, slot, i, 0, &error_index),
                     i < AT_BODY ? CITYGATE_ERROR_SNAPSHOT_NONE : CITYGATE_ERROR_SNAPSHOT_INCOMPLETE);
        CHECK(i < AT_BODY || error_index == length);
    }
    for (i = 0; i < length * 8; i++) {
        slot[i / 8] = (uint8_t)(slot[i / 8] ^ 1u << i % 8);
        CHECK(restore(NULL) != CITYGATE_OK);
        slot[i / 8] = (uint8_t)(slot[i / 8] ^ 1u << i % 8);
    }
    slot[length - 1] = (uint8_t)(slot[length - 1] ^ 1u);
    CHECK_STATUS(restore(NULL), CITYGATE_ERROR_SNAPSHOT_DAMAGED);
    CHECK_STATUS(citygate_snapshot_number(slot, SLOT_BYTES, &number, NULL), CITYGATE_ERROR_SNAPSHOT_DAMAGED);
    memset(slot, 0xff, sizeof(slot));
    CHECK_STATUS(restore(NULL), CITYGATE_ERROR_SNAPSHOT_NONE);
    CHECK_STATUS(citygate_station_restore(&second.station, slot, 0, 0, NULL), CITYGATE_ERROR_EMPTY);
    error_index = 77;
    CHECK_STATUS(citygate_station_save(&first.station, 1, slot, length - 1, &length, &error_index),
                 CITYGATE_ERROR_EVENT_TOO_SMALL);
    CHECK(error_index == length);
}

/* Whole snapshots of something else, or of what cannot be. */
static void check_others(void)
{
    citygate_step_t step = step_of_all(CITYGATE_TARGET_DEMAND, 0, CITYGATE_SHARE_PRO_RATA);
    uint32_t error_index = 77, kept = 77;

    save(1);
    slot[AT_VERSION] = 9;
    seal();
    CHECK_STATUS(restore(&error_index), CITYGATE_ERROR_SNAPSHOT_OTHER_VERSION);
    CHECK(error_index == 9);
    CHECK_STATUS(citygate_station_adopt(&second.station, slot, SLOT_BYTES, 0, &kept, NULL), CITYGATE_OK);
    CHECK(kept == 0);
    save(1);
    memset(slot + AT_BODY + 8, 0xff, 8); /* The number of the last order. */
    seal();
    CHECK_STATUS(restore(NULL), CITYGATE_ERROR_SNAPSHOT_IMPOSSIBLE);
    save(1);
    (void)add_user(&second, CITYGATE_CLASS_RESIDENTIAL, 5);
    CHECK_STATUS(open_plant(&second), CITYGATE_OK);
    CHECK_STATUS(restore(&error_index), CITYGATE_ERROR_SNAPSHOT_OTHER_USER_COUNT);
    CHECK(error_index == 2);
    CHECK_STATUS(citygate_station_adopt(&second.station, slot, SLOT_BYTES, CITYGATE_OUTAGE_UNKNOWN, &kept, NULL),
                 CITYGATE_OK);
    CHECK(kept == 2);
    set_two(&second);
    second.users[1].user.demand_dm3_per_h = 201;
    CHECK_STATUS(open_plant(&second), CITYGATE_OK);
    CHECK_STATUS(restore(&error_index), CITYGATE_ERROR_SNAPSHOT_OTHER_USER);
    CHECK(error_index == 1);
    set_two(&second);
    second.policy.steps = &step;
    second.policy.step_count = 1;
    CHECK_STATUS(open_plant(&second), CITYGATE_OK);
    CHECK_STATUS(restore(NULL), CITYGATE_ERROR_SNAPSHOT_OTHER_POLICY);
}

/* Numbers of orders that were given out after the snapshot are not given again. */
static void check_numbers(void)
{
    set_two(&second);
    CHECK_STATUS(open_plant(&second), CITYGATE_OK);
    CHECK_STATUS(citygate_station_skip_order_numbers(&second.station), CITYGATE_OK);
    want_all(&second);
    CHECK_STATUS(scan_plant(&second, 1000, good(0)), CITYGATE_OK);
    CHECK(second.event_count >= 1 && second.events[0].order.sequence == 1000001);
    CHECK_STATUS(citygate_station_start(&second.station), CITYGATE_OK);
    CHECK_STATUS(scan_plant(&second, 1000, good(0)), CITYGATE_OK);
    CHECK(second.events[0].order.sequence == 1);
}

void station_snapshots(void)
{
    check_going_on();
    check_slots();
    check_damage();
    check_others();
    check_numbers();
}
