/** An engine plugin by example: H2 in memory. */
@NullMarked
package com.example.h2;

import org.jspecify.annotations.NullMarked;
