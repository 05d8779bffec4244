/* The way to a gate's RTU: Modbus TCP, never waiting longer than the gate has in a cycle. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "master.h"

enum {
    STATION_WORDS = RTU_INPUT_HEARTBEAT + 1u,
    /* So many users fit in a request. */
    USERS_AT_ONCE = MODBUS_MAX_READ_REGISTERS / RTU_USER_INPUTS_EACH,
    USERS_WORDS = USERS_AT_ONCE * RTU_USER_INPUTS_EACH,
    MEASURED_WORDS = 3
};

#if RTU_INPUT_HEARTBEAT >= 125u
#error "the station's registers do not fit in one request any more"
#endif
#if RTU_HOLDING_MASTER_HEARTBEAT != RTU_HOLDING_STATED_ALLOTMENT + 3u
#error "allotment and heartbeat cannot be written in one write any more"
#endif

/* What a gate is like after its registers were read; a negative number where they were not. */
enum { NOT_READ = -1 };

const char *gate_state_text(gate_state_t state)
{
    switch (state) {
    case GATE_SILENT:
        return "silent";
    case GATE_REFUSES:
        return "refuses what is asked of it";
    case GATE_OTHER_MAP:
        return "has another register map";
    case GATE_NONSENSE:
        return "shows what cannot be";
    case GATE_STALE:
        return "stands still";
    case GATE_IN_ORDER:
        return "in order";
    }
    return "";
}

int signal_is_known(const citygate_signal_t *signal)
{
    return signal->quality < CITYGATE_QUALITY_BAD;
}

static uint32_t two_words(const uint16_t *words)
{
    return (uint32_t)words[0] << 16 | words[1];
}

/* A value and the code of its quality, as a signal; the worse of what the answer and the code say. */
static citygate_signal_t measured(const uint16_t *words, int is_answered)
{
    citygate_signal_t signal;
    uint32_t number = is_answered != 0 ? two_words(words) : 0;
    uint8_t has_value = is_answered != 0 && number != RTU_NONE_32 ? 1 : 0;

    memset(&signal, 0, sizeof(signal));
    if (citygate_signal_from_modbus(number, has_value, 0, &signal) != CITYGATE_OK) {
        signal.quality = CITYGATE_QUALITY_BAD;
    } else if (has_value != 0 && words[2] > signal.quality) {
        signal.quality = words[2] <= CITYGATE_QUALITY_BAD ? (uint8_t)words[2] : CITYGATE_QUALITY_BAD;
    }
    return signal;
}

int gate_open(gate_t *gate, const gate_settings_t *settings, uint64_t now_ms)
{
    memset(gate, 0, sizeof(*gate));
    gate->settings = settings;
    gate->socket = -1;
    gate->state = GATE_SILENT;
    gate->write_state = GATE_IN_ORDER;
    gate->supply = measured(NULL, 0);
    gate->heartbeat_since_ms = now_ms;
    gate->in_force_dm3_per_h = settings->assumed_dm3_per_h;
    gate->modbus = modbus_new_tcp(settings->address, (int)settings->port);
    if (gate->modbus == NULL || modbus_set_slave(gate->modbus, (int)settings->unit) != 0
        || modbus_set_error_recovery(gate->modbus, MODBUS_ERROR_RECOVERY_NONE) != 0
        /* Without a timeout for each byte the one for the response holds for all of it. */
        || modbus_set_byte_timeout(gate->modbus, 0, 0) != 0) {
        return -1;
    }
    return 0;
}

static void shut(gate_t *gate, const settings_t *settings)
{
    if (gate->link == LINK_OPEN) {
        modbus_close(gate->modbus);
    } else if (gate->socket >= 0) {
        close(gate->socket);
    }
    gate->socket = -1;
    gate->link = LINK_CLOSED;
    gate->try_again_ms = clock_ms() + settings->reconnect_ms;
}

void gate_close(gate_t *gate)
{
    if (gate->modbus != NULL) {
        if (gate->link == LINK_OPEN) {
            modbus_close(gate->modbus);
        }
        modbus_free(gate->modbus);
        gate->modbus = NULL;
    }
}

static void begin_connecting(gate_t *gate)
{
    struct sockaddr_in address;

    memset(&address, 0, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons((uint16_t)gate->settings->port);
    gate->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (gate->socket < 0 || inet_pton(AF_INET, gate->settings->address, &address.sin_addr) != 1
        || fcntl(gate->socket, F_SETFL, O_NONBLOCK) != 0 || fcntl(gate->socket, F_SETFD, FD_CLOEXEC) != 0
        || (connect(gate->socket, (const struct sockaddr *)&address, sizeof(address)) != 0 && errno != EINPROGRESS)) {
        return;
    }
    gate->link = LINK_CONNECTING;
    gate->link_since_ms = clock_ms();
}

/* Whether the connection is there; 0 if it is on the way, -1 if it has failed. */
static int is_connected(const gate_t *gate)
{
    struct pollfd waiting = { gate->socket, POLLOUT, 0 };
    int error = 0;
    socklen_t length = sizeof(error);

    if (poll(&waiting, 1, 0) == 0) {
        return 0;
    }
    return getsockopt(gate->socket, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0 ? 1 : -1;
}

/* Goes on with the connection without waiting for it. Whether it is open. */
static int go_on_connecting(gate_t *gate, const settings_t *settings)
{
    const int yes = 1;
    int connected;

    if (gate->link == LINK_CLOSED && clock_ms() >= gate->try_again_ms) {
        begin_connecting(gate);
        if (gate->link == LINK_CLOSED) {
            shut(gate, settings);
        }
    }
    if (gate->link != LINK_CONNECTING) {
        return gate->link == LINK_OPEN;
    }
    connected = is_connected(gate);
    if (connected < 0 || (connected == 0 && clock_ms() - gate->link_since_ms >= settings->reconnect_ms)) {
        shut(gate, settings);
        gate->try_again_ms -= connected == 0 ? settings->reconnect_ms : 0; /* It has waited already. */
        return 0;
    }
    if (connected == 0) {
        return 0;
    }
    setsockopt(gate->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    modbus_set_socket(gate->modbus, gate->socket);
    gate->link = LINK_OPEN;
    return 1;
}

/* The next request is answered in what is left of the gate's time. */
static int limit_time(gate_t *gate)
{
    uint64_t now_ms = clock_ms();
    uint64_t left_ms = gate->deadline_ms > now_ms ? gate->deadline_ms - now_ms : 0;

    if (left_ms == 0) {
        errno = ETIMEDOUT;
        return -1;
    }
    return modbus_set_response_timeout(gate->modbus, (uint32_t)(left_ms / 1000), (uint32_t)(left_ms % 1000) * 1000u);
}

static int read_inputs(gate_t *gate, uint32_t from, uint32_t count, uint16_t *words)
{
    return limit_time(gate) == 0
                   && modbus_read_input_registers(gate->modbus, (int)from, (int)count, words) == (int)count
               ? 0
               : NOT_READ;
}

/* After an error of the library: an exception is an answer, all else ends the connection. */
static gate_state_t failed(gate_t *gate, const settings_t *settings)
{
    if (errno > MODBUS_ENOBASE && errno <= EMBXGTAR) {
        return GATE_REFUSES;
    }
    shut(gate, settings);
    return GATE_SILENT;
}

static void take_user(user_t *user, const uint16_t *words)
{
    user->supply_class = (citygate_class_t)words[RTU_USER_INPUT_CLASS];
    user->on_off = (uint8_t)words[RTU_USER_INPUT_ON_OFF];
    user->standing = words[RTU_USER_INPUT_STANDING];
    user->contracted_dm3_per_h = two_words(&words[RTU_USER_INPUT_CONTRACTED]);
    user->minimum_dm3_per_h = two_words(&words[RTU_USER_INPUT_MINIMUM]);
    user->base_dm3_per_h = two_words(&words[RTU_USER_INPUT_BASE]);
    user->set_point_dm3_per_h = two_words(&words[RTU_USER_INPUT_SET_POINT]);
    user->wants = measured(&words[RTU_USER_INPUT_WANTS], 1);
    user->draws = measured(&words[RTU_USER_INPUT_DRAWS], 1);
}

static int user_can_be(const uint16_t *words)
{
    return words[RTU_USER_INPUT_CLASS] < CITYGATE_CLASS_COUNT && words[RTU_USER_INPUT_ON_OFF] <= 1
           && words[RTU_USER_INPUT_STANDING] <= CITYGATE_STANDING_KEPT;
}

/* All users. A state, or NOT_READ. */
static int read_users(gate_t *gate, uint32_t user_count)
{
    static uint16_t words[USERS_WORDS];
    uint32_t first, i;

    if (user_count > MOST_USERS) {
        return GATE_NONSENSE;
    }
    for (first = 0; first < user_count; first += USERS_AT_ONCE) {
        uint32_t count = user_count - first < USERS_AT_ONCE ? user_count - first : USERS_AT_ONCE;
        /* Up to the last register of the last user that means something: behind it the map may end. */
        uint32_t length = (count - 1u) * RTU_USER_INPUTS_EACH + RTU_USER_INPUT_END;
        if (read_inputs(gate, RTU_USER_INPUTS + first * RTU_USER_INPUTS_EACH, length, words) != 0) {
            return NOT_READ;
        }
        for (i = 0; i < count; i++) {
            if (!user_can_be(&words[i * RTU_USER_INPUTS_EACH])) {
                return GATE_NONSENSE;
            }
            take_user(&gate->users[first + i], &words[i * RTU_USER_INPUTS_EACH]);
        }
    }
    gate->user_count = user_count;
    return GATE_IN_ORDER;
}

/* What was allotted before this program began, as the RTU has it. */
static int read_in_force(gate_t *gate)
{
    uint16_t words[MEASURED_WORDS];
    citygate_signal_t allotted;

    if (limit_time(gate) != 0
        || modbus_read_registers(gate->modbus, RTU_HOLDING_STATED_ALLOTMENT, MEASURED_WORDS, words)
               != MEASURED_WORDS) {
        return NOT_READ;
    }
    allotted = measured(words, 1);
    gate->in_force_dm3_per_h = gate->settings->guaranteed_dm3_per_h;
    if (signal_is_known(&allotted) && allotted.value_dm3_per_h > gate->in_force_dm3_per_h) {
        gate->in_force_dm3_per_h = (uint32_t)allotted.value_dm3_per_h;
    }
    gate->knows_in_force = 1;
    return GATE_IN_ORDER;
}

/* Whether its scans go on: the heartbeat changes, and it has scanned since its start. */
static int is_stale(gate_t *gate, const settings_t *settings, const uint16_t *words)
{
    uint64_t now_ms = clock_ms();

    if (gate->has_heartbeat == 0 || words[RTU_INPUT_HEARTBEAT] != gate->heartbeat) {
        gate->has_heartbeat = 1;
        gate->heartbeat = words[RTU_INPUT_HEARTBEAT];
        gate->heartbeat_since_ms = now_ms;
    }
    return two_words(&words[RTU_INPUT_SCAN_COUNT]) == 0 || now_ms - gate->heartbeat_since_ms > settings->stale_ms;
}

/* Reads everything. A state, or NOT_READ. */
static int read_gate(gate_t *gate, const settings_t *settings)
{
    static uint16_t words[STATION_WORDS];
    int state;

    if (read_inputs(gate, 0, STATION_WORDS, words) != 0) {
        return NOT_READ;
    }
    if (words[RTU_INPUT_MAP_VERSION] != RTU_MAP_VERSION) {
        return GATE_OTHER_MAP;
    }
    state = gate->knows_in_force != 0 ? GATE_IN_ORDER : read_in_force(gate);
    if (state == GATE_IN_ORDER) {
        state = read_users(gate, words[RTU_INPUT_USER_COUNT]);
    }
    if (state != GATE_IN_ORDER) {
        return state;
    }
    if (is_stale(gate, settings, words)) {
        return GATE_STALE;
    }
    gate->supply = measured(&words[RTU_INPUT_SUPPLY], 1);
    gate->last_supply_dm3_per_h = signal_is_known(&gate->supply) ? gate->supply.value_dm3_per_h : 0;
    /* A station without an allotment in its configuration shows none. */
    gate->is_automatic = words[RTU_INPUT_MODE] == RTU_CODE_MODE_AUTOMATIC
                         && two_words(&words[RTU_INPUT_ALLOTMENT]) != RTU_NONE_32;
    gate->was_read = 1;
    /* Whoever does not take what is allotted cannot be relied upon. */
    return gate->write_state;
}

void gate_poll(gate_t *gate, const settings_t *settings)
{
    int state = GATE_SILENT;

    gate->deadline_ms = clock_ms() + settings->timeout_ms;
    if (go_on_connecting(gate, settings) != 0) {
        state = read_gate(gate, settings);
        state = state == NOT_READ ? (int)failed(gate, settings) : state;
    }
    gate->state = (gate_state_t)state;
    if (gate->state != GATE_IN_ORDER) {
        gate->supply = measured(NULL, 0);
    }
    gate->left_ms = gate->deadline_ms > clock_ms() ? gate->deadline_ms - clock_ms() : 0;
}

void gate_write(gate_t *gate, const settings_t *settings, uint32_t allotment_dm3_per_h, uint16_t heartbeat)
{
    const uint16_t words[MEASURED_WORDS + 1] = { (uint16_t)(allotment_dm3_per_h >> 16),
                                                 (uint16_t)(allotment_dm3_per_h & 0xffffu), CITYGATE_QUALITY_GOOD,
                                                 heartbeat };
    uint32_t before_dm3_per_h = gate->in_force_dm3_per_h;

    if (gate->link != LINK_OPEN || gate->state == GATE_OTHER_MAP || gate->knows_in_force == 0) {
        return;
    }
    /* What other gates have taken meanwhile is not its fault. */
    gate->deadline_ms = clock_ms() + gate->left_ms;
    /* Until it is answered either may be in force. */
    if (allotment_dm3_per_h > gate->in_force_dm3_per_h) {
        gate->in_force_dm3_per_h = allotment_dm3_per_h;
    }
    if (limit_time(gate) == 0
        && modbus_write_registers(gate->modbus, RTU_HOLDING_STATED_ALLOTMENT, MEASURED_WORDS + 1, words)
               == MEASURED_WORDS + 1) {
        gate->in_force_dm3_per_h = allotment_dm3_per_h;
        gate->write_state = GATE_IN_ORDER;
        return;
    }
    gate->write_state = failed(gate, settings);
    gate->state = gate->write_state;
    if (gate->write_state == GATE_REFUSES) {
        gate->in_force_dm3_per_h = before_dm3_per_h;
    }
}
