/**
 * @file station.h
 * @brief The station controller.
 *
 * Generated from the sources of the library; do not edit it. citygate.h includes it.
 */

#ifndef CITYGATE_STATION_H
#define CITYGATE_STATION_H

#include "citygate/core.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @defgroup citygate_station The station controller
 *
 * What turns measurements into set-points, orders and alarms, scan after scan: open a station, give
 * citygate_station_scan the signals, save with citygate_station_save, write the set-points of
 * citygate_station_get_set_points, and publish what was written to the list of events, in this order. It does no input
 * or output.
 *
 * What is not measured is replaced by the credible value that is worst for whoever is less protected. A reduction of a
 * protected class on such values is proposed and waits for a person. Cuts take effect at once, increases wait and ramp.
 *
 * A station (citygate_station_t) is a context: words of the caller, declared with CITYGATE_STATION_WORDS, opened once,
 * left where they are, and checked in every call, so that one that was never opened, moved or damaged is an error.
 * There may be any number of them; they do not know each other. A context is for one call at a time: another call on it
 * meanwhile, as from an interrupt that came into one, is CITYGATE_ERROR_EVENT_BUSY and not a wait. While a round is
 * open, what is kept of the users is not checked. Stack and reentrancy otherwise as in core.h.
 *
 * A rehearsal (citygate_rehearsal_t) is a type of its own, that computes everything and moves nothing: no set-points
 * come out of it, and what it shows is in types of its own, so that a compiler refuses to carry it out.
 * @{
 */

/* ---- Constants and statuses -------------------------------------------------------------------------------------- */

/** How many kinds of alarms there are. */
#define CITYGATE_ALARM_KIND_COUNT 10u
/** The most changes in a window that can be counted. */
#define CITYGATE_MAX_CHANGES 8u
/** "No user" where a user is counted from 0: what is said is of the station itself. */
#define CITYGATE_NO_USER 0xffffffffu
/** "No slot" where a slot is 0 or 1: neither holds a snapshot. */
#define CITYGATE_NO_SLOT 0xffffffffu
/** "Not known" where the length of an outage in ms is given. */
#define CITYGATE_OUTAGE_UNKNOWN (~CITYGATE_UINT64(0u))
/** Texts of CITYGATE_STATION_MODE_.... */
#define CITYGATE_STATION_TEXT_MODE 0u
/** Texts of CITYGATE_QUALITY_.... */
#define CITYGATE_STATION_TEXT_QUALITY 1u
/** Texts of CITYGATE_VALVE_.... */
#define CITYGATE_STATION_TEXT_VALVE 2u
/** Texts of CITYGATE_CONTROL_.... */
#define CITYGATE_STATION_TEXT_CONTROL 3u
/** Texts of CITYGATE_RUNG_.... */
#define CITYGATE_STATION_TEXT_RUNG 4u
/** Texts of CITYGATE_INSTRUMENT_STATUS_.... */
#define CITYGATE_STATION_TEXT_INSTRUMENT_STATUS 5u
/** Texts of CITYGATE_STANDING_.... */
#define CITYGATE_STATION_TEXT_STANDING 6u
/** Texts of CITYGATE_ORDER_STATE_.... */
#define CITYGATE_STATION_TEXT_ORDER_STATE 7u
/** Texts of CITYGATE_ORDER_CAUSE_.... */
#define CITYGATE_STATION_TEXT_ORDER_CAUSE 8u
/** Texts of CITYGATE_ALARM_KIND_.... */
#define CITYGATE_STATION_TEXT_ALARM_KIND 9u
/** Texts of CITYGATE_ALARM_PRIORITY_.... */
#define CITYGATE_STATION_TEXT_ALARM_PRIORITY 10u
/** Texts of CITYGATE_ALARM_STATE_.... */
#define CITYGATE_STATION_TEXT_ALARM_STATE 11u
/** Texts of CITYGATE_STATION_COMMAND_KIND_.... */
#define CITYGATE_STATION_TEXT_COMMAND_KIND 12u
/** Texts of CITYGATE_STATION_EVENT_KIND_.... */
#define CITYGATE_STATION_TEXT_EVENT_KIND 13u
/** No schedule is stated. */
#define CITYGATE_SIGNAL_SETTINGS_NO_SCHEDULE (~CITYGATE_UINT64(0u))

/** How many words of 64 bits a station of so many users takes; computed in 64 bits. */
#define CITYGATE_STATION_WORDS(users) (CITYGATE_UINT64(128u) + (CITYGATE_UINT64(82u) * (users)))

/** How many bytes a slot for snapshots of so many users takes; computed in 64 bits, and a multiple of 128. */
#define CITYGATE_SNAPSHOT_BYTES(users) (CITYGATE_UINT64(640u) + (CITYGATE_UINT64(640u) * (users)))

/** How many alarms a station of so many users can have at once, or more; computed in 64 bits. */
#define CITYGATE_STATION_ALARMS(users) (CITYGATE_UINT64(10u) + (CITYGATE_UINT64(10u) * (users)))

/* ---- Enumerations and sets --------------------------------------------------------------------------------------- */

/** How a station works. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_station_mode_t;
/** Nothing moves; set-points stay as they are. */
#define CITYGATE_STATION_MODE_OFF 0u
/** Only what persons set moves. */
#define CITYGATE_STATION_MODE_MANUAL 1u
/** The station shares out. */
#define CITYGATE_STATION_MODE_AUTOMATIC 2u

/** How far a value can be relied upon. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_quality_t;
/** As measured. */
#define CITYGATE_QUALITY_GOOD 0u
/** It may be wrong: used with care, and nothing that protects is taken away because of it. */
#define CITYGATE_QUALITY_UNCERTAIN 1u
/** Not to be used. */
#define CITYGATE_QUALITY_BAD 2u

/** Whether a valve does what the station says. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_valve_t;
/** It does. */
#define CITYGATE_VALVE_AVAILABLE 0u
/** It does not: it is set to local, has failed, or does not answer. */
#define CITYGATE_VALVE_NOT_AVAILABLE 1u

/** Whether a station can set what a user takes. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_control_t;
/** By a valve or by an order that it follows. */
#define CITYGATE_CONTROL_CONTROLLED 0u
/** Not at all: what it draws is counted before the rest is shared out. */
#define CITYGATE_CONTROL_UNCONTROLLED 1u

/** Where a value in use comes from. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_rung_t;
/** The signal itself. */
#define CITYGATE_RUNG_MEASURED 0u
/** The signal, on the safe side of the last good one: it is uncertain. */
#define CITYGATE_RUNG_GUARDED 1u
/** The last good one, and what it can have become since. */
#define CITYGATE_RUNG_LAST_GOOD 2u
/** The schedule. */
#define CITYGATE_RUNG_SCHEDULED 3u
/** The conservative value. */
#define CITYGATE_RUNG_CONSERVATIVE 4u

/** The state of an instrument, as NAMUR NE 107 tells it. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_instrument_status_t;
/** In order. */
#define CITYGATE_INSTRUMENT_STATUS_GOOD 0u
/** Failure (F): no valid signal. */
#define CITYGATE_INSTRUMENT_STATUS_FAILURE 1u
/** Function check (C): the signal was put there by somebody. */
#define CITYGATE_INSTRUMENT_STATUS_FUNCTION_CHECK 2u
/** Out of specification (S): outside its range, too fast, stuck, or uncertain at its source. */
#define CITYGATE_INSTRUMENT_STATUS_OUT_OF_SPECIFICATION 3u
/** Maintenance required (M): older than it should be. */
#define CITYGATE_INSTRUMENT_STATUS_MAINTENANCE_REQUIRED 4u

/** How a user is counted in a scan. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_standing_t;
/** It takes part in the sharing out. */
#define CITYGATE_STANDING_SHARED 0u
/** It cannot be controlled, or not now: its valve is not at the station's command. */
#define CITYGATE_STANDING_UNCONTROLLED 1u
/** A person has set what it gets. */
#define CITYGATE_STANDING_MANUAL 2u
/** It does not follow. */
#define CITYGATE_STANDING_NOT_FOLLOWING 3u
/** It has been given notice, which has not run out. */
#define CITYGATE_STANDING_NOTICED 4u
/** It keeps what it has, because it is protected and the values are not sure. */
#define CITYGATE_STANDING_KEPT 5u

/** Where an order is in its life. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_order_state_t;
/** There is none. */
#define CITYGATE_ORDER_STATE_NONE 0u
/** It rests on values that were substituted, and waits for a person to confirm it. */
#define CITYGATE_ORDER_STATE_PROPOSED 1u
/** It is out, and takes effect when its notice has run out. */
#define CITYGATE_ORDER_STATE_ISSUED 2u
/** The user has acknowledged it. */
#define CITYGATE_ORDER_STATE_ACKNOWLEDGED 3u
/** It is in force. */
#define CITYGATE_ORDER_STATE_IN_FORCE 4u
/** Another has taken its place. */
#define CITYGATE_ORDER_STATE_SUPERSEDED 5u
/** The user does not follow it. */
#define CITYGATE_ORDER_STATE_NOT_FOLLOWED 6u
/** It was proposed, and a person has confirmed it: an order of its own carries it out. */
#define CITYGATE_ORDER_STATE_CONFIRMED 7u

/** Why an order was given. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_order_cause_t;
/** The supply order, as the grant explains it. */
#define CITYGATE_ORDER_CAUSE_ALLOCATION 0u
/** There is more to give again. */
#define CITYGATE_ORDER_CAUSE_RESTORATION 1u
/** A person set it. */
#define CITYGATE_ORDER_CAUSE_OVERRIDE 2u
/** A person confirmed what was proposed. */
#define CITYGATE_ORDER_CAUSE_CONFIRMATION 3u

/** What an alarm tells of. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_alarm_kind_t;
/** The supply, or what the station can pass, is not measured; a substitute is in use. Have the instrument seen to. */
#define CITYGATE_ALARM_KIND_SUPPLY_SUBSTITUTED 0u
/** What a user wants or draws is not measured; a substitute is in use. Have the instrument seen to. */
#define CITYGATE_ALARM_KIND_USER_SUBSTITUTED 1u
/** A reduction of a protected class is proposed. Confirm it, or find out what the values really are. */
#define CITYGATE_ALARM_KIND_PROPOSAL_WAITS 2u
/** A user draws more than its set-point. Call it, or shut it in. */
#define CITYGATE_ALARM_KIND_NOT_FOLLOWING 3u
/** A user has not acknowledged its order in time. Call it. */
#define CITYGATE_ALARM_KIND_NOT_ACKNOWLEDGED 4u
/** A manual override will expire soon: the user goes back to automatic. Renew it, or let it. */
#define CITYGATE_ALARM_KIND_OVERRIDE_EXPIRES 5u
/**
 * What is not to be reduced now takes more than there is. Confirm what is proposed, shut somebody in, or find more gas.
 */
#define CITYGATE_ALARM_KIND_CANNOT_BE_MET 6u
/** The station is not in automatic mode. Set it back when what it was for is over. */
#define CITYGATE_ALARM_KIND_NOT_AUTOMATIC 7u
/** A user's changes are used up: it gets no more until the window has passed. Override it if that is too hard. */
#define CITYGATE_ALARM_KIND_CHANGES_USED_UP 8u
/** A user that should be controlled cannot be: its valve is not at the station's command. Send somebody. */
#define CITYGATE_ALARM_KIND_VALVE_NOT_AVAILABLE 9u

/** How soon somebody has to do something. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_alarm_priority_t;
/** In this shift. */
#define CITYGATE_ALARM_PRIORITY_LOW 0u
/** Within the hour. */
#define CITYGATE_ALARM_PRIORITY_MEDIUM 1u
/** Now. */
#define CITYGATE_ALARM_PRIORITY_HIGH 2u

/** Where an alarm is in its life (ISA-18.2, figure 3). The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_alarm_state_t;
/** Nothing is the matter. */
#define CITYGATE_ALARM_STATE_NORMAL 0u
/** Something is, and nobody has acknowledged it. */
#define CITYGATE_ALARM_STATE_UNACKNOWLEDGED 1u
/** Something is, and somebody knows. */
#define CITYGATE_ALARM_STATE_ACKNOWLEDGED 2u
/** It is over, and nobody has acknowledged that. */
#define CITYGATE_ALARM_STATE_RETURNED_UNACKNOWLEDGED 3u

/** What a person tells a station. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_station_command_kind_t;
/** Sets what a user gets, until a time: user, set_point_dm3_per_h, until_ms. */
#define CITYGATE_STATION_COMMAND_KIND_OVERRIDE 1u
/** Keeps a user where it is, until a time: user, until_ms. */
#define CITYGATE_STATION_COMMAND_KIND_HOLD 2u
/** Gives a user back to the station: user. */
#define CITYGATE_STATION_COMMAND_KIND_RELEASE 3u
/** A user has acknowledged its order: user, sequence. */
#define CITYGATE_STATION_COMMAND_KIND_ACKNOWLEDGE_ORDER 4u
/** Somebody knows of an alarm, or that what it tells of is over: alarm, user or CITYGATE_NO_USER. */
#define CITYGATE_STATION_COMMAND_KIND_ACKNOWLEDGE_ALARM 5u
/** Does not show an alarm until a time: alarm, user or CITYGATE_NO_USER, until_ms. */
#define CITYGATE_STATION_COMMAND_KIND_SHELVE 6u
/** Shows an alarm again before its shelving is over: alarm, user or CITYGATE_NO_USER. */
#define CITYGATE_STATION_COMMAND_KIND_UNSHELVE 7u
/** What is proposed to a user is to be done: user, sequence. */
#define CITYGATE_STATION_COMMAND_KIND_CONFIRM 8u
/** How the station works from now on: mode. */
#define CITYGATE_STATION_COMMAND_KIND_SET_MODE 9u

/** What happened. The numbers are part of the C ABI and never change. */
typedef uint8_t citygate_station_event_kind_t;
/** An order was given: order. */
#define CITYGATE_STATION_EVENT_KIND_ORDERED 1u
/** An order took effect: order. */
#define CITYGATE_STATION_EVENT_KIND_TOOK_EFFECT 2u
/** An order is no longer to be followed: order. */
#define CITYGATE_STATION_EVENT_KIND_SUPERSEDED 3u
/** An order is proposed, and waits for a person to confirm it: order. */
#define CITYGATE_STATION_EVENT_KIND_PROPOSED 4u
/** A proposal is withdrawn: order. */
#define CITYGATE_STATION_EVENT_KIND_WITHDRAWN 5u
/** A person has confirmed a proposal: order. */
#define CITYGATE_STATION_EVENT_KIND_CONFIRMED 6u
/** A user draws more than it may: user. */
#define CITYGATE_STATION_EVENT_KIND_STRAYED 7u
/** A user follows again: user. */
#define CITYGATE_STATION_EVENT_KIND_FOLLOWS_AGAIN 8u
/** A person has told the station something, and it was done: command, by. */
#define CITYGATE_STATION_EVENT_KIND_COMMANDED 9u
/** An override has run out: user. */
#define CITYGATE_STATION_EVENT_KIND_OVERRIDE_EXPIRED 10u
/** A minimum on time could not be kept: user. */
#define CITYGATE_STATION_EVENT_KIND_LOCK_BROKEN 11u
/** An alarm came: alarm, user or CITYGATE_NO_USER. */
#define CITYGATE_STATION_EVENT_KIND_ALARM_CAME 12u
/** What an alarm tells of is over: alarm, user or CITYGATE_NO_USER. */
#define CITYGATE_STATION_EVENT_KIND_ALARM_WENT 13u
/** An alarm is shown again, its shelving is over: alarm, user or CITYGATE_NO_USER. */
#define CITYGATE_STATION_EVENT_KIND_ALARM_UNSHELVED 14u
/** More alarms come than a person can take in. */
#define CITYGATE_STATION_EVENT_KIND_FLOOD_BEGAN 15u
/** That is over: alarms. */
#define CITYGATE_STATION_EVENT_KIND_FLOOD_ENDED 16u

/* ---- Structures -------------------------------------------------------------------------------------------------- */

/** One value from the field. */
typedef struct {
    /** The value, in the unit of the problem: dm³/h of a flow by intention. */
    uint64_t value_dm3_per_h;
    /** How long ago it was measured, in ms. */
    uint32_t age_ms;
    /** A code of CITYGATE_QUALITY_...; one that stands for no quality is taken as bad. */
    citygate_quality_t quality;
    /** 1 if whoever sent it put it in the place of a measurement; otherwise 0. */
    uint8_t is_substituted;
    /** 0. */
    uint16_t reserved;
} citygate_signal_t;

/** The signals of a user. */
typedef struct {
    /** What it wants. */
    citygate_signal_t demand;
    /** What it draws. */
    citygate_signal_t flow;
    /** A code of CITYGATE_VALVE_...; any other number is taken as not available. */
    citygate_valve_t valve;
    /** 0. */
    uint8_t reserved[7];
} citygate_user_signals_t;

/** How a signal is looked at, and what replaces it. Times in ms; 0 leaves a check out unless it says otherwise. */
typedef struct {
    /** The lowest value that there can be. */
    uint64_t lowest_dm3_per_h;
    /** The highest value that there can be: of a user the contracted maximum. */
    uint64_t highest_dm3_per_h;
    /** By how much it can change in a second; 0: by anything, so that a last good value says nothing of the next. */
    uint64_t change_dm3_per_h_per_s;
    /**
     * The value that replaces it when the last good one is too old; CITYGATE_SIGNAL_SETTINGS_NO_SCHEDULE if there is
     * none. It lies in the range, and has to be credible as the worst: a demand is not above it, a supply not below.
     */
    uint64_t scheduled_dm3_per_h;
    /** For how long a jump must last to be believed. */
    uint32_t jump_confirm_ms;
    /**
     * For how long it may stand still while its partner moves: what a user wants and what it draws are partners. The
     * supply has none, so that it has to be 0 there.
     */
    uint32_t stuck_ms;
    /** How old it may be; 0: any age. */
    uint32_t time_to_live_ms;
    /** For how long the last good value counts. */
    uint32_t last_good_ms;
} citygate_signal_settings_t;

/** How a kind of alarm behaves. Times in ms. */
typedef struct {
    /** For how long a condition must hold before its alarm comes. */
    uint32_t on_delay_ms;
    /** For how long it must not hold before the alarm goes. */
    uint32_t off_delay_ms;
    /** After how long an alarm that was acknowledged, and whose condition still holds, comes again; 0: never. */
    uint32_t again_ms;
    /** A code of CITYGATE_ALARM_PRIORITY_.... */
    citygate_alarm_priority_t priority;
    /**
     * 1 if it is latched: acknowledged or not, it stays until somebody acknowledges it after what it tells of is over;
     * otherwise 0.
     */
    uint8_t is_latched;
    /** 0. */
    uint16_t reserved;
} citygate_alarm_settings_t;

/** How the set-point of a user moves. Flows in the unit of the problem, times in ms. */
typedef struct {
    /**
     * Increases by no more than this are not worth a change; a reduction by no more than this is put off as long as the
     * sum does not need it.
     */
    uint32_t dead_band_dm3_per_h;
    /** By how much the set-point may rise in a second; 0: at once. */
    uint32_t ramp_dm3_per_h_per_s;
    /** For how long there must have been more to give before any of it is given. */
    uint32_t restore_hold_ms;
    /** For how long it stays stopped. */
    uint32_t minimum_off_ms;
    /** For how long it runs once it is started, if the supply allows. */
    uint32_t minimum_on_ms;
    /** How long before a reduction takes effect it must be told. How far it goes is settled when it takes effect. */
    uint32_t notice_ms;
    /** The window in which changes are counted; 0: they are not. */
    uint32_t window_ms;
    /** How many changes there may be in a window, 1 to CITYGATE_MAX_CHANGES. */
    uint32_t most_changes;
} citygate_follow_settings_t;

/** A user of a station. Flows in the unit of the problem, times in ms. */
typedef struct {
    /** Who it is to the supply order. Its demand is the contracted maximum. */
    citygate_user_t user;
    /** How what it wants is measured. */
    citygate_signal_settings_t demand;
    /** How what it draws is measured. */
    citygate_signal_settings_t flow;
    /** How its set-point moves. */
    citygate_follow_settings_t follow;
    /** By how much it may draw more than its set-point. */
    uint32_t tolerance_dm3_per_h;
    /** For how long it may draw more than that before it is taken not to follow. */
    uint32_t grace_ms;
    /** For how long it must have kept to its set-point to be taken back. */
    uint32_t follow_again_ms;
    /** How long it has to acknowledge an order; 0: it has not to. */
    uint32_t acknowledge_ms;
    /** A code of CITYGATE_CONTROL_.... */
    citygate_control_t control;
    /**
     * 1 if it is one of the main downstream users (下游主要用户) by whose interruption an event is graded, otherwise 0.
     */
    uint8_t is_main;
    /** 0. */
    uint8_t reserved[6];
} citygate_station_user_t;

/** What holds for a whole station. Times in ms. */
typedef struct {
    /** How the supply is measured. Its lowest value is the stated fallback. */
    citygate_signal_settings_t supply;
    /** How it is known what the station can pass: what inlet pressure, regulators and heaters allow. */
    citygate_signal_settings_t capacity;
    /** How each kind of alarm behaves, in the order of the codes of the kinds. */
    citygate_alarm_settings_t alarms[CITYGATE_ALARM_KIND_COUNT];
    /** How long a turn of a rotating step lasts; 0: turns are not counted. */
    uint32_t rotation_interval_ms;
    /** How long before an override expires its alarm comes. */
    uint32_t override_warning_ms;
    /**
     * The classes that are not cut by the station itself on values that are not measured: such a reduction is proposed
     * and waits for a person.
     */
    citygate_classes_t protected_classes;
    /** 0. */
    uint8_t reserved[7];
} citygate_station_settings_t;

/** What a user is told to do. */
typedef struct {
    /** Its number, from 1 on; 0 if there is no order. */
    uint64_t sequence;
    /** When it was given, in ms of the station's time. */
    uint64_t issued_ms;
    /** When it takes effect. */
    uint64_t effective_ms;
    /** By when the user has to acknowledge it; 0 if it has not to. */
    uint64_t acknowledge_by_ms;
    /** The set-point before. */
    uint32_t from_dm3_per_h;
    /** The set-point that it asks for. */
    uint32_t to_dm3_per_h;
    /** The grant that it follows: the reason and the step of the supply order. */
    citygate_grant_t grant;
    /** A code of CITYGATE_ORDER_STATE_.... */
    citygate_order_state_t state;
    /** A code of CITYGATE_ORDER_CAUSE_.... */
    citygate_order_cause_t cause;
    /** Position of the user. */
    uint16_t user;
} citygate_order_t;

/** Where a station is kept: memory of the caller, which must stay where it is for as long as the station is used. */
typedef struct {
    /** word_count words of 64 bits. */
    uint64_t *words;
    /** CITYGATE_STATION_WORDS(user_count), or more. */
    size_t word_count;
} citygate_station_t;

/** Where a rehearsal is kept: as a station, in memory of its own. No set-points come out of it. */
typedef struct {
    /** word_count words of 64 bits. */
    uint64_t *words;
    /** CITYGATE_STATION_WORDS(user_count), or more. */
    size_t word_count;
} citygate_rehearsal_t;

/** What a scan is given. */
typedef struct {
    /** The supply. */
    const citygate_signal_t *supply;
    /** What the station can pass: what inlet pressure, regulators and heaters allow. NULL: all of the supply. */
    const citygate_signal_t *capacity;
    /** The signals of every user, in the order in which the users were given. */
    const citygate_user_signals_t *users;
    /** As when the station was opened. */
    uint32_t user_count;
    /** How long it is since the scan before, in ms. */
    uint32_t elapsed_ms;
} citygate_scan_input_t;

/**
 * What a person tells a station: kind says what, and which of the other fields are looked at. Times are the station's,
 * in ms.
 */
typedef struct {
    /** The number of the order or of the proposal. */
    uint64_t sequence;
    /** Until when. */
    uint64_t until_ms;
    /** The user, counted from 0; CITYGATE_NO_USER for an alarm of the station itself. */
    uint32_t user;
    /** What the user gets, at most its contracted maximum. */
    uint32_t set_point_dm3_per_h;
    /** One of CITYGATE_STATION_COMMAND_KIND_.... */
    citygate_station_command_kind_t kind;
    /** One of CITYGATE_ALARM_KIND_.... */
    citygate_alarm_kind_t alarm;
    /** One of CITYGATE_STATION_MODE_.... */
    citygate_station_mode_t mode;
    /** 0. */
    uint8_t reserved[5];
} citygate_station_command_t;

/**
 * One thing that happened: kind says what, and which of the other fields say something; those that do not are 0, users
 * CITYGATE_NO_USER.
 */
typedef struct {
    /** The order, or the proposal. */
    citygate_order_t order;
    /** The command. */
    citygate_station_command_t command;
    /** The user, counted from 0; CITYGATE_NO_USER: it is the station's. */
    uint32_t user;
    /** Who gave the command. */
    uint32_t by;
    /** How many alarms came in a flood. */
    uint32_t alarms;
    /** One of CITYGATE_STATION_EVENT_KIND_.... */
    citygate_station_event_kind_t kind;
    /** One of CITYGATE_ALARM_KIND_.... */
    citygate_alarm_kind_t alarm;
    /** 0. */
    uint8_t reserved[2];
} citygate_station_event_t;

/** One thing that would have happened: to be shown, and never to be acted upon. */
typedef struct {
    /** What it would have been. */
    citygate_station_event_t shown;
} citygate_rehearsed_event_t;

/** A set-point for a valve. Only a station gives them, and no rehearsal. */
typedef struct {
    /** What the user may take. */
    uint32_t flow_dm3_per_h;
} citygate_set_point_t;

/** What a scan comes to. */
typedef struct {
    /** The supply. */
    uint64_t supply_dm3_per_h;
    /** What the station can pass. */
    uint64_t capacity_dm3_per_h;
    /** What was shared out: the supply, as far as the station can pass it. */
    uint64_t available_dm3_per_h;
    /** What all users want, undisturbed by any curtailment. */
    uint64_t wanted_dm3_per_h;
    /** What was counted before the rest was shared out. */
    uint64_t counted_dm3_per_h;
    /** The set-points of all that take part in the sharing, together. */
    uint64_t shared_dm3_per_h;
    /**
     * For how long one of the main users has wanted gas and had none: the longest that it is, in ms, at most UINT32_MAX
     * - 1; UINT32_MAX if no user is a main one.
     */
    uint32_t interruption_ms;
    /** Where the supply comes from, one of CITYGATE_RUNG_.... */
    citygate_rung_t supply_rung;
    /** What is the matter with its instrument, one of CITYGATE_INSTRUMENT_STATUS_.... */
    citygate_instrument_status_t supply_status;
    /** Where the capacity comes from, one of CITYGATE_RUNG_.... */
    citygate_rung_t capacity_rung;
    /** What is the matter with its instrument, one of CITYGATE_INSTRUMENT_STATUS_.... */
    citygate_instrument_status_t capacity_status;
    /** 1 if any value that counted was not measured, otherwise 0. */
    uint8_t is_unsure;
    /**
     * 1 if what is not to be reduced now takes more than there is, otherwise 0: users that cannot be controlled or do
     * not follow, set by hand or under notice, and protected ones that are kept.
     */
    uint8_t cannot_be_met;
    /** 0. */
    uint8_t reserved[6];
} citygate_scan_result_t;

/** What a scan of a rehearsal would come to: to be shown. */
typedef struct {
    /** What it would be. */
    citygate_scan_result_t shown;
} citygate_rehearsed_result_t;

/** How a user stands. Times in ms. */
typedef struct {
    /** The order to it; its sequence is 0 if there was none. */
    citygate_order_t order;
    /** The order that waits for a person to confirm it; its sequence is 0 if there is none. */
    citygate_order_t proposal;
    /** How it fares in the rotation. */
    citygate_rotation_tally_t tally;
    /** What it draws, as it was counted in the last scan. */
    uint64_t drawn_dm3_per_h;
    /** What it drew beyond its set-point so far, in dm3/h times ms. */
    uint64_t excess_dm3_per_h_ms;
    /** Until when a person has set what it gets; 0 if nobody has. */
    uint64_t manual_until_ms;
    /** What a person has confirmed: so far it may be reduced on values that are not measured. See is_confirmed. */
    citygate_grant_t confirmed;
    /** What the last scan granted it, and why; nothing, by no step, if it did not take part in the sharing. */
    citygate_grant_t grant;
    /** The flow that it may take; for valves take citygate_station_get_set_points. */
    uint32_t set_point_dm3_per_h;
    /** What it wants, as it was counted in the last scan. */
    uint32_t wanted_dm3_per_h;
    /** What a person has set. */
    uint32_t manual_set_point_dm3_per_h;
    /** Who has set it, as the caller numbers persons; 0 if nobody has. */
    uint32_t manual_owner;
    /** What it is rising to; its set-point if it does not rise. */
    uint32_t rising_to_dm3_per_h;
    /** What it will be reduced to when the notice has run out. See has_notice. */
    uint32_t noticed_dm3_per_h;
    /** How long until the notice runs out. */
    uint32_t notice_left_ms;
    /** For how long there has been more to give: when it reaches the restore hold, the set-point may rise. */
    uint32_t margin_ms;
    /** For how long it has been stopped, or running; 2^32 - 1 is for longer than can be counted. */
    uint32_t in_state_ms;
    /** For how long it still has to stay stopped. */
    uint32_t off_left_ms;
    /** For how long it still runs, if the supply allows. */
    uint32_t on_left_ms;
    /** For how long it has wanted gas and had a set-point of nothing. */
    uint32_t without_ms;
    /** How many times a minimum on time could not be kept. */
    uint32_t broken_locks;
    /** One of CITYGATE_STANDING_.... */
    citygate_standing_t standing;
    /** One of CITYGATE_VALVE_.... */
    citygate_valve_t valve;
    /** Where what it wants comes from, one of CITYGATE_RUNG_.... */
    citygate_rung_t demand_rung;
    /** What is the matter with that instrument, one of CITYGATE_INSTRUMENT_STATUS_.... */
    citygate_instrument_status_t demand_status;
    /** Where what it draws comes from, one of CITYGATE_RUNG_.... */
    citygate_rung_t flow_rung;
    /** What is the matter with that instrument, one of CITYGATE_INSTRUMENT_STATUS_.... */
    citygate_instrument_status_t flow_status;
    /** 1 if a person has confirmed a reduction, and it still holds; otherwise 0. */
    uint8_t is_confirmed;
    /** 1 while it rises, otherwise 0. */
    uint8_t is_rising;
    /** 1 while a notice runs, otherwise 0. */
    uint8_t has_notice;
    /** 0. */
    uint8_t reserved[3];
} citygate_user_status_t;

/** How a user of a rehearsal would stand: to be shown. */
typedef struct {
    /** How it would stand. */
    citygate_user_status_t shown;
} citygate_rehearsed_user_status_t;

/** An alarm that is not normal, or is shelved. */
typedef struct {
    /** When it last came, in ms of the station's time. */
    uint64_t came_ms;
    /** Until when it is shelved; 0 if it is not. */
    uint64_t shelved_until_ms;
    /** The user, counted from 0; CITYGATE_NO_USER: it is the station's. */
    uint32_t user;
    /** How often it came. */
    uint32_t count;
    /** What it tells of, one of CITYGATE_ALARM_KIND_.... */
    citygate_alarm_kind_t kind;
    /** Where it is in its life, one of CITYGATE_ALARM_STATE_.... */
    citygate_alarm_state_t state;
    /** How soon somebody has to do something, one of CITYGATE_ALARM_PRIORITY_.... */
    citygate_alarm_priority_t priority;
    /** 1 if it is to be shown: it is not normal, and not shelved; otherwise 0. */
    uint8_t is_shown;
    /** 0. */
    uint8_t reserved[4];
} citygate_alarm_t;

/** How a station stands. */
typedef struct {
    /** The station's time, in ms: it goes on from scan to scan, and after a restart from where it was. */
    uint64_t now_ms;
    /** When the first alarm came when all was normal before; 0 if all is normal now. */
    uint64_t first_out_ms;
    /** The user of that alarm; CITYGATE_NO_USER: it is the station's, or there is none. */
    uint32_t first_out_user;
    /** How many users the station has. */
    uint32_t user_count;
    /** How many floods of alarms there were. */
    uint32_t floods;
    /** How many alarms came in the present or last flood. */
    uint32_t flood_alarms;
    /** How many alarms came at all. */
    uint32_t total_alarms;
    /** What that alarm tells of, one of CITYGATE_ALARM_KIND_.... */
    citygate_alarm_kind_t first_out_kind;
    /** 1 if there is such an alarm, otherwise 0. */
    uint8_t has_first_out;
    /** 1 during a flood of alarms, otherwise 0. */
    uint8_t is_flooded;
    /** One of CITYGATE_STATION_MODE_.... */
    citygate_station_mode_t mode;
    /** 1 if a round is open, otherwise 0. */
    uint8_t is_round_open;
    /** 0. */
    uint8_t reserved[7];
} citygate_station_status_t;

/** What one of two slots holds. */
typedef struct {
    /** The number of the snapshot, as citygate_snapshot_number tells it. */
    uint64_t number;
    /** 1 if the slot holds a whole snapshot, otherwise 0. */
    uint32_t is_whole;
    /** 0. */
    uint32_t reserved;
} citygate_snapshot_slot_t;

/** Which of two slots holds the newest snapshot, and where the next one goes. */
typedef struct {
    /** The number of the next snapshot. */
    uint64_t number;
    /** The slot with the newest snapshot, 0 or 1; CITYGATE_NO_SLOT if neither holds one. */
    uint32_t newest;
    /** The slot that is to be erased and written next, 0 or 1. */
    uint32_t next;
} citygate_snapshot_slots_t;

/** Where it is written what happens. */
typedef struct {
    /** Receives what happened, the first first, at most capacity elements; not looked at if capacity is 0. */
    citygate_station_event_t *elements;
    /** Receives how many are written. */
    uint32_t *count;
    /** Receives how many happened for which there was no room: never lost without a word. */
    uint32_t *missed;
    /** How many there is room for. */
    uint32_t capacity;
    /** 0. */
    uint32_t reserved;
} citygate_station_events_t;

/** The same of a rehearsal. */
typedef struct {
    /**
     * Receives what would have happened, the first first, at most capacity elements; not looked at if capacity is 0.
     */
    citygate_rehearsed_event_t *elements;
    /** Receives how many are written. */
    uint32_t *count;
    /** Receives for how many there was no room. */
    uint32_t *missed;
    /** How many there is room for. */
    uint32_t capacity;
    /** 0. */
    uint32_t reserved;
} citygate_rehearsed_events_t;

/** Where alarms are written. */
typedef struct {
    /** Receives the alarms, those of the station first, at most capacity elements; not looked at if capacity is 0. */
    citygate_alarm_t *elements;
    /** Receives how many are written. */
    uint32_t *count;
    /** Receives for how many there was no room. */
    uint32_t *missed;
    /** How many there is room for: CITYGATE_STATION_ALARMS(user_count) is always enough. */
    uint32_t capacity;
    /** 0. */
    uint32_t reserved;
} citygate_alarms_t;

/* ---- Functions --------------------------------------------------------------------------------------------------- */

/**
 * What a code of the station controller says, in English.
 *
 * @param[in] table CITYGATE_STATION_TEXT_....
 * @param[in] code a code of that table.
 * @return a constant NUL-terminated text, never NULL: a code or a table that does not exist gives "unknown code".
 *
 * Constant time.
 */
const char *citygate_station_text(uint8_t table,
                                  uint8_t code);

/**
 * What a code of the station controller says, in Chinese.
 *
 * @param[in] table CITYGATE_STATION_TEXT_....
 * @param[in] code a code of that table.
 * @return a constant NUL-terminated UTF-8 text, never NULL: a code or a table that does not exist gives "未知代码".
 *
 * Constant time.
 */
const char *citygate_station_text_zh(uint8_t table,
                                     uint8_t code);

/**
 * A value with an OPC UA status code, whose two highest bits are the severity. OPC UA Part 4 and Part 8.
 *
 * @param[in] value_dm3_per_h the value.
 * @param[in] status the status code that came with it.
 * @param[in] age_ms how long ago it was measured.
 * @param[out] signal receives the signal.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_signal_from_opc_ua(uint64_t value_dm3_per_h,
                                              uint32_t status,
                                              uint32_t age_ms,
                                              citygate_signal_t *signal);

/**
 * A value with a quality descriptor of IEC 60870-5-101 or -104. IEC 60870-5-101, 7.2.6.3.
 *
 * @param[in] value_dm3_per_h the value.
 * @param[in] descriptor the quality descriptor that came with it.
 * @param[in] age_ms how long ago it was measured.
 * @param[out] signal receives the signal.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_signal_from_iec_60870(uint64_t value_dm3_per_h,
                                                 uint8_t descriptor,
                                                 uint32_t age_ms,
                                                 citygate_signal_t *signal);

/**
 * A value read over Modbus.
 *
 * @param[in] value_dm3_per_h the value; not looked at without an answer.
 * @param[in] is_answered 1 if there was an answer; 0 if there was none, or an exception.
 * @param[in] age_ms how long ago it was measured.
 * @param[out] signal receives the signal.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE (is_answered is neither 0 nor 1); nothing is
 * written then.
 *
 * Constant time.
 */
citygate_status_t citygate_signal_from_modbus(uint64_t value_dm3_per_h,
                                              uint8_t is_answered,
                                              uint32_t age_ms,
                                              citygate_signal_t *signal);

/**
 * How many words of 64 bits a station takes: as CITYGATE_STATION_WORDS, for counts that are known at run time.
 *
 * @param[in] user_count how many users.
 * @return the number of words.
 *
 * Constant time.
 */
uint64_t citygate_station_words(uint32_t user_count);

/**
 * Settings of a station whose supply is believed as it is measured, and which can pass all of it: homes, heating and
 * public services are protected, alarms come after two seconds and go after five, and turns are not counted.
 *
 * @param[in] lowest_dm3_per_h the lowest supply that there can be: what counts when it is not measured.
 * @param[in] highest_dm3_per_h the highest supply that there can be.
 * @param[out] settings receives the settings.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED; nothing is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_station_settings_default(uint64_t lowest_dm3_per_h,
                                                    uint64_t highest_dm3_per_h,
                                                    citygate_station_settings_t *settings);

/**
 * A controlled user that follows at once. What it wants is between 0 and its contracted maximum, which is its demand;
 * its meter reads up to twice that.
 *
 * @param[in] user who it is to the supply order; its demand is the contracted maximum.
 * @param[out] station_user receives the user of a station.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP; nothing is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_station_user_default(const citygate_user_t *user,
                                                citygate_station_user_t *station_user);

/**
 * Opens a station and starts it: nothing is known, and every user may take what it contracted.
 *
 * Policy steps, settings and users must stay where they are, and as they are, for as long as the station is used; they
 * are only read. Whoever changes any of them opens the station again, and goes on with citygate_station_adopt.
 *
 * @param[in] station where the station is kept.
 * @param[in] policy the supply order, for example from citygate_policy_get_default. It is checked on every call.
 * @param[in] settings what holds for the whole station, from citygate_station_settings_default for a start.
 * @param[in] users user_count users, from citygate_station_user_default for a start.
 * @param[in] user_count 1 to 65535.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class, or the words needed;
 * may be NULL.
 * @return CITYGATE_OK, or an error: CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL
 * (too few words), any CITYGATE_ERROR_POLICY_..., CITYGATE_ERROR_USER_UNKNOWN_CLASS, _USER_UNKNOWN_ON_OFF,
 * _USER_CLASS_NOT_SERVED, _STATION_SETTINGS, _STATION_USER_SETTINGS, _STATION_USER_CODE. On an error the words hold no
 * station, or the one that they held before.
 *
 * Complexity: four passes over the users.
 */
citygate_status_t citygate_station_open(const citygate_station_t *station,
                                        const citygate_policy_t *policy,
                                        const citygate_station_settings_t *settings,
                                        const citygate_station_user_t *users,
                                        uint32_t user_count,
                                        uint32_t *error_index);

/**
 * Starts a station anew: nothing is known, and every user may take what it contracted. Numbers of orders begin with 1
 * again.
 *
 * @param[in] station the station.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_TOO_SMALL; nothing is changed then.
 *
 * Complexity: two passes over the users.
 */
citygate_status_t citygate_station_start(const citygate_station_t *station);

/**
 * One scan: takes the signals, shares out, and moves set-points. Cuts take effect at once, increases wait and ramp.
 *
 * @param[in] station the station.
 * @param[in] input the signals, and how long it is since the scan before. A quality that is none of
 * CITYGATE_QUALITY_... counts as bad, a valve that is none of CITYGATE_VALVE_... as not available.
 * @param[in] events where it is written what happens: orders to give out, alarms that come and go.
 * @param[out] result receives what the scan comes to.
 * @param[out] error_index on an error that has one, receives the index of the user; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (signals of another number of users
 * than the station has), _EVENT_CODE (reserved of events is not 0), _STATION_SIGNAL, _STATION_ROUND_OPEN,
 * _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of policy, settings
 * and users; nothing is changed then.
 *
 * Complexity: at most nine passes over the users and four allocations, and four passes over the words.
 */
citygate_status_t citygate_station_scan(const citygate_station_t *station,
                                        const citygate_scan_input_t *input,
                                        const citygate_station_events_t *events,
                                        citygate_scan_result_t *result,
                                        uint32_t *error_index);

/**
 * Begins a round, which is a scan in slices: takes all signals, as they are at one moment. Set-points stay as they are
 * until the round is complete, and until then the station takes no command and is not saved.
 *
 * @param[in] station the station.
 * @param[in] input as for citygate_station_scan.
 * @param[in] events where it is written what happens. It counts when the round is complete.
 * @param[out] error_index on an error that has one, receives the index of the user; may be NULL.
 * @return CITYGATE_OK, or an error as citygate_station_scan; nothing is changed then.
 *
 * Complexity: two passes over the users, and three over the words.
 */
citygate_status_t citygate_station_begin(const citygate_station_t *station,
                                         const citygate_scan_input_t *input,
                                         const citygate_station_events_t *events,
                                         uint32_t *error_index);

/**
 * Goes on with a round, visiting about as many users as the budget says; an allocation counts as a visit of each user
 * and is not interrupted. When the round is complete, set-points are changed, and only then.
 *
 * @param[in] station the station, in a round.
 * @param[in] budget how many users to visit; 0 counts as 1.
 * @param[in] events where it is written what happens. It counts when the round is complete.
 * @param[out] result receives what the scan comes to when the round is complete, and zeros before.
 * @param[out] is_complete receives 1 when the round is complete, otherwise 0.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (reserved of events is not 0),
 * _STATION_NO_ROUND, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of
 * policy, settings and users; nothing is changed then.
 *
 * Complexity: one pass over the users, and a pass over so many, or one allocation; two passes over the words in
 * addition when the round is complete.
 */
citygate_status_t citygate_station_advance(const citygate_station_t *station,
                                           uint32_t budget,
                                           const citygate_station_events_t *events,
                                           citygate_scan_result_t *result,
                                           uint8_t *is_complete);

/**
 * Does what a person says. Persons are numbered by the caller, who also decides what each may.
 *
 * @param[in] station the station; no round is open.
 * @param[in] by who says it; not 0.
 * @param[in] command what.
 * @param[in] events where it is written what happens.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_CODE receives the offset of the wrong field in command, on other
 * errors that have one the user; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE, _STATION_UNKNOWN_USER,
 * _STATION_UNKNOWN_ORDER, _STATION_OVERRIDE, _STATION_NOTHING_TO_DO, _STATION_OFF, _STATION_NO_PERSON,
 * _STATION_SHELVING, _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what
 * citygate_station_open says of policy, settings and users; nothing is changed then.
 *
 * Complexity: one pass over the users, and four over the words.
 */
citygate_status_t citygate_station_command(const citygate_station_t *station,
                                           uint32_t by,
                                           const citygate_station_command_t *command,
                                           const citygate_station_events_t *events,
                                           uint32_t *error_index);

/**
 * The set-points that are out: those of the last complete round, or what persons set since.
 *
 * @param[in] station the station.
 * @param[out] set_points receives one set-point for each user.
 * @param[in] user_count as when the station was opened.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
 * station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of
 * policy, settings and users; set_points are as they were then.
 *
 * Complexity: two passes over the users, and one over the words.
 */
citygate_status_t citygate_station_get_set_points(const citygate_station_t *station,
                                                  citygate_set_point_t *set_points,
                                                  uint32_t user_count);

/**
 * How every user stands: set-point, order, proposal, what it waits for and for how long yet, and where its values come
 * from.
 *
 * @param[in] station the station.
 * @param[out] users receives one status for each user.
 * @param[in] user_count as when the station was opened.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY (another count than the
 * station's), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of
 * policy, settings and users; users are as they were then.
 *
 * Complexity: two passes over the users, and one over the words.
 */
citygate_status_t citygate_station_get_users(const citygate_station_t *station,
                                             citygate_user_status_t *users,
                                             uint32_t user_count);

/**
 * Every alarm that is not normal, or is shelved: those of the station, then those of the users.
 *
 * @param[in] station the station.
 * @param[in] alarms where they are written.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY, _EVENT_CODE (reserved of alarms is not
 * 0), _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says of policy,
 * settings and users; nothing is written then.
 *
 * Complexity: two passes over the users, and one over the words.
 */
citygate_status_t citygate_station_get_alarms(const citygate_station_t *station,
                                              const citygate_alarms_t *alarms);

/**
 * How a station stands: its time, its mode, floods of alarms, and which alarm came first.
 *
 * @param[in] station the station.
 * @param[out] status receives how it stands.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_TOO_SMALL, or what citygate_station_open says of policy, settings and users; status is as it was then.
 *
 * Complexity: one pass over the users, and one over the words.
 */
citygate_status_t citygate_station_get_status(const citygate_station_t *station,
                                              citygate_station_status_t *status);

/**
 * How many bytes a slot for snapshots takes: as CITYGATE_SNAPSHOT_BYTES, for counts that are known at run time.
 *
 * @param[in] user_count how many users.
 * @return the number of bytes, a multiple of 128.
 *
 * Constant time.
 */
uint64_t citygate_snapshot_bytes(uint32_t user_count);

/**
 * Takes a snapshot: all that a station keeps, as it is after the last scan or command, with a number by which the
 * newest is known. What is left of the slot is filled with 0xff, as erased flash is. The same bytes on every processor.
 *
 * What a scan or a command gave out is acted upon and published only after the snapshot with it is written: then no
 * number of an order is ever given again with another content.
 *
 * @param[in] station the station, in no round.
 * @param[in] number the number of the snapshot, as citygate_snapshot_slots_choose says.
 * @param[out] slot receives the snapshot.
 * @param[in] slot_size CITYGATE_SNAPSHOT_BYTES(user_count), or more.
 * @param[out] length receives how many bytes of the slot the snapshot takes.
 * @param[out] error_index on CITYGATE_ERROR_EVENT_TOO_SMALL of the slot receives how many bytes it takes; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _TOO_MANY, _EVENT_TOO_SMALL,
 * _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, or what citygate_station_open says of policy,
 * settings and users; nothing is written then.
 *
 * Complexity: two passes over the users, and one over the bytes.
 */
citygate_status_t citygate_station_save(const citygate_station_t *station,
                                        uint64_t number,
                                        uint8_t *slot,
                                        uint32_t slot_size,
                                        uint32_t *length,
                                        uint32_t *error_index);

/**
 * Goes on from a snapshot, after an outage. Set-points and all else that the station shows are those of the snapshot
 * until a scan says otherwise. An outage that is not known never lets a value count that may be too old, and never
 * shortens what a user was promised.
 *
 * Settings may be others than those under which it was saved, but not the supply order, nor who the users are.
 *
 * @param[in] station an open station.
 * @param[in] slot the snapshot.
 * @param[in] slot_size how many bytes there are; what follows the snapshot does not matter.
 * @param[in] outage_ms how long the outage was, or at most was; CITYGATE_OUTAGE_UNKNOWN if nobody knows.
 * @param[out] error_index on an error that has one, receives the user, or what the status says; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
 * _SNAPSHOT_DAMAGED, _SNAPSHOT_OTHER_VERSION, _SNAPSHOT_OTHER_USER_COUNT, _SNAPSHOT_OTHER_POLICY, _SNAPSHOT_OTHER_USER,
 * _SNAPSHOT_IMPOSSIBLE, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says
 * of policy, settings and users; nothing is changed then.
 *
 * Complexity: three passes over the users, one over the bytes, and two over the words.
 */
citygate_status_t citygate_station_restore(const citygate_station_t *station,
                                           const uint8_t *slot,
                                           uint32_t slot_size,
                                           uint64_t outage_ms,
                                           uint32_t *error_index);

/**
 * Goes on from a snapshot as far as it fits, after an engineer has changed users or the supply order, or has put in
 * another version of the library. The station's time and the numbers of orders go on in any case; under the same supply
 * order also the station's own state, and every user in whose place the same user is found. The others start anew.
 *
 * @param[in] station an open station.
 * @param[in] slot the snapshot.
 * @param[in] slot_size how many bytes there are; what follows the snapshot does not matter.
 * @param[in] outage_ms as for citygate_station_restore.
 * @param[out] users_kept receives how many users go on.
 * @param[out] error_index on an error that has one, receives what the status says; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
 * _SNAPSHOT_DAMAGED, _SNAPSHOT_IMPOSSIBLE, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what
 * citygate_station_open says of policy, settings and users; nothing is changed then.
 *
 * Complexity: three passes over the users, one over the bytes, and two over the words.
 */
citygate_status_t citygate_station_adopt(const citygate_station_t *station,
                                         const uint8_t *slot,
                                         uint32_t slot_size,
                                         uint64_t outage_ms,
                                         uint32_t *users_kept,
                                         uint32_t *error_index);

/**
 * Skips numbers of orders, for callers that give orders out before the snapshot with them is written: call it after
 * citygate_station_restore or citygate_station_adopt, and save before any order is given out. As long as there are
 * fewer than a million orders between two snapshots, no number is given twice.
 *
 * @param[in] station the station.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY,
 * _EVENT_TOO_SMALL, or what citygate_station_open says of policy, settings and users; nothing is changed then.
 *
 * Complexity: one pass over the users, and two over the words.
 */
citygate_status_t citygate_station_skip_order_numbers(const citygate_station_t *station);

/**
 * The number of a snapshot of any version, if it is whole: whether a slot holds one, and which is the newer of two.
 *
 * @param[in] slot the bytes of a slot.
 * @param[in] slot_size how many there are.
 * @param[out] number receives the number.
 * @param[out] error_index on CITYGATE_ERROR_SNAPSHOT_INCOMPLETE receives how many bytes it takes; may be NULL.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EMPTY, _SNAPSHOT_NONE, _SNAPSHOT_INCOMPLETE,
 * _SNAPSHOT_DAMAGED; nothing is written then.
 *
 * Complexity: one pass over the bytes.
 */
citygate_status_t citygate_snapshot_number(const uint8_t *slot,
                                           uint32_t slot_size,
                                           uint64_t *number,
                                           uint32_t *error_index);

/**
 * After a restart: which of two slots holds the newest snapshot, and where the next one goes, with which number. A slot
 * that could not be read is not one that holds none: read again.
 *
 * @param[in] slots two, what the first and the second hold.
 * @param[out] chosen receives the newest and the next.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _EVENT_CODE (is_whole is neither 0 nor 1, or
 * reserved is not 0); nothing is written then.
 *
 * Constant time.
 */
citygate_status_t citygate_snapshot_slots_choose(const citygate_snapshot_slot_t *slots,
                                                 citygate_snapshot_slots_t *chosen);

/**
 * The next snapshot has been written, all of it. When it could not be, do not call this: the same slot is then erased
 * and written again.
 *
 * @param[in,out] slots what citygate_snapshot_slots_choose said; goes on to the next.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _EVENT_CODE (no such slots); nothing is changed then.
 *
 * Constant time.
 */
citygate_status_t citygate_snapshot_slots_written(citygate_snapshot_slots_t *slots);

/**
 * Opens a rehearsal and starts it, as citygate_station_open does a station. Its memory is its own; policy, settings and
 * users may be those of a station.
 *
 * @param[in] rehearsal where the rehearsal is kept.
 * @param[in] policy the supply order.
 * @param[in] settings what holds for the whole station.
 * @param[in] users user_count users.
 * @param[in] user_count 1 to 65535.
 * @param[out] error_index on an error that has one, receives the index of the user, step or class, or the words needed;
 * may be NULL.
 * @return CITYGATE_OK, or an error as citygate_station_open. On an error the words hold no rehearsal, or the one that
 * they held before.
 *
 * Complexity: four passes over the users.
 */
citygate_status_t citygate_rehearsal_open(const citygate_rehearsal_t *rehearsal,
                                          const citygate_policy_t *policy,
                                          const citygate_station_settings_t *settings,
                                          const citygate_station_user_t *users,
                                          uint32_t user_count,
                                          uint32_t *error_index);

/**
 * Lets a rehearsal go on from where a station is; the station stays as it is.
 *
 * @param[in] rehearsal the rehearsal.
 * @param[in] station the station, in no round.
 * @return CITYGATE_OK, or CITYGATE_ERROR_NULL, _MISALIGNED, _OVERLAP, _TOO_MANY (another number of users),
 * _STATION_ROUND_OPEN, _EVENT_CONTEXT, _EVENT_MOVED, _EVENT_BUSY, _EVENT_TOO_SMALL, or what citygate_station_open says
 * of policy, settings and users; nothing is changed then.
 *
 * Complexity: three passes over the users, and three over the words.
 */
citygate_status_t citygate_rehearsal_go_on_from(const citygate_rehearsal_t *rehearsal,
                                                const citygate_station_t *station);

/**
 * Starts a rehearsal anew.
 *
 * @param[in] rehearsal the rehearsal.
 * @return CITYGATE_OK, or an error as citygate_station_start; nothing is changed then.
 *
 * Complexity: two passes over the users.
 */
citygate_status_t citygate_rehearsal_start(const citygate_rehearsal_t *rehearsal);

/**
 * One scan that is only rehearsed.
 *
 * @param[in] rehearsal the rehearsal.
 * @param[in] input the signals, measured or made up.
 * @param[in] events where it is written what would happen.
 * @param[out] result receives what the scan would come to.
 * @param[out] error_index on an error that has one, receives the index of the user; may be NULL.
 * @return CITYGATE_OK, or an error as citygate_station_scan; nothing is changed then.
 *
 * Complexity: as citygate_station_scan.
 */
citygate_status_t citygate_rehearsal_scan(const citygate_rehearsal_t *rehearsal,
                                          const citygate_scan_input_t *input,
                                          const citygate_rehearsed_events_t *events,
                                          citygate_rehearsed_result_t *result,
                                          uint32_t *error_index);

/**
 * Does in a rehearsal what a person says.
 *
 * @param[in] rehearsal the rehearsal.
 * @param[in] by who says it; not 0.
 * @param[in] command what.
 * @param[in] events where it is written what would happen.
 * @param[in,out] error_index as for citygate_station_command; may be NULL.
 * @return CITYGATE_OK, or an error as citygate_station_command; nothing is changed then.
 *
 * Complexity: one pass over the users, and four over the words.
 */
citygate_status_t citygate_rehearsal_command(const citygate_rehearsal_t *rehearsal,
                                             uint32_t by,
                                             const citygate_station_command_t *command,
                                             const citygate_rehearsed_events_t *events,
                                             uint32_t *error_index);

/**
 * How every user of a rehearsal would stand.
 *
 * @param[in] rehearsal the rehearsal.
 * @param[out] users receives one status for each user.
 * @param[in] user_count as when the rehearsal was opened.
 * @return CITYGATE_OK, or an error as citygate_station_get_users; users are as they were then.
 *
 * Complexity: as citygate_station_get_users.
 */
citygate_status_t citygate_rehearsal_get_users(const citygate_rehearsal_t *rehearsal,
                                               citygate_rehearsed_user_status_t *users,
                                               uint32_t user_count);

/** @} */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CITYGATE_STATION_H */
