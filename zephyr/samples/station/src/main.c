/* SPDX-License-Identifier: Apache-2.0 OR MIT */

/* A scan every 10 ms in a thread of its own: 64 users share a supply that falls. With CONFIG_USERSPACE that thread has
 * no privileges and sees one partition of memory, with all that the library writes: the station, its grants, and what
 * it is asked. */

#include <zephyr/kernel.h>
#include <zephyr/sys/libc-hooks.h>
#include <zephyr/sys/printk.h>
#ifdef CONFIG_USERSPACE
#include <zephyr/app_memory/app_memdomain.h>

K_APPMEM_PARTITION_DEFINE(station_partition);
#define STATION_MEMORY K_APP_BMEM(station_partition)
static struct k_mem_domain domain;
#else
#define STATION_MEMORY
#endif

#include "scans.h"
#include "station.h"

static STATION_MEMORY uint32_t scan;
static STATION_MEMORY int32_t status;

K_TIMER_DEFINE(pace, NULL, NULL);
K_SEM_DEFINE(due, 0, 1);
K_SEM_DEFINE(done, 0, 1);
K_THREAD_STACK_DEFINE(stack, SCANS_STACK_BYTES);
static struct k_thread thread;

void scans_say(const char *text)
{
	printk("%s", text);
}

static void scan_when_due(void *unused1, void *unused2, void *unused3)
{
	ARG_UNUSED(unused1);
	ARG_UNUSED(unused2);
	ARG_UNUSED(unused3);
	for (;;) {
		(void)k_sem_take(&due, K_FOREVER);
		status = scans_scan(scan);
		k_sem_give(&done);
	}
}

static int create_thread(void)
{
	(void)k_thread_create(&thread, stack, K_THREAD_STACK_SIZEOF(stack), scan_when_due, NULL, NULL, NULL, 0,
			      IS_ENABLED(CONFIG_USERSPACE) ? K_USER : 0, K_FOREVER);
#ifdef CONFIG_USERSPACE
	struct k_mem_partition *partitions[] = {
#if Z_LIBC_PARTITION_EXISTS
		&z_libc_partition,
#endif
		&station_partition,
	};
	int failed = k_mem_domain_init(&domain, ARRAY_SIZE(partitions), partitions);

	if (failed == 0) {
		failed = k_mem_domain_add_thread(&domain, &thread);
	}
	if (failed != 0) {
		return failed;
	}
	k_thread_access_grant(&thread, &due, &done);
	printk("in user mode, with %u bytes of memory: ", (unsigned int)station_partition.size);
#endif
	k_thread_start(&thread);
	return 0;
}

int main(void)
{
	size_t stack_left = 0;

	if (create_thread() != 0) {
		printk("no memory domain\n");
		return 0;
	}
	status = scans_start();
	k_timer_start(&pace, K_MSEC(SCANS_APART_MS), K_MSEC(SCANS_APART_MS));
	for (scan = 1; scan <= SCANS && status == CITYGATE_OK; scan++) {
		uint32_t began;

		(void)k_timer_status_sync(&pace);
		began = k_cycle_get_32();
		k_sem_give(&due);
		(void)k_sem_take(&done, K_FOREVER);
		scans_show(scan, k_cyc_to_ns_floor64(k_cycle_get_32() - began));
	}
	(void)k_thread_stack_space_get(&thread, &stack_left);
	scans_end((uint32_t)stack_left, status);
	return 0;
}
