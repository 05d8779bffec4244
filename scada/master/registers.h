/* The register map of an RTU: registers counted from 0, numbers most significant register first.
 *
 * Generated from scada/points.toml by the test `registers_h_is_that_of_the_points`; do not edit it. */

#ifndef CITYGATE_REGISTERS_H
#define CITYGATE_REGISTERS_H

#define RTU_MAP_VERSION 1u                               /* The version of this map. */
#define RTU_NONE_16 0xffffu                              /* There is no value, where a point can have none. */
#define RTU_NONE_32 0xffffffffu                          /* There is no value, where a point can have none. */

/* Where the parts of the users begin, and how many registers each has. */

#define RTU_USER_INPUTS 200u
#define RTU_USER_INPUTS_EACH 60u
#define RTU_USER_HOLDINGS 200u
#define RTU_USER_HOLDINGS_EACH 10u

/* The station's input registers. */

#define RTU_INPUT_MAP_VERSION 0u                         /* 16 bits: version of this table */
#define RTU_INPUT_USER_COUNT 1u                          /* 16 bits: how many users there are */
#define RTU_INPUT_STATION_NUMBER 2u                      /* 32 bits: number of the station */
#define RTU_INPUT_SCAN_COUNT 4u                          /* 32 bits: scans since the start */
#define RTU_INPUT_STATION_TIME 6u                        /* 64 bits: the station's own time, which is never set back, in ms */
#define RTU_INPUT_WALL_CLOCK 10u                         /* 64 bits: wall clock, Unix time, in ms */
#define RTU_INPUT_MODE 14u                               /* 16 bits: mode */
#define RTU_INPUT_SUPPLY 15u                             /* 32 bits, then the quality: supply in use, in dm3/h */
#define RTU_INPUT_SUPPLY_RUNG 18u                        /* 16 bits: where the supply in use comes from */
#define RTU_INPUT_SUPPLY_INSTRUMENT 19u                  /* 16 bits: state of the supply's instrument (NAMUR NE 107) */
#define RTU_INPUT_ALLOTMENT 20u                          /* 32 bits, then the quality: what dispatch allots to the station, in use, in dm3/h */
#define RTU_INPUT_ALLOTMENT_RUNG 23u                     /* 16 bits: where the allotment in use comes from */
#define RTU_INPUT_AVAILABLE 24u                          /* 32 bits: what can be shared out: the lower of supply and allotment, in dm3/h */
#define RTU_INPUT_DEMAND 26u                             /* 32 bits: what all users want, in dm3/h */
#define RTU_INPUT_COUNTED 28u                            /* 32 bits: what is counted before the rest is shared out, in dm3/h */
#define RTU_INPUT_SHARED 30u                             /* 32 bits: what is shared out, in dm3/h */
#define RTU_INPUT_PERMITTED 32u                          /* 32 bits: sum of all set-points, in dm3/h */
#define RTU_INPUT_CURTAILED 34u                          /* 32 bits: what users want beyond their set-points, in dm3/h */
#define RTU_INPUT_IS_UNSURE 36u                          /* 16 bits: a value in use is not measured */
#define RTU_INPUT_CANNOT_BE_MET_NOW 37u                  /* 16 bits: what is not to be reduced takes more than there is */
#define RTU_INPUT_GRADE 38u                              /* 16 bits: grade of the event; no value: no event */
#define RTU_INPUT_WARNING 39u                            /* 16 bits: warning in force; no value: no warning */
#define RTU_INPUT_IMBALANCE 40u                          /* 16 bits: imbalance, of the normal supply, in permille; no value: not known */
#define RTU_INPUT_INTERRUPTION 41u                       /* 32 bits: longest interruption of main users, in min; no value: no main users */
#define RTU_INPUT_REPORT_DUE 43u                         /* 32 bits: until the next report is due, in s; no value: nothing is due */
#define RTU_INPUT_STORAGE 45u                            /* 32 bits, then the quality: gas in storage, in m3 */
#define RTU_INPUT_SURVIVAL 48u                           /* 32 bits: how long the storage makes up for what is missing, in min; no value: the supply is enough */
#define RTU_INPUT_ALARMS_SHOWN 50u                       /* 16 bits: alarms that are shown */
#define RTU_INPUT_ALARMS_UNACKNOWLEDGED 51u              /* 16 bits: alarms that nobody has acknowledged */
#define RTU_INPUT_ALARM_PRIORITY 52u                     /* 16 bits: highest priority of the alarms that are shown; no value: no alarm */
#define RTU_INPUT_FIRST_OUT 53u                          /* 16 bits: alarm that came first; no value: no alarm */
#define RTU_INPUT_FIRST_OUT_USER 54u                     /* 16 bits: user of the alarm that came first; no value: the station itself */
#define RTU_INPUT_IS_FLOOD 55u                           /* 16 bits: more alarms come than a person can take in */
#define RTU_INPUT_HEARTBEAT 56u                          /* 16 bits: counts scans, and goes round: the watchdog of whoever reads */
#define RTU_INPUT_MASTER_SILENCE 57u                     /* 32 bits: since the master's last heartbeat, in s; no value: never heard */
#define RTU_INPUT_JOURNAL_RECORDS 59u                    /* 64 bits: records in the journal */
#define RTU_INPUT_JOURNAL_TAG 63u                        /* 64 bits: first eight bytes of the tag of the journal's last record */
#define RTU_INPUT_LAST_COMMAND 67u                       /* 16 bits: number of the last command that was written */
#define RTU_INPUT_LAST_COMMAND_RESULT 68u                /* 16 bits: what became of it */
#define RTU_INPUT_ALARM_SUPPLY_SUBSTITUTED 69u           /* 16 bits: the supply or the allotment is not measured */
#define RTU_INPUT_ALARM_CANNOT_BE_MET 70u                /* 16 bits: what is not to be reduced takes more than there is */
#define RTU_INPUT_ALARM_NOT_AUTOMATIC 71u                /* 16 bits: the station is not in automatic mode */
#define RTU_INPUT_ALARM_PROPOSAL_WAITS 72u               /* 16 bits: a reduction waits for a person to confirm it */
#define RTU_INPUT_END 73u                                /* The first register behind them. */

/* The station's holding registers. */

#define RTU_HOLDING_MEASURED_SUPPLY 0u                   /* 32 bits, then the quality: supply, as the instrument at the gate says, in dm3/h */
#define RTU_HOLDING_MEASURED_STORAGE 3u                  /* 32 bits, then the quality: gas in storage, as measured, in m3 */
#define RTU_HOLDING_STATED_ALLOTMENT 10u                 /* 32 bits, then the quality: what dispatch allots to the station, in dm3/h */
#define RTU_HOLDING_MASTER_HEARTBEAT 13u                 /* 16 bits: a number that changes while the master is there */
#define RTU_HOLDING_END 14u                              /* The first register behind them. */

/* A user's input registers, from where its part begins. */

#define RTU_USER_INPUT_CLASS 0u                          /* 16 bits: class of the supply order */
#define RTU_USER_INPUT_CONTROL 1u                        /* 16 bits: whether the station can set what it takes */
#define RTU_USER_INPUT_CONTRACTED 2u                     /* 32 bits: contracted maximum, in dm3/h */
#define RTU_USER_INPUT_SET_POINT 4u                      /* 32 bits: set-point: what it may take, in dm3/h */
#define RTU_USER_INPUT_WANTS 6u                          /* 32 bits, then the quality: demand in use, in dm3/h */
#define RTU_USER_INPUT_WANTS_RUNG 9u                     /* 16 bits: where the demand in use comes from */
#define RTU_USER_INPUT_DRAWS 10u                         /* 32 bits, then the quality: flow in use, in dm3/h */
#define RTU_USER_INPUT_DRAWS_RUNG 13u                    /* 16 bits: where the flow in use comes from */
#define RTU_USER_INPUT_GRANTED 14u                       /* 32 bits: what the supply order grants it, in dm3/h */
#define RTU_USER_INPUT_REASON 16u                        /* 16 bits: why it is granted so much */
#define RTU_USER_INPUT_STEP 17u                          /* 16 bits: step of the supply order at which it was served last; no value: no step */
#define RTU_USER_INPUT_STANDING 18u                      /* 16 bits: how it is counted */
#define RTU_USER_INPUT_VALVE 19u                         /* 16 bits: whether its valve is at the station's command */
#define RTU_USER_INPUT_ORDER_NUMBER 20u                  /* 64 bits: number of its order, 0 for none */
#define RTU_USER_INPUT_ORDER_TO 24u                      /* 32 bits: set-point that the order asks for, in dm3/h */
#define RTU_USER_INPUT_ORDER_STATE 26u                   /* 16 bits: state of the order */
#define RTU_USER_INPUT_ORDER_CAUSE 27u                   /* 16 bits: cause of the order */
#define RTU_USER_INPUT_ORDER_EFFECTIVE 28u               /* 32 bits: until the order takes effect, in s */
#define RTU_USER_INPUT_ORDER_ACKNOWLEDGE 30u             /* 32 bits: until the order has to be acknowledged, in s; no value: it has not to be acknowledged */
#define RTU_USER_INPUT_PROPOSAL_NUMBER 32u               /* 64 bits: number of what is proposed, 0 for nothing */
#define RTU_USER_INPUT_PROPOSAL_TO 36u                   /* 32 bits: set-point that is proposed, in dm3/h */
#define RTU_USER_INPUT_MANUAL_UNTIL 38u                  /* 32 bits: until its override ends, in s; no value: no override */
#define RTU_USER_INPUT_WITHOUT_GAS 40u                   /* 32 bits: how long it has wanted gas and got none, in s */
#define RTU_USER_INPUT_ALARM_USER_SUBSTITUTED 42u        /* 16 bits: its demand or flow is not measured */
#define RTU_USER_INPUT_ALARM_NOT_FOLLOWING 43u           /* 16 bits: it draws more than it may */
#define RTU_USER_INPUT_ALARM_NOT_ACKNOWLEDGED 44u        /* 16 bits: it has not acknowledged its order in time */
#define RTU_USER_INPUT_ALARM_OVERRIDE_EXPIRES 45u        /* 16 bits: its override ends soon */
#define RTU_USER_INPUT_ALARM_CHANGES_USED_UP 46u         /* 16 bits: its changes are used up */
#define RTU_USER_INPUT_ALARM_VALVE_NOT_AVAILABLE 47u     /* 16 bits: its valve is not at the station's command */
#define RTU_USER_INPUT_MINIMUM 48u                       /* 32 bits: technical minimum: it takes so much or nothing, in dm3/h */
#define RTU_USER_INPUT_BASE 50u                          /* 32 bits: stated base of pro rata shares, 0 for none, in dm3/h */
#define RTU_USER_INPUT_ON_OFF 52u                        /* 16 bits: it takes all or nothing */
#define RTU_USER_INPUT_END 53u                           /* The first register behind them. */

/* A user's holding registers, from where its part begins. */

#define RTU_USER_HOLDING_MEASURED_DEMAND 0u              /* 32 bits, then the quality: what it wants, as measured or nominated, in dm3/h */
#define RTU_USER_HOLDING_MEASURED_FLOW 3u                /* 32 bits, then the quality: what it draws, as its meter says, in dm3/h */
#define RTU_USER_HOLDING_MEASURED_VALVE 6u               /* 16 bits: whether its valve answers and is set to remote */
#define RTU_USER_HOLDING_END 7u                          /* The first register behind them. */

/* A command: holding registers that are written in one write. */

#define RTU_COMMAND 20u                                  /* Where it begins. */
#define RTU_COMMAND_REGISTERS 16u                        /* How many registers it has. */
#define RTU_COMMAND_KIND 0u                              /* 16 bits: what is to be done */
#define RTU_COMMAND_USER 1u                              /* 16 bits: the user, counted from 0; no value: the station itself */
#define RTU_COMMAND_ALARM 2u                             /* 16 bits: the kind of alarm */
#define RTU_COMMAND_MODE 3u                              /* 16 bits: the mode */
#define RTU_COMMAND_SET_POINT 4u                         /* 32 bits: the set-point, in dm3/h */
#define RTU_COMMAND_ORDER 6u                             /* 64 bits: the number of the order or proposal that was read */
#define RTU_COMMAND_DURATION 10u                         /* 32 bits: for how long, from now on, in s */
#define RTU_COMMAND_PERSON 12u                           /* 32 bits: the number of the person who gives it, not 0 */
#define RTU_COMMAND_NUMBER 14u                           /* 16 bits: the number of the command, other than that of the person's last one */
#define RTU_COMMAND_COMMIT 15u                           /* 16 bits: 1: do it */

/* Codes: class. */

#define RTU_CODE_CLASS_RESIDENTIAL 0u                    /* residential */
#define RTU_CODE_CLASS_HEATING 1u                        /* heating */
#define RTU_CODE_CLASS_PUBLIC_SERVICE 2u                 /* public service */
#define RTU_CODE_CLASS_VEHICLES 3u                       /* vehicles */
#define RTU_CODE_CLASS_INDUSTRIAL_FUEL 4u                /* industrial fuel */
#define RTU_CODE_CLASS_CHEMICAL 5u                       /* chemical */

/* Codes: grade. */

#define RTU_CODE_GRADE_I 1u                              /* I, particularly serious */
#define RTU_CODE_GRADE_II 2u                             /* II, serious */
#define RTU_CODE_GRADE_III 3u                            /* III, fairly serious */
#define RTU_CODE_GRADE_IV 4u                             /* IV, general */

/* Codes: warning. */

#define RTU_CODE_WARNING_RED 1u                          /* level 1, red */
#define RTU_CODE_WARNING_ORANGE 2u                       /* level 2, orange */
#define RTU_CODE_WARNING_YELLOW 3u                       /* level 3, yellow */
#define RTU_CODE_WARNING_BLUE 4u                         /* level 4, blue */

/* Codes: mode. */

#define RTU_CODE_MODE_OFF 0u                             /* off */
#define RTU_CODE_MODE_MANUAL 1u                          /* manual */
#define RTU_CODE_MODE_AUTOMATIC 2u                       /* automatic */

/* Codes: order_state. */

#define RTU_CODE_ORDER_STATE_NONE 0u                     /* none */
#define RTU_CODE_ORDER_STATE_PROPOSED 1u                 /* proposed */
#define RTU_CODE_ORDER_STATE_ISSUED 2u                   /* issued */
#define RTU_CODE_ORDER_STATE_ACKNOWLEDGED 3u             /* acknowledged */
#define RTU_CODE_ORDER_STATE_IN_FORCE 4u                 /* in force */
#define RTU_CODE_ORDER_STATE_SUPERSEDED 5u               /* superseded */
#define RTU_CODE_ORDER_STATE_NOT_FOLLOWED 6u             /* not followed */
#define RTU_CODE_ORDER_STATE_CONFIRMED 7u                /* confirmed */

/* Codes: order_cause. */

#define RTU_CODE_ORDER_CAUSE_ALLOCATION 0u               /* reduction */
#define RTU_CODE_ORDER_CAUSE_RESTORATION 1u              /* restoration */
#define RTU_CODE_ORDER_CAUSE_OVERRIDE 2u                 /* override */
#define RTU_CODE_ORDER_CAUSE_CONFIRMATION 3u             /* confirmed proposal */

/* Codes: alarm_kind. */

#define RTU_CODE_ALARM_KIND_SUPPLY_SUBSTITUTED 0u        /* supply not measured */
#define RTU_CODE_ALARM_KIND_USER_SUBSTITUTED 1u          /* user not measured */
#define RTU_CODE_ALARM_KIND_PROPOSAL_WAITS 2u            /* a proposal waits for confirmation */
#define RTU_CODE_ALARM_KIND_NOT_FOLLOWING 3u             /* draws more than its set-point */
#define RTU_CODE_ALARM_KIND_NOT_ACKNOWLEDGED 4u          /* order not acknowledged in time */
#define RTU_CODE_ALARM_KIND_OVERRIDE_EXPIRES 5u          /* override expires */
#define RTU_CODE_ALARM_KIND_CANNOT_BE_MET 6u             /* what is not to be reduced takes more than there is */
#define RTU_CODE_ALARM_KIND_NOT_AUTOMATIC 7u             /* not in automatic mode */
#define RTU_CODE_ALARM_KIND_CHANGES_USED_UP 8u           /* changes used up */
#define RTU_CODE_ALARM_KIND_VALVE_NOT_AVAILABLE 9u       /* valve not at the station's command */

/* Codes: alarm_state. */

#define RTU_CODE_ALARM_STATE_NORMAL 0u                   /* normal */
#define RTU_CODE_ALARM_STATE_UNACKNOWLEDGED 1u           /* unacknowledged */
#define RTU_CODE_ALARM_STATE_ACKNOWLEDGED 2u             /* acknowledged */
#define RTU_CODE_ALARM_STATE_RETURNED_UNACKNOWLEDGED 3u  /* returned, unacknowledged */
#define RTU_CODE_ALARM_STATE_NORMAL_SHELVED 8u           /* normal, shelved */
#define RTU_CODE_ALARM_STATE_UNACKNOWLEDGED_SHELVED 9u   /* unacknowledged, shelved */
#define RTU_CODE_ALARM_STATE_ACKNOWLEDGED_SHELVED 10u    /* acknowledged, shelved */
#define RTU_CODE_ALARM_STATE_RETURNED_UNACKNOWLEDGED_SHELVED 11u /* returned, unacknowledged, shelved */

/* Codes: quality. */

#define RTU_CODE_QUALITY_GOOD 0u                         /* good */
#define RTU_CODE_QUALITY_UNCERTAIN 1u                    /* uncertain */
#define RTU_CODE_QUALITY_BAD 2u                          /* bad */

/* Codes: rung. */

#define RTU_CODE_RUNG_MEASURED 0u                        /* measured */
#define RTU_CODE_RUNG_GUARDED 1u                         /* guarded */
#define RTU_CODE_RUNG_LAST_GOOD 2u                       /* last good */
#define RTU_CODE_RUNG_SCHEDULED 3u                       /* scheduled */
#define RTU_CODE_RUNG_CONSERVATIVE 4u                    /* conservative */

/* Codes: instrument_status. */

#define RTU_CODE_INSTRUMENT_STATUS_GOOD 0u               /* in order */
#define RTU_CODE_INSTRUMENT_STATUS_FAILURE 1u            /* failure */
#define RTU_CODE_INSTRUMENT_STATUS_FUNCTION_CHECK 2u     /* function check */
#define RTU_CODE_INSTRUMENT_STATUS_OUT_OF_SPECIFICATION 3u /* out of specification */
#define RTU_CODE_INSTRUMENT_STATUS_MAINTENANCE_REQUIRED 4u /* maintenance required */

/* Codes: valve. */

#define RTU_CODE_VALVE_AVAILABLE 0u                      /* available */
#define RTU_CODE_VALVE_NOT_AVAILABLE 1u                  /* not available */

/* Codes: control. */

#define RTU_CODE_CONTROL_CONTROLLED 0u                   /* controlled */
#define RTU_CODE_CONTROL_UNCONTROLLED 1u                 /* not controlled */

/* Codes: standing. */

#define RTU_CODE_STANDING_SHARED 0u                      /* shares */
#define RTU_CODE_STANDING_UNCONTROLLED 1u                /* not controlled */
#define RTU_CODE_STANDING_MANUAL 2u                      /* by hand */
#define RTU_CODE_STANDING_NOT_FOLLOWING 3u               /* does not follow */
#define RTU_CODE_STANDING_NOTICED 4u                     /* under notice */
#define RTU_CODE_STANDING_KEPT 5u                        /* kept */

/* Codes: reason. */

#define RTU_CODE_REASON_SATISFIED 0u                     /* served in full */
#define RTU_CODE_REASON_SHORT_IN_STEP 1u                 /* short in its step */
#define RTU_CODE_REASON_HELD_BY_NODE 2u                  /* its node is full */
#define RTU_CODE_REASON_MINIMUM_DID_NOT_FIT 3u           /* its technical minimum does not fit */
#define RTU_CODE_REASON_NOT_ELIGIBLE 4u                  /* not eligible */
#define RTU_CODE_REASON_HELD_BY_NETWORK 5u               /* the network holds it */

/* Codes: alarm_priority. */

#define RTU_CODE_ALARM_PRIORITY_LOW 0u                   /* low */
#define RTU_CODE_ALARM_PRIORITY_MEDIUM 1u                /* medium */
#define RTU_CODE_ALARM_PRIORITY_HIGH 2u                  /* high */

/* Codes: command. */

#define RTU_CODE_COMMAND_OVERRIDE 1u                     /* override */
#define RTU_CODE_COMMAND_HOLD 2u                         /* hold */
#define RTU_CODE_COMMAND_RELEASE 3u                      /* release */
#define RTU_CODE_COMMAND_ACKNOWLEDGE_ORDER 4u            /* order acknowledged */
#define RTU_CODE_COMMAND_ACKNOWLEDGE_ALARM 5u            /* acknowledge alarm */
#define RTU_CODE_COMMAND_SHELVE 6u                       /* shelve alarm */
#define RTU_CODE_COMMAND_UNSHELVE 7u                     /* show alarm again */
#define RTU_CODE_COMMAND_CONFIRM 8u                      /* confirm proposal */
#define RTU_CODE_COMMAND_SET_MODE 9u                     /* set mode */

/* Codes: command_result. */

#define RTU_CODE_COMMAND_RESULT_NONE 0u                  /* no command yet */
#define RTU_CODE_COMMAND_RESULT_DONE 1u                  /* done */
#define RTU_CODE_COMMAND_RESULT_WRONG_FIELD 2u           /* a field is wrong */
#define RTU_CODE_COMMAND_RESULT_NOT_ALLOWED 3u           /* not allowed */
#define RTU_CODE_COMMAND_RESULT_UNKNOWN_USER 4u          /* no such user */
#define RTU_CODE_COMMAND_RESULT_UNKNOWN_ORDER 5u         /* not the user's last order */
#define RTU_CODE_COMMAND_RESULT_WRONG_OVERRIDE 6u        /* above the contracted maximum, or ends before it begins */
#define RTU_CODE_COMMAND_RESULT_NOTHING_TO_DO 7u         /* nothing to do */
#define RTU_CODE_COMMAND_RESULT_IS_OFF 8u                /* the station is off */
#define RTU_CODE_COMMAND_RESULT_WRONG_SHELVING 9u        /* ends before it begins */
#define RTU_CODE_COMMAND_RESULT_NOT_SAVED 10u            /* could not be stored */

/* Codes: yes_no. */

#define RTU_CODE_YES_NO_NO 0u                            /* no */
#define RTU_CODE_YES_NO_YES 1u                           /* yes */

#endif /* CITYGATE_REGISTERS_H */
