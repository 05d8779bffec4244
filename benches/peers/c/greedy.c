/* One station in the usual way: doubles, users sorted by class, and a walk from the first to the last. Greedy: whoever
 * comes first within a class gets all that it wants; or pro rata within the class. No reasons. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct {
    double demand;
    uint32_t class_number;
    uint32_t position;
} user_t;

static int by_class(const void *left, const void *right)
{
    const user_t *a = left, *b = right;
    if (a->class_number != b->class_number) {
        return a->class_number < b->class_number ? -1 : 1;
    }
    return a->position < b->position ? -1 : a->position > b->position;
}

static void sort_users(const double *demands, const uint8_t *classes, size_t count, user_t *users)
{
    for (size_t i = 0; i < count; i++) {
        users[i] = (user_t){demands[i], classes[i], (uint32_t)i};
    }
    qsort(users, count, sizeof users[0], by_class);
}

void greedy_sorted(const double *demands, const uint8_t *classes, size_t count, double supply, user_t *users,
                   double *granted)
{
    sort_users(demands, classes, count, users);
    for (size_t i = 0; i < count; i++) {
        double part = users[i].demand < supply ? users[i].demand : supply;
        granted[users[i].position] = part;
        supply -= part;
    }
}

void pro_rata_sorted(const double *demands, const uint8_t *classes, size_t count, double supply, user_t *users,
                     double *granted)
{
    sort_users(demands, classes, count, users);
    for (size_t first = 0, end = 0; first < count; first = end) {
        double sum = 0.0;
        while (end < count && users[end].class_number == users[first].class_number) {
            sum += users[end++].demand;
        }
        double share = sum > supply ? supply / sum : 1.0;
        for (size_t i = first; i < end; i++) {
            granted[users[i].position] = users[i].demand * share;
        }
        supply = sum > supply ? 0.0 : supply - sum;
    }
}
