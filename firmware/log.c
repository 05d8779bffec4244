/* Logs by defmt from C: grants, an alarm that comes and goes, an error. */

#include "board/board.h"
#include "citygate_log.h"

static uint64_t now_ms;

/* To the host; bytes as hexadecimal numbers, since semihosting ends a text at a zero. */
void citygate_log_write(const uint8_t *bytes, uint32_t count)
{
    char text[3] = { 0 };
    uint32_t i;

    for (i = 0; i < count; i++) {
        text[0] = "0123456789abcdef"[bytes[i] >> 4];
        text[1] = "0123456789abcdef"[bytes[i] & 15];
        board_say(text);
    }
}

uint64_t citygate_log_time_ms(void)
{
    now_ms += 10;
    return now_ms;
}

int main(void)
{
    static citygate_user_t users[2] = {
        { .demand_dm3_per_h = 6875000, .supply_class = CITYGATE_CLASS_RESIDENTIAL },
        { .demand_dm3_per_h = 14375000, .supply_class = CITYGATE_CLASS_INDUSTRIAL_FUEL },
    };
    static citygate_grant_t grants[2];
    citygate_summary_t summary;
    citygate_policy_t policy;
    uint32_t error_index = 0;
    int32_t status = citygate_policy_get_default(&policy);
    uint32_t i;

    if (status == CITYGATE_OK) {
        status = citygate_allocate(&policy, users, 2, 20000000, grants, &summary, &error_index);
    }
    citygate_log_status(status, error_index);
    for (i = 0; i < 2; i++) {
        citygate_log_user(i, &users[i]);
        citygate_log_grant(i, &grants[i]);
    }
    citygate_log_grant(2, NULL);
    citygate_log_alarm(0, CITYGATE_LOG_STATION, 0);
    citygate_log_alarm(3, 1, 0);
    citygate_log_alarm(3, 1, 1);
    citygate_log_alarm(0, CITYGATE_LOG_STATION, 1);
    citygate_log_alarm(255, 0, 0);
    users[1].supply_class = 9;
    status = citygate_allocate(&policy, users, 2, 20000000, grants, &summary, &error_index);
    citygate_log_status(status, error_index);
    return 0;
}
