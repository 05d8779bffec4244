/* Desks to work at. */

#include <string.h>

#include "event_fixture.h"

citygate_record_t event_ring[RING];

citygate_signatory_t signed_by(uint8_t authority)
{
    citygate_signatory_t by;

    memset(&by, 0, sizeof(by));
    by.division = 220100;
    by.person = 7;
    by.authority = authority;
    return by;
}

citygate_event_settings_t event_settings(void)
{
    citygate_event_settings_t settings;

    CHECK_STATUS(citygate_event_settings_get_default(&settings), CITYGATE_OK);
    settings.station = 9;
    settings.has_key = 1;
    memset(settings.key.bytes, 3, sizeof(settings.key.bytes));
    return settings;
}

citygate_event_storage_t storage_of(citygate_event_t *event, citygate_record_t *ring, uint32_t ring_records)
{
    citygate_event_storage_t storage;

    storage.event = event;
    storage.ring = ring;
    storage.event_size = sizeof(citygate_event_t);
    storage.ring_records = ring_records;
    return storage;
}

int open_event(void *event)
{
    citygate_event_settings_t settings = event_settings();
    citygate_event_storage_t storage = storage_of(event, event_ring, RING);

    if (event == NULL || (uintptr_t)event % ALIGNMENT(citygate_event_t) != 0) {
        return 0;
    }
    CHECK_STATUS(citygate_event_open(&storage, &settings, 0, WALL, NULL), CITYGATE_OK);
    return 1;
}

citygate_observation_t shortage(uint64_t available)
{
    citygate_observation_t observation;

    memset(&observation, 0, sizeof(observation));
    observation.normal_supply_dm3_per_h = 1000000;
    observation.demand_dm3_per_h = 1000000;
    observation.available_supply_dm3_per_h = available;
    observation.trend = CITYGATE_TREND_WIDENING;
    observation.network = CITYGATE_NETWORK_CONDITION_AT_RISK;
    observation.affected_area = CITYGATE_AFFECTED_AREA_ONE_COUNTY;
    observation.exceeded = CITYGATE_ABSENT;
    return observation;
}

citygate_action_request_t request_of(uint8_t action, uint8_t authority)
{
    citygate_action_request_t request;

    memset(&request, 0, sizeof(request));
    request.by = signed_by(authority);
    request.action = action;
    return request;
}

void no_inputs(void *const *buffers)
{
    (void)buffers;
}

void fill_instant(void *buffer, uint64_t ms)
{
    citygate_instant_t instant;

    memset(&instant, 0, sizeof(instant));
    instant.ms = ms;
    put(buffer, &instant, sizeof(instant));
}

void fill_signatory(void *buffer)
{
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_CITY);

    put(buffer, &by, sizeof(by));
}

void fill_digest(void *buffer)
{
    citygate_digest_t digest;

    memset(&digest, 1, sizeof(digest));
    put(buffer, &digest, sizeof(digest));
}

/* A journal of two records, and the heads before and after it. */
void make_records(citygate_record_t *records, citygate_journal_head_t *before, citygate_journal_head_t *after)
{
    citygate_event_t event;
    citygate_signatory_t by = signed_by(CITYGATE_AUTHORITY_ENTERPRISE);
    uint32_t count;

    CHECK(open_event(&event));
    CHECK_STATUS(citygate_event_notify(&event, 0, &by, NULL), CITYGATE_OK);
    CHECK_STATUS(citygate_event_read_pending(&event, records, FEW, &count), CITYGATE_OK);
    CHECK(count == FEW);
    memset(before, 0, sizeof(*before));
    CHECK_STATUS(citygate_journal_head_after(&records[FEW - 1], after), CITYGATE_OK);
}
