/** The interface user_management, accounts, roles and password hashes. */
@NullMarked
package org.camerad.user;

import org.jspecify.annotations.NullMarked;
