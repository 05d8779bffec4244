/* A log by defmt (https://defmt.ferrous-systems.com) from a firmware in C, with the archive of `packaging/archive.py
 * --log` and the linker script citygate_log.ld: numbers go out, `defmt-print -e IMAGE` on the host makes text of them.
 *
 * The firmware provides citygate_log_write and citygate_log_time_ms, and calls one function that logs at a time. */

#ifndef CITYGATE_LOG_H
#define CITYGATE_LOG_H

#include <stdint.h>

#include "citygate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In place of a user: the alarm is the station's. */
#define CITYGATE_LOG_STATION UINT32_MAX

/* The firmware's: sends bytes of the log, in order, by whatever there is. */
void citygate_log_write(const uint8_t *bytes, uint32_t count);

/* The firmware's: the time that stands before what is logged, in ms. */
uint64_t citygate_log_time_ms(void);

/* What a user gets, and why (level info); what it wants (debug). NULL logs nothing. */
void citygate_log_grant(uint32_t user, const citygate_grant_t *grant);
void citygate_log_user(uint32_t user, const citygate_user_t *wants);

/* An alarm of the station controller (warn): its code, the user or CITYGATE_LOG_STATION, 1 if it is over. */
void citygate_log_alarm(uint8_t kind, uint32_t user, uint8_t is_over);

/* What a function of the library returned (error), and its error index; CITYGATE_OK logs nothing. */
void citygate_log_status(int32_t status, uint32_t error_index);

#ifdef __cplusplus
}
#endif

#endif
