/* Reports: what is missing, and text that fits or is refused. */

#include <stdio.h>
#include <string.h>

#include "event_fixture.h"

enum { ROOM = 2000 };

static void set_text(citygate_report_t *report, unsigned item, const char *text)
{
    report->texts[item] = text;
    report->text_lengths[item] = (uint32_t)strlen(text);
}

static void check_missing(void)
{
    citygate_report_t report;
    uint16_t missing;
    unsigned item;
    uint32_t error_index = 999;

    memset(&report, 0, sizeof(report));
    CHECK_STATUS(citygate_report_missing_items(&report, &missing, NULL), CITYGATE_OK);
    CHECK(missing == 0x1fff);
    for (item = 0; item < CITYGATE_REPORT_ITEM_COUNT; item++) {
        set_text(&report, item, " \t\n");
        CHECK_STATUS(citygate_report_missing_items(&report, &missing, NULL), CITYGATE_OK);
        CHECK(missing == 0x1fff);
        report.text_lengths[item] = 1;
        report.texts[item] = "x";
        CHECK_STATUS(citygate_report_missing_items(&report, &missing, NULL), CITYGATE_OK);
        CHECK(missing == (0x1fff & ~(1u << item)));
        set_text(&report, item, "\xff");
        missing = 77;
        CHECK_STATUS(citygate_report_missing_items(&report, &missing, &error_index), CITYGATE_ERROR_EVENT_NOT_UTF8);
        CHECK(error_index == item && missing == 77);
        report.texts[item] = NULL;
        CHECK_STATUS(citygate_report_missing_items(&report, &missing, NULL), CITYGATE_ERROR_NULL);
        report.text_lengths[item] = 0;
    }
    /* A Chinese character that is cut in two. */
    report.texts[0] = "\xe5\xa4\xa9";
    report.text_lengths[0] = 2;
    CHECK_STATUS(citygate_report_missing_items(&report, &missing, NULL), CITYGATE_ERROR_EVENT_NOT_UTF8);
}

static void check_rendered(void)
{
    static const char expected[] =
        "Natural gas supply interruption: report\n"
        "No. 2 (follow-up)\n"
        "Grade: II, serious\n"
        "Response: level 2\n"
        "Imbalance: 17.7 %\n"
        "Sensitive: key area\n"
        "To: local government, State Council\n"
        "Place: north\n    Grade: none\n"
        "To follow: Time, Source of the information, Nature, Short course, Reach of the effect, Casualties and missing, "
        "care of families, Houses collapsed or damaged, Damage to infrastructure such as traffic and communication, Public opinion online, Public order, Rescue on site, "
        "Measures taken\n";
    char text[ROOM], before[ROOM];
    citygate_report_t report;
    uint32_t length = 77, needed, size, error_index;
    unsigned format;

    memset(&report, 0, sizeof(report));
    report.number = 2;
    report.grade = CITYGATE_GRADE_II;
    report.level = CITYGATE_RESPONSE_LEVEL_2;
    report.imbalance_permille = 177;
    report.sensitivity = CITYGATE_SENSITIVITY_BY_PLACE;
    report.recipients = CITYGATE_RECIPIENT_LOCAL_GOVERNMENT | CITYGATE_RECIPIENT_STATE_COUNCIL;
    set_text(&report, CITYGATE_REPORT_ITEM_PLACE, "north\nGrade: none");
    CHECK_STATUS(citygate_report_render(&report, CITYGATE_REPORT_FORMAT_ENGLISH, text, ROOM, &length, NULL), CITYGATE_OK);
    CHECK(length == sizeof(expected) - 1 && memcmp(text, expected, length) == 0);

    for (format = 0; format <= UINT8_MAX; format++) {
        memset(text, PATTERN, sizeof(text));
        memcpy(before, text, sizeof(text));
        length = 77;
        error_index = 999;
        if (format > CITYGATE_REPORT_FORMAT_JSON) {
            CHECK_STATUS(citygate_report_render(&report, (uint8_t)format, text, ROOM, &length, &error_index),
                         CITYGATE_ERROR_EVENT_CODE);
            CHECK(length == 77 && error_index == 999 && memcmp(text, before, sizeof(text)) == 0);
            continue;
        }
        CHECK_STATUS(citygate_report_render(&report, (uint8_t)format, NULL, 0, &length, &needed),
                     CITYGATE_ERROR_EVENT_TOO_SMALL);
        CHECK(length == 77 && needed > 100 && needed < ROOM);
        /* Nothing is cut off: one byte short is refused, and nothing is written. */
        for (size = 1; size < needed; size++) {
            CHECK_STATUS(citygate_report_render(&report, (uint8_t)format, text, size, &length, &error_index),
                         CITYGATE_ERROR_EVENT_TOO_SMALL);
            CHECK(error_index == needed && length == 77);
        }
        CHECK(memcmp(text, before, sizeof(text)) == 0);
        CHECK_STATUS(citygate_report_render(&report, (uint8_t)format, text, needed, &length, &error_index), CITYGATE_OK);
        CHECK(length == needed && memcmp(text + needed, before, sizeof(text) - needed) == 0);
    }
    CHECK(memcmp(text, before, 1) == 0);
    CHECK_STATUS(citygate_report_render(&report, CITYGATE_REPORT_FORMAT_JSON, text, ROOM, &length, NULL), CITYGATE_OK);
    CHECK(text[0] == '{' && text[length - 1] == '}' && memchr(text, '\n', length) == NULL);
    report.imbalance_permille = CITYGATE_PERMILLE_UNKNOWN;
    CHECK_STATUS(citygate_report_render(&report, CITYGATE_REPORT_FORMAT_ENGLISH, text, ROOM, &needed, NULL), CITYGATE_OK);
    CHECK(needed == sizeof(expected) - 1 - sizeof("Imbalance: 17.7 %\n") + 1);
}

static void check_digests(void)
{
    /* FIPS 180-4: SHA-256 of "abc". */
    static const unsigned char abc[32] = {
        0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
        0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad
    };
    citygate_digest_t digest;

    CHECK_STATUS(citygate_content_digest("abc", 3, &digest), CITYGATE_OK);
    CHECK(memcmp(digest.bytes, abc, sizeof(abc)) == 0);
    CHECK_STATUS(citygate_content_digest("abc", 0, &digest), CITYGATE_ERROR_EMPTY);
    CHECK(memcmp(digest.bytes, abc, sizeof(abc)) == 0);
}

void event_reports(void)
{
    check_missing();
    check_rendered();
    check_digests();
}
