/* The scans of the samples one after the other, on any board here: what is said is the same wherever they run. */

#include "board/board.h"
#include "scans.h"
#include "station.h"

void scans_say(const char *text)
{
    board_say(text);
}

int main(void)
{
    int32_t status = scans_start();
    uint32_t scan;

    for (scan = 1u; (scan <= SCANS) && (status == CITYGATE_OK); scan++) {
        status = scans_scan(scan);
        scans_show(scan, 0u);
    }
    scans_end(0u, status);
    return (int)status;
}
