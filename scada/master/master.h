/* The dispatch centre's program: what its parts have in common. README.md says what it does. */

#ifndef CITYGATE_MASTER_H
#define CITYGATE_MASTER_H

#include <modbus/modbus.h>
#include <stdint.h>

#include "citygate.h"
#include "registers.h"

enum {
    MOST_GATES = 16,
    MOST_USERS = 64, /* At one gate. */
    NAME_BYTES = 32,
    ADDRESS_BYTES = 16,
    PATH_BYTES = 256
};

/* The highest flow that fits in a point, in m3/h. */
#define HIGHEST_FLOW_M3_PER_H 4294966u

/* How the program ends. */
enum { EXIT_STOPPED = 0, EXIT_FAILED = 1, EXIT_WRONG_CONFIGURATION = 2 };

/* What the configuration says of a gate. Flows in dm3/h. */
typedef struct {
    char name[NAME_BYTES];
    char address[ADDRESS_BYTES];
    uint32_t port;
    uint32_t unit;
    uint32_t capacity_dm3_per_h;
    uint32_t guaranteed_dm3_per_h;
    uint32_t assumed_dm3_per_h;
} gate_settings_t;

/* The configuration. */
typedef struct {
    uint32_t cycle_ms;
    uint32_t timeout_ms;
    uint32_t reconnect_ms;
    uint32_t stale_ms;
    char supply_file[PATH_BYTES]; /* Empty: the sum of what the gates measure. */
    uint32_t gate_count;
    gate_settings_t gates[MOST_GATES];
} settings_t;

/* A user, as its RTU shows it. */
typedef struct {
    citygate_class_t supply_class;
    uint8_t on_off;
    uint16_t standing;
    uint32_t contracted_dm3_per_h;
    uint32_t minimum_dm3_per_h;
    uint32_t base_dm3_per_h;
    uint32_t set_point_dm3_per_h;
    citygate_signal_t wants;
    citygate_signal_t draws;
    uint32_t is_shared; /* It takes part in the sharing out; otherwise it is counted first. */
    uint32_t demand_dm3_per_h; /* What it counts with. */
    citygate_grant_t grant;
} user_t;

/* How far a gate can be relied upon. */
typedef enum {
    GATE_SILENT, /* No connection, or no answer. */
    GATE_REFUSES, /* It answers with exceptions. */
    GATE_OTHER_MAP, /* Its registers have another meaning: nothing is written there. */
    GATE_NONSENSE, /* It shows codes that stand for nothing, or more users than there is room for. */
    GATE_STALE, /* Its heartbeat stands still. */
    GATE_IN_ORDER
} gate_state_t;

typedef enum { LINK_CLOSED, LINK_CONNECTING, LINK_OPEN } link_t;

/* A gate: the way to its RTU, what it shows, and what is allotted to it. */
typedef struct {
    const gate_settings_t *settings;
    modbus_t *modbus;
    int socket;
    link_t link;
    uint64_t link_since_ms;
    uint64_t try_again_ms;
    uint64_t deadline_ms; /* By then its requests are answered, or it is silent. */
    uint64_t left_ms; /* Of its time in this cycle, after it was read: for the write. */

    gate_state_t state;
    uint16_t heartbeat;
    uint64_t heartbeat_since_ms;
    int has_heartbeat;
    gate_state_t write_state; /* In order, or what the last write came to. */
    int was_read; /* At least once. */

    uint32_t is_automatic; /* The station shares out, and takes what is allotted to it. */
    uint32_t user_count;
    citygate_signal_t supply;
    uint64_t last_supply_dm3_per_h; /* The last that was read. */
    user_t users[MOST_USERS];

    uint64_t counted_dm3_per_h; /* What of its users is counted before the rest is shared out. */
    uint64_t reserved_dm3_per_h; /* That, or what is guaranteed to it, or what a gate that is not in order may have. */
    uint64_t limit_dm3_per_h; /* What can come in. */
    uint64_t wanted_dm3_per_h;
    uint32_t allotted_dm3_per_h; /* What it is to have. */
    uint32_t in_force_dm3_per_h; /* The most that may be in force there. */
    int knows_in_force; /* Read from the RTU, or written to it. */

    gate_state_t told_state;
    uint32_t told_dm3_per_h;
    int told_is_short;
    int is_told;
} gate_t;

/* What a sharing out comes to. */
typedef struct {
    uint64_t supply_dm3_per_h;
    uint64_t counted_dm3_per_h; /* Of silent gates, and of users that cannot be controlled. */
    uint64_t wanted_dm3_per_h; /* By those who share. */
    uint64_t granted_dm3_per_h;
    uint64_t spare_dm3_per_h; /* What nobody needs. */
    int cannot_be_met; /* What is counted first and guaranteed is more than there is. */
} outcome_t;

/* config.c */

/* Reads the configuration. 0, or a message on stderr and -1. */
int settings_read(const char *path, settings_t *settings);

/* supply.c */

/* Reads the supply from its file. 0, or -1 with what is wrong with it. */
int supply_read(const char *path, uint64_t *supply_dm3_per_h, const char **wrong);

/* gate.c */

/* Makes ready for a gate; the only function that takes memory. 0, or -1. */
int gate_open(gate_t *gate, const gate_settings_t *settings, uint64_t now_ms);
void gate_close(gate_t *gate);
/* Reads a gate, or finds that it cannot be read. */
void gate_poll(gate_t *gate, const settings_t *settings);
/* Writes an allotment and the heartbeat, in one write. */
void gate_write(gate_t *gate, const settings_t *settings, uint32_t allotment_dm3_per_h, uint16_t heartbeat);
/* Whether a value can be used: it was measured, or put in place of a measurement by the station. */
int signal_is_known(const citygate_signal_t *signal);
const char *gate_state_text(gate_state_t state);

/* dispatch.c */

/* What there is: what is stated, or without a statement (NULL) what the gates measure. */
uint64_t dispatch_supply(const gate_t *gates, const settings_t *settings, const uint64_t *stated_dm3_per_h);
/* Shares out a supply among the gates. A status of the library; on an error allotments are as they were. */
citygate_status_t dispatch_share(gate_t *gates, const settings_t *settings, uint64_t supply_dm3_per_h, int is_stated,
                                 outcome_t *outcome);
/* Writes what was shared out, reductions first. */
void dispatch_write(gate_t *gates, const settings_t *settings, const outcome_t *outcome, uint16_t heartbeat);

/* report.c */

/* Prints a line with the time before it. */
void say(const char *format, ...);
/* Prints what has changed, or everything. */
void report(gate_t *gates, const settings_t *settings, const outcome_t *outcome, int is_verbose);

/* main.c */

uint64_t clock_ms(void);

#endif /* CITYGATE_MASTER_H */
