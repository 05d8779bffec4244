/* The same 200 scans on every platform, 10 ms apart: a supply that falls, demands that move. A platform says when a scan
 * is due, how long it took and how much stack is left; scans_scan is all that it would do in earnest. */

#ifndef SCANS_H
#define SCANS_H

#include <stdint.h>

#define SCANS 200u
#define SCANS_APART_MS 10u

/* Stack of whoever calls scans_scan, in bytes, that suits every platform: the library takes less than half of it, an
 * interrupt and the platform the rest. */
#define SCANS_STACK_BYTES 2048u

/* The platform's: says a NUL-terminated text. */
void scans_say(const char *text);

/* Before the first scan. */
int32_t scans_start(void);

/* One scan, 1 to SCANS: signals in, grants out, in static storage. Says nothing. */
int32_t scans_scan(uint32_t scan);

/* How long the scan took. Says some grants of the first scan, of one midway and of the last. */
void scans_show(uint32_t scan, uint64_t nanoseconds);

/* Says what comes of all scans. */
void scans_end(uint32_t stack_left_bytes, int32_t status);

#endif
