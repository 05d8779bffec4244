/* Stands in for the header of matiec of this name: the few types that plc/ uses. */
#ifndef IEC_TYPES_ALL_H
#define IEC_TYPES_ALL_H

#include <stddef.h>
#include <stdint.h>

typedef uint8_t IEC_BYTE;
typedef uint8_t BOOL;
typedef uint8_t USINT;
typedef int32_t DINT;
typedef uint32_t UDINT;
typedef uint64_t ULINT;
typedef struct {
    long tv_sec;
    long tv_nsec;
} TIME;

#define __IEC_FORCE_FLAG 0x02

#endif
