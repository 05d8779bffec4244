/* citygate: what the library wants from the platform.
 *
 * Nothing. The library has no run-time system to start, asks for no memory, no clock and no locks, and no function
 * of it can panic: there is no check left in its code that could fail.
 *
 * The last is proved by the linker. Rust calls a panic handler where a check fails; the handler of this library
 * calls citygate_panic, and nobody defines that function. A program that links without defining it, statically
 * and with unused sections kept or not, contains no path to a panic in anything that it uses of the library. If a
 * path were left, the link would end in "undefined reference to citygate_panic".
 *
 * So do not define it: a program that does gives the proof away. It is declared here for the one case in which
 * Rust code of your own, with checks that can fail, is built into the same archive.
 */

#ifndef CITYGATE_PLATFORM_H
#define CITYGATE_PLATFORM_H

#if defined(__cplusplus) && __cplusplus >= 201103L
#define CITYGATE_NORETURN [[noreturn]]
#elif !defined(__cplusplus) && defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define CITYGATE_NORETURN [[noreturn]]
#elif !defined(__cplusplus) && defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define CITYGATE_NORETURN _Noreturn
#elif defined(__GNUC__)
#define CITYGATE_NORETURN __attribute__((noreturn))
#else
#define CITYGATE_NORETURN
#endif

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What a panic would call. Never called by this library, and not defined by it.
 *
 * A definition must never return: the state that it would return to is not valid. Bring the outputs to the safe
 * state that they take on loss of the processor (fail closed or fail as is, as the plant was designed), then stop:
 * let the watchdog reset the controller, or wait for ever with interrupts off. It may be called from any context
 * that calls the library, interrupts included, and must take no more stack than they leave.
 */
CITYGATE_NORETURN void citygate_panic(void);

#ifdef __cplusplus
} /* extern "C" */
#endif

#undef CITYGATE_NORETURN

#endif /* CITYGATE_PLATFORM_H */
