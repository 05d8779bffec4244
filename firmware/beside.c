/* Two Rust libraries in one image: both answer, and each has kept its own panic handler. */

#include "board/board.h"
#include "board/say.h"
#include "citygate.h"

extern uint32_t other_sum(uint32_t *numbers, uint32_t divisor);

int main(void)
{
    static citygate_user_t users[2];
    static citygate_grant_t grants[2];
    static citygate_summary_t summary;
    uint32_t numbers[8] = { 5, 3, 8, 1, 9, 2, 7, 6 };
    citygate_policy_t policy;
    int32_t status = citygate_policy_get_default(&policy);

    users[0].demand_dm3_per_h = 700;
    users[1].demand_dm3_per_h = 500;
    users[1].supply_class = CITYGATE_CLASS_CHEMICAL;
    if (status == CITYGATE_OK) {
        status = citygate_allocate(&policy, users, 2, 1000, grants, &summary, 0);
    }
    say("granted", grants[1].granted_dm3_per_h);
    say("other", other_sum(numbers, 3));
    return status;
}
