/* Modbus requests from a serial line and from a connection, good ones and damaged ones: one digest of all responses. And the
 * instructions that a read of 125 registers takes.
 */

#include <stddef.h>
#include <stdint.h>

#include "board/board.h"
#include "board/say.h"

enum { SPINS = 100000, ROUNDS = 3000, UNIT = 17, REGISTERS = 256, LONGEST = 300 };

/* firmware/rust/modbus. */
extern size_t modbus_serial(const uint8_t *bytes, size_t count, uint16_t *registers, uint8_t *reply, size_t *completed);
extern size_t modbus_connection(const uint8_t *bytes, size_t count, uint16_t *registers, uint8_t *reply);

static uint16_t registers[REGISTERS];
static uint8_t reply[260];
static uint32_t random_state = 2463534242u;
static uint64_t digest = 14695981039346656037u;
static size_t completed;

static uint32_t below(uint32_t limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static uint8_t *put(uint8_t *to, uint32_t number)
{
    to[0] = (uint8_t)(number >> 8);
    to[1] = (uint8_t)number;
    return to + 2;
}

/* A request, and sometimes one that is too long, too short, or asks for too much. */
static size_t draw(uint8_t *pdu)
{
    static const uint8_t functions[] = { 1, 2, 3, 4, 5, 6, 15, 16 };
    static const uint32_t limits[] = { 10, 126, 124, 2010 };
    uint32_t function = below(20) == 0 ? below(256) : functions[below(sizeof(functions))];
    uint32_t quantity = below(limits[below(4)]), bytes, i;
    uint8_t *end = pdu;

    if (function == 5) {
        quantity = below(2) == 0 ? 0 : 0xff00;
    }
    *end++ = (uint8_t)function;
    end = put(end, function == 15 || function <= 2 || function == 5 ? below(4096) : below(REGISTERS));
    end = put(end, quantity);
    if (function >= 15) {
        bytes = function == 15 ? (quantity + 7) / 8 : 2 * quantity;
        bytes = bytes > 246 ? 246 : bytes;
        *end++ = (uint8_t)bytes;
        for (i = 0; i < bytes; i++) {
            *end++ = (uint8_t)below(256);
        }
    }
    if (below(10) == 0) {
        end += (int)below(5) - 2;
    }
    return (size_t)(end - pdu);
}

static uint32_t checksum(const uint8_t *bytes, size_t count)
{
    uint32_t sum = 0xffff, bit;
    size_t i;

    for (i = 0; i < count; i++) {
        sum ^= bytes[i];
        for (bit = 0; bit < 8; bit++) {
            sum = (sum & 1) != 0 ? sum >> 1 ^ 0xa001 : sum >> 1;
        }
    }
    return sum;
}

static size_t serial_frame(const uint8_t *pdu, size_t count, uint8_t *frame)
{
    uint32_t sum;
    size_t i;

    frame[0] = below(10) == 0 ? (uint8_t)below(2) : UNIT;
    for (i = 0; i < count; i++) {
        frame[1 + i] = pdu[i];
    }
    sum = checksum(frame, 1 + count);
    frame[1 + count] = (uint8_t)sum;
    frame[2 + count] = (uint8_t)(sum >> 8);
    return 3 + count;
}

static size_t connection_frame(const uint8_t *pdu, size_t count, uint8_t *frame)
{
    uint8_t *end = put(frame, below(65536));
    size_t i;

    end = put(end, 0);
    end = put(end, (uint32_t)count + 1);
    *end++ = UNIT;
    for (i = 0; i < count; i++) {
        *end++ = pdu[i];
    }
    return (size_t)(end - frame);
}

static uint32_t note(size_t length, size_t function_at)
{
    size_t i;

    for (i = 0; i < length; i++) {
        digest = (digest ^ reply[i]) * 1099511628211u;
    }
    digest = (digest ^ length) * 1099511628211u;
    return length > function_at && reply[function_at] < 0x80 ? 1 : 0;
}

static void damage(uint8_t *frame, size_t count)
{
    if (below(10) == 0) {
        frame[below((uint32_t)count)] ^= (uint8_t)(1u << below(8));
    }
}

static void time_a_read(void)
{
    static const uint8_t pdu[] = { 3, 0, 0, 0, 125 };
    static uint8_t frame[LONGEST];
    uint32_t start = board_ticks();
    size_t count;

    board_spin(SPINS);
    say("ticks of 200000 instructions", (board_ticks() - start) % BOARD_TICKS);
    count = connection_frame(pdu, sizeof(pdu), frame);
    start = board_ticks();
    (void)modbus_connection(frame, count, registers, reply);
    say("a read of 125 registers on a connection", (board_ticks() - start) % BOARD_TICKS);
    do {
        count = serial_frame(pdu, sizeof(pdu), frame);
    } while (frame[0] != UNIT);
    start = board_ticks();
    (void)modbus_serial(frame, count, registers, reply, &completed);
    say("a read of 125 registers on a serial line", (board_ticks() - start) % BOARD_TICKS);
}

int main(void)
{
    static uint8_t pdu[LONGEST], frame[LONGEST];
    uint32_t round, answered = 0;
    size_t count, length;

    for (round = 0; round < ROUNDS; round++) {
        length = draw(pdu);
        count = serial_frame(pdu, length, frame);
        damage(frame, count);
        answered += note(modbus_serial(frame, count, registers, reply, &completed), 1);
        count = connection_frame(pdu, length, frame);
        damage(frame, count);
        answered += note(modbus_connection(frame, count, registers, reply), 7);
    }
    say("requests", 2u * ROUNDS);
    say("carried out", answered);
    say("complete", completed);
    board_say("digest ");
    say_number(digest, 16, 16);
    board_say("\n");
    time_a_read();
    return 0;
}
