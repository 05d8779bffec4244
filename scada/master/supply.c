/* The supply that transmission has stated, in a file: one number in m3/h, and the end of the line. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "master.h"

enum { FILE_BYTES = 64 };

int supply_read(const char *path, uint64_t *supply_dm3_per_h, const char **wrong)
{
    char text[FILE_BYTES];
    char *end;
    uint32_t flow_dm3_per_h = 0;
    double flow_m3_per_h;
    ssize_t length;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0) {
        *wrong = strerror(errno);
        return -1;
    }
    length = read(file, text, sizeof(text) - 1);
    *wrong = length < 0 ? strerror(errno) : "it has to hold one number in m3/h and the end of the line";
    close(file);
    /* A file that is being written ends anywhere: 2500 is not 25000. */
    if (length <= 0 || text[length - 1] != '\n') {
        return -1;
    }
    text[length] = '\0';
    flow_m3_per_h = strtod(text, &end);
    if (end == text || end != text + strspn(text, "0123456789.") || strspn(end, " \t\r\n") != strlen(end)) {
        return -1;
    }
    if (citygate_flow_from_m3_per_h(flow_m3_per_h, &flow_dm3_per_h) != CITYGATE_OK) {
        *wrong = "it has to be 0 to 4294967.295 m3/h";
        return -1;
    }
    *supply_dm3_per_h = flow_dm3_per_h;
    return 0;
}
