/* A task of FreeRTOS that scans every 10 ms: 64 users share a supply that falls. */

#include "FreeRTOS.h"
#include "task.h"

#include "board/board.h"
#include "scans.h"
#include "station.h"

#define CLOCK_NS (1000000000u / configCPU_CLOCK_HZ)
#define CLOCKS_PER_TICK (configCPU_CLOCK_HZ / configTICK_RATE_HZ)

/* The counter behind the tick, which counts down. */
#define SYSTICK_CURRENT (*(volatile uint32_t *)0xE000E018u)

static StackType_t stack[SCANS_STACK_BYTES / sizeof(StackType_t)];
static StaticTask_t task;

void scans_say(const char *text)
{
    board_say(text);
}

static uint64_t now_ns(void)
{
    TickType_t whole;
    uint32_t part;

    do {
        whole = xTaskGetTickCount();
        part = CLOCKS_PER_TICK - 1u - SYSTICK_CURRENT;
    } while (whole != xTaskGetTickCount());
    return (((uint64_t)whole * CLOCKS_PER_TICK) + part) * CLOCK_NS;
}

static void scan_task(void *unused)
{
    TickType_t due = xTaskGetTickCount();
    int32_t status = scans_start();
    uint32_t scan;

    (void)unused;
    for (scan = 1u; (scan <= SCANS) && (status == CITYGATE_OK); scan++) {
        uint64_t began_ns;

        (void)xTaskDelayUntil(&due, pdMS_TO_TICKS(SCANS_APART_MS));
        began_ns = now_ns();
        status = scans_scan(scan);
        scans_show(scan, now_ns() - began_ns);
    }
    scans_end((uint32_t)(uxTaskGetStackHighWaterMark(NULL) * sizeof(StackType_t)), status);
    board_exit((int)status);
}

void vApplicationStackOverflowHook(TaskHandle_t overflowing, char *name);

void vApplicationStackOverflowHook(TaskHandle_t overflowing, char *name)
{
    (void)overflowing;
    board_say(name);
    board_say(": stack overflow\n");
    board_exit(72);
}

int main(void)
{
    (void)xTaskCreateStatic(scan_task, "scan", SCANS_STACK_BYTES / sizeof(StackType_t), NULL, 1u, stack, &task);
    vTaskStartScheduler();
    return 73;
}
