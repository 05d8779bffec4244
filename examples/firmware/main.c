/* Three scans of a falling supply. A controller would read instruments and set valves here. */

#include "board/board.h"
#include "board/say.h"
#include "station.h"

int main(void)
{
    static const uint32_t demand[STATION_USERS] = { 8650500u, 6800000u, 2300000u, 1800000u };
    static const uint64_t supply[3] = { 20000000u, 16500000u, 9000000u };
    int32_t status = station_start();
    uint32_t scan;
    uint32_t i;

    for (scan = 0u; (scan < 3u) && (status == CITYGATE_OK); scan++) {
        status = station_scan(demand, supply[scan]);
        say("supply", supply[scan]);
        for (i = 0u; i < STATION_USERS; i++) {
            board_say("  user ");
            say_number(i, 10u, 1u);
            say("", station_grants()[i].granted_dm3_per_h);
        }
    }
    return (int)status;
}
