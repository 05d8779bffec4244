/* A task of ESP-IDF that scans every 10 ms: 64 users share a supply that falls. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "scans.h"
#include "sdkconfig.h"
#include "station.h"

void scans_say(const char *text)
{
    (void)fputs(text, stdout);
}

static uint64_t now_ns(void)
{
    struct timespec now = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return ((uint64_t)now.tv_sec * 1000000000u) + (uint64_t)now.tv_nsec;
}

static void scan_task(void *unused)
{
    TickType_t due = xTaskGetTickCount();
    int32_t status = scans_start();
    uint32_t scan;

    (void)unused;
    for (scan = 1u; (scan <= SCANS) && (status == CITYGATE_OK); scan++) {
        uint64_t began_ns;

        vTaskDelayUntil(&due, pdMS_TO_TICKS(SCANS_APART_MS));
        began_ns = now_ns();
        status = scans_scan(scan);
        scans_show(scan, now_ns() - began_ns);
    }
    /* In bytes, in ESP-IDF. */
    scans_end((uint32_t)uxTaskGetStackHighWaterMark(NULL), status);
    (void)fflush(stdout);
#ifdef CONFIG_IDF_TARGET_LINUX
    exit((int)status);
#endif
    vTaskDelete(NULL);
}

void app_main(void)
{
    (void)xTaskCreate(scan_task, "scan", SCANS_STACK_BYTES, NULL, 5, NULL);
}
