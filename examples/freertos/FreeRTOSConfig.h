/* What the sample wants of the kernel: a tick each millisecond, two priorities, all memory static. */

#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

#include "board/board.h"

#define configCPU_CLOCK_HZ 25000000u
#define configTICK_RATE_HZ 1000u
#define configTICK_TYPE_WIDTH_IN_BITS TICK_TYPE_WIDTH_32_BITS
#define configMAX_PRIORITIES 2
#define configMINIMAL_STACK_SIZE 128
#define configMAX_TASK_NAME_LEN 8
#define configUSE_PREEMPTION 1
#define configUSE_TIME_SLICING 0
#define configUSE_IDLE_HOOK 0
#define configUSE_TICK_HOOK 0
#define configSUPPORT_STATIC_ALLOCATION 1
#define configSUPPORT_DYNAMIC_ALLOCATION 0
#define configKERNEL_PROVIDED_STATIC_MEMORY 1
#define configCHECK_FOR_STACK_OVERFLOW 2
#define configENABLE_FPU 1
#define configENABLE_MPU 0
#define configENABLE_TRUSTZONE 0

#define INCLUDE_xTaskDelayUntil 1
#define INCLUDE_uxTaskGetStackHighWaterMark 1

/* The three highest bits of a priority are there. */
#define configPRIO_BITS 3
#define configKERNEL_INTERRUPT_PRIORITY (7u << 5)
#define configMAX_SYSCALL_INTERRUPT_PRIORITY (5u << 5)

/* The names that these have in the board's table of interrupts. */
#define vPortSVCHandler board_supervisor_call
#define xPortPendSVHandler board_pended_call
#define xPortSysTickHandler board_tick

#define configASSERT(holds)               \
    do {                                  \
        if (!(holds)) {                   \
            board_say("ASSERT: " #holds); \
            board_exit(71);               \
        }                                 \
    } while (0)

#endif
