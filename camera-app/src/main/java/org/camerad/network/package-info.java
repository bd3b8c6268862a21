/** The camera's address and the service's port. */
@NullMarked
package org.camerad.network;

import org.jspecify.annotations.NullMarked;
