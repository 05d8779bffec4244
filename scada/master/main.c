/* citygate-master: the dispatch centre's program. Reads the gate stations over Modbus TCP, shares out what transmission
 * brings among them in the supply order, and writes to each what it may pass. README.md says how it is used.
 *
 *     make
 */

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

#include "master.h"

enum { OUTPUT_BYTES = 8192 };

static settings_t settings;
static gate_t gates[MOST_GATES];
static char output[OUTPUT_BYTES];
static volatile sig_atomic_t is_stopped;

/* How cycles have gone. */
typedef struct {
    uint64_t cycles;
    uint64_t late;
} cycles_t;

uint64_t clock_ms(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return 0;
    }
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

static void stop(int signal_number)
{
    (void)signal_number;
    is_stopped = 1;
}

/* Signals that end the program come only while it waits for the next cycle. */
static int take_signals(sigset_t *while_waiting)
{
    struct sigaction action;
    sigset_t blocked;

    memset(&action, 0, sizeof(action));
    action.sa_handler = stop;
    sigemptyset(&action.sa_mask);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGINT);
    if (sigprocmask(SIG_BLOCK, &blocked, while_waiting) != 0 || sigaction(SIGTERM, &action, NULL) != 0
        || sigaction(SIGINT, &action, NULL) != 0) {
        return -1;
    }
    sigdelset(while_waiting, SIGTERM);
    sigdelset(while_waiting, SIGINT);
    /* Whoever reads what is printed may go; the gates are served all the same. */
    action.sa_handler = SIG_IGN;
    return sigaction(SIGPIPE, &action, NULL);
}

static void wait_until(uint64_t at_ms, const sigset_t *while_waiting)
{
    uint64_t now_ms = clock_ms();
    uint64_t left_ms = at_ms > now_ms ? at_ms - now_ms : 0;
    struct timespec left;

    left.tv_sec = (time_t)(left_ms / 1000u);
    left.tv_nsec = (long)(left_ms % 1000u) * 1000000L;
    pselect(0, NULL, NULL, NULL, &left, while_waiting);
}

/* The supply that is stated, if it is. What was read last stands while the file cannot be read. */
static void take_supply(uint64_t *stated_dm3_per_h)
{
    static int was_wrong;
    const char *wrong = "";
    uint64_t read_dm3_per_h = 0;
    int is_wrong = supply_read(settings.supply_file, &read_dm3_per_h, &wrong) != 0;

    if (!is_wrong && (read_dm3_per_h != *stated_dm3_per_h || was_wrong)) {
        say("supply stated: %" PRIu64 ".%03" PRIu64 " m3/h", read_dm3_per_h / 1000u, read_dm3_per_h % 1000u);
        *stated_dm3_per_h = read_dm3_per_h;
    }
    if (is_wrong && !was_wrong) {
        say("%s: %s; what was stated last stands", settings.supply_file, wrong);
    }
    was_wrong = is_wrong;
}

/* Until every gate was read, or has had time enough, each keeps what it has: a restart is not an event. */
static int is_settling(uint64_t begun_ms)
{
    uint32_t i;

    if (clock_ms() - begun_ms > 2u * (uint64_t)settings.reconnect_ms) {
        return 0;
    }
    for (i = 0; i < settings.gate_count; i++) {
        if (gates[i].was_read == 0) {
            return 1;
        }
    }
    return 0;
}

static void keep_allotments(void)
{
    uint32_t i;

    for (i = 0; i < settings.gate_count; i++) {
        gates[i].allotted_dm3_per_h = gates[i].in_force_dm3_per_h;
    }
}

static void cycle(uint64_t begun_ms, uint16_t heartbeat, uint64_t *stated_dm3_per_h, int is_verbose)
{
    static citygate_status_t told_status;
    static int has_settled;
    const int is_stated = settings.supply_file[0] != '\0';
    citygate_status_t status = CITYGATE_OK;
    outcome_t outcome;
    uint32_t i;

    memset(&outcome, 0, sizeof(outcome));
    if (is_stated) {
        take_supply(stated_dm3_per_h);
    }
    for (i = 0; i < settings.gate_count; i++) {
        gate_poll(&gates[i], &settings);
    }
    has_settled = has_settled || !is_settling(begun_ms);
    if (has_settled) {
        uint64_t supply_dm3_per_h = dispatch_supply(gates, &settings, is_stated ? stated_dm3_per_h : NULL);
        status = dispatch_share(gates, &settings, supply_dm3_per_h, is_stated, &outcome);
    } else {
        keep_allotments();
    }
    if (status != told_status) {
        say("sharing out: %s%s", citygate_status_text(status), status == CITYGATE_OK ? "" : "; allotments stay");
        told_status = status;
    }
    dispatch_write(gates, &settings, &outcome, heartbeat);
    if (has_settled) {
        report(gates, &settings, &outcome, is_verbose);
    }
}

static void run(const sigset_t *while_waiting, uint64_t stated_dm3_per_h, int is_verbose, cycles_t *cycles)
{
    uint64_t begun_ms = clock_ms();
    uint64_t next_ms = begun_ms;
    /* It only has to change, and not to begin where an earlier run ended. */
    uint16_t heartbeat = (uint16_t)time(NULL);

    while (!is_stopped) {
        cycle(begun_ms, heartbeat, &stated_dm3_per_h, is_verbose);
        heartbeat++;
        cycles->cycles++;
        next_ms += settings.cycle_ms;
        if (clock_ms() > next_ms) {
            cycles->late++;
            next_ms = clock_ms();
        }
        wait_until(next_ms, while_waiting);
    }
}

static int usage(void)
{
    fprintf(stderr, "citygate-master [--verbose] [--supply FILE] CONFIGURATION\n"
                    "  --verbose      prints everything in every cycle\n"
                    "  --supply FILE  what transmission brings, in m3/h: instead of supply_file of the configuration\n");
    return EXIT_WRONG_CONFIGURATION;
}

/* The command line, then the configuration. 0, or how the program ends. */
static int configure(int count, char **arguments, int *is_verbose)
{
    const char *supply_file = NULL, *path = NULL;
    int i;

    for (i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--verbose") == 0) {
            *is_verbose = 1;
        } else if (strcmp(arguments[i], "--supply") == 0 && i + 1 < count) {
            i++;
            supply_file = arguments[i];
        } else if (arguments[i][0] == '-' || path != NULL) {
            return usage();
        } else {
            path = arguments[i];
        }
    }
    if (path == NULL || (supply_file != NULL && strlen(supply_file) >= sizeof(settings.supply_file))) {
        return usage();
    }
    if (settings_read(path, &settings) != 0) {
        return EXIT_WRONG_CONFIGURATION;
    }
    if (supply_file != NULL) {
        memcpy(settings.supply_file, supply_file, strlen(supply_file) + 1);
    }
    return EXIT_STOPPED;
}

/* Makes ready, or says why not. 0, or how the program ends. */
static int start(sigset_t *while_waiting, uint64_t *stated_dm3_per_h)
{
    const char *wrong = "";
    uint32_t i;

    if (citygate_abi_version() / 65536u != CITYGATE_ABI_VERSION / 65536u
        || citygate_abi_version() < CITYGATE_ABI_VERSION) {
        fprintf(stderr, "citygate-master: the library does not fit the header\n");
        return EXIT_FAILED;
    }
    if (settings.supply_file[0] != '\0' && supply_read(settings.supply_file, stated_dm3_per_h, &wrong) != 0) {
        fprintf(stderr, "%s: %s\n", settings.supply_file, wrong);
        return EXIT_WRONG_CONFIGURATION;
    }
    for (i = 0; i < settings.gate_count; i++) {
        if (gate_open(&gates[i], &settings.gates[i], clock_ms()) != 0) {
            fprintf(stderr, "citygate-master: %s\n", modbus_strerror(errno));
            return EXIT_FAILED;
        }
    }
    if (setvbuf(stdout, output, _IOFBF, sizeof(output)) != 0 || take_signals(while_waiting) != 0) {
        fprintf(stderr, "citygate-master: %s\n", strerror(errno));
        return EXIT_FAILED;
    }
    say("started: %" PRIu32 " gates, supply from %s", settings.gate_count,
        settings.supply_file[0] != '\0' ? settings.supply_file : "what the gates measure");
    fflush(stdout);
    return EXIT_STOPPED;
}

int main(int count, char **arguments)
{
    sigset_t while_waiting;
    uint64_t stated_dm3_per_h = 0;
    cycles_t cycles = { 0, 0 };
    int is_verbose = 0;
    uint32_t i;
    int result = configure(count, arguments, &is_verbose);

    if (result == EXIT_STOPPED) {
        result = start(&while_waiting, &stated_dm3_per_h);
    }
    if (result != EXIT_STOPPED) {
        return result;
    }
    run(&while_waiting, stated_dm3_per_h, is_verbose, &cycles);
    for (i = 0; i < settings.gate_count; i++) {
        gate_close(&gates[i]);
    }
    say("stopped: %" PRIu64 " cycles, %" PRIu64 " of them late", cycles.cycles, cycles.late);
    return EXIT_STOPPED;
}
