/* Loaded before a program: once it has waited for its first cycle, it may take no more memory from the heap. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <unistd.h>

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *memory, size_t bytes);

typedef int pselect_t(int, fd_set *, fd_set *, fd_set *, const struct timespec *, const sigset_t *);

static pselect_t *real_pselect;
static int has_started;

__attribute__((constructor)) static void find(void)
{
    *(void **)&real_pselect = dlsym(RTLD_NEXT, "pselect");
}

static void look(void)
{
    static const char text[] = "memory from the heap after the start\n";

    if (has_started) {
        has_started = 0;
        if (write(2, text, sizeof(text) - 1) > 0) {
            abort();
        }
    }
}

int pselect(int count, fd_set *in, fd_set *out, fd_set *other, const struct timespec *timeout, const sigset_t *mask)
{
    has_started = 1;
    return real_pselect(count, in, out, other, timeout, mask);
}

void *malloc(size_t bytes)
{
    look();
    return __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    look();
    return __libc_calloc(count, bytes);
}

void *realloc(void *memory, size_t bytes)
{
    look();
    return __libc_realloc(memory, bytes);
}
