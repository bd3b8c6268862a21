/** Tests of the users and what is kept of their passwords. */
@NullMarked
package org.camerad.user;

import org.jspecify.annotations.NullMarked;
