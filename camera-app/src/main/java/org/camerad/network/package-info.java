/** The camera's address, and the port that this service listens on. */
@NullMarked
package org.camerad.network;

import org.jspecify.annotations.NullMarked;
