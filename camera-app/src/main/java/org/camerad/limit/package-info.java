/** Limits per address and per user, and the addresses of clients behind proxies. */
@NullMarked
package org.camerad.limit;

import org.jspecify.annotations.NullMarked;
