/* The duties of the event session of digest_event.c, which includes it once. */

#ifndef EVENT_DUTIES_H
#define EVENT_DUTIES_H

static citygate_duties_t duties;
static citygate_duties_saved_t duties_saved;

static void open_duties(void)
{
    /* Drawn before the call: compilers differ in the order in which they evaluate arguments. */
    uint32_t size = (uint32_t)sizeof(duties) - (uint32_t)one_in(200);

    CALL(citygate_duties_open, &duties, size, MOSTLY(&settings.plan), &error_index);
    CALL(citygate_duties_save, &duties, PERHAPS(&settings.key), &duties_saved);
    NOTE(duties_saved);
}

/* How all of them stand, and one of them. */
static void note_duties(void)
{
    citygate_duty_sets_t sets = { 0, 0, 0, 0 };
    citygate_duty_status_t one = { 0, { 0, 0, 0 }, { 0, 0, 0 }, 0, 0, { 0 } };
    citygate_duty_rule_t rule = { { 0 }, { 0 }, 0, 0, 0, 0 };
    uint8_t duty = code_below(CITYGATE_DUTY_COUNT);

    CALL(citygate_duties_get_sets, &duties, &status.now, &sets);
    NOTE(sets);
    CALL(citygate_duties_get_status, &duties, duty, &status.now, &one);
    NOTE(one);
    CALL(citygate_duty_get_rule, duty, &rule);
    NOTE(rule);
}

APART void duty(void)
{
    citygate_signatory_t by = random_signatory();
    uint8_t which = code_below(CITYGATE_DUTY_COUNT), trigger = code_below(CITYGATE_DUTY_TRIGGER_CALENDAR + 1);

    CALL(citygate_event_record_duty, &session, &duties, which, &by, &error_index);
    if (answer == CITYGATE_ERROR_RESPONSE_NOT_AUTHORIZED) {
        authorize(&by, error_index);
        CALL(citygate_event_record_duty, &session, &duties, which, &by, &error_index);
    }
    if (one_in(4)) {
        CALL(citygate_duties_raise, &duties, trigger, &status.now);
    }
    note_duties();
    if (one_in(5)) {
        CALL(citygate_duties_save, &duties, &settings.key, &duties_saved);
        NOTE(duties_saved);
    }
}

/* Before records are released. */
static void follow_event(void)
{
    CALL(citygate_duties_follow_event, &duties, &session, &error_index);
}

/* From what is saved and stored. */
static void restart_duties(void)
{
    CALL(citygate_duties_restore, &duties, sizeof(duties), &settings.plan, &settings.key, &duties_saved, &error_index);
    CALL(citygate_duties_follow_records, &duties, stored, stored_count, &error_index);
    note_duties();
}

#endif
