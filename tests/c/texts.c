/* Versions, and texts for every number there is. */

#include <string.h>

#include "negative.h"

static int is_text(const char *text)
{
    return text != NULL && memchr(text, 0, 100) != NULL && text[0] != 0;
}

void texts(void)
{
    int32_t status;
    unsigned code;
    const int32_t extremes[] = { INT32_MIN, INT32_MAX, 1, -256 };
    const char *unknown = citygate_status_text(1), *unknown_zh = citygate_status_text_zh(1);

    CHECK(citygate_abi_version() == CITYGATE_ABI_VERSION);
    CHECK(is_text(citygate_version_text()) && strchr(citygate_version_text(), '.') != NULL);
    CHECK(citygate_capabilities() == (CITYGATE_CAPABILITY_ALLOCATE | CITYGATE_CAPABILITY_NETWORK
                                      | CITYGATE_CAPABILITY_HORIZON | CITYGATE_CAPABILITY_GAS
                                      | CITYGATE_CAPABILITY_STATION | CITYGATE_CAPABILITY_EVENT));

    CHECK(strcmp(unknown, "unknown status") == 0);
    CHECK(strcmp(citygate_status_text(CITYGATE_OK), "success") == 0);
    for (status = -300; status <= 300; status++) {
        CHECK(is_text(citygate_status_text(status)) && is_text(citygate_status_text_zh(status)));
        CHECK((strcmp(citygate_status_text(status), unknown) == 0)
              == (strcmp(citygate_status_text_zh(status), unknown_zh) == 0));
    }
    for (code = 0; code < sizeof(extremes) / sizeof(extremes[0]); code++) {
        CHECK(strcmp(citygate_status_text(extremes[code]), unknown) == 0);
        CHECK(strcmp(citygate_status_text_zh(extremes[code]), unknown_zh) == 0);
    }

    for (code = 0; code <= UINT8_MAX; code++) {
        const char *in_english = citygate_class_text((uint8_t)code);
        const char *in_chinese = citygate_class_text_zh((uint8_t)code);
        const char *reason = citygate_reason_text((uint8_t)code);
        CHECK(is_text(in_english) && is_text(in_chinese) && is_text(reason));
        CHECK((code >= CITYGATE_CLASS_COUNT) == (strcmp(in_english, "unknown class") == 0));
        CHECK((code >= CITYGATE_CLASS_COUNT)
              == (strcmp(in_chinese, "\xe6\x9c\xaa\xe7\x9f\xa5\xe7\xb1\xbb\xe5\x88\xab") == 0));
        CHECK((code > CITYGATE_REASON_HELD_BY_NETWORK) == (strcmp(reason, "unknown reason") == 0));
        CHECK(is_text(citygate_reason_text_zh((uint8_t)code)));
        CHECK((code > CITYGATE_REASON_HELD_BY_NETWORK)
              == (strcmp(citygate_reason_text_zh((uint8_t)code), citygate_reason_text_zh(UINT8_MAX)) == 0));
    }

    for (code = 0; code <= UINT16_MAX; code++) {
        const uint16_t attribute = (uint16_t)code;
        const int is_one = (code & (code - 1u)) == 0 && code != 0 && (code & CITYGATE_ATTRIBUTES_STANDARD) != 0;
        CHECK(is_text(citygate_attribute_text(attribute)) && is_text(citygate_attribute_text_zh(attribute)));
        CHECK(is_one == (strcmp(citygate_attribute_text(attribute), "unknown attribute") != 0));
        CHECK(is_one == (strcmp(citygate_attribute_text_zh(attribute), citygate_attribute_text_zh(0)) != 0));
    }
    CHECK(strcmp(citygate_attribute_text(CITYGATE_ATTRIBUTE_PROTECTED_CONTRACT), "protected contract") == 0);
}
