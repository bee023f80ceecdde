// Counts what a thread takes from the heap, so that a test can show that it takes nothing.
//
// The C library's own malloc is called through functions of the same names in the test program,
// which the linker prefers. Only where the C library is glibc, and no sanitizer does the same.
#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdbool.h>
#include <stdint.h>

// Whether allocations are counted here at all.
bool aiki_allocations_are_counted(void);

// How often the calling thread has taken or grown memory since it began.
uint64_t aiki_allocation_count(void);

#endif
