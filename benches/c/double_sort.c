/* One station's shortage shared out in the usual way: doubles, a sort by class, and a greedy walk.
 * Minimums first within each class, then the remainder pro rata: the default order. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct user {
    double demand;
    double minimum;
    double granted;
    uint32_t class_number;
    uint32_t position;
};

static int by_class(const void *left, const void *right)
{
    const struct user *a = left;
    const struct user *b = right;
    if (a->class_number != b->class_number) {
        return a->class_number < b->class_number ? -1 : 1;
    }
    return a->position < b->position ? -1 : a->position > b->position;
}

void double_sort_allocate(struct user *users, size_t count, double supply, double *granted)
{
    qsort(users, count, sizeof users[0], by_class);
    for (size_t first = 0; first < count;) {
        size_t end = first;
        double rest = 0.0;
        while (end < count && users[end].class_number == users[first].class_number) {
            struct user *user = &users[end];
            user->granted = 0.0;
            if (user->minimum <= supply) {
                user->granted = user->minimum;
                supply -= user->minimum;
                rest += user->demand - user->minimum;
            }
            end++;
        }
        double share = rest > supply ? supply / rest : 1.0;
        for (size_t i = first; i < end; i++) {
            struct user *user = &users[i];
            if (user->granted == user->minimum) {
                double part = (user->demand - user->minimum) * share;
                user->granted += part;
                supply -= part;
            }
            granted[user->position] = user->granted;
        }
        first = end;
    }
}
