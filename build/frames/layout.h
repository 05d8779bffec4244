/**
 * @file layout.h
 * @brief Where the fields of every structure lie, asserted when it is compiled.
 *
 * Generated from the sources of the library; do not edit it. The library asserts the same numbers on its side. Include
 * this header in one source file of a program to find a compiler, or a setting of one, that lays structures out
 * otherwise. Before C11 and C++11 there is no assertion at compile time, and it asserts nothing.
 */

#ifndef CITYGATE_LAYOUT_H
#define CITYGATE_LAYOUT_H

#include "citygate.h"

#if defined(__cplusplus)
#if __cplusplus >= 201103L
#define CITYGATE_LAYOUT(condition) static_assert(condition, "the layout of a citygate structure differs");
#endif
#elif defined(__STDC_VERSION__)
#if __STDC_VERSION__ >= 201112L
#define CITYGATE_LAYOUT(condition) _Static_assert(condition, "the layout of a citygate structure differs");
#endif
#endif

#ifdef CITYGATE_LAYOUT

@layouts@

#undef CITYGATE_LAYOUT

#endif

#endif /* CITYGATE_LAYOUT_H */
