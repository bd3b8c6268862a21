/** The audit log: security events in files, on the management port and to syslog. */
@NullMarked
package org.camerad.audit;

import org.jspecify.annotations.NullMarked;
