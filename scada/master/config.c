/* The configuration file: lines of `key = value`. */

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "master.h"

enum { LINE_BYTES = 512, MESSAGE_BYTES = 160 };

typedef enum { KIND_NAME, KIND_ADDRESS, KIND_PATH, KIND_NUMBER, KIND_FLOW } kind_t;

typedef enum {
    KEY_CYCLE,
    KEY_TIMEOUT,
    KEY_RECONNECT,
    KEY_STALE,
    KEY_SUPPLY_FILE,
    KEY_GATE,
    KEY_ADDRESS,
    KEY_PORT,
    KEY_UNIT,
    KEY_CAPACITY,
    KEY_GUARANTEED,
    KEY_ASSUMED,
    KEY_COUNT
} key_code_t;

/* Numbers are uint32_t, in dm3/h where the key says m3/h. */
typedef struct {
    const char *name;
    kind_t kind;
    int is_of_gate;
    size_t offset; /* In gate_settings_t or settings_t. */
    uint32_t lowest;
    uint32_t highest; /* Of a text: how many bytes there are for it. */
} setting_t;

#define CENTRE(field) 0, offsetof(settings_t, field)
#define GATE(field) 1, offsetof(gate_settings_t, field)

static const setting_t keys[KEY_COUNT] = {
    { "cycle_ms", KIND_NUMBER, CENTRE(cycle_ms), 100, 60000 },
    { "timeout_ms", KIND_NUMBER, CENTRE(timeout_ms), 10, 10000 },
    { "reconnect_ms", KIND_NUMBER, CENTRE(reconnect_ms), 100, 600000 },
    { "stale_ms", KIND_NUMBER, CENTRE(stale_ms), 100, 600000 },
    { "supply_file", KIND_PATH, CENTRE(supply_file), 1, PATH_BYTES },
    { "gate", KIND_NAME, GATE(name), 1, NAME_BYTES },
    { "address", KIND_ADDRESS, GATE(address), 1, ADDRESS_BYTES },
    { "port", KIND_NUMBER, GATE(port), 1, 65535 },
    { "unit", KIND_NUMBER, GATE(unit), 1, 247 },
    { "capacity_m3_per_h", KIND_FLOW, GATE(capacity_dm3_per_h), 1, HIGHEST_FLOW_M3_PER_H },
    { "guaranteed_m3_per_h", KIND_FLOW, GATE(guaranteed_dm3_per_h), 0, HIGHEST_FLOW_M3_PER_H },
    { "assumed_m3_per_h", KIND_FLOW, GATE(assumed_dm3_per_h), 0, HIGHEST_FLOW_M3_PER_H }
};

/* Where the reader is, and which keys it has seen: bit n stands for key n. */
typedef struct {
    const char *path;
    uint32_t line;
    uint32_t seen_of_centre;
    uint32_t seen_of_gate;
} place_t;

static int is_wrong(const place_t *place, const char *what, const char *right)
{
    fprintf(stderr, "%s:%" PRIu32 ": %s; %s\n", place->path, place->line, what, right);
    return -1;
}

static char *trim(char *text)
{
    size_t length;

    text += strspn(text, " \t");
    length = strcspn(text, "\r\n");
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    text[length] = '\0';
    return text;
}

/* A whole number of digits within a range. */
static int read_number(const char *text, uint32_t lowest, uint32_t highest, uint32_t *number)
{
    uint64_t read = 0;
    const char *at;

    for (at = text; *at >= '0' && *at <= '9' && read <= highest; at++) {
        read = read * 10u + (uint64_t)(*at - '0');
    }
    if (at == text || *at != '\0' || read < lowest || read > highest) {
        return -1;
    }
    *number = (uint32_t)read;
    return 0;
}

static int take_number(const place_t *place, const setting_t *key, const char *value, void *target)
{
    char right[MESSAGE_BYTES];
    uint32_t number = 0;

    if (read_number(value, key->lowest, key->highest, &number) != 0) {
        snprintf(right, sizeof(right), "write a whole number, %" PRIu32 " to %" PRIu32, key->lowest, key->highest);
        return is_wrong(place, key->name, right);
    }
    number = key->kind == KIND_FLOW ? number * 1000u : number;
    memcpy(target, &number, sizeof(number));
    return 0;
}

static int take_text(const place_t *place, const setting_t *key, const char *value, char *target)
{
    struct in_addr unused;
    const char *directory_end = strrchr(place->path, '/');
    size_t directory = 0;

    if (key->kind == KIND_ADDRESS && inet_pton(AF_INET, value, &unused) != 1) {
        return is_wrong(place, key->name, "write an IPv4 address in numbers, such as 192.168.1.10");
    }
    if (key->kind == KIND_NAME && strpbrk(value, " \t\"") != NULL) {
        return is_wrong(place, key->name, "write a name without spaces and quotation marks");
    }
    if (key->kind == KIND_PATH && value[0] != '/' && directory_end != NULL) {
        directory = (size_t)(directory_end - place->path) + 1; /* Paths are relative to the file. */
    }
    if (value[0] == '\0' || directory + strlen(value) >= key->highest) {
        return is_wrong(place, key->name, value[0] == '\0' ? "write something behind the =" : "write something shorter");
    }
    memcpy(target, place->path, directory);
    memcpy(target + directory, value, strlen(value) + 1);
    return 0;
}

/* Begins the next gate, with what need not be stated. */
static int begin_gate(place_t *place, settings_t *settings)
{
    gate_settings_t *gate;

    if (settings->gate_count == MOST_GATES) {
        return is_wrong(place, "too many gates", "this program is built for 16: raise MOST_GATES in master.h");
    }
    gate = &settings->gates[settings->gate_count];
    settings->gate_count++;
    memset(gate, 0, sizeof(*gate));
    gate->port = MODBUS_TCP_DEFAULT_PORT;
    gate->unit = 1;
    place->seen_of_gate = 0;
    return 0;
}

/* What a gate has to say is said, and does not contradict itself. */
static int end_gate(const place_t *place, settings_t *settings)
{
    gate_settings_t *gate;
    uint32_t i;

    if (settings->gate_count == 0) {
        return 0;
    }
    gate = &settings->gates[settings->gate_count - 1];
    if ((place->seen_of_gate & (1u << KEY_ADDRESS)) == 0 || (place->seen_of_gate & (1u << KEY_CAPACITY)) == 0) {
        return is_wrong(place, gate->name, "a gate needs address and capacity_m3_per_h");
    }
    if (gate->guaranteed_dm3_per_h > gate->capacity_dm3_per_h) {
        return is_wrong(place, gate->name, "what is guaranteed is at most the capacity");
    }
    if ((place->seen_of_gate & (1u << KEY_ASSUMED)) == 0) {
        gate->assumed_dm3_per_h = gate->capacity_dm3_per_h;
    }
    for (i = 0; i + 1 < settings->gate_count; i++) {
        const gate_settings_t *other = &settings->gates[i];
        if (strcmp(other->name, gate->name) == 0) {
            return is_wrong(place, gate->name, "there is a gate of this name already");
        }
        if (strcmp(other->address, gate->address) == 0 && other->port == gate->port && other->unit == gate->unit) {
            return is_wrong(place, gate->name, "another gate has this address, port and unit");
        }
    }
    return 0;
}

static int take(place_t *place, settings_t *settings, const char *name, const char *value)
{
    uint32_t *seen;
    char *target;
    uint32_t key = 0;

    while (key < KEY_COUNT && strcmp(keys[key].name, name) != 0) {
        key++;
    }
    if (key == KEY_COUNT) {
        return is_wrong(place, name, "there is no such key; README.md lists them");
    }
    if (key == KEY_GATE && (end_gate(place, settings) != 0 || begin_gate(place, settings) != 0)) {
        return -1;
    }
    if (keys[key].is_of_gate != 0 && settings->gate_count == 0) {
        return is_wrong(place, name, "it belongs to a gate: write gate = NAME before it");
    }
    seen = keys[key].is_of_gate != 0 ? &place->seen_of_gate : &place->seen_of_centre;
    if ((*seen & (1u << key)) != 0) {
        return is_wrong(place, name, "it is stated twice; once is right");
    }
    *seen |= 1u << key;
    target = keys[key].is_of_gate != 0 ? (char *)&settings->gates[settings->gate_count - 1] : (char *)settings;
    target += keys[key].offset;
    if (keys[key].kind == KIND_NUMBER || keys[key].kind == KIND_FLOW) {
        return take_number(place, &keys[key], value, target);
    }
    return take_text(place, &keys[key], value, target);
}

static int take_line(place_t *place, settings_t *settings, char *line)
{
    char *sign;

    if (strlen(line) == LINE_BYTES - 1) {
        return is_wrong(place, "the line is too long", "write at most 510 characters");
    }
    line[strcspn(line, "#")] = '\0';
    line = trim(line);
    if (line[0] == '\0') {
        return 0;
    }
    sign = strchr(line, '=');
    if (sign == NULL) {
        return is_wrong(place, line, "write key = value, or # before a remark");
    }
    *sign = '\0';
    return take(place, settings, trim(line), trim(sign + 1));
}

/* What only the whole file shows. */
static int check(const place_t *place, settings_t *settings)
{
    char right[MESSAGE_BYTES];
    uint32_t needed_ms = settings->gate_count * settings->timeout_ms;

    if (end_gate(place, settings) != 0) {
        return -1;
    }
    if (settings->gate_count == 0) {
        return is_wrong(place, "there is no gate", "write gate = NAME, and its address and capacity_m3_per_h below");
    }
    if (needed_ms > settings->cycle_ms) {
        snprintf(right, sizeof(right), "with %" PRIu32 " gates and timeout_ms = %" PRIu32 " it is at least %" PRIu32,
                 settings->gate_count, settings->timeout_ms, needed_ms);
        return is_wrong(place, "cycle_ms is too short for when all gates are silent", right);
    }
    return 0;
}

int settings_read(const char *path, settings_t *settings)
{
    char line[LINE_BYTES];
    place_t place = { path, 0, 0, 0 };
    FILE *file = fopen(path, "r");
    int result = 0;

    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return -1;
    }
    memset(settings, 0, sizeof(*settings));
    settings->cycle_ms = 2000;
    settings->timeout_ms = 400;
    settings->reconnect_ms = 5000;
    settings->stale_ms = 30000;
    while (result == 0 && fgets(line, sizeof(line), file) != NULL) {
        place.line++;
        result = take_line(&place, settings, line);
    }
    if (result == 0 && ferror(file) != 0) {
        fprintf(stderr, "%s: it cannot be read\n", path);
        result = -1;
    }
    fclose(file);
    return result == 0 ? check(&place, settings) : result;
}
