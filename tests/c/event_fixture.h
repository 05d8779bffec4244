/* Events to work on: shared by the groups that are about them. */

#ifndef EVENT_FIXTURE_H
#define EVENT_FIXTURE_H

#include "negative.h"

enum { RING = 8, MINUTE = 60000, FEW = 2 };

#define WALL UINT64_C(1768190400000)

/* Ring of the events that open_event opens. */
extern citygate_record_t event_ring[RING];

/* The division code, the person and the authority of whoever signs. */
citygate_signatory_t signed_by(uint8_t authority);

/* The settings of every event here: with a key. */
citygate_event_settings_t event_settings(void);

/* Storage in this memory. */
citygate_event_storage_t storage_of(citygate_event_t *event, citygate_record_t *ring, uint32_t ring_records);

/* Opens a session in this storage, without an event; does nothing if storage is NULL or misaligned. */
int open_event(void *event);

/* A shortage of this available supply out of 1000000, widening, the network at risk. */
citygate_observation_t shortage(uint64_t available);

/* A request. */
citygate_action_request_t request_of(uint8_t action, uint8_t authority);

/* Writes inputs for corrupt_pointers. */
void no_inputs(void *const *buffers);
void fill_instant(void *buffer, uint64_t ms);
void fill_signatory(void *buffer);
void fill_digest(void *buffer);

/* A journal of two records, and the heads before and after it. */
void make_records(citygate_record_t *records, citygate_journal_head_t *before, citygate_journal_head_t *after);

/* Buffers of corrupt_pointers. */
#define ERROR_INDEX BUFFER("error index", uint32_t, 1, OUTPUT | OPTIONAL)
#define EVENT_CHANGED BUFFER("event", citygate_event_t, 1, INPUT | OUTPUT)
#define EVENT_LOOKED_AT BUFFER("event", citygate_event_t, 1, INPUT)
#define BY BUFFER("by", citygate_signatory_t, 1, INPUT)
#define DIGEST BUFFER("digest", citygate_digest_t, 1, INPUT | OPTIONAL)

#endif
